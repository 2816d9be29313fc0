//===- SearchSpace.h - One layer on one machine, prepared -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_SEARCHSPACE_H
#define NEUROSPECTOR_SEARCH_SEARCHSPACE_H

#include "neurospector/Search/ChainCost.h"
#include "neurospector/Search/LayerReduction.h"
#include "neurospector/Search/SpatialTiles.h"
#include "llvm/ADT/STLExtras.h"

namespace neurospector {

/// The tiles of a layer, which of them fit each array, and their costs: what
/// every search walks over. Holds references to the layer and the accelerator.
class SearchSpace {
public:
  enum class Dims { Merge, Keep };

  /// Tiles that a search holds in memory, at about 500 bytes each; of a layer
  /// with more, only a part is searched (TileLattice).
  static constexpr uint64_t maxTiles = uint64_t(1) << 18;

  SearchSpace(const Layer &layer, const Accelerator &accelerator,
              const SearchOptions &options, Dims dims);
  SearchSpace(const SearchSpace &) = delete;

  const Layer &layer;
  const Accelerator &accelerator;
  const SearchOptions &options;
  const LayerReduction reduction;
  const TileLattice lattice;
  const SpatialTiles macTiles, peTiles, chipTiles;
  const ChainCost cost;

  /// The tile can be what a LOCAL_BUFFER or GLOBAL_BUFFER holds.
  bool fitsLocal(Tile tile) const { return localTiles[tile]; }
  bool fitsGlobal(Tile tile) const { return globalTiles[tile]; }

  Schedule schedule(const Chain &chain, DataflowPair order) const;

  /// Keeps the better of \p best and the schedule of \p chain, costed by the
  /// model itself. False if a count exceeds 64 bits: then it is discarded.
  bool offer(const Chain &chain, DataflowPair order, SearchResult &best) const;

  /// where two pairs are alike, such as height and width, exchanging P
  /// with Q and R with S everywhere turns a schedule into another of equal
  /// cost. A mirror gives each tile's image; a tile may be its own.
  using Mirrors = llvm::SmallVector<llvm::ArrayRef<Tile>, numPairs>;
  Mirrors allMirrors() const { return Mirrors(mirrors.begin(), mirrors.end()); }
  /// Those in which \p tile is its own image.
  static Mirrors keeping(Tile tile, Mirrors mirrors) {
    llvm::erase_if(mirrors, [&](llvm::ArrayRef<Tile> mirror) {
      return mirror[tile] != tile;
    });
    return mirrors;
  }
  /// None of \p mirrors has an image that comes before \p tile.
  static bool isCanonical(Tile tile, const Mirrors &mirrors) {
    return llvm::all_of(mirrors, [&](llvm::ArrayRef<Tile> mirror) {
      return tile <= mirror[tile];
    });
  }

private:
  void addMirror(unsigned a, unsigned b);

  std::vector<bool> localTiles, globalTiles;
  /// One per two pairs that are alike.
  llvm::SmallVector<std::vector<Tile>, numPairs> mirrors;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_SEARCHSPACE_H
