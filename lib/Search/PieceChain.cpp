//===- PieceChain.cpp - A schedule down to some memory, in pieces ---------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceChain.h"

#include <algorithm>

using namespace neurospector;

static constexpr uint64_t memoryLevels = 0x5555555555555555,
                          arrayLevels = ~memoryLevels;

static uint64_t outside(unsigned level) { return (uint64_t(1) << level) - 1; }

//===----------------------------------------------------------------------===//
// Counts
//===----------------------------------------------------------------------===//

Tile PieceChain::tileAfter(unsigned levels) const {
  return levels / 2 == rows.size() ? lattice.unit()
         : levels % 2              ? rows[levels / 2].handed
                                   : rows[levels / 2].entering;
}

/// CM-1 in units of the tile that leaves the last of \p levels: only the last
/// piece of all may be smaller, so its pieces can be counted in whole ones.
double PieceChain::pieces(unsigned axis, unsigned levels, Mask counts) const {
  int64_t product = 1, counted = 1;
  for (unsigned level = 0; level < levels; ++level) {
    int64_t steps = stepsAt(level, axis);
    product *= steps;
    if (counts >> level & 1)
      counted *= steps;
  }
  int64_t all = lattice.pieces(tileAfter(levels), lattice.axes()[axis]);
  if (product == all)
    return static_cast<double>(counted);
  // Whole pieces and a last one, in units of the innermost tile.
  int64_t tile = product, last = all;
  int64_t whole = 0; // pieces of `tile`
  bool hasLast = true;
  for (unsigned level = 0; level < levels; ++level) {
    int64_t steps = stepsAt(level, axis);
    if (steps == 1)
      continue;
    tile /= steps;
    bool counting = counts >> level & 1;
    if (counting)
      whole *= steps;
    if (!hasLast || last <= tile)
      continue;
    if (!counting) {
      ++whole;
      hasLast = false;
      continue;
    }
    whole += last / tile;
    last %= tile;
    hasLast = last != 0;
  }
  return static_cast<double>(whole + (hasLast ? 1 : 0));
}

GroupMask PieceChain::groups(unsigned memory) const {
  GroupMask result = 0;
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    if (rows[memory].loops[a] > 1)
      result =
          static_cast<GroupMask>(result | 1u << index(lattice.axes()[a].group));
  return result;
}

double PieceChain::steps() const {
  auto levels = static_cast<unsigned>(2 * rows.size());
  double result = 1;
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    result *= pieces(a, levels, memoryLevels);
  return result;
}

/// One of the pieces that come to the first units is the last of all, which may
/// be smaller.
bool PieceChain::hasEnd(unsigned axis, unsigned levels) const {
  int64_t tile = 1;
  for (unsigned level = 0; level < levels; ++level)
    tile *= stepsAt(level, axis);
  int64_t last = lattice.pieces(tileAfter(levels), lattice.axes()[axis]);
  for (unsigned level = 0; level < levels; ++level) {
    int64_t steps = stepsAt(level, axis);
    if (steps == 1)
      continue;
    tile /= steps;
    if (last <= tile)
      continue;
    if (level % 2)
      return false;
    last = (last - 1) % tile + 1;
  }
  return true;
}

void PieceChain::countUnits(unsigned memory) {
  unsigned levels = 2 * memory + 2;
  UnitCounts &counts = units[memory] = {};
  for (auto [number, axis] : llvm::enumerate(lattice.axes())) {
    if (rows[memory].units[number] == 1)
      continue;
    double working =
        pieces(static_cast<unsigned>(number), levels, Mask(1) << (levels - 1));
    counts.all *= working;
    counts.of[index(axis.group)] *= working;
    counts.along[index(axis.dim)] *= working;
  }
  double &working = workingUnits[memory + 1] = 1;
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    working *= pieces(a, levels, arrayLevels);
  counts.work = working / workingUnits[memory];
}

