//===- AcceleratorConfig.cpp - Accelerator files of NeuroSpector ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A `.cfg` file describes one kind of machine: DRAM, chips, a global buffer per
// chip, PEs with a local buffer each, MAC units in each PE. Here it becomes a
// list of levels like any other (`PublishedShape`), which the keys say by other
// words:
//
//   DATAFLOW      the order of the loops in the level outside the buffer, whose
//                 `stationary` it is
//   BUFFER_SIZE   one room, a room per operand on ports of their own, or one
//                 room and one for the operand that bypasses
//   BYPASS        of GLOBAL_BUFFER: not held; of LOCAL_BUFFER: held, in no room
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace neurospector;
using llvm::Twine;

namespace {

/// A section MAC_ARRAY, PE_ARRAY or MULTI_CHIPS; missing: one unit.
struct TwoAxes {
  Array y, x;
};

/// A section LOCAL_BUFFER or GLOBAL_BUFFER.
struct Buffer {
  Memory memory;
  Operand dataflow = Operand::Weight;
};

class AcceleratorReader {
public:
  AcceleratorReader(llvm::MemoryBufferRef buffer, DiagnosticHandler handler)
      : file(buffer, handler, "ACCELERATOR") {}

  std::optional<Accelerator> read();

private:
  void readGeneral();
  TwoAxes readArray(llvm::StringRef name);
  void readConstraint(SectionReader &reader, llvm::StringRef key, DimSet &set);
  Buffer readBuffer(const CfgSection &section, bool isGlobal);
  OperandSet readBypass(SectionReader &reader);
  bool readCapacity(SectionReader &reader, OperandSet bypassed, bool isGlobal,
                    Memory &memory);
  std::optional<int64_t> bits(Token bytes, int64_t minimum);
  void readAccess(SectionReader &reader, Memory &memory);
  Memory readDram(const CfgSection &section);

  void add(llvm::StringRef name, Memory memory);
  void add(llvm::StringRef name, const TwoAxes &array);

  CfgFile file;
  Accelerator result;
};

} // namespace

std::optional<Accelerator> AcceleratorReader::read() {
  file.warnUnknownSections({"ACCELERATOR", "MAC_ARRAY", "LOCAL_BUFFER",
                            "PE_ARRAY", "GLOBAL_BUFFER", "MULTI_CHIPS",
                            "DRAM"});
  readGeneral();
  TwoAxes macs = readArray("MAC_ARRAY");
  TwoAxes pes = readArray("PE_ARRAY");
  TwoAxes chips = readArray("MULTI_CHIPS");
  Buffer local;
  if (const CfgSection *section = file.find("LOCAL_BUFFER", true))
    local = readBuffer(*section, /*isGlobal=*/false);
  std::optional<Buffer> global;
  if (const CfgSection *section = file.find("GLOBAL_BUFFER", false))
    global = readBuffer(*section, /*isGlobal=*/true);
  Memory dram;
  if (const CfgSection *section = file.find("DRAM", true))
    dram = readDram(*section);
  if (!file.ok())
    return std::nullopt;

  dram.stationary = global ? global->dataflow : local.dataflow;
  add("DRAM", std::move(dram));
  add("MULTI_CHIPS", chips);
  if (global) {
    global->memory.stationary = local.dataflow;
    add("GLOBAL_BUFFER", std::move(global->memory));
  }
  add("PE_ARRAY", pes);
  add("LOCAL_BUFFER", std::move(local.memory));
  add("MAC_ARRAY", macs);
  if (llvm::Error error = result.verify()) {
    file.error(file.find("ACCELERATOR", true)->name,
               llvm::toString(std::move(error)));
    return std::nullopt;
  }
  return result;
}

void AcceleratorReader::add(llvm::StringRef name, Memory memory) {
  result.levels.push_back({name.str(), std::move(memory)});
}

