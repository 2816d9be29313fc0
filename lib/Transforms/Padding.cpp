//===- Padding.cpp - Ops of full size -------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Padding.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::neurospector;

std::string mlir::neurospector::findUnpaddable(linalg::LinalgOp op) {
  if (!op.hasPureTensorSemantics())
    return "it is on buffers, which cannot be padded";
  for (Operation &inner : op.getBlock()->without_terminator())
    if (!isSpeculatable(&inner))
      return ("op '" + inner.getName().getStringRef() +
              "' of its body must not run on padding")
          .str();
  return "";
}

//===----------------------------------------------------------------------===//
// Whether zeros add nothing
//===----------------------------------------------------------------------===//

namespace {
/// Values of a body that are zero beyond the end of a loop.
class Zeros {
public:
  Zeros(linalg::LinalgOp op, unsigned loop);

  bool contains(Value value) const {
    return zeros.contains(value) || matchPattern(value, m_Zero()) ||
           matchPattern(value, m_AnyZeroFloat());
  }

private:
  bool isZero(Operation &inner) const;

  llvm::SmallDenseSet<Value> zeros;
};
} // namespace

/// Operands that the loop alone indexes along an axis end where it ends.
Zeros::Zeros(linalg::LinalgOp op, unsigned loop) {
  AffineExpr alone = getAffineDimExpr(loop, op.getContext());
  for (OpOperand *input : op.getDpsInputOperands())
    if (llvm::is_contained(op.getMatchingIndexingMap(input).getResults(),
                           alone))
      zeros.insert(op.getMatchingBlockArgument(input));
  for (Operation &inner : op.getBlock()->without_terminator())
    if (isZero(inner))
      zeros.insert(inner.getResult(0));
}

/// Zero times infinity is no zero: of floats both factors have to be.
bool Zeros::isZero(Operation &inner) const {
  auto isIn = [&](Value value) { return contains(value); };
  if (isa<arith::MulIOp>(inner))
    return llvm::any_of(inner.getOperands(), isIn);
  return isa<arith::MulFOp, arith::AddFOp, arith::AddIOp, arith::SubFOp,
             arith::SubIOp, arith::NegFOp, arith::ExtFOp, arith::TruncFOp,
             arith::ExtSIOp, arith::ExtUIOp, arith::TruncIOp, arith::SIToFPOp,
             arith::UIToFPOp, arith::FPToSIOp, arith::FPToUIOp>(inner) &&
         llvm::all_of(inner.getOperands(), isIn);
}

/// Iterations beyond the end of \p loop, where operands are zero, leave each
/// accumulator as it is.
static bool addsNothing(linalg::LinalgOp op, unsigned loop) {
  Zeros zeros(op, loop);
  Operation *yield = op.getBlock()->getTerminator();
  for (auto [yielded, accumulator] :
       llvm::zip_equal(yield->getOperands(), op.getRegionOutputArgs())) {
    if (yielded == accumulator)
      continue;
    Operation *sum = yielded.getDefiningOp();
    if (!isa_and_nonnull<arith::AddFOp, arith::AddIOp>(sum))
      return false;
    Value left = sum->getOperand(0), right = sum->getOperand(1);
    if (!(left == accumulator && zeros.contains(right)) &&
        !(right == accumulator && zeros.contains(left)))
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Padding
//===----------------------------------------------------------------------===//

/// Has the body skip iterations of \p loops beyond what they run now.
static FailureOr<linalg::LinalgOp> skipPadding(RewriterBase &rewriter,
                                               linalg::LinalgOp op,
                                               ArrayRef<unsigned> loops) {
  Location loc = op.getLoc();
  rewriter.setInsertionPoint(op);
  auto domain =
      cast<TilingInterface>(op.getOperation()).getIterationDomain(rewriter);
  SmallVector<Value> ends = llvm::map_to_vector(loops, [&](unsigned loop) {
    return getValueOrCreateConstantIndexOp(rewriter, loc, domain[loop].size);
  });
  if (!isa<linalg::GenericOp>(op)) {
    NamedAttrList attributes(op->getDiscardableAttrDictionary());
    attributes.erase(linalg::LinalgDialect::kMemoizedIndexingMapsAttrName);
    FailureOr<linalg::GenericOp> general =
        linalg::generalizeNamedOp(rewriter, op);
    if (failed(general))
      return failure();
    (*general)->setDiscardableAttrs(attributes.getDictionary(op.getContext()));
    op = *general;
  }
  Operation *yield = op.getBlock()->getTerminator();
  rewriter.setInsertionPoint(yield);
  Value isInside;
  for (auto [loop, end] : llvm::zip_equal(loops, ends)) {
    Value number = linalg::IndexOp::create(rewriter, loc, loop);
    Value isBefore = arith::CmpIOp::create(
        rewriter, loc, arith::CmpIPredicate::ult, number, end);
    isInside = isInside
                   ? arith::AndIOp::create(rewriter, loc, isInside, isBefore)
                   : isBefore;
  }
  SmallVector<Value> results;
  for (auto [yielded, accumulator] :
       llvm::zip_equal(yield->getOperands(), op.getRegionOutputArgs()))
    results.push_back(
        arith::SelectOp::create(rewriter, loc, isInside, yielded, accumulator));
  rewriter.modifyOpInPlace(yield, [&] { yield->setOperands(results); });
  return op;
}

FailureOr<linalg::LinalgOp>
mlir::neurospector::padToFullSize(RewriterBase &rewriter, linalg::LinalgOp op,
                                  const LoopPieces &pieces) {
  SmallVector<unsigned> skipped;
  for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
    if (iterator == utils::IteratorType::reduction && !pieces.isWhole(loop) &&
        !addsNothing(op, loop))
      skipped.push_back(loop);
  if (!skipped.empty()) {
    auto skipping = skipPadding(rewriter, op, skipped);
    if (failed(skipping))
      return failure();
    op = *skipping;
  }
  rewriter.setInsertionPointAfter(op);
  auto options = linalg::PadTilingInterfaceOptions()
                     .setPaddingSizes(getAsIndexOpFoldResult(op.getContext(),
                                                             pieces.sizes()))
                     .setPadToMultipleOf(false);
  // Upstream's shapes do not know groups of iterations, as in `k floordiv 4`.
  auto getShape = [&](OpBuilder &builder, OpOperand &operand, ArrayRef<Range>,
                      const linalg::PadTilingInterfaceOptions &)
      -> FailureOr<SmallVector<OpFoldResult>> {
    SmallVector<OpFoldResult> shape;
    for (auto [axis, size] : llvm::enumerate(pieces.getFullShape(operand)))
      shape.push_back(
          ShapedType::isDynamic(size)
              ? tensor::getMixedSize(builder, op.getLoc(), operand.get(), axis)
              : OpFoldResult(builder.getIndexAttr(size)));
    return shape;
  };
  auto padded = linalg::rewriteAsPaddedOp(
      rewriter, cast<TilingInterface>(op.getOperation()), options, getShape);
  if (failed(padded))
    return failure();
  rewriter.replaceOp(op, padded->replacements);
  return cast<linalg::LinalgOp>(padded->paddedOp.getOperation());
}
