//===- PieceLattice.cpp - Tiles by the number of their pieces -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceLattice.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace neurospector;

/// Numbers of pieces that are known of one bound: each may be cut into each
/// that is larger.
static constexpr unsigned maxPieceCounts = 1024;
/// Bounds up to this have no more than that.
static constexpr int64_t maxCompleteBound =
    int64_t(maxPieceCounts / 2) * (maxPieceCounts / 2);

/// Rows are so long or longer: long enough for their loops to be fast, and
/// short enough for most to be left out.
static constexpr Tile leastRowSize = 48;

/// ceil(bound / tile) of every tile, descending; of a large bound, of tiles
/// that differ by a part in `maxPieceCounts` or more.
static std::vector<int64_t> pieceCounts(int64_t bound) {
  std::vector<int64_t> result;
  for (int64_t tile = 1; tile <= bound;) {
    int64_t pieces = (bound - 1) / tile + 1;
    result.push_back(pieces);
    if (pieces == 1)
      break;
    int64_t apart = bound > maxCompleteBound ? tile + tile / maxPieceCounts : 0;
    tile = std::max((bound - 1) / (pieces - 1) + 1, apart);
  }
  if (result.back() != 1)
    result.push_back(1);
  return result;
}

/// Leaves out every second number of pieces, but for the first and the last.
static void thin(std::vector<int64_t> &pieces) {
  std::vector<int64_t> kept;
  for (size_t i = 0; i < pieces.size(); ++i)
    if (i % 2 == 0 || i + 1 == pieces.size())
      kept.push_back(pieces[i]);
  pieces = std::move(kept);
}

PieceLattice::PieceLattice(const Layer &layer, uint64_t maxTiles) {
  for (Dim dim : allDims)
    if (int64_t bound = layer.bound(dim); bound > 1) {
      complete &= bound <= maxCompleteBound;
      axisList.push_back({dim, bound, groupOf(dim), 1, pieceCounts(bound)});
    }
  auto count = [&] {
    uint64_t tiles = 1;
    for (const Axis &axis : axisList)
      tiles = llvm::SaturatingMultiply<uint64_t>(tiles, axis.size());
    return tiles;
  };
  auto longest = [&] {
    return llvm::max_element(axisList, [](const Axis &a, const Axis &b) {
      return a.size() < b.size();
    });
  };
  while (!axisList.empty() &&
         (count() > maxTiles || longest()->size() > maxPieceCounts)) {
    thin(longest()->pieces);
    complete = false;
  }
  // Where there is most to do, tables have the longest rows.
  llvm::stable_sort(axisList, [](const Axis &a, const Axis &b) {
    return a.size() < b.size();
  });
  for (Axis &axis : axisList) {
    axis.stride = numTiles;
    axis.byStride = TileDivisor(axis.stride);
    axis.bySize = TileDivisor(axis.size());
    numTiles *= axis.size();
    numRowAxes += axis.stride < leastRowSize;
  }
}

Factors PieceLattice::leastTile(Tile tile) const {
  Factors result = unitFactors;
  for (const Axis &axis : axisList)
    result[index(axis.dim)] = axis.leastTile(digit(tile, axis));
  return result;
}
