//===- ScheduleRecord.cpp - Schedules as JSON Lines -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/ScheduleRecord.h"
#include "CfgFile.h"
#include "Diagnose.h"
#include "JsonScanner.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace neurospector;

namespace {

/// Reads the fields of one line.
class RecordReader {
public:
  RecordReader(llvm::StringRef line, const Accelerator &accelerator)
      : scanner(line), accelerator(accelerator) {}

  bool read(ScheduleRecord &record);

  JsonScanner scanner;

private:
  using Keys = llvm::SmallVector<llvm::StringRef, numRows>;

  bool readField(llvm::StringRef key, ScheduleRecord &record);
  bool once(llvm::StringRef key, Keys &seen);
  bool atLeast(int64_t minimum, int64_t &result);
  bool text(std::string &result);
  bool factors(Factors &result);
  bool perPair(int64_t minimum, Layer &layer, int64_t ImageWindow::*member);
  bool rows(SchedulingTable &table);
  bool dataflows(Schedule &schedule);
  bool elements(Retained &retained);

  const Accelerator &accelerator;
  Keys fields; ///< read so far, of those that are not ignored
};

} // namespace

/// Remembers \p key, which must be new. Names are not case-sensitive within a
/// field, as in a `.cfg` file.
bool RecordReader::once(llvm::StringRef key, Keys &seen) {
  if (llvm::any_of(seen, [&](llvm::StringRef other) {
        return other.equals_insensitive(key);
      }))
    return scanner.fail(key.data(), "duplicate field '" + key + "'");
  seen.push_back(key);
  return true;
}

bool RecordReader::atLeast(int64_t minimum, int64_t &result) {
  return scanner.integer(result) &&
         (result >= minimum ||
          scanner.fail("expected a positive number, found " +
                       llvm::Twine(result)));
}

bool RecordReader::factors(Factors &result) {
  unsigned count = 0;
  bool ok = scanner.array([&] {
    return count < numDims ? atLeast(1, result[count++])
                           : scanner.fail("expected " + dimSyntax() +
                                          ", found more values");
  });
  return ok && (isDimCount(count) ||
                scanner.fail("expected " + dimSyntax() + ", found " +
                             llvm::Twine(count) + " values"));
}

/// One number for all pairs, or a list of them.
bool RecordReader::perPair(int64_t minimum, Layer &layer,
                           int64_t ImageWindow::*member) {
  if (!scanner.atArray()) {
    int64_t value = 1;
    bool ok = atLeast(minimum, value);
    for (ImageWindow &pair : layer.pairs)
      pair.*member = value;
    return ok;
  }
  unsigned count = 0;
  auto expected = "expected " + std::to_string(numPublishedPairs) + " to " +
                  std::to_string(numPairs) + " values, found ";
  bool ok = scanner.array([&] {
    return count < numPairs ? atLeast(minimum, layer.pairs[count++].*member)
                            : scanner.fail(expected + "more");
  });
  return ok && (count >= numPublishedPairs ||
                scanner.fail(expected + llvm::Twine(count)));
}

bool RecordReader::rows(SchedulingTable &table) {
  Keys seen;
  return scanner.object([&](llvm::StringRef key) {
    const auto *row = llvm::find_if(
        allRows, [&](Row r) { return name(r).equals_insensitive(key); });
    if (row == allRows.end())
      return scanner.fail("unknown row '" + key + "'");
    return once(key, seen) && factors(table[*row]);
  });
}

bool RecordReader::dataflows(Schedule &schedule) {
  Keys seen;
  bool ok = scanner.object([&](llvm::StringRef key) {
    llvm::StringRef text;
    if (!once(key, seen) || !scanner.string(text))
      return false;
    bool isLocal = key.equals_insensitive("LOCAL_BUFFER");
    if (!isLocal && !key.equals_insensitive("GLOBAL_BUFFER"))
      return scanner.fail("unknown buffer '" + key + "'");
    for (Dataflow dataflow : allDataflows)
      if (name(dataflow).equals_insensitive(text)) {
        (isLocal ? schedule.localBuffer : schedule.globalBuffer) = dataflow;
        return true;
      }
    return scanner.fail("expected IS, WS or OS, found '" + text + "'");
  });
  if (!accelerator.globalBuffer)
    schedule.globalBuffer = schedule.localBuffer;
  return ok;
}

