//===- WideExactModel.cpp - The exact model in 512-bit integers -----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Dimension by dimension and loop by loop, as the definitions say it.
//
//===----------------------------------------------------------------------===//

#include "WideModel.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <optional>
#include <set>

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Which loops count: of a memory or an array, over a dimension.
using Counts = llvm::function_ref<bool(size_t level, Dim dim)>;
using Levels = std::set<size_t>;

/// How many pieces there are of each extent.
using Pieces = std::map<int64_t, int64_t>;

/// Number of pieces and sum of their extents. Neither exceeds the bound.
struct Sum {
  int64_t number = 0, extent = 0;
};

/// What goes in and what comes back.
struct Flow {
  Big in, out;
  Big total() const { return in + out; }
};

/// A row of the table: arrays that count for N and Z, and those between the
/// stores, which count for Z alone and for pairs as neighbours do.
struct Row {
  Levels apart, between;
};

class WideExact {
public:
  WideExact(const Layer &layer, const Accelerator &machine,
            const Schedule &schedule)
      : layer(layer), machine(machine), schedule(schedule),
        macs(machine.levels.size()) {}

  WideCost run();

private:
  bool isMemory(size_t level) const {
    return machine.levels[level].memory() != nullptr;
  }
  Levels arrays(size_t from, size_t to) const {
    Levels result;
    for (size_t level = from; level < to; ++level)
      if (!isMemory(level))
        result.insert(level);
    return result;
  }
  int64_t steps(size_t level, Dim dim) const {
    return schedule.steps(level, dim, layer);
  }

  Pieces cut(Dim dim, size_t store, Counts counts) const;
  Sum walk(Dim dim, size_t store, Counts counts) const;
  std::set<std::pair<size_t, Dim>> trailing(Operand op, size_t store) const;
  std::optional<size_t> slide(unsigned pair, size_t store) const;
  Big overlaps(unsigned pair, size_t store, Counts counts) const;
  Big inputPair(unsigned pair, size_t store, const Row &row) const;
  Big moved(Operand op, size_t store, const Row &row, bool firstVisits) const;
  Flow flow(Operand op, size_t store, const Row &row) const;
  Flow tiles(Operand op, size_t store) const;
  Big fullStep(Operand op, size_t level) const;
  Big fill(size_t level) const;
  void moveOperand(Operand op);
  void addTime(size_t level, Operand op, size_t receiver, const Flow &inside,
               const Flow &outside);

  const Layer &layer;
  const Accelerator &machine;
  const Schedule &schedule;
  const size_t macs;
  WideCost cost;
};

} // namespace

Pieces WideExact::cut(Dim dim, size_t store, Counts counts) const {
  Pieces pieces = {{layer.bound(dim), 1}};
  for (size_t level = 0; level < store; ++level) {
    int64_t tile = schedule.tiles[level][index(dim)];
    Pieces next;
    for (auto [extent, number] : pieces) {
      if (extent <= tile) {
        next[extent] += number;
      } else if (!counts(level, dim)) {
        next[tile] += number;
      } else {
        next[tile] += number * (extent / tile);
        if (extent % tile != 0)
          next[extent % tile] += number;
      }
    }
    pieces = next;
  }
  return pieces;
}

Sum WideExact::walk(Dim dim, size_t store, Counts counts) const {
  Sum result;
  for (auto [extent, number] : cut(dim, store, counts)) {
    result.number += number;
    result.extent += number * extent;
  }
  return result;
}

/// The memory loops inside the innermost one that is relevant.
std::set<std::pair<size_t, Dim>> WideExact::trailing(Operand op,
                                                     size_t store) const {
  std::set<std::pair<size_t, Dim>> result;
  if (store == macs)
    return result;
  for (size_t level = 0; level < store; ++level) {
    if (!isMemory(level))
      continue;
    for (Dim dim : schedule.orders[level]) {
      if (steps(level, dim) == 1)
        continue;
      if (isRelevant(op, dim))
        result.clear();
      else
        result.insert({level, dim});
    }
  }
  return result;
}

