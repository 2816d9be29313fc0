//===- PublishedView.cpp - A schedule as NeuroSpector v1.5 sees it --------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PublishedView.h"
#include "Components.h"
#include "llvm/ADT/STLExtras.h"

using namespace neurospector;

namespace {

/// Reads the figures of one report, whose machine has the published shape.
class ViewBuilder {
public:
  ViewBuilder(const ScheduleReport &report, PublishedView &view)
      : layer(report.layer), accelerator(report.accelerator),
        schedule(report.schedule), cost(report.cost), shape(view.shape),
        view(view) {}

  bool readDataflows();
  void readTiles();
  void readTransfers();

private:
  PerOperand<int64_t> volume(const Factors &tile) const;
  int64_t units(std::optional<size_t> y, std::optional<size_t> x) const;

  const Layer &layer;
  const Accelerator &accelerator;
  const Schedule &schedule;
  const Cost &cost;
  const PublishedShape &shape;
  PublishedView &view;
};

} // namespace

bool ViewBuilder::readDataflows() {
  std::optional<Operand> outer = stationaryOperand(schedule.orders[shape.dram]);
  std::optional<Operand> inner =
      shape.globalBuffer
          ? stationaryOperand(schedule.orders[*shape.globalBuffer])
          : outer;
  if (!outer || !inner)
    return false;
  view.globalDataflow = *outer;
  view.localDataflow = *inner;
  return true;
}

PerOperand<int64_t> ViewBuilder::volume(const Factors &tile) const {
  PerOperand<Count> volume = layer.tileVolume(tile);
  return {volume[0].get(), volume[1].get(), volume[2].get()};
}

/// Units in use of an array.
int64_t ViewBuilder::units(std::optional<size_t> y,
                           std::optional<size_t> x) const {
  Count result = 1;
  for (std::optional<size_t> axis : {y, x})
    if (axis)
      result *= product(schedule.steps(*axis, layer));
  return result.get();
}

void ViewBuilder::readTiles() {
  size_t local = shape.localBuffer;
  size_t pes = shape.peY ? *shape.peY : shape.peX ? *shape.peX : local;
  view.lbSent = volume(schedule.tiles[local]);
  view.lbHeld = volume(schedule.entering(local, layer));
  view.gbSent = volume(schedule.entering(pes, layer));
  view.gbHeld = shape.globalBuffer
                    ? volume(schedule.entering(*shape.globalBuffer, layer))
                    : view.gbSent;
  view.dramSent = volume(schedule.tiles[shape.dram]);
  view.dramHeld = volume(layer.bounds);
  view.activeMacs = units(shape.macY, shape.macX);
  view.activePes = units(shape.peY, shape.peX);
  view.activeChips = units(shape.chipY, shape.chipX);
}

/// How often \p op has a part in \p counts.
static int64_t countOf(const AccessCounts &counts, Operand op) {
  return op == Operand::Input    ? counts.inputRead
         : op == Operand::Weight ? counts.weightRead
                                 : counts.outputRead + counts.outputWrite;
}

void ViewBuilder::readTransfers() {
  view.lbCount = cost.levels[shape.localBuffer].tiles;
  view.dramCount = cost.levels[shape.dram].tiles;
  view.dramTraffic = cost.levels[shape.dram].inside;
  if (shape.globalBuffer) {
    view.gbCount = cost.levels[*shape.globalBuffer].tiles;
    view.gbTraffic = cost.levels[*shape.globalBuffer].inside;
    return;
  }
  view.gbCount = view.dramCount;
  for (Operand op : allOperands)
    view.gbTraffic[index(op)] =
        (Count(view.gbSent[index(op)]) * countOf(view.gbCount, op)).get();
}

std::optional<PublishedView> PublishedView::of(const ScheduleReport &report) {
  std::optional<PublishedShape> shape = PublishedShape::of(report.accelerator);
  if (!shape || report.inTiles || timeOverlaps(report.accelerator) ||
      !report.schedule.isPerfect(report.layer))
    return std::nullopt;
  const Memory &local = *report.accelerator.levels[shape->localBuffer].memory();
  if (local.holds != OperandSet::all())
    return std::nullopt;
  PublishedView view = {};
  view.shape = *shape;
  ViewBuilder builder(report, view);
  if (!builder.readDataflows())
    return std::nullopt;
  builder.readTiles();
  builder.readTransfers();
  return view;
}

AxisSizes::AxisSizes(const Accelerator &machine, std::optional<size_t> x,
                     std::optional<size_t> y) {
  if (x)
    this->x = machine.levels[*x].array()->size;
  if (y)
    this->y = machine.levels[*y].array()->size;
}
