//===- Relaxation.h - Lower bounds from tables over tiles -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the optimal search prunes with. docs/optimal-search.md proves that no
// bound exceeds the cost it bounds.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_RELAXATION_H
#define NEUROSPECTOR_LIB_SEARCH_RELAXATION_H

#include "neurospector/Search/SearchSpace.h"

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
  Relaxation(const SearchSpace &space, const Channel &channel);

  using Case = CostModel::ReuseCase;

  /// Everything inside \p chip except DRAM's own share: filling GLOBAL_BUFFERs
  /// and all further in, for every gb tile and order of the GLOBAL_BUFFER row.
  double insideChip(Tile chip, Dataflow gbOrder,
                    const AccessCounts<double> &dramCounts);
  /// Everything inside GLOBAL_BUFFER for rows of one case is at least
  /// `gbFloor` plus `insideGb`, and for a given pe tile plus `insideGbWith`.
  double gbFloor(const Case &reuse, Tile gb, Tile chip,
                 const AccessCounts<double> &dramCounts) const;
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
  double insideLb(Tile lb, Tile peRow, Tile chipRow) const;

private:
  using Table = std::vector<double>;

  void computeDensities();
  void computeUnits();
  void computeLocalSends();
  void computeReachable();
  bool fitsSpread(const Buffer &buffer, double units, Tile tile) const;
  double spreadVolume(unsigned operand, Tile tile) const {
    return inputDensity.empty() || operand != 0
               ? lattice[tile].volume[operand]
               : inputDensity[tile] * lattice[tile].iterations;
  }
  double density(unsigned operand, Tile tile) const {
    return spreadVolume(operand, tile) / lattice[tile].iterations;
  }
  double outputTraffic(double density, double spread) const;
  double localFill(unsigned operand, Tile lb) const;
  double globalSend(unsigned operand, Tile pe) const;
  double directFloor(unsigned operand, double density) const;
  double reusedFloor(const Case &reuse, unsigned operand, Tile gb, Tile chip,
                     const AccessCounts<double> &dramCounts) const;
  double sendWeight(unsigned operand, double chips) const;

  const Table &lbTable(unsigned reused);
  const Table &peTable(unsigned reused);
  const Table &gbTable(unsigned reused, unsigned groups);
  const Table &chipTable(unsigned reused, unsigned groups);

  const SearchSpace &space;
  const TileLattice &lattice;
  const ChainCost &cost;
  const Channel channel;
  bool hasMac, hasLb, hasPe, hasGb, hasChips;
  double maxPes, maxChips;
  double outputSpreadPe, outputSpreadChip;
  Table inputDensity; ///< least density of any divisor; empty: its own
  Table localSend;    ///< LOCAL_BUFFER sends, all units busy
  Table localCycles;  ///< least MAC and LOCAL_BUFFER cycles on one PE
  double leastCycles = 0;
  Table unitsPe; ///< most PEs a tile can be spread over
  std::vector<bool> reachablePe, fitsLb, fitsGb, reachableChip;
  Table lbTables[8], peTables[8], gbTables[8][16], chipTables[8][16];
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_RELAXATION_H
