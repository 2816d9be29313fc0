//===- HandOverTest.cpp - What stays on chip, against explicit sets -------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random machines, pairs of layers and schedules; the oracle lists every
// element that each instance of the keeping memory holds and walks the reader's
// loops tile by tile.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/HandOver.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

#include <map>
#include <optional>
#include <random>
#include <set>

using namespace neurospector;

namespace {

/// Batch, channel, row, column.
using Element = std::array<int64_t, 4>;
/// An instance of the keeping memory: its unit of each array outside.
using Instance = std::vector<int64_t>;
/// The instances that hold each element.
using Holders = std::map<Element, std::set<Instance>>;
/// Where the loops of each memory are.
using Position = std::vector<Factors>;

Memory holding(OperandSet operands) {
  Memory memory;
  memory.holds = operands;
  return memory;
}

class Oracle {
public:
  Oracle(const Layer &layer, const Accelerator &machine,
         const Schedule &schedule, Corner corner)
      : layer(layer), machine(machine), schedule(schedule), corner(corner),
        keeper(machine.levels.size() - 1), tile(schedule.tiles[keeper - 1]) {
    for (size_t level = 0; level < keeper; ++level)
      if (machine.levels[level].memory())
        for (Dim dim : schedule.orders[level])
          loops.emplace_back(level, dim);
  }

  Position corners() const { return Position(keeper, Factors::all(0)); }

  /// What each instance holds of the output when all loops outside are at the
  /// corner.
  Holders outputs() const {
    Holders holders;
    forEachInstance(corners(), [&](auto instance, const Factors &begin) {
      for (int64_t b = 0; b < tile[1]; ++b)
        for (int64_t g = 0; g < tile[7]; ++g)
          for (int64_t k = 0; k < tile[0]; ++k)
            for (int64_t p = 0; p < tile[2]; ++p)
              for (int64_t q = 0; q < tile[3]; ++q)
                holders[{at(Dim::B, begin[1] + b),
                         at(Dim::G, begin[7] + g) * layer.bound(Dim::K) +
                             at(Dim::K, begin[0] + k),
                         at(Dim::P, begin[2] + p), at(Dim::Q, begin[3] + q)}]
                    .insert(instance);
    });
    return holders;
  }

  /// What each instance holds of the input when the loops outside are at
  /// \p outer.
  Holders inputs(const Link &link, const Position &outer) const {
    Holders holders;
    forEachInstance(outer, [&](auto instance, const Factors &begin) {
      auto rows = range(begin, Dim::P, Dim::R, layer.pairs[0], link.padding[0]);
      auto columns =
          range(begin, Dim::Q, Dim::S, layer.pairs[1], link.padding[1]);
      for (int64_t b = 0; b < tile[1]; ++b)
        for (int64_t g = 0; g < tile[7]; ++g)
          for (int64_t c = 0; c < tile[4]; ++c)
            for (int64_t y = rows.first; y <= rows.second; ++y)
              for (int64_t x = columns.first; x <= columns.second; ++x)
                holders[{at(Dim::B, begin[1] + b),
                         at(Dim::G, begin[7] + g) * layer.bound(Dim::C) +
                             at(Dim::C, begin[4] + c),
                         y, x}]
                    .insert(instance);
    });
    return holders;
  }

  /// How often each element of the input is read from outside.
  std::map<Element, int> reads(const Link &link) const {
    std::map<Element, int> result;
    std::optional<Position> last;
    Position outer = corners();
    walk(0, outer, [&] {
      Position relevant = outer;
      for (Factors &at : relevant)
        at[index(Dim::K)] = 0;
      if (last == relevant)
        return;
      last = relevant;
      for (const auto &[element, instances] : inputs(link, outer))
        ++result[element];
    });
    return result;
  }

  /// Some loop runs inside an array that is used, so that tiles side by side
  /// have gaps.
  bool leavesGaps() const {
    bool inside = false;
    for (size_t level = 0; level < keeper; ++level) {
      bool runs = schedule.steps(level, layer) != unitFactors;
      if (machine.levels[level].array())
        inside |= runs;
      else if (runs && inside)
        return true;
    }
    return false;
  }

