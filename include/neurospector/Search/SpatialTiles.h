//===- SpatialTiles.h - Unrollings that fit a spatial array -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_SPATIALTILES_H
#define NEUROSPECTOR_SEARCH_SPATIALTILES_H

#include "neurospector/Search/TileLattice.h"

namespace neurospector {

/// Which tiles can be unrolled over an array at once. Costs depend on the
/// product of the two axes only, so the searches choose the product and this
/// class says whether, and how, it splits into X and Y.
///
/// A tile splits if some divisor of it has a product within SIZE_X and the
/// quotient one within SIZE_Y. The best divisor is the one with the largest
/// product that SIZE_X allows; one max-plus zeta transform finds it for every
/// tile at once.
class SpatialTiles {
public:
  SpatialTiles(const TileLattice &lattice, const SpatialArray &array);

  bool fits(Tile tile) const { return largestX[tile] > 0; }
  /// The most units that any fitting divisor of the whole layer uses.
  double maxUnits() const { return mostUnits; }
  /// The X part of a fitting tile; Y is the rest. Deterministic: the largest
  /// product, then the smallest tile number.
  Tile splitX(Tile tile) const;
  /// Every tile that fits, ascending.
  llvm::ArrayRef<Tile> all() const { return fitting; }

private:
  const TileLattice &lattice;
  SpatialArray array;
  DimSet onlyX, both, onlyY;
  /// Largest product on the X axis for each tile; 0 if the tile does not fit.
  std::vector<double> largestX;
  std::vector<Tile> fitting;
  double mostUnits = 1;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_SPATIALTILES_H
