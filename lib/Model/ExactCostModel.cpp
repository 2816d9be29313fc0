//===- ExactCostModel.cpp - Costs of the loop nest as it runs -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The exact model, of any machine: what every store exchanges with the next one
// inside (LoopNest.h counts it), then the time and the energy that this takes.
// Labels CM-n refer to docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#include "Energy.h"
#include "LoopNest.h"
#include "neurospector/Model/Fill.h"
#include "neurospector/Model/HandOver.h"

#include <algorithm>

using namespace neurospector;

namespace {

/// CM-7: elements of an operand that move between a store, the sender, and the
/// next one inside, the receiver.
struct Transfer {
  Exchange sent;          ///< that the sender reads or writes, all instances
  Exchange sentByBusiest; ///< its busiest instance
  Exchange received;      ///< that the receiver's instances take in
  Exchange receivedByBusiest; ///< its busiest instance
};

/// Cycles of the ports of a memory. One port that does both is in `read`.
struct PortCycles {
  double read = 0, write = 0;
};

/// One evaluation: fills a `Cost` step by step and remembers overflow.
class Evaluation {
public:
  Evaluation(const Layer &layer, const Accelerator &accelerator,
             const Schedule &schedule, const Retained &retained)
      : layer(layer), accelerator(accelerator), schedule(schedule),
        retained({retained.input, 0, retained.output}),
        nest(layer, accelerator, schedule), macs(accelerator.levels.size()),
        serial(macs) {}

  llvm::Expected<Cost> run();

private:
  const Memory &memory(size_t level) const {
    return *accelerator.levels[level].memory();
  }
  int64_t take(Count count) {
    overflow |= count.overflowed();
    return count.get();
  }

  llvm::Error moveOperand(Operand op);
  Transfer transfer(const Entry &entry, size_t sender) const;
  void countTiles(const Entry &entry, size_t level);
  Count fillSteps(size_t level) const;

  llvm::Error leaveOut(int64_t kept, const Entry &entry, Transfer &moved) const;

  PortCycles portCycles(const Entry &entry, size_t level,
                        const Exchange &inside, const Exchange &outside);
  void addTime(const Entry &entry, size_t level, const Exchange &inside,
               const Exchange &outside);
  void computeCycles();
  void computeEnergy();

  const Layer &layer;
  const Accelerator &accelerator;
  const Schedule &schedule;
  const PerOperand<int64_t> retained;
  const LoopNest nest;
  const size_t macs; ///< as a level: the one after the last
  /// Of each memory and operand, time that does not overlap.
  llvm::SmallVector<PerOperand<PortCycles>, 10> serial;
  Cost cost;
  bool overflow = false;
};

} // namespace

llvm::Expected<Cost> Evaluation::run() {
  cost.levels.resize(macs);
  cost.macs = take(layer.macs());
  Count fill = 0;
  for (size_t level = 0; level != macs; level = accelerator.memoryInside(level))
    fill += fillSteps(level);
  cost.fillCycles = take(fill);
  cost.macCycles = take(fill + nest.macCycles());
  for (Operand op : allOperands)
    if (llvm::Error error = moveOperand(op))
      return error;
  computeCycles();
  computeEnergy();
  if (overflow)
    return llvm::make_error<CountOverflow>(layer.name);
  return std::move(cost);
}

//===----------------------------------------------------------------------===//
// What moves
//===----------------------------------------------------------------------===//

/// Arrays outside the sender count where all its instances do. Those between
/// serve units together (multicast, reduction) as the sender sees it; receivers
/// take in each its own.
Transfer Evaluation::transfer(const Entry &entry, size_t sender) const {
  LevelSet outside = nest.usedArraysOutside(sender),
           between = nest.usedArraysOutside(entry.store) & ~outside;
  // If tiles divide, all instances do what the busiest does.
  auto all = [&](const Exchange &busiest, LevelSet apart, LevelSet together) {
    return nest.isPerfect() ? busiest * nest.unitsOf(apart)
                            : entry.elements(apart, together);
  };
  Transfer result;
  result.sentByBusiest = entry.elements(0, between);
  result.sent = all(result.sentByBusiest, outside, between);
  if (entry.store == macs)
    return result;
  result.receivedByBusiest =
      between == 0 ? result.sentByBusiest : entry.elements(0, 0);
  result.received = all(result.receivedByBusiest, outside | between, 0);
  return result;
}

