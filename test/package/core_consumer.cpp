//===- core_consumer.cpp - Uses the core of the installed package ---------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

int main() {
  auto print = [](const llvm::SMDiagnostic &diagnostic) {
    diagnostic.print("core_consumer", llvm::errs());
  };
  std::optional<Accelerator> machine = loadAccelerator("eyeriss", print);
  std::optional<Network> network = loadNetwork("test_network", print);
  if (!machine || !network)
    return 1;
  for (const Layer &layer : network->layers) {
    llvm::Expected<SearchResult> result =
        search(Optimizer::Optimal, layer, *machine, SearchOptions());
    if (!result) {
      llvm::errs() << llvm::toString(result.takeError()) << "\n";
      return 1;
    }
    llvm::outs() << layer.name << ' ' << result->cost.of(Metric::Energy)
                 << " pJ\n";
  }
}
