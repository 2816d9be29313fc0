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
#include "neurospector/Model/PublishedShape.h"

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
  // What runs again follows itself.
  if (writer.runs != 1 || reader.runs != 1)
    return std::nullopt;
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
// Placements
//===----------------------------------------------------------------------===//

std::optional<size_t>
neurospector::keepingMemory(const Accelerator &accelerator) {
  size_t memory = accelerator.nextStore(0, Operand::Input);
  if (memory == accelerator.levels.size() ||
      memory != accelerator.nextStore(0, Operand::Output))
    return std::nullopt;
  // A LOCAL_BUFFER feeds MACs; what it is said to hold may be in registers.
  auto published = PublishedShape::of(accelerator);
  if (published && memory == published->localBuffer)
    return std::nullopt;
  return memory;
}

bool neurospector::keepsInPlace(const Memory &memory) {
  auto roomOf = [&](Operand op) {
    return llvm::find_if(memory.rooms, [&](const Room &room) {
      return room.operands.contains(op);
    });
  };
  return roomOf(Operand::Input) == roomOf(Operand::Output);
}

/// No loop over tiles of the input runs inside one over K.
static bool readsOnce(const Layer &layer, const Accelerator &accelerator,
                      const Schedule &schedule, size_t keeper) {
  bool insideK = false;
  for (size_t level = 0; level < keeper; ++level) {
    if (!accelerator.levels[level].memory())
      continue;
    for (Dim dim : schedule.orders[level]) {
      if (schedule.steps(level, dim, layer) == 1)
        continue;
      bool relevant = isRelevant(Operand::Input, dim);
      if (relevant && insideK)
        return false;
      insideK |= !relevant;
    }
  }
  return true;
}

Placement::Placement(const Layer &layer, const Accelerator &accelerator,
                     const Schedule &schedule)
    : bounds(layer.bounds) {
  std::optional<size_t> keeper = keepingMemory(accelerator);
  if (!keeper)
    return;
  held = schedule.entering(*keeper, layer);
  moved = layer.bounds;
  bool insideArray = false;
  for (size_t level = 0; level < *keeper; ++level) {
    Factors steps = schedule.steps(level, layer);
    if (steps * schedule.tiles[level] != schedule.entering(level, layer))
      return;
    bool runs = steps != unitFactors;
    if (accelerator.levels[level].array()) {
      arrays.push_back(steps);
      insideArray |= runs;
    } else if (runs) {
      if (insideArray)
        return;
      moved = schedule.tiles[level];
    }
  }
  keeps = true;
  readsOnce = ::readsOnce(layer, accelerator, schedule, *keeper);
}

