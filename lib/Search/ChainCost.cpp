//===- ChainCost.cpp - The cost model over tiles of a lattice -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/ChainCost.h"

#include <algorithm>
#include <cmath>

using namespace neurospector;

/// CM-9: static power of the whole machine, in pJ per cycle.
static double staticEnergyPerCycle(const Accelerator &accelerator) {
  auto chips = static_cast<double>(accelerator.chips.units());
  double pes = chips * static_cast<double>(accelerator.peArray.units());
  double macs = pes * static_cast<double>(accelerator.macArray.units());
  double milliwatts = accelerator.macStaticPower * macs +
                      accelerator.localBuffer.totalStaticPower() * pes +
                      accelerator.dram.totalStaticPower();
  if (accelerator.globalBuffer)
    milliwatts += accelerator.globalBuffer->totalStaticPower() * chips;
  return milliwatts * (1000.0 / accelerator.frequencyMHz);
}

ChainCost::ChainCost(const TileLattice &lattice, const Accelerator &accelerator,
                     const CostModel &model)
    : lattice(lattice), accelerator(accelerator), model(model),
      macs(lattice[lattice.whole()].iterations),
      macEnergy(macs * accelerator.macEnergy),
      staticPjPerCycle(staticEnergyPerCycle(accelerator)),
      bypass(accelerator.globalBuffer ? accelerator.globalBuffer->bypass
                                      : PerOperand<bool>{}),
      direct(model.bypassSkipsGlobalBuffer() ? bypass : PerOperand<bool>{}),
      whole(lattice.whole()) {
  localRoom = accelerator.capacity(accelerator.localBuffer);
  if (accelerator.globalBuffer)
    globalRoom = accelerator.capacity(*accelerator.globalBuffer);
}

BoundaryCounts<double> ChainCost::counts(Tile pe, Tile gb, Tile chip,
                                         DataflowPair order) const {
  return model.counts(
      ReuseQuery<double>{lattice[gb - pe].groups, lattice[whole - chip].groups,
                         order.localBuffer, order.globalBuffer, bypass});
}

AccessCounts<double> ChainCost::dramCounts(Tile chip,
                                           Dataflow dramOrder) const {
  return model
      .counts(ReuseQuery<double>{lattice[0].groups,
                                 lattice[whole - chip].groups,
                                 dramOrder,
                                 dramOrder,
                                 {}})
      .dram;
}

double ChainCost::accesses(const Buffer &buffer, Operand op,
                           double elements) const {
  double bits = elements * static_cast<double>(accelerator.bitsOf(op));
  double quotient = bits / static_cast<double>(buffer.bandwidthBits);
  // Above 2^53 bits may have been rounded up, past an integer.
  return std::ceil(bits < 0x1p53 ? quotient : quotient * (1 - 0x1p-50));
}

EnergyCycles ChainCost::dram(Tile chip,
                             const AccessCounts<double> &dramCounts) const {
  EnergyCycles result;
  const Buffer &dram = accelerator.dram;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    if (direct[i])
      continue;
    double traffic = lattice[chip].volume[i] * dramCounts.of(op);
    result.energy += traffic * dram.accessEnergy[i];
    result.cycles += accesses(dram, op, traffic) * dram.cyclesPerAccess[i];
  }
  return result;
}

double ChainCost::gbFill(Tile gb, Tile chip,
                         const AccessCounts<double> &dramCounts) const {
  if (!accelerator.globalBuffer)
    return 0;
  double energy = 0;
  for (Operand op : allOperands)
    if (!direct[index(op)])
      energy += lattice[gb].volume[index(op)] * dramCounts.of(op) *
                accelerator.globalBuffer->accessEnergy[index(op)];
  return energy * lattice[chip - gb].iterations;
}

EnergyCycles ChainCost::directDram(Tile pe, Tile gb, Tile chip,
                                   const AccessCounts<double> &gbCounts) const {
  EnergyCycles result;
  const Buffer &dram = accelerator.dram;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    if (!direct[i])
      continue;
    double traffic = lattice[pe + (chip - gb)].volume[i] * gbCounts.of(op);
    result.energy += traffic * dram.accessEnergy[i];
    result.cycles += accesses(dram, op, traffic) * dram.cyclesPerAccess[i];
  }
  return result;
}

