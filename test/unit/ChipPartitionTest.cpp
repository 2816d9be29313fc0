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
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

#include <cmath>
#include <limits>
#include <set>

using namespace neurospector;
using namespace neurospector::test;

namespace {

Level &levelOf(Accelerator &machine, llvm::StringRef name) {
  return *llvm::find_if(machine.levels,
                        [&](const Level &level) { return level.name == name; });
}

Array &chipsOf(Accelerator &machine) {
  return *levelOf(machine, "MULTI_CHIPS(X)").array();
}

/// The rows, or columns, of a part of the input.
struct Axis {
  int64_t begin, span;
  std::set<int64_t> taken; ///< by some chip, from the first

  bool operator==(const Axis &) const = default;
};

/// What DRAM sends of the input at one time.
struct Part {
  std::array<int64_t, 2> begin; ///< batch, channel
  int64_t depth;                ///< batch times channels
  std::array<Axis, 2> axes;

  int64_t elements() const {
    return depth *
           static_cast<int64_t>(axes[0].taken.size() * axes[1].taken.size());
  }
};

/// The tile of chip \p image, \p window along an axis, which takes all between
/// the first and the last row that it needs.
void take(Axis &axis, const ImageWindow &pair, int64_t images, int64_t windows,
          int64_t image, int64_t window) {
  int64_t first =
      image * images * pair.stride + window * windows * pair.dilation;
  int64_t rows = (images - 1) * pair.stride + (windows - 1) * pair.dilation + 1;
  for (int64_t row = 0; row < rows; ++row)
    axis.taken.insert(first + row);
  axis.span = std::max(axis.span, first + rows);
}

/// All parts of the input in the order in which they cross the DRAM boundary.
std::vector<Part> reads(const Layer &layer, const Schedule &schedule) {
  std::vector<Part> parts;
  Factors tile = schedule.tiles[0], trips = schedule.steps(0, layer);
  // Of one chip: MULTI_CHIPS(X) is right inside DRAM.
  Factors own = schedule.tiles[1], chips = schedule.steps(1, layer);
  std::array<Dim, numDims> order = schedule.orders[0];
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
    Part part = {
        {begin(Dim::B), begin(Dim::G) * layer.bound(Dim::C) + begin(Dim::C)},
        size(Dim::B) * size(Dim::C) * size(Dim::G),
        {}};
    for (unsigned i = 0; i < 2; ++i) {
      unsigned image = index(imageOf(i)), window = index(windowOf(i));
      part.axes[i].begin = begin(imageOf(i)) * layer.pairs[i].stride +
                           begin(windowOf(i)) * layer.pairs[i].dilation;
      for (int64_t p = 0; p < chips[image]; ++p)
        for (int64_t r = 0; r < chips[window]; ++r)
          take(part.axes[i], layer.pairs[i], own[image], own[window], p, r);
    }
    parts.push_back(part);
  }
  return parts;
}

/// Elements of the input that two branches need from DRAM: one transfer, or
/// one each.
std::vector<int64_t> transfers(const std::vector<Part> &a,
                               const std::vector<Part> &b) {
  std::vector<int64_t> apart;
  for (const std::vector<Part> *parts : {&a, &b}) {
    apart.push_back(0);
    for (const Part &part : *parts)
      apart.back() += part.elements();
  }
  int64_t together = 0;
  if (a.size() != b.size())
    return apart;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].begin != b[i].begin || a[i].depth != b[i].depth)
      return apart;
    int64_t elements = a[i].depth;
    for (auto [one, other] : llvm::zip_equal(a[i].axes, b[i].axes)) {
      if (one.begin != other.begin)
        return apart;
      elements *= one == other ? static_cast<int64_t>(one.taken.size())
                               : std::max(one.span, other.span);
    }
    together += elements;
  }
  if (together >= apart[0] + apart[1])
    return apart;
  return {together};
}

