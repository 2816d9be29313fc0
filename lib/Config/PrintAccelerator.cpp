//===- PrintAccelerator.cpp - Any machine as YAML -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The writer: what differs from the defaults, in the shortest form that reads
// back as the same value.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"

#include <charconv>

using namespace neurospector;
using llvm::StringRef;

/// The shortest decimal that reads back as \p value.
static std::string shortest(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, std::end(digits), value).ptr};
}

/// A plain word where no reader of YAML takes it for something else.
static std::string quoteName(StringRef name) {
  static constexpr StringRef special[] = {"true", "false", "null", "yes", "no",
                                          "on",   "off",   "y",    "n"};
  std::string clean = cleanText(name);
  bool isPlain =
      !clean.empty() && (llvm::isAlpha(clean[0]) || clean[0] == '_') &&
      llvm::all_of(clean,
                   [](char c) {
                     return llvm::isAlnum(c) || StringRef("_-.()").contains(c);
                   }) &&
      llvm::none_of(special, [&](StringRef word) {
        return word.equals_insensitive(clean);
      });
  return isPlain ? clean : '"' + llvm::yaml::escape(clean, false) + '"';
}

static std::string list(llvm::ArrayRef<std::string> items) {
  return '[' + llvm::join(items, ", ") + ']';
}

template <typename Values, typename Set>
static std::string list(const Values &all, const Set &set) {
  llvm::SmallVector<std::string> names;
  for (auto value : all)
    if (set.contains(value))
      names.push_back(name(value).str());
  return list(names);
}

static std::string list(DimSet dims) { return list(allDims, dims); }
static std::string list(OperandSet operands) {
  return list(allOperands, operands);
}

/// One of \p texts for all operands, or a map of those that are not \p unused.
static std::string perOperand(const PerOperand<std::string> &texts,
                              StringRef unused) {
  if (llvm::all_equal(texts))
    return texts.front();
  llvm::SmallVector<std::string> items;
  for (Operand op : allOperands)
    if (texts[index(op)] != unused)
      items.push_back((name(op) + ": " + texts[index(op)]).str());
  return '{' + llvm::join(items, ", ") + '}';
}

template <typename T>
static PerOperand<std::string> texts(const PerOperand<T> &values) {
  if constexpr (std::is_floating_point_v<T>)
    return {shortest(values[0]), shortest(values[1]), shortest(values[2])};
  else
    return {llvm::itostr(values[0]), llvm::itostr(values[1]),
            llvm::itostr(values[2])};
}

//===----------------------------------------------------------------------===//
// Levels
//===----------------------------------------------------------------------===//

namespace {

/// Writes the keys of one memory.
class MemoryWriter {
public:
  MemoryWriter(llvm::raw_ostream &os, const Memory &memory)
      : os(os), memory(memory) {}

  void write();

private:
  llvm::raw_ostream &key(StringRef name) {
    return os << "    " << name << ": ";
  }
  void writeRooms();
  std::string energy() const;
  void writeBandwidth();
  void writeSteps();

  llvm::raw_ostream &os;
  const Memory &memory;
};

} // namespace

void MemoryWriter::writeRooms() {
  if (memory.rooms.empty())
    return;
  if (memory.rooms.size() == 1 &&
      memory.rooms.front().operands == memory.holds) {
    key("capacity") << sizeText(memory.rooms.front().bits) << '\n';
    return;
  }
  llvm::SmallVector<std::string> rooms;
  for (const Room &room : memory.rooms)
    rooms.push_back("{operands: " + list(room.operands) +
                    ", size: " + sizeText(room.bits) + "}");
  key("capacity") << list(rooms) << '\n';
}

std::string MemoryWriter::energy() const {
  PerOperand<std::string> result;
  for (auto [text, read, write] :
       llvm::zip(result, memory.readEnergy, memory.writeEnergy))
    text = read == write ? shortest(read)
                         : "{read: " + shortest(read) +
                               ", write: " + shortest(write) + "}";
  return perOperand(result, "0");
}

void MemoryWriter::writeBandwidth() {
  std::string read = llvm::itostr(memory.readBits);
  switch (memory.bandwidth) {
  case Bandwidth::Unlimited:
    return;
  case Bandwidth::Inside:
    key("bandwidth") << "{inside: " << read << "}\n";
    return;
  case Bandwidth::OnePort:
    key("bandwidth") << read << '\n';
    return;
  case Bandwidth::TwoPorts:
    key("bandwidth") << "{read: " << read << ", write: " << memory.writeBits
                     << "}\n";
  }
}

void MemoryWriter::writeSteps() {
  llvm::SmallVector<std::string> steps;
  for (Dim dim : allDims)
    if (int64_t count = memory.steps[index(dim)])
      steps.push_back((name(dim) + ": " + llvm::itostr(count)).str());
  if (!steps.empty())
    key("steps") << '{' << llvm::join(steps, ", ") << "}\n";
}

