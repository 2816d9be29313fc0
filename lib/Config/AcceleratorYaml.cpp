//===- AcceleratorYaml.cpp - Any machine as YAML --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The reader of the format that docs/configuration.md describes. A key that is
// not known is an error: a misspelt one must not change a result silently.
//
//===----------------------------------------------------------------------===//

#include "YamlValues.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace neurospector;
using llvm::StringRef;
using llvm::Twine;

namespace {

/// Energies of one operand.
struct ReadWrite {
  double read = 0, write = 0;
};

class YamlReader {
public:
  YamlReader(llvm::MemoryBufferRef buffer, DiagnosticHandler handler)
      : file(buffer, handler), values(file) {}

  std::optional<Accelerator> read();

private:
  void readMachine(const YamlValue &root);
  void readPrecision(const YamlValue &value);
  void readCompute(const YamlValue &value);
  void readLevels(const YamlValue &value);
  void readLevel(const YamlValue &value);

  Memory readMemory(MapReader &map);
  void readCapacity(const YamlValue &value, Memory &memory);
  void readRoom(const YamlValue &value, Room &room);
  void readWrite(const YamlValue &value, ReadWrite &result);
  void readEnergy(const YamlValue &value, Memory &memory);
  void readBandwidth(const YamlValue &value, Memory &memory);
  void readSteps(const YamlValue &value, Factors &steps);

  void readArray(MapReader &map, Token place, StringRef name);
  void readAxes(const YamlValue &sizes, const YamlValue *dims,
                const Array &each, Token place, StringRef name);
  /// Appends a level; reports a name or a number of units that may not be.
  void add(Token place, const Twine &name, std::variant<Memory, Array> kind);

  YamlFile file;
  YamlValueReader values;
  Accelerator result;
  llvm::StringSet<> names; ///< of the levels, in lower case
  Count units = 1;
};

} // namespace

std::optional<Accelerator> YamlReader::read() {
  if (const YamlValue *root = file.root())
    readMachine(*root);
  if (!file.ok())
    return std::nullopt;
  if (llvm::Error error = result.verify()) {
    file.error(file.root()->place, llvm::toString(std::move(error)));
    return std::nullopt;
  }
  return result;
}

//===----------------------------------------------------------------------===//
// The machine
//===----------------------------------------------------------------------===//

void YamlReader::readMachine(const YamlValue &root) {
  if (!root.isMap())
    return file.expected(root, "a map with the keys of a machine");
  MapReader map(file, root);
  if (const YamlValue *value = map.require("name")) {
    if (!value->isWord())
      file.expected(*value, "a name");
    else
      result.name = cleanText(value->text);
  }
  if (const YamlValue *value = map.require("frequency")) {
    if (!value->isWord())
      file.expected(*value, "a frequency in MHz");
    else
      result.frequencyMHz =
          file.frequency(value->place).value_or(result.frequencyMHz);
  }
  if (const YamlValue *value = map.require("precision"))
    readPrecision(*value);
  if (const YamlValue *value = map.get("compute"))
    readCompute(*value);
  if (const YamlValue *value = map.require("levels"))
    readLevels(*value);
  map.finish();
}

void YamlReader::readPrecision(const YamlValue &value) {
  if (!value.isMap()) {
    values.integer(value, ConfigFile::maxPrecision, result.bits.front());
    result.bits.fill(result.bits.front());
    return;
  }
  MapReader map(file, value);
  for (Operand op : allOperands)
    if (const YamlValue *bits = map.require(name(op)))
      values.integer(*bits, ConfigFile::maxPrecision, result.bits[index(op)]);
  map.finish();
}

void YamlReader::readCompute(const YamlValue &value) {
  if (!value.isMap())
    return file.expected(value, "a map with energy, static, pipelined");
  MapReader map(file, value);
  if (const YamlValue *energy = map.get("energy"))
    values.real(*energy, result.macEnergy);
  if (const YamlValue *power = map.get("static"))
    values.real(*power, result.macStaticPower);
  if (const YamlValue *pipelined = map.get("pipelined"))
    values.boolean(*pipelined, result.pipelined);
  map.finish();
}

void YamlReader::readLevels(const YamlValue &value) {
  if (!value.isList() || value.values.empty())
    return file.expected(value, "a list of memories and arrays");
  for (const YamlValue &level : value.values)
    if (result.levels.size() <= maxLevels)
      readLevel(level);
}

