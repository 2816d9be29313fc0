//===- Analyzer.cpp - Cost the schedules of a file ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Output.h"
#include "neurospector/Config/ScheduleRecord.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/HtmlReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <deque>
#include <utility>

using namespace neurospector;
using namespace neurospector::tool;

namespace {
/// What the HTML report shows of a schedule.
struct Analyzed {
  ScheduleRecord record;
  Cost cost;
};

/// CSV, whose columns are named before the first line: if there is none, an
/// error says why and nothing else is printed.
struct CsvOutput {
  CsvColumns columns;
  bool areNamed = false;
};
} // namespace

/// Checks, costs and prints one schedule, and keeps it if there is a report.
static llvm::Error analyzeRecord(const Options &options,
                                 const ScheduleRecord &record, CsvOutput &csv,
                                 std::deque<Analyzed> &kept) {
  const Accelerator &machine = options.accelerator;
  if (llvm::Error error = verify(record.layer, machine, record.schedule))
    return error;
  const CostModel &model = *options.search.model;
  llvm::Expected<Cost> cost =
      model.evaluate(record.layer, machine, record.schedule, record.retained);
  if (!cost)
    return cost.takeError();
  ScheduleReport report = {record.layer, machine, record.schedule,
                           *cost,        model,   record.line};
  report.retained = record.retained;
  // The answer is in the form of the question.
  report.inTiles = record.inTiles;
  switch (options.format) {
  case Format::Text:
    if (record.line > 1)
      llvm::outs() << "\n";
    printText(llvm::outs(), report);
    break;
  case Format::Json:
    printJsonLine(llvm::outs(), report);
    break;
  case Format::Csv:
    if (!std::exchange(csv.areNamed, true))
      printCsvHeader(llvm::outs(), machine, csv.columns);
    printCsvLine(llvm::outs(), report, csv.columns);
    break;
  }
  if (!options.report.empty())
    kept.push_back({record, *cost});
  return llvm::Error::success();
}

/// The columns of CSV are known once all records are read.
static CsvColumns findColumns(const Options &options,
                              llvm::MemoryBufferRef file) {
  CsvColumns columns;
  if (options.format == Format::Csv)
    parseScheduleRecords(
        file, options.accelerator, [](const llvm::SMDiagnostic &) {},
        [&](ScheduleRecord &record) {
          columns.add(record.layer);
          return llvm::Error::success();
        });
  return columns;
}

static bool analyzeRecords(const Options &options, llvm::MemoryBufferRef file,
                           std::deque<Analyzed> &kept) {
  CsvOutput csv = {findColumns(options, file)};
  return parseScheduleRecords(
      file, options.accelerator, printDiagnostic, [&](ScheduleRecord &record) {
        return analyzeRecord(options, record, csv, kept);
      });
}

static const Layer *findLayer(const Options &options, llvm::StringRef name) {
  for (const Network &network : options.networks)
    for (const Layer &layer : network.layers)
      if (name.equals_insensitive(layer.name))
        return &layer;
  return nullptr;
}

/// A `.cfg` table names a layer of the network.
static bool analyzeTable(const Options &options, llvm::MemoryBufferRef file,
                         std::deque<Analyzed> &kept) {
  const Layer *layer = nullptr;
  std::optional<NamedSchedule> table = parseSchedule(
      file, options.accelerator, printDiagnostic,
      [&](NamedSchedule &table) -> llvm::Error {
        layer = findLayer(options, table.layer);
        if (!layer)
          return llvm::Error::success();
        llvm::Expected<Schedule> schedule =
            table.on(*layer, options.accelerator);
        if (!schedule)
          return schedule.takeError();
        CsvOutput csv;
        csv.columns.add(*layer);
        return analyzeRecord(options, {*layer, *schedule, {}, 1}, csv, kept);
      });
  if (!table || layer)
    return table.has_value();
  if (options.networks.empty())
    printError("a .cfg schedule needs the network of its layer '" +
               table->layer + "': give --network=NAME or a file");
  else
    printError(file.getBufferIdentifier() + ": no layer '" + table->layer +
               "' in network '" + options.networks.front().name + "'");
  return false;
}

bool tool::analyze(const Options &options) {
  constexpr uint64_t maxBytes = 1 << 30; // a million records
  auto file = readFile(options.schedulingTable, maxBytes);
  if (!file) {
    printError("cannot read '" + options.schedulingTable +
               "': " + file.getError().message());
    return false;
  }
  std::deque<Analyzed> kept;
  bool ok = (*file)->getBuffer().ltrim().starts_with("{")
                ? analyzeRecords(options, **file, kept)
                : analyzeTable(options, **file, kept);
  if (!ok || options.report.empty())
    return ok;
  std::vector<ScheduleReport> layers;
  for (const Analyzed &one : kept)
    layers.push_back({one.record.layer, options.accelerator,
                      one.record.schedule, one.cost, *options.search.model,
                      one.record.line});
  return flushOutput() && writeFile(options.report, [&](llvm::raw_ostream &os) {
           printHtml(
               os,
               cleanText(llvm::sys::path::filename(options.schedulingTable)),
               layers);
         });
}
