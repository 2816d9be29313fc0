//===- LayerReport.cpp - Costs of layers as a text table ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/LayerReport.h"
#include "TextTable.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

static std::string number(double value, unsigned digits) {
  return digits == 0   ? llvm::formatv("{0:f0}", value).str()
         : digits == 1 ? llvm::formatv("{0:f1}", value).str()
                       : llvm::formatv("{0:f3}", value).str();
}

/// Width that a long op name is cut to, so that a line fits 100 columns.
static constexpr size_t maxName = 26;

void neurospector::printTable(llvm::raw_ostream &os,
                              const Accelerator &accelerator,
                              llvm::ArrayRef<LayerReport> layers) {
  unsigned pairs = listedPairsOfAll(
      layers, [](const LayerReport &entry) { return entry.layer.bounds; });
  TextTable table{1, 2};
  table.add({"#", "op", listNames(pairs), "energy (uJ)", "cycles", "util %",
             "optimal"});
  double energy = 0, cycles = 0, macCycles = 0, busy = 0;
  size_t proven = 0;
  for (const auto &[position, entry] : llvm::enumerate(layers)) {
    const Cost &cost = entry.cost;
    double used = cost.utilization(accelerator);
    double mac = cost.cycles[index(Component::Mac)];
    energy += cost.totalEnergy();
    cycles += cost.totalCycles();
    macCycles += mac;
    busy += used * mac;
    proven += entry.optimal;
    table.add({llvm::utostr(entry.number ? entry.number : position + 1),
               shorten(entry.layer.name, maxName),
               listValues(listFactors(entry.layer.bounds, pairs)),
               number(cost.totalEnergy() * 1e-6, 3),
               number(cost.totalCycles(), 0), number(used * 100, 1),
               entry.optimal ? "yes" : "no"});
  }
  table.add({"", "total", "", number(energy * 1e-6, 3), number(cycles, 0),
             number(macCycles > 0 ? busy / macCycles * 100 : 0, 1),
             llvm::formatv("{0}/{1}", proven, layers.size()).str()});
  table.print(os);
}
