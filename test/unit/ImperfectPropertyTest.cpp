//===- ImperfectPropertyTest.cpp - Tiles that need not divide -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Small layers with prime bounds on random machines: the search over imperfect
// factors against every schedule of that space.
//
//===----------------------------------------------------------------------===//

#include "../../lib/Search/ImperfectSearch.h"
#include "Conformance.h"
#include "NumCases.h"
#include "RandomLayer.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

#include <cmath>
#include <cstdlib>

using namespace neurospector;
using namespace neurospector::test;

/// Of a range of seeds other than the one that is tested every day.
static unsigned firstSeed() {
  const char *seed = std::getenv("NEUROSPECTOR_FIRST_SEED");
  return seed ? std::atoi(seed) : 0;
}

/// Dimensions that are not told have one iteration.
static Layer layerOf(const Factors &bounds) {
  Layer layer;
  layer.name = "layer";
  for (auto [own, bound] : llvm::zip(layer.bounds, bounds))
    own = std::max<int64_t>(bound, 1);
  return layer;
}

/// Two or three dimensions of more than one iteration; strides and dilations.
static Layer smallLayer(Chooser &chooser) {
  Layer layer;
  layer.name = "random";
  for (unsigned i = 0, count = 2 + chooser.below(2); i < count; ++i)
    layer.bounds[chooser.below(numPublishedDims)] =
        chooser.pick({2, 3, 4, 5, 7, count == 2 ? 11 : 6});
  for (ImageWindow &pair : layer.pairs)
    if (chooser.oneIn(3))
      pair = {1 + static_cast<int64_t>(chooser.below(3)),
              1 + static_cast<int64_t>(chooser.below(2))};
  layer.pairs.back() = ImageWindow();
  return layer;
}

/// Height and width alike, which may be exchanged.
static Layer squareLayer(Chooser &chooser) {
  Layer layer;
  layer.name = "square";
  for (unsigned pair : {0, 1}) {
    layer.bounds[index(imageOf(pair))] = chooser.pick({2, 3, 4, 5});
    layer.bounds[index(windowOf(pair))] = chooser.pick({1, 2, 3});
  }
  layer.bounds[index(Dim::K)] = chooser.pick({1, 2, 3});
  layer.bounds[index(Dim::Q)] = layer.bounds[index(Dim::P)];
  layer.bounds[index(Dim::S)] = layer.bounds[index(Dim::R)];
  if (chooser.oneIn(3))
    layer.pairs[0] = layer.pairs[1] = {2, 1};
  return layer;
}

/// Simba, but smaller: units in three places, whole accesses.
static Accelerator smallSimba(Chooser &chooser) {
  Accelerator machine = accelerator("simba");
  for (Level &level : machine.levels) {
    if (Array *array = level.array())
      array->size = chooser.pick({1, 1, 2, 3, 4});
    if (Memory *memory = level.memory()) {
      memory->rooms.clear();
      if (memory->wholeAccesses)
        memory->readBits = memory->writeBits = chooser.pick({8, 16, 64});
      memory->separatePorts = chooser.flip();
    }
  }
  machine.bits.fill(chooser.pick({8, 16}));
  return machine;
}

