//===- ModelTest.cpp - Rules of the cost models, one by one ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/CostModel.h"
#include "gtest/gtest.h"

#include <limits>

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Counts under IS/IS for a GLOBAL_BUFFER row {K, BPQ, CRS, G} and a DRAM row.
BoundaryCounts<int64_t> published(std::array<int64_t, 4> gb,
                                  std::array<int64_t, 4> dram,
                                  PerOperand<bool> bypass) {
  ReuseQuery<int64_t> query;
  query.globalBuffer.of = gb;
  query.dram.of = dram;
  query.globalBufferOrder = query.dramOrder = Dataflow::InputStationary;
  query.bypass = bypass;
  return publishedCostModel().counts(query);
}

TEST(Published, BypassedInput) {
  // K=4 at DRAM leaves the input alone: read once; but it bypasses GB.
  BoundaryCounts<int64_t> kept =
      published({1, 2, 1, 1}, {4, 1, 1, 1}, {false, false, false});
  BoundaryCounts<int64_t> bypassed =
      published({1, 2, 1, 1}, {4, 1, 1, 1}, {true, false, false});
  EXPECT_EQ(kept.dram.inputRead, 1);
  EXPECT_EQ(bypassed.dram.inputRead, 4);
  EXPECT_EQ(bypassed.dram.outputWrite, kept.dram.outputWrite);
}

TEST(Published, BypassedOutput) {
  // CRS=4 at DRAM leaves the output alone: written once; but it bypasses GB.
  BoundaryCounts<int64_t> kept =
      published({1, 2, 1, 1}, {1, 1, 4, 1}, {false, false, false});
  BoundaryCounts<int64_t> bypassed =
      published({1, 2, 1, 1}, {1, 1, 4, 1}, {false, false, true});
  EXPECT_EQ(kept.dram.outputRead, 0);
  EXPECT_EQ(kept.dram.outputWrite, 1);
  EXPECT_EQ(bypassed.dram.outputRead, 3);
  EXPECT_EQ(bypassed.dram.outputWrite, 4);
  EXPECT_EQ(bypassed.dram.inputRead, kept.dram.inputRead);
}

TEST(Published, SeveralBypasses) {
  // BPQ=3 at DRAM leaves the weight alone; nothing else is read once.
  BoundaryCounts<int64_t> counts =
      published({2, 1, 1, 1}, {1, 3, 1, 1}, {true, true, true});
  EXPECT_EQ(counts.dram.weightRead, 3);
  EXPECT_EQ(counts.dram.outputWrite, 3);
}

TEST(Published, NoGlobalBuffer) {
  const Accelerator &machine = accelerator("accelerator_1lv");
  Layer layer;
  layer.bounds[index(Dim::K)] = 4;
  Schedule schedule;
  schedule.table[Row::Dram][index(Dim::K)] = 4;
  ASSERT_FALSE(bool(verify(layer, machine, schedule)));
  llvm::Expected<Cost> cost =
      publishedCostModel().evaluate(layer, machine, schedule);
  ASSERT_TRUE(bool(cost));
  EXPECT_EQ(cost->dynamicEnergy[index(Component::GlobalBuffer)], 0);
  EXPECT_EQ(cost->cycles[index(Component::GlobalBuffer)], 0);
  EXPECT_EQ(cost->dramCount.inputRead, 1);
  EXPECT_EQ(cost->dramCount.weightRead, 4);
}

TEST(Schedule, ConstraintsOfAllArrays) {
  Accelerator machine = accelerator("simba");
  machine.macArray.allowedX = machine.chips.allowedX = DimSet();
  Layer layer;
  layer.bounds[index(Dim::K)] = 2;
  for (Row row : {Row::MacX, Row::ChipX}) {
    Schedule schedule;
    schedule.table[row][index(Dim::K)] = 2;
    EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)),
              ("schedule: " + name(row) +
               " unrolls K, which its constraint does not allow")
                  .str());
  }
}

TEST(Schedule, SaysWhatIsWrong) {
  const Accelerator &machine = accelerator("eyeriss");
  Layer layer;
  layer.bounds[index(Dim::K)] = 32;
  auto check = [&](Row row, int64_t factor, llvm::StringRef message) {
    Schedule schedule;
    schedule.localBuffer = Dataflow::WeightStationary;
    schedule.globalBuffer = Dataflow::OutputStationary;
    schedule.table[row][index(Dim::K)] = factor;
    EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)), message.str());
  };
  check(Row::Dram, 16,
        "schedule: the factors of K multiply to 16, expected its bound 32");
  check(Row::Dram, 0,
        "schedule: DRAM has factor 0 for K, expected a positive integer");
  check(Row::PeX, 32,
        "schedule: PE_ARRAY(X) unrolls over 32 units, but has 14");
  check(Row::MacX, 32,
        "schedule: MAC_ARRAY(X) must have all factors one: the "
        "accelerator skips it");
  check(Row::LocalBuffer, 32,
        "schedule: LOCAL_BUFFER has room for 24 output elements, but the tile "
        "has 32, 8 too many");
}

