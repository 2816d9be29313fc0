//===- PublishedCostModel.cpp - Counts of NeuroSpector v1.5 ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The published model (design: section 5, CM-4p): one operand per row is
// reused, the one its dataflow names; then three corrections in a fixed order.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/CostModel.h"

#include <algorithm>

using namespace neurospector;

namespace {

/// Rule of v1.5: the input is reused over K, or, if the row has no K, over the
/// larger of the other two groups.
template <typename T> T inputReuse(const GroupFactors<T> &row) {
  if (row[Group::K] != 1)
    return row[Group::K];
  return std::max(row[Group::BPQ], row[Group::CRS]);
}

/// Counts of a row of \p row loops inside \p outer ones, ordered by \p order.
template <typename T>
AccessCounts<T> rowCounts(const GroupFactors<T> &row,
                          const GroupFactors<T> &outer, Dataflow order) {
  T steps = row.total() * outer.total();
  T reductions = row[Group::CRS] * outer[Group::CRS];
  AccessCounts<T> counts = {steps, steps, steps - steps / reductions, steps};
  switch (order) {
  case Dataflow::InputStationary:
    counts.inputRead = steps / inputReuse(row);
    break;
  case Dataflow::WeightStationary:
    counts.weightRead = steps / row[Group::BPQ];
    break;
  case Dataflow::OutputStationary:
    counts.outputRead = steps / reductions * (outer[Group::CRS] - 1);
    counts.outputWrite = steps / row[Group::CRS];
    break;
  }
  return counts;
}

template <typename T>
void copyCounts(Operand op, const AccessCounts<T> &from, AccessCounts<T> &to) {
  switch (op) {
  case Operand::Input:
    to.inputRead = from.inputRead;
    return;
  case Operand::Weight:
    to.weightRead = from.weightRead;
    return;
  case Operand::Output:
    to.outputRead = from.outputRead;
    to.outputWrite = from.outputWrite;
  }
}

/// Rule 3: an operand that bypasses GLOBAL_BUFFER is not read once.
template <typename T>
void undoReadOnce(Operand op, const GroupFactors<T> &dram,
                  AccessCounts<T> &counts) {
  switch (op) {
  case Operand::Input:
    counts.inputRead *= inputReuse(dram);
    return;
  case Operand::Weight:
    counts.weightRead *= dram[Group::BPQ];
    return;
  case Operand::Output:
    counts.outputRead = dram[Group::CRS] - 1;
    counts.outputWrite *= dram[Group::CRS];
  }
}

template <typename T>
BoundaryCounts<T> countTransfers(const ReuseQuery<T> &query) {
  BoundaryCounts<T> result = {
      rowCounts(query.globalBuffer, query.dram, query.globalBufferOrder),
      rowCounts(query.dram, GroupFactors<T>(), query.dramOrder)};
  for (Operand op : allOperands) {
    bool once = query.dram.isIrrelevantTo(op);
    bool kept = query.globalBuffer.isIrrelevantTo(op);
    if (once)
      copyCounts(op, AccessCounts<T>{1, 1, 0, 1}, result.dram);
    if (kept)
      copyCounts(op, result.dram, result.globalBuffer);
    if (query.bypass[index(op)] && once && !kept)
      undoReadOnce(op, query.dram, result.dram);
  }
  return result;
}

class PublishedCostModel : public CostModel {
public:
  llvm::StringRef name() const override { return "published"; }
  BoundaryCounts<int64_t>
  counts(const ReuseQuery<int64_t> &query) const override {
    return countTransfers(query);
  }
  BoundaryCounts<double>
  counts(const ReuseQuery<double> &query) const override {
    return countTransfers(query);
  }
  bool bypassSkipsGlobalBuffer() const override { return false; }

  /// The dataflow's operand, and rule 2's; an empty row passes all three on.
  llvm::ArrayRef<ReuseCase> reuseCases(Dataflow order) const override {
    constexpr uint8_t input = 1, weight = 2, output = 4;
    constexpr uint8_t k = 1, bpq = 2, crs = 4, all = 15;
    constexpr uint8_t everything = input | weight | output;
    static constexpr ReuseCase inputStationary[] = {
        {all, input, 0, true},
        {k, input, input},
        {bpq, input | weight, weight, true},
        {crs, input | output, output, true},
        {0, everything, everything}};
    static constexpr ReuseCase weightStationary[] = {
        {all, weight, 0},
        {k, input, input},
        {bpq, weight, weight},
        {crs, output, output},
        {0, everything, everything}};
    static constexpr ReuseCase outputStationary[] = {
        {all, output, 0},
        {k, input, input},
        {bpq, weight, weight},
        {crs, output, output},
        {0, everything, everything}};
    switch (order) {
    case Dataflow::InputStationary:
      return inputStationary;
    case Dataflow::WeightStationary:
      return weightStationary;
    case Dataflow::OutputStationary:
      break;
    }
    return outputStationary;
  }
};

} // namespace

const CostModel &neurospector::publishedCostModel() {
  static const PublishedCostModel model;
  return model;
}
