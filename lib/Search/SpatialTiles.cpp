//===- SpatialTiles.cpp - Unrollings that fit a spatial array -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/SpatialTiles.h"

#include <algorithm>

using namespace neurospector;

SpatialTiles::SpatialTiles(const TileLattice &lattice,
                           const SpatialArray &array)
    : lattice(lattice), array(array), largestX(lattice.size(), 0) {
  if (array.units() == 1) {
    largestX[lattice.unit()] = 1;
    fitting.push_back(lattice.unit());
    return;
  }
  // An axis of size one takes no loops, whatever its constraint.
  DimSet allowedX = array.sizeX > 1 ? array.allowedX : DimSet();
  DimSet allowedY = array.sizeY > 1 ? array.allowedY : DimSet();
  DimSet neither;
  for (Dim dim : allDims) {
    bool x = allowedX.contains(dim), y = allowedY.contains(dim);
    (x && y ? both : x ? onlyX : y ? onlyY : neither).insert(dim);
  }

  auto sizeX = static_cast<double>(array.sizeX);
  auto sizeY = static_cast<double>(array.sizeY);
  double units = sizeX * sizeY;
  bool unconstrained = both == DimSet::all();
  // Tiles of more iterations than units never fit; the others are few.
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (double x = lattice[tile].iterations; x <= units) {
      if (!unconstrained)
        x = lattice.product(tile, onlyX) * lattice.product(tile, both);
      largestX[tile] = x <= sizeX ? x : 0;
    }
  lattice.maxOverDivisors(largestX, both);
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    if (!largestX[tile])
      continue;
    double iterations = lattice[tile].iterations;
    bool ok = iterations <= units && iterations / largestX[tile] <= sizeY &&
              (unconstrained || lattice.product(tile, neither) == 1);
    if (!ok) {
      largestX[tile] = 0;
      continue;
    }
    fitting.push_back(tile);
    mostUnits = std::max(mostUnits, lattice[tile].iterations);
  }
}

Tile SpatialTiles::splitX(Tile tile) const {
  llvm::SmallVector<Tile> candidates;
  lattice.divisors(tile, candidates);
  for (Tile x : candidates)
    if (lattice[x].iterations == largestX[tile] &&
        lattice.product(x, onlyX) == lattice.product(tile, onlyX) &&
        lattice.product(x, onlyY) == 1)
      return x;
  return lattice.unit();
}
