//===- ScheduleText.cpp - A schedule for people ---------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The tables of the published tool, and those of any machine. A level is a line
// of a `LevelTable` and a component a line of the cost table in both.
//
//===----------------------------------------------------------------------===//

#include "Components.h"
#include "PublishedView.h"
#include "neurospector/Report/TextTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

//===----------------------------------------------------------------------===//
// What all machines have
//===----------------------------------------------------------------------===//

static void printHead(llvm::raw_ostream &os, const ScheduleReport &report,
                      llvm::StringRef units) {
  const Accelerator &machine = report.accelerator;
  const Layer &layer = report.layer;
  os << llvm::formatv("accelerator  {0}: {1}, {2}, {3} MHz\n", machine.name,
                      units, widths(machine), machine.frequencyMHz);
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

namespace {

/// A table with a line per level: its name, a number per dimension, and what
/// else there is to say of it.
class LevelTable {
public:
  LevelTable(const ScheduleReport &report, llvm::StringRef title,
             llvm::StringRef lastTitle)
      : report(report), pairs(listedPairs(report.layer.bounds)) {
    std::vector<std::string> header = {title.str()};
    for (Dim dim : listDims(pairs))
      header.push_back(name(dim).str());
    header.push_back(lastTitle.str());
    table.add(header);
  }

  void alignLastLeft() { table.alignLeft(countDims(pairs) + 1); }
  void addTile(size_t level, llvm::StringRef last) {
    add(level, report.schedule.tiles[level], last);
  }
  void addSteps(size_t level, llvm::StringRef last) {
    add(level, report.schedule.steps(level, report.layer), last);
  }
  void print(llvm::raw_ostream &os) const {
    table.print(os);
    os << '\n';
  }

private:
  void add(size_t level, const Factors &factors, llvm::StringRef last) {
    std::vector<std::string> cells = {report.accelerator.levels[level].name};
    for (int64_t factor : listFactors(factors, pairs))
      cells.push_back(llvm::itostr(factor));
    cells.push_back(last.str());
    table.add(cells);
  }

  const ScheduleReport &report;
  unsigned pairs;
  TextTable table{0};
};

} // namespace

static std::vector<std::string> cells(llvm::StringRef title,
                                      llvm::ArrayRef<int64_t> values) {
  std::vector<std::string> result = {title.str()};
  for (int64_t value : values)
    result.push_back(llvm::itostr(value));
  return result;
}

static void addRetained(TextTable &table, const Retained &retained) {
  if (retained != Retained())
    table.add(
        cells("kept between layers",
              llvm::ArrayRef<int64_t>({retained.input, 0, retained.output})));
}

/// Energy and time of each component; with \p withSerial also the time that
/// nothing hides.
static void printCosts(llvm::raw_ostream &os, const ScheduleReport &report,
                       bool withSerial) {
  const Cost &cost = report.cost;
  TextTable table{0};
  auto add = [&](llvm::StringRef title, double dynamic, double leakage,
                 double cycles, std::optional<double> serial) {
    double energy = dynamic + leakage;
    std::vector<std::string> line = {title.str(),
                                     llvm::formatv("{0:f1}", dynamic),
                                     llvm::formatv("{0:f1}", leakage),
                                     llvm::formatv("{0:f1}", energy),
                                     percent(energy, cost.totalEnergy()),
                                     llvm::formatv("{0:f0}", cycles),
                                     percent(cycles, cost.totalCycles())};
    if (serial && withSerial) {
      line.push_back(llvm::formatv("{0:f0}", *serial));
      line.push_back(percent(*serial, cost.totalCycles()));
    }
    table.add(line);
  };
  std::vector<std::string> header = {
      "", "dynamic (pJ)", "static (pJ)", "energy (pJ)", "%", "cycles", "%"};
  if (withSerial)
    header.insert(header.end(), {"serial", "%"});
  table.add(header);
  double dynamic = 0, leakage = 0;
  for (const Component &component : components(report.accelerator)) {
    bool waits = component.kind == Component::Kind::Memory;
    add(component.name, component.dynamicEnergy(cost),
        component.staticEnergy(cost), component.busyCycles(cost),
        waits ? std::optional(component.serialCycles(cost)) : std::nullopt);
    dynamic += component.dynamicEnergy(cost);
    leakage += component.staticEnergy(cost);
  }
  add("total", dynamic, leakage, cost.totalCycles(), std::nullopt);
  table.print(os);
}

//===----------------------------------------------------------------------===//
// The published tables
//===----------------------------------------------------------------------===//

static void printPublishedHead(llvm::raw_ostream &os,
                               const ScheduleReport &report,
                               const PublishedShape &shape) {
  const Accelerator &machine = report.accelerator;
  AxisSizes chips(machine, shape.chipX, shape.chipY);
  AxisSizes pes(machine, shape.peX, shape.peY);
  AxisSizes macs(machine, shape.macX, shape.macY);
  printHead(os, report,
            llvm::formatv("{0} x {1} chips of {2} x {3} PEs of {4} x {5} MACs",
                          chips.x, chips.y, pes.x, pes.y, macs.x, macs.y)
                .str());
}

static void printSchedulingTable(llvm::raw_ostream &os,
                                 const ScheduleReport &report,
                                 const PublishedView &view) {
  const Accelerator &machine = report.accelerator;
  LevelTable table(report, "scheduling table", "dataflow");
  for (size_t level = machine.levels.size(); level-- > 0;)
    if (machine.levels[level].takesLoops())
      table.addSteps(level, level == view.shape.localBuffer
                                ? dataflowName(view.localDataflow)
                            : level == view.shape.globalBuffer
                                ? dataflowName(view.globalDataflow)
                                : "");
  table.print(os);
}

static std::vector<std::string> cells(llvm::StringRef title,
                                      const AccessCounts &counts) {
  return cells(
      title, llvm::ArrayRef<int64_t>({counts.inputRead, counts.weightRead,
                                      counts.outputRead, counts.outputWrite}));
}

static void printTransfers(llvm::raw_ostream &os, const ScheduleReport &report,
                           const PublishedView &view) {
  TextTable tiles{0};
  tiles.add({"tile (elements)", "input", "weight", "output"});
  tiles.add(cells("LOCAL_BUFFER sends", view.lbSent));
  tiles.add(cells("LOCAL_BUFFER holds", view.lbHeld));
  tiles.add(cells("GLOBAL_BUFFER sends", view.gbSent));
  tiles.add(cells("GLOBAL_BUFFER holds", view.gbHeld));
  tiles.add(cells("DRAM sends", view.dramSent));
  tiles.add(cells("DRAM holds", view.dramHeld));
  tiles.print(os);

  os << '\n';
  TextTable counts{0};
  counts.add({"accesses (tiles)", "input read", "weight read", "output read",
              "output write"});
  counts.add(cells("LOCAL_BUFFER", view.lbCount));
  if (view.shape.globalBuffer)
    counts.add(cells("GLOBAL_BUFFER", view.gbCount));
  counts.add(cells("DRAM", view.dramCount));
  counts.print(os);

  os << '\n';
  TextTable traffic{0};
  traffic.add({"traffic (elements)", "input", "weight", "output"});
  if (view.shape.globalBuffer)
    traffic.add(cells("GLOBAL_BUFFER to PEs, per chip", view.gbTraffic));
  traffic.add(cells("DRAM to chips", view.dramTraffic));
  addRetained(traffic, report.retained);
  traffic.print(os);
  os << '\n';
}

static void printPublished(llvm::raw_ostream &os, const ScheduleReport &report,
                           const PublishedView &view) {
  const Accelerator &machine = report.accelerator;
  printPublishedHead(os, report, view.shape);
  printSchedulingTable(os, report, view);
  printTransfers(os, report, view);
  os << llvm::formatv(
      "utilization  {0:f1}%: {1} of {2} MACs, {3} of {4} PEs, {5} of {6} "
      "chips\n\n",
      100 * report.cost.utilization(machine), view.activeMacs,
      AxisSizes(machine, view.shape.macX, view.shape.macY).units(),
      view.activePes,
      AxisSizes(machine, view.shape.peX, view.shape.peY).units(),
      view.activeChips,
      AxisSizes(machine, view.shape.chipX, view.shape.chipY).units());
  printCosts(os, report, /*withSerial=*/false);
}

//===----------------------------------------------------------------------===//
// Tables of any machine
//===----------------------------------------------------------------------===//

/// What a memory holds, or how many units an array has.
static std::string contents(const Level &level) {
  if (const Array *array = level.array())
    return llvm::formatv("{0} unit{1}{2}", array->size,
                         array->size == 1 ? "" : "s",
                         array->isSystolic ? ", systolic" : "");
  const Memory &memory = *level.memory();
  if (memory.holds == OperandSet::all())
    return "all";
  llvm::SmallVector<llvm::StringRef> names;
  for (Operand op : allOperands)
    if (memory.holds.contains(op))
      names.push_back(name(op));
  return llvm::join(names, ", ");
}

/// The loops of a memory that run, outermost first.
static std::string loops(const ScheduleReport &report, size_t level) {
  if (!report.accelerator.levels[level].memory())
    return "";
  llvm::SmallVector<llvm::StringRef> names;
  for (Dim dim : report.schedule.orders[level])
    if (report.schedule.steps(level, dim, report.layer) != 1)
      names.push_back(name(dim));
  return llvm::join(names, " ");
}

static void printLevels(llvm::raw_ostream &os, const ScheduleReport &report) {
  LevelTable tiles(report, "tile handed inward", "holds");
  LevelTable steps(report, "steps", "order");
  tiles.alignLastLeft();
  steps.alignLastLeft();
  for (const auto &[i, level] : llvm::enumerate(report.accelerator.levels)) {
    tiles.addTile(i, contents(level));
    if (level.takesLoops())
      steps.addSteps(i, loops(report, i));
  }
  tiles.print(os);
  steps.print(os);
}

/// What moves at each memory: of an operand that it holds, the tile, reads and
/// writes; of others what passes by.
static void printMoves(llvm::raw_ostream &os, const ScheduleReport &report) {
  TextTable table{0, 1};
  table.add({"moves (elements)", "", "tile", "reads", "writes", "through"});
  for (const auto &[i, level] : llvm::enumerate(report.accelerator.levels)) {
    const Memory *memory = level.memory();
    if (!memory)
      continue;
    PerOperand<Count> tile =
        report.layer.tileVolume(report.schedule.entering(i, report.layer));
    const MemoryCost &cost = report.cost.levels[i];
    std::string title = level.name;
    for (Operand op : allOperands) {
      unsigned o = index(op);
      std::vector<std::string> line = {std::exchange(title, ""),
                                       name(op).str()};
      // The published model charges what passes by as if it were held.
      if (memory->holds.contains(op) || cost.reads[o] + cost.writes[o] > 0)
        line.insert(line.end(),
                    {llvm::itostr(tile[o].get()), llvm::itostr(cost.reads[o]),
                     llvm::itostr(cost.writes[o]), ""});
      else
        line.insert(line.end(), {"", "", "", llvm::itostr(cost.through[o])});
      table.add(line);
    }
  }
  table.print(os);
  os << '\n';
}

static std::string unitsInUse(const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  std::string text =
      llvm::formatv("{0:f1}%", 100 * report.cost.utilization(machine));
  llvm::StringRef separator = ": ";
  for (const auto &[i, level] : llvm::enumerate(machine.levels))
    if (const Array *array = level.array()) {
      text +=
          llvm::formatv("{0}{1} of {2} {3}", separator,
                        product(report.schedule.steps(i, report.layer)).get(),
                        array->size, level.name);
      separator = ", ";
    }
  if (int64_t fill = report.cost.fillCycles)
    text += llvm::formatv("; {0} of {1} MAC cycles fill and drain", fill,
                          report.cost.macCycles);
  return text;
}

static void printGeneral(llvm::raw_ostream &os, const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  printHead(os, report, llvm::formatv("{0} MACs", machine.macUnits()).str());
  printLevels(os, report);
  printMoves(os, report);
  if (report.retained != Retained()) {
    TextTable kept{0};
    kept.add({"", "input", "weight", "output"});
    addRetained(kept, report.retained);
    kept.print(os);
    os << '\n';
  }
  printWrapped(os, "utilization", unitsInUse(report));
  printWrapped(os, "time", TimeParts(report.cost, machine).text());
  if (!report.schedule.isPerfect(report.layer))
    printWrapped(os, "idle", idleText(report));
  os << '\n';
  printCosts(os, report, /*withSerial=*/true);
}

void neurospector::printText(llvm::raw_ostream &os,
                             const ScheduleReport &report) {
  if (std::optional<PublishedView> view = PublishedView::of(report))
    printPublished(os, report, *view);
  else
    printGeneral(os, report);
}
