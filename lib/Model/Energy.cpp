//===- Energy.cpp - What a memory spends on moving ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Energy.h"

using namespace neurospector;

/// Working units of the arrays outside \p level, those next to each other
/// multiplied, innermost first.
static llvm::SmallVector<int64_t, 4>
unitsOutside(const Layer &layer, const Accelerator &accelerator,
             const Schedule &schedule, size_t level) {
  llvm::SmallVector<int64_t, 4> groups = {1};
  while (level-- > 0)
    if (accelerator.levels[level].array())
      groups.back() *= product(schedule.steps(level, layer)).get();
    else
      groups.push_back(1);
  return groups;
}

double neurospector::dynamicEnergy(const MemoryCost &moved,
                                   const Memory &memory, const Layer &layer,
                                   const Accelerator &accelerator,
                                   const Schedule &schedule, size_t level) {
  auto groups = unitsOutside(layer, accelerator, schedule, level);
  int64_t units = 1;
  for (int64_t group : groups)
    units *= group;
  for (unsigned i = 0; i < allOperands.size(); ++i)
    for (int64_t count : {moved.reads[i], moved.writes[i], moved.through[i]})
      if (count % units != 0) {
        units = 1;
        groups.clear();
      }

  double energy = 0;
  auto add = [&](uint64_t elements, double each) {
    energy +=
        static_cast<double>(elements / static_cast<uint64_t>(units)) * each;
  };
  for (unsigned i = 0; i < allOperands.size(); ++i) {
    if (memory.readEnergy[i] == memory.writeEnergy[i]) {
      // Together they may take 64 bits.
      add(static_cast<uint64_t>(moved.reads[i]) +
              static_cast<uint64_t>(moved.writes[i]),
          memory.readEnergy[i]);
    } else {
      add(static_cast<uint64_t>(moved.reads[i]), memory.readEnergy[i]);
      add(static_cast<uint64_t>(moved.writes[i]), memory.writeEnergy[i]);
    }
    add(static_cast<uint64_t>(moved.through[i]), memory.passEnergy[i]);
  }
  for (int64_t group : groups)
    energy *= static_cast<double>(group);
  return energy;
}
