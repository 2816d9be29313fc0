//===- AcceleratorConfig.cpp - Accelerator files --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <limits>

using namespace neurospector;
using llvm::Twine;

namespace {

class AcceleratorReader {
public:
  AcceleratorReader(llvm::MemoryBufferRef buffer, DiagnosticHandler handler)
      : file(buffer, handler) {}

  std::optional<Accelerator> read();

private:
  void readGeneral();
  void readArray(llvm::StringRef name, SpatialArray &array);
  void readConstraint(SectionReader &reader, llvm::StringRef key, DimSet &set);
  void readBuffer(const CfgSection &section, Buffer &buffer);
  void readBypass(SectionReader &reader, Buffer &buffer);
  void readCapacity(SectionReader &reader, bool twoPartAllowed, Buffer &buffer);
  void readDram(const CfgSection &section);
  void readAccess(SectionReader &reader, Buffer &buffer);

  CfgFile file;
  Accelerator result;
};

} // namespace

std::optional<Accelerator> AcceleratorReader::read() {
  file.warnUnknownSections({"ACCELERATOR", "MAC_ARRAY", "LOCAL_BUFFER",
                            "PE_ARRAY", "GLOBAL_BUFFER", "MULTI_CHIPS",
                            "DRAM"});
  readGeneral();
  readArray("MAC_ARRAY", result.macArray);
  readArray("PE_ARRAY", result.peArray);
  readArray("MULTI_CHIPS", result.chips);
  if (const CfgSection *section = file.find("LOCAL_BUFFER", true))
    readBuffer(*section, result.localBuffer);
  if (const CfgSection *section = file.find("GLOBAL_BUFFER", false))
    readBuffer(*section, result.globalBuffer.emplace());
  if (const CfgSection *section = file.find("DRAM", true))
    readDram(*section);
  if (!file.ok())
    return std::nullopt;
  if (llvm::Error error = result.verify()) {
    file.error(file.find("ACCELERATOR", true)->name,
               llvm::toString(std::move(error)));
    return std::nullopt;
  }
  return result;
}

void AcceleratorReader::readGeneral() {
  const CfgSection *section = file.find("ACCELERATOR", true);
  if (!section)
    return;
  SectionReader reader(file, *section);
  if (auto name = reader.get("NAME", true))
    result.name = cleanText(name->lower());
  if (auto word = reader.get("PRECISION", true)) {
    llvm::StringRef digits = word->drop_while(llvm::isAlpha);
    int64_t bits;
    if (digits.getAsInteger(10, bits) || bits < 1 || bits > 1024)
      file.error(*word,
                 "expected a precision such as INT16, found '" + *word + "'");
    else
      result.precisionBits = bits;
  }
  if (auto value = reader.get("FREQUENCY", true)) {
    result.frequencyMHz = file.real(*value, 0).value_or(result.frequencyMHz);
    if (result.frequencyMHz == 0)
      file.error(*value,
                 "expected a positive frequency in MHz, found " + *value);
    else if (result.frequencyMHz < 1 / maxQuantity)
      file.error(*value, "expected at least 1e-30, found " + *value);
  }
  reader.real("UNIT_MAC_ENERGY", true, 0, result.macEnergy);
  reader.real("UNIT_MAC_STATIC", false, 0, result.macStaticPower);
  // Parts of UNIT_MAC_ENERGY that some published files give beside it.
  reader.ignore("UNIT_MUL_ENERGY");
  reader.ignore("UNIT_ADD_ENERGY");
  reader.warnUnusedKeys();
}

void AcceleratorReader::readConstraint(SectionReader &reader,
                                       llvm::StringRef key, DimSet &set) {
  std::optional<Token> value = reader.get(key, false);
  if (!value)
    return;
  set = DimSet();
  for (Token item : file.splitList(*value))
    if (auto dim = file.dimension(item))
      set.insert(*dim);
}

