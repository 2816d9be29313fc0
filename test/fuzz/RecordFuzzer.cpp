//===- RecordFuzzer.cpp - Schedules as JSON Lines -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The first byte, from '0' on, chooses a built-in accelerator, the rest is the
// file. What is valid must survive printing in every format.
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"

#include "neurospector/Config/ScheduleRecord.h"
#include "neurospector/Report/ScheduleReport.h"
#include "llvm/Support/JSON.h"

using namespace neurospector;
using namespace neurospector::fuzz;

static void printAndReadBack(const ScheduleRecord &record,
                             const Accelerator &machine, const CostModel &model,
                             const Cost &cost) {
  ScheduleReport report = {record.layer, machine, record.schedule, cost, model};
  report.number = record.line;
  report.retained = record.retained;
  report.inTiles = record.inTiles;
  std::string line;
  llvm::raw_string_ostream stream(line);
  printJsonLine(stream, report);
  llvm::raw_null_ostream nowhere;
  printCsvLine(nowhere, report, CsvColumns::of(report));
  printText(nowhere, report);
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(line);
  if (!value)
    fail("not JSON: " + llvm::toString(value.takeError()) + "\n" + line);
  Diagnostics diagnostics;
  bool ok = parseScheduleRecords(
      {line, "again.jsonl"}, machine, diagnostics, [&](ScheduleRecord &again) {
        check(again.layer.sameShape(record.layer) &&
                  again.schedule == record.schedule &&
                  again.retained == record.retained,
              "printing and parsing change a record:\n" + line);
        return llvm::Error::success();
      });
  check(ok, "what was printed does not parse:\n" + line);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  TimeLimit limit;
  Diagnostics diagnostics;
  const Accelerator &machine = machineFor(data[0] - '0');
  bool ok = parseScheduleRecords(
      {textOf(data + 1, size - 1), "fuzz.jsonl"}, machine, diagnostics,
      [&](ScheduleRecord &record) {
        evaluate(record.layer, machine, record.schedule,
                 [&](const CostModel &model, const Cost &cost) {
                   printAndReadBack(record, machine, model, cost);
                   // Too much may be retained: an error, but no overflow.
                   llvm::consumeError(model
                                          .evaluate(record.layer, machine,
                                                    record.schedule,
                                                    record.retained)
                                          .takeError());
                 });
        return llvm::Error::success();
      });
  diagnostics.agreesThat(ok);
  return 0;
}