/// The memory whose loop over the image of a pair slides the tiles of \p store:
/// the innermost loop that moves inputs there, if no units inside share the
/// pair.
std::optional<size_t> WideExact::slide(unsigned pair, size_t store) const {
  if (store == macs || !machine.levels[store].memory()->sliding)
    return std::nullopt;
  for (size_t level = store; level-- > 0;) {
    if (!isMemory(level)) {
      if (steps(level, imageOf(pair)) > 1 || steps(level, windowOf(pair)) > 1)
        return std::nullopt;
      continue;
    }
    for (Dim dim : llvm::reverse(schedule.orders[level])) {
      if (steps(level, dim) == 1 || !isRelevant(Operand::Input, dim))
        continue;
      return dim == imageOf(pair) ? std::optional(level) : std::nullopt;
    }
  }
  return std::nullopt;
}

/// Elements that a tile has of the one before, over all pieces of the window.
Big WideExact::overlaps(unsigned pair, size_t store, Counts counts) const {
  const ImageWindow &walk = layer.pairs[pair];
  Big result = 0;
  for (auto [extent, number] : cut(windowOf(pair), store, counts)) {
    Big reach = Big(extent - 1) * walk.dilation + 1;
    if (Big(walk.stride) < reach)
      result = result + (reach - walk.stride) * number;
  }
  return result;
}

Big WideExact::inputPair(unsigned pair, size_t store, const Row &row) const {
  Dim image = imageOf(pair), window = windowOf(pair);
  Big stride = layer.pairs[pair].stride, dilation = layer.pairs[pair].dilation;
  // Arrays with a loop of the pair in a memory inside them count.
  Levels forced;
  for (size_t array : row.between)
    for (size_t level = array; level < store; ++level)
      if (isMemory(level) &&
          (steps(level, image) > 1 || steps(level, window) > 1))
        forced.insert(array);
  auto whole = [&](size_t level, Dim) {
    return isMemory(level) || row.apart.count(level) ||
           row.between.count(level);
  };
  int64_t allImages = walk(image, store, whole).extent,
          allWindows = walk(window, store, whole).extent;
  Big least = 0;
  bool isFirst = true;
  for (bool splitImages : {false, true})
    for (bool splitWindows : {false, true}) {
      auto counts = [&](bool split) {
        return [&, split](size_t level, Dim) {
          return isMemory(level) || row.apart.count(level) ||
                 forced.count(level) || (split && row.between.count(level));
        };
      };
      int64_t images = walk(image, store, counts(splitImages)).number,
              windows = walk(window, store, counts(splitWindows)).number;
      Big boxes = stride * Big(windows) * Big(allImages - images) +
                  dilation * Big(images) * Big(allWindows - windows) +
                  Big(images) * Big(windows);
      if (isFirst || boxes < least)
        least = boxes;
      isFirst = false;
    }
  std::optional<size_t> loop = slide(pair, store);
  if (!loop)
    return least;
  auto counts = [&](size_t level, Dim) {
    return isMemory(level) || row.apart.count(level) || forced.count(level);
  };
  int64_t moves = walk(image, store, counts).number,
          runs = walk(image, *loop, counts).number;
  return least - Big(moves - runs) * overlaps(pair, store, counts);
}

/// Elements that move, or of an output those that move for the first time.
Big WideExact::moved(Operand op, size_t store, const Row &row,
                     bool firstVisits) const {
  std::set<std::pair<size_t, Dim>> reused = trailing(op, store);
  auto forNumber = [&](size_t level, Dim dim) {
    if (!isMemory(level))
      return row.apart.count(level) > 0;
    return !firstVisits && !reused.count({level, dim});
  };
  auto forExtent = [&](size_t level, Dim) {
    return isMemory(level) || row.apart.count(level) ||
           row.between.count(level);
  };
  Big result = 1;
  for (Dim dim : allDims) {
    if (!isRelevant(op, dim))
      result = result * walk(dim, store, forNumber).number;
    else if (op != Operand::Input || dim == Dim::B || dim == Dim::C ||
             dim == Dim::G)
      result = result * walk(dim, store, forExtent).extent;
  }
  if (op == Operand::Input)
    for (unsigned pair = 0; pair < numPairs; ++pair)
      result = result * inputPair(pair, store, row);
  return result;
}

