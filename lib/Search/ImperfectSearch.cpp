//===- ImperfectSearch.cpp - Tiles that need not divide -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric, under the exact cost model. Guarantee: no schedule of
// the space (each tile a multiple of the one inside it, or the whole bound)
// costs less than the bound that is given; the optimum if the budget suffices.
//
// Branch and bound from the outermost memory inwards, as with perfect factors,
// over numbers of pieces instead of factors. docs/imperfect-search.md has the
// proof.
//
//===----------------------------------------------------------------------===//

#include "ImperfectSearch.h"
#include "Annealing.h"
#include "FewestSteps.h"
#include "PaddedLayers.h"
#include "Searches.h"

#include <cmath>

using namespace neurospector;

/// Tiles that a search holds in memory; of a layer with more, only a part is
/// searched.
static constexpr uint64_t maxPieceTiles = uint64_t(1) << 20;

/// Random changes before the search begins: for each tile of a small layer, and
/// at most. More pay where units of several memories make the search long, or
/// where a schedule may reach what the MACs take, which is a proof.
static constexpr uint64_t movesPerTile = 4, fewMoves = 1000, maxMoves = 10000;
/// Once so small a part of the budget brings no proof, the more the larger the
/// gap, up to one; sooner if the gap is large.
static constexpr uint64_t partBeforeMoves = 5, partIfLarge = 25;
static constexpr double largeGap = 0.01;
static constexpr double movesOnTheWay = 40000, movesIfUnproven = 300000,
                        gapOfMost = 0.02;

/// So often the search goes down to whole schedules, whatever a closer look
/// says.
static constexpr unsigned roundsPerDive = 4;

/// Candidates of the search with perfect factors before, unless told otherwise:
/// what it finds late is hardly ever better.
static constexpr uint64_t perfectBudget = 1000000;

/// Parts of schedules that are kept.
static constexpr size_t maxNodes = size_t(1) << 21;

/// Fewer are enough where the search brings no proof, as `provenBound` says.
static uint64_t budgetOf(const SearchSpace &space,
                         const PieceLattice &lattice) {
  if (space.options.maxEvaluations != 0)
    return space.options.maxEvaluations;
  bool proves = lattice.isComplete() && !space.machine.slides();
  return proves ? defaultBudget : defaultBudget / 10;
}

ImperfectSearch::ImperfectSearch(const SearchSpace &space, SearchResult best)
    : space(space), cost(space),
      lattice(space.layer, maxPieceTiles, PieceMirrors::exchanges(space)),
      facts(cost, lattice), last(cost.numMemories - 1),
      budget(budgetOf(space, lattice)), compulsory(leastOfMacs()),
      smallestStep(findSmallestStep()), chain(facts), splits(facts),
      mirrors(lattice), known(cost.numMemories + 1), best(std::move(best)) {
  if (this->best.status != Status::Infeasible)
    bestCost = this->best.cost.of(space.options.metric);
}

//===----------------------------------------------------------------------===//
// Best first
//===----------------------------------------------------------------------===//

/// A small budget ends the search once it has found a schedule.
bool ImperfectSearch::exhausted() const {
  uint64_t most = best.status == Status::Infeasible
                      ? std::max(budget, defaultBudget)
                      : budget;
  return space.options.isStopped() || best.evaluated >= most ||
         nodes.size() >= maxNodes;
}

void ImperfectSearch::add(double bound, unsigned levels, OperandMask open,
                          Operand order, Tile tile, const AxisSteps &steps) {
  bound = std::max(bound, nodes[expanded].bound);
  if (!isWorse(bound))
    nodes.push_back({bound, second, expanded, static_cast<uint8_t>(levels),
                     false, *mirrorsOf(tile, steps), open, order, tile, steps});
}

/// Makes the last choice of a node.
void ImperfectSearch::apply(const Node &node) {
  unsigned memory = node.levels / 2;
  if (node.levels % 2) {
    PieceRow &row = chain.rows[memory];
    row.handed = node.tile;
    row.loops = node.steps;
    row.order = node.order;
    return;
  }
  chain.rows[memory].entering = node.tile;
  if (memory == 0)
    return;
  chain.rows[memory - 1].units = node.steps;
  addKnown(memory);
}

void ImperfectSearch::restore(const Node &node) {
  if (node.levels > 0)
    restore(nodes[node.parent]);
  apply(node);
}

/// The choices of a node are made. Its best branch is the last node then; false
/// if there is none.
bool ImperfectSearch::expand(uint32_t number) {
  size_t first = nodes.size();
  Node node = nodes[number];
  expanded = number;
  if (node.levels % 2)
    expandHanded(node.levels / 2, node.open);
  else
    expandEntering(node.levels / 2, node.open);
  llvm::sort(nodes.begin() + static_cast<ptrdiff_t>(first), nodes.end(),
             [](const Node &a, const Node &b) {
               return std::tie(a.bound, a.second, a.tile, a.order, a.steps) >
                      std::tie(b.bound, b.second, b.tile, b.order, b.steps);
             });
  return nodes.size() > first;
}

/// A closer look at a node whose choices are made (IP-7). True if its bound
/// rises.
bool ImperfectSearch::refine(uint32_t number) {
  Node &node = nodes[number];
  node.refined = true;
  refining = true;
  double bound = node.levels % 2 ? boundHanded(node.levels / 2, node.open)
                                 : boundEntering(node.levels / 2, node.open);
  refining = false;
  bool rises = bound > node.bound * (1 + 1e-9);
  node.bound = std::max(node.bound, bound);
  return rises;
}

