//===- PieceLattice.h - Tiles by the number of their pieces -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tiles that need not divide. Labels IP-n refer to docs/imperfect-search.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PIECELATTICE_H
#define NEUROSPECTOR_LIB_SEARCH_PIECELATTICE_H

#include "RowMemory.h"
#include "neurospector/Model/Reuse.h"
#include "neurospector/Search/TileLattice.h"

#include <array>
#include <vector>

namespace neurospector {

/// Divides tiles by a number that is known late, without a division.
class TileDivisor {
public:
  TileDivisor(Tile number = 1)
      : number(number), inverse((uint64_t(1) << shift) / number + 1) {}
  Tile quotient(Tile tile) const {
    return static_cast<Tile>(tile * inverse >> shift);
  }
  Tile remainder(Tile tile) const { return tile - quotient(tile) * number; }

private:
  /// The inverse is too large by a part of 2^-40 * number at most, which
  /// changes no quotient of a tile below 2^20.
  static constexpr unsigned shift = 40;
  Tile number;
  uint64_t inverse;
};

/// The tiles of one layer, each known by the number of pieces into which it
/// cuts the bound of each dimension (IP-1): what moves is a function of that
/// number. Of all tiles with the same number, room is needed for the least.
///
/// Example: a bound of 7 is cut into 7, 4, 3, 2 or 1 pieces, by tiles of 1, 2,
/// 3, 4 and 7.
class PieceLattice {
public:
  /// A dimension of more than one iteration: a digit of a `Tile`.
  struct Axis {
    Dim dim;
    int64_t bound;
    Group group;
    Tile stride;
    /// Descending; the first is the bound, the last one.
    std::vector<int64_t> pieces;
    TileDivisor byStride, bySize;
    /// The largest tile along the axis and the smallest number of pieces come
    /// last, so that tiles ascend.
    unsigned size() const { return static_cast<unsigned>(pieces.size()); }
    int64_t leastTile(unsigned digit) const {
      return (bound - 1) / pieces[digit] + 1;
    }
  };

  /// Two pairs of image and window that may be exchanged.
  using Exchange = std::pair<unsigned, unsigned>;

  /// Holds all tiles, or, if they are more than \p maxTiles, a part of them.
  PieceLattice(const Layer &layer, uint64_t maxTiles,
               llvm::ArrayRef<Exchange> exchanges = {});

  bool isComplete() const { return complete; }
  Tile size() const { return numTiles; }
  /// Tiles that differ along the first so many axes only are a row: they lie
  /// side by side.
  unsigned rowAxes() const { return numRowAxes; }
  Tile rowSize() const {
    return numRowAxes == axisList.size() ? numTiles
                                         : axisList[numRowAxes].stride;
  }
  Tile firstOfRow(Tile tile) const { return tile - byRow.remainder(tile); }
  Tile numRows() const { return numTiles / rowSize(); }
  Tile rowOf(Tile tile) const { return byRow.quotient(tile); }
  /// Of each row the one that stands for it and its images, whose tiles have
  /// theirs at the same places; empty if each stands for itself.
  llvm::ArrayRef<Tile> sameRows() const { return sameRowList; }
  /// Of each exchange, the axis that takes the place of each; of a lattice that
  /// is not complete none, since tiles may have no image.
  using Image = std::array<unsigned, numDims>;
  llvm::ArrayRef<Image> images() const { return imageList; }
  Tile exchanged(Tile tile, const Image &image) const;
  /// Each of the axes takes the place of one of them.
  bool isClosed(llvm::ArrayRef<unsigned> axes) const;
  Tile unit() const { return 0; }
  Tile whole() const { return numTiles - 1; }
  llvm::ArrayRef<Axis> axes() const { return axisList; }
  unsigned digit(Tile tile, const Axis &axis) const {
    return axis.bySize.remainder(axis.byStride.quotient(tile));
  }
  llvm::SmallVector<unsigned, numDims> digits(Tile tile) const {
    llvm::SmallVector<unsigned, numDims> result;
    for (const Axis &axis : axisList)
      result.push_back(digit(tile, axis));
    return result;
  }
  int64_t pieces(Tile tile, const Axis &axis) const {
    return axis.pieces[digit(tile, axis)];
  }
  /// Of the tables over it.
  RowMemory &memory() const { return rowMemory; }
  /// The least tile along each dimension.
  Factors leastTile(Tile tile) const;

  /// IP-2: the fewest steps that cut each of \p outer pieces into what makes
  /// \p inner of all; zero if no number of steps does.
  static int64_t fewestSteps(int64_t inner, int64_t outer) {
    int64_t steps = (inner - 1) / outer + 1;
    return (inner - 1) / steps + 1 == outer ? steps : 0;
  }
  /// The most steps that do; any if there is one piece outside.
  static int64_t mostSteps(int64_t inner, int64_t outer) {
    return outer == 1 ? inner : (inner - 1) / (outer - 1);
  }

  /// Calls \p use(tile, digits) for each tile, ascending.
  template <typename Use> void forEach(Use use) const {
    llvm::SmallVector<unsigned, numDims> digits(axisList.size(), 0);
    for (Tile tile = 0; tile < numTiles; ++tile) {
      use(tile, digits);
      for (unsigned a = 0; a < digits.size(); ++a) {
        if (++digits[a] < axisList[a].size())
          break;
        digits[a] = 0;
      }
    }
  }

  /// The same for the row that begins with \p first; \p use(i, digits).
  template <typename Use> void forEachOfRow(Tile first, Use use) const {
    llvm::SmallVector<unsigned, numDims> digits = this->digits(first);
    for (Tile i = 0; i < rowSize(); ++i) {
      use(i, digits);
      for (unsigned a = 0; a < numRowAxes; ++a) {
        if (++digits[a] < axisList[a].size())
          break;
        digits[a] = 0;
      }
    }
  }

private:
  void findRows(DimSet exchanged);
  void findImages(llvm::ArrayRef<Exchange> exchanges);

  bool complete = true;
  Tile numTiles = 1;
  unsigned numRowAxes = 0;
  TileDivisor byRow;
  llvm::SmallVector<Image, numPairs> imageList;
  std::vector<Tile> sameRowList;
  llvm::SmallVector<Axis, numDims> axisList;
  mutable RowMemory rowMemory;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PIECELATTICE_H
