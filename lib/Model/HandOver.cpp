//===- HandOver.cpp - What stays on chip between layers -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tile is a box over the axes of the tensor: batch, channel, row, column and
// so on. All coordinates count from the corner where the two layers meet, so
// that the last tile of the writer and the first one of the reader both begin
// at 0.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/HandOver.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Links
//===----------------------------------------------------------------------===//

namespace {
/// An axis of the image and the window that slides over it.
struct ImageAxis : ImageWindow {
  Dim image, window;
  int64_t padding;
};
} // namespace

static std::array<ImageAxis, numPairs> imageAxes(const Layer &reader,
                                                 const Link &link) {
  std::array<ImageAxis, numPairs> axes;
  for (unsigned i = 0; i < numPairs; ++i)
    axes[i] = {reader.pairs[i], imageOf(i), windowOf(i), link.padding[i]};
  return axes;
}

/// Rows that the windows of \p reader span, padding included.
static int64_t span(const Layer &reader, const ImageAxis &axis) {
  return axis.extent(reader.bound(axis.image), reader.bound(axis.window));
}

std::optional<Link> neurospector::inferLink(const Layer &writer,
                                            const Layer &reader) {
  if (writer.bound(Dim::B) != reader.bound(Dim::B) ||
      writer.bound(Dim::K) * writer.bound(Dim::G) !=
          reader.bound(Dim::C) * reader.bound(Dim::G))
    return std::nullopt;
  Link link;
  for (const auto &[i, axis] : llvm::enumerate(imageAxes(reader, link))) {
    int64_t padding = span(reader, axis) - writer.bound(axis.image);
    if (padding <= -axis.stride ||
        padding > (reader.bound(axis.window) - 1) * axis.dilation)
      return std::nullopt;
    link.padding[i] = (std::max<int64_t>(padding, 0) + 1) / 2;
  }
  return link;
}

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

/// Each tile of the input crosses the DRAM boundary once: no loop over its
/// tiles runs inside one over K.
static bool readsOnce(const Schedule &schedule) {
  bool insideK = false;
  for (Group group : groupOrder(schedule.globalBuffer)) {
    if (product(schedule.table[Row::Dram], group).get() == 1)
      continue;
    if (insideK)
      return false;
    insideK = group == irrelevantGroup(Operand::Input);
  }
  return true;
}

namespace {

/// Indices of an axis: `count` runs of `length`, `period` apart (any if one).
struct Runs {
  int64_t begin = 0, length = 0, period = 1, count = 1;

  /// How many of them are below \p bound.
  int64_t below(int64_t bound) const {
    int64_t from = bound - begin;
    if (from <= 0)
      return 0;
    if (count == 1)
      return std::min(from, length);
    int64_t whole = std::min(from / period, count);
    int64_t rest = whole < count ? std::min(from - whole * period, length) : 0;
    return whole * length + rest;
  }
};

Runs interval(const Placement &placement, Dim dim, const Factors &at) {
  return {at[index(dim)] * placement.chipTile(dim), placement.chipTile(dim)};
}

/// Channels, of which each group has \p dim (K of an output, C of an input).
Runs channels(const Placement &placement, Dim dim, const Factors &at) {
  Runs groups = interval(placement, Dim::G, at),
       inner = interval(placement, dim, at);
  int64_t period = placement.bounds[index(dim)];
  if (inner.length == period)
    return {groups.begin * period, period * groups.length};
  return {groups.begin * period + inner.begin, inner.length, period,
          groups.length};
}

} // namespace

Placement::Placement(const Layer &layer, const Schedule &schedule)
    : bounds(layer.bounds), onX(schedule.table[Row::ChipX]),
      onY(schedule.table[Row::ChipY]),
      held(schedule.table.tile(Row::GlobalBuffer)),
      moved(schedule.table.tile(Row::ChipY)), usedX(product(onX).get()),
      usedY(product(onY).get()), readsOnce(::readsOnce(schedule)) {}

Factors Placement::coordinates(int64_t x, int64_t y) const {
  Factors result;
  for (unsigned d = 0; d < numDims; ++d) {
    result[d] = x % onX[d] + onX[d] * (y % onY[d]);
    x /= onX[d];
    y /= onY[d];
  }
  return result;
}

static int64_t overlap(const Runs &a, const Runs &b) {
  if (a.count > b.count)
    return overlap(b, a);
  int64_t result = 0;
  for (int64_t i = 0; i < a.count; ++i) {
    int64_t begin = a.begin + i * a.period;
    result += b.below(begin + a.length) - b.below(begin);
  }
  return result;
}

