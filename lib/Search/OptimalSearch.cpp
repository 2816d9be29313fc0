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
// Branch and bound from DRAM inwards. A branch is a tile; its children are the
// tiles of the next level that divide it:
//   chip -> gb -> pe -> lb -> mac.
// Everything outside a tile is costed exactly, everything inside bounded by
// Relaxation. Children are visited cheapest bound first, so the first dive
// finds a schedule close to the optimum and the rest is proof.
//
//===----------------------------------------------------------------------===//

#include "LocalSends.h"
#include "Relaxation.h"
#include "Searches.h"

#include <algorithm>
#include <limits>

using namespace neurospector;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Bounds and costs are sums of the same terms in different orders; they are
/// compared with this much room for rounding.
constexpr double rounding = 1e-12;

/// A branch: a tile and a lower bound on every schedule through it.
struct Branch {
  double bound;
  Tile tile;
};
bool operator<(const Branch &a, const Branch &b) {
  return a.bound != b.bound ? a.bound < b.bound : a.tile < b.tile;
}

/// A branch at the root also chooses the dataflows.
struct RootBranch {
  double bound;
  Tile chip;
  uint32_t pair;
};
bool operator<(const RootBranch &a, const RootBranch &b) {
  return std::tie(a.bound, a.chip, a.pair) < std::tie(b.bound, b.chip, b.pair);
}

class OptimalSearch {
public:
  using Case = CostModel::ReuseCase;

  explicit OptimalSearch(const SearchSpace &space);

  llvm::Expected<SearchResult> run();

private:
  void collectRoots();
  void expandChip(const RootBranch &root);
  void expandGb(Tile gb);
  void costOutsidePe(Tile pe);
  void considerPe(Tile pe);
  void expandPe(Tile pe);
  void complete(Tile lb);

  /// Product over the channels of \p of(channel index).
  template <typename Of> double product(Of of) const {
    double result = of(0);
    for (unsigned c = 1; c < channels.size(); ++c)
      result *= of(c);
    return result;
  }
  /// No schedule through a branch with \p bound is preferable.
  bool prunes(double bound) const {
    if (bound > bestCost * (1 + rounding))
      return true;
    return bound > bestCost * (1 - rounding) &&
           dramIterations >= bestDramIterations;
  }
  bool exhausted() const {
    return failed || (space.options.maxEvaluations != 0 &&
                      best.evaluated >= space.options.maxEvaluations &&
                      best.status != Status::Infeasible);
  }

  const SearchSpace &space;
  const TileLattice &lattice;
  const ChainCost &cost;
  llvm::SmallVector<DataflowPair, 9> pairs;
  llvm::SmallVector<Channel, 2> channels;
  std::vector<Relaxation> relaxations; ///< one per channel
  std::vector<RootBranch> roots;
  LocalSends localSends;
  std::vector<Tile> lbTiles; ///< those that fit
  /// Expansion of a gb tile in which a pe tile was last considered.
  std::vector<uint32_t> visited;
  uint32_t generation = 0;

  // The branch being expanded: its tiles, dataflows, and exact outer costs.
  Chain chain = {0, 0, 0, 0, 0};
  DataflowPair order = {};
  double dramIterations = 0;
  AccessCounts<double> dramCounts;
  BoundaryCounts<double> counts;
  EnergyCycles outsideGb, outsidePe;
  std::vector<Branch> gbBranches, peBranches;
  llvm::SmallVector<Tile> gbDivisors, chipDivisors;

  SearchResult best;
  double bestCost = infinity, bestDramIterations = infinity;
  bool failed = false;
  std::string failure;
};

} // namespace

OptimalSearch::OptimalSearch(const SearchSpace &space)
    : space(space), lattice(space.lattice), cost(space.cost),
      pairs(dataflowPairs(space.accelerator, space.options.mode)),
      localSends(space), visited(space.lattice.size(), 0) {
  Channel energy = {cost.macEnergy, 1, cost.staticPjPerCycle};
  Channel cycles = {0, 0, 1};
  if (space.options.metric != Metric::Cycle)
    channels.push_back(energy);
  if (space.options.metric != Metric::Energy)
    channels.push_back(cycles);
  for (const Channel &channel : channels)
    relaxations.emplace_back(space, channel);
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (cost.fitsLocal(tile))
      lbTiles.push_back(tile);
}

