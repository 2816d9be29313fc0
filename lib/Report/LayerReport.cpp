//===- LayerReport.cpp - Costs of layers as a text table ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/LayerReport.h"
#include "Components.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/TextTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

static std::string number(double value, unsigned digits) {
  return digits == 0   ? llvm::formatv("{0:f0}", value).str()
         : digits == 1 ? llvm::formatv("{0:f1}", value).str()
                       : llvm::formatv("{0:f3}", value).str();
}

/// The number that the table has for the layer at \p position.
static unsigned numberOf(const LayerReport &entry, size_t position) {
  return entry.number ? entry.number : static_cast<unsigned>(position + 1);
}

/// Widths that long names are cut to, so that a line fits 100 columns.
static constexpr size_t maxName = 26, maxNameBesideLimit = 16, maxLimit = 16;

/// `main:12`.
static std::string describe(const Place &place) {
  std::string text = shorten(place.function, maxName);
  if (place.line != 0)
    text += llvm::formatv(":{0}", place.line);
  return text;
}

/// With a question mark where that is not all.
static std::string describeRuns(const LayerReport &entry) {
  return llvm::itostr(entry.layer.runs) +
         (entry.place.unknownRuns.empty() ? "" : "?");
}

void neurospector::printTable(llvm::raw_ostream &os,
                              const Accelerator &accelerator,
                              llvm::ArrayRef<LayerReport> layers) {
  unsigned pairs = listedPairsOfAll(
      layers, [](const LayerReport &entry) { return entry.layer.bounds; });
  bool repeats = llvm::any_of(layers, [](const LayerReport &entry) {
    return entry.layer.runs != 1 || !entry.place.unknownRuns.empty();
  });
  bool hasPlaces = llvm::any_of(layers, [](const LayerReport &entry) {
    return !describe(entry.place).empty();
  });
  bool limits = explainsTime(accelerator);
  TextTable table{1, 2};
  table.alignLeft(7u + limits + repeats);
  // Columns that say something: how often layers run if that is not always
  // once, and what limits them where that cannot be seen from the cycles.
  size_t nameWidth = limits ? maxNameBesideLimit : maxName;
  auto add = [&](std::vector<std::string> line, std::string place,
                 std::string runs, std::string limit) {
    if (limits)
      line.insert(line.end() - 1, std::move(limit));
    if (repeats)
      line.insert(line.begin() + 3, std::move(runs));
    if (hasPlaces)
      line.push_back(std::move(place));
    table.add(line);
  };
  add({"#", "op", listNames(pairs), "energy (uJ)", "cycles", "util %",
       "optimal"},
      "at", "runs", "bound by");
  double energy = 0, cycles = 0, macCycles = 0, busy = 0;
  size_t proven = 0;
  for (const auto &[position, entry] : llvm::enumerate(layers)) {
    const Cost &cost = entry.cost;
    auto runs = static_cast<double>(entry.layer.runs);
    double used = cost.utilization(accelerator);
    double mac = runs * static_cast<double>(cost.macCycles);
    energy += runs * cost.totalEnergy();
    cycles += runs * cost.totalCycles();
    macCycles += mac;
    busy += used * mac;
    proven += entry.optimal;
    add({llvm::utostr(numberOf(entry, position)),
         shorten(entry.layer.name, nameWidth),
         listValues(listFactors(entry.layer.bounds, pairs)),
         number(cost.totalEnergy() * 1e-6, 3), number(cost.totalCycles(), 0),
         number(used * 100, 1), entry.optimal ? "yes" : "no"},
        describe(entry.place), describeRuns(entry),
        limits ? shorten(TimeParts(cost, accelerator).limit(), maxLimit) : "");
  }
  add({"", "total", "", number(energy * 1e-6, 3), number(cycles, 0),
       number(macCycles > 0 ? busy / macCycles * 100 : 0, 1),
       llvm::formatv("{0}/{1}", proven, layers.size()).str()},
      "", "", "");
  table.print(os);
}

std::string neurospector::describeSaving(double share, Metric metric) {
  static constexpr llvm::StringLiteral nouns[] = {"energy", "cycles", "EDP"};
  return percentBelow(share) + " of the " +
         nouns[static_cast<unsigned>(metric)].str();
}

void neurospector::printSavings(llvm::raw_ostream &os, Metric metric,
                                llvm::ArrayRef<LayerReport> layers) {
  std::string text;
  for (const auto &[position, entry] : llvm::enumerate(layers))
    if (std::optional<double> share = entry.imperfectSaves)
      text += llvm::formatv("{0}{1} of #{2}", text.empty() ? "" : ", ",
                            text.empty() ? describeSaving(*share, metric)
                                         : percentBelow(*share),
                            numberOf(entry, position));
  if (!text.empty())
    printWrapped(os, "factors=imperfect saves at least ", text);
}

std::string neurospector::listSkipped(const SkippedKinds &kinds,
                                      llvm::StringRef noun) {
  size_t all = 0;
  std::string list;
  llvm::raw_string_ostream os(list);
  llvm::interleaveComma(kinds, os, [&](const auto &kind) {
    all += kind.second;
    os << kind.second << ' ' << kind.first;
  });
  return llvm::formatv("{0} {1}{2}: {3}", all, noun, all == 1 ? "" : "s", list);
}

void neurospector::printSkipped(llvm::raw_ostream &os,
                                const SkippedKinds &kinds,
                                llvm::StringRef noun) {
  if (!kinds.empty())
    os << "skipped " << listSkipped(kinds, noun) << '\n';
}
