//===- PieceBounds.cpp - Lower bounds over pieces -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceBounds.h"

#include "llvm/ADT/bit.h"

using namespace neurospector;

/// Of a positive value the next float below, so that a table bounds what it was
/// made from.
static float roundDown(double value) {
  auto result = static_cast<float>(value);
  auto bits = llvm::bit_cast<uint32_t>(result);
  return result > value ? llvm::bit_cast<float>(bits - 1) : result;
}

PieceBounds::PieceBounds(const PieceFacts &facts, const Channel &channel,
                         double limit)
    : channel(channel), facts(facts), lattice(facts.lattice), limit(limit),
      byEntry(facts.numMemories + 1), enteringTables(facts.numMemories),
      handedTables(facts.numMemories), unrolledTables(facts.numMemories),
      rowTables(facts.numMemories), reusedTables(facts.numMemories),
      chargeTables(facts.numMemories + 1), unitTables(facts.numMemories) {
  findPorts();
  addCharges();
  payForFirstVisits();
}

//===----------------------------------------------------------------------===//
// Charges
//===----------------------------------------------------------------------===//

/// Of a memory that others fill without taking its time only the MACs use the
/// ports, so that the longest is known.
void PieceBounds::findPorts() {
  const ChainCost &cost = facts.cost;
  unsigned last = facts.numMemories - 1;
  if (cost.timesOutside(last))
    return;
  const MemoryTime &weight = channel.perCycle[last];
  portWeight = weight.busy + (cost.machine.pipelined ? 0 : weight.serial);
  for (Operand op : allOperands)
    if (cost.memory(last).holds.contains(op))
      portCycles[index(op)] = {cost.cyclesPerElement(last, op, false),
                               cost.cyclesPerElement(last, op, true)};
  portTimeInTables =
      portTime(cost.macs / facts.maxUnitsOutside(cost.numMemories), {});
}

double PieceBounds::portTime(const AtMacs &at) const {
  const Memory &memory = facts.cost.memory(facts.numMemories - 1);
  InOut time;
  for (Operand op : allOperands) {
    const InOut &cycles = portCycles[index(op)];
    double each = at.each[index(op)];
    bool isOutput = op == Operand::Output;
    InOut own = {(isOutput ? std::max(0.0, each - at.first) : each) * cycles.in,
                 isOutput ? each * cycles.out : 0};
    if (memory.bandwidth != Bandwidth::TwoPorts)
      own = {own.in + own.out, 0};
    if (memory.separatePorts)
      time = {std::max(time.in, own.in), std::max(time.out, own.out)};
    else
      time = {time.in + own.in, time.out + own.out};
  }
  return portWeight * std::max(time.in, time.out);
}

double PieceBounds::portTime(double steps,
                             llvm::ArrayRef<UnitCounts> known) const {
  unsigned last = facts.numMemories - 1;
  if (portWeight == 0 || facts.maxUnits(last) > 1)
    return 0;
  AtMacs at;
  for (const Transfer &transfer : facts.cost.transfers)
    if (transfer.from == last) {
      double &each = at.each[index(transfer.op)];
      each = steps * std::max(1.0, accessedPerStep(transfer));
      if (transfer.op != Operand::Output)
        continue;
      // As in `value`.
      Reach reach = facts.reach(transfer, last, true, known);
      at.first = each * reach.first / facts.cost.macs;
    }
  return portTime(at);
}

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
      bool isToMacs = transfer.to == facts.numMemories,
           isEachStep = isToMacs && site + 1 == facts.numMemories &&
                        facts.maxUnits(site) == 1,
           isWhole = isToMacs && !isEachStep && site == transfer.from &&
                     accessedPerStep(transfer) > 0;
      auto push = [&](const InOut &energy, const InOut &time, bool isWhole) {
        if (energy.in == 0 && energy.out == 0 && time.in == 0 && time.out == 0)
          return;
        byEntry[transfer.to].push_back(
            {static_cast<unsigned>(number), site, isEntry, isNear, energy, time,
             isEachStep, isWhole, facts.reach(transfer, site, isNear, {})});
        if (!isToMacs)
          innermost[i] = std::max(innermost[i], transfer.to);
      };
      push({channel.perPj * energy.in, channel.perPj * energy.out},
           isWhole ? InOut() : time, false);
      if (isWhole)
        push({}, time, true);
    };
    for (const Transfer::Site &site : transfer.sites) {
      InOut time;
      bool atPorts = portWeight > 0 && site.memory + 1 == facts.numMemories;
      if (site.memory == transfer.from && !atPorts)
        time = channel.perElement[site.memory][i].inside;
      add(site.memory, false, site.energy, time);
    }
    if (transfer.to < facts.numMemories)
      add(transfer.to, true, transfer.entryEnergy,
          channel.perElement[transfer.to][i].outside);
  }
}

