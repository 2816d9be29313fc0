//===- RecordTest.cpp - Schedules of any machine as JSON Lines ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Config/ScheduleRecord.h"
#include "gtest/gtest.h"

#include <filesystem>

using namespace neurospector;

namespace {

std::string format(const llvm::SMDiagnostic &diagnostic) {
  return std::to_string(diagnostic.getLineNo()) + ":" +
         std::to_string(diagnostic.getColumnNo() + 1) + ": " +
         diagnostic.getMessage().str();
}

using Diagnostics = std::vector<std::string>;

/// The records of \p text, and what is said of them.
std::vector<ScheduleRecord> read(llvm::StringRef text,
                                 const Accelerator &machine,
                                 Diagnostics &diagnostics) {
  std::vector<ScheduleRecord> records;
  parseScheduleRecords(
      {text, "records.jsonl"}, machine,
      [&](const llvm::SMDiagnostic &diagnostic) {
        diagnostics.push_back(format(diagnostic));
      },
      [&](ScheduleRecord &record) {
        records.push_back(record);
        return llvm::Error::success();
      });
  return records;
}

Accelerator load(const std::string &nameOrPath) {
  return *loadAccelerator(nameOrPath, [](const llvm::SMDiagnostic &diagnostic) {
    ADD_FAILURE() << format(diagnostic);
  });
}

/// A machine of a memory, two axes and a memory with a fixed order.
Accelerator smallMachine() {
  Memory inner;
  inner.stationary = Operand::Weight;
  Accelerator machine;
  machine.name = "small";
  machine.levels = {{"DRAM", Memory()},
                    {"LANES(Y)", Array{2}},
                    {"LANES(X)", Array{4}},
                    {"BUFFER", inner}};
  return machine;
}

/// A record of it with \p part instead of the orders.
std::string recordWith(llvm::StringRef part) {
  return (R"j({"bounds":[7,1,5,1,3,1,1,1],"tiles":{"DRAM":[4,1,2,1,3,1,1,1],)j"
          R"j("LANES(Y)":[2,1,2,1,3,1,1,1],"lanes(x)":[1,1,2,1,3,1,1,1],)j"
          R"j("BUFFER":[1,1,1,1,1,1,1,1]},)j" +
          part + "}")
      .str();
}

TEST(ScheduleRecord, ReadsTilesAndOrders) {
  Diagnostics diagnostics;
  std::vector<ScheduleRecord> records =
      read(recordWith(R"j("repeat":3,"orders":{"DRAM":"KPCBQRSG"})j"),
           smallMachine(), diagnostics);
  EXPECT_EQ(diagnostics, Diagnostics());
  ASSERT_EQ(records.size(), 1u);
  const Schedule &schedule = records[0].schedule;
  ASSERT_EQ(schedule.tiles.size(), 4u);
  EXPECT_EQ(schedule.tiles[0], (Factors{4, 1, 2, 1, 3}));
  EXPECT_EQ(schedule.tiles[1], (Factors{2, 1, 2, 1, 3}));
  EXPECT_EQ(schedule.tiles[2], (Factors{1, 1, 2, 1, 3}));
  EXPECT_EQ(schedule.tiles[3], unitFactors);
  // What is not listed runs innermost, and who is not listed keeps its own.
  EXPECT_EQ(schedule.orders[0],
            (LoopOrder{Dim::K, Dim::P, Dim::C, Dim::B, Dim::Q, Dim::R, Dim::S,
                       Dim::G, imageOf(2), windowOf(2)}));
  EXPECT_EQ(schedule.orders[3], loopOrder(Operand::Weight));
  EXPECT_EQ(records[0].layer.runs, 3);
}

/// The order of a stationary operand is recognized by the loops that there are.
TEST(ScheduleRecord, RecognizesOrders) {
  for (Operand op : allOperands) {
    std::string letters;
    for (Dim dim : loopOrder(op))
      if (index(dim) < numPublishedDims)
        letters += name(dim).lower();
    Diagnostics diagnostics;
    std::vector<ScheduleRecord> records =
        read(recordWith("\"orders\":{\"BUFFER\":\"" + letters + "\"}"),
             smallMachine(), diagnostics);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].schedule.orders[3], loopOrder(op));
    EXPECT_EQ(records[0].schedule.orders[0], loopOrder(Operand::Output));
  }
}

