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

/// One room for all operands, or one for each on a port of its own.
enum class Sharing : uint8_t { Shared, Separate };

/// Chips of two PEs, fixed orders, a GLOBAL_BUFFER of \p elements per chip (per
/// operand if it is separate).
inline Accelerator smallMachine(int64_t elements, Sharing sharing,
                                int64_t chips) {
  auto memory = [](PerOperand<double> energy, int64_t bandwidth) {
    Memory result;
    result.readEnergy = result.writeEnergy = energy;
    result.bandwidth = Bandwidth::Inside;
    result.readBits = bandwidth;
    return result;
  };
  Memory dram = memory({50, 40, 60}, 16);
  dram.staticPower = 0.3;
  dram.stationary = Operand::Output;
  Memory global = memory({3, 2, 4}, 24);
  global.stationary = Operand::Weight;
  if (sharing == Sharing::Shared) {
    global.rooms = {{OperandSet::all(), 8 * elements}};
  } else {
    global.separatePorts = true;
    for (Operand op : allOperands)
      global.rooms.push_back({{op}, 8 * elements});
  }
  Memory local = memory({0.5, 0.7, 0.4}, 8);
  local.wholeAccesses = true;
  local.rooms = {{OperandSet::all(), 8 * 6}};

  Accelerator result;
  result.name = "small";
  result.bits = {8, 8, 8};
  result.macEnergy = 1;
  result.macStaticPower = 0.01;
  result.levels = {{"DRAM", dram},
                   {"MULTI_CHIPS(X)", Array{chips}},
                   {"GLOBAL_BUFFER", global},
                   {"PE_ARRAY(X)", Array{2}},
                   {"LOCAL_BUFFER", local}};
  return result;
}

/// Every valid schedule of a layer on a machine of fixed orders, with its cost:
/// all ways to put the prime factors of the bounds into levels.
class Enumeration {
public:
  Enumeration(const Layer &layer, const Accelerator &accelerator)
      : layer(layer), accelerator(accelerator),
        schedule(Schedule::outermost(accelerator)) {
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
  /// A factor that \p level takes in steps is in the tiles of all outside it.
  void place(size_t next) {
    if (next == primes.size())
      return evaluate();
    auto [dim, prime] = primes[next];
    size_t level = 0;
    place(next + 1);
    while (++level < accelerator.levels.size()) {
      schedule.tiles[level - 1][dim] *= prime;
      place(next + 1);
    }
    while (--level > 0)
      schedule.tiles[level - 1][dim] /= prime;
  }

  void evaluate() {
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
