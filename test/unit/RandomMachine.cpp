//===- RandomMachine.cpp - Random machines --------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomMachine.h"
#include "neurospector/Config/Config.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;
using namespace neurospector::test;

Chooser::~Chooser() = default;

//===----------------------------------------------------------------------===//
// Machines of any shape
//===----------------------------------------------------------------------===//

static DimSet randomDims(Chooser &chooser) {
  if (!chooser.oneIn(3))
    return DimSet::all();
  DimSet dims;
  for (Dim dim : allDims)
    if (chooser.below(3))
      dims.insert(dim);
  return dims;
}

/// \p scale elements are what tiles here may have, roughly.
static void drawRooms(Chooser &chooser, Memory &memory, int64_t scale,
                      const PerOperand<int64_t> &bits) {
  int64_t widest = *std::max_element(bits.begin(), bits.end());
  auto size = [&] {
    return widest * scale * chooser.pick({1, 2, 3, 6, 12, 40}) -
           (chooser.oneIn(4) ? 1 : 0);
  };
  // Operands by room; 3: in none. One that passes by may be in a room, too.
  PerOperand<unsigned> roomOf;
  switch (chooser.below(4)) {
  case 0: // one for all that it holds
    roomOf = {0, 0, 0};
    break;
  case 1: // one for each
    roomOf = {0, 1, 2};
    break;
  default:
    for (unsigned &room : roomOf)
      room = chooser.below(4);
  }
  for (unsigned room = 0; room < 3; ++room) {
    OperandSet operands;
    for (Operand op : allOperands)
      if (roomOf[index(op)] == room &&
          (memory.holds.contains(op) || chooser.oneIn(4)))
        operands.insert(op);
    if (!operands.empty())
      memory.rooms.push_back({operands, size()});
  }
}

static void drawAccess(Chooser &chooser, Memory &memory, double scale) {
  bool sameEnergies = chooser.flip();
  for (Operand op : allOperands) {
    unsigned i = index(op);
    memory.readEnergy[i] = chooser.real(0, scale);
    memory.writeEnergy[i] =
        sameEnergies ? memory.readEnergy[i] : chooser.real(0, scale);
    if (!memory.holds.contains(op) && chooser.flip())
      memory.passEnergy[i] = chooser.real(0, scale / 4);
    memory.accessCycles[i] = chooser.pick({1.0, 1.0, 2.0, 1.5, 0.25});
  }
  if (chooser.flip())
    memory.accessCycles.fill(chooser.pick({1.0, 1.0, 2.0, 0.0}));
  memory.staticPower = chooser.flip() ? chooser.real(0, 0.1) : 0;
  memory.bandwidth = chooser.pick({Bandwidth::Inside, Bandwidth::OnePort,
                                   Bandwidth::TwoPorts, Bandwidth::Inside,
                                   Bandwidth::OnePort, Bandwidth::Unlimited});
  if (memory.bandwidth != Bandwidth::Unlimited)
    memory.readBits = chooser.pick({3, 8, 16, 24, 50, 64});
  if (memory.bandwidth == Bandwidth::TwoPorts)
    memory.writeBits = chooser.pick({5, 8, 16, 32, 64});
  memory.separatePorts = chooser.oneIn(3);
  memory.wholeAccesses =
      memory.bandwidth != Bandwidth::Unlimited && chooser.oneIn(3);
}

/// \p inside: memories inside it; the further out, the larger and dearer.
static Memory drawMemory(Chooser &chooser, bool isOutermost, unsigned inside,
                         const PerOperand<int64_t> &bits) {
  Memory memory;
  if (!isOutermost && chooser.flip()) {
    unsigned set = 1 + chooser.below(7);
    for (Operand op : allOperands)
      if (!(set >> index(op) & 1))
        memory.holds.erase(op);
  }
  int64_t scale = int64_t(1) << 2 * inside;
  drawAccess(chooser, memory, (isOutermost ? 20.0 : 2.0) * (1 + inside));
  memory.doubleBuffered = chooser.oneIn(3);
  if (isOutermost ? chooser.oneIn(8) : !chooser.oneIn(6))
    drawRooms(chooser, memory, isOutermost ? 64 * scale : scale, bits);
  if (chooser.flip())
    memory.stationary = allOperands[chooser.below(3)];
  if (!isOutermost && chooser.oneIn(8)) {
    memory.steps = Factors::all(1); // a register
  } else if (chooser.oneIn(6)) {
    for (unsigned i = 1 + chooser.below(2); i > 0; --i)
      memory.steps[chooser.below(numDims)] = chooser.pick({1, 1, 2});
  }
  return memory;
}