/// Each instance of a memory hands back at least once what its units visited
/// first: so it can pay then for what first visits do not read. What is left is
/// never negative, however many units there are.
void PieceBounds::payForFirstVisits() {
  auto isOutput = [&](const Charge &charge) {
    return facts.cost.transfers[charge.transfer].op == Operand::Output;
  };
  for (auto &charges : byEntry)
    for (Charge &site : charges) {
      const Transfer &transfer = facts.cost.transfers[site.transfer];
      if (site.isEntry || site.site != transfer.from || !isOutput(site))
        continue;
      for (Charge &entry : byEntry[site.site])
        if (entry.isEntry && isOutput(entry) && entry.energy.out > entry.pays) {
          double paid = std::min(entry.energy.out - entry.pays, site.energy.in);
          site.notSpared += paid;
          entry.pays += paid;
        }
    }
}

double PieceBounds::value(const Charge &charge, double moved,
                          const Reach &reach, double busiest) const {
  double all = std::max(moved / reach.sharing, reach.least),
         each = std::max(all / reach.units, busiest);
  // The busiest visits an element at least as often as the others do.
  double again = std::max(0.0, 1 - reach.first / all);
  if (facts.cost.transfers[charge.transfer].op != Operand::Output)
    return all * charge.energy.in + each * charge.perUnit.in;
  return all * charge.energy.out + each * charge.perUnit.out +
         again * (all * charge.energy.in + each * charge.perUnit.in) +
         std::min(all, reach.first) * (charge.notSpared - charge.pays);
}

PieceBounds::Least PieceBounds::least(const Charge &charge,
                                      const PieceChain &chain, unsigned levels,
                                      double steps) const {
  if (charge.isEachStep)
    return {facts.cost.macs, steps};
  const Transfer &transfer = facts.cost.transfers[charge.transfer];
  return {chain.elements(transfer, levels / 2, false, levels, true).moved, 0};
}

