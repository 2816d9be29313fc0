//===- FewestSteps.cpp - The least that the MACs take ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FewestSteps.h"
#include "Rounding.h"

#include <algorithm>
#include <limits>

using namespace neurospector;

namespace {

/// Chooses units dimension by dimension. Of those that take as many steps the
/// fewest leave the most room for others.
class UnitChoice {
public:
  UnitChoice(const Layer &layer, llvm::ArrayRef<Array> arrays) {
    llvm::SmallVector<Dim, numDims> dims;
    for (Dim dim : allDims) {
      bool isUnrolled = llvm::any_of(
          arrays, [&](const Array &array) { return array.dims.contains(dim); });
      if (layer.bound(dim) == 1)
        continue;
      if (!isUnrolled) {
        others *= static_cast<double>(layer.bound(dim));
        continue;
      }
      dims.push_back(dim);
      bounds.push_back(layer.bound(dim));
    }
    room.resize(size_t(1) << dims.size(), 1);
    units.resize(room.size(), 1);
    for (size_t set = 0; set < room.size(); ++set)
      for (const Array &array : arrays)
        for (auto [i, dim] : llvm::enumerate(dims))
          if (set >> i & 1 && array.dims.contains(dim)) {
            room[set] *= static_cast<double>(array.size);
            break;
          }
  }

  double fewest() {
    choose(0, others);
    return best;
  }

private:
  /// Of the dimensions from number \p next on, \p steps being taken by those
  /// before.
  void choose(size_t next, double steps) {
    if (next == bounds.size()) {
      best = std::min(best, steps);
      return;
    }
    size_t before = (size_t(1) << next) - 1;
    double least = steps * units[before] / room.back();
    for (int64_t bound : llvm::ArrayRef(bounds).drop_front(next))
      least *= static_cast<double>(bound);
    least = std::max(least, steps);
    if (least >= best * (1 - rounding))
      return;
    if (++visited > maxVisited) {
      best = least; // which no choice undercuts
      return;
    }
    // No more than there is room for: a large bound has very many numbers
    // above.
    int64_t bound = bounds[next], own = bound;
    if (room[before + 1] < static_cast<double>(bound))
      own = static_cast<int64_t>(room[before + 1]);
    while (own >= 1) {
      int64_t count = (bound - 1) / own + 1;
      own = (bound - 1) / count + 1;
      bool fits = true;
      for (size_t set = 0; set <= before; ++set) {
        size_t with = set | (before + 1);
        units[with] = units[set] * static_cast<double>(own);
        fits &= units[with] <= room[with] * (1 + rounding);
      }
      if (fits)
        choose(next + 1, steps * static_cast<double>(count));
      --own;
    }
  }

  static constexpr unsigned maxVisited = 1 << 14;

  double others = 1; ///< product of bounds that no array unrolls
  llvm::SmallVector<int64_t, numDims> bounds; ///< of the others
  /// By set of dimensions: units that the arrays have along them, and those
  /// that are chosen.
  std::vector<double> room, units;
  double best = std::numeric_limits<double>::infinity();
  unsigned visited = 0;
};

} // namespace

double neurospector::fewestSteps(const Layer &layer,
                                 llvm::ArrayRef<Array> arrays) {
  return UnitChoice(layer, arrays).fewest();
}
