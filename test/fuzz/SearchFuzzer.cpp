//===- SearchFuzzer.cpp - All searches on any layer and machine -----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input chooses a layer of few prime factors, some of them huge, a machine
// of any shape, with some numbers that are huge, and options. The searches must
// agree with each other; they check their answers themselves.
//
//===----------------------------------------------------------------------===//

#include "../unit/RandomMachine.h"
#include "MachineFile.h"

#include <algorithm>

using namespace neurospector;
using namespace neurospector::fuzz;

namespace {

/// Chooses as the input says.
class InputChooser : public test::Chooser {
public:
  explicit InputChooser(Choices &choices) : choices(choices) {}
  unsigned below(unsigned count) override { return choices.below(count); }

private:
  Choices &choices;
};

/// What the input chose.
struct Problem {
  explicit Problem(Choices &choices) : choices(choices) {
    drawLayer();
    drawMachine();
    options.mode = choices.pick({DataflowMode::Fixed, DataflowMode::Flexible});
    options.metric = choices.pick({Metric::Energy, Metric::Cycle, Metric::Edp});
    options.maxEvaluations = choices.pick({0, 1, 20, 500});
    // Proofs over many tiles, or many chains of them, can take a second with
    // sanitizers.
    if (options.maxEvaluations == 0 && (tiles > 512 || primes > 10))
      options.maxEvaluations = 500;
  }

  Layer layer;
  Accelerator machine;
  SearchOptions options;
  unsigned primes = 0; ///< of all bounds together
  unsigned tiles = 1;  ///< that divide the layer, at most

  /// Small enough for another search than the optimal one.
  bool isSmallFor(Optimizer optimizer) const {
    unsigned most = optimizer == Optimizer::BottomUp ? 6
                    : machine.levels.size() > 5      ? 2
                                                     : 3;
    return primes <= most;
  }
  void print(llvm::raw_ostream &os) const;

private:
  void drawLayer();
  void drawMachine();
  void exaggerate(Memory &memory);

  Choices &choices;
};

} // namespace

void Problem::print(llvm::raw_ostream &os) const {
  printAccelerator(os, machine);
  os << "\nbounds";
  for (int64_t bound : layer.bounds)
    os << ' ' << bound;
  os << " strides and dilations";
  for (const ImageWindow &pair : layer.pairs)
    os << ' ' << pair.stride << ' ' << pair.dilation;
  os << '\n'
     << name(options.mode) << ' ' << name(options.metric) << ' '
     << options.model->name() << ' ' << options.maxEvaluations << '\n';
}

void Problem::drawLayer() {
  layer.name = "layer";
  for (unsigned i = choices.below(9); i > 0; --i) {
    int64_t &bound = layer.bounds[choices.below(numDims)];
    int64_t factor =
        choices.pick<int64_t>({2, 2, 2, 3, 3, 5, 7, 4, 6, 65537, 2147483647,
                               4294967291, 2305843009213693951, 65536});
    unsigned more = factor == 65536 ? 16 : factor == 4 || factor == 6 ? 2 : 1;
    unsigned divisors = factor == 6 ? 4 : more + 1;
    // Over more tiles, sanitizers take seconds.
    if (tiles * divisors > 2048)
      continue;
    tiles *= divisors;
    primes += more;
    if (__builtin_mul_overflow(bound, factor, &bound))
      bound = 1;
  }
  auto step = [&] { return choices.pick<int64_t>({1, 1, 2, 3, 1l << 40}); };
  for (ImageWindow &pair : layer.pairs) {
    pair.stride = step();
    pair.dilation = step();
  }
}

void Problem::exaggerate(Memory &memory) {
  switch (choices.below(6)) {
  case 0:
    memory.readEnergy[choices.below(3)] = 1e20;
    return memory.passEnergy.fill(choices.pick({1e20, 0.0}));
  case 1:
    return memory.accessCycles.fill(choices.pick({0.0, 1e20, 0.5}));
  case 2:
    if (memory.bandwidth != Bandwidth::Unlimited)
      memory.readBits = choices.pick<int64_t>({1l << 50, 1});
    return;
  case 3:
    for (Room &room : memory.rooms)
      room.bits = choices.pick<int64_t>({1l << 52, 1, 1000});
    return;
  case 4:
    memory.staticPower = 1e20;
    return;
  default:
    memory.steps[choices.below(numDims)] =
        choices.pick<int64_t>({2, 3, 65537, 1l << 40});
  }
}

void Problem::drawMachine() {
  InputChooser chooser(choices);
  if (choices.below(3) == 2) {
    machine = randomPublishedMachine(chooser);
    if (choices.flip())
      options.model = &publishedCostModel();
  } else {
    machine = randomMachine(chooser);
  }
  for (Level &level : machine.levels) {
    if (choices.below(8) != 7)
      continue;
    if (Array *array = level.array())
      array->size = choices.pick<int64_t>({1l << 33, 65537, 1});
    else
      exaggerate(*level.memory());
  }
}

/// What \p optimizer finds; nothing if counts leave 64 bits or, with huge
/// bounds, the search says that it is not the one to ask.
static std::optional<SearchResult> run(Optimizer optimizer,
                                       const Problem &problem) {
  llvm::Expected<SearchResult> result =
      search(optimizer, problem.layer, problem.machine, problem.options);
  if (result)
    return *result;
  std::string message = llvm::toString(result.takeError());
  check(llvm::StringRef(message).contains("64 bits"), message);
  return std::nullopt;
}

/// Neither is to be preferred, as far as rounding of sums can tell.
static bool isClose(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(a, b);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TimeLimit limit;
  Choices choices({data, size});
  Problem problem(choices);
  if (llvm::errorToBool(problem.layer.verify()) ||
      llvm::errorToBool(problem.machine.verify()))
    return 0;
  // To look at an input: FUZZER_PRINT=1 build-fuzz/bin/SearchFuzzer FILE
  if (std::getenv("FUZZER_PRINT"))
    problem.print(llvm::errs());
  checkYaml(problem.machine);
  Metric metric = problem.options.metric;
  std::optional<SearchResult> optimal = run(Optimizer::Optimal, problem);
  if (!optimal)
    return 0;
  bool found = optimal->status != Status::Infeasible;
  if (found)
    check(optimal->lowerBound <= optimal->cost.of(metric) * (1 + 1e-9),
          "the lower bound exceeds the cost");
  bool isProven = optimal->status == Status::Optimal;
  for (Optimizer other : {Optimizer::BottomUp, Optimizer::BruteForce}) {
    if (!problem.isSmallFor(other))
      continue;
    std::optional<SearchResult> result = run(other, problem);
    if (!result || result->status == Status::Infeasible)
      continue;
    check(found, "a schedule exists, but the optimal search found none");
    double cost = result->cost.of(metric), best = optimal->cost.of(metric);
    check(!isProven || best <= cost || isClose(best, cost),
          name(other) + " found a cheaper schedule than the optimal search");
    check(optimal->lowerBound <= cost * (1 + 1e-9),
          name(other) + " found a cheaper schedule than the lower bound");
    check(result->status != Status::Optimal || cost <= best ||
              isClose(cost, best),
          "the exhaustive search missed a schedule");
  }
  return 0;
}
