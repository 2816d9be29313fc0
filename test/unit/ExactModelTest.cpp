//===- ExactModelTest.cpp - Rules of the exact model, one by one ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Examples small enough to count by hand. Labels CM-n as in
// docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/MeanUnits.h"
#include "neurospector/Model/PublishedShape.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

using Elements = PerOperand<int64_t>;
using Cycles = PerOperand<double>;

/// A machine of 8 bits and 1 GHz: picojoules are milliwatts times cycles.
Accelerator machineOf(std::vector<Level> levels) {
  Accelerator machine;
  machine.name = "machine";
  machine.bits = {8, 8, 8};
  machine.frequencyMHz = 1000;
  machine.levels = std::move(levels);
  EXPECT_EQ(llvm::toString(machine.verify()), "");
  return machine;
}

Level memory(llvm::StringRef name, OperandSet holds = OperandSet::all()) {
  Memory memory;
  memory.holds = holds;
  return {name.str(), memory};
}
Level array(llvm::StringRef name, int64_t size) {
  return {name.str(), Array{size}};
}

/// The cost of a layer whose factors are in \p rows.
Cost evaluate(const Accelerator &machine, const Rows &rows,
              const std::map<std::string, LoopOrder> &orders = {},
              ImageWindow walk = {}) {
  Layer layer = layerOf(rows);
  layer.pairs[0] = walk;
  Schedule schedule = makeSchedule(machine, rows);
  for (size_t level = 0; level < machine.levels.size(); ++level)
    if (orders.count(machine.levels[level].name))
      schedule.orders[level] = orders.at(machine.levels[level].name);
  EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
  llvm::Expected<Cost> cost =
      exactCostModel().evaluate(layer, machine, schedule);
  if (cost)
    return *cost;
  ADD_FAILURE() << llvm::toString(cost.takeError());
  return Cost();
}

/// CM-1, CM-2: 7 channels as 4 + 3 on two units, that is (2 + 2) + (2 + 1).
TEST(Exact, PiecesOfImperfectTiles) {
  Accelerator machine =
      machineOf({memory("DRAM"), array("UNITS", 2), memory("LOCAL")});
  Layer layer;
  layer.bounds[index(Dim::K)] = 7;
  Schedule schedule = Schedule::outermost(machine);
  schedule.tiles[0][index(Dim::K)] = 4;
  schedule.tiles[1][index(Dim::K)] = 2;
  Cost cost = *exactCostModel().evaluate(layer, machine, schedule);
  // The first unit works on 2 and 2.
  EXPECT_EQ(cost.macCycles, 4);
  EXPECT_DOUBLE_EQ(cost.utilization(machine), 7.0 / 8);
  EXPECT_EQ(cost.levels[0].reads, (Elements{1, 7, 0}));
  EXPECT_EQ(cost.levels[0].writes, (Elements{0, 0, 7}));
  EXPECT_EQ(cost.levels[2].writes, (Elements{2, 7, 7}));
  EXPECT_EQ(cost.levels[2].inside, (Elements{4, 4, 4}));
  EXPECT_EQ(cost.levels[0].tiles, (AccessCounts{1, 2, 0, 2}));
}

/// Units that are idle because a last piece is smaller count where it is cut: 7
/// channels as 4 + 3 on A, then 2 + 2 and 2 + 1 on B, one by one inside.
TEST(Exact, MeanUnitsOfImperfectTiles) {
  Accelerator machine = machineOf(
      {memory("DRAM"), array("A", 2), array("B", 2), memory("LOCAL")});
  Layer layer;
  layer.bounds[index(Dim::K)] = 7;
  Schedule schedule = Schedule::outermost(machine);
  auto means = [&](int64_t dram, int64_t a, int64_t b) {
    schedule.tiles[0][index(Dim::K)] = dram;
    schedule.tiles[1][index(Dim::K)] = a;
    schedule.tiles[2][index(Dim::K)] = b;
    EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
    return meanUnits(layer, machine, schedule);
  };
  using Means = llvm::SmallVector<double, 10>;
  EXPECT_EQ(means(7, 4, 2), (Means{1, 7.0 / 4, 2, 1}));
  // DRAM cuts it into 4 + 3, of which A gets 2 + 2 and 2 + 1.
  EXPECT_EQ(means(4, 2, 2), (Means{1, 7.0 / 4, 1, 1}));
  // DRAM cuts it into 4 + 3, of which B gets 2 + 2 and 2 + 1.
  EXPECT_EQ(means(4, 4, 2), (Means{1, 1, 7.0 / 4, 1}));
}

