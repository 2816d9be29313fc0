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
#include "neurospector/Report/HtmlReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <deque>

using namespace neurospector;
using namespace neurospector::tool;

namespace {
/// What the HTML report shows of a schedule.
struct Analyzed {
  ScheduleRecord record;
  Cost cost;
};
} // namespace

/// Checks, costs and prints one schedule, and keeps it if there is a report.
/// \p pairs are the columns of CSV.
static llvm::Error analyzeRecord(const Options &options,
                                 const ScheduleRecord &record, unsigned pairs,
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
    printCsvLine(llvm::outs(), report, pairs);
    break;
  }
  if (!options.report.empty())
    kept.push_back({record, *cost});
  return llvm::Error::success();
}

/// The columns of CSV are known once all records are read.
static unsigned findPairs(const Options &options, llvm::MemoryBufferRef file) {
  unsigned pairs = numPublishedPairs;
  if (options.format == Format::Csv)
    parseScheduleRecords(
        file, options.accelerator, [](const llvm::SMDiagnostic &) {},
        [&](ScheduleRecord &record) {
          pairs = std::max(pairs, listedPairs(record.layer.bounds));
          return llvm::Error::success();
        });
  return pairs;
}

static bool analyzeRecords(const Options &options, llvm::MemoryBufferRef file,
                           std::deque<Analyzed> &kept) {
  unsigned pairs = findPairs(options, file);
  if (options.format == Format::Csv)
    printCsvHeader(llvm::outs(), pairs);
  return parseScheduleRecords(
      file, options.accelerator, printDiagnostic, [&](ScheduleRecord &record) {
        return analyzeRecord(options, record, pairs, kept);
      });
}

/// A `.cfg` table names a layer of the network.
static bool analyzeTable(const Options &options, llvm::MemoryBufferRef file,
                         std::deque<Analyzed> &kept) {
  std::optional<NamedSchedule> table =
      parseSchedule(file, options.accelerator, printDiagnostic);
  if (!table)
    return false;
  if (options.networks.empty()) {
    printError("a .cfg schedule needs the network of its layer '" +
               table->layer + "': give --network=NAME or a file");
    return false;
  }
  for (const Network &network : options.networks)
    for (const Layer &layer : network.layers)
      if (llvm::StringRef(layer.name).equals_insensitive(table->layer)) {
        unsigned pairs = listedPairs(layer.bounds);
        if (options.format == Format::Csv)
          printCsvHeader(llvm::outs(), pairs);
        llvm::Error error = analyzeRecord(
            options, {layer, table->schedule, {}, 1}, pairs, kept);
        if (!error)
          return true;
        printError(file.getBufferIdentifier() + ": " +
                   llvm::toString(std::move(error)));
        return false;
      }
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
           printHtml(os, llvm::sys::path::filename(options.schedulingTable),
                     layers);
         });
}
