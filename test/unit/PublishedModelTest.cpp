//===- PublishedModelTest.cpp - Rules of the published model --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where it departs from NeuroSpector v1.5, and what it knows. Its figures are
// in ConformanceTest.cpp.
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/PublishedShape.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Costs under IS/IS where GLOBAL_BUFFER holds \p held.
struct PublishedCounts {
  PublishedCounts(const Rows &rows, const OperandSet &held) {
    Accelerator machine = accelerator("eyeriss");
    memory(machine, "DRAM").stationary = Operand::Input;
    memory(machine, "GLOBAL_BUFFER").stationary = Operand::Input;
    memory(machine, "GLOBAL_BUFFER").holds = held;
    PublishedShape shape = *PublishedShape::of(machine);
    llvm::Expected<Cost> cost = publishedCostModel().evaluate(
        layerOf(rows), machine, makeSchedule(machine, rows));
    if (!cost) {
      ADD_FAILURE() << llvm::toString(cost.takeError());
      return;
    }
    dram = cost->levels[shape.dram].tiles;
    globalBuffer = cost->levels[*shape.globalBuffer].tiles;
  }

  AccessCounts dram, globalBuffer;
};

TEST(Published, BypassedInput) {
  // K=4 at DRAM leaves the input alone: read once; but it bypasses GB.
  Rows rows = {{"GLOBAL_BUFFER", {1, 2}}, {"DRAM", {4}}};
  AccessCounts kept = PublishedCounts(rows, OperandSet::all()).dram;
  AccessCounts bypassed =
      PublishedCounts(rows, {Operand::Weight, Operand::Output}).dram;
  EXPECT_EQ(kept.inputRead, 1);
  EXPECT_EQ(bypassed.inputRead, 4);
  EXPECT_EQ(bypassed.outputWrite, kept.outputWrite);
}

TEST(Published, BypassedOutput) {
  // C=4 at DRAM leaves the output alone: written once; but it bypasses GB.
  Rows rows = {{"GLOBAL_BUFFER", {1, 2}}, {"DRAM", {1, 1, 1, 1, 4}}};
  AccessCounts kept = PublishedCounts(rows, OperandSet::all()).dram;
  AccessCounts bypassed =
      PublishedCounts(rows, {Operand::Input, Operand::Weight}).dram;
  EXPECT_EQ(kept.outputRead, 0);
  EXPECT_EQ(kept.outputWrite, 1);
  EXPECT_EQ(bypassed.outputRead, 3);
  EXPECT_EQ(bypassed.outputWrite, 4);
  EXPECT_EQ(bypassed.inputRead, kept.inputRead);
}

TEST(Published, SeveralBypasses) {
  // B=3 at DRAM leaves the weight alone; nothing else is read once.
  Rows rows = {{"GLOBAL_BUFFER", {2}}, {"DRAM", {1, 3}}};
  AccessCounts counts = PublishedCounts(rows, {}).dram;
  EXPECT_EQ(counts.weightRead, 3);
  EXPECT_EQ(counts.outputWrite, 3);
}

TEST(Published, NoGlobalBuffer) {
  const Accelerator &machine = accelerator("accelerator_1lv");
  Rows rows = {{"DRAM", {4}}};
  Layer layer = layerOf(rows);
  Schedule schedule = makeSchedule(machine, rows);
  ASSERT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
  llvm::Expected<Cost> cost =
      publishedCostModel().evaluate(layer, machine, schedule);
  ASSERT_TRUE(bool(cost));
  EXPECT_EQ(cost->levels[0].tiles.inputRead, 1);
  EXPECT_EQ(cost->levels[0].tiles.weightRead, 4);
  EXPECT_EQ(cost->levels.back().writes[index(Operand::Weight)], 4);
}

/// Orders that other tools write, of loops of more than one step only.
TEST(Published, TakesAnyOrderThatRunsTheLoopsOfADataflow) {
  const Accelerator &machine = accelerator("accelerator_1lv");
  Rows rows = {{"DRAM", {4, 3}}};
  Layer layer = layerOf(rows);
  Schedule schedule = makeSchedule(machine, rows);
  auto evaluate = [&](const LoopOrder &order) {
    schedule.orders[0] = order;
    return publishedCostModel().evaluate(layer, machine, schedule);
  };
  LoopOrder order = loopOrder(Operand::Weight);
  double expected = evaluate(order)->totalEnergy();
  std::swap(order[0], order.back()); // G and D, of one step each
  llvm::Expected<Cost> swapped = evaluate(order);
  ASSERT_TRUE(bool(swapped)) << llvm::toString(swapped.takeError());
  EXPECT_EQ(swapped->totalEnergy(), expected);
  Rows mixed = {{"DRAM", {4, 3, 1, 1, 2, 3}}};
  layer = layerOf(mixed);
  schedule = makeSchedule(machine, mixed);
  order = {Dim::C, Dim::B, Dim::R, Dim::K,     Dim::P,
           Dim::Q, Dim::S, Dim::G, imageOf(2), windowOf(2)};
  EXPECT_EQ(llvm::toString(evaluate(order).takeError()),
            "cost model 'published' knows the loop orders of IS, WS and OS "
            "only, but DRAM has another");
}