/// CM-3: what is not indexed by the innermost loops stays meanwhile.
TEST(Exact, TrailingLoopsReuse) {
  Accelerator machine = machineOf({memory("DRAM"), memory("LOCAL")});
  Rows rows = {{"DRAM", {4, 1, 1, 1, 3}}};
  auto dram = [&](Operand stationary) {
    return evaluate(machine, rows, {{"DRAM", loopOrder(stationary)}}).levels[0];
  };
  MemoryCost channelsInside = dram(Operand::Output);
  EXPECT_EQ(channelsInside.reads, (Elements{12, 12, 0}));
  EXPECT_EQ(channelsInside.writes, (Elements{0, 0, 4}));
  MemoryCost kernelsInside = dram(Operand::Input);
  EXPECT_EQ(kernelsInside.reads, (Elements{3, 12, 8}));
  EXPECT_EQ(kernelsInside.writes, (Elements{0, 0, 12}));
  EXPECT_EQ(kernelsInside.tiles, (AccessCounts{3, 12, 8, 12}));
}

/// CM-5: the halo of each tile moves, also where the tile before had it.
TEST(Exact, TilesWithHalo) {
  Accelerator machine = machineOf({memory("DRAM"), memory("LOCAL")});
  Rows rows = {{"DRAM", {1, 1, 4}}, {"LOCAL", {1, 1, 2, 1, 1, 3}}};
  // 8 outputs of a window of 3: 4 tiles of 2 outputs.
  EXPECT_EQ(evaluate(machine, rows).levels[0].reads[0], 4 * 4);
  EXPECT_EQ(evaluate(machine, rows, {}, {2, 1}).levels[0].reads[0], 4 * 5);
  EXPECT_EQ(evaluate(machine, rows, {}, {1, 3}).levels[0].reads[0], 4 * 8);
}

/// CM-19: along the innermost loop only what the tile before did not have.
TEST(Exact, SlidingTiles) {
  Accelerator machine = machineOf({memory("DRAM"), memory("LOCAL")});
  machine.levels[1].memory()->sliding = true;
  auto reads = [&](const Rows &rows, ImageWindow walk = {}) {
    return evaluate(machine, rows, {}, walk).levels[0].reads[0];
  };
  // 8 outputs of a window of 3, in 4 tiles of 2: a box of 4, and 2 more thrice.
  Rows rows = {{"DRAM", {1, 1, 4}}, {"LOCAL", {1, 1, 2, 1, 1, 3}}};
  EXPECT_EQ(reads(rows), 4 + 3 * 2);
  EXPECT_EQ(evaluate(machine, rows).levels[1].writes[0], 4 + 3 * 2);
  // Stride 2: boxes of 5 overlap by one. Stride 3: not at all.
  EXPECT_EQ(reads(rows, {2, 1}), 4 * 5 - 3);
  EXPECT_EQ(reads(rows, {3, 1}), 4 * 6);
  // A loop over channels inside that of the image, and kernels, which reuse.
  rows["DRAM"] = {1, 1, 4, 1, 5};
  EXPECT_EQ(reads(rows), 5 * 4 * 4);
  rows["DRAM"] = {5, 1, 4};
  EXPECT_EQ(reads(rows), 5 * (4 + 3 * 2));
  // Rows of 4 columns: each begins anew, with all of its rows.
  rows = {{"DRAM", {1, 1, 4, 4}}, {"LOCAL", {1, 1, 2, 1, 1, 3, 3}}};
  EXPECT_EQ(reads(rows), 4 * 4 * (4 + 2));
}

