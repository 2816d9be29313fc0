//===- PaddedLayers.cpp - Optima of padded layers -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PaddedLayers.h"

#include "Searches.h"
#include "neurospector/Search/PrimeFactors.h"
#include "llvm/Support/MathExtras.h"

#include <set>

using namespace neurospector;

/// Candidates of a padded layer.
static constexpr uint64_t paddedBudget = 5000, hintBudget = 10000;
/// Tiles of all layers that a bound is padded for, one after the other.
static constexpr uint64_t mostTilesOfAll = uint64_t(1) << 22;

/// Multiply-accumulates of a layer worth padding.
static constexpr int64_t leastPadded = 1 << 16;

/// What \p bound may be padded to: multiples of small numbers, by a quarter at
/// most; ascending.
static llvm::SmallVector<int64_t, 16> paddings(int64_t bound) {
  llvm::SmallVector<int64_t, 16> result = {bound};
  if (bound > 3 && bound <= maxSize)
    for (int64_t factor = 2; factor <= 16; ++factor) {
      auto padded = static_cast<int64_t>(llvm::alignTo(bound, factor));
      if (padded <= bound + bound / 4 + 1)
        result.push_back(padded);
    }
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
  options.maxEvaluations = budget;
  options.factors = FactorMode::Perfect;
  llvm::Expected<SearchResult> result =
      search(Optimizer::Optimal, padded, accelerator, options);
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

static Factors padLargePrimes(Factors bounds) {
  for (int64_t &bound : bounds)
    bound = withoutLargePrimes(bound);
  return bounds;
}

/// All bounds padded at once, no more than needed: a single search, of fewer
/// candidates. None: no bound has a prime above 7.
static std::optional<Schedule>
scheduleLeastPadded(const Layer &layer, const Accelerator &accelerator,
                    const SearchOptions &options) {
  Factors bounds = padLargePrimes(layer.bounds);
  if (bounds == layer.bounds)
    return std::nullopt;
  return schedulePadded(layer, accelerator, options, bounds, hintBudget);
}

void neurospector::offerLeastPadded(const SearchSpace &space,
                                    SearchResult &best) {
  if (std::optional<Schedule> schedule =
          scheduleLeastPadded(space.layer, space.accelerator, space.options))
    space.offer(*schedule, best);
}

static uint64_t countTiles(const Factors &bounds) {
  uint64_t result = 1;
  for (int64_t bound : bounds)
    result *= divisors(bound).size();
  return result;
}

/// Small layers are searched to the end sooner than padded.
void neurospector::offerMultiples(const SearchSpace &space,
                                  SearchResult &best) {
  const Layer &layer = space.layer;
  if (Count macs = layer.macs(); !macs.overflowed() && macs.get() < leastPadded)
    return;
  Factors bounds = padLargePrimes(layer.bounds);
  std::array<Dim, numDims> dims = allDims;
  llvm::stable_sort(
      dims, [&](Dim a, Dim b) { return layer.bound(a) > layer.bound(b); });
  std::set<Factors> tried = {layer.bounds, bounds};
  uint64_t tiles = 0; // what a search takes before its first candidate
  for (bool pays = true; pays;) {
    pays = false;
    for (Dim dim : dims)
      for (int64_t padded : paddings(layer.bound(dim))) {
        Factors others = bounds;
        others[index(dim)] = padded;
        if (!tried.insert(others).second)
          continue;
        if ((tiles += countTiles(others)) > mostTilesOfAll)
          return;
        if (offerPadded(space, others, best)) {
          bounds = others;
          pays = true;
        }
      }
  }
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
