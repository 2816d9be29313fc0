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

static Dim exchange(Dim dim, unsigned a, unsigned b) {
  for (auto dimOf : {imageOf, windowOf}) {
    if (dim == dimOf(a))
      return dimOf(b);
    if (dim == dimOf(b))
      return dimOf(a);
  }
  return dim;
}

/// Of a lattice that is not complete images may be missing, and what slides
/// does so along the inner one of two images.
PieceMirrors::PieceMirrors(const SearchSpace &space,
                           const PieceLattice &lattice)
    : lattice(lattice) {
  if (!lattice.isComplete() || space.machine.slides())
    return;
  for (unsigned b = 1; b < numPairs; ++b)
    for (unsigned a = 0; a < b; ++a) {
      if (!space.areAlike(a, b))
        continue;
      auto &image = images.emplace_back();
      for (auto [number, axis] : llvm::enumerate(lattice.axes())) {
        Dim dim = exchange(axis.dim, a, b);
        const auto *other =
            llvm::find_if(lattice.axes(), [&](const PieceLattice::Axis &each) {
              return each.dim == dim;
            });
        image[number] = static_cast<unsigned>(other - lattice.axes().begin());
      }
    }
}

std::optional<PieceMirrors::Mask>
PieceMirrors::keeping(Mask mirrors, Tile tile, const AxisSteps &steps) const {
  Mask result = 0;
  for (auto [number, image] : llvm::enumerate(images)) {
    if (!(mirrors >> number & 1))
      continue;
    Tile otherTile = 0;
    AxisSteps otherSteps = steps;
    for (auto [a, axis] : llvm::enumerate(lattice.axes())) {
      otherTile += lattice.digit(tile, axis) * lattice.axes()[image[a]].stride;
      otherSteps[image[a]] = steps[a];
    }
    auto order = std::tie(otherTile, otherSteps) <=> std::tie(tile, steps);
    if (order < 0)
      return std::nullopt;
    if (order == 0)
      result |= static_cast<Mask>(1u << number);
  }
  return result;
}
