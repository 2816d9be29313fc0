//===- Fill.h - Filling and draining systolic arrays ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CM-18 of docs/cost-model.md: what it takes beside the steps of the MACs that
// operands hop through an array from unit to unit.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_FILL_H
#define NEUROSPECTOR_MODEL_FILL_H

#include "neurospector/Model/Accelerator.h"

namespace neurospector {

/// The systolic arrays between a memory and the next one inside.
///
/// Example: 12 rows and 14 columns, a register for a weight in each unit. The
/// last unit is 11 + 13 = 24 steps behind the first, and a tile of weights
/// hops 12 rows to its place: each tile takes 36 steps beside those of the
/// MACs. With a register for an output instead, 24; if that comes back to be
/// added to, 36.
struct Fill {
  int64_t skew = 0; ///< steps by which the last unit is behind the first
  int64_t rows = 0; ///< units along the outermost axis; no such array: 0
  /// Operands whose tiles stay in the units; none: nothing interrupts the
  /// stream, and all of it takes `once`.
  OperandSet staying;
  int64_t once = 0;

  /// Of the arrays right inside the memory \p level of \p accelerator.
  static Fill inside(const Accelerator &accelerator, size_t level);

  /// Steps for a tile that changes \p changes times and is put into its place
  /// \p loads times.
  template <typename Number> Number steps(Number changes, Number loads) const {
    return changes * static_cast<Number>(skew) +
           loads * static_cast<Number>(rows);
  }
};

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_FILL_H
