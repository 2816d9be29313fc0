//===- LoopPieces.h - What a schedule leaves of loops -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tiles need not divide what they are cut from: the last piece of a loop is
// smaller, and so may be all that is cut from it. Whoever makes loops has to
// know which pieces are certainly whole tiles.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_LOOPPIECES_H
#define NEUROSPECTOR_ANALYSIS_LOOPPIECES_H

#include "neurospector/IR/Neurospector.h"

namespace mlir::neurospector {

/// A loop that a level cuts.
struct LoopCut {
  unsigned loop;
  int64_t tile;
  /// How many pieces there are, if that is known and all are whole tiles.
  std::optional<int64_t> count;
};

/// All pieces are whole tiles, and known to be how many: units can be counted.
inline bool areEven(ArrayRef<LoopCut> cuts) {
  return llvm::all_of(cuts,
                      [](const LoopCut &cut) { return cut.count.has_value(); });
}

/// The pieces of an op's loops, from level to level of its schedule.
///
/// Example: a loop of 7 iterations and tiles of 4, 2 and 1. The first level
/// cuts it into 4 and 3, an uneven cut. The second cuts by 2 what may be 4 or
/// 3: uneven, too. The third has pieces of 2 and 1; those of one iteration are
/// always whole.
///
/// A loop of dynamic size may be of any size, whatever its schedule was made
/// for, so the first level always cuts it. In an op that an earlier run of
/// `neurospector-tile` left in loops, `neurospector.assume` is the size of the
/// largest piece.
class LoopPieces {
public:
  explicit LoopPieces(linalg::LinalgOp op);

  /// Goes on to the pieces that \p level hands inward. Loops that would run
  /// once are not cut.
  SmallVector<LoopCut> cut(LevelAttr level);

  /// All pieces become as large as the largest.
  void fill() { whole.assign(whole.size(), true); }

  /// Iterations of the largest piece of each loop; `ShapedType::kDynamic`: any
  /// number.
  ArrayRef<int64_t> sizes() const { return largest; }
  /// The shape of \p operand, one of the op inside the loops, when each loop
  /// has its largest piece. Dynamic where the loops do not say: the input of
  /// windows may be larger than they need.
  SmallVector<int64_t> getFullShape(OpOperand &operand) const;
  /// No piece of \p loop is smaller.
  bool isWhole(unsigned loop) const { return whole[loop]; }
  bool areWhole() const { return !llvm::is_contained(whole, false); }

private:
  SmallVector<int64_t> largest;
  SmallVector<bool> whole;
};

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_LOOPPIECES_H
