//===- BusyUnitsTest.cpp - Units that a tile keeps busy -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BusyUnits.h"
#include "NumCases.h"
#include "RandomMachine.h"

#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Of all tiles.
std::vector<double>
leastOf(const PieceLattice &lattice, const BusyUnits &busy,
        llvm::function_ref<BusyUnits::Line(int64_t, int64_t, double)> of) {
  std::vector<double> result(lattice.size());
  BusyUnits::Least least = busy.least(of);
  for (Tile first = 0; first < lattice.size(); first += lattice.rowSize())
    for (Tile i = 0; i < lattice.rowSize(); ++i)
      result[first + i] = least.row(first)[i];
  return result;
}

/// Arrays of \p units, all along the same \p dims, inside a memory.
struct Units {
  Units(const Factors &bounds, int64_t units, DimSet dims, bool countsElements)
      : lattice(Layer{"layer", bounds, {}, 1}, 1 << 16), cuts(allCuts(units)),
        array{units, dims}, busy(lattice, array, cuts, countsElements) {}

  /// All ways to cut along each axis.
  Cuts allCuts(int64_t units) const {
    Cuts result;
    for (const PieceLattice::Axis &axis : lattice.axes()) {
      auto &byDigit = result.emplace_back(axis.size());
      for (unsigned digit = 0; digit < axis.size(); ++digit) {
        for (unsigned inner = 0; inner < digit; ++inner) {
          int64_t from = axis.pieces[inner], to = axis.pieces[digit],
                  fewest = PieceLattice::fewestSteps(from, to),
                  most = std::min(units, PieceLattice::mostSteps(from, to));
          for (int64_t steps = fewest; steps > 0 && steps <= most; ++steps)
            byDigit[digit].push_back({inner, steps});
        }
        byDigit[digit].push_back({digit, 1});
      }
    }
    return result;
  }

  std::vector<double> least(
      llvm::function_ref<BusyUnits::Line(int64_t, int64_t, double)> of) const {
    return leastOf(lattice, busy, of);
  }

  using Cost = BusyUnits::Line (*)(int64_t, int64_t, double);
  /// The least over all cuts, axis by axis.
  double leastOfAll(Cost of, Tile tile, unsigned number = 0, int64_t units = 1,
                    double steps = 1, int64_t reduction = 1,
                    double reduced = 1) const {
    if (number == lattice.axes().size()) {
      BusyUnits::Line line = of(reduction, reduction, 1 / reduced);
      return line.perStep * steps + line.constant;
    }
    const PieceLattice::Axis &axis = lattice.axes()[number];
    if (!array.dims.contains(axis.dim))
      return leastOfAll(of, tile, number + 1, units, steps, reduction, reduced);
    double result = std::numeric_limits<double>::infinity();
    unsigned digit = lattice.digit(tile, axis);
    bool reduces = axis.group == Group::CRS;
    for (const Cut &cut : cuts[number][digit])
      if (units * cut.steps <= array.size) {
        double part = busy.stepsAlong(number, digit, cut);
        result =
            std::min(result, leastOfAll(of, tile, number + 1, units * cut.steps,
                                        steps * part,
                                        reduction * (reduces ? cut.steps : 1),
                                        reduced * (reduces ? part : 1)));
      }
    return result;
  }

  /// Falls with the units along C, R and S.
  static BusyUnits::Line cost(int64_t, int64_t units, double) {
    auto all = static_cast<double>(units);
    return {3 + 1 / all, 5 - all / 100};
  }

  const PieceLattice lattice;
  const Cuts cuts;
  const Array array;
  const BusyUnits busy;
};

BusyUnits::Line onlySteps(int64_t, int64_t, double) { return {1, 0}; }

/// 9 channels on 4 units: the whole takes 3 steps; 3 at a time, of which each
/// step keeps 3 units busy, take 3, too. With 5 at a time the first unit works
/// 2 + 1 steps: 3 + 1 channels on the others leave it no less.
TEST(BusyUnits, FewestSteps) {
  Units units({9}, 4, DimSet::all(), /*countsElements=*/true);
  const PieceLattice::Axis &axis = units.lattice.axes().front();
  EXPECT_EQ(axis.pieces, (std::vector<int64_t>{9, 5, 3, 2, 1}));
  std::vector<double> steps = units.least(onlySteps);
  EXPECT_DOUBLE_EQ(steps[0], 1);       // one by one
  EXPECT_DOUBLE_EQ(steps[1], 5.0 / 9); // two at a time
  EXPECT_DOUBLE_EQ(steps[2], 3.0 / 9); // three
  EXPECT_DOUBLE_EQ(steps[3], 3.0 / 9); // five
  EXPECT_DOUBLE_EQ(steps[4], 3.0 / 9); // all
  // Two units, 3 + 3 and then 3, take six; 4 + 4 and then 1 five.
  EXPECT_DOUBLE_EQ(units.busy.stepsAlong(0, 3, {2, 2}), 5.0 / 9);
  // On 5 units 2 + 2 + 2 + 2 + 1: all of them have something to do.
  Units counted({9}, 5, DimSet::all(), /*countsElements=*/false);
  EXPECT_DOUBLE_EQ(counted.least(onlySteps)[4], 1.0 / 5);
  Units both({9}, 5, DimSet::all(), /*countsElements=*/true);
  EXPECT_DOUBLE_EQ(both.least(onlySteps)[4], 2.0 / 9);
}

