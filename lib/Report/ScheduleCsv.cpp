//===- ScheduleCsv.cpp - A schedule as a line of CSV ----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Components.h"
#include "LineWriter.h"
#include "neurospector/Model/PublishedShape.h"
#include "neurospector/Report/ScheduleReport.h"

using namespace neurospector;

void CsvColumns::add(const Layer &layer) {
  pairs = std::max(pairs, listedPairs(layer.bounds));
  repeats |= layer.runs != 1;
}

CsvColumns CsvColumns::of(llvm::ArrayRef<ScheduleReport> layers) {
  CsvColumns columns;
  for (const ScheduleReport &report : layers) {
    columns.add(report.layer);
    columns.places |= report.place != nullptr;
  }
  return columns;
}

/// Quoted if it needs to be (RFC 4180).
static std::string csvText(llvm::StringRef text) {
  if (text.find_first_of(",\"\r\n") == llvm::StringRef::npos)
    return text.str();
  std::string result = "\"";
  for (char c : text)
    result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

/// What the columns of a component begin with: published buffers are short.
static std::string columnOf(const Component &component, bool isPublished) {
  if (isPublished && component.name == "LOCAL_BUFFER")
    return "lb";
  if (isPublished && component.name == "GLOBAL_BUFFER")
    return "gb";
  return llvm::StringRef(component.name).lower();
}

void neurospector::printCsvHeader(llvm::raw_ostream &os,
                                  const Accelerator &accelerator,
                                  const CsvColumns &columns) {
  bool isPublished = PublishedShape::of(accelerator).has_value();
  os << "accelerator,network,number,layer,";
  if (columns.places)
    os << "function,location,";
  os << listNames(columns.pairs);
  if (columns.repeats)
    os << ",repeat";
  os << ",cost_model,energy_pj,cycles,utilization";
  for (llvm::StringRef unit : {"_pj", "_cycles"})
    for (const Component &component : components(accelerator))
      os << ',' << csvText(columnOf(component, isPublished) + unit.str());
  os << ",optimal,lower_bound,evaluated\n";
}

void neurospector::printCsvLine(llvm::raw_ostream &os,
                                const ScheduleReport &report,
                                const CsvColumns &columns) {
  LineWriter line;
  const Cost &cost = report.cost;
  auto add = [&](auto value) {
    line.raw(",");
    line.number(value);
  };
  os << csvText(llvm::StringRef(report.accelerator.name).lower()) << ','
     << csvText(report.network) << ',' << report.number << ','
     << csvText(report.layer.name);
  if (columns.places) {
    Place place = report.place ? *report.place : Place();
    os << ',' << csvText(place.function) << ',' << csvText(place.location());
  }
  for (int64_t bound : listFactors(report.layer.bounds, columns.pairs))
    add(bound);
  if (columns.repeats)
    add(report.layer.runs);
  line.raw(",");
  line.raw(report.model.name());
  add(cost.totalEnergy());
  add(cost.totalCycles());
  add(cost.utilization(report.accelerator));
  std::vector<Component> parts = components(report.accelerator);
  for (const Component &component : parts)
    add(component.energy(cost));
  for (const Component &component : parts)
    add(component.busyCycles(cost));
  if (report.hasProof()) {
    line.raw(report.search->optimal ? ",true" : ",false");
    add(report.search->lowerBound);
    add(report.search->evaluated);
  } else {
    line.raw(",,,");
  }
  os << line.text << '\n';
}
