//===- PaddedLayers.cpp - Optima of padded layers -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PaddedLayers.h"

#include "Searches.h"
#include "llvm/Support/MathExtras.h"

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

/// The best schedule of a padded layer without the padding; none: it is not
/// valid, or nothing was found.
static std::optional<Schedule>
schedulePadded(const Layer &layer, const Accelerator &accelerator,
               SearchOptions options, const Factors &bounds, uint64_t budget) {
  Layer padded = layer;
  padded.bounds = bounds;
  if (llvm::Error error = padded.verify()) {
    llvm::consumeError(std::move(error));
    return std::nullopt;
  }
  options.maxEvaluations = budget;
  llvm::Expected<SearchResult> result =
      searchOptimal(padded, accelerator, options);
  if (!result) {
    llvm::consumeError(result.takeError());
    return std::nullopt;
  }
  if (result->status == Status::Infeasible)
    return std::nullopt;
  for (Factors &tile : result->schedule.tiles)
    for (Dim dim : allDims)
      tile[index(dim)] = std::min(tile[index(dim)], layer.bound(dim));
  if (llvm::Error error = verify(layer, accelerator, result->schedule)) {
    llvm::consumeError(std::move(error));
    return std::nullopt;
  }
  return std::move(result->schedule);
}

/// A good start where few factors divide.
static bool offerPadded(const SearchSpace &space, const Factors &bounds,
                        SearchResult &best) {
  std::optional<Schedule> schedule = schedulePadded(
      space.layer, space.accelerator, space.options, bounds, paddedBudget);
  return schedule && space.offer(*schedule, best);
}

/// The next number without a prime above 7: \p bound itself, if it has none or
/// is very large.
static int64_t withoutLargePrimes(int64_t bound) {
  if (bound > maxSize)
    return bound;
  auto next = static_cast<int64_t>(llvm::PowerOf2Ceil(bound));
  for (int64_t sevens = 1; sevens < next; sevens *= 7)
    for (int64_t fives = sevens; fives < next; fives *= 5)
      for (int64_t odd = fives; odd < next; odd *= 3)
        next = std::min<int64_t>(
            next, odd * llvm::PowerOf2Ceil(llvm::divideCeil(bound, odd)));
  return next;
}

/// All bounds padded at once, no more than needed: a single search, of fewer
/// candidates. None: no bound has a prime above 7.
static std::optional<Schedule>
scheduleLeastPadded(const Layer &layer, const Accelerator &accelerator,
                    const SearchOptions &options) {
  Factors bounds = layer.bounds;
  for (int64_t &bound : bounds)
    bound = withoutLargePrimes(bound);
  if (bounds == layer.bounds)
    return std::nullopt;
  return schedulePadded(layer, accelerator, options, bounds, paddedBudget / 2);
}

/// One bound after the other, the largest first, as long as that pays.
static void offerMultiples(const SearchSpace &space, SearchResult &best) {
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

void neurospector::offerPaddedLayers(const SearchSpace &space,
                                     SearchResult &best) {
  offerMultiples(space, best);
  // What `imperfectSaves` promises.
  if (std::optional<Schedule> schedule =
          scheduleLeastPadded(space.layer, space.accelerator, space.options))
    space.offer(*schedule, best);
}

std::optional<double>
neurospector::imperfectSaves(Optimizer optimizer, const Layer &layer,
                             const Accelerator &accelerator,
                             SearchOptions options, const SearchResult &found) {
  if (options.factors == FactorMode::Imperfect ||
      found.status == Status::Infeasible)
    return std::nullopt;
  options.factors = FactorMode::Imperfect;
  if (llvm::Error error = checkOptions(optimizer, options)) {
    llvm::consumeError(std::move(error));
    return std::nullopt;
  }
  std::optional<Schedule> schedule =
      scheduleLeastPadded(layer, accelerator, options);
  if (!schedule)
    return std::nullopt;
  llvm::Expected<Cost> cost =
      options.model->evaluate(layer, accelerator, *schedule);
  if (!cost) {
    llvm::consumeError(cost.takeError());
    return std::nullopt;
  }
  double saving = 1 - cost->of(options.metric) / found.cost.of(options.metric);
  return saving > leastSaving ? std::optional(saving) : std::nullopt;
}
