//===- PieceMirrorsTest.cpp - Choices that are each other's image ---------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceMirrors.h"
#include "Conformance.h"
#include "MetricBounds.h"
#include "PieceBounds.h"

#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Two channels and an image of 4 x 4 under a window of 3 x 3.
struct Mirrors {
  explicit Mirrors(ImageWindow second = ImageWindow())
      : layer(layerWith(second)),
        space(layer, accelerator("simba"), {}, SearchSpace::Dims::Keep),
        lattice(layer, 1 << 16, PieceMirrors::exchanges(space)),
        mirrors(lattice) {
    once.fill(1);
  }

  static Layer layerWith(ImageWindow second) {
    Layer layer;
    layer.name = "square";
    layer.bounds = {2, 1, 4, 4, 1, 3, 3, 1, 1, 1};
    layer.pairs[1] = second;
    return layer;
  }

  size_t axis(Dim dim) const {
    return static_cast<size_t>(
        llvm::find_if(lattice.axes(),
                      [&](const auto &each) { return each.dim == dim; }) -
        lattice.axes().begin());
  }
  /// All of each dimension but single iterations along \p dim.
  Tile without(Dim dim) const {
    const PieceLattice::Axis &each = lattice.axes()[axis(dim)];
    return lattice.whole() - (each.size() - 1) * each.stride;
  }
  AxisSteps twice(Dim dim) const {
    AxisSteps result = once;
    result[axis(dim)] = 2;
    return result;
  }

  const Layer layer;
  const SearchSpace space;
  const PieceLattice lattice;
  const PieceMirrors mirrors;
  AxisSteps once;
};

/// Of two images one is kept, and has no image from there on.
void expectOne(const std::optional<PieceMirrors::Mask> &one,
               const std::optional<PieceMirrors::Mask> &other) {
  EXPECT_NE(one.has_value(), other.has_value());
  EXPECT_EQ(one.value_or(0) | other.value_or(0), 0);
}

} // namespace

TEST(PieceMirrors, KeepOneOfTwoImages) {
  Mirrors of;
  const PieceMirrors::Mask all = of.mirrors.all();
  ASSERT_EQ(all, 1);
  Tile whole = of.lattice.whole();
  EXPECT_EQ(of.mirrors.keeping(all, whole, of.once), all);
  EXPECT_EQ(of.mirrors.keeping(all, of.without(Dim::K), of.twice(Dim::K)), all);
  for (auto [dim, image] : {std::pair(Dim::P, Dim::Q), {Dim::R, Dim::S}}) {
    expectOne(of.mirrors.keeping(all, of.without(dim), of.once),
              of.mirrors.keeping(all, of.without(image), of.once));
    expectOne(of.mirrors.keeping(all, whole, of.twice(dim)),
              of.mirrors.keeping(all, whole, of.twice(image)));
    // Without a mirror both are needed.
    EXPECT_EQ(of.mirrors.keeping(0, of.without(dim), of.once), 0);
    EXPECT_EQ(of.mirrors.keeping(0, of.without(image), of.once), 0);
  }
}

/// Not if one walks in steps of two.
TEST(PieceMirrors, AreOfPairsThatAreAlike) {
  EXPECT_EQ(Mirrors({2, 1}).mirrors.all(), 0);
}

/// What tables say of the whole layer does not depend on whether a row and its
/// image are one, though minima along an image alone do.
TEST(PieceMirrors, OfRowsTablesKeepOne) {
  Layer layer{"square", {64, 1, 6, 6, 3, 3, 3, 1}, {}, 1};
  for (const char *name : {"eyeriss", "simba"}) {
    SCOPED_TRACE(name);
    SearchSpace space(layer, accelerator(name), {}, SearchSpace::Dims::Keep);
    ChainCost cost(space);
    auto boundOf = [&](const PieceLattice &lattice) {
      PieceFacts facts(cost, lattice);
      Channel energy = Channel::energyOf(
          cost, weightsOfPath(cost, pathsOfTime(cost).front()));
      PieceBounds bounds(facts, energy, infinity);
      return bounds.entering(0, noneOpen)[lattice.whole()];
    };
    PieceLattice each(layer, 1 << 16),
        one(layer, 1 << 16, PieceMirrors::exchanges(space));
    EXPECT_TRUE(each.sameRows().empty());
    ASSERT_FALSE(one.sameRows().empty());
    EXPECT_DOUBLE_EQ(boundOf(one), boundOf(each));
  }
}
