//===- ChainCostTest.cpp - Costs during a search and after it -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a search knows of a whole schedule is what the cost model says of it.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/ChainCost.h"
#include "RandomLayer.h"
#include "gtest/gtest.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Draws a chain of tiles, whatever fits or not.
class ChainDrawer {
public:
  ChainDrawer(Chooser &chooser, const SearchSpace &space)
      : chooser(chooser), space(space), cost(space),
        frames(space.stages.size()) {}

  Chain draw();
  Known known() const { return cost.finish(frames); }
  const ChainCost &costs() const { return cost; }

private:
  Tile divisorOf(Tile tile);
  Tile unitsOf(const Stage &stage, Tile tile);

  Chooser &chooser;
  const SearchSpace &space;
  const ChainCost cost;
  std::vector<Frame> frames;
};

Tile ChainDrawer::divisorOf(Tile tile) {
  llvm::SmallVector<Tile> divisors;
  space.lattice.divisors(tile, divisors);
  return divisors[chooser.below(
      static_cast<unsigned>(std::min<size_t>(divisors.size(), 256)))];
}

Tile ChainDrawer::unitsOf(const Stage &stage, Tile tile) {
  llvm::SmallVector<Tile> units;
  for (Tile unrolled : stage.arrays.all())
    if (space.lattice.divides(unrolled, tile))
      units.push_back(unrolled);
  return units[chooser.below(
      static_cast<unsigned>(std::min<size_t>(units.size(), 256)))];
}

Chain ChainDrawer::draw() {
  Chain chain;
  cost.start(frames.front());
  for (size_t m = 0; m < frames.size(); ++m) {
    const Stage &stage = space.stages[m];
    Frame &frame = frames[m];
    if (m > 0) {
      const Frame &outer = frames[m - 1];
      frame.entering =
          outer.handed - unitsOf(space.stages[m - 1], outer.handed);
      cost.enter(llvm::MutableArrayRef(frames).take_front(m + 1));
    }
    bool isLast = m + 1 == frames.size();
    frame.handed = isLast             ? unitsOf(stage, frame.entering)
                   : stage.takesLoops ? divisorOf(frame.entering)
                                      : frame.entering;
    frame.order =
        stage.orders[chooser.below(static_cast<unsigned>(stage.orders.size()))];
    frame.moves = space.reuse->advance(
        m == 0 ? Moves() : frames[m - 1].moves,
        space.lattice[frame.entering - frame.handed].groups, frame.order);
    chain.entering.push_back(frame.entering);
    chain.handed.push_back(frame.handed);
    chain.orders.push_back(frame.order);
  }
  return chain;
}

/// Cycles and dynamic energy, to rounding, of chains on \p machine.
void compare(Chooser &chooser, const Accelerator &machine) {
  SearchOptions options;
  Layer layer = randomLayer(chooser, machine, 2, 8000);
  SearchSpace space(layer, machine, options, SearchSpace::Dims::Merge);
  ChainDrawer drawer(chooser, space);
  for (int i = 0; i < 8; ++i) {
    Schedule schedule = space.schedule(drawer.draw());
    llvm::Expected<Cost> truth =
        exactCostModel().evaluate(layer, machine, schedule);
    ASSERT_TRUE(bool(truth)) << llvm::toString(truth.takeError());
    Known known = drawer.known();
    std::string nest = describe(machine, Nest{layer, schedule});
    EXPECT_NEAR(known.cycles(), truth->totalCycles(),
                1e-9 * truth->totalCycles())
        << nest;
    EXPECT_EQ(known.macCycles, static_cast<double>(truth->macCycles)) << nest;
    double energy = truth->dynamicEnergy();
    EXPECT_NEAR(drawer.costs().macEnergy + known.energy + known.toMacs, energy,
                1e-9 * energy)
        << nest;
  }
}

TEST(ChainCost, IsWhatTheModelSays) {
  RandomChooser chooser(1);
  for (int i = 0; i < 1000 && !HasFailure(); ++i)
    compare(chooser, randomMachine(chooser));
}

/// CM-18.
TEST(ChainCost, FillsSystolicArrays) {
  RandomChooser chooser(2);
  for (int i = 0; i < 1000 && !HasFailure(); ++i) {
    Accelerator machine = randomMachine(chooser);
    if (fillSomeArrays(chooser, machine))
      compare(chooser, machine);
  }
}

/// CM-19.
TEST(ChainCost, Slides) {
  RandomChooser chooser(3);
  for (int i = 0; i < 1000 && !HasFailure(); ++i) {
    Accelerator machine = randomMachine(chooser);
    if (slideSomeMemories(chooser, machine))
      compare(chooser, machine);
  }
}

} // namespace
