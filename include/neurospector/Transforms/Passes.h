//===- Passes.h - The passes ------------------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TRANSFORMS_PASSES_H
#define NEUROSPECTOR_TRANSFORMS_PASSES_H

#include "neurospector/IR/Neurospector.h"
#include "neurospector/Search/Search.h"

#include "mlir/Pass/Pass.h"

namespace mlir::neurospector {

enum class CostModelKind : uint8_t { Exact, Published };

/// What says how wide an element is.
enum class PrecisionKind : uint8_t { Accelerator, FromIr };

/// What becomes of a reduction that is unrolled over an array.
enum class SpatialReduction : uint8_t { Loop, Partial };

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "neurospector/Transforms/Passes.h.inc"

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_TRANSFORMS_PASSES_H
