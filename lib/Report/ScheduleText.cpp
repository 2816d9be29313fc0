//===- ScheduleText.cpp - A schedule for people ---------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TextTable.h"
#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

static std::string percent(double part, double whole) {
  return whole > 0 ? llvm::formatv("{0:f1}", 100 * part / whole).str() : "0.0";
}

static std::string axes(const SpatialArray &array) {
  return llvm::formatv("{0} x {1}", array.sizeX, array.sizeY).str();
}

static void printHead(llvm::raw_ostream &os, const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  const Layer &layer = report.layer;
  os << llvm::formatv("accelerator  {0}: {1} chips of {2} PEs of {3} MACs, "
                      "{4} bits, {5} MHz\n",
                      machine.name, axes(machine.chips), axes(machine.peArray),
                      axes(machine.macArray), machine.precisionBits,
                      machine.frequencyMHz);
  os << "layer        " << layer.name << ":";
  unsigned pairs = listedPairs(layer.bounds);
  for (Dim dim : listDims(pairs))
    os << ' ' << name(dim) << '=' << layer.bound(dim);
  PerPair strides = listStrides(layer, pairs);
  os << ", stride ";
  if (llvm::all_equal(strides))
    strides.truncate(1);
  llvm::interleave(strides, os, " x ");
  PerPair dilations = listDilations(layer, pairs);
  if (llvm::any_of(dilations, [](int64_t dilation) { return dilation != 1; })) {
    os << ", dilation ";
    llvm::interleave(dilations, os, " x ");
  }
  os << llvm::formatv("\n             {0:N0} multiply-accumulates\n",
                      layer.macs().get());
  os << "cost model   " << report.model.name() << "\n\n";
}

static void printSchedulingTable(llvm::raw_ostream &os,
                                 const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  unsigned pairs = listedPairs(report.layer.bounds);
  TextTable table{0};
  std::vector<std::string> header = {"scheduling table"};
  for (Dim dim : listDims(pairs))
    header.push_back(name(dim).str());
  header.push_back("dataflow");
  table.add(header);
  for (Row row : allRows) {
    if (machine.isSkipped(row))
      continue;
    std::vector<std::string> cells = {name(row).str()};
    for (int64_t factor : listFactors(report.schedule.table[row], pairs))
      cells.push_back(llvm::itostr(factor));
    cells.push_back(
        row == Row::LocalBuffer    ? name(report.schedule.localBuffer).str()
        : row == Row::GlobalBuffer ? name(report.schedule.globalBuffer).str()
                                   : "");
    table.add(cells);
  }
  table.print(os);
  os << '\n';
}

static std::vector<std::string> cells(llvm::StringRef title,
                                      llvm::ArrayRef<int64_t> values) {
  std::vector<std::string> result = {title.str()};
  for (int64_t value : values)
    result.push_back(llvm::itostr(value));
  return result;
}

static std::vector<std::string> cells(llvm::StringRef title,
                                      const AccessCounts<int64_t> &counts) {
  return cells(
      title, llvm::ArrayRef<int64_t>({counts.inputRead, counts.weightRead,
                                      counts.outputRead, counts.outputWrite}));
}

static void printTransfers(llvm::raw_ostream &os,
                           const ScheduleReport &report) {
  const Cost &cost = report.cost;
  bool hasGlobal = report.accelerator.globalBuffer.has_value();
  TextTable tiles{0};
  tiles.add({"tile (elements)", "input", "weight", "output"});
  tiles.add(cells("LOCAL_BUFFER sends", cost.lbSent));
  tiles.add(cells("LOCAL_BUFFER holds", cost.lbHeld));
  tiles.add(cells("GLOBAL_BUFFER sends", cost.gbSent));
  tiles.add(cells("GLOBAL_BUFFER holds", cost.gbHeld));
  tiles.add(cells("DRAM sends", cost.dramSent));
  tiles.add(cells("DRAM holds", cost.dramHeld));
  tiles.print(os);

  os << '\n';
  TextTable counts{0};
  counts.add({"accesses (tiles)", "input read", "weight read", "output read",
              "output write"});
  counts.add(cells("LOCAL_BUFFER", cost.lbCount));
  if (hasGlobal)
    counts.add(cells("GLOBAL_BUFFER", cost.gbCount));
  counts.add(cells("DRAM", cost.dramCount));
  counts.print(os);

  os << '\n';
  TextTable traffic{0};
  traffic.add({"traffic (elements)", "input", "weight", "output"});
  if (hasGlobal)
    traffic.add(cells("GLOBAL_BUFFER to PEs, per chip", cost.gbTraffic));
  traffic.add(cells("DRAM to chips", cost.dramTraffic));
  if (report.retained != Retained())
    traffic.add(cells("kept between layers",
                      llvm::ArrayRef<int64_t>(
                          {report.retained.input, 0, report.retained.output})));
  traffic.print(os);
  os << '\n';
}

static void printUse(llvm::raw_ostream &os, const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  const Cost &cost = report.cost;
  os << llvm::formatv(
      "utilization  {0:f1}%: {1} of {2} MACs, {3} of {4} PEs, {5} of {6} "
      "chips\n\n",
      100 * cost.utilization(machine), cost.activeMacs,
      machine.macArray.units(), cost.activePes, machine.peArray.units(),
      cost.activeChips, machine.chips.units());
}

static void printCosts(llvm::raw_ostream &os, const Cost &cost) {
  TextTable table{0};
  table.add(
      {"", "dynamic (pJ)", "static (pJ)", "energy (pJ)", "%", "cycles", "%"});
  auto line = [&](llvm::StringRef title, double dynamic, double leakage,
                  double cycles) {
    double energy = dynamic + leakage;
    table.add({title.str(), llvm::formatv("{0:f1}", dynamic).str(),
               llvm::formatv("{0:f1}", leakage).str(),
               llvm::formatv("{0:f1}", energy).str(),
               percent(energy, cost.totalEnergy()),
               llvm::formatv("{0:f0}", cycles).str(),
               percent(cycles, cost.totalCycles())});
  };
  double dynamic = 0, leakage = 0;
  for (unsigned c = 0; c < numComponents; ++c) {
    line(name(Component(c)), cost.dynamicEnergy[c], cost.staticEnergy[c],
         cost.cycles[c]);
    dynamic += cost.dynamicEnergy[c];
    leakage += cost.staticEnergy[c];
  }
  line("total", dynamic, leakage, cost.totalCycles());
  table.print(os);
}

void neurospector::printText(llvm::raw_ostream &os,
                             const ScheduleReport &report) {
  printHead(os, report);
  printSchedulingTable(os, report);
  printTransfers(os, report);
  printUse(os, report);
  printCosts(os, report.cost);
}
