//===- PredictedTransfers.cpp - What a schedule moves ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Transfers.h"

#include "neurospector/Model/CostModel.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// The tiles of \p operand in \p counts, inwards and back.
static std::pair<int64_t, int64_t> getTiles(const ns::AccessCounts &counts,
                                            ns::Operand operand) {
  switch (operand) {
  case ns::Operand::Input:
    return {counts.inputRead, 0};
  case ns::Operand::Weight:
    return {counts.weightRead, 0};
  case ns::Operand::Output:
    break;
  }
  return {counts.outputRead, counts.outputWrite};
}

llvm::Expected<Transfers>
mlir::neurospector::predictTransfers(const OpLayer &op, ScheduleAttr attr,
                                     const ns::Accelerator &accelerator) {
  llvm::Expected<ns::Schedule> schedule = readSchedule(op, attr, accelerator);
  if (!schedule)
    return schedule.takeError();
  if (llvm::Error error = ns::verify(op.layer, accelerator, *schedule))
    return error;
  // Loops copy whole tiles, whatever a memory has of the last one.
  llvm::Expected<ns::Cost> cost = ns::exactCostModel().evaluate(
      op.layer, accelerator.withWholeTiles(), *schedule);
  if (!cost)
    return cost.takeError();
  Transfers result;
  for (auto [level, part] : llvm::zip_equal(accelerator.levels, cost->levels)) {
    const ns::Memory *memory = level.memory();
    if (!memory)
      continue;
    for (ns::Operand operand : ns::allOperands) {
      auto [read, written] = getTiles(part.tiles, operand);
      result.push_back({level.name, operand, !memory->holds.contains(operand),
                        read, written, part.inside[ns::index(operand)]});
    }
  }
  return result;
}
