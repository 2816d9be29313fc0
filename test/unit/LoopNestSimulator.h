//===- LoopNestSimulator.h - Walks a schedule and counts --------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The oracle of the exact cost model: slow, obvious, and without a line or a
// formula of the model. It steps through every iteration of every memory's
// loops and, whenever a tile moves, lists its elements one by one for every
// unit of every array.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_LOOPNESTSIMULATOR_H
#define NEUROSPECTOR_TEST_UNIT_LOOPNESTSIMULATOR_H

#include "neurospector/Model/Schedule.h"

namespace neurospector::test {

/// Elements of each operand that leave a memory and that are put into it.
struct Exchange {
  PerOperand<int64_t> read = {}, written = {};
};

struct SimulatedMemory {
  Exchange inside, outside; ///< with the stores on either side, all instances
  Exchange busiestInside, busiestOutside; ///< the most of any one instance
  PerOperand<int64_t> through = {}, busiestThrough = {}; ///< that pass by
  /// Most elements that one instance sends to the next store at once.
  PerOperand<int64_t> largestMove = {};
  /// How often the tile that enters the next memory inside, or the MACs,
  /// changes, and how many tiles that are.
  PerOperand<int64_t> tiles = {}, differentTiles = {};
};

struct Simulation {
  int64_t cycles = 0; ///< steps of the MAC units
  int64_t fill = 0;   ///< and those in which systolic arrays fill and drain
  std::vector<SimulatedMemory> levels; ///< of an array nothing
};

/// Runs \p schedule, whose tiles may be of any size.
Simulation simulate(const Layer &layer, const Accelerator &accelerator,
                    const Schedule &schedule);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_LOOPNESTSIMULATOR_H
