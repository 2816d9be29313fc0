//===- OperandRemarks.cpp - Operands that are no plain tensors ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperandRemarks.h"

#include "PassSupport.h"

#include "neurospector/Model/CostModel.h"

#include "mlir/Dialect/SparseTensor/IR/SparseTensor.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// The op of \p layer, and a remark on it.
static remark::detail::InFlightRemark remarkOnOp(Operation *op,
                                                 StringRef name) {
  auto remark = remark::analysis(op->getLoc(), remarkOn(op, name));
  remark << remark::metric("Op", op->getName().getStringRef().str());
  return remark;
}

/// `operand 2 with the weight, operand 3 with the output`.
static std::string listSides(const OpLayer &layer) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(layer.sideOperands, os, [&](const SideOperand &side) {
    os << "operand " << side.operand->getOperandNumber() << " with the "
       << ns::name(side.main);
  });
  return text;
}

/// `DRAM 64, LOCAL_BUFFER 512`: what \p elements gives for each memory.
static std::string
listElements(const ns::Accelerator &machine,
             function_ref<std::string(size_t level)> elements) {
  std::string text;
  for (auto [i, level] : llvm::enumerate(machine.levels))
    if (level.memory())
      text += (text.empty() ? "" : ", ") + level.name + " " + elements(i);
  return text;
}

static std::string print(ns::Count count) {
  return count.overflowed() ? "over " + std::to_string(INT64_MAX)
                            : std::to_string(count.get());
}

/// What all \p sides move, as \p levels has it of each, in elements and energy.
static std::pair<std::string, std::string>
describeSides(const ns::Accelerator &machine, ArrayRef<ns::SideTraffic> sides,
              std::vector<ns::SideMoves> ns::SideTraffic::*levels) {
  double energy = 0;
  for (const ns::SideTraffic &side : sides)
    energy += sideEnergy(machine, side.with, side.*levels);
  std::string elements = listElements(machine, [&](size_t level) {
    ns::Count sum;
    for (const ns::SideTraffic &side : sides)
      sum += (side.*levels)[level].total();
    return print(sum);
  });
  return {elements, llvm::formatv("{0:f3} uJ", energy * 1e-6).str()};
}

static void remarkSides(const OpLayer &layer, const ns::Accelerator &machine,
                        ArrayRef<ns::SideTraffic> sides) {
  auto remark = remarkOnOp(layer.operands.front()->getOwner(), "side-operands");
  remark << remark::metric("Operands", listSides(layer));
  // None: they could not be counted.
  if (!sides.empty()) {
    auto [moved, energy] =
        describeSides(machine, sides, &ns::SideTraffic::moved);
    auto [kept, keptEnergy] =
        describeSides(machine, sides, &ns::SideTraffic::kept);
    remark << remark::metric("Moved", moved) << remark::metric("Energy", energy)
           << remark::metric("Kept", kept)
           << remark::metric("KeptEnergy", keptEnergy);
  }
  remark << remark::reason("the schedule and its cost are without them");
}

/// What really moves of \p operand, as a share of what the model counts.
static std::string compareBroadcast(const OpLayer &layer,
                                    const ns::Accelerator &machine,
                                    const ns::Schedule &schedule,
                                    ns::Operand operand) {
  auto moved = countBroadcast(layer, machine, schedule, operand);
  auto cost = ns::exactCostModel().evaluate(layer.layer, machine, schedule);
  if (!moved || !cost) {
    llvm::consumeError(moved.takeError());
    llvm::consumeError(cost.takeError());
    return "";
  }
  unsigned i = ns::index(operand);
  return listElements(machine, [&](size_t level) {
    const ns::MemoryCost &memory = cost->levels[level];
    ns::Count counted =
        ns::Count(memory.reads[i]) + memory.writes[i] + memory.through[i];
    return print((*moved)[level].total()) + " of " + print(counted);
  });
}

static void remarkBroadcast(const OpLayer &layer,
                            const ns::Accelerator &machine,
                            const ns::Schedule &schedule, ns::Operand operand) {
  OpOperand &of = *layer.operands[ns::index(operand)];
  std::string loops = llvm::join(
      llvm::map_range(layer.broadcastLoops[ns::index(operand)],
                      [](unsigned loop) { return std::to_string(loop); }),
      ", ");
  remarkOnOp(of.getOwner(), "broadcast")
      << remark::metric("Operand", of.getOperandNumber())
      << remark::metric("Moved",
                        compareBroadcast(layer, machine, schedule, operand))
      << remark::reason("loop {0} does not index it, but the cost is that of "
                        "an element for each iteration",
                        loops);
}

void mlir::neurospector::remarkOperands(const OpLayer &layer,
                                        const ns::Accelerator &machine,
                                        const ns::Schedule &schedule,
                                        ArrayRef<ns::SideTraffic> sides) {
  Operation *op = layer.operands.front()->getOwner();
  if (!layer.sideOperands.empty())
    remarkSides(layer, machine, sides);
  for (ns::Operand operand : ns::allOperands)
    if (!layer.broadcastLoops[ns::index(operand)].empty())
      remarkBroadcast(layer, machine, schedule, operand);
  for (OpOperand &operand : op->getOpOperands())
    if (sparse_tensor::getSparseTensorEncoding(operand.get().getType()))
      remarkOnOp(op, "sparse")
          << remark::metric("Operand", operand.getOperandNumber())
          << remark::reason("it is sparse, but the cost is that of a dense one")
          << remark::suggest("take the cost as an upper bound");
}