/// CM-19: units that share the image or its window take whole tiles; those
/// outside the loop slide each for itself.
TEST(Exact, SlidingUnits) {
  OperandSet others = {Operand::Weight, Operand::Output};
  Accelerator machine =
      machineOf({memory("DRAM"), array("OUTER", 2), memory("BUFFER", others),
                 array("INNER", 3), memory("LOCAL")});
  machine.levels[4].memory()->sliding = true;
  auto input = [&](const Rows &rows) {
    Cost cost = evaluate(machine, rows);
    return std::pair(cost.levels[0].reads[0], cost.levels[4].writes[0]);
  };
  Rows rows = {{"BUFFER", {1, 1, 4}}, {"LOCAL", {1, 1, 2, 1, 1, 3}}};
  EXPECT_EQ(input(rows), std::pair(10l, 10l));
  rows["INNER"] = {3};
  EXPECT_EQ(input(rows), std::pair(10l, 30l));
  rows["INNER"] = {1, 1, 3};
  EXPECT_EQ(input(rows), std::pair(4l * 8, 4l * 12));
  rows["INNER"] = {};
  rows["OUTER"] = {1, 1, 2};
  EXPECT_EQ(input(rows), std::pair(20l, 20l));
}

/// CM-6: neighbouring units share their halo, but leave out what none takes.
TEST(Exact, UnitsSideBySide) {
  Accelerator machine =
      machineOf({memory("DRAM"), array("UNITS", 4), memory("LOCAL")});
  Rows window = {{"UNITS", {1, 1, 4}}, {"LOCAL", {1, 1, 1, 1, 1, 3}}};
  Cost cost = evaluate(machine, window);
  EXPECT_EQ(cost.levels[0].reads[0], 4 + 2);
  EXPECT_EQ(cost.levels[2].writes[0], 4 * 3);
  // Stride 2, no window: 4 elements of 7.
  Rows points = {{"UNITS", {1, 1, 4}}};
  EXPECT_EQ(evaluate(machine, points, {}, {2, 1}).levels[0].reads[0], 4);
}

/// CM-6: a loop inside an array moves its units' tiles apart.
TEST(Exact, UnitsApart) {
  OperandSet others = {Operand::Weight, Operand::Output};
  Accelerator machine = machineOf({memory("DRAM"), array("UNITS", 2),
                                   memory("BUFFER", others), memory("LOCAL")});
  // One unit has outputs 0 to 3, the other 4 to 7; each in two steps of 2.
  Rows rows = {{"UNITS", {1, 1, 2}},
               {"BUFFER", {1, 1, 2}},
               {"LOCAL", {1, 1, 2, 1, 1, 3}}};
  EXPECT_EQ(evaluate(machine, rows).levels[0].reads[0], 2 * 2 * 4);
  rows["BUFFER"] = {2};
  EXPECT_EQ(evaluate(machine, rows).levels[0].reads[0], 4 + 2);
}

/// CM-7: one transfer serves all units that need it; partial sums are added up
/// on the way. Units of an array outside the sender each have their own.
TEST(Exact, MulticastAndReduction) {
  Accelerator machine =
      machineOf({memory("DRAM"), array("CHIPS", 3), memory("BUFFER"),
                 array("UNITS", 4), memory("LOCAL")});
  Rows kernels = {{"CHIPS", {3}}, {"UNITS", {4}}};
  Cost cost = evaluate(machine, kernels);
  EXPECT_EQ(cost.levels[0].reads, (Elements{1, 12, 0}));
  EXPECT_EQ(cost.levels[2].writes, (Elements{3, 12, 12}));
  EXPECT_EQ(cost.levels[2].inside, (Elements{1, 4, 4}));
  EXPECT_EQ(cost.levels[4].writes, (Elements{12, 12, 12}));
  Rows channels = {{"UNITS", {1, 1, 1, 1, 4}}};
  cost = evaluate(machine, channels);
  EXPECT_EQ(cost.levels[2].writes[2], 1);
  EXPECT_EQ(cost.levels[4].reads[2], 4);
}

