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

#include "llvm/ADT/STLExtras.h"

using namespace neurospector;
using namespace neurospector::fuzz;

/// The layer that a table is for: its columns multiplied.
static std::optional<Layer> layerOf(const NamedSchedule &schedule) {
  Layer layer;
  layer.name = "layer";
  for (Dim dim : allDims) {
    Count bound = 1;
    for (const Factors &row : schedule.rows)
      bound *= row[index(dim)];
    if (bound.overflowed())
      return std::nullopt;
    layer.bounds[index(dim)] = bound.get();
  }
  return layer;
}

/// As tiles and orders, and back.
static void convert(const NamedSchedule &named, const Accelerator &machine) {
  std::optional<Layer> layer = layerOf(named);
  if (!layer || llvm::errorToBool(layer->verify()))
    return;
  llvm::Expected<Schedule> schedule = named.on(*layer, machine);
  if (!schedule)
    fail(llvm::toString(schedule.takeError()));
  evaluate(*layer, machine, *schedule, [](const CostModel &, const Cost &) {});
  std::optional<NamedSchedule> again =
      NamedSchedule::of(*layer, machine, *schedule);
  check(again && again->rows == named.rows,
        "a table changes on its way to tiles and back");
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
  convert(*schedule, machine);
  // A level that takes no loops is not printed.
  for (auto [level, row] : llvm::zip(machine.levels, schedule->rows))
    if (!level.takesLoops())
      row = unitFactors;
  std::string text;
  llvm::raw_string_ostream stream(text);
  printSchedule(stream, *schedule, machine);
  std::optional<NamedSchedule> again =
      parseSchedule({text, "again.cfg"}, machine, diagnostics);
  check(again && *again == *schedule,
        "printing and parsing change a schedule:\n" + text);
  return 0;
}
