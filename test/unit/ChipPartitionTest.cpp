//===- ChipPartitionTest.cpp - Splits of the chips against enumeration ----===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/ChipPartition.h"
#include "SmallMachine.h"
#include "neurospector/Config/Config.h"
#include "gtest/gtest.h"

#include <limits>

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// What DRAM sends of the input at one time: where the part begins, its size
/// without rows and columns, and these.
struct Part {
  std::array<int64_t, 4> begin; ///< batch, channel, row, column
  int64_t depth;                ///< batch times channels
  int64_t rows, columns;
};

/// All parts of the input in the order in which they cross the DRAM boundary.
std::vector<Part> reads(const Layer &layer, const Schedule &schedule) {
  std::vector<Part> parts;
  Factors tile = schedule.table.tile(Row::ChipY);
  const Factors &trips = schedule.table[Row::Dram];
  std::array<Dim, numDims> order = loopOrder(schedule.globalBuffer);
  Factors at = unitFactors, last = unitFactors;
  last.fill(-1);
  int64_t steps = product(trips).get();
  for (int64_t step = 0; step < steps; ++step) {
    int64_t rest = step;
    for (Dim dim : llvm::reverse(order)) {
      at[index(dim)] = rest % trips[index(dim)];
      rest /= trips[index(dim)];
    }
    Factors relevant = at;
    relevant[index(Dim::K)] = 0;
    if (relevant == last)
      continue;
    last = relevant;
    auto begin = [&](Dim dim) { return at[index(dim)] * tile[index(dim)]; };
    auto size = [&](Dim dim) { return tile[index(dim)]; };
    auto [rows, columns, depth] = layer.pairs;
    parts.push_back(
        {{begin(Dim::B), begin(Dim::G) * layer.bound(Dim::C) + begin(Dim::C),
          begin(Dim::P) * rows.stride + begin(Dim::R) * rows.dilation,
          begin(Dim::Q) * columns.stride + begin(Dim::S) * columns.dilation},
         size(Dim::B) * size(Dim::C) * size(Dim::G),
         (size(Dim::P) - 1) * rows.stride + (size(Dim::R) - 1) * rows.dilation +
             1,
         (size(Dim::Q) - 1) * columns.stride +
             (size(Dim::S) - 1) * columns.dilation + 1});
  }
  return parts;
}

/// Elements of the input that two branches need from DRAM.
int64_t jointTraffic(const std::vector<Part> &a, const std::vector<Part> &b) {
  int64_t apart = 0, together = 0;
  for (const std::vector<Part> *parts : {&a, &b})
    for (const Part &part : *parts)
      apart += part.depth * part.rows * part.columns;
  if (a.size() != b.size())
    return apart;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].begin != b[i].begin || a[i].depth != b[i].depth)
      return apart;
    together += a[i].depth * std::max(a[i].rows, b[i].rows) *
                std::max(a[i].columns, b[i].columns);
  }
  return std::min(apart, together);
}

/// The joint cost of two branches as docs/network-wise.md gives it.
JointCost costTogether(const Accelerator &accelerator,
                       const std::array<const SearchResult *, 2> &found,
                       int64_t traffic, double staticPjPerCycle) {
  JointCost joint;
  double onChip = 0;
  auto bandwidth = accelerator.dram.bandwidthBits / accelerator.precisionBits;
  for (const SearchResult *one : found) {
    const Cost &cost = one->cost;
    for (double energy : cost.dynamicEnergy)
      joint.energy += energy;
    joint.energy -= static_cast<double>(cost.dramTraffic[0]) *
                    accelerator.dram.accessEnergy[0];
    onChip = std::max(onChip, cost.cycles[0] + cost.cycles[1] + cost.cycles[2]);
    joint.cycles +=
        cost.cycles[3] -
        static_cast<double>((cost.dramTraffic[0] + bandwidth - 1) / bandwidth);
  }
  joint.energy +=
      static_cast<double>(traffic) * accelerator.dram.accessEnergy[0];
  joint.cycles +=
      onChip + static_cast<double>((traffic + bandwidth - 1) / bandwidth);
  joint.energy += staticPjPerCycle * joint.cycles;
  return joint;
}

class ChipPartition : public testing::TestWithParam<Metric> {};

