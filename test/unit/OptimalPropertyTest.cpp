//===- OptimalPropertyTest.cpp - Optimal against brute force --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random layers on random machines: arrays and chips with constraints, shared,
// separate and two-part buffers, bypasses, fixed rows, missing buffers, odd
// bandwidths.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <random>

using namespace neurospector;

namespace {

class RandomCase {
public:
  /// A layer of two pairs, or with \p isDeep of three.
  explicit RandomCase(unsigned seed, bool isDeep = false)
      : isDeep(isDeep), engine(seed) {
    drawLayer();
    drawMachine();
    drawOptions();
    drawWidths();
  }

  Layer layer;
  Accelerator machine;
  SearchOptions options;

  std::string describe() const {
    std::string text;
    llvm::raw_string_ostream stream(text);
    printAccelerator(stream, machine);
    stream << "bounds";
    for (int64_t bound : layer.bounds)
      stream << ' ' << bound;
    for (const ImageWindow &pair : layer.pairs)
      stream << " stride " << pair.stride << " dilation " << pair.dilation;
    stream << ' ' << name(options.mode) << ' ' << name(options.metric) << ' '
           << options.model->name();
    return text;
  }

private:
  int pick(std::initializer_list<int> values) {
    std::uniform_int_distribution<size_t> any(0, values.size() - 1);
    return values.begin()[any(engine)];
  }
  double real(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine);
  }

  /// Up to four dimensions above one, small enough to enumerate.
  void drawLayer() {
    layer.name = "random";
    double work = 1;
    for (int tries = 0; tries < 4; ++tries) {
      int64_t &bound = layer.bounds[pick({0, 1, 2, 3, 4, 5, 6, 7})];
      bound = pick({2, 3, 4, 5, 6, 8});
      work *= static_cast<double>(bound);
    }
    layer.pairs[0].stride = pick({1, 1, 2});
    layer.pairs[1].stride = pick({1, 1, 3});
    layer.pairs[0].dilation = pick({1, 1, 2});
    layer.pairs[1].dilation = pick({1, 1, 2});
    if (isDeep)
      return drawDepth();
    if (pick({0, 0, 0, 1}))
      makeAlike(0, 1);
  }

  /// The third pair in the place of two of the others' dimensions, or some
  /// pairs alike.
  void drawDepth() {
    layer.bounds[pick({0, 1, 2, 3, 4, 5, 6, 7})] = 1;
    layer.bounds[pick({0, 1, 2, 3, 4, 5, 6, 7})] = 1;
    layer.bounds[index(imageOf(2))] = pick({1, 2, 3});
    layer.bounds[index(windowOf(2))] = 2;
    layer.pairs[2] = {pick({1, 1, 2}), pick({1, 1, 2})};
    switch (pick({0, 0, 1, 2, 3})) {
    case 1:
      return makeAlike(0, 2);
    case 2:
      return makeAlike(1, 2);
    case 3:
      layer.bounds = unitFactors;
      for (unsigned pair = 0; pair < 3; ++pair) {
        layer.bounds[index(imageOf(pair))] = 2;
        layer.pairs[pair] = {2, 1};
      }
      layer.bounds[pick({0, 1, 4})] = pick({2, 3});
    }
  }

  /// Two pairs alike, such as height and width, and little else.
  void makeAlike(unsigned a, unsigned b) {
    layer.bounds = unitFactors;
    int64_t image = pick({2, 3, 4}), window = image == 4 ? 1 : pick({2, 3});
    for (unsigned pair : {a, b}) {
      layer.bounds[index(imageOf(pair))] = image;
      layer.bounds[index(windowOf(pair))] = window;
    }
    layer.bounds[pick({0, 1, 4})] = pick({2, 3});
    layer.pairs[b] = layer.pairs[a];
  }

  void drawArray(SpatialArray &array, std::initializer_list<int> sizes) {
    array.sizeX = pick(sizes);
    array.sizeY = pick({1, 1, 2});
    for (DimSet *allowed : {&array.allowedX, &array.allowedY})
      if (pick({0, 0, 0, 1})) {
        *allowed = DimSet();
        for (Dim dim : allDims)
          if (pick({0, 1, 1}))
            allowed->insert(dim);
      }
  }

  void drawBuffer(Buffer &buffer, bool isGlobal) {
    int64_t bits = machine.precisionBits;
    for (bool &bypass : buffer.bypass)
      bypass = pick({0, 0, 0, 1});
    buffer.dataflow = Dataflow(pick({0, 1, 2}));
    buffer.bypass[index(stationaryOperand(buffer.dataflow))] = false;
    buffer.sharing = pick({0, 1}) ? Sharing::Shared : Sharing::Separate;
    if (isGlobal && llvm::count(buffer.bypass, true) == 1 && pick({0, 1}))
      buffer.sharing = Sharing::TwoPart;
    for (int64_t &capacity : buffer.capacityBits)
      capacity = bits * (isGlobal ? pick({4, 8, 16, 30, 60, 200})
                                  : pick({1, 2, 3, 6, 12, 40}));
    drawAccess(buffer);
    if (pick({0, 0, 0, 0, 0, 1}))
      buffer.required[pick({0, 2, 4})] = pick({1, 2});
  }

