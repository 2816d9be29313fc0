//===- Annealing.h - A good schedule, without a proof -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_ANNEALING_H
#define NEUROSPECTOR_LIB_SEARCH_ANNEALING_H

#include "neurospector/Search/SearchSpace.h"

namespace neurospector {

/// Improves \p best, which holds a schedule, by \p moves random changes of it
/// (Kirkpatrick et al., Science 220, 1983): the steps of one level along one
/// dimension, made up for by another level, or the order of a memory's loops.
/// Tiles need not divide. The same input gives the same result.
/// Each of \p rounds begins at the best schedule three times, the first
/// hottest.
void anneal(const SearchSpace &space, SearchResult &best, uint64_t moves,
            unsigned rounds);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_ANNEALING_H
