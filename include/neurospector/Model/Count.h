//===- Count.h - 64-bit counts that remember overflow -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Counts of accesses and elements are exact. Formulas are written with plain
// operators on `Count`; whoever takes the number out asks once whether any step
// on the way left 64 bits.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_COUNT_H
#define NEUROSPECTOR_MODEL_COUNT_H

#include <cstdint>

namespace neurospector {

/// A non-negative integer with a sticky overflow flag.
///
/// Example: `Count(1LL << 40) * Count(1LL << 40)` has `overflowed()`, and so
/// has everything computed from it.
class Count {
public:
  constexpr Count(int64_t value = 0) : value(value) {}

  constexpr bool overflowed() const { return overflow; }
  /// The number; meaningless if it overflowed.
  constexpr int64_t get() const { return value; }

  friend constexpr Count operator*(Count lhs, Count rhs) {
    Count result;
    result.overflow =
        __builtin_mul_overflow(lhs.value, rhs.value, &result.value) ||
        lhs.overflow || rhs.overflow;
    return result;
  }
  friend constexpr Count operator+(Count lhs, Count rhs) {
    Count result;
    result.overflow =
        __builtin_add_overflow(lhs.value, rhs.value, &result.value) ||
        lhs.overflow || rhs.overflow;
    return result;
  }
  friend constexpr Count operator-(Count lhs, Count rhs) {
    Count result;
    result.overflow =
        __builtin_sub_overflow(lhs.value, rhs.value, &result.value) ||
        lhs.overflow || rhs.overflow;
    return result;
  }
  Count &operator*=(Count rhs) { return *this = *this * rhs; }
  Count &operator+=(Count rhs) { return *this = *this + rhs; }

  /// Rounded up quotient of non-negative numbers; \p divisor is not zero.
  constexpr Count ceilDiv(Count divisor) const {
    Count result(value / divisor.value + (value % divisor.value != 0));
    result.overflow = overflow || divisor.overflow;
    return result;
  }

private:
  int64_t value;
  bool overflow = false;
};

/// The smaller one; one of over 64 bits is larger than any other.
constexpr Count least(Count a, Count b) {
  if (a.overflowed() || b.overflowed())
    return a.overflowed() ? b : a;
  return a.get() < b.get() ? a : b;
}

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_COUNT_H
