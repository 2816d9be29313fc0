//===- LoopNest.cpp - What a schedule moves -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopNest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace neurospector;

/// The levels of a set, outermost first.
static size_t outermost(LevelSet levels) { return llvm::countr_zero(levels); }
static size_t innermost(LevelSet levels) { return llvm::Log2_32(levels); }

//===----------------------------------------------------------------------===//
// Pieces of a dimension
//===----------------------------------------------------------------------===//

LoopNest::LoopNest(const Layer &layer, const Accelerator &accelerator,
                   const Schedule &schedule)
    : layer(layer), schedule(schedule), numLevels(accelerator.levels.size()) {
  LevelSet allCuts = 0;
  for (Dim dim : allDims) {
    int64_t entering = layer.bound(dim);
    if (entering == 1)
      continue;
    longDims.push_back(dim);
    Chain &chain = chains[index(dim)];
    for (size_t level = 0; level < numLevels; ++level) {
      int64_t tile = schedule.tiles[level][index(dim)];
      if (tile == entering)
        continue;
      chain.cuts |= 1u << level;
      chain.steps[level] = (entering - 1) / tile + 1;
      chain.isPerfect &= chain.steps[level] * tile == entering;
      entering = tile;
    }
    allCuts |= chain.cuts;
    perfect &= chain.isPerfect;
  }
  for (size_t level = 0; level < numLevels; ++level)
    if (const Memory *memory = accelerator.levels[level].memory()) {
      memories |= 1u << level;
      sliding |= (memory->sliding ? 1u : 0u) << level;
    }
  usedArrays = allCuts & ~memories;
}

int64_t LoopNest::unitsOf(LevelSet arrays) const {
  int64_t product = 1;
  if (arrays == 0)
    return product;
  for (Dim dim : dims())
    product *= steps(dim, arrays);
  return product;
}

int64_t LoopNest::steps(Dim dim, LevelSet levels) const {
  const Chain &chain = chains[index(dim)];
  int64_t product = 1;
  for (LevelSet left = levels & chain.cuts; left; left &= left - 1)
    product *= chain.steps[outermost(left)];
  return product;
}

llvm::SmallVector<LoopNest::Pieces, 8>
LoopNest::piecesOf(Dim dim, size_t level, LevelSet counts) const {
  // Each level leaves at most one extent more than there were.
  llvm::SmallVector<Pieces, 8> pieces = {{1, layer.bound(dim)}};
  for (LevelSet left = cuts(dim) & levelsOutside(level); left;
       left &= left - 1) {
    size_t next = outermost(left);
    int64_t tile = schedule.tiles[next][index(dim)], whole = 0;
    for (Pieces &piece : pieces) {
      if (piece.extent <= tile)
        continue;
      if (!(counts >> next & 1)) {
        piece.extent = tile;
        continue;
      }
      whole += piece.number * (piece.extent / tile);
      piece.extent %= tile;
    }
    pieces.push_back({whole, tile});
  }
  return pieces;
}

LoopNest::Pieces LoopNest::cutImperfectly(Dim dim, size_t level,
                                          LevelSet counts) const {
  Pieces all = {0, 0};
  for (const Pieces &piece : piecesOf(dim, level, counts))
    if (piece.extent > 0) {
      all.number += piece.number;
      all.extent += piece.number * piece.extent;
    }
  return all;
}

int64_t LoopNest::numPieces(Dim dim, size_t level, LevelSet counts) const {
  const Chain &chain = chains[index(dim)];
  LevelSet cutting = chain.cuts & counts & levelsOutside(level);
  if (cutting == 0)
    return 1;
  if (!chain.isPerfect)
    return cutImperfectly(dim, level, counts).number;
  return steps(dim, cutting);
}

int64_t LoopNest::extent(Dim dim, size_t level, LevelSet counts) const {
  const Chain &chain = chains[index(dim)];
  LevelSet cutting = chain.cuts & levelsOutside(level);
  if ((cutting & ~counts) == 0)
    return layer.bound(dim);
  if (!chain.isPerfect)
    return cutImperfectly(dim, level, counts).extent;
  return steps(dim, cutting & counts) * schedule.tiles[level - 1][index(dim)];
}

int64_t LoopNest::macCycles() const {
  int64_t product = 1;
  for (Dim dim : dims())
    product *= numPieces(dim, numLevels, memories);
  return product;
}

//===----------------------------------------------------------------------===//
// Pairs of image and window
//===----------------------------------------------------------------------===//

LevelSet LoopNest::unitsApart(unsigned pair, size_t level,
                              LevelSet among) const {
  LevelSet sliding =
      (cuts(imageOf(pair)) | cuts(windowOf(pair))) & memoriesOutside(level);
  return sliding == 0 ? 0 : among & levelsOutside(innermost(sliding));
}

/// CM-5: elements of an input along a pair, cut into \p images pieces of
/// together \p image outputs and \p windows pieces of together \p window taps.
/// Every piece is a box with its halo.
static Count boxes(const ImageWindow &pair, int64_t images, int64_t image,
                   int64_t windows, int64_t window) {
  return Count(image - images) * windows * pair.stride +
         Count(window - windows) * images * pair.dilation +
         Count(images) * windows;
}

Count LoopNest::overlaps(unsigned pair, size_t level, LevelSet counts) const {
  const ImageWindow &walk = layer.pairs[pair];
  Count all = 0;
  for (const Pieces &piece : piecesOf(windowOf(pair), level, counts)) {
    Count common = Count(piece.extent - 1) * walk.dilation + 1 - walk.stride;
    if (piece.extent > 0 && (common.overflowed() || common.get() > 0))
      all += common * piece.number;
  }
  return all;
}

