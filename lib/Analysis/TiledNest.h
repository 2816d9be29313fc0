//===- TiledNest.h - The loops around a tiled op ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every index in a tiled nest is a sum of induction variables times constants,
// so the elements that the inner loops touch are a box whose ends follow from
// the first and the last value of each variable. Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_TILEDNEST_H
#define NEUROSPECTOR_LIB_ANALYSIS_TILEDNEST_H

#include "neurospector/IR/Neurospector.h"
#include "neurospector/Model/Accelerator.h"

namespace mlir::neurospector {

/// One labelled loop of a nest.
struct NestLoop {
  Value variable;
  int64_t first, step, trips;
  size_t level; ///< of the machine

  int64_t last() const { return first + (trips - 1) * step; }
};

/// One index of an operand: first + sum of coefficients[i] * loop i, and up to
/// `extent` beyond it. None of them is negative.
struct LinearIndex {
  int64_t first = 0, extent = 0;
  std::vector<int64_t> coefficients;
};

/// The labelled loops around an op with a `neurospector.nest`, and what its
/// input, weight and output touch in the tensors outside them.
///
/// Invariants: loops of outer levels are around those of inner ones; no index
/// leaves 64 bits at any step, nor does the number of elements of an operand.
struct TiledNest {
  SmallVector<NestLoop> loops; ///< outermost first
  std::array<SmallVector<LinearIndex>, 3> operands;

  bool indexes(unsigned operand, size_t loop) const {
    return llvm::any_of(operands[operand], [&](const LinearIndex &index) {
      return index.coefficients[loop] != 0;
    });
  }
};

/// Reads the nest around \p op. Errors: its loops or slices are not what a
/// tiler makes, or belong to no level of \p accelerator.
llvm::Expected<TiledNest>
readNest(linalg::LinalgOp op, const ::neurospector::Accelerator &accelerator);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_TILEDNEST_H