/// A root is a chip tile with a pair of dataflows. DRAM's own cost depends on
/// nothing else (for a direct operand it is part of what is inside).
void OptimalSearch::collectRoots() {
  for (auto [i, pair] : llvm::enumerate(pairs))
    for (Tile chip = 0; chip < lattice.size(); ++chip) {
      if (!cost.satisfies(space.accelerator.dram, lattice.whole() - chip))
        continue;
      AccessCounts<double> dramCounts = cost.dramCounts(chip, pair);
      EnergyCycles outside = cost.dram(chip, dramCounts);
      double bound = product([&](unsigned c) {
        return channels[c].of(outside) +
               relaxations[c].insideChip(chip, pair.localBuffer, dramCounts);
      });
      if (bound < infinity)
        roots.push_back({bound, chip, static_cast<uint32_t>(i)});
    }
}

/// Chooses the tile that each chip's GLOBAL_BUFFER holds.
void OptimalSearch::expandChip(const RootBranch &root) {
  chain.chip = root.chip;
  order = pairs[root.pair];
  dramIterations = lattice[lattice.whole() - root.chip].iterations;
  if (prunes(root.bound))
    return;
  dramCounts = cost.dramCounts(root.chip, order);
  EnergyCycles dram = cost.dram(root.chip, dramCounts);
  gbBranches.clear();
  chipDivisors.assign(1, lattice.unit());
  if (space.accelerator.chips.units() > 1)
    lattice.divisors(root.chip, chipDivisors);
  for (Tile row : chipDivisors) {
    Tile gb = root.chip - row;
    if (!space.chipTiles.fits(row) || !cost.fitsGlobal(gb))
      continue;
    ++best.evaluated;
    EnergyCycles outside = dram;
    outside.energy += cost.gbFill(gb, root.chip, dramCounts);
    double bound = infinity;
    for (const Case &reuse : cost.model.reuseCases(order.localBuffer))
      bound = std::min(bound, product([&](unsigned c) {
                         return channels[c].of(outside) +
                                relaxations[c].gbFloor(reuse, gb, root.chip,
                                                       dramCounts) +
                                relaxations[c].insideGb(reuse, gb);
                       }));
    if (!prunes(bound) && bound < infinity)
      gbBranches.push_back({bound, gb});
  }
  std::sort(gbBranches.begin(), gbBranches.end());
  for (const Branch &branch : gbBranches) {
    if (prunes(branch.bound))
      continue;
    outsideGb = dram;
    outsideGb.energy += cost.gbFill(branch.tile, root.chip, dramCounts);
    expandGb(branch.tile);
    if (exhausted())
      return;
  }
}

/// Chooses the tile that a chip's PE array takes at once. Case by case, because
/// a case that is too costly by itself takes all its tiles with it.
void OptimalSearch::expandGb(Tile gb) {
  chain.gb = gb;
  peBranches.clear();
  ++generation;
  for (const Case &reuse : cost.model.reuseCases(order.localBuffer)) {
    llvm::SmallVector<double, 2> floors;
    for (unsigned c = 0; c < channels.size(); ++c)
      floors.push_back(
          channels[c].of(outsideGb) +
          relaxations[c].gbFloor(reuse, gb, chain.chip, dramCounts));
    auto bound = [&](auto inside) {
      return product([&](unsigned c) { return floors[c] + inside(c); });
    };
    if (prunes(bound(
            [&](unsigned c) { return relaxations[c].insideGb(reuse, gb); })))
      continue;
    lattice.divisors(
        gb, gbDivisors,
        space.accelerator.isSkipped(Row::GlobalBuffer) ? 0 : reuse.groups);
    for (Tile pe : gbDivisors)
      if (visited[pe] != generation && !prunes(bound([&](unsigned c) {
            return relaxations[c].insideGbWith(reuse, pe);
          })))
        considerPe(pe);
  }
  std::sort(peBranches.begin(), peBranches.end());
  for (const Branch &branch : peBranches) {
    if (prunes(branch.bound))
      continue;
    costOutsidePe(branch.tile);
    expandPe(branch.tile);
    if (exhausted())
      return;
  }
}

/// Everything outside a pe tile, exactly.
void OptimalSearch::costOutsidePe(Tile pe) {
  counts = cost.counts(pe, chain.gb, chain.chip, order);
  outsidePe = outsideGb;
  // A model may correct DRAM's counts by what GLOBAL_BUFFER keeps.
  if (llvm::is_contained(cost.bypass, true) && cost.bypass != cost.direct) {
    outsidePe = cost.dram(chain.chip, counts.dram);
    outsidePe.energy += cost.gbFill(chain.gb, chain.chip, counts.dram);
  }
  outsidePe =
      outsidePe + cost.gbSend(pe, chain.gb, chain.chip, counts.globalBuffer);
}

