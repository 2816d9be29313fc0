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
    for (llvm::ArrayRef<Charge> charges :
         {llvm::ArrayRef<Charge>(entries[memory]),
          llvm::ArrayRef<Charge>(sites[memory]),
          llvm::ArrayRef<Charge>(farSites[memory - 1])})
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
    for (llvm::ArrayRef<Charge> charges :
         {llvm::ArrayRef<Charge>(entries[memory]),
          llvm::ArrayRef<Charge>(sites[memory]),
          llvm::ArrayRef<Charge>(farSites[memory - 1])})
      for (const Charge &charge : charges)
        if (charge.most.in > 0 || charge.most.out > 0)
          charged[memory] |= static_cast<OperandMask>(
              1u << index(cost.transfers[charge.transfer].op));
  }
}

//===----------------------------------------------------------------------===//
// Tables
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

static void add(std::vector<double> &table, const std::vector<double> *other) {
  if (other)
    for (size_t i = 0, e = table.size(); i < e; ++i)
      table[i] += (*other)[i];
}

static void lower(std::vector<double> &table,
                  const std::vector<double> &other) {
  for (size_t i = 0, e = table.size(); i < e; ++i)
    table[i] = std::min(table[i], other[i]);
}

bool Relaxation::looksAhead(unsigned memory, OperandMask open) const {
  if (!channel.looksAhead || memory + 1 == cost.numMemories)
    return false;
  for (unsigned i = 0; i < 3; ++i)
    if (open >> i & 1 && compulsory[memory + 1][i] > 0)
      return true;
  return false;
}

void Relaxation::buildHanded(std::vector<double> &table, unsigned memory,
                             OperandMask open) {
  if (!looksAhead(memory, open))
    return buildHanded(table, memory, open, Loops::Any);
  std::vector<double> &closing = closingTables[memory][open],
                      &staying = stayingTables[memory][open];
  buildHanded(closing, memory, open, Loops::Closing);
  buildHanded(staying, memory, open, Loops::Staying);
  table = closing;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    table[tile] = std::min(table[tile], staying[tile]);
}

void Relaxation::buildHanded(std::vector<double> &table, unsigned memory,
                             OperandMask open, Loops loops) {
  buildEntering(table, memory, open, loops);
  for (unsigned i = 0; i < 3; ++i)
    if (!(open >> i & 1))
      add(table, entryTable(memory, i));
  if (memory + 1 == cost.numMemories && facts.looksAtUnrollings(memory - 1) &&
      macCosts.lostSpread(memory - 1, lattice.unit()) > 0)
    lastTables[open] = table;
  if (!space.stages[memory - 1].arrays.isTrivial())
    joinArrays(table, memory - 1, open);
  for (unsigned i = 0; i < 3; ++i)
    if (!(open >> i & 1))
      add(table, sentTable(memory, i));
  double once = 0;
  for (unsigned i = 0; i < 3; ++i)
    if (open >> i & 1)
      once += compulsory[memory][i];
  const TileSet &reachable = facts.reachableTiles(memory);
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    table[tile] = reachable[tile] ? table[tile] + once : infinity;
}

/// What each unrolling of the arrays inside \p memory costs beside what enters
/// and idle units: for the MACs, if \p spread units outside share a reduction,
/// and because what is \p open enters once for each unit that takes the same of
/// it.
std::vector<double> Relaxation::costsOfUnrollings(unsigned memory,
                                                  OperandMask open,
                                                  double spread) const {
  std::vector<double> result = macCharges[memory];
  llvm::ArrayRef<Tile> unrollings = space.stages[memory].arrays.all();
  result.resize(unrollings.size(), 0);
  for (auto [unrolling, sum] : llvm::zip(unrollings, result)) {
    sum += spread * macCosts.lostSpread(memory, unrolling);
    for (Operand op : allOperands)
      if (open >> index(op) & 1)
        sum += compulsoryEntry[memory + 1][index(op)] *
               (lattice[unrolling].groups[irrelevantGroup(op)] - 1);
  }
  return result;
}

/// From what enters each unit of the arrays inside \p memory to what is handed
/// to all of them. If the unrollings are few each is looked at; else any
/// divisor may be what enters, beside the cheapest unrolling for the MACs.
void Relaxation::joinArrays(std::vector<double> &table, unsigned memory,
                            OperandMask open) const {
  llvm::ArrayRef<Tile> unrollings = space.stages[memory].arrays.all();
  const std::vector<double> &charges = macCharges[memory];
  if (!facts.looksAtUnrollings(memory)) {
    lattice.minOverDivisors(table);
    if (charges.empty())
      return;
    std::vector<double> shared(lattice.size(), infinity);
    for (auto [tile, charge] : llvm::zip(unrollings, charges))
      shared[tile] = charge;
    lattice.minOverDivisors(shared);
    return add(table, &shared);
  }
  double onAllUnits = macCosts.onAllUnits();
  const std::vector<double> &inside = facts.idleInside(memory);
  std::vector<double> joined(lattice.size(), infinity);
  const std::vector<double> costs = costsOfUnrollings(memory, open, 1);
  for (auto [i, unrolling] : llvm::enumerate(unrollings)) {
    double own = costs[i];
    double idle =
        onAllUnits * facts.idle(memory, lattice[unrolling].iterations);
    bool dependsOnInside = idle > 0 && !inside.empty();
    if (!dependsOnInside)
      own += idle;
    for (auto [first, count] : facts.takenApart(memory)[i]) {
      double *to = joined.data() + first;
      const double *from = table.data() + (first - unrolling);
      if (dependsOnInside) {
        const double *times = inside.data() + (first - unrolling);
        for (Tile j = 0; j < count; ++j)
          to[j] = std::min(to[j], from[j] + idle * times[j] + own);
      } else {
        for (Tile j = 0; j < count; ++j)
          to[j] = std::min(to[j], from[j] + own);
      }
    }
  }
  table = std::move(joined);
}

