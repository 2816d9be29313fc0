//===- PieceUnits.cpp - What units cost that are idle or reduce -----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceBounds.h"

using namespace neurospector;

/// What comes to the MACs, one element of each operand at each step, if the
/// busiest take so many \p steps with the units that are \p known, of which so
/// many are \p busy in the mean.
double PieceBounds::toMacs(double steps, llvm::ArrayRef<UnitCounts> known,
                           const UnitCounts &busy) const {
  double macs = facts.cost.macs, onAll = facts.macsOnAll();
  double result = channel.perMacCycle * steps + portTime(steps, known);
  for (const Charge &charge : byEntry[facts.numMemories]) {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    Reach reach = this->reach(charge, known);
    // Those that are idle share nothing.
    if (unsigned group = index(irrelevantGroup(transfer.op)); !charge.isNear)
      reach.sharing *= std::min(
          1.0,
          busy.of[group] / facts.servedBy(transfer.op, known.back().of[group]));
    Reach accesses = reach;
    double more = 1;
    if (charge.site == transfer.from)
      more = std::max(1.0, accessedPerStep(transfer, lattice.unit()) *
                               (charge.isEachStep ? 1
                                                  : onAll * reach.units *
                                                        reach.sharing / macs));
    accesses.first *= more;
    Charge energy = charge, time = charge;
    energy.perUnit = time.energy = {0, 0};
    time.notSpared = 0;
    result += value(energy, macs, reach) +
              value(time, macs * more, accesses,
                    charge.isEachStep ? steps * more : 0);
  }
  return result;
}

/// Counts of all units, but so many along C, R and S of the only arrays.
llvm::SmallVector<UnitCounts, 6>
PieceBounds::unitsIfReduced(double reduction) const {
  llvm::SmallVector<UnitCounts, 6> result;
  for (unsigned m = 0; m <= *facts.onlyArrays(); ++m)
    result.push_back(facts.unitCounts(m));
  double &most = result.back().of[index(Group::CRS)];
  most = std::min(most, reduction);
  return result;
}

/// What enters the units of the only arrays, \p moved elements or more, costs
/// above what the tables say. They have the least if it stays.
double PieceBounds::entersUnits(double moved, OperandMask open,
                                llvm::ArrayRef<UnitCounts> known) const {
  double result = 0;
  for (const Charge &charge : byEntry[known.size()])
    if (charge.isEntry && operandOf(charge) == Operand::Output &&
        !stays(charge, open))
      result += value(charge, moved, reach(charge, known)) -
                value(charge, moved, charge.most);
  return result;
}

/// IP-6: that units are idle, and that fewer begin sums of their own than the
/// tables grant to all of them.
const PieceBounds::UnitCost &PieceBounds::unitCost(unsigned memory,
                                                   OperandMask open) {
  bool isOnly = facts.onlyArrays() == memory,
       isFirst = splitsMacs && facts.firstArrays() == memory,
       isOutputOpen = (isOnly || isFirst) && open >> index(Operand::Output) & 1;
  std::optional<UnitCost> &result = unitCosts[memory][isOutputOpen];
  if (!result)
    result = isOnly    ? costOfOnlyUnits(open)
             : isFirst ? costOfFirstUnits(open)
                       : timeOfIdleUnits(memory);
  return *result;
}

PieceBounds::UnitCost PieceBounds::timeOfIdleUnits(unsigned memory) const {
  BusyUnits::Least least = facts.busyUnits(memory).least(
      [](int64_t, int64_t, double) { return BusyUnits::Line{1, 0}; });
  double most = facts.maxUnits(memory),
         onAll = reductions.back().least.onAll +
                 channel.perMacCycle * facts.macsOnAll();
  return {std::move(least), onAll * most, -onAll};
}

