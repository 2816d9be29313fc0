//===- PredictedTransfers.cpp - What a schedule moves ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Transfers.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

static ns::Row getRow(LevelAttr level) {
  bool isX = level.getKind() == LevelKind::SpatialX;
  StringRef name = level.getName();
  if (name == "DRAM")
    return ns::Row::Dram;
  if (name == "MULTI_CHIPS")
    return isX ? ns::Row::ChipX : ns::Row::ChipY;
  if (name == "GLOBAL_BUFFER")
    return ns::Row::GlobalBuffer;
  if (name == "PE_ARRAY")
    return isX ? ns::Row::PeX : ns::Row::PeY;
  if (name == "LOCAL_BUFFER")
    return ns::Row::LocalBuffer;
  return isX ? ns::Row::MacX : ns::Row::MacY;
}

/// Where two dataflows order the loops alike, either will do.
static std::optional<ns::Dataflow> findDataflow(const OpLayer &op,
                                                LevelAttr level) {
  for (ns::Dataflow dataflow : ns::allDataflows) {
    SmallVector<int64_t> order;
    for (ns::Dim dim : loopOrder(dataflow))
      llvm::append_range(order, op.loops[ns::index(dim)]);
    if (ArrayRef<int64_t>(order) == level.getOrder())
      return dataflow;
  }
  return std::nullopt;
}

llvm::Expected<ns::Schedule>
mlir::neurospector::readSchedule(const OpLayer &op, ScheduleAttr attr) {
  if (attr.getLevels().front().getName() != "DRAM")
    return llvm::createStringError(
        "its outer levels were already turned into loops");
  if (std::string misfit = findMisfit(op.loopBounds, attr); !misfit.empty())
    return llvm::createStringError(misfit);
  ns::Schedule schedule;
  SmallVector<int64_t> outer = op.loopBounds;
  for (LevelAttr level : attr.getLevels()) {
    ns::Row row = getRow(level);
    for (ns::Dim dim : ns::allDims)
      for (unsigned loop : op.loops[ns::index(dim)])
        schedule.table[row][ns::index(dim)] *=
            outer[loop] / level.getTile()[loop];
    outer.assign(level.getTile().begin(), level.getTile().end());
    if (level.getKind() != LevelKind::Temporal || row == ns::Row::LocalBuffer)
      continue;
    std::optional<ns::Dataflow> dataflow = findDataflow(op, level);
    if (!dataflow)
      return llvm::createStringError("no dataflow orders the loops of level '" +
                                     level.getName() + "' like that");
    (row == ns::Row::Dram ? schedule.globalBuffer : schedule.localBuffer) =
        *dataflow;
  }
  return schedule;
}

llvm::Expected<Transfers>
mlir::neurospector::predictTransfers(const OpLayer &op, ScheduleAttr attr,
                                     const ns::Accelerator &accelerator) {
  llvm::Expected<ns::Schedule> schedule = readSchedule(op, attr);
  if (!schedule)
    return schedule.takeError();
  if (!accelerator.globalBuffer)
    schedule->localBuffer = schedule->globalBuffer;
  llvm::Expected<ns::Cost> cost =
      ns::exactCostModel().evaluate(op.layer, accelerator, *schedule);
  if (!cost)
    return cost.takeError();
  Transfers result = {cost->dramCount, cost->gbCount, cost->lbCount,
                      cost->dramTraffic, cost->gbTraffic};
  for (ns::Operand operand : ns::allOperands) {
    unsigned i = ns::index(operand);
    ns::Count elements = ns::Count(cost->lbSent[i]) * cost->lbCount.of(operand);
    if (elements.overflowed())
      return llvm::createStringError("a transfer exceeds 64 bits");
    result.lbElements[i] = elements.get();
  }
  return result;
}
