//===- Candidates.h - Schedules worth choosing among ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_CANDIDATES_H
#define NEUROSPECTOR_SEARCH_CANDIDATES_H

#include "neurospector/Search/Search.h"

namespace neurospector {

/// Schedules of one layer for a choice that its neighbours have a part in.
///
/// Neighbours see of a schedule its tiles at the DRAM boundary and the order of
/// the loops outside: its interface. An element of the input or output tile
/// that all chips take at once may be worth up to \p worth (units of the
/// metric) to the choice. So a schedule is of use only if it costs no more than
/// the optimum and what its own tiles may be worth; of equal interfaces the
/// cheapest will do. The first result is \p optimum, which `search` found; then
/// follow the best schedules of the \p limit interfaces with the lowest bound
/// less worth.
///
/// Errors as for `search`.
llvm::Expected<std::vector<SearchResult>>
searchCandidates(const Layer &layer, const Accelerator &accelerator,
                 const SearchOptions &options, const SearchResult &optimum,
                 const PerOperand<double> &worth, unsigned limit);

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_CANDIDATES_H