Count Entry::inputExtent(unsigned pair, LevelSet apart,
                         LevelSet together) const {
  const ImageWindow &walk = nest.layer.pairs[pair];
  Dim image = imageOf(pair), window = windowOf(pair);
  int64_t allImages = nest.extent(image, store, memories | apart | together),
          allWindows = nest.extent(window, store, memories | apart | together);
  auto total = [&](LevelSet forImage, LevelSet forWindow) {
    return boxes(walk, nest.numPieces(image, store, memories | forImage),
                 allImages, nest.numPieces(window, store, memories | forWindow),
                 allWindows);
  };
  // CM-6: units side by side share their halo or not, whichever is less; those
  // that a loop inside moves apart do not.
  LevelSet merged = apart | nest.unitsApart(pair, store, together);
  LevelSet split = apart | together;
  Count result = total(merged, merged);
  if ((nest.cuts(image) | nest.cuts(window)) & split & ~merged) {
    result = least(result, total(split, merged));
    result = least(result, total(merged, split));
    result = least(result, total(split, split));
  }
  if (!slide || slide->pair != pair)
    return result;
  // Arrays that cut the pair are outside the loop, so all of them are apart.
  LevelSet all = memories | merged;
  int64_t first = nest.numPieces(image, slide->level, all);
  return result - Count(nest.numPieces(image, store, all) - first) *
                      nest.overlaps(pair, store, all);
}

Count LoopNest::fullStep(Operand op, size_t store) const {
  LevelSet inside = usedArrays & ~levelsOutside(store);
  Count elements = 1;
  for (Dim dim : dims())
    if (isRelevant(op, dim) && !(op == Operand::Input && isPaired(dim)))
      elements *= steps(dim, inside);
  if (op != Operand::Input)
    return elements;
  for (unsigned pair = 0; pair < numPairs; ++pair) {
    Dim image = imageOf(pair), window = windowOf(pair);
    LevelSet apart = unitsApart(pair, numLevels, inside);
    Count x = steps(image, inside & ~apart), w = steps(window, inside & ~apart);
    Count stride = layer.pairs[pair].stride,
          dilation = layer.pairs[pair].dilation;
    // Merged in one way only they are never fewer than not at all.
    Count merged = least((x - 1) * stride + (w - 1) * dilation + 1, x * w);
    elements *= merged * steps(image, apart) * steps(window, apart);
  }
  return elements;
}

//===----------------------------------------------------------------------===//
// Moves into a store
//===----------------------------------------------------------------------===//

/// CM-3: from the innermost loop outwards, loops that are not relevant to the
/// operand reuse its tile, up to the first that is.
void Entry::dropTrailingLoops() {
  for (LevelSet left = memories; left;) {
    size_t level = innermost(left);
    left ^= 1u << level;
    for (Dim dim : llvm::reverse(nest.schedule.orders[level])) {
      if (!(nest.cuts(dim) >> level & 1))
        continue;
      if (isRelevant(op, dim))
        return;
      moving[index(dim)] ^= 1u << level;
    }
  }
}

/// CM-19: along an image, if the innermost loop that moves the tile runs over
/// it, and no units inside that loop share the pair.
void Entry::findSlide() {
  for (LevelSet left = memories; left;) {
    size_t level = innermost(left);
    left ^= 1u << level;
    for (Dim dim : llvm::reverse(nest.schedule.orders[level])) {
      if (!(nest.cuts(dim) & moving[index(dim)] & 1u << level))
        continue;
      LevelSet inside =
          nest.usedArraysOutside(store) & ~nest.usedArraysOutside(level);
      for (unsigned pair = 0; pair < numPairs; ++pair)
        if (dim == imageOf(pair) &&
            !((nest.cuts(dim) | nest.cuts(windowOf(pair))) & inside))
          slide = {pair, level};
      return;
    }
  }
}

// Pieces of one dimension are at most its iterations, so their product fits
// where the layer's multiply-accumulates do. The halo of an input need not.

Entry::Entry(const LoopNest &nest, Operand op, size_t store)
    : op(op), store(store), nest(nest), memories(nest.memoriesOutside(store)) {
  moving.fill(memories);
  if (store != nest.schedule.tiles.size())
    dropTrailingLoops();
  if (op == Operand::Input && nest.slides(store))
    findSlide();
  for (Dim dim : nest.dims())
    (isRelevant(op, dim) ? differentTiles : visitsOfEach) *=
        nest.numPieces(dim, store, moving[index(dim)]);
}

/// An output is written at each visit, and read at each but the first.
Exchange Entry::exchange(Count visits, Count firstVisits) const {
  if (op != Operand::Output)
    return {visits, 0};
  return {visits - firstVisits, visits};
}

Exchange Entry::tiles() const {
  return exchange(differentTiles * visitsOfEach, differentTiles);
}

Exchange Entry::elements(LevelSet apart, LevelSet together) const {
  Count elements = 1;
  int64_t visits = visitsOfEach, firstVisits = 1;
  for (Dim dim : nest.dims())
    if (isRelevant(op, dim) && !(op == Operand::Input && isPaired(dim)))
      elements *= nest.extent(dim, store, memories | apart | together);
  if (op == Operand::Input)
    for (unsigned pair = 0; pair < numPairs; ++pair)
      if (nest.cuts(imageOf(pair)) | nest.cuts(windowOf(pair)))
        elements *= inputExtent(pair, apart, together);
  if (apart != 0) {
    visits = 1;
    for (Dim dim : nest.dims())
      if (!isRelevant(op, dim)) {
        visits *= nest.numPieces(dim, store, moving[index(dim)] | apart);
        firstVisits *= nest.numPieces(dim, store, apart);
      }
  }
  return exchange(elements * visits, elements * firstVisits);
}
