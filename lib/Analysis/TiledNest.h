//===- TiledNest.h - The loops around a tiled op ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every index in a tiled nest is a sum of induction variables times constants,
// so the elements that the inner loops touch are a box whose ends follow from
// the first and the last value of each variable. Where tiles do not divide what
// they are cut from, loops end, and boxes are as large, as the least of some
// sums says. Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_TILEDNEST_H
#define NEUROSPECTOR_LIB_ANALYSIS_TILEDNEST_H

#include "neurospector/IR/Neurospector.h"
#include "neurospector/Model/Accelerator.h"

#include "llvm/ADT/SmallBitVector.h"

namespace mlir::neurospector {

/// Loops of a nest, by number.
using LoopSet = llvm::SmallBitVector;

/// Numbers that follow from the loops' variables, each the least result of an
/// affine map. The first numbers are the variables themselves.
///
/// Example: with loops i and j, `min(4, 7 - i)` is number 2: a map of two
/// results on number 0.
class NestValues {
public:
  void setLoops(unsigned number) { numLoops = number; }
  unsigned add(AffineMap map, ArrayRef<unsigned> operands);

  /// None if it exceeds 64 bits.
  std::optional<int64_t> evaluate(unsigned value,
                                  ArrayRef<int64_t> variables) const;
  /// The loops that it follows from.
  const LoopSet &loopsOf(unsigned value) const {
    return minima[value - numLoops].loops;
  }

private:
  struct Minimum {
    AffineMap map;
    SmallVector<unsigned, 4> operands;
    LoopSet loops;
  };
  unsigned numLoops = 0;
  std::vector<Minimum> minima;
};

/// One labelled loop of a nest.
struct NestLoop {
  Value variable;
  int64_t first, step;
  size_t level;      ///< of the machine
  unsigned end = 0;  ///< a nest value
  int64_t trips = 0; ///< at most: at the first step of the loops around it

  int64_t last() const { return first + (trips - 1) * step; }
};

/// One index of an operand: first + sum of coefficients[i] * loop i, and as far
/// beyond it as the op's own loops go. None of them is negative.
struct LinearIndex {
  /// One of the op's loops.
  struct Span {
    int64_t factor;
    unsigned size; ///< its iterations, a nest value
  };
  int64_t first = 0;
  SmallVector<Span, 2> spans;
  std::vector<int64_t> coefficients;
  /// Loops that it follows from, those included that say where others end.
  LoopSet loops;
};

/// The labelled loops around an op with a `neurospector.nest`, and what its
/// input, weight and output touch in the tensors outside them.
///
/// Invariants: loops of outer levels are around those of inner ones; no index
/// leaves 64 bits at any step, nor does the number of elements of an operand.
struct TiledNest {
  SmallVector<NestLoop> loops; ///< outermost first
  NestValues values;
  std::array<SmallVector<LinearIndex>, 3> operands;
  /// Loops whose steps are not all alike: they do not always end at the same
  /// step, or one inside them does not, or a tile is larger at one of them.
  LoopSet uneven;

  bool indexes(unsigned operand, size_t loop) const {
    return llvm::any_of(operands[operand], [&](const LinearIndex &index) {
      return index.coefficients[loop] != 0;
    });
  }
  /// How often \p loop runs while those around it have \p variables.
  int64_t countTrips(size_t loop, ArrayRef<int64_t> variables) const;
  /// Each loop at its first step.
  SmallVector<int64_t> firstStep() const;
};

/// Reads the nest around \p op. Errors: its loops or slices are not what a
/// tiler makes, or belong to no level of \p accelerator.
llvm::Expected<TiledNest>
readNest(linalg::LinalgOp op, const ::neurospector::Accelerator &accelerator);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_TILEDNEST_H
