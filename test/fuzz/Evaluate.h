//===- Evaluate.h - Cost of a schedule from a file --------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_FUZZ_EVALUATE_H
#define NEUROSPECTOR_TEST_FUZZ_EVALUATE_H

#include "Fuzz.h"

#include "neurospector/Config/Config.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/PublishedShape.h"

#include <algorithm>
#include <cmath>

namespace neurospector::fuzz {

/// The built-in accelerator that \p number chooses.
inline const Accelerator &machineFor(uint8_t number) {
  static const std::vector<Accelerator> machines = [] {
    std::vector<Accelerator> result;
    Diagnostics diagnostics;
    for (llvm::StringRef name : builtinAccelerators())
      result.push_back(*loadAccelerator(name, diagnostics));
    // The seeds have the numbers of those of the published shape.
    std::stable_partition(result.begin(), result.end(),
                          [](const Accelerator &machine) {
                            return PublishedShape::of(machine).has_value();
                          });
    return result;
  }();
  return machines[number % machines.size()];
}

/// Costs \p schedule under each model that says something about it, if it is
/// valid; \p use sees each cost.
template <typename Use>
void evaluate(const Layer &layer, const Accelerator &machine,
              const Schedule &schedule, Use use) {
  if (llvm::Error error = layer.verify())
    return llvm::consumeError(std::move(error));
  if (llvm::Error error = verify(layer, machine, schedule))
    return llvm::consumeError(std::move(error));
  for (const CostModel *model : {&exactCostModel(), &publishedCostModel()}) {
    if (llvm::Error error = model->supports(machine)) {
      llvm::consumeError(std::move(error));
      continue;
    }
    llvm::Expected<Cost> cost = model->evaluate(layer, machine, schedule);
    if (!cost) {
      llvm::consumeError(cost.takeError());
      continue;
    }
    check(std::isfinite(cost->totalEnergy()) && cost->totalEnergy() >= 0,
          "energy is not a positive number");
    check(std::isfinite(cost->totalCycles()) && cost->totalCycles() > 0,
          "cycles are not a positive number");
    use(*model, *cost);
  }
}

} // namespace neurospector::fuzz

#endif // NEUROSPECTOR_TEST_FUZZ_EVALUATE_H
