//===- OptimalPropertyTest.cpp - Optimal against brute force --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random layers on random machines: of any shape, and of the published one
// under both cost models.
//
//===----------------------------------------------------------------------===//

#include "NumCases.h"
#include "RandomLayer.h"
#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// What a case draws from: a seed per case, so that one can be looked at.
struct RandomCase {
  Layer layer;
  Accelerator machine;
  SearchOptions options;

  std::string describe() const {
    return test::describe(machine, layer) + " " + name(options.mode).str() +
           " " + name(options.metric).str() + " " + options.model->name().str();
  }

  void drawOptions(Chooser &chooser) {
    options.mode = chooser.pick({DataflowMode::Fixed, DataflowMode::Flexible});
    options.metric = chooser.pick({Metric::Energy, Metric::Cycle, Metric::Edp});
  }
};

using Draw = RandomCase(unsigned seed);

RandomCase anyShape(unsigned seed) {
  RandomChooser chooser(seed);
  RandomCase result;
  result.machine = randomMachine(chooser);
  result.layer = randomLayer(chooser, result.machine, chooser.oneIn(6) ? 3 : 2,
                             chooser.pick({1000, 8000, 30000}));
  result.drawOptions(chooser);
  return result;
}

RandomCase publishedShape(unsigned seed, unsigned pairs) {
  RandomChooser chooser(seed);
  RandomCase result;
  result.machine = randomPublishedMachine(chooser);
  result.layer = randomLayer(chooser, result.machine, pairs,
                             chooser.pick({1000, 3000, 10000}));
  result.drawOptions(chooser);
  result.options.model =
      chooser.oneIn(3) ? &publishedCostModel() : &exactCostModel();
  return result;
}

RandomCase publishedShapeOfTwoPairs(unsigned seed) {
  return publishedShape(seed, 2);
}

RandomCase publishedShapeOfThreePairs(unsigned seed) {
  return publishedShape(seed, 3);
}

/// Units to spare and transfers that take no time: what counts are the steps
/// that memories and arrays leave to the loops.
RandomCase freeTransfers(unsigned seed) {
  RandomCase result = seed % 2 ? anyShape(seed) : publishedShape(seed, 2);
  for (Level &level : result.machine.levels) {
    if (Memory *memory = level.memory())
      memory->accessCycles.fill(0);
    else if (level.array()->size > 1)
      level.array()->size = 64;
  }
  return result;
}

/// Arrays inside nearly every memory, and operands that pass several of them on
/// their way: what far transfers and the units on both sides cost is much of
/// the total.
RandomCase arraysEverywhere(unsigned seed) {
  RandomChooser chooser(seed);
  RandomCase result;
  Accelerator &machine = result.machine;
  do
    machine = randomMachine(chooser);
  while (llvm::count_if(machine.levels, [](const Level &level) {
           return level.memory() != nullptr;
         }) < 3);
  std::vector<Level> levels = std::move(machine.levels);
  machine.levels.clear();
  for (auto [i, level] : llvm::enumerate(levels)) {
    Memory *memory = level.memory();
    for (Operand op : allOperands)
      if (i > 0 && memory && chooser.oneIn(3))
        memory->holds.erase(op);
    machine.levels.push_back(level);
    bool hasArray = i + 1 < levels.size() && levels[i + 1].array();
    if (memory && !hasArray && !chooser.oneIn(4))
      machine.levels.push_back(
          {"UNITS" + std::to_string(i), Array{chooser.pick({2, 2, 3})}});
  }
  result.layer = randomLayer(chooser, machine, 2, chooser.pick({500, 2000}));
  result.drawOptions(chooser);
  return result;
}

/// Times add up, so that few unrollings of the last arrays are looked at; many
/// memories have a port for each operand, of which the longest counts.
RandomCase withoutOverlap(unsigned seed) {
  RandomCase result = seed % 2 ? anyShape(seed) : arraysEverywhere(seed);
  result.machine.pipelined = false;
  for (auto [i, level] : llvm::enumerate(result.machine.levels)) {
    Memory *memory = level.memory();
    if (!memory)
      continue;
    memory->doubleBuffered = false;
    memory->separatePorts |= seed % 3 != 0;
    if (i > 0 && memory->bandwidth != Bandwidth::Unlimited)
      memory->bandwidth = Bandwidth::Inside;
  }
  return result;
}

/// Arrays fill and drain (CM-18).
RandomCase systolicArrays(unsigned seed) {
  RandomChooser chooser(seed);
  while (true) {
    RandomCase result = seed % 2 ? anyShape(chooser.below(256) * 4096 + seed)
                                 : arraysEverywhere(seed + chooser.below(256));
    if (fillSomeArrays(chooser, result.machine))
      return result;
  }
}

