//===- OptimalSearch.cpp - The cheapest schedule, with a proof ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric, under any cost model. Guarantee: the optimum, unless
// `maxEvaluations` runs out; then the best schedule found and a lower bound on
// all others. Failure: infeasible, and then no valid schedule exists.
//
// Branch and bound from the outermost memory inwards. A branch is a tile; its
// children are the tiles inside it that divide it: what a memory's loops hand
// inward, then what each unit of the arrays takes of that into the next memory.
// Everything outside a tile is costed exactly, everything inside bounded by
// Relaxation. Children are visited cheapest bound first, so the first dive
// finds a schedule close to the optimum and the rest is proof.
//
// A loop order is chosen with what the loops hand inward, and only among orders
// that no other order beats: fewer moves at one memory never mean more inside.
//
//===----------------------------------------------------------------------===//

#include "OptimalSearch.h"
#include "Searches.h"

using namespace neurospector;

OptimalSearch::OptimalSearch(const SearchSpace &space)
    : space(space), lattice(space.lattice), rule(*space.reuse), cost(space),
      facts(space, pathsOfTime(cost).size() > 1), last(cost.numMemories - 1),
      mirrors(space.allMirrors()), bounds(cost, facts, space.options.metric),
      sum(Channel::timeOf(cost, weightsOfPath(cost, cost.numMemories))),
      frames(cost.numMemories), depths(cost.numMemories) {
  for (Depth &depth : llvm::drop_end(depths))
    depth.visits.resize(lattice.size());
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (space.stages.back().fits[tile])
      lastTiles.push_back(tile);
  cost.start(frames.front());
  if (bounds.overlaps())
    return;
  sum.perPj = 1;
  leaves.emplace(cost, facts, sum);
  if (!leaves->isExact())
    leaves.reset();
}

//===----------------------------------------------------------------------===//
// Ties
//===----------------------------------------------------------------------===//

/// Where times overlap ties take the time of the best schedule, and what takes
/// more has to pay for it.
MetricBounds &OptimalSearch::other() {
  if (!ties) {
    ties.emplace(cost, facts, tieBreaker(space.options.metric));
    if (bounds.overlaps() && space.options.metric == Metric::Energy)
      ties->follow(weightsAround(cost, best.cost, steep));
    if (comparesTies()) {
      pjPerCycle = std::max(cost.staticPjPerCycle, bestOther / bestCost);
      ties->follow(*guide, pjPerCycle);
    } else {
      addPaths(*ties);
    }
  }
  ties->limit = bestOther * (1 + rounding) + priceOfTies();
  return *ties;
}

/// What `other` counts for the cycles of ties, beside their energy.
double OptimalSearch::priceOfTies() const {
  if (!comparesTies())
    return 0;
  return (pjPerCycle - cost.staticPjPerCycle) * bestCost * (1 + rounding);
}

bool OptimalSearch::followsTie(double otherBound) {
  if (isWorseTie(otherBound))
    return false;
  if (space.options.metric == Metric::Energy)
    return true;
  uint64_t most = maxTies;
  if (comparesTies())
    most = std::max(minTies, tilesOfTies / lattice.size());
  return ++tiesFollowed <= most;
}

double OptimalSearch::compulsory() const {
  return valueOfMacs(cost, space.options.metric,
                     cost.macs / static_cast<double>(space.machine.macUnits()));
}

//===----------------------------------------------------------------------===//
// The whole search
//===----------------------------------------------------------------------===//

/// Looks at few branches of the most promising roots.
void OptimalSearch::dive(size_t newWidth) {
  width = newWidth;
  llvm::SmallVector<Branch, diveRoots> visited;
  while (visited.size() < diveRoots / width && !exhausted()) {
    std::optional<Branch> root = nextRoot();
    if (!root)
      break;
    visited.push_back(*root);
    expandRoot(*root);
  }
  for (const Branch &root : visited)
    addRoot(root);
  width = ~size_t(0);
}

/// Unless it counts what the path of the MACs does, which is wanted, too.
void OptimalSearch::followGuide() {
  if (guide->isCloseTo(weightsOfPath(cost, cost.numMemories)))
    bounds.addPaths(cost.numMemories);
  else
    bounds.follow(*guide);
}

/// Where times overlap no path tells by itself which tiles suit all of them.
/// Weights that do are those of a good schedule, which is found with the
/// weights before. Time has a small part in energy: there paths add next to
/// nothing.
void OptimalSearch::findGuide() {
  bool usesPaths = space.options.metric != Metric::Energy;
  bool isFirst = !guide;
  if (isFirst)
    dive(1);
  if (isFirst && guide && !exhausted()) {
    bounds.clear();
    followGuide();
    collectRoots();
    if (isProven())
      return;
    if (usesPaths)
      bounds.addPaths(cost.numMemories);
    dive(diveWidth);
  }
  if (usesPaths)
    addPaths(bounds);
}

SearchResult OptimalSearch::runWhole(uint64_t patience) {
  if (!space.stages.front().fits[lattice.whole()])
    return best;
  if (last == 0) {
    complete();
    return conclude(infinity);
  }
  if (!bounds.overlaps())
    bounds.addPaths();
  else if (guide)
    followGuide();
  else
    bounds.follow(bounds.mean());
  collectRoots();
  if (bounds.overlaps() && !roots.empty()) {
    findGuide();
    if (patience < ~best.evaluated)
      pauseAt = best.evaluated + patience;
  }
  double proven = infinity;
  while (std::optional<Branch> root = nextRoot()) {
    proven = root->rank;
    expandRoot(*root);
    if (exhausted())
      break;
  }
  return conclude(proven);
}

SearchResult OptimalSearch::conclude(double proven) {
  if (best.status == Status::Infeasible)
    return best;
  // A discarded schedule may stand for others, which it made look too costly.
  double bound = leastDiscarded;
  if (exhausted())
    bound = std::min(bound, proven);
  best.lowerBound = std::min(bound * (1 - rounding), bestCost);
  best.status =
      best.lowerBound == bestCost ? Status::Optimal : Status::Feasible;
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchOptimal(const Layer &layer, const Accelerator &accelerator,
                            const SearchOptions &options) {
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Merge);
  OptimalSearch search(space);
  SearchResult result = search.run(space);
  if (search.foundNothing())
    return foundNoSchedule(layer);
  if (space.lattice.isComplete())
    return result;
  // The best of the tiles that were kept; all that is proven is what no
  // schedule avoids.
  if (result.status == Status::Infeasible)
    return llvm::createStringError(
        "no schedule found for '" + layer.name +
        "': its bounds have too many divisors to look at all tiles");
  result.status = Status::Feasible;
  result.lowerBound = search.compulsory();
  return result;
}
