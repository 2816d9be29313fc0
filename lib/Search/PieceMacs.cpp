//===- PieceMacs.cpp - What comes to the MACs -----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceBounds.h"

#include <cmath>

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Ports of the last memory
//===----------------------------------------------------------------------===//

/// Of a memory that others fill without taking its time only the MACs use the
/// ports, so that the longest is known.
void PieceBounds::findPorts() {
  const ChainCost &cost = facts.cost;
  unsigned last = facts.numMemories - 1;
  if (cost.timesOutside(last))
    return;
  const MemoryTime &weight = channel.perCycle[last];
  portWeight = weight.busy + (cost.machine.pipelined ? 0 : weight.serial);
  for (Operand op : allOperands)
    if (cost.memory(last).holds.contains(op))
      portCycles[index(op)] = {cost.cyclesPerElement(last, op, false),
                               cost.cyclesPerElement(last, op, true)};
  portTimeInTables = portTime(facts.macsOnAll(), {});
}

double PieceBounds::portTime(const AtMacs &at) const {
  const Memory &memory = facts.cost.memory(facts.numMemories - 1);
  InOut time;
  for (Operand op : allOperands) {
    const InOut &cycles = portCycles[index(op)];
    double each = at.each[index(op)];
    bool isOutput = op == Operand::Output;
    InOut own = {(isOutput ? std::max(0.0, each - at.first) : each) * cycles.in,
                 isOutput ? each * cycles.out : 0};
    if (memory.bandwidth != Bandwidth::TwoPorts)
      own = {own.in + own.out, 0};
    if (memory.separatePorts)
      time = {std::max(time.in, own.in), std::max(time.out, own.out)};
    else
      time = {time.in + own.in, time.out + own.out};
  }
  return portWeight * std::max(time.in, time.out);
}

double PieceBounds::portTime(double steps,
                             llvm::ArrayRef<UnitCounts> known) const {
  unsigned last = facts.numMemories - 1;
  if (portWeight == 0 || facts.maxUnits(last) > 1)
    return 0;
  AtMacs at;
  for (const Transfer &transfer : facts.cost.transfers)
    if (transfer.from == last) {
      double &each = at.each[index(transfer.op)];
      each = steps * std::max(1.0, accessedPerStep(transfer, lattice.unit()));
      if (transfer.op != Operand::Output)
        continue;
      // As in `value`.
      Reach reach = facts.reach(transfer, last, true, known);
      at.first = each * reach.first / facts.cost.macs;
    }
  return portTime(at);
}

//===----------------------------------------------------------------------===//
// One tile
//===----------------------------------------------------------------------===//

/// Elements of a full step: those of the least tile.
double PieceBounds::fullStep(Operand op, Tile tile) const {
  Factors sizes = lattice.leastTile(tile);
  auto at = [&](Dim dim) { return static_cast<double>(sizes[index(dim)]); };
  double result = 1;
  for (Dim dim : allDims)
    if (isRelevant(op, dim) && !(op == Operand::Input && isPaired(dim)))
      result *= at(dim);
  for (unsigned pair = 0; op == Operand::Input && pair < numPairs; ++pair) {
    const ImageWindow &walk = facts.layer.pairs[pair];
    double x = at(imageOf(pair)), w = at(windowOf(pair));
    result *= std::min((x - 1) * static_cast<double>(walk.stride) +
                           (w - 1) * static_cast<double>(walk.dilation) + 1,
                       x * w);
  }
  return result;
}

/// Whole accesses of one port, as elements that fill them.
double PieceBounds::accessedPerStep(const Transfer &transfer, Tile tile) const {
  const Memory &memory = facts.cost.memory(transfer.from);
  if (!memory.wholeAccesses || memory.bandwidth == Bandwidth::TwoPorts)
    return 0;
  double filled = static_cast<double>(memory.readBits) /
                  static_cast<double>(facts.cost.machine.bitsOf(transfer.op));
  return std::ceil(fullStep(transfer.op, tile) / filled) * filled;
}

/// First visits by all units outside the last memory, of which \p reduction
/// are along C, R and S.
double PieceBounds::firstVisits(double most, double reduction) const {
  return std::min(most, facts.outputs() * reduction);
}

