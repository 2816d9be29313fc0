//===- Conformance.cpp - Records of the conformance data ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Conformance.h"
#include "neurospector/Model/PublishedShape.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

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

static Accelerator load(llvm::StringRef nameOrPath) {
  std::optional<Accelerator> loaded =
      loadAccelerator(nameOrPath, [](const llvm::SMDiagnostic &diagnostic) {
        ADD_FAILURE() << diagnostic.getMessage().str();
      });
  return loaded.value_or(Accelerator());
}

const Accelerator &test::accelerator(llvm::StringRef name) {
  static const std::map<std::string, Accelerator> all = [] {
    std::map<std::string, Accelerator> result;
    for (llvm::StringRef builtin : builtinAccelerators()) {
      Accelerator loaded = load(builtin);
      result.emplace(loaded.name, loaded);
    }
    return result;
  }();
  return all.at(name.str());
}

const Accelerator &test::machine(llvm::StringRef name) {
  static std::map<std::string, Accelerator> loaded;
  auto [found, isNew] = loaded.try_emplace(name.str());
  if (isNew)
    found->second =
        load(conformanceDir() + "/machines/" + name.str() + ".yaml");
  return found->second;
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
  auto perPair = [&](llvm::StringRef field, unsigned pair) {
    std::optional<int64_t> value = record.getInteger(field);
    if (const llvm::json::Array *list = record.getArray(field))
      value = (*list)[pair].getAsInteger();
    return std::max<int64_t>(value.value_or(1), 1);
  };
  for (unsigned pair = 0; pair < numPublishedPairs; ++pair)
    layer.pairs[pair] = {perPair("stride", pair), perPair("dilation", pair)};
  return layer;
}

Schedule test::makeSchedule(const Accelerator &accelerator, const Rows &rows) {
  Schedule result = Schedule::outermost(accelerator);
  Factors tile;
  for (size_t level = accelerator.levels.size(); level-- > 0;) {
    result.tiles[level] = tile;
    auto row = rows.find(accelerator.levels[level].name);
    if (row != rows.end())
      tile = tile * row->second;
  }
  return result;
}

Layer test::layerOf(const Rows &rows) {
  Layer layer;
  layer.name = "layer";
  for (const auto &[name, row] : rows)
    layer.bounds = layer.bounds * row;
  return layer;
}

Level &test::level(Accelerator &machine, llvm::StringRef name) {
  for (Level &level : machine.levels)
    if (level.name == name)
      return level;
  ADD_FAILURE() << "no level " << name.str();
  return machine.levels.front();
}

Memory &test::memory(Accelerator &machine, llvm::StringRef name) {
  return *level(machine, name).memory();
}

Schedule test::schedule(const llvm::json::Object &record,
                        const Accelerator &accelerator) {
  Rows rows;
  const llvm::json::Object &all = *record.getObject("rows");
  for (const auto &[name, row] : all)
    rows[name.str()] = factors(all, name);
  Schedule result = makeSchedule(accelerator, rows);

  // LOCAL_BUFFER's dataflow orders the loops of GLOBAL_BUFFER, that one's those
  // of DRAM. Without a GLOBAL_BUFFER, LOCAL_BUFFER's orders DRAM's.
  PublishedShape shape = *PublishedShape::of(accelerator);
  const llvm::json::Object &dataflow = *record.getObject("dataflow");
  auto read = [&](llvm::StringRef buffer, size_t level) {
    if (auto text = dataflow.getString(buffer))
      for (Operand op : allOperands)
        if (text->equals_insensitive(dataflowName(op)))
          result.orders[level] = loopOrder(op);
  };
  read(shape.globalBuffer ? "GLOBAL_BUFFER" : "LOCAL_BUFFER", shape.dram);
  if (shape.globalBuffer)
    read("LOCAL_BUFFER", *shape.globalBuffer);
  return result;
}

/// Dimensions that are not in \p letters run innermost.
static LoopOrder order(llvm::StringRef letters) {
  LoopOrder result;
  auto *next = result.begin();
  for (char letter : letters)
    for (Dim dim : allDims)
      if (name(dim).front() == letter)
        *next++ = dim;
  for (Dim dim : allDims)
    if (!letters.contains(name(dim)))
      *next++ = dim;
  return result;
}

Schedule test::mapping(const llvm::json::Object &record,
                       const Accelerator &accelerator) {
  Schedule result = Schedule::outermost(accelerator);
  const llvm::json::Object &tiles = *record.getObject("tiles"),
                           &orders = *record.getObject("orders");
  for (size_t level = 0; level < accelerator.levels.size(); ++level) {
    const std::string &name = accelerator.levels[level].name;
    result.tiles[level] = factors(tiles, name);
    if (auto letters = orders.getString(name))
      result.orders[level] = order(*letters);
  }
  return result;
}