static void expectBruteForce(Accelerator machineOf(Chooser &),
                             Layer layerOf(Chooser &), unsigned count,
                             uint64_t mostSchedules, unsigned leastBetter) {
  const unsigned first = firstSeed();
  unsigned compared = 0, feasible = 0, better = 0;
  for (unsigned seed = first; compared < count; ++seed) {
    RandomChooser chooser(seed);
    Accelerator machine = machineOf(chooser);
    Layer layer = layerOf(chooser);
    SearchOptions options;
    options.mode = chooser.pick({DataflowMode::Fixed, DataflowMode::Flexible});
    options.metric = chooser.pick({Metric::Energy, Metric::Cycle, Metric::Edp});
    options.factors = FactorMode::Imperfect;
    options.maxEvaluations = mostSchedules;
    auto exhaustive = search(Optimizer::BruteForce, layer, machine, options);
    ASSERT_TRUE(bool(exhaustive)) << llvm::toString(exhaustive.takeError());
    if (exhaustive->status == Status::Feasible)
      continue; // more than can be enumerated here
    ++compared;
    options.maxEvaluations = 1 << 24;
    auto optimal = search(Optimizer::Optimal, layer, machine, options);
    std::string which =
        "seed " + std::to_string(seed) + "\n" + describe(machine, layer) + " " +
        name(options.mode).str() + " " + name(options.metric).str();
    ASSERT_TRUE(bool(optimal)) << llvm::toString(optimal.takeError()) << which;
    ASSERT_EQ(optimal->status, exhaustive->status) << which;
    if (optimal->status == Status::Infeasible)
      continue;
    ++feasible;
    double truth = exhaustive->cost.of(options.metric);
    ASSERT_NEAR(optimal->cost.of(options.metric), truth, 1e-9 * truth) << which;
    options.maxEvaluations = 20;
    auto hurried = search(Optimizer::Optimal, layer, machine, options);
    ASSERT_TRUE(bool(hurried));
    EXPECT_LE(hurried->lowerBound, truth * (1 + 1e-9)) << which;
    options.maxEvaluations = 1 << 24;
    options.factors = FactorMode::Perfect;
    auto perfect = search(Optimizer::Optimal, layer, machine, options);
    ASSERT_TRUE(bool(perfect));
    better += perfect->status == Status::Infeasible ||
              perfect->cost.of(options.metric) > truth * (1 + 1e-9);
  }
  // The cases say something.
  EXPECT_GT(feasible, count / 2);
  EXPECT_GE(better, leastBetter);
}

// Some of these searches are long.
TEST(ImperfectProperty, EqualsBruteForce) {
  constexpr unsigned count = oneCaseIn == 1 ? 1000 : 20;
  expectBruteForce(randomMachine, smallLayer, count, 3000, count / 10);
}

TEST(ImperfectProperty, EqualsBruteForceWithPairsOfOneSize) {
  constexpr unsigned count = oneCaseIn == 1 ? 100 : 5;
  expectBruteForce(randomMachine, squareLayer, count, 20000, count / 10);
}

TEST(ImperfectProperty, EqualsBruteForceWithUnitsInThreePlaces) {
  constexpr unsigned count = oneCaseIn == 1 ? 100 : 5;
  expectBruteForce(smallSimba, smallLayer, count, 20000, count / 10);
}

/// A schedule of the space on a machine with room for it, of a layer that is
/// larger than brute force can take.
static Nest largerNest(Chooser &chooser, Accelerator &machine) {
  for (Level &level : machine.levels)
    if (Memory *memory = level.memory()) {
      memory->rooms.clear();
      memory->steps = Factors::all(0);
    }
  Nest nest = randomNest(chooser, machine, /*isPerfect=*/true, 100000);
  for (int64_t &bound : nest.layer.bounds)
    bound -= chooser.below(static_cast<unsigned>(
        std::min<int64_t>(chooser.flip() ? 1 : (bound + 1) / 2, 256)));
  for (auto [tile, order] :
       llvm::zip(nest.schedule.tiles, nest.schedule.orders)) {
    for (Dim dim : allDims)
      tile[index(dim)] = std::min(tile[index(dim)], nest.layer.bound(dim));
    order = loopOrder(allOperands[chooser.below(3)]);
  }
  return nest;
}

static void expectBoundsToHold(Accelerator machineOf(Chooser &)) {
  const unsigned first = firstSeed();
  constexpr unsigned count = numCases(3000);
  unsigned close = 0;
  for (unsigned seed = first; seed < first + count; ++seed) {
    RandomChooser chooser(seed);
    Accelerator machine = machineOf(chooser);
    Nest nest = largerNest(chooser, machine);
    SearchOptions options;
    options.mode = DataflowMode::Flexible;
    options.metric = chooser.pick({Metric::Energy, Metric::Cycle, Metric::Edp});
    auto cost = options.model->evaluate(nest.layer, machine, nest.schedule);
    ASSERT_TRUE(bool(cost))
        << llvm::toString(cost.takeError()) << describe(machine, nest);
    SearchSpace space(nest.layer, machine, options, SearchSpace::Dims::Keep);
    SearchResult best;
    if (chooser.flip()) {
      best.status = Status::Feasible;
      best.schedule = nest.schedule;
      best.cost = *cost;
    }
    double bound = ImperfectSearch(space, best).boundOf(nest.schedule);
    double truth = cost->of(options.metric);
    ASSERT_LE(bound, truth * (1 + 1e-9))
        << "seed " << seed << "\n"
        << describe(machine, nest) << name(options.metric).str();
    close += bound > truth * 0.9;
  }
  EXPECT_GT(close, count / 2);
}

