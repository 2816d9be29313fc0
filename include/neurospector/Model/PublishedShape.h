//===- PublishedShape.h - Machines that .cfg files describe -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_PUBLISHEDSHAPE_H
#define NEUROSPECTOR_MODEL_PUBLISHEDSHAPE_H

#include "neurospector/Model/Accelerator.h"

namespace neurospector {

/// Where the levels of a machine of the published shape are: DRAM,
/// MULTI_CHIPS(Y), MULTI_CHIPS(X), GLOBAL_BUFFER, PE_ARRAY(Y), PE_ARRAY(X),
/// LOCAL_BUFFER, MAC_ARRAY(Y), MAC_ARRAY(X), in this order; all but DRAM and
/// LOCAL_BUFFER may be absent. The cost model `published` knows these machines
/// only, and the tables of the published tool list them.
struct PublishedShape {
  size_t dram = 0, localBuffer = 0; ///< indices into `levels`
  std::optional<size_t> chipY, chipX, globalBuffer, peY, peX, macY, macX;

  /// None if \p accelerator has another shape.
  static std::optional<PublishedShape> of(const Accelerator &accelerator);
};

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_PUBLISHEDSHAPE_H
