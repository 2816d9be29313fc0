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

#include "PassSupport.h"

#include "neurospector/Analysis/ScheduledOp.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_TILEPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

//===----------------------------------------------------------------------===//
// One op
//===----------------------------------------------------------------------===//

namespace {
/// Builds the loops around one op, outermost first. `op` is always the op
/// inside the loops built so far, and `bounds` what it iterates over.
class NestBuilder {
public:
  NestBuilder(linalg::LinalgOp op, SpatialReduction spatialReduction, bool fuse)
      : op(op), bounds(getLoopBounds(op)),
        iterators(op.getIteratorTypesArray()), rewriter(op.getContext()),
        spatialReduction(spatialReduction),
        fusePad(fuse && op.hasPureTensorSemantics()), fuseFill(fusePad) {}

  LogicalResult addLevel(LevelAttr level);
  void promote(unsigned operand, StringRef memory);
  linalg::LinalgOp getOp() const { return op; }

private:
  bool isReduction(int64_t loop) const {
    return iterators[loop] == utils::IteratorType::reduction;
  }
  LogicalResult addTemporal(LevelAttr level, ArrayRef<int64_t> loops);
  LogicalResult addSpatial(LevelAttr level, ArrayRef<int64_t> loops);
  LogicalResult tile(LevelAttr level, ArrayRef<int64_t> loops, Attribute label,
                     scf::SCFTilingOptions options);

  LogicalResult tileAndFuse(const scf::SCFTilingOptions &options,
                            SmallVectorImpl<LoopLikeOpInterface> &loops);
  LogicalResult tileAlone(const scf::SCFTilingOptions &options,
                          SmallVectorImpl<LoopLikeOpInterface> &loops);

  linalg::LinalgOp op;
  SmallVector<int64_t> bounds;
  SmallVector<utils::IteratorType> iterators;
  IRRewriter rewriter;
  SpatialReduction spatialReduction;
  bool fusePad;  ///< until there are loops: DRAM is read unpadded; on tensors
  bool fuseFill; ///< until there is a reduction, which must not refill
};
} // namespace

