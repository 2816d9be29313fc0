//===- PublishedView.h - A schedule as NeuroSpector v1.5 sees it *- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The figures of the published tables, read off a schedule and its cost. Text
// and JSON print them for machines of the published shape.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_REPORT_PUBLISHEDVIEW_H
#define NEUROSPECTOR_LIB_REPORT_PUBLISHEDVIEW_H

#include "neurospector/Model/PublishedShape.h"
#include "neurospector/Report/ScheduleReport.h"

namespace neurospector {

/// The figures that the tables and records of the published tool list: what
/// each of its three buffers sends inward and holds (elements), how often
/// (tiles), and what crosses the two boundaries (elements, the output in both
/// directions), including what bypasses GLOBAL_BUFFER.
struct PublishedView {
  PublishedShape shape;
  /// Dataflows: the loops of GLOBAL_BUFFER have LOCAL_BUFFER's, those of DRAM
  /// have GLOBAL_BUFFER's; without one, LOCAL_BUFFER's.
  Operand localDataflow, globalDataflow;
  PerOperand<int64_t> lbSent, lbHeld, gbSent, gbHeld, dramSent, dramHeld;
  AccessCounts lbCount, gbCount, dramCount;
  PerOperand<int64_t> gbTraffic;   ///< between a chip's GLOBAL_BUFFER and PEs
  PerOperand<int64_t> dramTraffic; ///< between DRAM and the chips
  int64_t activeMacs, activePes, activeChips;

  /// None if there is more to say than the published tables can: the machine
  /// has another shape or time that overlaps, a tile does not divide the one it
  /// is cut from, or an order is none of the dataflows.
  static std::optional<PublishedView> of(const ScheduleReport &report);
};

/// Sizes of the two axes of an array; 1 for an absent one.
struct AxisSizes {
  int64_t x = 1, y = 1;

  AxisSizes(const Accelerator &machine, std::optional<size_t> x,
            std::optional<size_t> y);
  int64_t units() const { return x * y; }
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_REPORT_PUBLISHEDVIEW_H
