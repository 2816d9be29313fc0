//===- HandOver.h - What stays on chip between layers -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cross-layer reuse: when a layer ends, the GLOBAL_BUFFERs hold the last tile
// of its output; when the next layer begins, they take in the first tile of its
// input. What the two have in common need not be read from DRAM again, and if
// nothing else reads it, need not be written either. Labels HO-n refer to
// docs/network-wise.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_HANDOVER_H
#define NEUROSPECTOR_MODEL_HANDOVER_H

#include "neurospector/Model/CostModel.h"

namespace neurospector {

/// A tensor that one layer writes and the next one reads.
struct Link {
  /// Padding that the reader sees before the first of the tensor, for each
  /// pair: rows along P, columns along Q, and so on. What it reads beyond the
  /// last is padding too.
  std::array<int64_t, numPairs> padding = {};
  /// No other layer reads the tensor, so what the reader gets from the
  /// GLOBAL_BUFFERs and fetches only once never has to reach DRAM.
  bool onlyReader = true;
};

/// Chips times runs of channels that are followed from a writer to a reader.
/// Of more, nothing stays on chip.
inline constexpr int64_t maxHandOverPieces = 4096;

/// HO-1: the link between two consecutive layers of a network file, which gives
/// shapes but no edges: batch and channels agree, and the windows of \p reader
/// cover the image of \p writer with at most the padding that keeps the size
/// (the first half of it, rounded up, before the image). None: they do not.
std::optional<Link> inferLink(const Layer &writer, const Layer &reader);

/// The side of each dimension on which a layer ends and the next one begins.
enum class Corner : uint8_t { First, Last };

/// A layer's tiles at the DRAM boundary, prepared for `handOver`.
struct Placement {
  Placement(const Layer &layer, const Schedule &schedule);

  Factors bounds;
  Factors onX, onY;     ///< factors of MULTI_CHIPS
  Factors held, moved;  ///< tile of one chip, and of all chips together
  int64_t usedX, usedY; ///< chips on each axis
  bool readsOnce;       ///< each tile of the input crosses the boundary once

  int64_t chipTile(Dim dim) const { return held[index(dim)]; }
  int64_t allChips(Dim dim) const { return moved[index(dim)]; }
  int64_t chips(Dim dim) const { return allChips(dim) / chipTile(dim); }
  bool splits(Group group) const {
    return product(moved, group).get() != product(held, group).get();
  }

  /// Which part of each dimension chip (x, y) works on. The digits of x and y
  /// run over the dimensions in order, K fastest.
  Factors coordinates(int64_t x, int64_t y) const;
};

/// HO-2: elements of the tensor between two layers that stay in the
/// GLOBAL_BUFFERs.
struct HandOver {
  int64_t reused = 0;    ///< that the reader need not read from DRAM
  int64_t unwritten = 0; ///< of these, that the writer need not write

  bool operator==(const HandOver &) const = default;
};
HandOver handOver(const Placement &writer, const Placement &reader,
                  const Layer &readerLayer, const Accelerator &accelerator,
                  const Link &link, Corner corner);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_HANDOVER_H
