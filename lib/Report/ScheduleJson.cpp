//===- ScheduleJson.cpp - A schedule as a line of JSON or CSV -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Numbers are written with the fewest digits that read back the same
// (std::to_chars): llvm::json prints 17 and is several times slower.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"

#include <charconv>

using namespace neurospector;

namespace {

/// Appends the members of one JSON object.
class LineWriter {
public:
  void field(llvm::StringRef key) {
    text += text.empty() ? '{' : ',';
    text += '"';
    text += key;
    text += "\":";
  }
  template <typename T> void number(T value) {
    char digits[32];
    text.append(digits, std::to_chars(digits, digits + 32, value).ptr);
  }
  template <typename Range> void array(const Range &values) {
    char separator = '[';
    for (auto value : values) {
      text += separator;
      number(value);
      separator = ',';
    }
    text += ']';
  }
  void string(llvm::StringRef value) {
    llvm::raw_svector_ostream os(text);
    os << llvm::json::Value(llvm::json::fixUTF8(value));
  }
  /// Members of a nested object are written with `raw`.
  void raw(llvm::StringRef piece) { text += piece; }
  void boolean(bool value) { text += value ? "true" : "false"; }

  llvm::SmallString<2048> text;
};

} // namespace

static void writeCounts(LineWriter &line, llvm::StringRef key,
                        const AccessCounts<int64_t> &counts) {
  line.field(key);
  line.array(std::array{counts.inputRead, counts.weightRead, counts.outputRead,
                        counts.outputWrite});
}

/// One number if all pairs agree, as in all published networks.
static void writePerPair(LineWriter &line, llvm::StringRef key,
                         const PerPair &values) {
  line.field(key);
  if (llvm::all_equal(values))
    line.number(values.front());
  else
    line.array(values);
}

static void writeSchedule(LineWriter &line, const ScheduleReport &report,
                          unsigned pairs) {
  const Accelerator &accelerator = report.accelerator;
  line.field("rows");
  llvm::StringRef separator = "{";
  for (Row row : allRows) {
    if (accelerator.isSkipped(row))
      continue;
    line.raw(separator);
    line.raw("\"");
    line.raw(name(row));
    line.raw("\":");
    line.array(listFactors(report.schedule.table[row], pairs));
    separator = ",";
  }
  line.raw("}");
  line.field("dataflow");
  line.raw("{\"LOCAL_BUFFER\":");
  line.string(name(report.schedule.localBuffer).lower());
  if (accelerator.globalBuffer) {
    line.raw(",\"GLOBAL_BUFFER\":");
    line.string(name(report.schedule.globalBuffer).lower());
  }
  line.raw("}");
}

static void writeRetained(LineWriter &line, const Retained &retained) {
  line.field("retained");
  line.raw("{\"input\":");
  line.number(retained.input);
  line.raw(",\"output\":");
  line.number(retained.output);
  line.raw("}");
}

static void writeCost(LineWriter &line, const Cost &cost) {
  auto array = [&](llvm::StringRef key, const auto &values) {
    line.field(key);
    line.array(values);
  };
  array("lb_send", cost.lbSent);
  array("lb_alloc", cost.lbHeld);
  array("gb_send", cost.gbSent);
  array("gb_alloc", cost.gbHeld);
  array("dram_send", cost.dramSent);
  array("dram_alloc", cost.dramHeld);
  writeCounts(line, "lb_count", cost.lbCount);
  writeCounts(line, "gb_count", cost.gbCount);
  writeCounts(line, "dram_count", cost.dramCount);
  array("dram_traffic", cost.dramTraffic);
  array("gb_traffic", cost.gbTraffic);
  array("active",
        std::array{cost.activeMacs, cost.activePes, cost.activeChips});
  array("dynamic_energy", cost.dynamicEnergy);
  array("static_energy", cost.staticEnergy);
  array("cycles", cost.cycles);
  line.field("total_energy");
  line.number(cost.totalEnergy());
  line.field("total_cycle");
  line.number(cost.totalCycles());
}

