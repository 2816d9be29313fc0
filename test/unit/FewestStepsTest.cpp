//===- FewestStepsTest.cpp - The least that the MACs take -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FewestSteps.h"
#include "NumCases.h"
#include "RandomLayer.h"
#include "RandomMachine.h"

#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

Array array(int64_t size, DimSet dims) {
  Array result;
  result.size = size;
  result.dims = dims;
  return result;
}

Layer makeLayer(const Factors &bounds) {
  Layer layer;
  layer.bounds = bounds;
  return layer;
}

/// Rows of 16 units along a reduction, columns of 16 along K: 5x5 windows take
/// two steps on 16 units, not 25/16 of one.
TEST(FewestSteps, AreWholeAlongEachDimension) {
  const Array arrays[] = {array(16, {Dim::C, Dim::R, Dim::S}),
                          array(16, {Dim::K})};
  auto steps = [&](const Factors &bounds) {
    return fewestSteps(makeLayer(bounds), arrays);
  };
  EXPECT_EQ(steps({1, 1, 14, 14, 1, 5, 5, 96}), 14 * 14 * 96 * 2);
  EXPECT_EQ(steps({24, 1, 28, 28, 88, 1, 1, 1}), 28 * 28 * 2 * 6);
  EXPECT_EQ(steps({16, 1, 1, 1, 16, 1, 1, 1}), 1);
  EXPECT_EQ(steps({1, 7, 1, 1, 1, 1, 1, 1}), 7);
  // Both arrays along one dimension.
  const Array both[] = {array(4, {Dim::K, Dim::C}), array(5, {Dim::K})};
  EXPECT_EQ(fewestSteps(makeLayer({41, 1, 1, 1, 1, 1, 1, 1}), both), 3);
  EXPECT_EQ(fewestSteps(makeLayer({5, 1, 1, 1, 9, 1, 1, 1}), both), 3);
}

/// The least of all ways to unroll the arrays, one array after the other.
double leastOfAll(Factors left, llvm::ArrayRef<Array> arrays, size_t dim,
                  int64_t units, const Factors &bounds) {
  if (arrays.empty()) {
    double steps = 1;
    for (Dim d : allDims)
      steps *= static_cast<double>((bounds[index(d)] - 1) / left[index(d)] + 1);
    return steps;
  }
  if (dim == numDims)
    return leastOfAll(left, arrays.drop_front(), 0,
                      arrays.size() > 1 ? arrays[1].size : 1, bounds);
  double least = leastOfAll(left, arrays, dim + 1, units, bounds);
  if (arrays.front().dims.contains(allDims[dim]))
    for (int64_t own = 2; own <= std::min(units, bounds[dim]); ++own) {
      Factors more = left;
      more[dim] *= own;
      least = std::min(least,
                       leastOfAll(more, arrays, dim + 1, units / own, bounds));
    }
  return least;
}

/// Never more, and the same where there is one array or each dimension has one
/// of its own.
TEST(FewestSteps, AreNeverMoreThanTheLeastOfAllUnrollings) {
  for (unsigned seed = 0; seed < numCases(300); ++seed) {
    RandomChooser chooser(seed);
    Factors bounds = unitFactors;
    for (Dim dim : {Dim::K, Dim::C, Dim::P, Dim::R})
      bounds[index(dim)] = 1 + static_cast<int64_t>(chooser.below(9));
    llvm::SmallVector<Array, 2> arrays;
    for (unsigned i = 0, count = 1 + chooser.below(2); i < count; ++i) {
      DimSet dims;
      for (Dim dim : {Dim::K, Dim::C, Dim::P, Dim::R})
        if (chooser.flip())
          dims.insert(dim);
      arrays.push_back(
          array(2 + static_cast<int64_t>(chooser.below(12)), dims));
    }
    double fewest = fewestSteps(makeLayer(bounds), arrays),
           least =
               leastOfAll(unitFactors, arrays, 0, arrays.front().size, bounds);
    EXPECT_LE(fewest, least) << "seed " << seed;
    if (arrays.size() == 1) {
      EXPECT_EQ(fewest, least) << "seed " << seed;
    }
  }
}

} // namespace