Accelerator test::randomMachine(Chooser &chooser) {
  Accelerator machine;
  machine.name = "random";
  machine.bits.fill(chooser.pick({8, 16}));
  if (chooser.flip())
    machine.bits = {chooser.pick({4, 8, 16, 32}), chooser.pick({4, 8, 16, 32}),
                    chooser.pick({8, 16, 32})};
  machine.frequencyMHz = chooser.pick({200.0, 500.0, 1200.0});
  machine.macEnergy = chooser.real(0, 3);
  machine.macStaticPower = chooser.real(0, 0.1);
  machine.pipelined = chooser.flip();

  unsigned memories = 1 + chooser.below(5), arrays = chooser.below(4);
  auto addMemory = [&] {
    bool isOutermost = machine.levels.empty();
    --memories;
    machine.levels.push_back(
        {(isOutermost ? "DRAM" : "MEMORY" + llvm::Twine(memories)).str(),
         drawMemory(chooser, isOutermost, memories, machine.bits)});
  };
  auto addArray = [&](const llvm::Twine &axis, unsigned number) {
    machine.levels.push_back(
        {("ARRAY" + llvm::Twine(number) + axis).str(),
         Array{chooser.pick({2, 2, 3, 4, 5, 8, 1}), randomDims(chooser)}});
  };
  addMemory();
  while (memories + arrays > 0) {
    if (chooser.below(memories + arrays) < memories) {
      addMemory();
    } else if (arrays > 1 && chooser.oneIn(3)) {
      addArray("(Y)", arrays);
      addArray("(X)", arrays);
      arrays -= 2;
    } else {
      addArray("", arrays--);
    }
  }
  return machine;
}

bool test::fillSomeArrays(Chooser &chooser, Accelerator &machine) {
  bool any = false;
  for (Level &level : machine.levels)
    if (Array *array = level.array()) {
      // Seldom a different way along two axes.
      array->isSystolic = level.name.ends_with("(X)") && !chooser.oneIn(4)
                              ? any
                              : !chooser.oneIn(4);
      any |= array->isSystolic;
    }
  return any;
}

bool test::slideSomeMemories(Chooser &chooser, Accelerator &machine) {
  bool any = false;
  for (Level &level : llvm::drop_begin(machine.levels))
    if (Memory *memory = level.memory())
      if (memory->holds.contains(Operand::Input) && !chooser.oneIn(4))
        any = memory->sliding = true;
  return any;
}

//===----------------------------------------------------------------------===//
// Machines of the published shape
//===----------------------------------------------------------------------===//

namespace {

/// Writes the sections of a `.cfg` file.
class PublishedText {
public:
  explicit PublishedText(Chooser &chooser)
      : chooser(chooser), bytesPerElement(chooser.pick({1, 2})) {}

  std::string draw();

private:
  void array(llvm::StringRef section, std::initializer_list<int> sizes);
  void buffer(llvm::StringRef section, bool isGlobal);
  void access();
  std::string values(unsigned count, llvm::function_ref<std::string()> value);

  Chooser &chooser;
  int bytesPerElement;
  std::string text;
  llvm::raw_string_ostream os{text};
};

} // namespace

std::string PublishedText::values(unsigned count,
                                  llvm::function_ref<std::string()> value) {
  llvm::SmallVector<std::string> list;
  while (list.size() < count)
    list.push_back(value());
  return llvm::join(list, ",");
}

void PublishedText::array(llvm::StringRef section,
                          std::initializer_list<int> sizes) {
  os << '[' << section << "]\nSIZE_X=" << chooser.pick(sizes)
     << "\nSIZE_Y=" << chooser.pick({1, 1, 2}) << '\n';
  for (llvm::StringRef axis : {"X", "Y"})
    if (chooser.oneIn(4)) {
      llvm::SmallVector<llvm::StringRef> allowed;
      for (Dim dim : listDims(numPublishedPairs))
        if (chooser.below(3))
          allowed.push_back(name(dim));
      if (!allowed.empty())
        os << "CONSTRAINT_" << axis << '=' << llvm::join(allowed, ",") << '\n';
    }
}