/// The joint cost of two branches as docs/network-wise.md gives it, of DRAM
/// with one or two ports, which its operands share or not.
JointCost costTogether(const Accelerator &machine,
                       const std::array<const SearchResult *, 2> &found,
                       llvm::ArrayRef<int64_t> transfers,
                       double staticPjPerCycle) {
  const Memory &dram = *machine.levels.front().memory();
  JointCost joint;
  double onChip = 0;
  std::array<PerOperand<double>, 2> ports = {};
  for (const SearchResult *one : found) {
    const MemoryCost &own = one->cost.levels.front();
    joint.energy += one->cost.dynamicEnergy() -
                    static_cast<double>(own.reads[0]) * dram.readEnergy[0];
    auto cycles = static_cast<double>(one->cost.macCycles);
    for (const MemoryCost &memory :
         llvm::reverse(llvm::drop_begin(one->cost.levels)))
      cycles = std::max(cycles + memory.serial, memory.cycles);
    onChip = std::max(onChip, cycles);
    for (unsigned i : {1, 2}) {
      ports[0][i] += own.busy[i];
      ports[1][i] += own.busyWrite[i];
    }
  }
  for (int64_t elements : transfers) {
    joint.energy += static_cast<double>(elements) * dram.readEnergy[0];
    ports[0][0] += std::ceil(static_cast<double>(elements * machine.bits[0]) /
                             static_cast<double>(dram.readBits)) *
                   dram.accessCycles[0];
  }
  double busy = 0;
  for (const auto &[input, weight, output] : ports)
    busy = std::max(busy, dram.separatePorts ? std::max({input, weight, output})
                                             : input + weight + output);
  bool overlaps =
      machine.levels[machine.memoryInside(0)].memory()->doubleBuffered;
  joint.cycles = overlaps ? std::max(onChip, busy) : onChip + busy;
  joint.energy += staticPjPerCycle * joint.cycles;
  return joint;
}

class ChipPartition : public testing::TestWithParam<Metric> {};

/// Two branches, of one and of several taps, along an image axis.
struct Branches {
  int64_t k, image, window, stride = 1;
  // What bypasses GLOBAL_BUFFER is not read in step.
  bool bypassesInput = false;
  /// GLOBAL_BUFFER is filled while it is worked on, and LOCAL_BUFFER, too; DRAM
  /// has ports for each operand, to read and to write.
  bool overlaps = false;
  /// Cycles of an access to DRAM.
  double access = 1;
};

Accelerator machineFor(const Branches &branches, int64_t elements) {
  Accelerator machine = smallMachine(elements, Sharing::Shared, 3);
  machine.levels.front().memory()->accessCycles.fill(branches.access);
  Memory &buffer = *levelOf(machine, "GLOBAL_BUFFER").memory();
  if (branches.bypassesInput) {
    buffer.holds.erase(Operand::Input);
    for (Room &room : buffer.rooms)
      room.operands.erase(Operand::Input);
  }
  if (branches.overlaps) {
    buffer.doubleBuffered = true;
    buffer.rooms.front().bits *= 2;
    Memory &local = *levelOf(machine, "LOCAL_BUFFER").memory();
    local.doubleBuffered = true;
    local.rooms.front().bits *= 2;
    Memory &dram = *machine.levels.front().memory();
    dram.bandwidth = Bandwidth::TwoPorts;
    dram.writeBits = 8;
    dram.separatePorts = true;
  }
  return machine;
}

