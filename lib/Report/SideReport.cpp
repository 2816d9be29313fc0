//===- SideReport.cpp - What moves beside the cost ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/SideReport.h"

#include "Components.h"
#include "neurospector/Report/TextTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

void neurospector::printSides(llvm::raw_ostream &os,
                              const Accelerator &accelerator,
                              llvm::ArrayRef<SideReport> layers) {
  TextTable table{1, 2};
  std::vector<std::string> header = {"#", "operand", "with"};
  for (const Level &level : accelerator.levels)
    if (level.memory())
      header.push_back(level.name);
  header.insert(header.end(), {"energy (uJ)", "%", "kept (uJ)", "%"});
  table.add(header);
  auto add = [&](std::vector<std::string> line, llvm::ArrayRef<Count> elements,
                 double moved, double kept, double whole) {
    for (const auto &[level, count] :
         llvm::zip_equal(accelerator.levels, elements))
      if (level.memory())
        line.push_back(count.overflowed() ? "-" : llvm::itostr(count.get()));
    for (double energy : {moved, kept}) {
      line.push_back(llvm::formatv("{0:f3}", energy * 1e-6));
      line.push_back(percent(energy, whole));
    }
    table.add(line);
  };
  std::vector<Count> total(accelerator.levels.size());
  double allMoved = 0, allKept = 0, whole = 0;
  for (const SideReport &layer : layers) {
    auto runs = static_cast<double>(layer.layer.runs);
    whole += runs * layer.cost.totalEnergy();
    for (const SideTraffic &side : layer.sides) {
      std::vector<Count> elements;
      for (auto [sum, moves] : llvm::zip_equal(total, side.moved)) {
        elements.push_back(moves.total());
        sum += elements.back() * layer.layer.runs;
      }
      double moved = sideEnergy(accelerator, side.with, side.moved),
             kept = sideEnergy(accelerator, side.with, side.kept);
      allMoved += runs * moved;
      allKept += runs * kept;
      add({llvm::utostr(layer.number), llvm::utostr(side.number),
           name(side.with).str()},
          elements, moved, kept, layer.cost.totalEnergy());
    }
  }
  add({"", "total", ""}, total, allMoved, allKept, whole);
  table.print(os);
}
