//===- ScheduleRemarks.h - What was scheduled and why not -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The remarks of the scheduling pass. Values are numbers; those that have a
// unit have it in a field beside them. Private to Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEREMARKS_H
#define NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEREMARKS_H

#include "ScheduleJobs.h"

#include "neurospector/Analysis/Unlowered.h"
#include "neurospector/Report/LayerReport.h"

namespace mlir::neurospector {

/// `schedule`: the cost of an op. True if somebody reads it.
bool remarkCost(const Scheduled &scheduled);

/// `optimality`: its schedule is valid but not proven to be the cheapest.
void remarkGap(linalg::LinalgOp op, const ::neurospector::SearchResult &result,
               const ::neurospector::SearchOptions &options);

/// `factors`: tiles that need not divide save so much of \p metric.
void remarkSaving(linalg::LinalgOp op, double share,
                  ::neurospector::Metric metric);

/// Why \p op has no schedule, named after the kind.
void remarkSkip(linalg::LinalgOp op, const Skip &skip);

/// What became of the ops of a module.
struct Summary {
  size_t scheduled = 0;
  ::neurospector::SkippedKinds skipped;
  SmallVector<UnloweredOps> unlowered;
  size_t distinctLayers = 0;
  ::neurospector::Count macs; ///< of the scheduled ops, in all their runs

  /// What has no schedule, a line each.
  std::vector<std::string> notes() const;
};

/// `summary`; a warning if nothing was scheduled.
void remarkSummary(Operation *root, const Summary &summary);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEREMARKS_H