TEST(ScheduleRecord, RejectsBadTilesAndOrders) {
  auto expect = [](const std::string &text, llvm::StringRef diagnostic,
                   const Accelerator &machine = smallMachine()) {
    Diagnostics diagnostics;
    EXPECT_EQ(read(text, machine, diagnostics).size(), 0u);
    EXPECT_EQ(diagnostics, Diagnostics{diagnostic.str()}) << text;
  };
  std::string bounds = R"j({"bounds":[7,1,5,1,3,1,1,1])j";
  expect(bounds + "}", "1:29: missing field 'tiles'");
  expect(bounds + R"j(,"tiles":{"BUFER":[1]}})j",
         "1:39: unknown level 'BUFER', did you mean 'BUFFER'?");
  expect(bounds + R"j(,"tiles":{"L2":[1]}})j",
         "1:39: unknown level 'L2', expected one of DRAM, LANES(Y), LANES(X), "
         "BUFFER");
  expect(bounds + R"j(,"tiles":{"DRAM":[1,1,1,1,1,1,1,1]}})j",
         "1:63: 'tiles' has no level 'LANES(Y)'");
  expect(bounds + R"j(,"tiles":{"DRAM":[1,1,1,1,1,1,1,1],"dram":[1]}})j",
         "1:64: duplicate field 'dram'");
  expect(bounds + R"j(,"tiles":{"DRAM":[0]}})j",
         "1:47: expected a positive number, found 0");
  expect(bounds + R"j(,"tiles":{"DRAM":[1]}})j",
         "1:48: expected K,B,P,Q,C,R,S,G[,D,T], found 1 values");
  expect(recordWith(R"j("orders":{"LANES(X)":"K"})j"),
         "1:160: 'LANES(X)' is an array, whose loops have no order");
  expect(recordWith(R"j("orders":{"DRAM":"KZ"})j"),
         "1:168: expected letters of K,B,P,Q,C,R,S,G,D,T, found 'Z'");
  expect(recordWith(R"j("orders":{"DRAM":"KPBk"})j"),
         "1:170: duplicate loop 'k'");
  expect(recordWith(R"j("orders":{"DRAM":"KP"})j"),
         "1:167: the order leaves out C, whose bound is 3");
  expect(recordWith(R"j("orders":{"DRAM":["K"]})j"),
         "1:166: expected a string");

  // The two forms.
  expect(recordWith(R"j("rows":{})j"),
         "1:150: a table of rows is for machines of the published shape, which "
         "'small' has not: give its schedules as JSON Lines with 'tiles'");
  Accelerator published = load("acc_1lv");
  std::string tiles = R"j(,"tiles":{"DRAM":[1,1,1,1,1,1,1,1],)j"
                      R"j("PE_ARRAY(X)":[1,1,1,1,1,1,1,1],)j"
                      R"j("LOCAL_BUFFER":[1,1,1,1,1,1,1,1]})j";
  expect(bounds + "}", "1:29: missing field 'rows'", published);
  expect(bounds + tiles + R"j(,"rows":{}})j",
         "1:139: expected 'rows' or 'tiles', found both", published);
  expect(bounds + tiles + R"j(,"dataflow":{}})j",
         "1:143: 'dataflow' is for 'rows', 'orders' for 'tiles'", published);
  expect(bounds + R"j(,"rows":{},"orders":{}})j",
         "1:51: 'dataflow' is for 'rows', 'orders' for 'tiles'", published);
  expect(bounds + R"j(,"rows":{"MAC_ARRAY(X)":[2,1,1,1,1,1,1,1]}})j",
         "1:38: MAC_ARRAY(X) must have all factors one: the accelerator skips "
         "it",
         published);
  expect(bounds + R"j(,"rows":{"DRAN":[2,1,1,1,1,1,1,1]}})j",
         "1:44: unknown row 'DRAN', did you mean 'DRAM'?", published);
  expect(bounds + R"j(,"rows":{"DRAM":[7,1,5,1,1,1,1,1]}})j",
         "1:1: schedule: the factors of C multiply to 1, expected its bound 3",
         published);
  // Pretty-printed.
  expect("{\n" + bounds.substr(1), "1:2: expected one JSON object per line");
}

/// Results are passed over; of other fields there is a warning.
TEST(ScheduleRecord, WarnsOfUnknownFields) {
  Diagnostics diagnostics;
  std::string line =
      recordWith(R"j("cost":{"a":[1]},"valid":true,"machine":"m",)j"
                 R"j("dilaton":[2,2],"note":"x")j") +
      "\n";
  EXPECT_EQ(read(line + line, smallMachine(), diagnostics).size(), 2u);
  EXPECT_EQ(diagnostics,
            (Diagnostics{
                "1:194: unknown field 'dilaton' ignored, did you mean "
                "'dilation'?",
                "1:210: unknown field 'note' ignored, expected one of layer, "
                "bounds, stride, dilation, repeat, rows, dataflow, tiles, "
                "orders, retained"}));
}

/// The mappings of the conformance data, where they are: which are valid.
TEST(ScheduleRecord, ReadsTheMappings) {
  std::string folder = NEUROSPECTOR_SOURCE_DIR "/../shared/conformance/";
  std::error_code missing;
  for (const auto &entry :
       std::filesystem::directory_iterator(folder + "machines", missing)) {
    std::string name = entry.path().stem().string();
    Accelerator machine = load(entry.path().string());
    unsigned count = 0;
    for (const std::string &line : test::readLines("machine_costs.jsonl")) {
      llvm::json::Object object =
          *llvm::cantFail(llvm::json::parse(line)).getAsObject();
      if (object.getString("machine") != llvm::StringRef(name))
        continue;
      Diagnostics diagnostics;
      std::vector<ScheduleRecord> records = read(line, machine, diagnostics);
      EXPECT_EQ(diagnostics, Diagnostics());
      ASSERT_EQ(records.size(), 1u);
      llvm::Error error =
          verify(records[0].layer, machine, records[0].schedule);
      EXPECT_EQ(!error, *object.getBoolean("valid")) << line;
      llvm::consumeError(std::move(error));
      ++count;
    }
    EXPECT_EQ(count, 300u) << name;
  }
}

} // namespace
