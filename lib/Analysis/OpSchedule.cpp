//===- OpSchedule.cpp - From a schedule to an op's own loops --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/OpLayer.h"

#include <numeric>

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

// The attribute's kinds of loops are the model's dimensions.
static_assert(getMaxEnumValForLoopKind() + 1 == ns::numDims);
static_assert(ns::Dim(LoopKind::K) == ns::Dim::K &&
              ns::Dim(LoopKind::G) == ns::Dim::G &&
              ns::Dim(LoopKind::D) == ns::imageOf(2) &&
              ns::Dim(LoopKind::T) == ns::windowOf(2));

/// Walks the levels outwards. What is left of a dimension's loops multiplies to
/// what is left of its tile, so taking the greatest common divisor from loop
/// after loop always uses a factor up. One loop takes any tile.
std::vector<SmallVector<int64_t>>
mlir::neurospector::splitOverLoops(const OpLayer &op,
                                   const ns::Schedule &schedule) {
  std::vector<SmallVector<int64_t>> tiles(
      schedule.tiles.size(), SmallVector<int64_t>(op.loopBounds.size(), 1));
  for (ns::Dim dim : ns::allDims) {
    ArrayRef<unsigned> loops = op.loops[ns::index(dim)];
    SmallVector<int64_t> left = op.loopBounds;
    for (size_t level = tiles.size(); level-- > 0;) {
      int64_t tile = schedule.tiles[level][ns::index(dim)];
      if (loops.size() == 1)
        tiles[level][loops.front()] = tile;
      if (loops.size() < 2 || level + 1 == tiles.size())
        continue;
      int64_t factor = tile / schedule.tiles[level + 1][ns::index(dim)];
      for (unsigned loop : llvm::reverse(loops)) {
        int64_t part = std::gcd(factor, left[loop]);
        tiles[level][loop] = tiles[level + 1][loop] * part;
        left[loop] /= part;
        factor /= part;
      }
    }
  }
  return tiles;
}

static SmallVector<LoopKind> getLoopKinds(const OpLayer &op) {
  SmallVector<LoopKind> kinds(op.loopBounds.size());
  for (ns::Dim dim : ns::allDims)
    for (unsigned loop : op.loops[ns::index(dim)])
      kinds[loop] = LoopKind(ns::index(dim));
  return kinds;
}

ScheduleAttr mlir::neurospector::getScheduleAttr(
    MLIRContext *context, StringRef name, const ns::Accelerator &accelerator,
    const OpLayer &op, const ns::Schedule &schedule, bool optimal) {
  std::vector<SmallVector<int64_t>> tiles = splitOverLoops(op, schedule);
  SmallVector<LevelAttr> levels;
  for (auto [i, level] : llvm::enumerate(accelerator.levels)) {
    if (!level.takesLoops())
      continue;
    auto [kind, place] = splitLevelName(level.name, level.array());
    SmallVector<int64_t> order;
    if (level.memory())
      for (ns::Dim dim : schedule.orders[i])
        llvm::append_range(order, op.loops[ns::index(dim)]);
    levels.push_back(LevelAttr::get(context, kind, place, tiles[i], order));
  }
  auto number = [&](ns::Operand role) {
    return op.operands[ns::index(role)]->getOperandNumber();
  };
  auto roles =
      RolesAttr::get(context, number(ns::Operand::Input),
                     number(ns::Operand::Weight), number(ns::Operand::Output));
  return ScheduleAttr::get(context, name, roles, getLoopKinds(op), levels,
                           optimal);
}

CostAttr mlir::neurospector::getCostAttr(MLIRContext *context,
                                         const ns::Accelerator &accelerator,
                                         const ns::Cost &cost) {
  auto mac = MacCostAttr::get(context, APFloat(cost.macEnergy),
                              APFloat(cost.macStaticEnergy),
                              APFloat(static_cast<double>(cost.macCycles)));
  SmallVector<MemoryCostAttr> memories;
  for (auto [level, part] : llvm::zip_equal(accelerator.levels, cost.levels))
    if (level.memory())
      memories.push_back(MemoryCostAttr::get(
          context, level.name, APFloat(part.energy), APFloat(part.staticEnergy),
          APFloat(part.cycles)));
  return CostAttr::get(context, APFloat(cost.totalEnergy()),
                       APFloat(cost.totalCycles()),
                       APFloat(cost.utilization(accelerator)), mac, memories);
}