/// Two branches on three chips: every split, every schedule.
TEST_P(ChipPartition, EqualsExhaustiveSearch) {
  Metric metric = GetParam();
  SearchOptions options;
  options.metric = metric;
  std::vector<Layer> branches(2);
  branches[0].name = "point";
  branches[1].name = "window";
  int shared = 0;
  for (const Branches &given :
       {Branches{2, 6, 3},
        {6, 3, 3},
        {4, 4, 1},
        {1, 6, 3},
        {.k = 1, .image = 6, .window = 3, .bypassesInput = true},
        {.k = 4, .image = 4, .window = 1, .stride = 2},
        {.k = 2, .image = 4, .window = 3, .stride = 2},
        {.k = 2, .image = 6, .window = 3, .overlaps = true},
        {.k = 4, .image = 4, .window = 1, .overlaps = true},
        {.k = 2, .image = 4, .window = 3, .access = 8}})
    for (int64_t elements : {8, 20}) {
      branches[0].bounds = {2, 1, given.image, 1, 2, 1, 1, 1};
      branches[1].bounds = {given.k, 1, given.image, 1, 2, given.window, 1, 1};
      for (Layer &branch : branches)
        branch.pairs[0].stride = given.stride;
      Accelerator machine = machineFor(given, elements);
      double staticPjPerCycle = 0,
             truth = std::numeric_limits<double>::infinity();
      for (int64_t width : {1, 2}) {
        std::array<Accelerator, 2> strips = {machine, machine};
        chipsOf(strips[0]).size = width;
        chipsOf(strips[1]).size = 3 - width;
        Enumeration first(branches[0], strips[0]),
            second(branches[1], strips[1]);
        Cost any = Enumeration(branches[0], machine).all.front().cost;
        staticPjPerCycle = any.staticEnergy() / any.totalCycles();
        std::vector<std::vector<Part>> secondReads;
        for (const SearchResult &b : second.all)
          secondReads.push_back(reads(branches[1], b.schedule));
        for (const SearchResult &a : first.all) {
          std::vector<Part> firstReads = reads(branches[0], a.schedule);
          for (auto [b, bReads] : llvm::zip_equal(second.all, secondReads)) {
            std::vector<int64_t> apart = {a.cost.levels[0].reads[0],
                                          b.cost.levels[0].reads[0]};
            truth = std::min(truth,
                             costTogether(machine, {&a, &b},
                                          given.bypassesInput
                                              ? apart
                                              : transfers(firstReads, bReads),
                                          staticPjPerCycle)
                                 .of(metric));
          }
        }
      }
      auto found = partitionChips(branches, machine, options);
      ASSERT_TRUE(bool(found)) << llvm::toString(found.takeError());
      EXPECT_NEAR(found->sideBySide.of(metric), truth, 1e-9 * truth)
          << given.k << ' ' << given.image << ' ' << given.window << ' '
          << given.stride << ' ' << elements;
      shared += found->branches[1].sharedInput > 0;
    }
  EXPECT_GE(shared, 6);
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
  chipsOf(machine).size = 65;
  EXPECT_EQ(message(branches, machine),
            "accelerator 'small' has 65 x 1 chips; layers run side by side on "
            "at most 64 along an axis");
  for (Layer &layer : branches)
    layer.bounds = {8, 1, 4, 4, 8, 1, 1, 1};
  chipsOf(machine).size = 40;
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

/// Chips are the units of what lies right inside the outermost memory.
TEST(ChipPartitionArrays, AnyNames) {
  Accelerator machine;
  machine.levels = {{"HBM", Memory()},
                    {"CLUSTERS", Array{2}},
                    {"CORES", Array{4}},
                    {"CACHE", Memory()},
                    {"LANES", Array{8}}};
  EXPECT_EQ(chipArrays(machine), (ChipArrays{1, 2}));
  EXPECT_EQ(chipGrid(machine).x, 4);
  EXPECT_EQ(chipGrid(machine).y, 2);
  std::vector<Layer> branches(3);
  for (Layer &branch : branches)
    branch.bounds = {4, 1, 1, 1, 4, 1, 1, 1};
  auto found = partitionChips(branches, machine, SearchOptions());
  ASSERT_TRUE(bool(found)) << llvm::toString(found.takeError());
  int64_t cores = 0;
  for (const PartitionedBranch &branch : found->branches) {
    EXPECT_EQ(branch.chips.y, 2);
    cores += branch.chips.x;
  }
  EXPECT_EQ(cores, 4);

  // An axis that is the Y of a pair stays that without its X.
  machine.levels = {{"DRAM", Memory()},
                    {"MULTI_CHIPS(Y)", Array{3}},
                    {"PE_ARRAY(X)", Array{2}},
                    {"LOCAL_BUFFER", Memory()}};
  EXPECT_EQ(chipArrays(machine), ChipArrays{1});
  EXPECT_EQ(chipGrid(machine).x, 1);
  EXPECT_EQ(chipGrid(machine).y, 3);
}

} // namespace
