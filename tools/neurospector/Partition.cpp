//===- Partition.cpp - Layers side by side on disjoint chips --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/NetworkReport.h"
#include "neurospector/Report/ScheduleReport.h"
#include "neurospector/Search/ChipPartition.h"
#include "neurospector/Search/Infeasible.h"
#include "llvm/ADT/STLExtras.h"

using namespace neurospector;
using namespace neurospector::tool;

static TotalReport total(const JointCost &cost) {
  return {cost.energy, cost.cycles};
}

static int64_t chipsInUse(const Layer &layer, const Accelerator &accelerator,
                          const Schedule &schedule) {
  Count chips = 1;
  for (size_t level : chipArrays(accelerator))
    chips *= product(schedule.steps(level, layer));
  return chips.get();
}

static void printAsText(const Options &options, const Partition &found,
                        llvm::ArrayRef<BranchReport> branches) {
  llvm::outs() << "Layers of " << options.networks.front().name
               << " side by side on " << options.accelerator.name << ": "
               << name(options.optimizer) << ", " << name(options.search.metric)
               << ", " << name(options.search.mode)
               << " dataflow, exact cost model\n\n";
  printPartition(llvm::outs(), options.accelerator, branches,
                 total(found.inTurn), total(found.sideBySide));
  if (!found.pays(options.search.metric))
    llvm::outs() << "\nOne after the other costs less.\n";
}

static void printAsLines(const Options &options, const Partition &found,
                         llvm::ArrayRef<BranchReport> branches) {
  CsvColumns columns;
  for (const BranchReport &branch : branches)
    columns.add(branch.layer);
  if (options.format == Format::Csv)
    printCsvHeader(llvm::outs(), options.accelerator, columns);
  for (auto [report, branch] : llvm::zip_equal(branches, found.branches)) {
    BranchShare share = {report.chipsX, report.chipsY, report.sharedInput,
                         found.sideBySide.energy, found.sideBySide.cycles};
    // The search was for the strip, the cost is on the whole machine.
    ScheduleReport line = {report.layer,
                           options.accelerator,
                           branch.result.schedule,
                           report.cost,
                           *options.search.model,
                           report.number,
                           options.networks.front().name};
    line.share = &share;
    if (options.format == Format::Csv)
      printCsvLine(llvm::outs(), line, columns);
    else
      printJsonLine(llvm::outs(), line);
  }
}

/// \p error, or what is in the way of a layer that fits nowhere.
static std::string explain(llvm::Error error, llvm::ArrayRef<Layer> layers,
                           const Options &options) {
  std::string message = llvm::toString(std::move(error));
  for (const Layer &layer : layers) {
    if (isFeasible(layer, options.accelerator))
      continue;
    Infeasibility why =
        explainInfeasible(layer, options.accelerator, options.acceleratorFile);
    return "layer '" + shorten(layer.name, /*longest=*/100) +
           "': " + why.reason + "; " + why.suggestion;
  }
  return message;
}

bool tool::partition(const Options &options) {
  const Network &network = options.networks.front();
  std::vector<Layer> layers;
  for (unsigned number : options.sideBySide)
    layers.push_back(network.layers[number - 1]);
  auto found = partitionChips(layers, options.accelerator, options.search,
                              options.optimizer);
  if (!found) {
    printError(explain(found.takeError(), layers, options));
    return false;
  }
  std::vector<BranchReport> branches;
  for (auto [number, layer, branch] :
       llvm::zip_equal(options.sideBySide, layers, found->branches)) {
    llvm::Expected<Cost> cost = options.search.model->evaluate(
        layer, options.accelerator, branch.result.schedule);
    if (!cost) {
      printError(llvm::toString(cost.takeError()));
      return false;
    }
    branches.push_back(
        {number, layer, branch.chips.x, branch.chips.y,
         chipsInUse(layer, options.accelerator, branch.result.schedule),
         branch.sharedInput, *cost});
  }
  if (options.format == Format::Text)
    printAsText(options, *found, branches);
  else
    printAsLines(options, *found, branches);
  return true;
}
