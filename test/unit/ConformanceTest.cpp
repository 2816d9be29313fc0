//===- ConformanceTest.cpp - Cost models against recorded figures ---------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random schedules with every intermediate figure: `costs.jsonl` from the
// published model, `costs_exact.jsonl` from an independent exact one.
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/CostModel.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

void expectNear(double actual, double expected, double tolerance,
                llvm::StringRef what) {
  EXPECT_LE(std::abs(actual - expected),
            tolerance * std::max(1.0, std::abs(expected)))
      << what.str() << ": " << actual << ", expected " << expected;
}

template <typename Values>
void expectAll(const Values &actual, const llvm::json::Object &record,
               llvm::StringRef field, double tolerance) {
  std::vector<double> expected = numbers(record, field);
  ASSERT_EQ(std::size(actual), expected.size()) << field.str();
  for (size_t i = 0; i < expected.size(); ++i)
    expectNear(static_cast<double>(actual[i]), expected[i], tolerance, field);
}

std::array<int64_t, 4> list(const AccessCounts<int64_t> &counts) {
  return {counts.inputRead, counts.weightRead, counts.outputRead,
          counts.outputWrite};
}

constexpr double countTolerance = 1e-9, energyTolerance = 1e-6;

void expectTotals(const Cost &cost, const llvm::json::Object &record) {
  expectAll(cost.dynamicEnergy, record, "dynamic_energy", energyTolerance);
  expectAll(cost.cycles, record, "cycles", countTolerance);
  expectNear(cost.totalEnergy(), *record.getNumber("total_energy"),
             energyTolerance, "total_energy");
  expectNear(cost.totalCycles(), *record.getNumber("total_cycle"),
             countTolerance, "total_cycle");
}

Cost evaluate(const CostModel &model, const llvm::json::Object &record) {
  const Accelerator &machine = accelerator(*record.getString("accelerator"));
  Layer nest = layer(record);
  Schedule mapping = schedule(record, machine);
  llvm::Error invalid = verify(nest, machine, mapping);
  EXPECT_FALSE(bool(invalid)) << llvm::toString(std::move(invalid));
  llvm::Expected<Cost> cost = model.evaluate(nest, machine, mapping);
  EXPECT_TRUE(bool(cost));
  return cost ? *cost : Cost{};
}

TEST(Conformance, PublishedCosts) {
  for (const llvm::json::Object &record : readRecords("costs.jsonl")) {
    Cost cost = evaluate(publishedCostModel(), record);
    expectAll(cost.lbSent, record, "lb_send", countTolerance);
    expectAll(cost.lbHeld, record, "lb_alloc", countTolerance);
    expectAll(cost.gbSent, record, "gb_send", countTolerance);
    expectAll(cost.gbHeld, record, "gb_alloc", countTolerance);
    expectAll(cost.dramSent, record, "dram_send", countTolerance);
    expectAll(cost.dramHeld, record, "dram_alloc", countTolerance);
    expectAll(list(cost.lbCount), record, "lb_count", countTolerance);
    expectAll(list(cost.gbCount), record, "gb_count", countTolerance);
    expectAll(list(cost.dramCount), record, "dram_count", countTolerance);
    expectAll(std::array{cost.activeMacs, cost.activePes, cost.activeChips},
              record, "active", countTolerance);
    expectAll(cost.staticEnergy, record, "static_energy", energyTolerance);
    expectTotals(cost, record);
    if (testing::Test::HasFailure())
      FAIL() << "first failing record: "
             << llvm::formatv("{0}",
                              llvm::json::Value(llvm::json::Object(record)))
                    .str();
  }
}

TEST(Conformance, ExactCosts) {
  std::vector<llvm::json::Object> schedules = readRecords("costs.jsonl");
  for (const llvm::json::Object &record : readRecords("costs_exact.jsonl")) {
    int64_t line = *record.getInteger("record");
    ASSERT_LE(line, static_cast<int64_t>(schedules.size()));
    Cost cost = evaluate(exactCostModel(), schedules[line - 1]);
    expectAll(list(cost.gbCount), record, "gb_count", countTolerance);
    expectAll(list(cost.dramCount), record, "dram_count", countTolerance);
    expectAll(cost.gbTraffic, record, "gb_traffic", countTolerance);
    expectAll(cost.dramTraffic, record, "dram_traffic", countTolerance);
    expectTotals(cost, record);
    if (testing::Test::HasFailure())
      FAIL() << "first failing record: " << line;
  }
}

} // namespace
