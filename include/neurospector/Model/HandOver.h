//===- HandOver.h - What stays on chip between layers -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cross-layer reuse: when a layer ends, the memory that keeps its output (on
// published machines GLOBAL_BUFFER) holds the last tile of it; when the next
// layer begins, the same memory takes in the first tile of its input. What the
// two have in common need not be read from the outermost memory again, and if
// nothing else reads it, need not be written either. Labels HO-n refer to
// docs/network-wise.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_HANDOVER_H
#define NEUROSPECTOR_MODEL_HANDOVER_H

#include "neurospector/Model/CostModel.h"

#include <optional>

namespace neurospector {

/// A tensor that one layer writes and the next one reads.
struct Link {
  /// Padding that the reader sees before the first of the tensor, for each
  /// pair: rows along P, columns along Q, and so on. What it reads beyond the
  /// last is padding too.
  std::array<int64_t, numPairs> padding = {};
  /// No other layer reads the tensor, so what the reader gets from the keeping
  /// memory and fetches only once never has to reach the outermost one.
  bool onlyReader = true;
};

/// The memory that keeps what stays between layers: the one to which the
/// outermost memory hands both the input and the output. None: they go to
/// different places, or straight to the MACs; nothing stays. Of machines of the
/// published shape it is GLOBAL_BUFFER or none.
///
/// Example: DRAM, CORES, CACHE of everything: CACHE. DRAM, SCRATCHPAD of inputs
/// and weights, ACCUMULATOR of outputs: none.
std::optional<size_t> keepingMemory(const Accelerator &accelerator);

/// An output that stays in \p memory is there as an input: both have one room,
/// or neither is limited. Otherwise it is copied from room to room.
bool keepsInPlace(const Memory &memory);

/// Instances of the keeping memory, times runs of channels, that are followed
/// from a writer to a reader. Of more, nothing stays on chip.
inline constexpr int64_t maxHandOverPieces = 4096;

/// HO-1: the link between two consecutive layers of a network file, which gives
/// shapes but no edges: each runs once, batch and channels agree, and the
/// windows of \p reader cover the image of \p writer with at most the padding
/// that keeps the size (the first half of it, rounded up, before the image).
/// None: they do not.
std::optional<Link> inferLink(const Layer &writer, const Layer &reader);

/// The side of each dimension on which a layer ends and the next one begins.
enum class Corner : uint8_t { First, Last };

/// What a layer's neighbours see of its schedule: the tiles that the instances
/// of the keeping memory hold, and the loops outside, prepared for `handOver`.
///
/// Example: DRAM hands in 8 rows, CHIPS(Y) of 2 and CHIPS(X) of 2 give 2 rows
/// to each GLOBAL_BUFFER: `held` is 2, `moved` 8; the GLOBAL_BUFFER at Y=1, X=0
/// holds rows 4 and 5, counted from the corner.
struct Placement {
  Placement(const Layer &layer, const Accelerator &accelerator,
            const Schedule &schedule);

  Factors bounds;
  /// Steps of the arrays outside the keeping memory, outermost first.
  llvm::SmallVector<Factors, 2> arrays;
  /// Tile of one instance, and of all together: boxes side by side.
  Factors held, moved;
  /// The above describes the schedule: a memory keeps input and output, tiles
  /// outside it divide what they are cut from, and no loop runs inside an array
  /// that lies outside it.
  bool keeps = false;
  /// HO-3: no tile of the input is fetched a second time.
  bool readsOnce = false;

  int64_t heldOf(Dim dim) const { return held[index(dim)]; }
  int64_t movedOf(Dim dim) const { return moved[index(dim)]; }
  int64_t instances(Dim dim) const { return movedOf(dim) / heldOf(dim); }
  bool splits(Group group) const {
    return product(moved, group).get() != product(held, group).get();
  }

  /// Which part of each dimension an instance works on, given its unit of each
  /// array. The digits of a unit's number run over the dimensions in order, K
  /// fastest.
  Factors coordinates(llvm::ArrayRef<int64_t> units) const;
};

/// HO-2: elements of the tensor between two layers that stay on chip.
struct HandOver {
  int64_t reused = 0;    ///< that the reader need not fetch
  int64_t unwritten = 0; ///< of these, that the writer need not write (HO-3)

  bool operator==(const HandOver &) const = default;
};
HandOver handOver(const Placement &writer, const Placement &reader,
                  const Layer &readerLayer, const Link &link, Corner corner);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_HANDOVER_H