/// No part of a schedule is bounded above its cost.
TEST(ImperfectProperty, BoundsHoldAlongSchedules) {
  expectBoundsToHold(randomMachine);
}

TEST(ImperfectProperty, BoundsHoldWithUnitsInThreePlaces) {
  expectBoundsToHold(smallSimba);
}

/// Where only the MACs take time no transfer makes up for a step that counts
/// twice: of 7 iterations in pieces of 4 on two units inside the last memory,
/// as a larger piece and as an idle unit.
TEST(ImperfectProperty, BoundsHoldWhereOnlyMacsTakeTime) {
  constexpr unsigned count = numCases(2000);
  unsigned tight = 0;
  for (unsigned seed = 0; seed < count; ++seed) {
    RandomChooser chooser(seed);
    Accelerator machine = randomMachine(chooser);
    for (Level &level : machine.levels)
      if (Memory *memory = level.memory()) {
        memory->accessCycles.fill(0);
        memory->bandwidth = Bandwidth::Unlimited;
        memory->wholeAccesses = false;
      }
    Nest nest = largerNest(chooser, machine);
    SearchOptions options;
    options.mode = DataflowMode::Flexible;
    options.metric = Metric::Cycle;
    auto cost = options.model->evaluate(nest.layer, machine, nest.schedule);
    ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
    SearchSpace space(nest.layer, machine, options, SearchSpace::Dims::Keep);
    double bound = ImperfectSearch(space, {}).boundOf(nest.schedule);
    ASSERT_LE(bound, cost->cycles * (1 + 1e-9)) << "seed " << seed << "\n"
                                                << describe(machine, nest);
    tight += bound > cost->cycles * (1 - 1e-9);
  }
  EXPECT_GT(tight, count / 2);
}

/// CM-19: larger tiles may pay where they slide, so the bound is all that is
/// proven.
TEST(ImperfectProperty, BoundsHoldWhereMemoriesSlide) {
  constexpr unsigned count = oneCaseIn == 1 ? 200 : 10;
  unsigned compared = 0;
  for (unsigned seed = 0; compared < count; ++seed) {
    RandomChooser chooser(seed);
    Accelerator machine = randomMachine(chooser);
    Layer layer;
    layer.name = "random";
    layer.bounds[index(imageOf(0))] = chooser.pick({3, 4, 5, 7});
    layer.bounds[index(windowOf(0))] = chooser.pick({2, 3});
    layer.bounds[chooser.below(numPublishedDims)] = chooser.pick({2, 3, 5});
    SearchOptions options;
    options.mode = chooser.pick({DataflowMode::Fixed, DataflowMode::Flexible});
    options.metric = chooser.pick({Metric::Energy, Metric::Cycle, Metric::Edp});
    options.factors = FactorMode::Imperfect;
    options.maxEvaluations = 3000;
    if (!slideSomeMemories(chooser, machine))
      continue;
    auto exhaustive = search(Optimizer::BruteForce, layer, machine, options);
    ASSERT_TRUE(bool(exhaustive)) << llvm::toString(exhaustive.takeError());
    if (exhaustive->status != Status::Optimal)
      continue;
    ++compared;
    options.maxEvaluations = 1 << 24;
    auto optimal = search(Optimizer::Optimal, layer, machine, options);
    ASSERT_TRUE(bool(optimal)) << llvm::toString(optimal.takeError());
    double truth = exhaustive->cost.of(options.metric);
    std::string which =
        "seed " + std::to_string(seed) + "\n" + describe(machine, layer) + " " +
        name(options.mode).str() + " " + name(options.metric).str();
    EXPECT_LE(optimal->lowerBound, truth * (1 + 1e-9)) << which;
    EXPECT_GE(optimal->cost.of(options.metric), truth * (1 - 1e-9)) << which;
  }
}

