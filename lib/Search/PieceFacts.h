//===- PieceFacts.h - What every bound knows of pieces ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PIECEFACTS_H
#define NEUROSPECTOR_LIB_SEARCH_PIECEFACTS_H

#include "Channel.h"
#include "PartialMinima.h"
#include "neurospector/Search/ChainCost.h"

namespace neurospector {

/// Steps along each axis.
using AxisSteps = std::array<int64_t, numDims>;

/// For hash tables by steps.
struct AxisStepsInfo {
  static AxisSteps filled(int64_t with) {
    AxisSteps result;
    result.fill(with);
    return result;
  }
  static AxisSteps getEmptyKey() { return filled(-1); }
  static AxisSteps getTombstoneKey() { return filled(-2); }
  static unsigned getHashValue(const AxisSteps &steps) {
    uint64_t result = 0;
    for (int64_t each : steps)
      result = (result ^ static_cast<uint64_t>(each)) * 0x9E3779B97F4A7C15;
    return static_cast<unsigned>(result >> 32);
  }
  static bool isEqual(const AxisSteps &a, const AxisSteps &b) { return a == b; }
};

/// A cut by several arrays, and how many steps each takes, outermost first.
struct ArraysCut : Cut {
  llvm::SmallVector<int64_t, 2> of;

  /// Takes the units of each array from what is \p left of it; false if that is
  /// not enough.
  bool take(llvm::MutableArrayRef<int64_t> left) const;
};

/// Units of the arrays inside one memory that work at once: all, those along
/// the dimensions of each group, and along each dimension.
struct UnitCounts {
  double all = 1;
  double work = 1; ///< that work, in the mean over the units outside
  std::array<double, numGroups> of;
  std::array<double, numDims> along;

  UnitCounts() {
    of.fill(1);
    along.fill(1);
  }
};

/// The units in the way of an operand at one place.
struct Reach {
  double units = 1;   ///< instances of the place
  double least = 0;   ///< elements that move in any case
  double first = 0;   ///< elements of outputs on their first visits (CM-4)
  double sharing = 1; ///< units that one element from there may serve
};

/// Tables over the tiles of a layer that do not depend on what is minimized.
class PieceFacts {
  using Mask = uint64_t; ///< of memories

public:
  PieceFacts(const ChainCost &cost, const PieceLattice &lattice);

  const ChainCost &cost;
  const Layer &layer;
  const PieceLattice &lattice;
  const unsigned numMemories;

  /// IP-3: elements of an operand that move in all if each tile does at each
  /// step of the machine down to it.
  double moved(unsigned operand, Tile tile) const {
    return of(movedInput, operand, tile);
  }
  /// Of the input, the least that arrays inside may make of it by merging.
  double sent(unsigned operand, Tile tile) const {
    return of(merges ? sentInput : movedInput, operand, tile);
  }
  /// The same of the tiles of a row, by their number in it.
  struct Row {
    double factor;
    const double *values;

    double operator[](Tile i) const { return factor * values[i]; }
  };
  Row movedRow(unsigned operand, Tile first) const {
    return rowOf(movedInput, operand, first);
  }
  Row sentRow(unsigned operand, Tile first) const {
    return rowOf(merges ? sentInput : movedInput, operand, first);
  }
  /// The least of a row's tiles, which begin with \p first, or less.
  double leastSent(unsigned operand, Tile first) const;
  /// Elements of the output that move in all if the largest part of the
  /// reduction that the memory has room for moves them at once.
  double leastOutputs(unsigned memory) const;
  /// All elements of the output.
  double outputs() const {
    return moved(index(Operand::Output), lattice.whole());
  }
  /// Steps that come to the tile, those of arrays counted.
  double steps(Tile tile) const;
  /// The least tile has room in the memory.
  bool fits(unsigned memory, Tile tile) const {
    return fitsMemories[tile] >> memory & 1;
  }
  /// Makes the values of a row's other tiles infinite.
  template <typename T>
  void leaveOutUnfit(unsigned memory, Tile first, T *values) const {
    const Mask *fits = fitsMemories.row(first);
    for (Tile i = 0; i < lattice.rowSize(); ++i)
      values[i] = fits && fits[i] >> memory & 1
                      ? values[i]
                      : std::numeric_limits<T>::infinity();
  }
  /// Some tile of the row that begins with \p first has.
  bool fitsRow(unsigned memory, Tile first) const {
    return leastFits(first) >> memory & 1;
  }
  /// Calls \p use(first tile) for each of those.
  void forEachFittingRow(unsigned memory,
                         llvm::function_ref<void(Tile)> use) const;
  /// Makes the values of those tiles of a row infinite for which there are not
  /// as many units of the memory's arrays as have room for them together; of a
  /// memory other than the last that has arrays. False if all are.
  bool leaveOutWithoutRoom(unsigned memory, Tile first, double *values) const;
  /// Tiles that are a single iteration for each unit of the last arrays.
  llvm::ArrayRef<Tile> handedToMacs() const { return toMacs; }
  /// The most that may work at once.
  double maxUnits(unsigned memory) const { return units[memory].all; }
  double maxUnitsOutside(unsigned memory) const;
  /// Steps of the MACs with all units busy.
  double macsOnAll() const { return cost.macs / maxUnitsOutside(numMemories); }
  const UnitCounts &unitCounts(unsigned memory) const { return units[memory]; }
  /// Steps that the memory's arrays may take along C, R and S; a last piece may
  /// leave some of the units idle.
  double mostReducing(unsigned memory) const;
  /// IP-6: the memory, other than the last, that alone has arrays inside.
  std::optional<unsigned> onlyArrays() const { return only; }
  /// The outermost memory that has arrays.
  unsigned firstArrays() const;
  /// Several memories have arrays, other than the last some along C, R and S.
  bool splitsReduction() const;
  const BusyUnits &busyUnits(unsigned memory) const;
  /// At most, of a transfer at \p site. Of the outermost memories the units are
  /// \p known. \p isNear: no arrays lie between it and the last memory before
  /// the entry.
  Reach reach(const Transfer &transfer, unsigned site, bool isNear,
              llvm::ArrayRef<UnitCounts> known) const;

