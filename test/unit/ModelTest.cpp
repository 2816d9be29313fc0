//===- ModelTest.cpp - Machines, layers and schedules ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The rules of the cost models are in ExactModelTest.cpp and
// PublishedModelTest.cpp.
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/PublishedShape.h"
#include "gtest/gtest.h"

#include <limits>

using namespace neurospector;
using namespace neurospector::test;

namespace {

//===----------------------------------------------------------------------===//
// Machines
//===----------------------------------------------------------------------===//

TEST(Accelerator, FindsStores) {
  // DRAM, SCRATCHPAD {input, weight}, ACCUMULATOR {output}, ROWS, COLUMNS,
  // WEIGHT_REGISTER {weight}
  const Accelerator &machine = test::machine("systolic");
  size_t macs = machine.levels.size();
  ASSERT_EQ(macs, 6u);
  EXPECT_EQ(machine.nextStore(0, Operand::Weight), 1u);
  EXPECT_EQ(machine.nextStore(0, Operand::Output), 2u);
  EXPECT_EQ(machine.nextStore(1, Operand::Weight), 5u);
  EXPECT_EQ(machine.nextStore(1, Operand::Input), macs);
  EXPECT_EQ(machine.memoryInside(2), 5u);
  EXPECT_EQ(machine.memoryInside(5), macs);
  EXPECT_EQ(machine.memoryOutside(5), 2u);
  EXPECT_EQ(machine.memoryOutside(0), macs);
  EXPECT_EQ(machine.instances(3), 1);
  EXPECT_EQ(machine.instances(5), 256);
  EXPECT_EQ(machine.macUnits(), 256);
}

TEST(Accelerator, HasThePublishedShapeByNamesAndKinds) {
  std::optional<PublishedShape> simba =
      PublishedShape::of(accelerator("simba"));
  ASSERT_TRUE(simba);
  EXPECT_EQ(simba->dram, 0u);
  EXPECT_EQ(simba->chipX, 2u);
  EXPECT_EQ(simba->globalBuffer, 3u);
  EXPECT_EQ(simba->localBuffer, 6u);
  EXPECT_EQ(simba->macX, 8u);
  std::optional<PublishedShape> smallest =
      PublishedShape::of(accelerator("accelerator_1lv"));
  ASSERT_TRUE(smallest);
  EXPECT_FALSE(smallest->globalBuffer);
  EXPECT_FALSE(PublishedShape::of(test::machine("systolic")));
  Accelerator other = accelerator("eyeriss");
  level(other, "GLOBAL_BUFFER").kind = Array{2};
  EXPECT_FALSE(PublishedShape::of(other));
}

/// A register, which takes no loops, is as wide as what it holds.
TEST(Accelerator, WidensRegisters) {
  Accelerator plain = accelerator("tpu"), wide = plain.withBits({8, 16, 32});
  EXPECT_EQ(wide.bits, (PerOperand<int64_t>{8, 16, 32}));
  EXPECT_FALSE(level(wide, "LOCAL_BUFFER").takesLoops());
  EXPECT_EQ(memory(wide, "LOCAL_BUFFER").rooms,
            (llvm::SmallVector<Room, 3>{{{Operand::Input}, 8},
                                        {{Operand::Weight}, 16},
                                        {{Operand::Output}, 32}}));
  EXPECT_EQ(memory(wide, "GLOBAL_BUFFER").rooms,
            memory(plain, "GLOBAL_BUFFER").rooms);
}

TEST(Accelerator, SaysWhatIsWrong) {
  auto check = [](void (*change)(Accelerator &), llvm::StringRef message) {
    Accelerator machine = accelerator("eyeriss");
    EXPECT_EQ(llvm::toString(machine.verify()), "");
    machine.name = "x";
    change(machine);
    EXPECT_EQ(llvm::toString(machine.verify()),
              ("accelerator 'x': " + message).str());
  };
  check([](Accelerator &x) { x.bits[0] = 0; },
        "bits of the input must be positive");
  check([](Accelerator &x) { x.frequencyMHz = 0; },
        "frequency must be positive");
  check([](Accelerator &x) { x.frequencyMHz = 1e31; },
        "frequency must be between 1e-30 and 1e30");
  check([](Accelerator &x) { x.macEnergy = -1; },
        "MAC energy must not be negative");
  check([](Accelerator &x) { memory(x, "DRAM").readEnergy[0] = 1e31; },
        "DRAM energy must be at most 1e30");
  check([](Accelerator &x) { memory(x, "DRAM").readBits = 0; },
        "DRAM bandwidth must be positive");
  check([](Accelerator &x) { memory(x, "DRAM").accessCycles[1] = -1; },
        "DRAM access cycles must not be negative");
  check([](Accelerator &x) { memory(x, "DRAM").steps[0] = -1; },
        "DRAM steps must not be negative");
  check([](Accelerator &x) { level(x, "PE_ARRAY(X)").array()->size = 0; },
        "PE_ARRAY(X) size must be positive");
  check(
      [](Accelerator &x) {
        level(x, "PE_ARRAY(X)").array()->size = 1ll << 40;
        level(x, "PE_ARRAY(Y)").array()->size = 1ll << 40;
      },
      "the number of MAC units must be at most 2^52");
  check(
      [](Accelerator &x) {
        memory(x, "LOCAL_BUFFER").rooms[0].bits = 1ll << 53;
      },
      "the bits of LOCAL_BUFFER capacity must be at most 2^52");
  check([](Accelerator &x) { memory(x, "DRAM").holds.erase(Operand::Input); },
        "the first level must be a memory that holds all operands");
  check([](Accelerator &x) { x.levels.clear(); },
        "the first level must be a memory that holds all operands");
  check([](Accelerator &x) { x.levels[1].name = "DRAM"; },
        "two levels are named 'DRAM'");
  check([](Accelerator &x) { x.levels[1].name = ""; }, "a level has no name");
  check(
      [](Accelerator &x) {
        while (x.levels.size() <= maxLevels)
          x.levels.push_back({std::to_string(x.levels.size()), Array{1}});
      },
      "has 33 levels, expected at most 32");
}

//===----------------------------------------------------------------------===//
// Layers and numbers
//===----------------------------------------------------------------------===//

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
  const Accelerator &machine = accelerator("accelerator_1lv");
  llvm::Expected<Cost> cost =
      exactCostModel().evaluate(layer, machine, Schedule::outermost(machine));
  EXPECT_TRUE(cost.errorIsA<CountOverflow>());
  EXPECT_EQ(llvm::toString(cost.takeError()),
            "layer 'huge': an access count of the schedule exceeds 64 bits");
}

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