void AcceleratorReader::readArray(llvm::StringRef name, SpatialArray &array) {
  const CfgSection *section = file.find(name, false);
  if (!section)
    return;
  SectionReader reader(file, *section);
  reader.integer("SIZE_X", true, 1, array.sizeX);
  reader.integer("SIZE_Y", false, 1, array.sizeY);
  readConstraint(reader, "CONSTRAINT_X", array.allowedX);
  readConstraint(reader, "CONSTRAINT_Y", array.allowedY);
  reader.ignore("TYPE");
  reader.warnUnusedKeys();
}

void AcceleratorReader::readAccess(SectionReader &reader, Buffer &buffer) {
  reader.perOperand("UNIT_ACCESS_ENERGY", true, buffer.accessEnergy);
  reader.perOperand("UNIT_STATIC_POWER", false, buffer.staticPower);
  reader.perOperand("UNIT_CYCLE", false, buffer.cyclesPerAccess);
  reader.integer("BANDWIDTH", true, 1, buffer.bandwidthBits);
  if (auto value = reader.get("CONSTRAINT", false))
    buffer.required = file.factors(*value, 0).value_or(buffer.required);
  reader.ignore("TYPE");
}

void AcceleratorReader::readBypass(SectionReader &reader, Buffer &buffer) {
  if (auto value = reader.get("BYPASS", false))
    for (Token item : file.splitList(*value))
      if (auto op = file.operand(item))
        buffer.bypass[index(*op)] = true;
}

void AcceleratorReader::readCapacity(SectionReader &reader, bool twoPartAllowed,
                                     Buffer &buffer) {
  std::optional<Token> value = reader.get("BUFFER_SIZE", true);
  if (!value)
    return;
  llvm::SmallVector<Token, 9> items = file.splitList(*value);
  if (items.size() == 3)
    buffer.sharing = Sharing::Separate;
  else if (items.size() == 2 && twoPartAllowed)
    buffer.sharing = Sharing::TwoPart;
  else if (items.size() != 1) {
    file.error(*value, Twine("expected one size in bytes (shared)") +
                           (twoPartAllowed ? ", two (kept, bypassed)" : "") +
                           " or three (input, weight, output), found " +
                           Twine(items.size()));
    return;
  }
  if (buffer.sharing == Sharing::TwoPart &&
      llvm::count(buffer.bypass, true) != 1)
    file.error(*value, "two sizes need exactly one operand in BYPASS");
  for (auto [i, item] : llvm::enumerate(items)) {
    bool mayBeEmpty = buffer.sharing == Sharing::Separate && buffer.bypass[i];
    std::optional<int64_t> bytes = file.integer(item, mayBeEmpty ? 0 : 1);
    if (!bytes)
      return;
    Count bits = Count(*bytes) * 8;
    if (bits.overflowed())
      file.error(item, "buffer size " + item + " exceeds 64 bits");
    else if (bits.get() > maxSize)
      file.error(item, "buffer size " + item + " exceeds 2^52 bits");
    buffer.capacityBits[i] = bits.get();
  }
}

void AcceleratorReader::readBuffer(const CfgSection &section, Buffer &buffer) {
  SectionReader reader(file, section);
  bool isGlobal = section.name.equals_insensitive("GLOBAL_BUFFER");
  readBypass(reader, buffer);
  if (auto value = reader.get("DATAFLOW", true)) {
    buffer.dataflow = file.dataflow(*value).value_or(buffer.dataflow);
    Operand kept = stationaryOperand(buffer.dataflow);
    if (buffer.bypasses(kept))
      file.error(*value, "dataflow " + name(buffer.dataflow) + " keeps the " +
                             name(kept) + ", which BYPASS excludes");
  }
  readCapacity(reader, isGlobal, buffer);
  readAccess(reader, buffer);
  reader.warnUnusedKeys();
}

void AcceleratorReader::readDram(const CfgSection &section) {
  SectionReader reader(file, section);
  readAccess(reader, result.dram);
  reader.ignore("SIZE");
  reader.ignore("SIZE_MB");
  reader.warnUnusedKeys();
}

std::optional<Accelerator>
neurospector::parseAccelerator(llvm::MemoryBufferRef buffer,
                               DiagnosticHandler handler) {
  return AcceleratorReader(buffer, handler).read();
}

//===----------------------------------------------------------------------===//
// Writer
//===----------------------------------------------------------------------===//

