//===- SearchTest.cpp - Searches against recorded optima ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/Search.h"
#include "Conformance.h"
#include "NumCases.h"
#include "neurospector/Model/PublishedShape.h"
#include "neurospector/Search/TileLattice.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

SearchResult run(Optimizer optimizer, const Layer &layer,
                 const Accelerator &accelerator, const SearchOptions &options) {
  llvm::Expected<SearchResult> result =
      search(optimizer, layer, accelerator, options);
  if (result)
    return *result;
  ADD_FAILURE() << llvm::toString(result.takeError());
  return {};
}

const Network &resnet50() {
  static const Network network =
      *loadNetwork("resnet50", [](const llvm::SMDiagnostic &diagnostic) {
        ADD_FAILURE() << diagnostic.getMessage().str();
      });
  return network;
}

/// It ends early and gives no answer, not even one that it has found.
TEST(Search, IsStopped) {
  std::atomic<bool> stop = true;
  SearchOptions options;
  options.stop = &stop;
  for (Optimizer optimizer :
       {Optimizer::BottomUp, Optimizer::BruteForce, Optimizer::Optimal}) {
    auto result = search(optimizer, resnet50().layers.front(),
                         accelerator("eyeriss"), options);
    ASSERT_FALSE(bool(result)) << name(optimizer).str();
    EXPECT_EQ(llvm::toString(result.takeError()), "the search was stopped");
  }
}

/// Within 1% of what the published program reaches, or better.
TEST(BottomUp, ReachesThePublishedProgram) {
  std::vector<std::string> lines = readLines("bottom_up.csv");
  // The first is the header.
  for (size_t i = 1; i < lines.size(); i += oneCaseIn) {
    llvm::StringRef line = lines[i];
    llvm::SmallVector<llvm::StringRef> fields;
    line.split(fields, ',');
    ASSERT_EQ(fields.size(), 7u);
    SearchOptions options;
    options.model = &publishedCostModel();
    options.metric = fields[3] == "cycle" ? Metric::Cycle : Metric::Energy;
    unsigned number;
    double energy, cycles;
    ASSERT_FALSE(fields[4].getAsInteger(10, number));
    ASSERT_FALSE(fields[5].getAsDouble(energy));
    ASSERT_FALSE(fields[6].trim().getAsDouble(cycles));
    const Layer &layer = resnet50().layers[number - 1];
    SearchResult result =
        run(Optimizer::BottomUp, layer, accelerator(fields[0]), options);
    ASSERT_EQ(result.status, Status::Feasible) << line.str();
    double published = options.metric == Metric::Cycle ? cycles : energy;
    EXPECT_LE(result.cost.of(options.metric), published * 1.01) << line.str();
  }
}

/// Of tiles with equal cycles the one that reuses more goes on.
TEST(BottomUp, KeepsTheTileThatReusesMore) {
  Layer layer;
  layer.name = "layer";
  layer.bounds = {24, 1, 32, 8, 6, 1, 1, 2};
  SearchOptions options;
  options.metric = Metric::Cycle;
  options.mode = DataflowMode::Fixed;
  SearchResult result = run(
      Optimizer::BottomUp, layer,
      *loadAccelerator("acc_1lv", [](const llvm::SMDiagnostic &) {}), options);
  ASSERT_EQ(result.status, Status::Feasible);
  EXPECT_NEAR(result.cost.totalEnergy(), 2.359e6, 500);
}

