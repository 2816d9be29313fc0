//===- CostModel.cpp - Energy and cycles of a schedule --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The arithmetic both models share: tiles, volumes, traffic, energy, cycles.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/CostModel.h"

#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <numeric>

using namespace neurospector;

CostModel::~CostModel() = default;

char CountOverflow::ID = 0;

void CountOverflow::log(llvm::raw_ostream &os) const {
  os << "layer '" << layer
     << "': an access count of the schedule exceeds 64 bits";
}

std::error_code CountOverflow::convertToErrorCode() const {
  return std::make_error_code(std::errc::value_too_large);
}

llvm::StringRef neurospector::name(Component component) {
  static constexpr llvm::StringLiteral names[] = {"MAC", "LOCAL_BUFFER",
                                                  "GLOBAL_BUFFER", "DRAM"};
  return names[index(component)];
}

llvm::StringRef neurospector::name(Metric metric) {
  static constexpr llvm::StringLiteral names[] = {"energy", "cycle", "edp"};
  return names[static_cast<unsigned>(metric)];
}

double Cost::totalEnergy() const {
  double dynamic =
      std::accumulate(dynamicEnergy.begin(), dynamicEnergy.end(), 0.0);
  return dynamic +
         std::accumulate(staticEnergy.begin(), staticEnergy.end(), 0.0);
}

double Cost::totalCycles() const {
  return std::accumulate(cycles.begin(), cycles.end(), 0.0);
}

double Cost::of(Metric metric) const {
  switch (metric) {
  case Metric::Energy:
    return totalEnergy();
  case Metric::Cycle:
    return totalCycles();
  case Metric::Edp:
    break;
  }
  return totalEnergy() * totalCycles();
}

double Cost::utilization(const Accelerator &accelerator) const {
  auto used = static_cast<double>(activeMacs * activePes * activeChips);
  auto all = static_cast<double>(accelerator.macArray.units() *
                                 accelerator.peArray.units() *
                                 accelerator.chips.units());
  return used / all;
}

/// Reads and writes together, which 64 bits need not hold though each does.
static Count countOf(const AccessCounts<int64_t> &counts, Operand op) {
  return op == Operand::Output ? Count(counts.outputRead) + counts.outputWrite
                               : Count(counts.of(op));
}

namespace {

/// One evaluation: fills a `Cost` step by step and remembers overflow.
class Evaluation {
public:
  Evaluation(const CostModel &model, const Layer &layer,
             const Accelerator &accelerator, const Schedule &schedule,
             const Retained &retained)
      : model(model), layer(layer), accelerator(accelerator),
        schedule(schedule), table(schedule.table),
        retained({retained.input, 0, retained.output}) {}

  llvm::Expected<Cost> run() {
    computeTiles();
    computeCounts();
    computeTraffic();
    if (overflow)
      return llvm::make_error<CountOverflow>(layer.name);
    for (Operand op : {Operand::Input, Operand::Output})
      if (retained[index(op)] < 0 || cost.dramTraffic[index(op)] < 0)
        return failRetained(op);
    computeCycles();
    computeEnergy();
    if (overflow)
      return llvm::make_error<CountOverflow>(layer.name);
    return cost;
  }

private:
  llvm::Error failRetained(Operand op) const {
    int64_t kept = retained[index(op)];
    return llvm::createStringError(
        "layer '" + layer.name + "': " + llvm::Twine(kept) +
        " elements of the " + name(op) + " are retained, expected 0 to the " +
        llvm::Twine(cost.dramTraffic[index(op)] + kept) + " that DRAM moves");
  }

  int64_t take(Count count) {
    overflow |= count.overflowed();
    return count.get();
  }

  PerOperand<int64_t> volume(const Factors &tile) {
    PerOperand<Count> counts = layer.tileVolume(tile);
    return {take(counts[0]), take(counts[1]), take(counts[2])};
  }

  void computeTiles();
  void computeCounts();
  void computeTraffic();
  void computeCycles();
  void computeEnergy();

