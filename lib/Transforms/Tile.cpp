//===- Tile.cpp - Turn schedules into loops -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One call of upstream's tiling per level and kind of loop. Which loops, what
// sizes, which order: the attribute has decided all of it.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "neurospector/Analysis/OperandRoles.h"
#include "neurospector/Config/Config.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_TILEPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;

//===----------------------------------------------------------------------===//
// One op
//===----------------------------------------------------------------------===//

namespace {
/// Builds the loops around one op, outermost first. `op` is always the op
/// inside the loops built so far, and `bounds` what it iterates over.
class NestBuilder {
public:
  NestBuilder(linalg::LinalgOp op, SpatialReduction spatialReduction)
      : op(op), bounds(getLoopBounds(op)),
        iterators(op.getIteratorTypesArray()), rewriter(op.getContext()),
        spatialReduction(spatialReduction) {}

  LogicalResult addLevel(LevelAttr level);
  linalg::LinalgOp getOp() const { return op; }

private:
  bool isReduction(int64_t loop) const {
    return iterators[loop] == utils::IteratorType::reduction;
  }
  LogicalResult addTemporal(LevelAttr level, ArrayRef<int64_t> loops);
  LogicalResult addSpatial(LevelAttr level, ArrayRef<int64_t> loops);
  LogicalResult tile(LevelAttr level, ArrayRef<int64_t> loops, Attribute label,
                     scf::SCFTilingOptions options);

  linalg::LinalgOp op;
  SmallVector<int64_t> bounds;
  SmallVector<utils::IteratorType> iterators;
  IRRewriter rewriter;
  SpatialReduction spatialReduction;
};
} // namespace

/// Tiles \p loops, all of one kind, to the sizes of \p level.
LogicalResult NestBuilder::tile(LevelAttr level, ArrayRef<int64_t> loops,
                                Attribute label,
                                scf::SCFTilingOptions options) {
  if (loops.empty())
    return success();
  SmallVector<OpFoldResult> sizes(bounds.size(), rewriter.getIndexAttr(0));
  for (int64_t loop : loops) {
    sizes[loop] = rewriter.getIndexAttr(level.getTile()[loop]);
    bounds[loop] = level.getTile()[loop];
  }
  options.setTileSizes(sizes);
  if (options.loopType == scf::SCFTilingOptions::LoopType::ForallOp)
    options.setMapping(SmallVector<Attribute>(loops.size(), label));

  rewriter.setInsertionPoint(op);
  FailureOr<scf::SCFTilingResult> result = scf::tileUsingSCF(
      rewriter, cast<TilingInterface>(op.getOperation()), options);
  if (failed(result))
    return failure();
  for (LoopLikeOpInterface loop : result->loops)
    if (isa<scf::ForOp>(loop))
      loop->setDiscardableAttr(levelAttrName, label);
  rewriter.replaceOp(op, result->replacements);
  op = cast<linalg::LinalgOp>(result->tiledOps.back());
  return success();
}

LogicalResult NestBuilder::addTemporal(LevelAttr level,
                                       ArrayRef<int64_t> loops) {
  return tile(level, loops, BufferAttr::get(op.getContext(), level.getName()),
              scf::SCFTilingOptions().setInterchange(level.getOrder()));
}

LogicalResult NestBuilder::addSpatial(LevelAttr level,
                                      ArrayRef<int64_t> loops) {
  using LoopType = scf::SCFTilingOptions::LoopType;
  auto axis = AxisAttr::get(op.getContext(), level.getKind(), level.getName());
  SmallVector<int64_t> parallel, reductions;
  for (int64_t loop : loops)
    (isReduction(loop) ? reductions : parallel).push_back(loop);
  if (failed(tile(level, parallel, axis,
                  scf::SCFTilingOptions().setLoopType(LoopType::ForallOp))))
    return failure();
  if (spatialReduction == SpatialReduction::Loop)
    return tile(level, reductions, axis, scf::SCFTilingOptions());
  return tile(level, reductions, axis,
              scf::SCFTilingOptions()
                  .setLoopType(LoopType::ForallOp)
                  .setReductionTilingStrategy(
                      ReductionTilingStrategy::PartialReductionOuterParallel)
                  .setReductionDims(SmallVector<unsigned>(reductions.begin(),
                                                          reductions.end())));
}

