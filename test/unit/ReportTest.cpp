//===- ReportTest.cpp - What is written reads back ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Config/ScheduleRecord.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/HtmlReport.h"
#include "neurospector/Report/LayerReport.h"
#include "neurospector/Report/NetworkReport.h"
#include "neurospector/Report/ScheduleReport.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Reads JSON Lines that must be without error.
std::vector<ScheduleRecord> read(const std::string &text,
                                 const Accelerator &machine) {
  std::vector<ScheduleRecord> records;
  bool ok = parseScheduleRecords(
      {text, "records"}, machine,
      [](const llvm::SMDiagnostic &diagnostic) {
        ADD_FAILURE() << diagnostic.getMessage().str();
      },
      [&](ScheduleRecord &record) {
        records.push_back(record);
        return llvm::Error::success();
      });
  EXPECT_TRUE(ok);
  return records;
}

void checkRoundTrip(const Layer &layer) {
  for (llvm::StringRef name : {"eyeriss", "simba", "tpu", "acc_1lv"}) {
    Accelerator machine = *loadAccelerator(name, [](const auto &) {});
    SearchOptions options;
    options.mode = DataflowMode::Flexible;
    SearchResult result =
        llvm::cantFail(search(Optimizer::Optimal, layer, machine, options));
    SearchAccount account = {true, result.lowerBound, result.evaluated, 0.25};
    ScheduleReport report = {layer,       machine,        result.schedule,
                             result.cost, *options.model, 7,
                             "net",       &account};
    std::string line;
    llvm::raw_string_ostream os(line);
    printJsonLine(os, report);

    llvm::Expected<llvm::json::Value> json = llvm::json::parse(line);
    ASSERT_TRUE(bool(json)) << llvm::toString(json.takeError());
    const llvm::json::Object &fields = *json->getAsObject();
    EXPECT_EQ(fields.getString("layer"), llvm::StringRef(layer.name));
    EXPECT_EQ(fields.getNumber("total_energy"), result.cost.totalEnergy());
    EXPECT_EQ(fields.getNumber("seconds"), 0.25);

    std::vector<ScheduleRecord> records = read(line, machine);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].schedule, result.schedule);
    EXPECT_TRUE(records[0].layer.sameShape(layer));
    EXPECT_EQ(records[0].layer.name, layer.name);
    EXPECT_EQ(fields.getArray("bounds")->size(),
              countDims(listedPairs(layer.bounds)));
    EXPECT_EQ(fields.getObject("rows")->getArray("DRAM")->size(),
              countDims(listedPairs(layer.bounds)));

    // And as a table.
    std::string text;
    llvm::raw_string_ostream table(text);
    auto rows = NamedSchedule::of(layer, machine, result.schedule);
    ASSERT_TRUE(rows.has_value());
    printSchedule(table, *rows, machine);
    std::optional<NamedSchedule> again =
        parseSchedule({text, "table"}, machine, [](const auto &) {});
    ASSERT_TRUE(again.has_value()) << text;
    EXPECT_EQ(llvm::cantFail(again->on(layer, machine)), result.schedule);
  }
}

/// Printing does not need a schedule whose factors multiply to something.
TEST(ScheduleTable, PrintsFactorsThatLeave64Bits) {
  Accelerator machine = *loadAccelerator("simba", [](const auto &) {});
  NamedSchedule schedule(machine);
  schedule.layer = "layer";
  auto rowOf = [&](llvm::StringRef name) -> Factors & {
    for (auto [level, row] : llvm::zip_equal(machine.levels, schedule.rows))
      if (level.name == name)
        return row;
    llvm_unreachable("no such level");
  };
  rowOf("LOCAL_BUFFER")[index(Dim::K)] = int64_t(1) << 62;
  rowOf("DRAM")[index(Dim::K)] = 8;
  std::string text;
  llvm::raw_string_ostream stream(text);
  printSchedule(stream, schedule, machine);
  std::optional<NamedSchedule> again =
      parseSchedule({text, "table"}, machine, [](const auto &) {});
  ASSERT_TRUE(again.has_value()) << text;
  EXPECT_EQ(*again, schedule);
}