void expectOptima(Optimizer optimizer, llvm::StringRef file,
                  const CostModel &model,
                  int64_t largestSpace = std::numeric_limits<int64_t>::max()) {
  for (const llvm::json::Object &record : readRecords(file)) {
    if (record.getInteger("space").value_or(0) > largestSpace)
      continue;
    const Accelerator &machine = accelerator(*record.getString("accelerator"));
    Layer nest = layer(record);
    for (DataflowMode mode : {DataflowMode::Fixed, DataflowMode::Flexible})
      for (Metric metric : {Metric::Energy, Metric::Cycle}) {
        SearchOptions options;
        options.model = &model;
        options.mode = mode;
        options.metric = metric;
        SearchResult result = run(optimizer, nest, machine, options);
        EXPECT_EQ(result.status, Status::Optimal);
        double expected =
            *record.getObject(name(mode))->getNumber(name(metric));
        EXPECT_NEAR(result.cost.of(metric), expected, 1e-9 * expected)
            << machine.name << " " << nest.name << " " << name(mode).str()
            << " " << name(metric).str();
      }
  }
}

TEST(Optimal, MatchesPublishedOptima) {
  expectOptima(Optimizer::Optimal, "optima.jsonl", publishedCostModel());
}

TEST(Optimal, MatchesExactOptima) {
  expectOptima(Optimizer::Optimal, "optima_exact.jsonl", exactCostModel());
}

TEST(BruteForce, MatchesRecordedOptima) {
  expectOptima(Optimizer::BruteForce, "optima.jsonl", publishedCostModel(),
               10000);
  expectOptima(Optimizer::BruteForce, "optima_exact.jsonl", exactCostModel(),
               10000);
}

/// The machine of a record of machine_optima.jsonl.
Accelerator machineOf(const llvm::json::Object &record) {
  std::string path = conformanceDir() + "/machines/" +
                     record.getString("machine")->str() + ".yaml";
  std::optional<Accelerator> machine =
      loadAccelerator(path, [](const llvm::SMDiagnostic &diagnostic) {
        ADD_FAILURE() << diagnostic.getMessage().str();
      });
  return machine.value_or(Accelerator());
}

Layer layerWithPairs(const llvm::json::Object &record) {
  Layer result = layer(record);
  std::vector<double> strides = numbers(record, "stride"),
                      dilations = numbers(record, "dilation");
  for (unsigned pair = 0; pair < numPublishedPairs; ++pair)
    result.pairs[pair] = {static_cast<int64_t>(strides[pair]),
                          static_cast<int64_t>(dilations[pair])};
  return result;
}

/// Machines of any shape, energy, cycles and their product.
void expectMachineOptima(Optimizer optimizer) {
  for (const llvm::json::Object &record : readRecords("machine_optima.jsonl")) {
    // Enumerating more than that takes too long; so does searching in debug
    // builds.
    if ((NEUROSPECTOR_DEBUG_BUILD || optimizer == Optimizer::BruteForce) &&
        *record.getInteger("valid") > 6000)
      continue;
    Accelerator machine = machineOf(record);
    Layer nest = layerWithPairs(record);
    for (Metric metric : {Metric::Energy, Metric::Cycle, Metric::Edp}) {
      SearchOptions options;
      options.mode = *record.getString("dataflow") == "fixed"
                         ? DataflowMode::Fixed
                         : DataflowMode::Flexible;
      options.factors = *record.getString("factors") == "perfect"
                            ? FactorMode::Perfect
                            : FactorMode::Imperfect;
      options.maxEvaluations = 1 << 24;
      options.metric = metric;
      SearchResult result = run(optimizer, nest, machine, options);
      EXPECT_EQ(result.status, Status::Optimal);
      double expected = *record.getNumber(name(metric));
      EXPECT_NEAR(result.cost.of(metric), expected, 1e-9 * expected)
          << machine.name << " " << nest.name << " " << name(options.mode).str()
          << " " << name(metric).str() << " " << name(options.factors).str();
    }
  }
}

TEST(Optimal, MatchesOptimaOfAnyMachine) {
  expectMachineOptima(Optimizer::Optimal);
}

TEST(BruteForce, MatchesOptimaOfAnyMachine) {
  expectMachineOptima(Optimizer::BruteForce);
}

Layer makeLayer(Factors bounds) {
  Layer layer;
  layer.name = "layer";
  layer.bounds = bounds;
  return layer;
}

