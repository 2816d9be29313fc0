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

float *PartialMinima::addDepth(size_t size) {
  return byDepth
      .emplace_back(static_cast<float *>(std::calloc(size, sizeof(float))))
      .get();
}

void PartialMinima::keep(float *to, const double *values, Tile size) {
  for (Tile i = 0; i < size; ++i)
    if (values[i] != infinity)
      to[i] = values[i] == 0 ? -0.0f : roundDown(values[i]);
}

PieceBounds::PieceBounds(const PieceFacts &facts, const Channel &channel,
                         double limit)
    : channel(channel), facts(facts), lattice(facts.lattice), limit(limit),
      splitsMacs(facts.splitsReduction()), byEntry(facts.numMemories + 1),
      enteringTables(facts.numMemories), handedTables(facts.numMemories),
      unrolledTables(facts.numMemories), rowTables(facts.numMemories),
      reusedTables(facts.numMemories), chargeTables(facts.numMemories + 1),
      unitTables(facts.numMemories), leastBySteps(facts.numMemories) {
  findPorts();
  addCharges();
  payForFirstVisits();
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
      bool isToMacs = transfer.to == facts.numMemories,
           isEachStep = isToMacs && site + 1 == facts.numMemories &&
                        facts.maxUnits(site) == 1,
           isWhole = isToMacs && !isEachStep && site == transfer.from &&
                     accessedPerStep(transfer, lattice.unit()) > 0;
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
    return operandOf(charge) == Operand::Output;
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
  if (operandOf(charge) != Operand::Output)
    return all * charge.energy.in + each * charge.perUnit.in;
  return all * charge.energy.out + each * charge.perUnit.out +
         again * (all * charge.energy.in + each * charge.perUnit.in) +
         std::min(all, reach.first) * (charge.notSpared - charge.pays);
}

PieceBounds::Least PieceBounds::least(const Charge &charge,
                                      const PieceChain &chain, unsigned levels,
                                      double steps) const {
  if (charge.isEachStep)
    return {facts.cost.macs, steps, facts.cost.macs};
  // What units share on a long way is known only from its site.
  bool far = isFar(charge);
  double moved =
      chain
          .elements(facts.cost.transfers[charge.transfer],
                    far ? charge.site : levels / 2, false, levels, true)
          .moved;
  return {moved, 0, far ? 0 : moved};
}

double PieceBounds::reused(unsigned memory, unsigned operand, Tile entering) {
  std::vector<double> &table = reusedTables[memory][operand];
  if (table.empty()) {
    table.resize(lattice.size(), 0);
    for (const Charge &charge : byEntry[memory + 1]) {
      if (index(operandOf(charge)) != operand)
        continue;
      for (Tile tile = firstEntering(memory); tile < lattice.size(); ++tile)
        if (facts.fits(memory, tile))
          table[tile] += value(charge, sentInTables(charge, tile), charge.most);
    }
  }
  return table[entering];
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

/// Tiles along the axes before one, so many at a time: most are left out
/// together.
static constexpr Tile chunkSize = 128;

/// Lowers what a digit has of an axis, for some tiles along the axes before it.
void PieceBounds::lowerRow(double *values, Tile size,
                           const PieceLattice::Axis &axis, unsigned digit,
                           llvm::ArrayRef<Cut> cuts,
                           const std::vector<bool> &isFinite) const {
  double *to = values + digit * axis.stride;
  if (isFinite[digit] && (cuts.empty() || cuts.back().inner != digit))
    std::fill_n(to, size, infinity);
  unsigned before = axis.size();
  for (const Cut &cut : cuts) {
    if (cut.inner == digit || cut.inner == std::exchange(before, cut.inner) ||
        !isFinite[cut.inner])
      continue;
    const double *from = values + cut.inner * axis.stride;
    for (Tile i = 0; i < size; ++i)
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
    float *floats = table.addDepth(lattice.size());
    std::vector<bool> isFinite(axis.size());
    for (Tile base = begin; base < lattice.size(); base += block)
      for (Tile first = 0; first < axis.stride; first += chunkSize) {
        Tile size = std::min(chunkSize, axis.stride - first);
        double *chunk = &values[base + first];
        bool isAny = false;
        for (unsigned digit = 0; digit < axis.size(); ++digit) {
          const double *row = chunk + digit * axis.stride;
          isFinite[digit] = std::any_of(
              row, row + size, [](double each) { return each != infinity; });
          isAny |= isFinite[digit];
        }
        if (!isAny)
          continue;
        // The largest tiles first: what they may have inside is as it was.
        for (unsigned digit = axis.size(); digit-- > 0;) {
          // The least tile of a row has the most room.
          Tile row = base + digit * axis.stride;
          if (!facts.fits(memory, row))
            continue;
          if (isFinite[digit])
            table.keep(floats + row + first, &values[row + first], size);
          if (!isWhole || digit + 1 == axis.size())
            lowerRow(chunk, size, axis, digit, cuts[number][digit], isFinite);
        }
      }
  }
  table.least = std::move(values);
}

/// What comes to the memories down to \p memory costs at least.
double PieceBounds::outside(unsigned memory) const {
  double result = channel.constant;
  for (unsigned to = 0; to <= memory; ++to)
    for (const Charge &charge : charges(to))
      result += value(charge, 0, charge.most);
  return result;
}

/// What is above the limit with the least that may come to \p memory.
void PieceBounds::forbidWorse(std::vector<double> &table,
                              unsigned memory) const {
  addTo(table, {}, outside(memory) + leastOfMacsInside(memory));
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
    if (open >> index(operandOf(charge)) & 1)
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
    if (charge.isEntry != isEntry || index(operandOf(charge)) != operand)
      continue;
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      if (isEntry && facts.fits(memory, tile))
        table[tile] += value(charge, facts.moved(operand, tile), charge.most);
      else if (!isEntry && facts.mayBeHanded(memory - 1, tile))
        table[tile] += value(charge, sentInTables(charge, tile), charge.most);
  }
  return table;
}

