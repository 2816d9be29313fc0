//===- PieceBounds.cpp - Lower bounds over pieces -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceBounds.h"

#include <cmath>
#include <limits>

using namespace neurospector;

static constexpr float infinite = std::numeric_limits<float>::infinity();

/// The next float below, so that a table bounds what it was made from.
static float roundDown(double value) {
  auto result = static_cast<float>(value);
  return result > value ? std::nextafter(result, 0.0f) : result;
}

PieceBounds::PieceBounds(const PieceFacts &facts, const Channel &channel)
    : channel(channel), facts(facts), lattice(facts.lattice),
      byEntry(facts.numMemories + 1), enteringTables(facts.numMemories),
      handedTables(facts.numMemories), unrolledTables(facts.numMemories),
      rowTables(facts.numMemories), reusedTables(facts.numMemories) {
  addCharges();
}

//===----------------------------------------------------------------------===//
// Charges
//===----------------------------------------------------------------------===//

void PieceBounds::addCharges() {
  const ChainCost &cost = facts.cost;
  for (auto [number, transfer] : llvm::enumerate(cost.transfers)) {
    // Whoever slides takes in fewer elements than its tiles have.
    if (transfer.slides)
      continue;
    unsigned i = index(transfer.op);
    auto add = [&](unsigned site, bool isEntry, const InOut &energy,
                   const InOut &time) {
      bool isNear = true;
      for (unsigned m = site; m + 1 < transfer.to; ++m)
        isNear &= facts.maxUnits(m) == 1;
      InOut weighed = {channel.perPj * energy.in, channel.perPj * energy.out};
      if (weighed.in != 0 || weighed.out != 0 || time.in != 0 || time.out != 0)
        byEntry[transfer.to].push_back({static_cast<unsigned>(number), site,
                                        isEntry, isNear, weighed, time});
    };
    for (const Transfer::Site &site : transfer.sites) {
      InOut time;
      if (site.memory == transfer.from)
        time = channel.perElement[site.memory][i].inside;
      add(site.memory, false, site.energy, time);
    }
    if (transfer.to < facts.numMemories)
      add(transfer.to, true, transfer.entryEnergy,
          channel.perElement[transfer.to][i].outside);
  }
}

double PieceBounds::value(const Charge &charge, double moved, double first,
                          double units) const {
  InOut weight = {charge.energy.in + charge.perUnit.in / units,
                  charge.energy.out + charge.perUnit.out / units};
  if (facts.cost.transfers[charge.transfer].op != Operand::Output)
    return moved * weight.in;
  return moved * weight.out + std::max(0.0, moved - first) * weight.in;
}

/// The most units that begin sums of their own.
double PieceBounds::mostFirst(const Charge &charge) const {
  const Transfer &transfer = facts.cost.transfers[charge.transfer];
  if (transfer.op != Operand::Output)
    return 0;
  return facts.moved(2, lattice.whole()) *
         facts.maxUnitsOutside(charge.site, Group::CRS);
}

double PieceBounds::unitsOf(const Charge &charge) const {
  return facts.maxUnitsOutside(charge.site);
}

/// The most units that one element of a far site serves, in arrays outside the
/// last memory before the entry.
double PieceBounds::shared(const Charge &charge) const {
  const Transfer &transfer = facts.cost.transfers[charge.transfer];
  double result = 1;
  if (charge.isNear)
    return result;
  for (unsigned m = charge.site; m + 1 < transfer.to; ++m)
    result *= facts.maxUnitsSharing(m, transfer.op);
  return result;
}

