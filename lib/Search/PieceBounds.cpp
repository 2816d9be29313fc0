//===- PieceBounds.cpp - Lower bounds over pieces -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceBounds.h"
#include "WideVectors.h"

using namespace neurospector;

PieceBounds::PieceBounds(const PieceFacts &facts, const Channel &channel,
                         double limit)
    : channel(channel), facts(facts), lattice(facts.lattice), limit(limit),
      splitsMacs(facts.splitsReduction()), byEntry(facts.numMemories + 1),
      enteringTables(facts.numMemories), handedTables(facts.numMemories),
      insideTables(facts.numMemories), leastInsideOf(facts.numMemories),
      handedBounds(facts.numMemories), acrossBounds(facts.numMemories),
      insideBounds(facts.numMemories), unrolledTables(facts.numMemories),
      rowTables(facts.numMemories), reusedTables(facts.numMemories),
      unitCosts(facts.numMemories), leastBySteps(facts.numMemories) {
  findPorts();
  addCharges();
  payForFirstVisits();
  double outside = channel.constant;
  for (unsigned to = 0; to < facts.numMemories; ++to) {
    for (const Charge &charge : charges(to))
      outside += value(charge, 0, charge.most);
    leastOutside.push_back(outside);
  }
  buildToMacs();
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

/// Adds that of each tile of a row, whatever the units: of all that moves or of
/// the least that is sent.
NEUROSPECTOR_WIDE_VECTORS
void PieceBounds::addValues(double *values, Tile first, const Charge &charge,
                            bool isSent) const {
  Tile size = lattice.rowSize();
  if (isFar(charge)) {
    double each = value(charge, 0, charge.most);
    for (Tile i = 0; i < size; ++i)
      values[i] += each;
    return;
  }
  unsigned op = index(operandOf(charge));
  PieceFacts::Row moved =
      isSent ? facts.sentRow(op, first) : facts.movedRow(op, first);
  Rate rate = rateOf(charge);
  // Loops without a branch.
  if (rate.isOutput())
    for (Tile i = 0; i < size; ++i)
      values[i] += rate.ofOutput(moved[i]);
  else
    for (Tile i = 0; i < size; ++i)
      values[i] += rate.ofOther(moved[i]);
}

PieceBounds::Rate PieceBounds::rateOf(const Charge &charge) const {
  const Reach &most = charge.most;
  return {index(operandOf(charge)),
          1 / most.sharing,
          most.least,
          most.first,
          charge.energy.in + charge.perUnit.in / most.units,
          charge.energy.out + charge.perUnit.out / most.units,
          charge.notSpared - charge.pays};
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

const TileTable &PieceBounds::reused(unsigned memory, unsigned operand) {
  TileTable &table = reusedTables[memory][operand];
  if (table.empty())
    table.begin(lattice, 0, [=, this](Tile first, double *values) {
      std::fill_n(values, lattice.rowSize(), 0);
      for (const Charge &charge : byEntry[memory + 1])
        if (index(operandOf(charge)) == operand)
          addValues(values, first, charge, /*isSent=*/true);
      return true;
    });
  return table;
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

/// \p isKnown: by the least that it moves.
void PieceBounds::add(const Charge &charge, bool isKnown,
                      RowBound &bound) const {
  if (isKnown && !isFar(charge))
    bound.rates.push_back(rateOf(charge));
  else
    bound.constant += value(charge, 0, charge.most);
}

/// With all that is further inside than \p memory: with tiles inside those that
/// it hands on or, if \p isEntering, that enter the next memory.
const PieceBounds::RowBound &
PieceBounds::boundInside(unsigned memory, OperandMask open, bool isEntering) {
  std::optional<RowBound> &result =
      (isEntering ? insideBounds : handedBounds)[memory][open];
  if (result)
    return *result;
  result = {leastOutside[memory] + leastToMacs, {}};
  for (unsigned to = memory + 1; to < facts.numMemories; ++to)
    for (const Charge &charge : charges(to))
      add(charge,
          !stays(charge, open) &&
              !(isEntering && to == memory + 1 && !charge.isEntry),
          *result);
  return *result;
}

/// With what \p memory hands on to units, and with the least that enters any of
/// them and all further inside.
const PieceBounds::RowBound &PieceBounds::boundAcross(unsigned memory,
                                                      OperandMask open) {
  std::optional<RowBound> &result = acrossBounds[memory][open];
  if (result)
    return *result;
  result = {leastOutside[memory] + compulsory(memory, open) +
                leastInside(memory, open),
            {}};
  if (splitsMacs)
    result->constant += reductions.back().least.all;
  for (const Charge &charge : byEntry[memory + 1])
    if (!charge.isEntry && !stays(charge, open))
      add(charge, true, *result);
  return *result;
}

/// Some tile of a row may be better than the best schedule.
bool PieceBounds::mayBeBelow(const RowBound &bound, Tile first) const {
  double least = bound.constant;
  for (const Rate &rate : bound.rates)
    least += rate(facts.leastSent(rate.operand, first));
  return least < limit;
}

const TileTable &PieceBounds::entering(unsigned memory, OperandMask open) {
  open = mattering(memory, open);
  TileTable &table = enteringTables[memory][open];
  if (table.empty())
    table.begin(lattice, infinity, [=, this](Tile first, double *values) {
      return facts.fitsRow(memory, first) &&
             fillEntering(values, first, memory, open);
    });
  return table;
}

/// Lowers \p values to those of a row of another table.
static void lowerTo(double *values, Tile size, const double *other,
                    double more = 0) {
  for (Tile i = 0; other && i < size; ++i)
    values[i] = std::min(values[i], other[i] + more);
}

/// What an operand that stays costs at the boundary inside \p memory: every
/// element moves once.
double PieceBounds::compulsory(unsigned memory, OperandMask open) const {
  double result = 0;
  for (const Charge &charge : byEntry[memory + 1])
    if (stays(charge, open))
      result += value(charge, 0, charge.most);
  return result;
}

void PieceBounds::lowerByCase(double *values, Tile first, unsigned memory,
                              OperandMask open, const ReuseCase &reuse) {
  if (reuse.through && reuse.reused != open)
    return;
  const double *row =
      rows(memory, reuse.reused, reuse.groups).least().row(first);
  if (reuse.through)
    return lowerTo(values, lattice.rowSize(), row, compulsory(memory, open));
  if (!row)
    return;
  const double *again =
      reused(memory, llvm::countr_zero(reuse.reused)).row(first);
  for (Tile i = 0; i < lattice.rowSize(); ++i)
    values[i] = std::min(values[i], row[i] + again[i]);
}

bool PieceBounds::fillEntering(double *values, Tile first, unsigned memory,
                               OperandMask open) {
  const SearchSpace &space = facts.cost.space;
  const Stage &stage = space.stages[memory];
  Tile size = lattice.rowSize();
  std::fill_n(values, size, infinity);
  if (memory + 1 == facts.numMemories) {
    // Into the MACs every step moves, in any order.
    lowerTo(values, size, rows(memory, noneOpen, allGroups).least().row(first));
  } else {
    if (space.satisfies(stage, space.lattice.unit()))
      lowerTo(values, size, handed(memory, open).row(first),
              compulsory(memory, open));
    if (stage.takesLoops && facts.layer.bound(Dim::G) > 1)
      lowerTo(values, size, rows(memory, noneOpen, onlyG).least().row(first));
    for (const auto &[reuse, order] : stage.cases)
      lowerByCase(values, first, memory, open, reuse);
  }
  facts.leaveOutUnfit(memory, first, values);
  return leaveOutFrom(values, size,
                      limit - leastOutside[memory] - leastOfMacsInside(memory));
}

const PartialMinima &PieceBounds::unrolled(unsigned memory, OperandMask open) {
  open = mattering(memory, open);
  PartialMinima &table = unrolledTables[memory][open];
  if (!table.empty())
    return table;
  TileTable &inside = insideTables[memory][open];
  inside.begin(lattice, infinity, [=, this](Tile first, double *values) {
    return facts.fitsRow(memory + 1, first) &&
           fillInside(values, first, memory, open);
  });
  table.begin(lattice, inside, facts.unrollings(memory),
              {[=, this](const PieceLattice::Axis &axis) {
                 return facts.unrolledDims(memory).contains(axis.dim);
               },
               [=, this](Tile first) { return facts.fitsRow(memory, first); }});
  return table;
}

/// Adds what operands that move at every step cost on their way into \p memory.
/// \p others: what is not in the row at least. False if all is above the limit.
bool PieceBounds::addClosed(double *values, Tile first, unsigned memory,
                            OperandMask open, bool isEntry, double others) {
  for (const Charge &charge : byEntry[memory])
    if (charge.isEntry == isEntry && !stays(charge, open))
      addValues(values, first, charge, /*isSent=*/!isEntry);
  return leaveOutFrom(values, lattice.rowSize(), limit - others);
}

bool PieceBounds::fillInside(double *values, Tile first, unsigned memory,
                             OperandMask open) {
  if (!mayBeBelow(boundInside(memory, open, /*isEntering=*/true), first))
    return false;
  double others = leastOutside[memory];
  const double *row = entering(memory + 1, open).row(first);
  if (!row)
    return false;
  std::copy_n(row, lattice.rowSize(), values);
  for (const Charge &charge : byEntry[memory + 1])
    if (!charge.isEntry || stays(charge, open))
      others += value(charge, 0, charge.most);
  return addClosed(values, first, memory + 1, open, true,
                   others + leastOfMacsInside(memory + 1));
}

/// What enters a unit costs at least, and all further inside.
double PieceBounds::leastInside(unsigned memory, OperandMask open) {
  open = mattering(memory, open);
  std::optional<double> &result = leastInsideOf[memory][open];
  if (!result) {
    unrolled(memory, open);
    result = infinity;
    facts.forEachFittingRow(memory + 1, [&, this](Tile first) {
      if (const double *row = insideTables[memory][open].row(first))
        result =
            std::min(*result, *std::min_element(row, row + lattice.rowSize()));
    });
  }
  return *result;
}

const TileTable &PieceBounds::handed(unsigned memory, OperandMask open) {
  open = mattering(memory, open);
  TileTable &table = handedTables[memory][open];
  if (table.empty())
    table.begin(lattice, infinity, [=, this](Tile first, double *values) {
      return facts.fitsRow(memory, first) &&
             fillHanded(values, first, memory, open);
    });
  return table;
}

/// Some tile of a row that \p memory hands on.
bool PieceBounds::mayBeHanded(unsigned memory, Tile first, OperandMask open) {
  if (!mayBeBelow(boundInside(memory, open, /*isEntering=*/false), first))
    return false;
  return facts.maxUnits(memory) == 1 ||
         mayBeBelow(boundAcross(memory, open), first);
}

bool PieceBounds::fillHanded(double *values, Tile first, unsigned memory,
                             OperandMask open) {
  if (!mayBeHanded(memory, first, open))
    return false;
  Tile size = lattice.rowSize();
  double others = leastOutside[memory] + leastOfMacsInside(memory) +
                  compulsory(memory, open);
  bool hasUnits = facts.maxUnits(memory) > 1;
  // Most tiles are left out by what they move, or since there are not as many
  // units as have room for them.
  std::fill_n(values, size, 0);
  if (!addClosed(values, first, memory + 1, open, false,
                 others + (hasUnits ? leastInside(memory, open) : 0)) ||
      (hasUnits && !facts.leaveOutWithoutRoom(memory, first, values)))
    return false;
  const double *inside = unrolled(memory, open).least().row(first);
  if (!inside)
    return false;
  for (Tile i = 0; i < size; ++i)
    values[i] += inside[i];
  if (!leaveOutFrom(values, size, limit - others))
    return false;
  if (!hasUnits)
    return true;
  const UnitCost &cost = unitCost(memory, open);
  BusyUnits::Least::Row busy = cost.least.row(first);
  for (Tile i = 0; i < size; ++i)
    if (values[i] != infinity)
      values[i] += cost.of(busy[i]);
  return leaveOutFrom(values, size, limit - others);
}

const PartialMinima &PieceBounds::rows(unsigned memory, OperandMask open,
                                       GroupMask groups) {
  open = mattering(memory, open);
  PartialMinima &table = rowTables[memory][open][groups];
  if (!table.empty())
    return table;
  const Stage &stage = facts.cost.space.stages[memory];
  table.begin(lattice, handed(memory, open), facts.loops(memory),
              {[&, groups](const PieceLattice::Axis &axis) {
                 return (stage.takesLoops && groups >> index(axis.group) & 1) ||
                        stage.memory.steps[index(axis.dim)] > 1;
               },
               [=, this](Tile first) { return facts.fitsRow(memory, first); },
               /*insideFirst=*/false, /*multiplies=*/false,
               limit - leastOutside[memory] - leastOfMacsInside(memory)});
  return table;
}
