//===- FewestSteps.h - The least that the MACs take -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_FEWESTSTEPS_H
#define NEUROSPECTOR_LIB_SEARCH_FEWESTSTEPS_H

#include "neurospector/Model/Accelerator.h"
#include "neurospector/Model/Layer.h"

namespace neurospector {

/// IP-8: no schedule of \p layer takes fewer steps of the MACs on \p arrays,
/// whether its tiles divide or not: u units along a dimension of bound b take
/// at least ceil(b / u), and the arrays that may unroll any of some dimensions
/// have as many units along these as the product of their sizes, at most.
double fewestSteps(const Layer &layer, llvm::ArrayRef<Array> arrays);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_FEWESTSTEPS_H
