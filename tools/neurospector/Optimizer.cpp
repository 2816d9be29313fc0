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
  std::string error = {};
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
  bool checkSolved() const;
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
  std::vector<Item> items;
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
  if (candidates)
    problem.candidates = std::move(*candidates);
  else
    problem.error = llvm::toString(candidates.takeError());
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
  llvm::DefaultThreadPool pool(
      llvm::hardware_concurrency(std::max(1u, options.threads)));
  for (Problem &problem : problems)
    pool.async([&] {
      solve(problem, options.search);
      bar.update(++done, problems.size());
    });
  pool.wait();
}

/// What the lack of a schedule means depends on the search.
static std::string reasonOf(const Problem &problem, const Options &options) {
  if (!problem.error.empty())
    return problem.error;
  if (options.optimizer == Optimizer::BottomUp)
    return "the bottom-up search found no valid schedule; "
           "'--optimizer=optimal' looks at all";
  return "no schedule is valid on accelerator '" + options.accelerator.name +
         "'";
}

bool NetworkOptimizer::checkSolved() const {
  constexpr unsigned maxErrors = 20;
  unsigned errors = 0;
  for (const Item &item : items) {
    const Problem &problem = problems[item.problem];
    if (problem.error.empty() && chosen(item).status != Status::Infeasible)
      continue;
    if (++errors <= maxErrors)
      printError(item.network->name + " layer " + llvm::Twine(item.number) +
                 " '" + shorten(item.layer->name, /*longest=*/100) +
                 "': " + reasonOf(problem, options));
  }
  if (errors > maxErrors)
    printError("too many errors: " + llvm::Twine(errors - maxErrors) + " more");
  return errors == 0;
}

/// The layer before runs right before and writes what \p item reads. When
/// layers run that run several times is not known.
bool NetworkOptimizer::readsPrevious(const Item &item) const {
  if (item.number == 1 || options.layer != 0)
    return false;
  const Layer &previous = item.network->layers[item.number - 2];
  return previous.runs == 1 && item.layer->runs == 1 &&
         inferLink(previous, *item.layer);
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
        layers.push_back({*item.layer, item.choice.cost,
                          chosen(item).status == Status::Optimal, item.number});
    llvm::outs() << network.name << " on " << options.accelerator.name << ": "
                 << name(options.optimizer) << ", "
                 << name(options.search.metric) << ", "
                 << name(options.search.mode) << " dataflow, "
                 << options.search.model->name() << " cost model\n\n";
    printTable(llvm::outs(), options.accelerator, layers);
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
                        found.evaluated, problem.seconds});
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
  return writeFile(options.report, [&](llvm::raw_ostream &os) {
    printHtml(os, title + " on " + options.accelerator.name, layers);
  });
}

bool NetworkOptimizer::run() {
  collect();
  solve();
  if (!checkSolved())
    return false;
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
  return flushOutput() &&
         (options.outputDir.empty() || writeSchedules(layers)) &&
         (options.report.empty() || writeReport(layers));
}

bool tool::optimize(const Options &options) {
  return NetworkOptimizer(options).run();
}
