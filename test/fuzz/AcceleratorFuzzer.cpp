//===- AcceleratorFuzzer.cpp - Accelerator files --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The reader on any bytes. What it accepts must survive printing, and a search
// on it must end in a valid schedule or say why not.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"

#include <cmath>

using namespace neurospector;
using namespace neurospector::fuzz;

/// The searches check their answers themselves.
static void searchOn(const Accelerator &machine) {
  Layer layer;
  layer.name = "layer";
  layer.bounds = {4, 2, 3, 3, 4, 3, 1, 2};
  SearchOptions options;
  options.maxEvaluations = 200;
  llvm::Expected<SearchResult> result =
      search(Optimizer::Optimal, layer, machine, options);
  if (!result)
    fail(llvm::toString(result.takeError()));
  if (result->status != Status::Infeasible)
    check(std::isfinite(result->cost.totalEnergy()), "energy is not finite");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TimeLimit limit;
  Diagnostics diagnostics;
  std::optional<Accelerator> machine =
      parseAccelerator({textOf(data, size), "fuzz.cfg"}, diagnostics);
  diagnostics.agreesThat(machine.has_value());
  if (!machine)
    return 0;
  checkPrinting(*machine, parseAccelerator, printAccelerator);
  searchOn(*machine);
  return 0;
}
