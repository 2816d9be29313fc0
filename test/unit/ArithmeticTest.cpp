//===- ArithmeticTest.cpp - Counts against arbitrary precision ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both cost models on layers with bounds up to 2^62 against a second reading of
// their definitions in 512-bit integers: equal in every number, or an error
// exactly where a number leaves 64 bits.
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "NumCases.h"
#include "WideModel.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/PublishedShape.h"
#include "gtest/gtest.h"

#include <random>

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// A layer and a schedule that need not be valid, sizes of all magnitudes.
class RandomNest {
public:
  RandomNest(unsigned seed, const Accelerator &machine, bool isPerfect)
      : engine(seed) {
    layer.name = "random";
    while (!(isPerfect ? drawFactors(machine) : drawTiles(machine)) ||
           layer.macs().overflowed()) {
    }
    auto step = [&] { return below(4) ? 1 + below(3) : int64_t(1) << 31; };
    for (ImageWindow &pair : layer.pairs)
      pair = {step(), step()};
  }

  Layer layer;
  Schedule schedule;

private:
  int64_t below(uint64_t count) {
    return static_cast<int64_t>(engine() % count);
  }
  int64_t size() {
    constexpr int64_t sizes[] = {2,     3,          7,          56,        1000,
                                 65537, 2147483647, 2147483648, 4294967291};
    return sizes[below(std::size(sizes))];
  }

  /// False if a bound leaves 64 bits.
  bool drawFactors(const Accelerator &machine) {
    schedule = Schedule::outermost(machine);
    size_t numLevels = machine.levels.size();
    std::vector<Factors> factors(numLevels);
    for (int64_t i = below(10); i > 0; --i)
      factors[below(numLevels)][below(numDims)] = size();
    for (LoopOrder &order : schedule.orders)
      order = loopOrder(Operand(below(3)));
    for (Dim dim : allDims) {
      Count tile = 1;
      for (size_t level = numLevels; level-- > 0;) {
        schedule.tiles[level][index(dim)] = tile.get();
        tile *= factors[level][index(dim)];
      }
      if (tile.overflowed())
        return false;
      layer.bounds[index(dim)] = tile.get();
    }
    return true;
  }

  /// Any tiles and orders; as many units as there are.
  bool drawTiles(const Accelerator &machine) {
    schedule = Schedule::outermost(machine);
    layer.bounds = unitFactors;
    for (int64_t i = below(7); i > 0; --i)
      layer.bounds[below(numDims)] = size() - below(2);
    std::vector<int64_t> unitsLeft;
    for (const Level &level : machine.levels)
      unitsLeft.push_back(level.array() ? level.array()->size : 0);
    for (Dim dim : allDims) {
      int64_t tile = layer.bound(dim);
      for (size_t level = 0; level < machine.levels.size(); ++level) {
        int64_t least = 1, entering = tile;
        bool isLast = level + 1 == machine.levels.size();
        if (machine.levels[level].array())
          least = (entering - 1) / unitsLeft[level] + 1;
        if (isLast)
          tile = 1;
        else if (below(2))
          tile = least + below(static_cast<uint64_t>(
                             std::min<int64_t>(entering - least, size()) + 1));
        if (tile < least)
          return false;
        schedule.tiles[level][index(dim)] = tile;
        if (machine.levels[level].array())
          unitsLeft[level] /= (entering - 1) / tile + 1;
      }
    }
    for (LoopOrder &order : schedule.orders)
      std::shuffle(order.begin(), order.end(), engine);
    return true;
  }

  std::mt19937_64 engine;
};

void expectEqual(const PerOperand<Big> &wide, const PerOperand<int64_t> &narrow,
                 llvm::StringRef what) {
  for (unsigned i = 0; i < 3; ++i)
    EXPECT_EQ(wide[i], Big(narrow[i])) << what.str() << " " << i;
}

void expectCycles(const PerOperand<Big> &accesses, const Memory &memory,
                  const PerOperand<double> &cycles) {
  for (unsigned i = 0; i < 3; ++i) {
    double expected = accesses[i].toDouble() * memory.accessCycles[i];
    EXPECT_NEAR(cycles[i], expected, 1e-12 * expected);
  }
}

