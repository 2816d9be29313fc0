//===- ScheduleReport.h - Everything about one schedule ---------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The full account of a schedule, for people (text) and for programs (JSON
// Lines, CSV).
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_SCHEDULEREPORT_H
#define NEUROSPECTOR_REPORT_SCHEDULEREPORT_H

#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/SideTraffic.h"

namespace neurospector {

/// How a search came to a schedule.
struct SearchAccount {
  bool optimal = false;
  double lowerBound = 0; ///< in units of the metric
  uint64_t evaluated = 0;
  std::optional<double> seconds = std::nullopt;
  /// Share of the metric that imperfect factors save at least; none: little.
  std::optional<double> imperfectSaves = std::nullopt;
};

/// Where in a module a layer is an op.
struct Place {
  std::string function;          ///< around it; empty: none
  std::string file;              ///< empty: not known
  unsigned line = 0, column = 0; ///< from 1
  /// Why it may run more or less often than the layer says; empty: it does not.
  std::string unknownRuns;
  /// `file:line:column`; empty: not known.
  std::string location() const;
};

/// The part of a layer in several that run side by side on disjoint chips.
struct BranchShare {
  int64_t chipsX, chipsY;
  int64_t sharedInput;             ///< elements that are sent anyway
  double jointEnergy, jointCycles; ///< of all layers together
};

/// A schedule, what it is for, and what it costs. Refers to its parts.
struct ScheduleReport {
  const Layer &layer;
  const Accelerator &accelerator;
  const Schedule &schedule;
  const Cost &cost;
  const CostModel &model;
  unsigned number = 0;          ///< position in its file or network, from 1
  llvm::StringRef network = {}; ///< empty: none
  const SearchAccount *search = nullptr; ///< null: it was given
  Retained retained = {}; ///< between layers; the cost is without it
  const BranchShare *share = nullptr; ///< null: the layer runs by itself
  const Place *place = nullptr;       ///< null: it is no op
  /// What moves beside the operands; the cost is without it, too.
  llvm::ArrayRef<SideTraffic> sides = {};
  /// In the form for any machine, even where the published one would do.
  bool inTiles = false;

  /// The search says something of this cost: it was for the layer by itself,
  /// with nothing retained.
  bool hasProof() const { return search && retained == Retained(); }
};

/// One line of JSON: the schedule in the fields that `parseScheduleRecords`
/// reads, its counts, energies (pJ) and cycles, what moves beside that, and the
/// search if there was one. Numbers read back as the same values. The fields
/// are the published ones where they can say everything: the machine has the
/// published shape and no time that overlaps, tiles divide each other, and
/// orders are dataflows. Else they are those of any machine. (`inTiles` asks
/// for these.)
void printJsonLine(llvm::raw_ostream &os, const ScheduleReport &report);

/// The columns of CSV that depend on the layers.
struct CsvColumns {
  unsigned pairs = numPublishedPairs; ///< whose dimensions are listed
  bool repeats = false;               ///< some layer runs more than once
  bool places = false;                ///< layers are ops of a module
  bool sides = false;                 ///< some layer has side operands

  void add(const Layer &layer);
  static CsvColumns of(llvm::ArrayRef<ScheduleReport> layers);
};

/// One line of comma-separated values, and the line of their names: the total,
/// then energy (pJ) and busy cycles of the MACs and of each memory, innermost
/// first; the energy of what moves beside that, and of what does at least.
void printCsvLine(llvm::raw_ostream &os, const ScheduleReport &report,
                  const CsvColumns &columns);
void printCsvHeader(llvm::raw_ostream &os, const Accelerator &accelerator,
                    const CsvColumns &columns);

/// Aligned tables of at most 100 columns: those of the published tool where
/// they can say everything, else those of any machine, which also say what the
/// time is made of.
void printText(llvm::raw_ostream &os, const ScheduleReport &report);

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_SCHEDULEREPORT_H
