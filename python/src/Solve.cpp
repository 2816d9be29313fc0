//===- Solve.cpp - Many searches that can be interrupted ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Answer.h"
#include "neurospector/Search/Infeasible.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/ThreadPool.h"

#include <chrono>
#include <condition_variable>

using namespace neurospector;
using namespace neurospector::python;

/// What the lack of a schedule means depends on the search.
static std::string whyNone(const Problem &problem, Optimizer optimizer) {
  if (optimizer == Optimizer::BottomUp &&
      isFeasible(problem.layer, *problem.machine))
    return "the bottom-up search found no valid schedule; "
           "optimizer=\"optimal\" looks at all";
  Infeasibility why = explainInfeasible(problem.layer, *problem.machine, "");
  return why.reason + "; " + why.suggestion;
}

static Outcome solveOne(const Problem &problem, Optimizer optimizer,
                        const SearchOptions &options, bool withSavings) {
  auto start = std::chrono::steady_clock::now();
  llvm::Expected<SearchResult> result =
      search(optimizer, problem.layer, *problem.machine, options);
  std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  if (!result)
    return llvm::toString(result.takeError());
  if (result->status == Status::Infeasible)
    return whyNone(problem, optimizer);
  std::optional<double> saves;
  if (withSavings)
    saves = imperfectSaves(optimizer, problem.layer, *problem.machine, options,
                           *result);
  Answer answer = {problem.layer, problem.machine, std::move(result->schedule),
                   std::move(result->cost), options.model};
  answer.search =
      SearchAccount{result->status == Status::Optimal, result->lowerBound,
                    result->evaluated, time.count(), saves};
  return answer;
}

std::vector<Outcome> python::solve(llvm::ArrayRef<Problem> problems,
                                   Optimizer optimizer, SearchOptions options,
                                   unsigned threads, bool withSavings,
                                   const Watcher &watch) {
  unsigned workers = llvm::hardware_concurrency(threads).compute_thread_count();
  options.threads =
      std::exchange(workers, optimizer == Optimizer::BruteForce ? 1 : workers);
  std::atomic<bool> stop = false;
  options.stop = &stop;

  std::vector<Outcome> outcomes(problems.size());
  std::atomic<size_t> next = 0, done = 0;
  std::mutex mutex;
  std::condition_variable changed;
  unsigned running = workers;
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(workers));
  for (unsigned i = 0; i < workers; ++i)
    pool.async([&] {
      for (size_t at; !stop && (at = next++) < problems.size(); ++done)
        outcomes[at] = solveOne(problems[at], optimizer, options, withSavings);
      std::lock_guard<std::mutex> lock(mutex);
      --running;
      changed.notify_one();
    });
  // Also if the watcher throws: the threads use what is declared here.
  llvm::scope_exit join([&] {
    stop = true;
    pool.wait();
  });
  constexpr auto interval = std::chrono::milliseconds(50);
  std::unique_lock<std::mutex> lock(mutex);
  while (!changed.wait_for(lock, interval, [&] { return running == 0; })) {
    lock.unlock();
    watch(done);
    lock.lock();
  }
  lock.unlock();
  watch(done);
  return outcomes;
}
