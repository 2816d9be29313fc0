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
/// busiest take so many \p steps with the units that are \p known.
double PieceBounds::toMacs(double steps,
                           llvm::ArrayRef<UnitCounts> known) const {
  double macs = facts.cost.macs,
         onAll = macs / facts.maxUnitsOutside(facts.numMemories);
  double result = channel.perMacCycle * steps + portTime(steps, known);
  for (const Charge &charge : byEntry[facts.numMemories]) {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    Reach reach = this->reach(charge, known), accesses = reach;
    double more = 1;
    if (charge.site == transfer.from)
      more = std::max(1.0, accessedPerStep(transfer) *
                               (charge.isEachStep ? 1
                                                  : onAll * reach.units *
                                                        reach.sharing / macs));
    accesses.first *= more;
    Charge energy = charge, time = charge;
    energy.perUnit = time.energy = {0, 0};
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
void PieceBounds::chargeUnits(std::vector<double> &table, unsigned memory,
                              OperandMask open) {
  if (facts.maxUnits(memory) == 1)
    return;
  bool isOutputOpen = open >> index(Operand::Output) & 1;
  std::vector<double> &charged = unitTables[memory][isOutputOpen];
  if (charged.empty())
    charged = facts.onlyArrays() == memory ? costOfOnlyUnits(open)
                                           : timeOfIdleUnits(memory);
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    table[tile] += charged[tile];
}

std::vector<double> PieceBounds::timeOfIdleUnits(unsigned memory) const {
  std::vector<double> result = facts.busyUnits(memory).least(
      [](double) { return BusyUnits::Line{1, 0}; });
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
  double base = toMacs(onAll, unitsIfReduced(infinity));
  std::vector<double> result =
      facts.busyUnits(memory).least([&](double reduction) {
        llvm::SmallVector<UnitCounts, 6> known = unitsIfReduced(reduction);
        double once = toMacs(onAll, known), twice = toMacs(2 * onAll, known);
        return BusyUnits::Line{(twice - once) / onAll * macs,
                               2 * once - twice - base +
                                   entersUnits(moved, open, known)};
      });
  for (double &each : result)
    each = std::max(0.0, each);
  return result;
}

//===----------------------------------------------------------------------===//
// Unrolling by unrolling
//===----------------------------------------------------------------------===//

double PieceBounds::handedExactly(Tile tile, OperandMask open) {
  unsigned memory = *facts.onlyArrays();
  auto [known, isNew] = exactTables[open].try_emplace(tile, infinity);
  if (!isNew)
    return known->second;
  const PartialMinima &minima = unrolled(memory, open);
  double sent = handed(memory, open)[tile] - minima.least[tile],
         least = unitTables[memory][open >> index(Operand::Output) & 1][tile];
  Unrolling unrolling = {memory, open, least, minima, {}, infinity};
  unroll(unrolling, minima.axes.size(), tile, 1, 1);
  return known->second = sent - least + unrolling.best;
}

void PieceBounds::unroll(Unrolling &unrolling, size_t left, Tile tile,
                         double product, double steps) {
  const auto &[memory, open, least, minima, counts, best] = unrolling;
  if (minima(left, tile) + least >= best)
    return;
  if (left == 0) {
    if (facts.fits(memory + 1, tile))
      unrolling.best = std::min(best, costOfUnrolling(unrolling, tile, steps));
    return;
  }
  unsigned number = minima.axes[left - 1];
  const PieceLattice::Axis &axis = lattice.axes()[number];
  unsigned digit = lattice.digit(tile, axis);
  UnitCounts before = counts;
  for (const Cut &cut : facts.unrollings(memory)[number][digit]) {
    auto units = static_cast<double>(cut.steps);
    if (product * units > facts.maxUnits(memory))
      continue;
    unrolling.counts.all = unrolling.counts.work = before.all * units;
    unrolling.counts.of[index(axis.group)] =
        before.of[index(axis.group)] * units;
    unrolling.counts.along[index(axis.dim)] = units;
    unroll(unrolling, left - 1, tile - (digit - cut.inner) * axis.stride,
           product * units,
           steps * facts.busyUnits(memory).stepsAlong(number, digit, cut));
  }
  unrolling.counts = before;
}

double PieceBounds::costOfUnrolling(const Unrolling &unrolling, Tile tile,
                                    double steps) {
  llvm::SmallVector<UnitCounts, 6> known;
  for (unsigned m = 0; m < unrolling.memory; ++m)
    known.push_back(facts.unitCounts(m));
  known.push_back(unrolling.counts);
  double macs = facts.cost.macs,
         onAll = macs / facts.maxUnits(unrolling.memory);
  double result = entering(unrolling.memory + 1, unrolling.open)[tile] +
                  toMacs(std::max(onAll, steps * macs), known) -
                  toMacs(onAll, unitsIfReduced(infinity));
  for (const Charge &charge : byEntry[unrolling.memory + 1])
    if (unsigned op = index(facts.cost.transfers[charge.transfer].op);
        charge.isEntry && !(unrolling.open >> op & 1))
      result += value(charge, facts.moved(op, tile), reach(charge, known));
  return result;
}
