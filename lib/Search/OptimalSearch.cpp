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
// A dataflow is chosen where it begins to matter, the DRAM row's with the chip
// tile and the GLOBAL_BUFFER row's with the pe tile, and only among orders that
// no other order beats: fewer transfers at DRAM never mean more anywhere.
//
//===----------------------------------------------------------------------===//

#include "OptimalSearch.h"
#include "Searches.h"

using namespace neurospector;

OptimalSearch::OptimalSearch(const SearchSpace &space)
    : space(space), lattice(space.lattice), cost(space.cost), localSends(space),
      visits(space.lattice.size()) {
  Channel energy = {cost.macEnergy, 1, cost.staticPjPerCycle};
  Channel cycles = {0, 0, 1};
  if (space.options.metric != Metric::Cycle)
    channels.push_back(energy);
  if (space.options.metric != Metric::Energy)
    channels.push_back(cycles);
  for (const Channel &channel : channels)
    relaxations.emplace_back(space, localSends, channel);
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (space.fitsLocal(tile))
      lbTiles.push_back(tile);
  collectCases();
}

/// everything that \p narrow bounds, \p wide bounds too, and no higher.
static bool covers(const CostModel::ReuseCase &wide,
                   const CostModel::ReuseCase &narrow) {
  return (wide.groups & narrow.groups) == narrow.groups &&
         wide.reused == narrow.reused && wide.through == narrow.through &&
         wide.unphysicalInput == narrow.unphysicalInput;
}

void OptimalSearch::collectCases() {
  for (const DataflowPair &pair :
       dataflowPairs(space.accelerator, space.options.mode)) {
    if (!llvm::is_contained(dramOrders, pair.globalBuffer))
      dramOrders.push_back(pair.globalBuffer);
    InnerCases &cases = innerCases[static_cast<unsigned>(pair.globalBuffer)];
    for (const Case &reuse : cost.model.reuseCases(pair.localBuffer)) {
      if (llvm::any_of(cases, [&](const InnerCase &other) {
            return covers(other.reuse, reuse);
          }))
        continue;
      llvm::erase_if(cases, [&](const InnerCase &other) {
        return covers(reuse, other.reuse);
      });
      cases.push_back({reuse, pair.localBuffer});
    }
  }
}

/// no count of \p a is above that of \p b, so no cost is.
static bool atMost(const AccessCounts<double> &a,
                   const AccessCounts<double> &b) {
  return a.inputRead <= b.inputRead && a.weightRead <= b.weightRead &&
         a.outputRead <= b.outputRead && a.outputWrite <= b.outputWrite;
}

/// A root is a chip tile with an order of the DRAM row. DRAM's own cost depends
/// on nothing else (for a direct operand it is part of what is inside).
void OptimalSearch::collectRoots() {
  SearchSpace::Mirrors mirrors = space.allMirrors();
  for (Tile chip = 0; chip < lattice.size(); ++chip)
    if (cost.satisfies(space.accelerator.dram, lattice.whole() - chip) &&
        space.isCanonical(chip, mirrors) &&
        relaxations.front().isReachable(chip))
      addRoots(chip);
}

void OptimalSearch::addRoots(Tile chip) {
  llvm::SmallVector<AccessCounts<double>, 3> seen;
  for (Dataflow dramOrder : dramOrders) {
    AccessCounts<double> counts = cost.dramCounts(chip, dramOrder);
    if (llvm::any_of(seen,
                     [&](const auto &other) { return atMost(other, counts); }))
      continue;
    seen.push_back(counts);
    EnergyCycles dram = cost.dram(chip, counts);
    Floors floors;
    for (Relaxation &relaxation : relaxations)
      floors.push_back(relaxation.chipFloors(chip, counts));
    double bound =
        leastOver(dramOrder, dram, floors, [&](unsigned c, const Case &reuse) {
          return relaxations[c].insideChip(reuse, chip);
        });
    if (bound < infinity)
      roots.push_back({bound, chip, dramOrder});
  }
}

void OptimalSearch::enterChip(const Branch &root) {
  chain.chip = root.tile;
  order.globalBuffer = root.order;
  dramIterations = lattice[lattice.whole() - root.tile].iterations;
  dramCounts = cost.dramCounts(root.tile, root.order);
  atDram = cost.dram(root.tile, dramCounts);
}

