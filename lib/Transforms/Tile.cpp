//===- Tile.cpp - Turn schedules into loops -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds the ops that have a schedule that fits, and has loops built for its
// levels.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "NestBuilder.h"
#include "Padding.h"
#include "PassSupport.h"

#include "neurospector/Analysis/ScheduledOp.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_TILEPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
class TilePass : public mlir::neurospector::impl::TilePassBase<TilePass> {
public:
  using TilePassBase::TilePassBase;
  void runOnOperation() override;

private:
  std::string findObstacle(linalg::LinalgOp op, ScheduleAttr schedule);
  size_t countLevels(ScheduleAttr schedule) const;
  FailureOr<const ns::Accelerator *> getMachine(ScheduleAttr schedule);
  LogicalResult addLevels(NestBuilder &nest, ScheduleAttr schedule,
                          size_t count, const ns::Accelerator *machine);
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

/// The levels of \p schedule that come before an array or are one: what they
/// hand inward is what an array takes, or one of its units.
static SmallVector<bool> findFullLevels(ScheduleAttr schedule) {
  SmallVector<bool> full;
  for (LevelAttr level : schedule.getLevels()) {
    bool isArray = level.getKind() != LevelKind::Temporal;
    if (isArray && !full.empty())
      full.back() = true;
    full.push_back(isArray);
  }
  return full;
}

/// Builds the first \p count levels; \p machine says which memory holds which
/// operand, null: nothing is copied.
LogicalResult TilePass::addLevels(NestBuilder &nest, ScheduleAttr schedule,
                                  size_t count,
                                  const ns::Accelerator *machine) {
  RolesAttr roles = schedule.getRoles();
  ns::PerOperand<int64_t> operands = {roles.getInput(), roles.getWeight(),
                                      roles.getOutput()};
  SmallVector<bool> isFull = findFullLevels(schedule);
  if (pad && schedule.getLevels().front().getKind() != LevelKind::Temporal &&
      failed(nest.pad()))
    return failure();
  for (auto [i, level] :
       llvm::enumerate(schedule.getLevels().take_front(count))) {
    const ns::Memory *memory = machine ? findMemory(*machine, level) : nullptr;
    for (ns::Operand role : ns::allOperands)
      if (memory && memory->holds.contains(role))
        nest.promote(operands[ns::index(role)], level.getName());
    if (failed(nest.addLevel(level)) ||
        (pad && isFull[i] && failed(nest.pad())))
      return failure();
  }
  return success();
}

/// The op inside the loops gets the levels that are left.
LogicalResult TilePass::tile(linalg::LinalgOp op, ScheduleAttr schedule) {
  const ns::Accelerator *machine = nullptr;
  if (promote) {
    auto loaded = getMachine(schedule);
    if (failed(loaded))
      return failure();
    machine = *loaded;
  }
  NestBuilder nest(op, spatialReduction, fuse);
  dropSchedule(op);
  op->removeDiscardableAttr(assumeAttrName);
  op->setDiscardableAttr(nestAttrName,
                         NestAttr::get(&getContext(), schedule.getAccelerator(),
                                       schedule.getRoles()));
  size_t count = countLevels(schedule);
  if (failed(addLevels(nest, schedule, count, machine)))
    return failure();
  ArrayRef<LevelAttr> left = schedule.getLevels().drop_front(count);
  if (left.empty())
    return success();
  nest.getOp()->setDiscardableAttr(
      scheduleAttrName,
      ScheduleAttr::get(&getContext(), schedule.getAccelerator(),
                        schedule.getRoles(), schedule.getLoops(), left,
                        schedule.getOptimal()));
  if (!nest.getPieces().areWhole())
    nest.getOp()->setDiscardableAttr(
        assumeAttrName,
        DenseI64ArrayAttr::get(&getContext(), nest.getPieces().sizes()));
  return success();
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

/// Something that an array takes, or one of its units, may be smaller than its
/// full size.
static bool needsPadding(linalg::LinalgOp op, ScheduleAttr schedule) {
  LoopPieces pieces(op);
  return llvm::any_of(llvm::zip(schedule.getLevels(), findFullLevels(schedule)),
                      [&](auto level) {
                        bool entersArray = std::get<0>(level).getKind() !=
                                               LevelKind::Temporal &&
                                           !pieces.areWhole();
                        pieces.cut(std::get<0>(level));
                        return entersArray ||
                               (std::get<1>(level) && !pieces.areWhole());
                      });
}

/// Why \p op cannot be tiled; empty if it can.
std::string TilePass::findObstacle(linalg::LinalgOp op, ScheduleAttr schedule) {
  if (countLevels(schedule) == 0)
    return "its schedule has no level '" + levels + "', expected one of " +
           listLevels(schedule);
  std::string misfit = findMisfit(op, schedule);
  return misfit.empty() && pad && needsPadding(op, schedule)
             ? findUnpaddable(op)
             : misfit;
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
