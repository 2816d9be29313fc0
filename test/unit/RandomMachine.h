//===- RandomMachine.h - Random machines ------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The machines that property tests and fuzzers draw, from any source of
// choices.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_RANDOMMACHINE_H
#define NEUROSPECTOR_TEST_UNIT_RANDOMMACHINE_H

#include "neurospector/Model/Accelerator.h"

#include <random>

namespace neurospector::test {

/// Where choices come from: a random generator, or a fuzzer's input.
class Chooser {
public:
  virtual ~Chooser();
  /// A number from zero up to \p count, which is at most 256, exclusive.
  virtual unsigned below(unsigned count) = 0;

  bool flip() { return below(2) == 1; }
  bool oneIn(unsigned count) { return below(count) == count - 1; }
  template <typename T> T pick(std::initializer_list<T> values) {
    return values.begin()[below(static_cast<unsigned>(values.size()))];
  }
  /// One of 256 numbers that are not round.
  double real(double low, double high) {
    return low + (high - low) * (below(256) + 0.4142) / 257;
  }
};

class RandomChooser : public Chooser {
public:
  explicit RandomChooser(unsigned seed) : engine(seed) {}
  unsigned below(unsigned count) override { return engine() % count; }

private:
  std::mt19937 engine;
};

/// One to five memories that hold any operands and have rooms, ports and
/// requirements of any kind, and up to three arrays anywhere, some of two axes.
Accelerator randomMachine(Chooser &chooser);

/// Makes some arrays of \p machine systolic, at random. False if it has none.
bool fillSomeArrays(Chooser &chooser, Accelerator &machine);

/// Makes some memories that take in inputs slide. False if there are none.
bool slideSomeMemories(Chooser &chooser, Accelerator &machine);

/// A machine of the published shape, by way of a `.cfg` file: arrays with
/// constraints, shared, separate and two-part buffers, bypasses, registers,
/// fixed rows, missing buffers; every second one with a width per operand.
Accelerator randomPublishedMachine(Chooser &chooser);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_RANDOMMACHINE_H