void YamlReader::readLevel(const YamlValue &value) {
  if (!value.isMap())
    return file.expected(value, "a map with the key 'memory' or 'array'");
  bool isMemory = value.has("memory");
  if (isMemory == value.has("array")) {
    StringRef found = isMemory ? "both" : "neither";
    return file.error(value.place,
                      "expected the key 'memory' or 'array', found " + found);
  }
  MapReader map(file, value);
  const YamlValue &named = *map.get(isMemory ? "memory" : "array");
  std::optional<std::string> name = values.name(named);
  if (!name)
    return;
  if (isMemory)
    add(named.place, *name, readMemory(map));
  else
    readArray(map, named.place, *name);
  map.finish();
}

void YamlReader::add(Token place, const Twine &name,
                     std::variant<Memory, Array> kind) {
  Level level = {name.str(), std::move(kind)};
  if (level.name.find_first_of("\"\\\t") != std::string::npos)
    file.error(place, "expected a name without quotes, backslashes and tabs");
  if (!names.insert(StringRef(level.name).lower()).second)
    file.error(place, "another level is named '" + level.name + "'");
  if (result.levels.size() == maxLevels)
    file.error(place, "more than " + Twine(maxLevels) + " levels");
  if (result.levels.empty() &&
      (!level.memory() || level.memory()->holds != OperandSet::all()))
    file.error(place, "the first level must be a memory that holds all "
                      "operands");
  if (const Array *array = level.array()) {
    bool fitted = !units.overflowed() && units.get() <= maxSize;
    units *= array->size;
    if (fitted && (units.overflowed() || units.get() > maxSize))
      file.error(place, "the number of MAC units exceeds 2^52");
  }
  result.levels.push_back(std::move(level));
}

//===----------------------------------------------------------------------===//
// Memories
//===----------------------------------------------------------------------===//

Memory YamlReader::readMemory(MapReader &map) {
  Memory memory;
  if (const YamlValue *value = map.get("holds"))
    values.set(*value, memory.holds);
  if (const YamlValue *value = map.get("double_buffered"))
    values.boolean(*value, memory.doubleBuffered);
  if (const YamlValue *value = map.get("capacity"))
    readCapacity(*value, memory);
  if (const YamlValue *value = map.get("energy"))
    readEnergy(*value, memory);
  if (const YamlValue *value = map.get("pass_energy"))
    values.perOperand(*value, memory.passEnergy);
  if (const YamlValue *value = map.get("bandwidth"))
    readBandwidth(*value, memory);
  if (const YamlValue *value = map.get("ports"))
    if (auto choice = values.word(*value, {"shared", "separate"}))
      memory.separatePorts = *choice == 1;
  if (const YamlValue *value = map.get("whole_accesses"))
    values.boolean(*value, memory.wholeAccesses);
  if (const YamlValue *value = map.get("access_cycles"))
    values.perOperand(*value, memory.accessCycles);
  if (const YamlValue *value = map.get("static"))
    values.real(*value, memory.staticPower);
  if (const YamlValue *value = map.get("stationary"))
    memory.stationary = values.operand(*value);
  if (const YamlValue *value = map.get("steps"))
    readSteps(*value, memory.steps);
  if (const YamlValue *value = map.get("sliding")) {
    values.boolean(*value, memory.sliding);
    bool takesInputs =
        !result.levels.empty() && memory.holds.contains(Operand::Input);
    if (memory.sliding && !takesInputs)
      file.error(value->place, "expected a memory that takes in inputs");
  }
  return memory;
}

/// A size for all that \p memory holds, or a list of rooms.
void YamlReader::readCapacity(const YamlValue &value, Memory &memory) {
  if (value.isWord()) {
    values.size(value, memory.rooms.emplace_back(Room{memory.holds}).bits);
  } else if (value.isList() && !value.values.empty()) {
    for (const YamlValue &room : value.values)
      readRoom(room, memory.rooms.emplace_back());
  } else {
    return file.expected(value, "a size or a list of rooms");
  }
  if (file.ok())
    file.warnOfSmallRooms(value.place, memory, result.bits);
}

void YamlReader::readRoom(const YamlValue &value, Room &room) {
  if (!value.isMap())
    return file.expected(value, "a room with operands and size");
  MapReader map(file, value);
  if (const YamlValue *operands = map.require("operands"))
    values.set(*operands, room.operands);
  if (const YamlValue *bits = map.require("size"))
    values.size(*bits, room.bits);
  map.finish();
}