/// Loops that run once are left out.
LogicalResult NestBuilder::addLevel(LevelAttr level) {
  SmallVector<int64_t> loops;
  for (auto [loop, sizes] : llvm::enumerate(llvm::zip(level.getTile(), bounds)))
    if (std::get<0>(sizes) != std::get<1>(sizes))
      loops.push_back(loop);
  return level.getKind() == LevelKind::Temporal ? addTemporal(level, loops)
                                                : addSpatial(level, loops);
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
class TilePass : public mlir::neurospector::impl::TilePassBase<TilePass> {
public:
  using TilePassBase::TilePassBase;
  void runOnOperation() override;

private:
  LogicalResult tile(linalg::LinalgOp op, ScheduleAttr schedule,
                     const OpLayer &layer);
};
} // namespace

/// Why \p schedule cannot be applied to \p op; empty if it can. The verifier
/// finds most of this too, but dynamic sizes only show here.
static std::string findMisfit(linalg::LinalgOp op, ScheduleAttr schedule) {
  SmallVector<int64_t> bounds = getLoopBounds(op);
  LevelAttr outermost = schedule.getLevels().front();
  if (outermost.getTile().size() != bounds.size())
    return ("it has " + Twine(bounds.size()) +
            " loops, but the tiles of its schedule have " +
            Twine(outermost.getTile().size()))
        .str();
  for (auto [loop, sizes] :
       llvm::enumerate(llvm::zip(outermost.getTile(), bounds))) {
    auto [tile, bound] = sizes;
    if (ShapedType::isDynamic(bound))
      return ("loop " + Twine(loop) + " has a dynamic size").str();
    if (bound == 0 || bound % tile != 0)
      return ("it runs loop " + Twine(loop) + " " + Twine(bound) +
              " times, which the tile " + Twine(tile) + " of level '" +
              outermost.getName() + "' does not divide")
          .str();
  }
  return "";
}

/// The op inside the loops gets the levels that are left.
LogicalResult TilePass::tile(linalg::LinalgOp op, ScheduleAttr schedule,
                             const OpLayer &layer) {
  OperandRoles roles = getOperandRoles(op, layer);
  op->removeDiscardableAttr(scheduleAttrName);
  op->removeDiscardableAttr(costAttrName);
  NestBuilder nest(op, spatialReduction);
  auto isInside = [&](LevelAttr level) {
    return getDepth(level.getName()) > static_cast<unsigned>(levels.getValue());
  };
  ArrayRef<LevelAttr> left = schedule.getLevels();
  for (; !left.empty() && !isInside(left.front()); left = left.drop_front())
    if (failed(nest.addLevel(left.front())))
      return failure();

  Operation *inner = nest.getOp();
  inner->setDiscardableAttr(
      nestAttrName, NestAttr::get(&getContext(), schedule.getAccelerator(),
                                  roles[0], roles[1]));
  if (!left.empty())
    inner->setDiscardableAttr(scheduleAttrName,
                              ScheduleAttr::get(&getContext(),
                                                schedule.getAccelerator(), left,
                                                schedule.getOptimal()));
  return success();
}

static void remarkUnscheduled(linalg::LinalgOp op) {
  auto function = op->getParentOfType<FunctionOpInterface>();
  remark::missed(op.getLoc(), remark::RemarkOpts::name("no-schedule")
                                  .category("neurospector")
                                  .function(function ? function.getName()
                                                     : StringRef("<module>")))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::reason("it has no schedule")
      << remark::suggest("run 'neurospector-schedule' first");
}

void TilePass::runOnOperation() {
  if (getOperation()->getParentOp()) {
    emitError(getOperation()->getLoc(),
              "'neurospector-tile' must run on the top-level op");
    return signalPassFailure();
  }
  SmallVector<linalg::LinalgOp> ops;
  getOperation()->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    if (op->hasAttr(scheduleAttrName) || isCandidate(op))
      ops.push_back(op);
  });
  for (linalg::LinalgOp op : ops) {
    auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleAttrName);
    if (!schedule) {
      if (!op->hasAttr(nestAttrName))
        remarkUnscheduled(op);
      continue;
    }
    std::string misfit = findMisfit(op, schedule);
    auto layer = getOpLayer(op);
    if (auto *unsupported = std::get_if<Unsupported>(&layer);
        unsupported && misfit.empty())
      misfit = unsupported->reason;
    if (!misfit.empty()) {
      emitWarning(op.getLoc(), "not tiled: ") << misfit;
      continue;
    }
    if (failed(tile(op, schedule, std::get<OpLayer>(layer)))) {
      emitError(op.getLoc(), "cannot be tiled");
      return signalPassFailure();
    }
  }
}
