//===- LoopPieces.cpp - What a schedule leaves of loops -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/LoopPieces.h"

using namespace mlir;
using namespace mlir::neurospector;

LoopPieces::LoopPieces(linalg::LinalgOp op) : largest(getLoopBounds(op)) {
  auto pieces = op->getAttrOfType<DenseI64ArrayAttr>(assumeAttrName);
  for (auto [loop, size] : llvm::enumerate(largest)) {
    whole.push_back(!ShapedType::isDynamic(size));
    if (!whole.back() && pieces && op->hasAttr(nestAttrName))
      size = pieces[loop];
  }
}

/// Indices grow with each loop. An axis that no loop with pieces of several
/// sizes indexes has not been cut.
SmallVector<int64_t> LoopPieces::getFullShape(OpOperand &operand) const {
  auto type = cast<RankedTensorType>(operand.get().getType());
  AffineMap map = cast<linalg::LinalgOp>(operand.getOwner())
                      .getMatchingIndexingMap(&operand);
  SmallVector<int64_t> lasts = llvm::map_to_vector(
      largest, [](int64_t size) { return std::max<int64_t>(size - 1, 0); });
  SmallVector<int64_t> ends = map.compose(lasts), shape(type.getShape());
  for (auto [axis, size] : llvm::enumerate(shape)) {
    if (!ShapedType::isDynamic(size))
      continue;
    bool isCut = false, isKnown = true;
    for (unsigned loop = 0; loop < largest.size(); ++loop)
      if (map.getResult(axis).isFunctionOfDim(loop)) {
        isCut |= !whole[loop];
        isKnown &= !ShapedType::isDynamic(largest[loop]);
      }
    if (isCut && isKnown)
      size = ends[axis] + 1;
  }
  return shape;
}

SmallVector<LoopCut> LoopPieces::cut(LevelAttr level) {
  SmallVector<LoopCut> cuts;
  for (auto [loop, tile] : llvm::enumerate(level.getTile())) {
    int64_t entering = largest[loop];
    bool isOpen = ShapedType::isDynamic(entering);
    if (!isOpen && entering <= tile)
      continue;
    bool isEven = whole[loop] && entering % tile == 0;
    cuts.push_back({static_cast<unsigned>(loop), tile,
                    isEven ? std::optional(entering / tile) : std::nullopt});
    largest[loop] = tile;
    whole[loop] = isEven || tile == 1;
  }
  return cuts;
}
