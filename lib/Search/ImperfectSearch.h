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

namespace neurospector {

/// Candidates of a layer that are looked at before a search settles for what it
/// has.
inline constexpr uint64_t defaultBudget = 100000;

class ImperfectSearch {
public:
  /// \p space gives the machine's stages and orders; its tiles do not matter.
  /// \p best is what is known: it is kept if nothing is better.
  ImperfectSearch(const SearchSpace &space, SearchResult best);

  SearchResult run();

private:
  /// A tile that may come next, and how it is cut out.
  struct Branch {
    double bound;
    double second; ///< sum of all channels
    Tile tile;
    Operand order;
    OperandMask open;
    AxisSteps steps;

    bool operator<(const Branch &other) const {
      return std::tie(bound, second, tile, order, steps) <
             std::tie(other.bound, other.second, other.tile, other.order,
                      other.steps);
    }
  };
  /// Chooses tiles axis by axis.
  struct Choice {
    const PartialMinima *minima;
    const Cuts *cuts;
    double most; ///< product of all steps
    double base; ///< of the first channel
    llvm::function_ref<void(Tile, const AxisSteps &)> use;
    AxisSteps steps;
  };

  void choose(Choice &choice, size_t left, Tile tile, double product);
  void expandEntering(unsigned memory, OperandMask open);
  void addRows(unsigned memory, OperandMask open, const ReuseCase &reuse,
               Operand order, std::vector<Branch> &branches);
  void visit(std::vector<Branch> &branches,
             llvm::function_ref<void(const Branch &)> expand);
  double boundHanded(unsigned memory, OperandMask open);
  double openCharge(unsigned memory, OperandMask open,
                    const PieceBounds &bounds) const;
  double aboveTables(unsigned memory, OperandMask known,
                     const PieceBounds &bounds) const;
  void unrollLast(unsigned axis, double product);
  void expandHanded(unsigned memory, OperandMask open);
  void complete();
  void addKnown(unsigned memory);
  double idle(unsigned memory, const PieceBounds &bounds) const;
  double combine(llvm::function_ref<double(PieceBounds &, size_t)> of);
  void chooseLead();
  double deepen(double least);
  double provenBound(double least) const;
  bool isWorse(double bound) const {
    return bound >= std::min(bestCost * (1 - 1e-12), threshold) ||
           bound == infinity;
  }
  bool exhausted() const;

  const SearchSpace &space;
  const ChainCost cost;
  const PieceLattice lattice;
  const PieceFacts facts;
  const unsigned last;
  const uint64_t budget;
  std::vector<std::unique_ptr<PieceBounds>> energies, times;
  PieceBounds *lead = nullptr; ///< whose minima lead the choice
  size_t leadNumber = 0;
  double leadFactor = 1; ///< of the other factor of EDP
  PieceChain chain;
  /// What is known down to the tile that enters a memory, by memory and
  /// channel.
  std::vector<llvm::SmallVector<double, 8>> known;
  double second = 0;   ///< of the last bound
  uint64_t stopAt = 0; ///< candidates
  bool dives = false;
  static constexpr uint64_t diveShare = 4, visitQuota = 64;
  SearchResult best;
  double bestCost = infinity, threshold = infinity;
  double proven = infinity;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_IMPERFECTSEARCH_H