  bool splits(Group group) const {
    for (size_t level = 0; level < keeper; ++level)
      if (machine.levels[level].array() &&
          product(schedule.steps(level, layer), group).get() != 1)
        return true;
    return false;
  }

private:
  int64_t at(Dim dim, int64_t fromCorner) const {
    return corner == Corner::First ? fromCorner
                                   : layer.bound(dim) - 1 - fromCorner;
  }

  std::pair<int64_t, int64_t> range(const Factors &begin, Dim image, Dim window,
                                    const ImageWindow &pair,
                                    int64_t padding) const {
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (int64_t i = 0; i < tile[index(image)]; ++i)
      for (int64_t w = 0; w < tile[index(window)]; ++w) {
        int64_t row = at(image, begin[index(image)] + i) * pair.stride +
                      at(window, begin[index(window)] + w) * pair.dilation -
                      padding;
        low = std::min(low, row);
        high = std::max(high, row);
      }
    return {low, high};
  }

  template <typename Use>
  void forEachInstance(const Position &outer, Use use) const {
    Factors begin = Factors::all(0);
    Instance instance;
    place(0, outer, begin, instance, use);
  }

  /// Adds where \p level and those inside it are, for each unit of each array.
  template <typename Use>
  void place(size_t level, const Position &outer, const Factors &begin,
             Instance &instance, Use &use) const {
    if (level == keeper)
      return use(instance, begin);
    auto goOn = [&](const Factors &step) {
      Factors next = begin;
      for (unsigned d = 0; d < numDims; ++d)
        next[d] += step[d] * schedule.tiles[level][d];
      place(level + 1, outer, next, instance, use);
    };
    if (machine.levels[level].memory())
      return goOn(outer[level]);
    Factors steps = schedule.steps(level, layer);
    for (int64_t unit = 0; unit < product(steps).get(); ++unit) {
      Factors digits;
      int64_t rest = unit;
      for (unsigned d = 0; d < numDims; ++d) {
        digits[d] = rest % steps[d];
        rest /= steps[d];
      }
      instance.push_back(unit);
      goOn(digits);
      instance.pop_back();
    }
  }

  template <typename Use>
  void walk(size_t loop, Position &outer, Use use) const {
    if (loop == loops.size())
      return use();
    auto [level, dim] = loops[loop];
    int64_t &at = outer[level][index(dim)];
    for (at = 0; at < schedule.steps(level, dim, layer); ++at)
      walk(loop + 1, outer, use);
    at = 0;
  }

  const Layer &layer;
  const Accelerator &machine;
  const Schedule &schedule;
  Corner corner;
  size_t keeper; ///< the last level
  const Factors &tile;
  std::vector<std::pair<size_t, Dim>> loops;
};

class RandomPairs {
public:
  int64_t pick(std::initializer_list<int64_t> values) {
    std::uniform_int_distribution<size_t> any(0, values.size() - 1);
    return values.begin()[any(engine)];
  }

  /// A memory of everything outside, a buffer of everything inside, and
  /// between them two arrays, or any arrays and memories of weights.
  Accelerator machine() {
    Accelerator result;
    result.levels = {{"DRAM", Memory()}};
    bool isPlain = pick({0, 1}) == 1;
    int64_t between = isPlain ? 2 : pick({0, 1, 2, 3, 4});
    for (int64_t i = 0; i < between; ++i) {
      Level &level = result.levels.emplace_back();
      level.name = std::string(1, static_cast<char>('A' + i));
      if (isPlain || pick({0, 1}) == 1)
        level.kind = Array{1 << 20, DimSet::all()};
      else
        level.kind = holding({Operand::Weight});
    }
    result.levels.push_back({"BUFFER", Memory()});
    return result;
  }

