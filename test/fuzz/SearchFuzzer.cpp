//===- SearchFuzzer.cpp - All searches on any layer and machine -----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input chooses a layer of few prime factors, some of them huge, a machine
// and options. The searches must agree with each other; they check their
// answers themselves.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"

#include <algorithm>

using namespace neurospector;
using namespace neurospector::fuzz;

namespace {

/// What the input chose.
struct Problem {
  explicit Problem(Choices &choices) : choices(choices) {
    drawLayer();
    drawMachine();
    options.model = choices.flip() ? &exactCostModel() : &publishedCostModel();
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

  void print(llvm::raw_ostream &os) const;

private:
  void drawLayer();
  void drawArray(SpatialArray &array);
  void drawAccess(Buffer &buffer);
  void drawBuffer(Buffer &buffer, bool isGlobal);
  void drawMachine();

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
  os << "\nbits";
  for (Operand op : allOperands)
    os << ' ' << machine.bitsOf(op);
  os << ' ' << name(options.mode) << ' ' << name(options.metric) << ' '
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

void Problem::drawArray(SpatialArray &array) {
  array.sizeX = choices.pick<int64_t>({1, 1, 2, 3, 8, 1l << 33});
  array.sizeY = choices.pick<int64_t>({1, 1, 2, 4, 65537});
  for (DimSet *allowed : {&array.allowedX, &array.allowedY})
    if (uint8_t bits = choices.byte()) {
      *allowed = DimSet();
      for (Dim dim : allDims)
        if (bits >> index(dim) & 1)
          allowed->insert(dim);
    }
}

void Problem::drawAccess(Buffer &buffer) {
  for (Operand op : allOperands) {
    unsigned i = index(op);
    buffer.accessEnergy[i] = choices.pick({1.5, 0.0, 0.25, 6.0, 1e20});
    buffer.staticPower[i] = choices.pick({0.0, 0.125, 3.0});
    buffer.cyclesPerAccess[i] = choices.pick({1.0, 2.0, 0.0, 0.5});
  }
  buffer.bandwidthBits = choices.pick<int64_t>({8, 3, 16, 64, 1000, 1l << 50});
}

void Problem::drawBuffer(Buffer &buffer, bool isGlobal) {
  for (bool &bypass : buffer.bypass)
    bypass = choices.below(4) == 3;
  buffer.dataflow = allDataflows[choices.below(3)];
  buffer.bypass[index(stationaryOperand(buffer.dataflow))] = false;
  buffer.sharing = choices.flip() ? Sharing::Shared : Sharing::Separate;
  if (isGlobal && std::count(buffer.bypass.begin(), buffer.bypass.end(), true))
    buffer.sharing = choices.flip() ? Sharing::TwoPart : buffer.sharing;
  for (int64_t &capacity : buffer.capacityBits)
    capacity = machine.precisionBits *
               choices.pick<int64_t>({40, 1, 2, 3, 6, 12, 200, 1l << 40});
  drawAccess(buffer);
  if (choices.below(8) == 7)
    buffer.required[choices.below(numDims)] = choices.pick({1, 2});
}

void Problem::drawMachine() {
  machine.name = "machine";
  machine.precisionBits = choices.pick({8, 16, 1});
  machine.macEnergy = choices.pick({1.0, 0.0, 2.5});
  machine.macStaticPower = choices.pick({0.0, 0.5});
  drawArray(machine.macArray);
  drawArray(machine.peArray);
  drawBuffer(machine.localBuffer, false);
  if (choices.below(4)) {
    drawBuffer(machine.globalBuffer.emplace(), true);
    drawArray(machine.chips);
  }
  drawAccess(machine.dram);
  if (choices.flip())
    machine.operandBits = {choices.pick({4, 8, 16}), choices.pick({4, 8, 16}),
                           choices.pick({8, 16, 32})};
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
  if (problem.layer.verify() || problem.machine.verify())
    return 0;
  // To look at an input: FUZZER_PRINT=1 build-fuzz/bin/SearchFuzzer FILE
  if (std::getenv("FUZZER_PRINT"))
    problem.print(llvm::errs());
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
    if (problem.primes > (other == Optimizer::BottomUp ? 6 : 3))
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