TEST(Schedule, LoopOrdersArePermutations) {
  EXPECT_EQ(loopOrder(Operand::Weight),
            (LoopOrder{Dim::G, Dim::K, Dim::C, Dim::R, Dim::S, windowOf(2),
                       Dim::B, Dim::P, Dim::Q, imageOf(2)}));
  EXPECT_EQ(loopOrder(Operand::Input).back(), Dim::K);
  EXPECT_EQ(loopOrder(Operand::Output).back(), windowOf(2));
  for (Operand op : allOperands)
    EXPECT_EQ(stationaryOperand(loopOrder(op)), op);
  EXPECT_EQ(stationaryOperand(allDims), std::nullopt);
}

TEST(Schedule, BeginsWithAllLoopsOutermost) {
  Accelerator machine = accelerator("eyeriss"); // DRAM: OS, GLOBAL_BUFFER: WS
  Schedule schedule = Schedule::outermost(machine);
  Layer layer = layerOf({{"DRAM", {7, 2}}});
  EXPECT_EQ(schedule.steps(0, layer), layer.bounds);
  EXPECT_EQ(schedule.steps(1, layer), unitFactors);
  EXPECT_EQ(schedule.orders[0], loopOrder(Operand::Output));
  EXPECT_EQ(schedule.orders[1], loopOrder(Operand::Weight));
  memory(machine, "DRAM").stationary = std::nullopt;
  EXPECT_EQ(Schedule::outermost(machine).orders[0], loopOrder(Operand::Output));
}

