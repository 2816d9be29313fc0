//===- SideOperands.cpp - What moves beside a layer's operands ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/SideOperands.h"

#include "IndexingTerms.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;
using ns::SideTensor;

/// The op's loops, by number.
static std::vector<ns::OpLoop> getLoops(const OpLayer &op,
                                        const ns::Schedule &schedule) {
  std::vector<SmallVector<int64_t>> tiles = splitOverLoops(op, schedule);
  std::vector<ns::OpLoop> loops(op.loopBounds.size());
  for (ns::Dim dim : ns::allDims)
    for (unsigned loop : op.loops[ns::index(dim)]) {
      loops[loop] = {dim, op.loopBounds[loop], {}};
      for (ArrayRef<int64_t> tile : tiles)
        loops[loop].tiles.push_back(tile[loop]);
    }
  return loops;
}

/// Makes of a loop one over its groups and, behind all others, one inside them:
/// a tile is some groups, or part of one. If that is not so, an error.
static llvm::Error split(LoopGroups groups, std::vector<ns::OpLoop> &loops) {
  ns::OpLoop &outer = loops[groups.loop];
  ns::OpLoop inner = {outer.dim, groups.size, {}};
  auto isWhole = [&](int64_t tile) {
    return tile % groups.size == 0 || groups.size % tile == 0;
  };
  if (outer.bound % groups.size != 0 || !llvm::all_of(outer.tiles, isWhole))
    return llvm::createStringError(
        "loop " + Twine(groups.loop) +
        ", or a tile of it, is no multiple and no part of its groups of " +
        Twine(groups.size));
  outer.bound /= groups.size;
  for (int64_t &tile : outer.tiles) {
    inner.tiles.push_back(std::min(tile, groups.size));
    tile = std::max<int64_t>(tile / groups.size, 1);
  }
  loops.push_back(std::move(inner));
  return llvm::Error::success();
}

/// The results of \p map: sums of loops times positive constants, or a loop's
/// groups, into which that is split. On a diagonal the first index says what
/// the others are, and a loop what its groups are.
static llvm::Expected<std::vector<SideTensor::Axis>>
getAxes(AffineMap map, std::vector<ns::OpLoop> &loops) {
  std::vector<SideTensor::Axis> axes;
  llvm::SmallBitVector seen(map.getNumDims());
  for (AffineExpr expr : map.getResults()) {
    if (getLoopGroups(expr))
      continue;
    FailureOr<SmallVector<Terms>> terms =
        getTerms(AffineMap::get(map.getNumDims(), /*symbolCount=*/0, expr));
    assert(succeeded(terms) && "not a map of a layer's operand");
    SideTensor::Axis &axis = axes.emplace_back();
    for (Term term : terms->front())
      if (!seen[term.loop]) {
        seen.set(term.loop);
        axis.push_back({term.loop, term.factor});
      }
  }
  for (AffineExpr expr : map.getResults()) {
    auto groups = getLoopGroups(expr);
    // Of a single group the index is always zero.
    if (!groups || seen[groups->loop] ||
        groups->size >= loops[groups->loop].bound)
      continue;
    if (llvm::Error error = split(*groups, loops))
      return error;
    seen.set(groups->loop);
    axes.push_back({{groups->loop, 1}});
  }
  return axes;
}

/// What \p tensor moves if \p map has its indices.
static llvm::Expected<std::vector<ns::SideMoves>>
count(SideTensor tensor, AffineMap map, std::vector<ns::OpLoop> loops,
      const ns::Accelerator &accelerator, const ns::Schedule &schedule) {
  auto axes = getAxes(map, loops);
  if (!axes)
    return axes.takeError();
  tensor.axes = std::move(*axes);
  return countSideMoves(accelerator, schedule.orders, loops, tensor);
}

/// A scale or mask is read; a result is written, and read if the body does.
static SideTensor::Moves getMoves(OpOperand &operand) {
  auto op = cast<linalg::LinalgOp>(operand.getOwner());
  if (!op.isDpsInit(&operand))
    return SideTensor::Moves::In;
  return op.payloadUsesValueFromOperand(&operand) ? SideTensor::Moves::Both
                                                  : SideTensor::Moves::Out;
}

llvm::Expected<std::vector<ns::SideTraffic>>
mlir::neurospector::countSideOperands(const OpLayer &op,
                                      const ns::Accelerator &accelerator,
                                      const ns::Schedule &schedule) {
  std::vector<ns::SideTraffic> all;
  if (op.sideOperands.empty())
    return std::move(all);
  std::vector<ns::OpLoop> loops = getLoops(op, schedule);
  for (const SideOperand &side : op.sideOperands) {
    SideTensor tensor{side.main, getMoves(*side.operand)};
    auto moved = count(tensor, side.map, loops, accelerator, schedule);
    if (!moved)
      return moved.takeError();
    tensor.isKept = true;
    auto kept = count(tensor, side.map, loops, accelerator, schedule);
    if (!kept)
      return kept.takeError();
    all.push_back({side.operand->getOperandNumber(), side.main,
                   std::move(*moved), std::move(*kept)});
  }
  return std::move(all);
}

llvm::Expected<std::vector<ns::SideMoves>> mlir::neurospector::countBroadcast(
    const OpLayer &op, const ns::Accelerator &accelerator,
    const ns::Schedule &schedule, ns::Operand operand) {
  OpOperand &of = *op.operands[ns::index(operand)];
  AffineMap map =
      cast<linalg::LinalgOp>(of.getOwner()).getMatchingIndexingMap(&of);
  return count({operand, SideTensor::Moves::In, /*isKept=*/true}, map,
               getLoops(op, schedule), accelerator, schedule);
}
