//===- PublishedCostModel.cpp - Costs as NeuroSpector v1.5 has them -------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The published model, its quirks included: all of them are here, and searches
// see them through `ReuseRule` and the last three functions of `CostModel`.
// What the model knows is in PublishedScope.cpp. One operand per row of loops
// is reused, the one that its dataflow names; three corrections follow in a
// fixed order; GLOBAL_BUFFER is charged as if it held what bypasses it. Labels
// PM-n refer to docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#include "Energy.h"
#include "LoopNest.h"
#include "PublishedScope.h"
#include "neurospector/Model/HandOver.h"
#include "neurospector/Model/PublishedShape.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

using namespace neurospector;

//===----------------------------------------------------------------------===//
// PM-1: How often tiles move
//===----------------------------------------------------------------------===//

namespace {

/// The steps of a memory, per group; exact, or in doubles for searches.
template <typename T> struct Row {
  std::array<T, numGroups> steps = {1, 1, 1, 1};

  T operator[](Group group) const { return steps[index(group)]; }
  T total() const { return steps[0] * steps[1] * steps[2] * steps[3]; }
  /// No loop of this row indexes \p op.
  bool isIrrelevantTo(Operand op) const {
    return total() == (*this)[irrelevantGroup(op)];
  }
};

/// Tiles that move inward and back.
template <typename T> struct Tiles {
  T in = 0, out = 0;
};
template <typename T> using CountsOf = PerOperand<Tiles<T>>;
using Counts = CountsOf<int64_t>;

} // namespace

static Row<int64_t> rowOf(const Factors &factors) {
  Row<int64_t> row;
  for (Dim dim : allDims)
    row.steps[index(groupOf(dim))] *= factors[index(dim)];
  return row;
}

/// Every step of the row and of those outside moves all tiles.
template <typename T> static CountsOf<T> everyStep(T steps, T reductions) {
  return {{{steps, 0}, {steps, 0}, {steps - steps / reductions, steps}}};
}

/// PM-1b: the input is reused over K, or, if the row has no K, over the larger
/// of the other two groups.
template <typename T> static T inputReuse(const Row<T> &row) {
  if (row[Group::K] != 1)
    return row[Group::K];
  return std::max(row[Group::BPQ], row[Group::CRS]);
}

/// Counts of \p row inside \p outer, whose tiles move \p outside.
template <typename T>
static CountsOf<T> rowCounts(const Row<T> &row, const Row<T> &outer,
                             const CountsOf<T> &outside, Operand stationary) {
  T steps = row.total() * outer.total();
  T reductions = row[Group::CRS] * outer[Group::CRS];
  CountsOf<T> counts = everyStep(steps, reductions);
  switch (stationary) { // PM-1a: one operand is reused
  case Operand::Input:
    counts[0].in = steps / inputReuse(row);
    break;
  case Operand::Weight:
    counts[1].in = steps / row[Group::BPQ];
    break;
  case Operand::Output:
    counts[2].in = steps / reductions * (outer[Group::CRS] - 1);
    counts[2].out = steps / row[Group::CRS];
    break;
  }
  for (Operand op : allOperands) // PM-1c
    if (row.isIrrelevantTo(op))
      counts[index(op)] = outside[index(op)];
  return counts;
}

/// PM-1d: what bypasses GLOBAL_BUFFER, which has loops over it, does not move
/// once at DRAM.
template <typename T>
static void undoReadOnce(const Row<T> &dram, const Row<T> &globalBuffer,
                         const OperandSet &held, CountsOf<T> &atDram) {
  for (Operand op : allOperands) {
    if (held.contains(op) || !dram.isIrrelevantTo(op) ||
        globalBuffer.isIrrelevantTo(op))
      continue;
    T reuse =
        op == Operand::Input ? inputReuse(dram) : dram[irrelevantGroup(op)];
    atDram[index(op)] =
        op == Operand::Output ? Tiles<T>{reuse - 1, reuse} : Tiles<T>{reuse, 0};
  }
}

/// Counts at DRAM and at GLOBAL_BUFFER, which holds \p held.
static std::pair<Counts, Counts> countMoves(const Row<int64_t> &dram,
                                            Operand dramOrder,
                                            const Row<int64_t> &globalBuffer,
                                            Operand globalOrder,
                                            const OperandSet &held) {
  Counts once = {{{1, 0}, {1, 0}, {0, 1}}};
  Counts atDram = rowCounts(dram, Row<int64_t>(), once, dramOrder),
         atGlobalBuffer = rowCounts(globalBuffer, dram, atDram, globalOrder);
  undoReadOnce(dram, globalBuffer, held, atDram);
  return {atDram, atGlobalBuffer};
}

