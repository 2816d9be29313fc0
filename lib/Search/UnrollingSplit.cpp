//===- UnrollingSplit.cpp - The optimal search, unrolling by unrolling ----===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where times overlap one unrolling may keep the MACs busy and another a
// memory. No bound sees that none does both before the unrolling is chosen, and
// the tree chooses the innermost last. So a search that does not end soon is
// taken up again with a part of the unrollings at a time, whose bounds are
// those of a machine that has no others.
//
//===----------------------------------------------------------------------===//

#include "OptimalSearch.h"

using namespace neurospector;

/// The innermost arrays that may keep more units busy or fewer, but for those
/// inside the last memory; null if there are none.
static Stage *nextToSplit(SearchSpace &space) {
  for (Stage &stage : llvm::reverse(llvm::drop_end(space.stages)))
    if (llvm::any_of(stage.arrays.all(), [&](Tile tile) {
          return space.lattice[tile].iterations < stage.arrays.maxUnits();
        }))
      return &stage;
  return nullptr;
}

/// Of \p arrays the unrollings that keep the most units busy, and the others.
static std::array<std::vector<Tile>, 2> partsOf(const TileLattice &lattice,
                                                const SpatialTiles &arrays) {
  std::array<std::vector<Tile>, 2> parts;
  for (Tile tile : arrays.all())
    parts[lattice[tile].iterations < arrays.maxUnits()].push_back(tile);
  return parts;
}

SearchResult OptimalSearch::run(SearchSpace &space, unsigned depth) {
  Stage *stage = bounds.overlaps() ? nextToSplit(space) : nullptr;
  SearchResult result = runWhole(
      stage ? (patiencePerTile * lattice.size()) << depth : ~uint64_t(0));
  return isPaused() ? runParts(space, *stage, depth) : result;
}

SearchResult OptimalSearch::runParts(SearchSpace &space, Stage &stage,
                                     unsigned depth) {
  pauseAt = ~uint64_t(0);
  double proven = best.lowerBound;
  // The parts build tables of their own.
  bounds.clear();
  ties.reset();
  const std::vector<Tile> all = stage.arrays.all();
  for (const std::vector<Tile> &unrollings : partsOf(lattice, stage.arrays)) {
    stage.arrays.allow(unrollings);
    OptimalSearch part(space);
    static_cast<Incumbent &>(part) = *this;
    part.setLimit();
    part.run(space, depth + 1);
    static_cast<Incumbent &>(*this) = part;
    if (exhausted())
      break;
  }
  stage.arrays.allow(all);
  return conclude(proven);
}
