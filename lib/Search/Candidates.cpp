//===- Candidates.cpp - Schedules worth choosing among --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The optimal search, asked for the best schedule of each interface instead of
// the best of all. Dimensions are kept apart, because neighbours tell height
// from width.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/Candidates.h"
#include "OptimalSearch.h"

using namespace neurospector;

double neurospector::worthOf(Metric metric, const Cost &own, double energy,
                             double cycles) {
  if (metric != Metric::Edp)
    return metricOf(metric, energy, cycles);
  return energy * own.totalCycles() + cycles * own.totalEnergy();
}

/// The interfaces of one root that may be of use.
void OptimalSearch::addInterfaces(const Branch &root, const Worth &worth,
                                  double optimum,
                                  std::vector<Interface> &interfaces) {
  choose(0, root.tile, root.order);
  const PerOperand<double> &volume = lattice[root.tile].volume;
  double inputs = volume[index(Operand::Input)];
  double input = worth.perInput * inputs;
  double output = worth.perOutput * volume[index(Operand::Output)];
  double transfers = worth.perInputTransfer * inputs *
                     frames.front().moves.tiles[index(Operand::Input)];
  if (root.bound > (optimum + input + output + transfers) * (1 + rounding))
    return;
  const Sending sending = cost.send(framesTo(0));
  for (Tile units : space.stages.front().arrays.all()) {
    if (!lattice.divides(units, root.tile) ||
        !space.stages[1].fits[root.tile - units] ||
        !enter(1, root.tile - units, sending))
      continue;
    const GroupFactors &split = lattice[units].groups;
    double here = transfers;
    if (split[irrelevantGroup(Operand::Input)] == 1)
      here += input;
    if (split[irrelevantGroup(Operand::Output)] == 1)
      here += output;
    double bound = last == 1 ? root.bound : bounds.entering(framesTo(1));
    if (here > 0 && bound <= (optimum + here) * (1 + rounding))
      interfaces.push_back({bound - here, optimum + here, root.tile,
                            root.tile - units, root.order});
  }
}

llvm::Expected<std::vector<SearchResult>>
OptimalSearch::collect(const Worth &worth, double optimum, unsigned limit) {
  if (last == 0)
    return std::vector<SearchResult>();
  std::vector<Interface> interfaces;
  bounds.addPaths();
  collectRoots();
  addOrders();
  for (Branch &root : roots) {
    refine(root);
    addInterfaces(root, worth, optimum, interfaces);
  }
  size_t count = std::min<size_t>(limit, interfaces.size());
  std::partial_sort(interfaces.begin(), interfaces.begin() + count,
                    interfaces.end());

  std::vector<SearchResult> results;
  for (const Interface &interface :
       llvm::ArrayRef(interfaces).take_front(count)) {
    choose(0, interface.handed, interface.order);
    best = SearchResult();
    bestCost = interface.limit;
    setLimit();
    bestOther = bestOuterSteps = infinity;
    tiesFollowed = 0;
    if (enter(1, interface.entering, cost.send(framesTo(0))))
      last == 1 ? complete() : expandEntering(1);
    if (best.status != Status::Infeasible)
      results.push_back(best);
  }
  return results;
}

llvm::Expected<std::vector<SearchResult>> neurospector::searchCandidates(
    const Layer &layer, const Accelerator &accelerator,
    const SearchOptions &options, const SearchResult &optimum,
    const Worth &worth, unsigned limit) {
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  auto others = OptimalSearch(space).collect(
      worth, optimum.cost.of(options.metric), limit);
  if (!others)
    return others.takeError();
  std::vector<SearchResult> results = {optimum};
  for (const SearchResult &other : *others)
    if (!(other.schedule == optimum.schedule)) {
      results.push_back(other);
      results.back().lowerBound = optimum.lowerBound;
    }
  return results;
}
