//===- Answer.h - A schedule with its cost, for Python ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The values that cross the border to Python, and the two ways to get them.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_PYTHON_ANSWER_H
#define NEUROSPECTOR_PYTHON_ANSWER_H

#include "neurospector/Report/ScheduleReport.h"
#include "neurospector/Search/Search.h"

#include <memory>
#include <stdexcept>
#include <variant>

namespace neurospector::python {

/// `neurospector.Error` of Python.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Machine = std::shared_ptr<const Accelerator>;

/// A layer scheduled on a machine, and what that costs.
struct Answer {
  Layer layer;
  Machine machine;
  Schedule schedule;
  Cost cost;
  const CostModel *model;
  Retained retained = {};
  std::optional<SearchAccount> search = std::nullopt; ///< none: it was given

  /// Refers to this answer and to \p network.
  ScheduleReport report(unsigned number, llvm::StringRef network) const {
    return {layer,    *machine, schedule, cost,
            *model,   number,   network,  search ? &*search : nullptr,
            retained, nullptr};
  }
};

/// An answer, or why there is none.
using Outcome = std::variant<Answer, std::string>;

struct Problem {
  Layer layer;
  Machine machine;
};

/// Told now and then, on the thread that called, how many problems are done;
/// may throw, which ends the searches.
using Watcher = std::function<void(size_t done)>;

/// Solves all \p problems on \p threads threads (0: one per core), which a
/// brute-force search has for one problem at a time; \p withSavings looks for
/// what imperfect factors would save, too. The interpreter's lock must not be
/// held. Deterministic but for the seconds.
std::vector<Outcome> solve(llvm::ArrayRef<Problem> problems,
                           Optimizer optimizer, SearchOptions options,
                           unsigned threads, bool withSavings,
                           const Watcher &watch);

} // namespace neurospector::python

#endif // NEUROSPECTOR_PYTHON_ANSWER_H
