//===- Infeasible.h - Why a layer has no schedule ---------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "Infeasible" helps nobody: what a machine asks of schedules that this layer
// cannot give, and which line of its file says so.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_INFEASIBLE_H
#define NEUROSPECTOR_SEARCH_INFEASIBLE_H

#include "neurospector/Search/Search.h"

namespace neurospector {

/// One thing that a level asks of schedules.
struct Limit {
  enum class Kind : uint8_t {
    Capacity, ///< of a room
    Steps,    ///< that a memory must take
    Size,     ///< of an array, and its dimensions
    Dims      ///< that may be unrolled over an array
  };
  Kind kind;
  size_t level;
  size_t room = 0; ///< of the memory
};

/// \p machine without \p limit: room for everything, any steps, any number of
/// units, or all dimensions.
void drop(Accelerator &machine, const Limit &limit);

/// Limits that no schedule of the infeasible \p layer meets together, while
/// without any one of them some schedule meets the others.
std::vector<Limit> findConflict(const Layer &layer, Accelerator machine);

/// Both begin in lower case and end without a period.
struct Infeasibility {
  std::string reason, suggestion;
};

/// Why `search` found \p layer infeasible on \p accelerator, which is the
/// built-in or the file \p file; without one, keys are those of YAML.
///
/// Example: on a machine whose LOCAL_BUFFER requires 64 steps along C, the
/// reason for a layer of 48 channels is
///   C=48 is no multiple of 64, the steps that LOCAL_BUFFER must take
/// and the suggestion
///   change CONSTRAINT of LOCAL_BUFFER in 'm.cfg', or pad C.
///
/// A room without a single element and steps that do not divide a bound can be
/// read off; else those of `findConflict` are named. That takes a search for
/// each limit of the machine, which ends at its first schedule.
Infeasibility explainInfeasible(const Layer &layer,
                                const Accelerator &accelerator,
                                llvm::StringRef file);

/// Some schedule is valid, or nothing says that none is: counts of over 64 bits
/// and bounds of too many tiles are no limits of the machine.
bool isFeasible(const Layer &layer, const Accelerator &accelerator);

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_INFEASIBLE_H