Factors Placement::coordinates(llvm::ArrayRef<int64_t> units) const {
  Factors result = Factors::all(0);
  for (auto [steps, unit] : llvm::zip_equal(arrays, units)) {
    int64_t rest = unit;
    for (unsigned d = 0; d < numDims; ++d) {
      result[d] = result[d] * steps[d] + rest % steps[d];
      rest /= steps[d];
    }
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

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
  return {at[index(dim)] * placement.heldOf(dim), placement.heldOf(dim)};
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

/// Rows of the tensor that an instance of the reader's keeping memory takes in
/// with its first tile.
struct Rows {
  Runs own;  ///< that no other instance needs
  Runs once; ///< of these, the ones that no later tile has (HO-3)
};

} // namespace

static Rows imageRows(const Placement &reader, const ImageAxis &axis,
                      int64_t padding, int64_t size, const Factors &at) {
  auto first = [&](int64_t image, int64_t window) {
    return image * reader.heldOf(axis.image) * axis.stride +
           window * reader.heldOf(axis.window) * axis.dilation - padding;
  };
  int64_t length =
      axis.extent(reader.heldOf(axis.image), reader.heldOf(axis.window));
  int64_t image = at[index(axis.image)], window = at[index(axis.window)];
  int64_t begin = first(image, window), end = begin + length;
  int64_t ownBegin = begin, ownEnd = end;
  // Of the instances with the same part of the window, the nearest on either
  // side: rows of the others begin further away.
  int64_t last = reader.instances(axis.image) - 1;
  int64_t step = last == 0 ? 1 : first(1, 0) - first(0, 0);
  for (int64_t w = 0; w < reader.instances(axis.window); ++w) {
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
  if (reader.movedOf(axis.image) != reader.bounds[index(axis.image)])
    onceEnd =
        std::min(onceEnd, reader.movedOf(axis.image) * axis.stride - padding);
  if (reader.movedOf(axis.window) != reader.bounds[index(axis.window)])
    onceEnd = std::min(onceEnd,
                       reader.movedOf(axis.window) * axis.dilation - padding);
  auto clip = [&](int64_t upTo) {
    int64_t from = std::clamp<int64_t>(ownBegin, 0, size);
    return Runs{from, std::max<int64_t>(std::min(upTo, size) - from, 0)};
  };
  return {clip(ownEnd), clip(onceEnd)};
}

/// HO-2 and HO-3 of an instance that works on the part \p here of the writer
/// and on the part \p there of the reader.
static HandOver handOverInside(const Placement &writer, const Factors &here,
                               const Placement &reader, const Factors &there,
                               const Layer &readerLayer, const Link &link,
                               Corner corner) {
  HandOver result;
  result.reused =
      overlap(interval(writer, Dim::B, here), interval(reader, Dim::B, there)) *
      overlap(channels(writer, Dim::K, here), channels(reader, Dim::C, there));
  if (link.onlyReader && reader.readsOnce)
    result.unwritten = result.reused;
  for (const ImageAxis &axis : imageAxes(readerLayer, link)) {
    if (result.reused == 0)
      break;
    int64_t size = writer.bounds[index(axis.image)];
    int64_t padding = corner == Corner::First
                          ? axis.padding
                          : span(readerLayer, axis) - size - axis.padding;
    Rows rows = imageRows(reader, axis, padding, size, there);
    Runs written = interval(writer, axis.image, here);
    result.reused *= overlap(written, rows.own);
    result.unwritten *= overlap(written, rows.once);
  }
  return result;
}

HandOver neurospector::handOver(const Placement &writer,
                                const Placement &reader,
                                const Layer &readerLayer, const Link &link,
                                Corner corner) {
  if (!writer.keeps || !reader.keeps ||
      writer.arrays.size() != reader.arrays.size())
    return {};
  // Partial sums in several instances are no output yet, and an element that
  // several instances need has to come from outside.
  if (writer.splits(Group::CRS) || reader.splits(Group::K))
    return {};

  // Units of each array that both use.
  llvm::SmallVector<int64_t, 2> used;
  Count instances = 1;
  for (auto [here, there] : llvm::zip_equal(writer.arrays, reader.arrays)) {
    used.push_back(std::min(product(here).get(), product(there).get()));
    instances = instances * used.back();
  }
  constexpr Factors origin = Factors::all(0);
  int64_t runs = std::min(channels(writer, Dim::K, origin).count,
                          channels(reader, Dim::C, origin).count);
  Count pieces = instances * runs;
  if (pieces.overflowed() || pieces.get() > maxHandOverPieces)
    return {};

  HandOver result;
  llvm::SmallVector<int64_t, 2> units(used.size());
  for (int64_t instance = 0; instance < instances.get(); ++instance) {
    int64_t rest = instance;
    for (auto [unit, count] : llvm::zip_equal(units, used)) {
      unit = rest % count;
      rest /= count;
    }
    HandOver own =
        handOverInside(writer, writer.coordinates(units), reader,
                       reader.coordinates(units), readerLayer, link, corner);
    result.reused += own.reused;
    result.unwritten += own.unwritten;
  }
  return result;
}
