//===- PaddedLayers.h - Optima of padded layers -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PADDEDLAYERS_H
#define NEUROSPECTOR_LIB_SEARCH_PADDEDLAYERS_H

#include "neurospector/Search/SearchSpace.h"

namespace neurospector {

/// Where few factors divide, the perfect optimum of a padded layer, without
/// moving or computing the padding, is a good schedule with imperfect factors.
/// These keep the better of \p best and what they find.
///
/// All bounds with a prime above 7 padded to the next number without: what
/// `imperfectSaves` promises.
void offerLeastPadded(const SearchSpace &space, SearchResult &best);
/// One bound after the other, the largest first, padded to multiples of small
/// numbers, as long as that pays.
void offerMultiples(const SearchSpace &space, SearchResult &best);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PADDEDLAYERS_H