Flow WideExact::flow(Operand op, size_t store, const Row &row) const {
  Big all = moved(op, store, row, false);
  if (op != Operand::Output)
    return {all, 0};
  return {all - moved(op, store, row, true), all};
}

Flow WideExact::tiles(Operand op, size_t store) const {
  std::set<std::pair<size_t, Dim>> reused = trailing(op, store);
  Big all = 1, first = 1;
  for (Dim dim : allDims) {
    int64_t number = walk(dim, store, [&](size_t level, Dim dim) {
                       return isMemory(level) && !reused.count({level, dim});
                     }).number;
    all = all * number;
    if (isRelevant(op, dim))
      first = first * number;
  }
  if (op != Operand::Output)
    return {all, 0};
  return {all - first, all};
}

Big WideExact::fullStep(Operand op, size_t level) const {
  Levels inside = arrays(level, macs);
  auto units = [&](Dim dim, const Levels &of) {
    Big result = 1;
    for (size_t array : of)
      result = result * steps(array, dim);
    return result;
  };
  Big result = 1;
  for (Dim dim : {Dim::K, Dim::B, Dim::C, Dim::G})
    if (isRelevant(op, dim))
      result = result * units(dim, inside);
  for (unsigned pair = 0; pair < numPairs; ++pair) {
    Dim image = imageOf(pair), window = windowOf(pair);
    if (op == Operand::Weight)
      result = result * units(window, inside);
    if (op == Operand::Output)
      result = result * units(image, inside);
    if (op != Operand::Input)
      continue;
    Levels forced, merged;
    for (size_t array : inside) {
      bool isForced = false;
      for (size_t memory = array; memory < macs; ++memory)
        isForced |= isMemory(memory) &&
                    (steps(memory, image) > 1 || steps(memory, window) > 1);
      (isForced ? forced : merged).insert(array);
    }
    Big x = units(image, merged), w = units(window, merged),
        s = layer.pairs[pair].stride, d = layer.pairs[pair].dilation;
    result = result *
             std::min({(x - 1) * s + (w - 1) * d + 1, x * ((w - 1) * d + 1),
                       w * ((x - 1) * s + 1), x * w}) *
             units(image, forced) * units(window, forced);
  }
  return result;
}

/// Steps that filling and draining the systolic arrays right inside a memory
/// adds.
Big WideExact::fill(size_t level) const {
  int64_t skew = 0, rows = 0;
  for (++level; level < macs && !isMemory(level); ++level)
    if (const Array &array = *machine.levels[level].array(); array.isSystolic) {
      skew += array.size - 1;
      rows = rows ? rows : array.size;
    }
  if (rows == 0 || level == macs)
    return skew;
  const Memory &units = *machine.levels[level].memory();
  bool streams = units.doubleBuffered || units.holds.empty();
  std::optional<Big> least;
  for (Operand op : allOperands) {
    if (!units.holds.contains(op) || streams)
      continue;
    Flow changes = tiles(op, level);
    Big stays = op == Operand::Output ? changes.out : changes.in;
    Big all = stays * skew + changes.in * rows;
    least = least ? std::min(*least, all) : all;
  }
  bool isLoaded =
      !units.holds.empty() && !units.holds.contains(Operand::Output);
  return least.value_or(skew + (isLoaded ? rows : 0));
}

