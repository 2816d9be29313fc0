//===- Transfers.h - What a schedule and a nest move ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The same account from two sides: what the exact cost model says of a
// schedule, and what the loops that were made from it do.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_TRANSFERS_H
#define NEUROSPECTOR_ANALYSIS_TRANSFERS_H

#include "neurospector/Analysis/OpLayer.h"

namespace mlir::neurospector {

/// Tiles and elements that cross the boundaries: DRAM to the chips, one chip's
/// GLOBAL_BUFFER to its PE array, and one PE's LOCAL_BUFFER to its MAC units,
/// which hold nothing, so that every step moves all three operands. An operand
/// that bypasses GLOBAL_BUFFER still counts as what GLOBAL_BUFFER sends, and
/// its DRAM elements are those that then come from there.
struct Transfers {
  ::neurospector::AccessCounts<int64_t> dramTiles, gbTiles, lbTiles;
  ::neurospector::PerOperand<int64_t> dramElements = {0, 0, 0};
  ::neurospector::PerOperand<int64_t> gbElements = {0, 0, 0};
  ::neurospector::PerOperand<int64_t> lbElements = {0, 0, 0};
};

/// The schedule that \p attr was made from; an error if its orders are those of
/// no dataflow, its outer levels are loops already, or it does not fit the op.
llvm::Expected<::neurospector::Schedule> readSchedule(const OpLayer &op,
                                                      ScheduleAttr attr);

/// What the exact model says of a schedule.
llvm::Expected<Transfers>
predictTransfers(const OpLayer &op, ScheduleAttr attr,
                 const ::neurospector::Accelerator &accelerator);

/// Walks the labelled loops around \p op, which has a `neurospector.nest`.
/// Shares no formula with the model: at each step of the DRAM and GLOBAL_BUFFER
/// loops it looks which elements the loops inside touch, and an operand moves
/// when they are others than in the step before.
///
/// Example: in `for i in 0..8 step 4 (DRAM) { for k in 0..16 step 2
/// (GLOBAL_BUFFER) { matmul of 4x2 by 2x8 } }`, the input's GLOBAL_BUFFER slice
/// [i, k] 4x2 changes 16 times: 128 elements.
llvm::Expected<Transfers>
countTransfers(linalg::LinalgOp op,
               const ::neurospector::Accelerator &accelerator);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_TRANSFERS_H
