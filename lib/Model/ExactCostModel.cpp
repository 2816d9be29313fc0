//===- ExactCostModel.cpp - Counts of the loop nest as it runs ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The exact model (design: section 5b, CM-4e). A buffer keeps the last tile of
// each operand, so a tile moves when, and only when, a loop that indexes it
// advances: the number of moves is the product of the bounds from the outermost
// loop to the innermost relevant one.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/CostModel.h"

using namespace neurospector;

namespace {

/// Iterations of a row's loops up to and including the innermost one that
/// indexes \p op; 0 if none does.
template <typename T>
T tileChanges(const GroupFactors<T> &row, Dataflow order, Operand op) {
  T iterations = 1, changes = 0;
  for (Group group : groupOrder(order)) {
    iterations *= row[group];
    if (row[group] != 1 && group != irrelevantGroup(op))
      changes = iterations;
  }
  return changes;
}

template <typename T>
T relevantIterations(const GroupFactors<T> &row, Operand op) {
  T result = 1;
  for (unsigned g = 0; g < numGroups; ++g)
    if (Group(g) != irrelevantGroup(op))
      result *= row.of[g];
  return result;
}

/// Turns changes of the output tile into reads and writes: the first visit of
/// each distinct tile needs no read.
template <typename T>
AccessCounts<T> accesses(const PerOperand<T> &changes, T distinctOutputs) {
  return {changes[0], changes[1], changes[2] - distinctOutputs, changes[2]};
}

template <typename T>
BoundaryCounts<T> countTransfers(const ReuseQuery<T> &query) {
  PerOperand<T> atGlobalBuffer, atDram;
  T dramIterations = query.dram.total();
  for (Operand op : allOperands) {
    T outer = tileChanges(query.dram, query.dramOrder, op);
    T inner = tileChanges(query.globalBuffer, query.globalBufferOrder, op);
    atDram[index(op)] = outer != 0 ? outer : T(1);
    atGlobalBuffer[index(op)] =
        inner != 0 ? dramIterations * inner : atDram[index(op)];
  }
  T dramOutputs = relevantIterations(query.dram, Operand::Output);
  T gbOutputs = relevantIterations(query.globalBuffer, Operand::Output);
  return {accesses(atGlobalBuffer, dramOutputs * gbOutputs),
          accesses(atDram, dramOutputs)};
}

class ExactCostModel : public CostModel {
public:
  llvm::StringRef name() const override { return "exact"; }
  BoundaryCounts<int64_t>
  counts(const ReuseQuery<int64_t> &query) const override {
    return countTransfers(query);
  }
  BoundaryCounts<double>
  counts(const ReuseQuery<double> &query) const override {
    return countTransfers(query);
  }
  bool bypassSkipsGlobalBuffer() const override { return true; }

  /// The innermost loops decide: they are those of the stationary operand's
  /// group, or, if it has none, of the next group out.
  llvm::ArrayRef<ReuseCase> reuseCases(Dataflow order) const override {
    constexpr uint8_t input = 1, weight = 2, output = 4;
    constexpr uint8_t k = 1, bpq = 2, crs = 4, g = 8, all = 15;
    static constexpr ReuseCase cases[3][6] = {{{all, input, 0},
                                               {bpq | crs | g, output, 0},
                                               {bpq | g, weight, 0},
                                               {k, input, input},
                                               {bpq, weight, weight},
                                               {crs, output, output}},
                                              {{all, weight, 0},
                                               {k | crs | g, output, 0},
                                               {k | g, input, 0},
                                               {k, input, input},
                                               {bpq, weight, weight},
                                               {crs, output, output}},
                                              {{all, output, 0},
                                               {k | bpq | g, weight, 0},
                                               {k | g, input, 0},
                                               {k, input, input},
                                               {bpq, weight, weight},
                                               {crs, output, output}}};
    return cases[static_cast<unsigned>(order)];
  }
};

} // namespace

const CostModel &neurospector::exactCostModel() {
  static const ExactCostModel model;
  return model;
}