  bool bypassesGlobalBuffer(Operand op) const {
    return accelerator.globalBuffer && accelerator.globalBuffer->bypasses(op);
  }
  /// The operand neither stays in GLOBAL_BUFFER nor takes its time (exact).
  bool skipsGlobalBuffer(Operand op) const {
    return model.bypassSkipsGlobalBuffer() && bypassesGlobalBuffer(op);
  }

  const CostModel &model;
  const Layer &layer;
  const Accelerator &accelerator;
  const Schedule &schedule;
  const SchedulingTable &table;
  const PerOperand<int64_t> retained;
  Cost cost = {};
  bool overflow = false;
};

} // namespace

/// CM-1: each buffer sends the tile inside it and holds its own.
void Evaluation::computeTiles() {
  cost.lbSent = volume(table.tile(Row::MacY));
  cost.lbHeld = volume(table.tile(Row::LocalBuffer));
  cost.gbSent = volume(table.tile(Row::PeY));
  cost.gbHeld = volume(table.tile(Row::GlobalBuffer));
  cost.dramSent = volume(table.tile(Row::ChipY));
  cost.dramHeld = volume(table.tile(Row::Dram));

  cost.activeMacs = take(product(table[Row::MacX]) * product(table[Row::MacY]));
  cost.activePes = take(product(table[Row::PeX]) * product(table[Row::PeY]));
  cost.activeChips =
      take(product(table[Row::ChipX]) * product(table[Row::ChipY]));
}

/// CM-3: nothing is held inside LOCAL_BUFFER, so every step reads all three.
static AccessCounts<int64_t> localBufferCounts(const SchedulingTable &table) {
  int64_t steps = 1, reductionSteps = 1;
  for (Row row : {Row::LocalBuffer, Row::GlobalBuffer, Row::Dram}) {
    steps *= product(table[row]).get();
    reductionSteps *= product(table[row], Group::CRS).get();
  }
  return {steps, steps, steps - steps / reductionSteps, steps};
}

static GroupFactors<int64_t> groupFactors(const Factors &row) {
  GroupFactors<int64_t> result;
  for (unsigned g = 0; g < numGroups; ++g)
    result.of[g] = product(row, Group(g)).get();
  return result;
}

void Evaluation::computeCounts() {
  cost.lbCount = localBufferCounts(table);
  ReuseQuery<int64_t> query;
  query.globalBuffer = groupFactors(table[Row::GlobalBuffer]);
  query.dram = groupFactors(table[Row::Dram]);
  query.globalBufferOrder = schedule.localBuffer;
  query.dramOrder =
      accelerator.globalBuffer ? schedule.globalBuffer : schedule.localBuffer;
  for (Operand op : allOperands)
    query.bypass[index(op)] = bypassesGlobalBuffer(op);
  BoundaryCounts<int64_t> counts = model.counts(query);
  cost.gbCount = counts.globalBuffer;
  cost.dramCount = counts.dram;
}

/// CM-5: elements over the GLOBAL_BUFFER and DRAM boundaries. An operand that
/// skips GLOBAL_BUFFER is fetched from DRAM at its rate for all chips at once.
void Evaluation::computeTraffic() {
  PerOperand<int64_t> direct =
      volume(table.tile(Row::PeY) * table[Row::ChipX] * table[Row::ChipY]);
  for (Operand op : allOperands) {
    unsigned i = index(op);
    cost.gbTraffic[i] = take(Count(cost.gbSent[i]) * countOf(cost.gbCount, op));
    cost.dramTraffic[i] =
        skipsGlobalBuffer(op)
            ? take(Count(direct[i]) * countOf(cost.gbCount, op))
            : take(Count(cost.dramSent[i]) * countOf(cost.dramCount, op));
    cost.dramTraffic[i] = take(Count(cost.dramTraffic[i]) - retained[i]);
  }
}

/// CM-7: a separate buffer serves its operands at once, others in turn.
static double combine(Sharing sharing, const PerOperand<double> &cycles) {
  if (sharing == Sharing::Separate)
    return *std::max_element(cycles.begin(), cycles.end());
  return cycles[0] + cycles[1] + cycles[2];
}

