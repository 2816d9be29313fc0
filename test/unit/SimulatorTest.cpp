//===- SimulatorTest.cpp - The exact model against the simulator ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every count of random nests on random machines, half of them with tiles that
// do not divide. To see the busiest instance's counts in the model's times, an
// element is one bit wide here and so are the two ports of every memory.
//
//===----------------------------------------------------------------------===//

#include "LoopNestSimulator.h"
#include "NumCases.h"
#include "RandomLayer.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/MeanUnits.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

static constexpr int numNests = numCases(20000);

namespace {

/// Compares counts of one nest and keeps account of those of all nests.
class Comparison {
public:
  void start(const Accelerator &machine, const Nest &nest) {
    this->machine = &machine;
    this->nest = &nest;
  }

  /// Only what is not zero counts: of zeros there are as many as one likes.
  void equal(int64_t model, int64_t simulated, const char *what) {
    counts += model != 0 || simulated != 0;
    EXPECT_EQ(model, simulated) << what << "\n" << describe(*machine, *nest);
  }

  /// Inputs that go to several units at once: where units that stand apart, for
  /// a stride or for loops inside them, need the same elements all the same,
  /// the model may send them more often than once, but not too seldom.
  void atLeast(int64_t model, int64_t simulated, const char *what) {
    counts += model != 0 || simulated != 0;
    EXPECT_GE(model, simulated) << what << "\n" << describe(*machine, *nest);
    if (model == simulated)
      return;
    ++above;
    worst = std::max(worst, static_cast<double>(model) /
                                static_cast<double>(simulated));
  }

