//===- OpLink.h - Which op reads what another one writes --------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_OPLINK_H
#define NEUROSPECTOR_ANALYSIS_OPLINK_H

#include "neurospector/Analysis/OpLayer.h"
#include "neurospector/Model/HandOver.h"

namespace mlir::neurospector {

/// The link from \p writer to \p reader, both in one block, if the input of
/// \p reader is the result of \p writer: itself, or what padding with static
/// sizes, casts and element-wise ops make of it, which stream. The axes of the
/// tensor must be the same dimensions of both layers, up to K and C. It is the
/// only reader if no value on the way has another use. None: there is no such
/// link.
///
/// Example: conv -> tensor.pad (1 row and column on each side) -> relu -> conv
/// is a link with paddings of 1.
std::optional<::neurospector::Link> getLink(const OpLayer &writer,
                                            const OpLayer &reader);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_OPLINK_H
