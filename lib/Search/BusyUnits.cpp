//===- BusyUnits.cpp - Units that a tile keeps busy -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BusyUnits.h"

#include <algorithm>
#include <limits>

using namespace neurospector;

/// Up to this many units each number that may be left is told apart; further
/// ones are rounded up by a tenth at most.
static constexpr int64_t eachUpTo = 256;
static constexpr double growth = 1.1;

/// Of more tiles than this along C, R and S, numbers of units that leave as
/// many become one along each axis, too.
static constexpr size_t manyReductions = 4096;

/// Of more units than this no table says how many are left.
static constexpr int64_t mostInTable = 1 << 16;

/// By number of units along some axes, the most that arrays of these \p sizes
/// have left for others: of 6 x 6 units 8 leave 3, and 9 leave 4. Empty: they
/// are too many.
static std::vector<int64_t> leftByUsed(llvm::ArrayRef<int64_t> sizes) {
  std::vector<int64_t> result = {0, 1};
  for (int64_t size : sizes) {
    int64_t before = static_cast<int64_t>(result.size()) - 1;
    if (size > mostInTable / before)
      return {};
    std::vector<int64_t> next(static_cast<size_t>(before * size + 1), 0);
    for (int64_t used = 1; used <= before; ++used)
      for (int64_t own = 1; own <= size; ++own) {
        int64_t &most = next[static_cast<size_t>(used * own)];
        most = std::max(most, result[static_cast<size_t>(used)] * (size / own));
      }
    result = std::move(next);
  }
  return result;
}

int64_t BusyUnits::Competing::leave(int64_t fewest, int64_t most) const {
  if (left.empty())
    return units / fewest;
  auto range = llvm::ArrayRef(left).slice(
      static_cast<size_t>(fewest),
      static_cast<size_t>(std::min(most, units) - fewest + 1));
  return std::max<int64_t>(1, *llvm::max_element(range));
}

/// Numbers of units that may be left, or the next one above.
static std::vector<int64_t> numbersOf(int64_t all,
                                      llvm::ArrayRef<int64_t> left) {
  std::vector<int64_t> result;
  if (all <= eachUpTo) {
    result = left;
    llvm::sort(result);
    result.erase(llvm::unique(result), result.end());
    result.erase(result.begin(), llvm::lower_bound(result, 1));
    return result;
  }
  for (int64_t number = 1; number < all;
       number = 1 + static_cast<int64_t>(static_cast<double>(number) * growth))
    result.push_back(number);
  result.push_back(all);
  return result;
}

static size_t indexOf(llvm::ArrayRef<int64_t> numbers, int64_t number) {
  return static_cast<size_t>(llvm::lower_bound(numbers, number) -
                             numbers.begin());
}

BusyUnits::BusyUnits(const PieceLattice &lattice, llvm::ArrayRef<Array> arrays,
                     const Cuts &cuts, bool countsElements)
    : lattice(lattice), cuts(cuts), countsElements(countsElements), left({1}),
      reductions(1, Choices{{1, 1, 1}}), others({1}) {
  findWorking(arrays);
  for (Competing &group : compete(arrays)) {
    llvm::SmallVector<unsigned, numDims> own;
    for (unsigned axis : group.axes)
      (isReduction(axis) ? reductionAxes : own).push_back(axis);
    std::vector<int64_t> numbers = numbersOf(group.units, group.left);
    std::vector<double> table = fewest(own, numbers, group), result;
    // Of arrays that are not unrolled along C, R and S all units are left.
    size_t count = numbers.size(), kept = reductionAxes.empty() ? 1 : count;
    result.reserve(table.size() / count * kept * others.size());
    for (size_t i = 0; i < table.size(); i += count)
      for (double before : others)
        for (size_t n = count - kept; n < count; ++n)
          result.push_back(before * table[i + n]);
    others = std::move(result);
    llvm::append_range(otherAxes, own);
    if (reductionAxes.empty())
      continue;
    reducing = std::move(group);
    left = std::move(numbers);
    for (unsigned axis : reductionAxes)
      addReduction(axis);
  }
}