double PieceBounds::reused(unsigned memory, unsigned operand, Tile entering) {
  std::vector<double> &table = reusedTables[memory][operand];
  if (table.empty()) {
    table.resize(lattice.size(), 0);
    for (const Charge &charge : byEntry[memory + 1]) {
      if (index(facts.cost.transfers[charge.transfer].op) != operand)
        continue;
      double first = mostFirst(charge), units = unitsOf(charge),
             sharing = shared(charge);
      for (Tile tile = 0; tile < lattice.size(); ++tile)
        table[tile] +=
            value(charge, facts.sent(operand, tile) / sharing, first, units);
    }
  }
  return table[entering];
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

/// Fills the minima from the tiles themselves, `byDepth[0]`, axis by axis. An
/// axis with required steps has few tiles inside each.
void PieceBounds::accumulate(
    PartialMinima &table,
    llvm::function_ref<const std::vector<std::vector<Cut>> *(unsigned)>
        required) const {
  for (unsigned number : table.axes) {
    const PieceLattice::Axis &axis = lattice.axes()[number];
    const std::vector<float> &from = table.byDepth.back();
    const std::vector<std::vector<Cut>> *cuts = required(number);
    std::vector<float> to = from;
    Tile block = axis.stride * axis.size();
    for (Tile base = 0; base < lattice.size(); base += block) {
      if (!cuts) {
        for (Tile i = base + axis.stride; i < base + block; ++i)
          to[i] = std::min(to[i], to[i - axis.stride]);
        continue;
      }
      for (unsigned digit = 0; digit < axis.size(); ++digit)
        for (Tile i = 0; i < axis.stride; ++i) {
          float least = infinite;
          for (const Cut &cut : (*cuts)[digit])
            least = std::min(least, from[base + cut.inner * axis.stride + i]);
          to[base + digit * axis.stride + i] = least;
        }
    }
    table.byDepth.push_back(std::move(to));
  }
}

/// To the MACs every step moves. Whole accesses of one port are at least one at
/// each step.
double PieceBounds::toMacs(Tile handed) const {
  unsigned last = facts.numMemories - 1;
  double cycles = facts.steps(handed) / facts.maxUnitsOutside(last);
  double result = channel.perMacCycle * cycles;
  for (const Charge &charge : byEntry[facts.numMemories]) {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    const Memory &memory = facts.cost.memory(transfer.from);
    unsigned i = index(transfer.op);
    double moved = facts.sent(i, handed) / shared(charge),
           first = mostFirst(charge), units = unitsOf(charge);
    bool isWhole = charge.site == transfer.from && memory.wholeAccesses &&
                   memory.bandwidth != Bandwidth::TwoPorts;
    double least = isWhole
                       ? cycles * units * static_cast<double>(memory.readBits) /
                             static_cast<double>(facts.cost.machine.bits[i])
                       : 0;
    if (least <= moved) {
      result += value(charge, moved, first, units);
      continue;
    }
    Charge energy = charge, time = charge;
    energy.perUnit = time.energy = {0, 0};
    result += value(energy, moved, first, units) +
              value(time, least, first * least / moved, units);
  }
  return result;
}

const std::vector<float> &PieceBounds::entering(unsigned memory,
                                                OperandMask open) {
  std::vector<float> &table = enteringTables[memory][open];
  if (table.empty())
    buildEntering(table, memory, open);
  return table;
}

static void lowerTo(std::vector<float> &table, const PartialMinima &row) {
  for (Tile tile = 0; tile < table.size(); ++tile)
    table[tile] = std::min(table[tile], row.least(tile));
}

/// What goes through was charged outside.
void PieceBounds::lowerByCase(std::vector<float> &table, unsigned memory,
                              OperandMask open, const ReuseCase &reuse) {
  if (reuse.through && reuse.reused != open)
    return;
  const PartialMinima &row = rows(memory, reuse.reused, reuse.groups);
  if (reuse.through)
    return lowerTo(table, row);
  unsigned operand = llvm::countr_zero(reuse.reused);
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (row.least(tile) < table[tile])
      table[tile] =
          std::min(table[tile],
                   roundDown(row.least(tile) + reused(memory, operand, tile)));
}

void PieceBounds::buildEntering(std::vector<float> &table, unsigned memory,
                                OperandMask open) {
  const SearchSpace &space = facts.cost.space;
  const Stage &stage = space.stages[memory];
  if (memory + 1 == facts.numMemories) {
    // Into the MACs every step moves, in any order.
    table = rows(memory, noneOpen, allGroups).byDepth.back();
  } else {
    if (space.satisfies(stage, space.lattice.unit()))
      table = handed(memory, open);
    else
      table.assign(lattice.size(), infinite);
    if (stage.takesLoops && facts.layer.bound(Dim::G) > 1)
      lowerTo(table, rows(memory, noneOpen, onlyG));
    for (const auto &[reuse, order] : stage.cases)
      lowerByCase(table, memory, open, reuse);
  }
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (!facts.fits(memory, tile))
      table[tile] = infinite;
}

const PartialMinima &PieceBounds::unrolled(unsigned memory, OperandMask open) {
  PartialMinima &table = unrolledTables[memory][open];
  if (table.byDepth.empty())
    buildUnrolled(table, memory, open);
  return table;
}

void PieceBounds::buildUnrolled(PartialMinima &table, unsigned memory,
                                OperandMask open) {
  std::vector<float> &inside = table.byDepth.emplace_back();
  inside = entering(memory + 1, open);
  for (const Charge &charge : byEntry[memory + 1]) {
    unsigned i = index(facts.cost.transfers[charge.transfer].op);
    if (!charge.isEntry || open >> i & 1)
      continue;
    double first = mostFirst(charge), units = unitsOf(charge);
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      inside[tile] = roundDown(
          inside[tile] + value(charge, facts.moved(i, tile), first, units));
  }
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    if (facts.unrolledDims(memory).contains(lattice.axes()[a].dim))
      table.axes.push_back(a);
  accumulate(table, [](unsigned) { return nullptr; });
}

const std::vector<float> &PieceBounds::handed(unsigned memory,
                                              OperandMask open) {
  std::vector<float> &table = handedTables[memory][open];
  if (table.empty())
    buildHanded(table, memory, open);
  return table;
}

void PieceBounds::buildHanded(std::vector<float> &table, unsigned memory,
                              OperandMask open) {
  if (memory + 1 == facts.numMemories) {
    table.resize(lattice.size(), infinite);
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      if (facts.mayBeHanded(memory, tile))
        table[tile] = roundDown(toMacs(tile));
    return;
  }
  table = unrolled(memory, open).byDepth.back();
  // IP-6: idle units take time.
  double most = facts.maxUnits(memory),
         onAll = channel.perMacCycle * facts.cost.macs /
                 facts.maxUnitsOutside(facts.numMemories);
  if (onAll > 0 && most > 1)
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      table[tile] = roundDown(
          table[tile] + onAll * (most / facts.maxUnits(memory, tile) - 1));
  for (const Charge &charge : byEntry[memory + 1]) {
    unsigned i = index(facts.cost.transfers[charge.transfer].op);
    if (charge.isEntry || open >> i & 1)
      continue;
    double first = mostFirst(charge), units = unitsOf(charge),
           sharing = shared(charge);
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      table[tile] =
          roundDown(table[tile] +
                    value(charge, facts.sent(i, tile) / sharing, first, units));
  }
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (!facts.mayBeHanded(memory, tile))
      table[tile] = infinite;
}

const PartialMinima &PieceBounds::rows(unsigned memory, OperandMask open,
                                       GroupMask groups) {
  PartialMinima &table = rowTables[memory][open][groups];
  if (!table.byDepth.empty())
    return table;
  table.byDepth.push_back(handed(memory, open));
  const Stage &stage = facts.cost.space.stages[memory];
  const Factors &steps = stage.memory.steps;
  for (unsigned a = 0; a < lattice.axes().size(); ++a) {
    const PieceLattice::Axis &axis = lattice.axes()[a];
    bool varies = stage.takesLoops && groups >> index(axis.group) & 1;
    if (varies || steps[index(axis.dim)] > 1)
      table.axes.push_back(a);
  }
  accumulate(table, [&](unsigned a) {
    int64_t required = steps[index(lattice.axes()[a].dim)];
    return required == 0 ? nullptr : &facts.loops(memory)[a];
  });
  return table;
}
