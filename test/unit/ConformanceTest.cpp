//===- ConformanceTest.cpp - Cost models against recorded figures ---------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random schedules with every intermediate figure: `costs.jsonl` from the
// published model, `costs_exact.jsonl` and `machine_costs.jsonl` from
// independent exact ones.
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/CostModel.h"
#include "neurospector/Model/PublishedShape.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

constexpr double tolerance = 1e-9;

void expectNear(double actual, const llvm::json::Object &record,
                llvm::StringRef field) {
  std::optional<double> expected = record.getNumber(field);
  ASSERT_TRUE(expected) << field.str();
  EXPECT_LE(std::abs(actual - *expected),
            tolerance * std::max(1.0, std::abs(*expected)))
      << field.str() << ": " << actual << ", expected " << *expected;
}

template <typename Values>
void expectAll(const Values &actual, const llvm::json::Object &record,
               llvm::StringRef field) {
  std::vector<double> expected = numbers(record, field);
  ASSERT_EQ(std::size(actual), expected.size()) << field.str();
  for (size_t i = 0; i < expected.size(); ++i)
    EXPECT_LE(std::abs(static_cast<double>(actual[i]) - expected[i]),
              tolerance * std::max(1.0, std::abs(expected[i])))
        << field.str() << "[" << i << "]: " << actual[i] << ", expected "
        << expected[i];
}

PerOperand<int64_t> list(const PerOperand<Count> &counts) {
  return {counts[0].get(), counts[1].get(), counts[2].get()};
}

std::array<int64_t, 4> list(const AccessCounts &counts) {
  return {counts.inputRead, counts.weightRead, counts.outputRead,
          counts.outputWrite};
}

/// A record of a machine of the published shape, evaluated.
struct Published {
  Published(const llvm::json::Object &record, const CostModel &model)
      : machine(accelerator(*record.getString("accelerator"))),
        shape(*PublishedShape::of(machine)), nest(layer(record)),
        mapping(schedule(record, machine)) {
    llvm::Error invalid = verify(nest, machine, mapping);
    EXPECT_FALSE(bool(invalid)) << llvm::toString(std::move(invalid));
    EXPECT_FALSE(bool(model.supports(machine)));
    llvm::Expected<Cost> result = model.evaluate(nest, machine, mapping);
    if (result)
      cost = *result;
    else
      ADD_FAILURE() << llvm::toString(result.takeError());
  }

  const MemoryCost &dram() const { return cost.levels[shape.dram]; }
  const MemoryCost &global() const { return cost.levels[*shape.globalBuffer]; }
  const MemoryCost &local() const { return cost.levels[shape.localBuffer]; }

  PerOperand<int64_t> sent(size_t level) const {
    return list(nest.tileVolume(mapping.tiles[level]));
  }
  PerOperand<int64_t> held(size_t level) const {
    return list(nest.tileVolume(mapping.entering(level, nest)));
  }
  int64_t active(std::optional<size_t> y, std::optional<size_t> x) const {
    return (y ? product(mapping.steps(*y, nest)).get() : 1) *
           (x ? product(mapping.steps(*x, nest)).get() : 1);
  }
  void expectTotals(const llvm::json::Object &record) const {
    expectAll(std::array{cost.macEnergy, local().energy, global().energy,
                         dram().energy},
              record, "dynamic_energy");
    expectAll(std::array{static_cast<double>(cost.macCycles), local().cycles,
                         global().cycles, dram().cycles},
              record, "cycles");
    expectNear(cost.totalEnergy(), record, "total_energy");
    expectNear(cost.totalCycles(), record, "total_cycle");
  }

  const Accelerator &machine;
  PublishedShape shape;
  Layer nest;
  Schedule mapping;
  Cost cost;
};

