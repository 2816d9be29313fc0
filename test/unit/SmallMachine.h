//===- SmallMachine.h - A machine small enough to enumerate -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_SMALLMACHINE_H
#define NEUROSPECTOR_TEST_SMALLMACHINE_H

#include "neurospector/Search/Search.h"

namespace neurospector::test {

/// Chips of two PEs, fixed dataflows, a GLOBAL_BUFFER of \p elements per chip
/// (per operand if it is separate).
inline Accelerator smallMachine(int64_t elements, Sharing sharing,
                                int64_t chips) {
  Accelerator result;
  result.name = "small";
  result.precisionBits = 8;
  result.macEnergy = 1;
  result.macStaticPower = 0.01;
  result.peArray.sizeX = 2;
  result.chips.sizeX = chips;
  Buffer &local = result.localBuffer;
  local.capacityBits = {8 * 6, 0, 0};
  local.accessEnergy = {0.5, 0.7, 0.4};
  local.bandwidthBits = 8;
  Buffer &global = result.globalBuffer.emplace();
  global.sharing = sharing;
  global.dataflow = Dataflow::OutputStationary;
  global.capacityBits.fill(8 * elements);
  global.accessEnergy = {3, 2, 4};
  global.bandwidthBits = 24;
  result.dram.accessEnergy = {50, 40, 60};
  result.dram.staticPower = {0.1, 0.1, 0.1};
  result.dram.bandwidthBits = 16;
  return result;
}

/// Every valid schedule of a layer on such a machine, with its cost: all ways
/// to put the prime factors of the bounds into rows.
class Enumeration {
public:
  Enumeration(const Layer &layer, const Accelerator &accelerator)
      : layer(layer), accelerator(accelerator) {
    for (Dim dim : allDims) {
      int64_t rest = layer.bound(dim);
      for (int64_t prime = 2; rest > 1; ++prime)
        for (; rest % prime == 0; rest /= prime)
          primes.push_back({index(dim), prime});
    }
    place(0);
  }

  std::vector<SearchResult> all;

private:
  void place(size_t next) {
    if (next < primes.size()) {
      auto [dim, prime] = primes[next];
      for (Row row : {Row::LocalBuffer, Row::PeX, Row::GlobalBuffer, Row::ChipX,
                      Row::Dram}) {
        schedule.table[row][dim] *= prime;
        place(next + 1);
        schedule.table[row][dim] /= prime;
      }
      return;
    }
    schedule.localBuffer = accelerator.localBuffer.dataflow;
    schedule.globalBuffer = accelerator.globalBuffer->dataflow;
    if (llvm::Error error = verify(layer, accelerator, schedule))
      return llvm::consumeError(std::move(error));
    SearchResult result;
    result.status = Status::Feasible;
    result.schedule = schedule;
    result.cost = *exactCostModel().evaluate(layer, accelerator, schedule);
    all.push_back(result);
  }

  const Layer &layer;
  const Accelerator &accelerator;
  std::vector<std::pair<unsigned, int64_t>> primes;
  Schedule schedule;
};

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_SMALLMACHINE_H