/// An axis of one unit is no level.
void AcceleratorReader::add(llvm::StringRef name, const TwoAxes &array) {
  if (array.y.size != 1)
    result.levels.push_back({(name + "(Y)").str(), array.y});
  if (array.x.size != 1)
    result.levels.push_back({(name + "(X)").str(), array.x});
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
    if (digits.getAsInteger(10, bits) || bits < 1 ||
        bits > ConfigFile::maxPrecision)
      file.error(*word,
                 "expected a precision such as INT16, found '" + *word + "'");
    else
      result.bits.fill(bits);
  }
  if (auto value = reader.get("FREQUENCY", true)) {
    constexpr double highest = 1e5; // 100 GHz
    result.frequencyMHz = file.frequency(*value).value_or(result.frequencyMHz);
    if (result.frequencyMHz > highest)
      file.warning(*value,
                   "a frequency in MHz of " + *value + " is not plausible");
  }
  reader.real("UNIT_MAC_ENERGY", true, result.macEnergy);
  reader.real("UNIT_MAC_STATIC", false, result.macStaticPower);
  // Parts of UNIT_MAC_ENERGY that some published files give beside it.
  reader.ignore("UNIT_MUL_ENERGY");
  reader.ignore("UNIT_ADD_ENERGY");
  reader.reportUnusedKeys();
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

TwoAxes AcceleratorReader::readArray(llvm::StringRef name) {
  TwoAxes array;
  const CfgSection *section = file.find(name, false);
  if (!section)
    return array;
  SectionReader reader(file, *section);
  reader.integer("SIZE_X", true, 1, array.x.size);
  reader.integer("SIZE_Y", false, 1, array.y.size);
  readConstraint(reader, "CONSTRAINT_X", array.x.dims);
  readConstraint(reader, "CONSTRAINT_Y", array.y.dims);
  reader.ignore("TYPE");
  reader.reportUnusedKeys();
  return array;
}

void AcceleratorReader::readAccess(SectionReader &reader, Memory &memory) {
  reader.perOperand("UNIT_ACCESS_ENERGY", true, memory.readEnergy);
  memory.writeEnergy = memory.readEnergy;
  PerOperand<double> power = {0, 0, 0};
  reader.perOperand("UNIT_STATIC_POWER", false, power);
  memory.staticPower = power[0] + power[1] + power[2];
  reader.perOperand("UNIT_CYCLE", false, memory.accessCycles);
  memory.bandwidth = Bandwidth::Inside;
  reader.integer("BANDWIDTH", true, 1, memory.readBits);
  if (auto value = reader.get("CONSTRAINT", false))
    memory.steps = file.factors(*value, 0).value_or(memory.steps);
  reader.ignore("TYPE");
}

OperandSet AcceleratorReader::readBypass(SectionReader &reader) {
  OperandSet bypassed;
  if (auto value = reader.get("BYPASS", false))
    for (Token item : file.splitList(*value))
      if (auto op = file.operand(item))
        bypassed.insert(*op);
  return bypassed;
}

static OperandSet allBut(OperandSet excluded) {
  OperandSet result = OperandSet::all();
  for (Operand op : allOperands)
    if (excluded.contains(op))
      result.erase(op);
  return result;
}

static unsigned countOf(OperandSet operands) {
  return llvm::count_if(allOperands,
                        [&](Operand op) { return operands.contains(op); });
}

std::optional<int64_t> AcceleratorReader::bits(Token bytes, int64_t minimum) {
  std::optional<int64_t> value = file.integer(bytes, minimum);
  if (!value)
    return std::nullopt;
  Count bits = Count(*value) * 8;
  if (bits.overflowed())
    file.error(bytes, "buffer size " + bytes + " exceeds 64 bits");
  else if (bits.get() > maxSize)
    file.error(bytes, "buffer size " + bytes + " exceeds 2^52 bits");
  return bits.get();
}

/// \p sizes of exactly one element for each operand.
static bool areOneElementEach(llvm::ArrayRef<int64_t> sizes,
                              int64_t elementBits) {
  if (sizes.size() == 1)
    return sizes[0] / elementBits == 3;
  return sizes.size() == 3 && llvm::all_of(sizes, [&](int64_t size) {
           return size / elementBits == 1;
         });
}