TEST(ScheduleReport, PrintsWhatIsUnusual) {
  Layer layer;
  layer.name = "a, \"b\"";
  layer.bounds[index(Dim::P)] = layer.bounds[index(Dim::R)] = 3;
  layer.pairs[0] = {2, 4};
  const Accelerator &machine = accelerator("eyeriss");
  SearchResult result =
      llvm::cantFail(search(Optimizer::Optimal, layer, machine, {}));
  ScheduleReport report = {layer,       machine,          result.schedule,
                           result.cost, exactCostModel(), 1,
                           "net",       nullptr};
  std::string csv, text;
  llvm::raw_string_ostream csvStream(csv), textStream(text);
  printCsvLine(csvStream, report, {});
  EXPECT_NE(csv.find(",net,1,\"a, \"\"b\"\"\",1,1,3,"), std::string::npos)
      << csv;
  printText(textStream, report);
  EXPECT_NE(text.find("stride 2 x 1, dilation 4 x 1\n"), std::string::npos)
      << text;
}

/// Names are cut between characters.
TEST(Text, IsCutBetweenCharacters) {
  EXPECT_EQ(shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(shorten("abcdefg", 6), "abcd..");
  EXPECT_EQ(shorten("abc\u00E9fg", 6), "abc..");
  EXPECT_EQ(shorten("\u20AC\u20AC\u20AC", 6), "\u20AC..");
}

TEST(LayerReport, TakesTheNumberOfTheNetwork) {
  Layer layer;
  layer.name = "fc";
  std::string text;
  llvm::raw_string_ostream os(text);
  printTable(os, accelerator("eyeriss"),
             {{layer, Cost(), true, 7}, {layer, Cost(), true}});
  EXPECT_NE(text.find("\n7  fc"), std::string::npos) << text;
  EXPECT_NE(text.find("\n2  fc"), std::string::npos) << text;
}

/// Totals are of all runs; a column says how many, if that is not always one.
TEST(LayerReport, CountsRuns) {
  Layer layer;
  layer.name = "fc";
  Cost cost;
  cost.macs = cost.macCycles = 4;
  cost.cycles = 10;
  cost.macEnergy = 2e6;
  auto print = [&](int64_t runs) {
    std::string text;
    llvm::raw_string_ostream os(text);
    layer.runs = runs;
    printTable(os, accelerator("eyeriss"), {{layer, cost, true}});
    return text;
  };
  EXPECT_EQ(print(1).find("runs"), std::string::npos);
  std::string text = print(3);
  EXPECT_NE(text.find(" runs "), std::string::npos) << text;
  EXPECT_NE(text.find(" 1,1,1,1,1,1,1,1     3        2.000      10 "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("6.000      30 "), std::string::npos) << text;
}

/// Below the table, never more than is saved; nothing if nothing is.
TEST(LayerReport, SaysWhatImperfectFactorsSave) {
  LayerReport entry = {Layer(), Cost(), true, 3};
  auto print = [](Metric metric, llvm::ArrayRef<LayerReport> layers) {
    std::string text;
    llvm::raw_string_ostream os(text);
    printSavings(os, metric, layers);
    return text;
  };
  EXPECT_EQ(print(Metric::Energy, entry), "");
  entry.imperfectSaves = 0.99999;
  EXPECT_EQ(print(Metric::Cycle, entry),
            "factors=imperfect saves at least 99.9% of the cycles of #3\n");
  std::vector<LayerReport> many(20, entry);
  many[2].imperfectSaves = std::nullopt;
  many[1].number = 0;
  std::string text = print(Metric::Edp, many);
  EXPECT_EQ(text.find("factors=imperfect saves at least 99.9% of the EDP of "
                      "#3, 99.9% of #2, 99.9% of #3"),
            0u)
      << text;
  for (llvm::StringRef line : llvm::split(text, '\n'))
    EXPECT_LE(line.size(), 100u);
}

/// The change from nothing, and none at all.
TEST(NetworkReport, PrintsUnusualChanges) {
  auto changesOf = [](const TotalReport &from, const TotalReport &to) {
    std::string text;
    llvm::raw_string_ostream os(text);
    printPartition(os, accelerator("eyeriss"), {}, from, to);
    llvm::SmallVector<llvm::StringRef> words;
    llvm::StringRef(text).split("change").second.trim().split(words, ' ', -1,
                                                              false);
    return llvm::join(words, " ");
  };
  EXPECT_EQ(changesOf({0, 0}, {0, 5}), "- -");
  EXPECT_EQ(changesOf({3, 1000000}, {3, 999999}), "0.00% 0.00%");
  EXPECT_EQ(changesOf({2, 2}, {1, 3}), "-50.00% +50.00%");
}

/// A count that no 64-bit integer holds.
TEST(HtmlReport, PrintsHugeCycles) {
  Layer layer;
  layer.name = "huge";
  SearchResult result = llvm::cantFail(
      search(Optimizer::Optimal, layer, accelerator("eyeriss"), {}));
  result.cost.cycles = 1e30;
  std::string text;
  llvm::raw_string_ostream os(text);
  printHtml(os, "page",
            {{layer, accelerator("eyeriss"), result.schedule, result.cost,
              exactCostModel(), 1}});
  EXPECT_NE(text.find("<b>1.000e+30</b>cycles"), std::string::npos) << text;
}

/// What a search has proven of a layer by itself does not hold of a cost that
/// counts on other layers.
TEST(ScheduleReport, ProvesNothingOfRetainedLayers) {
  Layer layer;
  layer.name = "one";
  SearchResult result = llvm::cantFail(
      search(Optimizer::Optimal, layer, accelerator("eyeriss"), {}));
  SearchAccount account = {true, 5, 1};
  ScheduleReport report = {layer,
                           accelerator("eyeriss"),
                           result.schedule,
                           result.cost,
                           exactCostModel(),
                           1,
                           "net",
                           &account};
  auto print = [&] {
    std::string text;
    llvm::raw_string_ostream os(text);
    printJsonLine(os, report);
    printCsvLine(os, report, {});
    printHtml(os, "page", report);
    return text;
  };
  std::string text = print();
  for (llvm::StringRef proof :
       {"\"optimal\":true,\"lower_bound\":5", ",true,5,1\n",
        "<b>1 of 1</b>proven optimal", "<td>yes</td>"})
    EXPECT_NE(text.find(proof), std::string::npos) << text;
  report.retained.output = 1;
  text = print();
  EXPECT_EQ(text.find("lower_bound"), std::string::npos) << text;
  for (llvm::StringRef nothing :
       {",,,\n", "<b>0 of 1</b>proven optimal", "<td>-</td>"})
    EXPECT_NE(text.find(nothing), std::string::npos) << text;
}

/// DRAM, a double-buffered cache of inputs and weights, two lanes, sums.
Accelerator lanes() {
  Accelerator machine;
  machine.name = "Lanes";
  machine.bits = {8, 8, 32};
  machine.macEnergy = 1;
  machine.pipelined = true;
  Memory dram;
  dram.readEnergy = dram.writeEnergy = {10, 10, 10};
  dram.bandwidth = Bandwidth::OnePort;
  dram.readBits = 32;
  Memory cache;
  cache.holds = {Operand::Input, Operand::Weight};
  cache.bandwidth = Bandwidth::TwoPorts;
  cache.readBits = cache.writeBits = 64;
  cache.doubleBuffered = true;
  Memory sums;
  sums.holds = {Operand::Output};
  sums.doubleBuffered = true;
  machine.levels = {
      {"DRAM", dram}, {"CACHE", cache}, {"LANES", Array{2}}, {"SUMS", sums}};
  return machine;
}

/// A report of a schedule of its own on `lanes`.
struct LanesReport {
  Accelerator machine = lanes();
  Layer layer;
  Schedule schedule;
  Cost cost;

  /// K cut into tiles of 4, which do not divide it, then into one per lane; C
  /// and K in an order that is no dataflow.
  LanesReport() {
    layer.name = "fc";
    layer.bounds = {7, 1, 1, 1, 6, 1, 1, 1};
    schedule = Schedule::outermost(machine);
    schedule.tiles[0] = {4, 1, 1, 1, 6};
    schedule.tiles[1] = {2, 1, 1, 1, 1};
    schedule.orders[0] =
        schedule.orders[1] = {Dim::C, Dim::G, Dim::K, Dim::S,     Dim::R,
                              Dim::Q, Dim::P, Dim::B, imageOf(2), windowOf(2)};
    llvm::cantFail(verify(layer, machine, schedule));
    cost = llvm::cantFail(exactCostModel().evaluate(layer, machine, schedule));
  }
  ScheduleReport report() const {
    return {layer, machine, schedule, cost, exactCostModel(), 1};
  }
  template <typename Print> std::string print(Print print) const {
    std::string text;
    llvm::raw_string_ostream os(text);
    print(os, report());
    return text;
  }
};

/// The tables of any machine say what each level does, and what takes the time.
TEST(ScheduleReport, ExplainsAnyMachine) {
  LanesReport lanes;
  std::string text = lanes.print(printText);
  for (llvm::StringRef line :
       {"accelerator  Lanes: 2 MACs, 8/8/32 bits, 200.00 MHz\n",
        "tile handed inward  K  B  P  Q  C  R  S  G  holds\n"
        "DRAM                4  1  1  1  6  1  1  1  all\n"
        "CACHE               2  1  1  1  1  1  1  1  input, weight\n"
        "LANES               1  1  1  1  1  1  1  1  2 units\n"
        "SUMS                1  1  1  1  1  1  1  1  output\n",
        "steps  K  B  P  Q  C  R  S  G  order\n"
        "DRAM   2  1  1  1  1  1  1  1  K\n"
        "CACHE  2  1  1  1  6  1  1  1  C K\n"
        "LANES  2  1  1  1  1  1  1  1\n"
        "SUMS   1  1  1  1  1  1  1  1\n",
        "utilization  87.5%: 2 of 2 LANES\n", "time         bound by DRAM\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line.str() << text;
}

/// Units that are idle because last pieces are smaller, and where those are; of
/// a schedule whose tiles divide nothing is said.
TEST(ScheduleReport, SaysWhereLastPiecesAreSmaller) {
  LanesReport lanes;
  auto html = [](llvm::raw_ostream &os, const ScheduleReport &report) {
    printHtml(os, "page", report);
  };
  std::string all =
      lanes.print(printText) + lanes.print(printJsonLine) + lanes.print(html);
  std::string full = "background:linear-gradient(90deg,#4c78a8",
              smaller = "background:linear-gradient(90deg,#e45756";
  for (const std::string &part :
       {std::string("idle         12.5% in smaller last pieces, 0.0% never "
                    "used; on average 1.75 of 2 LANES\n"),
        std::string("\"idle\":{\"last_pieces\":0.125,\"unused\":0,"
                    "\"mean_units\":{\"LANES\":1.75}}"),
        // 7 is 4 + 3, that is 2 + 2 and 2 + 1, one by one on the lanes.
        "<span class=\"name\">K: DRAM</span><span class=\"bar\"><i "
        "style=\"width:57.143%;" +
            full,
        "<i style=\"width:42.857%;" + smaller,
        std::string("<span class=\"value\">1 x 4 + 1 x 3</span>"),
        "<span class=\"name\">K: CACHE</span><span class=\"bar\"><i "
        "style=\"width:85.714%;" +
            full,
        "<i style=\"width:14.286%;" + smaller,
        std::string("<span class=\"value\">3 x 2 + 1 x 1</span>")})
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
  EXPECT_EQ(all.find("K: LANES</span>"), std::string::npos) << all;

  lanes.layer.bounds[index(Dim::K)] = 8;
  lanes.cost = llvm::cantFail(
      exactCostModel().evaluate(lanes.layer, lanes.machine, lanes.schedule));
  all = lanes.print(printText) + lanes.print(printJsonLine) + lanes.print(html);
  for (llvm::StringRef part : {"idle", "Idle", "last_pieces"})
    EXPECT_EQ(all.find(part), std::string::npos) << part.str() << all;
}

/// Very many pieces are a plain bar, and what they are cut into is left out.
TEST(HtmlReport, DrawsManyPieces) {
  LanesReport lanes;
  lanes.layer.bounds = {1, 1, 1, 1, 100001, 1, 1, 1};
  lanes.schedule.tiles[0] = {1, 1, 1, 1, 5};
  lanes.schedule.tiles[1] = {1, 1, 1, 1, 2};
  lanes.cost = llvm::cantFail(
      exactCostModel().evaluate(lanes.layer, lanes.machine, lanes.schedule));
  std::string text =
      lanes.print([](llvm::raw_ostream &os, const ScheduleReport &report) {
        printHtml(os, "page", report);
      });
  EXPECT_NE(text.find("background:#4c78a8\" title=\"20000 x 5\""),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("20000 x 5 + 1 x 1"), std::string::npos) << text;
  EXPECT_EQ(text.find("C: CACHE</span>"), std::string::npos) << text;
}

/// And what is said in JSON reads back, as it does where a machine of the
/// published shape has a schedule that its tables cannot say.
TEST(ScheduleReport, AnySchedulesReadBack) {
  LanesReport lanes;
  std::string line = lanes.print(printJsonLine);
  EXPECT_NE(line.find("\"tiles\":{\"DRAM\":[4,1,1,1,6,1,1,1],"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find("\"orders\":{\"DRAM\":\"CGKSRQPB\","), std::string::npos)
      << line;
  std::vector<ScheduleRecord> records = read(line, lanes.machine);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].schedule, lanes.schedule);
  EXPECT_TRUE(records[0].layer.sameShape(lanes.layer));

  const Accelerator &eyeriss = accelerator("eyeriss");
  Layer layer;
  layer.name = "fc";
  layer.bounds = {7, 1, 1, 1, 6, 1, 1, 1};
  Schedule schedule = Schedule::outermost(eyeriss);
  auto print = [&] {
    Cost cost =
        llvm::cantFail(exactCostModel().evaluate(layer, eyeriss, schedule));
    std::string text;
    llvm::raw_string_ostream os(text);
    ScheduleReport report = {layer, eyeriss,          schedule,
                             cost,  exactCostModel(), 1};
    printJsonLine(os, report);
    printText(os, report);
    return text;
  };
  EXPECT_NE(print().find("\"rows\""), std::string::npos);
  EXPECT_NE(print().find("scheduling table"), std::string::npos);
  auto expectGeneral = [&] {
    std::string text = print();
    EXPECT_EQ(text.find("\"rows\""), std::string::npos) << text;
    EXPECT_NE(text.find("tile handed inward"), std::string::npos) << text;
    std::vector<ScheduleRecord> records =
        read(text.substr(0, text.find('\n')), eyeriss);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].schedule, schedule);
  };
  schedule.orders[0] = lanes.schedule.orders[0];
  expectGeneral();
  std::swap(schedule.orders[0].front(), schedule.orders[0].back());
  expectGeneral();
  llvm::copy(loopOrder(Operand::Output), schedule.orders[0].begin());
  std::rotate(schedule.orders[0].begin() + 5, schedule.orders[0].begin() + 6,
              schedule.orders[0].end());
  expectGeneral(); // the loop of depth last
  schedule = Schedule::outermost(eyeriss);
  schedule.tiles[0][index(Dim::K)] = 4;
  expectGeneral();
}

/// Columns are named after the memories, innermost first.
TEST(ScheduleReport, NamesTheColumnsOfAnyMachine) {
  LanesReport lanes;
  lanes.layer.runs = 2;
  std::string text;
  llvm::raw_string_ostream os(text);
  CsvColumns columns = CsvColumns::of(lanes.report());
  printCsvHeader(os, lanes.machine, columns);
  printCsvLine(os, lanes.report(), columns);
  EXPECT_EQ(text.substr(0, text.find('\n')),
            "accelerator,network,number,layer,K,B,P,Q,C,R,S,G,repeat,"
            "cost_model,energy_pj,cycles,utilization,mac_pj,sums_pj,cache_pj,"
            "dram_pj,mac_cycles,sums_cycles,cache_cycles,dram_cycles,optimal,"
            "lower_bound,evaluated");
  EXPECT_NE(text.find("\nlanes,,1,fc,7,1,1,1,6,1,1,1,2,exact,"),
            std::string::npos)
      << text;
  EXPECT_EQ(llvm::StringRef(text).trim().split('\n').first.count(','),
            llvm::StringRef(text).trim().split('\n').second.count(','));
}

/// The page says what limits, and which piece is smaller.
TEST(HtmlReport, ShowsAnyMachine) {
  LanesReport lanes;
  std::string text;
  llvm::raw_string_ostream os(text);
  printHtml(os, "page", lanes.report());
  for (llvm::StringRef piece :
       {"Lanes: DRAM, CACHE, 2 LANES of SUMS, 2 MAC units in all, 8/8/32 bits",
        "<td>DRAM</td>", "<p>bound by DRAM</p>",
        "for k in [0, 2)   # DRAM, 7 cut into tiles of 4\n",
        "parallel for k in [0, 2)   # LANES\n", "# SUMS: output 1",
        "class=\"roof c2\" data-memory=\"CACHE\""})
    EXPECT_NE(text.find(piece), std::string::npos) << piece.str();
}

/// A layer with everything that a line can say.
TEST(ScheduleRecord, RoundTrips) {
  Layer layer;
  layer.name = "a \"quoted\" name, \\ and all";
  layer.bounds = {4, 1, 6, 8, 2, 3, 3, 2};
  layer.pairs[0].stride = 2;
  layer.pairs[1].dilation = 3;
  checkRoundTrip(layer);
  layer.bounds = {4, 1, 6, 8, 2, 3, 1, 2, 4, 3};
  checkRoundTrip(layer);
  layer.pairs = {{{2, 3}, {2, 3}, {2, 3}}};
  checkRoundTrip(layer);
}

/// The reader agrees with a general JSON parser on every recorded schedule.
TEST(ScheduleRecord, ReadsTheRecords) {
  size_t count = 0;
  for (const std::string &line : readLines("costs.jsonl")) {
    llvm::json::Object object =
        *llvm::cantFail(llvm::json::parse(line)).getAsObject();
    const Accelerator &machine = accelerator(*object.getString("accelerator"));
    std::vector<ScheduleRecord> records = read(line + "\n\n", machine);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].schedule, schedule(object, machine));
    EXPECT_TRUE(records[0].layer.sameShape(layer(object)));
    ++count;
  }
  EXPECT_GE(count, 200u);
}