/// Tiles slide along an image (CM-19), where boxes overlap.
RandomCase slidingMemories(unsigned seed) {
  RandomChooser chooser(seed);
  while (true) {
    RandomCase result =
        seed % 2 ? anyShape(chooser.below(256) * 4096 + seed)
                 : arraysEverywhere(chooser.below(256) * 4096 + seed);
    Layer &layer = result.layer;
    for (unsigned i = 0; i < numPairs; ++i)
      if (layer.bound(imageOf(i)) > 1 && layer.bound(windowOf(i)) == 1 &&
          chooser.flip())
        layer.bounds[index(windowOf(i))] = chooser.pick({2, 3});
    bool overlaps = false;
    for (unsigned i = 0; i < numPairs; ++i)
      overlaps |= layer.bound(imageOf(i)) > 1 &&
                  (layer.bound(windowOf(i)) - 1) * layer.pairs[i].dilation >=
                      layer.pairs[i].stride;
    if (overlaps && slideSomeMemories(chooser, result.machine))
      return result;
  }
}

/// Two pairs of image and window that are alike but for the steps of the window
/// or its holes, so that one is no mirror image of the other.
RandomCase pairsOfOneSize(unsigned seed) {
  RandomChooser chooser(seed);
  RandomCase result;
  do
    result.machine = randomMachine(chooser);
  while (result.machine.levels.size() > 6);
  Layer &layer = result.layer;
  layer.bounds[index(imageOf(0))] = layer.bounds[index(imageOf(1))] =
      chooser.pick({2, 3, 4});
  layer.bounds[index(windowOf(0))] = layer.bounds[index(windowOf(1))] =
      chooser.pick({1, 2});
  layer.bounds[index(Dim::K)] = chooser.pick({1, 2});
  layer.pairs[0] = {chooser.pick({1, 2}), chooser.pick({1, 2})};
  layer.pairs[1] = {chooser.pick({1, 2, 3}), chooser.pick({1, 3})};
  result.drawOptions(chooser);
  return result;
}

std::optional<Accelerator> parseMachine(llvm::StringRef text) {
  return parseAcceleratorYaml({text, "test.yaml"},
                              [](const llvm::SMDiagnostic &diagnostic) {
                                FAIL() << diagnostic.getMessage().str();
                              });
}

/// As many as brute force finds.
void expectFewestCycles(const Accelerator &machine, const Layer &layer) {
  SearchOptions options;
  options.metric = Metric::Cycle;
  auto exhaustive = search(Optimizer::BruteForce, layer, machine, options);
  auto optimal = search(Optimizer::Optimal, layer, machine, options);
  ASSERT_TRUE(exhaustive && optimal);
  EXPECT_EQ(optimal->cost.totalCycles(), exhaustive->cost.totalCycles());
}

/// At least so many of the cases have a schedule at all.
void expectBruteForce(Draw draw, unsigned cases, unsigned leastFeasible) {
  unsigned feasible = 0;
  for (unsigned seed = 0; seed < numCases(cases); ++seed) {
    RandomCase random = draw(seed);
    auto exhaustive = search(Optimizer::BruteForce, random.layer,
                             random.machine, random.options);
    auto optimal = search(Optimizer::Optimal, random.layer, random.machine,
                          random.options);
    ASSERT_TRUE(bool(exhaustive)) << llvm::toString(exhaustive.takeError());
    ASSERT_TRUE(bool(optimal)) << llvm::toString(optimal.takeError());
    ASSERT_EQ(optimal->status, exhaustive->status) << "seed " << seed << "\n"
                                                   << random.describe();
    if (optimal->status == Status::Infeasible)
      continue;
    ++feasible;
    Metric metric = random.options.metric;
    double truth = exhaustive->cost.of(metric);
    ASSERT_NEAR(optimal->cost.of(metric), truth, 1e-9 * truth)
        << "seed " << seed << "\n"
        << random.describe();
    // Ties go to less of the other metric, then to fewer steps of the outermost
    // memory.
    Metric other = tieBreaker(metric);
    double otherTruth = exhaustive->cost.of(other);
    ASSERT_NEAR(optimal->cost.of(other), otherTruth, 1e-9 * otherTruth)
        << "seed " << seed << "\n"
        << random.describe();
    if (optimal->cost.of(metric) == truth &&
        optimal->cost.of(other) == otherTruth) {
      EXPECT_EQ(product(optimal->schedule.steps(0, random.layer)).get(),
                product(exhaustive->schedule.steps(0, random.layer)).get())
          << "seed " << seed << "\n"
          << random.describe();
    }
  }
  EXPECT_GE(feasible, numCases(leastFeasible));
}

