//===- ScheduleFileTest.cpp - Schedules as tables -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedFile.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

Parsed<NamedSchedule>
parseTable(llvm::StringRef text, const Accelerator &machine,
           llvm::function_ref<llvm::Error(NamedSchedule &)> use = nullptr) {
  return collect([&](DiagnosticHandler handler) {
    return parseSchedule({text, "table.cfg"}, machine, handler, use);
  });
}

const llvm::StringRef tableText = R"([LAYER]
LAYER_NAME=c

[SCHEDULING_TABLE]
# row=K,B,P,Q,C,R,S,G
LOCAL_BUFFER=4,1,1,1,2,1,1,1
PE_ARRAY(X)=2,1,1,1,1,1,1,1
DRAM=1,1,3,1,1,1,1,1

[DATAFLOW]
LOCAL_BUFFER=IS
)";

/// What its user finds wrong with a schedule has a place.
TEST(ScheduleFile, LocatesErrorsOfItsUser) {
  Accelerator machine = *loadAccelerator("acc_1lv", fail);
  Parsed<NamedSchedule> parsed =
      parseTable(tableText, machine, [](NamedSchedule &schedule) {
        return llvm::createStringError("no use for '" + schedule.layer + "'");
      });
  EXPECT_FALSE(parsed.value.has_value());
  EXPECT_EQ(parsed.diagnostics, Diagnostics{"4:2: error: no use for 'c'"});
}

/// Factors become tiles and come back as the same file.
TEST(ScheduleFile, BecomesTiles) {
  Accelerator machine = *loadAccelerator("acc_1lv", fail);
  Parsed<NamedSchedule> parsed = parseTable(tableText, machine);
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_TRUE(parsed.diagnostics.empty());
  Layer layer;
  layer.name = "c";
  layer.bounds = {8, 1, 3, 1, 2, 1, 1, 1};
  llvm::Expected<Schedule> schedule = parsed.value->on(layer, machine);
  ASSERT_TRUE(bool(schedule));
  EXPECT_EQ(schedule->tiles[0], (Factors{8, 1, 1, 1, 2}));
  EXPECT_EQ(schedule->tiles[1], (Factors{4, 1, 1, 1, 2}));
  EXPECT_EQ(schedule->tiles[2], unitFactors);
  EXPECT_EQ(schedule->orders[0], loopOrder(Operand::Input));
  EXPECT_TRUE(schedule->isPerfect(layer));

  std::optional<NamedSchedule> again =
      NamedSchedule::of(layer, machine, *schedule);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, *parsed.value);
  std::string text;
  llvm::raw_string_ostream stream(text);
  printSchedule(stream, *again, machine);
  EXPECT_EQ(text, tableText);

  // Of what a table cannot say there is none.
  Schedule imperfect = *schedule;
  imperfect.tiles[0][index(Dim::P)] = 2;
  EXPECT_FALSE(NamedSchedule::of(layer, machine, imperfect).has_value());
  Schedule shuffled = *schedule;
  std::reverse(shuffled.orders[0].begin(), shuffled.orders[0].end());
  EXPECT_FALSE(NamedSchedule::of(layer, machine, shuffled).has_value());

  // Other bounds.
  layer.bounds[index(Dim::K)] = 16;
  EXPECT_EQ(llvm::toString(parsed.value->on(layer, machine).takeError()),
            "schedule: the factors of K multiply to 8, expected its bound 16");
  parsed.value->rows[0][index(Dim::K)] = int64_t(1) << 62;
  EXPECT_EQ(llvm::toString(parsed.value->on(layer, machine).takeError()),
            "schedule: the factors of K multiply to more than 64 bits hold, "
            "expected its bound 16");
}

/// Dataflows of a machine with a GLOBAL_BUFFER, and its own if none are given.
TEST(ScheduleFile, OrdersLoops) {
  Accelerator machine = *loadAccelerator("acc_2lv", fail);
  std::string text = "[LAYER]\nLAYER_NAME=c\n[SCHEDULING_TABLE]\n";
  for (llvm::StringRef row :
       {"LOCAL_BUFFER", "PE_ARRAY(X)", "PE_ARRAY(Y)", "GLOBAL_BUFFER", "DRAM"})
    text += row.str() + "=1,1,1,1,1,1,1,1\n";
  auto ordersOf = [&](const std::string &text) {
    Parsed<NamedSchedule> parsed = parseTable(text, machine);
    EXPECT_TRUE(parsed.value && parsed.diagnostics.empty());
    Schedule schedule = llvm::cantFail(parsed.value->on(Layer(), machine));
    return std::pair(stationaryOperand(schedule.orders[0]),
                     stationaryOperand(schedule.orders[1]));
  };
  EXPECT_EQ(ordersOf(text), std::pair(std::optional(Operand::Output),
                                      std::optional(Operand::Weight)));
  EXPECT_EQ(
      ordersOf(text + "[DATAFLOW]\nLOCAL_BUFFER=is\nGLOBAL_BUFFER=ws\n"),
      std::pair(std::optional(Operand::Weight), std::optional(Operand::Input)));
}

TEST(ScheduleFile, RejectsBadInput) {
  Accelerator machine = *loadAccelerator("acc_1lv", fail);
  auto expect = [&](llvm::StringRef line, llvm::StringRef replacement,
                    llvm::StringRef diagnostic) {
    std::string text = tableText.str();
    text.replace(text.find(line), line.size(), replacement);
    Parsed<NamedSchedule> parsed = parseTable(text, machine);
    EXPECT_FALSE(parsed.value.has_value());
    EXPECT_EQ(parsed.diagnostics, Diagnostics{diagnostic.str()});
  };
  expect("DRAM=", "REG=1,1,1,1,1,1,1,1\nGLOBAL_BUFFER=2,1,1,1,1,1,1,1\nDRAM=",
         "9:15: error: GLOBAL_BUFFER must have all factors one: the "
         "accelerator skips it");
  expect("DRAM=", "REG=1,1,1,2,1,1,1,1\nDRAM=",
         "8:5: error: REG must have all factors one");
  expect("DRAM=1,1,3,1,1,1,1,1\n", "",
         "4:2: error: section 'SCHEDULING_TABLE' has no key 'DRAM'");
  expect("LOCAL_BUFFER=IS", "LOCAL_BUFFER=US",
         "11:14: error: expected IS, WS or OS, found 'US'");
}

/// A table says nothing of machines of another shape.
TEST(ScheduleFile, IsForThePublishedShape) {
  Accelerator machine = *loadAccelerator("acc_1lv", fail);
  machine.levels[1].name = "LANES";
  Parsed<NamedSchedule> parsed = parseTable(tableText, machine);
  EXPECT_FALSE(parsed.value.has_value());
  EXPECT_EQ(parsed.diagnostics,
            Diagnostics{
                "1:1: error: a table of rows is for machines of the published "
                "shape, which 'accelerator_1lv' has not: give its schedules as "
                "JSON Lines "
                "with 'tiles'"});
}

} // namespace
