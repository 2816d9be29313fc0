//===- NumCases.h - How many cases a test draws -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Optimized builds look for wrong numbers, in many cases. Builds with
// sanitizers look for wrong accesses, which the first cases make, too.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_NUMCASES_H
#define NEUROSPECTOR_TEST_NUMCASES_H

namespace neurospector::test {

/// Debug builds, with sanitizers or without, are ten times slower and look at
/// one case in ten.
constexpr unsigned oneCaseIn = NEUROSPECTOR_DEBUG_BUILD ? 10 : 1;

/// How many of \p count cases to look at, at least one.
constexpr unsigned numCases(unsigned count) {
  return (count + oneCaseIn - 1) / oneCaseIn;
}

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_NUMCASES_H
