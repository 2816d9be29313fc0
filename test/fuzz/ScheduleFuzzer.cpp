//===- ScheduleFuzzer.cpp - Schedule files --------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The first byte, from '0' on, chooses a built-in accelerator, the rest is the
// file.
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"

using namespace neurospector;
using namespace neurospector::fuzz;

/// The layer that a table is for: its columns multiplied.
static std::optional<Layer> layerOf(const SchedulingTable &table) {
  Layer layer;
  layer.name = "layer";
  for (Dim dim : allDims) {
    Count bound = 1;
    for (Row row : allRows)
      bound *= table[row][index(dim)];
    if (bound.overflowed())
      return std::nullopt;
    layer.bounds[index(dim)] = bound.get();
  }
  return layer;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  TimeLimit limit;
  Diagnostics diagnostics;
  const Accelerator &machine = machineFor(data[0] - '0');
  std::optional<NamedSchedule> schedule = parseSchedule(
      {textOf(data + 1, size - 1), "fuzz.cfg"}, machine, diagnostics);
  diagnostics.agreesThat(schedule.has_value());
  if (!schedule)
    return 0;
  std::optional<Layer> layer = layerOf(schedule->schedule.table);
  if (layer)
    evaluate(*layer, machine, schedule->schedule,
             [](const CostModel &, const Cost &) {});
  // A row that the accelerator skips is not printed.
  for (Row row : allRows)
    if (machine.isSkipped(row))
      schedule->schedule.table[row] = unitFactors;
  std::string text;
  llvm::raw_string_ostream stream(text);
  printSchedule(stream, *schedule, machine);
  std::optional<NamedSchedule> again =
      parseSchedule({text, "again.cfg"}, machine, diagnostics);
  check(again && again->schedule == schedule->schedule &&
            again->layer == schedule->layer,
        "printing and parsing change a schedule:\n" + text);
  return 0;
}
