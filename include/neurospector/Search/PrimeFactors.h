//===- PrimeFactors.h - Primes and divisors of a bound ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_PRIMEFACTORS_H
#define NEUROSPECTOR_SEARCH_PRIMEFACTORS_H

#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace neurospector {

struct PrimePower {
  int64_t prime;
  uint32_t exponent;
};

/// The primes of a positive number, ascending; in milliseconds for any of 63
/// bits. Example: 12 gives 2^2, 3^1.
llvm::SmallVector<PrimePower, 15> primeFactors(int64_t number);

/// The divisors of a positive number, ascending. Example: 12 gives 1, 2, 3, 4,
/// 6, 12.
llvm::SmallVector<int64_t> divisors(int64_t number);

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_PRIMEFACTORS_H