TEST(OptimalProperty, EqualsBruteForceOnAnyMachine) {
  expectBruteForce(anyShape, 1500, /*leastFeasible=*/1000);
}

TEST(OptimalProperty, EqualsBruteForceOnPublishedShapes) {
  expectBruteForce(publishedShapeOfTwoPairs, 1500, /*leastFeasible=*/1000);
}

TEST(OptimalProperty, EqualsBruteForceInThreePairs) {
  expectBruteForce(publishedShapeOfThreePairs, 400, /*leastFeasible=*/250);
}

TEST(OptimalProperty, EqualsBruteForceWithFreeTransfers) {
  expectBruteForce(freeTransfers, 150, /*leastFeasible=*/80);
}

TEST(OptimalProperty, EqualsBruteForceWithArraysEverywhere) {
  expectBruteForce(arraysEverywhere, 1500, /*leastFeasible=*/1000);
}

TEST(OptimalProperty, EqualsBruteForceWithoutOverlap) {
  expectBruteForce(withoutOverlap, 1000, /*leastFeasible=*/700);
}

TEST(OptimalProperty, EqualsBruteForceWithPairsOfOneSize) {
  expectBruteForce(pairsOfOneSize, 1000, /*leastFeasible=*/700);
}

TEST(OptimalProperty, EqualsBruteForceWithSystolicArrays) {
  expectBruteForce(systolicArrays, 800, /*leastFeasible=*/500);
}

TEST(OptimalProperty, EqualsBruteForceWithSlidingMemories) {
  expectBruteForce(slidingMemories, 800, /*leastFeasible=*/500);
}

/// The input goes from DRAM to the MACs past two memories, with units on the
/// way to the first of them only: what it costs at the second was known before
/// that was entered, and taken from the branch visited last.
TEST(OptimalProperty, PassesMemoriesThatAreNotEnteredYet) {
  constexpr llvm::StringLiteral text = R"(
name: passing
frequency: 1200
precision: {input: 32, weight: 16, output: 32}
compute: {energy: 1.72, static: 0.0729, pipelined: true}
levels:
  - memory: DRAM
    energy: {input: 33.7, weight: 58.0, output: {read: 23.7, write: 21.1}}
    bandwidth: {inside: 8}
    ports: separate
    access_cycles: 2
    static: 0.09
  - array: UNITS
    size: 3
    dims: [K, B, P, Q, C, R, S, G, T]
  - memory: WEIGHTS
    holds: [weight]
    energy: 2.25
    pass_energy: {input: 0.908, output: 0.461}
    bandwidth: {read: 16, write: 16}
    double_buffered: true
  - memory: SUMS
    holds: [output]
    capacity: 48 B
    energy: 1.89
    pass_energy: {input: 0.102}
)";
  auto machine = parseMachine(text);
  ASSERT_TRUE(machine.has_value());
  for (int64_t b : {2, 3, 4, 6})
    for (int64_t p : {2, 3, 4, 6})
      for (Metric metric : {Metric::Energy, Metric::Edp}) {
        Layer layer;
        layer.bounds = {1, b, p, 2, 1, 1, 1, 1, 2, 1};
        layer.pairs.fill({2, 1});
        SearchOptions options;
        options.metric = metric;
        auto exhaustive =
            search(Optimizer::BruteForce, layer, *machine, options);
        auto optimal = search(Optimizer::Optimal, layer, *machine, options);
        ASSERT_TRUE(exhaustive && optimal);
        double truth = exhaustive->cost.of(metric);
        EXPECT_NEAR(optimal->cost.of(metric), truth, 1e-9 * truth)
            << b << ' ' << p << ' ' << name(metric).str();
      }
}

/// No case of reuse says anything of what an outermost memory without loops
/// hands inward.
TEST(OptimalProperty, TakesNoLoopsInTheOutermostMemory) {
  constexpr llvm::StringLiteral text = R"(
name: whole
frequency: 200
precision: {input: 8, weight: 8, output: 8}
levels:
  - memory: DRAM
    energy: 64
  - memory: BUFFER
    energy: 4
    bandwidth: {inside: 16}
  - array: UNITS
    size: 4
  - memory: REGISTERS
    capacity: 16 B
    energy: 1
)";
  auto machine = parseMachine(text);
  ASSERT_TRUE(machine.has_value());
  machine->levels.front().memory()->steps = Factors::all(1);
  Layer layer;
  layer.bounds = {4, 1, 6, 1, 6, 3, 1, 1, 1, 1};
  for (Metric metric : {Metric::Energy, Metric::Cycle, Metric::Edp}) {
    SearchOptions options;
    options.metric = metric;
    auto exhaustive = search(Optimizer::BruteForce, layer, *machine, options);
    auto optimal = search(Optimizer::Optimal, layer, *machine, options);
    ASSERT_TRUE(exhaustive && optimal);
    EXPECT_EQ(optimal->status, Status::Optimal);
    EXPECT_DOUBLE_EQ(optimal->cost.of(metric), exhaustive->cost.of(metric));
  }
}

