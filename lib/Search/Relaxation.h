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

#include "MacCosts.h"

namespace neurospector {

/// Lower bounds of one channel.
///
/// The argument: nearly every term of the cost depends on one tile only. An
/// operand X that no loops reuse crosses into tile T exactly
///   MACs * density(X, T),  density = volume(X, T) / iterations(T)
/// times, summed over all units. Forget what couples the tiles (sizes of the
/// arrays, ceil, the spread over units) and the cheapest chain inside every
/// tile follows from the cheapest inside each of its divisors: a min-plus zeta
/// transform, one pass per prime of the bounds.
///
/// An operand is *open* after some loops if they reuse it: it has moved less
/// than at every step. The tables count that each of its elements moves once;
/// who knows the loops adds the rest.
class Relaxation {
public:
  Relaxation(const ChainCost &cost, const TileFacts &facts,
             const Channel &channel);

  const Channel channel;

  /// Everything inside a tile that the memory outside \p memory hands to the
  /// arrays: a table over that tile.
  const std::vector<double> &handed(unsigned memory, OperandMask open) {
    open &= charged[memory];
    std::vector<double> &table = handedTables[memory][open];
    if (table.empty())
      buildHanded(table, memory, open);
    return table;
  }
  /// Everything inside the loops of \p memory, if only \p groups have loops and
  /// \p open are open after them: a table over the tile that enters it.
  const std::vector<double> &row(unsigned memory, OperandMask open,
                                 GroupMask groups);

  /// Everything inside the tile that `frames.back()` hands inward, after whose
  /// loops \p open are open. If the channel looks ahead, with what the moves so
  /// far mean for the memory after the next one.
  double inside(llvm::ArrayRef<Frame> frames, OperandMask open);
  /// What operands cost at a tile that \p frames.back() hands inward, more than
  /// the tables count: the units outside are known, and what is open.
  double aboveTables(llvm::ArrayRef<Frame> frames) const;
  /// What operands cost at the tile that enters `frames.back()`, more than the
  /// tables count, for each by itself: if the memory's loops reuse it, or are
  /// crossed.
  struct Floors {
    PerOperand<double> reused = {0, 0, 0}, through = {0, 0, 0},
                       partial = {0, 0, 0};
    /// What is on its way past the memory, if its loops move it or not.
    PerOperand<double> passing = {0, 0, 0}, passingThrough = {0, 0, 0};

    double of(const ReuseCase &reuse) const {
      double result = 0;
      for (unsigned i = 0; i < 3; ++i) {
        if (reuse.reused >> i & 1)
          result += reuse.through >> i & 1   ? through[i]
                    : reuse.partial >> i & 1 ? partial[i]
                                             : reused[i];
        result += reuse.through >> i & 1 ? passingThrough[i] : passing[i];
      }
      return result;
    }
    /// Without any loops; \p open are open outside.
    double ofNone(OperandMask open) const {
      double result = 0;
      for (unsigned i = 0; i < 3; ++i)
        result += passingThrough[i] + (open >> i & 1 ? through[i] : 0);
      return result;
    }
  };
  Floors floors(llvm::ArrayRef<Frame> frames) const;
  /// What is on its way past the arrays inside `frames.back()`: operands that
  /// come from memories further outside.
  double onTheWay(llvm::ArrayRef<Frame> frames) const;
  /// The MACs and what is sent to them; above \p limit it may be less.
  double macs(llvm::ArrayRef<Frame> frames, Tile tile, bool isHanded,
              double limit) {
    return macCosts.least(frames, tile, isHanded, limit);
  }

  /// The same of any tile that enters the last memory, with \p units outside.
  double leastMacs(Tile units) { return macCosts.leastInside(units); }

private:
  /// What a transfer of one element costs, as a + b / units.
  struct Weight {
    InOut fixed, perUnit;
    bool isZero() const { return fixed == InOut() && perUnit == InOut(); }
    InOut on(double units) const {
      if (perUnit == InOut())
        return fixed;
      return {fixed.in + perUnit.in / units, fixed.out + perUnit.out / units};
    }
  };
  struct Charge {
    unsigned transfer, memory; ///< memory: the site's
    bool isNear;
    Weight weight;
    double maxUnits;  ///< outside the site
    double maxSpread; ///< of them, over a reduction
    InOut most;       ///< `weight` on all units
  };

