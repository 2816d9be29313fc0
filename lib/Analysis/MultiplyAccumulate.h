//===- MultiplyAccumulate.h - What a linalg body computes -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Recognition of multiply-accumulate bodies and of constant operands. Private
// to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_MULTIPLYACCUMULATE_H
#define NEUROSPECTOR_LIB_ANALYSIS_MULTIPLYACCUMULATE_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::neurospector {

/// The two inputs of \p op whose product its body adds to its only output, in
/// operand order, as a product and a sum or as an fma. Every value on the way
/// may pass through casts, and each factor may have scalars added or subtracted
/// (zero points): constants, scalar inputs, values from outside the body.
std::optional<std::pair<OpOperand *, OpOperand *>>
matchMultiplyAccumulate(linalg::LinalgOp op);

/// \p value does not depend on the input of the network: it is computed from
/// constants, constant globals and function arguments with
/// `neurospector.weight`.
bool isWeightLike(Value value);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_MULTIPLYACCUMULATE_H
