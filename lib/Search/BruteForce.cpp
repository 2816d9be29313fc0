//===- BruteForce.cpp - Every schedule ------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric. Guarantee: the optimum, unless `maxEvaluations` runs
// out. Failure: infeasible, and then no valid schedule exists; time, on
// anything but small layers.
//
// Kept apart from the other searches on purpose: it enumerates tiles and
// orders, asks `verify`, and costs with `CostModel::evaluate`, so it is their
// oracle.
//
//===----------------------------------------------------------------------===//

#include "Searches.h"
#include "neurospector/Search/PrimeFactors.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ThreadPool.h"

#include <atomic>
#include <mutex>
#include <numeric>

using namespace neurospector;

namespace {

/// The tiles of all levels along one dimension.
using Split = llvm::SmallVector<int64_t, 10>;
using Orders = llvm::SmallVector<LoopOrder, 3>;

class BruteForceSearch {
public:
  BruteForceSearch(const Layer &layer, const Accelerator &accelerator,
                   const SearchOptions &options);

  llvm::Expected<SearchResult> run();

private:
  llvm::Error collectSplits();
  void collectSplits(Dim dim, size_t level, int64_t entering, Split &prefix);
  bool mayTake(size_t level, Dim dim, int64_t steps) const;
  bool isTooMuch(Dim dim) const;
  /// Runs tasks until none is left.
  void work();
  /// Schedules whose first two choices are number \p task.
  void runTask(uint64_t task);
  void chooseTiles(unsigned next, Schedule &schedule, SearchResult &best);
  void chooseOrders(size_t level, Schedule &schedule, SearchResult &best);
  void evaluate(const Schedule &schedule, SearchResult &best);
  void apply(Dim dim, const Split &split, Schedule &schedule) const;
  bool fitsArrays(const Schedule &schedule) const;
  bool isSame(size_t level, const Schedule &schedule, const LoopOrder &a,
              const LoopOrder &b) const;
  void finish(SearchResult &&result);

  const Layer &layer;
  const Accelerator &accelerator;
  const SearchOptions &options;
  std::vector<Orders> orders; ///< to try, per level
  std::array<std::vector<Split>, numDims> splits;
  std::array<Dim, numDims> dims = allDims; ///< in the order of choosing
  uint64_t tasks = 1, done = 0;
  std::atomic<uint64_t> next = 0; ///< task that nobody has taken
  std::atomic<uint64_t> evaluated = 0;
  std::atomic<bool> stopped = false; ///< out of evaluations
  std::mutex mutex;                  ///< guards done, best
  SearchResult best;
};

} // namespace

/// Ways to split one bound that are held in memory, at about 100 bytes each.
static constexpr double maxSplits = 1 << 22;

/// Ordered products of \p parts factors: each prime goes to the parts by
/// itself.
static double countFactorizations(int64_t bound, size_t parts) {
  double result = 1;
  for (auto [prime, exponent] : primeFactors(bound))
    for (uint32_t e = 1; e <= exponent; ++e)
      result *= static_cast<double>(parts - 1 + e) / e;
  return result;
}

/// The orders to try at \p level. The loops of the innermost memory move
/// nothing but what goes into the MACs, in any order.
static Orders ordersToTry(const Accelerator &accelerator, size_t level,
                          const SearchOptions &options) {
  const Memory *memory = accelerator.levels[level].memory();
  std::optional<Operand> given = memory ? memory->stationary : std::nullopt;
  if (!memory || accelerator.memoryInside(level) == accelerator.levels.size() ||
      (options.mode == DataflowMode::Fixed && given))
    return {loopOrder(given.value_or(Operand::Output))};
  Orders orders;
  OperandSet free = options.model->freeOrders(accelerator, level);
  for (Operand op : allOperands)
    if (free.contains(op))
      orders.push_back(loopOrder(op));
  return orders;
}

