//===- ImperfectSearch.h - Tiles that need not divide -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_IMPERFECTSEARCH_H
#define NEUROSPECTOR_LIB_SEARCH_IMPERFECTSEARCH_H

#include "MetricBounds.h"
#include "PieceBounds.h"
#include "PieceChain.h"
#include "PieceMirrors.h"
#include "Rounding.h"
#include "UnitSplits.h"

namespace neurospector {

/// Candidates of a layer that are looked at before a search settles for what it
/// has.
inline constexpr uint64_t defaultBudget = 500000;

class ImperfectSearch {
public:
  /// \p space gives the machine's stages and orders; its tiles do not matter.
  /// \p best is what is known: it is kept if nothing is better.
  ImperfectSearch(const SearchSpace &space, SearchResult best);

  SearchResult run();
  /// Though there may be schedules.
  bool foundNothing() const {
    return best.status == Status::Infeasible && best.overflowed == 0 &&
           (proven < infinity || !lattice.isComplete());
  }

  /// The largest bound of the parts of \p schedule: its cost or less.
  double boundOf(const Schedule &schedule);

private:
  /// A part of a schedule: one level further than another, its parent.
  struct Node {
    double bound;
    double second;              ///< sum of all channels
    uint32_t parent;            ///< number of the node
    uint8_t levels;             ///< that are chosen (`PieceChain`)
    bool refined;               ///< IP-7
    PieceMirrors::Mask mirrors; ///< that leave all choices so far as they are
    OperandMask open;
    Operand order;
    Tile tile; ///< handed on or entering
    AxisSteps steps;
  };
  /// Chooses tiles axis by axis.
  struct Choice {
    const PartialMinima *minima;
    const Cuts *cuts;
    llvm::function_ref<void(Tile, const AxisSteps &)> use;
    double most; ///< product of all steps
    double base; ///< of the channel that leads
    /// What comes to the MACs, where units decide it, and all else but minima.
    const PieceBounds::MacsByUnits *macs = nullptr;
    double besideMacs = 0;
    double mostOfMinima = 0; ///< that is better than the best
    AxisSteps steps = {};
  };

  std::optional<PieceMirrors::Mask> mirrorsOf(Tile tile,
                                              const AxisSteps &steps) const;
  double prepare();
  void addChannels();
  bool mayTake(const Choice &choice, size_t left, Tile tile, double product,
               double working) const;
  void choose(Choice &choice, Tile tile);
  void choose(Choice &choice, size_t left, Tile tile, double product,
              double working);
  void expandEntering(unsigned memory, OperandMask open);
  void expandHanded(unsigned memory, OperandMask open);
  void addRows(unsigned memory, OperandMask open, double base,
               const ReuseCase &reuse, Operand order);
  void add(double bound, unsigned levels, OperandMask open, Operand order,
           Tile tile, const AxisSteps &steps);
  void apply(const Node &node);
  void restore(const Node &node);
  bool expand(uint32_t number);
  void explore();
  bool refine(uint32_t number);
  double boundEntering(unsigned memory, OperandMask open);
  double boundHanded(unsigned memory, OperandMask open);
  double boundComplete();
  double openCharge(unsigned memory, OperandMask open,
                    const PieceBounds &bounds) const;
  double boundOfChannel(PieceBounds &bounds, size_t channel, unsigned levels,
                        OperandMask open, double inside);
  double baseOfLook(unsigned memory, OperandMask open);
  double macsAboveTables(unsigned levels, double steps, double busiest,
                         PieceBounds &bounds) const;
  double aboveTables(unsigned levels, OperandMask counted,
                     PieceBounds &bounds) const;
  void loopLast();
  void unrollLast();
  void cutToUnit(const Cuts &cuts, Tile tile, AxisSteps &steps, double most,
                 llvm::function_ref<void()> use, unsigned axis = 0,
                 double product = 1);
  void complete();
  void addKnown(unsigned memory);
  PieceBounds::AtMacs atMacs() const;
  double combine(llvm::function_ref<double(PieceBounds &, size_t)> of);
  double chooseLead();
  double leastOfMacs() const;
  double findSmallestStep() const;
  double provenBound(double least) const;
  /// A bound of this or more is that of nothing better than the best. Whole
  /// cycles are only better by one.
  double worst() const {
    double step = std::max(0.0, smallestStep - 2e-9 * bestCost);
    return bestCost * (1 - rounding) - step;
  }
  bool isWorse(double bound) const {
    return std::max(bound, compulsory) >= worst() || bound == infinity;
  }
  /// A closer look at a part of a schedule is one at all unrollings of the tile
  /// that it hands on.
  bool looksAtUnrollings(unsigned levels) const {
    return levels % 2 == 1 && lead->looksAtUnrollings(levels / 2);
  }
  bool exhausted() const;
  void change(uint64_t moves, unsigned rounds);
  void improve(double bound);

  const SearchSpace &space;
  const ChainCost cost;
  const PieceLattice lattice;
  const PieceFacts facts;
  const unsigned last;
  const uint64_t budget;
  const double compulsory;   ///< what every schedule costs (IP-8)
  const double smallestStep; ///< between two costs; zero: any
  std::vector<std::unique_ptr<PieceBounds>> energies, times;
  PieceBounds *lead = nullptr; ///< whose minima lead the choice
  double leadFactor = 1;       ///< of the other factor of EDP
  PieceChain chain;
  const UnitSplits splits;
  const PieceMirrors mirrors;
  bool refining = false; ///< units compete in the next bounds, too
  /// What is known down to the tile that enters a memory, by memory and
  /// channel.
  std::vector<llvm::SmallVector<double, 8>> known;
  double second = 0; ///< of the last bound
  std::vector<Node> nodes;
  bool isImproved = false; ///< otherwise than by branching
  uint32_t expanded = 0;   ///< the one that branches
  /// A heap of nodes: of the least bound, then sum of all channels first.
  std::vector<std::tuple<double, double, uint32_t>> queue;
  SearchResult best;
  double bestCost = infinity;
  double proven = infinity;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_IMPERFECTSEARCH_H
