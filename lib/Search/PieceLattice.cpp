//===- PieceLattice.cpp - Tiles by the number of their pieces -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceLattice.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
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
/// Or, if all of them have images, at least so long.
static constexpr Tile leastWithImages = 12;

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

PieceLattice::PieceLattice(const Layer &layer, uint64_t maxTiles,
                           llvm::ArrayRef<Exchange> exchanges) {
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
  if (!complete)
    exchanges = {};
  DimSet exchanged;
  for (auto [a, b] : exchanges)
    for (unsigned pair : {a, b}) {
      exchanged.insert(imageOf(pair));
      exchanged.insert(windowOf(pair));
    }
  findRows(exchanged);
  findImages(exchanges);
}

/// A row and its images are one if axes that are \p exchanged lie across it.
void PieceLattice::findRows(DimSet exchanged) {
  // Where there is most to do, tables have the longest rows.
  llvm::stable_sort(axisList, [&](const Axis &a, const Axis &b) {
    return std::pair(exchanged.contains(a.dim), a.size()) <
           std::pair(exchanged.contains(b.dim), b.size());
  });
  for (auto [number, axis] : llvm::enumerate(axisList)) {
    axis.stride = numTiles;
    axis.byStride = TileDivisor(axis.stride);
    axis.bySize = TileDivisor(axis.size());
    numTiles *= axis.size();
    if (numRowAxes == number &&
        axis.stride <
            (exchanged.contains(axis.dim) ? leastWithImages : leastRowSize))
      ++numRowAxes;
  }
  byRow = TileDivisor(rowSize());
}

static Dim exchange(Dim dim, unsigned a, unsigned b) {
  for (auto dimOf : {imageOf, windowOf}) {
    if (dim == dimOf(a))
      return dimOf(b);
    if (dim == dimOf(b))
      return dimOf(a);
  }
  return dim;
}

void PieceLattice::findImages(llvm::ArrayRef<Exchange> exchanges) {
  auto hasOwn = [&](const Image &image) {
    return llvm::all_of(llvm::seq(numRowAxes),
                        [&](unsigned a) { return image[a] == a; });
  };
  for (auto [a, b] : exchanges) {
    Image &image = imageList.emplace_back();
    for (auto [number, axis] : llvm::enumerate(axisList)) {
      Dim dim = exchange(axis.dim, a, b);
      const auto *other = llvm::find_if(
          axisList, [&](const Axis &each) { return each.dim == dim; });
      image[number] = static_cast<unsigned>(other - axisList.begin());
    }
  }
  if (imageList.empty() || !llvm::all_of(imageList, hasOwn))
    return;
  for (Tile row = 0; row < numRows(); ++row) {
    Tile same = row;
    for (const Image &image : imageList)
      same = std::min(same, rowOf(exchanged(row * rowSize(), image)));
    sameRowList.push_back(same);
  }
}

Tile PieceLattice::exchanged(Tile tile, const Image &image) const {
  Tile result = 0;
  for (auto [number, axis] : llvm::enumerate(axisList))
    result += digit(tile, axis) * axisList[image[number]].stride;
  return result;
}

bool PieceLattice::isClosed(llvm::ArrayRef<unsigned> axes) const {
  return llvm::all_of(imageList, [&](const Image &image) {
    return llvm::all_of(axes, [&](unsigned axis) {
      return llvm::is_contained(axes, image[axis]);
    });
  });
}

Factors PieceLattice::leastTile(Tile tile) const {
  Factors result = unitFactors;
  for (const Axis &axis : axisList)
    result[index(axis.dim)] = axis.leastTile(digit(tile, axis));
  return result;
}
