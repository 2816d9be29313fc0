//===- Relaxation.cpp - Lower bounds from tables over tiles ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Relaxation.h"

#include <algorithm>

using namespace neurospector;

static constexpr unsigned output = index(Operand::Output);

Relaxation::Relaxation(const ChainCost &cost, const TileFacts &facts,
                       const Channel &channel)
    : channel(channel), cost(cost), facts(facts), space(cost.space),
      lattice(cost.lattice), macCosts(cost, facts, this->channel) {
  entries.resize(cost.numMemories + 1);
  sites.resize(cost.numMemories + 1);
  farSites.resize(cost.numMemories);
  macCharges.resize(cost.numMemories);
  compulsory.resize(cost.numMemories, {0, 0, 0});
  compulsoryEntry = compulsory;
  entryTables.resize(cost.numMemories);
  sentTables.resize(cost.numMemories);
  caseTables.resize(cost.numMemories);
  handedTables.resize(cost.numMemories);
  stayingTables.resize(cost.numMemories);
  closingTables.resize(cost.numMemories);
  rowTables.resize(cost.numMemories);
  double units = 1, spread = 1;
  for (const Stage &stage : space.stages) {
    maxUnits.push_back(units);
    maxSpread.push_back(spread);
    units *= stage.arrays.maxUnits();
    double most = 1;
    for (Tile tile : stage.arrays.all())
      most = std::max(most, lattice[tile].groups[Group::CRS]);
    spread *= most;
  }
  addCharges();
  addMacCharges();
  addCompulsory();
  findCharged();
}

/// What an element costs where it is sent from, passes by and is taken in.
void Relaxation::addCharges() {
  for (auto [number, transfer] : llvm::enumerate(cost.transfers)) {
    if (transfer.to == cost.numMemories)
      continue; // MacCosts
    auto makeCharge = [&](unsigned memory, bool isNear, const InOut &energy,
                          const InOut &perUnit) {
      Charge charge = {static_cast<unsigned>(number),
                       memory,
                       isNear,
                       {},
                       maxUnits[memory],
                       maxSpread[memory],
                       {}};
      charge.weight.fixed = {channel.perPj * energy.in,
                             channel.perPj * energy.out};
      charge.weight.perUnit = perUnit;
      charge.most = charge.weight.on(charge.maxUnits);
      return charge;
    };
    unsigned i = index(transfer.op);
    for (const Transfer::Site &site : transfer.sites) {
      InOut time;
      if (site.memory == transfer.from)
        time = channel.perElement[site.memory][i].inside;
      Charge charge = makeCharge(site.memory, site.isNear, site.energy, time);
      if (charge.weight.isZero())
        continue;
      if (site.isNear)
        sites[transfer.to].push_back(charge);
      else
        farSites[site.memory].push_back(charge);
    }
    Charge entry = makeCharge(transfer.to, true, transfer.entryEnergy,
                              channel.perElement[transfer.to][i].outside);
    if (!entry.weight.isZero())
      entries[transfer.to].push_back(entry);
  }
}

/// what one group of arrays shares of a transfer to the MACs depends on
/// its unrolling alone.
void Relaxation::addMacCharges() {
  unsigned last = cost.numMemories - 1;
  std::vector<Frame> noFrames(cost.numMemories);
  for (auto [number, transfer] : llvm::enumerate(cost.transfers)) {
    unsigned arrays = cost.nextArrays(transfer.from, last);
    if (transfer.to != cost.numMemories || arrays == last ||
        arrays + 1 != transfer.settled)
      continue;
    llvm::ArrayRef<Tile> tiles = space.stages[arrays].arrays.all();
    std::vector<double> &charges = macCharges[arrays];
    charges.resize(tiles.size(), 0);
    for (const Transfer::Site &site : transfer.sites) {
      Charge charge = {static_cast<unsigned>(number),
                       site.memory,
                       true,
                       {},
                       maxUnits[site.memory],
                       maxSpread[site.memory],
                       {}};
      InOut time;
      if (site.memory == transfer.from)
        time = channel.perElement[site.memory][index(transfer.op)].inside;
      for (auto [tile, sum] : llvm::zip(tiles, charges)) {
        double sent = cost.together(transfer, cost.numMemories - 1, noFrames,
                                    tile, lattice.unit());
        auto weight = [&](double energy, double time, bool isWrite) {
          return channel.perPj * energy +
                 time / charge.maxUnits / sent *
                     cost.filled(transfer.from, transfer.op, sent, isWrite);
        };
        sum += value(charge, cost.macs / lattice[tile].iterations * sent,
                     {weight(site.energy.in, time.in, false),
                      weight(site.energy.out, time.out, true)},
                     charge.maxSpread);
      }
    }
  }
  for (std::vector<double> &charges : macCharges)
    if (llvm::all_of(charges, [](double charge) { return charge == 0; }))
      charges.clear();
}

