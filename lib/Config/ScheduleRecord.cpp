//===- ScheduleRecord.cpp - Schedules as JSON Lines -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/ScheduleRecord.h"
#include "ConfigFile.h"
#include "JsonLines.h"
#include "ScheduleRows.h"
#include "llvm/ADT/STLExtras.h"

using namespace neurospector;
using llvm::StringRef;

/// What records say of a result, of ours and of others: not read.
static bool isOfResult(StringRef field) {
  static const llvm::StringSet<> fields = {
      "accelerator",    "active",
      "chips",          "cost",
      "cost_model",     "cycles",
      "dram_alloc",     "dram_count",
      "dram_send",      "dram_traffic",
      "dynamic_energy", "evaluated",
      "fill_cycles",    "float_reference_differs",
      "function",       "gb_alloc",
      "gb_count",       "gb_send",
      "gb_traffic",     "imperfect_saves",
      "idle",           "joint_cycle",
      "joint_energy",   "layer_index",
      "lb_alloc",       "lb_count",
      "lb_send",        "limit",
      "location",       "lower_bound",
      "mac_cycles",     "mac_energy",
      "mac_static",     "machine",
      "macs",           "memories",
      "network",        "optimal",
      "reason",         "record",
      "repeat_unknown", "seconds",
      "shared_input",   "sides",
      "static_energy",  "total_cycle",
      "total_energy",   "utilization",
      "valid"};
  return fields.contains(field);
}

static constexpr StringRef knownFields[] = {
    "layer", "bounds",   "stride", "dilation", "repeat",
    "rows",  "dataflow", "tiles",  "orders",   "retained"};

namespace {

/// What all records of a machine begin with.
struct Machine {
  explicit Machine(const Accelerator &accelerator)
      : accelerator(accelerator), shape(PublishedShape::of(accelerator)),
        schedule(Schedule::outermost(accelerator)) {
    if (shape)
      table.emplace(accelerator);
  }

  const Accelerator &accelerator;
  std::optional<PublishedShape> shape;
  std::optional<NamedSchedule> table; ///< if it has the published shape
  Schedule schedule;
};

/// Reads the fields of one line.
class RecordReader {
public:
  RecordReader(StringRef line, const Machine &machine, ScheduleRecord &record)
      : scanner(line), accelerator(machine.accelerator), shape(machine.shape),
        record(record), fields(scanner, record.layer), table(machine.table) {
    record.schedule = machine.schedule;
  }

  bool read();
  /// The schedule, once the layer is known to be one.
  llvm::Error takeSchedule();

  JsonScanner scanner;
  llvm::SmallVector<StringRef, 2> unknown; ///< fields

private:
  bool readField(StringRef key);
  bool rows();
  bool dataflows();
  bool tiles();
  bool orders();
  bool order(size_t level, StringRef letters);
  bool elements();
  bool finish();

  using Keys = LayerFields::Keys;

  const Accelerator &accelerator;
  const std::optional<PublishedShape> &shape;
  ScheduleRecord &record;
  LayerFields fields;
  std::optional<NamedSchedule> table; ///< `rows` and `dataflow`
  /// `orders`: a level and its letters.
  llvm::SmallVector<std::pair<size_t, StringRef>, 8> givenOrders;
};

} // namespace

//===----------------------------------------------------------------------===//
// Rows and dataflows
//===----------------------------------------------------------------------===//

bool RecordReader::rows() {
  Keys seen;
  return scanner.object([&](StringRef key) {
    static const std::vector<StringRef> known(std::begin(publishedRows),
                                              std::end(publishedRows));
    const auto *name = llvm::find_if(publishedRows, [&](StringRef row) {
      return row.equals_insensitive(key);
    });
    if (name == std::end(publishedRows))
      return scanner.fail("unknown row '" + key + "'" + suggest(key, known));
    if (std::optional<size_t> level = findRow(accelerator, key))
      return fields.once(key, seen) && fields.factors(table->rows[*level]);
    Factors skipped;
    return fields.once(key, seen) && fields.factors(skipped) &&
           (skipped == unitFactors ||
            scanner.fail(key.data(), skippedRow(*name)));
  });
}

bool RecordReader::dataflows() {
  Keys seen;
  bool ok = scanner.object([&](StringRef key) {
    StringRef text;
    if (!fields.once(key, seen) || !scanner.string(text))
      return false;
    bool isLocal = key.equals_insensitive("LOCAL_BUFFER");
    if (!isLocal && !key.equals_insensitive("GLOBAL_BUFFER"))
      return scanner.fail("unknown buffer '" + key + "'");
    std::optional<Operand> dataflow = findDataflow(text);
    if (!dataflow)
      return scanner.fail("expected IS, WS or OS, found '" + text + "'");
    (isLocal ? table->localBuffer : table->globalBuffer) = *dataflow;
    return true;
  });
  if (!shape->globalBuffer)
    table->globalBuffer = table->localBuffer;
  return ok;
}

//===----------------------------------------------------------------------===//
// Tiles and orders
//===----------------------------------------------------------------------===//

static std::string unknownLevel(const Accelerator &accelerator, StringRef key) {
  std::vector<StringRef> known;
  for (const Level &level : accelerator.levels)
    known.push_back(level.name);
  return ("unknown level '" + key + "'").str() + suggest(key, known);
}