namespace {

/// Rows of the tensor that a chip of the reader takes in with its first tile.
struct Rows {
  Runs own;  ///< that no other chip needs
  Runs once; ///< of these, the ones that no later tile has
};

} // namespace

static Rows imageRows(const Placement &reader, const ImageAxis &axis,
                      int64_t padding, int64_t size, const Factors &at) {
  auto first = [&](int64_t image, int64_t window) {
    return image * reader.chipTile(axis.image) * axis.stride +
           window * reader.chipTile(axis.window) * axis.dilation - padding;
  };
  int64_t length =
      axis.extent(reader.chipTile(axis.image), reader.chipTile(axis.window));
  int64_t image = at[index(axis.image)], window = at[index(axis.window)];
  int64_t begin = first(image, window), end = begin + length;
  int64_t ownBegin = begin, ownEnd = end;
  // Of the chips with the same part of the window, the nearest on either side:
  // rows of the others begin further away.
  int64_t last = reader.chips(axis.image) - 1;
  int64_t step = last == 0 ? 1 : first(1, 0) - first(0, 0);
  for (int64_t w = 0; w < reader.chips(axis.window); ++w) {
    int64_t between = begin - first(0, w);
    int64_t below =
        w == window ? image - 1 : llvm::divideFloorSigned(between, step);
    int64_t above =
        w == window ? image + 1 : llvm::divideCeilSigned(between, step);
    if (below >= 0)
      ownBegin = std::max(ownBegin, first(std::min(below, last), w) + length);
    if (above <= last)
      ownEnd = std::min(ownEnd, first(std::max<int64_t>(above, 0), w));
  }
  int64_t onceEnd = ownEnd;
  if (reader.allChips(axis.image) != reader.bounds[index(axis.image)])
    onceEnd =
        std::min(onceEnd, reader.allChips(axis.image) * axis.stride - padding);
  if (reader.allChips(axis.window) != reader.bounds[index(axis.window)])
    onceEnd = std::min(onceEnd,
                       reader.allChips(axis.window) * axis.dilation - padding);
  auto clip = [&](int64_t upTo) {
    int64_t from = std::clamp<int64_t>(ownBegin, 0, size);
    return Runs{from, std::max<int64_t>(std::min(upTo, size) - from, 0)};
  };
  return {clip(ownEnd), clip(onceEnd)};
}

HandOver neurospector::handOver(const Placement &writer,
                                const Placement &reader,
                                const Layer &readerLayer,
                                const Accelerator &accelerator,
                                const Link &link, Corner corner) {
  const std::optional<Buffer> &buffer = accelerator.globalBuffer;
  if (!buffer || buffer->bypasses(Operand::Output) ||
      buffer->bypasses(Operand::Input))
    return {};
  // Partial sums on several chips are no output yet, and an element that
  // several chips need has to come from DRAM.
  if (writer.splits(Group::CRS) || reader.splits(Group::K))
    return {};

  int64_t usedX = std::min(writer.usedX, reader.usedX),
          usedY = std::min(writer.usedY, reader.usedY);
  constexpr Factors origin = Factors::all(0);
  int64_t runs = std::min(channels(writer, Dim::K, origin).count,
                          channels(reader, Dim::C, origin).count);
  Count pieces = Count(usedX) * usedY * runs;
  if (pieces.overflowed() || pieces.get() > maxHandOverPieces)
    return {};

  HandOver result;
  bool once = link.onlyReader && reader.readsOnce;
  for (int64_t y = 0; y < usedY; ++y)
    for (int64_t x = 0; x < usedX; ++x) {
      Factors here = writer.coordinates(x, y), there = reader.coordinates(x, y);
      int64_t reused = overlap(interval(writer, Dim::B, here),
                               interval(reader, Dim::B, there)) *
                       overlap(channels(writer, Dim::K, here),
                               channels(reader, Dim::C, there));
      int64_t unwritten = once ? reused : 0;
      for (const ImageAxis &axis : imageAxes(readerLayer, link)) {
        if (reused == 0)
          break;
        int64_t size = writer.bounds[index(axis.image)];
        int64_t padding = corner == Corner::First
                              ? axis.padding
                              : span(readerLayer, axis) - size - axis.padding;
        Rows rows = imageRows(reader, axis, padding, size, there);
        Runs written = interval(writer, axis.image, here);
        reused *= overlap(written, rows.own);
        unwritten *= overlap(written, rows.once);
      }
      result.reused += reused;
      result.unwritten += unwritten;
    }
  return result;
}
