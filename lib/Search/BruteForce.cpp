//===- BruteForce.cpp - Every schedule ------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric. Guarantee: the optimum. Failure: infeasible, and then
// no valid schedule exists; time, on anything but small layers.
//
// Kept apart from the other searches on purpose: it enumerates factors, asks
// `verify`, and costs with `CostModel::evaluate`, so it is their oracle.
//
//===----------------------------------------------------------------------===//

#include "Searches.h"
#include "neurospector/Search/PrimeFactors.h"
#include "llvm/Support/ThreadPool.h"

#include <atomic>
#include <mutex>

using namespace neurospector;

namespace {

/// One way to split a bound over the rows in use.
using Split = llvm::SmallVector<int64_t, numRows>;

class BruteForceSearch {
public:
  BruteForceSearch(const Layer &layer, const Accelerator &accelerator,
                   const SearchOptions &options);

  llvm::Expected<SearchResult> run();

private:
  llvm::Error collectSplits();
  /// Runs tasks until none is left.
  void work();
  /// Schedules whose outermost choices are number \p task.
  void runTask(uint64_t task);
  void choose(unsigned dim, Schedule &schedule, SearchResult &best);
  void evaluate(Schedule &schedule, SearchResult &best);
  void apply(Dim dim, const Split &split, Schedule &schedule) const;
  bool fitsArrays(const Schedule &schedule) const;
  void finish(SearchResult &&result);

  const Layer &layer;
  const Accelerator &accelerator;
  const SearchOptions &options;
  llvm::SmallVector<DataflowPair, 9> pairs;
  llvm::SmallVector<Row, numRows> rows;
  std::array<std::vector<Split>, numDims> splits;
  uint64_t tasks = 1, done = 0;
  std::atomic<uint64_t> next = 0; ///< task that nobody has taken
  std::mutex mutex;               ///< guards done, best
  SearchResult best;
};

} // namespace

/// Ways to split one bound that are held in memory, at about 100 bytes each.
static constexpr double maxSplits = 1 << 22;

/// How many `factorizations` there are: each prime goes to the parts by itself.
static double countFactorizations(int64_t bound, size_t parts) {
  double result = 1;
  for (auto [prime, exponent] : primeFactors(bound))
    for (uint32_t e = 1; e <= exponent; ++e)
      result *= static_cast<double>(parts - 1 + e) / e;
  return result;
}

/// All ways to write \p bound as an ordered product of \p parts factors, each
/// one of \p candidates.
static void factorizations(int64_t bound, unsigned parts,
                           llvm::ArrayRef<int64_t> candidates, Split &prefix,
                           std::vector<Split> &result) {
  if (parts == 1) {
    prefix.push_back(bound);
    result.push_back(prefix);
    prefix.pop_back();
    return;
  }
  for (int64_t factor : candidates) {
    if (factor > bound)
      break;
    if (bound % factor != 0)
      continue;
    prefix.push_back(factor);
    factorizations(bound / factor, parts - 1, candidates, prefix, result);
    prefix.pop_back();
  }
}

BruteForceSearch::BruteForceSearch(const Layer &layer,
                                   const Accelerator &accelerator,
                                   const SearchOptions &options)
    : layer(layer), accelerator(accelerator), options(options),
      pairs(dataflowPairs(accelerator, options.mode)) {
  for (Row row : allRows)
    if (!accelerator.isSkipped(row))
      rows.push_back(row);
}

llvm::Error BruteForceSearch::collectSplits() {
  for (Dim dim : allDims) {
    int64_t bound = layer.bound(dim);
    if (countFactorizations(bound, rows.size()) > maxSplits)
      return llvm::createStringError(
          "layer '" + layer.name + "': " + name(dim) + " = " +
          llvm::Twine(bound) +
          " has too many divisors for a brute-force search");
    Split prefix;
    factorizations(bound, rows.size(), divisors(bound), prefix,
                   splits[index(dim)]);
  }
  return llvm::Error::success();
}

