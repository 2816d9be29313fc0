//===- LoopNestSimulator.cpp - Walks a schedule and counts ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopNestSimulator.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

using namespace neurospector;
using namespace neurospector::test;

namespace {

/// Where the nest stands: one number per dimension, K B P Q C R S G D T.
using Position = std::array<int64_t, 10>;

// Columns of a row, by the letters of the layer's formula.
enum { K, B, P, Q, C, R, S, G, D, T };

/// The dimensions that each operand is indexed by.
const std::vector<int> inputDims = {B, G, C, P, R, Q, S, D, T};
const std::vector<int> weightDims = {G, K, C, R, S, T};
const std::vector<int> outputDims = {B, G, K, P, Q, D};

/// Loops outermost first for IS, WS and OS.
const std::vector<int> loopOrders[] = {{G, B, P, Q, D, C, R, S, T, K},
                                       {G, K, C, R, S, T, B, P, Q, D},
                                       {G, K, B, P, Q, D, C, R, S, T}};

/// The piece of an operand that the iterations at \p position touch.
std::vector<int64_t> pieceAt(const Position &position,
                             const std::vector<int> &dims) {
  std::vector<int64_t> piece;
  for (int dim : dims)
    piece.push_back(position[dim]);
  return piece;
}

/// One operand in one buffer.
struct Held {
  std::vector<int64_t> piece; ///< empty: nothing yet
  std::set<std::vector<int64_t>> seen;
  int64_t fetched = 0, fetchedAgain = 0;

  void need(const std::vector<int64_t> &next) {
    if (next == piece)
      return;
    piece = next;
    ++fetched;
    if (!seen.insert(next).second)
      ++fetchedAgain;
  }
};

/// What one buffer boundary sees.
struct Boundary {
  Held input, weight, output;

  void step(const Position &position) {
    input.need(pieceAt(position, inputDims));
    weight.need(pieceAt(position, weightDims));
    output.need(pieceAt(position, outputDims));
  }
  /// A piece of the output is written when it leaves, and read back when it
  /// was there before.
  std::array<int64_t, 4> counts() const {
    return {input.fetched, weight.fetched, output.fetchedAgain, output.fetched};
  }
};

/// Runs \p body for every step of a row's loops, outermost first.
template <typename Body>
void forEachStep(const Factors &row, const std::vector<int> &order,
                 size_t depth, Position &position, Body body) {
  if (depth == order.size()) {
    body();
    return;
  }
  int dim = order[depth];
  for (position[dim] = 0; position[dim] < row[dim]; ++position[dim])
    forEachStep(row, order, depth + 1, position, body);
  position[dim] = 0;
}

int64_t extent(int64_t outer, int64_t stride, int64_t window,
               int64_t dilation) {
  int64_t first = 0, last = 0;
  for (int64_t i = 0; i < outer; ++i)
    for (int64_t j = 0; j < window; ++j) {
      first = std::min(first, i * stride + j * dilation);
      last = std::max(last, i * stride + j * dilation);
    }
  return last - first + 1;
}

/// Elements of input, weight and output in a tile.
std::array<int64_t, 3> elements(const Layer &layer, const Position &tile) {
  auto [height, width, depth] = layer.pairs;
  return {tile[B] * tile[G] * tile[C] *
              extent(tile[P], height.stride, tile[R], height.dilation) *
              extent(tile[Q], width.stride, tile[S], width.dilation) *
              extent(tile[D], depth.stride, tile[T], depth.dilation),
          tile[G] * tile[K] * tile[C] * tile[R] * tile[S] * tile[T],
          tile[B] * tile[G] * tile[K] * tile[P] * tile[Q] * tile[D]};
}

} // namespace

SimulatedTransfers test::simulate(const Layer &layer,
                                  const Accelerator &accelerator,
                                  const Schedule &schedule) {
  const Factors &dramRow = schedule.table[Row::Dram];
  const Factors &gbRow = schedule.table[Row::GlobalBuffer];
  bool hasGb = accelerator.globalBuffer.has_value();
  auto dramOrder =
      static_cast<int>(hasGb ? schedule.globalBuffer : schedule.localBuffer);
  auto gbOrder = static_cast<int>(schedule.localBuffer);

  Boundary dram, gb;
  Position outer = {}, inner = {};
  forEachStep(dramRow, loopOrders[dramOrder], 0, outer, [&] {
    dram.step(outer);
    forEachStep(gbRow, loopOrders[gbOrder], 0, inner, [&] {
      Position both;
      for (int d = 0; d < 10; ++d)
        both[d] = outer[d] * gbRow[d] + inner[d];
      gb.step(both);
    });
  });

  Position peTile, allPes, chipTile;
  for (int d = 0; d < 10; ++d) {
    peTile[d] = 1;
    for (Row row :
         {Row::Reg, Row::MacX, Row::MacY, Row::LocalBuffer, Row::PeX, Row::PeY})
      peTile[d] *= schedule.table[row][d];
    int64_t chips =
        schedule.table[Row::ChipX][d] * schedule.table[Row::ChipY][d];
    allPes[d] = peTile[d] * chips;
    chipTile[d] = peTile[d] * gbRow[d] * chips;
  }

  SimulatedTransfers result;
  result.gbCount = gb.counts();
  result.dramCount = dram.counts();
  auto moved = [](const std::array<int64_t, 4> &counts, int operand) {
    return operand == 2 ? counts[2] + counts[3] : counts[operand];
  };
  for (int x = 0; x < 3; ++x) {
    result.gbTraffic[x] = elements(layer, peTile)[x] * moved(result.gbCount, x);
    bool direct = hasGb && accelerator.globalBuffer->bypass[x];
    result.dramTraffic[x] =
        direct ? elements(layer, allPes)[x] * moved(result.gbCount, x)
               : elements(layer, chipTile)[x] * moved(result.dramCount, x);
  }
  return result;
}
