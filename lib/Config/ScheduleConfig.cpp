//===- ScheduleConfig.cpp - Schedule files --------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

std::optional<NamedSchedule> neurospector::parseSchedule(
    llvm::MemoryBufferRef buffer, const Accelerator &accelerator,
    DiagnosticHandler handler,
    llvm::function_ref<llvm::Error(NamedSchedule &)> use) {
  CfgFile file(buffer, handler);
  file.warnUnknownSections({"LAYER", "SCHEDULING_TABLE", "DATAFLOW"});
  NamedSchedule result;
  if (const CfgSection *section = file.find("LAYER", true)) {
    SectionReader reader(file, *section);
    if (auto name = reader.get("LAYER_NAME", true))
      result.layer = cleanText(*name);
    reader.warnUnusedKeys();
  }
  if (const CfgSection *section = file.find("SCHEDULING_TABLE", true)) {
    SectionReader reader(file, *section);
    for (Row row : allRows)
      if (auto value = reader.get(name(row), !accelerator.isSkipped(row)))
        result.schedule.table[row] =
            file.factors(*value, 1).value_or(unitFactors);
    reader.warnUnusedKeys();
  }
  result.schedule.localBuffer = accelerator.localBuffer.dataflow;
  result.schedule.globalBuffer = accelerator.dramOrder();
  if (const CfgSection *section = file.find("DATAFLOW", false)) {
    SectionReader reader(file, *section);
    auto read = [&](llvm::StringRef key, Dataflow &dataflow) {
      if (auto value = reader.get(key, false))
        dataflow = file.dataflow(*value).value_or(dataflow);
    };
    read("LOCAL_BUFFER", result.schedule.localBuffer);
    if (accelerator.globalBuffer)
      read("GLOBAL_BUFFER", result.schedule.globalBuffer);
    else
      result.schedule.globalBuffer = result.schedule.localBuffer;
    reader.warnUnusedKeys();
  }
  if (!file.ok())
    return std::nullopt;
  if (use)
    if (llvm::Error error = use(result)) {
      file.error(file.find("SCHEDULING_TABLE", true)->name,
                 llvm::toString(std::move(error)));
      return std::nullopt;
    }
  return result;
}

void neurospector::printSchedule(llvm::raw_ostream &os,
                                 const NamedSchedule &schedule,
                                 const Accelerator &accelerator) {
  const SchedulingTable &table = schedule.schedule.table;
  unsigned pairs =
      listedPairsOfAll(allRows, [&](Row row) { return table[row]; });
  os << "[LAYER]\nLAYER_NAME=" << schedule.layer
     << "\n\n[SCHEDULING_TABLE]\n# row=" << listNames(pairs) << '\n';
  for (Row row : allRows) {
    if (accelerator.isSkipped(row))
      continue;
    os << name(row) << '=' << listValues(listFactors(table[row], pairs))
       << '\n';
  }
  os << "\n[DATAFLOW]\nLOCAL_BUFFER=" << name(schedule.schedule.localBuffer)
     << '\n';
  if (accelerator.globalBuffer)
    os << "GLOBAL_BUFFER=" << name(schedule.schedule.globalBuffer) << '\n';
}
