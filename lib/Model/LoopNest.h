//===- LoopNest.h - What a schedule moves -----------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A schedule as the loop nest that it stands for, and how many elements its
// loops move from one store to the next. Labels CM-n refer to
// docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_MODEL_LOOPNEST_H
#define NEUROSPECTOR_LIB_MODEL_LOOPNEST_H

#include "neurospector/Model/Schedule.h"

#include <optional>

namespace neurospector {

/// A set of levels, as bits.
using LevelSet = uint32_t;
inline LevelSet levelsOutside(size_t level) {
  return static_cast<LevelSet>((uint64_t(1) << level) - 1);
}

/// What goes inward from a store, and what comes back: outputs.
struct Exchange {
  Count in = 0, out = 0;

  Count total() const { return in + out; }
  Exchange operator*(Count times) const { return {in * times, out * times}; }
};

/// The loops of all levels, those of one step left out. "The MACs" as a level
/// are the one after the last.
///
/// Example: K=7 with tiles 4 on DRAM, 2 on an array, 1 on a local buffer. If
/// all levels count, 4 + 3 elements are cut into 2 + 2 and 2 + 1, and 7 pieces
/// of one reach the MACs. If the array does not count, only its first unit's 2
/// and 2 go on, and 4 pieces reach them.
class LoopNest {
public:
  LoopNest(const Layer &layer, const Accelerator &accelerator,
           const Schedule &schedule);

  /// The dimensions of more than one iteration.
  llvm::ArrayRef<Dim> dims() const { return longDims; }

  /// All tiles divide what they are cut from.
  bool isPerfect() const { return perfect; }

  LevelSet memoriesOutside(size_t level) const {
    return memories & levelsOutside(level);
  }
  /// Arrays of which more than one unit works.
  LevelSet usedArraysOutside(size_t level) const {
    return usedArrays & levelsOutside(level);
  }
  /// Working units of one array after the other, multiplied.
  int64_t unitsOf(LevelSet arrays) const;

  /// CM-1: a dimension is walked from its bound inwards. A level that is in
  /// \p counts cuts each piece and hands on all of them, the last of which may
  /// be smaller; any other level hands on the first only. Of what enters
  /// \p level, the number of pieces (N) and the sum of their extents (Z).
  int64_t numPieces(Dim dim, size_t level, LevelSet counts) const;
  int64_t extent(Dim dim, size_t level, LevelSet counts) const;

  /// CM-19: elements that a box has in common with the next one along the image
  /// of \p pair, summed over the pieces of the window that enter \p level.
  Count overlaps(unsigned pair, size_t level, LevelSet counts) const;
  /// \p level is a memory that takes in only what is new.
  bool slides(size_t level) const { return sliding >> level & 1; }

  /// Levels with more than one step along \p dim.
  LevelSet cuts(Dim dim) const { return chains[index(dim)].cuts; }
  /// The steps of \p levels along \p dim, multiplied. Of arrays, or if tiles
  /// divide, 64 bits hold it.
  int64_t steps(Dim dim, LevelSet levels) const;

  /// CM-2: steps of the machine. Every piece of a memory's loops comes to one
  /// unit of each array.
  int64_t macCycles() const;

  /// CM-11: elements of \p op that one full step of the memory \p store
  /// exchanges with the MACs of all its units at once.
  Count fullStep(Operand op, size_t store) const;

  /// CM-6: the arrays of \p among that count for a pair of image and window
  /// whose pieces enter \p level: those with a memory's loop over the pair
  /// inside them, which moves what their units take apart.
  LevelSet unitsApart(unsigned pair, size_t level, LevelSet among) const;

  const Layer &layer;
  const Schedule &schedule;

private:
  struct Chain {
    LevelSet cuts = 0;
    bool isPerfect = true;
    std::array<int64_t, maxLevels> steps; ///< of the levels in `cuts`
  };
  struct Pieces {
    int64_t number, extent;
  };
  /// In groups of one extent; some may be empty.
  llvm::SmallVector<Pieces, 8> piecesOf(Dim dim, size_t level,
                                        LevelSet counts) const;
  Pieces cutImperfectly(Dim dim, size_t level, LevelSet counts) const;

  llvm::SmallVector<Dim, numDims> longDims;
  LevelSet memories = 0, usedArrays = 0, sliding = 0;
  size_t numLevels;
  bool perfect = true;
  std::array<Chain, numDims> chains;
};

/// The way of an operand's tiles into a store.
class Entry {
public:
  /// CM-3: a tile moves in the body of the innermost loop, of all memory loops
  /// outside \p store with more than one step, that is relevant to \p op; the
  /// (trailing) loops inside that one reuse it. Into the MACs, every step
  /// moves.
  Entry(const LoopNest &nest, Operand op, size_t store);

  /// How often the tile of one instance changes.
  Exchange tiles() const;

  /// CM-4: elements that move. Units of the arrays in \p apart are counted one
  /// by one; those of \p together are served at once: what several of them take
  /// moves once. Of other arrays, one unit is looked at.
  Exchange elements(LevelSet apart, LevelSet together) const;

  const Operand op;
  const size_t store;

private:
  void dropTrailingLoops();
  void findSlide();
  Count inputExtent(unsigned pair, LevelSet apart, LevelSet together) const;
  Exchange exchange(Count visits, Count firstVisits) const;

  const LoopNest &nest;
  const LevelSet memories; ///< outside the store
  /// Of them, the ones whose loop over a dimension moves the tile.
  std::array<LevelSet, numDims> moving;
  /// CM-19: the pair along whose image tiles slide, and the level of the loop.
  struct Slide {
    unsigned pair;
    size_t level;
  };
  std::optional<Slide> slide;
  int64_t differentTiles = 1, visitsOfEach = 1; ///< of one instance
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_MODEL_LOOPNEST_H
