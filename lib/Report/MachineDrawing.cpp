//===- MachineDrawing.cpp - A machine as a picture ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/MachineDrawing.h"
#include "Components.h"
#include "HtmlCharts.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

/// `read 64, write 64 bits per cycle`; empty if it is not limited.
static std::string describeBandwidth(const Memory &memory) {
  switch (memory.bandwidth) {
  case Bandwidth::Unlimited:
    return "";
  case Bandwidth::Inside:
    return llvm::formatv("{0} bits inwards", memory.readBits);
  case Bandwidth::OnePort:
    return llvm::formatv("{0} bits", memory.readBits);
  case Bandwidth::TwoPorts:
    return llvm::formatv("read {0}, write {1} bits", memory.readBits,
                         memory.writeBits);
  }
  llvm_unreachable("unknown bandwidth");
}

/// `24 B input, 448 B weight`; one room for all that is held needs no names.
static std::string describeRooms(const Memory &memory) {
  llvm::SmallVector<std::string> rooms;
  for (const Room &room : memory.rooms) {
    std::string text = sizeText(room.bits);
    if (room.operands != memory.holds)
      for (Operand op : allOperands)
        if (room.operands.contains(op))
          text += (" " + name(op)).str();
    rooms.push_back(std::move(text));
  }
  return llvm::join(rooms, ", ");
}

static std::string describe(const Memory &memory) {
  llvm::SmallVector<std::string> parts = {describeRooms(memory),
                                          describeBandwidth(memory)};
  if (memory.bandwidth != Bandwidth::Unlimited && memory.separatePorts)
    parts.back() += " per operand";
  if (!llvm::all_equal(memory.accessCycles) || memory.accessCycles[0] != 1) {
    auto [least, most] = std::minmax_element(memory.accessCycles.begin(),
                                             memory.accessCycles.end());
    parts.back() +=
        *least == *most
            ? llvm::formatv(" in {0:f1} cycles", *most).str()
            : llvm::formatv(" in {0:f1} to {1:f1} cycles", *least, *most).str();
  }
  if (memory.doubleBuffered)
    parts.push_back("double-buffered");
  llvm::erase_if(parts, [](const std::string &part) { return part.empty(); });
  return llvm::join(parts, "; ");
}

/// `K P C R`.
static std::string listDims(const Array &array) {
  if (array.dims == DimSet::all())
    return "any dimension";
  llvm::SmallVector<llvm::StringRef> names;
  for (Dim dim : allDims)
    if (array.dims.contains(dim))
      names.push_back(name(dim));
  return llvm::join(names, " ");
}

static std::string nameOf(const Level &level) {
  constexpr size_t longest = 40;
  return shorten(level.name, longest);
}

//===----------------------------------------------------------------------===//
// Picture
//===----------------------------------------------------------------------===//

namespace {

/// Draws from the top downwards.
class Drawing {
public:
  Drawing(llvm::raw_ostream &os, const Accelerator &machine)
      : os(os), machine(machine) {}

  void print();

private:
  static constexpr int width = 740, memoryHeight = 48, arrayHeight = 26,
                       headHeight = 62, macHeight = 40, inset = 7;
  /// Where the line of an operand is, the weight's first: a memory of inputs
  /// and of one of the others has its lines side by side.
  static int lineOf(Operand op) {
    constexpr PerOperand<int> lines = {160, 90, 230};
    return lines[index(op)];
  }
  static llvm::StringRef colorOf(Operand op) {
    constexpr PerOperand<llvm::StringLiteral> colors = {"#4c78a8", "#f58518",
                                                        "#54a24b"};
    return colors[index(op)];
  }
  int arrays() const {
    return static_cast<int>(llvm::count_if(
        machine.levels, [](const Level &level) { return level.array(); }));
  }
  int height() const {
    int memories = static_cast<int>(machine.levels.size()) - arrays();
    return headHeight + memories * memoryHeight +
           arrays() * (arrayHeight + inset) + macHeight + inset;
  }
  void text(int x, int y, llvm::StringRef attributes, llvm::StringRef words) {
    os << llvm::formatv("<text x=\"{0}\" y=\"{1}\"{2}>{3}</text>\n", x, y,
                        attributes, escapeHtml(words));
  }
  void drawHead();
  void drawFrames();
  void drawLines();
  void drawBox(int top, OperandSet operands, llvm::StringRef fill);
  void drawLevels();
  void label(int top, llvm::StringRef title, llvm::StringRef details);

  llvm::raw_ostream &os;
  const Accelerator &machine;
};

} // namespace

