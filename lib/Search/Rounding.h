//===- Rounding.h - Room for rounding ---------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_ROUNDING_H
#define NEUROSPECTOR_LIB_SEARCH_ROUNDING_H

#include "llvm/ADT/bit.h"

#include <cstdint>

namespace neurospector {

/// Bounds and costs are sums of the same terms in different orders; they are
/// compared with this much room for rounding.
inline constexpr double rounding = 1e-12;

/// The leading \p bits of the fraction of a positive number; no more than
/// \p value.
inline double leadingBits(double value, unsigned bits) {
  return llvm::bit_cast<double>(llvm::bit_cast<uint64_t>(value) &
                                ~uint64_t(0) << (52 - bits));
}

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ROUNDING_H
