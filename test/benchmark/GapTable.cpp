//===- GapTable.cpp - How far bottom-up is from the optimum ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints the tables of docs/optimal-search.md: for every built-in accelerator,
// over the distinct layers of all built-in networks, how much more than the
// optimum a bottom-up schedule costs, in percent, mean and worst. Exits with 1
// if the optimal search is ever worse or leaves a layer unproven.
//
//===----------------------------------------------------------------------===//

#include "PublishedMachines.h"
#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

namespace {

struct Gap {
  double sum = 0, worst = 0;
  unsigned layers = 0, infeasible = 0, failures = 0;
};

void compare(const Layer &layer, const Accelerator &accelerator,
             const SearchOptions &options, Gap &gap) {
  SearchResult best = llvm::cantFail(
      search(Optimizer::Optimal, layer, accelerator, options), "optimal");
  SearchResult heuristic = llvm::cantFail(
      search(Optimizer::BottomUp, layer, accelerator, options), "bottom-up");
  if (best.status == Status::Infeasible ||
      heuristic.status == Status::Infeasible) {
    ++gap.infeasible;
    gap.failures += best.status == Status::Infeasible &&
                    heuristic.status != Status::Infeasible;
    return;
  }
  double optimum = best.cost.of(options.metric);
  double excess = heuristic.cost.of(options.metric) / optimum - 1;
  gap.sum += excess;
  gap.worst = std::max(gap.worst, excess);
  ++gap.layers;
  gap.failures += best.status != Status::Optimal || excess < 0;
}

} // namespace

int main() {
  std::vector<Layer> layers = distinctLayers();
  unsigned failures = 0;
  for (const CostModel *model : {&exactCostModel(), &publishedCostModel()}) {
    llvm::outs() << llvm::formatv(
        "| {0} model, {1} layers | fixed, energy | fixed, cycles | flexible, "
        "energy | flexible, cycles |\n| --- | ---: | ---: | ---: | ---: |\n",
        model->name(), layers.size());
    for (llvm::StringRef name : publishedMachines()) {
      Accelerator accelerator = *loadAccelerator(name, [](const auto &) {});
      llvm::outs() << "| " << name;
      for (DataflowMode mode : {DataflowMode::Fixed, DataflowMode::Flexible})
        for (Metric metric : {Metric::Energy, Metric::Cycle}) {
          SearchOptions options;
          options.model = model;
          options.mode = mode;
          options.metric = metric;
          Gap gap;
          for (const Layer &layer : layers)
            compare(layer, accelerator, options, gap);
          failures += gap.failures;
          llvm::outs() << llvm::formatv(" | {0:f1} / {1:f1}",
                                        100 * gap.sum / gap.layers,
                                        100 * gap.worst);
          if (gap.infeasible)
            llvm::outs() << " (" << gap.infeasible << " infeasible)";
          llvm::outs().flush();
        }
      llvm::outs() << " |\n";
    }
    llvm::outs() << "\n";
  }
  llvm::outs() << failures << " layers worse than bottom-up or unproven\n";
  return failures != 0;
}