  Layer writer() {
    Layer layer;
    int64_t k = pick({1, 2, 3, 4}), b = pick({1, 2}), p = pick({1, 2, 4, 6}),
            q = pick({1, 3, 4}), c = pick({1, 2}), g = pick({1, 1, 2, 3});
    layer.bounds = {k, b, p, q, c, 1, 1, g};
    return layer;
  }

  /// A layer that reads what \p writer writes.
  Layer reader(const Layer &writer) {
    Layer layer;
    int64_t channels = writer.bound(Dim::K) * writer.bound(Dim::G);
    int64_t groups = pick({1, 1, 2, 3, 4});
    if (channels % groups != 0)
      groups = channels;
    auto &[rows, columns, depth] = layer.pairs;
    rows.stride = pick({1, 1, 2});
    columns.stride = pick({1, 1, 3});
    rows.dilation = pick({1, 1, 2});
    int64_t p = (writer.bound(Dim::P) - 1) / rows.stride + 1,
            q = (writer.bound(Dim::Q) - 1) / columns.stride + 1;
    int64_t k = pick({1, 2, 3}), r = pick({1, 2, 3}), s = pick({1, 3});
    layer.bounds = {k,     writer.bound(Dim::B), p, q, channels / groups, r, s,
                    groups};
    return layer;
  }

