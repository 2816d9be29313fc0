//===- ScheduleJobs.h - Ops and what was found for them ---------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the scheduling pass collects, searches, annotates and reports. Private
// to Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEJOBS_H
#define NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEJOBS_H

#include "neurospector/Analysis/OpLink.h"
#include "neurospector/Analysis/Runs.h"
#include "neurospector/Analysis/SideOperands.h"
#include "neurospector/Search/CrossLayer.h"

namespace mlir::neurospector {

/// Why an op has no schedule.
struct Skip {
  std::string kind, reason, suggestion;
};

/// A candidate, which of the distinct layers it is, and what was chosen for it.
struct Job {
  linalg::LinalgOp op;
  std::variant<OpLayer, Unsupported> layer;
  RunCount runs = {};
  size_t problem = 0;
  /// The next candidate runs right after and reads what this one writes.
  std::optional<::neurospector::Link> toNext = std::nullopt;
  ::neurospector::ChainChoice choice = {};
  /// What moves beside the layer under that choice.
  std::vector<::neurospector::SideTraffic> sides = {};
};

/// A layer that some op is, and what the search said.
struct Problem {
  ::neurospector::Layer layer;
  /// With the widths of its elements, if not those of the accelerator.
  ::neurospector::Accelerator machine;
  /// Of an op with `hasLoopGroups`, which few other tiles suit.
  bool tilesDivide = false;
  /// The best schedule; behind it, across layers, others to choose from.
  std::vector<::neurospector::SearchResult> candidates = {
      ::neurospector::SearchResult()};
  std::optional<Skip> skip = {}; ///< none: it has a schedule
  /// What the published heuristic costs more, as 0.123; none: it finds nothing,
  /// or was not asked.
  std::optional<double> bottomUp = {};
  /// What imperfect factors save at least, as 0.123; none: little, or nobody
  /// reads it.
  std::optional<double> imperfectSaves = {};
};

/// An op with a schedule, and the layer and the result that it shares.
struct Scheduled {
  const Job *job;
  const Problem *problem;

  const OpLayer &layer() const { return std::get<OpLayer>(job->layer); }
  const ::neurospector::SearchResult &result() const {
    return problem->candidates[job->choice.candidate];
  }
};

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_SCHEDULEJOBS_H
