//===- OperandRemarks.h - Operands that are no plain tensors ----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Remarks on what the cost of a layer does not say of the op. Private to
// Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_OPERANDREMARKS_H
#define NEUROSPECTOR_LIB_TRANSFORMS_OPERANDREMARKS_H

#include "neurospector/Analysis/SideOperands.h"

namespace mlir::neurospector {

/// Emits analysis remarks on a scheduled op: `side-operands` names those that
/// ride with its operands and what they move, \p sides, `broadcast` an operand
/// that the layer counts with more elements than move, `sparse` one that it
/// counts with all elements.
void remarkOperands(const OpLayer &layer,
                    const ::neurospector::Accelerator &machine,
                    const ::neurospector::Schedule &schedule,
                    ArrayRef<::neurospector::SideTraffic> sides);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_OPERANDREMARKS_H