/// The totals of ResNet-50 on Eyeriss: energy in pJ and cycles.
TEST(Optimal, ProvesResNet50OnEyeriss) {
  for (auto [metric, expected] : {std::pair(Metric::Energy, 1.0764472e10),
                                  std::pair(Metric::Cycle, 1.0324419e8)}) {
    SearchOptions options;
    options.metric = metric;
    double total = 0;
    for (const Layer &layer : resnet50().layers) {
      SearchResult result =
          run(Optimizer::Optimal, layer, accelerator("eyeriss"), options);
      EXPECT_EQ(result.status, Status::Optimal) << layer.name;
      EXPECT_EQ(result.lowerBound, result.cost.of(metric)) << layer.name;
      total += result.cost.of(metric);
    }
    EXPECT_NEAR(total, expected, 1e-7 * expected);
  }
}

/// Height and width are alike as long as the tiles outside are square: a search
/// that looked at one of two mirror images further inside found 148316238.8.
TEST(Optimal, FollowsMirrorImagesOnlySoFar) {
  SearchResult result =
      run(Optimizer::Optimal, makeLayer({1, 1, 112, 112, 1, 3, 3, 32}),
          accelerator("eyeriss"), {});
  EXPECT_EQ(result.status, Status::Optimal);
  EXPECT_NEAR(result.cost.totalEnergy(), 148259038.2, 0.1);
}

/// A large language model's feed-forward product and classifier.
TEST(Optimal, ProvesBoundsInTheThousands) {
  for (const Factors &bounds : {Factors{14336, 4096, 1, 1, 4096, 1, 1, 1},
                                Factors{50257, 1, 1, 1, 768, 1, 1, 1}}) {
    SearchResult result =
        run(Optimizer::Optimal, makeLayer(bounds), accelerator("simba"), {});
    EXPECT_EQ(result.status, Status::Optimal);
  }
}

/// Units to spare leave bounds of next to nothing, were it not that each step
/// of the outer loops takes a cycle.
TEST(Optimal, ProvesThatOneCycleIsLeast) {
  Accelerator machine = accelerator("simba");
  for (Level &level : machine.levels) {
    if (Array *array = level.array()) {
      array->size = 256;
      continue;
    }
    level.memory()->accessCycles.fill(0);
    for (Room &room : level.memory()->rooms)
      room.bits = int64_t(1) << 40;
  }
  SearchOptions options;
  options.metric = Metric::Cycle;
  SearchResult result =
      run(Optimizer::Optimal, makeLayer({64, 1, 56, 56, 64, 3, 3, 1}), machine,
          options);
  EXPECT_EQ(result.status, Status::Optimal);
  EXPECT_EQ(result.cost.totalCycles(), 1);
  EXPECT_LE(result.evaluated, 10000000u);
}

