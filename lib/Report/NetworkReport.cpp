//===- NetworkReport.cpp - Layers scheduled together ----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/NetworkReport.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/TextTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

static std::string nameOf(const Layer &layer) {
  return shorten(layer.name, /*longest=*/24);
}

/// Elements of the output.
static int64_t outputSize(const Layer &layer) {
  return layer.tileVolume(layer.bounds)[index(Operand::Output)].get();
}

static void printTensors(llvm::raw_ostream &os,
                         llvm::ArrayRef<ReuseReport> layers) {
  TextTable table{0, 1};
  table.add({"written by", "read by", "elements", "not read", "not written"});
  for (const auto &[writer, reader] :
       llvm::zip(layers, llvm::drop_begin(layers)))
    if (reader.readsPrevious)
      table.add({nameOf(writer.layer), nameOf(reader.layer),
                 llvm::itostr(outputSize(writer.layer)),
                 llvm::itostr(reader.retained.input),
                 llvm::itostr(writer.retained.output)});
  table.print(os);
}

/// `-12.30%`, or `-` if there is nothing to compare with.
static std::string change(double from, double to) {
  if (from == 0)
    return "-";
  std::string size = llvm::formatv("{0:f2}%", 100 * std::abs(to - from) / from);
  llvm::StringRef sign = size == "0.00%" ? "" : to < from ? "-" : "+";
  return sign.str() + size;
}

static void printTotals(llvm::raw_ostream &os, llvm::StringRef fromTitle,
                        const TotalReport &from, llvm::StringRef toTitle,
                        const TotalReport &to) {
  TextTable table{0};
  auto add = [&](llvm::StringRef title, const TotalReport &total) {
    table.add({title.str(), llvm::formatv("{0:f3}", total.energy * 1e-6).str(),
               llvm::formatv("{0:f0}", total.cycles).str()});
  };
  os << '\n';
  table.add({"", "energy (uJ)", "cycles"});
  add(fromTitle, from);
  add(toTitle, to);
  table.add({"change", change(from.energy, to.energy),
             change(from.cycles, to.cycles)});
  table.print(os);
}

void neurospector::printReuse(llvm::raw_ostream &os,
                              llvm::ArrayRef<ReuseReport> layers) {
  printTensors(os, layers);
  TotalReport alone, inPlace;
  for (const ReuseReport &entry : layers) {
    auto runs = static_cast<double>(entry.layer.runs);
    alone.energy += runs * entry.alone.totalEnergy();
    alone.cycles += runs * entry.alone.totalCycles();
    inPlace.energy += runs * entry.inPlace.totalEnergy();
    inPlace.cycles += runs * entry.inPlace.totalCycles();
  }
  printTotals(os, "layer by layer", alone, "across layers", inPlace);
}

/// The time inside the outermost memory.
static double onChipCycles(const Cost &cost) {
  auto cycles = static_cast<double>(cost.macCycles);
  for (const MemoryCost &memory : llvm::reverse(llvm::drop_begin(cost.levels)))
    cycles = std::max(cycles + memory.serial, memory.cycles);
  return cycles;
}

void neurospector::printPartition(llvm::raw_ostream &os,
                                  const Accelerator &accelerator,
                                  llvm::ArrayRef<BranchReport> branches,
                                  const TotalReport &inTurn,
                                  const TotalReport &sideBySide) {
  TextTable table{1};
  table.add({"#", "layer", "chips", "in use", "on-chip cycles",
             accelerator.levels.front().name + " elements", "of these shared"});
  for (const BranchReport &branch : branches) {
    const PerOperand<int64_t> &moved = branch.cost.levels.front().inside;
    table.add({llvm::utostr(branch.number), nameOf(branch.layer),
               llvm::formatv("{0} x {1}", branch.chipsX, branch.chipsY).str(),
               llvm::itostr(branch.chipsInUse),
               llvm::formatv("{0:f0}", onChipCycles(branch.cost)).str(),
               llvm::itostr(moved[0] + moved[1] + moved[2]),
               llvm::itostr(branch.sharedInput)});
  }
  table.print(os);
  printTotals(os, "one after the other", inTurn, "side by side", sideBySide);
}
