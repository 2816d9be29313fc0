//===- ChainCost.h - The cost model over tiles of a lattice -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The same arithmetic as CostModel.cpp, in doubles, cut where a search cuts: at
// the DRAM, GLOBAL_BUFFER and LOCAL_BUFFER boundaries. Searches rank with it;
// what they return is costed by CostModel::evaluate, and a test holds the two
// against each other.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_CHAINCOST_H
#define NEUROSPECTOR_SEARCH_CHAINCOST_H

#include "neurospector/Search/Search.h"
#include "neurospector/Search/TileLattice.h"

namespace neurospector {

/// The tiles of a schedule, each a divisor of the next: what the MAC array
/// takes, a LOCAL_BUFFER holds, the PE array takes, a GLOBAL_BUFFER holds, all
/// chips take.
struct Chain {
  Tile mac, lb, pe, gb, chip;
};

/// Dynamic energy (pJ) and cycles.
struct EnergyCycles {
  double energy = 0, cycles = 0;

  EnergyCycles operator+(const EnergyCycles &other) const {
    return {energy + other.energy, cycles + other.cycles};
  }
};

/// Everything about one (layer, accelerator, cost model) that does not change
/// during a search, and the cost of each boundary.
class ChainCost {
public:
  ChainCost(const TileLattice &lattice, const Accelerator &accelerator,
            const CostModel &model);

  const TileLattice &lattice;
  const Accelerator &accelerator;
  const CostModel &model;
  const double macs;             ///< multiply-accumulates of the layer
  const double macEnergy;        ///< pJ of all of them
  const double staticPjPerCycle; ///< of the whole machine
  const PerOperand<bool> bypass; ///< of GLOBAL_BUFFER
  /// Operands that go from DRAM to the local buffers (exact model).
  const PerOperand<bool> direct;

  /// Counts under \p order for known GLOBAL_BUFFER and DRAM rows.
  BoundaryCounts<double> counts(Tile pe, Tile gb, Tile chip,
                                DataflowPair order) const;
  /// Counts at DRAM that hold for every GLOBAL_BUFFER row: exact ones, or a
  /// lower bound where a model corrects them for bypassed operands.
  AccessCounts<double> dramCounts(Tile chip, Dataflow dramOrder) const;

  /// CM-8, CM-6: DRAM itself for the operands that GLOBAL_BUFFER takes in.
  EnergyCycles dram(Tile chip, const AccessCounts<double> &dramCounts) const;
  /// Filling the GLOBAL_BUFFERs. Costs no cycles.
  double gbFill(Tile gb, Tile chip,
                const AccessCounts<double> &dramCounts) const;
  /// GLOBAL_BUFFER to PE array, and DRAM to PE array for direct operands.
  EnergyCycles gbSend(Tile pe, Tile gb, Tile chip,
                      const AccessCounts<double> &gbCounts) const;
  /// The DRAM part of `gbSend`: direct operands only.
  EnergyCycles directDram(Tile pe, Tile gb, Tile chip,
                          const AccessCounts<double> &gbCounts) const;
  /// Filling the LOCAL_BUFFERs. Costs no cycles.
  double lbFill(Tile lb, Tile pe, Tile gb, Tile chip,
                const AccessCounts<double> &gbCounts) const;
  /// LOCAL_BUFFER to MAC units, with the cycles of both. \p peRow and
  /// \p chipRow are the spatial rows.
  EnergyCycles lbSend(Tile mac, Tile peRow, Tile chipRow) const;

  /// Cycles of the MAC units, part of `lbSend`.
  double macCycles(Tile mac, Tile peRow, Tile chipRow) const;

  double value(Metric metric, const EnergyCycles &cost) const {
    double energy = macEnergy + cost.energy + staticPjPerCycle * cost.cycles;
    return metric == Metric::Energy  ? energy
           : metric == Metric::Cycle ? cost.cycles
                                     : energy * cost.cycles;
  }

  /// Accesses of the buffer's bandwidth that \p elements take.
  double accesses(const Buffer &buffer, Operand op, double elements) const;

  /// A row inside the held tile can have the factors that it must have.
  bool canSatisfy(const Buffer &buffer, Tile held) const;

  /// A held tile fits the buffer; true if there is no such buffer.
  bool fitsLocal(Tile tile) const {
    return fits(accelerator.localBuffer, localRoom, tile);
  }
  bool fitsGlobal(Tile tile) const {
    return !accelerator.globalBuffer ||
           fits(*accelerator.globalBuffer, globalRoom, tile);
  }
  /// A row's factors agree with the buffer's constraint.
  bool satisfies(const Buffer &buffer, Tile row) const;

private:
  bool fits(const Buffer &buffer, const Capacity &capacity, Tile tile) const;

  Tile whole;
  Capacity localRoom, globalRoom;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_CHAINCOST_H
