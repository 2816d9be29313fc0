//===- Weights.h - Which operands are weights -------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Recognition of constant operands on tensors and buffers. Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_WEIGHTS_H
#define NEUROSPECTOR_LIB_ANALYSIS_WEIGHTS_H

#include "mlir/IR/Value.h"

namespace mlir::neurospector {

/// \p value does not depend on the input of the network: it is computed from
/// constants, constant globals and function arguments with
/// `neurospector.weight`. An argument of a private function is what its callers
/// pass, the result of a call what the function returns, and a buffer holds
/// what is written into it.
bool isWeightLike(Value value);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_WEIGHTS_H