  void drawAccess(Buffer &buffer) {
    for (Operand op : allOperands) {
      buffer.accessEnergy[index(op)] = real(0, 10);
      buffer.staticPower[index(op)] = real(0, 0.1);
      buffer.cyclesPerAccess[index(op)] = pick({1, 1, 2, 3});
    }
    buffer.bandwidthBits = pick({3, 8, 16, 24, 50, 64});
  }

  void drawMachine() {
    machine.name = "random";
    machine.precisionBits = pick({8, 16});
    machine.macEnergy = real(0, 3);
    machine.macStaticPower = real(0, 0.1);
    if (pick({0, 1}))
      drawArray(machine.macArray, {1, 2, 3});
    drawArray(machine.peArray, {1, 2, 4, 5});
    drawBuffer(machine.localBuffer, false);
    if (pick({0, 1, 1, 1})) {
      drawBuffer(machine.globalBuffer.emplace(), true);
      if (pick({0, 1}))
        drawArray(machine.chips, {2, 3});
    }
    drawAccess(machine.dram);
    for (double &energy : machine.dram.accessEnergy)
      energy *= 10;
  }

  /// Elements of each operand as wide as its types, as `precision=from-ir`.
  void drawWidths() {
    if (pick({0, 1}))
      machine.operandBits = {pick({4, 8, 16, 32}), pick({4, 8, 16, 32}),
                             pick({8, 16, 32})};
  }

  void drawOptions() {
    options.model = pick({0, 1, 1}) ? &exactCostModel() : &publishedCostModel();
    options.mode = pick({0, 1}) ? DataflowMode::Fixed : DataflowMode::Flexible;
    options.metric = Metric(pick({0, 1, 2}));
  }

  bool isDeep;
  std::mt19937 engine;
};

/// Units to spare and transfers that take no time: what counts are the steps
/// that buffers and arrays leave to the loops.
void freeTransfers(RandomCase &random) {
  Accelerator &machine = random.machine;
  for (SpatialArray *array : {&machine.macArray, &machine.peArray})
    array->sizeX = 64;
  for (Buffer *buffer : {&machine.localBuffer, &machine.dram})
    buffer->cyclesPerAccess.fill(0);
  if (machine.globalBuffer)
    machine.globalBuffer->cyclesPerAccess.fill(0);
}

/// Counts in \p feasible the cases that have a schedule at all.
void expectBruteForce(unsigned cases, bool isDeep, int &feasible,
                      void (*adapt)(RandomCase &) = nullptr) {
  for (unsigned seed = 0; seed < cases; ++seed) {
    RandomCase random(seed, isDeep);
    if (adapt)
      adapt(random);
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
    // Ties go to fewer DRAM iterations, as far as rounding lets them be ties.
    if (optimal->cost.of(metric) == truth) {
      EXPECT_EQ(product(optimal->schedule.table[Row::Dram]).get(),
                product(exhaustive->schedule.table[Row::Dram]).get())
          << "seed " << seed << "\n"
          << random.describe();
    }
  }
}

TEST(OptimalProperty, EqualsBruteForce) {
  int feasible = 0;
  expectBruteForce(1500, false, feasible);
  EXPECT_GE(feasible, 1000);
}

TEST(OptimalProperty, EqualsBruteForceInThreePairs) {
  int feasible = 0;
  expectBruteForce(400, true, feasible);
  EXPECT_GE(feasible, 250);
}

TEST(OptimalProperty, EqualsBruteForceWithFreeTransfers) {
  int feasible = 0;
  expectBruteForce(150, false, feasible, freeTransfers);
  EXPECT_GE(feasible, 80);
}

/// With a budget the bound stays below the optimum and the cost above it.
TEST(OptimalProperty, BudgetGivesAProvenGap) {
  for (unsigned seed = 0; seed < 1500; ++seed) {
    RandomCase random(seed);
    auto optimal = search(Optimizer::Optimal, random.layer, random.machine,
                          random.options);
    random.options.maxEvaluations = 5;
    auto hurried = search(Optimizer::Optimal, random.layer, random.machine,
                          random.options);
    ASSERT_TRUE(optimal && hurried);
    if (optimal->status == Status::Infeasible)
      continue;
    ASSERT_NE(hurried->status, Status::Infeasible) << "seed " << seed;
    double truth = optimal->cost.of(random.options.metric);
    EXPECT_LE(hurried->lowerBound, truth * (1 + 1e-12)) << "seed " << seed;
    EXPECT_GE(hurried->cost.of(random.options.metric), truth * (1 - 1e-12));
    if (hurried->status == Status::Optimal) {
      EXPECT_EQ(hurried->lowerBound, hurried->cost.of(random.options.metric));
    }
  }
}

} // namespace
