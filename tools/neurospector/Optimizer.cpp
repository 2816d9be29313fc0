//===- Optimizer.cpp - Find schedules for networks ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Output.h"
#include "ProgressBar.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/HtmlReport.h"
#include "neurospector/Report/LayerReport.h"
#include "neurospector/Report/NetworkReport.h"
#include "neurospector/Report/ScheduleReport.h"
#include "neurospector/Search/CrossLayer.h"
#include "neurospector/Search/Infeasible.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"

#include <atomic>
#include <deque>
#include <map>

using namespace neurospector;
using namespace neurospector::tool;

namespace {

/// A layer shape, solved once however often it occurs.
struct Problem {
  Layer layer;
  /// The best schedule; behind it, across layers, others to choose from.
  std::vector<SearchResult> candidates = {SearchResult()};
  double seconds = 0;
  std::optional<double> imperfectSaves = {}; ///< of a layer by itself
  std::string kind = {};  ///< of the reason why it has no schedule
  std::string error = {}; ///< the reason; empty: it has one
};

/// A layer of a network, which problem it is, and what was chosen for it.
struct Item {
  const Network *network;
  unsigned number; ///< from 1
  const Layer *layer;
  size_t problem;
  ChainChoice choice = {};
};

class NetworkOptimizer {
public:
  explicit NetworkOptimizer(const Options &options) : options(options) {}
  bool run();

private:
  void collect();
  void solve();
  void solve(Problem &problem, SearchOptions search);
  void explain(Problem &problem) const;
  void setUnsolvedAside();
  SkippedKinds skippedOf(const Network &network) const;
  bool reportUnsolved() const;
  bool chooseSchedules(llvm::MutableArrayRef<Item> network);
  bool readsPrevious(const Item &item) const;
  const SearchResult &chosen(const Item &item) const {
    return problems[item.problem].candidates[item.choice.candidate];
  }
  std::vector<ScheduleReport>
  reports(std::deque<SearchAccount> &accounts) const;
  void print(llvm::ArrayRef<ScheduleReport> layers) const;
  void printTables() const;
  void printReuseOf(const Network &network) const;
  bool writeSchedules(llvm::ArrayRef<ScheduleReport> layers) const;
  bool writeReport(llvm::ArrayRef<ScheduleReport> layers) const;

  const Options &options;
  std::vector<Item> items;    ///< in order; once solved, those with a schedule
  std::vector<Item> unsolved; ///< the others
  std::vector<Problem> problems;
};

} // namespace

void NetworkOptimizer::collect() {
  std::map<std::pair<Factors, decltype(Layer::pairs)>, size_t> known;
  for (const Network &network : options.networks)
    for (const auto &[i, layer] : llvm::enumerate(network.layers)) {
      if (options.layer != 0 && i + 1 != options.layer)
        continue;
      auto [shape, isNew] =
          known.try_emplace({layer.bounds, layer.pairs}, problems.size());
      items.push_back(
          {&network, static_cast<unsigned>(i + 1), &layer, shape->second});
      if (isNew)
        problems.push_back({layer});
    }
}

/// Only the optimal search gives more than one schedule to choose from.
static llvm::Expected<std::vector<SearchResult>>
findCandidates(const Options &options, const Layer &layer,
               const SearchOptions &search) {
  if (options.crossLayer && options.optimizer == Optimizer::Optimal)
    return searchChainCandidates(layer, options.accelerator, search);
  auto result = neurospector::search(options.optimizer, layer,
                                     options.accelerator, search);
  if (!result)
    return result.takeError();
  return std::vector<SearchResult>{*result};
}

void NetworkOptimizer::solve(Problem &problem, SearchOptions search) {
  auto start = std::chrono::steady_clock::now();
  auto candidates = findCandidates(options, problem.layer, search);
  std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  problem.seconds = time.count();
  if (!candidates) {
    problem.kind = "search-failed";
    problem.error = llvm::toString(candidates.takeError());
    return;
  }
  problem.candidates = std::move(*candidates);
  if (problem.candidates.front().status == Status::Infeasible)
    explain(problem);
  else if (!options.crossLayer)
    problem.imperfectSaves =
        imperfectSaves(options.optimizer, problem.layer, options.accelerator,
                       search, problem.candidates.front());
}

