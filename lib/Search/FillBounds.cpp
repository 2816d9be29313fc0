//===- FillBounds.cpp - The least that systolic arrays fill ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FillBounds.h"

#include <algorithm>

using namespace neurospector;

FillBounds::FillBounds(const ChainCost &cost, const TileFacts &facts)
    : cost(cost), facts(facts), most(cost.numMemories, {1, 1, 1}) {
  for (unsigned memory = 0; memory < cost.numMemories; ++memory) {
    if (cost.fills[memory].staying.empty())
      continue;
    varies = true;
    const TileSet &fits = cost.space.stages[memory + 1].fits;
    for (Tile tile = 0; tile < cost.lattice.size(); ++tile)
      for (unsigned i = 0; i < 3 && fits[tile]; ++i)
        most[memory][i] =
            std::max(most[memory][i], cost.lattice[tile].volume[i]);
  }
}

/// In the arrays inside \p memory if, with those further outside, up to
/// \p units share \p tile, which has had at least \p moves.
double FillBounds::inside(unsigned memory, double units, const Moves &moves,
                          Tile tile) const {
  const Fill &fill = cost.fills[memory];
  double least = std::numeric_limits<double>::infinity();
  for (Operand op : allOperands) {
    unsigned i = index(op);
    if (!fill.staying.contains(op))
      continue;
    double tiles = facts.elements(i, tile) / (units * most[memory][i]);
    double changes = moves.tiles[i] * std::max(1.0, tiles);
    // Whether outputs come back is not known.
    double loads = op == Operand::Output ? 0 : changes;
    least = std::min(least, fill.steps(changes, loads));
  }
  return least;
}

/// The same in all arrays inside \p memory.
double FillBounds::from(unsigned memory, double units, const Moves &moves,
                        Tile tile) const {
  double result = 0;
  for (; memory < cost.numMemories; ++memory) {
    units *= cost.space.stages[memory].arrays.maxUnits();
    if (!cost.fills[memory].staying.empty())
      result += inside(memory, units, moves, tile);
  }
  return result;
}

double FillBounds::ofHanded(llvm::ArrayRef<Frame> frames) const {
  auto memory = static_cast<unsigned>(frames.size() - 1);
  const Frame &frame = frames.back();
  return cost.fillSteps(memory, frame.moves) +
         from(memory + 1, cost.space.stages[memory].arrays.maxUnits(),
              frame.moves, frame.handed);
}

double FillBounds::ofEntering(llvm::ArrayRef<Frame> frames) const {
  Moves none;
  const Moves &outside =
      frames.size() > 1 ? frames[frames.size() - 2].moves : none;
  return from(static_cast<unsigned>(frames.size() - 1), 1, outside,
              frames.back().entering);
}
