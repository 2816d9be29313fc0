//===- ImperfectBounds.cpp - Lower bounds on parts of schedules -----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ImperfectSearch.h"

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

/// One of all paths in the shares of what is known.
void ImperfectSearch::addChannels() {
  Metric metric = space.options.metric;
  llvm::SmallVector<TimeWeights, 6> all;
  llvm::SmallVector<unsigned, 6> paths = pathsOfTime(cost);
  bool overlaps = paths.size() > 1;
  if (best.status != Status::Infeasible) {
    all.push_back(weightsAround(cost, best.cost, gentle));
    // The one that is the longest is tight.
    std::optional<size_t> limit = best.cost.limit(space.accelerator);
    llvm::erase_if(paths, [&](unsigned path) {
      return path < cost.numMemories ? space.stages[path].level != limit
                                     : limit.has_value();
    });
  }
  if (all.empty() || overlaps)
    for (unsigned path : paths)
      all.push_back(weightsOfPath(cost, path));
  // Either factor of EDP may be large.
  double limit = metric == Metric::Edp ? infinity : worst();
  auto add = [&](auto &list, const Channel &channel) {
    list.push_back(std::make_unique<PieceBounds>(facts, channel, limit));
  };
  for (const TimeWeights &weights : all) {
    if (metric != Metric::Cycle &&
        (energies.empty() || cost.staticPjPerCycle > 0))
      add(energies, Channel::energyOf(cost, weights));
    if (metric != Metric::Energy)
      add(times, Channel::timeOf(cost, weights));
  }
}

/// The channel of all paths leads; of EDP, that of the energies. Returns what
/// nothing is below; most searches end with the first channel.
double ImperfectSearch::chooseLead() {
  bool isEdp = space.options.metric == Metric::Edp;
  lead = energies.empty() ? times.front().get() : energies.front().get();
  double least = 0;
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<PieceBounds> &bounds : *list) {
      known.front().push_back(bounds->channel.constant);
      if (!isEdp && isWorse(least))
        continue;
      double bound = bounds->entering(0, noneOpen)[lattice.whole()] +
                     bounds->channel.constant;
      if (isEdp && list == &times)
        leadFactor = std::max(leadFactor, bound);
      else
        least = std::max(least, bound);
    }
  return least * leadFactor;
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

/// Of the MACs and what comes to them, what is chosen down to \p levels adds to
/// what the tables say.
double ImperfectSearch::macsAboveTables(unsigned levels, double steps,
                                        double busiest,
                                        PieceBounds &bounds) const {
  if (bounds.countsMacsApart(levels))
    return bounds.macs(chain, levels, busiest);
  double result = 0;
  // Arrays inside the last memory have their steps in the tables.
  if (facts.maxUnits(last) > 1)
    result =
        bounds.perMacCycle() *
        (levels == 2 * last + 1 ? steps - facts.steps(chain.rows[last].handed) /
                                              facts.maxUnitsOutside(last)
                                : (busiest - 1) * facts.macsOnAll());
  if (busiest > 1)
    result += (busiest - 1) * bounds.timeToMacs(chain, levels);
  return result;
}

/// What is chosen down to \p levels adds to what the tables say of all inside:
/// more steps of the MACs, idle units outside, and units that share less.
double ImperfectSearch::aboveTables(unsigned levels, OperandMask counted,
                                    PieceBounds &bounds) const {
  PieceChain::Measures measures = chain.measure(levels);
  double steps = chain.leastSteps(levels, measures);
  llvm::ArrayRef<UnitCounts> known = chain.unitCounts(levels / 2);
  double result = bounds.portTime(steps, known) - bounds.portTimeOnAll();
  if (facts.maxUnits(last) == 1)
    result += bounds.perMacCycle() * (steps - facts.macsOnAll());
  // Who looks at unrollings knows what they leave to the MACs.
  bool looks = refining && looksAtUnrollings(levels);
  if (!looks || !bounds.countsMacsOfUnits(levels / 2))
    result +=
        macsAboveTables(levels, steps, chain.busiest(levels, measures), bounds);
  bounds.forEachInside(levels, counted, [&](const PieceBounds::Charge &charge) {
    // Of what enters the units that are looked at all is known.
    if (looks && charge.isEntry && charge.site == levels / 2 + 1)
      return;
    PieceBounds::Least least = bounds.least(charge, chain, levels, steps);
    Reach reach = bounds.reach(charge, known);
    if (bounds.isTimeToMacs(charge))
      reach.units = charge.most.units;
    result += bounds.value(charge, least.moved, reach, least.busiest) -
              bounds.value(charge, least.inTables, charge.most);
  });
  if (refining && !looks)
    result += splits.least(chain, levels, steps, counted, bounds);
  return result;
}