/// What the lack of a schedule means depends on the search.
void NetworkOptimizer::explain(Problem &problem) const {
  problem.kind = "infeasible";
  if (options.optimizer == Optimizer::BottomUp &&
      isFeasible(problem.layer, options.accelerator)) {
    problem.error = "the bottom-up search found no valid schedule; "
                    "'--optimizer=optimal' looks at all";
    return;
  }
  Infeasibility why = explainInfeasible(problem.layer, options.accelerator,
                                        options.acceleratorFile);
  problem.error = why.reason + "; " + why.suggestion;
}

/// Layers side by side, or for a brute-force search one after the other, each
/// on all threads.
void NetworkOptimizer::solve() {
  if (options.optimizer == Optimizer::BruteForce) {
    for (Problem &problem : problems) {
      ProgressBar bar(shorten(problem.layer.name, /*longest=*/30));
      SearchOptions search = options.search;
      search.threads = options.threads;
      search.progress = [&](uint64_t done, uint64_t total) {
        bar.update(done, total);
      };
      solve(problem, search);
    }
    return;
  }
  ProgressBar bar("scheduling");
  std::atomic<uint64_t> done = 0;
  auto solveNext = [&](Problem &problem) {
    solve(problem, options.search);
    bar.update(++done, problems.size());
  };
  if (options.threads <= 1) {
    llvm::for_each(problems, solveNext);
    return;
  }
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(options.threads));
  for (Problem &problem : problems)
    pool.async([&] { solveNext(problem); });
  pool.wait();
}

void NetworkOptimizer::setUnsolvedAside() {
  auto isSolved = [&](const Item &item) {
    return problems[item.problem].error.empty();
  };
  llvm::copy_if(items, std::back_inserter(unsolved), std::not_fn(isSolved));
  llvm::erase_if(items, std::not_fn(isSolved));
}

SkippedKinds NetworkOptimizer::skippedOf(const Network &network) const {
  SkippedKinds kinds;
  for (const Item &item : unsolved)
    if (item.network == &network)
      ++kinds[problems[item.problem].kind];
  return kinds;
}

/// True if there is nothing to report.
bool NetworkOptimizer::reportUnsolved() const {
  constexpr unsigned maxErrors = 20;
  for (const Item &item : llvm::ArrayRef(unsolved).take_front(maxErrors))
    printError(item.network->name + " layer " + llvm::Twine(item.number) +
               " '" + shorten(item.layer->name, /*longest=*/100) +
               "': " + problems[item.problem].error);
  if (unsolved.size() > maxErrors)
    printError("too many errors: " + llvm::Twine(unsolved.size() - maxErrors) +
               " more");
  return unsolved.empty();
}

/// The layer before runs right before and writes what \p item, one of `items`,
/// reads. When layers run that run several times is not known.
bool NetworkOptimizer::readsPrevious(const Item &item) const {
  if (&item == items.data())
    return false;
  const Item &previous = *(&item - 1);
  return previous.network == item.network &&
         previous.number + 1 == item.number && previous.layer->runs == 1 &&
         item.layer->runs == 1 && inferLink(*previous.layer, *item.layer);
}

/// The layers of one network, in order.
bool NetworkOptimizer::chooseSchedules(llvm::MutableArrayRef<Item> network) {
  std::vector<ChainLayer> chain;
  for (const Item &item : network) {
    if (options.crossLayer && readsPrevious(item))
      chain.back().toNext = inferLink(*chain.back().layer, *item.layer);
    chain.push_back(
        {item.layer, &options.accelerator, problems[item.problem].candidates});
  }
  auto choices = chooseAcrossLayers(chain, options.search);
  if (!choices) {
    printError(llvm::toString(choices.takeError()));
    return false;
  }
  for (auto [item, choice] : llvm::zip_equal(network, *choices))
    item.choice = choice;
  return true;
}

void NetworkOptimizer::printReuseOf(const Network &network) const {
  std::vector<ReuseReport> layers;
  for (const Item &item : items)
    if (item.network == &network)
      layers.push_back({*item.layer, readsPrevious(item), item.choice.retained,
                        problems[item.problem].candidates.front().cost,
                        item.choice.cost});
  llvm::outs() << "Kept on chip between layers (elements)\n\n";
  printReuse(llvm::outs(), layers);
  llvm::outs() << '\n';
}