/// 9 channels, 5 at a time on 2 units: the second does 4 while the first
/// does 5.
TEST(BusyUnits, WorkingInTheMean) {
  for (bool countsElements : {true, false}) {
    Units units({9}, 2, DimSet::all(), countsElements);
    llvm::ArrayRef<Cut> cuts = units.cuts[0][4];
    const auto *halves = llvm::find(cuts, Cut{3, 2});
    ASSERT_NE(halves, cuts.end());
    EXPECT_DOUBLE_EQ(units.busy.working(0, 4)[halves - cuts.begin()],
                     countsElements ? 9.0 / 5 : 2);
  }
}

/// Those that no array unrolls take all steps.
TEST(BusyUnits, OnlyAlongTheDimensionsOfTheArray) {
  Units units({4, 1, 1, 1, 6}, 4, {Dim::C}, /*countsElements=*/true);
  EXPECT_DOUBLE_EQ(units.least(onlySteps)[units.lattice.whole()], 2.0 / 6);
}

/// Rows along a reduction and columns along K do not compete.
TEST(BusyUnits, ArraysOfTheirOwn) {
  PieceLattice lattice(Layer{"layer", {6, 1, 1, 1, 5}, {}, 1}, 1 << 10);
  Units both({6, 1, 1, 1, 5}, 3, DimSet::all(), /*countsElements=*/true);
  const Array arrays[] = {{3, {Dim::C, Dim::R, Dim::S}}, {3, {Dim::K}}};
  BusyUnits busy(lattice, arrays, both.cuts, /*countsElements=*/true);
  std::vector<double> steps = leastOf(lattice, busy, onlySteps);
  EXPECT_DOUBLE_EQ(steps[lattice.whole()], 2.0 / 6 * 2 / 5);
  EXPECT_DOUBLE_EQ(both.least(onlySteps)[lattice.whole()], 2.0 / 6);
}

/// Of 6 x 6 units 8 along a reduction, 2 x 4, leave 3 x 1 for 4 channels, which
/// take two steps on them.
TEST(BusyUnits, TwoAxesOfAnArray) {
  Units single({4, 1, 1, 1, 8}, 36, DimSet::all(), /*countsElements=*/true);
  const Array arrays[] = {{6, DimSet::all()}, {6, DimSet::all()}};
  BusyUnits busy(single.lattice, arrays, single.cuts, /*countsElements=*/true);
  EXPECT_EQ(busy.unitsLeft(1), 36);
  EXPECT_EQ(busy.unitsLeft(8), 3);
  EXPECT_EQ(single.busy.unitsLeft(8), 4);
  EXPECT_DOUBLE_EQ(single.least(onlySteps)[single.lattice.whole()], 1.0 / 32);
  EXPECT_DOUBLE_EQ(
      leastOf(single.lattice, busy, onlySteps)[single.lattice.whole()],
      2.0 / 32);
}

/// Looking at all unrollings one by one.
TEST(BusyUnits, EqualAllUnrollings) {
  constexpr unsigned count = numCases(300);
  for (unsigned seed = 0; seed < count; ++seed) {
    RandomChooser chooser(seed);
    Factors bounds = unitFactors;
    for (Dim dim : {Dim::K, Dim::P, Dim::C, Dim::R})
      bounds[index(dim)] = 1 + int64_t(chooser.below(9));
    DimSet dims =
        chooser.flip() ? DimSet::all() : DimSet({Dim::K, Dim::C, Dim::R});
    Units units(bounds, 2 + int64_t(chooser.below(40)), dims, chooser.flip());
    std::vector<double> steps = units.least(onlySteps),
                        least = units.least(Units::cost);
    for (Tile tile = 0; tile < units.lattice.size(); ++tile) {
      double exact = units.leastOfAll(onlySteps, tile);
      ASSERT_NEAR(steps[tile], exact, 1e-12) << "seed " << seed;
      // Numbers of units that leave as many for the rest are one.
      exact = units.leastOfAll(Units::cost, tile);
      ASSERT_LE(least[tile], exact * (1 + 1e-12)) << "seed " << seed;
      ASSERT_GE(least[tile], exact * 0.97) << "seed " << seed;
    }
  }
}

/// Of more than 256 units the numbers that are left are rounded up.
TEST(BusyUnits, AreNotFewerThanThereAre) {
  Units units({30, 1, 1, 1, 50}, 1000, DimSet::all(), /*countsElements=*/true);
  std::vector<double> least = units.least(Units::cost);
  for (Tile tile = 0; tile < units.lattice.size(); ++tile) {
    double exact = units.leastOfAll(Units::cost, tile);
    ASSERT_LE(least[tile], exact * (1 + 1e-12));
    ASSERT_GE(least[tile], exact * 0.9);
  }
}

} // namespace
