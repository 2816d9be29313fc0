//===- CostModel.cpp - Energy and cycles of a schedule --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/CostModel.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

CostModel::~CostModel() = default;

llvm::Error CostModel::supports(const Accelerator &) const {
  return llvm::Error::success();
}

char CountOverflow::ID = 0;

void CountOverflow::log(llvm::raw_ostream &os) const {
  os << "layer '" << layer
     << "': an access count of the schedule exceeds 64 bits";
}

std::error_code CountOverflow::convertToErrorCode() const {
  return std::make_error_code(std::errc::value_too_large);
}

llvm::StringRef neurospector::name(Metric metric) {
  static constexpr llvm::StringLiteral names[] = {"energy", "cycle", "edp"};
  return names[static_cast<unsigned>(metric)];
}

double neurospector::metricOf(Metric metric, double energy, double cycles) {
  switch (metric) {
  case Metric::Energy:
    return energy;
  case Metric::Cycle:
    return cycles;
  case Metric::Edp:
    break;
  }
  return energy * cycles;
}

/// Sums run from the MACs outwards.
double Cost::dynamicEnergy() const {
  double sum = macEnergy;
  for (const MemoryCost &level : llvm::reverse(levels))
    sum += level.energy;
  return sum;
}

double Cost::staticEnergy() const {
  double sum = macStaticEnergy;
  for (const MemoryCost &level : llvm::reverse(levels))
    sum += level.staticEnergy;
  return sum;
}

double Cost::utilization(const Accelerator &accelerator) const {
  return static_cast<double>(macs) /
         (static_cast<double>(macCycles) *
          static_cast<double>(accelerator.macUnits()));
}

std::optional<size_t> Cost::limit(const Accelerator &accelerator) const {
  std::optional<size_t> result;
  double time = static_cast<double>(macCycles);
  for (size_t level = accelerator.memoryOutside(accelerator.levels.size());
       level < accelerator.levels.size();
       level = accelerator.memoryOutside(level)) {
    time += levels[level].serial;
    if (levels[level].cycles <= time)
      continue;
    time = levels[level].cycles;
    result = level;
  }
  return result;
}