double PieceBounds::reused(unsigned memory, unsigned operand, Tile entering) {
  std::vector<double> &table = reusedTables[memory][operand];
  if (table.empty()) {
    table.resize(lattice.size(), 0);
    for (const Charge &charge : byEntry[memory + 1]) {
      if (index(facts.cost.transfers[charge.transfer].op) != operand)
        continue;
      for (Tile tile = firstEntering(memory); tile < lattice.size(); ++tile)
        if (facts.fits(memory, tile))
          table[tile] += value(charge, facts.sent(operand, tile), charge.most);
    }
  }
  return table[entering];
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

/// The last come first: on their long rows most is left out.
template <typename Varies>
static void chooseAxes(PartialMinima &table, const PieceLattice &lattice,
                       Varies varies) {
  for (unsigned a = static_cast<unsigned>(lattice.axes().size()); a-- > 0;)
    if (varies(lattice.axes()[a]))
      table.axes.push_back(a);
}

/// Lowers what a digit has of an axis, for all tiles along the axes before it.
void PieceBounds::lowerRow(llvm::MutableArrayRef<double> values,
                           const PieceLattice::Axis &axis, Tile base,
                           unsigned digit, llvm::ArrayRef<Cut> cuts,
                           const std::vector<bool> &isFinite) const {
  auto row = [&](unsigned digit) {
    return values.slice(base + digit * axis.stride, axis.stride);
  };
  double *to = row(digit).data();
  if (cuts.empty() || cuts.back().inner != digit)
    std::fill_n(to, axis.stride, infinity);
  unsigned before = axis.size();
  for (const Cut &cut : cuts) {
    if (cut.inner == digit || cut.inner == std::exchange(before, cut.inner) ||
        !isFinite[cut.inner])
      continue;
    const double *from = row(cut.inner).data();
    for (Tile i = 0; i < axis.stride; ++i)
      to[i] = std::min(to[i], from[i]);
  }
}

/// Fills the minima of all tiles that \p memory has room for, \p isEntering:
/// that enter it, from the \p values of the tiles themselves, axis by axis.
void PieceBounds::accumulate(PartialMinima &table, std::vector<double> values,
                             const Cuts &cuts, unsigned memory,
                             bool isEntering) const {
  for (unsigned number : table.axes) {
    const PieceLattice::Axis &axis = lattice.axes()[number];
    Tile block = axis.stride * axis.size();
    // Along the axes after this one all that follows is whole, too.
    bool isWhole = isEntering && memory == 0;
    Tile begin = isWhole ? lattice.size() - block : 0;
    auto &floats = table.byDepth.emplace_back(
        std::make_unique_for_overwrite<float[]>(lattice.size()));
    std::vector<bool> isFinite(axis.size());
    for (Tile base = begin; base < lattice.size(); base += block) {
      for (unsigned digit = 0; digit < axis.size(); ++digit) {
        Tile row = base + digit * axis.stride;
        isFinite[digit] =
            llvm::any_of(llvm::ArrayRef(values).slice(row, axis.stride),
                         [](double each) { return each != infinity; });
      }
      // The largest tiles first: what they may have inside is as it was.
      for (unsigned digit = axis.size(); digit-- > 0;) {
        Tile row = base + digit * axis.stride;
        // The least tile of a row has the most room.
        if (!facts.fits(memory, row))
          continue;
        for (Tile i = row; i < row + axis.stride; ++i)
          floats[i] = roundDown(values[i]);
        if (!isWhole || digit + 1 == axis.size())
          lowerRow(values, axis, base, digit, cuts[number][digit], isFinite);
      }
    }
  }
  table.least = std::move(values);
}

/// To the MACs every step moves.
void PieceBounds::buildToMacs(std::vector<double> &table) {
  unsigned last = facts.numMemories - 1;
  double units = facts.maxUnitsOutside(last);
  table.resize(lattice.size());
  macTimes.resize(lattice.size(), 0);
  leastMacTime = portTimeInTables;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    table[tile] =
        channel.perMacCycle * facts.steps(tile) / units + leastMacTime;
  for (const Charge &charge : byEntry[facts.numMemories])
    chargeToMacs(charge, table);
  if (portWeight > 0 && facts.maxUnits(last) > 1)
    chargePorts(table);
  forbidHanded(macTimes, last);
  leastTimeToMacs = *llvm::min_element(macTimes);
  leastMacTime += leastTimeToMacs;
}

/// Whole accesses of one port are at least one at each step: as elements that
/// fill it.
double PieceBounds::accessedPerStep(const Transfer &transfer) const {
  const Memory &memory = facts.cost.memory(transfer.from);
  if (!memory.wholeAccesses || memory.bandwidth == Bandwidth::TwoPorts)
    return 0;
  return static_cast<double>(memory.readBits) /
         static_cast<double>(facts.cost.machine.bitsOf(transfer.op));
}

void PieceBounds::chargeToMacs(const Charge &charge,
                               std::vector<double> &table) {
  const Transfer &transfer = facts.cost.transfers[charge.transfer];
  unsigned i = index(transfer.op);
  const Reach &most = charge.most;
  double units = facts.maxUnitsOutside(facts.numMemories - 1);
  Charge energy = charge, time = charge;
  energy.perUnit = time.energy = {0, 0};
  time.notSpared = 0;
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    if (!facts.mayBeHanded(facts.numMemories - 1, tile))
      continue;
    double moved = facts.sent(i, tile), more = 1;
    // Of whole accesses as many are first visits.
    if (charge.site == transfer.from)
      more = std::max(1.0, accessedPerStep(transfer) * facts.steps(tile) /
                               units * most.units * most.sharing / moved);
    Reach accesses = most;
    accesses.first *= more;
    double taken = value(time, moved * more, accesses);
    table[tile] += value(energy, moved, most) + taken;
    if (isTimeToMacs(charge))
      macTimes[tile] += taken;
    else if (charge.isEachStep && tile == lattice.unit())
      leastMacTime += taken;
  }
}