/// From store to store, outermost first.
llvm::Error Evaluation::moveOperand(Operand op) {
  unsigned i = index(op);
  Exchange outside; // what the busiest instance exchanges with its sender
  for (size_t store = 0; store != macs;) {
    Entry entry(nest, op, accelerator.nextStore(store, op));
    Transfer moved = transfer(entry, store);
    int64_t stays = store == 0 ? retained[i] : 0;
    if (llvm::Error error = leaveOut(stays, entry, moved))
      return error;

    MemoryCost &sender = cost.levels[store];
    sender.reads[i] = take(moved.sent.in + sender.reads[i]);
    sender.writes[i] = take(moved.sent.out + sender.writes[i]);
    sender.inside[i] = take(moved.sentByBusiest.total());
    addTime(entry, store, moved.sentByBusiest, outside);
    countTiles(entry, store);

    // CM-8: an operand goes through a memory as if that were the sender.
    for (size_t level = accelerator.memoryInside(store); level != entry.store;
         level = accelerator.memoryInside(level)) {
      Transfer through = transfer(entry, level);
      cost.levels[level].through[i] = take(through.sent.total() - stays);
      cost.levels[level].inside[i] = take(through.sentByBusiest.total());
      countTiles(entry, level);
    }

    store = entry.store;
    outside = moved.receivedByBusiest;
    if (store == macs)
      continue;
    cost.levels[store].writes[i] = take(moved.received.in);
    cost.levels[store].reads[i] = take(moved.received.out);
  }
  return llvm::Error::success();
}

/// How often the tiles of a memory move towards the next one inside.
void Evaluation::countTiles(const Entry &entry, size_t level) {
  size_t next = accelerator.memoryInside(level);
  Exchange tiles =
      next == entry.store ? entry.tiles() : Entry(nest, entry.op, next).tiles();
  AccessCounts &result = cost.levels[level].tiles;
  switch (entry.op) {
  case Operand::Input:
    result.inputRead = take(tiles.in);
    return;
  case Operand::Weight:
    result.weightRead = take(tiles.in);
    return;
  case Operand::Output:
    result.outputRead = take(tiles.in);
    result.outputWrite = take(tiles.out);
  }
}

/// CM-18: the systolic arrays inside \p level fill and drain for each tile of
/// the operand that stays in them; of several, the one that takes least stays.
Count Evaluation::fillSteps(size_t level) const {
  Fill fill = Fill::inside(accelerator, level);
  std::optional<Count> steps;
  for (Operand op : allOperands) {
    if (!fill.staying.contains(op))
      continue;
    Exchange tiles = Entry(nest, op, accelerator.memoryInside(level)).tiles();
    Count changes = op == Operand::Output ? tiles.out : tiles.in;
    Count each = fill.steps(changes, tiles.in);
    steps = steps ? least(*steps, each) : each;
  }
  return steps.value_or(fill.once);
}

//===----------------------------------------------------------------------===//
// CM-9: What stays between layers
//===----------------------------------------------------------------------===//

