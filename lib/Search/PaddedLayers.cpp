//===- PaddedLayers.cpp - Optima of padded layers -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PaddedLayers.h"

#include "Searches.h"

using namespace neurospector;

/// Candidates of a padded layer.
static constexpr uint64_t paddedBudget = 20000;

/// What \p bound may be padded to: multiples of small numbers, ascending;
/// itself only, if it has no prime above 7.
static llvm::SmallVector<int64_t, 8> paddings(int64_t bound) {
  int64_t left = bound;
  for (int64_t prime : {2, 3, 5, 7})
    while (left % prime == 0)
      left /= prime;
  llvm::SmallVector<int64_t, 8> result = {bound};
  for (int64_t factor : {2, 3, 4, 6, 8, 12, 16, 32})
    if (left > 1 && factor < bound && bound <= maxSize)
      result.push_back((bound + factor - 1) / factor * factor);
  llvm::sort(result);
  result.erase(llvm::unique(result), result.end());
  return result;
}

/// The optimum of a padded layer without the padding: a good start where few
/// factors divide.
static bool offerPadded(const SearchSpace &space, const Factors &bounds,
                        SearchResult &best) {
  Layer padded = space.layer;
  padded.bounds = bounds;
  if (llvm::Error error = padded.verify()) {
    llvm::consumeError(std::move(error));
    return false;
  }
  SearchOptions options = space.options;
  options.maxEvaluations = paddedBudget;
  llvm::Expected<SearchResult> result =
      searchOptimal(padded, space.accelerator, options);
  if (!result) {
    llvm::consumeError(result.takeError());
    return false;
  }
  if (result->status == Status::Infeasible)
    return false;
  for (Factors &tile : result->schedule.tiles)
    for (Dim dim : allDims)
      tile[index(dim)] = std::min(tile[index(dim)], space.layer.bound(dim));
  if (llvm::Error error =
          verify(space.layer, space.accelerator, result->schedule)) {
    llvm::consumeError(std::move(error));
    return false;
  }
  return space.offer(result->schedule, best);
}

void neurospector::offerPaddedLayers(const SearchSpace &space,
                                     SearchResult &best) {
  Factors bounds = space.layer.bounds;
  std::array<Dim, numDims> dims = allDims;
  llvm::stable_sort(
      dims, [&](Dim a, Dim b) { return bounds[index(a)] > bounds[index(b)]; });
  // All bounds at once, to begin with.
  for (int64_t &bound : bounds)
    bound = paddings(bound).back();
  if (bounds == space.layer.bounds)
    return;
  offerPadded(space, bounds, best);
  for (Dim dim : dims) {
    int64_t chosen = bounds[index(dim)];
    for (int64_t padded : paddings(space.layer.bound(dim))) {
      if (padded == chosen)
        continue;
      Factors others = bounds;
      others[index(dim)] = padded;
      if (offerPadded(space, others, best))
        bounds = others;
    }
  }
}
