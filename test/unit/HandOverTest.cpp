//===- HandOverTest.cpp - What stays on chip, against explicit sets -------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random pairs of layers and schedules; the oracle lists every element that
// each chip holds and walks the reader's loops tile by tile.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/HandOver.h"
#include "gtest/gtest.h"

#include <map>
#include <optional>
#include <random>
#include <set>

using namespace neurospector;

namespace {

/// Batch, channel, row, column.
using Element = std::array<int64_t, 4>;
/// The chips that hold each element.
using Holders = std::map<Element, std::set<std::pair<int64_t, int64_t>>>;

class Oracle {
public:
  Oracle(const Layer &layer, const Schedule &schedule, Corner corner)
      : layer(layer), table(schedule.table), schedule(schedule),
        corner(corner) {}

  /// What each chip holds of the output when all loops outside are at the
  /// corner.
  Holders outputs() const {
    Holders holders;
    forEachChip([&](auto chip, const Factors &begin) {
      Factors tile = table.tile(Row::GlobalBuffer);
      for (int64_t b = 0; b < tile[1]; ++b)
        for (int64_t g = 0; g < tile[7]; ++g)
          for (int64_t k = 0; k < tile[0]; ++k)
            for (int64_t p = 0; p < tile[2]; ++p)
              for (int64_t q = 0; q < tile[3]; ++q)
                holders[{at(Dim::B, begin[1] + b),
                         at(Dim::G, begin[7] + g) * layer.bound(Dim::K) +
                             at(Dim::K, begin[0] + k),
                         at(Dim::P, begin[2] + p), at(Dim::Q, begin[3] + q)}]
                    .insert(chip);
    });
    return holders;
  }

  /// What each chip holds of the input when the loops outside are at \p outer.
  Holders inputs(const Link &link, const Factors &outer) const {
    Holders holders;
    forEachChip([&](auto chip, Factors begin) {
      Factors tile = table.tile(Row::GlobalBuffer);
      for (unsigned d = 0; d < numDims; ++d)
        begin[d] += outer[d] * table.tile(Row::ChipY)[d];
      auto rows =
          range(begin, tile, Dim::P, Dim::R, layer.pairs[0], link.padding[0]);
      auto columns =
          range(begin, tile, Dim::Q, Dim::S, layer.pairs[1], link.padding[1]);
      for (int64_t b = 0; b < tile[1]; ++b)
        for (int64_t g = 0; g < tile[7]; ++g)
          for (int64_t c = 0; c < tile[4]; ++c)
            for (int64_t y = rows.first; y <= rows.second; ++y)
              for (int64_t x = columns.first; x <= columns.second; ++x)
                holders[{at(Dim::B, begin[1] + b),
                         at(Dim::G, begin[7] + g) * layer.bound(Dim::C) +
                             at(Dim::C, begin[4] + c),
                         y, x}]
                    .insert(chip);
    });
    return holders;
  }

  /// How often each element of the input is read from DRAM.
  std::map<Element, int> reads(const Link &link) const {
    std::map<Element, int> result;
    std::optional<Factors> last;
    Factors outer = Factors::all(0);
    walk(loopOrder(schedule.globalBuffer), 0, outer, [&] {
      Factors relevant = outer;
      relevant[index(Dim::K)] = 0;
      if (last == relevant)
        return;
      last = relevant;
      for (const auto &[element, chips] : inputs(link, outer))
        ++result[element];
    });
    return result;
  }

private:
  int64_t at(Dim dim, int64_t fromCorner) const {
    return corner == Corner::First ? fromCorner
                                   : layer.bound(dim) - 1 - fromCorner;
  }

  std::pair<int64_t, int64_t> range(const Factors &begin, const Factors &tile,
                                    Dim image, Dim window,
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

  template <typename Use> void forEachChip(Use use) const {
    const Factors &onX = table[Row::ChipX], &onY = table[Row::ChipY];
    Factors held = table.tile(Row::GlobalBuffer);
    for (int64_t y = 0; y < product(onY).get(); ++y)
      for (int64_t x = 0; x < product(onX).get(); ++x) {
        Factors begin;
        int64_t restX = x, restY = y;
        for (unsigned d = 0; d < numDims; ++d) {
          begin[d] = held[d] * (restX % onX[d] + onX[d] * (restY % onY[d]));
          restX /= onX[d];
          restY /= onY[d];
        }
        use(std::pair(x, y), begin);
      }
  }

  template <typename Use>
  void walk(const std::array<Dim, numDims> &order, unsigned depth,
            Factors &outer, Use use) const {
    if (depth == numDims)
      return use();
    unsigned d = index(order[depth]);
    for (outer[d] = 0; outer[d] < table[Row::Dram][d]; ++outer[d])
      walk(order, depth + 1, outer, use);
    outer[d] = 0;
  }

  const Layer &layer;
  const SchedulingTable &table;
  const Schedule &schedule;
  Corner corner;
};

class RandomPairs {
public:
  int64_t pick(std::initializer_list<int64_t> values) {
    std::uniform_int_distribution<size_t> any(0, values.size() - 1);
    return values.begin()[any(engine)];
  }