//===----------------------------------------------------------------------===//
// PM-1 for searches
//===----------------------------------------------------------------------===//

namespace {

class PublishedReuse : public ReuseRule {
public:
  /// \p held: what GLOBAL_BUFFER holds, if it is the second memory.
  explicit PublishedReuse(OperandSet held) : held(held) {}

  Moves advance(const Moves &outside, const GroupFactors &row,
                Operand stationary) const override {
    Row<double> outer;
    outer.steps[index(Group::CRS)] = outside.reductions;
    outer.steps[index(Group::K)] = outside.steps / outside.reductions;
    CountsOf<double> before = {{{outside.tiles[0], 0},
                                {outside.tiles[1], 0},
                                {outside.outputReads, outside.tiles[2]}}};
    return movesOf(outside, row,
                   rowCounts(Row<double>{row.of}, outer, before, stationary));
  }

  bool correct(unsigned memory, const GroupFactors &row,
               const GroupFactors &inside, Moves &moves) const override {
    if (memory != 0 || held == OperandSet::all())
      return false;
    CountsOf<double> counts = {{{moves.tiles[0], 0},
                                {moves.tiles[1], 0},
                                {moves.outputReads, moves.tiles[2]}}};
    undoReadOnce(Row<double>{row.of}, Row<double>{inside.of}, held, counts);
    Moves before = moves;
    moves = movesOf(Moves(), row, counts);
    return moves.tiles != before.tiles ||
           moves.outputReads != before.outputReads;
  }

  bool countsBoxes() const override { return true; }

  /// The dataflow's operand, and PM-1c's; the input also by PM-1b.
  llvm::ArrayRef<ReuseCase> cases(Operand stationary) const override {
    constexpr OperandMask input = 1, weight = 2, output = 4;
    constexpr GroupMask k = 1, bpq = 2, crs = 4, all = allGroups;
    static constexpr ReuseCase cases[3][4] = {
        {{all, input, 0, input},
         {k, input, input},
         {bpq, input | weight, weight, input},
         {crs, input | output, output, input}},
        {{all, weight, 0},
         {k, input, input},
         {bpq, weight, weight},
         {crs, output, output}},
        {{all, output, 0},
         {k, input, input},
         {bpq, weight, weight},
         {crs, output, output}}};
    return cases[index(stationary)];
  }

private:
  static Moves movesOf(const Moves &outside, const GroupFactors &row,
                       const CountsOf<double> &counts) {
    Moves moves;
    moves.steps = outside.steps * row.total();
    moves.reductions = outside.reductions * row[Group::CRS];
    moves.tiles = {counts[0].in, counts[1].in, counts[2].out};
    moves.outputReads = counts[2].in;
    return moves;
  }

  OperandSet held;
};

} // namespace

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

namespace {

class Evaluation {
public:
  Evaluation(const Layer &layer, const Accelerator &accelerator,
             const Schedule &schedule, const Retained &retained)
      : layer(layer), accelerator(accelerator), schedule(schedule),
        retained(retained), shape(*PublishedShape::of(accelerator)) {}

  llvm::Expected<Cost> run();

private:
  const Memory &memory(size_t level) const {
    return *accelerator.levels[level].memory();
  }
  int64_t take(Count count) {
    overflow |= count.overflowed();
    return count.get();
  }
  llvm::Expected<Operand> dataflow(size_t level) const {
    return publishedDataflow(layer, accelerator, schedule, level);
  }
  llvm::Error countTiles();
  llvm::Error addMemory(size_t level, const Counts &inside,
                        const Counts &outside);
  llvm::Error leaveOut(Operand op, Exchange &inside) const;
  void computeTime(size_t level, const PerOperand<Count> &volume,
                   const Counts &tiles);
  void computeTotals();

  const Layer &layer;
  const Accelerator &accelerator;
  const Schedule &schedule;
  const Retained &retained;
  const PublishedShape shape;
  /// Tiles that a memory exchanges with the inside.
  Counts localBuffer, globalBuffer, dram;
  Cost cost;
  bool overflow = false;
};

} // namespace

