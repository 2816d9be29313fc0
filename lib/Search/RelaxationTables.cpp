//===- RelaxationTables.cpp - Lower bounds of all tiles -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the inside out, on demand: what is handed to a memory from what its
// loops hand on, and that from what is handed to the next memory.
//
//===----------------------------------------------------------------------===//

#include "Relaxation.h"

#include <algorithm>

using namespace neurospector;

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
  lower(table, staying);
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
