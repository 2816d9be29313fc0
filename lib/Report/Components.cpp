//===- Components.cpp - Where energy and time go --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Components.h"
#include "neurospector/Model/MeanUnits.h"
#include "neurospector/Model/PublishedShape.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>
#include <numeric>

using namespace neurospector;

double Component::dynamicEnergy(const Cost &cost) const {
  switch (kind) {
  case Kind::Macs:
    return cost.macEnergy;
  case Kind::Memory:
    return cost.levels[level].energy;
  case Kind::Absent:
    break;
  }
  return 0;
}

double Component::staticEnergy(const Cost &cost) const {
  switch (kind) {
  case Kind::Macs:
    return cost.macStaticEnergy;
  case Kind::Memory:
    return cost.levels[level].staticEnergy;
  case Kind::Absent:
    break;
  }
  return 0;
}

double Component::busyCycles(const Cost &cost) const {
  switch (kind) {
  case Kind::Macs:
    return static_cast<double>(cost.macCycles);
  case Kind::Memory:
    return cost.levels[level].cycles;
  case Kind::Absent:
    break;
  }
  return 0;
}

double Component::serialCycles(const Cost &cost) const {
  return kind == Kind::Memory ? cost.levels[level].serial : 0;
}

std::vector<Component>
neurospector::components(const Accelerator &accelerator) {
  using Kind = Component::Kind;
  std::vector<Component> result = {{"MAC", Kind::Macs}};
  auto shape = PublishedShape::of(accelerator);
  for (size_t i = accelerator.levels.size(); i-- > 0;) {
    const Level &level = accelerator.levels[i];
    if (shape && !shape->globalBuffer && i == shape->dram)
      result.push_back({"GLOBAL_BUFFER", Kind::Absent});
    if (level.memory())
      result.push_back({level.name, Kind::Memory, i});
  }
  return result;
}

bool neurospector::timeOverlaps(const Accelerator &accelerator) {
  return accelerator.pipelined ||
         llvm::any_of(accelerator.levels, [](const Level &level) {
           const Memory *memory = level.memory();
           return memory && (memory->doubleBuffered ||
                             memory->bandwidth == Bandwidth::OnePort ||
                             memory->bandwidth == Bandwidth::TwoPorts);
         });
}

bool neurospector::explainsTime(const Accelerator &accelerator) {
  return timeOverlaps(accelerator) || !PublishedShape::of(accelerator);
}

TimeParts::TimeParts(const Cost &cost, const Accelerator &accelerator)
    : components(neurospector::components(accelerator)) {
  std::optional<size_t> limit = cost.limit(accelerator);
  for (const auto &[i, component] : llvm::enumerate(components)) {
    bool isMemory = component.kind == Component::Kind::Memory;
    bool isBase = limit ? isMemory && component.level == *limit : !isMemory;
    bool isOutside = isMemory && (!limit || component.level < *limit);
    cycles.push_back(isBase      ? component.busyCycles(cost)
                     : isOutside ? component.serialCycles(cost)
                                 : 0);
    if (cycles[i] > cycles[largest])
      largest = i;
  }
}

llvm::StringRef TimeParts::limit() const {
  const Component &component = components[largest];
  return component.kind == Component::Kind::Macs
             ? llvm::StringRef("compute")
             : llvm::StringRef(component.name);
}

std::string TimeParts::text() const {
  bool isCompute = components[largest].kind == Component::Kind::Macs;
  std::string result =
      isCompute ? "compute-bound" : "bound by " + components[largest].name;
  double total = std::accumulate(cycles.begin(), cycles.end(), 0.0);
  if (llvm::count_if(cycles, [](double part) { return part > 0; }) < 2)
    return result;
  llvm::StringRef separator = ": ";
  for (const auto &[component, part] : llvm::zip_equal(components, cycles))
    if (part > 0) {
      result += llvm::formatv("{0}{1} {2}%", separator, component.name,
                              percent(part, total));
      separator = " + ";
    }
  return result;
}

IdleShares neurospector::idleShares(const ScheduleReport &report) {
  const Cost &cost = report.cost;
  double used = 1;
  for (const auto &[i, level] : llvm::enumerate(report.accelerator.levels))
    if (const Array *array = level.array())
      used *= static_cast<double>(
                  product(report.schedule.steps(i, report.layer)).get()) /
              static_cast<double>(array->size);
  double fill = used * static_cast<double>(cost.fillCycles) /
                static_cast<double>(cost.macCycles);
  double last = used - fill - cost.utilization(report.accelerator);
  return {1 - used, fill, std::max(0.0, last)};
}

std::string neurospector::idleText(const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  IdleShares idle = idleShares(report);
  std::string text =
      llvm::formatv("{0}% in smaller last pieces, {1}% never used",
                    percent(idle.lastPieces, 1), percent(idle.unused, 1));
  llvm::StringRef separator = "; on average ";
  for (const auto &[i, mean] :
       llvm::enumerate(meanUnits(report.layer, machine, report.schedule))) {
    int64_t units = product(report.schedule.steps(i, report.layer)).get();
    if (!machine.levels[i].array() || mean == static_cast<double>(units))
      continue;
    text += llvm::formatv("{0}{1:f2} of {2} {3}", separator, mean, units,
                          machine.levels[i].name);
    separator = ", ";
  }
  return text;
}

void neurospector::printWrapped(llvm::raw_ostream &os, llvm::StringRef title,
                                llvm::StringRef text) {
  constexpr size_t indent = 13, width = 100;
  os << llvm::left_justify(title, indent);
  size_t start = std::max(indent, title.size());
  for (size_t column = start; !text.empty();) {
    auto [word, rest] = text.split(' ');
    if (column > start && column + 1 + word.size() > width) {
      os << '\n' << std::string(indent, ' ');
      column = start = indent;
    } else if (column > start) {
      os << ' ';
      ++column;
    }
    os << word;
    column += word.size();
    text = rest;
  }
  os << '\n';
}

std::string neurospector::percent(double part, double whole) {
  return whole > 0 ? llvm::formatv("{0:f1}", 100 * part / whole).str() : "0.0";
}

std::string neurospector::percentBelow(double share) {
  return llvm::formatv("{0:f1}%", std::floor(1000 * share) / 10);
}

std::string neurospector::widths(const Accelerator &accelerator) {
  const auto &[input, weight, output] = accelerator.bits;
  if (input == weight && weight == output)
    return llvm::formatv("{0} bits", input);
  return llvm::formatv("{0}/{1}/{2} bits", input, weight, output);
}
