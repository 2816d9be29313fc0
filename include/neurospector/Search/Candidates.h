//===- Candidates.h - Schedules worth choosing among ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_CANDIDATES_H
#define NEUROSPECTOR_SEARCH_CANDIDATES_H

#include "neurospector/Search/Search.h"

namespace neurospector {

/// What a schedule may be worth to a choice that other layers have a part in,
/// in units of the metric.
struct Worth {
  /// For each element of the input and output tile that all instances of the
  /// keeping memory (Model/HandOver.h) hold at once, as long as none of them
  /// share the input or hold partial sums.
  double perInput = 0, perOutput = 0;
  /// For each element of the input that the outermost memory reads.
  double perInputTransfer = 0;
};

/// What it is worth, in units of \p metric, that a layer which costs \p own by
/// itself takes \p energy (pJ) and \p cycles less.
double worthOf(Metric metric, const Cost &own, double energy, double cycles);

/// Schedules of one layer to choose from together with other layers.
///
/// Other layers see of a schedule what the outermost memory hands in, the order
/// of its loops, and the tile that enters the second memory: its interface. (Of
/// a memory further inside that keeps inputs and outputs they see more; the
/// best schedule stands for those.) A schedule is of use only if it costs
/// no more than the optimum and what it may be worth; of equal interfaces the
/// cheapest will do. The first result is \p optimum, which `search` found; then
/// follow the best schedules of the \p limit interfaces with the lowest bound
/// less worth.
///
/// Errors as for `search`.
llvm::Expected<std::vector<SearchResult>>
searchCandidates(const Layer &layer, const Accelerator &accelerator,
                 const SearchOptions &options, const SearchResult &optimum,
                 const Worth &worth, unsigned limit);

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_CANDIDATES_H
