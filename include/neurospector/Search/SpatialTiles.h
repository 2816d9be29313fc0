//===- SpatialTiles.h - Unrollings that fit arrays --------------*- C++ -*-===//
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

/// Which tiles can be unrolled at once over the arrays between two memories.
/// Costs depend on the product of the arrays only, so the searches choose the
/// product and this class says whether, and how, it splits.
///
/// A tile splits over two arrays if some divisor of it fits the inner one and
/// the quotient the outer one. The best divisor is the one with the largest
/// product that the inner one allows; one max-plus zeta transform finds it for
/// every tile at once. Further arrays outside add a tile of their own.
class SpatialTiles {
public:
  /// \p arrays outermost first; there may be none.
  SpatialTiles(const TileLattice &lattice, llvm::ArrayRef<Array> arrays);

  /// From now on only \p tiles are unrolled here, all of which fit.
  void allow(llvm::ArrayRef<Tile> tiles);

  /// No loop is ever unrolled here.
  bool isTrivial() const { return fitting.back() == lattice.unit(); }
  bool fits(Tile tile) const {
    if (largestInner.empty())
      return tile == lattice.unit();
    return largestInner[tile] > 0 && (allowed.empty() || allowed[tile]);
  }
  /// The most units that any fitting tile uses.
  double maxUnits() const { return mostUnits; }
  /// The most units that any fitting divisor of \p tile uses.
  double maxUnits(Tile tile) const {
    return unitsWithin.empty() ? 1 : unitsWithin[tile];
  }
  /// The same of every tile; empty: one everywhere.
  llvm::ArrayRef<double> maxUnitsOfTiles() const { return unitsWithin; }
  /// The parts of a fitting tile, array by array, outermost first.
  llvm::SmallVector<Tile, 2> split(Tile tile) const;
  /// Every tile that is allowed, ascending.
  llvm::ArrayRef<Tile> all() const { return fitting; }

private:
  /// The last two arrays, or the only one.
  struct Pair {
    double sizeOuter = 1, sizeInner = 1;
    DimSet onlyOuter, both, onlyInner;
  };
  void fitPair(llvm::ArrayRef<Array> arrays);
  void addOutside(const Array &array);
  void findMostUnits();

  const TileLattice &lattice;
  size_t numArrays;
  Pair pair;
  /// Largest product on the innermost array for each tile that fits the pair,
  /// one for other tiles that fit; 0 if the tile does not fit. Empty: only the
  /// tile of single iterations fits.
  std::vector<double> largestInner;
  std::vector<Tile> fitting;
  TileSet allowed; ///< of those that fit; empty: all
  /// For each further array outside the pair, innermost first: its part of each
  /// tile that fits up to it.
  llvm::SmallVector<std::vector<Tile>, 1> outside;
  std::vector<double> unitsWithin; ///< empty: one everywhere
  double mostUnits = 1;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_SPATIALTILES_H
