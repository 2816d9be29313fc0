//===- Rounding.h - Room for rounding ---------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_ROUNDING_H
#define NEUROSPECTOR_LIB_SEARCH_ROUNDING_H

namespace neurospector {

/// Bounds and costs are sums of the same terms in different orders; they are
/// compared with this much room for rounding.
inline constexpr double rounding = 1e-12;

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ROUNDING_H
