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

/// `bounds` and `stride` of a record.
Layer layer(const llvm::json::Object &record);

/// `rows` and `dataflow` of a record; accelerator's dataflows if none.
Schedule schedule(const llvm::json::Object &record,
                  const Accelerator &accelerator);

/// The numbers of an array field.
std::vector<double> numbers(const llvm::json::Object &record,
                            llvm::StringRef field);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_CONFORMANCE_H