/// every element moves at least once, unless the model grants more.
void Relaxation::addCompulsory() {
  OperandMask partial = 0;
  for (const Stage &stage : space.stages)
    for (const auto &[reuse, order] : stage.cases)
      partial |= reuse.partial;
  for (unsigned memory = 1; memory < cost.numMemories; ++memory)
    for (llvm::ArrayRef<Charge> charges : chargesInto(memory))
      for (const Charge &charge : charges) {
        unsigned i = index(cost.transfers[charge.transfer].op);
        if (partial >> i & 1)
          continue;
        double once = value(charge, facts.elements(i, lattice.whole()),
                            charge.most, infinity);
        compulsory[memory][i] += once;
        if (charge.memory == memory)
          compulsoryEntry[memory][i] += once;
      }
}

void Relaxation::findCharged() {
  charged.resize(cost.numMemories + 1, 0);
  for (unsigned memory = cost.numMemories; memory-- > 1;) {
    charged[memory] = charged[memory + 1];
    for (llvm::ArrayRef<Charge> charges : chargesInto(memory))
      for (const Charge &charge : charges)
        charged[memory] |= static_cast<OperandMask>(
            1u << index(cost.transfers[charge.transfer].op));
  }
}

//===----------------------------------------------------------------------===//
// What a tile costs
//===----------------------------------------------------------------------===//

/// of an output that moves n times, reads and writes are 2 n less the
/// distinct tiles, of which there are as many as units share a reduction; never
/// less than the writes alone.
static double valueOfOutput(double moved, const InOut &weight,
                            double distinct) {
  return moved * weight.out + std::max(0.0, moved - distinct) * weight.in;
}

double Relaxation::distinct(double spread) const {
  return lattice[lattice.whole()].volume[output] * spread;
}

double Relaxation::value(const Charge &charge, double moved,
                         const InOut &weight, double spread) const {
  if (cost.transfers[charge.transfer].op != Operand::Output)
    return moved * weight.in;
  return valueOfOutput(moved, weight, distinct(spread));
}

/// An operand that moves at every step, all units busy.
double Relaxation::closed(const Charge &charge, Tile tile) const {
  return value(charge, cost.macs * density(charge, tile), charge.most,
               charge.maxSpread);
}

double Relaxation::density(const Charge &charge, Tile tile) const {
  const Transfer &transfer = cost.transfers[charge.transfer];
  return transfer.slides ? facts.slidingDensity(tile)
                         : facts.density(index(transfer.op), tile);
}

double Relaxation::elements(const Charge &charge, Tile tile) const {
  const Transfer &transfer = cost.transfers[charge.transfer];
  return transfer.slides ? facts.slidingDensity(tile) * lattice[tile].iterations
                         : facts.elements(index(transfer.op), tile);
}

/// The same of every tile.
void Relaxation::addClosed(std::vector<double> &table, const Charge &charge) {
  const Transfer &transfer = cost.transfers[charge.transfer];
  unsigned operand = index(transfer.op);
  std::vector<double> &moved = closedMoves[transfer.slides ? 3 : operand];
  if (moved.empty()) {
    moved.resize(lattice.size());
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      moved[tile] =
          cost.macs * (transfer.slides ? facts.slidingDensity(tile)
                                       : facts.density(operand, tile));
  }
  table.resize(lattice.size(), 0);
  const InOut each = charge.most;
  if (transfer.op != Operand::Output) {
    for (size_t i = 0, e = table.size(); i < e; ++i)
      table[i] += moved[i] * each.in;
    return;
  }
  const double distinct = this->distinct(charge.maxSpread);
  for (size_t i = 0, e = table.size(); i < e; ++i)
    table[i] += valueOfOutput(moved[i], each, distinct);
}

