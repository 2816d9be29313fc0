//===- Searches.h - The searches behind search() ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_SEARCHES_H
#define NEUROSPECTOR_LIB_SEARCH_SEARCHES_H

#include "neurospector/Search/Search.h"

namespace neurospector {

/// The heuristic of NeuroSpector (Park et al., section 4): level by level, two
/// candidates each. No guarantee but validity.
llvm::Expected<SearchResult> searchBottomUp(const Layer &layer,
                                            const Accelerator &accelerator,
                                            const SearchOptions &options);

/// Every schedule. Guarantees the optimum; time grows with the product of the
/// numbers of factorizations of the bounds.
llvm::Expected<SearchResult> searchBruteForce(const Layer &layer,
                                              const Accelerator &accelerator,
                                              const SearchOptions &options);

/// Branch and bound from the outermost memory inwards. Guarantees the optimum
/// unless `maxEvaluations` runs out. docs/optimal-search.md has the proof.
llvm::Expected<SearchResult> searchOptimal(const Layer &layer,
                                           const Accelerator &accelerator,
                                           const SearchOptions &options);

/// The same over tiles that need not divide, from the perfect optimum on. By
/// default it settles for a gap after a fixed number of candidates.
llvm::Expected<SearchResult> searchImperfect(const Layer &layer,
                                             const Accelerator &accelerator,
                                             const SearchOptions &options);

/// A search with a budget has found none, though there may be some.
llvm::Error foundNoSchedule(const Layer &layer);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_SEARCHES_H
