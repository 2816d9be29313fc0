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
void OptimalSearch::addInterfaces(const Branch &root,
                                  const PerOperand<double> &worth,
                                  double optimum,
                                  std::vector<Interface> &interfaces) {
  const PerOperand<double> &volume = lattice[root.tile].volume;
  double input = worth[index(Operand::Input)] * volume[index(Operand::Input)];
  double output =
      worth[index(Operand::Output)] * volume[index(Operand::Output)];
  if (root.bound > (optimum + input + output) * (1 + rounding))
    return;
  enterChip(root);
  for (Tile row : space.chipTiles.all()) {
    if (!lattice.divides(row, root.tile) || !space.fitsGlobal(root.tile - row))
      continue;
    // Chips that share an input, or hold partial sums, keep nothing for others.
    const GroupFactors<double> &split = lattice[row].groups;
    double here = (split[irrelevantGroup(Operand::Input)] == 1 ? input : 0) +
                  (split[irrelevantGroup(Operand::Output)] == 1 ? output : 0);
    double bound = boundGb(root.tile - row);
    if (here > 0 && bound <= (optimum + here) * (1 + rounding))
      interfaces.push_back({bound - here, optimum + here, root.tile,
                            root.tile - row, root.order});
  }
}

llvm::Expected<std::vector<SearchResult>>
OptimalSearch::collect(const PerOperand<double> &worth, double optimum,
                       unsigned limit) {
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
    if (failed)
      return llvm::createStringError(failure);
    if (best.status != Status::Infeasible)
      results.push_back(best);
  }
  return results;
}

llvm::Expected<std::vector<SearchResult>> neurospector::searchCandidates(
    const Layer &layer, const Accelerator &accelerator,
    const SearchOptions &options, const SearchResult &optimum,
    const PerOperand<double> &worth, unsigned limit) {
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  auto others = OptimalSearch(space).collect(
      worth, optimum.cost.of(options.metric), limit);
  if (!others)
    return others.takeError();
  std::vector<SearchResult> results = {optimum};
  for (const SearchResult &other : *others)
    if (!(other.schedule == optimum.schedule))
      results.push_back(other);
  return results;
}
