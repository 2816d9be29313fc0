//===- OptimalSearch.h - Branch and bound over tiles ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H
#define NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H

#include "LocalSends.h"
#include "Relaxation.h"
#include "neurospector/Search/Candidates.h"

#include <algorithm>
#include <limits>

namespace neurospector {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// Bounds and costs are sums of the same terms in different orders; they are
/// compared with this much room for rounding.
inline constexpr double rounding = 1e-12;

/// Discarded schedules after which a search settles for what it has.
inline constexpr uint64_t maxOverflowed = 4096;

/// A branch: a tile, the order of the row outside it, and a lower bound on
/// every schedule through it.
struct Branch {
  double bound;
  Tile tile;
  Dataflow order = Dataflow::WeightStationary;

  bool operator<(const Branch &other) const {
    return std::tie(bound, tile, order) <
           std::tie(other.bound, other.tile, other.order);
  }
};

/// A way to reuse tiles in the GLOBAL_BUFFER row, and an order that does.
struct InnerCase {
  CostModel::ReuseCase reuse;
  Dataflow order;
};
using InnerCases = llvm::SmallVector<InnerCase, 6>;

/// What neighbouring layers see of a schedule: the tiles at the DRAM boundary
/// and the order of the loops outside.
struct Interface {
  double potential; ///< lower bound on the cost, less what it may be worth
  double limit;     ///< what a schedule may cost at most
  Tile chip, gb;
  Dataflow order;

  bool operator<(const Interface &other) const {
    return std::tie(potential, chip, gb, order) <
           std::tie(other.potential, other.chip, other.gb, other.order);
  }
};

class OptimalSearch {
public:
  using Case = CostModel::ReuseCase;

  explicit OptimalSearch(const SearchSpace &space);

  llvm::Expected<SearchResult> run();

  /// The best schedule through each of the \p limit most promising interfaces
  /// (searchCandidates); \p optimum is the cost of the best of all.
  llvm::Expected<std::vector<SearchResult>>
  collect(const Worth &worth, double optimum, unsigned limit);

private:
  void collectCases();
  void collectRoots();
  void addRoots(Tile chip);
  void expandChip(const Branch &root);
  void enterChip(const Branch &root);
  double boundGb(Tile gb);
  void addInterfaces(const Branch &root, const Worth &worth, double optimum,
                     std::vector<Interface> &interfaces);
  void expandGb(Tile gb);
  void considerPe(Tile pe, Dataflow gbOrder);
  bool isRepeated(Tile pe, const AccessCounts<double> &gbCounts) const;
  void expandPe(const Branch &branch);
  void complete(Tile lb);

  const InnerCases &cases(Dataflow dramOrder) const {
    return innerCases[static_cast<unsigned>(dramOrder)];
  }
  using Floors = llvm::SmallVector<Relaxation::Floors, 2>;
  /// The least bound over the cases, with \p inside(channel, case) from a
  /// table.
  template <typename Inside>
  double leastOver(Dataflow dramOrder, const EnergyCycles &known,
                   const Floors &floors, Inside inside) const {
    double least = infinity;
    for (const InnerCase &inner : cases(dramOrder))
      least = std::min(least, product([&](unsigned c) {
                         return channels[c].of(known) +
                                floors[c].of(inner.reuse) +
                                inside(c, inner.reuse);
                       }));
    return least;
  }
  EnergyCycles outsidePe(Tile pe, const BoundaryCounts<double> &counts) const;

  /// Product over the channels of \p of(channel index).
  template <typename Of> double product(Of of) const {
    double result = of(0);
    for (unsigned c = 1; c < channels.size(); ++c)
      result *= of(c);
    return result;
  }
  /// No schedule through a branch with \p bound is preferable.
  bool prunes(double bound) const {
    if (bound > bestCost * (1 + rounding))
      return true;
    return bound >= bestCost * (1 - rounding) &&
           dramIterations >= bestDramIterations;
  }
  bool gaveUp() const { return best.overflowed >= maxOverflowed; }
  /// The budget ends the search once it has found a schedule, even if only one
  /// that had to be discarded.
  bool exhausted() const {
    bool found = best.status != Status::Infeasible || best.overflowed != 0;
    return gaveUp() || (space.options.maxEvaluations != 0 && found &&
                        best.evaluated >= space.options.maxEvaluations);
  }

  const SearchSpace &space;
  const TileLattice &lattice;
  const ChainCost &cost;
  llvm::SmallVector<Dataflow, 3> dramOrders;
  std::array<InnerCases, 3> innerCases; ///< by order of the DRAM row
  llvm::SmallVector<Channel, 2> channels;
  LocalSends localSends;
  std::vector<Relaxation> relaxations; ///< one per channel
  std::vector<Branch> roots;
  std::vector<Tile> lbTiles; ///< those that fit
  /// For a pe tile the gb expansion in which it was last considered, and bits
  /// of the orders then.
  struct Visit {
    uint32_t expansion = 0, orders = 0;
  };
  std::vector<Visit> visits;
  uint32_t expansion = 0;

  // The branch being expanded: its tiles, dataflows, and exact outer costs.
  Chain chain = {0, 0, 0, 0, 0};
  DataflowPair order = {};
  double dramIterations = 0;
  SearchSpace::Mirrors peMirrors; ///< that keep the chip and the gb tile
  AccessCounts<double> dramCounts;
  AccessCounts<double> gbCounts;
  EnergyCycles atDram, outsideGb, outside;
  std::vector<Branch> gbBranches, peBranches;
  llvm::SmallVector<Tile> gbDivisors;

  SearchResult best;
  double bestCost = infinity, bestDramIterations = infinity;
  /// What the cheapest discarded schedule would have cost.
  double leastDiscarded = infinity;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H
