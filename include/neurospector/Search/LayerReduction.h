//===- LayerReduction.h - Merge dimensions that act alike -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_LAYERREDUCTION_H
#define NEUROSPECTOR_SEARCH_LAYERREDUCTION_H

#include "neurospector/Model/Schedule.h"
#include "llvm/ADT/SmallVector.h"

namespace neurospector {

/// No constraint of \p accelerator treats the two dimensions differently.
bool areInterchangeable(const Accelerator &accelerator, Dim a, Dim b);

/// A layer with fewer dimensions and exactly the same costs.
///
/// Where nothing slides, two dimensions of a group are interchangeable: every
/// volume and count depends on their product only. P is merged into B if R = 1
/// and strideP = 1 (then the input is as high as the output); R into C if P = 1
/// and dilationP = 1; likewise every other pair. A 1x1 convolution becomes a
/// matrix product. Dimensions that an accelerator's constraints tell apart
/// stay.
///
/// Any schedule of the reduced layer expands to one of the layer with equal
/// cost and validity, and the other way round, because a row factor of the
/// product splits prime by prime.
class LayerReduction {
public:
  LayerReduction(const Layer &layer, const Accelerator &accelerator);
  /// Keeps all dimensions.
  explicit LayerReduction(const Layer &layer)
      : layer(layer), original(layer.bounds) {}

  const Layer &reduced() const { return layer; }
  /// The tiles of the original layer, level by level; deterministic. All tiles
  /// are perfect.
  void expand(llvm::MutableArrayRef<Factors> tiles) const;

private:
  void merge(Dim from, Dim into, const Accelerator &accelerator);

  Layer layer;
  Factors original;
  llvm::SmallVector<std::pair<Dim, Dim>, 4> merged; ///< (from, into)
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_LAYERREDUCTION_H