/// The node with the least bound first, and from there on each time its best
/// branch, down to whole schedules.
void ImperfectSearch::explore() {
  auto later = [&](uint32_t number) {
    if (isWorse(nodes[number].bound))
      return;
    queue.emplace_back(nodes[number].bound, nodes[number].second, number);
    std::push_heap(queue.begin(), queue.end(), std::greater());
  };
  later(0);
  for (unsigned round = 1; !queue.empty(); ++round) {
    std::pop_heap(queue.begin(), queue.end(), std::greater());
    uint32_t number = std::get<uint32_t>(queue.back());
    queue.pop_back();
    if (isWorse(nodes[number].bound))
      break;
    bool isLarge = nodes[number].bound < bestCost * (1 - largeGap);
    if (!isImproved &&
        best.evaluated >= budget / (isLarge ? partIfLarge : partBeforeMoves)) {
      improve(nodes[number].bound);
      if (isWorse(nodes[number].bound))
        break;
    }
    if (exhausted()) {
      proven = nodes[number].bound;
      break;
    }
    restore(nodes[number]);
    if (!nodes[number].refined && refine(number)) {
      later(number);
      continue;
    }
    for (size_t first = nodes.size(); expand(number); first = nodes.size()) {
      number = static_cast<uint32_t>(nodes.size() - 1);
      for (size_t other = first; other < number; ++other)
        later(static_cast<uint32_t>(other));
      apply(nodes[number]);
      // Arrays have many unrollings: no look at each without need, but now and
      // then for a good schedule.
      if (looksAtUnrollings(nodes[number].levels) && refine(number) &&
          (round % roundsPerDive != 0 || isWorse(nodes[number].bound))) {
        later(number);
        break;
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// The whole search
//===----------------------------------------------------------------------===//

/// Nothing but the multiply-accumulates, in the fewest steps.
double ImperfectSearch::leastOfMacs() const {
  llvm::SmallVector<Array, 6> arrays;
  for (unsigned memory = 0; memory < cost.numMemories; ++memory)
    llvm::append_range(arrays, facts.arrays(memory));
  return valueOfMacs(cost, space.options.metric,
                     fewestSteps(space.layer, arrays));
}

/// IP-9: a memory takes whole cycles, if each of its accesses does.
double ImperfectSearch::findSmallestStep() const {
  bool isWhole = space.options.metric == Metric::Cycle;
  for (const Stage &stage : space.stages)
    for (double cycles : stage.memory.accessCycles)
      isWhole &= cycles == std::floor(cycles);
  return isWhole ? 1 : 0;
}

/// Of a search that has proven that nothing is below `proven` among the tiles
/// it knows.
double ImperfectSearch::provenBound(double least) const {
  double result = proven;
  if (!lattice.isComplete())
    result = compulsory;
  else if (space.machine.slides())
    // Larger tiles with as many pieces may pay where memories slide.
    result = std::min(result, least);
  if (smallestStep > 0)
    result = std::ceil(result * (1 - rounding));
  return std::min(std::max(result, compulsory), bestCost);
}

double ImperfectSearch::prepare() {
  addChannels();
  chain.rows.front().entering = lattice.whole();
  return chooseLead();
}

void ImperfectSearch::change(uint64_t moves, unsigned rounds) {
  uint64_t evaluated = best.evaluated;
  anneal(space, best, moves, rounds);
  best.evaluated = evaluated;
  bestCost = best.cost.of(space.options.metric);
}

/// Nothing is proven to be below \p bound, which takes long to rise.
void ImperfectSearch::improve(double bound) {
  if (best.status == Status::Infeasible)
    return;
  bool isFirst = !std::exchange(isImproved, true);
  if (isFirst)
    offerMultiples(space, best);
  bestCost = best.cost.of(space.options.metric);
  double gap =
      std::clamp(1 - std::max(bound, compulsory) / bestCost, 0.0, gapOfMost);
  double moves = isFirst ? movesOnTheWay : movesIfUnproven;
  change(static_cast<uint64_t>(moves * gap / gapOfMost), 3);
}

SearchResult ImperfectSearch::run() {
  if (!facts.fits(0, lattice.whole()))
    return best;
  if (best.status != Status::Infeasible && !isWorse(compulsory)) {
    bool pays = facts.splitsReduction() || compulsory > bestCost / 2;
    change(std::min(lattice.size() * movesPerTile, pays ? maxMoves : fewMoves),
           2);
  }
  best.evaluated = 0;
  double least = compulsory;
  if (!isWorse(compulsory)) {
    least = prepare();
    nodes.push_back({least,
                     least,
                     0,
                     0,
                     true,
                     mirrors.all(),
                     noneOpen,
                     Operand::Output,
                     lattice.whole(),
                     {}});
    explore();
  }
  if (best.status == Status::Infeasible)
    return best;
  if (double bound = provenBound(least); bound < bestCost)
    improve(bound);
  best.lowerBound = provenBound(least);
  best.status =
      best.lowerBound == bestCost ? Status::Optimal : Status::Feasible;
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchImperfect(const Layer &layer,
                              const Accelerator &accelerator,
                              const SearchOptions &options) {
  SearchOptions forPerfect = options;
  if (options.maxEvaluations == 0)
    forPerfect.maxEvaluations = perfectBudget;
  llvm::Expected<SearchResult> perfect =
      searchOptimal(layer, accelerator, forPerfect);
  SearchResult best;
  if (perfect)
    best = std::move(*perfect);
  else
    llvm::consumeError(perfect.takeError());
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  offerLeastPadded(space, best);
  ImperfectSearch search(space, std::move(best));
  SearchResult result = search.run();
  if (search.foundNothing())
    return foundNoSchedule(layer);
  return result;
}
