//===- ScheduledOp.h - An op as its schedule knows it -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A schedule says what its op was: which operand had which role, which loop was
// which dimension. Whoever applies it goes by that, not by what the op looks
// like now, and refuses if the two contradict each other: other passes permute
// loops, merge operands and change sizes, and know nothing of schedules.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_SCHEDULEDOP_H
#define NEUROSPECTOR_ANALYSIS_SCHEDULEDOP_H

#include "neurospector/Analysis/OpLayer.h"

namespace mlir::neurospector {

/// The operands of \p op in \p roles. An error if it has fewer inputs, or
/// another output.
llvm::Expected<::neurospector::PerOperand<OpOperand *>>
getOperands(linalg::LinalgOp op, RolesAttr roles);

/// The layer that \p schedule is of. Loops of dynamic size run as often as
/// `neurospector.assume` says.
///
/// Errors: the op's operands or loops are not those of the schedule any more (a
/// loop indexes other operands, or slides along another axis), or a size is not
/// known.
///
/// Example: a product whose weight was a function argument marked so, inlined
/// since: its first operand is still the weight.
llvm::Expected<OpLayer> getScheduledLayer(linalg::LinalgOp op,
                                          ScheduleAttr schedule);

/// The schedule of \p accelerator that \p attr was made from. Errors: its outer
/// levels are loops already, the accelerator has other levels, or it does not
/// fit the sizes of the op.
llvm::Expected<::neurospector::Schedule>
readSchedule(const OpLayer &op, ScheduleAttr attr,
             const ::neurospector::Accelerator &accelerator);

/// Why \p schedule cannot become loops around \p op; empty if it can: the op
/// has changed, a dynamic size would have to fit an array, a tile cuts groups,
/// a further result lacks a parallel loop, or a buffer has a layout that cannot
/// be sliced. Sizes may be others than those it was made for. The verifier does
/// not ask: ops change and are tiled after they were scheduled.
std::string findMisfit(linalg::LinalgOp op, ScheduleAttr schedule);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_SCHEDULEDOP_H
