//===- Schedule.h - Loop tiling, order and placement ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a search decides: one factor per row and dimension, and what each
// buffer keeps still.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_SCHEDULE_H
#define NEUROSPECTOR_MODEL_SCHEDULE_H

#include "neurospector/Model/Accelerator.h"
#include "llvm/ADT/SmallVector.h"

namespace neurospector {

/// One factor per (row, dimension). The product down a column is the bound of
/// that dimension.
///
/// Example: K=64 on Eyeriss as LOCAL_BUFFER 4, PE_ARRAY(Y) 8, DRAM 2: each PE
/// holds the weights of 4 output channels, 8 PEs work on different ones, and
/// DRAM is walked twice.
class SchedulingTable {
public:
  Factors &operator[](Row row) { return rows[index(row)]; }
  const Factors &operator[](Row row) const { return rows[index(row)]; }

  /// Product of the rows from REG out to \p row: the tile that \p row holds.
  /// The table's columns must multiply within 64 bits.
  Factors tile(Row row) const;

  bool operator==(const SchedulingTable &) const = default;
  auto operator<=>(const SchedulingTable &) const = default;

private:
  std::array<Factors, numRows> rows;
};

/// A table with the dataflow in force in each buffer. LOCAL_BUFFER's orders
/// the loops of the GLOBAL_BUFFER row, GLOBAL_BUFFER's those of the DRAM row;
/// without a GLOBAL_BUFFER both name the dataflow that orders the DRAM row.
struct Schedule {
  SchedulingTable table;
  Dataflow localBuffer = Dataflow::WeightStationary;
  Dataflow globalBuffer = Dataflow::OutputStationary;

  bool operator==(const Schedule &) const = default;
  auto operator<=>(const Schedule &) const = default;
};

/// The loops of a temporal row under \p order, outermost first: the loops
/// irrelevant to the stationary operand innermost. IS: G, BPQ, CRS, K; WS: G,
/// K, CRS, BPQ; OS: G, K, BPQ, CRS; inside a group as in `Dim`.
std::array<Dim, numDims> loopOrder(Dataflow order);

/// The order of groups that `loopOrder` spells out, outermost first.
constexpr std::array<Group, numGroups> groupOrder(Dataflow order) {
  constexpr std::array<std::array<Group, numGroups>, 3> orders = {
      {{Group::G, Group::BPQ, Group::CRS, Group::K},
       {Group::G, Group::K, Group::CRS, Group::BPQ},
       {Group::G, Group::K, Group::BPQ, Group::CRS}}};
  return orders[static_cast<unsigned>(order)];
}

/// Success if \p schedule multiplies to the bounds of \p layer, respects axis
/// sizes, constraints and skipped rows, and every held tile fits; otherwise an
/// error that names the row and by how much.
llvm::Error verify(const Layer &layer, const Accelerator &accelerator,
                   const Schedule &schedule);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_SCHEDULE_H