/// What does not depend on the units along C, R and S is added up.
PieceBounds::HandedTile PieceBounds::handedTile(Tile tile) const {
  unsigned last = facts.numMemories - 1;
  double units = facts.maxUnitsOutside(last), steps = facts.steps(tile);
  HandedTile result;
  result.tile = tile;
  result.fixed.onAll = portTimeInTables;
  for (const PieceLattice::Axis &axis : lattice.axes())
    result.digits.push_back(lattice.digit(tile, axis));
  for (const Charge &charge : byEntry[facts.numMemories]) {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    Part part = {&charge, facts.sent(index(transfer.op), tile), 1};
    // Of whole accesses as many are first visits.
    if (charge.site == transfer.from)
      part.more = std::max(1.0, accessedPerStep(transfer, tile) * steps /
                                    units * charge.most.units *
                                    charge.most.sharing / part.moved);
    if (transfer.op == Operand::Output)
      result.outputs.push_back(part);
    else
      add(part, infinity, result.fixed);
  }
  bool hasPorts = portWeight > 0 && facts.maxUnits(last) > 1;
  for (const Transfer &transfer : facts.cost.transfers) {
    if (transfer.from != last || !hasPorts)
      continue;
    unsigned i = index(transfer.op);
    Reach most = facts.reach(transfer, last, true, {});
    double moved = facts.sent(i, tile);
    result.perStep[i] = accessedPerStep(transfer, tile);
    double accessed = std::max(moved, result.perStep[i] * steps);
    result.atMacs.each[i] = accessed / most.units;
    if (transfer.op != Operand::Output)
      continue;
    result.mostFirst = most.first;
    result.atMacs.first = accessed / moved / most.units;
  }
  result.steps = channel.perMacCycle * steps / units;
  MacsCost all = costOfMacs(result, infinity);
  result.others = all.all - all.time - result.steps;
  return result;
}

void PieceBounds::add(const Part &part, double reduction,
                      MacsCost &result) const {
  const auto &[charge, moved, more] = part;
  Reach most = charge->most;
  most.first = firstVisits(most.first, reduction);
  Charge energy = *charge, time = *charge;
  energy.perUnit = time.energy = {0, 0};
  time.notSpared = 0;
  result.all += value(energy, moved, most);
  most.first *= more;
  double taken = value(time, moved * more, most);
  if (isTimeToMacs(*charge))
    result.time += taken;
  else if (charge->isEachStep)
    result.onAll += taken;
  else
    result.all += taken;
}

PieceBounds::MacsCost PieceBounds::costOfMacs(const HandedTile &tile,
                                              double reduction) const {
  MacsCost result = tile.fixed;
  for (const Part &part : tile.outputs)
    add(part, reduction, result);
  AtMacs at = tile.atMacs;
  at.first *= firstVisits(tile.mostFirst, reduction);
  result.time += portTime(at);
  result.onAll += result.time;
  result.all += result.onAll + tile.steps;
  return result;
}

//===----------------------------------------------------------------------===//
// One tile, step by step
//===----------------------------------------------------------------------===//

double PieceBounds::costOfSteps(const HandedTile &tile, double steps,
                                double reduced) const {
  AtMacs at;
  for (Operand op : allOperands)
    at.each[index(op)] = steps * tile.perStep[index(op)];
  at.first = at.each[index(Operand::Output)] / reduced;
  return tile.others + channel.perMacCycle * steps + portTime(at);
}

AxisSteps PieceBounds::unitsAlong(const PieceChain &chain,
                                  unsigned memories) const {
  AxisSteps result;
  result.fill(1);
  for (unsigned m = 0; m < memories; ++m)
    for (unsigned a = 0; a < lattice.axes().size(); ++a)
      result[a] *= chain.rows[m].units[a];
  return result;
}

/// With so many \p units along each axis of the arrays inside the first
/// \p memories, each of which takes whole steps, whatever the others are.
double PieceBounds::leastInSteps(const AxisSteps &units, unsigned memories) {
  auto [known, isNew] = leastBySteps[memories].try_emplace(units, infinity);
  if (!isNew)
    return known->second;
  double most = 1, reduction = 1;
  for (unsigned m = memories; m + 1 < facts.numMemories; ++m) {
    most *= facts.maxUnits(m);
    reduction *= facts.unitCounts(m).of[index(Group::CRS)];
  }
  // Along axes where tiles differ, by digit; all others at once.
  llvm::SmallVector<std::pair<unsigned, llvm::SmallVector<double, 8>>, numDims>
      stepsAlong;
  double others = 1 / most, othersReduced = 1;
  for (auto [number, axis] : llvm::enumerate(lattice.axes())) {
    auto stepsOf = [&, number = number](int64_t pieces) {
      return static_cast<double>((pieces - 1) / units[number] + 1);
    };
    if (macDigits[number] == 0) {
      others *= stepsOf(axis.bound);
      if (axis.group == Group::CRS)
        othersReduced *= stepsOf(axis.bound);
      continue;
    }
    auto &byDigit = stepsAlong.emplace_back(number, 0).second;
    for (int64_t pieces :
         llvm::ArrayRef(axis.pieces).take_front(macDigits[number] + 1))
      byDigit.push_back(stepsOf(pieces));
  }
  double &least = known->second;
  for (const HandedTile &tile : macTiles) {
    double steps = others, reduced = othersReduced;
    for (const auto &[number, byDigit] : stepsAlong) {
      double each = byDigit[tile.digits[number]];
      steps *= each;
      if (lattice.axes()[number].group == Group::CRS)
        reduced *= each;
    }
    if (tile.others + channel.perMacCycle * steps - tile.inTable >= least)
      continue;
    double cost = costOfSteps(tile, steps, std::ceil(reduced / reduction));
    least = std::min(least, cost - tile.inTable);
  }
  return least;
}

