//===- Unlowered.h - Layers that are not linalg ops yet ---------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A module of tosa or stablehlo has convolutions too, only not in linalg: it
// helps to say which pass is missing. Dialects are known by name, loaded or
// not.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_UNLOWERED_H
#define NEUROSPECTOR_ANALYSIS_UNLOWERED_H

#include "mlir/IR/Operation.h"

namespace mlir::neurospector {

/// Ops of one name that multiply and accumulate outside linalg.
struct UnloweredOps {
  StringRef name;
  size_t count;
  StringRef advice; ///< such as `run tosa-to-linalg-named first`
};

/// In \p root, by first occurrence.
SmallVector<UnloweredOps> findUnlowered(Operation *root);

/// `1 tosa.conv2d: run tosa-to-linalg-named first`.
std::string describe(const UnloweredOps &ops);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_UNLOWERED_H