/// CM-8: an operand that passes by goes straight to the next store.
TEST(Exact, PassingBy) {
  Level buffer = memory("BUFFER", {Operand::Input, Operand::Output});
  buffer.memory()->passEnergy[index(Operand::Weight)] = 2;
  buffer.memory()->readEnergy = buffer.memory()->writeEnergy = {1, 100, 1};
  Accelerator machine = machineOf({memory("DRAM"), array("CHIPS", 3), buffer,
                                   array("UNITS", 4), memory("LOCAL")});
  Rows rows = {{"CHIPS", {1, 3}}, {"BUFFER", {5}}, {"UNITS", {1, 4}}};
  Cost cost = evaluate(machine, rows);
  EXPECT_EQ(cost.levels[0].reads[1], 5);
  EXPECT_EQ(cost.levels[2].through, (Elements{0, 3 * 5, 0}));
  EXPECT_EQ(cost.levels[2].inside[1], 5);
  EXPECT_EQ(cost.levels[4].writes[1], 3 * 4 * 5);
  // 12 inputs in and out, 60 outputs in and out, 15 weights by.
  EXPECT_DOUBLE_EQ(cost.levels[2].energy, 2 * 12 + 2 * 60 + 2 * 15);
}

//===----------------------------------------------------------------------===//
// Time and energy
//===----------------------------------------------------------------------===//

/// DRAM of 16 bits per cycle, a buffer with a read port of 8 and a write port
/// of 32: a matrix of 4x3 times a vector, all loops in the buffer, outputs
/// stationary.
class TwoMemories : public testing::Test {
protected:
  TwoMemories() : machine(machineOf({memory("DRAM"), memory("BUFFER")})) {
    Memory &dram = *machine.levels[0].memory();
    dram.bandwidth = Bandwidth::OnePort;
    dram.readBits = 16;
    buffer().bandwidth = Bandwidth::TwoPorts;
    buffer().readBits = 8;
    buffer().writeBits = 32;
    machine.macEnergy = 1;
    machine.macStaticPower = 0.5;
  }

  Memory &buffer() { return *machine.levels[1].memory(); }
  Cost cost() {
    return evaluate(machine, {{"BUFFER", {4, 1, 1, 1, 3}}},
                    {{"BUFFER", loopOrder(Operand::Output)}});
  }

  Accelerator machine;
};

/// CM-10, CM-13: the input is written 3 times and read 12 times, the weight 12
/// and 12; outputs are written 12 times, read 8 times, and read 4 times to go
/// out.
TEST_F(TwoMemories, PortsTakeTheirShare) {
  Cost result = cost();
  EXPECT_EQ(result.levels[0].busy, (Cycles{2, 6, 2}));
  EXPECT_EQ(result.levels[0].cycles, 10);
  EXPECT_EQ(result.levels[1].busy, (Cycles{12, 12, 12}));
  EXPECT_EQ(result.levels[1].busyWrite, (Cycles{1, 3, 3}));
  EXPECT_EQ(result.levels[1].cycles, 36);
  EXPECT_EQ(result.levels[1].serial, 12 + 12 + 8);
  buffer().separatePorts = true;
  EXPECT_EQ(cost().levels[1].cycles, 12);
  buffer().separatePorts = false;
  buffer().bandwidth = Bandwidth::OnePort;
  EXPECT_EQ(cost().levels[1].busy, (Cycles{15, 24, 24}));
  buffer().bandwidth = Bandwidth::Inside;
  EXPECT_EQ(cost().levels[1].busy, (Cycles{12, 12, 20}));
  buffer().accessCycles = {1, 2, 3};
  EXPECT_EQ(cost().levels[1].busy, (Cycles{12, 24, 60}));
  buffer().bandwidth = Bandwidth::Unlimited;
  EXPECT_EQ(cost().levels[1].cycles, 0);
}