//===----------------------------------------------------------------------===//
// All tiles
//===----------------------------------------------------------------------===//

/// Numbers of units along C, R and S differ by less within a range, the more
/// tiles there are.
static double growthOf(size_t numTiles) {
  return numTiles < 20000 ? 1.05 : 1.5;
}

void PieceBounds::lower(MacsCost &least, const MacsCost &cost) {
  least = {std::min(least.all, cost.all), std::min(least.time, cost.time),
           std::min(least.onAll, cost.onAll)};
}

void PieceBounds::findReductions(size_t numTiles) {
  double most = 1, growth = growthOf(numTiles);
  for (unsigned m = 0; splitsMacs && m + 1 < facts.numMemories; ++m)
    most *= facts.mostReducing(m);
  for (double end = 0; end < most;) {
    double begin = end + 1;
    end = std::min(most, std::max(begin, std::floor(begin * growth)));
    reductions.push_back({begin, end, {}, {}});
  }
  constexpr MacsCost none = {infinity, infinity, infinity};
  for (Reduction &each : reductions)
    each.least = each.rounded = none;
  if (!splitsMacs)
    reductions.front().end = infinity;
}

/// The tables have what a tile costs above the best one for some number of
/// units along C, R and S.
void PieceBounds::buildToMacs() {
  unsigned last = facts.numMemories - 1;
  findReductions(facts.handedToMacs().size());
  struct Costs {
    HandedTile tile;
    llvm::SmallVector<std::pair<double, double>, 0> each;
  };
  std::vector<Costs> tiles;
  double steps = channel.perMacCycle * facts.macsOnAll();
  for (Tile tile : facts.handedToMacs()) {
    auto &[handed, costs] = tiles.emplace_back(Costs{handedTile(tile), {}});
    double pieces = facts.moved(index(Operand::Output), tile) / facts.outputs();
    for (auto &[begin, end, least, rounded] : reductions) {
      MacsCost cost = costOfMacs(handed, end), longer = cost;
      lower(least, cost);
      // The loops along C, R and S take whole steps.
      double part = std::max(1.0, std::ceil(pieces / end) * begin / pieces);
      longer.all += (part - 1) * (cost.onAll + steps);
      longer.onAll *= part;
      rounded.time = std::min(rounded.time, longer.time);
      rounded.onAll = std::min(rounded.onAll, longer.onAll);
      costs.push_back({cost.all, longer.all});
      handed.time = cost.time;
    }
  }
  for (auto &[handed, costs] : tiles) {
    double &inTable = handed.inTable = infinity;
    for (auto [cost, of] : llvm::zip(costs, reductions))
      inTable = std::min(inTable, cost.first - (splitsMacs ? of.least.all : 0));
    for (auto [cost, of] : llvm::zip(costs, reductions))
      of.rounded.all = std::min(of.rounded.all, cost.second - inTable);
    if (!splitsMacs ||
        inTable + leastOutside[last] + leastOfMacsInside(last) < limit)
      macTiles.push_back(std::move(handed));
  }
  macDigits.assign(lattice.axes().size(), 0);
  for (const HandedTile &tile : macTiles)
    for (auto [most, digit] : llvm::zip(macDigits, tile.digits))
      most = std::max(most, digit);
  leastToMacs = infinity;
  for (const HandedTile &tile : macTiles)
    leastToMacs = std::min(leastToMacs, tile.inTable);
  if (splitsMacs)
    leastToMacs += reductions.back().least.all;
  auto begin = [&](TileTable &table, double HandedTile::*value) {
    table.begin(lattice, infinity, [this, value](Tile first, double *values) {
      auto tile = llvm::partition_point(
          macTiles, [&](const HandedTile &each) { return each.tile < first; });
      std::fill_n(values, lattice.rowSize(), infinity);
      bool isAny = false;
      for (; tile != macTiles.end() && tile->tile < first + lattice.rowSize();
           ++tile, isAny = true)
        values[tile->tile - first] = (*tile).*value;
      return isAny;
    });
  };
  begin(handedTables[last][noneOpen], &HandedTile::inTable);
  begin(macTimes, &HandedTile::time);
}

