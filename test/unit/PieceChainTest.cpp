//===- PieceChainTest.cpp - What bounds of pieces are made of -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fewest steps of a schedule of which only the outer levels are chosen, the
// most units that share an element, and what units add that compete. A search
// hardly shows that one of them is wrong: it has mostly found the optimum
// before it bounds anything.
//
//===----------------------------------------------------------------------===//

#include "ImperfectSearch.h"
#include "gtest/gtest.h"

using namespace neurospector;

namespace {
/// All that is known of a layer on a machine before a search.
struct Pieces {
  Pieces(const Accelerator &machine, const Factors &bounds)
      : machine(machine), layer{"layer", bounds, {}, 1},
        space(layer, this->machine, options, SearchSpace::Dims::Keep),
        cost(space), lattice(layer, 1 << 10), facts(cost, lattice) {}

  const Accelerator machine;
  const Layer layer;
  const SearchOptions options;
  const SearchSpace space;
  const ChainCost cost;
  const PieceLattice lattice;
  const PieceFacts facts;
};
} // namespace

/// DRAM cuts \p channels along K in two steps, two units halve each of them,
/// and the buffers take the rest, a tile of \p tile, one by one.
static void expectSteps(int64_t channels, int64_t tile, double least,
                        double all) {
  Accelerator machine;
  machine.levels = {
      {"DRAM", Memory()}, {"UNITS", Array{2}}, {"BUFFER", Memory()}};
  Pieces pieces(machine, Factors({channels}));
  const PieceLattice &lattice = pieces.lattice;
  PieceChain chain(pieces.facts);
  const PieceLattice::Axis &axis = lattice.axes().front();
  auto withPieces = [&](int64_t number) {
    auto found = llvm::find(axis.pieces, number);
    return static_cast<Tile>(found - axis.pieces.begin());
  };
  for (PieceRow &row : chain.rows) {
    row.loops.fill(1);
    row.units.fill(1);
  }
  PieceRow &dram = chain.rows[0], &buffer = chain.rows[1];
  dram.entering = lattice.whole();
  dram.loops[0] = 2;
  dram.handed = withPieces(2);
  dram.units[0] = 2;
  buffer.entering = withPieces((channels - 1) / tile + 1);
  buffer.loops[0] = tile;
  buffer.handed = lattice.unit();
  EXPECT_EQ(chain.leastSteps(2, chain.measure(2)), least);
  EXPECT_EQ(chain.steps(), all);
}

/// Of 5 channels in tiles of 2 the units get 2 + 2, then 1 + 0: the first unit,
/// which is the busiest, has the last piece of all.
TEST(PieceChain, FirstUnitHasTheLastPiece) { expectSteps(5, 2, 3, 3); }

/// Of 7 channels 2 + 2, then 2 + 1.
TEST(PieceChain, FirstUnitHasWholePieces) { expectSteps(7, 2, 4, 4); }

/// Who may pay nothing learns that no unrolling is cheaper than that, and keeps
/// nobody who may pay more from the cheapest one.
TEST(PieceBounds, ALookAtUnrollingsEndsWithWhatMayBePaid) {
  Accelerator machine;
  machine.levels = {
      {"DRAM", Memory()}, {"UNITS", Array{2}}, {"BUFFER", Memory()}};
  Pieces pieces(machine, Factors({5}));
  PieceBounds bounds(
      pieces.facts,
      Channel::energyOf(pieces.cost, weightsOfPath(pieces.cost, 1)), infinity);
  PieceChain chain(pieces.facts);
  chain.rows[0].handed = pieces.lattice.whole();
  ASSERT_TRUE(bounds.looksAtUnrollings(0));
  auto least = [&](double most) {
    return bounds.handedExactly(chain, 0, noneOpen, most);
  };
  EXPECT_EQ(least(0), infinity);
  EXPECT_LT(least(infinity), infinity);
  EXPECT_LT(least(0), infinity);
}

/// Of 14 channels in tiles of 4: 4 + 4, then 4 + 2.
TEST(PieceChain, FirstUnitHasWholePiecesOfMore) { expectSteps(14, 4, 8, 8); }

/// IP-3: three units along an image of 6 and three along a window of 6, stride
/// 1. If each takes one element, three of them take the same: none along the
/// image, none along the window. If each takes 2 outputs and 2 taps into a
/// buffer, five have the element 4 in their boxes; at most 6, one for each tap.
TEST(PieceFacts, UnitsThatShareAnElement) {
  Accelerator machine;
  Dim image = imageOf(1), window = windowOf(1);
  Array rows{3, {image}}, columns{3, {window}};
  Factors bounds;
  bounds[index(image)] = bounds[index(window)] = 6;
  auto sharing = [&](OperandSet held) {
    Memory accumulator, buffer;
    accumulator.holds = {Operand::Output};
    buffer.holds = held;
    machine.levels = {{"DRAM", Memory()},
                      {"ROWS", rows},
                      {"COLUMNS", columns},
                      {"ACCUMULATOR", accumulator},
                      {"BUFFER", buffer}};
    Pieces pieces(machine, bounds);
    const Transfer &transfer = pieces.cost.transferFrom(0, Operand::Input);
    return pieces.facts.reach(transfer, 0, /*isNear=*/false, {}).sharing;
  };
  EXPECT_EQ(sharing(OperandSet::all()), 6);
  EXPECT_EQ(sharing({Operand::Weight}), 3);
}

/// IP-7: 31 channels in tiles of 8 on four units, of which each has two lanes:
/// four steps for each of two inputs. Those are so dear that all four units
/// share them. The tables round up for the lanes, so what does not divide among
/// the units is not added again.
TEST(UnitSplits, LanesAreRoundedInTheTables) {
  Accelerator machine;
  Memory dram, accumulator, buffer;
  dram.readEnergy[index(Operand::Input)] = 1000;
  accumulator.holds = {Operand::Output};
  machine.bits = {8, 8, 8};
  accumulator.rooms = {{{Operand::Output}, 2 * 8}};
  buffer.rooms = {{{Operand::Weight}, 2 * 8}};
  machine.macStaticPower = 1;
  machine.levels = {{"DRAM", dram},
                    {"UNITS", Array{4}},
                    {"ACCUMULATOR", accumulator},
                    {"BUFFER", buffer},
                    {"LANES", Array{2}}};
  Pieces pieces(machine, Factors({31, 1, 1, 1, 2}));
  Schedule schedule = Schedule::outermost(machine);
  schedule.tiles = {Factors({8}), Factors({2}), Factors({2}), Factors({2}),
                    unitFactors};
  schedule.orders[0] = loopOrder(Operand::Output);
  auto cost = pieces.options.model->evaluate(pieces.layer, machine, schedule);
  ASSERT_TRUE(bool(cost)) << llvm::toString(cost.takeError());
  double bound = ImperfectSearch(pieces.space, {}).boundOf(schedule);
  EXPECT_NEAR(bound, cost->totalEnergy(), 1e-9 * bound);
  EXPECT_EQ(cost->macCycles, 8);
}