/// Weights and outputs of DRAM go to the MACs, its input into a memory, each
/// through a port of its own. Unrolling C makes the longest of the three times
/// longer than unrolling P does, but their mean shorter.
TEST(OptimalProperty, TakesTheLongestOfThePortsThatTheInputShares) {
  constexpr llvm::StringLiteral text = R"(
name: ports
frequency: 200
precision: {input: 8, weight: 16, output: 8}
levels:
  - memory: DRAM
    bandwidth: {inside: 16}
    ports: separate
    access_cycles: 8
    steps: {P: 1, C: 1}
  - memory: INPUTS
    holds: [input]
  - array: UNITS
    size: 5
)";
  auto machine = parseMachine(text);
  ASSERT_TRUE(machine.has_value());
  Layer layer;
  layer.bounds[index(Dim::P)] = 3;
  layer.bounds[index(Dim::C)] = 5;
  SearchOptions options;
  options.metric = Metric::Cycle;
  auto exhaustive = search(Optimizer::BruteForce, layer, *machine, options);
  auto optimal = search(Optimizer::Optimal, layer, *machine, options);
  ASSERT_TRUE(exhaustive && optimal);
  EXPECT_EQ(exhaustive->schedule.steps(2, layer)[index(Dim::P)], 3);
  EXPECT_EQ(optimal->cost.totalCycles(), exhaustive->cost.totalCycles());
}

/// Accesses that are fewer before they are rounded up may be more after it: of
/// two unrollings, one of which is cheaper in energy and in cycles as if
/// accesses could be parts, the other takes fewer cycles.
TEST(OptimalProperty, RoundsAccessesUpBeforeItComparesUnrollings) {
  constexpr llvm::StringLiteral text = R"(
name: rounding
frequency: 200
precision: {input: 32, weight: 8, output: 8}
compute: {energy: 0.845}
levels:
  - memory: DRAM
    energy: {input: 34, weight: 12, output: 16}
    bandwidth: 50
    access_cycles: {input: 0.25}
  - memory: BUFFER
    energy: {input: {read: 0.6, write: 1.6}, weight: {read: 1.1, write: 0.3}, output: {read: 0.01, write: 1.3}}
    bandwidth: {inside: 24}
    ports: separate
    access_cycles: {input: 0.25, weight: 2, output: 0.25}
  - array: UNITS
    size: {y: 3, x: 2}
    dims: {y: [K, B, P, C, S], x: [K, B, P, Q, C, R, S, G]}
)";
  auto machine = parseMachine(text);
  ASSERT_TRUE(machine.has_value());
  Layer layer;
  layer.bounds = {2, 1, 4, 4, 1, 1, 1, 1, 1, 1};
  layer.pairs[0] = {2, 1};
  layer.pairs[1] = {3, 3};
  expectFewestCycles(*machine, layer);
}

/// Weights come from a memory whose port for outputs takes longer, and which
/// sends inputs on: that an unrolling takes fewer weights does not make it
/// faster.
TEST(OptimalProperty, ComparesNoUnrollingsByPortsThatOthersUse) {
  constexpr llvm::StringLiteral text = R"(
name: shared-ports
frequency: 200
precision: 8
compute: {energy: 0}
levels:
  - memory: DRAM
    steps: {K: 1, B: 1}
  - memory: BUFFER
    steps: {K: 1, B: 1}
    bandwidth: {inside: 8}
    ports: separate
    whole_accesses: true
    access_cycles: {input: 1, weight: 3.9, output: 4}
  - memory: REGISTER
    holds: [input]
    bandwidth: {inside: 8}
    whole_accesses: true
  - array: UNITS
    size: 4
)";
  auto machine = parseMachine(text);
  ASSERT_TRUE(machine.has_value());
  Layer layer;
  layer.bounds = Factors({4, 4});
  expectFewestCycles(*machine, layer);
}

