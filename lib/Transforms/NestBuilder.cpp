//===- NestBuilder.cpp - Loops around one op ------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NestBuilder.h"

#include "Padding.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::neurospector;

/// Has \p loop, from zero over iterations, count units, as the transform
/// dialect's tiling does. (`normalizeForallOp` mixes up types.)
static void countUnits(RewriterBase &rewriter, scf::ForallOp loop) {
  if (loop.isNormalized())
    return;
  Location loc = loop.getLoc();
  AffineExpr end = rewriter.getAffineSymbolExpr(0),
             unit = rewriter.getAffineDimExpr(0);
  rewriter.setInsertionPoint(loop);
  SmallVector<int64_t> steps(loop.getStaticStep());
  SmallVector<OpFoldResult> units;
  for (auto [size, step] : llvm::zip_equal(loop.getMixedUpperBound(), steps))
    units.push_back(affine::makeComposedFoldedAffineApply(
        rewriter, loc, end.ceilDiv(step), {size}));
  auto counting = scf::ForallOp::create(rewriter, loc, units,
                                        SmallVector<Value>(loop.getOutputs()),
                                        loop.getMapping());
  rewriter.eraseOp(counting.getTerminator());
  rewriter.setInsertionPointToStart(counting.getBody());
  SmallVector<Value> arguments;
  for (auto [number, step] :
       llvm::zip_equal(counting.getInductionVars(), steps))
    arguments.push_back(affine::AffineApplyOp::create(
        rewriter, loc, AffineMap::get(1, 0, unit * step), number));
  llvm::append_range(arguments, counting.getRegionIterArgs());
  rewriter.mergeBlocks(loop.getBody(), counting.getBody(), arguments);
  rewriter.replaceOp(loop, counting);
}

/// Cuts loops that are all of one kind. Units that may get less than a tile are
/// not told their number: upstream would give each an equal share.
LogicalResult NestBuilder::tile(ArrayRef<LoopCut> cuts, Attribute label,
                                scf::SCFTilingOptions options) {
  if (cuts.empty())
    return success();
  SmallVector<OpFoldResult> sizes(iterators.size(), rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> units = sizes;
  for (const LoopCut &cut : cuts) {
    sizes[cut.loop] = rewriter.getIndexAttr(cut.tile);
    units[cut.loop] = rewriter.getIndexAttr(cut.count.value_or(0));
  }
  bool isForall = options.loopType == scf::SCFTilingOptions::LoopType::ForallOp;
  if (isForall)
    options.setMapping(SmallVector<Attribute>(cuts.size(), label));
  if (isForall && areEven(cuts))
    options.setNumThreads(units);
  else
    options.setTileSizes(sizes);

  rewriter.setInsertionPoint(op);
  SmallVector<LoopLikeOpInterface> made;
  fuseFill &= llvm::none_of(
      cuts, [&](const LoopCut &cut) { return isReduction(cut.loop); });
  if (failed(fusePad || fuseFill ? tileAndFuse(options, made)
                                 : tileAlone(options, made)))
    return failure();
  fusePad = false;
  for (LoopLikeOpInterface loop : made) {
    if (isa<scf::ForOp>(loop))
      loop->setDiscardableAttr(levelAttrName, label);
    if (auto forall = dyn_cast<scf::ForallOp>(loop.getOperation()))
      countUnits(rewriter, forall);
  }
  return success();
}

LogicalResult
NestBuilder::tileAlone(const scf::SCFTilingOptions &options,
                       SmallVectorImpl<LoopLikeOpInterface> &loops) {
  FailureOr<scf::SCFTilingResult> result = scf::tileUsingSCF(
      rewriter, cast<TilingInterface>(op.getOperation()), options);
  if (failed(result))
    return failure();
  rewriter.replaceOp(op, result->replacements);
  op = cast<linalg::LinalgOp>(result->tiledOps.back());
  loops = result->loops;
  return success();
}

LogicalResult
NestBuilder::tileAndFuse(const scf::SCFTilingOptions &options,
                         SmallVectorImpl<LoopLikeOpInterface> &loops) {
  scf::SCFTileAndFuseOptions fuseOptions;
  fuseOptions.setTilingOptions(options).setFusionControlFn(
      [&](tensor::ExtractSliceOp, OpResult producer, bool isDestination)
          -> std::optional<scf::SCFTileAndFuseOptions::ControlFnResult> {
        if (isDestination ? fuseFill && isa<linalg::FillOp>(producer.getOwner())
                          : fusePad && isa<tensor::PadOp>(producer.getOwner()))
          return scf::SCFTileAndFuseOptions::ControlFnResult();
        return std::nullopt;
      });
  FailureOr<scf::SCFTileAndFuseResult> result =
      scf::tileConsumerAndFuseProducersUsingSCF(
          rewriter, cast<TilingInterface>(op.getOperation()), fuseOptions);
  if (failed(result))
    return failure();
  SmallVector<Value> replacements;
  for (Value value : op->getResults())
    replacements.push_back(result->replacements.lookup(value));
  rewriter.replaceOp(op, replacements);
  loops = result->loops;
  for (Operation *producer : result->fusedProducers) {
    // Only the slice that was fused: other users may yet have to be tiled.
    for (Operation *user : llvm::make_early_inc_range(producer->getUsers()))
      if (isa<tensor::ExtractSliceOp>(user) && isOpTriviallyDead(user))
        rewriter.eraseOp(user);
    if (producer->use_empty())
      rewriter.eraseOp(producer);
  }
  op = cast<linalg::LinalgOp>(
      *llvm::find_if(result->tiledAndFusedOps, [](Operation *tiled) {
        return tiled->hasAttr(nestAttrName);
      }));
  return success();
}

/// Copies the tile of \p operand into \p memory. The room is that of a full
/// tile, of which a smaller one takes a slice.
void NestBuilder::promote(unsigned operand, StringRef memory) {
  Value tile = op->getOperand(operand);
  auto type = dyn_cast<RankedTensorType>(tile.getType());
  if (!type)
    return;
  Location loc = op.getLoc();
  rewriter.setInsertionPoint(op);
  RankedTensorType full =
      type.clone(pieces.getFullShape(op->getOpOperand(operand)));
  if (!full.hasStaticShape())
    full = type;
  bool isFull = full == type;
  auto room = bufferization::AllocTensorOp::create(
      rewriter, loc, full, /*dynamicSizes=*/ValueRange(),
      isFull ? tile : Value());
  room.setMemorySpaceAttr(BufferAttr::get(op.getContext(), memory));
  Value copy = room;
  if (!isFull) {
    SmallVector<OpFoldResult> offsets(type.getRank(), rewriter.getIndexAttr(0)),
        strides(type.getRank(), rewriter.getIndexAttr(1)),
        sizes = tensor::getMixedSizes(rewriter, loc, tile);
    auto slice = tensor::ExtractSliceOp::create(rewriter, loc, type, room,
                                                offsets, sizes, strides);
    copy = bufferization::MaterializeInDestinationOp::create(rewriter, loc,
                                                             tile, slice)
               .getResult();
  }
  rewriter.modifyOpInPlace(op, [&] { op->setOperand(operand, copy); });
}

/// Makes the op as large as its largest piece.
LogicalResult NestBuilder::pad() {
  if (pieces.areWhole())
    return success();
  FailureOr<linalg::LinalgOp> padded = padToFullSize(rewriter, op, pieces);
  if (failed(padded))
    return failure();
  op = *padded;
  pieces.fill();
  return success();
}

/// The loops outside the first reduction come first by themselves: only there
/// may a fill move in.
LogicalResult NestBuilder::addTemporal(LevelAttr level,
                                       ArrayRef<LoopCut> cuts) {
  auto label = BufferAttr::get(op.getContext(), level.getName());
  auto options = scf::SCFTilingOptions().setInterchange(level.getOrder());
  SmallVector<LoopCut> outer, inner;
  for (int64_t loop : level.getOrder()) {
    const LoopCut *cut = llvm::find_if(
        cuts, [&](const LoopCut &cut) { return cut.loop == loop; });
    if (cut == cuts.end())
      continue;
    bool isOuter = fuseFill && inner.empty() && !isReduction(loop);
    (isOuter ? outer : inner).push_back(*cut);
  }
  if (failed(tile(outer, label, options)))
    return failure();
  return tile(inner, label, options);
}

/// Partial sums need one op that adds them up and a value to start from, and a
/// tensor that upstream can expand: it takes every result of the output's map
/// for a loop. It does not move the numbers of loops that the body reads.
static bool hasPartialSums(linalg::LinalgOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumDpsInits() != 1 ||
      op.hasIndexSemantics() ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0))
           .isProjectedPermutation())
    return false;
  SmallVector<Operation *> combiners;
  return matchReduction(op.getRegionOutputArgs(), /*redPos=*/0, combiners) &&
         combiners.size() == 1 && arith::getNeutralElement(combiners.front());
}

