//===- ScheduleRecord.h - Schedules as JSON Lines ---------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One schedule per line, for tools and for data sets of schedules.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_CONFIG_SCHEDULERECORD_H
#define NEUROSPECTOR_CONFIG_SCHEDULERECORD_H

#include "neurospector/Config/Config.h"
#include "neurospector/Model/CostModel.h"

namespace neurospector {

/// A schedule with its layer, in one of two forms. For any machine:
/// {"layer": "fc", "bounds": [64,1,1,1,32,1,1,1], "stride": 1,
///  "tiles": {"DRAM": [8,1,1,1,8,1,1,1], "LANES": [1,1,1,1,1,1,1,1]},
///  "orders": {"DRAM": "KCQGRBPS"}}
/// For machines of the published shape also:
/// {"layer": "fc", "bounds": [64,1,1,1,32,1,1,1], "stride": 1,
///  "rows": {"LOCAL_BUFFER": [2,1,1,1,4,1,1,1], "DRAM": [32,1,1,1,8,1,1,1]},
///  "dataflow": {"LOCAL_BUFFER": "ws", "GLOBAL_BUFFER": "os"}}
///
/// `bounds` (K B P Q C R S G, K and C per group, then D T if the layer has
/// them) and `tiles` or `rows` are required. `tiles` has all levels: the piece
/// that a step of the level hands inward. Rows are factors; those that are not
/// named are all ones. Orders are of the loops of memories, outermost first;
/// dimensions of bound one may be left out. `stride` and `dilation` are 1 if
/// absent, one number for all pairs or [P, Q] or [P, Q, D]. Orders and
/// dataflows are the accelerator's if absent. `retained` ({"input": N,
/// "output": N}, elements that stay on chip between layers) is nothing if
/// absent, `repeat` (how often a network runs the layer) is 1. Fields of
/// results are ignored; others are a warning.
struct ScheduleRecord {
  Layer layer;
  Schedule schedule;
  Retained retained;
  unsigned line = 0;    ///< in the file, from 1
  bool inTiles = false; ///< in the first form
};

/// Reads every line and hands it to \p use as it is read. Stops at the first
/// error, of a line or returned by \p use, and reports it at its place; true if
/// there was none. Blank lines are skipped; a file without a record is an
/// error.
bool parseScheduleRecords(
    llvm::MemoryBufferRef file, const Accelerator &accelerator,
    DiagnosticHandler handler,
    llvm::function_ref<llvm::Error(ScheduleRecord &)> use);

} // namespace neurospector

#endif // NEUROSPECTOR_CONFIG_SCHEDULERECORD_H
