//===- Conformance.h - Records of the conformance data ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads the JSON Lines of the conformance data: all of them from the folder
// beside the project where it exists, else the sample in test/conformance.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_CONFORMANCE_H
#define NEUROSPECTOR_TEST_UNIT_CONFORMANCE_H

#include "neurospector/Config/Config.h"
#include "neurospector/Model/Schedule.h"
#include "llvm/Support/JSON.h"

#include <map>
#include <string>
#include <vector>

namespace neurospector::test {

/// The folder with all records if it is there, else the project's sample.
std::string conformanceDir();

/// The lines of a file of `conformanceDir`; fails the test if there are none.
std::vector<llvm::json::Object> readRecords(llvm::StringRef file);

/// The lines of a text file of `conformanceDir`.
std::vector<std::string> readLines(llvm::StringRef file);

/// The built-in accelerator whose NAME a record gives, as in `tpu_v3`.
const Accelerator &accelerator(llvm::StringRef name);

/// The machine that `machines/<name>.yaml` describes, as in `systolic`.
const Accelerator &machine(llvm::StringRef name);

/// `bounds`, `stride` and `dilation` of a record, the latter two one number for
/// all pairs or a list.
Layer layer(const llvm::json::Object &record);

/// `rows` and `dataflow` of a record, for machines of the published shape; the
/// accelerator's dataflows if it gives none.
Schedule schedule(const llvm::json::Object &record,
                  const Accelerator &accelerator);

/// `tiles` and `orders` of a record, for any machine.
Schedule mapping(const llvm::json::Object &record,
                 const Accelerator &accelerator);

/// The factors of some levels as a schedule: tiles are products of those of the
/// levels inside. Orders are those of \p accelerator.
///
/// Example: {{"DRAM", {8}}, {"LOCAL_BUFFER", {4, 2}}}: K=32, B=2.
using Rows = std::map<std::string, Factors>;
Schedule makeSchedule(const Accelerator &accelerator, const Rows &rows);
/// The layer of which all iterations are in \p rows.
Layer layerOf(const Rows &rows);

/// The level called \p name, and the memory.
Level &level(Accelerator &machine, llvm::StringRef name);
Memory &memory(Accelerator &machine, llvm::StringRef name);

/// The numbers of an array field.
std::vector<double> numbers(const llvm::json::Object &record,
                            llvm::StringRef field);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_CONFORMANCE_H
