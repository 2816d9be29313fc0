//===- Components.h - Where energy and time go ------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The lines of every cost table and the colours of every chart, so that all of
// them list the same parts of a machine in the same order, and what the time of
// a schedule is made of where times overlap.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_REPORT_COMPONENTS_H
#define NEUROSPECTOR_LIB_REPORT_COMPONENTS_H

#include "neurospector/Report/ScheduleReport.h"

namespace neurospector {

/// A line of a cost table and a colour of a chart: the MACs or a memory.
struct Component {
  enum class Kind : uint8_t {
    Macs,
    Memory,
    Absent ///< the published tables list it, but this machine lacks it
  };

  std::string name;
  Kind kind = Kind::Absent;
  size_t level = 0; ///< of a memory

  /// Of this component of a schedule; pJ and cycles, 0 if it is absent.
  double dynamicEnergy(const Cost &cost) const;
  double staticEnergy(const Cost &cost) const;
  double energy(const Cost &cost) const {
    return dynamicEnergy(cost) + staticEnergy(cost);
  }
  double busyCycles(const Cost &cost) const;
  /// Of these, the ones that nothing hides; the MACs wait for nobody.
  double serialCycles(const Cost &cost) const;
};

/// The MACs, then the memories, innermost first. The published tables have four
/// lines, of which the one of GLOBAL_BUFFER may be absent.
std::vector<Component> components(const Accelerator &accelerator);

/// Some work can go on while data moves, so that the times of the components do
/// not simply add up.
bool timeOverlaps(const Accelerator &accelerator);

/// There is more to say about the time on a machine than how many cycles each
/// component takes: it overlaps, or the machine is none of those that published
/// tables describe.
bool explainsTime(const Accelerator &accelerator);

/// What the cycles of a schedule are made of.
///
/// Example: MACs 100, L1 busy for 120 behind them, and 30 cycles of DRAM that
/// nothing hides: L1 hides the MACs, so that the 150 cycles are 120 of L1 and
/// 30 of DRAM, and the schedule is bound by L1.
struct TimeParts {
  std::vector<Component> components;
  std::vector<double> cycles; ///< of each; the sum is the total
  size_t largest = 0;         ///< the first of those with most cycles

  TimeParts(const Cost &cost, const Accelerator &accelerator);

  /// What to improve first: `compute`, or the name of a memory.
  llvm::StringRef limit() const;
  /// The same in words, and the share of every part if there is more than one,
  /// as in `compute-bound` or `bound by L1: L1 80.0% + DRAM 20.0%`.
  std::string text() const;
};

/// What the MAC units do in the steps of a schedule beside
/// multiply-accumulates, as shares of all units in all steps: with the
/// utilization they add up to 1.
struct IdleShares {
  double unused;     ///< units that no step uses
  double fill;       ///< systolic arrays fill and drain
  double lastPieces; ///< of a smaller last piece a unit gets less, or nothing
};
IdleShares idleShares(const ScheduleReport &report);

/// In words, with the arrays of which some units get less: `12.5% in smaller
/// last pieces, 0.0% never used; on average 1.75 of 2 LANES`.
std::string idleText(const ScheduleReport &report);

/// A line that begins with \p title, wrapped between words.
void printWrapped(llvm::raw_ostream &os, llvm::StringRef title,
                  llvm::StringRef text);

/// `12.3`; of nothing `0.0`.
std::string percent(double part, double whole);

/// `12.3%`, rounded down.
std::string percentBelow(double share);

/// `16 bits`, or `8/8/32 bits` for the input, the weight and the output.
std::string widths(const Accelerator &accelerator);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_REPORT_COMPONENTS_H
