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
#include "PaddedLayers.h"
#include "Searches.h"

using namespace neurospector;

/// Tiles that a search holds in memory; of a layer with more, only a part is
/// searched.
static constexpr uint64_t maxPieceTiles = uint64_t(1) << 20;

/// Random changes before the search begins: for each tile of a small layer, and
/// at most.
static constexpr uint64_t movesPerTile = 4, maxMoves = 300000;

ImperfectSearch::ImperfectSearch(const SearchSpace &space, SearchResult best)
    : space(space), cost(space), lattice(space.layer, maxPieceTiles),
      facts(cost, lattice), last(cost.numMemories - 1),
      budget(space.options.maxEvaluations != 0 ? space.options.maxEvaluations
                                               : defaultBudget),
      chain(facts), known(cost.numMemories + 1), best(std::move(best)) {
  if (this->best.status != Status::Infeasible)
    bestCost = this->best.cost.of(space.options.metric);
  Metric metric = space.options.metric;
  for (unsigned path : pathsOfTime(cost)) {
    TimeWeights weights = weightsOfPath(cost, path);
    if (metric != Metric::Cycle &&
        (energies.empty() || cost.staticPjPerCycle > 0))
      energies.push_back(
          std::make_unique<PieceBounds>(facts, Channel(cost, weights, true)));
    if (metric != Metric::Energy)
      times.push_back(
          std::make_unique<PieceBounds>(facts, Channel(cost, weights, false)));
  }
}

//===----------------------------------------------------------------------===//
// Bounds
//===----------------------------------------------------------------------===//

double
ImperfectSearch::combine(llvm::function_ref<double(PieceBounds &, size_t)> of) {
  second = 0;
  return combineChannels(space.options.metric, energies, times, infinity,
                         [&](PieceBounds &bounds, size_t channel) {
                           double each = of(bounds, channel);
                           second += each;
                           return each;
                         });
}

/// What idle units of the arrays outside \p memory add to the steps of the
/// MACs.
double ImperfectSearch::idle(unsigned memory, const PieceBounds &bounds) const {
  double most = facts.maxUnitsOutside(memory),
         used = chain.unitsOutside(memory);
  double all = facts.maxUnitsOutside(cost.numMemories);
  return bounds.perMacCycle() * cost.macs / all * (most / used - 1);
}

/// What transfers into memories further inside than \p memory, whose entering
/// tile is chosen, cost more than the tables say, because units outside are
/// idle or share less.
double ImperfectSearch::aboveTables(unsigned memory, OperandMask known,
                                    const PieceBounds &bounds) const {
  double result = 0;
  for (unsigned to = memory + 1; to <= cost.numMemories; ++to)
    for (const PieceBounds::Charge &charge : bounds.charges(to)) {
      const Transfer &transfer = cost.transfers[charge.transfer];
      if (charge.site > memory || charge.isEntry ||
          (to == memory + 1 && known >> index(transfer.op) & 1))
        continue;
      double used = 1, most = 1;
      for (unsigned m = charge.site; m < memory; ++m) {
        used *= chain.unitsSharing(m, transfer.op);
        most *= facts.maxUnitsSharing(m, transfer.op);
      }
      double units = chain.unitsOutside(charge.site),
             mostUnits = bounds.unitsOf(charge);
      if (charge.isNear)
        used = most = 1;
      if (used == most && units == mostUnits)
        continue;
      double moved = chain.elements(transfer, memory, false, 2 * memory).moved;
      double sharing = bounds.shared(charge), first = bounds.mostFirst(charge);
      result +=
          bounds.value(charge, moved / (sharing / most * used), first, units) -
          bounds.value(charge, moved / sharing, first, mostUnits);
    }
  return result;
}

/// IP-4: transfers into \p memory, whose entering tile is chosen.
void ImperfectSearch::addKnown(unsigned memory) {
  llvm::SmallVector<double, 8> &result = known[memory];
  result = known[memory - 1];
  size_t c = 0;
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<PieceBounds> &bounds : *list) {
      for (const PieceBounds::Charge &charge : bounds->charges(memory)) {
        PieceChain::Elements elements =
            chain.elements(cost.transfers[charge.transfer], charge.site,
                           charge.isEntry, 2 * memory);
        result[c] += bounds->value(charge, elements.moved, elements.first,
                                   chain.unitsOutside(charge.site));
      }
      ++c;
    }
}