/// The shortest decimal that reads back as \p value.
static std::string shortest(double value) {
  for (int digits = 1; digits < std::numeric_limits<double>::max_digits10;
       ++digits) {
    std::string text;
    llvm::raw_string_ostream(text) << llvm::format("%.*g", digits, value);
    double back;
    if (!llvm::StringRef(text).getAsDouble(back) && back == value)
      return text;
  }
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%.17g", value);
  return text;
}

static void printPerOperand(llvm::raw_ostream &os, llvm::StringRef key,
                            const PerOperand<double> &values) {
  os << key << '=' << shortest(values[0]) << ',' << shortest(values[1]) << ','
     << shortest(values[2]) << '\n';
}

static void printAllowed(llvm::raw_ostream &os, llvm::StringRef key,
                         DimSet dims) {
  if (dims == DimSet::all())
    return;
  llvm::SmallVector<llvm::StringRef> names;
  for (Dim dim : allDims)
    if (dims.contains(dim))
      names.push_back(name(dim));
  os << key << '=' << llvm::join(names, ",") << '\n';
}

static void printArray(llvm::raw_ostream &os, llvm::StringRef section,
                       const SpatialArray &array) {
  if (array.units() == 1)
    return;
  os << "\n[" << section << "]\nTYPE=SPATIAL\nSIZE_X=" << array.sizeX
     << "\nSIZE_Y=" << array.sizeY << '\n';
  printAllowed(os, "CONSTRAINT_X", array.allowedX);
  printAllowed(os, "CONSTRAINT_Y", array.allowedY);
}

static void printBuffer(llvm::raw_ostream &os, llvm::StringRef section,
                        const Buffer &buffer, bool isDram) {
  os << "\n[" << section << "]\nTYPE=TEMPORAL\n";
  if (!isDram) {
    os << "DATAFLOW=" << name(buffer.dataflow) << "\nBUFFER_SIZE=";
    unsigned rooms = buffer.sharing == Sharing::Shared    ? 1
                     : buffer.sharing == Sharing::TwoPart ? 2
                                                          : 3;
    for (unsigned i = 0; i < rooms; ++i)
      os << (i ? "," : "") << buffer.capacityBits[i] / 8;
    os << '\n';
    llvm::SmallVector<std::string> bypassed;
    for (Operand op : allOperands)
      if (buffer.bypasses(op))
        bypassed.push_back(name(op).upper());
    if (!bypassed.empty())
      os << "BYPASS=" << llvm::join(bypassed, ",") << '\n';
  }
  printPerOperand(os, "UNIT_ACCESS_ENERGY", buffer.accessEnergy);
  printPerOperand(os, "UNIT_STATIC_POWER", buffer.staticPower);
  printPerOperand(os, "UNIT_CYCLE", buffer.cyclesPerAccess);
  os << "BANDWIDTH=" << buffer.bandwidthBits << '\n';
  if (buffer.required != Factors::all(0))
    os << "CONSTRAINT="
       << listValues(
              listFactors(buffer.required, listedPairs(buffer.required, 0)))
       << '\n';
}

void neurospector::printAccelerator(llvm::raw_ostream &os,
                                    const Accelerator &accelerator) {
  os << "[ACCELERATOR]\nNAME=" << llvm::StringRef(accelerator.name).upper()
     << "\nPRECISION=INT" << accelerator.precisionBits
     << "\nFREQUENCY=" << shortest(accelerator.frequencyMHz)
     << "\nUNIT_MAC_ENERGY=" << shortest(accelerator.macEnergy)
     << "\nUNIT_MAC_STATIC=" << shortest(accelerator.macStaticPower) << '\n';
  printArray(os, "MAC_ARRAY", accelerator.macArray);
  printBuffer(os, "LOCAL_BUFFER", accelerator.localBuffer, false);
  printArray(os, "PE_ARRAY", accelerator.peArray);
  if (accelerator.globalBuffer)
    printBuffer(os, "GLOBAL_BUFFER", *accelerator.globalBuffer, false);
  printArray(os, "MULTI_CHIPS", accelerator.chips);
  printBuffer(os, "DRAM", accelerator.dram, true);
}