bool PieceBounds::countsSteps() const {
  unsigned last = facts.numMemories - 1;
  const Memory &memory = facts.cost.memory(last);
  return splitsMacs && portWeight > 0 && facts.maxUnits(last) > 1 &&
         memory.wholeAccesses && memory.bandwidth != Bandwidth::TwoPorts;
}

const PieceBounds::MacsCost &PieceBounds::leastOfMacs(double reduction) const {
  return llvm::partition_point(
             llvm::drop_end(reductions),
             [&](const Reduction &each) { return each.end < reduction; })
      ->least;
}

/// Of one memory \p fewest to \p most units are along C, R and S, of all others
/// up to so many.
PieceBounds::MacsCost PieceBounds::leastOfRounded(double fewest, double most,
                                                  double others) const {
  constexpr double eachUpTo = 8;
  if (most - fewest > eachUpTo)
    return leastOfMacs(most * others);
  MacsCost result = {infinity, infinity, infinity};
  for (double number = fewest; number <= most; ++number)
    for (const auto &[begin, end, least, rounded] : reductions)
      if (std::floor(end / number) * number >= begin &&
          begin <= number * others)
        lower(result, rounded);
  return result;
}

double PieceBounds::timeToMacs(const PieceChain &chain, unsigned levels) {
  unsigned last = facts.numMemories - 1;
  handed(last, noneOpen);
  if (levels < 2 * last)
    return reductions.back().least.time;
  if (levels > 2 * last)
    return macTimes[chain.rows[last].handed];
  if (enteringMacTimes.empty())
    enteringMacTimes.begin(
        lattice, macTimes, facts.loops(last),
        {[](const auto &) { return true; },
         [=, this](Tile first) { return facts.fitsRow(last, first); }});
  return enteringMacTimes.least()[chain.rows[last].entering];
}

double PieceBounds::mostReduction(const PieceChain &chain,
                                  unsigned memories) const {
  double result = 1;
  llvm::ArrayRef<UnitCounts> known = chain.unitCounts(memories);
  for (unsigned m = 0; m + 1 < facts.numMemories; ++m)
    result *= (m < known.size() ? known[m] : facts.unitCounts(m))
                  .of[index(Group::CRS)];
  return result;
}

/// Of the MACs, if arrays inside the last memory round them.
double PieceBounds::stepsOfArrays() const {
  if (facts.maxUnits(facts.numMemories - 1) == 1)
    return 0;
  return channel.perMacCycle * facts.macsOnAll();
}

/// With so many \p units along each axis of the arrays inside the first
/// \p memories, which are as many times \p idle as there are.
const PieceBounds::MacsCost &PieceBounds::leastOfMacs(const AxisSteps &units,
                                                      unsigned memories,
                                                      double &idle) const {
  double reduction = 1;
  idle = facts.maxUnitsOutside(memories);
  for (auto [number, axis] : llvm::enumerate(lattice.axes())) {
    auto along = static_cast<double>(units[number]);
    idle /= along;
    if (axis.group == Group::CRS)
      reduction *= along;
  }
  for (unsigned m = memories; m + 1 < facts.numMemories; ++m)
    reduction *= facts.mostReducing(m);
  idle = std::max(1.0, idle);
  return leastOfMacs(reduction);
}

double PieceBounds::leastOfMacs(const AxisSteps &units, unsigned memories) {
  if (countsSteps())
    return leastInSteps(units, memories);
  double idle;
  const MacsCost &least = leastOfMacs(units, memories, idle);
  return least.all + (idle - 1) * (least.time + stepsOfArrays());
}

double PieceBounds::macs(const PieceChain &chain, unsigned levels,
                         double busiest) {
  double time = countsSteps() ? 0 : timeToMacs(chain, levels);
  unsigned last = facts.numMemories - 1;
  double reduction = mostReduction(chain, levels / 2);
  if (levels <= 2 * last) {
    const MacsCost &least = leastOfMacs(reduction);
    double result = least.all;
    if (busiest > 1)
      result += (busiest - 1) * (std::max(time, least.time) + stepsOfArrays());
    if (countsSteps())
      result = std::max(
          result, leastInSteps(unitsAlong(chain, levels / 2), levels / 2));
    return result;
  }
  Tile tile = chain.rows[last].handed;
  double inTable = handed(last, noneOpen)[tile];
  auto [visits, reduced] = chain.visits(levels);
  if (countsSteps())
    return costOfSteps(handedTile(tile), visits, reduced) - inTable;
  MacsCost cost = costOfMacs(handedTile(tile), reduction);
  double result = cost.all - inTable + (busiest - 1) * cost.time;
  if (facts.maxUnits(last) > 1)
    result += channel.perMacCycle *
              (visits - facts.steps(tile) / facts.maxUnitsOutside(last));
  return result;
}
