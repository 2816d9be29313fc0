//===- OptimalSearch.h - The cheapest schedule, with a proof ----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H
#define NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H

#include "Relaxation.h"
#include "neurospector/Search/Candidates.h"

#include <deque>
#include <limits>

namespace neurospector {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// Bounds and costs are sums of the same terms in different orders; they are
/// compared with this much room for rounding.
inline constexpr double rounding = 1e-12;

/// Discarded schedules after which a search settles for what it has.
inline constexpr uint64_t maxOverflowed = 4096;

/// A branch: a tile, the order of the loops outside it, and a lower bound on
/// every schedule through it.
struct Branch {
  double bound;
  Tile tile;
  Operand order = Operand::Output;

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

class OptimalSearch {
public:
  explicit OptimalSearch(const SearchSpace &space);

  llvm::Expected<SearchResult> run();

  /// The best schedule through each of the \p limit most promising interfaces
  /// (searchCandidates); \p optimum is the cost of the best of all.
  llvm::Expected<std::vector<SearchResult>>
  collect(const Worth &worth, double optimum, unsigned limit);

  /// What every schedule costs: its multiply-accumulates, on all units.
  double compulsory() const;

private:
  /// Where a search stands at one memory.
  struct Depth {
    std::vector<Branch> entering, handed; ///< being visited
    /// For a tile handed inward the expansion in which it was last considered,
    /// and bits of the orders then.
    struct Visit {
      uint32_t expansion = 0, orders = 0;
    };
    std::vector<Visit> visits;
    uint32_t expansion = 0;
    /// What the memory takes in is costed with moves that its own loops change.
    bool isCorrected = false;
    /// That keep all tiles outside the memory's loops, and also theirs.
    SearchSpace::Mirrors mirrors, below;
    llvm::SmallVector<Tile> divisors;
  };

  void addChannels();
  void collectRoots();
  void addRoots(Tile handed);
  void choose(unsigned memory, Tile handed, Operand order);
  bool enter(unsigned memory, Tile entering);
  void expandRoot(const Branch &root);
  void expandHanded(unsigned memory);
  void expandEntering(unsigned memory);
  void considerRow(unsigned memory, Tile handed, Operand order);
  bool isRepeated(unsigned memory, Tile handed, const Moves &moves);
  void complete();
  void consider(const Known &known);
  void addInterfaces(const Branch &root, const Worth &worth, double optimum,
                     std::vector<Interface> &interfaces);

  llvm::ArrayRef<Frame> framesTo(unsigned memory) const {
    return llvm::ArrayRef(frames).take_front(memory + 1);
  }
  double boundHanded(unsigned memory);
  double boundRoot();
  double boundEntering(unsigned memory);
  OperandMask openAfter(unsigned memory) const;

  /// The metric from its parts: \p of(channel) for each, bounds or values.
  /// Stops at what is pruned anyway.
  template <typename Of> double combine(Of of) const {
    auto longest = [&](llvm::ArrayRef<unsigned> channels, double limit) {
      double result = 0;
      for (unsigned c : channels) {
        result = std::max(result, of(c));
        if (result > limit)
          break;
      }
      return result;
    };
    double limit = bestCost * (1 + rounding);
    switch (space.options.metric) {
    case Metric::Energy:
      return longest(energyChannels, limit);
    case Metric::Cycle:
      return longest(timeChannels, limit);
    case Metric::Edp:
      break;
    }
    return longest(energyChannels, infinity) * longest(timeChannels, infinity);
  }
  double valueOf(const Known &known) const;
  /// No schedule through a branch with \p bound is preferable.
  bool prunes(double bound) const {
    if (bound > bestCost * (1 + rounding))
      return true;
    return bound >= bestCost * (1 - rounding) && outerSteps >= bestOuterSteps;
  }
  bool gaveUp() const { return best.overflowed >= maxOverflowed; }
  /// The budget ends the search once it has found a schedule, even if only one
  /// that had to be discarded.
  bool exhausted() const {
    bool found = best.status != Status::Infeasible || best.overflowed != 0;
    return gaveUp() || space.options.isStopped() ||
           (space.options.maxEvaluations != 0 && found &&
            best.evaluated >= space.options.maxEvaluations);
  }

  const SearchSpace &space;
  const TileLattice &lattice;
  const ReuseRule &rule;
  const ChainCost cost;
  const unsigned last; ///< memory
  std::deque<Relaxation> relaxations;
  /// Energy and cycles of unrollings of the last arrays, if they add up.
  Channel sum;
  std::optional<MacCosts> leaves;
  llvm::SmallVector<unsigned, 4> energyChannels, timeChannels;
  std::vector<Branch> roots;
  std::vector<Tile> lastTiles; ///< that may enter the last memory

  std::vector<Frame> frames; ///< the branch being expanded
  std::vector<Depth> depths; ///< by memory
  double outerSteps = 0;     ///< of the outermost memory
  // Scratch, by channel.
  llvm::SmallVector<double, 8> others;
  llvm::SmallVector<Relaxation::Floors, 8> floors;

  SearchResult best;
  double bestCost = infinity, bestOuterSteps = infinity;
  /// What the cheapest discarded schedule would have cost.
  double leastDiscarded = infinity;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_OPTIMALSEARCH_H
