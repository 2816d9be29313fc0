//===- consumer.cpp - Uses the installed package --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "neurospector/Transforms/Passes.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

int main() {
  auto print = [](const llvm::SMDiagnostic &diagnostic) {
    diagnostic.print("consumer", llvm::errs());
  };
  std::optional<Accelerator> machine = loadAccelerator("eyeriss", print);
  std::optional<Network> network = loadNetwork("resnet50", print);
  if (!machine || !network)
    return 1;
  llvm::Expected<SearchResult> result = search(
      Optimizer::Optimal, network->layers.front(), *machine, SearchOptions());
  if (!result) {
    llvm::errs() << llvm::toString(result.takeError()) << "\n";
    return 1;
  }
  mlir::neurospector::registerNeurospectorPasses();
  bool proven = result->status == Status::Optimal;
  llvm::outs() << network->layers.front().name
               << (proven ? " optimal\n" : "\n");
  return proven ? 0 : 1;
}
