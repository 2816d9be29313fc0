//===- MultiplyAccumulate.h - What a linalg body computes -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Recognition of multiply-accumulate bodies, also as compilers leave them after
// fusion: with whatever is done to the factors before they are multiplied.
// Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_MULTIPLYACCUMULATE_H
#define NEUROSPECTOR_LIB_ANALYSIS_MULTIPLYACCUMULATE_H

#include "neurospector/Analysis/OpLayer.h"
#include "neurospector/Analysis/Weights.h"

namespace mlir::neurospector {

/// A body that adds the product of two factors to an accumulator.
///
/// Example: `acc + x * ((w - z) * s)` of a product with quantized weights has
/// the factors x and (w - z) * s. Of the latter, w is the main operand, because
/// more loops index it; z and s are side operands that ride with w.
struct MultiplyAccumulate {
  OpOperand *first, *second; ///< main operands of the factors, by number
  OpOperand *accumulator;    ///< one of the op's inits

  /// Another tensor that the body uses, and the one of the three above that it
  /// rides with.
  struct Side {
    OpOperand *operand, *main;
  };
  SmallVector<Side> sides; ///< by number
};

/// Sees the body of \p op as a multiply-accumulate: one of its results is the
/// accumulator plus or minus a product (or an fma), casts between them aside.
/// The product is multiplied out of any number of terms, over multiplications,
/// negations, divisors and masks (`select` with zero), and each term is any
/// element-wise function of inputs. Terms that share an input belong to one
/// factor; inputs that no loop indexes may be shared. There have to be two
/// factors that a reduction walks together; further ones ride with the factor
/// whose loops include theirs, with the output, or with what they are
/// multiplied by.
///
/// Which of two inputs is the scale of the other may depend on \p weights.
///
/// Otherwise `no-mac-body`, or `unsupported-body` if a product of two operands
/// is added to an accumulator in some other way.
std::variant<MultiplyAccumulate, Unsupported>
matchMultiplyAccumulate(linalg::LinalgOp op, Weights &weights);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_MULTIPLYACCUMULATE_H
