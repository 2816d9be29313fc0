//===- CrossLayer.h - Schedules chosen for a chain of layers ----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Network-wise scheduling: what a layer leaves on chip need not go to the
// outermost memory and back (Model/HandOver.h), so layers that follow each
// other choose their schedules together.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_CROSSLAYER_H
#define NEUROSPECTOR_SEARCH_CROSSLAYER_H

#include "neurospector/Model/HandOver.h"
#include "neurospector/Search/Candidates.h"

namespace neurospector {

/// A layer of a chain, in order of execution. Refers to its parts.
struct ChainLayer {
  const Layer *layer;
  const Accelerator *accelerator;
  /// Feasible, the one that is best by itself first; not empty.
  llvm::ArrayRef<SearchResult> candidates;
  /// The tensor that the next layer reads right after; none: nothing is kept.
  std::optional<Link> toNext = std::nullopt;
};

/// What was chosen for one layer.
struct ChainChoice {
  size_t candidate = 0;
  Retained retained; ///< elements that the outermost memory need not move
  Cost cost;         ///< of the schedule in its place
};

/// Interfaces that are looked at per layer.
inline constexpr unsigned chainCandidates = 128;

/// What an element of the input or output that stays on chip saves its writer
/// and its reader together, in units of the metric, at most; nothing if no
/// memory keeps both. \p own is the best cost of the layer by itself.
Worth retentionWorth(const Accelerator &accelerator, Metric metric,
                     const Cost &own);

/// `searchCandidates` with the worth of retention.
llvm::Expected<std::vector<SearchResult>>
searchChainCandidates(const Layer &layer, const Accelerator &accelerator,
                      const SearchOptions &options);

/// The choice of candidates with the least sum of the metric over the layers:
/// dynamic programming over pairs of neighbours, at most O(layers *
/// candidates^3). Never costs more than the first candidate of each layer. Ties
/// go to candidates that come first. Errors: a count left 64 bits.
llvm::Expected<std::vector<ChainChoice>>
chooseAcrossLayers(llvm::ArrayRef<ChainLayer> chain,
                   const SearchOptions &options);

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_CROSSLAYER_H