/// What is retained need not move to or from the outermost memory, nor, if it
/// stays in its place, into or out of the one that keeps it.
llvm::Error Evaluation::leaveOut(int64_t kept, const Entry &entry,
                                 Transfer &moved) const {
  if (kept == 0)
    return llvm::Error::success();
  auto way = entry.op == Operand::Output ? &Exchange::out : &Exchange::in;
  auto subtract = [&](Exchange &from, Count elements) {
    from.*way = from.*way - elements;
  };
  Count most = moved.sent.*way;
  if (most.overflowed())
    return llvm::make_error<CountOverflow>(layer.name);
  if (kept < 0 || kept > most.get())
    return llvm::createStringError(
        "layer '" + layer.name + "': " + llvm::Twine(kept) +
        " elements of the " + name(entry.op) +
        " are retained, expected 0 to the " + llvm::Twine(most.get()) +
        " that " + accelerator.levels[0].name + " moves");
  subtract(moved.sent, kept);
  subtract(moved.sentByBusiest, kept);
  if (entry.store != keepingMemory(accelerator) ||
      !keepsInPlace(memory(entry.store)))
    return llvm::Error::success();
  // Of what is kept, the other instances have at most what the busiest takes.
  Count mostOfOne = moved.receivedByBusiest.*way,
        others = nest.unitsOf(nest.usedArraysOutside(entry.store)) - 1;
  subtract(moved.received, kept);
  subtract(moved.receivedByBusiest,
           std::max<int64_t>((kept - mostOfOne * others).get(), 0));
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Time
//===----------------------------------------------------------------------===//

/// CM-10: all that a port carries, on both sides, over its width. Towards the
/// MACs it may take whole accesses at each step instead (CM-11).
PortCycles Evaluation::portCycles(const Entry &entry, size_t level,
                                  const Exchange &inside,
                                  const Exchange &outside) {
  const Memory &memory = this->memory(level);
  Count bits = accelerator.bitsOf(entry.op), stepBits = 0;
  Exchange elements = inside, steps;
  if (memory.wholeAccesses && entry.store == macs) {
    stepBits = nest.fullStep(entry.op, level) * bits;
    steps = entry.tiles();
    elements = {};
  }
  auto cycles = [&](Count steps, Count elements, int64_t width) {
    Count accesses =
        stepBits.ceilDiv(width) * steps + (elements * bits).ceilDiv(width);
    return static_cast<double>(take(accesses)) *
           memory.accessCycles[index(entry.op)];
  };
  switch (memory.bandwidth) {
  case Bandwidth::Unlimited:
    break;
  case Bandwidth::Inside:
    return {cycles(steps.total(), elements.total(), memory.readBits), 0};
  case Bandwidth::OnePort:
    return {cycles(steps.total(), elements.total() + outside.total(),
                   memory.readBits),
            0};
  case Bandwidth::TwoPorts:
    return {cycles(steps.in, elements.in + outside.out, memory.readBits),
            cycles(steps.out, elements.out + outside.in, memory.writeBits)};
  }
  return {};
}

/// CM-12: exchanges with the inside are serial, unless the receiver works on
/// its last tile while it takes in the next.
void Evaluation::addTime(const Entry &entry, size_t level,
                         const Exchange &inside, const Exchange &outside) {
  unsigned i = index(entry.op);
  PortCycles all = portCycles(entry, level, inside, outside);
  cost.levels[level].busy[i] = all.read;
  cost.levels[level].busyWrite[i] = all.write;
  bool overlaps = entry.store == macs ? accelerator.pipelined
                                      : memory(entry.store).doubleBuffered;
  if (!overlaps)
    serial[level][i] = memory(level).bandwidth == Bandwidth::Inside
                           ? all
                           : portCycles(entry, level, inside, {});
}

/// CM-13: operands share the ports, or have their own. Two ports work at once.
static double combine(const Memory &memory, const PerOperand<double> &read,
                      const PerOperand<double> &write) {
  auto all = [&](const PerOperand<double> &cycles) {
    return memory.separatePorts ? std::max({cycles[0], cycles[1], cycles[2]})
                                : cycles[0] + cycles[1] + cycles[2];
  };
  return std::max(all(read), all(write));
}

/// CM-14: from the inside out, what is serial adds up; what overlaps is hidden
/// behind it or takes longer.
void Evaluation::computeCycles() {
  cost.cycles = static_cast<double>(cost.macCycles);
  for (size_t level = accelerator.memoryOutside(macs); level != macs;
       level = accelerator.memoryOutside(level)) {
    MemoryCost &result = cost.levels[level];
    const auto &[input, weight, output] = serial[level];
    result.cycles = combine(memory(level), result.busy, result.busyWrite);
    result.serial =
        combine(memory(level), {input.read, weight.read, output.read},
                {input.write, weight.write, output.write});
    cost.cycles = std::max(cost.cycles + result.serial, result.cycles);
  }
}

//===----------------------------------------------------------------------===//
// Energy
//===----------------------------------------------------------------------===//

/// CM-15 dynamic and CM-16 static energy.
void Evaluation::computeEnergy() {
  double nanoseconds = cost.cycles * (1000.0 / accelerator.frequencyMHz);
  double instances = 1;
  for (size_t level = 0; level < macs; ++level) {
    if (const Array *array = accelerator.levels[level].array()) {
      instances *= static_cast<double>(array->size);
      continue;
    }
    const Memory &memory = this->memory(level);
    MemoryCost &result = cost.levels[level];
    result.energy =
        dynamicEnergy(result, memory, layer, accelerator, schedule, level);
    result.staticEnergy = memory.staticPower * nanoseconds * instances;
  }
  cost.macEnergy = static_cast<double>(cost.macs) * accelerator.macEnergy;
  cost.macStaticEnergy = accelerator.macStaticPower * nanoseconds * instances;
}

namespace {
class ExactCostModel : public CostModel {
public:
  llvm::StringRef name() const override { return "exact"; }
  llvm::Expected<Cost> evaluate(const Layer &layer,
                                const Accelerator &accelerator,
                                const Schedule &schedule,
                                const Retained &retained) const override {
    return Evaluation(layer, accelerator, schedule, retained).run();
  }
};
} // namespace

const CostModel &neurospector::exactCostModel() {
  static const ExactCostModel model;
  return model;
}
