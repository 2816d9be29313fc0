//===- LocalSends.cpp - Best mac tiles of a local buffer ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LocalSends.h"

#include <algorithm>

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
    for (unsigned i = 0; i < 3; ++i)
      mac.cycles[i] = space.cost.accesses(buffer, info.volume[i]) *
                      buffer.cyclesPerAccess[i];
    mac.energy = (info.volume[0] * buffer.accessEnergy[0] +
                  info.volume[1] * buffer.accessEnergy[1]) *
                 mac.steps;
    mac.outputEnergy = info.volume[2] * buffer.accessEnergy[2] * mac.steps;
    macTiles.push_back(mac);
  }
}

/// CM-3, CM-6, CM-7, CM-8 for one mac tile.
EnergyCycles LocalSends::evaluate(const MacTile &mac, double spread) const {
  double outputs = 2 - mac.reductions * spread / reductions;
  double third = mac.cycles[2] * outputs;
  double cycles = isSeparate ? std::max({mac.cycles[0], mac.cycles[1], third})
                             : mac.cycles[0] + mac.cycles[1] + third;
  return {mac.energy + mac.outputEnergy * outputs, mac.steps * (1 + cycles)};
}

void LocalSends::compute(Tile lb, double spread,
                         llvm::SmallVectorImpl<Option> &result) {
  bool skipped = space.accelerator.isSkipped(Row::LocalBuffer);
  for (const MacTile &mac : macTiles) {
    if (skipped ? mac.tile != lb : !space.lattice.divides(mac.tile, lb))
      continue;
    if (!space.cost.satisfies(space.accelerator.localBuffer, lb - mac.tile))
      continue;
    EnergyCycles cost = evaluate(mac, spread);
    auto beats = [](const EnergyCycles &a, const EnergyCycles &b) {
      return a.energy <= b.energy && a.cycles <= b.cycles;
    };
    if (llvm::any_of(result, [&](const Option &other) {
          return beats(other.cost, cost);
        }))
      continue;
    llvm::erase_if(
        result, [&](const Option &other) { return beats(cost, other.cost); });
    result.push_back({mac.tile, cost});
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
