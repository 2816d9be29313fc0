//===- SideOperands.h - What moves beside a layer's operands ----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A layer counts three operands and takes each for indexed by all loops of its
// dimensions. What an op has beside them, or less than that, is counted here,
// by the op's own maps.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_SIDEOPERANDS_H
#define NEUROSPECTOR_ANALYSIS_SIDEOPERANDS_H

#include "neurospector/Analysis/OpLayer.h"
#include "neurospector/Model/SideTraffic.h"

namespace mlir::neurospector {

/// What each side operand of \p op moves under \p schedule, which is one of its
/// layer. Fails if a count exceeds 64 bits.
llvm::Expected<std::vector<::neurospector::SideTraffic>>
countSideOperands(const OpLayer &op,
                  const ::neurospector::Accelerator &accelerator,
                  const ::neurospector::Schedule &schedule);

/// What moves of \p operand, the input or the weight. The layer never counts
/// less, and more if the operand has `broadcastLoops`: an element for each of
/// their iterations, and a tile whenever one of them advances. Fails if a count
/// exceeds 64 bits.
llvm::Expected<std::vector<::neurospector::SideMoves>> countBroadcast(
    const OpLayer &op, const ::neurospector::Accelerator &accelerator,
    const ::neurospector::Schedule &schedule, ::neurospector::Operand operand);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_SIDEOPERANDS_H
