//===- OperandRoles.h - Which operand is the weight -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Passes that move tiles have to know what each operand is to the machine.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_OPERANDROLES_H
#define NEUROSPECTOR_ANALYSIS_OPERANDROLES_H

#include "neurospector/Analysis/OpLayer.h"

namespace mlir::neurospector {

/// Numbers of the op's operands. Example: of `linalg.matmul ins(%a, %b)
/// outs(%c)` with constant %a, the input is 1, the weight 0 and the output 2.
using OperandRoles = ::neurospector::PerOperand<unsigned>;

/// The operands of the op that \p layer was seen in.
OperandRoles getOperandRoles(linalg::LinalgOp op, const OpLayer &layer);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_OPERANDROLES_H
