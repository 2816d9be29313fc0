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
/// busiest take so many \p steps, with so many units along C, R and S of the
/// only memory that has arrays.
double PieceBounds::toMacs(double steps, double reduction) const {
  llvm::SmallVector<UnitCounts, 6> known = unitsIfReduced(reduction);
  double macs = facts.cost.macs,
         onAll = macs / facts.maxUnits(known.size() - 1);
  double result = channel.perMacCycle * steps + portTime(steps, known);
  for (const Charge &charge : byEntry[facts.numMemories]) {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    Reach reach = this->reach(charge, known), accesses = reach;
    double more = 1;
    if (charge.site == transfer.from)
      more = std::max(1.0, accessedPerStep(transfer) * onAll * reach.units *
                               reach.sharing / macs);
    accesses.first *= more;
    Charge energy = charge, time = charge;
    energy.perUnit = time.energy = {0, 0};
    result += value(energy, macs, reach) +
              value(time, macs * more, accesses,
                    charge.isEachStep ? steps * more : 0);
  }
  return result;
}

llvm::SmallVector<UnitCounts, 6>
PieceBounds::unitsIfReduced(double reduction) const {
  llvm::SmallVector<UnitCounts, 6> result;
  for (unsigned m = 0; m <= *facts.onlyArrays(); ++m)
    result.push_back(facts.unitCounts(m));
  result.back().of[index(Group::CRS)] = reduction;
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
    charged = facts.onlyArrays() == memory ? costOfOnlyUnits(isOutputOpen)
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

std::vector<double> PieceBounds::costOfOnlyUnits(bool isOutputOpen) const {
  unsigned memory = *facts.onlyArrays();
  double macs = facts.cost.macs, onAll = macs / facts.maxUnits(memory),
         most = facts.unitCounts(memory).of[index(Group::CRS)];
  // What enters the units visits them more often, too.
  double moved = infinity;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (facts.fits(memory + 1, tile))
      moved = std::min(moved, facts.moved(index(Operand::Output), tile));
  auto entry = [&](double reduction) {
    double result = 0;
    for (const Charge &charge : byEntry[memory + 1])
      if (charge.isEntry && !isOutputOpen &&
          facts.cost.transfers[charge.transfer].op == Operand::Output)
        result +=
            value(charge, moved, reach(charge, unitsIfReduced(reduction)));
    return result;
  };
  double base = toMacs(onAll, most) + entry(most);
  std::vector<double> result =
      facts.busyUnits(memory).least([&](double reduction) {
        reduction = std::min(reduction, most);
        double once = toMacs(onAll, reduction),
               twice = toMacs(2 * onAll, reduction);
        return BusyUnits::Line{(twice - once) / onAll * macs,
                               2 * once - twice + entry(reduction)};
      });
  for (double &each : result)
    each = std::max(0.0, each - base);
  return result;
}
