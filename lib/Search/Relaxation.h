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

  /// What an operand costs at least inside a gb tile, beside what the tables
  /// add: if the GLOBAL_BUFFER row does not reuse it, does, or is crossed.
  class Floors {
  public:
    double of(const Case &reuse) const {
      double result = local;
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
    double local = 0; ///< what LOCAL_BUFFERs send
  };

  /// Everything inside \p chip except DRAM's own share, filling
  /// GLOBAL_BUFFERs included, for every gb tile and every case of \p cases.
  double insideChip(Tile chip, llvm::ArrayRef<Case> cases,
                    const AccessCounts<double> &dramCounts);
  /// Everything inside GLOBAL_BUFFER for rows of one case is at least
  /// `gbFloors().of(case)` plus `insideGb`, and for a given pe tile plus
  /// `insideGbWith`.
  Floors gbFloors(Tile gb, Tile chip, const AccessCounts<double> &dramCounts);
  double insideGb(const Case &reuse, Tile gb) {
    return gbTable(reuse.reused, reuse.groups)[gb];
  }
  double insideGbWith(const Case &reuse, Tile pe) {
    return peTable(reuse.reused)[pe];
  }
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
  bool fitsSpread(const Buffer &buffer, double units, Tile tile) const;
  double spreadVolume(unsigned operand, Tile tile) const {
    return inputDensity.empty() || operand != 0
               ? lattice[tile].volume[operand]
               : inputDensity[tile] * lattice[tile].iterations;
  }
  double outputTraffic(double density, double spread) const;
  double localFill(unsigned operand, Tile lb) const;
  double globalSend(unsigned operand, Tile pe) const;
  double least(llvm::ArrayRef<EnergyCycles> sends, double units) const;
  Floors floors(Tile tile, Tile chip, double chips, double spread,
                double copies, const AccessCounts<double> &dramCounts) const;

  const Table &lbTable(unsigned reused);
  const Table &peTable(unsigned reused);
  const Table &gbTable(unsigned reused, unsigned groups);
  const Table &chipTable(unsigned reused, unsigned groups);

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
  bool hasLb, hasPe, hasGb, hasChips;
  double maxPes, maxChips;
  double outputSpreadPe, outputSpreadChip;
  PerOperand<Weight> send;         ///< what GLOBAL_BUFFERs send
  PerOperand<double> direct, fill; ///< from DRAM; into LOCAL_BUFFERs
  double leastSend = 0;            ///< LOCAL_BUFFERs, all units busy
  Table inputDensity; ///< least density of any divisor; empty: its own
  Table unitsPe;      ///< most PEs a tile can be spread over
  std::vector<bool> reachablePe, fitsLb, fitsGb, reachableChip;
  Table lbTables[8], peTables[8], gbTables[8][16], chipTables[8][16];
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_RELAXATION_H
