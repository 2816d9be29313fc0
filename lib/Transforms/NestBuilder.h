//===- NestBuilder.h - Loops around one op ----------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One call of upstream's tiling per level and kind of loop. Which loops, what
// sizes, which order: the attribute has decided all of it. Private to
// Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_NESTBUILDER_H
#define NEUROSPECTOR_LIB_TRANSFORMS_NESTBUILDER_H

#include "neurospector/Analysis/LoopPieces.h"
#include "neurospector/Transforms/Passes.h"

#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"

namespace mlir::neurospector {

/// Builds the loops around one op, outermost first. `op` is always the op
/// inside the loops built so far, and `pieces` what it iterates over.
class NestBuilder {
public:
  NestBuilder(linalg::LinalgOp op, SpatialReduction spatialReduction, bool fuse)
      : op(op), pieces(op), iterators(op.getIteratorTypesArray()),
        rewriter(op.getContext()), spatialReduction(spatialReduction),
        fusePad(fuse && op.hasPureTensorSemantics()), fuseFill(fusePad) {}

  /// Adds the loops of \p level. Those that would run once are left out.
  LogicalResult addLevel(LevelAttr level);
  /// Copies the tile of \p operand into \p memory.
  void promote(unsigned operand, StringRef memory);
  /// Makes the op as large as its largest piece.
  LogicalResult pad();
  linalg::LinalgOp getOp() const { return op; }
  const LoopPieces &getPieces() const { return pieces; }

private:
  bool isReduction(int64_t loop) const {
    return iterators[loop] == utils::IteratorType::reduction;
  }
  LogicalResult addTemporal(LevelAttr level, ArrayRef<LoopCut> cuts);
  LogicalResult addSpatial(LevelAttr level, ArrayRef<LoopCut> cuts);
  LogicalResult tile(ArrayRef<LoopCut> cuts, Attribute label,
                     scf::SCFTilingOptions options);

  LogicalResult tileAndFuse(const scf::SCFTilingOptions &options,
                            SmallVectorImpl<LoopLikeOpInterface> &loops);
  LogicalResult tileAlone(const scf::SCFTilingOptions &options,
                          SmallVectorImpl<LoopLikeOpInterface> &loops);

  linalg::LinalgOp op;
  LoopPieces pieces;
  SmallVector<utils::IteratorType> iterators;
  IRRewriter rewriter;
  SpatialReduction spatialReduction;
  bool fusePad;  ///< until there are loops: DRAM is read unpadded; on tensors
  bool fuseFill; ///< until there is a reduction, which must not refill
};

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_NESTBUILDER_H
