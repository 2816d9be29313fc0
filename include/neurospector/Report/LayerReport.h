//===- LayerReport.h - Costs of layers as a text table ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a person wants to see of a scheduled network: one line per layer, and
// the sum.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_LAYERREPORT_H
#define NEUROSPECTOR_REPORT_LAYERREPORT_H

#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/ArrayRef.h"

#include <map>

namespace neurospector {

/// What has no schedule: how many of each kind of reason, as in `infeasible`.
using SkippedKinds = std::map<std::string, size_t>;

/// `3 ops: 1 dynamic-shape, 2 infeasible`; the \p noun is of one.
std::string listSkipped(const SkippedKinds &kinds, llvm::StringRef noun);

/// A scheduled layer; its name is the layer's.
struct LayerReport {
  Layer layer;
  Cost cost;
  bool optimal;        ///< proven, under the options of the search
  unsigned number = 0; ///< in its network, from 1; 0: its place in the table
  Place place = {};    ///< of an op
  /// Share of the metric that imperfect factors save at least; none: little.
  std::optional<double> imperfectSaves = std::nullopt;
};

/// Prints an aligned table of at most 100 columns: number, name, bounds, energy
/// (uJ), cycles, utilization (%) and optimality of each layer, and the total,
/// which counts all runs of each. The total's utilization weighs each layer
/// with the cycles of its MAC units. Of machines that published tables do not
/// describe it says what bounds each layer, too. Behind ops are their function
/// and line; runs that are not known count as one and have a question mark.
void printTable(llvm::raw_ostream &os, const Accelerator &accelerator,
                llvm::ArrayRef<LayerReport> layers);

/// `97.8% of the cycles`, of a share of \p metric, rounded down.
std::string describeSaving(double share, Metric metric);

/// A line below such a table: what imperfect factors save of which layers;
/// nothing if it is little.
void printSavings(llvm::raw_ostream &os, Metric metric,
                  llvm::ArrayRef<LayerReport> layers);

/// The last line of such a table: `skipped 3 ops: ...`; nothing if none is.
void printSkipped(llvm::raw_ostream &os, const SkippedKinds &kinds,
                  llvm::StringRef noun);

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_LAYERREPORT_H