TEST(Schedule, KeepsNoOperandThatItsBufferBypasses) {
  Accelerator machine = accelerator("eyeriss");
  Schedule schedule;
  schedule.localBuffer = Dataflow::WeightStationary;
  schedule.globalBuffer = Dataflow::OutputStationary;
  EXPECT_EQ(llvm::toString(verify(Layer(), machine, schedule)), "");
  machine.localBuffer.bypass[index(Operand::Weight)] = true;
  EXPECT_EQ(llvm::toString(verify(Layer(), machine, schedule)),
            "schedule: LOCAL_BUFFER is WS, but bypasses the weight");
}

TEST(Layer, SaysWhatIsWrong) {
  auto check = [](void (*change)(Layer &), llvm::StringRef message) {
    Layer layer;
    layer.name = "x";
    EXPECT_FALSE(bool(layer.verify()));
    change(layer);
    EXPECT_EQ(llvm::toString(layer.verify()), ("layer 'x': " + message).str());
  };
  check([](Layer &layer) { layer.bounds[index(Dim::K)] = 0; },
        "bound of K is 0, expected a positive integer");
  check([](Layer &layer) { layer.pairs[0].stride = 0; },
        "stride of P is 0, expected a positive integer");
  check([](Layer &layer) { layer.pairs[1].dilation = -1; },
        "dilation of Q is -1, expected a positive integer");
}

TEST(Accelerator, SaysWhatIsWrong) {
  auto check = [](void (*change)(Accelerator &), llvm::StringRef message) {
    Accelerator machine = accelerator("eyeriss");
    EXPECT_FALSE(bool(machine.verify()));
    machine.name = "x";
    change(machine);
    EXPECT_EQ(llvm::toString(machine.verify()),
              ("accelerator 'x': " + message).str());
  };
  check([](Accelerator &x) { x.precisionBits = 0; },
        "PRECISION must be positive");
  check([](Accelerator &x) { x.frequencyMHz = 0; },
        "FREQUENCY must be positive");
  check([](Accelerator &x) { x.frequencyMHz = 1e31; },
        "FREQUENCY must be between 1e-30 and 1e30");
  check([](Accelerator &x) { x.macEnergy = -1; },
        "UNIT_MAC_ENERGY must not be negative");
  check([](Accelerator &x) { x.dram.accessEnergy[0] = 1e31; },
        "DRAM UNIT_ACCESS_ENERGY must be at most 1e30");
  check([](Accelerator &x) { x.peArray.sizeX = 0; },
        "PE_ARRAY SIZE_X must be positive");
  check([](Accelerator &x) { x.chips.sizeX = x.chips.sizeY = 1ll << 62; },
        "the number of MAC units must be at most 2^52");
  check([](Accelerator &x) { x.localBuffer.capacityBits[0] = 1ll << 53; },
        "the bits of LOCAL_BUFFER BUFFER_SIZE must be at most 2^52");
  check(
      [](Accelerator &x) {
        x.localBuffer.dataflow = Dataflow::WeightStationary;
        x.localBuffer.bypass[index(Operand::Weight)] = true;
      },
      "LOCAL_BUFFER bypasses the weight that its dataflow WS keeps");
}

TEST(Schedule, LoopOrdersArePermutations) {
  EXPECT_EQ(loopOrder(Dataflow::WeightStationary),
            (std::array{Dim::G, Dim::K, Dim::C, Dim::R, Dim::S, windowOf(2),
                        Dim::B, Dim::P, Dim::Q, imageOf(2)}));
  EXPECT_EQ(loopOrder(Dataflow::InputStationary).back(), Dim::K);
  EXPECT_EQ(loopOrder(Dataflow::OutputStationary).back(), windowOf(2));
}

TEST(Numbers, OverflowIsAnError) {
  EXPECT_TRUE((Count(int64_t(1) << 40) * (int64_t(1) << 40)).overflowed());
  EXPECT_TRUE(
      (Count(std::numeric_limits<int64_t>::max()) + 1 - 1).overflowed());
  EXPECT_EQ(Count(7).ceilDiv(2).get(), 4);

  Layer layer;
  layer.name = "huge";
  layer.bounds = {int64_t(1) << 31, 1, 1, 1, int64_t(1) << 32, 1, 1, 1};
  EXPECT_EQ(llvm::toString(layer.verify()),
            "layer 'huge': the number of multiply-accumulates exceeds 64 bits");

  // 2^62 multiply-accumulates fit, but not the bits of what they read.
  layer.bounds[index(Dim::K)] = int64_t(1) << 30;
  ASSERT_FALSE(bool(layer.verify()));
  Schedule schedule;
  schedule.table[Row::Dram] = layer.bounds;
  llvm::Expected<Cost> cost = exactCostModel().evaluate(
      layer, accelerator("accelerator_1lv"), schedule);
  EXPECT_EQ(llvm::toString(cost.takeError()),
            "layer 'huge': an access count of the schedule exceeds 64 bits");
}

