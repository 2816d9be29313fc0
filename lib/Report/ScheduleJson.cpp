//===- ScheduleJson.cpp - A schedule as a line of JSON --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A line has one of two forms: the published fields, and those of any machine.
// Both say a schedule so that it reads back (Config/ScheduleRecord.h).
//
//===----------------------------------------------------------------------===//

#include "Components.h"
#include "LineWriter.h"
#include "PublishedView.h"
#include "neurospector/Model/MeanUnits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace neurospector;

//===----------------------------------------------------------------------===//
// The published fields
//===----------------------------------------------------------------------===//

/// One number if all pairs agree, as in all published networks.
static void writePerPair(LineWriter &line, llvm::StringRef key,
                         const PerPair &values) {
  if (llvm::all_equal(values))
    line.numberField(key, values.front());
  else
    line.arrayField(key, values);
}

static void writePublishedLayer(LineWriter &line, const Layer &layer,
                                unsigned pairs) {
  writePerPair(line, "stride", listStrides(layer, pairs));
  PerPair dilations = listDilations(layer, pairs);
  if (llvm::any_of(dilations, [](int64_t dilation) { return dilation != 1; }))
    writePerPair(line, "dilation", dilations);
}

/// Factors per row, innermost first, and dataflows.
static void writeRows(LineWriter &line, const ScheduleReport &report,
                      const PublishedView &view, unsigned pairs) {
  const Accelerator &accelerator = report.accelerator;
  line.field("rows");
  line.beginObject();
  for (size_t level = accelerator.levels.size(); level-- > 0;)
    if (accelerator.levels[level].takesLoops())
      line.arrayField(
          accelerator.levels[level].name,
          listFactors(report.schedule.steps(level, report.layer), pairs));
  line.endObject();
  line.field("dataflow");
  line.beginObject();
  line.stringField("LOCAL_BUFFER", dataflowName(view.localDataflow).lower());
  if (view.shape.globalBuffer)
    line.stringField("GLOBAL_BUFFER",
                     dataflowName(view.globalDataflow).lower());
  line.endObject();
}

static void writeCounts(LineWriter &line, llvm::StringRef key,
                        const AccessCounts &counts) {
  line.arrayField(key, std::array{counts.inputRead, counts.weightRead,
                                  counts.outputRead, counts.outputWrite});
}

static void writePublishedCost(LineWriter &line, const ScheduleReport &report,
                               const PublishedView &view) {
  const Cost &cost = report.cost;
  line.arrayField("lb_send", view.lbSent);
  line.arrayField("lb_alloc", view.lbHeld);
  line.arrayField("gb_send", view.gbSent);
  line.arrayField("gb_alloc", view.gbHeld);
  line.arrayField("dram_send", view.dramSent);
  line.arrayField("dram_alloc", view.dramHeld);
  writeCounts(line, "lb_count", view.lbCount);
  writeCounts(line, "gb_count", view.gbCount);
  writeCounts(line, "dram_count", view.dramCount);
  line.arrayField("dram_traffic", view.dramTraffic);
  line.arrayField("gb_traffic", view.gbTraffic);
  line.arrayField(
      "active", std::array{view.activeMacs, view.activePes, view.activeChips});
  std::vector<Component> parts = components(report.accelerator);
  auto perComponent = [&](llvm::StringRef key, auto value) {
    line.arrayField(key, llvm::map_range(parts, value));
  };
  perComponent("dynamic_energy", [&](const Component &component) {
    return component.dynamicEnergy(cost);
  });
  perComponent("static_energy", [&](const Component &component) {
    return component.staticEnergy(cost);
  });
  perComponent("cycles", [&](const Component &component) {
    return component.busyCycles(cost);
  });
}

//===----------------------------------------------------------------------===//
// The fields of any machine
//===----------------------------------------------------------------------===//

