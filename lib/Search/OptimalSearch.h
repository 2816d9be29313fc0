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

/// A search with a budget that has found no schedule gives up after so many
/// rows.
inline constexpr uint64_t mostLooked = uint64_t(1) << 22;

/// Where times overlap: roots from which a quick dive starts, and how many
/// branches the second one, with what the first has learnt, follows at each
/// step.
inline constexpr size_t diveRoots = 4, diveWidth = 2;

/// Candidates for each tile after which a search in which times overlap is
/// split by unrollings; twice as many for each part, and so on.
inline constexpr uint64_t patiencePerTile = 64;

/// Branches of a tie that are followed for less of the other metric; where
/// energy is minimized, all are.
inline constexpr uint64_t maxTies = 1024;
/// The same for cycles where times overlap, in tiles that a branch may look at;
/// at least `minTies`. The most promising come first, and a better schedule
/// grants as many again.
inline constexpr uint64_t tilesOfTies = 1 << 17, minTies = 64;

/// Bounds that agree in so many bits are close: the other metric decides.
inline constexpr unsigned rankBits = 16;

/// A branch: a tile, the order of the loops outside it, and a lower bound on
/// every schedule through it.
struct Branch {
  Branch(double bound, Tile tile, Operand order = Operand::Output,
         bool isCoarse = false)
      : bound(bound), rank(bound), tile(tile), order(order),
        isCoarse(isCoarse) {}

  double bound;
  /// What branches are visited by: the bound, or a little less if the other
  /// metric decides between those whose bounds are close.
  double rank;
  double tieBound = 0; ///< of the other metric, if `comparesTies`
  Tile tile;
  Operand order;
  bool isCoarse;           ///< of a row: the bound may rise (`refineRow`)
  bool isAnyOrder = false; ///< of a root: stands for those of all orders
  size_t channels = 0;     ///< that the bound of a root is of, once refined

  bool operator<(const Branch &other) const {
    return std::tie(rank, tieBound, tile, order) <
           std::tie(other.rank, other.tieBound, other.tile, other.order);
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
  uint64_t looked = 0; ///< rows that were looked at
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

  /// Within the budget: there may be schedules.
  bool foundNothing() const {
    return space.options.maxEvaluations != 0 && looked >= mostLooked &&
           best.status == Status::Infeasible && best.overflowed == 0;
  }

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
    MetricBounds::Outside outside, outsideOfTies;
    /// That keep all tiles outside the memory's loops, and also theirs.
    SearchSpace::Mirrors mirrors, below;
    llvm::SmallVector<Tile> divisors;
    std::vector<MetricBounds::Handed> bounded;
  };

  void collectRoots();
  void addRoot(const Branch &root);
  void addRoots(Tile handed);
  void addOrders();
  void refine(Branch &root);
  std::optional<Branch> nextRoot();
  void findGuide();
  void followGuide();
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

  /// Branches whose bounds are close are visited by the bound of the other
  /// metric: where times overlap whole families of schedules take as many
  /// cycles.
  bool comparesTies() const {
    return bounds.overlaps() && space.options.metric == Metric::Cycle &&
           guide && !isFirstDive();
  }
  /// Looks for one good schedule, not for ties.
  bool isFirstDive() const { return width == 1; }
  Branch ranked(Branch branch) const {
    if (comparesTies())
      branch.rank = leadingBits(branch.bound, rankBits);
    return branch;
  }
  void setTieBound(Branch &branch, double tieBound) const {
    branch = ranked(branch);
    branch.tieBound = leadingBits(tieBound, 44); // but for rounding
  }
  template <typename Again> void compareTies(Branch &branch, Again again) {
    if (comparesTies() && !isWorse(branch.bound))
      setTieBound(branch, again(other()));
  }
  MetricBounds &other();
  double priceOfTies() const;
  bool isWorse(double bound) const { return bound > bestCost * (1 + rounding); }
  /// No schedule through \p branch is preferable; \p again computes its bound
  /// anew, of another metric.
  template <typename Again> bool prunes(const Branch &branch, Again again) {
    if (isWorse(branch.bound) || branch.bound == infinity)
      return true;
    if (!isTie(branch.bound))
      return false;
    return isFirstDive() ||
           !followsTie(comparesTies() ? branch.tieBound : again(other()));
  }
  bool isTie(double bound) const { return bound >= bestCost * (1 - rounding); }
  /// Of a tie with \p bound of the other metric.
  bool isWorseTie(double bound) const {
    bound -= priceOfTies();
    return bound > bestOther * (1 + rounding) ||
           (bound >= bestOther * (1 - rounding) &&
            outerSteps >= bestOuterSteps);
  }
  bool followsTie(double otherBound);
  /// All that is left is ties.
  bool isProven() {
    std::optional<Branch> root = nextRoot();
    if (!root)
      return true;
    addRoot(*root);
    return isTie(root->bound);
  }
  bool isPaused() const { return best.evaluated >= pauseAt; }
  bool gaveUp() const { return best.overflowed >= maxOverflowed; }
  /// The budget ends the search once it has found a schedule, even if only one
  /// that had to be discarded, or after many more rows.
  bool exhausted() const {
    bool found = best.status != Status::Infeasible || best.overflowed != 0;
    return gaveUp() || isPaused() || space.options.isStopped() ||
           (space.options.maxEvaluations != 0 && found &&
            best.evaluated >= space.options.maxEvaluations) ||
           foundNothing();
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
  /// What time costs in `ties`, if `comparesTies`.
  double pjPerCycle = 0;
  /// Energy and cycles of unrollings of the last arrays, if they add up.
  Channel sum;
  std::optional<MacCosts> leaves;
  std::vector<Branch> roots;   ///< to be visited, a heap
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