bool RecordReader::tiles() {
  Keys seen;
  llvm::SmallVector<bool> given(accelerator.levels.size());
  bool ok = scanner.object([&](StringRef key) {
    std::optional<size_t> level = findLevel(accelerator, key);
    if (!level)
      return scanner.fail(key.data(), unknownLevel(accelerator, key));
    given[*level] = true;
    return fields.once(key, seen) &&
           fields.factors(record.schedule.tiles[*level]);
  });
  if (!ok)
    return false;
  for (auto [level, isGiven] : llvm::zip(accelerator.levels, given))
    if (!isGiven)
      return scanner.fail("'tiles' has no level '" + level.name + "'");
  return true;
}

bool RecordReader::orders() {
  Keys seen;
  return scanner.object([&](StringRef key) {
    std::optional<size_t> level = findLevel(accelerator, key);
    if (!level)
      return scanner.fail(key.data(), unknownLevel(accelerator, key));
    if (accelerator.levels[*level].array())
      return scanner.fail(key.data(), "'" + key +
                                          "' is an array, whose loops have no "
                                          "order");
    StringRef letters;
    if (!fields.once(key, seen) || !scanner.string(letters))
      return false;
    givenOrders.push_back({*level, letters});
    return true;
  });
}

/// The order of all loops that has \p listed ones in their order: that of a
/// stationary operand if there is one, else with the others innermost.
static LoopOrder complete(llvm::ArrayRef<Dim> listed, DimSet set) {
  for (Operand op : allOperands) {
    LoopOrder order = loopOrder(op);
    if (llvm::equal(llvm::make_filter_range(
                        order, [&](Dim dim) { return set.contains(dim); }),
                    listed))
      return order;
  }
  LoopOrder order;
  Dim *next = llvm::copy(listed, order.begin());
  for (Dim dim : allDims)
    if (!set.contains(dim))
      *next++ = dim;
  return order;
}

bool RecordReader::order(size_t level, StringRef letters) {
  llvm::SmallVector<Dim, numDims> listed;
  DimSet set;
  for (size_t i = 0; i < letters.size(); ++i) {
    StringRef letter = letters.substr(i, 1);
    std::optional<Dim> dim = findDimension(letter);
    if (!dim)
      return scanner.fail(letter.data(), "expected letters of " +
                                             listNames(numPairs) + ", found '" +
                                             letter + "'");
    if (set.contains(*dim))
      return scanner.fail(letter.data(), "duplicate loop '" + letter + "'");
    set.insert(*dim);
    listed.push_back(*dim);
  }
  for (Dim dim : allDims)
    if (!set.contains(dim) && record.layer.bound(dim) != 1)
      return scanner.fail(letters.data(),
                          "the order leaves out " + name(dim) +
                              ", whose bound is " +
                              llvm::Twine(record.layer.bound(dim)));
  record.schedule.orders[level] = complete(listed, set);
  return true;
}

//===----------------------------------------------------------------------===//
// The line
//===----------------------------------------------------------------------===//

bool RecordReader::elements() {
  Keys seen;
  Retained &retained = record.retained;
  return scanner.object([&](StringRef key) {
    if (key != "input" && key != "output")
      return scanner.fail("expected 'input' or 'output', found '" + key + "'");
    return fields.once(key, seen) &&
           fields.atLeast(0, key == "input" ? retained.input : retained.output);
  });
}

bool RecordReader::readField(StringRef key) {
  if (llvm::is_contained(LayerFields::names, key))
    return fields.read(key);
  if (!llvm::is_contained(knownFields, key)) {
    if (!isOfResult(key))
      unknown.push_back(key);
    return scanner.skip();
  }
  if (!fields.once(key))
    return false;
  if (key == "tiles")
    return tiles();
  if (key == "orders")
    return orders();
  if (key == "retained")
    return elements();
  if (!shape)
    return scanner.fail(key.data(), notPublished(accelerator));
  return key == "rows" ? rows() : dataflows();
}

bool RecordReader::finish() {
  if (!scanner.end() || !fields.finish())
    return false;
  bool isTable = fields.has("rows");
  if (isTable && fields.has("tiles"))
    return scanner.fail("expected 'rows' or 'tiles', found both");
  if (isTable ? fields.has("orders")
              : fields.has("tiles") && fields.has("dataflow"))
    return scanner.fail("'dataflow' is for 'rows', 'orders' for 'tiles'");
  if (!isTable &&
      !fields.require(shape && !fields.has("tiles") ? "rows" : "tiles"))
    return false;
  record.inTiles = !isTable;
  return llvm::all_of(givenOrders, [&](const auto &given) {
    return order(given.first, given.second);
  });
}

bool RecordReader::read() {
  return scanner.object([&](StringRef key) { return readField(key); }) &&
         finish();
}

llvm::Error RecordReader::takeSchedule() {
  if (!fields.has("rows"))
    return llvm::Error::success();
  return fillSchedule(*table, record.layer, *shape, record.schedule);
}

bool neurospector::parseScheduleRecords(
    llvm::MemoryBufferRef file, const Accelerator &accelerator,
    DiagnosticHandler handler,
    llvm::function_ref<llvm::Error(ScheduleRecord &)> use) {
  Machine machine(accelerator);
  JsonLines lines(file, handler);
  if (!lines.isReadable())
    return false;
  bool any = false;
  while (lines.next()) {
    any = true;
    ScheduleRecord record;
    record.line = lines.number;
    RecordReader reader(lines.line, machine, record);
    if (!reader.read())
      return lines.error(reader.scanner);
    for (StringRef key : reader.unknown)
      lines.warnOfField(key, knownFields);
    if (llvm::Error error = record.layer.verify())
      return lines.error(std::move(error));
    if (llvm::Error error = reader.takeSchedule())
      return lines.error(std::move(error));
    if (llvm::Error error = use(record))
      return lines.error(std::move(error));
  }
  return any || lines.error(file.getBufferStart(), "no schedule in the file");
}
