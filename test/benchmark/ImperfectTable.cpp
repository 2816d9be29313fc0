//===- ImperfectTable.cpp - What tiles that need not divide save ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints the table of docs/imperfect-search.md: for every built-in machine of
// the published shape, or those that are named, over the distinct layers of all
// built-in networks, how many layers cost less with imperfect factors than with
// perfect ones, and by how much, in percent of the perfect optimum, in the
// median of these and at best. Exits with 1 if a layer ever costs more.
//
//   NeurospectorImperfectTable [CANDIDATES [MACHINE...]]
//
// looks at 1000 candidates of each layer unless told otherwise, more where the
// perfect optimum takes as many.
//
//===----------------------------------------------------------------------===//

#include "PublishedMachines.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

namespace {

/// Of a search with imperfect factors, unless told otherwise.
constexpr uint64_t defaultCandidates = 500000;

struct Savings {
  std::vector<double> shares; ///< of layers that cost less
  unsigned failures = 0;
};

void compare(const Layer &layer, const Accelerator &accelerator,
             SearchOptions options, Savings &savings) {
  auto run = [&] {
    return llvm::cantFail(
        search(Optimizer::Optimal, layer, accelerator, options), "search");
  };
  uint64_t candidates = std::exchange(options.maxEvaluations, 0);
  SearchResult found = run();
  if (found.status == Status::Infeasible)
    return;
  double perfect = found.cost.of(options.metric);
  // The search with imperfect factors begins with the same one; its budget must
  // not end that before its proof.
  if (found.evaluated < defaultCandidates)
    options.maxEvaluations = std::max(candidates, found.evaluated + 1);
  options.factors = FactorMode::Imperfect;
  double imperfect = run().cost.of(options.metric);
  // Searches compare to twelve digits.
  if (imperfect > perfect * (1 + 1e-11)) {
    ++savings.failures;
    llvm::errs() << llvm::formatv("{0} on {1}, {2}: {3} > {4}\n", layer.name,
                                  accelerator.name, name(options.metric),
                                  imperfect, perfect);
  }
  if (imperfect < perfect * (1 - 1e-9))
    savings.shares.push_back(1 - imperfect / perfect);
}

} // namespace

int main(int argc, char **argv) {
  SearchOptions options;
  options.maxEvaluations = 1000;
  std::vector<llvm::StringRef> machines = publishedMachines();
  if (argc > 1 &&
      llvm::StringRef(argv[1]).getAsInteger(10, options.maxEvaluations)) {
    llvm::errs() << "usage: " << argv[0] << " [CANDIDATES [MACHINE...]]\n";
    return 1;
  }
  if (argc > 2)
    machines.assign(argv + 2, argv + argc);
  std::vector<Layer> layers = distinctLayers();
  unsigned failures = 0;
  llvm::outs() << llvm::formatv(
      "| {0} layers, {1} candidates | energy: less in | median % | best % | "
      "cycles: less in | median % | best % |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
      layers.size(), options.maxEvaluations);
  for (llvm::StringRef name : machines) {
    Accelerator accelerator = *loadAccelerator(name, [](const auto &) {});
    llvm::outs() << "| " << name;
    for (Metric metric : {Metric::Energy, Metric::Cycle}) {
      options.metric = metric;
      Savings savings;
      for (const Layer &layer : layers)
        compare(layer, accelerator, options, savings);
      failures += savings.failures;
      std::vector<double> &shares = savings.shares;
      llvm::sort(shares);
      llvm::outs() << llvm::formatv(
          " | {0} | {1:f1} | {2:f1}", shares.size(),
          shares.empty() ? 0 : 100 * shares[shares.size() / 2],
          shares.empty() ? 0 : 100 * shares.back());
      llvm::outs().flush();
    }
    llvm::outs() << " |\n";
  }
  llvm::outs() << failures << " layers cost more with imperfect factors\n";
  return failures != 0;
}