void YamlReader::readWrite(const YamlValue &value, ReadWrite &result) {
  if (!value.isMap()) {
    values.real(value, result.read);
    result.write = result.read;
    return;
  }
  MapReader map(file, value);
  if (const YamlValue *read = map.get("read"))
    values.real(*read, result.read);
  if (const YamlValue *write = map.get("write"))
    values.real(*write, result.write);
  map.finish();
}

/// A number, `{read:, write:}`, or either of them per operand.
void YamlReader::readEnergy(const YamlValue &value, Memory &memory) {
  bool isOfAll = !value.isMap() || value.has("read") || value.has("write");
  PerOperand<ReadWrite> energy;
  auto read = [&](const YamlValue &each, ReadWrite &result) {
    readWrite(each, result);
  };
  values.perOperand(value, isOfAll, read, energy);
  for (auto [each, read, write] :
       llvm::zip(energy, memory.readEnergy, memory.writeEnergy)) {
    read = each.read;
    write = each.write;
  }
}

/// A number, `{read:, write:}` or `{inside:}`.
void YamlReader::readBandwidth(const YamlValue &value, Memory &memory) {
  if (!value.isMap()) {
    memory.bandwidth = Bandwidth::OnePort;
    return values.integer(value, maxSize, memory.readBits);
  }
  MapReader map(file, value);
  if (const YamlValue *inside = map.get("inside")) {
    memory.bandwidth = Bandwidth::Inside;
    values.integer(*inside, maxSize, memory.readBits);
  } else {
    memory.bandwidth = Bandwidth::TwoPorts;
    if (const YamlValue *read = map.require("read"))
      values.integer(*read, maxSize, memory.readBits);
    if (const YamlValue *write = map.require("write"))
      values.integer(*write, maxSize, memory.writeBits);
  }
  map.finish();
}

void YamlReader::readSteps(const YamlValue &value, Factors &steps) {
  if (!value.isMap())
    return file.expected(value, "a map such as {G: 1}");
  DimSet seen;
  for (auto [key, count] : llvm::zip(value.keys, value.values)) {
    std::optional<Dim> dim = values.dimension(key);
    if (!dim)
      continue;
    if (seen.contains(*dim))
      file.error(key.place, "duplicate key '" + key.text + "'");
    seen.insert(*dim);
    values.integer(count, std::numeric_limits<int64_t>::max(),
                   steps[index(*dim)]);
  }
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

void YamlReader::readArray(MapReader &map, Token place, StringRef name) {
  const YamlValue *size = map.require("size"), *dims = map.get("dims");
  Array array;
  if (const YamlValue *fill = map.get("fill"))
    array.isSystolic = values.word(*fill, {"none", "systolic"}) == 1;
  if (!size)
    return;
  if (size->isMap())
    return readAxes(*size, dims, array, place, name);
  values.integer(*size, maxSize, array.size);
  if (dims)
    values.set(*dims, array.dims);
  add(place, name, array);
}

/// One level per axis, `NAME(Y)` outside `NAME(X)`; else they are as \p each.
void YamlReader::readAxes(const YamlValue &sizes, const YamlValue *dims,
                          const Array &each, Token place, StringRef name) {
  if (sizes.values.empty())
    file.error(sizes.place, "expected a size for y, x or both");
  if (dims && !dims->isMap()) {
    file.expected(*dims, "a map with the axes of 'size'");
    dims = nullptr;
  }
  MapReader sizeMap(file, sizes);
  std::optional<MapReader> dimsMap;
  if (dims)
    dimsMap.emplace(file, *dims);
  for (StringRef axis : {"y", "x"}) {
    const YamlValue *size = sizeMap.get(axis);
    if (!size)
      continue;
    Array array = each;
    values.integer(*size, maxSize, array.size);
    if (const YamlValue *allowed = dimsMap ? dimsMap->get(axis) : nullptr)
      values.set(*allowed, array.dims);
    add(place, name + "(" + axis.upper() + ")", array);
  }
  sizeMap.finish();
  if (dimsMap)
    dimsMap->finish();
}

std::optional<Accelerator>
neurospector::parseAcceleratorYaml(llvm::MemoryBufferRef buffer,
                                   DiagnosticHandler handler) {
  return YamlReader(buffer, handler).read();
}
