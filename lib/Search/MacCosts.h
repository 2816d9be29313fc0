//===- MacCosts.h - The least cost of feeding the MACs ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_MACCOSTS_H
#define NEUROSPECTOR_LIB_SEARCH_MACCOSTS_H

#include "Channel.h"
#include "TileFacts.h"
#include "llvm/ADT/DenseMap.h"

namespace neurospector {

/// Lower bounds on the MACs and what is sent to them, in units of a channel.
///
/// What the last memory sends depends on nothing outside but two numbers: how
/// many units work side by side (cycles are divided by it) and over how many of
/// them the reduction is spread (outputs are read back that much less). So for
/// each spread the unrollings of the last arrays that are not beaten in both
/// what units share and what they do not are found once; there are few.
///
/// Of operands that pass other arrays, too, only the most reuse that the arrays
/// on their way can grant is known. What passes one group of arrays, but not
/// the last, is in the tables of Relaxation, or settled.
class MacCosts {
public:
  MacCosts(const ChainCost &cost, const TileFacts &facts,
           const Channel &channel);

  /// for a schedule down to \p tile, the last one known: handed inward by
  /// the last memory of \p frames, or entering it. Without what `idle` counts
  /// of the arrays inside. What exceeds \p limit may be any number from there
  /// up to the bound: most need no look at the unrollings.
  double least(llvm::ArrayRef<Frame> frames, Tile tile, bool isHanded,
               double limit);
  /// The same of any tile that enters the last memory, with \p units outside.
  double leastInside(Tile units);
  /// What is divided by the units, on all of them, at least: if the tables
  /// count idle units.
  double onAllUnits() const { return leastOnAllUnits; }

  /// what outputs that are read back cost more than `least` says, if the
  /// arrays inside \p memory, but for the last, have \p unrolling.
  double lostSpread(unsigned memory, Tile unrolling) const;

  /// The channel says all about an unrolling of the last arrays: no port is
  /// shared with what moves elsewhere, no transfer with other arrays.
  bool isExact() const;
  /// Unrollings inside a tile that enters the last memory that no other beats,
  /// when \p spread units outside share a reduction; if `isExact`.
  llvm::ArrayRef<Tile> unrollings(Tile entering, double spread);

private:
  /// Cost of a last unrolling: what it takes with one unit outside.
  struct Option {
    Tile arrays;
    double fixed, perUnit;
    double leastFixed; ///< of this and all that follow
  };
  struct Front {
    llvm::SmallVector<Option, 1> options; ///< by `perUnit`
    llvm::SmallVector<Option, 1>
        unbeaten; ///< by any that cost less in both ways
  };

  /// What an unrolling of the last arrays takes of one of `lastTransfers` at
  /// each step: elements, cycles of a port, and what those cost.
  struct Use {
    unsigned transfer;
    double elements;
    InOut cycles, busy, serial;
  };
  struct Unrolling {
    Tile arrays;
    llvm::SmallVector<Use, 3> uses;
  };
  struct Sender;
  llvm::ArrayRef<Unrolling> lastUnrollings();
  Unrolling look(Tile arrays) const;
  Option evaluate(const Unrolling &unrolling, double spread) const;
  double timePerStep(const Sender &sender, llvm::ArrayRef<Use> uses,
                     double reads) const;
  Sender senderOf(unsigned memory) const;
  void findSavedPerSpread();
  double timePerRead(unsigned memory) const;
  const Front &front(unsigned memory, double spread);
  bool canSpread(Tile arrays, double spread) const;
  double spreadOf(const TileLattice::Info &units) const {
    return outputsAreLast ? units.groups[Group::CRS] : 1;
  }
  /// What units inside \p memory share of an option, beside what they take in
  /// any case, with 1 / \p perOutside outside. So it costs fixed + shared /
  /// inside + onAllUnits.
  double shared(const Option &option, unsigned memory,
                double perOutside) const {
    return option.perUnit * perOutside -
           leastOnAllUnits * facts.maxUnits(memory);
  }
  /// Of any option, whatever tile it has to divide.
  double floor(const Front &front, unsigned memory, double perOutside,
               double perMost) const;
  double reuse(Operand op, Tile arrays) const;
  double farCosts(llvm::ArrayRef<Frame> frames) const;

  const ChainCost &cost;
  const TileFacts &facts;
  const TileLattice &lattice;
  const Channel &channel;
  const unsigned last; ///< memory
  const double reductions;
  std::vector<Frame> noFrames;
  /// Transfers that the last arrays share alone, and those that several do.
  llvm::SmallVector<unsigned, 3> lastTransfers, farTransfers;
  /// A memory that takes time for the first, ascending; if for nothing else,
  /// and if its serial time is for nothing else.
  struct Sender {
    unsigned memory;
    bool isAlone, isAloneSerial;
  };
  llvm::SmallVector<Sender, 3> senders;
  std::vector<Unrolling> looked; ///< empty until needed
  bool outputsAreLast = false;   ///< among the first
  /// What each unit that shares a reduction saves, if all arrays may share as
  /// widely as they can at once; else zero.
  double savedPerSpread = 0;
  /// Spreads that the arrays inside a memory but the last allow, descending.
  std::vector<llvm::SmallVector<double>> spreads;
  /// The most reuse of each operand in the arrays from a memory inwards.
  std::vector<PerOperand<double>> reuseInside;
  /// `leastInside` by units, and `least` of roots by tile; below zero: not yet.
  std::vector<double> insideKnown, rootsKnown;
  double leastOnAllUnits = 0;     ///< if the channel counts idle units
  std::vector<double> inputReuse; ///< by unrolling; empty: its factor of K
  llvm::DenseMap<std::pair<Tile, uint64_t>, llvm::SmallVector<Tile, 4>> known;
  llvm::DenseMap<std::pair<unsigned, uint64_t>, Front> fronts;
  struct {
    unsigned memory = ~0u;
    double spread = 0;
    const Front *front = nullptr;
  } recent;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_MACCOSTS_H
