//===- LayerReduction.cpp - Merge dimensions that act alike ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/LayerReduction.h"

#include <numeric>

using namespace neurospector;

bool neurospector::areInterchangeable(const Accelerator &accelerator, Dim a,
                                      Dim b) {
  for (Row row : allRows)
    if (isSpatial(row) && accelerator.allowedDims(row).contains(a) !=
                              accelerator.allowedDims(row).contains(b))
      return false;
  auto isFree = [&](const Buffer &buffer) {
    return buffer.required[index(a)] == 0 && buffer.required[index(b)] == 0;
  };
  return isFree(accelerator.localBuffer) && isFree(accelerator.dram) &&
         (!accelerator.globalBuffer || isFree(*accelerator.globalBuffer));
}

LayerReduction::LayerReduction(const Layer &original,
                               const Accelerator &accelerator)
    : layer(original), original(original.bounds) {
  for (unsigned i = 0; i < numPairs; ++i)
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

SchedulingTable LayerReduction::expand(const SchedulingTable &table) const {
  SchedulingTable result = table;
  Factors remaining = original;
  for (Row row : allRows)
    for (auto [from, into] : merged) {
      // Primes go to `from` while it has any left; the rest stay.
      int64_t factor =
          std::gcd(result[row][index(into)], remaining[index(from)]);
      result[row][index(from)] = factor;
      result[row][index(into)] /= factor;
      remaining[index(from)] /= factor;
    }
  return result;
}
