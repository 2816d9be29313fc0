//===- PieceFacts.h - What every bound knows of pieces ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PIECEFACTS_H
#define NEUROSPECTOR_LIB_SEARCH_PIECEFACTS_H

#include "PieceLattice.h"
#include "neurospector/Search/ChainCost.h"

namespace neurospector {

/// A way from the tile that a level takes in to the one that it hands on, along
/// one axis: into steps of the level, or of each of several arrays.
struct Cut {
  unsigned inner;                   ///< digit of what is handed on
  int64_t steps;                    ///< of all arrays together
  llvm::SmallVector<int64_t, 2> of; ///< each array, outermost first
};

/// Ways to cut, by axis and digit of what is cut. Cuts to the same digit with
/// the same steps lie side by side.
using Cuts = std::vector<std::vector<std::vector<Cut>>>;

/// Tables over the tiles of a layer that do not depend on what is minimized.
class PieceFacts {
public:
  PieceFacts(const ChainCost &cost, const PieceLattice &lattice);

  const ChainCost &cost;
  const Layer &layer;
  const PieceLattice &lattice;
  const unsigned numMemories;

  /// IP-3: elements of an operand that move in all if each tile does at each
  /// step of the machine down to it.
  double moved(unsigned operand, Tile tile) const {
    return movedOf[operand][tile];
  }
  /// Of the input, the least that arrays inside may make of it by merging.
  double sent(unsigned operand, Tile tile) const {
    return operand == 0 && !sentInput.empty() ? sentInput[tile]
                                              : movedOf[operand][tile];
  }
  /// Steps that come to the tile, those of arrays counted.
  double steps(Tile tile) const { return stepsOf[tile]; }
  /// The least tile has room in the memory.
  bool fits(unsigned memory, Tile tile) const {
    return fitsMemory[memory][tile];
  }
  /// The memory's arrays may take the tile: all units inside have room for it
  /// together, or it is a single iteration each on the last arrays.
  bool mayBeHanded(unsigned memory, Tile tile) const {
    return handedBy[memory].empty() || handedBy[memory][tile];
  }
  /// Units of the arrays inside a memory that may work at once, and of those
  /// along the dimensions of a group.
  double maxUnits(unsigned memory) const { return units[memory].all; }
  double maxUnits(unsigned memory, Group group) const {
    return units[memory].of[index(group)];
  }
  /// The most units that a memory's arrays may have work if they take a tile
  /// apart.
  double maxUnits(unsigned memory, Tile handed) const {
    return unitsOfTile[memory].empty() ? 1 : unitsOfTile[memory][handed];
  }
  /// The most units of the arrays inside a memory that one element of an
  /// operand may serve.
  double maxUnitsSharing(unsigned memory, Operand op) const;
  /// All arrays outside a memory.
  double maxUnitsOutside(unsigned memory) const;
  double maxUnitsOutside(unsigned memory, Group group) const;

  /// CM-5 along a pair, of pieces of the image and the window.
  double boxes(unsigned pair, double images, double windows) const;

  llvm::ArrayRef<Array> arrays(unsigned memory) const {
    return arraysInside[memory];
  }
  /// The axes along which a memory's arrays may be unrolled.
  DimSet unrolledDims(unsigned memory) const { return unrolled[memory]; }
  /// Cuts by a memory's loops and by the arrays inside it.
  const Cuts &loops(unsigned memory) const { return loopCuts[memory]; }
  const Cuts &unrollings(unsigned memory) const { return arrayCuts[memory]; }

private:
  void findMoves();
  void findFits();
  void findCuts();
  void findUnits();
  void addUnits(unsigned memory, size_t array);
  void cutByArrays(unsigned memory, size_t array,
                   const PieceLattice::Axis &axis, unsigned digit, Cut &cut,
                   std::vector<Cut> &result) const;

  struct Units {
    double all = 1;
    std::array<double, numGroups> of = {1, 1, 1, 1};
  };
  std::array<std::vector<double>, 3> movedOf;
  std::vector<double> sentInput; ///< empty: as `movedOf`
  std::vector<double> stepsOf;
  std::vector<std::vector<bool>> fitsMemory, handedBy;
  std::vector<Units> units;
  std::vector<std::vector<float>> unitsOfTile; ///< by memory; empty: one
  std::vector<llvm::SmallVector<Array, 2>> arraysInside;
  std::vector<DimSet> unrolled;
  std::vector<Cuts> loopCuts, arrayCuts;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PIECEFACTS_H
