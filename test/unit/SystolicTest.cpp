//===- SystolicTest.cpp - Arrays that fill and drain ----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CM-18 of docs/cost-model.md, held against the compute cycles of SCALE-Sim
// 3.0.0, which are these closed forms less one (utils/compare_scalesim.py).
//
//===----------------------------------------------------------------------===//

#include "ParsedFile.h"
#include "neurospector/Model/CostModel.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// A product of M x K by K x N.
struct Product {
  int64_t m, k, n;
};

/// The closed forms of SCALE-Sim for the operand that stays.
int64_t scaleSimCycles(Operand stays, int64_t rows, int64_t columns,
                       const Product &product) {
  auto [m, k, n] = product;
  auto folds = [](int64_t extent, int64_t units) {
    return (extent + units - 1) / units;
  };
  switch (stays) {
  case Operand::Output:
    return folds(m, rows) * folds(n, columns) * (k + rows + columns - 2) - 1;
  case Operand::Weight:
    return folds(k, rows) * folds(n, columns) * (m + 2 * rows + columns - 2) -
           1;
  case Operand::Input:
    return folds(k, rows) * folds(m, columns) * (n + 2 * rows + columns - 2) -
           1;
  }
  return 0;
}

/// An array with a register for the operand that stays in each unit.
Accelerator systolicMachine(Operand stays, int64_t rows, int64_t columns,
                            bool isDoubleBuffered = false) {
  std::string text = llvm::formatv(
      "name: systolic\nfrequency: 1000\nprecision: 8\nlevels:\n"
      "  - memory: DRAM\n  - array: UNITS\n"
      "    size: {{y: {0}, x: {1}}\n    fill: systolic\n"
      "  - memory: REGISTER\n    holds: [{2}]\n    "
      "capacity: {3} B\n    double_buffered: {4}\n",
      rows, columns, name(stays), isDoubleBuffered ? 2 : 1, isDoubleBuffered);
  Parsed<Accelerator> parsed = parseYaml(text);
  EXPECT_EQ(parsed.diagnostics, Diagnostics());
  return *parsed.value;
}

/// M is B, K is C, N is K. What stays is laid out along both axes, and the
/// dimension that it does not have runs innermost.
struct Mapping {
  Dim alongRows, alongColumns;
};
Mapping mappingOf(Operand stays) {
  switch (stays) {
  case Operand::Output:
    return {Dim::B, Dim::K};
  case Operand::Weight:
    return {Dim::C, Dim::K};
  case Operand::Input:
    break;
  }
  return {Dim::C, Dim::B};
}

int64_t macCycles(const Accelerator &machine, Operand stays,
                  const Product &product) {
  Layer layer;
  layer.bounds[index(Dim::B)] = product.m;
  layer.bounds[index(Dim::C)] = product.k;
  layer.bounds[index(Dim::K)] = product.n;
  Schedule schedule = Schedule::outermost(machine);
  auto [alongRows, alongColumns] = mappingOf(stays);
  auto width = [&](size_t array, Dim dim) {
    return std::min(machine.levels[array].array()->size, layer.bound(dim));
  };
  int64_t rows = width(1, alongRows), columns = width(2, alongColumns);
  schedule.tiles[0][index(alongRows)] = rows;
  schedule.tiles[0][index(alongColumns)] = columns;
  schedule.tiles[1][index(alongColumns)] = columns;
  schedule.orders[0] = loopOrder(stays);
  EXPECT_EQ(llvm::toString(verify(layer, machine, schedule)), "");
  return exactCostModel().evaluate(layer, machine, schedule)->macCycles;
}

constexpr Operand allStays[] = {Operand::Output, Operand::Weight,
                                Operand::Input};

/// The figures that SCALE-Sim prints.
TEST(Systolic, TakesTheCyclesThatScaleSimPrints) {
  auto cycles = [](Operand stays, const Product &product) {
    return macCycles(systolicMachine(stays, 12, 14), stays, product) - 1;
  };
  EXPECT_EQ(cycles(Operand::Output, {64, 72, 16}), 1151);
  EXPECT_EQ(cycles(Operand::Weight, {64, 72, 16}), 1199);
  EXPECT_EQ(cycles(Operand::Input, {64, 72, 16}), 1559);
  EXPECT_EQ(cycles(Operand::Weight, {3136, 576, 64}), 761279);
}

