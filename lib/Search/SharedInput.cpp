//===- SharedInput.cpp - When branches read the same elements -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedInput.h"
#include "neurospector/Search/ChipPartition.h"

#include <limits>

using namespace neurospector;

static std::array<int64_t, numPairs> inputRows(const Layer &layer) {
  std::array<int64_t, numPairs> rows;
  for (unsigned i = 0; i < numPairs; ++i)
    rows[i] = layer.pairs[i].extent(layer.bound(imageOf(i)),
                                    layer.bound(windowOf(i)));
  return rows;
}

llvm::Error neurospector::verifyBranches(llvm::ArrayRef<Layer> branches) {
  const Layer &first = branches.front();
  for (const Layer &other : branches.drop_front()) {
    auto differ = [&](llvm::StringRef what, int64_t a, int64_t b) {
      return llvm::createStringError(
          "layers '" + first.name + "' and '" + other.name +
          "' do not read the same tensor: " + what + " " + llvm::Twine(a) +
          " and " + llvm::Twine(b));
    };
    if (first.bound(Dim::B) != other.bound(Dim::B))
      return differ("batch", first.bound(Dim::B), other.bound(Dim::B));
    int64_t channels = first.bound(Dim::C) * first.bound(Dim::G);
    int64_t otherChannels = other.bound(Dim::C) * other.bound(Dim::G);
    if (channels != otherChannels)
      return differ("input channels", channels, otherChannels);
    auto rows = inputRows(first), otherRows = inputRows(other);
    for (unsigned i = 0; i < numPairs; ++i) {
      auto reach = [i](const Layer &layer) {
        auto [stride, dilation] = layer.pairs[i];
        Count result = Count(layer.bound(windowOf(i))) * dilation + stride;
        return result.overflowed() ? std::numeric_limits<int64_t>::max()
                                   : result.get();
      };
      int64_t slack = std::max(reach(first), reach(other)) - 2;
      if (std::abs(rows[i] - otherRows[i]) > slack)
        return differ(("image rows along " + name(imageOf(i))).str(), rows[i],
                      otherRows[i]);
    }
  }
  return llvm::Error::success();
}

/// Pieces of the image, or of the window, share what they have in common with
/// all others or with none: whichever takes least.
AxisRows AxisRows::of(const ImageWindow &pair, int64_t image, int64_t window,
                      int64_t images, int64_t windows) {
  int64_t span = pair.extent(image, window), taken = span;
  for (int64_t i : {int64_t(1), images})
    for (int64_t w : {int64_t(1), windows}) {
      Count rows = Count(image - i) * w * pair.stride +
                   Count(window - w) * i * pair.dilation + Count(i) * w;
      if (!rows.overflowed())
        taken = std::min(taken, rows.get());
    }
  return {span,
          taken,
          {pair.stride, pair.dilation, image, window, images, windows}};
}

Reading::Reading(const Layer &layer, const Accelerator &strip,
                 const Schedule &schedule)
    : isPerfect(schedule.isPerfect(layer)), trips(schedule.steps(0, layer)),
      tile(schedule.tiles.front()) {
  for (Dim dim : schedule.orders.front())
    if (trips[index(dim)] != 1)
      loops.push_back(dim);
  while (!loops.empty() && !isRelevant(Operand::Input, loops.back()))
    loops.pop_back();
  for (Dim dim : loops)
    depth *= trips[index(dim)];
  for (Dim dim : {Dim::B, Dim::C, Dim::G})
    depth *= tile[index(dim)];
  Factors units;
  for (size_t array = 1; array < strip.memoryInside(0); ++array)
    units = units * schedule.steps(array, layer);
  for (unsigned i = 0; i < numPairs; ++i) {
    unsigned image = index(imageOf(i)), window = index(windowOf(i));
    rows[i] = AxisRows::of(layer.pairs[i], tile[image], tile[window],
                           units[image], units[window]);
    stride[i] = layer.pairs[i].stride;
  }
}

bool Reading::isInStepWith(const Reading &other) const {
  if (!isPerfect || !other.isPerfect || loops != other.loops ||
      tile[index(Dim::B)] != other.tile[index(Dim::B)] ||
      tile[index(Dim::C)] * tile[index(Dim::G)] !=
          other.tile[index(Dim::C)] * other.tile[index(Dim::G)])
    return false;
  for (Dim dim : loops) {
    unsigned d = index(dim);
    if (trips[d] != other.trips[d])
      return false;
    if ((dim == Dim::C || dim == Dim::G) && tile[d] != other.tile[d])
      return false;
    for (unsigned i = 0; i < numPairs; ++i)
      if (dim == windowOf(i) ||
          (dim == imageOf(i) &&
           tile[d] * stride[i] != other.tile[d] * other.stride[i]))
        return false;
  }
  return true;
}