TEST(Precision, EachOperandTakesItsOwnRoom) {
  Accelerator machine = accelerator("eyeriss");
  machine.operandBits = {8, 8, 32};
  Buffer shared = *machine.globalBuffer;
  shared.sharing = Sharing::Shared;
  shared.capacityBits = {8192, 0, 0};
  EXPECT_EQ(machine.capacity(shared).room[0], 1024);
  EXPECT_EQ(machine.capacity(shared).perElement,
            (PerOperand<int64_t>{1, 1, 4}));
  shared.sharing = Sharing::Separate;
  shared.capacityBits = {8192, 80, 96};
  EXPECT_EQ(machine.capacity(shared).room, (PerOperand<int64_t>{1024, 10, 3}));
}

TEST(Precision, TransfersTakeCyclesByWidth) {
  Accelerator machine = accelerator("eyeriss");
  Layer layer;
  Schedule schedule;
  for (Dim dim : {Dim::K, Dim::B, Dim::C})
    schedule.table[Row::Dram][index(dim)] = layer.bounds[index(dim)] = 64;
  auto dramCycles = [&] {
    llvm::Expected<Cost> cost =
        exactCostModel().evaluate(layer, machine, schedule);
    EXPECT_TRUE(bool(cost));
    return cost ? cost->cycles[index(Component::Dram)] : 0;
  };
  double narrow = dramCycles();
  machine.operandBits = {32, 32, 32};
  EXPECT_EQ(dramCycles(), 2 * narrow);
  machine.operandBits = {16, 32, 16};
  EXPECT_GT(dramCycles(), narrow);
  EXPECT_LT(dramCycles(), 2 * narrow);
}

TEST(Precision, MixedWidthsAreMeasuredInTheirUnit) {
  Accelerator machine = accelerator("eyeriss");
  machine.operandBits = {8, 8, 32};
  machine.globalBuffer->sharing = Sharing::Shared;
  machine.globalBuffer->capacityBits = {256, 0, 0};
  machine.globalBuffer->bypass = {false, false, false};
  Layer layer;
  Schedule schedule;
  schedule.table[Row::GlobalBuffer][index(Dim::K)] =
      layer.bounds[index(Dim::K)] = 64;
  EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)),
            "schedule: GLOBAL_BUFFER has room for 32 shared 8-bit elements, "
            "but the tile has 321, 289 too many");
}

/// CM-8r: what stays on chip is taken off DRAM and, in a shared buffer, off
/// what fills and drains it.
TEST(Exact, RetainedElements) {
  Layer layer;
  layer.name = "product";
  layer.bounds[index(Dim::K)] = 8;
  layer.bounds[index(Dim::C)] = 8;
  layer.bounds[index(Dim::B)] = 8;
  Schedule schedule;
  schedule.table[Row::GlobalBuffer] = layer.bounds;
  Accelerator machine = accelerator("tpu_v3");
  machine.globalBuffer->bypass = {false, false, false};
  ASSERT_FALSE(bool(verify(layer, machine, schedule)));
  Cost alone = *exactCostModel().evaluate(layer, machine, schedule);
  Retained retained = {64, 32};
  Cost inPlace = *exactCostModel().evaluate(layer, machine, schedule, retained);
  EXPECT_EQ(inPlace.dramTraffic, (PerOperand<int64_t>{0, 64, 32}));
  // 4 elements of 16 bits per transfer, 2 cycles each.
  double cycles = (16 + 8) * 2;
  EXPECT_DOUBLE_EQ(alone.totalCycles() - inPlace.totalCycles(), cycles);
  double dram = (64 + 32) * 128.0, global = (64 + 32) * 29.14;
  EXPECT_NEAR(alone.dynamicEnergy[3] - inPlace.dynamicEnergy[3], dram, 1e-6);
  EXPECT_NEAR(alone.dynamicEnergy[2] - inPlace.dynamicEnergy[2], global, 1e-6);

  machine.globalBuffer->sharing = Sharing::Separate;
  machine.globalBuffer->capacityBits.fill(1 << 20);
  Cost apart = *exactCostModel().evaluate(layer, machine, schedule);
  Cost copied = *exactCostModel().evaluate(layer, machine, schedule, retained);
  EXPECT_EQ(apart.dynamicEnergy[2], copied.dynamicEnergy[2]);

  auto failure = [&](const Retained &wrong) {
    return llvm::toString(
        exactCostModel().evaluate(layer, machine, schedule, wrong).takeError());
  };
  EXPECT_EQ(failure({65, 0}), "layer 'product': 65 elements of the input are "
                              "retained, expected 0 to the 64 that DRAM moves");
  EXPECT_EQ(failure({-1, 0}), "layer 'product': -1 elements of the input are "
                              "retained, expected 0 to the 64 that DRAM moves");
  EXPECT_EQ(failure({0, 65}), "layer 'product': 65 elements of the output are "
                              "retained, expected 0 to the 64 that DRAM moves");
}

} // namespace