  Layer writer() {
    Layer layer;
    layer.bounds = {pick({1, 2, 3, 4}),
                    pick({1, 2}),
                    pick({1, 2, 4, 6}),
                    pick({1, 3, 4}),
                    pick({1, 2}),
                    1,
                    1,
                    pick({1, 1, 2, 3})};
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
    layer.bounds = {pick({1, 2, 3}),
                    writer.bound(Dim::B),
                    (writer.bound(Dim::P) + rows.stride - 1) / rows.stride,
                    (writer.bound(Dim::Q) + columns.stride - 1) /
                        columns.stride,
                    channels / groups,
                    pick({1, 2, 3}),
                    pick({1, 3}),
                    groups};
    return layer;
  }

  /// Any split of the bounds over the rows that a hand-over depends on.
  Schedule schedule(const Layer &layer) {
    Schedule result;
    result.globalBuffer = Dataflow(pick({0, 1, 2}));
    for (Dim dim : allDims) {
      int64_t rest = layer.bound(dim);
      for (int64_t prime : {2, 3})
        for (; rest % prime == 0; rest /= prime) {
          auto row = std::array{Row::GlobalBuffer, Row::ChipX, Row::ChipY,
                                Row::Dram}[pick({0, 0, 1, 2, 3, 3})];
          result.table[row][index(dim)] *= prime;
        }
      EXPECT_EQ(rest, 1);
    }
    return result;
  }

private:
  std::mt19937 engine{7};
};

TEST(HandOver, AgreesWithExplicitSets) {
  RandomPairs random;
  Accelerator machine;
  machine.globalBuffer.emplace();
  int kept = 0, written = 0;
  for (int i = 0; i < 4000; ++i) {
    Layer writer = random.writer(), reader = random.reader(writer);
    Schedule from = random.schedule(writer), to = random.schedule(reader);
    std::optional<Link> link = inferLink(writer, reader);
    ASSERT_TRUE(link.has_value()) << "case " << i;
    Corner corner = Corner(random.pick({0, 1}));

    Oracle source(writer, from, corner), sink(reader, to, corner);
    Factors first = Factors::all(0);
    Holders needed = sink.inputs(*link, first);
    std::map<Element, int> reads = sink.reads(*link);
    HandOver truth;
    bool partial =
        product(from.table[Row::ChipX] * from.table[Row::ChipY], Group::CRS)
            .get() != 1;
    if (!partial)
      for (const auto &[element, holders] : source.outputs()) {
        auto found = needed.find(element);
        if (found == needed.end() || found->second != holders)
          continue;
        ++truth.reused;
        truth.unwritten += reads[element] == 1;
      }
    HandOver result = handOver(Placement(writer, from), Placement(reader, to),
                               reader, machine, *link, corner);
    ASSERT_EQ(result.reused, truth.reused) << "case " << i;
    // Windows that are split leave gaps between later tiles; what falls into
    // them is written all the same.
    const Factors &held = to.table[Row::GlobalBuffer];
    bool splitsWindow = held[index(Dim::R)] != reader.bound(Dim::R) ||
                        held[index(Dim::S)] != reader.bound(Dim::S);
    ASSERT_LE(result.unwritten, truth.unwritten) << "case " << i;
    if (!splitsWindow) {
      ASSERT_EQ(result.unwritten, truth.unwritten) << "case " << i;
    }
    kept += truth.reused > 0;
    written += truth.unwritten > 0 && truth.unwritten < truth.reused;
  }
  EXPECT_GE(kept, 1000);
  EXPECT_GE(written, 30);
}

TEST(HandOver, NothingWithoutAGlobalBufferThatKeepsBoth) {
  Layer layer;
  layer.bounds[index(Dim::K)] = layer.bounds[index(Dim::C)] = 4;
  Schedule schedule;
  schedule.table[Row::GlobalBuffer] = layer.bounds;
  Placement placement(layer, schedule);
  Accelerator machine;
  Link link = *inferLink(layer, layer);
  auto kept = [&] {
    return handOver(placement, placement, layer, machine, link, Corner::Last);
  };
  EXPECT_EQ(kept(), HandOver());
  machine.globalBuffer.emplace();
  EXPECT_EQ(kept(), (HandOver{4, 4}));
  link.onlyReader = false;
  EXPECT_EQ(kept(), (HandOver{4, 0}));
  machine.globalBuffer->bypass[index(Operand::Output)] = true;
  EXPECT_EQ(kept(), HandOver());
}

/// Work is bounded: nothing is said to stay on more chips, or in more runs of
/// channels, than are followed.
TEST(HandOver, FollowsAFewThousandPieces) {
  Accelerator machine;
  machine.globalBuffer.emplace();
  for (bool enough : {false, true}) {
    int64_t count = enough ? maxHandOverPieces * 2 : maxHandOverPieces;
    Layer image, channels;
    image.bounds[index(Dim::P)] = count;
    Schedule onChips;
    onChips.table[Row::ChipX] = image.bounds;
    Placement pixel(image, onChips);
    Link link = *inferLink(image, image);
    EXPECT_EQ(handOver(pixel, pixel, image, machine, link, Corner::Last).reused,
              enough ? 0 : count);

    channels.bounds[index(Dim::K)] = channels.bounds[index(Dim::C)] = 2;
    channels.bounds[index(Dim::G)] = count;
    Schedule halves;
    halves.table[Row::GlobalBuffer][index(Dim::G)] = count;
    halves.table[Row::Dram][index(Dim::K)] = 2;
    halves.table[Row::Dram][index(Dim::C)] = 2;
    Placement run(channels, halves);
    link = *inferLink(channels, channels);
    EXPECT_EQ(handOver(run, run, channels, machine, link, Corner::Last).reused,
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
}

} // namespace