void BruteForceSearch::apply(Dim dim, const Split &split,
                             Schedule &schedule) const {
  for (auto [row, factor] : llvm::zip(rows, split))
    schedule.table[row][index(dim)] = factor;
}

/// Prunes what no later dimension can repair; `verify` decides the rest.
bool BruteForceSearch::fitsArrays(const Schedule &schedule) const {
  for (Row row : rows)
    if (isSpatial(row)) {
      Count units = product(schedule.table[row]);
      if (units.overflowed() || units.get() > accelerator.axisSize(row))
        return false;
    }
  return true;
}

void BruteForceSearch::evaluate(Schedule &schedule, SearchResult &best) {
  for (DataflowPair pair : pairs) {
    schedule.localBuffer = pair.localBuffer;
    schedule.globalBuffer = pair.globalBuffer;
    if (llvm::Error error = verify(layer, accelerator, schedule)) {
      llvm::consumeError(std::move(error));
      return;
    }
    ++best.evaluated;
    llvm::Expected<Cost> cost =
        options.model->evaluate(layer, accelerator, schedule);
    if (!cost) {
      llvm::consumeError(cost.takeError());
      ++best.overflowed;
      continue;
    }
    if (best.status == Status::Infeasible ||
        isBetter(cost->of(options.metric), schedule,
                 best.cost.of(options.metric), best.schedule)) {
      best.status = Status::Optimal;
      best.schedule = schedule;
      best.cost = *cost;
    }
  }
}

void BruteForceSearch::choose(unsigned dim, Schedule &schedule,
                              SearchResult &best) {
  if (!fitsArrays(schedule))
    return;
  // Of a dimension that the layer lacks there is nothing to choose.
  while (dim < numDims && layer.bound(Dim(dim)) == 1)
    ++dim;
  if (dim == numDims)
    return evaluate(schedule, best);
  for (const Split &split : splits[dim]) {
    apply(Dim(dim), split, schedule);
    choose(dim + 1, schedule, best);
  }
  apply(Dim(dim), Split(rows.size(), 1), schedule);
}

/// A task fixes the splits of K and B.
void BruteForceSearch::runTask(uint64_t task) {
  SearchResult result;
  Schedule schedule;
  const auto &first = splits[index(Dim::K)], &second = splits[index(Dim::B)];
  apply(Dim::K, first[task / second.size()], schedule);
  apply(Dim::B, second[task % second.size()], schedule);
  choose(index(Dim::P), schedule, result);
  finish(std::move(result));
}

void BruteForceSearch::finish(SearchResult &&result) {
  std::lock_guard<std::mutex> lock(mutex);
  best.evaluated += result.evaluated;
  best.overflowed += result.overflowed;
  if (result.status != Status::Infeasible &&
      (best.status == Status::Infeasible ||
       isBetter(result.cost.of(options.metric), result.schedule,
                best.cost.of(options.metric), best.schedule))) {
    best.status = result.status;
    best.schedule = result.schedule;
    best.cost = result.cost;
  }
  ++done;
  if (options.progress)
    options.progress(done, tasks);
}

void BruteForceSearch::work() {
  for (uint64_t task; (task = next++) < tasks;)
    runTask(task);
}

llvm::Expected<SearchResult> BruteForceSearch::run() {
  if (llvm::Error error = collectSplits())
    return error;
  tasks = splits[index(Dim::K)].size() * splits[index(Dim::B)].size();
  uint64_t threads =
      llvm::hardware_concurrency(options.threads).compute_thread_count();
  auto workers = static_cast<unsigned>(std::min(threads, tasks));
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(workers));
  for (unsigned i = 0; i < workers; ++i)
    pool.async([this] { work(); });
  pool.wait();
  best.lowerBound =
      best.status == Status::Infeasible ? 0 : best.cost.of(options.metric);
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchBruteForce(const Layer &layer,
                               const Accelerator &accelerator,
                               const SearchOptions &options) {
  return BruteForceSearch(layer, accelerator, options).run();
}