static void writeSearch(LineWriter &line, const SearchAccount &search) {
  line.field("optimal");
  line.boolean(search.optimal);
  line.field("lower_bound");
  line.number(search.lowerBound);
  line.field("evaluated");
  line.number(search.evaluated);
  if (search.seconds) {
    line.field("seconds");
    line.number(*search.seconds);
  }
}

static void writeShare(LineWriter &line, const BranchShare &share) {
  line.field("chips");
  line.array(std::array{share.chipsX, share.chipsY});
  line.field("shared_input");
  line.number(share.sharedInput);
  line.field("joint_energy");
  line.number(share.jointEnergy);
  line.field("joint_cycle");
  line.number(share.jointCycles);
}

void neurospector::printJsonLine(llvm::raw_ostream &os,
                                 const ScheduleReport &report) {
  LineWriter line;
  const Layer &layer = report.layer;
  line.field("record");
  line.number(report.number);
  line.field("accelerator");
  line.string(llvm::StringRef(report.accelerator.name).lower());
  if (!report.network.empty()) {
    line.field("network");
    line.string(report.network);
    line.field("layer_index");
    line.number(report.number);
  }
  line.field("layer");
  line.string(layer.name);
  line.field("bounds");
  unsigned pairs = listedPairs(layer.bounds);
  line.array(listFactors(layer.bounds, pairs));
  writePerPair(line, "stride", listStrides(layer, pairs));
  PerPair dilations = listDilations(layer, pairs);
  if (llvm::any_of(dilations, [](int64_t dilation) { return dilation != 1; }))
    writePerPair(line, "dilation", dilations);
  writeSchedule(line, report, pairs);
  if (report.retained != Retained())
    writeRetained(line, report.retained);
  line.field("cost_model");
  line.string(report.model.name());
  writeCost(line, report.cost);
  if (report.hasProof())
    writeSearch(line, *report.search);
  if (report.share)
    writeShare(line, *report.share);
  line.raw("}\n");
  os << line.text;
}

unsigned neurospector::listedPairs(llvm::ArrayRef<ScheduleReport> layers) {
  return listedPairsOfAll(
      layers, [](const ScheduleReport &report) { return report.layer.bounds; });
}

void neurospector::printCsvHeader(llvm::raw_ostream &os, unsigned pairs) {
  os << "accelerator,network,number,layer," << listNames(pairs)
     << ",cost_model,energy_pj,cycles,utilization,mac_pj,lb_pj,gb_pj,dram_pj,"
        "mac_cycles,"
        "lb_cycles,gb_cycles,dram_cycles,optimal,lower_bound,evaluated\n";
}

/// Quoted if it needs to be (RFC 4180).
static std::string csvText(llvm::StringRef text) {
  if (text.find_first_of(",\"\r\n") == llvm::StringRef::npos)
    return text.str();
  std::string result = "\"";
  for (char c : text)
    result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

void neurospector::printCsvLine(llvm::raw_ostream &os,
                                const ScheduleReport &report, unsigned pairs) {
  LineWriter line;
  const Cost &cost = report.cost;
  auto add = [&](auto value) {
    line.raw(",");
    line.number(value);
  };
  os << csvText(llvm::StringRef(report.accelerator.name).lower()) << ','
     << csvText(report.network) << ',' << report.number << ','
     << csvText(report.layer.name);
  for (int64_t bound : listFactors(report.layer.bounds, pairs))
    add(bound);
  line.raw(",");
  line.raw(report.model.name());
  add(cost.totalEnergy());
  add(cost.totalCycles());
  add(cost.utilization(report.accelerator));
  for (unsigned c = 0; c < numComponents; ++c)
    add(cost.dynamicEnergy[c] + cost.staticEnergy[c]);
  for (double cycles : cost.cycles)
    add(cycles);
  if (report.hasProof()) {
    line.raw(report.search->optimal ? ",true" : ",false");
    add(report.search->lowerBound);
    add(report.search->evaluated);
  } else {
    line.raw(",,,");
  }
  os << line.text << '\n';
}