bool RecordReader::elements(Retained &retained) {
  Keys seen;
  return scanner.object([&](llvm::StringRef key) {
    if (key != "input" && key != "output")
      return scanner.fail("expected 'input' or 'output', found '" + key + "'");
    return once(key, seen) &&
           atLeast(0, key == "input" ? retained.input : retained.output);
  });
}

bool RecordReader::readField(llvm::StringRef key, ScheduleRecord &record) {
  static constexpr llvm::StringLiteral known[] = {
      "bounds", "rows", "stride", "dilation", "dataflow", "retained", "layer"};
  if (!llvm::is_contained(known, key))
    return scanner.skip();
  if (!once(key, fields))
    return false;
  Layer &layer = record.layer;
  if (key == "bounds")
    return factors(layer.bounds);
  if (key == "rows")
    return rows(record.schedule.table);
  if (key == "stride")
    return perPair(0, layer, &ImageWindow::stride);
  if (key == "dilation")
    return perPair(1, layer, &ImageWindow::dilation);
  if (key == "dataflow")
    return dataflows(record.schedule);
  if (key == "retained")
    return elements(record.retained);
  return text(layer.name);
}

/// A name: a string with any escapes.
bool RecordReader::text(std::string &result) {
  const char *begin = scanner.place();
  if (!scanner.skip())
    return false;
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(
      llvm::json::fixUTF8(llvm::StringRef(begin, scanner.place() - begin)));
  if (!value) {
    llvm::consumeError(value.takeError());
    return scanner.fail("string with an invalid escape or control character");
  }
  std::optional<llvm::StringRef> string = value->getAsString();
  if (!string)
    return scanner.fail("expected a string");
  result = cleanText(*string);
  return true;
}

bool RecordReader::read(ScheduleRecord &record) {
  record.schedule.localBuffer = accelerator.localBuffer.dataflow;
  record.schedule.globalBuffer = accelerator.dramOrder();
  bool ok = scanner.object([&](llvm::StringRef key) {
    return readField(key, record);
  }) && scanner.end();
  if (ok && !llvm::is_contained(fields, "bounds"))
    return scanner.fail("missing field 'bounds'");
  // Published files give a matrix product, which slides nowhere, stride 0.
  Layer &layer = record.layer;
  if (!layer.slides())
    for (ImageWindow &pair : layer.pairs)
      pair.stride = std::max<int64_t>(pair.stride, 1);
  for (unsigned i = listedPairs(layer.bounds); i < numPairs; ++i)
    layer.pairs[i] = ImageWindow();
  return ok && (llvm::is_contained(fields, "rows") ||
                scanner.fail("missing field 'rows'"));
}

bool neurospector::parseScheduleRecords(
    llvm::MemoryBufferRef file, const Accelerator &accelerator,
    DiagnosticHandler handler,
    llvm::function_ref<llvm::Error(ScheduleRecord &)> use) {
  auto report = [&](const char *place, const llvm::Twine &message) {
    llvm::SourceMgr sources;
    sources.AddNewSourceBuffer(
        llvm::MemoryBuffer::getMemBuffer(file, /*RequiresNull=*/false), {});
    diagnose(handler, sources, place, llvm::SourceMgr::DK_Error, message);
    return false;
  };

  llvm::StringRef rest = file.getBuffer();
  unsigned line = 0;
  bool any = false;
  while (!rest.empty()) {
    auto [text, tail] = rest.split('\n');
    rest = tail;
    ++line;
    if (text.trim().empty())
      continue;
    any = true;
    ScheduleRecord record;
    record.line = line;
    RecordReader reader(text, accelerator);
    if (!reader.read(record))
      return report(reader.scanner.errorPlace, reader.scanner.message);
    if (llvm::Error error = record.layer.verify())
      return report(text.data(), llvm::toString(std::move(error)));
    if (llvm::Error error = use(record))
      return report(text.data(), llvm::toString(std::move(error)));
  }
  return any || report(file.getBufferStart(), "no schedule in the file");
}