void MemoryWriter::write() {
  constexpr PerOperand<double> zero = {0, 0, 0}, one = {1, 1, 1};
  if (memory.holds != OperandSet::all())
    key("holds") << list(memory.holds) << '\n';
  writeRooms();
  if (memory.readEnergy != zero || memory.writeEnergy != zero)
    key("energy") << energy() << '\n';
  if (memory.passEnergy != zero)
    key("pass_energy") << perOperand(texts(memory.passEnergy), "0") << '\n';
  writeBandwidth();
  if (memory.separatePorts)
    key("ports") << "separate\n";
  if (memory.wholeAccesses)
    key("whole_accesses") << "true\n";
  if (memory.accessCycles != one)
    key("access_cycles") << perOperand(texts(memory.accessCycles), "1") << '\n';
  if (memory.staticPower != 0)
    key("static") << shortest(memory.staticPower) << '\n';
  if (memory.doubleBuffered)
    key("double_buffered") << "true\n";
  if (memory.stationary)
    key("stationary") << name(*memory.stationary) << '\n';
  writeSteps();
  if (memory.sliding)
    key("sliding") << "true\n";
}

/// An array of one axis that has no name, or of an axis `y` or `x`, or of both.
static void printArray(llvm::raw_ostream &os, StringRef name,
                       llvm::ArrayRef<std::pair<StringRef, Array>> axes) {
  auto print = [&](StringRef key, auto textOf) {
    llvm::SmallVector<std::string> items;
    for (const auto &[axis, array] : axes)
      if (std::string text = textOf(array); !text.empty())
        items.push_back(axis.empty() ? text : (axis + ": " + text).str());
    if (items.empty())
      return;
    os << "    " << key << ": ";
    if (axes.front().first.empty())
      os << items.front() << '\n';
    else
      os << '{' << llvm::join(items, ", ") << "}\n";
  };
  os << "  - array: " << quoteName(name) << '\n';
  print("size", [](const Array &array) { return llvm::itostr(array.size); });
  print("dims", [](const Array &array) {
    return array.dims == DimSet::all() ? "" : list(array.dims);
  });
  if (axes.front().second.isSystolic)
    os << "    fill: systolic\n";
}

/// Prints the first of \p levels and, if they are two axes of one array, the
/// next one.
/// Returns how many it has printed.
static size_t printArrayAt(llvm::raw_ostream &os,
                           llvm::ArrayRef<Level> levels) {
  StringRef name = levels.front().name;
  const Array &first = *levels.front().array();
  constexpr size_t suffix = 3;
  bool isY = name.ends_with("(Y)"), isX = name.ends_with("(X)");
  if (name.size() == suffix || (!isY && !isX)) {
    printArray(os, name, {{"", first}});
    return 1;
  }
  name = name.drop_back(suffix);
  if (isY && levels.size() > 1 && levels[1].array() &&
      levels[1].name == (name + "(X)").str() &&
      levels[1].array()->isSystolic == first.isSystolic) {
    printArray(os, name, {{"y", first}, {"x", *levels[1].array()}});
    return 2;
  }
  printArray(os, name, {{isY ? "y" : "x", first}});
  return 1;
}

//===----------------------------------------------------------------------===//
// The machine
//===----------------------------------------------------------------------===//

static void printCompute(llvm::raw_ostream &os,
                         const Accelerator &accelerator) {
  llvm::SmallVector<std::string> items;
  if (accelerator.macEnergy != 0)
    items.push_back("energy: " + shortest(accelerator.macEnergy));
  if (accelerator.macStaticPower != 0)
    items.push_back("static: " + shortest(accelerator.macStaticPower));
  if (accelerator.pipelined)
    items.push_back("pipelined: true");
  if (!items.empty())
    os << "compute: {" << llvm::join(items, ", ") << "}\n";
}

void neurospector::printAccelerator(llvm::raw_ostream &os,
                                    const Accelerator &accelerator) {
  os << "# MHz, bits, pJ per element or MAC, mW per instance, bits per cycle\n"
     << "name: " << quoteName(accelerator.name)
     << "\nfrequency: " << shortest(accelerator.frequencyMHz)
     << "\nprecision: " << perOperand(texts(accelerator.bits), "") << '\n';
  printCompute(os, accelerator);
  os << "levels:\n";
  llvm::ArrayRef<Level> rest = accelerator.levels;
  while (!rest.empty()) {
    const Level &level = rest.front();
    if (const Memory *memory = level.memory()) {
      os << "  - memory: " << quoteName(level.name) << '\n';
      MemoryWriter(os, *memory).write();
      rest = rest.drop_front();
    } else {
      rest = rest.drop_front(printArrayAt(os, rest));
    }
  }
}
