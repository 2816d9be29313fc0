//===- Analyzer.cpp - Cost the schedules of a file ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "neurospector/Config/ScheduleRecord.h"
#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace neurospector;
using namespace neurospector::tool;

/// Checks, costs and prints one schedule.
static llvm::Error analyzeRecord(const Options &options,
                                 const ScheduleRecord &record) {
  const Accelerator &machine = options.accelerator;
  if (llvm::Error error = verify(record.layer, machine, record.schedule))
    return error;
  const CostModel &model = *options.search.model;
  llvm::Expected<Cost> cost =
      model.evaluate(record.layer, machine, record.schedule);
  if (!cost)
    return cost.takeError();
  ScheduleReport report = {record.layer, machine, record.schedule,
                           *cost,        model,   record.line};
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
    printCsvLine(llvm::outs(), report);
    break;
  }
  return llvm::Error::success();
}

/// A `.cfg` table names a layer of the network.
static bool analyzeTable(const Options &options, llvm::MemoryBufferRef file) {
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
        llvm::Error error = analyzeRecord(options, {layer, table->schedule, 1});
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
  auto file = llvm::MemoryBuffer::getFile(options.schedulingTable,
                                          /*IsText=*/true);
  if (!file) {
    printError("cannot read '" + options.schedulingTable +
               "': " + file.getError().message());
    return false;
  }
  if (options.format == Format::Csv)
    printCsvHeader(llvm::outs());
  llvm::StringRef text = (*file)->getBuffer().ltrim();
  if (!text.starts_with("{"))
    return analyzeTable(options, **file);
  return parseScheduleRecords(
      **file, options.accelerator, printDiagnostic,
      [&](ScheduleRecord &record) { return analyzeRecord(options, record); });
}