  /// MACs that one element serves in the mean with so many \p units along the
  /// group that does not index it: along K the last step may leave some idle.
  double servedBy(Operand op, double units) const;
  /// CM-5 along a pair, of pieces of the image and the window.
  double boxes(unsigned pair, double images, double windows) const;

  llvm::ArrayRef<Array> arrays(unsigned memory) const {
    return arraysInside[memory];
  }
  llvm::SmallVector<int64_t, 4> arraySizes(unsigned memory) const;
  /// The axes along which a memory's arrays may be unrolled.
  DimSet unrolledDims(unsigned memory) const { return unrolled[memory]; }
  /// Cuts by a memory's loops and by the arrays inside it.
  const Cuts &loops(unsigned memory) const { return loopCuts[memory]; }
  const Cuts &unrollings(unsigned memory) const { return unrollCuts[memory]; }

  /// Gives the steps by which a memory's arrays take a tile apart to each of
  /// them; false if they do not fit. \p result: one for each array, or none.
  bool split(unsigned memory, Tile handed, Tile inside, const AxisSteps &steps,
             llvm::MutableArrayRef<AxisSteps> result) const;

private:
  bool split(unsigned memory, Tile handed, Tile inside, const AxisSteps &steps,
             llvm::MutableArrayRef<AxisSteps> result, unsigned axis,
             llvm::ArrayRef<int64_t> left) const;
  void findMoves();
  void findBoxes(unsigned pair);
  void fillInput(bool isSent, Tile first, double *values) const;
  /// Others move again with each piece along the group that does not index
  /// them, in a row as `piecesInRow`.
  Row rowOf(const TileTable &ofInput, unsigned operand, Tile first) const {
    if (operand == index(Operand::Input))
      return {1, ofInput.row(first)};
    Group group = irrelevantGroup(Operand(operand));
    return {leastSent(operand, first), piecesInRow[index(group)].data()};
  }
  double of(const TileTable &ofInput, unsigned operand, Tile tile) const {
    Tile first = lattice.firstOfRow(tile);
    return rowOf(ofInput, operand, first)[tile - first];
  }
  void findFits();
  Mask fitting(llvm::ArrayRef<unsigned> digits) const;
  Mask leastFits(Tile first) const;
  void fillFits(llvm::SmallVector<unsigned, numDims> digits,
                Mask *values) const;
  void findFewest(unsigned memory);
  void findHandedToMacs(llvm::SmallVectorImpl<unsigned> &digits, Tile tile,
                        double size);
  bool fitsArrays(llvm::ArrayRef<unsigned> digits, unsigned axis,
                  llvm::ArrayRef<int64_t> left) const;
  void findCuts();
  std::vector<Cut> cutByLoops(unsigned memory, const PieceLattice::Axis &axis,
                              unsigned digit) const;
  void cutByArrays(unsigned memory, size_t array,
                   const PieceLattice::Axis &axis, unsigned digit,
                   ArraysCut &cut, llvm::function_ref<void()> use) const;
  llvm::ArrayRef<ArraysCut> cutsByArrays(unsigned memory, unsigned axis,
                                         unsigned digit) const;

  TileTable movedInput, sentInput; ///< the same unless it `merges`
  bool merges = false;
  PerOperand<double> fixedSizes; ///< but for pairs
  /// Pieces along the axes inside a row, of each group.
  std::array<std::vector<double>, numGroups> piecesInRow;
  mutable std::vector<PerOperand<double>> leastSentOf; ///< by row; none yet: 0
  /// CM-5 by the digits of a pair's image and window: what moves, what is sent,
  /// and the least of that over the digits of a row.
  struct Boxes {
    std::optional<unsigned> image, window; ///< axes
    std::vector<double> moved, sent, leastSent;
    size_t numWindows = 1;
    std::vector<size_t> inRow; ///< what the axes inside a row add to an index
    size_t at(llvm::ArrayRef<unsigned> digits) const {
      return (image ? digits[*image] : 0) * numWindows +
             (window ? digits[*window] : 0);
    }
  };
  std::array<Boxes, numPairs> boxesOf;
  RowTable<Mask> fitsMemories;
  /// Of the first tile of each row; all ones: not known yet.
  mutable std::vector<Mask> leastFitsOf;
  std::vector<RowTable<float>> roomInside; ///< one unit, where there is room
  std::vector<PartialMinimaOf<float>> fewestOf; ///< that have room together
  std::vector<Tile> toMacs;
  std::vector<UnitCounts> units;
  std::vector<llvm::SmallVector<Array, 2>> arraysInside;
  std::vector<DimSet> unrolled;
  std::vector<Cuts> loopCuts, unrollCuts;
  /// By what each array does; none yet: empty.
  mutable std::vector<CutsOf<ArraysCut>> arrayCuts;
  std::optional<unsigned> only; ///< that has arrays
  /// By memory; none yet: null.
  mutable std::vector<std::unique_ptr<BusyUnits>> busy;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PIECEFACTS_H
