//===- WideModel.h - Cost models in 512-bit integers ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A second reading of the cost models' definitions (docs/cost-model.md), slow
// and without overflow.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_WIDEMODEL_H
#define NEUROSPECTOR_TEST_UNIT_WIDEMODEL_H

#include "neurospector/Model/Schedule.h"
#include "llvm/ADT/APInt.h"

namespace neurospector::test {

/// A non-negative integer that never overflows here.
struct Big {
  llvm::APInt value;

  Big(int64_t number = 0) : value(512, static_cast<uint64_t>(number)) {}
  Big(llvm::APInt value) : value(std::move(value)) {}
  Big operator*(const Big &other) const { return value * other.value; }
  Big operator+(const Big &other) const { return value + other.value; }
  Big operator-(const Big &other) const { return value - other.value; }
  Big operator/(const Big &other) const { return value.udiv(other.value); }
  bool operator==(const Big &other) const { return value == other.value; }
  bool operator<(const Big &other) const { return value.ult(other.value); }
  bool fits() const { return value.getActiveBits() < 64; }
  double toDouble() const { return value.roundToDouble(); }
};

inline Big ceilDiv(const Big &a, const Big &b) { return (a + b - 1) / b; }

/// The integers of a `MemoryCost`, and accesses of its ports.
struct WideMemory {
  PerOperand<Big> reads, writes, through, inside;
  std::array<Big, 4> tiles; ///< input read, weight read, output read, written
  PerOperand<Big> readPort, writePort;
};

struct WideCost {
  Big macCycles = 1, fillCycles = 0;
  std::vector<WideMemory> levels;
  /// All numbers fit 64 bits, and so do the bits that go through each port.
  bool fits = true;

  void demand(const Big &number) { fits &= number.fits(); }
  /// Accesses of \p width bits for \p elements.
  Big accesses(const Big &elements, int64_t bits, int64_t width) {
    demand(elements * bits);
    return ceilDiv(elements * bits, width);
  }
  /// Demands that the numbers of all memories fit.
  void demandAll();
};

WideCost wideExact(const Layer &layer, const Accelerator &machine,
                   const Schedule &schedule);
/// Of a machine of the published shape and perfect factors.
WideCost widePublished(const Layer &layer, const Accelerator &machine,
                       const Schedule &schedule);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_WIDEMODEL_H