/// What closed operands cost where they enter \p memory, or at the sites that
/// send them there from the tile in question.
const std::vector<double> *Relaxation::closedTable(ClosedTables &tables,
                                                   llvm::ArrayRef<Charge> near,
                                                   llvm::ArrayRef<Charge> far,
                                                   unsigned operand) {
  std::optional<std::vector<double>> &table = tables[operand];
  if (!table) {
    table.emplace();
    for (llvm::ArrayRef<Charge> charges : {near, far})
      for (const Charge &charge : charges)
        if (index(cost.transfers[charge.transfer].op) == operand)
          addClosed(*table, charge);
  }
  return table->empty() ? nullptr : &*table;
}

//===----------------------------------------------------------------------===//
// What is known
//===----------------------------------------------------------------------===//

double Relaxation::inside(llvm::ArrayRef<Frame> frames, OperandMask open) {
  auto memory = static_cast<unsigned>(frames.size());
  Tile tile = frames.back().handed;
  open &= charged[memory];
  double any = handed(memory, open)[tile];
  if (any == infinity)
    return any;
  if (memory + 1 == cost.numMemories && !lastTables[open].empty() &&
      lattice[frames.back().units].groups[Group::CRS] > 1)
    return joinLast(frames, open);
  if (!looksAhead(memory, open))
    return any;
  return std::min(closingTables[memory][open][tile],
                  stayingTables[memory][open][tile] +
                      std::max(0.0, aboveNextTables(frames, open)));
}

/// The table's value of what is handed to the last memory, with the spread
/// outside, which the tables do not know.
double Relaxation::joinLast(llvm::ArrayRef<Frame> frames, OperandMask open) {
  auto last = static_cast<unsigned>(frames.size()), memory = last - 1;
  Tile tile = frames.back().handed;
  double spread = lattice[frames.back().units].groups[Group::CRS];
  std::vector<double> &costs = lastCosts[{open, static_cast<uint64_t>(spread)}];
  if (costs.empty())
    costs = costsOfUnrollings(memory, open, spread);
  const std::vector<double> &entering = lastTables[open],
                            &idleInside = facts.idleInside(memory);
  double onAllUnits = macCosts.onAllUnits(), least = infinity;
  for (auto [own, unrolling] :
       llvm::zip(costs, space.stages[memory].arrays.all()))
    if (lattice.divides(unrolling, tile)) {
      Tile part = tile - unrolling;
      double times = idleInside.empty() ? 1 : idleInside[part];
      least = std::min(
          least, entering[part] + own +
                     onAllUnits * times *
                         facts.idle(memory, lattice[unrolling].iterations));
    }
  for (unsigned i = 0; i < 3; ++i)
    if (open >> i & 1)
      least += compulsory[last][i];
    else if (const std::vector<double> *sent = sentTable(last, i))
      least += (*sent)[tile];
  return least;
}

/// what crosses into the memory after the next one if \p open stay open.
double Relaxation::aboveNextTables(llvm::ArrayRef<Frame> frames,
                                   OperandMask open) const {
  const Frame &frame = frames.back();
  auto next = static_cast<unsigned>(frames.size());
  double result = 0;
  for (unsigned i = 0; i < 3; ++i)
    if (open >> i & 1)
      result -= compulsory[next + 1][i];
  auto add = [&](const Charge &charge, double maxUnits) {
    Operand op = cost.transfers[charge.transfer].op;
    if (!(open >> index(op) & 1))
      return;
    double units = lattice[frame.units].iterations;
    result +=
        units * elements(charge, frame.handed) *
        (transfersOf(frame.moves, op) * charge.weight.on(units * maxUnits));
  };
  double unitsNext = space.stages[next - 1].arrays.maxUnits(frame.handed);
  for (const Charge &charge : entries[next + 1])
    add(charge, unitsNext * space.stages[next].arrays.maxUnits());
  for (const Charge &charge : sites[next + 1])
    add(charge, charge.memory == next ? unitsNext : 1);
  for (const Charge &charge : farSites[next])
    add(charge, unitsNext);
  return result;
}