PieceChain::Measures PieceChain::measure(unsigned levels) const {
  Measures result;
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    result.push_back({pieces(a, levels, memoryLevels),
                      pieces(a, levels, arrayLevels), hasEnd(a, levels)});
  return result;
}

double PieceChain::leastSteps(unsigned levels, const Measures &measures) const {
  Tile inner = tileAfter(levels);
  double result = 1;
  for (auto [axis, along] : llvm::zip(lattice.axes(), measures)) {
    unsigned digit = lattice.digit(inner, axis);
    auto tile = static_cast<double>(axis.leastTile(digit));
    if (static_cast<int64_t>(along.loops) == axis.pieces[digit])
      result *= static_cast<double>(axis.bound);
    else if (along.hasEnd)
      result *= (along.loops - 1) * tile + 1;
    else
      result *= along.loops * tile;
  }
  for (unsigned m = levels / 2; m < rows.size(); ++m)
    result /= facts.maxUnits(m);
  return result;
}

PieceChain::Visits PieceChain::visits(unsigned levels) const {
  Visits result;
  for (unsigned a = 0; a < lattice.axes().size(); ++a) {
    double number = pieces(a, levels, memoryLevels);
    result.all *= number;
    if (lattice.axes()[a].group == Group::CRS)
      result.reduced *= number;
  }
  return result;
}

double PieceChain::busiest(unsigned levels, const Measures &measures) const {
  Tile inner = tileAfter(levels);
  double result = 1;
  for (auto [axis, along] : llvm::zip(lattice.axes(), measures))
    if (along.hasEnd)
      result /= along.units;
    else
      result *= along.loops / static_cast<double>(lattice.pieces(inner, axis));
  for (unsigned m = 0; m < levels / 2; ++m)
    result *= facts.maxUnits(m);
  return std::max(1.0, result);
}

/// CM-3: the memories, from the last outside the entry outwards, whose loops
/// over the operand's irrelevant group do not move it.
PieceChain::Mask PieceChain::trailing(const Transfer &transfer,
                                      unsigned memories) const {
  Mask result = 0;
  if (transfer.to == rows.size())
    return result;
  Group own = irrelevantGroup(transfer.op);
  for (unsigned m = memories; m-- > 0;) {
    GroupMask mask = groups(m);
    if (mask == 0)
      continue;
    GroupMask others = static_cast<GroupMask>(mask & ~(1u << index(own)));
    if (others == 0) {
      result |= Mask(1) << (2 * m);
      continue;
    }
    const auto order = groupOrder(rows[m].order);
    for (Group innermost : llvm::reverse(order))
      if (mask >> index(innermost) & 1) {
        if (innermost == own)
          result |= Mask(1) << (2 * m);
        break;
      }
    break;
  }
  return result;
}

/// CM-6.
double PieceChain::inputPair(unsigned pair, unsigned site, unsigned levels,
                             Mask split, Mask between, bool further) const {
  int image = -1, window = -1;
  for (unsigned a = 0; a < lattice.axes().size(); ++a) {
    if (lattice.axes()[a].dim == imageOf(pair))
      image = static_cast<int>(a);
    if (lattice.axes()[a].dim == windowOf(pair))
      window = static_cast<int>(a);
  }
  if (image < 0 && window < 0)
    return 1;
  auto loopsAt = [&](unsigned m) {
    return (image >= 0 && rows[m].loops[image] > 1) ||
           (window >= 0 && rows[m].loops[window] > 1);
  };
  Mask apart = 0;
  bool slides = false;
  for (unsigned m = (levels + 1) / 2; m-- > site;) {
    if (slides)
      apart |= Mask(1) << (2 * m + 1);
    slides |= loopsAt(m);
  }
  apart &= between;
  auto count = [&](int axis, Mask counts) {
    return axis < 0 ? 1.0
                    : pieces(static_cast<unsigned>(axis), levels,
                             memoryLevels | counts);
  };
  Mask merged = split | apart, all = split | between;
  double p = count(image, merged), r = count(window, merged);
  double result = facts.boxes(pair, p, r);
  double allP, allR;
  if (further) {
    allP = static_cast<double>(facts.layer.bound(imageOf(pair)));
    allR = static_cast<double>(facts.layer.bound(windowOf(pair)));
  } else if (merged == all) {
    return result;
  } else {
    allP = count(image, all);
    allR = count(window, all);
  }
  return std::min({result, facts.boxes(pair, allP, r),
                   facts.boxes(pair, p, allR), facts.boxes(pair, allP, allR)});
}

