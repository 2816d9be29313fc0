//===- ScheduleReports.cpp - Files about scheduled ops --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleReports.h"

#include "neurospector/Report/HtmlReport.h"
#include "neurospector/Report/LayerReport.h"
#include "neurospector/Report/NetworkReport.h"
#include "neurospector/Report/SideReport.h"

#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

static ns::Place getPlace(const Job &job) {
  ns::Place place;
  Operation *op = job.op;
  if (auto function = op->getParentOfType<FunctionOpInterface>())
    place.function = function.getName().str();
  // An op that was made of others has the places of all of them.
  op->getLoc()->walk([&](Location location) {
    auto at = dyn_cast<FileLineColLoc>(location);
    if (!at)
      return WalkResult::advance();
    place.file = at.getFilename().str();
    place.line = at.getLine();
    place.column = at.getColumn();
    return WalkResult::interrupt();
  });
  if (job.runs.unknown)
    place.unknownRuns = explainUnknownRuns(job.runs.unknown);
  return place;
}

/// What stays between the ops.
static void writeReuse(llvm::raw_ostream &os, ArrayRef<Scheduled> ops) {
  std::vector<ns::ReuseReport> layers;
  for (auto [i, op] : llvm::enumerate(ops)) {
    bool readsPrevious =
        i != 0 && ops[i - 1].job + 1 == op.job && ops[i - 1].job->toNext;
    layers.push_back({op.layer().layer, readsPrevious, op.job->choice.retained,
                      op.problem->candidates.front().cost,
                      op.job->choice.cost});
  }
  os << "\nKept on chip between ops (elements)\n\n";
  printReuse(os, layers);
}

/// What the table of the ops is without.
static void writeSides(llvm::raw_ostream &os, const ScheduleReports &reports) {
  std::vector<ns::SideReport> layers;
  for (auto [i, op] : llvm::enumerate(reports.ops))
    if (!op.job->sides.empty())
      layers.push_back({static_cast<unsigned>(i + 1), op.layer().layer,
                        op.job->choice.cost, op.job->sides});
  if (layers.empty())
    return;
  os << "\nSide operands (elements; not in the cost)\n\n";
  printSides(os, reports.machine, layers);
}

static void writeTable(llvm::raw_ostream &os, const ScheduleReports &reports) {
  std::vector<ns::LayerReport> lines;
  bool runsKnown = true;
  for (const Scheduled &op : reports.ops) {
    lines.push_back({op.layer().layer, op.job->choice.cost,
                     op.result().status == ns::Status::Optimal, 0,
                     getPlace(*op.job), op.problem->imperfectSaves});
    runsKnown &= !op.job->runs.unknown;
  }
  printTable(os, reports.machine, lines);
  if (!runsKnown)
    os << "? how often it runs is not known, counted as it stands\n";
  printSavings(os, reports.metric, lines);
  for (const std::string &note : reports.notes)
    os << note << '\n';
  writeSides(os, reports);
  if (reports.crossLayer)
    writeReuse(os, reports.ops);
}

void ScheduleReports::write(llvm::raw_ostream &os, StringRef path) const {
  StringRef extension = llvm::sys::path::extension(path);
  if (extension != ".html" && extension != ".json" && extension != ".csv")
    return writeTable(os, *this);
  std::vector<ns::SearchAccount> accounts(ops.size());
  std::vector<ns::Place> places(ops.size());
  std::vector<ns::ScheduleReport> layers;
  for (auto [i, op] : llvm::enumerate(ops)) {
    const ns::SearchResult &result = op.result();
    accounts[i] = {result.status == ns::Status::Optimal, result.lowerBound,
                   result.evaluated, std::nullopt, op.problem->imperfectSaves};
    places[i] = getPlace(*op.job);
    layers.push_back({op.layer().layer,
                      machine,
                      result.schedule,
                      op.job->choice.cost,
                      model,
                      static_cast<unsigned>(i + 1),
                      {},
                      &accounts[i],
                      op.job->choice.retained});
    layers.back().place = &places[i];
    layers.back().sides = op.job->sides;
  }
  if (extension == ".html")
    return printHtml(os, "Schedules on " + machine.name, layers, notes);
  if (extension == ".json") {
    for (const ns::ScheduleReport &layer : layers)
      printJsonLine(os, layer);
    return;
  }
  ns::CsvColumns columns = ns::CsvColumns::of(layers);
  ns::printCsvHeader(os, machine, columns);
  for (const ns::ScheduleReport &layer : layers)
    printCsvLine(os, layer, columns);
}