void Drawing::drawHead() {
  text(12, 22, " font-weight=\"bold\" font-size=\"15\"",
       llvm::formatv("{0}: {1} MAC unit{2}, {3}, {4} MHz", machine.name,
                     machine.macUnits(), machine.macUnits() == 1 ? "" : "s",
                     widths(machine),
                     llvm::formatv("{0:f0}", machine.frequencyMHz).str())
           .str());
  for (Operand op : allOperands)
    text(lineOf(op), headHeight - 14,
         llvm::formatv(" text-anchor=\"middle\" fill=\"{0}\"", colorOf(op))
             .str(),
         name(op));
}

/// Of the arrays, each from its top to the bottom of the picture, with an edge
/// of the next unit behind it.
void Drawing::drawFrames() {
  int top = headHeight, depth = 0;
  for (const Level &level : machine.levels) {
    if (level.memory()) {
      top += memoryHeight;
      continue;
    }
    int left = 8 + inset * depth;
    int bottom = height() - 4 - inset * depth;
    for (int behind : {4, 0})
      os << llvm::formatv(
          "<rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" rx=\"6\" "
          "fill=\"#fff\" stroke=\"#999\"/>\n",
          left + behind, top + 4 - behind, width - 16 - 2 * inset * depth,
          bottom - top - 4);
    top += arrayHeight;
    ++depth;
  }
}

void Drawing::drawLines() {
  int bottom = height() - inset * arrays() - macHeight;
  for (Operand op : allOperands)
    os << llvm::formatv("<path d=\"M{0} {1}V{2}\" stroke=\"{3}\" "
                        "stroke-width=\"3\"/>\n",
                        lineOf(op), headHeight, bottom, colorOf(op));
}

/// A frame over the lines of \p operands; the others pass in front of it.
void Drawing::drawBox(int top, OperandSet operands, llvm::StringRef fill) {
  constexpr int half = 34, boxHeight = 34;
  int left = width, right = 0;
  for (Operand op : allOperands)
    if (operands.contains(op)) {
      left = std::min(left, lineOf(op) - half);
      right = std::max(right, lineOf(op) + half);
    }
  os << llvm::formatv("<rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" "
                      "rx=\"4\" fill=\"{4}\" stroke=\"#444\"/>\n",
                      left, top, right - left, boxHeight, fill);
  for (Operand op : allOperands)
    if (operands.contains(op))
      os << llvm::formatv("<circle cx=\"{0}\" cy=\"{1}\" r=\"5\" "
                          "fill=\"{2}\"/>\n",
                          lineOf(op), top + boxHeight / 2, colorOf(op));
    else if (lineOf(op) > left && lineOf(op) < right)
      os << llvm::formatv("<path d=\"M{0} {1}v{2}\" stroke=\"{3}\" "
                          "stroke-width=\"3\"/>\n",
                          lineOf(op), top, boxHeight, colorOf(op));
}

void Drawing::label(int top, llvm::StringRef title, llvm::StringRef details) {
  constexpr int left = 282;
  text(left, top + 15, " font-weight=\"bold\"", title);
  if (!details.empty())
    text(left, top + 31, " fill=\"#555\"", details);
}

void Drawing::drawLevels() {
  int top = headHeight;
  for (const Level &level : machine.levels) {
    if (const Memory *memory = level.memory()) {
      drawBox(top + 7, memory->holds, "#eef2f7");
      label(top + 7, nameOf(level), describe(*memory));
      top += memoryHeight;
    } else {
      int64_t size = level.array()->size;
      label(top + 5,
            llvm::formatv("{0}: {1} unit{2} over {3}", nameOf(level), size,
                          size == 1 ? "" : "s", listDims(*level.array()))
                .str(),
            "");
      top += arrayHeight;
    }
  }
  drawBox(top + 3, OperandSet::all(), "#fdf3d8");
  label(top + 3, "MAC", machine.pipelined ? "pipelined" : "");
}

void Drawing::print() {
  os << llvm::formatv(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" "
      "width=\"{0}\" height=\"{1}\" font-family=\"system-ui,sans-serif\" "
      "font-size=\"13\" fill=\"#222\" role=\"img\" aria-label=\"levels of "
      "{2}\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
      width, height(), escapeHtml(machine.name));
  drawHead();
  drawFrames();
  drawLines();
  drawLevels();
  os << "</svg>\n";
}

void neurospector::printSvg(llvm::raw_ostream &os,
                            const Accelerator &accelerator) {
  Drawing(os, accelerator).print();
}
