//===- SideReport.h - What moves beside the cost ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_SIDEREPORT_H
#define NEUROSPECTOR_REPORT_SIDEREPORT_H

#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/SideTraffic.h"

namespace neurospector {

/// The side operands of a layer and its cost without them. Refers to both.
struct SideReport {
  unsigned number; ///< of the layer, as in its table
  const Layer &layer;
  const Cost &cost;
  llvm::ArrayRef<SideTraffic> sides;
};

/// Prints an aligned table: for each side operand of \p layers what it rides
/// with, its elements at each memory (read, written and passed on), their
/// energy (uJ), how much that is of the layer's (%), and the same for the least
/// that moves; then the total, which counts all runs of each layer.
void printSides(llvm::raw_ostream &os, const Accelerator &accelerator,
                llvm::ArrayRef<SideReport> layers);

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_SIDEREPORT_H