/// A search that ends before the proof has a gap.
TEST(ImperfectSearch, SaysWhatIsNotProven) {
  Layer layer;
  layer.name = "layer";
  layer.bounds = {64, 1, 56, 56, 64, 3, 3, 1, 1, 1};
  for (Metric metric : {Metric::Energy, Metric::Cycle, Metric::Edp}) {
    SearchOptions options;
    options.metric = metric;
    options.factors = FactorMode::Imperfect;
    options.maxEvaluations = 100;
    SearchResult result = llvm::cantFail(
        search(Optimizer::Optimal, layer, accelerator("simba"), options));
    EXPECT_EQ(result.status, Status::Feasible);
    double cost = result.cost.of(metric);
    EXPECT_LT(result.lowerBound, cost * 0.995);
    EXPECT_GT(result.lowerBound, cost * 0.7);
    // IP-9: only cycles are whole.
    EXPECT_EQ(result.lowerBound == std::floor(result.lowerBound),
              metric == Metric::Cycle);
  }
  // Not if an access takes 8.25.
  Accelerator machine = accelerator("simba");
  machine.levels.front().memory()->accessCycles.fill(8.25);
  SearchOptions options;
  options.metric = Metric::Cycle;
  options.factors = FactorMode::Imperfect;
  options.maxEvaluations = 100;
  SearchResult result =
      llvm::cantFail(search(Optimizer::Optimal, layer, machine, options));
  EXPECT_NE(result.lowerBound, std::floor(result.lowerBound));
}

/// Bounds are close where units are in three places: no more candidates are
/// looked at than that takes, and a few more.
TEST(ImperfectSearch, ProvesResNet50OnSimba) {
  for (auto [bounds, metric, most] :
       {std::tuple(Factors{64, 1, 56, 56, 64, 1, 1, 1}, Metric::Energy, 6000),
        std::tuple(Factors{1024, 1, 14, 14, 256, 1, 1, 1}, Metric::Energy,
                   12000),
        std::tuple(Factors{256, 1, 14, 14, 256, 3, 3, 1}, Metric::Cycle, 2000),
        std::tuple(Factors{256, 1, 56, 56, 64, 1, 1, 1}, Metric::Cycle,
                   20000)}) {
    Layer layer = layerOf(bounds);
    SearchOptions options;
    options.metric = metric;
    options.factors = FactorMode::Imperfect;
    SearchResult result = llvm::cantFail(
        search(Optimizer::Optimal, layer, accelerator("simba"), options));
    EXPECT_EQ(result.status, Status::Optimal);
    EXPECT_LT(result.evaluated, static_cast<uint64_t>(most));
  }
}

/// A bound that lets more output than the least enter the units proves 521.1 uJ
/// (no small layer tells).
TEST(ImperfectSearch, FindsTheClassifierOfSqueezeNetOnEyeriss) {
  SearchOptions options;
  options.factors = FactorMode::Imperfect;
  SearchResult result = llvm::cantFail(
      search(Optimizer::Optimal, layerOf({1000, 1, 13, 13, 512, 1, 1, 1}),
             accelerator("eyeriss"), options));
  EXPECT_EQ(result.status, Status::Optimal);
  EXPECT_LT(result.cost.of(Metric::Energy), 518.7e6);
}

/// Of schedules that cost the same one without remainders is the better one.
TEST(ImperfectSearch, LeavesNoRemaindersThatSaveNothing) {
  Layer layer = layerOf({2, 1, 4, 4, 3, 3, 3, 1});
  const Accelerator &machine = accelerator("eyeriss");
  SearchOptions options;
  SearchResult perfect =
      llvm::cantFail(search(Optimizer::Optimal, layer, machine, options));
  options.factors = FactorMode::Imperfect;
  SearchResult found =
      llvm::cantFail(search(Optimizer::Optimal, layer, machine, options));
  ASSERT_EQ(found.cost.of(Metric::Energy), perfect.cost.of(Metric::Energy));
  for (size_t level = 0; level < machine.levels.size(); ++level)
    for (Dim dim : allDims)
      EXPECT_EQ(found.schedule.entering(level, layer)[index(dim)] %
                    found.schedule.tiles[level][index(dim)],
                0)
          << level << ' ' << name(dim).str();
}