/// What the open operand costs at least at the boundary inside \p memory, whose
/// loops are chosen.
double ImperfectSearch::openCharge(unsigned memory, OperandMask open,
                                   const PieceBounds &bounds) const {
  double result = 0;
  if (open == noneOpen)
    return result;
  for (const PieceBounds::Charge &charge : bounds.charges(memory + 1)) {
    const Transfer &transfer = cost.transfers[charge.transfer];
    if (!(open >> index(transfer.op) & 1) || transfer.to == cost.numMemories)
      continue;
    PieceChain::Elements elements =
        chain.elements(transfer, charge.site, charge.isEntry, 2 * memory + 1);
    double units = chain.unitsOutside(std::min(charge.site, memory));
    if (charge.site > memory)
      units *= facts.maxUnits(memory);
    double first = elements.first;
    if (charge.isEntry)
      first *= facts.maxUnits(memory, Group::CRS);
    result += bounds.value(charge, elements.moved, first, units);
  }
  return result;
}

//===----------------------------------------------------------------------===//
// The tree
//===----------------------------------------------------------------------===//

bool ImperfectSearch::exhausted() const {
  return space.options.isStopped() || best.evaluated >= stopAt;
}

/// Axis by axis, the last first; `minima` say what the others may add.
void ImperfectSearch::choose(Choice &choice, size_t left, Tile tile,
                             double product) {
  double bound = choice.base + (*choice.minima)(left, tile);
  if (isWorse(bound * leadFactor))
    return;
  if (left == 0)
    return choice.use(tile, choice.steps);
  unsigned number = choice.minima->axes[left - 1];
  const PieceLattice::Axis &axis = lattice.axes()[number];
  unsigned digit = lattice.digit(tile, axis);
  const Cut *before = nullptr;
  for (const Cut &cut : (*choice.cuts)[number][digit]) {
    auto steps = static_cast<double>(cut.steps);
    if ((before && before->inner == cut.inner && before->steps == cut.steps) ||
        product * steps > choice.most)
      continue;
    before = &cut;
    choice.steps[number] = cut.steps;
    choose(choice, left - 1, tile - (digit - cut.inner) * axis.stride,
           product * steps);
  }
  choice.steps[number] = 1;
}

/// Adds what the loops of \p memory may hand on in one case. Without reuse some
/// group has loops, with it that of the operand.
void ImperfectSearch::addRows(unsigned memory, OperandMask open,
                              const ReuseCase &reuse, Operand order,
                              std::vector<Branch> &branches) {
  if (reuse.through && reuse.reused != open)
    return;
  PieceRow &row = chain.rows[memory];
  GroupMask own = reuse.groups;
  double base = known[memory][leadNumber];
  if (reuse.reused) {
    unsigned operand = llvm::countr_zero(reuse.reused);
    own = GroupMask(1u << index(irrelevantGroup(Operand(operand))));
    if (!reuse.through)
      base += lead->reused(memory, operand, row.entering);
  }
  auto use = [&](Tile tile, const AxisSteps &steps) {
    row.loops = steps;
    GroupMask used = chain.groups(memory);
    bool goesThrough = reuse.reused && reuse.reused == open && used == own;
    if (!(used & own) || goesThrough != (reuse.through != 0))
      return;
    row.handed = tile;
    row.order = order;
    ++best.evaluated;
    if (!chain.hasRoom(2 * memory + 1))
      return;
    double bound = boundHanded(memory, reuse.reused);
    if (!isWorse(bound))
      branches.push_back({bound, second, tile, row.order, reuse.reused, steps});
  };
  Choice choice = {&lead->rows(memory, reuse.reused, reuse.groups),
                   &facts.loops(memory),
                   infinity,
                   base,
                   use,
                   {}};
  choice.steps.fill(1);
  choose(choice, choice.minima->axes.size(), row.entering, 1);
}

double ImperfectSearch::boundHanded(unsigned memory, OperandMask open) {
  Tile handed = chain.rows[memory].handed;
  double least = chain.leastSteps(2 * memory + 1);
  return combine([&](PieceBounds &bounds, size_t c) {
    double inside =
        bounds.handed(memory, memory == last ? noneOpen : open)[handed];
    if (inside == infinity)
      return infinity;
    return known[memory][c] +
           std::max(inside +
                        openCharge(memory, memory == last ? noneOpen : open,
                                   bounds) +
                        idle(memory, bounds) +
                        aboveTables(memory, open, bounds),
                    bounds.perMacCycle() * least);
  });
}

