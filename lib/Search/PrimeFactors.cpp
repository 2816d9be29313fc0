//===- PrimeFactors.cpp - Primes and divisors of a bound ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Trial division finds small primes. What is left is tested by Miller and
// Rabin's method, which is exact below 2^64 with the first twelve primes as
// bases (Sorenson and Webster, 2015), and split by Pollard's rho, which needs
// about the root of the least prime: under 2^16 steps. A loop up to the root of
// the number would take a bound near 2^63 half a minute.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/PrimeFactors.h"
#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace neurospector;

__extension__ using Wide = unsigned __int128;

static uint64_t mulMod(uint64_t a, uint64_t b, uint64_t modulus) {
  return static_cast<uint64_t>(static_cast<Wide>(a) * b % modulus);
}

static uint64_t powMod(uint64_t base, uint64_t exponent, uint64_t modulus) {
  uint64_t result = 1;
  for (base %= modulus; exponent; exponent >>= 1) {
    if (exponent & 1)
      result = mulMod(result, base, modulus);
    base = mulMod(base, base, modulus);
  }
  return result;
}

/// \p number is odd and above the bases.
static bool isPrime(uint64_t number) {
  uint64_t odd = number - 1;
  unsigned twos = 0;
  for (; odd % 2 == 0; odd /= 2)
    ++twos;
  for (uint64_t base : {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37}) {
    uint64_t power = powMod(base, odd, number);
    bool passes = power == 1 || power == number - 1;
    for (unsigned i = 1; i < twos && !passes; ++i) {
      power = mulMod(power, power, number);
      passes = power == number - 1;
    }
    if (!passes)
      return false;
  }
  return true;
}

/// A factor, neither one nor itself, of a composite \p number.
static uint64_t findFactor(uint64_t number) {
  for (uint64_t constant = 1;; ++constant) {
    auto next = [&](uint64_t x) {
      return static_cast<uint64_t>((static_cast<Wide>(x) * x + constant) %
                                   number);
    };
    uint64_t slow = 2, fast = 2, factor = 1;
    while (factor == 1) {
      slow = next(slow);
      fast = next(next(fast));
      factor = std::gcd(slow > fast ? slow - fast : fast - slow, number);
    }
    if (factor != number)
      return factor;
  }
}

static void collectPrimes(uint64_t number,
                          llvm::SmallVectorImpl<int64_t> &primes) {
  if (number == 1)
    return;
  if (isPrime(number)) {
    primes.push_back(static_cast<int64_t>(number));
    return;
  }
  uint64_t factor = findFactor(number);
  collectPrimes(factor, primes);
  collectPrimes(number / factor, primes);
}

llvm::SmallVector<PrimePower, 15> neurospector::primeFactors(int64_t number) {
  llvm::SmallVector<int64_t, 64> primes;
  constexpr int64_t smallEnd = 1 << 10;
  int64_t prime = 2;
  for (; prime < smallEnd && prime <= number / prime; ++prime)
    for (; number % prime == 0; number /= prime)
      primes.push_back(prime);
  if (prime < smallEnd) {
    if (number > 1)
      primes.push_back(number);
  } else {
    collectPrimes(static_cast<uint64_t>(number), primes);
  }
  llvm::sort(primes);
  llvm::SmallVector<PrimePower, 15> result;
  for (int64_t prime : primes) {
    if (result.empty() || result.back().prime != prime)
      result.push_back({prime, 0});
    ++result.back().exponent;
  }
  return result;
}

llvm::SmallVector<int64_t> neurospector::divisors(int64_t number) {
  llvm::SmallVector<int64_t> result = {1};
  for (auto [prime, exponent] : primeFactors(number)) {
    size_t lower = result.size();
    int64_t power = 1;
    for (uint32_t e = 0; e < exponent; ++e) {
      power *= prime;
      for (size_t i = 0; i < lower; ++i)
        result.push_back(result[i] * power);
    }
  }
  llvm::sort(result);
  return result;
}