/// Names need not be UTF-8, nor ignored numbers within the range of a double.
TEST(ScheduleRecord, ReadsWhatIsUnusual) {
  std::vector<ScheduleRecord> records =
      read("{\"layer\":\"caf\xE9\\u001b\",\"cost\":[1e400,-1e400,1e-400],"
           "\"bounds\":[1,1,1,1,1,1,1,1],\"rows\":{}}",
           accelerator("eyeriss"));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].layer.name, "caf\uFFFD\uFFFD");
}

/// Each field once, with the place of the second.
TEST(ScheduleRecord, RejectsRepeatedFields) {
  auto messageOf = [](const std::string &text) {
    std::string message;
    EXPECT_FALSE(parseScheduleRecords(
        {text, "records"}, accelerator("eyeriss"),
        [&](const llvm::SMDiagnostic &diagnostic) {
          message += std::to_string(diagnostic.getLineNo()) + ":" +
                     std::to_string(diagnostic.getColumnNo() + 1) + ": " +
                     diagnostic.getMessage().str();
        },
        [](ScheduleRecord &) { return llvm::Error::success(); }));
    return message;
  };
  EXPECT_EQ(messageOf("\n{\"stride\":1,\"stride\":2}"),
            "2:14: duplicate field 'stride'");
  EXPECT_EQ(messageOf("{\"rows\":{\"DRAM\":[1,1,1,1,1,1,1,1,3,1],"
                      "\"dram\":[1,1,1,1,1,1,1,1]}}"),
            "1:40: duplicate field 'dram'");
  EXPECT_EQ(messageOf("{\"dataflow\":{\"LOCAL_BUFFER\":\"ws\","
                      "\"LOCAL_BUFFER\":\"os\"}}"),
            "1:35: duplicate field 'LOCAL_BUFFER'");
  EXPECT_EQ(messageOf("{\"retained\":{\"input\":1,\"input\":2}}"),
            "1:25: duplicate field 'input'");
}

