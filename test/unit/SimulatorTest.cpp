//===- SimulatorTest.cpp - The exact model against the simulator ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopNestSimulator.h"
#include "neurospector/Model/CostModel.h"
#include "gtest/gtest.h"

#include <random>

using namespace neurospector;
using namespace neurospector::test;

namespace {

class RandomNests {
public:
  int pick(std::initializer_list<int> values) {
    std::uniform_int_distribution<size_t> any(0, values.size() - 1);
    return values.begin()[any(engine)];
  }

  /// A machine of which only what decides transfers matters.
  Accelerator machine() {
    Accelerator result;
    result.name = "random";
    result.localBuffer.bandwidthBits = result.dram.bandwidthBits = 16;
    if (pick({0, 1, 1, 1})) {
      result.globalBuffer.emplace().bandwidthBits = 48;
      for (bool &bypass : result.globalBuffer->bypass)
        bypass = pick({0, 0, 1});
    }
    return result;
  }

  /// Few factors above one, so that every pattern of empty groups occurs.
  Schedule schedule(const Accelerator &machine) {
    Schedule result;
    for (Row row : allRows) {
      if (row == Row::Reg ||
          (row == Row::GlobalBuffer && !machine.globalBuffer))
        continue;
      int density = pick({0, 1, 2});
      for (int64_t &factor : result.table[row])
        factor = density == 0   ? 1
                 : density == 1 ? pick({1, 1, 1, 1, 2, 3})
                                : pick({1, 1, 2, 2, 3});
      if (row == Row::MacX || row == Row::LocalBuffer || row == Row::PeX)
        continue;
      if (isSpatial(row))
        for (int64_t &factor : result.table[row])
          factor = std::min<int64_t>(factor, 2);
    }
    result.localBuffer = Dataflow(pick({0, 1, 2}));
    result.globalBuffer =
        machine.globalBuffer ? Dataflow(pick({0, 1, 2})) : result.localBuffer;
    return result;
  }

  Layer layer(const Schedule &schedule) {
    Layer result;
    result.bounds = schedule.table.tile(Row::Dram);
    for (ImageWindow &pair : result.pairs)
      pair = {pick({1, 1, 2, 3}), pick({1, 1, 2, 3})};
    return result;
  }

private:
  std::mt19937 engine{20260714};
};

std::array<int64_t, 4> list(const AccessCounts<int64_t> &counts) {
  return {counts.inputRead, counts.weightRead, counts.outputRead,
          counts.outputWrite};
}

/// CM-4e, CM-5: every count and every transfer of the exact model.
TEST(ExactModel, AgreesWithTheSimulator) {
  RandomNests random;
  int checked = 0;
  while (checked < 20000) {
    Accelerator machine = random.machine();
    Schedule mapping = random.schedule(machine);
    int64_t steps = product(mapping.table[Row::Dram]).get() *
                    product(mapping.table[Row::GlobalBuffer]).get();
    if (steps > 4000)
      continue;
    Layer nest = random.layer(mapping);
    SimulatedTransfers truth = simulate(nest, machine, mapping);
    llvm::Expected<Cost> cost =
        exactCostModel().evaluate(nest, machine, mapping);
    ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
    ASSERT_EQ(list(cost->gbCount), truth.gbCount) << "nest " << checked;
    ASSERT_EQ(list(cost->dramCount), truth.dramCount) << "nest " << checked;
    ASSERT_EQ(cost->gbTraffic, truth.gbTraffic) << "nest " << checked;
    ASSERT_EQ(cost->dramTraffic, truth.dramTraffic) << "nest " << checked;
    ++checked;
  }
}

} // namespace
