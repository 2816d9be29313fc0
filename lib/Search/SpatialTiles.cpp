//===- SpatialTiles.cpp - Unrollings that fit arrays ----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/SpatialTiles.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace neurospector;

SpatialTiles::SpatialTiles(const TileLattice &lattice,
                           llvm::ArrayRef<Array> arrays)
    : lattice(lattice), numArrays(arrays.size()) {
  double units = 1;
  for (const Array &array : arrays)
    units *= static_cast<double>(array.size);
  if (units == 1) {
    fitting.push_back(lattice.unit());
    return;
  }
  fitPair(arrays.take_back(2));
  for (const Array &array :
       llvm::reverse(arrays.drop_back(std::min<size_t>(arrays.size(), 2))))
    addOutside(array);
  findMostUnits();
}

void SpatialTiles::allow(llvm::ArrayRef<Tile> tiles) {
  fitting = tiles;
  allowed.assign(lattice.size(), false);
  for (Tile tile : tiles)
    allowed[tile] = true;
  mostUnits = 1;
  findMostUnits();
}

void SpatialTiles::findMostUnits() {
  unitsWithin.assign(lattice.size(), 1);
  for (Tile tile : fitting) {
    unitsWithin[tile] = lattice[tile].iterations;
    mostUnits = std::max(mostUnits, lattice[tile].iterations);
  }
  lattice.maxOverDivisors(unitsWithin, DimSet::all());
}

void SpatialTiles::fitPair(llvm::ArrayRef<Array> arrays) {
  largestInner.resize(lattice.size(), 0);
  const Array &inner = arrays.back();
  pair.sizeInner = static_cast<double>(inner.size);
  if (arrays.size() == 2)
    pair.sizeOuter = static_cast<double>(arrays.front().size);
  // An array of one unit takes no loops, whatever its constraint.
  DimSet allowedInner = inner.size > 1 ? inner.dims : DimSet();
  DimSet allowedOuter = pair.sizeOuter > 1 ? arrays.front().dims : DimSet();
  DimSet neither;
  for (Dim dim : allDims) {
    bool in = allowedInner.contains(dim), out = allowedOuter.contains(dim);
    (in && out ? pair.both
     : in      ? pair.onlyInner
     : out     ? pair.onlyOuter
               : neither)
        .insert(dim);
  }

  double units = pair.sizeOuter * pair.sizeInner;
  bool unconstrained = pair.both == DimSet::all();
  // Tiles of more iterations than units never fit; the others are few.
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (double in = lattice[tile].iterations; in <= units) {
      if (!unconstrained)
        in = lattice.product(tile, pair.onlyInner) *
             lattice.product(tile, pair.both);
      largestInner[tile] = in <= pair.sizeInner ? in : 0;
    }
  lattice.maxOverDivisors(largestInner, pair.both);
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    if (!largestInner[tile])
      continue;
    double iterations = lattice[tile].iterations;
    bool ok = iterations <= units &&
              iterations / largestInner[tile] <= pair.sizeOuter &&
              (unconstrained || lattice.product(tile, neither) == 1);
    if (ok)
      fitting.push_back(tile);
    else
      largestInner[tile] = 0;
  }
}

/// Every sum of a tile that fits so far and one that fits \p array.
void SpatialTiles::addOutside(const Array &array) {
  std::vector<Tile> &part = outside.emplace_back(lattice.size(), 0);
  std::vector<Tile> fitsArray;
  DimSet others;
  for (Dim dim : allDims)
    if (!array.dims.contains(dim))
      others.insert(dim);
  auto size = static_cast<double>(array.size);
  for (Tile tile = 1; tile < lattice.size(); ++tile)
    if (lattice[tile].iterations <= size && lattice.product(tile, others) == 1)
      fitsArray.push_back(tile);
  size_t before = fitting.size();
  for (Tile outer : fitsArray)
    for (size_t i = 0; i < before; ++i) {
      if (!lattice.divides(outer, lattice.whole() - fitting[i]))
        continue;
      Tile sum = fitting[i] + outer;
      if (largestInner[sum] > 0)
        continue;
      largestInner[sum] = 1;
      part[sum] = outer;
      fitting.push_back(sum);
    }
  llvm::sort(fitting);
}

llvm::SmallVector<Tile, 2> SpatialTiles::split(Tile tile) const {
  if (tile == lattice.unit())
    return llvm::SmallVector<Tile, 2>(numArrays, tile);
  llvm::SmallVector<Tile, 2> parts;
  for (const std::vector<Tile> &part : llvm::reverse(outside)) {
    parts.push_back(part[tile]);
    tile -= part[tile];
  }
  llvm::SmallVector<Tile> candidates;
  lattice.divisors(tile, candidates);
  Tile inner = *llvm::find_if(candidates, [&](Tile candidate) {
    return lattice[candidate].iterations == largestInner[tile] &&
           lattice.product(candidate, pair.onlyInner) ==
               lattice.product(tile, pair.onlyInner) &&
           lattice.product(candidate, pair.onlyOuter) == 1;
  });
  if (numArrays - parts.size() == 2)
    parts.push_back(tile - inner);
  parts.push_back(inner);
  return parts;
}
