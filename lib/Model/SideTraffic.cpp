//===- SideTraffic.cpp - What rides with the tiles of a layer -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The rules of the exact model (LoopNest.h), loop by loop instead of dimension
// by dimension, for any tensor. Labels CM-n refer to docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/SideTraffic.h"

#include "LoopNest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <deque>

using namespace neurospector;

double neurospector::sideEnergy(const Accelerator &accelerator, Operand with,
                                llvm::ArrayRef<SideMoves> levels) {
  unsigned i = index(with);
  double energy = 0;
  for (const auto &[level, moves] : llvm::zip_equal(accelerator.levels, levels))
    if (const Memory *memory = level.memory())
      energy += static_cast<double>(moves.reads) * memory->readEnergy[i] +
                static_cast<double>(moves.writes) * memory->writeEnergy[i] +
                static_cast<double>(moves.through) * memory->passEnergy[i];
  return energy;
}

namespace {

/// A loop as a nest of its own.
class Chain {
public:
  Chain(const OpLoop &loop, const Accelerator &accelerator)
      : dim(loop.dim), nest(layer, accelerator, tile(loop)) {}
  Chain(const Chain &) = delete;

  int64_t numPieces(size_t level, LevelSet counts) const {
    return nest.numPieces(dim, level, counts);
  }
  int64_t extent(size_t level, LevelSet counts) const {
    return nest.extent(dim, level, counts);
  }
  LevelSet cuts() const { return nest.cuts(dim); }

  const Dim dim;

private:
  const Schedule &tile(const OpLoop &loop) {
    layer.bounds[index(dim)] = loop.bound;
    for (int64_t size : loop.tiles)
      schedule.tiles.emplace_back()[index(dim)] = size;
    return schedule;
  }

  Layer layer;
  Schedule schedule;
  LoopNest nest;
};

/// The loops of an op on a machine.
struct Chains {
  Chains(const Accelerator &accelerator, llvm::ArrayRef<LoopOrder> orders,
         llvm::ArrayRef<OpLoop> loops)
      : orders(orders) {
    for (const OpLoop &loop : loops) {
      all.emplace_back(loop, accelerator);
      cuts |= all.back().cuts();
    }
    for (size_t level = 0; level < accelerator.levels.size(); ++level)
      if (accelerator.levels[level].memory())
        memories |= 1u << level;
  }

  LevelSet memoriesOutside(size_t level) const {
    return memories & levelsOutside(level);
  }
  LevelSet usedArraysOutside(size_t level) const {
    return cuts & ~memories & levelsOutside(level);
  }

  llvm::ArrayRef<LoopOrder> orders;
  std::deque<Chain> all; ///< as the loops are numbered
  LevelSet cuts = 0, memories = 0;
};

/// The way of a tensor's elements into a store; the counterpart of `Entry`.
class SideEntry {
public:
  SideEntry(const Chains &chains, const SideTensor &tensor, size_t store,
            bool isMacs);

  /// As `Entry::elements`.
  Exchange elements(LevelSet apart, LevelSet together) const;

private:
  void dropTrailingLoops();
  Count axisElements(const SideTensor::Axis &axis, LevelSet apart,
                     LevelSet together) const;

  const Chains &chains;
  const SideTensor &tensor;
  const size_t store;
  const LevelSet memories;             ///< outside the store
  llvm::SmallVector<bool, 10> indexes; ///< whether each loop does
  /// Of the memories, the ones whose loop brings another tile, per loop.
  llvm::SmallVector<LevelSet, 10> moving;
};

} // namespace

SideEntry::SideEntry(const Chains &chains, const SideTensor &tensor,
                     size_t store, bool isMacs)
    : chains(chains), tensor(tensor), store(store),
      memories(chains.memoriesOutside(store)), indexes(chains.all.size()),
      moving(chains.all.size(), memories) {
  for (const SideTensor::Axis &axis : tensor.axes)
    for (SideTensor::Term term : axis)
      indexes[term.loop] = true;
  if (!isMacs)
    dropTrailingLoops();
}

/// CM-3: from the innermost loop outwards, up to the first that brings another
/// tile of the operand; then, of what is kept, up to the first that asks for
/// other elements.
void SideEntry::dropTrailingLoops() {
  bool isTileSame = true;
  for (size_t level = store; level-- > 0;) {
    if (!(memories >> level & 1))
      continue;
    for (Dim dim : llvm::reverse(chains.orders[level]))
      for (unsigned loop = chains.all.size(); loop-- > 0;) {
        const Chain &chain = chains.all[loop];
        if (chain.dim != dim || !(chain.cuts() >> level & 1))
          continue;
        isTileSame &= !isRelevant(tensor.with, dim);
        if (!isTileSame && (!tensor.isKept || indexes[loop]))
          return;
        moving[loop] ^= 1u << level;
      }
  }
}

