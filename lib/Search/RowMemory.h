//===- RowMemory.h - Memory of the tables of a search -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_ROWMEMORY_H
#define NEUROSPECTOR_LIB_SEARCH_ROWMEMORY_H

#include "llvm/Support/Allocator.h"

namespace neurospector {

/// Slabs that a thread keeps for its next search: a page that goes back to the
/// system costs a fault as it comes again, and small pages a fault each.
class SlabCache : public llvm::AllocatorBase<SlabCache> {
public:
  /// As a large page.
  static constexpr size_t slabSize = 1 << 21;

  void *Allocate(size_t size, size_t alignment);
  using AllocatorBase<SlabCache>::Allocate;
  void Deallocate(const void *slab, size_t size, size_t alignment);
  using AllocatorBase<SlabCache>::Deallocate;
};

using RowMemory = llvm::BumpPtrAllocatorImpl<SlabCache, SlabCache::slabSize>;

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ROWMEMORY_H