void BusyUnits::findWorking(llvm::ArrayRef<Array> arrays) {
  for (const Array &array : arrays) {
    together.units *= array.size;
    together.left.push_back(array.size);
  }
  together.left = leftByUsed(together.left);
  for (unsigned axis = 0; axis < cuts.size(); ++axis) {
    auto &byDigit = workingOf.emplace_back();
    for (unsigned digit = 0; digit < cuts[axis].size(); ++digit) {
      std::vector<double> &byCut = byDigit.emplace_back();
      for (const Cut &cut : cuts[axis][digit])
        byCut.push_back(countsElements ? 1 / stepsAlong(axis, digit, cut)
                                       : static_cast<double>(cut.steps));
    }
  }
}

/// Those along C, R and S last, and as one: they share the reduction.
llvm::SmallVector<BusyUnits::Competing, 4>
BusyUnits::compete(llvm::ArrayRef<Array> arrays) const {
  llvm::SmallVector<Competing, 4> result;
  for (const Array &array : arrays) {
    Competing group = {array.size, {}, {array.size}};
    bool reduces = false;
    auto take = [&](unsigned axis) {
      if (!llvm::is_contained(group.axes, axis))
        group.axes.push_back(axis);
      reduces |= isReduction(axis);
    };
    for (unsigned a = 0; a < lattice.axes().size(); ++a)
      if (array.size > 1 && array.dims.contains(lattice.axes()[a].dim))
        take(a);
    if (group.axes.empty())
      continue;
    llvm::erase_if(result, [&](const Competing &other) {
      if (!llvm::any_of(other.axes, [&](unsigned axis) {
            return llvm::is_contained(group.axes, axis) ||
                   (reduces && isReduction(axis));
          }))
        return false;
      group.units *= other.units;
      llvm::append_range(group.left, other.left);
      llvm::for_each(other.axes, take);
      return true;
    });
    result.push_back(std::move(group));
  }
  for (Competing &group : result)
    group.left = leftByUsed(group.left);
  std::stable_partition(result.begin(), result.end(), [&](const auto &group) {
    return llvm::none_of(group.axes,
                         [&](unsigned axis) { return isReduction(axis); });
  });
  return result;
}

double BusyUnits::stepsAlong(unsigned number, unsigned digit,
                             const Cut &cut) const {
  if (!countsElements)
    return 1 / static_cast<double>(cut.steps);
  // The first unit works as long as all; the last piece of all may be smaller
  // than its tile. With the smallest or the largest tile it takes least.
  const PieceLattice::Axis &axis = lattice.axes()[number];
  int64_t outer = axis.pieces[digit], inner = axis.pieces[cut.inner],
          first = axis.leastTile(cut.inner),
          last = inner == 1 ? axis.bound : (axis.bound - 1) / (inner - 1);
  if (outer > 1)
    last = std::min(last, (axis.bound - 1) / ((outer - 1) * cut.steps));
  int64_t least = axis.bound;
  for (int64_t tile : {first, std::max(first, last)}) {
    int64_t rest = axis.bound - (outer - 1) * tile * cut.steps;
    least = std::min(least,
                     (outer - 1) * tile + std::clamp<int64_t>(rest, 1, tile));
  }
  return static_cast<double>(least) / static_cast<double>(axis.bound);
}

BusyUnits::Choices BusyUnits::alongAxis(unsigned axis, unsigned digit) const {
  Choices result;
  for (const Cut &cut : cuts[axis][digit])
    result.push_back({cut.steps, cut.steps, stepsAlong(axis, digit, cut)});
  // Of as many units those that take the fewest steps.
  llvm::sort(result, [](const Along &a, const Along &b) {
    return std::tie(a.units, a.steps) < std::tie(b.units, b.steps);
  });
  result.erase(std::unique(result.begin(), result.end(),
                           [](const Along &a, const Along &b) {
                             return a.units == b.units;
                           }),
               result.end());
  return result;
}

/// Along more axes. Numbers of units that leave as many for others become one.
BusyUnits::Choices BusyUnits::join(const Choices &before,
                                   const Choices &own) const {
  std::vector<Along> byLeft(left.size(), {reducing.units + 1, 0, 1});
  for (const Along &each : before)
    for (const Along &other : own)
      if (each.units * other.units <= reducing.units) {
        Along &both =
            byLeft[indexOf(left, reducing.leave(each.units * other.units,
                                                each.most * other.most))];
        both.units = std::min(both.units, each.units * other.units);
        both.most = std::max(both.most, each.most * other.most);
        both.steps = std::min(both.steps, each.steps * other.steps);
      }
  llvm::erase_if(byLeft, [](const Along &each) { return each.most == 0; });
  return {byLeft.rbegin(), byLeft.rend()};
}