void expectEqual(const WideCost &wide, const Cost &cost,
                 const Accelerator &machine) {
  EXPECT_EQ(wide.macCycles, Big(cost.macCycles));
  EXPECT_EQ(wide.fillCycles, Big(cost.fillCycles));
  for (size_t level = 0; level < machine.levels.size(); ++level) {
    const Memory *memory = machine.levels[level].memory();
    if (!memory)
      continue;
    SCOPED_TRACE(machine.levels[level].name);
    const WideMemory &expected = wide.levels[level];
    const MemoryCost &actual = cost.levels[level];
    expectEqual(expected.reads, actual.reads, "reads");
    expectEqual(expected.writes, actual.writes, "writes");
    expectEqual(expected.through, actual.through, "through");
    expectEqual(expected.inside, actual.inside, "inside");
    EXPECT_EQ(expected.tiles, (std::array<Big, 4>{actual.tiles.inputRead,
                                                  actual.tiles.weightRead,
                                                  actual.tiles.outputRead,
                                                  actual.tiles.outputWrite}));
    expectCycles(expected.readPort, *memory, actual.busy);
    expectCycles(expected.writePort, *memory, actual.busyWrite);
  }
}

/// How often a model gave a cost, of a huge layer, or an error.
struct Tally {
  unsigned exact = 0, huge = 0, overflowed = 0;

  void check(const WideCost &wide, const CostModel &model,
             const RandomNest &nest, const Accelerator &machine) {
    llvm::Expected<Cost> cost =
        model.evaluate(nest.layer, machine, nest.schedule);
    ASSERT_EQ(bool(cost), wide.fits);
    if (!cost) {
      ++overflowed;
      EXPECT_TRUE(cost.errorIsA<CountOverflow>());
      llvm::consumeError(cost.takeError());
      return;
    }
    ++exact;
    huge += nest.layer.macs().get() > int64_t(1) << 53;
    expectEqual(wide, *cost, machine);
  }
};

/// Built-in machines and the other ones of the conformance data.
std::vector<Accelerator> allMachines() {
  std::vector<Accelerator> result;
  for (llvm::StringRef name : builtinAccelerators())
    if (std::optional<Accelerator> machine =
            loadAccelerator(name, [](const llvm::SMDiagnostic &) { FAIL(); }))
      result.push_back(*machine);
  for (llvm::StringRef name :
       {"one_level", "systolic", "chiplets", "deep", "rigid", "vector"})
    result.push_back(test::machine(name));
  return result;
}

/// Memories that slide, and single buffers that let systolic arrays drain.
void exchangeBuffering(Accelerator &machine) {
  for (Level &level : machine.levels)
    if (Memory *memory = level.memory()) {
      memory->sliding = true;
      memory->doubleBuffered = !memory->doubleBuffered;
    }
}

TEST(Arithmetic, EqualsArbitraryPrecisionOrSaysThatItCannot) {
  Tally exact, published;
  std::vector<Accelerator> machines = allMachines();
  for (unsigned seed = 0; seed < numCases(800) * machines.size(); ++seed) {
    Accelerator machine = machines[seed % machines.size()];
    if (seed % 7 == 0)
      machine.bits = {8, 4, 32};
    if (seed % 5 == 0 && !PublishedShape::of(machine))
      exchangeBuffering(machine);
    bool isPerfect = seed / machines.size() % 2 == 0;
    RandomNest nest(seed, machine, isPerfect);
    SCOPED_TRACE(machine.name + " seed " + std::to_string(seed));
    exact.check(wideExact(nest.layer, machine, nest.schedule), exactCostModel(),
                nest, machine);
    if (PublishedShape::of(machine) && isPerfect)
      published.check(widePublished(nest.layer, machine, nest.schedule),
                      publishedCostModel(), nest, machine);
    if (HasFailure())
      return;
  }
  // All three happen, and often.
  EXPECT_GE(exact.exact, numCases(5000));
  EXPECT_GE(exact.huge, numCases(300));
  EXPECT_GE(exact.overflowed, numCases(1500));
  EXPECT_GE(published.exact, numCases(1000));
  EXPECT_GE(published.huge, numCases(100));
  EXPECT_GE(published.overflowed, numCases(500));
}

/// Bounds up to 2^31, one after the other: a cost or one clear error.
TEST(Arithmetic, VerifyRefusesWhatNoScheduleCanCount) {
  Layer layer;
  layer.name = "huge";
  layer.bounds[index(Dim::P)] = int64_t(1) << 31;
  layer.bounds[index(Dim::Q)] = int64_t(1) << 31;
  EXPECT_FALSE(bool(layer.verify()));
  layer.pairs[0].stride = layer.pairs[1].stride = 2;
  EXPECT_EQ(
      llvm::toString(layer.verify()),
      "layer 'huge': the number of elements of the input exceeds 64 bits");
}

} // namespace
