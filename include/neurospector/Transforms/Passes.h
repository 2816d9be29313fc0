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

} // namespace mlir::neurospector

/// A value that a pass option does not have is an error that lists those that
/// it has. Declared before the first use, which is in the generated options.
#define NEUROSPECTOR_LISTS_VALUES(T)                                           \
  template <>                                                                  \
  bool llvm::cl::parser<T>::parse(Option &option, StringRef name,              \
                                  StringRef word, T &value);
NEUROSPECTOR_LISTS_VALUES(::neurospector::DataflowMode)
NEUROSPECTOR_LISTS_VALUES(::neurospector::Metric)
NEUROSPECTOR_LISTS_VALUES(::neurospector::Optimizer)
NEUROSPECTOR_LISTS_VALUES(mlir::neurospector::CostModelKind)
NEUROSPECTOR_LISTS_VALUES(mlir::neurospector::PrecisionKind)
NEUROSPECTOR_LISTS_VALUES(mlir::neurospector::SpatialReduction)
#undef NEUROSPECTOR_LISTS_VALUES

namespace mlir::neurospector {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "neurospector/Transforms/Passes.h.inc"

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_TRANSFORMS_PASSES_H