void NetworkOptimizer::printTables() const {
  for (const Network &network : options.networks) {
    std::vector<LayerReport> layers;
    for (const Item &item : items)
      if (item.network == &network)
        layers.push_back({*item.layer,
                          item.choice.cost,
                          chosen(item).status == Status::Optimal,
                          item.number,
                          {},
                          problems[item.problem].imperfectSaves});
    if (layers.empty())
      continue;
    llvm::outs() << network.name << " on " << options.accelerator.name << ": "
                 << name(options.optimizer) << ", "
                 << name(options.search.metric) << ", "
                 << name(options.search.mode) << " dataflow, "
                 << (options.search.factors == FactorMode::Imperfect
                         ? "imperfect factors, "
                         : "")
                 << options.search.model->name() << " cost model\n\n";
    printTable(llvm::outs(), options.accelerator, layers);
    printSavings(llvm::outs(), options.search.metric, layers);
    printSkipped(llvm::outs(), skippedOf(network), "layer");
    llvm::outs() << '\n';
    if (options.crossLayer)
      printReuseOf(network);
  }
}

/// In the order of the networks. The accounts live in \p accounts.
std::vector<ScheduleReport>
NetworkOptimizer::reports(std::deque<SearchAccount> &accounts) const {
  std::vector<ScheduleReport> result;
  for (const Item &item : items) {
    const Problem &problem = problems[item.problem];
    const SearchResult &found = chosen(item);
    accounts.push_back({found.status == Status::Optimal, found.lowerBound,
                        found.evaluated, problem.seconds,
                        problem.imperfectSaves});
    result.push_back({*item.layer, options.accelerator, found.schedule,
                      item.choice.cost, *options.search.model, item.number,
                      item.network->name, &accounts.back(),
                      item.choice.retained});
  }
  return result;
}

void NetworkOptimizer::print(llvm::ArrayRef<ScheduleReport> layers) const {
  switch (options.format) {
  case Format::Text:
    return printTables();
  case Format::Json:
    for (const ScheduleReport &layer : layers)
      printJsonLine(llvm::outs(), layer);
    return;
  case Format::Csv:
    CsvColumns columns = CsvColumns::of(layers);
    printCsvHeader(llvm::outs(), options.accelerator, columns);
    for (const ScheduleReport &layer : layers)
      printCsvLine(llvm::outs(), layer, columns);
  }
}

/// A schedule of which a published table cannot say everything goes to a file
/// of one JSON line: the analyzer reads both.
bool NetworkOptimizer::writeSchedules(
    llvm::ArrayRef<ScheduleReport> layers) const {
  if (std::error_code error =
          llvm::sys::fs::create_directories(options.outputDir)) {
    printError("cannot make directory '" + options.outputDir +
               "': " + error.message());
    return false;
  }
  FileNames names;
  for (const ScheduleReport &layer : layers) {
    auto table =
        NamedSchedule::of(layer.layer, options.accelerator, layer.schedule);
    llvm::SmallString<128> path(options.outputDir);
    llvm::sys::path::append(path,
                            names.make({options.accelerator.name, layer.network,
                                        layer.layer.name}) +
                                (table ? ".cfg" : ".jsonl"));
    if (!writeFile(path, [&](llvm::raw_ostream &os) {
          if (table)
            return printSchedule(os, *table, options.accelerator);
          ScheduleReport given = layer;
          given.search = nullptr;
          printJsonLine(os, given);
        }))
      return false;
  }
  return true;
}

bool NetworkOptimizer::writeReport(
    llvm::ArrayRef<ScheduleReport> layers) const {
  std::string title = options.networks.size() == 1
                          ? options.networks.front().name
                          : "All networks";
  std::vector<std::string> notes;
  for (const Network &network : options.networks)
    if (SkippedKinds kinds = skippedOf(network); !kinds.empty())
      notes.push_back(network.name + ": skipped " +
                      listSkipped(kinds, "layer"));
  return writeFile(options.report, [&](llvm::raw_ostream &os) {
    printHtml(os, title + " on " + options.accelerator.name, layers, notes);
  });
}

bool NetworkOptimizer::run() {
  collect();
  solve();
  setUnsolvedAside();
  if (items.empty())
    return reportUnsolved();
  for (auto rest = llvm::MutableArrayRef(items); !rest.empty();) {
    size_t size = llvm::count_if(rest, [&](const Item &item) {
      return item.network == rest.front().network;
    });
    if (!chooseSchedules(rest.take_front(size)))
      return false;
    rest = rest.drop_front(size);
  }
  std::deque<SearchAccount> accounts;
  std::vector<ScheduleReport> layers = reports(accounts);
  print(layers);
  bool isWritten = flushOutput() &&
                   (options.outputDir.empty() || writeSchedules(layers)) &&
                   (options.report.empty() || writeReport(layers));
  return reportUnsolved() && isWritten;
}

bool tool::optimize(const Options &options) {
  return NetworkOptimizer(options).run();
}