/// R-4: outputs that are read back more often take no time where weights take
/// longer at a port of their own, so units that share no reduction lose
/// nothing.
TEST(OptimalProperty, ReadsAtAShorterPortTakeNoTime) {
  constexpr llvm::StringLiteral text = R"(
name: reads
frequency: 500
precision: 16
compute: {energy: 0, pipelined: true}
levels:
  - memory: DRAM
    bandwidth: 64
    ports: separate
    double_buffered: true
  - array: UNITS0
    size: 2
  - memory: MEMORY1
    holds: [input, output]
    bandwidth: {inside: 16}
    access_cycles: {input: 1.5, weight: 0.25}
  - array: UNITS1
    size: 2
  - memory: MEMORY0
    bandwidth: {inside: 3}
    ports: separate
    access_cycles: {input: 0.25, weight: 4, output: 2}
    double_buffered: true
    steps: {K: 1}
  - array: ARRAY1
    size: 2
)";
  auto machine = parseMachine(text);
  ASSERT_TRUE(machine.has_value());
  Layer layer;
  layer.bounds = Factors({3, 1, 1, 1, 3, 1, 4, 4});
  layer.pairs[1].dilation = 2;
  expectFewestCycles(*machine, layer);
}

/// With a budget the bound stays below the optimum and the cost above it.
TEST(OptimalProperty, BudgetGivesAProvenGap) {
  for (Draw *draw : {anyShape, publishedShapeOfTwoPairs})
    for (unsigned seed = 0; seed < numCases(1500); ++seed) {
      RandomCase random = draw(seed);
      auto optimal = search(Optimizer::Optimal, random.layer, random.machine,
                            random.options);
      random.options.maxEvaluations = 5;
      auto hurried = search(Optimizer::Optimal, random.layer, random.machine,
                            random.options);
      ASSERT_TRUE(optimal && hurried);
      if (optimal->status == Status::Infeasible)
        continue;
      ASSERT_NE(hurried->status, Status::Infeasible) << "seed " << seed;
      Metric metric = random.options.metric;
      double truth = optimal->cost.of(metric);
      EXPECT_LE(hurried->lowerBound, truth * (1 + 1e-12)) << "seed " << seed;
      EXPECT_GE(hurried->cost.of(metric), truth * (1 - 1e-12));
      if (hurried->status == Status::Optimal) {
        EXPECT_EQ(hurried->lowerBound, hurried->cost.of(metric));
      }
    }
}

/// A budget of a brute-force search ends it, too, and proves nothing; threads
/// change nothing.
TEST(BruteForce, KeepsToItsBudget) {
  unsigned stopped = 0;
  for (unsigned seed = 0; seed < numCases(100); ++seed) {
    RandomCase random = anyShape(seed);
    auto all = search(Optimizer::BruteForce, random.layer, random.machine,
                      random.options);
    random.options.threads = 2;
    auto parallel = search(Optimizer::BruteForce, random.layer, random.machine,
                           random.options);
    random.options.maxEvaluations = 10;
    auto some = search(Optimizer::BruteForce, random.layer, random.machine,
                       random.options);
    ASSERT_TRUE(all && parallel && some);
    EXPECT_EQ(parallel->status, all->status);
    EXPECT_EQ(parallel->schedule, all->schedule);
    EXPECT_EQ(parallel->evaluated, all->evaluated);
    EXPECT_EQ(some->evaluated, std::min<uint64_t>(all->evaluated, 10));
    if (all->evaluated <= 10) {
      EXPECT_EQ(some->status, all->status);
      continue;
    }
    ++stopped;
    EXPECT_EQ(some->status, Status::Feasible);
    EXPECT_EQ(some->lowerBound, 0);
  }
  EXPECT_GE(stopped, numCases(40));
}

/// Machines of any shape survive being written and read.
TEST(RandomMachine, PrintsAsYaml) {
  for (unsigned seed = 0; seed < numCases(500); ++seed) {
    RandomChooser chooser(seed);
    Accelerator machine =
        seed % 4 ? randomMachine(chooser) : randomPublishedMachine(chooser);
    std::string text;
    llvm::raw_string_ostream stream(text);
    printAccelerator(stream, machine);
    auto again = parseAcceleratorYaml(
        {text, "again.yaml"}, [&](const llvm::SMDiagnostic &diagnostic) {
          // Room for too little is a warning.
          EXPECT_NE(diagnostic.getKind(), llvm::SourceMgr::DK_Error)
              << diagnostic.getMessage().str() << "\n"
              << text;
        });
    ASSERT_TRUE(again.has_value()) << text;
    EXPECT_EQ(*again, machine) << text;
  }
}

} // namespace
