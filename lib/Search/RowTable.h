//===- RowTable.h - Functions of tiles, row by row --------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_ROWTABLE_H
#define NEUROSPECTOR_LIB_SEARCH_ROWTABLE_H

#include "PieceLattice.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace neurospector {

/// A function of the tiles of a lattice, found row by row
/// (`PieceLattice::rowSize`) where somebody asks for it. Most rows of most
/// tables never are, or are left out: these take no time and no memory.
template <typename T> class RowTable {
public:
  /// Finds the values of the row that begins with a tile; false if it is left
  /// out.
  using Fill = std::function<bool(Tile first, T *values)>;

  /// Where a row is left out \p missing is the value. \p hasImages: of tiles
  /// that are each other's image the values are the same.
  void begin(const PieceLattice &lattice, T missing, Fill fill,
             bool hasImages = true) {
    this->lattice = &lattice;
    size = lattice.rowSize();
    none = missing;
    this->fill = std::move(fill);
    sameRows = hasImages ? lattice.sameRows() : llvm::ArrayRef<Tile>();
    rows = lattice.memory().Allocate<T *>(lattice.numRows());
    std::fill_n(rows, lattice.numRows(), nullptr);
  }
  bool empty() const { return !rows; }

  /// The values of the row that begins with \p first; null if it is left out.
  const T *row(Tile first) const {
    T *values = rowOf(first);
    return values == &none ? nullptr : values;
  }
  T operator[](Tile tile) const {
    T *values = rowOf(tile);
    return values == &none ? none : values[tile - lattice->firstOfRow(tile)];
  }

private:
  T *rowOf(Tile tile) const {
    Tile row = lattice->rowOf(tile);
    if (!sameRows.empty())
      row = sameRows[row];
    T *&values = rows[row];
    if (!values) {
      T *found = spare ? std::exchange(spare, nullptr)
                       : lattice->memory().template Allocate<T>(size);
      if (fill(row * size, found))
        values = found;
      else
        values = &none, spare = found;
    }
    return values;
  }

  const PieceLattice *lattice = nullptr;
  Tile size = 1;
  mutable T none = {};
  Fill fill;
  llvm::ArrayRef<Tile> sameRows;
  T **rows = nullptr; ///< null: not found yet; &none: left out
  mutable T *spare = nullptr;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ROWTABLE_H
