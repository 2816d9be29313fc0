//===- MeanUnits.cpp - Units that work on average -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/MeanUnits.h"

#include "LoopNest.h"

using namespace neurospector;

llvm::SmallVector<double, 10>
neurospector::meanUnits(const Layer &layer, const Accelerator &accelerator,
                        const Schedule &schedule) {
  LoopNest nest(layer, accelerator, schedule);
  size_t numLevels = accelerator.levels.size();
  LevelSet counts = ~LevelSet(0);
  llvm::SmallVector<double, 10> result(numLevels, 1);
  for (size_t level = 0; level < numLevels; ++level) {
    if (!accelerator.levels[level].array())
      continue;
    // Of the arrays outside, and then of this one, too, only the first unit.
    LevelSet firstOnly = counts & ~(LevelSet(1) << level);
    for (Dim dim : nest.dims())
      result[level] *=
          static_cast<double>(nest.extent(dim, numLevels, counts)) /
          static_cast<double>(nest.extent(dim, numLevels, firstOnly));
    counts = firstOnly;
  }
  return result;
}
