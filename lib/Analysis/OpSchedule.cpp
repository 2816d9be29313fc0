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

/// Walks the rows outwards. What is left of a dimension's loops multiplies to
/// the product of the factors not yet dealt out, so taking the greatest common
/// divisor from loop after loop always uses a factor up.
std::array<SmallVector<int64_t>, ns::numRows>
mlir::neurospector::splitOverLoops(const OpLayer &op,
                                   const ns::SchedulingTable &table) {
  std::array<SmallVector<int64_t>, ns::numRows> split;
  SmallVector<int64_t> left = op.loopBounds;
  for (ns::Row row : ns::allRows) {
    SmallVector<int64_t> &factors = split[ns::index(row)];
    factors.assign(left.size(), 1);
    for (ns::Dim dim : ns::allDims) {
      int64_t factor = table[row][ns::index(dim)];
      for (unsigned loop : llvm::reverse(op.loops[ns::index(dim)])) {
        factors[loop] = std::gcd(factor, left[loop]);
        left[loop] /= factors[loop];
        factor /= factors[loop];
      }
    }
  }
  return split;
}

static std::pair<LevelKind, StringRef> getPlace(ns::Row row) {
  switch (row) {
  case ns::Row::Reg:
  case ns::Row::LocalBuffer:
    return {LevelKind::Temporal, "LOCAL_BUFFER"};
  case ns::Row::MacX:
    return {LevelKind::SpatialX, "MAC_ARRAY"};
  case ns::Row::MacY:
    return {LevelKind::SpatialY, "MAC_ARRAY"};
  case ns::Row::PeX:
    return {LevelKind::SpatialX, "PE_ARRAY"};
  case ns::Row::PeY:
    return {LevelKind::SpatialY, "PE_ARRAY"};
  case ns::Row::GlobalBuffer:
    return {LevelKind::Temporal, "GLOBAL_BUFFER"};
  case ns::Row::ChipX:
    return {LevelKind::SpatialX, "MULTI_CHIPS"};
  case ns::Row::ChipY:
    return {LevelKind::SpatialY, "MULTI_CHIPS"};
  case ns::Row::Dram:
    break;
  }
  return {LevelKind::Temporal, "DRAM"};
}

/// What orders the loops of a temporal row. Nothing is held inside
/// LOCAL_BUFFER, so its own order does not matter: its dataflow serves.
static ns::Dataflow getOrder(ns::Row row, const ns::Schedule &schedule) {
  return row == ns::Row::Dram ? schedule.globalBuffer : schedule.localBuffer;
}

ScheduleAttr mlir::neurospector::getScheduleAttr(
    MLIRContext *context, StringRef name, const ns::Accelerator &accelerator,
    const OpLayer &op, const ns::Schedule &schedule, bool optimal) {
  auto split = splitOverLoops(op, schedule.table);
  SmallVector<LevelAttr> levels;
  SmallVector<int64_t> tile(op.loopBounds.size(), 1);
  for (ns::Row row : ns::allRows) {
    // The registers of a MAC unit hold one iteration: never a level.
    if (row != ns::Row::Reg && !accelerator.isSkipped(row)) {
      auto [kind, place] = getPlace(row);
      SmallVector<int64_t> order;
      if (kind == LevelKind::Temporal)
        for (ns::Dim dim : loopOrder(getOrder(row, schedule)))
          llvm::append_range(order, op.loops[ns::index(dim)]);
      levels.push_back(LevelAttr::get(context, kind, place, tile, order));
    }
    for (auto [size, factor] : llvm::zip(tile, split[ns::index(row)]))
      size *= factor;
  }
  std::reverse(levels.begin(), levels.end());
  return ScheduleAttr::get(context, name, levels, optimal);
}

/// Only the outermost level needs a look: inner tiles divide its tile.
std::string mlir::neurospector::findMisfit(ArrayRef<int64_t> bounds,
                                           ScheduleAttr schedule) {
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

CostAttr mlir::neurospector::getCostAttr(MLIRContext *context,
                                         const ns::Accelerator &accelerator,
                                         const ns::Cost &cost) {
  auto energy = [&](ns::Component component) {
    return EnergyAttr::get(context,
                           APFloat(cost.dynamicEnergy[ns::index(component)]),
                           APFloat(cost.staticEnergy[ns::index(component)]));
  };
  return CostAttr::get(
      context, APFloat(cost.totalEnergy()), APFloat(cost.totalCycles()),
      APFloat(cost.utilization(accelerator)), energy(ns::Component::Mac),
      energy(ns::Component::LocalBuffer), energy(ns::Component::GlobalBuffer),
      energy(ns::Component::Dram));
}
