//===- BottomUp.cpp - The published heuristic -----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric of the whole schedule. Guarantee: a valid schedule, if
// the greedy walk finds one. Failure: infeasible, though a schedule may exist.
//
// All factors start in the outermost memory. For each pair of neighbouring
// memories from there inwards the outer one's factors are split over the arrays
// between and the inner one; the cheapest split of this pair and the one that
// leaves most choice to the next are both followed (docs/bottom-up.md; Park
// et al., section 4). Once `maxEvaluations` are spent, the first valid split of
// each pair is followed until there is a schedule.
//
//===----------------------------------------------------------------------===//

#include "Searches.h"
#include "neurospector/Search/ChainCost.h"

#include <limits>

using namespace neurospector;

namespace {

/// A split of one pair, and what ranks it.
struct Candidate {
  Chain chain;
  double cost = std::numeric_limits<double>::infinity();
  double outerIterations = 0;
  double reusedIterations = 0;
  double choices = 0; ///< left to the inner memory

  bool exists() const {
    return cost != std::numeric_limits<double>::infinity();
  }
  bool isCheaperThan(const Candidate &other) const {
    if (cost != other.cost)
      return cost < other.cost;
    if (outerIterations != other.outerIterations)
      return outerIterations < other.outerIterations;
    return reusedIterations > other.reusedIterations;
  }
  bool leavesMoreThan(const Candidate &other) const {
    return choices != other.choices ? choices > other.choices
                                    : cost < other.cost;
  }
};

class BottomUpSearch {
public:
  BottomUpSearch(const SearchSpace &space, const ChainCost &cost,
                 SearchResult &best);

  /// For all combinations of loop orders.
  void run() { chooseOrders(0); }

private:
  void chooseOrders(unsigned memory);
  /// Chooses the splits between pairs[pair] and pairs[pair + 1].
  void expand(unsigned pair);
  void splitOver(unsigned memory, Tile rest);
  void consider(Tile innerTile);
  bool isValid() const;
  void rank();
  double pairCost();
  double choices(Tile row) const;
  /// No evaluations are left, and \p found is enough.
  bool gaveUp(bool found) const {
    uint64_t most = space.options.maxEvaluations;
    return space.options.isStopped() ||
           (found && most != 0 && best.evaluated >= most);
  }

  const SearchSpace &space;
  const TileLattice &lattice;
  const ChainCost &cost;
  SearchResult &best;
  llvm::SmallVector<unsigned, 8> pairs; ///< memories that take loops; the MACs
  Chain chain;
  std::vector<Frame> frames; ///< scratch

  // The pair being expanded.
  unsigned outer = 0, inner = 0;
  llvm::SmallVector<Tile, 8> unrolled; ///< by memory outside the arrays
  Candidate primary, supplementary;
};

} // namespace

BottomUpSearch::BottomUpSearch(const SearchSpace &space, const ChainCost &cost,
                               SearchResult &best)
    : space(space), lattice(space.lattice), cost(cost), best(best),
      frames(cost.numMemories), unrolled(cost.numMemories, lattice.unit()) {
  for (unsigned m = 0; m < cost.numMemories; ++m)
    if (m == 0 || space.stages[m].takesLoops)
      pairs.push_back(m);
  pairs.push_back(cost.numMemories);
  chain.entering.assign(cost.numMemories, lattice.unit());
  chain.handed = chain.entering;
  chain.orders.assign(cost.numMemories, Operand::Output);
}

/// The order of the last memory's loops does not matter.
void BottomUpSearch::chooseOrders(unsigned memory) {
  if (memory == cost.numMemories) {
    chain.entering.front() = lattice.whole();
    return expand(0);
  }
  llvm::ArrayRef<Operand> orders = space.stages[memory].orders;
  if (memory + 1 == cost.numMemories)
    orders = orders.take_front();
  for (Operand order : orders) {
    chain.orders[memory] = order;
    chooseOrders(memory + 1);
  }
}

void BottomUpSearch::expand(unsigned pair) {
  if (pair + 1 == pairs.size()) {
    (void)space.offer(chain, best);
    return;
  }
  if (gaveUp(best.status != Status::Infeasible))
    return;
  outer = pairs[pair];
  inner = pairs[pair + 1];
  primary = supplementary = Candidate();
  splitOver(outer, chain.entering[outer]);

  llvm::SmallVector<Chain, 2> kept;
  if (primary.exists())
    kept.push_back(primary.chain);
  if (supplementary.exists() &&
      (supplementary.chain.entering != kept[0].entering ||
       supplementary.chain.handed != kept[0].handed))
    kept.push_back(supplementary.chain);
  for (const Chain &next : kept) {
    chain = next;
    expand(pair + 1);
  }
}

/// Unrolls part of \p rest over the arrays inside \p memory, and further in.
void BottomUpSearch::splitOver(unsigned memory, Tile rest) {
  if (memory == inner) {
    if (inner == cost.numMemories)
      return consider(lattice.unit());
    llvm::SmallVector<Tile> tiles;
    lattice.divisors(rest, tiles);
    for (Tile tile : tiles)
      consider(tile);
    return;
  }
  for (Tile tile : space.stages[memory].arrays.all()) {
    if (!lattice.divides(tile, rest))
      continue;
    unrolled[memory] = tile;
    splitOver(memory + 1, rest - tile);
  }
}