/// A CONSTRAINT of the GLOBAL_BUFFER row rules out nearly all of its tiles
/// before they are looked at.
TEST(Optimal, BoundsKnowWhatTheGlobalBufferRowMustHave) {
  constexpr llvm::StringLiteral text = R"(
[ACCELERATOR]
NAME=required
PRECISION=INT1
FREQUENCY=200
UNIT_MAC_ENERGY=2.5
[MAC_ARRAY]
SIZE_X=8589934592
[LOCAL_BUFFER]
DATAFLOW=OS
BUFFER_SIZE=25,25,25
UNIT_ACCESS_ENERGY=0.25
UNIT_STATIC_POWER=3
UNIT_CYCLE=0
BANDWIDTH=16
[PE_ARRAY]
SIZE_X=2
SIZE_Y=2
CONSTRAINT_X=B,P,Q,C,R
CONSTRAINT_Y=B,P,Q,C,R
[GLOBAL_BUFFER]
DATAFLOW=IS
BUFFER_SIZE=137438953472,137438953472
BYPASS=OUTPUT
UNIT_ACCESS_ENERGY=1.5
BANDWIDTH=64
CONSTRAINT=0,0,0,0,0,2,0,0
[DRAM]
UNIT_ACCESS_ENERGY=1.5
BANDWIDTH=64
)";
  std::optional<Accelerator> machine = parseAccelerator(
      {text, "required.cfg"}, [](const llvm::SMDiagnostic &) { FAIL(); });
  ASSERT_TRUE(machine.has_value());
  SearchOptions options;
  options.mode = DataflowMode::Flexible;
  constexpr int64_t bound = 1 << 16;
  Layer layer = makeLayer({bound, bound, 1, 1, 1, bound, 1, 1});
  layer.pairs[0] = {int64_t(1) << 40, 3};
  SearchResult result = run(Optimizer::Optimal, layer, *machine, options);
  EXPECT_EQ(result.status, Status::Optimal);
  size_t globalBuffer = *PublishedShape::of(*machine)->globalBuffer;
  EXPECT_EQ(result.schedule.steps(globalBuffer, Dim::R, layer), 2);
  // With tables for any row they would be 593,342.
  EXPECT_LE(result.evaluated, 18000u);
}

/// 351,232 tiles: a convolution of a diffusion model, in a batch of 128.
TEST(Optimal, ProvesLayersOfVeryManyTiles) {
  SearchResult result =
      run(Optimizer::Optimal, makeLayer({640, 128, 64, 64, 320, 3, 3, 1}),
          accelerator("eyeriss"), {});
  EXPECT_EQ(result.status, Status::Optimal);
}

/// 60^4 tiles: searched in part, and said so.
TEST(Optimal, ClaimsNoProofOverPartOfTheTiles) {
  SearchResult result =
      run(Optimizer::Optimal, makeLayer({5040, 5040, 1, 1, 5040, 1, 1, 5040}),
          accelerator("eyeriss"), {});
  EXPECT_EQ(result.status, Status::Feasible);
  EXPECT_GT(result.lowerBound, 0);
  EXPECT_LT(result.lowerBound, result.cost.totalEnergy());
}

/// Two schedules take the least energy, one of them half the time.
TEST(Optimal, TiesGoToTheOtherMetric) {
  constexpr llvm::StringLiteral text = R"(
[ACCELERATOR]
NAME=ties
PRECISION=INT16
FREQUENCY=200
UNIT_MAC_ENERGY=2
[LOCAL_BUFFER]
DATAFLOW=WS
BUFFER_SIZE=32,48,32
UNIT_ACCESS_ENERGY=0.5
BANDWIDTH=16
[PE_ARRAY]
SIZE_X=4
SIZE_Y=3
[GLOBAL_BUFFER]
DATAFLOW=OS
BUFFER_SIZE=512
UNIT_ACCESS_ENERGY=5
BANDWIDTH=64
[DRAM]
UNIT_ACCESS_ENERGY=128
UNIT_CYCLE=8
BANDWIDTH=64
)";
  auto machine = parseAccelerator({text, "ties.cfg"},
                                  [](const llvm::SMDiagnostic &) { FAIL(); });
  ASSERT_TRUE(machine.has_value());
  for (Optimizer optimizer : {Optimizer::Optimal, Optimizer::BruteForce}) {
    SearchResult result =
        run(optimizer, makeLayer({6, 1, 1, 1, 24, 1, 1, 1}), *machine, {});
    EXPECT_EQ(result.status, Status::Optimal);
    EXPECT_DOUBLE_EQ(result.cost.totalEnergy(), 24672);
    EXPECT_EQ(result.cost.totalCycles(), 426);
  }
}