/// Convolutions of ResNet-50, and products of ViT-Base and of a block of Llama
/// 2 7B, on three arrays, whether tiles divide or not.
TEST(Systolic, TakesTheCyclesOfScaleSim) {
  constexpr Product products[] = {
      // ResNet-50: pixels, taps, channels.
      {112 * 112, 3 * 49, 64},
      {56 * 56, 64, 64},
      {56 * 56, 64 * 9, 64},
      {56 * 56, 64, 256},
      {56 * 56, 256, 64},
      {56 * 56, 256, 128},
      {28 * 28, 128 * 9, 128},
      {28 * 28, 128, 512},
      {28 * 28, 512, 128},
      {28 * 28, 512, 256},
      {14 * 14, 256 * 9, 256},
      {14 * 14, 256, 1024},
      {14 * 14, 1024, 256},
      {14 * 14, 1024, 512},
      {7 * 7, 512 * 9, 512},
      {7 * 7, 512, 2048},
      {7 * 7, 2048, 512},
      {1, 2048, 1000},
      // ViT-Base: patches, projections, attention, the two of the MLP.
      {196, 768, 768},
      {197, 768, 768},
      {197, 64, 197},
      {197, 197, 64},
      {197, 768, 3072},
      {197, 3072, 768},
      // Llama 2 7B, 128 tokens, and one.
      {128, 4096, 4096},
      {128, 128, 128},
      {128, 4096, 11008},
      {128, 11008, 4096},
      {1, 4096, 11008},
  };
  for (auto [rows, columns] : {std::pair(12, 14), {32, 32}, {128, 128}})
    for (Operand stays : allStays) {
      Accelerator machine = systolicMachine(stays, rows, columns);
      for (const Product &product : products)
        EXPECT_EQ(macCycles(machine, stays, product) - 1,
                  scaleSimCycles(stays, rows, columns, product))
            << name(stays).str() << ' ' << rows << 'x' << columns << ' '
            << product.m << ' ' << product.k << ' ' << product.n;
    }
}

/// What stays decides, not the name of the machine: with registers for weights
/// and outputs, the order of the loops.
TEST(Systolic, WhatStaysLongestStays) {
  Accelerator machine = systolicMachine(Operand::Weight, 12, 14);
  machine.levels[3].memory()->holds.insert(Operand::Output);
  machine.levels[3].memory()->rooms.clear();
  for (Operand stays : {Operand::Weight, Operand::Output})
    EXPECT_EQ(macCycles(machine, stays, {64, 72, 16}) - 1,
              scaleSimCycles(stays, 12, 14, {64, 72, 16}));
}

/// Outputs that come back hop to their place as weights do: two halves of K, of
/// which the first needs no loading.
TEST(Systolic, LoadsOutputsThatComeBack) {
  Accelerator machine = systolicMachine(Operand::Output, 4, 4);
  Layer layer;
  layer.bounds[index(Dim::B)] = 4;
  layer.bounds[index(Dim::K)] = 8;
  layer.bounds[index(Dim::C)] = 20;
  Schedule schedule = Schedule::outermost(machine);
  schedule.tiles[0] = {4, 4, 1, 1, 10};
  schedule.tiles[1] = {4, 1, 1, 1, 10};
  schedule.tiles[2] = {1, 1, 1, 1, 10};
  schedule.orders[0] = loopOrder(Operand::Weight);
  auto cycles = [&] {
    return exactCostModel().evaluate(layer, machine, schedule)->macCycles;
  };
  // K outside C: an output stays.
  EXPECT_EQ(cycles(), 2 * (20 + 6));
  std::swap(schedule.orders[0][0], schedule.orders[0][2]);
  ASSERT_EQ(schedule.orders[0][0], Dim::C);
  EXPECT_EQ(cycles(), 4 * (10 + 6) + 2 * 4);
}

/// Where the next tile is there already, or none stays, the array fills once.
TEST(Systolic, DoubleBuffersFillOnce) {
  Product product = {64, 72, 16};
  for (Operand stays : allStays) {
    Accelerator machine = systolicMachine(stays, 12, 14, true);
    int64_t loads = stays == Operand::Output ? 0 : 12;
    Accelerator dense = machine;
    for (Level &level : dense.levels)
      if (level.array())
        level.array()->isSystolic = false;
    EXPECT_EQ(macCycles(machine, stays, product),
              macCycles(dense, stays, product) + 24 + loads);
  }
}

TEST(Systolic, IsTimeOfTheMacs) {
  Accelerator machine = systolicMachine(Operand::Weight, 12, 14);
  machine.macStaticPower = 1;
  Layer layer;
  layer.bounds[index(Dim::B)] = 10;
  Schedule schedule = Schedule::outermost(machine);
  Cost cost = *exactCostModel().evaluate(layer, machine, schedule);
  EXPECT_EQ(cost.macCycles, 10 + 24 + 12);
  EXPECT_EQ(cost.totalCycles(), 10 + 24 + 12);
  EXPECT_DOUBLE_EQ(cost.utilization(machine), 10.0 / (168 * 46));
  EXPECT_DOUBLE_EQ(cost.macStaticEnergy, 168.0 * 46);
}

} // namespace