void BusyUnits::addReduction(unsigned axis) {
  unsigned size = lattice.axes()[axis].size();
  bool isLong = reductions.size() * size > manyReductions;
  std::vector<Choices> result;
  for (unsigned digit = 0; digit < size; ++digit) {
    Choices own = alongAxis(axis, digit);
    if (isLong)
      own = join({{1, 1, 1}}, own);
    for (const Choices &before : reductions)
      result.push_back(join(before, own));
  }
  reductions = std::move(result);
}

/// The fewest steps along \p axes, by their digits and the number of units.
std::vector<double> BusyUnits::fewest(llvm::ArrayRef<unsigned> axes,
                                      llvm::ArrayRef<int64_t> numbers,
                                      const Competing &group) const {
  size_t count = numbers.size();
  std::vector<double> result(count, 1);
  for (unsigned axis : axes) {
    std::vector<double> next(result.size() * lattice.axes()[axis].size(), 1);
    std::vector<size_t> rest(count);
    for (unsigned digit = 0; digit < lattice.axes()[axis].size(); ++digit)
      for (const Along &each : alongAxis(axis, digit)) {
        size_t first = indexOf(numbers, each.units);
        for (size_t n = first; n < count; ++n)
          rest[n] = indexOf(numbers, std::min(numbers[n] / each.units,
                                              group.leave(each.units)));
        double *row = &next[digit * result.size()];
        for (size_t i = 0; i < result.size(); i += count, row += count)
          for (size_t n = first; n < count; ++n)
            row[n] = std::min(row[n], each.steps * result[i + rest[n]]);
      }
    result = std::move(next);
  }
  return result;
}

BusyUnits::Least
BusyUnits::least(std::function<Line(int64_t, int64_t, double)> of) const {
  auto number = [&](llvm::ArrayRef<unsigned> axes, size_t stride) {
    Least::Number result;
    result.strides.assign(lattice.axes().size(), 0);
    for (unsigned axis : axes) {
      result.strides[axis] = stride;
      stride *= lattice.axes()[axis].size();
    }
    lattice.forEachOfRow(0, [&](Tile, llvm::ArrayRef<unsigned> digits) {
      result.inRow.push_back(result.at(digits));
    });
    return result;
  };
  Least result;
  result.units = this;
  result.of = std::move(of);
  result.choices.resize(reductions.size());
  result.reduction = number(reductionAxes, 1);
  result.other = number(otherAxes, left.size());
  return result;
}

size_t BusyUnits::Least::Number::at(llvm::ArrayRef<unsigned> digits) const {
  size_t result = 0;
  for (auto [digit, stride] : llvm::zip_equal(digits, strides))
    result += digit * stride;
  return result;
}

/// Those that leave most come first.
const BusyUnits::Least::Choices &
BusyUnits::Least::choicesOf(size_t reduction) const {
  Choices &result = choices[reduction];
  if (!result.empty())
    return result;
  const Competing &reducing = units->reducing;
  for (const Along &along : units->reductions[reduction]) {
    Line line =
        of(along.units, std::min(along.most, reducing.units), 1 / along.steps);
    Choice choice = {
        along.steps * line.perStep, line.constant,
        indexOf(units->left, reducing.leave(along.units, along.most))};
    if (llvm::none_of(result, [&](const Choice &before) {
          return before.steps <= choice.steps &&
                 before.constant <= choice.constant;
        }))
      result.push_back(choice);
  }
  return result;
}

BusyUnits::Least::Row BusyUnits::Least::row(Tile first) const {
  llvm::SmallVector<unsigned, numDims> digits = units->lattice.digits(first);
  return {this, reduction.at(digits), other.at(digits)};
}

double BusyUnits::Least::Row::operator[](Tile i) const {
  double result = std::numeric_limits<double>::infinity();
  const double *others = &least->units->others[other + least->other.inRow[i]];
  for (const Choice &choice :
       least->choicesOf(reduction + least->reduction.inRow[i]))
    result =
        std::min(result, choice.steps * others[choice.left] + choice.constant);
  return result;
}