  /// Any split of the bounds over the levels, and any orders.
  Schedule schedule(const Layer &layer, const Accelerator &machine) {
    Schedule result = Schedule::outermost(machine);
    size_t keeper = machine.levels.size() - 1;
    for (LoopOrder &order : result.orders)
      std::shuffle(order.begin(), order.end(), engine);
    for (Dim dim : allDims) {
      int64_t rest = layer.bound(dim);
      for (int64_t prime : {2, 3})
        for (; rest % prime == 0; rest /= prime) {
          std::uniform_int_distribution<size_t> any(0, keeper);
          size_t outer = pick({0, 1, 2}) == 0 ? keeper : any(engine);
          for (size_t level = 0; level < outer; ++level)
            result.tiles[level][index(dim)] *= prime;
        }
      EXPECT_EQ(rest, 1);
    }
    return result;
  }

private:
  std::mt19937 engine{7};
};

/// What the outermost memory moves of input and output, together.
int64_t moved(const Layer &layer, const Accelerator &machine,
              const Schedule &schedule, const Retained &retained = {}) {
  auto cost = exactCostModel().evaluate(layer, machine, schedule, retained);
  if (!cost) {
    ADD_FAILURE() << llvm::toString(cost.takeError());
    return 0;
  }
  const MemoryCost &outermost = cost->levels.front();
  return outermost.reads[0] + outermost.writes[2];
}

TEST(HandOver, AgreesWithExplicitSets) {
  RandomPairs random;
  int kept = 0, written = 0, gaps = 0;
  for (int i = 0; i < 6000; ++i) {
    Accelerator machine = random.machine();
    Layer writer = random.writer(), reader = random.reader(writer);
    Schedule from = random.schedule(writer, machine),
             to = random.schedule(reader, machine);
    std::optional<Link> link = inferLink(writer, reader);
    ASSERT_TRUE(link.has_value()) << "case " << i;
    Corner corner = Corner(random.pick({0, 1}));
    HandOver result =
        handOver(Placement(writer, machine, from),
                 Placement(reader, machine, to), reader, *link, corner);

    EXPECT_EQ(moved(reader, machine, to, {result.reused, 0}) + result.reused,
              moved(reader, machine, to));
    EXPECT_EQ(moved(writer, machine, from, {0, result.unwritten}) +
                  result.unwritten,
              moved(writer, machine, from));

    Oracle source(writer, machine, from, corner),
        sink(reader, machine, to, corner);
    if (source.leavesGaps() || sink.leavesGaps()) {
      ASSERT_EQ(result, HandOver()) << "case " << i;
      ++gaps;
      continue;
    }
    Holders needed = sink.inputs(*link, sink.corners());
    std::map<Element, int> reads = sink.reads(*link);
    HandOver truth;
    if (!source.splits(Group::CRS))
      for (const auto &[element, holders] : source.outputs()) {
        auto found = needed.find(element);
        if (found == needed.end() || found->second != holders)
          continue;
        ++truth.reused;
        truth.unwritten += reads[element] == 1;
      }
    ASSERT_EQ(result.reused, truth.reused) << "case " << i;
    // Windows that are split leave gaps between later tiles; what falls into
    // them is written all the same.
    const Factors &held = to.tiles[machine.levels.size() - 2];
    bool splitsWindow = held[index(Dim::R)] != reader.bound(Dim::R) ||
                        held[index(Dim::S)] != reader.bound(Dim::S);
    ASSERT_LE(result.unwritten, truth.unwritten) << "case " << i;
    if (!splitsWindow) {
      ASSERT_EQ(result.unwritten, truth.unwritten) << "case " << i;
    }
    kept += truth.reused > 0;
    written += truth.unwritten > 0 && truth.unwritten < truth.reused;
  }
  EXPECT_GE(kept, 1500);
  EXPECT_GE(written, 30);
  EXPECT_GE(gaps, 300);
}

/// Four channels that stay as a whole in the last level.
HandOver keptBy(const Accelerator &machine, const Link &link) {
  Layer layer;
  layer.bounds[index(Dim::K)] = layer.bounds[index(Dim::C)] = 4;
  Schedule schedule = Schedule::outermost(machine);
  for (size_t level = 0; level + 1 < machine.levels.size(); ++level)
    schedule.tiles[level] = layer.bounds;
  Placement placement(layer, machine, schedule);
  return handOver(placement, placement, layer, link, Corner::Last);
}

TEST(HandOver, NothingWithoutAMemoryThatKeepsBoth) {
  Layer layer;
  layer.bounds[index(Dim::K)] = layer.bounds[index(Dim::C)] = 4;
  Link link = *inferLink(layer, layer);
  Accelerator machine;
  machine.levels = {{"DRAM", Memory()}};
  EXPECT_EQ(keptBy(machine, link), HandOver());
  machine.levels.push_back({"BUFFER", Memory()});
  EXPECT_EQ(keptBy(machine, link), (HandOver{4, 4}));
  link.onlyReader = false;
  EXPECT_EQ(keptBy(machine, link), (HandOver{4, 0}));
  // Inputs and outputs that part on their way.
  for (Operand op : {Operand::Input, Operand::Output}) {
    Accelerator parted = machine;
    parted.levels[1] = {"FIRST", holding({op, Operand::Weight})};
    EXPECT_EQ(keptBy(parted, link), HandOver());
    parted.levels.push_back({"SECOND", Memory()});
    EXPECT_EQ(keptBy(parted, link), HandOver());
  }
  Accelerator weights = machine;
  weights.levels.insert(weights.levels.begin() + 1,
                        {"WEIGHTS", holding({Operand::Weight})});
  EXPECT_EQ(keptBy(weights, link), (HandOver{4, 0}));
}

/// On machines of the published shape it is GLOBAL_BUFFER that keeps.
TEST(HandOver, LocalBufferKeepsNothing) {
  Accelerator machine;
  machine.levels = {{"DRAM", Memory()}, {"LOCAL_BUFFER", Memory()}};
  EXPECT_FALSE(keepingMemory(machine).has_value());
  machine.levels.insert(machine.levels.begin() + 1,
                        {"GLOBAL_BUFFER", Memory()});
  EXPECT_EQ(keepingMemory(machine), 1u);
  machine.levels[1].memory()->holds = {Operand::Weight};
  EXPECT_FALSE(keepingMemory(machine).has_value());
}

TEST(HandOver, StaysInPlaceInOneRoom) {
  Memory memory;
  EXPECT_TRUE(keepsInPlace(memory));
  memory.rooms = {{OperandSet::all(), 64}};
  EXPECT_TRUE(keepsInPlace(memory));
  memory.rooms = {{{Operand::Weight}, 64},
                  {{Operand::Input, Operand::Output}, 64}};
  EXPECT_TRUE(keepsInPlace(memory));
  memory.rooms = {{{Operand::Input, Operand::Weight}, 64}};
  EXPECT_FALSE(keepsInPlace(memory));
  memory.rooms.push_back({{Operand::Output}, 64});
  EXPECT_FALSE(keepsInPlace(memory));
}

/// Of tiles that do not divide what they are cut from nothing is said to stay,
/// unless that is inside the memory that keeps them.
TEST(HandOver, PerfectTilesOnly) {
  Accelerator machine;
  machine.levels = {
      {"DRAM", Memory()}, {"BUFFER", Memory()}, {"INNER", Memory()}};
  Layer layer;
  layer.bounds[index(Dim::P)] = 6;
  Link link = *inferLink(layer, layer);
  for (auto [outer, inner, kept] :
       {std::tuple<int64_t, int64_t, int64_t>{3, 2, 3}, {4, 2, 0}, {6, 4, 6}}) {
    Schedule schedule = Schedule::outermost(machine);
    schedule.tiles[0][index(Dim::P)] = outer;
    schedule.tiles[1][index(Dim::P)] = inner;
    Placement placement(layer, machine, schedule);
    EXPECT_EQ(handOver(placement, placement, layer, link, Corner::Last).reused,
              kept);
  }
}

/// Work is bounded: nothing is said to stay in more instances, or in more runs
/// of channels, than are followed.
TEST(HandOver, FollowsAFewThousandPieces) {
  Accelerator machine;
  machine.levels = {
      {"DRAM", Memory()}, {"CHIPS", Array{1 << 20}}, {"BUFFER", Memory()}};
  for (bool enough : {false, true}) {
    int64_t count = enough ? maxHandOverPieces * 2 : maxHandOverPieces;
    Layer image, channels;
    image.bounds[index(Dim::P)] = count;
    Schedule onChips = Schedule::outermost(machine);
    onChips.tiles[0] = image.bounds;
    Placement pixel(image, machine, onChips);
    Link link = *inferLink(image, image);
    EXPECT_EQ(handOver(pixel, pixel, image, link, Corner::Last).reused,
              enough ? 0 : count);

    channels.bounds[index(Dim::K)] = channels.bounds[index(Dim::C)] = 2;
    channels.bounds[index(Dim::G)] = count;
    Schedule halves = Schedule::outermost(machine);
    halves.tiles[0][index(Dim::G)] = halves.tiles[1][index(Dim::G)] = count;
    Placement run(channels, machine, halves);
    link = *inferLink(channels, channels);
    EXPECT_EQ(handOver(run, run, channels, link, Corner::Last).reused,
              enough ? 0 : count);
  }
}

TEST(InferLink, NeedsTheSameTensor) {
  Layer writer, reader;
  writer.bounds = {8, 1, 112, 112, 3, 7, 7, 1};
  reader.bounds = {16, 1, 112, 112, 8, 3, 3, 1};
  std::optional<Link> same = inferLink(writer, reader);
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(same->padding[0], 1);

  Layer strided = reader;
  strided.bounds[index(Dim::P)] = strided.bounds[index(Dim::Q)] = 56;
  EXPECT_FALSE(inferLink(writer, strided).has_value()) << "pooling between";
  strided.pairs[0].stride = strided.pairs[1].stride = 2;
  std::optional<Link> halved = inferLink(writer, strided);
  ASSERT_TRUE(halved.has_value());
  EXPECT_EQ(halved->padding[0], 1) << "1 row in all, before the image";

  Layer grouped = reader;
  grouped.bounds[index(Dim::C)] = 1;
  EXPECT_FALSE(inferLink(writer, grouped).has_value()) << "1 channel of 8";
  grouped.bounds[index(Dim::G)] = 8;
  EXPECT_TRUE(inferLink(writer, grouped).has_value());

  Layer repeated = reader;
  repeated.runs = 2;
  EXPECT_FALSE(inferLink(writer, repeated).has_value()) << "follows itself";
  EXPECT_FALSE(inferLink(repeated, reader).has_value());
}

} // namespace
