//===- PublishedScope.cpp - What the published model knows ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PublishedScope.h"
#include "neurospector/Model/PublishedShape.h"

#include "llvm/ADT/STLExtras.h"

using namespace neurospector;

static llvm::Error fail(const llvm::Twine &message) {
  return llvm::createStringError("cost model 'published' knows " + message);
}

/// What keeps \p accelerator from having the published shape.
static std::string describeOtherShape(const Accelerator &accelerator) {
  constexpr llvm::StringLiteral names[] = {
      "DRAM",          "MULTI_CHIPS(Y)", "MULTI_CHIPS(X)",
      "GLOBAL_BUFFER", "PE_ARRAY(Y)",    "PE_ARRAY(X)",
      "LOCAL_BUFFER",  "MAC_ARRAY(Y)",   "MAC_ARRAY(X)"};
  for (const Level &level : accelerator.levels)
    if (!llvm::is_contained(names, level.name))
      return "has level '" + level.name + "'";
  for (llvm::StringRef needed : {"DRAM", "LOCAL_BUFFER"})
    if (llvm::none_of(accelerator.levels,
                      [&](const Level &level) { return level.name == needed; }))
      return "has no level '" + needed.str() + "'";
  return "has these levels in another order or of another kind";
}

/// What .cfg files cannot say of a level; empty: nothing.
static llvm::StringRef describeUnknown(const Level &level, bool isLocalBuffer) {
  if (const Array *array = level.array())
    return array->isSystolic ? "is systolic" : "";
  const Memory &memory = *level.memory();
  if (memory.doubleBuffered)
    return "is double-buffered";
  if (memory.sliding)
    return "slides along inputs";
  if (memory.bandwidth != Bandwidth::Inside)
    return "has no bandwidth towards its inside alone";
  if (memory.wholeAccesses != isLocalBuffer)
    return isLocalBuffer ? "takes no whole accesses" : "takes whole accesses";
  if (isLocalBuffer && memory.holds != OperandSet::all())
    return "does not hold all operands";
  return "";
}

llvm::Error neurospector::verifyPublished(const Accelerator &accelerator) {
  std::optional<PublishedShape> shape = PublishedShape::of(accelerator);
  if (!shape)
    return fail("machines of the published shape only: DRAM, MULTI_CHIPS, "
                "GLOBAL_BUFFER, PE_ARRAY, LOCAL_BUFFER, MAC_ARRAY; '" +
                accelerator.name + "' " + describeOtherShape(accelerator));
  if (accelerator.pipelined)
    return fail("no pipelined MACs, which '" + accelerator.name + "' has");
  for (size_t i = 0; i < accelerator.levels.size(); ++i) {
    const Level &level = accelerator.levels[i];
    llvm::StringRef unknown = describeUnknown(level, i == shape->localBuffer);
    if (!unknown.empty())
      return fail("what .cfg files can say only; " + level.name + " of '" +
                  accelerator.name + "' " + unknown);
  }
  return llvm::Error::success();
}

llvm::Error neurospector::verifyPublished(const Layer &layer,
                                          const Accelerator &accelerator,
                                          const Schedule &schedule) {
  for (size_t level = 0; level < accelerator.levels.size(); ++level)
    for (Dim dim : allDims) {
      int64_t entering = schedule.entering(level, layer)[index(dim)],
              tile = schedule.tiles[level][index(dim)];
      if (entering % tile != 0)
        return fail("perfect factors only, but " +
                    accelerator.levels[level].name + " cuts " + name(dim) +
                    "=" + llvm::Twine(entering) + " into tiles of " +
                    llvm::Twine(tile));
    }
  return llvm::Error::success();
}

/// The dataflow that runs the loops of \p order with more than one step in the
/// same order; none: no dataflow does.
static std::optional<Operand> dataflowOf(const LoopOrder &order,
                                         const Factors &steps) {
  if (std::optional<Operand> stationary = stationaryOperand(order))
    return stationary;
  auto loops = [&](const LoopOrder &order) {
    llvm::SmallVector<Dim, numDims> result;
    llvm::copy_if(order, std::back_inserter(result),
                  [&](Dim dim) { return steps[index(dim)] != 1; });
    return result;
  };
  for (Operand op : allOperands)
    if (loops(loopOrder(op)) == loops(order))
      return op;
  return std::nullopt;
}

llvm::Expected<Operand>
neurospector::publishedDataflow(const Layer &layer,
                                const Accelerator &accelerator,
                                const Schedule &schedule, size_t level) {
  if (std::optional<Operand> stationary =
          dataflowOf(schedule.orders[level], schedule.steps(level, layer)))
    return *stationary;
  return fail("the loop orders of IS, WS and OS only, but " +
              accelerator.levels[level].name + " has another");
}