TEST(Schedule, RoundsStepsUp) {
  Accelerator machine = accelerator("eyeriss");
  Layer layer = layerOf({{"DRAM", {7}}});
  Schedule schedule = Schedule::outermost(machine);
  schedule.tiles[0][index(Dim::K)] = schedule.tiles[1][index(Dim::K)] = 4;
  EXPECT_EQ(schedule.steps(0, Dim::K, layer), 2);
  EXPECT_EQ(schedule.steps(1, Dim::K, layer), 1);
  EXPECT_EQ(schedule.steps(2, Dim::K, layer), 4);
  EXPECT_FALSE(schedule.isPerfect(layer));
  layer.bounds[index(Dim::K)] = 8;
  EXPECT_TRUE(schedule.isPerfect(layer));
}

/// Tiles from the innermost outwards, then orders, IS before WS before OS.
TEST(Schedule, HasAnOrder) {
  Accelerator machine = accelerator("eyeriss");
  Schedule less = Schedule::outermost(machine), more = less;
  more.tiles[2][0] = 2;
  less.tiles[1][0] = 3;
  EXPECT_TRUE(less < more);
  EXPECT_FALSE(more < less);
  more.tiles = less.tiles;
  EXPECT_FALSE(less < more);
  more.orders[0] = loopOrder(Operand::Input);
  EXPECT_TRUE(more < less);
  more.orders[1] = allDims; // none of the three, and further inside
  EXPECT_TRUE(less < more);
}

TEST(Schedule, ConstraintsOfAllArrays) {
  Accelerator machine = accelerator("simba");
  for (llvm::StringRef name : {"MAC_ARRAY(X)", "MULTI_CHIPS(X)"}) {
    level(machine, name).array()->dims = DimSet();
    Rows rows = {{name.str(), {2}}};
    EXPECT_EQ(llvm::toString(
                  verify(layerOf(rows), machine, makeSchedule(machine, rows))),
              ("schedule: " + name +
               " unrolls K, which its constraint does not allow")
                  .str());
  }
}

/// What is wrong with \p schedule, and of which kind it is.
std::string whatIsWrong(const Layer &layer, const Accelerator &machine,
                        const Schedule &schedule, Violation expected) {
  llvm::Error error = verify(layer, machine, schedule);
  EXPECT_TRUE(error.isA<InvalidSchedule>());
  std::string message;
  llvm::handleAllErrors(std::move(error), [&](const InvalidSchedule &invalid) {
    EXPECT_EQ(invalid.reason, expected);
    llvm::raw_string_ostream os(message);
    invalid.log(os);
  });
  return message;
}

TEST(Schedule, SaysWhatIsWrong) {
  const Accelerator &machine = accelerator("eyeriss");
  auto check = [&](const Rows &rows, Violation reason,
                   llvm::StringRef message) {
    EXPECT_EQ(whatIsWrong(layerOf(rows), machine, makeSchedule(machine, rows),
                          reason),
              message.str());
  };
  check({{"PE_ARRAY(X)", {32}}}, Violation::Units,
        "schedule: PE_ARRAY(X) unrolls over 32 units, but has 14");
  check({{"LOCAL_BUFFER", {32}}}, Violation::Room,
        "schedule: LOCAL_BUFFER has room for 24 output elements, but the tile "
        "has 32, 8 too many");
  check({{"GLOBAL_BUFFER", {1, 1, 1, 1, 60000}}}, Violation::Room,
        "schedule: GLOBAL_BUFFER has room for 51200 shared elements, but the "
        "tile has 60001, 8801 too many");
}

