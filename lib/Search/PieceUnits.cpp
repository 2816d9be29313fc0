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
  double macs = facts.cost.macs,
         onAll = macs / facts.maxUnitsOutside(facts.numMemories);
  double result = channel.perMacCycle * steps + portTime(steps, known);
  for (const Charge &charge : byEntry[facts.numMemories]) {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    Reach reach = this->reach(charge, known);
    // Those that are idle share nothing.
    if (unsigned group = index(irrelevantGroup(transfer.op)); !charge.isNear)
      reach.sharing *= busy.of[group] / known.back().of[group];
    Reach accesses = reach;
    double more = 1;
    if (charge.site == transfer.from)
      more = std::max(1.0, accessedPerStep(transfer) *
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
    if (unsigned op = index(facts.cost.transfers[charge.transfer].op);
        charge.isEntry && op == index(Operand::Output) && !(open >> op & 1))
      result += value(charge, moved, reach(charge, known)) -
                value(charge, moved, charge.most);
  return result;
}

/// IP-6: that units are idle, and that fewer begin sums of their own than the
/// tables grant to all of them.
const std::vector<double> &PieceBounds::unitCosts(unsigned memory,
                                                  OperandMask open) {
  bool isOutputOpen = open >> index(Operand::Output) & 1;
  std::vector<double> &table = unitTables[memory][isOutputOpen];
  if (table.empty())
    table = facts.onlyArrays() == memory ? costOfOnlyUnits(open)
                                         : timeOfIdleUnits(memory);
  return table;
}

std::vector<double> PieceBounds::timeOfIdleUnits(unsigned memory) const {
  std::vector<double> result = facts.busyUnits(memory).least(
      [](double, double) { return BusyUnits::Line{1, 0}; },
      facts.handed(memory));
  double most = facts.maxUnits(memory),
         onAll = leastMacTime + channel.perMacCycle * facts.cost.macs /
                                    facts.maxUnitsOutside(facts.numMemories);
  for (double &each : result)
    each = onAll * std::max(0.0, most * each - 1);
  return result;
}

std::vector<double> PieceBounds::costOfOnlyUnits(OperandMask open) const {
  unsigned memory = *facts.onlyArrays();
  double macs = facts.cost.macs, onAll = macs / facts.maxUnits(memory),
         moved = infinity;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (facts.fits(memory + 1, tile))
      moved = std::min(moved, facts.moved(index(Operand::Output), tile));
  llvm::SmallVector<UnitCounts, 6> all = unitsIfReduced(infinity);
  double inTable = toMacs(onAll, all, all.back());
  std::vector<double> result = facts.busyUnits(memory).least(
      [&](double reduction, double working) {
        llvm::SmallVector<UnitCounts, 6> known = unitsIfReduced(reduction);
        UnitCounts busy = unitsIfReduced(working).back();
        double once = toMacs(onAll, known, busy),
               twice = toMacs(2 * onAll, known, busy);
        return BusyUnits::Line{(twice - once) / onAll * macs,
                               2 * once - twice - inTable +
                                   entersUnits(moved, open, known)};
      },
      facts.handed(memory));
  for (double &each : result)
    each = std::max(0.0, each);
  return result;
}

//===----------------------------------------------------------------------===//
// Unrolling by unrolling
//===----------------------------------------------------------------------===//

double PieceBounds::handedExactly(Tile tile, OperandMask open) {
  unsigned memory = *facts.onlyArrays();
  open = mattering(memory, open);
  auto [known, isNew] = exactTables[open].try_emplace(tile, infinity);
  if (!isNew)
    return known->second;
  const PartialMinima &minima = unrolled(memory, open);
  double sent = handed(memory, open)[tile] - minima.least[tile],
         least = unitCosts(memory, open)[tile];
  llvm::SmallVector<UnitCounts, 6> all = unitsIfReduced(infinity);
  double inTable =
      toMacs(facts.cost.macs / facts.maxUnits(memory), all, all.back());
  Unrolling unrolling = {memory, open, least, inTable, minima,
                         tile,   {},   {},    {},      infinity};
  unrolling.steps.fill(1);
  unroll(unrolling, minima.axes.size(), tile);
  return known->second = sent - least + unrolling.best;
}

void PieceBounds::unroll(Unrolling &unrolling, size_t left, Tile tile) {
  auto &[memory, open, least, inTable, minima, handed, steps, counts, busy,
         best] = unrolling;
  if (minima(left, tile) + least >= best)
    return;
  if (left == 0) {
    if (!facts.fits(memory + 1, tile))
      return;
    double each = costOfUnrolling(unrolling, tile);
    if (each < best && facts.split(memory, handed, tile, steps, {}))
      best = each;
    return;
  }
  unsigned number = minima.axes[left - 1];
  const PieceLattice::Axis &axis = lattice.axes()[number];
  unsigned digit = lattice.digit(tile, axis), group = index(axis.group);
  UnitCounts countsBefore = counts, busyBefore = busy;
  for (const Cut &cut : facts.unrollings(memory)[number][digit]) {
    auto units = static_cast<double>(cut.steps);
    if (countsBefore.all * units > facts.maxUnits(memory))
      continue;
    steps[number] = cut.steps;
    counts.all = counts.work = countsBefore.all * units;
    counts.of[group] = countsBefore.of[group] * units;
    counts.along[index(axis.dim)] = units;
    double working = 1 / facts.busyUnits(memory).stepsAlong(number, digit, cut);
    busy.all = busyBefore.all * working;
    busy.of[group] = busyBefore.of[group] * working;
    unroll(unrolling, left - 1, tile - (digit - cut.inner) * axis.stride);
  }
  steps[number] = 1;
  counts = countsBefore;
  busy = busyBefore;
}

double PieceBounds::costOfUnrolling(const Unrolling &unrolling, Tile tile) {
  llvm::SmallVector<UnitCounts, 6> known = unitsIfReduced(infinity);
  double busy = std::min(unrolling.busy.all, known.back().all);
  known.back() = unrolling.counts;
  double result = entering(unrolling.memory + 1, unrolling.open)[tile] +
                  toMacs(facts.cost.macs / busy, known, unrolling.busy) -
                  unrolling.inTable;
  for (const Charge &charge : byEntry[unrolling.memory + 1])
    if (unsigned op = index(facts.cost.transfers[charge.transfer].op);
        charge.isEntry && !(unrolling.open >> op & 1))
      result += value(charge, facts.moved(op, tile), reach(charge, known));
  return result;
}