/// The partial sums over \p loops have static shape. Lowering of others
/// confuses axes of size one (fixed upstream in llvm-project#184334).
static bool hasFixedShape(linalg::LinalgOp op, ArrayRef<unsigned> loops) {
  SmallVector<int64_t> bounds = getLoopBounds(op);
  return cast<ShapedType>(op.getDpsInits().front().getType())
             .hasStaticShape() &&
         llvm::none_of(loops, [&](unsigned loop) {
           return ShapedType::isDynamic(bounds[loop]);
         });
}

LogicalResult NestBuilder::addSpatial(LevelAttr level, ArrayRef<LoopCut> cuts) {
  using LoopType = scf::SCFTilingOptions::LoopType;
  auto axis = AxisAttr::get(op.getContext(), level.getKind(), level.getName());
  SmallVector<LoopCut> parallel, reductions;
  SmallVector<unsigned> reductionDims;
  for (const LoopCut &cut : cuts) {
    (isReduction(cut.loop) ? reductions : parallel).push_back(cut);
    if (isReduction(cut.loop))
      reductionDims.push_back(cut.loop);
  }
  if (failed(tile(parallel, axis,
                  scf::SCFTilingOptions().setLoopType(LoopType::ForallOp))))
    return failure();
  if (spatialReduction == SpatialReduction::Loop || !hasPartialSums(op) ||
      !hasFixedShape(op, reductionDims))
    return tile(reductions, axis, scf::SCFTilingOptions());
  return tile(reductions, axis,
              scf::SCFTilingOptions()
                  .setLoopType(LoopType::ForallOp)
                  .setReductionTilingStrategy(
                      ReductionTilingStrategy::PartialReductionOuterParallel)
                  .setReductionDims(reductionDims));
}

/// Loops that run once are left out.
LogicalResult NestBuilder::addLevel(LevelAttr level) {
  SmallVector<LoopCut> cuts = pieces.cut(level);
  return level.getKind() == LevelKind::Temporal ? addTemporal(level, cuts)
                                                : addSpatial(level, cuts);
}
