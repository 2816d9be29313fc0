//===- PublishedScope.h - What the published model knows --------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The published model knows machines of the published shape, perfect factors
// and three dataflows. All else is an error that says what is beyond it.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_MODEL_PUBLISHEDSCOPE_H
#define NEUROSPECTOR_LIB_MODEL_PUBLISHEDSCOPE_H

#include "neurospector/Model/Schedule.h"

namespace neurospector {

/// Success if \p accelerator has the published shape (PublishedShape.h) and
/// nothing that .cfg files cannot say.
llvm::Error verifyPublished(const Accelerator &accelerator);

/// Success if all tiles of \p schedule, which is valid, divide what they are
/// cut from.
llvm::Error verifyPublished(const Layer &layer, const Accelerator &accelerator,
                            const Schedule &schedule);

/// The operand of the dataflow that runs the loops of memory \p level with more
/// than one step in the order of \p schedule; an error if no dataflow does.
llvm::Expected<Operand> publishedDataflow(const Layer &layer,
                                          const Accelerator &accelerator,
                                          const Schedule &schedule,
                                          size_t level);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_MODEL_PUBLISHEDSCOPE_H
