//===- PieceMirrors.cpp - Choices that are each other's image -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceMirrors.h"

#include "neurospector/Search/SearchSpace.h"

#include <tuple>

using namespace neurospector;

llvm::SmallVector<PieceLattice::Exchange, numPairs>
PieceMirrors::exchanges(const SearchSpace &space) {
  llvm::SmallVector<PieceLattice::Exchange, numPairs> result;
  for (unsigned b = 1; b < numPairs && !space.machine.slides(); ++b)
    for (unsigned a = 0; a < b; ++a)
      if (space.areAlike(a, b))
        result.emplace_back(a, b);
  return result;
}

std::optional<PieceMirrors::Mask>
PieceMirrors::keeping(Mask mirrors, Tile tile, const AxisSteps &steps) const {
  Mask result = 0;
  for (auto [number, image] : llvm::enumerate(lattice.images())) {
    if (!(mirrors >> number & 1))
      continue;
    Tile otherTile = lattice.exchanged(tile, image);
    AxisSteps otherSteps = steps;
    for (unsigned a = 0; a < lattice.axes().size(); ++a)
      otherSteps[image[a]] = steps[a];
    auto order = std::tie(otherTile, otherSteps) <=> std::tie(tile, steps);
    if (order < 0)
      return std::nullopt;
    if (order == 0)
      result |= static_cast<Mask>(1u << number);
  }
  return result;
}
