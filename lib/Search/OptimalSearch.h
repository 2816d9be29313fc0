//===- OptimalSearch.h - The cheapest schedule, with a proof ----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H
#define NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H

#include "MetricBounds.h"
#include "Rounding.h"
#include "neurospector/Search/Candidates.h"

namespace neurospector {

/// Discarded schedules after which a search settles for what it has.
inline constexpr uint64_t maxOverflowed = 4096;

/// Where times overlap: roots from which a quick dive starts, and how many
/// branches the second one, with what the first has learnt, follows at each
/// step.
inline constexpr size_t diveRoots = 4, diveWidth = 2;

/// Candidates for each tile after which a search in which times overlap is
/// split by unrollings; twice as many for each part, and so on.
inline constexpr uint64_t patiencePerTile = 64;

/// Branches of a tie that are followed for less of the other metric; where
/// energy is minimized, all are. Where times overlap bounds are closer.
inline constexpr uint64_t maxTies = 1024, maxTiesIfOverlapping = 2048;

/// A branch: a tile, the order of the loops outside it, and a lower bound on
/// every schedule through it.
struct Branch {
  double bound;
  Tile tile;
  Operand order = Operand::Output;
  bool isCoarse = false;   ///< the bound may rise (`refine`, `refineRow`)
  bool isAnyOrder = false; ///< of a root: stands for those of all orders

  bool operator<(const Branch &other) const {
    return std::tie(bound, tile, order) <
           std::tie(other.bound, other.tile, other.order);
  }
};

/// What neighbouring layers see of a schedule: what the outermost memory hands
/// inward, what the next one takes of it, and the order of the loops outside.
struct Interface {
  double potential; ///< lower bound on the cost, less what it may be worth
  double limit;     ///< what a schedule may cost at most
  Tile handed, entering;
  Operand order;

  bool operator<(const Interface &other) const {
    return std::tie(potential, handed, entering, order) <
           std::tie(other.potential, other.handed, other.entering, other.order);
  }
};

/// What a search has found, and what helps it to go on.
struct Incumbent {
  SearchResult best;
  double bestCost = infinity, bestOther = infinity, bestOuterSteps = infinity;
  /// What the cheapest discarded schedule would have cost.
  double leastDiscarded = infinity;
  uint64_t tiesFollowed = 0;
  std::optional<TimeWeights> guide; ///< of the best schedule of the first dive
  /// `pathsByTime` of the best schedule of the dives.
  llvm::SmallVector<unsigned, 6> paths;
};

class OptimalSearch : Incumbent {
public:
  explicit OptimalSearch(const SearchSpace &space);

  /// The best schedule of \p space, the search's own, which is itself \p depth
  /// times a part of another.
  SearchResult run(SearchSpace &space, unsigned depth = 0);

  /// The best schedule through each of the \p limit most promising interfaces
  /// (searchCandidates); \p optimum is the cost of the best of all.
  llvm::Expected<std::vector<SearchResult>>
  collect(const Worth &worth, double optimum, unsigned limit);

  /// What every schedule costs: its multiply-accumulates, on all units.
  double compulsory() const;

private:
  /// Where times overlap, stops after \p patience more candidates than the
  /// dives take: then `isPaused`.
  SearchResult runWhole(uint64_t patience);
  /// Goes on from there with one part of the unrollings of \p stage after the
  /// other.
  SearchResult runParts(SearchSpace &space, Stage &stage, unsigned depth);
  /// Where a search stands at one memory.
  struct Depth {
    std::vector<Branch> entering, handed; ///< to be visited, the second a heap
    /// For a tile handed inward the last expansion that had it, and bits of the
    /// orders then: of all, and of those that had a close look.
    struct Visit {
      uint32_t expansion = 0;
      uint16_t orders = 0, refined = 0;
    };
    std::vector<Visit> visits;
    uint32_t expansion = 0;
    /// What the memory takes in is costed with moves that its own loops change.
    bool isCorrected = false;
    MetricBounds::Outside outside;
    /// That keep all tiles outside the memory's loops, and also theirs.
    SearchSpace::Mirrors mirrors, below;
    llvm::SmallVector<Tile> divisors;
  };

  void collectRoots();
  void addRoots(Tile handed);
  void addOrders();
  void refine(Branch &root);
  void refineFirst();
  void findGuide();
  void dive(size_t newWidth);
  double boundRoot(MetricBounds &metric);
  void choose(unsigned memory, Tile handed, Operand order);
  bool enter(unsigned memory, Tile entering, const Sending &sending);
  void expandRoot(const Branch &root);
  void expandHanded(unsigned memory);
  void expandLast(const Sending &sending);
  void expandEntering(unsigned memory);
  void addRow(unsigned memory, const Branch &row);
  bool refineRow(unsigned memory, Branch &row);
  Operand firstOrder(unsigned memory, const Branch &row);
  void complete();
  void consider(const Known &known);
  void addInterfaces(const Branch &root, const Worth &worth, double optimum,
                     std::vector<Interface> &interfaces);

  llvm::ArrayRef<Frame> framesTo(unsigned memory) const {
    return llvm::ArrayRef(frames).take_front(memory + 1);
  }
  /// The result, if all is done but branches bounded by \p proven.
  SearchResult conclude(double proven);
  void setLimit() { bounds.limit = bestCost * (1 + rounding); }
  void addPaths(MetricBounds &metric) {
    paths.empty() ? metric.addPaths() : metric.addPaths(paths);
  }

  MetricBounds &other();
  double staticOfTies() const;
  bool isWorse(double bound) const { return bound > bestCost * (1 + rounding); }
  /// No schedule through a branch with \p bound is preferable; \p again
  /// computes the bound anew, of another metric.
  template <typename Again> bool prunes(double bound, Again again) {
    if (isWorse(bound) || bound == infinity)
      return true;
    return bound >= bestCost * (1 - rounding) && !followsTie(again(other()));
  }
  bool followsTie(double otherBound);
  bool isPaused() const { return best.evaluated >= pauseAt; }
  bool gaveUp() const { return best.overflowed >= maxOverflowed; }
  /// The budget ends the search once it has found a schedule, even if only one
  /// that had to be discarded.
  bool exhausted() const {
    bool found = best.status != Status::Infeasible || best.overflowed != 0;
    return gaveUp() || isPaused() || space.options.isStopped() ||
           (space.options.maxEvaluations != 0 && found &&
            best.evaluated >= space.options.maxEvaluations);
  }

  const SearchSpace &space;
  const TileLattice &lattice;
  const ReuseRule &rule;
  const ChainCost cost;
  const TileFacts facts;
  const unsigned last; ///< memory
  const SearchSpace::Mirrors mirrors;
  MetricBounds bounds;
  std::optional<MetricBounds> ties; ///< of the other metric
  /// Energy and cycles of unrollings of the last arrays, if they add up.
  Channel sum;
  std::optional<MacCosts> leaves;
  std::vector<Branch> roots;
  std::vector<Tile> lastTiles; ///< that may enter the last memory

  std::vector<Frame> frames; ///< the branch being expanded
  std::vector<Depth> depths; ///< by memory
  double outerSteps = 0;     ///< of the outermost memory
  size_t width = ~size_t(0); ///< branches that are followed at each step, one
                             ///< in the first dive
  uint64_t pauseAt = ~uint64_t(0); ///< candidates
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H