void ImperfectSearch::expandEntering(unsigned memory, OperandMask open) {
  std::vector<Branch> branches;
  const Stage &stage = space.stages[memory];
  PieceRow &row = chain.rows[memory];
  if (space.satisfies(stage, space.lattice.unit())) {
    row.loops.fill(1);
    row.handed = row.entering;
    row.order = stage.orders.front();
    double bound = boundHanded(memory, open);
    if (!isWorse(bound))
      branches.push_back(
          {bound, second, row.handed, row.order, open, row.loops});
  }
  if (memory == last) {
    addRows(memory, open, {allGroups, 0, 0}, stage.orders.front(), branches);
  } else {
    if (stage.takesLoops && space.layer.bound(Dim::G) > 1)
      addRows(memory, open, {onlyG, 0, 0}, stage.orders.front(), branches);
    for (const auto &[reuse, order] : stage.cases)
      addRows(memory, open, reuse, order, branches);
  }
  visit(branches, [&](const Branch &branch) {
    row.handed = branch.tile;
    row.loops = branch.steps;
    row.order = branch.order;
    expandHanded(memory, branch.open);
  });
}

/// Cheapest bound first. In a dive each branch gets a share of the candidates
/// that are left, so that one that misleads does not take them all.
void ImperfectSearch::visit(std::vector<Branch> &branches,
                            llvm::function_ref<void(const Branch &)> expand) {
  llvm::sort(branches);
  uint64_t end = std::max(stopAt, best.evaluated + (dives ? visitQuota : 0));
  for (const Branch &branch : branches) {
    if (isWorse(branch.bound))
      break;
    bool isFirst = &branch == branches.data();
    if (exhausted() && !(isFirst && dives)) {
      proven = std::min(proven, branch.bound);
      break;
    }
    if (dives)
      stopAt = best.evaluated + 1 +
               (end > best.evaluated ? (end - best.evaluated) / diveShare : 0);
    expand(branch);
    stopAt = end;
  }
}

void ImperfectSearch::expandHanded(unsigned memory, OperandMask open) {
  PieceRow &row = chain.rows[memory];
  std::vector<Branch> branches;
  if (memory == last) {
    unrollLast(0, 1);
    return;
  }
  const PartialMinima &minima = lead->unrolled(memory, open);
  double base = known[memory][leadNumber] +
                lead->handed(memory, open)[row.handed] -
                minima.least(row.handed);
  base -= 1e-6 * std::abs(base); // floats
  PieceRow &next = chain.rows[memory + 1];
  auto use = [&](Tile tile, const AxisSteps &steps) {
    if (!facts.fits(memory + 1, tile))
      return;
    row.units = steps;
    next.entering = tile;
    ++best.evaluated;
    if (!chain.hasRoom(2 * memory + 2))
      return;
    addKnown(memory + 1);
    double least = chain.leastSteps(2 * memory + 2);
    double bound = combine([&](PieceBounds &bounds, size_t c) {
      return known[memory + 1][c] +
             std::max(bounds.entering(memory + 1, open)[tile] +
                          idle(memory + 1, bounds) +
                          aboveTables(memory + 1, noneOpen, bounds),
                      bounds.perMacCycle() * least);
    });
    if (!isWorse(bound))
      branches.push_back({bound, second, tile, Operand::Output, open, steps});
  };
  Choice choice = {
      &minima, &facts.unrollings(memory), facts.maxUnits(memory), base, use,
      {}};
  choice.steps.fill(1);
  choose(choice, minima.axes.size(), row.handed, 1);
  visit(branches, [&](const Branch &branch) {
    row.units = branch.steps;
    next.entering = branch.tile;
    addKnown(memory + 1);
    expandEntering(memory + 1, open);
  });
}

