//===- PieceCuts.cpp - Ways to cut tiles ----------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceFacts.h"

#include <algorithm>

using namespace neurospector;

/// IP-2: with the fewest steps tiles are least. More may pay where the last
/// piece is a single tile, maybe a smaller one, or, over several units, where
/// \p reduces: then more of them begin sums of their own.
static void forEachStepCount(int64_t inner, int64_t outer, bool reduces,
                             int64_t limit,
                             llvm::function_ref<void(int64_t)> use) {
  int64_t fewest = PieceLattice::fewestSteps(inner, outer),
          most = std::min(limit, PieceLattice::mostSteps(inner, outer));
  if (fewest == 0 || fewest > limit)
    return;
  use(fewest);
  if (outer == 1)
    return;
  for (int64_t steps = fewest + 1; reduces && steps <= most; ++steps)
    use(steps);
  if (!reduces && most > fewest && most * (outer - 1) + 1 == inner)
    use(most);
}

void PieceFacts::cutByArrays(unsigned memory, size_t array,
                             const PieceLattice::Axis &axis, unsigned digit,
                             ArraysCut &cut,
                             llvm::function_ref<void()> use) const {
  llvm::ArrayRef<Array> arrays = arraysInside[memory];
  if (array == arrays.size()) {
    cut.inner = digit;
    return use();
  }
  const Array &each = arrays[array];
  auto take = [&](unsigned inner, int64_t steps) {
    cut.of.push_back(steps);
    cut.steps *= steps;
    cutByArrays(memory, array + 1, axis, inner, cut, use);
    cut.steps /= steps;
    cut.of.pop_back();
  };
  take(digit, 1);
  if (each.size == 1 || !each.dims.contains(axis.dim))
    return;
  // More pieces take more steps than there are units.
  auto first = llvm::partition_point(axis.pieces, [&](int64_t pieces) {
    return (pieces - 1) / each.size >= axis.pieces[digit];
  });
  for (auto inner = static_cast<unsigned>(first - axis.pieces.begin());
       inner < digit; ++inner)
    forEachStepCount(axis.pieces[inner], axis.pieces[digit],
                     axis.group == Group::CRS, each.size,
                     [&](int64_t steps) { take(inner, steps); });
}

std::vector<Cut> PieceFacts::cutByLoops(unsigned memory,
                                        const PieceLattice::Axis &axis,
                                        unsigned digit) const {
  std::vector<Cut> result;
  int64_t required = cost.memory(memory).steps[index(axis.dim)];
  for (unsigned inner = 0; inner < digit && required != 1; ++inner) {
    int64_t from = axis.pieces[inner], to = axis.pieces[digit];
    if (required == 0) {
      forEachStepCount(from, to, false, from, [&](int64_t steps) {
        result.push_back({inner, steps});
      });
    } else if ((from - 1) / required + 1 == to &&
               (to != 1 || from == required)) {
      result.push_back({inner, required});
    }
  }
  if (required <= 1)
    result.push_back({digit, 1});
  return result;
}

void PieceFacts::findCuts() {
  arrayCuts.resize(numMemories);
  for (unsigned m = 0; m < numMemories; ++m) {
    Cuts &loops = loopCuts.emplace_back(), &spread = unrollCuts.emplace_back();
    // Most memories take any steps.
    unsigned alike = 0;
    while (cost.memory(alike).steps != cost.memory(m).steps)
      ++alike;
    if (alike < m)
      loops = loopCuts[alike];
    for (const PieceLattice::Axis &axis : lattice.axes()) {
      if (alike == m) {
        auto &byLoops = loops.emplace_back();
        for (unsigned digit = 0; digit < axis.size(); ++digit)
          byLoops.push_back(cutByLoops(m, axis, digit));
      }
      auto &byArrays = spread.emplace_back();
      arrayCuts[m].emplace_back(axis.size());
      for (unsigned digit = 0; digit < axis.size(); ++digit) {
        std::vector<Cut> &all = byArrays.emplace_back();
        ArraysCut cut = {{digit, 1}, {}};
        cutByArrays(m, 0, axis, digit, cut, [&] { all.push_back(cut); });
        llvm::sort(all);
        all.erase(llvm::unique(all), all.end());
      }
    }
  }
}

llvm::ArrayRef<ArraysCut> PieceFacts::cutsByArrays(unsigned memory,
                                                   unsigned number,
                                                   unsigned digit) const {
  std::vector<ArraysCut> &result = arrayCuts[memory][number][digit];
  if (!result.empty())
    return result;
  ArraysCut cut = {{digit, 1}, {}};
  cutByArrays(memory, 0, lattice.axes()[number], digit, cut,
              [&] { result.push_back(cut); });
  llvm::stable_sort(result, [](const Cut &a, const Cut &b) { return a < b; });
  return result;
}

bool PieceFacts::split(unsigned memory, Tile handed, Tile inside,
                       const AxisSteps &steps,
                       llvm::MutableArrayRef<AxisSteps> result) const {
  return split(memory, handed, inside, steps, result, 0, arraySizes(memory));
}

/// \p left of each array for \p axis and those after it.
bool PieceFacts::split(unsigned memory, Tile handed, Tile inside,
                       const AxisSteps &steps,
                       llvm::MutableArrayRef<AxisSteps> result, unsigned axis,
                       llvm::ArrayRef<int64_t> left) const {
  if (axis == lattice.axes().size())
    return true;
  unsigned outer = lattice.digit(handed, lattice.axes()[axis]),
           inner = lattice.digit(inside, lattice.axes()[axis]);
  for (const ArraysCut &cut : cutsByArrays(memory, axis, outer)) {
    if (cut.inner != inner || cut.steps != steps[axis])
      continue;
    llvm::SmallVector<int64_t, 4> rest(left);
    if (!cut.take(rest))
      continue;
    for (size_t i = 0; i < result.size(); ++i)
      result[i][axis] = cut.of[i];
    if (split(memory, handed, inside, steps, result, axis + 1, rest))
      return true;
  }
  return false;
}
