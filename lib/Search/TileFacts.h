//===- TileFacts.h - What every bound knows of tiles ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_TILEFACTS_H
#define NEUROSPECTOR_LIB_SEARCH_TILEFACTS_H

#include "neurospector/Search/SearchSpace.h"

#include <deque>

namespace neurospector {

/// Unrollings of arrays that are looked at one by one: as many as are worth the
/// time. Where times overlap, units that one of them leaves idle may be worth
/// more.
inline constexpr size_t maxUnrollings = 12, maxUnrollingsIfOverlapping = 96;

/// Tables over the tiles of a search space that do not depend on what is
/// minimized, so that all channels share them.
class TileFacts {
public:
  TileFacts(const SearchSpace &space, bool timesOverlap);

  /// elements of an operand in a tile for each of its iterations; of the
  /// input, the least of any divisor.
  double density(unsigned operand, Tile tile) const {
    return elements(operand, tile) / lattice[tile].iterations;
  }
  /// Elements that units which share the tile hold at least, in all.
  double elements(unsigned operand, Tile tile) const {
    return inputDensity.empty() || operand != 0
               ? lattice[tile].volume[operand]
               : inputDensity[tile] * lattice[tile].iterations;
  }
  /// the same of inputs that slide into the tile: it may be part of a run
  /// along all of an image.
  double slidingDensity(Tile tile) const { return slidingDensities[tile]; }
  /// the memory outside \p memory may hand the tile to its arrays.
  bool isReachable(unsigned memory, Tile tile) const {
    return reachable[memory][tile];
  }
  const TileSet &reachableTiles(unsigned memory) const {
    return reachable[memory];
  }
  /// The unrollings of the arrays inside \p memory are looked at one by one.
  bool looksAtUnrollings(unsigned memory) const {
    return space.stages[memory].arrays.all().size() <=
           (timesOverlap ? maxUnrollingsIfOverlapping : maxUnrollings);
  }
  /// Of all arrays, but for those inside the last memory.
  bool looksAtUnrollings() const;
  /// The most units that the arrays from \p memory on, but for those inside the
  /// last memory, have if together they unroll no more than \p tile.
  double units(unsigned memory, Tile tile) const {
    return unitsAt(sharedUnits[memory], tile);
  }
  /// The same if \p memory hands the tile to its arrays, or if it enters
  /// \p memory, and each memory inside has room for its part.
  double unitsHanded(unsigned memory, Tile tile) const {
    return unitsAt(handedUnits[memory], tile);
  }
  double unitsEntering(unsigned memory, Tile tile) const {
    return unitsAt(enteringUnits[memory], tile);
  }
  /// The same of any tile.
  double maxUnits(unsigned memory) const { return mostUnits[memory]; }
  /// What it costs at least that the arrays inside \p memory have only \p units
  /// busy, in times of what the same takes on all: nothing if all are. With
  /// arrays further inside this is to be multiplied by what those leave
  /// idle if \p entering is what each unit takes. The sum of the products over
  /// all memories, and one, is at most all units divided by the busy ones.
  double idle(unsigned memory, double units) const {
    return space.stages[memory].arrays.maxUnits() / units - 1;
  }
  /// By `entering`; empty if there are no arrays further inside.
  const std::vector<double> &idleInside(unsigned memory) const {
    return idleTimes[memory];
  }
  /// If unrollings are looked at: the tiles that the arrays inside \p memory
  /// may take apart by each of SpatialTiles::all.
  llvm::ArrayRef<std::vector<TileLattice::Run>>
  takenApart(unsigned memory) const {
    return multiples[memory];
  }

private:
  void findDensities();
  void findSlidingDensities();
  void findReachable(unsigned memory);
  void findUnits(unsigned memory);
  void joinUnits(unsigned memory);
  static double unitsAt(const double *table, Tile tile) {
    return table ? table[tile] : 1;
  }
  std::vector<double> &newTable(double value) {
    return tables.emplace_back(lattice.size(), value);
  }
  bool fitsSpread(const Rooms &rooms, double units, Tile tile) const;

  const SearchSpace &space;
  const TileLattice &lattice;
  const bool timesOverlap;
  std::vector<double> inputDensity;     ///< empty: its own
  std::vector<double> slidingDensities; ///< empty: nothing slides
  std::vector<TileSet> reachable;       ///< by memory that they lead into
  /// By memory: one of `tables` or of the arrays, which several may share;
  /// null: one everywhere.
  std::vector<const double *> sharedUnits, handedUnits, enteringUnits;
  std::deque<std::vector<double>> tables;
  llvm::SmallVector<double, 6> mostUnits;     ///< by memory
  std::vector<std::vector<double>> idleTimes; ///< by memory
  /// By memory and unrolling.
  std::vector<std::vector<std::vector<TileLattice::Run>>> multiples;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_TILEFACTS_H
