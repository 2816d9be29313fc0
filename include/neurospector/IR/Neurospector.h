//===- Neurospector.h - The neurospector dialect ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A schedule and its cost as typed attributes of the scheduled op. Nothing here
// knows how a schedule is found.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_IR_NEUROSPECTOR_H
#define NEUROSPECTOR_IR_NEUROSPECTOR_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/DeviceMappingInterface.h"
#include "mlir/IR/Attributes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"

#include "neurospector/IR/NeurospectorDialect.h.inc"
#include "neurospector/IR/NeurospectorEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "neurospector/IR/NeurospectorAttributes.h.inc"

namespace mlir::neurospector {

/// Names of the discardable attributes.
inline constexpr llvm::StringLiteral scheduleAttrName = "neurospector.schedule";
inline constexpr llvm::StringLiteral costAttrName = "neurospector.cost";
inline constexpr llvm::StringLiteral retainedAttrName = "neurospector.retained";
inline constexpr llvm::StringLiteral levelAttrName = "neurospector.level";
inline constexpr llvm::StringLiteral nestAttrName = "neurospector.nest";
inline constexpr llvm::StringLiteral acceleratorAttrName =
    "neurospector.accelerator";
inline constexpr llvm::StringLiteral weightAttrName = "neurospector.weight";
inline constexpr llvm::StringLiteral assumeAttrName = "neurospector.assume";

/// Removes what `neurospector-schedule` attaches to \p op.
void dropSchedule(Operation *op);

/// Kind of a level of a machine, and its name without the axis. \p isArray
/// tells an array from a memory.
///
/// Example: array `PE_ARRAY(Y)` is (spatial_y, `PE_ARRAY`).
std::pair<LevelKind, StringRef> splitLevelName(StringRef levelName,
                                               bool isArray);

/// Iterations of each loop of \p op, `ShapedType::kDynamic` where no operand
/// gives a static size. A size comes from an operand that the loop alone
/// indexes, so a convolution's image loops take it from the output even if the
/// input is larger than the windows need.
SmallVector<int64_t> getLoopBounds(linalg::LinalgOp op);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_IR_NEUROSPECTOR_H
