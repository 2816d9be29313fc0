//===- UnitSplits.cpp - Groups that compete for units ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnitSplits.h"
#include "FewestSteps.h"

#include <algorithm>
#include <cmath>

using namespace neurospector;

/// Up to this each number of units is a range of its own; further ranges are
/// longer by a fifth.
static constexpr double eachUpTo = 16, growth = 1.2;

UnitSplits::UnitSplits(const PieceFacts &facts) : facts(facts) {
  for (unsigned m = 0; m < facts.numMemories; ++m)
    ranges.push_back(rangesOf(m));
}

UnitSplits::Ranges UnitSplits::rangesOf(unsigned memory) const {
  Ranges result;
  double most = facts.maxUnits(memory);
  for (double units = 1; units < most;
       units = units < eachUpTo ? units + 1 : std::floor(units * growth))
    result.last.push_back(units);
  result.last.push_back(most);
  for (Operand op : allOperands) {
    Layer group;
    double all = 1, begin = 1;
    for (Dim dim : allDims)
      if (groupOf(dim) == irrelevantGroup(op)) {
        group.bounds[index(dim)] = facts.layer.bound(dim);
        all *= static_cast<double>(facts.layer.bound(dim));
      }
    for (double units : result.last) {
      Array array;
      array.size = static_cast<int64_t>(units);
      result.roundedUp[index(op)].push_back(
          std::max(1.0, begin * fewestSteps(group, array) / all));
      begin = units + 1;
    }
  }
  return result;
}

double UnitSplits::least(const PieceChain &chain, unsigned levels, double steps,
                         OperandMask counted, const PieceBounds &bounds) const {
  // The tables take the last arrays apart tile by tile.
  unsigned first = levels / 2, last = facts.numMemories - 1, memory = first;
  for (unsigned m = first; m < last; ++m)
    if (facts.maxUnits(m) > facts.maxUnits(memory))
      memory = m;
  if (first >= last || facts.maxUnits(memory) == 1)
    return 0;
  // What the tables say of arrays inside a single memory counts idle units and
  // sums of their own already.
  bool isOnly = facts.onlyArrays() == memory;
  Added added;
  for (auto &costs : added.bySharing)
    costs.resize(ranges[memory].last.size(), 0);
  llvm::SmallVector<UnitCounts, 6> known(chain.unitCounts(first));
  for (unsigned m = first; m <= memory; ++m)
    known.push_back(facts.unitCounts(m));
  added.byStep = bounds.perMacCycle() + bounds.portTime(steps + 1, known) -
                 bounds.portTime(steps, known);
  // The fewer units begin sums of their own, the more is read back.
  if (!isOnly)
    addBySharing(added, memory, Operand::Output, known.back(),
                 [&] { return bounds.portTime(steps, known); });
  bounds.forEachInside(levels, counted, [&](const PieceBounds::Charge &charge) {
    Operand op = bounds.operandOf(charge);
    PieceBounds::Least least = bounds.least(charge, chain, levels, steps);
    Reach all = bounds.reach(charge, known);
    if (least.busiest > 0)
      added.byStep += op != Operand::Output
                          ? charge.perUnit.in
                          : charge.perUnit.out +
                                std::max(0.0, 1 - all.first / least.moved) *
                                    charge.perUnit.in;
    if ((isOnly && op == Operand::Output) || bounds.isFar(charge))
      return;
    addBySharing(added, memory, op, known.back(), [&] {
      return bounds.value(charge, least.moved, bounds.reach(charge, known),
                          least.busiest);
    });
  });
  // Arrays inside the last memory have steps that are rounded, too.
  if (facts.maxUnits(last) == 1 && !isOnly)
    added.steps = added.byStep * steps;
  return leastOf(added, memory);
}

void UnitSplits::addBySharing(Added &added, unsigned memory, Operand op,
                              UnitCounts &counts,
                              llvm::function_ref<double()> value) const {
  double &sharing = counts.of[index(irrelevantGroup(op))];
  double limit = sharing, base = value();
  for (auto [units, cost] :
       llvm::zip(ranges[memory].last, added.bySharing[index(op)])) {
    sharing = std::min(limit, units);
    cost += value() - base;
  }
  sharing = limit;
}

double UnitSplits::leastOf(const Added &added, unsigned memory) const {
  const auto &[last, roundedUp] = ranges[memory];
  const UnitCounts &most = facts.unitCounts(memory);
  auto limit = [&](Operand op) { return most.of[index(irrelevantGroup(op))]; };
  auto begin = [&](size_t i) { return i == 0 ? 1 : last[i - 1] + 1; };
  const auto &[inputs, weights, outputs] = added.bySharing;
  double result = infinity;
  for (size_t k = 0; k < last.size() && begin(k) <= limit(Operand::Input); ++k)
    for (size_t b = 0; b < last.size() && begin(b) <= limit(Operand::Weight);
         ++b) {
      double left = std::floor(most.all / (begin(k) * begin(b)));
      if (left < 1)
        break;
      left = std::min(left, limit(Operand::Output));
      auto c =
          static_cast<size_t>(llvm::lower_bound(last, left) - last.begin());
      double more = roundedUp[0][k] * roundedUp[1][b] - 1;
      result = std::min(result, inputs[k] + weights[b] + outputs[c] +
                                    added.steps * more);
    }
  return result;
}
