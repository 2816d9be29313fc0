//===- PrimeFactorsTest.cpp - Primes and divisors -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/PrimeFactors.h"
#include "gtest/gtest.h"

#include <chrono>
#include <random>
#include <vector>

using namespace neurospector;

namespace {

using Powers = std::vector<std::pair<int64_t, uint32_t>>;

Powers factor(int64_t number) {
  Powers result;
  for (auto [prime, exponent] : primeFactors(number))
    result.emplace_back(prime, exponent);
  return result;
}

TEST(PrimeFactors, EqualTrialDivision) {
  for (int64_t number = 1; number < 200000; ++number) {
    Powers expected;
    int64_t left = number;
    for (int64_t prime = 2; prime <= left / prime; ++prime) {
      uint32_t exponent = 0;
      for (; left % prime == 0; left /= prime)
        ++exponent;
      if (exponent)
        expected.emplace_back(prime, exponent);
    }
    if (left > 1)
      expected.emplace_back(left, 1);
    ASSERT_EQ(factor(number), expected) << number;
  }
}

TEST(PrimeFactors, OfHugeNumbers) {
  EXPECT_EQ(
      factor(INT64_MAX),
      (Powers{{7, 2}, {73, 1}, {127, 1}, {337, 1}, {92737, 1}, {649657, 1}}));
  EXPECT_EQ(factor(int64_t(1) << 62), (Powers{{2, 62}}));
  // The largest prime below 2^63, and the largest square and product of two.
  EXPECT_EQ(factor(9223372036854775783), (Powers{{9223372036854775783, 1}}));
  EXPECT_EQ(factor(3037000493ll * 3037000493ll), (Powers{{3037000493, 2}}));
  EXPECT_EQ(factor(2147483647ll * 4294967291ll),
            (Powers{{2147483647, 1}, {4294967291, 1}}));
  // Strong pseudoprimes to the bases 2, 3, 5 and 7, and to the first nine
  // primes.
  EXPECT_EQ(factor(3215031751), (Powers{{151, 1}, {751, 1}, {28351, 1}}));
  EXPECT_EQ(factor(3825123056546413051),
            (Powers{{149491, 1}, {747451, 1}, {34233211, 1}}));
}

/// Any number of 63 bits takes milliseconds: a thousand take seconds,
/// even with sanitizers, where trial division takes hours.
TEST(PrimeFactors, AreFoundQuickly) {
  std::mt19937_64 engine(1);
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) {
    auto number = static_cast<int64_t>(engine() >> 1) | 1;
    int64_t product = 1;
    for (auto [prime, exponent] : factor(number))
      for (uint32_t e = 0; e < exponent; ++e)
        product *= prime;
    ASSERT_EQ(product, number);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::minutes(1));
}

TEST(PrimeFactors, Divisors) {
  EXPECT_EQ(divisors(1), (llvm::SmallVector<int64_t>{1}));
  EXPECT_EQ(divisors(12), (llvm::SmallVector<int64_t>{1, 2, 3, 4, 6, 12}));
  EXPECT_EQ(divisors(2147483647), (llvm::SmallVector<int64_t>{1, 2147483647}));
}

} // namespace