/// IP-10: and all that comes to the MACs.
PieceBounds::UnitCost PieceBounds::costOfFirstUnits(OperandMask open) const {
  unsigned memory = facts.firstArrays();
  double most = facts.maxUnits(memory), inside = 1,
         steps = channel.perMacCycle * facts.macsOnAll();
  for (unsigned m = memory + 1; m + 1 < facts.numMemories; ++m)
    inside *= facts.mostReducing(m);
  // Of an output that stays each unit hands back its own.
  auto handsBack = [=, this](double reduction) {
    double result = 0;
    for (const Charge &charge : byEntry[memory + 1])
      if (charge.isEntry && operandOf(charge) == Operand::Output &&
          stays(charge, open))
        result += value(charge, facts.outputs() * reduction, charge.most) -
                  value(charge, 0, charge.most);
    return result;
  };
  BusyUnits::Least least = facts.busyUnits(memory).least(
      [=, this](int64_t fewest, int64_t mostReducing, double) {
        MacsCost macs =
            leastOfRounded(static_cast<double>(fewest),
                           static_cast<double>(mostReducing), inside);
        if (macs.all == infinity)
          return BusyUnits::Line{infinity, 0}; // no arrays have so many
        double onAll = macs.onAll + steps;
        return BusyUnits::Line{onAll * most,
                               macs.all - onAll +
                                   handsBack(static_cast<double>(fewest))};
      });
  return {std::move(least), 1, 0, reductions.back().least.all};
}

PieceBounds::UnitCost PieceBounds::costOfOnlyUnits(OperandMask open) const {
  unsigned memory = *facts.onlyArrays();
  double macs = facts.cost.macs, onAll = macs / facts.maxUnits(memory),
         moved = facts.leastOutputs(memory + 1);
  llvm::SmallVector<UnitCounts, 6> all = unitsIfReduced(infinity);
  double inTable = toMacs(onAll, all, all.back());
  BusyUnits::Least least = facts.busyUnits(memory).least(
      [=, this](int64_t, int64_t reduction, double working) {
        llvm::SmallVector<UnitCounts, 6> known =
            unitsIfReduced(static_cast<double>(reduction));
        UnitCounts busy = unitsIfReduced(working).back();
        double once = toMacs(onAll, known, busy),
               twice = toMacs(2 * onAll, known, busy);
        return BusyUnits::Line{(twice - once) / onAll * macs,
                               2 * once - twice - inTable +
                                   entersUnits(moved, open, known)};
      });
  return {std::move(least)};
}

//===----------------------------------------------------------------------===//
// Unrolling by unrolling
//===----------------------------------------------------------------------===//

PieceBounds::MacsByUnits
PieceBounds::macsByUnits(const PieceChain &chain, unsigned memory,
                         const PartialMinima &minima) const {
  const BusyUnits &units = facts.busyUnits(memory);
  MacsByUnits result = {0, 0, facts.maxUnits(memory), 1, 0, &units, {1}};
  if (splitsMacs) {
    double idle;
    const MacsCost &least =
        leastOfMacs(unitsAlong(chain, memory), memory, idle);
    result.all = least.all;
    result.perIdle = least.time + stepsOfArrays();
    result.working = 1 / idle;
  } else {
    llvm::SmallVector<UnitCounts, 6> all = unitsIfReduced(infinity);
    double steps = facts.macsOnAll();
    result.inTable = toMacs(steps, all, all.back());
    result.perIdle = toMacs(2 * steps, all, all.back()) - result.inTable;
  }
  for (unsigned number : minima.axes) {
    const PieceLattice::Axis &axis = lattice.axes()[number];
    unsigned digit = lattice.digit(chain.rows[memory].handed, axis);
    result.mostAlong.push_back(
        result.mostAlong.back() *
        *llvm::max_element(units.working(number, digit)));
  }
  return result;
}

