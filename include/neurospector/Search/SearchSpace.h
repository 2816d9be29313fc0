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
  /// model itself.
  llvm::Error offer(const Chain &chain, DataflowPair order,
                    SearchResult &best) const;

  /// height and width are interchangeable: exchanging P with Q and R with
  /// S everywhere turns a schedule into another of equal cost. Of two tiles
  /// that are each other's mirror image one is canonical; a tile may be its
  /// own.
  bool isCanonical(Tile tile) const {
    return mirror.empty() || tile <= mirror[tile];
  }
  bool isOwnMirror(Tile tile) const {
    return !mirror.empty() && tile == mirror[tile];
  }

private:
  void computeMirror();

  std::vector<bool> localTiles, globalTiles;
  std::vector<Tile> mirror; ///< empty if there is no such symmetry
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_SEARCHSPACE_H