/// The inner memory takes in \p innerTile, and nothing inside it has loops yet;
/// memories between that take no loops hand on what they take in.
void BottomUpSearch::consider(Tile innerTile) {
  if (gaveUp(primary.exists()))
    return;
  ++best.evaluated;
  for (unsigned m = inner; m < cost.numMemories; ++m)
    chain.entering[m] = chain.handed[m] = lattice.unit();
  Tile tile = innerTile;
  if (inner < cost.numMemories)
    chain.entering[inner] = tile;
  for (unsigned m = inner; m-- > outer;) {
    tile += unrolled[m];
    chain.handed[m] = tile;
    if (m > outer)
      chain.entering[m] = tile;
  }
  if (isValid())
    rank();
}

/// Required steps bind once they are final: when the memory is the outer one.
bool BottomUpSearch::isValid() const {
  for (auto [stage, tile] : llvm::zip(space.stages, chain.entering))
    if (!stage.hasRoom[tile])
      return false;
  return space.satisfies(space.stages[outer],
                         chain.entering[outer] - chain.handed[outer]);
}

/// Cost of the memories from the outer one up to the inner one: what they send,
/// what is taken in inside them, their static energy and that of the MACs. The
/// last memory counts with its outer neighbour, in time always and in energy if
/// no units lie inside it.
double BottomUpSearch::pairCost() {
  llvm::SmallVector<GroupFactors, 8> rows;
  for (auto [entering, handed] : llvm::zip(chain.entering, chain.handed))
    rows.push_back(lattice[entering - handed].groups);
  auto moves = space.reuse->moves(rows, chain.orders);
  cost.start(frames.front());
  for (unsigned m = 0; m < cost.numMemories; ++m) {
    frames[m].entering = chain.entering[m];
    if (m > 0)
      cost.enter(llvm::MutableArrayRef(frames).take_front(m + 1));
    frames[m].handed = chain.handed[m];
    frames[m].moves = moves[m];
  }
  Known known = cost.finish(frames);

  unsigned last = cost.numMemories - 1;
  bool withLast = inner == last;
  bool sendsLast = withLast && !space.stages[last].hasUnits;
  unsigned end = inner + (sendsLast ? 1 : 0);
  const Accelerator &machine = space.machine;
  double energy = 0;
  for (const Transfer &transfer : cost.transfers) {
    for (const Transfer::Site &site : transfer.sites)
      if (site.memory >= outer && site.memory < end)
        energy += cost.energyAt(site, transfer, frames);
    if (transfer.to > outer && transfer.to <= inner)
      energy += cost.energyIn(transfer, frames);
  }
  double milliwatts =
      machine.macStaticPower * static_cast<double>(machine.macUnits());
  for (unsigned m = outer; m < end; ++m)
    milliwatts += cost.memory(m).staticPower *
                  static_cast<double>(machine.instances(space.stages[m].level));
  energy += milliwatts * (1000.0 / machine.frequencyMHz) * known.cycles();

  for (unsigned m = 0; m < cost.numMemories; ++m)
    if (m < outer || m >= inner + (withLast ? 1 : 0))
      known.times[m] = {};
  double cycles = known.cycles();
  return metricOf(space.options.metric, energy, cycles);
}

/// How much \p row leaves to split: the product over its dimensions of one plus
/// the number of prime factors, where v1.5 does not count the largest unless it
/// is there twice.
double BottomUpSearch::choices(Tile row) const {
  std::array<uint32_t, numDims> count = {}, ofLargest = {};
  std::array<int64_t, numDims> largest = {};
  for (const TileLattice::Axis &axis : lattice.axes()) {
    unsigned dim = index(axis.dim);
    uint32_t exponent = lattice.exponent(row, axis);
    count[dim] += exponent;
    if (exponent > 0 && axis.base > largest[dim]) {
      largest[dim] = axis.base;
      ofLargest[dim] = exponent;
    }
  }
  double result = 1;
  for (unsigned dim = 0; dim < numDims; ++dim)
    result *= count[dim] + (ofLargest[dim] == 1 ? 0 : 1);
  return result;
}

void BottomUpSearch::rank() {
  Candidate candidate;
  candidate.cost = pairCost();
  Tile outerRow = chain.entering[outer] - chain.handed[outer];
  Tile innerRow =
      inner < cost.numMemories ? chain.entering[inner] : lattice.unit();
  candidate.outerIterations = lattice[outerRow].iterations;
  candidate.reusedIterations =
      lattice[outerRow].groups[irrelevantGroup(chain.orders[outer])];
  candidate.choices = choices(innerRow);
  bool cheaper = candidate.isCheaperThan(primary);
  bool leavesMore = candidate.leavesMoreThan(supplementary);
  if (cheaper || leavesMore)
    candidate.chain = chain;
  if (cheaper)
    primary = candidate;
  if (leavesMore)
    supplementary = candidate;
}

llvm::Expected<SearchResult>
neurospector::searchBottomUp(const Layer &layer, const Accelerator &accelerator,
                             const SearchOptions &options) {
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  ChainCost cost(space);
  SearchResult best;
  BottomUpSearch(space, cost, best).run();
  return best;
}