/// Tiles \p loops, all of one kind, to the sizes of \p level.
LogicalResult NestBuilder::tile(LevelAttr level, ArrayRef<int64_t> loops,
                                Attribute label,
                                scf::SCFTilingOptions options) {
  if (loops.empty())
    return success();
  SmallVector<OpFoldResult> sizes(bounds.size(), rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> units = sizes;
  for (int64_t loop : loops) {
    int64_t size = level.getTile()[loop];
    sizes[loop] = rewriter.getIndexAttr(size);
    units[loop] = rewriter.getIndexAttr(bounds[loop] / size);
    bounds[loop] = size;
  }
  if (options.loopType == scf::SCFTilingOptions::LoopType::ForallOp)
    options.setNumThreads(units).setMapping(
        SmallVector<Attribute>(loops.size(), label));
  else
    options.setTileSizes(sizes);

  rewriter.setInsertionPoint(op);
  SmallVector<LoopLikeOpInterface> made;
  fuseFill &=
      llvm::none_of(loops, [&](int64_t loop) { return isReduction(loop); });
  if (failed(fusePad || fuseFill ? tileAndFuse(options, made)
                                 : tileAlone(options, made)))
    return failure();
  fusePad = false;
  for (LoopLikeOpInterface loop : made)
    if (isa<scf::ForOp>(loop))
      loop->setDiscardableAttr(levelAttrName, label);
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

/// Copies the tile of \p operand into \p memory.
void NestBuilder::promote(unsigned operand, StringRef memory) {
  Value tile = op->getOperand(operand);
  auto type = dyn_cast<RankedTensorType>(tile.getType());
  if (!type)
    return;
  rewriter.setInsertionPoint(op);
  auto copy = bufferization::AllocTensorOp::create(
      rewriter, op.getLoc(), type, /*dynamicSizes=*/ValueRange(), tile);
  copy.setMemorySpaceAttr(BufferAttr::get(op.getContext(), memory));
  rewriter.modifyOpInPlace(op, [&] { op->setOperand(operand, copy); });
}

/// The loops outside the first reduction come first by themselves: only there
/// may a fill move in.
LogicalResult NestBuilder::addTemporal(LevelAttr level,
                                       ArrayRef<int64_t> loops) {
  auto label = BufferAttr::get(op.getContext(), level.getName());
  auto options = scf::SCFTilingOptions().setInterchange(level.getOrder());
  SmallVector<int64_t> outer, inner;
  for (int64_t loop : level.getOrder()) {
    if (!llvm::is_contained(loops, loop))
      continue;
    bool isOuter = fuseFill && inner.empty() && !isReduction(loop);
    (isOuter ? outer : inner).push_back(loop);
  }
  if (failed(tile(level, outer, label, options)))
    return failure();
  return tile(level, inner, label, options);
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
  if (spatialReduction == SpatialReduction::Loop || !hasPartialSums(op))
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
  std::string findObstacle(linalg::LinalgOp op, ScheduleAttr schedule);
  size_t countLevels(ScheduleAttr schedule) const;
  FailureOr<const ns::Accelerator *> getMachine(ScheduleAttr schedule);
  LogicalResult tile(linalg::LinalgOp op, ScheduleAttr schedule);

  TopLevelOnly topLevelOnly;
  /// Those loaded, so that each file is read and complained about once.
  llvm::StringMap<FailureOr<ns::Accelerator>> machines;
};
} // namespace

/// How many levels of \p schedule become loops: those down to the last that has
/// the name that the option asks for, be it with or without an axis.
size_t TilePass::countLevels(ScheduleAttr schedule) const {
  ArrayRef<LevelAttr> all = schedule.getLevels();
  size_t count = all.size();
  while (count > 0 && !levels.empty() && all[count - 1].getName() != levels &&
         all[count - 1].getLevelName() != levels)
    --count;
  return count;
}

FailureOr<const ns::Accelerator *> TilePass::getMachine(ScheduleAttr schedule) {
  auto [known, isNew] =
      machines.try_emplace(schedule.getAccelerator(), failure());
  if (isNew)
    known->second = loadAccelerator(getOperation(), known->first());
  if (failed(known->second))
    return failure();
  return &*known->second;
}

/// The memory that \p level is of; null: of none that holds anything new. The
/// tensors themselves are in the outermost.
static const ns::Memory *findMemory(const ns::Accelerator &machine,
                                    LevelAttr level) {
  for (const ns::Level &candidate : llvm::drop_begin(machine.levels))
    if (candidate.name == level.getLevelName())
      return candidate.memory();
  return nullptr;
}

/// The op inside the loops gets the levels that are left.
LogicalResult TilePass::tile(linalg::LinalgOp op, ScheduleAttr schedule) {
  // It says which memory holds which operand.
  const ns::Accelerator *machine = nullptr;
  if (promote) {
    auto loaded = getMachine(schedule);
    if (failed(loaded))
      return failure();
    machine = *loaded;
  }
  RolesAttr roles = schedule.getRoles();
  dropSchedule(op);
  op->setDiscardableAttr(
      nestAttrName,
      NestAttr::get(&getContext(), schedule.getAccelerator(), roles));

  NestBuilder nest(op, spatialReduction, fuse);
  size_t count = countLevels(schedule);
  for (LevelAttr level : schedule.getLevels().take_front(count)) {
    const ns::Memory *memory = machine ? findMemory(*machine, level) : nullptr;
    ns::PerOperand<int64_t> operands = {roles.getInput(), roles.getWeight(),
                                        roles.getOutput()};
    for (ns::Operand role : ns::allOperands)
      if (memory && memory->holds.contains(role))
        nest.promote(operands[ns::index(role)], level.getName());
    if (failed(nest.addLevel(level)))
      return failure();
  }
  ArrayRef<LevelAttr> left = schedule.getLevels().drop_front(count);
  if (!left.empty())
    nest.getOp()->setDiscardableAttr(
        scheduleAttrName,
        ScheduleAttr::get(&getContext(), schedule.getAccelerator(), roles,
                          schedule.getLoops(), left, schedule.getOptimal()));
  return success();
}

/// A tile of an operand is a subview, which only a strided layout has. Units
/// side by side must not write to the same elements, as they would of a further
/// result that lacks a parallel loop.
static std::string findUntileable(linalg::LinalgOp op) {
  SmallVector<int64_t> bounds = getLoopBounds(op);
  for (OpOperand &init : op.getDpsInitsMutable())
    for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
      if (iterator == utils::IteratorType::parallel && bounds[loop] != 1 &&
          !op.getMatchingIndexingMap(&init).isFunctionOfDim(loop))
        return ("parallel loop " + Twine(loop) +
                " does not index the result of operand " +
                Twine(init.getOperandNumber()))
            .str();
  for (OpOperand &operand : op->getOpOperands())
    if (auto type = dyn_cast<MemRefType>(operand.get().getType());
        type && !type.isStrided())
      return ("the layout of operand " + Twine(operand.getOperandNumber()) +
              " is not strided")
          .str();
  return "";
}

static void remarkUnscheduled(linalg::LinalgOp op) {
  remark::missed(op.getLoc(), remarkOn(op, "no-schedule"))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::reason("it has no schedule")
      << remark::suggest("run 'neurospector-schedule' first");
}

/// `DRAM, PE_ARRAY(Y), LOCAL_BUFFER`.
static std::string listLevels(ScheduleAttr schedule) {
  return llvm::join(
      llvm::map_range(schedule.getLevels(),
                      [](LevelAttr level) { return level.getLevelName(); }),
      ", ");
}

/// Why \p op cannot be tiled; empty if it can.
std::string TilePass::findObstacle(linalg::LinalgOp op, ScheduleAttr schedule) {
  if (countLevels(schedule) == 0)
    return "its schedule has no level '" + levels + "', expected one of " +
           listLevels(schedule);
  std::string misfit = findMisfit(op, schedule);
  return misfit.empty() ? findUntileable(op) : misfit;
}

void TilePass::runOnOperation() {
  if (failed(topLevelOnly.check(getOperation(), getArgument())))
    return signalPassFailure();
  machines.clear();
  bool isAnyScheduled = false;
  // Those in the body of another first: it is copied when that one is tiled.
  SmallVector<linalg::LinalgOp> ops;
  getOperation()->walk([&](linalg::LinalgOp op) {
    if (op->hasAttr(scheduleAttrName) || isCandidate(op))
      ops.push_back(op);
  });
  for (linalg::LinalgOp op : ops) {
    auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleAttrName);
    if (!schedule) {
      if (!op->hasAttr(nestAttrName))
        remarkUnscheduled(op);
      isAnyScheduled |= op->hasAttr(nestAttrName);
      continue;
    }
    isAnyScheduled = true;
    std::string obstacle = findObstacle(op, schedule);
    if (!obstacle.empty()) {
      emitWarning(op.getLoc(), "not tiled: ") << obstacle;
      continue;
    }
    // A level that fails leaves the op inside the loops of those before it.
    Location location = op.getLoc();
    if (failed(tile(op, schedule))) {
      emitError(location, "cannot be tiled");
      return signalPassFailure();
    }
  }
  if (!isAnyScheduled)
    emitWarning(getOperation()->getLoc(),
                "nothing was tiled: no op has a schedule; run "
                "'neurospector-schedule' first");
}
