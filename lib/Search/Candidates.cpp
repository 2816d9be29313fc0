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

/// The interfaces of one chip tile and order that may be of use.
void OptimalSearch::addInterfaces(const Branch &root, const Worth &worth,
                                  double optimum,
                                  std::vector<Interface> &interfaces) {
  const PerOperand<double> &volume = lattice[root.tile].volume;
  double inputs = volume[index(Operand::Input)];
  double input = worth.perInput * inputs;
  double output = worth.perOutput * volume[index(Operand::Output)];
  double transfers = worth.perInputTransfer * inputs *
                     cost.dramCounts(root.tile, root.order).inputRead;
  if (root.bound > (optimum + input + output + transfers) * (1 + rounding))
    return;
  enterChip(root);
  for (Tile row : space.chipTiles.all()) {
    if (!lattice.divides(row, root.tile) || !space.fitsGlobal(root.tile - row))
      continue;
    const GroupFactors<double> &split = lattice[row].groups;
    double here = transfers;
    if (split[irrelevantGroup(Operand::Input)] == 1)
      here += input;
    if (split[irrelevantGroup(Operand::Output)] == 1)
      here += output;
    double bound = boundGb(root.tile - row);
    if (here > 0 && bound <= (optimum + here) * (1 + rounding))
      interfaces.push_back({bound - here, optimum + here, root.tile,
                            root.tile - row, root.order});
  }
}

llvm::Expected<std::vector<SearchResult>>
OptimalSearch::collect(const Worth &worth, double optimum, unsigned limit) {
  std::vector<Interface> interfaces;
  collectRoots();
  for (const Branch &root : roots)
    addInterfaces(root, worth, optimum, interfaces);
  size_t count = std::min<size_t>(limit, interfaces.size());
  std::partial_sort(interfaces.begin(), interfaces.begin() + count,
                    interfaces.end());

  std::vector<SearchResult> results;
  for (const Interface &interface :
       llvm::ArrayRef(interfaces).take_front(count)) {
    enterChip({0, interface.chip, interface.order});
    best = SearchResult();
    bestCost = interface.limit;
    bestDramIterations = infinity;
    expandGb(interface.gb);
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
