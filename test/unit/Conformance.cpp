//===- Conformance.cpp - Records of the conformance data ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

#include <map>

using namespace neurospector;

std::string test::conformanceDir() {
  std::string shared = NEUROSPECTOR_SOURCE_DIR "/../shared/conformance";
  if (llvm::sys::fs::is_directory(shared))
    return shared;
  return NEUROSPECTOR_SOURCE_DIR "/test/conformance";
}

std::vector<std::string> test::readLines(llvm::StringRef file) {
  std::vector<std::string> lines;
  auto buffer =
      llvm::MemoryBuffer::getFile(conformanceDir() + "/" + file.str());
  EXPECT_TRUE(bool(buffer)) << "cannot read " << file.str();
  if (!buffer)
    return lines;
  llvm::SmallVector<llvm::StringRef> parts;
  (*buffer)->getBuffer().split(parts, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : parts)
    lines.push_back(line.str());
  EXPECT_FALSE(lines.empty()) << file.str() << " is empty";
  return lines;
}

std::vector<llvm::json::Object> test::readRecords(llvm::StringRef file) {
  std::vector<llvm::json::Object> records;
  for (const std::string &line : readLines(file)) {
    llvm::Expected<llvm::json::Value> value = llvm::json::parse(line);
    EXPECT_TRUE(bool(value)) << line;
    if (!value) {
      llvm::consumeError(value.takeError());
      continue;
    }
    records.push_back(std::move(*value->getAsObject()));
  }
  return records;
}

const Accelerator &test::accelerator(llvm::StringRef name) {
  static const std::map<std::string, Accelerator> all = [] {
    std::map<std::string, Accelerator> result;
    for (llvm::StringRef builtin : builtinAccelerators()) {
      std::optional<Accelerator> loaded =
          loadAccelerator(builtin, [](const llvm::SMDiagnostic &diagnostic) {
            ADD_FAILURE() << diagnostic.getMessage().str();
          });
      result.emplace(loaded->name, *loaded);
    }
    return result;
  }();
  return all.at(name.str());
}

std::vector<double> test::numbers(const llvm::json::Object &record,
                                  llvm::StringRef field) {
  std::vector<double> result;
  const llvm::json::Array *array = record.getArray(field);
  EXPECT_NE(array, nullptr) << field.str();
  if (array)
    for (const llvm::json::Value &value : *array)
      result.push_back(*value.getAsNumber());
  return result;
}

static Factors factors(const llvm::json::Object &record,
                       llvm::StringRef field) {
  Factors result = unitFactors;
  std::vector<double> values = test::numbers(record, field);
  EXPECT_EQ(values.size(), numPublishedDims);
  for (auto [factor, value] : llvm::zip(result, values))
    factor = static_cast<int64_t>(value);
  return result;
}

Layer test::layer(const llvm::json::Object &record) {
  Layer layer;
  layer.name = record.getString("layer").value_or("layer").str();
  layer.bounds = factors(record, "bounds");
  int64_t stride = record.getInteger("stride").value_or(1);
  for (unsigned pair = 0; pair < numPublishedPairs; ++pair)
    layer.pairs[pair].stride = std::max<int64_t>(stride, 1);
  return layer;
}

Schedule test::schedule(const llvm::json::Object &record,
                        const Accelerator &accelerator) {
  Schedule result;
  const llvm::json::Object &rows = *record.getObject("rows");
  for (Row row : allRows)
    if (rows.get(name(row)))
      result.table[row] = factors(rows, name(row));
  result.localBuffer = accelerator.localBuffer.dataflow;
  result.globalBuffer = accelerator.dramOrder();
  const llvm::json::Object &dataflow = *record.getObject("dataflow");
  auto read = [&](llvm::StringRef buffer, Dataflow &target) {
    if (auto text = dataflow.getString(buffer))
      for (Dataflow candidate : allDataflows)
        if (text->equals_insensitive(name(candidate)))
          target = candidate;
  };
  read("LOCAL_BUFFER", result.localBuffer);
  read("GLOBAL_BUFFER", result.globalBuffer);
  return result;
}
