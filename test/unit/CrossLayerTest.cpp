//===- CrossLayerTest.cpp - Chains of layers against enumeration ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/CrossLayer.h"
#include "SmallMachine.h"
#include "neurospector/Config/Config.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

#include <limits>
#include <random>

using namespace neurospector;
using namespace neurospector::test;

namespace {

void fail(const llvm::SMDiagnostic &diagnostic) {
  ADD_FAILURE() << diagnostic.getMessage().str();
}

/// Layers that read each other's output.
std::vector<Layer> chain() {
  std::vector<Layer> layers(3);
  layers[0].bounds = {4, 1, 4, 1, 1, 1, 1, 1};
  layers[1].bounds = {1, 1, 4, 1, 1, 3, 1, 4}; // depthwise
  layers[2].bounds = {2, 1, 4, 1, 4, 1, 1, 1};
  layers[0].name = "first";
  layers[1].name = "second";
  layers[2].name = "third";
  return layers;
}

/// Two chips whose GLOBAL_BUFFER is filled while it is worked on, through a
/// port that all its traffic shares; DRAM reads and writes at once.
Accelerator overlapping(int64_t elements, Sharing sharing) {
  Accelerator machine = smallMachine(elements, sharing, 2);
  Memory &dram = *machine.levels.front().memory();
  dram.bandwidth = Bandwidth::TwoPorts;
  dram.writeBits = 8;
  Memory &buffer = *machine.levels[*keepingMemory(machine)].memory();
  buffer.doubleBuffered = true;
  for (Room &room : buffer.rooms)
    room.bits *= 2;
  buffer.bandwidth = Bandwidth::OnePort;
  return machine;
}

/// Two chips with a memory of weights outside them, whose loops are loops like
/// DRAM's. No such machine is published.
Accelerator withWeights(int64_t elements) {
  Accelerator machine = smallMachine(elements, Sharing::Shared, 2);
  Memory weights;
  weights.holds = {Operand::Weight};
  weights.passEnergy = {2, 0, 3};
  machine.levels.insert(machine.levels.begin() + 1, {"WEIGHTS", weights});
  return machine;
}

double total(llvm::ArrayRef<ChainChoice> choices, Metric metric) {
  double sum = 0;
  for (const ChainChoice &choice : choices)
    sum += choice.cost.of(metric);
  return sum;
}

/// The least total over all combinations of candidates, each costed as a chain
/// without a choice.
double leastByEnumeration(llvm::ArrayRef<ChainLayer> layers,
                          const SearchOptions &options) {
  std::vector<ChainLayer> fixed(layers);
  double least = std::numeric_limits<double>::infinity();
  std::function<void(size_t)> choose = [&](size_t next) {
    if (next == layers.size()) {
      auto choices = chooseAcrossLayers(fixed, options);
      least = std::min(least, total(*choices, options.metric));
      return;
    }
    for (size_t i = 0; i < layers[next].candidates.size(); ++i) {
      fixed[next].candidates = layers[next].candidates.slice(i, 1);
      choose(next + 1);
    }
  };
  choose(0);
  return least;
}

class CrossLayer : public testing::TestWithParam<Metric> {
protected:
  CrossLayer() { options.metric = GetParam(); }
  SearchOptions options;
};

/// The dynamic program finds the best combination of its candidates.
TEST_P(CrossLayer, ChoosesTheBestCombination) {
  for (const Accelerator &accelerator :
       {smallMachine(14, Sharing::Shared, 2),
        smallMachine(14, Sharing::Separate, 2),
        overlapping(14, Sharing::Shared), overlapping(8, Sharing::Separate),
        withWeights(14)}) {
    std::vector<Layer> layers = chain();
    std::vector<std::vector<SearchResult>> candidates;
    for (const Layer &layer : layers) {
      candidates.push_back(Enumeration(layer, accelerator).all);
      std::mt19937 engine(3);
      std::shuffle(candidates.back().begin(), candidates.back().end(), engine);
      candidates.back().resize(12);
    }
    std::vector<ChainLayer> chained;
    for (auto [i, layer] : llvm::enumerate(layers))
      chained.push_back(
          {&layer, &accelerator, candidates[i],
           i < 2 ? inferLink(layer, layers[i + 1]) : std::nullopt});
    auto choices = chooseAcrossLayers(chained, options);
    ASSERT_TRUE(bool(choices));
    double best = total(*choices, options.metric);
    EXPECT_NEAR(best, leastByEnumeration(chained, options), 1e-9 * best);
  }
}

/// The candidates that a search keeps lose nothing against all schedules.
TEST_P(CrossLayer, CandidatesHoldTheOptimum) {
  int gains = 0;
  for (int64_t elements : {6, 10, 14, 20, -10, -14})
    for (size_t first : {0, 1}) {
      Accelerator accelerator = elements > 0
                                    ? smallMachine(elements, Sharing::Shared, 2)
                                    : overlapping(-elements, Sharing::Shared);
      std::vector<Layer> layers = chain();
      std::vector<std::vector<SearchResult>> kept, all;
      std::vector<ChainLayer> few, every;
      for (size_t i : {first, first + 1}) {
        auto found = searchChainCandidates(layers[i], accelerator, options);
        ASSERT_TRUE(bool(found));
        ASSERT_NE(found->front().status, Status::Infeasible);
        kept.push_back(std::move(*found));
        all.push_back(Enumeration(layers[i], accelerator).all);
      }
      std::optional<Link> link = inferLink(layers[first], layers[first + 1]);
      for (size_t i : {0, 1}) {
        few.push_back({&layers[first + i], &accelerator, kept[i],
                       i == 0 ? link : std::nullopt});
        every.push_back({&layers[first + i], &accelerator, all[i],
                         i == 0 ? link : std::nullopt});
      }
      auto chosen = chooseAcrossLayers(few, options);
      auto truth = chooseAcrossLayers(every, options);
      ASSERT_TRUE(chosen && truth);
      double best = total(*truth, options.metric);
      EXPECT_NEAR(total(*chosen, options.metric), best, 1e-9 * best);
      gains += best < kept[0][0].cost.of(options.metric) +
                          kept[1][0].cost.of(options.metric);
    }
  EXPECT_GE(gains, 4);
}

INSTANTIATE_TEST_SUITE_P(Metrics, CrossLayer,
                         testing::Values(Metric::Energy, Metric::Cycle,
                                         Metric::Edp),
                         [](const auto &info) {
                           return name(info.param).str();
                         });

/// Never above layer by layer, on real networks.
TEST(CrossLayerNetworks, NeverAboveLayerByLayer) {
  SearchOptions options;
  std::optional<Accelerator> accelerator = loadAccelerator("tpu", fail);
  std::optional<Network> network = loadNetwork("squeezenet", fail);
  std::vector<std::vector<SearchResult>> candidates;
  for (const Layer &layer : network->layers)
    candidates.push_back(*searchChainCandidates(layer, *accelerator, options));
  std::vector<ChainLayer> chained;
  double alone = 0;
  for (auto [i, layer] : llvm::enumerate(network->layers)) {
    ChainLayer &one =
        chained.emplace_back(ChainLayer{&layer, &*accelerator, candidates[i]});
    if (i + 1 < network->layers.size())
      one.toNext = inferLink(layer, network->layers[i + 1]);
    alone += candidates[i][0].cost.of(options.metric);
  }
  auto choices = chooseAcrossLayers(chained, options);
  ASSERT_TRUE(bool(choices));
  EXPECT_LT(total(*choices, options.metric), alone);
  for (auto [choice, before] : llvm::zip(llvm::drop_begin(*choices), *choices))
    EXPECT_LE(before.retained.output, choice.retained.input);
}

} // namespace