/// Two branches of three chips: every split, every schedule.
TEST_P(ChipPartition, EqualsExhaustiveSearch) {
  Metric metric = GetParam();
  SearchOptions options;
  options.metric = metric;
  std::vector<Layer> branches(2);
  branches[0].name = "point";
  branches[1].name = "window";
  int shared = 0;
  // What bypasses GLOBAL_BUFFER is not read in step.
  for (auto [k, image, window, bypassesInput] :
       {std::tuple<int64_t, int64_t, int64_t, bool>{2, 6, 3, false},
        {6, 3, 3, false},
        {4, 4, 1, false},
        {1, 6, 3, false},
        {1, 6, 3, true}})
    for (int64_t elements : {8, 20}) {
      branches[0].bounds = {2, 1, image, 1, 2, 1, 1, 1};
      branches[1].bounds = {k, 1, image, 1, 2, window, 1, 1};
      Accelerator machine = smallMachine(elements, Sharing::Shared, 3);
      machine.globalBuffer->bypass[index(Operand::Input)] = bypassesInput;
      double staticPjPerCycle = 0,
             truth = std::numeric_limits<double>::infinity();
      for (int64_t width : {1, 2}) {
        std::array<Accelerator, 2> strips = {machine, machine};
        strips[0].chips.sizeX = width;
        strips[1].chips.sizeX = 3 - width;
        Enumeration first(branches[0], strips[0]),
            second(branches[1], strips[1]);
        Cost any = Enumeration(branches[0], machine).all.front().cost;
        staticPjPerCycle = 0;
        for (double energy : any.staticEnergy)
          staticPjPerCycle += energy / any.totalCycles();
        std::vector<std::vector<Part>> secondReads;
        for (const SearchResult &b : second.all)
          secondReads.push_back(reads(branches[1], b.schedule));
        for (const SearchResult &a : first.all) {
          std::vector<Part> firstReads = reads(branches[0], a.schedule);
          for (auto [b, bReads] : llvm::zip_equal(second.all, secondReads))
            truth = std::min(
                truth,
                costTogether(machine, {&a, &b},
                             bypassesInput
                                 ? a.cost.dramTraffic[0] + b.cost.dramTraffic[0]
                                 : jointTraffic(firstReads, bReads),
                             staticPjPerCycle)
                    .of(metric));
        }
      }
      auto found = partitionChips(branches, machine, options);
      ASSERT_TRUE(bool(found)) << llvm::toString(found.takeError());
      EXPECT_NEAR(found->sideBySide.of(metric), truth, 1e-9 * truth)
          << k << ' ' << image << ' ' << window << ' ' << elements;
      shared += found->branches[1].sharedInput > 0;
    }
  EXPECT_GE(shared, 3);
}

INSTANTIATE_TEST_SUITE_P(Metrics, ChipPartition,
                         testing::Values(Metric::Energy, Metric::Cycle,
                                         Metric::Edp),
                         [](const auto &info) {
                           return name(info.param).str();
                         });

TEST(ChipPartitionErrors, SayWhatIsWrong) {
  auto message = [](llvm::ArrayRef<Layer> branches,
                    const Accelerator &machine) {
    auto result = partitionChips(branches, machine, SearchOptions());
    return llvm::toString(result ? llvm::Error::success() : result.takeError());
  };
  Accelerator machine = smallMachine(20, Sharing::Shared, 2);
  std::vector<Layer> branches(2);
  branches[0].name = "left";
  branches[1].name = "right";
  branches[1].bounds[index(Dim::C)] = 4;
  EXPECT_EQ(
      message(branches, machine),
      "layers 'left' and 'right' do not read the same tensor: input channels 1 "
      "and 4");
  branches[0].bounds[index(Dim::G)] = 4;
  branches[0].bounds[index(Dim::P)] = 8;
  EXPECT_EQ(message(branches, machine), "layers 'left' and 'right' do not read "
                                        "the same tensor: image rows along P 8 "
                                        "and 1");
  branches[0].bounds[index(Dim::P)] = 1;
  EXPECT_EQ(message(branches, machine), "");
  branches.push_back(branches[1]);
  EXPECT_EQ(message(branches, machine),
            "accelerator 'small' has 2 x 1 chips, too few for 3 layers side by "
            "side");
  branches.assign(5, Layer());
  machine.chips.sizeX = 65;
  EXPECT_EQ(message(branches, machine),
            "accelerator 'small' has 65 x 1 chips; layers run side by side on "
            "at most 64 along an axis");
  for (Layer &layer : branches)
    layer.bounds = {8, 1, 4, 4, 8, 1, 1, 1};
  machine.chips.sizeX = 40;
  EXPECT_EQ(message(branches, machine),
            "5 layers side by side on 40 x 1 chips have more than 33554432 "
            "combinations of schedules; take fewer layers");
}

/// A stride over an image of one row reaches nothing, however long it is.
TEST(ChipPartitionErrors, NoOverflow) {
  std::vector<Layer> branches(2);
  branches[0].bounds = branches[1].bounds = {2, 1, 1, 1, 4, 3, 1, 1};
  branches[0].pairs[0].stride = std::numeric_limits<int64_t>::max();
  auto result = partitionChips(branches, smallMachine(20, Sharing::Shared, 2),
                               SearchOptions());
  ASSERT_TRUE(bool(result)) << llvm::toString(result.takeError());
  EXPECT_GT(result->branches[1].sharedInput, 0);
}

} // namespace