void OptimalSearch::considerPe(Tile pe) {
  visited[pe] = generation;
  const std::optional<Buffer> &buffer = space.accelerator.globalBuffer;
  if (buffer && !cost.satisfies(*buffer, chain.gb - pe))
    return;
  ++best.evaluated;
  costOutsidePe(pe);
  double iterations = dramIterations * lattice[chain.gb - pe].iterations;
  double bound = product([&](unsigned c) {
    return channels[c].of(outsidePe) +
           relaxations[c].insidePe(pe, chain.gb, chain.chip,
                                   counts.globalBuffer, iterations);
  });
  if (!prunes(bound) && bound < infinity)
    peBranches.push_back({bound, pe});
}

/// Chooses the tile that each PE's LOCAL_BUFFER holds.
void OptimalSearch::expandPe(Tile pe) {
  chain.pe = pe;
  llvm::ArrayRef<Tile> rows = space.peTiles.all();
  if (lbTiles.size() < rows.size()) {
    for (Tile lb : lbTiles)
      if (lattice.divides(lb, pe) && space.peTiles.fits(pe - lb))
        complete(lb);
  } else {
    for (Tile row : rows)
      if (lattice.divides(row, pe) && cost.fitsLocal(pe - row))
        complete(pe - row);
  }
}

/// Completes the schedule with \p lb and the best mac tiles inside it.
void OptimalSearch::complete(Tile lb) {
  Tile peRow = chain.pe - lb, chipRow = chain.chip - chain.gb;
  if (failed)
    return;
  ++best.evaluated;
  EnergyCycles outside = outsidePe;
  outside.energy +=
      cost.lbFill(lb, chain.pe, chain.gb, chain.chip, counts.globalBuffer);
  double bound = product([&](unsigned c) {
    return channels[c].of(outside) +
           relaxations[c].insideLb(lb, peRow, chipRow);
  });
  if (prunes(bound) || bound == infinity)
    return;

  double units = lattice[peRow].iterations * lattice[chipRow].iterations;
  double spread =
      lattice[peRow].groups[Group::CRS] * lattice[chipRow].groups[Group::CRS];
  for (const LocalSends::Option &option : localSends.options(lb, spread)) {
    EnergyCycles whole = outside;
    whole.energy += option.cost.energy;
    whole.cycles += option.cost.cycles / units;
    double value = product([&](unsigned c) { return channels[c].of(whole); });
    if (value > bestCost * (1 + rounding) ||
        (value > bestCost * (1 - rounding) &&
         dramIterations > bestDramIterations))
      continue;
    chain.lb = lb;
    chain.mac = option.mac;
    if (llvm::Error error = space.offer(chain, order, best)) {
      failed = true;
      failure = llvm::toString(std::move(error));
      return;
    }
    bestCost = best.cost.of(space.options.metric);
    bestDramIterations = static_cast<double>(
        neurospector::product(best.schedule.table[Row::Dram]).get());
  }
}

llvm::Expected<SearchResult> OptimalSearch::run() {
  collectRoots();
  if (roots.empty())
    return best;
  // The first dive gives an incumbent; only what it does not prune is sorted.
  auto first = std::min_element(roots.begin(), roots.end());
  std::swap(*first, roots.front());
  double proven = roots.front().bound;
  expandChip(roots.front());
  if (!exhausted()) {
    roots.erase(std::remove_if(roots.begin() + 1, roots.end(),
                               [&](const RootBranch &root) {
                                 return root.bound > bestCost * (1 + rounding);
                               }),
                roots.end());
    std::sort(roots.begin() + 1, roots.end());
    for (const RootBranch &root : llvm::ArrayRef(roots).drop_front()) {
      proven = root.bound;
      if (root.bound > bestCost * (1 + rounding))
        break;
      expandChip(root);
      if (exhausted())
        break;
    }
  }
  if (failed)
    return llvm::createStringError(failure);
  if (best.status == Status::Infeasible)
    return best;
  bool complete = !exhausted();
  best.status = complete ? Status::Optimal : Status::Feasible;
  best.lowerBound = complete ? bestCost : std::min(proven, bestCost);
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchOptimal(const Layer &layer, const Accelerator &accelerator,
                            const SearchOptions &options) {
  auto space = SearchSpace::create(layer, accelerator, options,
                                   SearchSpace::Dims::Merge);
  if (!space)
    return space.takeError();
  return OptimalSearch(**space).run();
}