TEST(Schedule, SaysWhatIsWrongWithItsForm) {
  const Accelerator &machine = accelerator("eyeriss");
  Layer layer = layerOf({{"DRAM", {32}}});
  Schedule schedule = Schedule::outermost(machine);
  auto check = [&](llvm::StringRef message) {
    EXPECT_EQ(whatIsWrong(layer, machine, schedule, Violation::Shape),
              message.str());
    schedule = Schedule::outermost(machine);
  };
  schedule.tiles.pop_back();
  check("schedule: has 4 tiles and 5 orders, expected 5 of each");
  schedule.tiles[0][0] = 0;
  check("schedule: DRAM hands inward a tile of 0 for K, expected 1 to 32");
  schedule.tiles[0][0] = 33;
  check("schedule: DRAM hands inward a tile of 33 for K, expected 1 to 32");
  schedule.tiles[1][0] = 2;
  check("schedule: GLOBAL_BUFFER hands inward a tile of 2 for K, expected 1");
  schedule.tiles.assign(5, layer.bounds);
  check("schedule: LOCAL_BUFFER hands inward a tile of 32 for K, expected 1");
  schedule.orders[1][0] = schedule.orders[1][1];
  check("schedule: GLOBAL_BUFFER has two loops over K in its order");
}

/// From the outside inwards; steps, then rooms.
TEST(Schedule, SaysWhichStepsAreRequired) {
  Accelerator machine = accelerator("eyeriss");
  memory(machine, "GLOBAL_BUFFER").steps[index(Dim::K)] = 2;
  Rows rows = {{"GLOBAL_BUFFER", {4}}, {"LOCAL_BUFFER", {32}}};
  EXPECT_EQ(whatIsWrong(layerOf(rows), machine, makeSchedule(machine, rows),
                        Violation::Steps),
            "schedule: GLOBAL_BUFFER has factor 4 for K, but its constraint "
            "requires 2");
  rows = {{"LOCAL_BUFFER", {2}}};
  EXPECT_EQ(whatIsWrong(layerOf(rows), accelerator("tpu"),
                        makeSchedule(accelerator("tpu"), rows),
                        Violation::Steps),
            "schedule: LOCAL_BUFFER must have all factors one: the accelerator "
            "skips it");
}

TEST(Schedule, HasRoomForWhatPassesByAndForTwoTiles) {
  // Rooms of 6 KiB for inputs and outputs and of 1 KiB for passing weights.
  Accelerator machine = test::machine("rigid");
  Rows rows = {{"BUFFER", {100, 1, 1, 1, 10}}};
  EXPECT_EQ(whatIsWrong(layerOf(rows), machine, makeSchedule(machine, rows),
                        Violation::Room),
            "schedule: BUFFER has room for 512 bypassed elements, but the tile "
            "has 1000, 488 too many");
  rows = {{"BUFFER", {1, 2000}}};
  Layer layer = layerOf(rows);
  Schedule schedule = makeSchedule(machine, rows);
  EXPECT_EQ(
      whatIsWrong(layer, machine, schedule, Violation::Room),
      "schedule: BUFFER has room for 3072 shared elements, but the tile has "
      "4000, 928 too many");
  memory(machine, "BUFFER").rooms[0].bits *= 2;
  EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
  memory(machine, "BUFFER").doubleBuffered = true;
  EXPECT_EQ(whatIsWrong(layer, machine, schedule, Violation::Room),
            "schedule: BUFFER has room for two tiles of 3072 shared elements, "
            "but the tile has 4000, 928 too many");
}

TEST(Precision, MixedWidthsAreMeasuredInTheirUnit) {
  Accelerator machine = accelerator("eyeriss").withBits({8, 8, 32});
  Memory &global = memory(machine, "GLOBAL_BUFFER");
  global.rooms = {{OperandSet::all(), 256}};
  global.holds = OperandSet::all();
  Rows rows = {{"GLOBAL_BUFFER", {64}}};
  EXPECT_EQ(whatIsWrong(layerOf(rows), machine, makeSchedule(machine, rows),
                        Violation::Room),
            "schedule: GLOBAL_BUFFER has room for 32 shared 8-bit elements, "
            "but the tile has 321, 289 too many");
}

} // namespace
