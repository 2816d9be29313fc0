//===- SearchBenchmark.cpp - Time to a proven optimum ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One benchmark per (accelerator, network, dataflow mode, metric), named in
// that order: the time of the optimal search over the distinct layers of the
// network on one core, two million candidates a layer at most. Beside the
// built-in accelerators there are machines of the tests on which times overlap
// (test/conformance/machines). Choose with a regular expression:
//
//   build/bin/NeurospectorBenchmark --benchmark_filter=eyeriss/resnet50
//
// Counters: `layers` distinct ones, `proven` of them, `median_us` and
// `worst_us` per layer, `evaluated` candidates per layer, `time_ratio` and
// `cost_ratio` of bottom-up's total to that of the optimal search (the first
// at least 1 where the proof is also the faster search).
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>

using namespace neurospector;

namespace {

/// A network's layers, each shape once.
std::vector<Layer> distinctLayers(llvm::StringRef network) {
  std::vector<Layer> result;
  std::vector<Layer> layers = loadNetwork(network, [](const auto &) {})->layers;
  for (Layer &layer : layers)
    if (llvm::none_of(result,
                      [&](const Layer &l) { return l.sameShape(layer); }))
      result.push_back(layer);
  return result;
}

/// What one pass over the layers of a network came to.
struct Pass {
  std::vector<double> seconds; ///< per layer
  double cost = 0;             ///< in units of the metric, all layers
  double evaluated = 0;
  unsigned proven = 0;

  double total() const {
    double sum = 0;
    for (double layer : seconds)
      sum += layer;
    return sum;
  }
};

Pass run(Optimizer optimizer, llvm::ArrayRef<Layer> layers,
         const Accelerator &accelerator, const SearchOptions &options) {
  Pass pass;
  for (const Layer &layer : layers) {
    auto start = std::chrono::steady_clock::now();
    SearchResult result = llvm::cantFail(
        search(optimizer, layer, accelerator, options), "search");
    std::chrono::duration<double> time =
        std::chrono::steady_clock::now() - start;
    pass.seconds.push_back(time.count());
    pass.cost += result.cost.of(options.metric);
    pass.evaluated += static_cast<double>(result.evaluated);
    pass.proven += result.status == Status::Optimal;
  }
  return pass;
}

void benchmarkSearch(benchmark::State &state, const std::string &machine,
                     const std::string &network, DataflowMode mode,
                     Metric metric) {
  std::string file =
      NEUROSPECTOR_SOURCE_DIR "/test/conformance/machines/" + machine + ".yaml";
  bool isBuiltin = llvm::is_contained(builtinAccelerators(), machine);
  Accelerator accelerator =
      *loadAccelerator(isBuiltin ? machine : file, [](const auto &) {});
  std::vector<Layer> layers = distinctLayers(network);
  SearchOptions options;
  options.mode = mode;
  options.metric = metric;
  options.maxEvaluations = 2000000;

  Pass best; // the least time of each layer over all iterations
  for (auto _ : state) {
    Pass pass = run(Optimizer::Optimal, layers, accelerator, options);
    for (size_t i = 0; i < best.seconds.size(); ++i)
      pass.seconds[i] = std::min(pass.seconds[i], best.seconds[i]);
    best = std::move(pass);
  }
  Pass heuristic = run(Optimizer::BottomUp, layers, accelerator, options);

  auto count = static_cast<double>(layers.size());
  state.counters["layers"] = count;
  state.counters["proven"] = best.proven;
  state.counters["evaluated"] = best.evaluated / count;
  state.counters["time_ratio"] = heuristic.total() / best.total();
  state.counters["cost_ratio"] = heuristic.cost / best.cost;
  llvm::sort(best.seconds);
  state.counters["median_us"] = 1e6 * best.seconds[layers.size() / 2];
  state.counters["worst_us"] = 1e6 * best.seconds.back();
}

} // namespace

int main(int argc, char **argv) {
  std::vector<llvm::StringRef> machines(builtinAccelerators());
  machines.insert(machines.end(), {"systolic", "vector", "deep", "chiplets"});
  for (llvm::StringRef machine : machines)
    for (llvm::StringRef network : builtinNetworks())
      for (DataflowMode mode : {DataflowMode::Fixed, DataflowMode::Flexible})
        for (Metric metric : {Metric::Energy, Metric::Cycle, Metric::Edp})
          benchmark::RegisterBenchmark(
              (machine + "/" + network + "/" + name(mode) + "/" + name(metric))
                  .str()
                  .c_str(),
              benchmarkSearch, machine.str(), network.str(), mode, metric)
              ->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
