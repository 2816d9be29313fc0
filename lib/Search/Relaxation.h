//===- Relaxation.h - Lower bounds from tables over tiles -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the optimal search prunes with. docs/optimal-search.md proves that no
// bound exceeds the cost it bounds; the labels R-n are its.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_RELAXATION_H
#define NEUROSPECTOR_LIB_SEARCH_RELAXATION_H

#include "LocalSends.h"

namespace neurospector {

/// A weighted sum of dynamic energy and cycles. Energy and cycles are one
/// channel each; EDP is the product of both, bounded factor by factor.
struct Channel {
  double constant, perPj, perCycle;

  double of(const EnergyCycles &cost) const {
    return constant + perPj * cost.energy + perCycle * cost.cycles;
  }
};

/// Lower bounds of one channel.
///
/// The argument: written with the tiles of a chain, mac | lb | pe | gb | chip,
/// nearly every term of the cost depends on one tile only. An operand X that a
/// row does not reuse crosses into tile T exactly
///   MACs * density(X, T),  density = volume(X, T) / iterations(T)
/// times, summed over all units. Forget what couples the tiles (sizes of the
/// arrays, ceil, the spread over PEs) and the cheapest chain inside every tile
/// follows from the cheapest inside each of its divisors: a min-plus zeta
/// transform, one pass per prime of the bounds.
class Relaxation {
public:
  /// \p localSends is shared by all channels and outlives them.
  Relaxation(const SearchSpace &space, LocalSends &localSends,
             const Channel &channel);

  using Case = CostModel::ReuseCase;

  /// What operands cost at least inside a tile, beside what the tables add: if
  /// the GLOBAL_BUFFER row does not reuse it, does, or is crossed.
  class Floors {
  public:
    double of(const Case &reuse) const {
      double result = others;
      for (unsigned i = 0; i < 3; ++i)
        result += !(reuse.reused >> i & 1)          ? plain[i]
                  : reuse.through >> i & 1          ? through[i]
                  : i == 0 && reuse.unphysicalInput ? unphysicalInput
                                                    : reused[i];
      return result;
    }

  private:
    friend class Relaxation;
    PerOperand<double> plain = {0, 0, 0}, reused = {0, 0, 0},
                       through = {0, 0, 0};
    double unphysicalInput = 0;
    double others = 0; ///< what no case changes
  };

  /// False if no gb tile that fits makes up \p chip.
  bool isReachable(Tile chip) const { return reachableChip[chip]; }
  /// Everything inside \p chip but DRAM's own share, filling GLOBAL_BUFFERs
  /// included, for rows of one case: at least `chipFloors().of(case)` plus
  /// `insideChip`.
  Floors chipFloors(Tile chip, const AccessCounts<double> &dramCounts) const;
  double insideChip(const Case &reuse, Tile chip) {
    return chipTable(reuse)[chip];
  }
  /// Everything inside GLOBAL_BUFFER for rows of one case is at least
  /// `gbFloors().of(case)` plus `insideGb`, and for a given pe tile plus
  /// `insideGbWith`.
  Floors gbFloors(Tile gb, Tile chip, const AccessCounts<double> &dramCounts);
  double insideGb(const Case &reuse, Tile gb) { return gbTable(reuse)[gb]; }
  double insideGbWith(const Case &reuse, Tile pe) { return peTable(reuse)[pe]; }
  /// Filling LOCAL_BUFFERs and everything inside them, for known counts.
  double insidePe(Tile pe, Tile gb, Tile chip,
                  const AccessCounts<double> &gbCounts, double iterations);
  /// LOCAL_BUFFER to the MAC units for known spatial rows.
  double insideLb(Tile peRow, Tile chipRow);

private:
  using Table = std::vector<double>;

  void computeWeights();
  void computeDensities();
  void computeUnits();
  void computeReachable();
  bool fitsSpread(const Buffer &buffer, const Capacity &capacity, double units,
                  Tile tile) const;
  double spreadVolume(unsigned operand, Tile tile) const {
    return inputDensity.empty() || operand != 0
               ? lattice[tile].volume[operand]
               : inputDensity[tile] * lattice[tile].iterations;
  }
  double outputTraffic(double density, double spread) const;
  double localFill(unsigned operand, Tile lb) const;
  double globalSend(unsigned operand, Tile pe) const;
  double least(llvm::ArrayRef<EnergyCycles> sends, double units,
               double steps) const;
  Floors floors(Tile tile, Tile chip, double chips, double spread,
                double copies, const AccessCounts<double> &dramCounts) const;

  // Tables are built when first asked for.
  const Table &lbTable(unsigned reused) {
    Table &table = lbTables[reused];
    if (table.empty())
      buildLbTable(table, reused);
    return table;
  }
  const Table &peTable(const Case &reuse) {
    Table &table = peTables[reuse.reused];
    if (table.empty())
      buildPeTable(table, reuse);
    return table;
  }
  const Table &gbTable(const Case &reuse) {
    Table &table = gbTables[reuse.reused][hasGb ? reuse.groups : 0];
    if (table.empty())
      buildGbTable(table, reuse);
    return table;
  }
  const Table &chipTable(const Case &reuse) {
    Table &table = chipTables[reuse.reused][hasGb ? reuse.groups : 0];
    if (table.empty())
      buildChipTable(table, reuse);
    return table;
  }
  void buildLbTable(Table &table, unsigned reused);
  void buildPeTable(Table &table, const Case &reuse);
  void buildGbTable(Table &table, const Case &reuse);
  void buildChipTable(Table &table, const Case &reuse);

  /// Cost of an element, as a + b / chips.
  struct Weight {
    double fixed = 0, perChip = 0;
    double on(double chips) const { return fixed + perChip / chips; }
  };

  const SearchSpace &space;
  LocalSends &localSends;
  const TileLattice &lattice;
  const ChainCost &cost;
  const Channel channel;
  bool hasPe, hasGb, hasChips;
  double maxPes, maxChips;
  double outputSpreadPe, outputSpreadChip;
  PerOperand<Weight> send;         ///< what GLOBAL_BUFFERs send
  PerOperand<double> direct, fill; ///< from DRAM; into LOCAL_BUFFERs
  double leastSend = 0;            ///< LOCAL_BUFFERs, all units busy
  Table inputDensity; ///< least density of any divisor; empty: its own
  Table unitsPe;      ///< most PEs a tile can be spread over
  std::vector<bool> reachablePe, reachableChip;
  Table lbTables[8], peTables[8], gbTables[8][16], chipTables[8][16];
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_RELAXATION_H