void WideExact::addTime(size_t level, Operand op, size_t receiver,
                        const Flow &inside, const Flow &outside) {
  const Memory &memory = *machine.levels[level].memory();
  unsigned i = index(op);
  bool isWhole = memory.wholeAccesses && receiver == macs;
  Flow elements = isWhole ? Flow() : inside;
  auto port = [&](const Big &stepsOfPort, const Big &other, int64_t width) {
    Big result = cost.accesses(other, machine.bitsOf(op), width);
    if (isWhole)
      result = result + stepsOfPort * cost.accesses(fullStep(op, level),
                                                    machine.bitsOf(op), width);
    cost.demand(result);
    return result;
  };
  Flow stepsOfAll = tiles(op, macs);
  Big &read = cost.levels[level].readPort[i],
      &write = cost.levels[level].writePort[i];
  switch (memory.bandwidth) {
  case Bandwidth::Unlimited:
    return;
  case Bandwidth::Inside:
    read = port(stepsOfAll.total(), elements.total(), memory.readBits);
    return;
  case Bandwidth::OnePort:
    read = port(stepsOfAll.total(), elements.total() + outside.total(),
                memory.readBits);
    return;
  case Bandwidth::TwoPorts:
    read = port(stepsOfAll.in, elements.in + outside.out, memory.readBits);
    write = port(stepsOfAll.out, elements.out + outside.in, memory.writeBits);
  }
}

void WideExact::moveOperand(Operand op) {
  unsigned i = index(op);
  Flow outside;
  for (size_t sender = 0, receiver; sender != macs; sender = receiver) {
    receiver = machine.nextStore(sender, op);
    WideMemory &from = cost.levels[sender];
    Levels between = arrays(sender, receiver);
    Flow sent = flow(op, receiver, {arrays(0, sender), between}),
         ofBusiest = flow(op, receiver, {{}, between});
    from.reads[i] = from.reads[i] + sent.in;
    from.writes[i] = from.writes[i] + sent.out;
    from.inside[i] = ofBusiest.total();
    addTime(sender, op, receiver, ofBusiest, outside);
    for (size_t level = sender; level < receiver; ++level) {
      if (!isMemory(level))
        continue;
      Flow changes = tiles(op, machine.memoryInside(level));
      unsigned first = op == Operand::Output ? 2 : i;
      cost.levels[level].tiles[first] = changes.in;
      if (op == Operand::Output)
        cost.levels[level].tiles[3] = changes.out;
      if (level == sender)
        continue;
      Levels inside = arrays(level, receiver);
      cost.levels[level].through[i] =
          flow(op, receiver, {arrays(0, level), inside}).total();
      cost.levels[level].inside[i] = flow(op, receiver, {{}, inside}).total();
    }
    if (receiver == macs)
      continue;
    Flow received = flow(op, receiver, {arrays(0, receiver), {}});
    cost.levels[receiver].writes[i] = received.in;
    cost.levels[receiver].reads[i] = received.out;
    outside = flow(op, receiver, {{}, {}});
  }
}

WideCost WideExact::run() {
  cost.levels.resize(macs);
  for (Dim dim : allDims)
    cost.macCycles = cost.macCycles * walk(dim, macs, [&](size_t level, Dim) {
                                        return isMemory(level);
                                      }).number;
  for (size_t level = 0; level < macs; ++level)
    if (isMemory(level))
      cost.fillCycles = cost.fillCycles + fill(level);
  cost.macCycles = cost.macCycles + cost.fillCycles;
  cost.demand(cost.macCycles);
  for (Operand op : allOperands)
    moveOperand(op);
  cost.demandAll();
  return cost;
}

void WideCost::demandAll() {
  for (const WideMemory &level : levels) {
    for (const auto &numbers :
         {level.reads, level.writes, level.through, level.inside})
      for (const Big &number : numbers)
        demand(number);
    for (const Big &number : level.tiles)
      demand(number);
  }
}

WideCost test::wideExact(const Layer &layer, const Accelerator &machine,
                         const Schedule &schedule) {
  return WideExact(layer, machine, schedule).run();
}