PieceChain::Elements PieceChain::elements(const Transfer &transfer,
                                          unsigned site, bool isEntry,
                                          unsigned levels, bool further) const {
  unsigned from = isEntry ? transfer.to : site;
  Mask apart = arrayLevels & outside(std::min(2 * from, levels)),
       between = arrayLevels & outside(levels) & ~apart;
  Mask moving = memoryLevels & ~trailing(transfer, (levels + 1) / 2);
  double visits = 1, first = 1;
  Group own = irrelevantGroup(transfer.op);
  for (unsigned a = 0; a < lattice.axes().size(); ++a)
    if (lattice.axes()[a].group == own) {
      visits *= pieces(a, levels, moving | apart);
      if (transfer.op == Operand::Output)
        first *= pieces(a, levels, apart);
    }
  double size = 1;
  for (const PieceLattice::Axis &axis : lattice.axes()) {
    if (axis.group != own &&
        !(transfer.op == Operand::Input && isPaired(axis.dim)))
      size *= static_cast<double>(axis.bound);
  }
  if (transfer.op == Operand::Input)
    for (unsigned pair = 0; pair < numPairs; ++pair)
      size *= inputPair(pair, isEntry ? transfer.to : site, levels, apart,
                        between, further);
  return {size * visits, size * first};
}

/// Tiles are multiples of the ones inside them, or all there is.
bool PieceChain::hasRoom(unsigned levels) const {
  Factors tile = lattice.leastTile(tileAfter(levels));
  for (unsigned level = levels; level-- > 0;) {
    for (unsigned a = 0; a < lattice.axes().size(); ++a) {
      int64_t &each = tile[index(lattice.axes()[a].dim)];
      each = std::min(each * stepsAt(level, a), lattice.axes()[a].bound);
    }
    if (level % 2 == 0 && level > 0 &&
        !facts.cost.space.hasRoom(facts.cost.space.stages[level / 2], tile))
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

std::optional<Schedule> PieceChain::schedule() const {
  const SearchSpace &space = facts.cost.space;
  Schedule result = Schedule::outermost(space.accelerator);
  // From the MACs outwards; a tile of all there is, is the bound.
  Factors tile = unitFactors;
  for (unsigned m = static_cast<unsigned>(rows.size()); m-- > 0;) {
    const Stage &stage = space.stages[m];
    size_t numArrays = facts.arrays(m).size();
    llvm::SmallVector<AxisSteps, 4> arrays(numArrays);
    Tile inside = m + 1 < rows.size() ? rows[m + 1].entering : lattice.unit();
    if (!facts.split(m, rows[m].handed, inside, rows[m].units, arrays))
      return std::nullopt;
    auto widen = [&](const AxisSteps &steps) {
      for (unsigned a = 0; a < lattice.axes().size(); ++a) {
        int64_t &each = tile[index(lattice.axes()[a].dim)];
        each = std::min(each * steps[a], lattice.axes()[a].bound);
      }
    };
    for (size_t i = numArrays; i-- > 0;) {
      result.tiles[stage.level + 1 + i] = tile;
      widen(arrays[i]);
    }
    result.tiles[stage.level] = tile;
    widen(rows[m].loops);
    if (m + 1 < rows.size() && stage.takesLoops)
      result.orders[stage.level] = loopOrder(rows[m].order);
  }
  return result;
}
