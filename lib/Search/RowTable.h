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

/// Slabs that a thread keeps for its next search: a page that goes back to the
/// system costs a fault as it comes again.
class SlabCache : public llvm::AllocatorBase<SlabCache> {
public:
  static constexpr size_t slabSize = 1 << 16;

  void *Allocate(size_t size, size_t alignment) {
    std::vector<void *> &kept = slabs.kept;
    if (size != slabSize || kept.empty())
      return llvm::allocate_buffer(size, alignment);
    void *slab = kept.back();
    kept.pop_back();
    return slab;
  }
  using AllocatorBase<SlabCache>::Allocate;

  void Deallocate(const void *slab, size_t size, size_t alignment) {
    if (size == slabSize && slabs.kept.size() < mostKept)
      slabs.kept.push_back(const_cast<void *>(slab));
    else
      llvm::deallocate_buffer(const_cast<void *>(slab), size, alignment);
  }
  using AllocatorBase<SlabCache>::Deallocate;

private:
  static constexpr size_t mostKept = 256;
  struct Slabs {
    std::vector<void *> kept;
    ~Slabs() {
      for (void *slab : kept)
        llvm::deallocate_buffer(slab, slabSize, alignof(std::max_align_t));
    }
  };
  static inline thread_local Slabs slabs;
};

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
  mutable llvm::BumpPtrAllocatorImpl<SlabCache, SlabCache::slabSize> memory;
  mutable T *spare = nullptr;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ROWTABLE_H