/// A lower bound on every schedule that holds \p gb inside the chip tile.
double OptimalSearch::boundGb(Tile gb) {
  EnergyCycles filled = atDram;
  filled.energy += cost.gbFill(gb, chain.chip, dramCounts);
  Floors floors;
  for (Relaxation &relaxation : relaxations)
    floors.push_back(relaxation.gbFloors(gb, chain.chip, dramCounts));
  return leastOver(order.globalBuffer, filled, floors,
                   [&](unsigned c, const Case &reuse) {
                     return relaxations[c].insideGb(reuse, gb);
                   });
}

/// Chooses the tile that each chip's GLOBAL_BUFFER holds.
void OptimalSearch::expandChip(const Branch &root) {
  dramIterations = lattice[lattice.whole() - root.tile].iterations;
  if (prunes(root.bound))
    return;
  enterChip(root);
  SearchSpace::Mirrors mirrors = space.keeping(root.tile, space.allMirrors());
  gbBranches.clear();
  for (Tile row : space.chipTiles.all()) {
    if (!lattice.divides(row, root.tile))
      continue;
    Tile gb = root.tile - row;
    if (!space.fitsGlobal(gb) || !space.isCanonical(gb, mirrors))
      continue;
    ++best.evaluated;
    double bound = boundGb(gb);
    if (!prunes(bound) && bound < infinity)
      gbBranches.push_back({bound, gb});
  }
  std::sort(gbBranches.begin(), gbBranches.end());
  for (const Branch &branch : gbBranches) {
    if (prunes(branch.bound))
      continue;
    peMirrors = space.keeping(branch.tile, mirrors);
    expandGb(branch.tile);
    if (exhausted())
      return;
  }
}

/// Chooses the tile that a chip's PE array takes at once. Case by case, because
/// a case that is too costly by itself takes all its tiles with it.
void OptimalSearch::expandGb(Tile gb) {
  chain.gb = gb;
  outsideGb = atDram;
  outsideGb.energy += cost.gbFill(gb, chain.chip, dramCounts);
  peBranches.clear();
  ++expansion;
  Floors floors;
  for (Relaxation &relaxation : relaxations)
    floors.push_back(relaxation.gbFloors(gb, chain.chip, dramCounts));
  bool hasRow = !space.accelerator.isSkipped(Row::GlobalBuffer);
  for (const auto &[reuse, gbOrder] : cases(order.globalBuffer)) {
    llvm::SmallVector<double, 2> known;
    for (unsigned c = 0; c < channels.size(); ++c)
      known.push_back(channels[c].of(outsideGb) + floors[c].of(reuse));
    if (prunes(product([&](unsigned c) {
          return known[c] + relaxations[c].insideGb(reuse, gb);
        })))
      continue;
    lattice.divisors(gb, gbDivisors, hasRow ? reuse.groups : 0);
    for (Tile pe : gbDivisors)
      if (!prunes(product([&](unsigned c) {
            return known[c] + relaxations[c].insideGbWith(reuse, pe);
          })))
        considerPe(pe, gbOrder);
  }
  std::sort(peBranches.begin(), peBranches.end());
  for (const Branch &branch : peBranches) {
    if (prunes(branch.bound))
      continue;
    expandPe(branch);
    if (exhausted())
      return;
  }
}

/// Everything outside a pe tile, exactly.
EnergyCycles
OptimalSearch::outsidePe(Tile pe, const BoundaryCounts<double> &counts) const {
  EnergyCycles result = outsideGb;
  // A model may correct DRAM's counts by what GLOBAL_BUFFER keeps.
  if (llvm::is_contained(cost.bypass, true) && cost.bypass != cost.direct) {
    result = cost.dram(chain.chip, counts.dram);
    result.energy += cost.gbFill(chain.gb, chain.chip, counts.dram);
  }
  return result + cost.gbSend(pe, chain.gb, chain.chip, counts.globalBuffer);
}

/// Another order that was considered for \p pe is as good.
bool OptimalSearch::isRepeated(Tile pe,
                               const AccessCounts<double> &gbCounts) const {
  for (Dataflow other : allDataflows)
    if (visits[pe].orders >> static_cast<unsigned>(other) & 1 &&
        atMost(
            cost.counts(pe, chain.gb, chain.chip, {other, order.globalBuffer})
                .globalBuffer,
            gbCounts))
      return true;
  return false;
}

