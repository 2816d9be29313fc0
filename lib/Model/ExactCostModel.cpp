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

/// How often each operand's tile changes while the loops of \p row run: the
/// iterations of all its loops but the innermost ones that do not index it.
/// Group g is irrelevant to operand g, and G, which indexes all, is outermost.
template <typename T>
PerOperand<T> tileChanges(const GroupFactors<T> &row, Dataflow order) {
  std::array<Group, numGroups> groups = groupOrder(order);
  T outermost = row[groups[0]], outer = row[groups[1]], middle = row[groups[2]],
    inner = row[groups[3]];
  PerOperand<T> changes;
  changes[index(groups[1])] = middle != 1 || inner != 1
                                  ? outermost * outer * middle * inner
                                  : outermost;
  changes[index(groups[2])] =
      inner != 1 ? outermost * outer * middle * inner : outermost * outer;
  changes[index(groups[3])] = outermost * outer * middle;
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
  PerOperand<T> atDram = tileChanges(query.dram, query.dramOrder);
  PerOperand<T> atGlobalBuffer =
      tileChanges(query.globalBuffer, query.globalBufferOrder);
  T dramIterations = query.dram.total();
  for (Operand op : allOperands)
    atGlobalBuffer[index(op)] =
        query.globalBuffer.isIrrelevantTo(op)
            ? atDram[index(op)]
            : dramIterations * atGlobalBuffer[index(op)];
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