/// All is chosen.
PieceBounds::AtMacs ImperfectSearch::atMacs() const {
  PieceBounds::AtMacs result;
  for (const Transfer &transfer : cost.transfers) {
    if (transfer.from != last)
      continue;
    PieceChain::Elements elements =
        chain.elements(transfer, last, false, 2 * cost.numMemories, false);
    Reach reach =
        facts.reach(transfer, last, true, chain.unitCounts(cost.numMemories));
    result.each[index(transfer.op)] = elements.moved / reach.units;
    if (transfer.op == Operand::Output)
      result.first = elements.first / reach.units;
  }
  return result;
}

/// IP-4: transfers into \p memory, whose entering tile is chosen.
void ImperfectSearch::addKnown(unsigned memory) {
  chain.countUnits(memory - 1);
  llvm::SmallVector<double, 8> &result = known[memory];
  result = known[memory - 1];
  llvm::ArrayRef<UnitCounts> units = chain.unitCounts(memory);
  bool isComplete = memory == cost.numMemories;
  PieceBounds::AtMacs at = isComplete ? atMacs() : PieceBounds::AtMacs();
  double steps = isComplete ? chain.steps() : 0;
  size_t c = 0;
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<PieceBounds> &bounds : *list) {
      for (const PieceBounds::Charge &charge : bounds->charges(memory)) {
        PieceChain::Elements elements =
            chain.elements(cost.transfers[charge.transfer], charge.site,
                           charge.isEntry, 2 * memory, false);
        Reach exact = bounds->reach(charge, units);
        exact.first = elements.first;
        exact.sharing = 1;
        double busiest = charge.isEachStep ? steps : 0;
        result[c] += bounds->value(charge, elements.moved, exact, busiest);
      }
      if (isComplete)
        result[c] +=
            std::max(bounds->portTime(at), bounds->portTime(steps, units));
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
  llvm::ArrayRef<UnitCounts> units = chain.unitCounts(memory);
  for (const PieceBounds::Charge &charge : bounds.charges(memory + 1)) {
    const Transfer &transfer = cost.transfers[charge.transfer];
    if (!(open >> index(transfer.op) & 1) || transfer.to == cost.numMemories)
      continue;
    PieceChain::Elements elements = chain.elements(
        transfer, charge.site, charge.isEntry, 2 * memory + 1, true);
    Reach most = bounds.reach(charge, units);
    // The first unit inside, if not others, visits again what these do.
    most.first = elements.first;
    most.sharing = 1;
    result += bounds.value(charge, elements.moved, most);
  }
  return result;
}

/// What a channel says of a part of a schedule, of which its tables have
/// \p inside.
double ImperfectSearch::boundOfChannel(PieceBounds &bounds, size_t channel,
                                       unsigned levels, OperandMask open,
                                       double inside) {
  unsigned memory = levels / 2;
  double result = known[memory][channel] + inside;
  if (levels % 2 == 1)
    return result + openCharge(memory, open, bounds) +
           aboveTables(levels, open, bounds);
  return result + aboveTables(levels, noneOpen, bounds);
}