TEST(ScheduleRecord, RejectsWhatIsNotJson) {
  auto messageOf = [](const std::string &text) {
    std::string message;
    EXPECT_FALSE(parseScheduleRecords(
        {text, "records"}, accelerator("eyeriss"),
        [&](const llvm::SMDiagnostic &diagnostic) {
          message += diagnostic.getMessage().str() + ";";
        },
        [](ScheduleRecord &) { return llvm::Error::success(); }));
    return message;
  };
  EXPECT_EQ(messageOf(""), "no schedule in the file;");
  EXPECT_EQ(messageOf("[1]"), "expected '{';");
  EXPECT_EQ(messageOf("{\"a\" 1}"), "expected ':';");
  EXPECT_EQ(messageOf("{\"a\":1"), "expected '}';");
  EXPECT_EQ(messageOf("{\"a\":nil}"), "expected a value;");
  EXPECT_EQ(messageOf("{\"a\":\"b}"), "string without an end;");
  EXPECT_EQ(messageOf("{\"a\\u0041\":1}"),
            "names with escapes are not supported;");
  EXPECT_EQ(messageOf("{\"a\":" + std::string(1000, '[')),
            "values nested too deeply;");
  EXPECT_EQ(messageOf("{\"stride\":1.5}"), "expected an integer;");
  EXPECT_EQ(messageOf("{\"stride\":[1]}"), "expected 2 to 3 values, found 1;");
  EXPECT_EQ(messageOf("{\"layer\":1}"), "expected a string;");
  EXPECT_EQ(messageOf("{\"layer\":\"\\q\"}"),
            "string with an invalid escape or control character;");
  EXPECT_EQ(messageOf("{\"dataflow\":{\"DRAM\":\"ws\"}}"),
            "unknown buffer 'DRAM';");
  EXPECT_EQ(messageOf("{1:1}"), "expected a string;");
  EXPECT_EQ(messageOf("{\"a"), "string without an end;");
  EXPECT_EQ(messageOf("{\"bounds\":1}"), "expected '[';");
  EXPECT_EQ(messageOf("{\"bounds\":[]}"),
            "expected K,B,P,Q,C,R,S,G[,D,T], found 0 values;");
  EXPECT_EQ(messageOf("{} 1"), "expected the end of the line;");
  EXPECT_EQ(messageOf("{\"bounds\":[1,1,1,1,1,1,1,1]}"),
            "missing field 'rows';");
}

} // namespace