/// The letters of the loops of the first \p pairs pairs, outermost first.
static std::string letters(const LoopOrder &order, unsigned pairs) {
  std::string result;
  for (Dim dim : order)
    if (llvm::is_contained(listDims(pairs), dim))
      result += name(dim);
  return result;
}

/// As in `KBPQCRSG`; all letters where the reader would put the loops of the
/// other pairs, which take one step, to other places: it knows the orders of
/// stationary operands, and else puts them innermost.
static std::string listOrder(const LoopOrder &order, unsigned pairs) {
  std::string all = letters(order, numPairs), listed = letters(order, pairs);
  for (Operand op : allOperands)
    if (letters(loopOrder(op), pairs) == listed)
      return order == loopOrder(op) ? listed : all;
  for (Dim dim : llvm::drop_begin(allDims, countDims(pairs)))
    listed += name(dim);
  return listed == all ? letters(order, pairs) : all;
}

/// Tiles and orders, levels outermost first.
static void writeTiles(LineWriter &line, const ScheduleReport &report,
                       unsigned pairs) {
  llvm::ArrayRef<Level> levels = report.accelerator.levels;
  line.field("tiles");
  line.beginObject();
  for (const auto &[level, tile] :
       llvm::zip_equal(levels, report.schedule.tiles))
    line.arrayField(level.name, listFactors(tile, pairs));
  line.endObject();
  line.field("orders");
  line.beginObject();
  for (const auto &[level, order] :
       llvm::zip_equal(levels, report.schedule.orders))
    if (level.memory())
      line.stringField(level.name, listOrder(order, pairs));
  line.endObject();
}

static void writeMemory(LineWriter &line, const MemoryCost &memory) {
  line.beginObject();
  line.arrayField("reads", memory.reads);
  line.arrayField("writes", memory.writes);
  line.arrayField("through", memory.through);
  line.arrayField("busy", memory.busy);
  line.arrayField("busy_write", memory.busyWrite);
  line.numberField("cycles", memory.cycles);
  line.numberField("serial", memory.serial);
  line.numberField("energy", memory.energy);
  line.numberField("static", memory.staticEnergy);
  line.endObject();
}

/// Where last pieces are smaller: idle units as shares of all, and for each
/// array the units that work on average.
static void writeIdle(LineWriter &line, const ScheduleReport &report) {
  IdleShares idle = idleShares(report);
  line.field("idle");
  line.beginObject();
  line.numberField("last_pieces", idle.lastPieces);
  line.numberField("unused", idle.unused);
  line.field("mean_units");
  line.beginObject();
  for (const auto &[level, mean] : llvm::zip_equal(
           report.accelerator.levels,
           meanUnits(report.layer, report.accelerator, report.schedule)))
    if (level.array())
      line.numberField(level.name, mean);
  line.endObject();
  line.endObject();
}

static void writeCost(LineWriter &line, const ScheduleReport &report) {
  const Cost &cost = report.cost;
  if (!report.schedule.isPerfect(report.layer))
    writeIdle(line, report);
  line.numberField("mac_cycles", cost.macCycles);
  if (cost.fillCycles != 0)
    line.numberField("fill_cycles", cost.fillCycles);
  line.numberField("mac_energy", cost.macEnergy);
  line.field("memories");
  line.beginObject();
  for (const auto &[level, memory] :
       llvm::zip_equal(report.accelerator.levels, cost.levels))
    if (level.memory()) {
      line.field(level.name);
      writeMemory(line, memory);
    }
  line.endObject();
  line.numberField("mac_static", cost.macStaticEnergy);
}

//===----------------------------------------------------------------------===//
// Around them
//===----------------------------------------------------------------------===//

static void writeRetained(LineWriter &line, const Retained &retained) {
  line.field("retained");
  line.beginObject();
  line.numberField("input", retained.input);
  line.numberField("output", retained.output);
  line.endObject();
}