llvm::Expected<Cost> Evaluation::run() {
  cost.levels.resize(accelerator.levels.size());
  cost.macs = take(layer.macs());
  if (llvm::Error error = countTiles())
    return error;
  if (llvm::Error error = addMemory(shape.dram, dram, Counts()))
    return error;
  if (shape.globalBuffer)
    if (llvm::Error error = addMemory(*shape.globalBuffer, globalBuffer, dram))
      return error;
  if (llvm::Error error =
          addMemory(shape.localBuffer, localBuffer, globalBuffer))
    return error;
  computeTotals();
  if (overflow)
    return llvm::make_error<CountOverflow>(layer.name);
  return std::move(cost);
}

/// Without a GLOBAL_BUFFER its row has no loops, and what goes into the local
/// buffers are DRAM's tiles.
llvm::Error Evaluation::countTiles() {
  llvm::Expected<Operand> dramOrder = dataflow(shape.dram);
  if (!dramOrder)
    return dramOrder.takeError();
  Row<int64_t> dramRow = rowOf(schedule.steps(shape.dram, layer)), globalRow,
               localRow = rowOf(schedule.steps(shape.localBuffer, layer));
  Operand globalOrder = Operand::Output;
  OperandSet held = OperandSet::all();
  if (shape.globalBuffer) {
    llvm::Expected<Operand> order = dataflow(*shape.globalBuffer);
    if (!order)
      return order.takeError();
    globalOrder = *order;
    globalRow = rowOf(schedule.steps(*shape.globalBuffer, layer));
    held = memory(*shape.globalBuffer).holds;
  }
  std::tie(dram, globalBuffer) =
      countMoves(dramRow, *dramOrder, globalRow, globalOrder, held);
  // PM-2: nothing is held inside LOCAL_BUFFER.
  cost.macCycles = localRow.total() * globalRow.total() * dramRow.total();
  localBuffer =
      everyStep(cost.macCycles, localRow[Group::CRS] * globalRow[Group::CRS] *
                                    dramRow[Group::CRS]);
  return llvm::Error::success();
}

/// CM-9: what stays between layers does not go to DRAM and back.
llvm::Error Evaluation::leaveOut(Operand op, Exchange &inside) const {
  int64_t kept = op == Operand::Input    ? retained.input
                 : op == Operand::Output ? retained.output
                                         : 0;
  Count &moved = op == Operand::Output ? inside.out : inside.in;
  if (kept < 0 || (!moved.overflowed() && kept > moved.get()))
    return llvm::createStringError(
        "layer '" + layer.name + "': " + llvm::Twine(kept) +
        " elements of the " + name(op) + " are retained, expected 0 to the " +
        llvm::Twine(moved.get()) + " that DRAM moves");
  moved = moved - kept;
  return llvm::Error::success();
}

/// PM-3: a memory sends the tile inside it and holds its own; it is charged for
/// both. GLOBAL_BUFFER is, for what bypasses it, too.
llvm::Error Evaluation::addMemory(size_t level, const Counts &sentTiles,
                                  const Counts &heldTiles) {
  const Memory &memory = this->memory(level);
  MemoryCost &result = cost.levels[level];
  Memory charged = memory; // as if it held everything
  Count instances = 1;     // that work
  for (size_t outside = 0; outside < level; ++outside)
    if (accelerator.levels[outside].array())
      instances *= product(schedule.steps(outside, layer));
  bool keeps = level == keepingMemory(accelerator) && keepsInPlace(memory);
  PerOperand<Count> sent = layer.tileVolume(schedule.tiles[level]),
                    held = layer.tileVolume(schedule.entering(level, layer));
  for (Operand op : allOperands) {
    unsigned i = index(op);
    Exchange inside = {sent[i] * sentTiles[i].in, sent[i] * sentTiles[i].out},
             outside = {held[i] * heldTiles[i].in, held[i] * heldTiles[i].out};
    if (level == shape.dram)
      if (llvm::Error error = leaveOut(op, inside))
        return error;
    Count reads = (inside.in + outside.out) * instances,
          writes = (inside.out + outside.in) * instances;
    if (keeps && op == Operand::Input)
      writes = writes - retained.input;
    if (keeps && op == Operand::Output)
      reads = reads - retained.output;
    result.reads[i] = take(reads);
    result.writes[i] = take(writes);
    result.inside[i] = take(inside.total());
    if (!memory.holds.contains(op))
      charged.readEnergy[i] = charged.writeEnergy[i] = memory.passEnergy[i];
  }
  result.energy =
      dynamicEnergy(result, charged, layer, accelerator, schedule, level);
  result.tiles = {sentTiles[0].in, sentTiles[1].in, sentTiles[2].in,
                  sentTiles[2].out};
  computeTime(level, sent, sentTiles);
  return llvm::Error::success();
}

