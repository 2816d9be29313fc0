//===- ChipPartition.h - Branches side by side on disjoint chips *- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Multi-chip partitioning: layers that read the same tensor run at the same
// time on disjoint chips, and where they read it in step, the outermost memory
// sends it once. Chips here are whatever the machine has right inside its
// outermost memory. Labels CP-n refer to docs/network-wise.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_CHIPPARTITION_H
#define NEUROSPECTOR_SEARCH_CHIPPARTITION_H

#include "neurospector/Search/Search.h"

namespace neurospector {

/// The arrays whose units are the chips: those between the outermost memory and
/// the next one, outermost first; MULTI_CHIPS of machines of the published
/// shape.
using ChipArrays = llvm::SmallVector<size_t, 2>;
ChipArrays chipArrays(const Accelerator &accelerator);

/// Chips as a grid: \p x units of the innermost array, unless that is named as
/// the `(Y)` of a pair, and \p y of the others.
struct ChipGrid {
  int64_t x = 1, y = 1;
};
ChipGrid chipGrid(const Accelerator &accelerator);

/// A layer on its share of the chips.
struct PartitionedBranch {
  ChipGrid chips;      ///< a strip of the machine's chips
  SearchResult result; ///< on a machine with these chips only
  /// Input elements that are sent for a branch before it anyway.
  int64_t sharedInput = 0;
};

/// Energy (pJ) and cycles of layers together, with the static energy of the
/// whole machine.
struct JointCost {
  double energy = 0, cycles = 0;

  double of(Metric metric) const { return metricOf(metric, energy, cycles); }
};

struct Partition {
  std::vector<PartitionedBranch> branches; ///< in the order given
  JointCost sideBySide;
  /// Each layer's best schedule on all chips, one after the other.
  JointCost inTurn;

  /// Side by side costs less.
  bool pays(Metric metric) const {
    return sideBySide.of(metric) < inTurn.of(metric);
  }
};

/// Interfaces that are looked at per branch and strip.
inline constexpr unsigned branchCandidates = 24;
/// Units of an array that are split: for each width and branch, a search.
inline constexpr int64_t maxSplitChips = 64;
/// Combinations of schedules that are looked at, seconds of work.
inline constexpr uint64_t maxCombinations = 1 << 25;

/// CP-1: the layers can read the same tensor: equal batch and channels, images
/// that differ by no more than their windows and strides. Else an error that
/// names two that cannot.
llvm::Error verifyBranches(llvm::ArrayRef<Layer> branches);

/// The best split of the chips into one strip per branch, along one of their
/// arrays. All splits are compared, each with the best combination of schedules
/// among those that `searchCandidates` finds for the strips (of another \p
/// optimizer, the one it finds), under the exact cost model. Errors:
/// `verifyBranches`; fewer units on each array than branches; more than
/// `maxSplitChips` on one; more than `maxCombinations` to look at; a branch
/// without a valid schedule.
llvm::Expected<Partition>
partitionChips(llvm::ArrayRef<Layer> branches, const Accelerator &accelerator,
               const SearchOptions &options,
               Optimizer optimizer = Optimizer::Optimal);

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_CHIPPARTITION_H