TEST(Published, KnowsMachinesOfItsShapeOnly) {
  auto refusal = [](Accelerator machine, void (*change)(Accelerator &)) {
    change(machine);
    return llvm::toString(publishedCostModel().supports(machine));
  };
  Accelerator eyeriss = accelerator("eyeriss");
  EXPECT_EQ(refusal(eyeriss, [](Accelerator &) {}), "");
  llvm::StringRef shape =
      "cost model 'published' knows machines of the published shape only: "
      "DRAM, MULTI_CHIPS, GLOBAL_BUFFER, PE_ARRAY, LOCAL_BUFFER, MAC_ARRAY; ";
  EXPECT_EQ(refusal(machine("systolic"), [](Accelerator &) {}),
            (shape + "'systolic' has level 'SCRATCHPAD'").str());
  EXPECT_EQ(refusal(eyeriss, [](Accelerator &x) { x.levels.pop_back(); }),
            (shape + "'eyeriss' has no level 'LOCAL_BUFFER'").str());
  EXPECT_EQ(
      refusal(eyeriss,
              [](Accelerator &x) { std::swap(x.levels[1], x.levels.back()); }),
      (shape + "'eyeriss' has these levels in another order or of "
               "another kind")
          .str());
  EXPECT_EQ(refusal(eyeriss, [](Accelerator &x) { x.pipelined = true; }),
            "cost model 'published' knows no pipelined MACs, which 'eyeriss' "
            "has");
  // What .cfg files cannot say.
  struct Case {
    void (*change)(Accelerator &);
    llvm::StringRef what;
  };
  for (const auto &[change, what] : std::initializer_list<Case>{
           {[](Accelerator &x) {
              memory(x, "GLOBAL_BUFFER").doubleBuffered = true;
            },
            "GLOBAL_BUFFER of 'eyeriss' is double-buffered"},
           {[](Accelerator &x) {
              memory(x, "DRAM").bandwidth = Bandwidth::OnePort;
            },
            "DRAM of 'eyeriss' has no bandwidth towards its inside alone"},
           {[](Accelerator &x) { memory(x, "LOCAL_BUFFER").sliding = true; },
            "LOCAL_BUFFER of 'eyeriss' slides along inputs"},
           {[](Accelerator &x) {
              memory(x, "GLOBAL_BUFFER").wholeAccesses = true;
            },
            "GLOBAL_BUFFER of 'eyeriss' takes whole accesses"},
           {[](Accelerator &x) {
              memory(x, "LOCAL_BUFFER").wholeAccesses = false;
            },
            "LOCAL_BUFFER of 'eyeriss' takes no whole accesses"},
           {[](Accelerator &x) {
              memory(x, "LOCAL_BUFFER").holds.erase(Operand::Input);
            },
            "LOCAL_BUFFER of 'eyeriss' does not hold all operands"},
           {[](Accelerator &x) {
              level(x, "PE_ARRAY(X)").array()->isSystolic = true;
            },
            "PE_ARRAY(X) of 'eyeriss' is systolic"}})
    EXPECT_EQ(
        refusal(eyeriss, change),
        ("cost model 'published' knows what .cfg files can say only; " + what)
            .str());
}

TEST(Published, KnowsPerfectFactorsOnly) {
  const Accelerator &machine = accelerator("eyeriss");
  Layer layer;
  layer.bounds[index(Dim::K)] = 7;
  Schedule schedule = Schedule::outermost(machine);
  for (int64_t tile : {4, 6}) {
    schedule.tiles[0][index(Dim::K)] = tile;
    ASSERT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
    EXPECT_FALSE(schedule.isPerfect(layer));
    auto cost = publishedCostModel().evaluate(layer, machine, schedule);
    EXPECT_EQ(llvm::toString(cost.takeError()),
              "cost model 'published' knows perfect factors only, but DRAM "
              "cuts K=7 into tiles of " +
                  std::to_string(tile));
  }
}

} // namespace