/// PM-4: LOCAL_BUFFER takes whole accesses for each tile. Operands of a buffer
/// with a room for each are served at once, others in turn.
void Evaluation::computeTime(size_t level, const PerOperand<Count> &volume,
                             const Counts &tiles) {
  const Memory &memory = this->memory(level);
  MemoryCost &result = cost.levels[level];
  for (Operand op : allOperands) {
    unsigned i = index(op);
    auto accesses = [&](Count elements) {
      return (elements * accelerator.bitsOf(op)).ceilDiv(memory.readBits);
    };
    Count all = level == shape.localBuffer
                    ? accesses(volume[i]) * (Count(tiles[i].in) + tiles[i].out)
                    : accesses(result.inside[i]);
    result.busy[i] = static_cast<double>(take(all)) * memory.accessCycles[i];
  }
  const auto &[input, weight, output] = result.busy;
  result.cycles = memory.separatePorts && level != shape.dram
                      ? std::max({input, weight, output})
                      : input + weight + output;
  result.serial = result.cycles;
}

/// PM-5: nothing overlaps.
void Evaluation::computeTotals() {
  cost.cycles = static_cast<double>(cost.macCycles);
  for (const MemoryCost &level : llvm::reverse(cost.levels))
    cost.cycles += level.cycles;
  double nanoseconds = cost.cycles * (1000.0 / accelerator.frequencyMHz);
  auto leak = [&](double power, size_t level) {
    return power * nanoseconds *
           static_cast<double>(accelerator.instances(level));
  };
  cost.macEnergy = static_cast<double>(cost.macs) * accelerator.macEnergy;
  cost.macStaticEnergy =
      leak(accelerator.macStaticPower, accelerator.levels.size());
  for (size_t level = 0; level < accelerator.levels.size(); ++level)
    if (const Memory *memory = accelerator.levels[level].memory())
      cost.levels[level].staticEnergy = leak(memory->staticPower, level);
}

namespace {
class PublishedCostModel : public CostModel {
public:
  llvm::StringRef name() const override { return "published"; }
  llvm::Error supports(const Accelerator &accelerator) const override {
    return verifyPublished(accelerator);
  }
  llvm::Expected<Cost> evaluate(const Layer &layer,
                                const Accelerator &accelerator,
                                const Schedule &schedule,
                                const Retained &retained) const override {
    if (llvm::Error error = verifyPublished(accelerator))
      return error;
    if (llvm::Error error = verifyPublished(layer, accelerator, schedule))
      return error;
    return Evaluation(layer, accelerator, schedule, retained).run();
  }

  std::unique_ptr<ReuseRule>
  reuse(const Accelerator &accelerator) const override {
    auto shape = PublishedShape::of(accelerator);
    OperandSet held = OperandSet::all();
    if (shape && shape->globalBuffer)
      held = accelerator.levels[*shape->globalBuffer].memory()->holds;
    return std::make_unique<PublishedReuse>(held);
  }

  /// PM-3: GLOBAL_BUFFER holds what bypasses it, too.
  Accelerator seenAs(const Accelerator &accelerator) const override {
    Accelerator result = accelerator;
    auto shape = PublishedShape::of(accelerator);
    if (!shape || !shape->globalBuffer)
      return result;
    Memory &memory = *result.levels[*shape->globalBuffer].memory();
    for (Operand op : allOperands)
      if (!memory.holds.contains(op)) {
        memory.readEnergy[index(op)] = memory.passEnergy[index(op)];
        memory.writeEnergy[index(op)] = memory.passEnergy[index(op)];
      }
    memory.holds = OperandSet::all();
    return result;
  }

  /// A dataflow keeps what its buffer, the next one inside, does not bypass.
  OperandSet freeOrders(const Accelerator &accelerator,
                        size_t memory) const override {
    OperandSet result;
    size_t inside = accelerator.memoryInside(memory);
    if (inside == accelerator.levels.size())
      return OperandSet::all();
    const Memory &buffer = *accelerator.levels[inside].memory();
    for (Operand op : allOperands) {
      bool hasRoom = buffer.rooms.empty();
      for (const Room &room : buffer.rooms)
        hasRoom |= room.operands.contains(op);
      if (hasRoom && buffer.holds.contains(op))
        result.insert(op);
    }
    return result;
  }
};
} // namespace

const CostModel &neurospector::publishedCostModel() {
  static const PublishedCostModel model;
  return model;
}
