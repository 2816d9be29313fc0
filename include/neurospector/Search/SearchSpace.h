//===- SearchSpace.h - One layer on one machine, prepared -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_SEARCHSPACE_H
#define NEUROSPECTOR_SEARCH_SEARCHSPACE_H

#include "neurospector/Search/LayerReduction.h"
#include "neurospector/Search/Search.h"
#include "neurospector/Search/SpatialTiles.h"
#include "llvm/ADT/STLExtras.h"

namespace neurospector {

/// The tiles of a schedule, memory by memory, outermost first: what enters each
/// and what it hands to the arrays inside it.
struct Chain {
  llvm::SmallVector<Tile, 8> entering, handed;
  llvm::SmallVector<Operand, 8> orders;
};

/// A way to reuse tiles in a memory's loops, and an order that does.
struct RowCase {
  ReuseCase reuse;
  Operand order;
};

/// The arrays between the memory at \p level and the next one, outermost first.
llvm::SmallVector<Array, 2> arraysInside(const Accelerator &machine,
                                         size_t level);

/// The rooms of a memory, in doubles.
class Rooms {
public:
  Rooms(const Accelerator &machine, const Memory &memory);

  /// Those of \p units memories hold these elements together, spread over them
  /// in any way.
  bool hold(const PerOperand<double> &elements, double units = 1) const {
    for (const Limit &limit : limits)
      if (elements[0] * limit.bits[0] + elements[1] * limit.bits[1] +
              elements[2] * limit.bits[2] >
          units * limit.most)
        return false;
    return true;
  }

private:
  struct Limit {
    PerOperand<double> bits; ///< that an element takes
    double most;
  };
  llvm::SmallVector<Limit, 3> limits;
};

/// A memory with the arrays between it and the next memory (or the MACs).
struct Stage {
  Stage(const TileLattice &lattice, const Accelerator &machine, size_t level);

  size_t level;
  const Memory &memory;
  Rooms rooms;
  bool takesLoops;
  bool requiresSteps; ///< `memory.steps` along some dimension
  bool hasUnits;      ///< there is more than one inside
  SpatialTiles arrays;
  /// Stationary operands of the orders that its loops may have.
  llvm::SmallVector<Operand, 3> orders;
  llvm::SmallVector<RowCase, 8> cases; ///< of rows with loops, in those orders
  TileSet hasRoom;                     ///< tiles that have room in the memory
  TileSet fits;                        ///< of these, the ones that may enter it
};

/// The tiles of a layer and which of them fit each memory and array: what every
/// search walks over. Holds references to the layer and the accelerator.
class SearchSpace {
public:
  enum class Dims { Merge, Keep };

  /// Tiles that a search holds in memory; of a layer with more, only a part is
  /// searched (TileLattice).
  static constexpr uint64_t maxTiles = uint64_t(1) << 19;

  SearchSpace(const Layer &layer, const Accelerator &accelerator,
              const SearchOptions &options, Dims dims);
  SearchSpace(const SearchSpace &) = delete;

  const Layer &layer;
  const Accelerator &accelerator;
  const SearchOptions &options;
  const Accelerator machine; ///< as the cost model sees it
  const std::unique_ptr<ReuseRule> reuse;
  const LayerReduction reduction;
  const TileLattice lattice;
  std::vector<Stage> stages; ///< outermost first

  /// The loops \p row are what the memory requires.
  bool satisfies(const Stage &stage, Tile row) const;

  /// A tile of the layer itself has room in a memory.
  bool hasRoom(const Stage &stage, const Factors &tile) const;

  Schedule schedule(const Chain &chain) const;

  /// Keeps the better of \p best and the schedule of \p chain, costed by the
  /// model itself. False if a count exceeds 64 bits: then it is discarded.
  bool offer(const Chain &chain, SearchResult &best) const;
  /// The same of a valid schedule; true if it is the better one.
  bool offer(const Schedule &candidate, SearchResult &best) const;

  /// where two pairs are alike, such as height and width, exchanging P
  /// with Q and R with S everywhere turns a schedule into another of equal
  /// cost. A mirror gives each tile's image; a tile may be its own.
  using Mirrors = llvm::SmallVector<llvm::ArrayRef<Tile>, numPairs>;
  /// Two pairs of image and window that may be exchanged: then costs are the
  /// same, but where memories slide.
  bool areAlike(unsigned a, unsigned b) const;
  Mirrors allMirrors() const { return {mirrors.begin(), mirrors.end()}; }
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
  void findOrders(Stage &stage);
  void findFits(Stage &stage, bool isLast);
  bool canSatisfy(const Stage &stage, Tile entering) const;
  void addMirror(unsigned a, unsigned b);

  /// One per two pairs that are alike.
  llvm::SmallVector<std::vector<Tile>, numPairs> mirrors;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_SEARCHSPACE_H