/// Of the operands that do not stay.
llvm::SmallVector<llvm::ArrayRef<double>, 4>
PieceBounds::chargesOfClosed(unsigned memory, OperandMask open, bool isEntry) {
  llvm::SmallVector<llvm::ArrayRef<double>, 4> result;
  for (Operand op : allOperands)
    if (!(open >> index(op) & 1))
      result.push_back(chargesOf(memory, index(op), isEntry));
  return result;
}

/// Leaves out what is above the limit with the \p others.
void PieceBounds::addTo(std::vector<double> &table,
                        llvm::ArrayRef<llvm::ArrayRef<double>> added,
                        double others) const {
  for (Tile tile = 0; tile < table.size(); ++tile) {
    double &each = table[tile];
    if (each == infinity)
      continue;
    for (llvm::ArrayRef<double> other : added)
      each += other[tile];
    if (each + others >= limit)
      each = infinity;
  }
}

void PieceBounds::buildUnrolled(PartialMinima &table, unsigned memory,
                                OperandMask open) {
  std::vector<double> inside = entering(memory + 1, open);
  double others = outside(memory) + leastOfMacsInside(memory + 1);
  for (const Charge &charge : byEntry[memory + 1])
    if (!charge.isEntry || open >> index(operandOf(charge)) & 1)
      others += value(charge, 0, charge.most);
  addTo(inside, chargesOfClosed(memory + 1, open, true), others);
  table.chooseAxes(lattice, [&](const PieceLattice::Axis &axis) {
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
  auto added = chargesOfClosed(memory + 1, open, false);
  if (facts.maxUnits(memory) > 1)
    added.push_back(unitCosts(memory, open));
  forbidHanded(table, memory);
  addTo(table, added,
        outside(memory) + leastOfMacsInside(memory) + compulsory(memory, open));
}

const PartialMinima &PieceBounds::rows(unsigned memory, OperandMask open,
                                       GroupMask groups) {
  open = mattering(memory, open);
  PartialMinima &table = rowTables[memory][open][groups];
  if (!table.least.empty())
    return table;
  const Stage &stage = facts.cost.space.stages[memory];
  const Factors &steps = stage.memory.steps;
  table.chooseAxes(lattice, [&](const PieceLattice::Axis &axis) {
    bool varies = stage.takesLoops && groups >> index(axis.group) & 1;
    return varies || steps[index(axis.dim)] > 1;
  });
  accumulate(table, handed(memory, open), facts.loops(memory), memory, true);
  return table;
}