/// Every bound of docs/optimal-search.md does its part: with a weaker one the
/// search looks at more candidates than these (SqueezeNet, flexible; within
/// 1%).
TEST(Optimal, LooksAtFewCandidates) {
  struct Expected {
    llvm::StringRef accelerator;
    const CostModel *model;
    Metric metric;
    double evaluated;
  };
  const CostModel *exact = &exactCostModel(),
                  *published = &publishedCostModel();
  for (const Expected &expected : std::initializer_list<Expected>{
           {"eyeriss", exact, Metric::Energy, 40632},
           {"eyeriss", exact, Metric::Cycle, 44226},
           {"simba", exact, Metric::Energy, 161375},
           {"simba", exact, Metric::Cycle, 43710},
           {"simba", exact, Metric::Edp, 100326},
           {"tpuv3", exact, Metric::Energy, 83139},
           {"tpuv3", exact, Metric::Cycle, 77348},
           {"acc_1lv", exact, Metric::Cycle, 54},
           {"eyeriss", published, Metric::Energy, 45529},
           {"simba", published, Metric::Energy, 34172},
           {"tpuv3", published, Metric::Edp, 146655}}) {
    auto ignore = [](const llvm::SMDiagnostic &) {};
    auto accelerator = loadAccelerator(expected.accelerator, ignore);
    auto network = loadNetwork("squeezenet", ignore);
    SearchOptions options;
    options.model = expected.model;
    options.metric = expected.metric;
    options.mode = DataflowMode::Flexible;
    double evaluated = 0;
    for (const Layer &layer : network->layers)
      evaluated += static_cast<double>(
          search(Optimizer::Optimal, layer, *accelerator, options)->evaluated);
    EXPECT_LE(evaluated, 1.01 * expected.evaluated)
        << expected.accelerator.str() << ' ' << expected.model->name().str()
        << ' ' << name(expected.metric).str();
  }
}

/// The same of ResNet-50 where times overlap; all is proven, too.
TEST(Optimal, ProvesResNet50WhereTimesOverlap) {
  struct Expected {
    llvm::StringRef machine;
    Metric metric;
    double evaluated;
  };
  for (const Expected &expected :
       std::initializer_list<Expected>{{"systolic", Metric::Cycle, 2340},
                                       {"vector", Metric::Energy, 17572},
                                       {"vector", Metric::Cycle, 15947},
                                       {"deep", Metric::Energy, 156589},
                                       {"deep", Metric::Cycle, 450879},
                                       {"chiplets", Metric::Energy, 70063},
                                       {"chiplets", Metric::Cycle, 287076}}) {
    SearchOptions options;
    options.metric = expected.metric;
    options.mode = DataflowMode::Flexible;
    // Loose bounds would take hours.
    options.maxEvaluations = static_cast<uint64_t>(1.01 * expected.evaluated);
    double evaluated = 0;
    llvm::ArrayRef<Layer> layers = resnet50().layers;
    for (size_t i = 0; i < layers.size(); i += oneCaseIn) {
      SearchResult result = run(Optimizer::Optimal, layers[i],
                                machine(expected.machine), options);
      EXPECT_EQ(result.status, Status::Optimal)
          << expected.machine.str() << ' ' << layers[i].name;
      evaluated += static_cast<double>(result.evaluated);
    }
    EXPECT_LE(evaluated, 1.01 * expected.evaluated)
        << expected.machine.str() << ' ' << name(expected.metric).str();
  }
}