EnergyCycles ChainCost::gbSend(Tile pe, Tile gb, Tile chip,
                               const AccessCounts<double> &gbCounts) const {
  EnergyCycles result = directDram(pe, gb, chip, gbCounts);
  if (!accelerator.globalBuffer)
    return result;
  const Buffer &buffer = *accelerator.globalBuffer;
  double chips = lattice[chip - gb].iterations;
  double sum = 0, longest = 0;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    double traffic = lattice[pe].volume[i] * gbCounts.of(op);
    result.energy += traffic * chips * buffer.accessEnergy[i];
    if (direct[i])
      continue;
    double cycles = accesses(buffer, op, traffic) * buffer.cyclesPerAccess[i];
    sum += cycles;
    longest = std::max(longest, cycles);
  }
  result.cycles += buffer.sharing == Sharing::Separate ? longest : sum;
  return result;
}

double ChainCost::lbFill(Tile lb, Tile pe, Tile gb, Tile chip,
                         const AccessCounts<double> &gbCounts) const {
  double energy = 0;
  for (Operand op : allOperands)
    energy += lattice[lb].volume[index(op)] * gbCounts.of(op) *
              accelerator.localBuffer.accessEnergy[index(op)];
  return energy * lattice[pe - lb].iterations * lattice[chip - gb].iterations;
}

double ChainCost::macCycles(Tile mac, Tile peRow, Tile chipRow) const {
  return lattice[whole - mac - peRow - chipRow].iterations;
}

EnergyCycles ChainCost::lbSend(Tile mac, Tile peRow, Tile chipRow) const {
  const TileLattice::Info &temporal = lattice[whole - mac - peRow - chipRow];
  double steps = temporal.iterations;
  double outputAccesses = 2 * steps - steps / temporal.groups[Group::CRS];
  const Buffer &buffer = accelerator.localBuffer;
  const TileLattice::Info &tile = lattice[mac];
  double energy = 0, sum = 0, longest = 0;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    double count = op == Operand::Output ? outputAccesses : steps;
    energy += tile.volume[i] * count * buffer.accessEnergy[i];
    double cycles = accesses(buffer, op, tile.volume[i]) * count *
                    buffer.cyclesPerAccess[i];
    sum += cycles;
    longest = std::max(longest, cycles);
  }
  double units = lattice[peRow].iterations * lattice[chipRow].iterations;
  return {energy * units,
          steps + (buffer.sharing == Sharing::Separate ? longest : sum)};
}

bool ChainCost::fits(const Buffer &buffer, const Capacity &capacity,
                     Tile tile) const {
  const PerOperand<double> &volume = lattice[tile].volume;
  double kept = 0, bypassed = 0;
  for (unsigned i = 0; i < 3; ++i) {
    if (buffer.sharing == Sharing::Separate && !buffer.bypass[i] &&
        volume[i] > static_cast<double>(capacity.room[i]))
      return false;
    (buffer.bypass[i] ? bypassed : kept) +=
        volume[i] * static_cast<double>(capacity.perElement[i]);
  }
  if (buffer.sharing == Sharing::Separate)
    return true;
  return kept <= static_cast<double>(capacity.room[0]) &&
         (buffer.sharing != Sharing::TwoPart ||
          bypassed <= static_cast<double>(capacity.room[1]));
}

static constexpr Factors anything = Factors::all(0);

bool ChainCost::satisfies(const Buffer &buffer, Tile row) const {
  if (buffer.required == anything)
    return true;
  for (Dim dim : allDims)
    if (int64_t required = buffer.required[index(dim)];
        required != 0 && lattice.factor(row, dim) != required)
      return false;
  return true;
}

bool ChainCost::canSatisfy(const Buffer &buffer, Tile held) const {
  if (buffer.required == anything)
    return true;
  for (Dim dim : allDims)
    if (int64_t required = buffer.required[index(dim)];
        required != 0 && lattice.factor(held, dim) % required != 0)
      return false;
  return true;
}
