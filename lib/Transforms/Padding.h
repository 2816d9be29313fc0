//===- Padding.h - Ops of full size -----------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For hardware that only takes full tiles. Private to Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_PADDING_H
#define NEUROSPECTOR_LIB_TRANSFORMS_PADDING_H

#include "neurospector/Analysis/LoopPieces.h"

namespace mlir::neurospector {

/// Why \p op cannot be padded; empty if it can: it is on buffers, or an op of
/// its body, such as a division of integers, must not run on padding.
std::string findUnpaddable(linalg::LinalgOp op);

/// Replaces \p op by one that runs each loop as often as its largest piece, on
/// operands padded with zeros. What it computes of the padding is cut off, or
/// adds nothing: where zeros do not see to that (`(x - 3) * (w - 2)`, or a
/// window over an image that goes on), the body skips the iterations that were
/// added to a reduction.
///
/// Returns the padded op.
FailureOr<linalg::LinalgOp> padToFullSize(RewriterBase &rewriter,
                                          linalg::LinalgOp op,
                                          const LoopPieces &pieces);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_PADDING_H