void PublishedText::access() {
  auto number = [&](double high) {
    return [this, high] {
      return llvm::formatv("{0:F6}", chooser.real(0, high)).str();
    };
  };
  os << "UNIT_ACCESS_ENERGY=" << values(3, number(10))
     << "\nUNIT_STATIC_POWER=" << values(3, number(0.1)) << "\nUNIT_CYCLE="
     << values(3, [&] { return std::to_string(chooser.pick({1, 1, 2, 3})); })
     << "\nBANDWIDTH=" << chooser.pick({3, 8, 16, 24, 50, 64}) << '\n';
}

/// A dataflow, an operand that it does not keep bypassing now and then, and
/// room for one, two or three parts.
void PublishedText::buffer(llvm::StringRef section, bool isGlobal) {
  unsigned stationary = chooser.below(3);
  llvm::SmallVector<llvm::StringRef> bypass;
  for (Operand op : allOperands)
    if (index(op) != stationary && chooser.oneIn(4))
      bypass.push_back(name(op));
  unsigned parts = chooser.pick({1, 3});
  if (isGlobal && bypass.size() == 1 && chooser.flip())
    parts = 2;
  // A buffer of one element of each operand takes no loops.
  bool isRegister = chooser.oneIn(10);
  if (isRegister)
    parts = 3;
  auto elements = [&] {
    return isRegister ? 1
           : isGlobal ? chooser.pick({4, 8, 16, 30, 60, 200})
                      : chooser.pick({1, 2, 3, 6, 12, 40});
  };
  os << '[' << section
     << "]\nDATAFLOW=" << dataflowName(allOperands[stationary]) << '\n';
  if (!bypass.empty())
    os << "BYPASS=" << llvm::join(bypass, ",") << '\n';
  os << "BUFFER_SIZE=" << values(parts, [&] {
    return std::to_string(bytesPerElement * elements());
  }) << '\n';
  if (!isRegister && chooser.oneIn(6)) {
    unsigned dim = chooser.pick({0, 2, 4}), i = 0;
    int factor = chooser.pick({1, 2});
    os << "CONSTRAINT=" << values(numPublishedDims, [&] {
      return std::to_string(i++ == dim ? factor : 0);
    }) << '\n';
  }
  access();
}

std::string PublishedText::draw() {
  os << "[ACCELERATOR]\nNAME=random\nPRECISION=INT" << bytesPerElement * 8
     << "\nFREQUENCY=200\nUNIT_MAC_ENERGY="
     << llvm::formatv("{0:F6}", chooser.real(0, 3))
     << "\nUNIT_MAC_STATIC=" << llvm::formatv("{0:F6}", chooser.real(0, 0.1))
     << '\n';
  if (chooser.flip())
    array("MAC_ARRAY", {1, 2, 3});
  array("PE_ARRAY", {1, 2, 4, 5});
  buffer("LOCAL_BUFFER", false);
  if (!chooser.oneIn(4)) {
    buffer("GLOBAL_BUFFER", true);
    if (chooser.flip())
      array("MULTI_CHIPS", {2, 3});
  }
  os << "[DRAM]\n";
  access();
  return text;
}

Accelerator test::randomPublishedMachine(Chooser &chooser) {
  std::string text = PublishedText(chooser).draw();
  std::optional<Accelerator> machine = parseAccelerator(
      {text, "random.cfg"}, [&](const llvm::SMDiagnostic &diagnostic) {
        // Room for too little is a warning.
        if (diagnostic.getKind() == llvm::SourceMgr::DK_Error)
          diagnostic.print("RandomMachine", llvm::errs());
      });
  if (!machine)
    llvm::report_fatal_error("a random machine does not parse");
  if (chooser.flip())
    return *machine;
  return machine->withBits({chooser.pick({4, 8, 16, 32}),
                            chooser.pick({4, 8, 16, 32}),
                            chooser.pick({8, 16, 32})});
}
