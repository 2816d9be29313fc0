//===- MetricBounds.cpp - Lower bounds of a metric ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MetricBounds.h"

using namespace neurospector;

MetricBounds::MetricBounds(const ChainCost &cost, const TileFacts &facts,
                           Metric metric)
    : paths(pathsOfTime(cost)), cost(cost), facts(facts), fills(cost, facts),
      metric(metric) {}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

TimeWeights MetricBounds::mean() const {
  TimeWeights result = weightsOfPath(cost, paths.front());
  for (size_t i = 1; i < paths.size(); ++i)
    result.mix(weightsOfPath(cost, paths[i]), 1.0 / static_cast<double>(i + 1));
  return result;
}

void MetricBounds::add(Channel channel, bool countsIdle) {
  bool isEnergy = channel.perPj > 0;
  channel.countsIdle = countsIdle && facts.looksAtUnrollings();
  channel.looksAhead = overlaps() && !isEnergy;
  (isEnergy ? energies : times)
      .push_back(std::make_unique<Relaxation>(cost, facts, channel));
}

void MetricBounds::add(const TimeWeights &weights, bool countsIdle) {
  // Energy without static power does not depend on time.
  if (metric != Metric::Cycle &&
      (energies.empty() || cost.staticPjPerCycle > 0))
    add(Channel::energyOf(cost, weights), countsIdle);
  if (metric != Metric::Energy)
    add(Channel::timeOf(cost, weights), countsIdle);
}

void MetricBounds::follow(const TimeWeights &weights) {
  add(weights, /*countsIdle=*/true);
}

void MetricBounds::follow(const TimeWeights &weights, double pjPerCycle) {
  clear();
  add(Channel(cost, weights, 1, pjPerCycle), /*countsIdle=*/true);
}

/// Idle units of arrays outside the last memory tighten some bounds and loosen
/// others, if there are arrays inside it.
void MetricBounds::addPaths(llvm::ArrayRef<unsigned> some) {
  bool countsIdle = !overlaps() || cost.space.stages.back().arrays.isTrivial();
  for (unsigned path : some)
    if (!llvm::is_contained(added, path)) {
      added.push_back(path);
      add(weightsOfPath(cost, path), countsIdle);
    }
}

//===----------------------------------------------------------------------===//
// Bounds
//===----------------------------------------------------------------------===//

double neurospector::valueOf(const ChainCost &cost, Metric metric,
                             const Known &known) {
  double cycles = known.cycles();
  double energy = cost.macEnergy + known.energy + known.toMacs +
                  cost.staticPjPerCycle * cycles;
  return metricOf(metric, energy, cycles);
}

double neurospector::valueOfMacs(const ChainCost &cost, Metric metric,
                                 double steps) {
  Known known;
  known.macCycles = steps;
  return valueOf(cost, metric, known);
}

static OperandMask openAfter(const Frame &frame) {
  OperandMask open = 0;
  for (Operand op : allOperands)
    if (frame.moves.reuses(op))
      open = static_cast<OperandMask>(open | 1u << index(op));
  return open;
}

double MetricBounds::handed(llvm::ArrayRef<Frame> frames, double limitOfParts) {
  const Frame &frame = frames.back();
  OperandMask open = openAfter(frame);
  double fill = fills.handed(frames);
  return combine([&](Relaxation &relaxation, size_t) {
    double inside = relaxation.inside(frames, open);
    if (inside == infinity)
      return infinity;
    double outside = relaxation.channel.of(cost, frames) + inside +
                     relaxation.channel.perMacCycle * fill +
                     relaxation.onTheWay(frames);
    double above = relaxation.aboveTables(frames);
    return outside +
           relaxation.macs(frames, frame.handed, /*isHanded=*/true,
                           limitOfParts - (outside + above)) +
           above;
  });
}

/// What is open after the loops, if there are any, is part of what is reused in
/// some case, and tables are no lower where less is open.
double MetricBounds::handedInAnyOrder(llvm::ArrayRef<Frame> frames) {
  Tile handed = frames.back().handed;
  return combine([&](Relaxation &relaxation, size_t) {
    auto inside = static_cast<unsigned>(frames.size());
    llvm::ArrayRef<RowCase> cases = cost.space.stages[inside - 1].cases;
    double least =
        cases.empty() ? relaxation.handed(inside, 0)[handed] : infinity;
    unsigned seen = 0; // sets of operands
    for (const RowCase &row : cases)
      if (unsigned bit = 1u << row.reuse.reused; !(seen & bit)) {
        seen |= bit;
        least = std::min(least,
                         relaxation.handed(inside, row.reuse.reused)[handed]);
      }
    return relaxation.channel.of(cost, frames) + least +
           relaxation.macs(frames, handed, /*isHanded=*/true, -infinity);
  });
}