BruteForceSearch::BruteForceSearch(const Layer &layer,
                                   const Accelerator &accelerator,
                                   const SearchOptions &options)
    : layer(layer), accelerator(accelerator), options(options) {
  for (size_t level = 0; level < accelerator.levels.size(); ++level)
    orders.push_back(ordersToTry(accelerator, level, options));
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

/// Prunes what \p level cannot do, whatever the rest; `verify` decides.
bool BruteForceSearch::mayTake(size_t level, Dim dim, int64_t steps) const {
  const Level &which = accelerator.levels[level];
  if (const Array *array = which.array())
    return steps == 1 || (steps <= array->size && array->dims.contains(dim));
  int64_t required = which.memory()->steps[index(dim)];
  return required == 0 || required == steps;
}

static llvm::SmallVector<int64_t> upTo(int64_t last) {
  llvm::SmallVector<int64_t> result(last);
  std::iota(result.begin(), result.end(), 1);
  return result;
}

/// Only of imperfect factors it is not known before how many there are.
bool BruteForceSearch::isTooMuch(Dim dim) const {
  bool isImperfect = options.factors == FactorMode::Imperfect;
  return static_cast<double>(splits[index(dim)].size()) > maxSplits ||
         (isImperfect && static_cast<double>(layer.bound(dim)) > maxSplits);
}

void BruteForceSearch::collectSplits(Dim dim, size_t level, int64_t entering,
                                     Split &prefix) {
  if (isTooMuch(dim))
    return;
  bool isLast = level + 1 == accelerator.levels.size();
  // Multiples of what is inside, or the whole bound.
  bool isImperfect =
      options.factors == FactorMode::Imperfect && entering == layer.bound(dim);
  for (int64_t tile : isImperfect ? upTo(entering) : divisors(entering)) {
    int64_t steps = (entering - 1) / tile + 1;
    if ((isLast && tile > 1) || !mayTake(level, dim, steps))
      continue;
    prefix.push_back(tile);
    if (isLast)
      splits[index(dim)].push_back(prefix);
    else
      collectSplits(dim, level + 1, tile, prefix);
    prefix.pop_back();
  }
}

llvm::Error BruteForceSearch::collectSplits() {
  for (Dim dim : allDims) {
    int64_t bound = layer.bound(dim);
    auto parts = static_cast<size_t>(
        llvm::count_if(accelerator.levels, [&](const Level &level) {
          return level.choosesSteps(dim);
        }));
    auto fail = [&](llvm::StringRef what) {
      return llvm::createStringError("layer '" + layer.name +
                                     "': " + name(dim) + " = " +
                                     llvm::Twine(bound) + " has too many " +
                                     what + " for a brute-force search");
    };
    if (countFactorizations(bound, std::max<size_t>(parts, 1)) > maxSplits)
      return fail("divisors");
    Split prefix;
    collectSplits(dim, 0, bound, prefix);
    if (isTooMuch(dim))
      return fail("tiles");
  }
  return llvm::Error::success();
}

void BruteForceSearch::apply(Dim dim, const Split &split,
                             Schedule &schedule) const {
  for (auto [tile, along] : llvm::zip(schedule.tiles, split))
    tile[index(dim)] = along;
}

/// Prunes what no later dimension can repair.
bool BruteForceSearch::fitsArrays(const Schedule &schedule) const {
  for (size_t level = 0; level < accelerator.levels.size(); ++level)
    if (const Array *array = accelerator.levels[level].array()) {
      Count units = product(schedule.steps(level, layer));
      if (units.overflowed() || units.get() > array->size)
        return false;
    }
  return true;
}

/// Dimensions that are not chosen yet are a single iteration everywhere inside
/// the outermost level, which takes all steps.
void BruteForceSearch::chooseTiles(unsigned next, Schedule &schedule,
                                   SearchResult &best) {
  if (stopped || !fitsArrays(schedule))
    return;
  if (next == numDims) {
    if (llvm::Error error = verify(layer, accelerator, schedule))
      return llvm::consumeError(std::move(error));
    return chooseOrders(0, schedule, best);
  }
  Dim dim = dims[next];
  for (const Split &split : splits[index(dim)]) {
    apply(dim, split, schedule);
    chooseTiles(next + 1, schedule, best);
  }
  apply(dim, Split(accelerator.levels.size(), 1), schedule);
}

//===----------------------------------------------------------------------===//
// Orders
//===----------------------------------------------------------------------===//

/// The loops of more than one step run in the same order. Only of the exact
/// model is it certain that nothing else counts.
bool BruteForceSearch::isSame(size_t level, const Schedule &schedule,
                              const LoopOrder &a, const LoopOrder &b) const {
  if (options.model != &exactCostModel())
    return false;
  auto loops = [&](const LoopOrder &order) {
    llvm::SmallVector<Dim, numDims> result;
    for (Dim dim : order)
      if (schedule.steps(level, dim, layer) > 1)
        result.push_back(dim);
    return result;
  };
  return loops(a) == loops(b);
}

void BruteForceSearch::chooseOrders(size_t level, Schedule &schedule,
                                    SearchResult &best) {
  if (level == accelerator.levels.size())
    return evaluate(schedule, best);
  const Orders &all = orders[level];
  for (size_t i = 0; i < all.size() && !stopped; ++i) {
    auto isSameAs = [&](const LoopOrder &earlier) {
      return isSame(level, schedule, all[i], earlier);
    };
    if (llvm::any_of(llvm::ArrayRef(all).take_front(i), isSameAs))
      continue;
    schedule.orders[level] = all[i];
    chooseOrders(level + 1, schedule, best);
  }
}

void BruteForceSearch::evaluate(const Schedule &schedule, SearchResult &best) {
  bool isSpent =
      ++evaluated > options.maxEvaluations && options.maxEvaluations != 0;
  if (isSpent || options.isStopped()) {
    --evaluated;
    stopped = true;
    return;
  }
  llvm::Expected<Cost> cost =
      options.model->evaluate(layer, accelerator, schedule);
  if (!cost) {
    llvm::consumeError(cost.takeError());
    ++best.overflowed;
    return;
  }
  if (best.status == Status::Infeasible ||
      isBetter(layer, options.metric, *cost, schedule, best.cost,
               best.schedule)) {
    best.status = Status::Feasible;
    best.schedule = schedule;
    best.cost = *cost;
  }
}

//===----------------------------------------------------------------------===//
// All of it
//===----------------------------------------------------------------------===//

void BruteForceSearch::runTask(uint64_t task) {
  SearchResult result;
  Schedule schedule = Schedule::outermost(accelerator);
  const auto &first = splits[index(dims[0])], &second = splits[index(dims[1])];
  apply(dims[0], first[task / second.size()], schedule);
  apply(dims[1], second[task % second.size()], schedule);
  chooseTiles(2, schedule, result);
  finish(std::move(result));
}

void BruteForceSearch::finish(SearchResult &&result) {
  std::lock_guard<std::mutex> lock(mutex);
  best.overflowed += result.overflowed;
  if (result.status != Status::Infeasible &&
      (best.status == Status::Infeasible ||
       isBetter(layer, options.metric, result.cost, result.schedule, best.cost,
                best.schedule))) {
    best.status = result.status;
    best.schedule = result.schedule;
    best.cost = result.cost;
  }
  ++done;
  if (options.progress)
    options.progress(done, tasks);
}

void BruteForceSearch::work() {
  for (uint64_t task; !stopped && (task = next++) < tasks;)
    runTask(task);
}

llvm::Expected<SearchResult> BruteForceSearch::run() {
  if (llvm::Error error = collectSplits())
    return error;
  // The dimensions with most choices come first and make up the tasks.
  llvm::stable_sort(dims, [&](Dim a, Dim b) {
    return splits[index(a)].size() > splits[index(b)].size();
  });
  tasks = splits[index(dims[0])].size() * splits[index(dims[1])].size();
  uint64_t threads =
      llvm::hardware_concurrency(options.threads).compute_thread_count();
  // Several threads would run out of evaluations at another place each time.
  if (options.maxEvaluations != 0)
    threads = 1;
  auto workers = static_cast<unsigned>(std::min(threads, tasks));
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(workers));
  for (unsigned i = 0; i < workers; ++i)
    pool.async([this] { work(); });
  pool.wait();
  best.evaluated = evaluated;
  if (best.status != Status::Infeasible && !stopped) {
    best.status = Status::Optimal;
    best.lowerBound = best.cost.of(options.metric);
  }
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchBruteForce(const Layer &layer,
                               const Accelerator &accelerator,
                               const SearchOptions &options) {
  return BruteForceSearch(layer, accelerator, options).run();
}