void OptimalSearch::considerPe(Tile pe, Dataflow gbOrder) {
  Visit &visit = visits[pe];
  uint32_t bit = 1u << static_cast<unsigned>(gbOrder);
  if (visit.expansion != expansion)
    visit = {expansion, 0};
  if (visit.orders & bit)
    return;
  const std::optional<Buffer> &buffer = space.accelerator.globalBuffer;
  if (buffer && !cost.satisfies(*buffer, chain.gb - pe))
    return;
  if (!space.isCanonical(pe, peMirrors))
    return;
  BoundaryCounts<double> counts =
      cost.counts(pe, chain.gb, chain.chip, {gbOrder, order.globalBuffer});
  bool repeated = visit.orders && isRepeated(pe, counts.globalBuffer);
  visit.orders |= bit;
  if (repeated)
    return;
  ++best.evaluated;
  EnergyCycles known = outsidePe(pe, counts);
  double iterations = dramIterations * lattice[chain.gb - pe].iterations;
  double bound = product([&](unsigned c) {
    return channels[c].of(known) +
           relaxations[c].insidePe(pe, chain.gb, chain.chip,
                                   counts.globalBuffer, iterations);
  });
  if (!prunes(bound) && bound < infinity)
    peBranches.push_back({bound, pe, gbOrder});
}

/// Chooses the tile that each PE's LOCAL_BUFFER holds.
void OptimalSearch::expandPe(const Branch &branch) {
  Tile pe = branch.tile;
  chain.pe = pe;
  order.localBuffer = branch.order;
  BoundaryCounts<double> counts = cost.counts(pe, chain.gb, chain.chip, order);
  outside = outsidePe(pe, counts);
  gbCounts = counts.globalBuffer;
  llvm::ArrayRef<Tile> rows = space.peTiles.all();
  if (lbTiles.size() < rows.size()) {
    for (Tile lb : lbTiles)
      if (lattice.divides(lb, pe) && space.peTiles.fits(pe - lb))
        complete(lb);
  } else {
    for (Tile row : rows)
      if (lattice.divides(row, pe) && space.fitsLocal(pe - row))
        complete(pe - row);
  }
}

/// Completes the schedule with \p lb and the best mac tiles inside it.
void OptimalSearch::complete(Tile lb) {
  Tile peRow = chain.pe - lb, chipRow = chain.chip - chain.gb;
  if (gaveUp())
    return;
  ++best.evaluated;
  EnergyCycles known = outside;
  known.energy += cost.lbFill(lb, chain.pe, chain.gb, chain.chip, gbCounts);
  double bound = product([&](unsigned c) {
    return channels[c].of(known) + relaxations[c].insideLb(peRow, chipRow);
  });
  if (prunes(bound) || bound == infinity)
    return;

  double units = lattice[peRow].iterations * lattice[chipRow].iterations;
  double spread =
      lattice[peRow].groups[Group::CRS] * lattice[chipRow].groups[Group::CRS];
  for (const LocalSends::Option &option : localSends.options(lb, spread)) {
    EnergyCycles whole = known;
    whole.energy += option.cost.energy;
    whole.cycles += option.cost.cycles / units;
    double value = product([&](unsigned c) { return channels[c].of(whole); });
    if (value > bestCost * (1 + rounding) ||
        (value > bestCost * (1 - rounding) &&
         dramIterations > bestDramIterations))
      continue;
    chain.lb = lb;
    chain.mac = option.mac;
    if (!space.offer(chain, order, best)) {
      leastDiscarded = std::min(leastDiscarded, value);
      continue;
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
                               [&](const Branch &root) {
                                 return root.bound > bestCost * (1 + rounding);
                               }),
                roots.end());
    std::sort(roots.begin() + 1, roots.end());
    for (const Branch &root : llvm::ArrayRef(roots).drop_front()) {
      proven = root.bound;
      if (root.bound > bestCost * (1 + rounding))
        break;
      expandChip(root);
      if (exhausted())
        break;
    }
  }
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

/// What every schedule costs: its multiply-accumulates, on all units.
static double compulsory(const ChainCost &cost, Metric metric) {
  auto units = static_cast<double>(cost.accelerator.macArray.units() *
                                   cost.accelerator.peArray.units() *
                                   cost.accelerator.chips.units());
  return cost.value(metric, {0, cost.macs / units});
}

llvm::Expected<SearchResult>
neurospector::searchOptimal(const Layer &layer, const Accelerator &accelerator,
                            const SearchOptions &options) {
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Merge);
  llvm::Expected<SearchResult> result = OptimalSearch(space).run();
  if (!result || space.lattice.isComplete())
    return result;
  // The best of the tiles that were kept; all that is proven is what no
  // schedule avoids.
  if (result->status == Status::Infeasible)
    return llvm::createStringError(
        "no schedule found for '" + layer.name +
        "': its bounds have too many divisors to look at all tiles");
  result->status = Status::Feasible;
  result->lowerBound = compulsory(space.cost, options.metric);
  return result;
}