TEST(ImperfectSearch, IsTheDefaultWhereThereIsOne) {
  SearchOptions options;
  options.factors = FactorMode::Auto;
  auto factors = [&](Optimizer optimizer) {
    return withFactors(optimizer, options).factors;
  };
  EXPECT_EQ(factors(Optimizer::Optimal), FactorMode::Imperfect);
  EXPECT_EQ(factors(Optimizer::BruteForce), FactorMode::Perfect);
  EXPECT_EQ(factors(Optimizer::BottomUp), FactorMode::Perfect);
  options.model = &publishedCostModel();
  EXPECT_EQ(factors(Optimizer::Optimal), FactorMode::Perfect);
  Layer prime = layerOf({13, 1, 5, 1, 17, 1, 1, 1});
  options.model = &exactCostModel();
  auto cost = [&] {
    return llvm::cantFail(search(Optimizer::Optimal, prime,
                                 accelerator("eyeriss"), options))
        .cost.of(Metric::Energy);
  };
  double automatic = cost();
  options.factors = FactorMode::Imperfect;
  EXPECT_EQ(automatic, cost());
  options.factors = FactorMode::Perfect;
  EXPECT_LT(automatic, cost());
}

/// What is said to be saved is: the search with imperfect factors finds no more
/// than the rest, however few candidates it may look at.
TEST(ImperfectSaves, IsFound) {
  unsigned said = 0, kept = 0;
  for (Factors bounds :
       {Factors{509, 1, 14, 14, 251, 1, 1, 1},
        Factors{64, 1, 7, 7, 32, 3, 3, 1},
        Factors{576, 197, 1, 1, 192, 1, 1, 1}, Factors{11, 1, 13, 13, 96, 3, 3},
        Factors{1056, 1, 1, 1, 17, 1, 1, 1},
        Factors{1, 1, 29, 29, 1, 3, 3, 31}})
    for (llvm::StringRef name : {"eyeriss", "simba", "tpu", "gemmini"})
      for (Metric metric : {Metric::Energy, Metric::Cycle, Metric::Edp}) {
        Layer layer = layerOf(bounds);
        const Accelerator &machine = accelerator(name);
        SearchOptions options;
        options.metric = metric;
        SearchResult perfect =
            llvm::cantFail(search(Optimizer::Optimal, layer, machine, options));
        std::optional<double> saves = imperfectSaves(Optimizer::Optimal, layer,
                                                     machine, options, perfect);
        ++(saves ? said : kept);
        if (!saves)
          continue;
        EXPECT_GT(*saves, leastSaving);
        options.factors = FactorMode::Imperfect;
        options.maxEvaluations = 1;
        SearchResult imperfect =
            llvm::cantFail(search(Optimizer::Optimal, layer, machine, options));
        double most = perfect.cost.of(metric) * (1 - *saves);
        EXPECT_LE(imperfect.cost.of(metric), most * (1 + 1e-12))
            << describe(machine, layer);
      }
  // The cases say something.
  EXPECT_GT(said, 10u);
  EXPECT_GT(kept, 10u);
}

/// Nothing is said where imperfect factors are refused or used already, where
/// nothing was found, or where bounds have small primes only.
TEST(ImperfectSaves, IsForWhoCanHaveIt) {
  Layer layer;
  layer.name = "layer";
  layer.bounds = {509, 1, 14, 14, 251, 1, 1, 1, 1, 1};
  const Accelerator &machine = accelerator("simba");
  auto saves = [&](Optimizer optimizer, const SearchOptions &options) {
    SearchOptions perfect = options;
    perfect.maxEvaluations = 1;
    perfect.factors = FactorMode::Perfect;
    return imperfectSaves(
        optimizer, layer, machine, options,
        llvm::cantFail(search(Optimizer::Optimal, layer, machine, perfect)));
  };
  EXPECT_TRUE(saves(Optimizer::Optimal, {}));
  EXPECT_TRUE(saves(Optimizer::BruteForce, {}));
  EXPECT_FALSE(saves(Optimizer::BottomUp, {}));
  EXPECT_FALSE(imperfectSaves(Optimizer::Optimal, layer, machine, {}, {}));
  SearchOptions options;
  options.model = &publishedCostModel();
  EXPECT_FALSE(saves(Optimizer::Optimal, options));
  options = {};
  options.factors = FactorMode::Imperfect;
  EXPECT_FALSE(saves(Optimizer::Optimal, options));
  layer.bounds = {512, 1, 14, 14, 250, 1, 1, 1, 1, 1};
  EXPECT_FALSE(saves(Optimizer::Optimal, {}));
}