void PieceBounds::chargePorts(std::vector<double> &table) {
  unsigned last = facts.numMemories - 1;
  struct Port {
    const Transfer *transfer;
    double accessedPerStep;
    Reach most;
  };
  llvm::SmallVector<Port, 3> ports;
  for (const Transfer &transfer : facts.cost.transfers)
    if (transfer.from == last)
      ports.push_back({&transfer, accessedPerStep(transfer),
                       facts.reach(transfer, last, true, {})});
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    AtMacs at;
    for (const auto &[transfer, perStep, most] : ports) {
      unsigned i = index(transfer->op);
      double moved = facts.sent(i, tile),
             accessed = std::max(moved, perStep * facts.steps(tile));
      at.each[i] = accessed / most.units;
      if (transfer->op == Operand::Output)
        at.first = most.first / most.units * accessed / moved;
    }
    double time = portTime(at);
    table[tile] += time;
    macTimes[tile] += time;
  }
}

double PieceBounds::timeToMacs(const PieceChain &chain, unsigned levels) {
  unsigned last = facts.numMemories - 1;
  handed(last, noneOpen);
  if (levels < 2 * last)
    return leastTimeToMacs;
  if (levels > 2 * last)
    return macTimes[chain.rows[last].handed];
  if (enteringMacTimes.empty()) {
    PartialMinima minima;
    chooseAxes(minima, lattice, [](const auto &) { return true; });
    accumulate(minima, macTimes, facts.loops(last), last, true);
    enteringMacTimes = std::move(minima.least);
  }
  return enteringMacTimes[chain.rows[last].entering];
}

/// What is above the limit with the least that may come to \p memory.
void PieceBounds::forbidWorse(std::vector<double> &table,
                              unsigned memory) const {
  double outside = channel.constant;
  for (unsigned to = 0; to <= memory; ++to)
    for (const Charge &charge : charges(to))
      outside += value(charge, 0, charge.most);
  for (double &each : table)
    if (each + outside >= limit)
      each = infinity;
}

const std::vector<double> &PieceBounds::entering(unsigned memory,
                                                 OperandMask open) {
  open = mattering(memory, open);
  std::vector<double> &table = enteringTables[memory][open];
  if (table.empty())
    buildEntering(table, memory, open);
  return table;
}

static void lowerTo(std::vector<double> &table, Tile first,
                    const std::vector<double> &other, double more = 0) {
  for (Tile tile = first; tile < table.size(); ++tile)
    if (other[tile] < table[tile])
      table[tile] = std::min(table[tile], other[tile] + more);
}

/// What an operand that stays costs at the boundary inside \p memory: every
/// element moves once.
double PieceBounds::compulsory(unsigned memory, OperandMask open) const {
  double result = 0;
  for (const Charge &charge : byEntry[memory + 1])
    if (open >> index(facts.cost.transfers[charge.transfer].op) & 1)
      result += value(charge, 0, charge.most);
  return result;
}

void PieceBounds::lowerByCase(std::vector<double> &table, unsigned memory,
                              OperandMask open, const ReuseCase &reuse) {
  if (reuse.through && reuse.reused != open)
    return;
  const PartialMinima &row = rows(memory, reuse.reused, reuse.groups);
  if (reuse.through)
    return lowerTo(table, firstEntering(memory), row.least,
                   compulsory(memory, open));
  unsigned operand = llvm::countr_zero(reuse.reused);
  for (Tile tile = firstEntering(memory); tile < lattice.size(); ++tile)
    if (row.least[tile] < table[tile])
      table[tile] = std::min(table[tile],
                             row.least[tile] + reused(memory, operand, tile));
}

