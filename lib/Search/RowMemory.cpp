//===- RowMemory.cpp - Memory of the tables of a search -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowMemory.h"

#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

using namespace neurospector;

/// By each thread: as many as a layer with many tiles takes on most machines.
static constexpr size_t mostKept = 16;

namespace {
struct Slabs {
  std::vector<void *> kept;
  ~Slabs() {
    for (void *slab : kept)
      llvm::deallocate_buffer(slab, SlabCache::slabSize, SlabCache::slabSize);
  }
};
} // namespace

static thread_local Slabs slabs;

/// Slabs of another size, for a row that is larger, are not kept.
void *SlabCache::Allocate(size_t size, size_t alignment) {
  if (size != slabSize)
    return llvm::allocate_buffer(size, alignment);
  if (!slabs.kept.empty()) {
    void *slab = slabs.kept.back();
    slabs.kept.pop_back();
    return slab;
  }
  void *slab = llvm::allocate_buffer(slabSize, slabSize);
#ifdef MADV_HUGEPAGE
  madvise(slab, slabSize, MADV_HUGEPAGE); // if the system has any
#endif
  return slab;
}

void SlabCache::Deallocate(const void *slab, size_t size, size_t alignment) {
  if (size != slabSize)
    llvm::deallocate_buffer(const_cast<void *>(slab), size, alignment);
  else if (slabs.kept.size() < mostKept)
    slabs.kept.push_back(const_cast<void *>(slab));
  else
    llvm::deallocate_buffer(const_cast<void *>(slab), slabSize, slabSize);
}