/// What the tables say of an open operand that passes the second memory by may
/// be little; then the loops of that are looked at.
double MetricBounds::root(llvm::MutableArrayRef<Frame> frames) {
  double bound = handed(frames.take_front());
  OperandMask open = openAfter(frames.front());
  if (frames.size() < 2 || bound == infinity || bound > limit ||
      !cost.space.stages.front().arrays.isTrivial())
    return bound;
  for (Operand op : allOperands)
    if (open >> index(op) & 1 && !cost.memory(1).holds.contains(op)) {
      frames[1].entering = frames[0].handed;
      cost.enter(frames);
      return std::max(bound, entering(frames));
    }
  return bound;
}

double MetricBounds::leaf(llvm::ArrayRef<Frame> frames) {
  return combine([&](Relaxation &relaxation, size_t) {
    double known = relaxation.channel.of(cost, frames);
    return known + relaxation.macs(frames, frames.back().entering,
                                   /*isHanded=*/false, limitOfParts() - known);
  });
}

llvm::SmallVector<MetricBounds::BeforeLeaf, 8>
MetricBounds::beforeLeaf(const Sending &sending) const {
  llvm::SmallVector<BeforeLeaf, 8> result;
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<Relaxation> &relaxation : *list) {
      const Channel &channel = relaxation->channel;
      BeforeLeaf &before = result.emplace_back();
      before.sum = channel.of(sending.known);
      for (unsigned i = 0; i < 3; ++i)
        before.perElement[i] = channel.perPj * sending.entryEnergy[i];
    }
  return result;
}

void MetricBounds::lookOutside(llvm::ArrayRef<Frame> frames, Outside &result) {
  result.sums.clear();
  result.floors.clear();
  result.memory = static_cast<unsigned>(frames.size() - 1);
  result.entering = frames.back().entering;
  result.open = openAfter(frames[result.memory - 1]);
  double fill = fills.entering(frames);
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<Relaxation> &relaxation : *list) {
      double known = relaxation->channel.of(cost, frames) +
                     relaxation->channel.perMacCycle * fill;
      result.sums.push_back(known + relaxation->macs(frames, result.entering,
                                                     /*isHanded=*/false,
                                                     limitOfParts() - known));
      result.floors.push_back(relaxation->floors(frames));
    }
}

double MetricBounds::entering(const Outside &outside) {
  double least = combine([&](Relaxation &relaxation, size_t c) {
    return outside.sums[c] + outside.floors[c].ofNone(outside.open) +
           relaxation.row(outside.memory, outside.open, 0)[outside.entering];
  });
  for (const RowCase &row : cost.space.stages[outside.memory].cases)
    least = std::min(least, ofCase(outside, row.reuse));
  return least;
}

double MetricBounds::ofCase(const Outside &outside, const ReuseCase &reuse) {
  return combine([&](Relaxation &relaxation, size_t c) {
    return outside.sums[c] + outside.floors[c].of(reuse) +
           relaxation.row(outside.memory, reuse.reused,
                          reuse.groups)[outside.entering];
  });
}

void MetricBounds::chooseCase(Outside &outside, const ReuseCase &reuse) const {
  outside.inCase.clear();
  outside.insideOfCase.clear();
  for (auto [sum, floors] : llvm::zip(outside.sums, outside.floors))
    outside.inCase.push_back(sum + floors.of(reuse));
  for (auto *list : {&energies, &times})
    for (const std::unique_ptr<Relaxation> &relaxation : *list)
      outside.insideOfCase.push_back(
          relaxation->handed(outside.memory + 1, reuse.reused).data());
}

void MetricBounds::ofHanded(const Outside &outside, llvm::ArrayRef<Tile> tiles,
                            std::vector<Handed> &result) const {
  result.resize(tiles.size());
  size_t kept = 0;
  if (metric == Metric::Edp) {
    for (Tile tile : tiles)
      if (double bound = ofHanded(outside, tile); bound <= limit)
        result[kept++] = {tile, bound};
    return result.resize(kept);
  }
  // One channel after the other, each of the tiles that those before left.
  for (Tile tile : tiles)
    result[kept++] = {tile, 0};
  for (auto [known, inside] : llvm::zip(outside.inCase, outside.insideOfCase)) {
    size_t size = std::exchange(kept, 0);
    for (size_t i = 0; i < size; ++i) {
      auto [tile, bound] = result[i];
      bound = std::max(bound, known + inside[tile]);
      result[kept] = {tile, bound};
      kept += bound <= limit;
    }
  }
  result.resize(kept);
}