TEST(Conformance, PublishedCosts) {
  for (const llvm::json::Object &record : readRecords("costs.jsonl")) {
    Published is(record, publishedCostModel());
    const PublishedShape &shape = is.shape;
    expectAll(is.sent(shape.localBuffer), record, "lb_send");
    expectAll(is.held(shape.localBuffer), record, "lb_alloc");
    expectAll(is.sent(*shape.globalBuffer), record, "gb_send");
    expectAll(is.held(*shape.globalBuffer), record, "gb_alloc");
    expectAll(is.sent(shape.dram), record, "dram_send");
    expectAll(is.held(shape.dram), record, "dram_alloc");
    expectAll(list(is.local().tiles), record, "lb_count");
    expectAll(list(is.global().tiles), record, "gb_count");
    expectAll(list(is.dram().tiles), record, "dram_count");
    expectAll(std::array{is.active(shape.macY, shape.macX),
                         is.active(shape.peY, shape.peX),
                         is.active(shape.chipY, shape.chipX)},
              record, "active");
    expectAll(std::array{is.cost.macStaticEnergy, is.local().staticEnergy,
                         is.global().staticEnergy, is.dram().staticEnergy},
              record, "static_energy");
    is.expectTotals(record);
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
    Published is(schedules[line - 1], exactCostModel());
    expectAll(list(is.local().tiles), schedules[line - 1], "lb_count");
    expectAll(list(is.global().tiles), record, "gb_count");
    expectAll(list(is.dram().tiles), record, "dram_count");
    expectAll(is.global().inside, record, "gb_traffic");
    expectAll(is.dram().inside, record, "dram_traffic");
    is.expectTotals(record);
    if (testing::Test::HasFailure())
      FAIL() << "first failing record: " << line;
  }
}

/// The `reason` of a record of machine_costs.jsonl that is not valid.
std::string reasonOf(const InvalidSchedule &invalid) {
  switch (invalid.reason) {
  case Violation::Shape:
    return "shape";
  case Violation::Units:
    return "units";
  case Violation::Dims:
    return "dims";
  case Violation::Steps:
    return "required";
  case Violation::Room:
    break;
  }
  return "room " + invalid.level;
}

/// Empty if the mapping is valid.
std::string whyInvalid(const Layer &nest, const Accelerator &machine,
                       const Schedule &schedule) {
  std::string reason;
  llvm::handleAllErrors(
      verify(nest, machine, schedule),
      [&](const InvalidSchedule &invalid) { reason = reasonOf(invalid); });
  return reason;
}

void expectMemory(const MemoryCost &cost, const llvm::json::Object &record) {
  expectAll(cost.reads, record, "reads");
  expectAll(cost.writes, record, "writes");
  expectAll(cost.through, record, "through");
  expectAll(cost.busy, record, "busy");
  expectAll(cost.busyWrite, record, "busy_write");
  expectNear(cost.cycles, record, "cycles");
  expectNear(cost.serial, record, "serial");
  expectNear(cost.energy, record, "energy");
  expectNear(cost.staticEnergy, record, "static");
}

void expectCost(const Cost &cost, const Accelerator &machine,
                const llvm::json::Object &record) {
  expectNear(static_cast<double>(cost.macCycles), record, "mac_cycles");
  expectNear(cost.macEnergy, record, "mac_energy");
  expectNear(cost.macStaticEnergy, record, "mac_static");
  expectNear(cost.totalEnergy(), record, "total_energy");
  expectNear(cost.totalCycles(), record, "total_cycle");
  const llvm::json::Object &memories = *record.getObject("memories");
  for (size_t level = 0; level < machine.levels.size(); ++level) {
    const Level &at = machine.levels[level];
    if (!at.memory())
      continue;
    SCOPED_TRACE(at.name);
    expectMemory(cost.levels[level], *memories.getObject(at.name));
  }
}

/// Machines of any shape, tiles that divide and tiles that do not.
TEST(Conformance, MachineCosts) {
  unsigned line = 0;
  for (const llvm::json::Object &record : readRecords("machine_costs.jsonl")) {
    SCOPED_TRACE("line " + std::to_string(++line));
    const Accelerator &machine = test::machine(*record.getString("machine"));
    Layer nest = layer(record);
    Schedule schedule = mapping(record, machine);
    EXPECT_EQ(whyInvalid(nest, machine, schedule),
              record.getString("reason").value_or(""));
    if (*record.getBoolean("valid")) {
      llvm::Expected<Cost> cost =
          exactCostModel().evaluate(nest, machine, schedule);
      ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
      expectCost(*cost, machine, *record.getObject("cost"));
    }
    if (testing::Test::HasFailure())
      FAIL() << "first failing record";
  }
}

} // namespace
