//===- LocalSends.cpp - Best mac tiles of a local buffer ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LocalSends.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cmath>

using namespace neurospector;

LocalSends::LocalSends(const SearchSpace &space)
    : space(space),
      isSeparate(space.accelerator.localBuffer.sharing == Sharing::Separate),
      reductions(space.lattice[space.lattice.whole()].groups[Group::CRS]) {
  const Buffer &buffer = space.accelerator.localBuffer;
  for (Tile tile : space.macTiles.all()) {
    const TileLattice::Info &info = space.lattice[tile];
    MacTile mac;
    mac.tile = tile;
    mac.reductions = info.groups[Group::CRS];
    mac.steps = space.cost.macs / info.iterations;
    for (Operand op : allOperands)
      mac.cycles[index(op)] =
          space.cost.accesses(buffer, op, info.volume[index(op)]) *
          buffer.cyclesPerAccess[index(op)];
    mac.energy = (info.volume[0] * buffer.accessEnergy[0] +
                  info.volume[1] * buffer.accessEnergy[1]) *
                 mac.steps;
    mac.outputEnergy = info.volume[2] * buffer.accessEnergy[2] * mac.steps;
    macTiles.push_back(mac);
  }
  for (Tile tile : space.peTiles.all())
    peSpreads.push_back(space.lattice[tile].groups[Group::CRS]);
  llvm::sort(peSpreads, std::greater<>());
  peSpreads.erase(llvm::unique(peSpreads), peSpreads.end());
}

/// CM-3, CM-6, CM-7, CM-8 for one mac tile.
EnergyCycles LocalSends::evaluate(const MacTile &mac, double spread) const {
  double outputs = 2 - mac.reductions * spread / reductions;
  double third = mac.cycles[2] * outputs;
  double cycles = isSeparate ? std::max({mac.cycles[0], mac.cycles[1], third})
                             : mac.cycles[0] + mac.cycles[1] + third;
  return {mac.energy + mac.outputEnergy * outputs, mac.steps * (1 + cycles)};
}

static bool beats(const EnergyCycles &a, const EnergyCycles &b) {
  return a.energy <= b.energy && a.cycles <= b.cycles;
}

/// Adds \p candidate to a Pareto front, with \p costOf its elements' costs.
template <typename T, typename CostOf>
static void addToFront(llvm::SmallVectorImpl<T> &front, const T &candidate,
                       CostOf costOf) {
  auto loses = [&](const T &other) {
    return beats(costOf(other), costOf(candidate));
  };
  if (llvm::any_of(front, loses))
    return;
  llvm::erase_if(front, [&](const T &other) {
    return beats(costOf(candidate), costOf(other));
  });
  front.push_back(candidate);
}

void LocalSends::compute(Tile lb, double spread,
                         llvm::SmallVectorImpl<Option> &result) {
  bool skipped = space.accelerator.isSkipped(Row::LocalBuffer);
  for (const MacTile &mac : macTiles) {
    if (skipped ? mac.tile != lb : !space.lattice.divides(mac.tile, lb))
      continue;
    if (!space.cost.satisfies(space.accelerator.localBuffer, lb - mac.tile))
      continue;
    addToFront(result, {mac.tile, evaluate(mac, spread)},
               [](const Option &option) { return option.cost; });
  }
}

llvm::ArrayRef<LocalSends::Option> LocalSends::options(Tile lb, double spread) {
  auto [entry, isNew] =
      known.try_emplace({lb, static_cast<uint64_t>(spread)}, 0, 0);
  if (isNew) {
    llvm::SmallVector<Option, 4> result;
    compute(lb, spread, result);
    entry->second = {static_cast<uint32_t>(pool.size()),
                     static_cast<uint32_t>(result.size())};
    pool.insert(pool.end(), result.begin(), result.end());
  }
  auto [begin, count] = entry->second;
  return llvm::ArrayRef(pool).slice(begin, count);
}

/// Necessary for the tile to be part of a schedule with that spread.
/// True, too, for numbers that doubles may have rounded: a bound may be low.
bool LocalSends::canSpread(const MacTile &mac, double spread) const {
  constexpr double exactEnd = 0x1p53;
  return reductions >= exactEnd ||
         std::fmod(reductions, mac.reductions * spread) == 0;
}

static const EnergyCycles &self(const EnergyCycles &cost) { return cost; }

llvm::ArrayRef<EnergyCycles> LocalSends::lookUpFor(double spread) {
  auto [entry, isNew] = frontsFor.try_emplace(static_cast<uint64_t>(spread));
  if (isNew)
    for (const MacTile &mac : macTiles)
      if (canSpread(mac, spread))
        addToFront(entry->second, evaluate(mac, spread), self);
  lastFor = {spread, entry->second};
  return entry->second;
}

llvm::ArrayRef<EnergyCycles> LocalSends::lookUpForChips(double chipSpread) {
  auto [entry, isNew] =
      frontsForChips.try_emplace(static_cast<uint64_t>(chipSpread));
  for (const MacTile &mac : macTiles) {
    if (!isNew)
      break;
    auto most = llvm::find_if(peSpreads, [&](double pes) {
      return canSpread(mac, pes * chipSpread);
    });
    if (most != peSpreads.end())
      addToFront(entry->second, evaluate(mac, *most * chipSpread), self);
  }
  lastForChips = {chipSpread, entry->second};
  return entry->second;
}
