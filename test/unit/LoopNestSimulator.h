//===- LoopNestSimulator.h - Walks a schedule and counts --------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The oracle of the exact cost model: slow, obvious, and without a line of the
// model's code. It steps through every iteration of the DRAM and GLOBAL_BUFFER
// loops, remembers which tile of each operand each buffer holds, and counts
// what has to move when the next step needs another one.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_LOOPNESTSIMULATOR_H
#define NEUROSPECTOR_TEST_UNIT_LOOPNESTSIMULATOR_H

#include "neurospector/Model/Schedule.h"

namespace neurospector::test {

/// Transfers that happened. Counts are input reads, weight reads, output reads
/// and output writes, in tiles; traffic is input, weight and output elements.
struct SimulatedTransfers {
  std::array<int64_t, 4> gbCount = {0, 0, 0, 0}, dramCount = {0, 0, 0, 0};
  std::array<int64_t, 3> gbTraffic = {0, 0, 0}, dramTraffic = {0, 0, 0};
};

SimulatedTransfers simulate(const Layer &layer, const Accelerator &accelerator,
                            const Schedule &schedule);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_LOOPNESTSIMULATOR_H