/// CM-11: 12 steps of an element, which takes a whole access each; on the
/// outside rows of 4.
TEST_F(TwoMemories, WholeAccessesTowardsTheMacs) {
  buffer().wholeAccesses = true;
  buffer().bandwidth = Bandwidth::OnePort;
  buffer().readBits = 32;
  EXPECT_EQ(cost().levels[1].busy, (Cycles{12 + 1, 12 + 3, 12 + 8 + 1}));
  buffer().bandwidth = Bandwidth::TwoPorts;
  EXPECT_EQ(cost().levels[1].busy, (Cycles{12, 12, 8 + 1}));
  EXPECT_EQ(cost().levels[1].busyWrite, (Cycles{1, 3, 12}));
}

/// CM-12, CM-14: from MACs of 12 cycles outwards.
TEST_F(TwoMemories, OverlappingTime) {
  EXPECT_EQ(cost().macCycles, 12);
  EXPECT_EQ(cost().totalCycles(), 12 + 32 + 10);
  EXPECT_EQ(cost().limit(machine), std::nullopt);
  machine.pipelined = true;
  EXPECT_EQ(cost().totalCycles(), 36 + 10);
  EXPECT_EQ(cost().limit(machine), 1u);
  buffer().doubleBuffered = true;
  EXPECT_EQ(cost().totalCycles(), 36);
  EXPECT_EQ(cost().levels[0].serial, 0);
  machine.levels[0].memory()->readBits = 4;
  EXPECT_EQ(cost().totalCycles(), (3 + 12 + 4) * 8 / 4);
  EXPECT_EQ(cost().limit(machine), 0u);
  buffer().bandwidth = Bandwidth::Unlimited;
  machine.levels[0].memory()->readBits = 64;
  EXPECT_EQ(cost().totalCycles(), 12);
  EXPECT_EQ(cost().limit(machine), std::nullopt);
}

/// CM-15, CM-16.
TEST_F(TwoMemories, EnergyOfReadsAndWrites) {
  buffer().readEnergy = {1, 10, 100};
  buffer().writeEnergy = {2, 20, 200};
  buffer().staticPower = 0.25;
  Cost result = cost();
  EXPECT_EQ(result.levels[1].reads, (Elements{12, 12, 12}));
  EXPECT_EQ(result.levels[1].writes, (Elements{3, 12, 12}));
  EXPECT_DOUBLE_EQ(result.levels[1].energy, 12 + 3 * 2 + 12 * 30 + 12 * 300);
  EXPECT_DOUBLE_EQ(result.levels[1].staticEnergy, 0.25 * 54);
  EXPECT_DOUBLE_EQ(result.macEnergy, 12);
  EXPECT_DOUBLE_EQ(result.macStaticEnergy, 0.5 * 54);
  EXPECT_DOUBLE_EQ(result.totalEnergy(), result.levels[1].totalEnergy() +
                                             result.macEnergy +
                                             result.macStaticEnergy);
  EXPECT_EQ(result.of(Metric::Edp), result.totalEnergy() * 54);
}

/// CM-11: a step of two outputs of stride 2 and one tap reads 2 elements of 3.
TEST(Exact, FullSteps) {
  Level buffer = memory("BUFFER");
  buffer.memory()->bandwidth = Bandwidth::Inside;
  buffer.memory()->readBits = 8;
  buffer.memory()->wholeAccesses = true;
  Accelerator machine = machineOf({memory("DRAM"), buffer, array("UNITS", 4)});
  auto input = [&](const Rows &rows, ImageWindow walk) {
    return evaluate(machine, rows, {}, walk).levels[1].busy[0];
  };
  EXPECT_EQ(input({{"UNITS", {1, 1, 2}}}, {2, 1}), 2);
  EXPECT_EQ(input({{"UNITS", {1, 1, 2, 1, 1, 2}}}, {1, 1}), 3);
  EXPECT_EQ(input({{"UNITS", {1, 1, 2, 1, 1, 2}}}, {2, 1}), 4);
  EXPECT_EQ(input({{"UNITS", {2, 1, 1, 1, 2}}}, {1, 1}), 2);
}