/// Of the channel that leads all but what the arrays inside \p memory decide.
double ImperfectSearch::baseOfLook(unsigned memory, OperandMask open) {
  refining = true;
  double result = boundOfChannel(*lead, 0, 2 * memory + 1, open, 0) +
                  lead->sent(memory, open, chain.rows[memory].handed);
  refining = false;
  return result;
}

double ImperfectSearch::boundHanded(unsigned memory, OperandMask open) {
  Tile handed = chain.rows[memory].handed;
  if (memory == last)
    open = noneOpen; // each step moves to the MACs
  return combine([&](PieceBounds &bounds, size_t c) {
    double inside = bounds.handed(memory, open)[handed];
    if (inside == infinity)
      return infinity;
    bool looks = refining && looksAtUnrollings(2 * memory + 1);
    double beside =
        boundOfChannel(bounds, c, 2 * memory + 1, open, looks ? 0 : inside);
    if (!looks)
      return beside;
    // Each factor of EDP may be large.
    bool isEdp = space.options.metric == Metric::Edp;
    double most = isEdp ? infinity : worst() - beside;
    return beside + bounds.handedExactly(chain, memory, open, most);
  });
}

double ImperfectSearch::boundEntering(unsigned memory, OperandMask open) {
  Tile entering = chain.rows[memory].entering;
  return combine([&](PieceBounds &bounds, size_t c) {
    return boundOfChannel(bounds, c, 2 * memory, open,
                          bounds.entering(memory, open)[entering]);
  });
}

double ImperfectSearch::boundComplete() {
  addKnown(cost.numMemories);
  double steps = chain.steps();
  return combine([&](PieceBounds &bounds, size_t c) {
    return known[cost.numMemories][c] + bounds.perMacCycle() * steps;
  });
}

/// What stays after a memory's loops.
static OperandMask openAfter(const PieceRow &row, GroupMask groups,
                             OperandMask open) {
  const auto order = groupOrder(row.order);
  for (Group innermost : llvm::reverse(order))
    if (groups >> index(innermost) & 1) {
      OperandMask reused = noneOpen;
      for (Operand op : allOperands)
        if (irrelevantGroup(op) == innermost)
          reused = static_cast<OperandMask>(1u << index(op));
      return reused;
    }
  return open;
}

double ImperfectSearch::boundOf(const Schedule &schedule) {
  bestCost = infinity; // tables leave nothing out
  prepare();
  auto tileOf = [&](const Factors &sizes) {
    Tile result = 0;
    for (const PieceLattice::Axis &axis : lattice.axes()) {
      int64_t pieces = (axis.bound - 1) / sizes[index(axis.dim)] + 1;
      auto digit = llvm::find(axis.pieces, pieces);
      result += static_cast<Tile>(digit - axis.pieces.begin()) * axis.stride;
    }
    return result;
  };
  double result = 0;
  OperandMask open = noneOpen;
  auto raise = [&](auto bound) {
    for (bool refined : {false, true}) {
      refining = refined;
      result = std::max(result, bound());
    }
    refining = false;
  };
  for (unsigned m = 0; m <= last; ++m) {
    const Stage &stage = space.stages[m];
    PieceRow &row = chain.rows[m];
    row.entering = tileOf(schedule.entering(stage.level, space.layer));
    if (m > 0)
      addKnown(m);
    raise([&] { return boundEntering(m, open); });
    row.handed = tileOf(schedule.tiles[stage.level]);
    row.units.fill(1);
    for (auto [a, axis] : llvm::enumerate(lattice.axes())) {
      row.loops[a] = schedule.steps(stage.level, axis.dim, space.layer);
      for (size_t i = 1; i <= facts.arrays(m).size(); ++i)
        row.units[a] *= schedule.steps(stage.level + i, axis.dim, space.layer);
    }
    for (Operand op : allOperands)
      if (loopOrder(op) == schedule.orders[stage.level])
        row.order = op;
    open = openAfter(row, chain.groups(m), open);
    raise([&] { return boundHanded(m, open); });
  }
  return std::max(result, boundComplete());
}