  void expectFewAbove(double share) const {
    testing::Test::RecordProperty("counts", std::to_string(counts));
    testing::Test::RecordProperty("above", std::to_string(above));
    EXPECT_LE(static_cast<double>(above), share * static_cast<double>(counts))
        << above << " of " << counts << " counts, up to " << worst << " times";
  }

private:
  int64_t counts = 0, above = 0;
  double worst = 1;
  const Accelerator *machine = nullptr;
  const Nest *nest = nullptr;
};

/// What only makes schedules invalid goes, and elements become visible.
void makeCountable(Accelerator &machine) {
  machine.bits = {1, 1, 1};
  for (Level &level : machine.levels)
    if (Memory *memory = level.memory()) {
      memory->rooms.clear();
      memory->steps = Factors::all(0);
      memory->bandwidth = Bandwidth::TwoPorts;
      memory->readBits = memory->writeBits = 1;
      memory->wholeAccesses = false;
      memory->accessCycles = {1, 1, 1};
    }
}

void compare(const MemoryCost &cost, const SimulatedMemory &truth,
             Comparison &comparison) {
  for (Operand op : allOperands) {
    unsigned i = index(op);
    auto sent = [&](int64_t model, int64_t simulated, const char *what) {
      if (op == Operand::Input)
        comparison.atLeast(model, simulated, what);
      else
        comparison.equal(model, simulated, what);
    };
    sent(cost.reads[i], truth.inside.read[i] + truth.outside.read[i], "reads");
    comparison.equal(cost.writes[i],
                     truth.inside.written[i] + truth.outside.written[i],
                     "writes");
    sent(cost.through[i], truth.through[i], "through");
    sent(cost.inside[i],
         truth.busiestInside.read[i] + truth.busiestInside.written[i] +
             truth.busiestThrough[i],
         "inside");
    sent(static_cast<int64_t>(cost.busy[i]),
         truth.busiestInside.read[i] + truth.busiestOutside.read[i],
         "reads of the busiest instance");
    comparison.equal(static_cast<int64_t>(cost.busyWrite[i]),
                     truth.busiestInside.written[i] +
                         truth.busiestOutside.written[i],
                     "writes of the busiest instance");
  }
  comparison.equal(cost.tiles.inputRead, truth.tiles[0], "input tiles");
  comparison.equal(cost.tiles.weightRead, truth.tiles[1], "weight tiles");
  comparison.equal(cost.tiles.outputRead,
                   truth.tiles[2] - truth.differentTiles[2],
                   "output tiles read");
  comparison.equal(cost.tiles.outputWrite, truth.tiles[2],
                   "output tiles written");
}

/// A machine and a nest on it whose tiles divide or do not.
std::pair<Accelerator, Nest> draw(Chooser &chooser, bool isPerfect,
                                  int64_t maxMacs) {
  while (true) {
    Accelerator machine = randomMachine(chooser);
    makeCountable(machine);
    Nest nest = randomNest(chooser, machine, isPerfect, maxMacs);
    if (nest.schedule.isPerfect(nest.layer) == isPerfect)
      return {machine, nest};
  }
}

/// Units that work on average, at most those that do at all, do everything in
/// the steps that the simulator takes.
void expectMeanUnits(const Accelerator &machine, const Nest &nest,
                     const Simulation &truth) {
  double all = 1;
  for (const auto &[level, mean] :
       llvm::enumerate(meanUnits(nest.layer, machine, nest.schedule))) {
    all *= mean;
    if (machine.levels[level].array())
      EXPECT_LE(mean, product(nest.schedule.steps(level, nest.layer)).get());
    else
      EXPECT_EQ(mean, 1);
  }
  auto macs = static_cast<double>(nest.layer.macs().get());
  EXPECT_NEAR(all * static_cast<double>(truth.cycles), macs, 1e-12 * macs)
      << describe(machine, nest);
}

/// CM-2 to CM-5.
TEST(ExactModel, AgreesWithTheSimulator) {
  RandomChooser chooser(20260714);
  Comparison comparison;
  for (int i = 0; i < numNests && !HasFailure(); ++i) {
    auto [machine, nest] =
        draw(chooser, /*isPerfect=*/i % 2 == 0, chooser.pick({200, 500, 1500}));
    comparison.start(machine, nest);
    ASSERT_FALSE(bool(verify(nest.layer, machine, nest.schedule)))
        << describe(machine, nest);
    Simulation truth = simulate(nest.layer, machine, nest.schedule);
    llvm::Expected<Cost> cost =
        exactCostModel().evaluate(nest.layer, machine, nest.schedule);
    ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
    comparison.equal(cost->macCycles, truth.cycles, "MAC cycles");
    for (size_t level = 0; level < machine.levels.size(); ++level)
      if (machine.levels[level].memory())
        compare(cost->levels[level], truth.levels[level], comparison);
    expectMeanUnits(machine, nest, truth);
  }
  comparison.expectFewAbove(0.001);
}

/// CM-19, in as many nests with a loop along which tiles slide and overlap as
/// without one.
TEST(ExactModel, SlidesAsTheSimulator) {
  RandomChooser chooser(20260717);
  Comparison comparison;
  int sliding = 0;
  for (int i = 0; i < numNests / 4 && !HasFailure();) {
    auto [machine, nest] =
        draw(chooser, /*isPerfect=*/i % 2 == 0, chooser.pick({200, 500}));
    if (!slideSomeMemories(chooser, machine))
      continue;
    auto evaluate = [&, &nest = nest](const Accelerator &machine) {
      return *exactCostModel().evaluate(nest.layer, machine, nest.schedule);
    };
    Cost cost = evaluate(machine);
    bool isLess = cost.dynamicEnergy() <
                  evaluate(machine.withWholeTiles()).dynamicEnergy();
    if (!isLess && 2 * sliding < i)
      continue;
    ++i;
    sliding += isLess;
    Simulation truth = simulate(nest.layer, machine, nest.schedule);
    comparison.start(machine, nest);
    for (size_t level = 0; level < machine.levels.size(); ++level)
      if (machine.levels[level].memory())
        compare(cost.levels[level], truth.levels[level], comparison);
  }
  EXPECT_GE(sliding, numNests / 10);
  comparison.expectFewAbove(0.002);
}

/// CM-18, with arrays that are systolic or not and tiles that divide or do not.
TEST(ExactModel, FillsArraysAsTheSimulator) {
  RandomChooser chooser(20260716);
  int filled = 0;
  for (int i = 0; i < numNests / 4 && !HasFailure();) {
    auto [machine, nest] =
        draw(chooser, /*isPerfect=*/i % 2 == 0, chooser.pick({100, 400}));
    if (!fillSomeArrays(chooser, machine))
      continue;
    ++i;
    Simulation truth = simulate(nest.layer, machine, nest.schedule);
    llvm::Expected<Cost> cost =
        exactCostModel().evaluate(nest.layer, machine, nest.schedule);
    ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
    EXPECT_EQ(cost->macCycles, truth.cycles + truth.fill)
        << describe(machine, nest);
    filled += truth.fill > 0;
  }
  EXPECT_GE(filled, numNests / 5);
}

/// What a memory without a row buffer reads and writes if each step towards the
/// MACs takes what the largest one does.
void compareWhole(const Accelerator &machine, size_t level, const Cost &cost,
                  const Simulation &truth, Comparison &comparison) {
  size_t innermost = machine.memoryOutside(machine.levels.size());
  int64_t newOutputs = truth.levels[innermost].differentTiles[2];
  const SimulatedMemory &memory = truth.levels[level];
  for (Operand op : allOperands) {
    unsigned i = index(op);
    if (!machine.levels[level].memory()->holds.contains(op) ||
        machine.nextStore(level, op) != machine.levels.size())
      continue;
    bool isOutput = op == Operand::Output;
    int64_t step = memory.largestMove[i], steps = truth.cycles;
    int64_t reads = step * (isOutput ? steps - newOutputs : steps) +
                    memory.busiestOutside.read[i],
            writes = step * (isOutput ? steps : 0) +
                     memory.busiestOutside.written[i];
    auto busy = static_cast<int64_t>(cost.levels[level].busy[i]);
    if (op == Operand::Input)
      comparison.atLeast(busy, reads, "whole reads");
    else
      comparison.equal(busy, reads, "whole reads");
    comparison.equal(static_cast<int64_t>(cost.levels[level].busyWrite[i]),
                     writes, "whole writes");
  }
}

/// CM-11.
TEST(ExactModel, CountsWholeAccessesAsTheSimulator) {
  RandomChooser chooser(20260715);
  Comparison comparison;
  for (int i = 0; i < numNests / 10 && !HasFailure(); ++i) {
    auto [machine, nest] = draw(chooser, /*isPerfect=*/true, 300);
    for (Level &level : machine.levels)
      if (Memory *memory = level.memory())
        memory->wholeAccesses = true;
    comparison.start(machine, nest);
    Simulation truth = simulate(nest.layer, machine, nest.schedule);
    llvm::Expected<Cost> cost =
        exactCostModel().evaluate(nest.layer, machine, nest.schedule);
    ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
    for (size_t level = 0; level < machine.levels.size(); ++level)
      if (machine.levels[level].memory())
        compareWhole(machine, level, *cost, truth, comparison);
  }
  comparison.expectFewAbove(0.01);
}

} // namespace
