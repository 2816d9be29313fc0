//===- PieceChainTest.cpp - Steps of schedules in pieces ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fewest steps of a schedule of which only the outer levels are chosen. A
// search hardly shows one that is too many: it has mostly found the optimum
// before it bounds anything.
//
//===----------------------------------------------------------------------===//

#include "PieceChain.h"
#include "gtest/gtest.h"

using namespace neurospector;

/// DRAM, two units, and a memory in each.
static Accelerator twoUnits() {
  Accelerator result;
  result.name = "two units";
  result.levels = {
      {"DRAM", Memory()}, {"UNITS", Array{2}}, {"BUFFER", Memory()}};
  return result;
}

/// DRAM cuts \p channels along K in two steps, two units halve each of them,
/// and the buffers take the rest, a tile of \p tile, one by one.
static void expectSteps(int64_t channels, int64_t tile, double least,
                        double all) {
  Layer layer;
  layer.name = "layer";
  layer.bounds[index(Dim::K)] = channels;
  Accelerator machine = twoUnits();
  SearchOptions options;
  options.factors = FactorMode::Imperfect;
  SearchSpace space(layer, machine, options, SearchSpace::Dims::Keep);
  ChainCost cost(space);
  PieceLattice lattice(layer, 1 << 10);
  PieceFacts facts(cost, lattice);
  PieceChain chain(facts);

  const PieceLattice::Axis &axis = lattice.axes().front();
  auto withPieces = [&](int64_t pieces) {
    auto found = llvm::find(axis.pieces, pieces);
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
  EXPECT_EQ(chain.leastSteps(2), least);
  EXPECT_EQ(chain.steps(), all);
}

/// Of 5 channels in tiles of 2 the units get 2 + 2, then 1 + 0: the first unit,
/// which is the busiest, has the last piece of all.
TEST(PieceChain, FirstUnitHasTheLastPiece) { expectSteps(5, 2, 3, 3); }

/// Of 7 channels 2 + 2, then 2 + 1.
TEST(PieceChain, FirstUnitHasWholePieces) { expectSteps(7, 2, 4, 4); }

/// Of 14 channels in tiles of 4: 4 + 4, then 4 + 2.
TEST(PieceChain, FirstUnitHasWholePiecesOfMore) { expectSteps(14, 4, 8, 8); }
