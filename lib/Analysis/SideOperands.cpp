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

/// The results of \p map, of which every summand was found to be a loop times a
/// positive constant. On a diagonal the first index says what the others are.
static std::vector<SideTensor::Axis> getAxes(AffineMap map) {
  std::vector<SideTensor::Axis> axes;
  llvm::SmallBitVector seen(map.getNumDims());
  for (AffineExpr expr : map.getResults()) {
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
  return axes;
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
    SideTensor tensor{side.main, getMoves(*side.operand), /*isKept=*/false,
                      getAxes(side.map)};
    auto moved = countSideMoves(accelerator, schedule.orders, loops, tensor);
    if (!moved)
      return moved.takeError();
    tensor.isKept = true;
    auto kept = countSideMoves(accelerator, schedule.orders, loops, tensor);
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
  SideTensor tensor{operand, SideTensor::Moves::In, /*isKept=*/true,
                    getAxes(map)};
  return countSideMoves(accelerator, schedule.orders, getLoops(op, schedule),
                        tensor);
}
