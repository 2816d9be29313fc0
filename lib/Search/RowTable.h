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

#include "llvm/Support/Allocator.h"

#include <functional>

namespace neurospector {

/// A function of the tiles of a lattice, found row by row
/// (`PieceLattice::rowSize`) where somebody asks for it. Most rows of most
/// tables never are, or are left out: these take no time and no memory.
template <typename T> class RowTable {
public:
  /// Finds the values of the row that begins with a tile; false if it is left
  /// out.
  using Fill = std::function<bool(Tile first, T *values)>;

  /// Where a row is left out \p missing is the value.
  void begin(const PieceLattice &lattice, T missing, Fill fill) {
    size = lattice.rowSize();
    bySize = TileDivisor(size);
    none = missing;
    this->fill = std::move(fill);
    rows.assign(lattice.size() / size, nullptr);
  }
  bool empty() const { return rows.empty(); }

  /// The values of the row that begins with \p first; null if it is left out.
  const T *row(Tile first) const {
    T *values = rowOf(first);
    return values == &none ? nullptr : values;
  }
  T operator[](Tile tile) const {
    T *values = rowOf(tile);
    return values == &none ? none : values[bySize.remainder(tile)];
  }

private:
  T *rowOf(Tile tile) const {
    T *&values = rows[bySize.quotient(tile)];
    if (!values) {
      T *found = spare ? std::exchange(spare, nullptr)
                       : memory.template Allocate<T>(size);
      if (fill(tile - bySize.remainder(tile), found))
        values = found;
      else
        values = &none, spare = found;
    }
    return values;
  }

  Tile size = 1;
  TileDivisor bySize;
  mutable T none = {};
  Fill fill;
  mutable std::vector<T *> rows; ///< null: not found yet; &none: left out
  mutable llvm::BumpPtrAllocatorImpl<llvm::MallocAllocator, 1 << 16> memory;
  mutable T *spare = nullptr;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ROWTABLE_H