/// Every optimum is at most what bottom-up finds, on every accelerator where it
/// finds anything.
TEST(Optimal, IsNeverWorseThanBottomUp) {
  Network network =
      *loadNetwork("mobilenetv3-small", [](const llvm::SMDiagnostic &) {});
  llvm::ArrayRef<llvm::StringRef> machines = builtinAccelerators();
  for (size_t number = 0; number < machines.size(); number += oneCaseIn) {
    llvm::StringRef machine = machines[number];
    Accelerator accelerator =
        *loadAccelerator(machine, [](const llvm::SMDiagnostic &) {});
    // Machines of other shapes have more to search: two layers of them.
    bool isPublished = PublishedShape::of(accelerator).has_value();
    size_t first = isPublished ? 0 : 25, step = isPublished ? 5 : 25;
    for (Metric metric : {Metric::Energy, Metric::Cycle}) {
      SearchOptions options;
      options.metric = metric;
      for (size_t i = first; i < network.layers.size(); i += step) {
        const Layer &layer = network.layers[i];
        SearchResult best =
            run(Optimizer::Optimal, layer, accelerator, options);
        SearchResult heuristic =
            run(Optimizer::BottomUp, layer, accelerator, options);
        EXPECT_EQ(best.status, Status::Optimal);
        if (heuristic.status == Status::Infeasible) {
          EXPECT_FALSE(isPublished) << machine.str();
          continue;
        }
        EXPECT_LE(best.cost.of(metric), heuristic.cost.of(metric))
            << machine.str() << " " << layer.name;
      }
    }
  }
}

/// The lattice keeps the whole layer when it leaves tiles out.
TEST(TileLattice, LeavesOutTilesOnDemand) {
  Layer layer = makeLayer({64, 8, 1, 1, 72, 3, 5, 30});
  TileLattice all(layer, 1 << 20), part(layer, 256);
  EXPECT_TRUE(all.isComplete());
  EXPECT_EQ(all.size(), 7u * 4 * (4 * 3) * 2 * 2 * (2 * 2 * 2));
  EXPECT_FALSE(part.isComplete());
  EXPECT_LE(part.size(), 256u);
  EXPECT_EQ(part.factors(part.whole()), layer.bounds);
  EXPECT_EQ(part.factors(part.unit()), unitFactors);
  EXPECT_TRUE(part.divides(1, part.whole()));
  EXPECT_FALSE(part.divides(part.whole(), 1));
}

/// Ascending and in runs as long as possible, of each tile.
TEST(TileLattice, MultiplesAreInRuns) {
  TileLattice lattice(makeLayer({12, 2, 1, 1, 4, 3, 1, 2}), 1 << 20);
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    std::vector<Tile> multiples, expected;
    Tile end = 0;
    for (auto [first, count] : lattice.multiples(tile)) {
      EXPECT_TRUE(multiples.empty() || first > end) << tile;
      end = first + count;
      for (Tile multiple = first; multiple < end; ++multiple)
        multiples.push_back(multiple);
    }
    for (Tile multiple = 0; multiple < lattice.size(); ++multiple)
      if (lattice.divides(tile, multiple))
        expected.push_back(multiple);
    ASSERT_EQ(multiples, expected) << tile;
  }
}

/// Against all pairs of a tile and a divisor.
TEST(TileLattice, MinimaOverRowsWithGivenFactors) {
  TileLattice lattice(makeLayer({12, 2, 1, 1, 4, 3, 1, 2}), 1 << 20);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> values;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    values.push_back((tile * 37) % 101);
  for (Factors required :
       {Factors{0, 0, 0, 0, 0, 0, 0, 0}, Factors{6, 0, 0, 0, 0, 0, 0, 0},
        Factors{1, 0, 1, 0, 2, 0, 0, 0}, Factors{5, 0, 0, 0, 0, 0, 0, 0},
        Factors{0, 0, 0, 0, 4, 0, 0, 2}})
    for (unsigned groups : {0b1111u, 0b0001u, 0b1100u}) {
      std::vector<double> minima = values;
      lattice.minOverRows(minima, groups, required);
      for (Tile whole = 0; whole < lattice.size(); ++whole) {
        double least = infinity;
        llvm::SmallVector<Tile> inside;
        lattice.divisors(whole, inside, groups);
        for (Tile tile : inside)
          if (llvm::all_of(allDims, [&](Dim dim) {
                int64_t factor = required[index(dim)];
                return factor == 0 ||
                       lattice.factor(whole - tile, dim) == factor;
              }))
            least = std::min(least, values[tile]);
        ASSERT_EQ(minima[whole], least) << groups << " tile " << whole;
      }
    }
}

} // namespace