void PieceBounds::buildEntering(std::vector<double> &table, unsigned memory,
                                OperandMask open) {
  const SearchSpace &space = facts.cost.space;
  const Stage &stage = space.stages[memory];
  if (memory + 1 == facts.numMemories) {
    // Into the MACs every step moves, in any order.
    table = rows(memory, noneOpen, allGroups).least;
  } else {
    table.assign(lattice.size(), infinity);
    if (space.satisfies(stage, space.lattice.unit()))
      lowerTo(table, firstEntering(memory), handed(memory, open),
              compulsory(memory, open));
    if (stage.takesLoops && facts.layer.bound(Dim::G) > 1)
      lowerTo(table, firstEntering(memory),
              rows(memory, noneOpen, onlyG).least);
    for (const auto &[reuse, order] : stage.cases)
      lowerByCase(table, memory, open, reuse);
  }
  for (Tile tile = firstEntering(memory); tile < lattice.size(); ++tile)
    if (!facts.fits(memory, tile))
      table[tile] = infinity;
  forbidWorse(table, memory);
}

const PartialMinima &PieceBounds::unrolled(unsigned memory, OperandMask open) {
  open = mattering(memory, open);
  PartialMinima &table = unrolledTables[memory][open];
  if (table.least.empty())
    buildUnrolled(table, memory, open);
  return table;
}

/// What an operand that moves at every step costs on its way into \p memory, by
/// the tile that is handed to all units or, \p isEntry, that enters one.
const std::vector<double> &
PieceBounds::chargesOf(unsigned memory, unsigned operand, bool isEntry) {
  std::vector<double> &table = chargeTables[memory][isEntry][operand];
  if (!table.empty())
    return table;
  table.resize(lattice.size(), 0);
  for (const Charge &charge : byEntry[memory]) {
    if (charge.isEntry != isEntry ||
        index(facts.cost.transfers[charge.transfer].op) != operand)
      continue;
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      if (isEntry && facts.fits(memory, tile))
        table[tile] += value(charge, facts.moved(operand, tile), charge.most);
      else if (!isEntry && facts.mayBeHanded(memory - 1, tile))
        table[tile] += value(charge, facts.sent(operand, tile), charge.most);
  }
  return table;
}

static void addTo(std::vector<double> &table,
                  const std::vector<double> &other) {
  for (Tile tile = 0; tile < table.size(); ++tile)
    table[tile] += other[tile];
}

void PieceBounds::buildUnrolled(PartialMinima &table, unsigned memory,
                                OperandMask open) {
  std::vector<double> inside = entering(memory + 1, open);
  for (Operand op : allOperands)
    if (!(open >> index(op) & 1))
      addTo(inside, chargesOf(memory + 1, index(op), true));
  chooseAxes(table, lattice, [&](const PieceLattice::Axis &axis) {
    return facts.unrolledDims(memory).contains(axis.dim);
  });
  accumulate(table, std::move(inside), facts.unrollings(memory), memory, false);
}

const std::vector<double> &PieceBounds::handed(unsigned memory,
                                               OperandMask open) {
  open = mattering(memory, open);
  std::vector<double> &table = handedTables[memory][open];
  if (table.empty())
    buildHanded(table, memory, open);
  return table;
}

void PieceBounds::forbidHanded(std::vector<double> &table,
                               unsigned memory) const {
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (!facts.mayBeHanded(memory, tile))
      table[tile] = infinity;
}

void PieceBounds::buildHanded(std::vector<double> &table, unsigned memory,
                              OperandMask open) {
  if (memory + 1 == facts.numMemories) {
    buildToMacs(table);
    return forbidHanded(table, memory);
  }
  table = unrolled(memory, open).least;
  if (facts.maxUnits(memory) > 1)
    addTo(table, unitCosts(memory, open));
  for (Operand op : allOperands)
    if (!(open >> index(op) & 1))
      addTo(table, chargesOf(memory + 1, index(op), false));
  forbidHanded(table, memory);
  forbidWorse(table, memory);
}

const PartialMinima &PieceBounds::rows(unsigned memory, OperandMask open,
                                       GroupMask groups) {
  open = mattering(memory, open);
  PartialMinima &table = rowTables[memory][open][groups];
  if (!table.least.empty())
    return table;
  const Stage &stage = facts.cost.space.stages[memory];
  const Factors &steps = stage.memory.steps;
  chooseAxes(table, lattice, [&](const PieceLattice::Axis &axis) {
    bool varies = stage.takesLoops && groups >> index(axis.group) & 1;
    return varies || steps[index(axis.dim)] > 1;
  });
  accumulate(table, handed(memory, open), facts.loops(memory), memory, true);
  return table;
}
