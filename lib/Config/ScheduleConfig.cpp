//===- ScheduleConfig.cpp - Schedule files of NeuroSpector ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The published table: one row of factors per level, innermost first, and a
// dataflow per buffer; and how it becomes tiles and orders and back.
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
#include "ScheduleRows.h"
#include "neurospector/Model/PublishedShape.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Levels and rows
//===----------------------------------------------------------------------===//

std::optional<size_t> neurospector::findLevel(const Accelerator &accelerator,
                                              llvm::StringRef name) {
  for (const auto &[i, level] : llvm::enumerate(accelerator.levels))
    if (name.equals_insensitive(level.name))
      return i;
  return std::nullopt;
}

std::optional<size_t> neurospector::findRow(const Accelerator &accelerator,
                                            llvm::StringRef name) {
  std::optional<size_t> level = findLevel(accelerator, name);
  return level && accelerator.levels[*level].takesLoops() ? level
                                                          : std::nullopt;
}

std::string neurospector::skippedRow(llvm::StringRef name) {
  return (name + " must have all factors one" +
          (name == "REG" ? "" : ": the accelerator skips it"))
      .str();
}

//===----------------------------------------------------------------------===//
// Factors and tiles
//===----------------------------------------------------------------------===//

/// The operand that orders the loops of \p memory in fixed mode.
static Operand dataflowOf(const Level &memory) {
  return memory.memory()->stationary.value_or(Operand::Output);
}

NamedSchedule::NamedSchedule(const Accelerator &accelerator)
    : rows(accelerator.levels.size()) {
  PublishedShape shape = *PublishedShape::of(accelerator);
  globalBuffer = dataflowOf(accelerator.levels[shape.dram]);
  localBuffer = shape.globalBuffer
                    ? dataflowOf(accelerator.levels[*shape.globalBuffer])
                    : globalBuffer;
}

std::optional<NamedSchedule> NamedSchedule::of(const Layer &layer,
                                               const Accelerator &accelerator,
                                               const Schedule &schedule) {
  std::optional<PublishedShape> shape = PublishedShape::of(accelerator);
  if (!shape || !schedule.isPerfect(layer))
    return std::nullopt;
  size_t inner = shape->globalBuffer.value_or(shape->dram);
  std::optional<Operand> local = stationaryOperand(schedule.orders[inner]),
                         global =
                             stationaryOperand(schedule.orders[shape->dram]);
  if (!local || !global)
    return std::nullopt;
  NamedSchedule result(accelerator);
  result.layer = layer.name;
  result.localBuffer = *local;
  result.globalBuffer = *global;
  for (size_t level = 0; level < result.rows.size(); ++level)
    result.rows[level] = schedule.steps(level, layer);
  return result;
}

llvm::Error neurospector::fillSchedule(const NamedSchedule &table,
                                       const Layer &layer,
                                       const PublishedShape &shape,
                                       Schedule &result) {
  for (Dim dim : allDims) {
    Count tile = 1;
    for (size_t level = table.rows.size(); level-- > 0;) {
      result.tiles[level][index(dim)] = tile.get();
      tile *= table.rows[level][index(dim)];
    }
    if (tile.overflowed() || tile.get() != layer.bound(dim))
      return llvm::createStringError(
          "schedule: the factors of " + llvm::Twine(name(dim)) +
          " multiply to " +
          (tile.overflowed() ? llvm::Twine("more than 64 bits hold")
                             : llvm::Twine(tile.get())) +
          ", expected its bound " + llvm::Twine(layer.bound(dim)));
  }
  result.orders[shape.dram] =
      loopOrder(shape.globalBuffer ? table.globalBuffer : table.localBuffer);
  if (shape.globalBuffer)
    result.orders[*shape.globalBuffer] = loopOrder(table.localBuffer);
  return llvm::Error::success();
}

llvm::Expected<Schedule>
NamedSchedule::on(const Layer &layer, const Accelerator &accelerator) const {
  Schedule result = Schedule::outermost(accelerator);
  if (llvm::Error error =
          fillSchedule(*this, layer, *PublishedShape::of(accelerator), result))
    return std::move(error);
  return result;
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

static void readRows(CfgFile &file, const CfgSection &section,
                     const Accelerator &accelerator, NamedSchedule &result) {
  SectionReader reader(file, section);
  for (llvm::StringRef name : publishedRows) {
    std::optional<size_t> level = findRow(accelerator, name);
    std::optional<Token> value = reader.get(name, level.has_value());
    std::optional<Factors> factors =
        value ? file.factors(*value, 1) : std::nullopt;
    if (!factors)
      continue;
    if (level)
      result.rows[*level] = *factors;
    else if (factors != unitFactors)
      file.error(*value, skippedRow(name));
  }
  reader.reportUnusedKeys();
}

static void readDataflows(CfgFile &file, const CfgSection &section,
                          bool hasGlobalBuffer, NamedSchedule &result) {
  SectionReader reader(file, section);
  auto read = [&](llvm::StringRef key, Operand &dataflow) {
    if (auto value = reader.get(key, false))
      dataflow = file.dataflow(*value).value_or(dataflow);
  };
  read("LOCAL_BUFFER", result.localBuffer);
  if (hasGlobalBuffer)
    read("GLOBAL_BUFFER", result.globalBuffer);
  else
    result.globalBuffer = result.localBuffer;
  reader.reportUnusedKeys();
}

std::optional<NamedSchedule> neurospector::parseSchedule(
    llvm::MemoryBufferRef buffer, const Accelerator &accelerator,
    DiagnosticHandler handler,
    llvm::function_ref<llvm::Error(NamedSchedule &)> use) {
  CfgFile file(buffer, handler, "LAYER");
  std::optional<PublishedShape> shape = PublishedShape::of(accelerator);
  if (!shape) {
    file.error(file.begin(), notPublished(accelerator));
    return std::nullopt;
  }
  file.warnUnknownSections({"LAYER", "SCHEDULING_TABLE", "DATAFLOW"});
  NamedSchedule result(accelerator);
  if (const CfgSection *section = file.find("LAYER", true)) {
    SectionReader reader(file, *section);
    if (auto name = reader.get("LAYER_NAME", true))
      result.layer = cleanText(*name);
    reader.reportUnusedKeys();
  }
  if (const CfgSection *section = file.find("SCHEDULING_TABLE", true))
    readRows(file, *section, accelerator, result);
  if (const CfgSection *section = file.find("DATAFLOW", false))
    readDataflows(file, *section, shape->globalBuffer.has_value(), result);
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
  unsigned pairs =
      listedPairsOfAll(schedule.rows, [](const Factors &row) { return row; });
  os << "[LAYER]\nLAYER_NAME=" << schedule.layer
     << "\n\n[SCHEDULING_TABLE]\n# row=" << listNames(pairs) << '\n';
  for (size_t i = accelerator.levels.size(); i-- > 0;) {
    const Level &level = accelerator.levels[i];
    if (level.takesLoops())
      os << level.name << '='
         << listValues(listFactors(schedule.rows[i], pairs)) << '\n';
  }
  os << "\n[DATAFLOW]\nLOCAL_BUFFER=" << dataflowName(schedule.localBuffer)
     << '\n';
  if (PublishedShape::of(accelerator)->globalBuffer)
    os << "GLOBAL_BUFFER=" << dataflowName(schedule.globalBuffer) << '\n';
}