/// `102,400` is two sizes, but looks like one number.
static void warnOfCommas(CfgFile &file, Token value,
                         llvm::ArrayRef<Token> items) {
  bool looksLikeOne = llvm::all_of(llvm::drop_begin(items),
                                   [](Token item) { return item.size() == 3; });
  bool hasLeadingZero = llvm::any_of(llvm::drop_begin(items), [](Token item) {
    return item.size() > 1 && item.starts_with("0");
  });
  if (looksLikeOne && !value.contains(' ') &&
      (items.size() == 2 || (items.size() == 3 && hasLeadingZero)))
    file.warning(value, "read as " + Twine(items.size()) +
                            " sizes; a number has no commas");
}

/// True if the buffer is a register.
bool AcceleratorReader::readCapacity(SectionReader &reader, OperandSet bypassed,
                                     bool isGlobal, Memory &memory) {
  std::optional<Token> value = reader.get("BUFFER_SIZE", true);
  if (!value)
    return false;
  llvm::SmallVector<Token, 9> items = file.splitList(*value);
  bool isSeparate = items.size() == 3;
  bool isTwoPart = items.size() == 2 && isGlobal;
  if (!isSeparate && !isTwoPart && items.size() != 1) {
    file.error(*value, Twine("expected one size in bytes (shared)") +
                           (isGlobal ? ", two (kept, bypassed)" : "") +
                           " or three (input, weight, output), found " +
                           Twine(items.size()));
    return false;
  }
  if (isTwoPart && countOf(bypassed) != 1)
    file.error(*value, "two sizes need exactly one operand in BYPASS");

  llvm::SmallVector<int64_t, 3> sizes;
  for (auto [i, item] : llvm::enumerate(items)) {
    bool mayBeEmpty = isSeparate && bypassed.contains(allOperands[i]);
    std::optional<int64_t> size = bits(item, mayBeEmpty ? 0 : 1);
    if (!size)
      return false;
    sizes.push_back(*size);
  }
  warnOfCommas(file, *value, items);
  memory.separatePorts = isSeparate;
  if (isSeparate) {
    for (Operand op : allOperands)
      if (!bypassed.contains(op))
        memory.rooms.push_back({{op}, sizes[index(op)]});
  } else {
    memory.rooms.push_back({allBut(bypassed), sizes[0]});
    if (isTwoPart)
      memory.rooms.push_back({bypassed, sizes[1]});
  }
  if (file.ok())
    file.warnOfSmallRooms(*value, memory, result.bits);
  return areOneElementEach(sizes, result.bits.front());
}

Buffer AcceleratorReader::readBuffer(const CfgSection &section, bool isGlobal) {
  SectionReader reader(file, section);
  Buffer buffer;
  Memory &memory = buffer.memory;
  OperandSet bypassed = readBypass(reader);
  if (auto value = reader.get("DATAFLOW", true)) {
    buffer.dataflow = file.dataflow(*value).value_or(buffer.dataflow);
    if (bypassed.contains(buffer.dataflow))
      file.error(*value, "dataflow " + dataflowName(buffer.dataflow) +
                             " keeps the " + name(buffer.dataflow) +
                             ", which BYPASS excludes");
  }
  bool isRegister = readCapacity(reader, bypassed, isGlobal, memory);
  readAccess(reader, memory);
  reader.reportUnusedKeys();
  if (isRegister)
    for (int64_t &steps : memory.steps)
      steps = std::max<int64_t>(steps, 1);
  memory.wholeAccesses = !isGlobal;
  if (!isGlobal)
    return buffer;
  memory.holds = allBut(bypassed);
  for (Operand op : allOperands)
    if (bypassed.contains(op)) {
      memory.passEnergy[index(op)] = memory.readEnergy[index(op)];
      memory.readEnergy[index(op)] = memory.writeEnergy[index(op)] = 0;
    }
  return buffer;
}

Memory AcceleratorReader::readDram(const CfgSection &section) {
  SectionReader reader(file, section);
  Memory memory;
  readAccess(reader, memory);
  reader.ignore("SIZE");
  reader.ignore("SIZE_MB");
  reader.reportUnusedKeys();
  return memory;
}

std::optional<Accelerator>
neurospector::parseAccelerator(llvm::MemoryBufferRef buffer,
                               DiagnosticHandler handler) {
  return AcceleratorReader(buffer, handler).read();
}
