//===- WidePublishedModel.cpp - The published model in 512-bit integers ---===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WideModel.h"
#include "neurospector/Model/PublishedShape.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

class WidePublished {
public:
  WidePublished(const Layer &layer, const Accelerator &machine,
                const Schedule &schedule)
      : layer(layer), machine(machine), schedule(schedule),
        shape(*PublishedShape::of(machine)) {}

  WideCost run();

private:
  using Level = std::optional<size_t>;

  Big factor(Level level, Dim dim) const {
    return level ? schedule.steps(*level, dim, layer) : 1;
  }
  template <typename Filter> Big productOf(Level level, Filter filter) const {
    Big result = 1;
    for (Dim dim : allDims)
      if (filter(dim))
        result = result * factor(level, dim);
    return result;
  }
  Big all(Level level) const {
    return productOf(level, [](Dim) { return true; });
  }
  Big of(Level level, Group group) const {
    return productOf(level, [&](Dim dim) { return groupOf(dim) == group; });
  }
  Big relevant(Level level, Operand op) const {
    return productOf(level, [&](Dim dim) { return isRelevant(op, dim); });
  }

  PerOperand<Big> volume(const Factors &tile) const;
  std::array<Big, 4> count(Level level, std::initializer_list<Level> outer,
                           std::optional<Operand> reused) const;
  void applyRules(std::array<Big, 4> &gb, std::array<Big, 4> &dram) const;
  void addMemory(size_t level, const std::array<Big, 4> &sent,
                 const std::array<Big, 4> &held);

  const Layer &layer;
  const Accelerator &machine;
  const Schedule &schedule;
  const PublishedShape shape;
  WideCost cost;
};

} // namespace

PerOperand<Big> WidePublished::volume(const Factors &tile) const {
  auto at = [&](Dim dim) { return Big(tile[index(dim)]); };
  Big input = at(Dim::B) * at(Dim::C) * at(Dim::G),
      weight = at(Dim::K) * at(Dim::C) * at(Dim::G),
      output = at(Dim::B) * at(Dim::K) * at(Dim::G);
  for (unsigned pair = 0; pair < numPairs; ++pair) {
    Big image = at(imageOf(pair)), window = at(windowOf(pair));
    input = input * ((image - 1) * layer.pairs[pair].stride +
                     (window - 1) * layer.pairs[pair].dilation + 1);
    weight = weight * window;
    output = output * image;
  }
  return {input, weight, output};
}

std::array<Big, 4> WidePublished::count(Level level,
                                        std::initializer_list<Level> outer,
                                        std::optional<Operand> reused) const {
  Big n = all(level), reductions = of(level, Group::CRS), outerReductions = 1;
  for (Level other : outer) {
    n = n * all(other);
    reductions = reductions * of(other, Group::CRS);
    outerReductions = outerReductions * of(other, Group::CRS);
  }
  std::array<Big, 4> result = {n, n, n - n / reductions, n};
  if (reused == Operand::Input) {
    Big k = of(level, Group::K);
    Big larger = std::max(of(level, Group::BPQ), of(level, Group::CRS));
    result[0] = n / (k == Big(1) ? larger : k);
  }
  if (reused == Operand::Weight)
    result[1] = n / of(level, Group::BPQ);
  if (reused == Operand::Output) {
    result[2] = n / reductions * (outerReductions - 1);
    result[3] = n / of(level, Group::CRS);
  }
  return result;
}

void WidePublished::applyRules(std::array<Big, 4> &gb,
                               std::array<Big, 4> &dram) const {
  std::array<Big, 4> whole = {1, 1, 0, 1};
  for (Operand op : allOperands) {
    bool once = relevant(shape.dram, op) == Big(1);
    bool kept = relevant(shape.globalBuffer, op) == Big(1);
    std::initializer_list<unsigned> fields[] = {{0}, {1}, {2, 3}};
    for (unsigned field : fields[index(op)]) {
      if (once)
        dram[field] = whole[field];
      if (kept)
        gb[field] = dram[field];
    }
    bool bypasses =
        shape.globalBuffer &&
        !machine.levels[*shape.globalBuffer].memory()->holds.contains(op);
    if (!bypasses || !once || kept)
      continue;
    if (op == Operand::Output) {
      dram[2] = of(shape.dram, Group::CRS) - 1;
      dram[3] = of(shape.dram, Group::CRS);
    } else if (op == Operand::Weight) {
      dram[1] = of(shape.dram, Group::BPQ);
    } else {
      // Only K is left, or nothing.
      dram[0] = of(shape.dram, Group::K);
    }
  }
}

void WidePublished::addMemory(size_t level, const std::array<Big, 4> &sent,
                              const std::array<Big, 4> &held) {
  const Memory &memory = *machine.levels[level].memory();
  WideMemory &result = cost.levels[level];
  PerOperand<Big> sentVolume = volume(schedule.tiles[level]),
                  heldVolume = volume(schedule.entering(level, layer));
  Big instances = 1;
  for (size_t outside = 0; outside < level; ++outside)
    if (machine.levels[outside].array())
      instances = instances * all(outside);
  result.tiles = sent;
  for (Operand op : allOperands) {
    unsigned i = index(op);
    cost.demand(sentVolume[i]);
    cost.demand(heldVolume[i]);
    bool isOutput = op == Operand::Output;
    auto in = [&](const std::array<Big, 4> &count) { return count[i]; };
    auto out = [&](const std::array<Big, 4> &count) {
      return isOutput ? count[3] : Big(0);
    };
    result.reads[i] =
        (sentVolume[i] * in(sent) + heldVolume[i] * out(held)) * instances;
    result.writes[i] =
        (sentVolume[i] * out(sent) + heldVolume[i] * in(held)) * instances;
    Big tiles = in(sent) + out(sent);
    result.inside[i] = sentVolume[i] * tiles;
    int64_t bits = machine.bitsOf(op);
    result.readPort[i] =
        level == shape.localBuffer
            ? cost.accesses(sentVolume[i], bits, memory.readBits) * tiles
            : cost.accesses(result.inside[i], bits, memory.readBits);
    cost.demand(result.readPort[i]);
  }
}

WideCost WidePublished::run() {
  cost.levels.resize(machine.levels.size());
  cost.macCycles =
      all(shape.localBuffer) * all(shape.globalBuffer) * all(shape.dram);
  std::optional<Operand> dramOrder =
                             stationaryOperand(schedule.orders[shape.dram]),
                         gbOrder;
  if (shape.globalBuffer)
    gbOrder = stationaryOperand(schedule.orders[*shape.globalBuffer]);
  std::array<Big, 4> lb = count(shape.localBuffer,
                                {shape.globalBuffer, shape.dram}, std::nullopt),
                     gb = count(shape.globalBuffer, {shape.dram}, gbOrder),
                     dram = count(shape.dram, {}, dramOrder);
  applyRules(gb, dram);
  addMemory(shape.dram, dram, {0, 0, 0, 0});
  if (shape.globalBuffer)
    addMemory(*shape.globalBuffer, gb, dram);
  addMemory(shape.localBuffer, lb, gb);
  cost.demandAll();
  return cost;
}

WideCost test::widePublished(const Layer &layer, const Accelerator &machine,
                             const Schedule &schedule) {
  return WidePublished(layer, machine, schedule).run();
}
