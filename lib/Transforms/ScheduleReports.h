//===- ScheduleReports.h - Files about scheduled ops ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The option `report` of the scheduling pass. Private to Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEREPORTS_H
#define NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEREPORTS_H

#include "ScheduleJobs.h"

namespace mlir::neurospector {

/// What a report is about.
struct ScheduleReports {
  const ::neurospector::Accelerator &machine;
  const ::neurospector::CostModel &model;
  ::neurospector::Metric metric;
  ArrayRef<Scheduled> ops; ///< in IR order
  bool crossLayer;
  std::vector<std::string> notes; ///< on what has no schedule

  /// In the format that the extension of \p path says: a page, JSON Lines, CSV,
  /// or else a table.
  void write(llvm::raw_ostream &os, StringRef path) const;
};

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEREPORTS_H