TEST(Exact, TransfersTakeCyclesByWidth) {
  Accelerator machine = accelerator("eyeriss");
  Rows rows = {{"DRAM", {64, 64, 1, 1, 64}}};
  auto dramCycles = [&] { return evaluate(machine, rows).levels[0].cycles; };
  double narrow = dramCycles();
  machine = machine.withBits({32, 32, 32});
  EXPECT_EQ(dramCycles(), 2 * narrow);
  machine = machine.withBits({16, 32, 16});
  EXPECT_GT(dramCycles(), narrow);
  EXPECT_LT(dramCycles(), 2 * narrow);
}

//===----------------------------------------------------------------------===//
// CM-9: What stays between layers
//===----------------------------------------------------------------------===//

/// Taken off DRAM and, in a shared room, off what fills and drains it.
TEST(Exact, RetainedElements) {
  Layer layer;
  layer.name = "product";
  layer.bounds = {8, 8, 1, 1, 8};
  Accelerator machine = accelerator("tpu_v3");
  PublishedShape shape = *PublishedShape::of(machine);
  Memory &global = *machine.levels[*shape.globalBuffer].memory();
  global.holds = OperandSet::all();
  Schedule schedule = makeSchedule(machine, {{"GLOBAL_BUFFER", layer.bounds}});
  ASSERT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
  auto evaluate = [&](const Retained &retained) {
    return *exactCostModel().evaluate(layer, machine, schedule, retained);
  };
  Cost alone = evaluate({}), inPlace = evaluate({64, 32});
  EXPECT_EQ(inPlace.levels[0].inside, (Elements{0, 64, 32}));
  // 4 elements of 16 bits per transfer, 2 cycles each.
  double cycles = (16 + 8) * 2;
  EXPECT_DOUBLE_EQ(alone.totalCycles() - inPlace.totalCycles(), cycles);
  auto saved = [&](size_t level) {
    return alone.levels[level].energy - inPlace.levels[level].energy;
  };
  EXPECT_NEAR(saved(shape.dram), (64 + 32) * 128.0, 1e-6);
  EXPECT_NEAR(saved(*shape.globalBuffer), (64 + 32) * 29.14, 1e-6);

  global.rooms = {{{Operand::Input}, 1 << 20}, {{Operand::Output}, 1 << 20}};
  EXPECT_EQ(evaluate({}).levels[*shape.globalBuffer].energy,
            evaluate({64, 32}).levels[*shape.globalBuffer].energy);

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

/// Also off the time that the keeping memory takes on its outside; of several,
/// as much as the busiest surely keeps. What does not pass is no longer paid.
TEST(Exact, RetainedElementsTakeNoTime) {
  Level passed = memory("WEIGHTS", {Operand::Weight}),
        buffer = memory("BUFFER");
  passed.memory()->passEnergy = {1, 0, 10};
  buffer.memory()->bandwidth = Bandwidth::OnePort;
  buffer.memory()->readBits = 8;
  Accelerator machine =
      machineOf({memory("DRAM"), passed, array("CHIPS", 2), buffer});
  Layer layer;
  layer.bounds = {1, 20};
  Schedule schedule =
      makeSchedule(machine, {{"CHIPS", {1, 2}}, {"BUFFER", {1, 10}}});
  auto evaluate = [&](const Retained &retained) {
    return *exactCostModel().evaluate(layer, machine, schedule, retained);
  };
  // Each chip: 10 inputs in and 10 to the MACs, 10 outputs from them and out.
  EXPECT_EQ(evaluate({}).levels[3].busy, (Cycles{20, 11, 20}));
  EXPECT_EQ(evaluate({20, 20}).levels[3].busy, (Cycles{10, 11, 10}));
  EXPECT_EQ(evaluate({12, 10}).levels[3].busy, (Cycles{18, 11, 20}));
  EXPECT_EQ(evaluate({12, 10}).levels[3].writes, (Elements{8, 2, 20}));
  EXPECT_EQ(evaluate({12, 10}).levels[3].reads, (Elements{20, 20, 10}));
  EXPECT_EQ(evaluate({12, 10}).levels[1].through, (Elements{8, 0, 10}));
  EXPECT_EQ(evaluate({12, 10}).levels[1].energy, 8 + 100);
}

} // namespace
