//===- CrossLayerTable.cpp - What reuse between layers saves --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints the table of docs/network-wise.md: for each built-in network and
// accelerator how much less energy, or how many fewer cycles, its layers take
// if they keep data on chip between them. Exits with 1 if that is ever more.
//
//===----------------------------------------------------------------------===//

#include "PublishedMachines.h"
#include "neurospector/Config/Config.h"
#include "neurospector/Search/CrossLayer.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>

using namespace neurospector;

/// The change in percent, at most 0; adds the layers to \p count.
static double change(const Network &network, const Accelerator &accelerator,
                     Metric metric, size_t &count) {
  SearchOptions options;
  options.metric = metric;
  std::vector<std::vector<SearchResult>> candidates;
  std::vector<ChainLayer> chain;
  for (const Layer &layer : network.layers)
    candidates.push_back(llvm::cantFail(
        searchChainCandidates(layer, accelerator, options), "candidates"));
  double alone = 0, together = 0;
  for (size_t i = 0; i < network.layers.size(); ++i) {
    const Layer &layer = network.layers[i];
    chain.push_back({&layer, &accelerator, candidates[i]});
    if (i + 1 < network.layers.size())
      chain.back().toNext = inferLink(layer, network.layers[i + 1]);
    alone += candidates[i].front().cost.of(metric);
  }
  for (const ChainChoice &choice :
       llvm::cantFail(chooseAcrossLayers(chain, options), "choice"))
    together += choice.cost.of(metric);
  count += network.layers.size();
  return 100 * (together / alone - 1);
}

int main() {
  auto start = std::chrono::steady_clock::now();
  size_t layers = 0;
  bool isWorse = false;
  for (Metric metric : {Metric::Energy, Metric::Cycle}) {
    llvm::outs() << "| " << name(metric);
    for (llvm::StringRef accelerator : publishedMachines())
      llvm::outs() << " | " << accelerator;
    llvm::outs() << " |\n| ---";
    for (size_t i = 0; i < publishedMachines().size(); ++i)
      llvm::outs() << " | ---:";
    llvm::outs() << " |\n";
    for (llvm::StringRef networkName : builtinNetworks()) {
      Network network = *loadNetwork(networkName, [](const auto &) {});
      llvm::outs() << "| " << networkName;
      for (llvm::StringRef name : publishedMachines()) {
        Accelerator accelerator = *loadAccelerator(name, [](const auto &) {});
        double percent = change(network, accelerator, metric, layers);
        isWorse |= percent > 0;
        llvm::outs() << llvm::formatv(" | {0:f1}", percent);
        llvm::outs().flush();
      }
      llvm::outs() << " |\n";
    }
    llvm::outs() << "\n";
  }
  std::chrono::duration<double, std::milli> time =
      std::chrono::steady_clock::now() - start;
  llvm::outs() << llvm::formatv("{0:f1} ms per layer\n",
                                time.count() / static_cast<double>(layers));
  return isWorse;
}