/// The last arrays cut down to single iterations.
void ImperfectSearch::unrollLast(unsigned number, double product) {
  PieceRow &row = chain.rows[last];
  if (number == lattice.axes().size())
    return complete();
  const PieceLattice::Axis &axis = lattice.axes()[number];
  const Cut *before = nullptr;
  for (const Cut &cut :
       facts.unrollings(last)[number][lattice.digit(row.handed, axis)]) {
    auto steps = static_cast<double>(cut.steps);
    if (cut.inner != 0)
      break;
    if ((before && before->steps == cut.steps) ||
        product * steps > facts.maxUnits(last))
      continue;
    before = &cut;
    row.units[number] = cut.steps;
    unrollLast(number + 1, product * steps);
  }
}

void ImperfectSearch::complete() {
  ++best.evaluated;
  addKnown(cost.numMemories);
  double steps = chain.steps();
  double bound = combine([&](PieceBounds &bounds, size_t c) {
    return known[cost.numMemories][c] + bounds.perMacCycle() * steps;
  });
  if (isWorse(bound))
    return;
  std::optional<Schedule> candidate = chain.schedule();
  if (!candidate)
    return;
  if (llvm::Error error = verify(space.layer, space.accelerator, *candidate))
    return llvm::consumeError(std::move(error));
  if (space.offer(*candidate, best))
    bestCost = best.cost.of(space.options.metric);
}

//===----------------------------------------------------------------------===//
// The whole search
//===----------------------------------------------------------------------===//

/// The channel that bounds most leads; of EDP, of the energies.
void ImperfectSearch::chooseLead() {
  bool isEdp = space.options.metric == Metric::Edp;
  double most = -1;
  size_t number = 0;
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<PieceBounds> &bounds : *list) {
      double bound = bounds->entering(0, noneOpen)[lattice.whole()] +
                     bounds->channel.constant;
      known.front().push_back(bounds->channel.constant);
      if (isEdp && list == &times) {
        leadFactor = std::max(leadFactor, bound);
      } else if (bound > most) {
        most = bound;
        lead = bounds.get();
        leadNumber = number;
      }
      ++number;
    }
}

/// Looks at schedules near the bound \p least first: few branches are cheap
/// enough to begin with, so the first that are looked at are good. What no
/// schedule is below.
double ImperfectSearch::deepen(double least) {
  double reached = least;
  dives = true;
  constexpr double mostSlack = 1e6;
  for (double slack = 1.0 / 512; least * (1 + slack) < bestCost; slack *= 2) {
    threshold = least * (1 + slack);
    proven = infinity;
    stopAt = best.evaluated + budget / 8;
    expandEntering(0, noneOpen);
    if (proven == infinity && bestCost > threshold)
      reached = threshold;
    if (slack > mostSlack)
      break;
  }
  dives = false;
  threshold = infinity;
  return reached;
}

/// Of a search that has proven that nothing is below `proven` among the tiles
/// it knows.
double ImperfectSearch::provenBound(double least) const {
  if (!lattice.isComplete()) {
    Known compulsory;
    compulsory.macCycles =
        cost.macs / static_cast<double>(space.machine.macUnits());
    return valueOf(cost, space.options.metric, compulsory);
  }
  // Larger tiles with as many pieces may pay where memories slide.
  return std::min({proven, bestCost, space.machine.slides() ? least : proven});
}

SearchResult ImperfectSearch::run() {
  if (!facts.fits(0, lattice.whole()))
    return best;
  if (best.status != Status::Infeasible) {
    anneal(space, best, std::min(lattice.size() * movesPerTile, maxMoves));
    bestCost = best.cost.of(space.options.metric);
  }
  best.evaluated = 0;
  chain.rows.front().entering = lattice.whole();
  chooseLead();
  double least = combine([&](PieceBounds &bounds, size_t c) {
    return known.front()[c] + bounds.entering(0, noneOpen)[lattice.whole()];
  });
  double reached = deepen(least);
  proven = infinity;
  stopAt = best.evaluated + budget;
  expandEntering(0, noneOpen);
  if (best.status == Status::Infeasible)
    return best;
  proven = std::max(proven, reached);
  best.lowerBound = provenBound(least);
  best.status =
      best.lowerBound == bestCost ? Status::Optimal : Status::Feasible;
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchImperfect(const Layer &layer,
                              const Accelerator &accelerator,
                              const SearchOptions &options) {
  llvm::Expected<SearchResult> perfect =
      searchOptimal(layer, accelerator, options);
  if (!perfect)
    return perfect.takeError();
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  offerPaddedLayers(space, *perfect);
  return ImperfectSearch(space, std::move(*perfect)).run();
}
