//===- Search.h - What every search takes and gives -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One interface for all searches: layer, accelerator and options in; the best
// schedule, its cost and what is proven about it out.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_SEARCH_H
#define NEUROSPECTOR_SEARCH_SEARCH_H

#include "neurospector/Model/CostModel.h"

#include <atomic>
#include <functional>

namespace neurospector {

/// Which loop orders a search may use.
enum class DataflowMode : uint8_t {
  Fixed,   ///< the accelerator's, where a memory names a stationary operand
  Flexible ///< any
};

/// Which tiles a search may use.
enum class FactorMode : uint8_t {
  Perfect,   ///< each divides the one that it is cut from
  Imperfect, ///< each is a multiple of the one inside it, or the whole bound
  Auto       ///< imperfect where `checkOptions` allows it and a search is quick
             ///< (`Optimal`), else perfect
};

enum class Optimizer : uint8_t { BottomUp, BruteForce, Optimal };
llvm::StringRef name(Optimizer optimizer);
llvm::StringRef name(DataflowMode mode);
llvm::StringRef name(FactorMode factors);

struct SearchOptions {
  const CostModel *model = &exactCostModel();
  DataflowMode mode = DataflowMode::Fixed;
  FactorMode factors = FactorMode::Perfect;
  Metric metric = Metric::Energy;
  /// Candidate schedules to look at before giving up on a proof; 0: no limit.
  uint64_t maxEvaluations = 0;
  /// Threads of a brute-force search.
  unsigned threads = 1;
  /// Told now and then how much of a brute-force search is done, from any of
  /// its threads but one at a time.
  std::function<void(uint64_t done, uint64_t total)> progress;
  /// Another thread sets it to end the search, which then fails; null: none.
  const std::atomic<bool> *stop = nullptr;

  bool isStopped() const {
    return stop && stop->load(std::memory_order_relaxed);
  }
};

/// What a search knows about its answer.
enum class Status : uint8_t {
  Optimal,   ///< no valid schedule costs less: lowerBound equals the cost; a
             ///< schedule with a count of over 64 bits is not valid
  Feasible,  ///< a valid schedule; a cheaper one may exist above lowerBound
  Infeasible ///< no valid schedule exists, or, of bottom-up, the heuristic
             ///< found none; there is no schedule or cost
};

struct SearchResult {
  Status status = Status::Infeasible;
  Schedule schedule;
  Cost cost = {};
  /// Proven: no valid schedule costs less, in units of the metric.
  double lowerBound = 0;
  /// Candidate schedules and partial schedules that were costed.
  uint64_t evaluated = 0;
  /// Schedules that were discarded because a count of theirs exceeds 64 bits.
  uint64_t overflowed = 0;
};

/// Imperfect factors need the exact cost model, and a search that has them:
/// `Optimal` or `BruteForce`.
llvm::Error checkOptions(Optimizer optimizer, const SearchOptions &options);

/// \p options with what `FactorMode::Auto` stands for.
SearchOptions withFactors(Optimizer optimizer, SearchOptions options);

/// Runs \p optimizer. The layer and the accelerator are verified before, the
/// schedule after the search; errors say which of them is at fault, or that a
/// count of every schedule left 64 bits. Deterministic: equal input gives an
/// equal result.
llvm::Expected<SearchResult> search(Optimizer optimizer, const Layer &layer,
                                    const Accelerator &accelerator,
                                    const SearchOptions &options);

/// Less is not worth a word.
inline constexpr double leastSaving = 0.05;

/// What imperfect factors save of the metric, as 0.123, at least: the search
/// with them finds no more than the rest of what \p found costs, which
/// \p optimizer found with perfect ones under \p options. Where bounds have
/// primes above 7 the optimum of a padded layer says so, in milliseconds. None:
/// it is less than `leastSaving`, nothing was found, or imperfect factors do
/// not go with the options.
std::optional<double> imperfectSaves(Optimizer optimizer, const Layer &layer,
                                     const Accelerator &accelerator,
                                     SearchOptions options,
                                     const SearchResult &found);

/// True if (\p cost, \p schedule) is to be preferred: less of the metric, then
/// of energy and cycles what the metric is not (of edp: less energy), both to
/// twelve digits; then fewer smaller last pieces, then fewer steps of the
/// outermost memory, then the smaller schedule.
bool isBetter(const Layer &layer, Metric metric, const Cost &cost,
              const Schedule &schedule, const Cost &thanCost,
              const Schedule &thanSchedule);

/// What decides between schedules with the same of \p metric.
inline Metric tieBreaker(Metric metric) {
  return metric == Metric::Energy ? Metric::Cycle : Metric::Energy;
}

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_SEARCH_H
