//===- LayerReduction.cpp - Merge dimensions that act alike ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/LayerReduction.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace neurospector;

bool neurospector::areInterchangeable(const Accelerator &accelerator, Dim a,
                                      Dim b) {
  return llvm::all_of(accelerator.levels, [&](const Level &level) {
    if (const Array *array = level.array())
      return array->dims.contains(a) == array->dims.contains(b);
    // Required steps of one each treat them alike if both must have them.
    const Factors &steps = level.memory()->steps;
    return steps[index(a)] == steps[index(b)] && steps[index(a)] <= 1;
  });
}

LayerReduction::LayerReduction(const Layer &original,
                               const Accelerator &accelerator)
    : layer(original), original(original.bounds) {
  // An image that is merged may have a loop inside the one along which tiles
  // slide, where B has not.
  for (unsigned i = 0; i < numPairs && !accelerator.slides(); ++i)
    if (layer.bound(windowOf(i)) == 1 && layer.pairs[i].stride == 1)
      merge(imageOf(i), Dim::B, accelerator);
  for (unsigned i = 0; i < numPairs; ++i)
    if (layer.bound(imageOf(i)) == 1 && layer.pairs[i].dilation == 1)
      merge(windowOf(i), Dim::C, accelerator);
}

void LayerReduction::merge(Dim from, Dim into, const Accelerator &accelerator) {
  if (layer.bound(from) == 1 || !areInterchangeable(accelerator, from, into))
    return;
  layer.bounds[index(into)] *= layer.bound(from);
  layer.bounds[index(from)] = 1;
  merged.emplace_back(from, into);
}

void LayerReduction::expand(llvm::MutableArrayRef<Factors> tiles) const {
  Factors left = original;     // of the bounds, to be given to `from`
  Factors inner = unitFactors; // the reduced tile inside
  Factors done = unitFactors;  // the expanded tile inside
  for (Factors &tile : llvm::reverse(tiles)) {
    Factors row;
    for (unsigned d = 0; d < numDims; ++d)
      row[d] = tile[d] / inner[d];
    inner = tile;
    for (auto [from, into] : merged) {
      // Primes go to `from` while it has any left; the rest stay.
      int64_t factor = std::gcd(row[index(into)], left[index(from)]);
      row[index(from)] = factor;
      row[index(into)] /= factor;
      left[index(from)] /= factor;
    }
    done = tile = done * row;
  }
}
