//===- TileFacts.cpp - What every bound knows of tiles --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TileFacts.h"
#include "Rounding.h"

#include <algorithm>

using namespace neurospector;

TileFacts::TileFacts(const SearchSpace &space, bool timesOverlap)
    : space(space), lattice(space.lattice), timesOverlap(timesOverlap),
      reachable(space.stages.size()), sharedUnits(space.stages.size()),
      handedUnits(sharedUnits), enteringUnits(sharedUnits),
      mostUnits(space.stages.size(), 1), idleTimes(space.stages.size()),
      multiples(space.stages.size()) {
  findDensities();
  if (space.machine.slides())
    findSlidingDensities();
  for (unsigned memory = 1; memory < space.stages.size(); ++memory)
    findReachable(memory);
  for (auto memory = static_cast<unsigned>(space.stages.size() - 1);
       memory-- > 0;)
    findUnits(memory);
}

/// They differ from the tile's own only where a window is narrower than the
/// stride or dilated.
void TileFacts::findDensities() {
  if (llvm::all_of(space.reduction.reduced().pairs,
                   [](const ImageWindow &p) { return p == ImageWindow(); }))
    return;
  inputDensity.resize(lattice.size());
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    inputDensity[tile] = lattice[tile].volume[0] / lattice[tile].iterations;
  lattice.minOverDivisors(inputDensity);
}

/// A run of tiles along an image is one box, or as many elements as that has.
void TileFacts::findSlidingDensities() {
  slidingDensities.resize(lattice.size());
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    double &least = slidingDensities[tile] = density(0, tile);
    for (unsigned i = 0; i < numPairs; ++i) {
      Tile run = tile;
      for (const TileLattice::Axis &axis : lattice.axes())
        if (axis.dim == imageOf(i))
          run +=
              (axis.maxExponent - lattice.exponent(tile, axis)) * axis.stride;
      least = std::min(least, density(0, run));
    }
  }
}

/// A tile spread over \p units of a memory fits them: each part is at least
/// as dense as the densities say.
bool TileFacts::fitsSpread(const Rooms &rooms, double units, Tile tile) const {
  PerOperand<double> spread = {elements(0, tile), elements(1, tile),
                               elements(2, tile)};
  return rooms.hold(spread, units * (1 + rounding));
}

void TileFacts::findReachable(unsigned memory) {
  const Stage &outer = space.stages[memory - 1], &stage = space.stages[memory];
  TileSet &result = reachable[memory];
  result = outer.hasRoom;
  if (outer.arrays.isTrivial()) {
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      result[tile] &= stage.fits[tile];
    return;
  }
  double mostIterations = 0;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (stage.fits[tile])
      mostIterations = std::max(mostIterations, lattice[tile].iterations);
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    double units = outer.arrays.maxUnits(tile);
    if (result[tile])
      result[tile] = lattice[tile].iterations <= units * mostIterations &&
                     fitsSpread(stage.rooms, units, tile);
  }
}

bool TileFacts::looksAtUnrollings() const {
  for (unsigned memory = 0; memory + 1 < space.stages.size(); ++memory)
    if (!space.stages[memory].arrays.isTrivial() && !looksAtUnrollings(memory))
      return false;
  return true;
}

/// What these arrays unroll, and what the arrays further inside unroll of the
/// rest. If there are very many unrollings, the two are taken by themselves.
void TileFacts::findUnits(unsigned memory) {
  const SpatialTiles &arrays = space.stages[memory].arrays;
  unsigned next = memory + 1;
  mostUnits[memory] = arrays.maxUnits() * mostUnits[next];
  sharedUnits[memory] = sharedUnits[next];
  handedUnits[memory] = enteringUnits[memory] = enteringUnits[next];
  if (arrays.isTrivial())
    return;
  if (looksAtUnrollings(memory))
    return joinUnits(memory);
  auto take = [&](const double *inside) -> const double * {
    const double *own = arrays.maxUnitsOfTiles().data();
    if (!inside)
      return own;
    std::vector<double> &table = newTable(1);
    for (Tile tile = 0; tile < lattice.size(); ++tile)
      table[tile] =
          std::min(lattice[tile].iterations, own[tile] * inside[tile]);
    return table.data();
  };
  // No tile has fewer than a divisor of it.
  sharedUnits[memory] = take(sharedUnits[next]);
  handedUnits[memory] = enteringUnits[memory] = take(enteringUnits[next]);
}

/// The same, unrolling by unrolling.
void TileFacts::joinUnits(unsigned memory) {
  for (Tile tile = 0; mostUnits[memory + 1] > 1 && tile < lattice.size();
       ++tile)
    idleTimes[memory].push_back(mostUnits[memory + 1] /
                                unitsEntering(memory + 1, tile));
  const TileSet &fits = space.stages[memory + 1].fits;
  std::vector<double> &shared = newTable(1), &handed = newTable(0);
  for (Tile unrolling : space.stages[memory].arrays.all()) {
    double own = lattice[unrolling].iterations;
    multiples[memory].push_back(lattice.multiples(unrolling));
    for (auto [first, count] : multiples[memory].back())
      for (Tile tile = first; tile < first + count; ++tile) {
        Tile inside = tile - unrolling;
        shared[tile] = std::max(shared[tile], own * units(memory + 1, inside));
        if (fits[inside])
          handed[tile] =
              std::max(handed[tile], own * unitsEntering(memory + 1, inside));
      }
  }
  std::vector<double> &entering = tables.emplace_back(handed);
  lattice.maxOverDivisors(entering, DimSet::all());
  sharedUnits[memory] = shared.data();
  handedUnits[memory] = handed.data();
  enteringUnits[memory] = entering.data();
}