/// Reads, writes and what passes by, in elements, per memory.
static void writeMoves(LineWriter &line, llvm::StringRef key,
                       const Accelerator &accelerator, Operand with,
                       llvm::ArrayRef<SideMoves> levels) {
  line.field(key);
  line.beginObject();
  line.numberField("energy", sideEnergy(accelerator, with, levels));
  for (const auto &[level, moves] : llvm::zip_equal(accelerator.levels, levels))
    if (level.memory())
      line.arrayField(level.name,
                      std::array{moves.reads, moves.writes, moves.through});
  line.endObject();
}

/// By the numbers of the op's operands.
static void writeSides(LineWriter &line, const ScheduleReport &report) {
  line.field("sides");
  line.beginObject();
  for (const SideTraffic &side : report.sides) {
    line.field(llvm::utostr(side.number));
    line.beginObject();
    line.stringField("with", name(side.with));
    writeMoves(line, "moved", report.accelerator, side.with, side.moved);
    writeMoves(line, "kept", report.accelerator, side.with, side.kept);
    line.endObject();
  }
  line.endObject();
}

static void writeSearch(LineWriter &line, const SearchAccount &search) {
  line.field("optimal");
  line.boolean(search.optimal);
  line.numberField("lower_bound", search.lowerBound);
  line.numberField("evaluated", search.evaluated);
  if (search.seconds)
    line.numberField("seconds", *search.seconds);
  if (search.imperfectSaves)
    line.numberField("imperfect_saves", *search.imperfectSaves);
}

static void writeShare(LineWriter &line, const BranchShare &share) {
  line.arrayField("chips", std::array{share.chipsX, share.chipsY});
  line.numberField("shared_input", share.sharedInput);
  line.numberField("joint_energy", share.jointEnergy);
  line.numberField("joint_cycle", share.jointCycles);
}

std::string Place::location() const {
  return file.empty()
             ? ""
             : file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

static void writePlace(LineWriter &line, const Place &place) {
  if (!place.function.empty())
    line.stringField("function", place.function);
  if (std::string location = place.location(); !location.empty())
    line.stringField("location", location);
  if (!place.unknownRuns.empty())
    line.stringField("repeat_unknown", place.unknownRuns);
}

void neurospector::printJsonLine(llvm::raw_ostream &os,
                                 const ScheduleReport &report) {
  const Layer &layer = report.layer;
  unsigned pairs = listedPairs(layer.bounds);
  std::optional<PublishedView> view = PublishedView::of(report);
  LineWriter line;
  line.beginObject();
  line.numberField("record", report.number);
  line.stringField("accelerator",
                   llvm::StringRef(report.accelerator.name).lower());
  if (!report.network.empty()) {
    line.stringField("network", report.network);
    line.numberField("layer_index", report.number);
  }
  line.stringField("layer", layer.name);
  if (report.place)
    writePlace(line, *report.place);
  line.arrayField("bounds", listFactors(layer.bounds, pairs));
  if (view) {
    writePublishedLayer(line, layer, pairs);
    writeRows(line, report, *view, pairs);
  } else {
    line.arrayField("stride", listStrides(layer, pairs));
    line.arrayField("dilation", listDilations(layer, pairs));
    writeTiles(line, report, pairs);
  }
  if (layer.runs != 1)
    line.numberField("repeat", layer.runs);
  if (report.retained != Retained())
    writeRetained(line, report.retained);
  line.stringField("cost_model", report.model.name());
  if (view)
    writePublishedCost(line, report, *view);
  else
    writeCost(line, report);
  line.numberField("total_energy", report.cost.totalEnergy());
  line.numberField("total_cycle", report.cost.totalCycles());
  if (!report.sides.empty())
    writeSides(line, report);
  if (report.hasProof())
    writeSearch(line, *report.search);
  if (report.share)
    writeShare(line, *report.share);
  line.endObject();
  line.raw("\n");
  os << line.text;
}