const std::vector<double> &Relaxation::row(unsigned memory, OperandMask open,
                                           GroupMask groups) {
  const Stage &stage = space.stages[memory];
  bool requiresSteps = stage.takesLoops && stage.requiresSteps;
  groups = stage.takesLoops ? groups & lattice.groups() : 0;
  // Without loops what enters is what is handed.
  if (groups == 0 && !requiresSteps)
    return handed(memory + 1, open);
  open &= charged[memory + 1];
  auto &tables = rowTables[memory][open];
  std::vector<double> &table = tables[groups];
  if (!table.empty())
    return table;
  // Goes on from the table of some of the groups.
  GroupMask done = 0;
  for (GroupMask part = 1; part < groups && !requiresSteps; ++part)
    if ((part & groups) == part && !tables[part].empty() &&
        llvm::popcount(part) > llvm::popcount(done))
      done = part;
  table = done ? tables[done] : handed(memory + 1, open);
  lattice.minOverRows(table, static_cast<GroupMask>(groups & ~done),
                      requiresSteps ? stage.memory.steps : Factors::all(0));
  return table;
}

/// Everything inside \p memory, given the tile that enters it.
void Relaxation::buildEntering(std::vector<double> &table, unsigned memory,
                               OperandMask open, Loops loops) {
  const Stage &stage = space.stages[memory];
  if (memory + 1 == cost.numMemories) {
    table.assign(lattice.size(), 0);
  } else {
    // No loops: what is open stays open.
    if (loops == Loops::Closing)
      table.assign(lattice.size(), infinity);
    else
      table = row(memory, open, 0);
    if (loops == Loops::Any)
      lower(table, closedCases(memory));
    for (const auto &[reuse, order] : stage.cases) {
      bool stays = (reuse.through & open) == open;
      if (loops == Loops::Any ? (reuse.through & open) != 0
                              : stays == (loops == Loops::Staying))
        lowerByCase(table, memory, open, reuse);
    }
  }
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (!stage.fits[tile])
      table[tile] = infinity;
}

/// A case costs no more if what it goes through was open.
const std::vector<double> &Relaxation::closedCases(unsigned memory) {
  std::vector<double> &table = caseTables[memory];
  if (table.empty()) {
    table.assign(lattice.size(), infinity);
    llvm::ArrayRef<RowCase> cases = space.stages[memory].cases;
    for (const auto &[reuse, order] : cases)
      if (llvm::none_of(cases, [&, &narrow = reuse](const RowCase &wide) {
            return wide.reuse.allowsMoreThan(narrow);
          }))
        lowerByCase(table, memory, 0, reuse);
  }
  return table;
}

/// Lowers \p table to what the loops of \p memory may cost in one case. What is
/// reused moves once for each visit of the tile that enters the memory, unless
/// it was open and stays so.
void Relaxation::lowerByCase(std::vector<double> &table, unsigned memory,
                             OperandMask open, const ReuseCase &reuse) {
  const std::vector<double> &inside = row(memory, reuse.reused, reuse.groups);
  llvm::SmallVector<const std::vector<double> *, 6> floors;
  llvm::SmallVector<const Charge *, 6> partial;
  double counted = 0;
  for (unsigned i = 0; i < 3; ++i) {
    if (!(reuse.reused >> i & 1) || (reuse.through >> i & 1 && open >> i & 1))
      continue;
    counted += compulsory[memory + 1][i];
    if (reuse.partial >> i & 1) {
      for (const auto *charges : {&entries[memory + 1], &sites[memory + 1]})
        for (const Charge &charge : *charges)
          if (index(cost.transfers[charge.transfer].op) == i)
            partial.push_back(&charge);
      continue;
    }
    for (const auto *floor :
         {entryTable(memory + 1, i), sentTable(memory + 1, i)})
      if (floor)
        floors.push_back(floor);
  }
  if (floors.size() <= 2 && partial.empty()) {
    static const std::vector<double> none;
    auto at = [&](unsigned i) {
      return i < floors.size() ? floors[i]->data() : nullptr;
    };
    const double *first = at(0), *second = at(1), *base = inside.data();
    double *result = table.data();
    size_t size = table.size();
    if (second)
      for (size_t i = 0; i < size; ++i)
        result[i] =
            std::min(result[i], base[i] + (first[i] + second[i] - counted));
    else if (first)
      for (size_t i = 0; i < size; ++i)
        result[i] = std::min(result[i], base[i] + (first[i] - counted));
    else
      for (size_t i = 0; i < size; ++i)
        result[i] = std::min(result[i], base[i]);
    return;
  }
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    double bound = inside[tile] - counted;
    for (const std::vector<double> *floor : floors)
      bound += (*floor)[tile];
    for (const Charge *charge : partial)
      bound += value(*charge, cost.macs / lattice[tile].iterations,
                     charge->most, charge->maxSpread);
    table[tile] = std::min(table[tile], bound);
  }
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