/// CM-6: cycles, in accesses of the buffer's bandwidth.
void Evaluation::computeCycles() {
  int64_t macs = take(layer.macs());
  cost.cycles[index(Component::Mac)] = static_cast<double>(
      macs / (cost.activeMacs * cost.activePes * cost.activeChips));

  PerOperand<double> lb, gb = {0, 0, 0}, dram;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    auto accesses = [&](const Buffer &buffer, int64_t elements) {
      return (Count(elements) * accelerator.bitsOf(op))
          .ceilDiv(buffer.bandwidthBits);
    };
    const Buffer &local = accelerator.localBuffer;
    lb[i] = take(accesses(local, cost.lbSent[i]) * countOf(cost.lbCount, op)) *
            local.cyclesPerAccess[i];
    if (accelerator.globalBuffer && !skipsGlobalBuffer(op))
      gb[i] = take(accesses(*accelerator.globalBuffer, cost.gbTraffic[i])) *
              accelerator.globalBuffer->cyclesPerAccess[i];
    dram[i] = take(accesses(accelerator.dram, cost.dramTraffic[i])) *
              accelerator.dram.cyclesPerAccess[i];
  }
  cost.cycles[index(Component::LocalBuffer)] =
      combine(accelerator.localBuffer.sharing, lb);
  if (accelerator.globalBuffer)
    cost.cycles[index(Component::GlobalBuffer)] =
        combine(accelerator.globalBuffer->sharing, gb);
  cost.cycles[index(Component::Dram)] = combine(Sharing::Shared, dram);
}

/// CM-8 dynamic and CM-9 static energy.
void Evaluation::computeEnergy() {
  double pes = static_cast<double>(cost.activePes);
  double chips = static_cast<double>(cost.activeChips);
  const Buffer &local = accelerator.localBuffer;
  double lb = 0, gb = 0, dram = 0;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    Count lbSent = Count(cost.lbSent[i]) * countOf(cost.lbCount, op);
    Count lbHeld = Count(cost.lbHeld[i]) * countOf(cost.gbCount, op);
    lb += static_cast<double>(take(lbSent + lbHeld)) * local.accessEnergy[i];
    if (const auto &global = accelerator.globalBuffer) {
      Count held = Count(cost.gbHeld[i]) * countOf(cost.dramCount, op);
      Count total = skipsGlobalBuffer(op) ? Count(cost.gbTraffic[i])
                                          : held + cost.gbTraffic[i];
      gb += static_cast<double>(take(total)) * global->accessEnergy[i];
    }
    dram += static_cast<double>(cost.dramTraffic[i]) *
            accelerator.dram.accessEnergy[i];
  }
  // CM-8r: nothing moves inside a buffer that is shared.
  double stays = 0;
  if (const auto &global = accelerator.globalBuffer)
    if (global->sharing != Sharing::Separate)
      for (Operand op : allOperands)
        stays += static_cast<double>(retained[index(op)]) *
                 global->accessEnergy[index(op)];
  cost.dynamicEnergy = {static_cast<double>(take(layer.macs())) *
                            accelerator.macEnergy,
                        lb * pes * chips, gb * chips - stays, dram};

  double nanoseconds = cost.totalCycles() * (1000.0 / accelerator.frequencyMHz);
  double allChips = static_cast<double>(accelerator.chips.units());
  double allPes = allChips * static_cast<double>(accelerator.peArray.units());
  double allMacs = allPes * static_cast<double>(accelerator.macArray.units());
  cost.staticEnergy = {accelerator.macStaticPower * nanoseconds * allMacs,
                       local.totalStaticPower() * nanoseconds * allPes,
                       accelerator.globalBuffer
                           ? accelerator.globalBuffer->totalStaticPower() *
                                 nanoseconds * allChips
                           : 0.0,
                       accelerator.dram.totalStaticPower() * nanoseconds};
}

llvm::Expected<Cost> CostModel::evaluate(const Layer &layer,
                                         const Accelerator &accelerator,
                                         const Schedule &schedule,
                                         const Retained &retained) const {
  return Evaluation(*this, layer, accelerator, schedule, retained).run();
}
