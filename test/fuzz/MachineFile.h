//===- MachineFile.h - What is done with a machine that was read *- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whatever the format, a machine prints as YAML and can be searched on.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_FUZZ_MACHINEFILE_H
#define NEUROSPECTOR_TEST_FUZZ_MACHINEFILE_H

#include "Fuzz.h"

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"

#include <cmath>

namespace neurospector::fuzz {

/// What is printed of \p machine must read back as the same value.
inline void checkYaml(const Accelerator &machine) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  printAccelerator(stream, machine);
  std::optional<Accelerator> again =
      parseAcceleratorYaml({text, "again.yaml"}, Diagnostics());
  check(again.has_value(), "what was printed does not parse:\n" + text);
  check(*again == machine, "printing and parsing change a machine:\n" + text);
}

/// A search on \p machine must end in a valid schedule or say why not. The
/// searches check their answers themselves.
inline void searchOn(const Accelerator &machine) {
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

} // namespace neurospector::fuzz

#endif // NEUROSPECTOR_TEST_FUZZ_MACHINEFILE_H
