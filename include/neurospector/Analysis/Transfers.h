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

#include "neurospector/Analysis/ScheduledOp.h"

namespace mlir::neurospector {

/// What one operand moves at one instance of a memory, be it held there or pass
/// by.
///
/// Tiles are those that the memory's loops hand to the next memory inside, or
/// to the multiply-accumulate units, which hold nothing, so that every step
/// moves. Elements are those exchanged with the next memory that holds the
/// operand; units side by side take what they have in common together.
struct MemoryTraffic {
  std::string memory;
  ::neurospector::Operand operand;
  bool passes;           ///< by: the memory does not hold the operand
  int64_t read, written; ///< tiles, inwards and back
  int64_t elements;      ///< both ways together
};

/// Memories outermost first, the operands of each in their order.
using Transfers = std::vector<MemoryTraffic>;

/// What the exact model says of a schedule.
llvm::Expected<Transfers>
predictTransfers(const OpLayer &op, ScheduleAttr attr,
                 const ::neurospector::Accelerator &accelerator);

/// Walks the labelled loops around \p op, which has a `neurospector.nest`.
/// Shares no formula with the model: at each step of the loops outside a store
/// it looks which tile the loops inside ask for, and which elements the units
/// in between touch; a tile at the end of a loop may have fewer than others.
/// Tells nothing of what is inside the levels that are left in the op's
/// schedule.
///
/// Example: in `for i in 0..8 step 4 (DRAM) { for k in 0..16 step 2
/// (GLOBAL_BUFFER) { matmul of 4x2 by 2x8 } }`, the input's tile that
/// GLOBAL_BUFFER sends, [i, k] 4x2, changes 16 times: 128 elements.
llvm::Expected<Transfers>
countTransfers(linalg::LinalgOp op,
               const ::neurospector::Accelerator &accelerator);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_TRANSFERS_H