  void addCharges();
  void addMacCharges();
  void addCompulsory();
  void findCharged();
  /// Of all that leads into \p memory, entries first; none costs nothing.
  std::array<llvm::ArrayRef<Charge>, 3> chargesInto(unsigned memory) const {
    return {entries[memory], sites[memory], farSites[memory - 1]};
  }
  std::vector<double> costsOfUnrollings(unsigned memory, OperandMask open,
                                        double spread) const;
  void joinArrays(std::vector<double> &table, unsigned memory,
                  OperandMask open) const;
  double joinLast(llvm::ArrayRef<Frame> frames, OperandMask open);
  /// \p moved elements cross inwards, and, of an output, back.
  double value(const Charge &charge, double moved, const InOut &weight,
               double spread) const;
  double distinct(double spread) const;
  double closed(const Charge &charge, Tile tile) const;
  void addClosed(std::vector<double> &table, const Charge &charge);
  /// what crosses into a tile at least, for each of its iterations
  /// and in all.
  double density(const Charge &charge, Tile tile) const;
  double elements(const Charge &charge, Tile tile) const;

  /// Loops of a memory: any, only those past which all that is open stays open,
  /// or only the others.
  enum class Loops { Any, Staying, Closing };
  void buildHanded(std::vector<double> &table, unsigned memory,
                   OperandMask open);
  void buildHanded(std::vector<double> &table, unsigned memory,
                   OperandMask open, Loops loops);
  void buildEntering(std::vector<double> &table, unsigned memory,
                     OperandMask open, Loops loops);
  /// The moves of \p open so far tell more than the tables of \p memory.
  bool looksAhead(unsigned memory, OperandMask open) const;
  double aboveNextTables(llvm::ArrayRef<Frame> frames, OperandMask open) const;
  void lowerByCase(std::vector<double> &table, unsigned memory,
                   OperandMask open, const ReuseCase &reuse);
  /// What the loops of \p memory may cost in any case, if nothing was open.
  const std::vector<double> &closedCases(unsigned memory);
  /// By operand; empty: all zero.
  using ClosedTables = PerOperand<std::optional<std::vector<double>>>;
  const std::vector<double> *closedTable(ClosedTables &tables,
                                         llvm::ArrayRef<Charge> near,
                                         llvm::ArrayRef<Charge> far,
                                         unsigned operand);
  const std::vector<double> *entryTable(unsigned memory, unsigned operand) {
    return closedTable(entryTables[memory], entries[memory], {}, operand);
  }
  const std::vector<double> *sentTable(unsigned memory, unsigned operand) {
    return closedTable(sentTables[memory], sites[memory], farSites[memory - 1],
                       operand);
  }

  const ChainCost &cost;
  const TileFacts &facts;
  const SearchSpace &space;
  const TileLattice &lattice;
  MacCosts macCosts;
  /// By the memory that they lead into: what is paid there and at near sites.
  std::vector<llvm::SmallVector<Charge, 6>> entries, sites;
  /// Far sites, by the memory that they are at.
  std::vector<llvm::SmallVector<Charge, 3>> farSites;
  /// `costsOfUnrollings` of the last memory, by what is open and the spread.
  llvm::DenseMap<std::pair<OperandMask, uint64_t>, std::vector<double>>
      lastCosts;
  /// What each unrolling of the arrays inside a memory costs by what the MACs
  /// get past it, by its place in SpatialTiles::all; empty: nothing.
  std::vector<std::vector<double>> macCharges;
  /// What it costs to move each element once, by the memory led into: in all,
  /// and where it is taken in.
  std::vector<PerOperand<double>> compulsory, compulsoryEntry;
  /// Operands that cost anything where they lead into a memory or one further
  /// inside; whether others are open makes no difference.
  llvm::SmallVector<OperandMask, 8> charged;
  llvm::SmallVector<double, 8> maxUnits, maxSpread; ///< outside each memory
  /// Elements of each operand that cross if it is closed, last those of inputs
  /// that slide; empty until needed.
  std::array<std::vector<double>, 4> closedMoves;
  std::vector<ClosedTables> entryTables, sentTables; ///< by memory led into
  std::vector<std::vector<double>> caseTables;       ///< by memory
  std::vector<std::array<std::vector<double>, 8>> handedTables;
  /// Of what enters the last memory, before it is joined; empty: not
  /// needed.
  std::array<std::vector<double>, 8> lastTables;
  /// The same for loops that are `Staying` and `Closing`, if it looks ahead.
  std::vector<std::array<std::vector<double>, 8>> stayingTables, closingTables;
  std::vector<std::array<std::array<std::vector<double>, 16>, 8>> rowTables;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_RELAXATION_H