/// CM-5 and CM-6 for a sum of any number of loops. A tile is a box, from its
/// first element to its last. Units side by side share what their boxes have in
/// common, along all loops or all but one, or do not, whichever is less; those
/// that a loop inside moves apart do not.
Count SideEntry::axisElements(const SideTensor::Axis &axis, LevelSet apart,
                              LevelSet together) const {
  LevelSet sliding = 0;
  for (SideTensor::Term term : axis)
    sliding |= chains.all[term.loop].cuts() & memories;
  LevelSet split = apart | together, merged = apart;
  if (sliding != 0)
    merged |= together & levelsOutside(llvm::Log2_32(sliding));
  // The loops from `first` on, `count` of them, are split.
  auto boxes = [&](size_t first, size_t count) {
    Count numBoxes = 1, elements = 1;
    for (auto [i, term] : llvm::enumerate(axis)) {
      const Chain &chain = chains.all[term.loop];
      bool isSplit = i >= first && i - first < count;
      int64_t extent = chain.extent(store, memories | split),
              pieces =
                  chain.numPieces(store, memories | (isSplit ? split : merged));
      elements =
          elements * pieces + Count(extent - pieces) * numBoxes * term.factor;
      numBoxes *= pieces;
    }
    return elements;
  };
  Count result = least(boxes(0, 0), boxes(0, axis.size()));
  for (size_t i = 0; i < axis.size(); ++i)
    result = least(result, boxes(i, 1));
  return result;
}

Exchange SideEntry::elements(LevelSet apart, LevelSet together) const {
  Count elements = 1, visits = 1, firstVisits = 1;
  for (const SideTensor::Axis &axis : tensor.axes)
    elements *= axisElements(axis, apart, together);
  for (unsigned loop = 0; loop < chains.all.size(); ++loop)
    if (!indexes[loop]) {
      const Chain &chain = chains.all[loop];
      visits *= chain.numPieces(store, moving[loop] | apart);
      firstVisits *= chain.numPieces(store, apart);
    }
  switch (tensor.moves) {
  case SideTensor::Moves::In:
    break;
  case SideTensor::Moves::Out:
    return {0, elements * visits};
  case SideTensor::Moves::Both:
    // Boxes overlap: what is new may have been there before.
    if (llvm::any_of(tensor.axes,
                     [](const auto &axis) { return axis.size() > 1; }))
      firstVisits = 0;
    return {elements * (visits - firstVisits), elements * visits};
  }
  return {elements * visits, 0};
}

/// From store to store, outermost first (CM-7, CM-8).
llvm::Expected<std::vector<SideMoves>> neurospector::countSideMoves(
    const Accelerator &accelerator, llvm::ArrayRef<LoopOrder> orders,
    llvm::ArrayRef<OpLoop> loops, const SideTensor &tensor) {
  Chains chains(accelerator, orders, loops);
  size_t macs = accelerator.levels.size();
  std::vector<SideMoves> result(macs);
  bool overflow = false;
  auto add = [&](int64_t &to, Count count) {
    Count sum = count + to;
    overflow |= sum.overflowed();
    to = sum.get();
  };
  for (size_t store = 0; store != macs;) {
    size_t next = accelerator.nextStore(store, tensor.with);
    SideEntry entry(chains, tensor, next, /*isMacs=*/next == macs);
    LevelSet arrays = chains.usedArraysOutside(next);
    auto sent = [&](size_t sender) {
      LevelSet outside = chains.usedArraysOutside(sender);
      return entry.elements(outside, arrays & ~outside);
    };
    add(result[store].reads, sent(store).in);
    add(result[store].writes, sent(store).out);
    for (size_t level = accelerator.memoryInside(store); level != next;
         level = accelerator.memoryInside(level))
      add(result[level].through, sent(level).total());
    store = next;
    if (store == macs)
      break;
    Exchange received = entry.elements(arrays, 0);
    add(result[store].writes, received.in);
    add(result[store].reads, received.out);
  }
  if (overflow)
    return llvm::createStringError("its transfers exceed 64 bits");
  return std::move(result);
}
