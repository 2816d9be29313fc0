//===- PieceChain.h - A schedule down to some memory, in pieces -*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PIECECHAIN_H
#define NEUROSPECTOR_LIB_SEARCH_PIECECHAIN_H

#include "PieceFacts.h"
#include "neurospector/Model/Schedule.h"

namespace neurospector {

/// What one memory and the arrays inside it do to a tile.
struct PieceRow {
  Tile entering = 0, handed = 0;
  Operand order = Operand::Output;
  AxisSteps loops, units;
};

/// The levels of a machine with memory by memory what is chosen: of memory m
/// the loops are level 2m, all its arrays together level 2m + 1.
class PieceChain {
public:
  PieceChain(const PieceFacts &facts)
      : rows(facts.numMemories), facts(facts), lattice(facts.lattice),
        units(facts.numMemories), workingUnits(facts.numMemories + 1, 1) {}

  std::vector<PieceRow> rows;

  /// Elements of a transfer into a memory whose entering tile is chosen, or to
  /// the MACs, at a site: all, and those of first visits (CM-4). If only what
  /// the memory outside hands on is chosen, \p levels end there. If less than
  /// the way to the entry is chosen, the least that may be: tiles are cut
  /// \p further.
  struct Elements {
    double moved, first;
  };
  Elements elements(const Transfer &transfer, unsigned site, bool isEntry,
                    unsigned levels, bool further) const;

  /// The groups over which a memory has loops.
  GroupMask groups(unsigned memory) const;
  /// Of each of the first \p memories, as last counted.
  llvm::ArrayRef<UnitCounts> unitCounts(unsigned memories) const {
    return llvm::ArrayRef(units).take_front(memories);
  }
  /// Counts the units inside \p memory. Those outside it are counted.
  void countUnits(unsigned memory);
  /// CM-2: steps of all memories.
  double steps() const;
  /// Along one axis, if so many levels are chosen.
  struct AlongAxis {
    double loops, units; ///< pieces that come one by one, and at once
    bool hasEnd;
  };
  using Measures = llvm::SmallVector<AlongAxis, numDims>;
  Measures measure(unsigned levels) const;
  /// The least that they may be in the end if \p levels are chosen, with all
  /// units of the arrays inside busy.
  double leastSteps(unsigned levels, const Measures &measures) const;
  /// Pieces that come to the first units, one after the other, and those along
  /// C, R and S.
  struct Visits {
    double all = 1, reduced = 1;
  };
  Visits visits(unsigned levels) const;
  /// IP-6: how many times the mean over all units the busiest works at least,
  /// \p levels being chosen. Of tiles that are whole it has the most pieces.
  double busiest(unsigned levels, const Measures &measures) const;

  /// Every memory outside has room for the least tile that may enter it, if
  /// \p levels are chosen.
  bool hasRoom(unsigned levels) const;

  /// Gives the steps of each stage's arrays to each of them; none if they do
  /// not fit. Levels of the machine.
  std::optional<Schedule> schedule() const;

private:
  using Mask = uint64_t;
  double pieces(unsigned axis, unsigned levels, Mask counts) const;
  bool hasEnd(unsigned axis, unsigned levels) const;
  Tile tileAfter(unsigned levels) const;
  int64_t stepsAt(unsigned level, unsigned axis) const {
    const PieceRow &row = rows[level / 2];
    return level % 2 ? row.units[axis] : row.loops[axis];
  }
  Mask trailing(const Transfer &transfer, unsigned memories) const;
  double inputPair(unsigned pair, unsigned site, unsigned levels, Mask split,
                   Mask between, bool further) const;

  const PieceFacts &facts;
  const PieceLattice &lattice;
  std::vector<UnitCounts> units;    ///< by memory
  std::vector<double> workingUnits; ///< of all arrays outside it
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PIECECHAIN_H
