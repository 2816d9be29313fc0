//===- NetworkReport.h - Layers scheduled together --------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_NETWORKREPORT_H
#define NEUROSPECTOR_REPORT_NETWORKREPORT_H

#include "neurospector/Model/CostModel.h"
#include "llvm/ADT/ArrayRef.h"

namespace neurospector {

/// A layer of a network in order of execution, scheduled by itself and in its
/// place. Refers to its layer.
struct ReuseReport {
  const Layer &layer;
  bool readsPrevious; ///< its input is the output of the layer before
  Retained retained;
  Cost alone, inPlace;
};

/// Prints an aligned table of at most 100 columns: for each tensor between two
/// layers its elements, how many are not read and not written because they stay
/// on chip; then the totals of the network layer by layer and across layers.
void printReuse(llvm::raw_ostream &os, llvm::ArrayRef<ReuseReport> layers);

/// A layer on its share of the chips. Refers to its layer.
struct BranchReport {
  unsigned number; ///< in its network, from 1
  const Layer &layer;
  int64_t chipsX, chipsY, chipsInUse;
  int64_t sharedInput; ///< elements that are sent for another branch anyway
  Cost cost;           ///< of the layer by itself on the whole machine
};

/// Energy (pJ) and cycles of several layers.
struct TotalReport {
  double energy = 0, cycles = 0;
};

/// Prints the same for layers that run side by side: chips, transfers and
/// cycles of each, then the totals one after the other and side by side.
void printPartition(llvm::raw_ostream &os, const Accelerator &accelerator,
                    llvm::ArrayRef<BranchReport> branches,
                    const TotalReport &inTurn, const TotalReport &sideBySide);

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_NETWORKREPORT_H