double Relaxation::aboveTables(llvm::ArrayRef<Frame> frames) const {
  const Frame &frame = frames.back();
  auto memory = static_cast<unsigned>(frames.size());
  double result = 0;
  for (Operand op : allOperands)
    if (frame.moves.reuses(op))
      result -= compulsory[memory][index(op)];
  auto exact = [&](const Charge &charge, double units, double maxUnits) {
    Operand op = cost.transfers[charge.transfer].op;
    return units * elements(charge, frame.handed) *
           (transfersOf(frame.moves, op) * charge.weight.on(units * maxUnits));
  };
  auto add = [&](const Charge &charge, const Frame &at) {
    const TileLattice::Info &outside = lattice[at.units];
    double units = outside.iterations;
    if (frame.moves.reuses(cost.transfers[charge.transfer].op))
      result += exact(charge, units, 1);
    else if (units != charge.maxUnits ||
             outside.groups[Group::CRS] != charge.maxSpread)
      result +=
          std::max(0.0, exact(charge, units, 1) - closed(charge, frame.handed));
  };
  double units = lattice[frame.units].iterations,
         maxUnits = space.stages[memory - 1].arrays.maxUnits(frame.handed);
  for (const Charge &charge : entries[memory])
    if (frame.moves.reuses(cost.transfers[charge.transfer].op))
      result += exact(charge, units, maxUnits);
  for (const Charge &charge : sites[memory])
    add(charge, frames[charge.memory]);
  for (const Charge &charge : farSites[memory - 1])
    add(charge, frame);
  return result;
}

Relaxation::Floors Relaxation::floors(llvm::ArrayRef<Frame> frames) const {
  const Frame &frame = frames.back();
  auto memory = static_cast<unsigned>(frames.size() - 1);
  const Moves &outside = frames[memory - 1].moves;
  Floors result;
  auto add = [&](const Charge &charge, unsigned site, double maxUnits) {
    Operand op = cost.transfers[charge.transfer].op;
    unsigned i = index(op);
    const TileLattice::Info &units = lattice[frames[site].units];
    InOut weight = charge.weight.on(units.iterations * maxUnits);
    double spread = units.groups[Group::CRS];
    // Loops of this memory that move the input take in all of a tile.
    double volume = facts.elements(i, frame.entering),
           crossing = elements(charge, frame.entering);
    double perTile = cost.macs / lattice[frame.entering].iterations;
    result.reused[i] += value(charge, volume * perTile, weight, spread);
    result.partial[i] += value(charge, perTile, weight, spread);
    result.through[i] +=
        units.iterations * crossing * (transfersOf(outside, op) * weight);
  };
  for (unsigned i = 0; i < 3; ++i) {
    double counted = compulsory[memory + 1][i];
    result.reused[i] -= counted;
    result.through[i] -= counted;
    result.partial[i] -= counted;
  }
  const SpatialTiles &arrays = space.stages[memory].arrays;
  for (const Charge &charge : entries[memory + 1])
    add(charge, memory, arrays.maxUnits(frame.entering));
  for (const Charge &charge : sites[memory + 1])
    add(charge, charge.memory, 1);
  for (const Charge &charge : farSites[memory])
    add(charge, memory, 1);
  for (unsigned site = 0; site < memory; ++site)
    for (const Charge &charge : farSites[site]) {
      const Transfer &transfer = cost.transfers[charge.transfer];
      if (transfer.to <= memory)
        continue;
      unsigned i = index(transfer.op);
      const TileLattice::Info &at = lattice[frames[site].units];
      Tile all = frame.entering + (frame.units - frames[site].units);
      InOut weight = charge.weight.on(at.iterations);
      result.passing[i] += value(charge, cost.macs * density(charge, all),
                                 weight, at.groups[Group::CRS]);
      result.passingThrough[i] += at.iterations * elements(charge, all) *
                                  (transfersOf(outside, transfer.op) * weight);
    }
  return result;
}

double Relaxation::onTheWay(llvm::ArrayRef<Frame> frames) const {
  auto memory = static_cast<unsigned>(frames.size() - 1);
  const Frame &frame = frames.back();
  double result = 0;
  for (unsigned site = 0; site < memory; ++site)
    for (const Charge &charge : farSites[site]) {
      const Transfer &transfer = cost.transfers[charge.transfer];
      if (transfer.to <= memory)
        continue;
      Tile between = frame.units - frames[site].units;
      double units = lattice[frames[site].units].iterations;
      double elements = units * this->elements(charge, frame.handed + between);
      result += elements * (transfersOf(frame.moves, transfer.op) *
                            charge.weight.on(units));
    }
  return result;
}
