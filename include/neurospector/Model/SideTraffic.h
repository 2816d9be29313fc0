//===- SideTraffic.h - What rides with the tiles of a layer -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tensors beside the three operands of a layer: scales, zero points, masks,
// second results. What they move is told beside the cost of a schedule, which
// is without it (CM-17 in docs/cost-model.md).
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_SIDETRAFFIC_H
#define NEUROSPECTOR_MODEL_SIDETRAFFIC_H

#include "neurospector/Model/Schedule.h"

namespace neurospector {

/// A loop of an op: a dimension of its layer, or one of several whose product
/// that is.
struct OpLoop {
  Dim dim;
  int64_t bound;
  /// What each level hands inward, as in `Schedule`.
  llvm::SmallVector<int64_t, 10> tiles;
};

/// A tensor and what its elements move with.
///
/// Example: `o[m, n] += x[m, g, k] * (w[n, g, k] * s[n, g])`, where g and k
/// are the dimension C. The scale s rides with the weight and has the axes n
/// and g: a tile of the weight of 8 n, 2 g and 16 k brings 16 of its elements.
struct SideTensor {
  /// A loop, by its place in the list of loops, times a constant.
  struct Term {
    unsigned loop;
    int64_t factor;
  };
  using Axis = llvm::SmallVector<Term, 2>; ///< a sum

  enum class Moves : uint8_t {
    /// Its elements come with each tile of the operand.
    In,
    /// They leave with each tile of the operand.
    Out,
    /// They leave, and come with each tile that was there before.
    Both
  };

  Operand with;
  Moves moves = Moves::In;
  /// They stay while tiles change that need the same elements, as if they had
  /// room of their own.
  bool isKept = false;
  std::vector<Axis> axes = {};
};

/// Elements at a memory, all its instances, as in `MemoryCost`.
struct SideMoves {
  int64_t reads = 0, writes = 0, through = 0;

  Count total() const { return Count(reads) + writes + through; }
  bool operator==(const SideMoves &) const = default;
};

/// The energy (pJ) of \p levels, one per level of \p accelerator, if an element
/// costs what one of \p with does.
double sideEnergy(const Accelerator &accelerator, Operand with,
                  llvm::ArrayRef<SideMoves> levels);

/// What a side operand moves under some schedule. Of an array nothing.
struct SideTraffic {
  unsigned number; ///< of the op's operand
  Operand with;
  std::vector<SideMoves> moved; ///< with each tile of the operand
  std::vector<SideMoves> kept;  ///< at least: with `SideTensor::isKept`
};

/// Counts what \p tensor moves, per level of \p accelerator, if \p loops are
/// tiled as they say and run in the order that \p orders gives for their
/// dimensions at each level. Fails if a count exceeds 64 bits.
llvm::Expected<std::vector<SideMoves>>
countSideMoves(const Accelerator &accelerator, llvm::ArrayRef<LoopOrder> orders,
               llvm::ArrayRef<OpLoop> loops, const SideTensor &tensor);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_SIDETRAFFIC_H