double PieceBounds::handedExactly(const PieceChain &chain, unsigned memory,
                                  OperandMask open, double most) {
  open = mattering(memory, open);
  Tile tile = chain.rows[memory].handed;
  AxisSteps outside = unitsAlong(chain, memory);
  Exact &known = exactTable[{memory, open, tile}][outside];
  if (known.least != infinity || most <= known.most)
    return known.least;
  const PartialMinima &minima = unrolled(memory, open);
  double least =
      splitsMacs ? leastOfMacs(outside, memory) : unitCost(memory, open, tile);
  double others = sent(memory, open, tile), below = most - others;
  Unrolling unrolling = {
      memory,  open, minima, tile, least, macsByUnits(chain, memory, minima),
      outside, {},   {},     {},   below};
  unrolling.steps.fill(1);
  llvm::append_range(unrolling.known, chain.unitCounts(memory));
  unrolling.known.emplace_back();
  unroll(unrolling, minima.axes.size(), tile);
  known.most = most;
  if (unrolling.best < below)
    known.least = others + unrolling.best;
  return known.least;
}

void PieceBounds::unroll(Unrolling &unrolling, size_t left, Tile tile) {
  unsigned memory = unrolling.memory;
  const PartialMinima &minima = unrolling.minima;
  double macs = std::max(unrolling.least,
                         unrolling.macs.least(left, unrolling.known.back().all,
                                              unrolling.busy.all));
  if (minima(left, tile) + macs >= unrolling.best)
    return;
  if (left == 0) {
    if (!facts.fits(memory + 1, tile))
      return;
    double each = costOfUnrolling(unrolling, tile);
    if (each < unrolling.best &&
        facts.split(memory, unrolling.handed, tile, unrolling.steps, {}))
      unrolling.best = each;
    return;
  }
  unsigned number = minima.axes[left - 1];
  const PieceLattice::Axis &axis = lattice.axes()[number];
  unsigned digit = lattice.digit(tile, axis), group = index(axis.group);
  UnitCounts &counts = unrolling.known.back(), &busy = unrolling.busy;
  UnitCounts countsBefore = counts, busyBefore = busy;
  double most = facts.maxUnits(memory);
  unsigned before = axis.size();
  bool may = false;
  for (auto [cut, working] :
       llvm::zip_equal(facts.unrollings(memory)[number][digit],
                       unrolling.macs.units->working(number, digit))) {
    Tile inner = tile - (digit - cut.inner) * axis.stride;
    if (cut.inner != std::exchange(before, cut.inner))
      may = minima(left - 1, inner) + unrolling.least < unrolling.best;
    auto units = static_cast<double>(cut.steps);
    if (!may || countsBefore.all * units > most)
      continue;
    unrolling.steps[number] = cut.steps;
    counts.all = counts.work = countsBefore.all * units;
    counts.of[group] = countsBefore.of[group] * units;
    counts.along[index(axis.dim)] = units;
    busy.all = busyBefore.all * working;
    busy.of[group] = busyBefore.of[group] * working;
    unroll(unrolling, left - 1, inner);
  }
  unrolling.steps[number] = 1;
  counts = countsBefore;
  busy = busyBefore;
}

/// All that comes to the MACs, if units of several memories decide it; else
/// what the tables do not have of it.
double PieceBounds::costOfMacs(const Unrolling &unrolling) {
  if (!splitsMacs)
    return toMacs(facts.cost.macs / std::min(unrolling.busy.all,
                                             facts.maxUnits(unrolling.memory)),
                  unrolling.known, unrolling.busy) -
           unrolling.macs.inTable;
  AxisSteps units = unrolling.outside;
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    units[a] *= unrolling.steps[a];
  return leastOfMacs(units, unrolling.memory + 1);
}

double PieceBounds::costOfUnrolling(const Unrolling &unrolling, Tile tile) {
  double result = entering(unrolling.memory + 1, unrolling.open)[tile] +
                  costOfMacs(unrolling);
  for (const Charge &charge : byEntry[unrolling.memory + 1])
    if (charge.isEntry && !stays(charge, unrolling.open))
      result += value(charge, facts.moved(index(operandOf(charge)), tile),
                      reach(charge, unrolling.known));
  return result;
}
