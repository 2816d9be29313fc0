//===- Search.cpp - What every search takes and gives ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/Search.h"
#include "Searches.h"

using namespace neurospector;

llvm::StringRef neurospector::name(Optimizer optimizer) {
  static constexpr llvm::StringLiteral names[] = {"bottom-up", "brute-force",
                                                  "optimal"};
  return names[static_cast<unsigned>(optimizer)];
}

llvm::StringRef neurospector::name(DataflowMode mode) {
  return mode == DataflowMode::Fixed ? "fixed" : "flexible";
}

llvm::SmallVector<DataflowPair, 9>
neurospector::dataflowPairs(const Accelerator &accelerator, DataflowMode mode) {
  const Buffer &local = accelerator.localBuffer;
  const std::optional<Buffer> &global = accelerator.globalBuffer;
  if (mode == DataflowMode::Fixed)
    return {{local.dataflow, accelerator.dramOrder()}};
  llvm::SmallVector<DataflowPair, 9> pairs;
  for (Dataflow inner : allDataflows) {
    if (local.bypasses(stationaryOperand(inner)))
      continue;
    if (!global) {
      pairs.push_back({inner, inner});
      continue;
    }
    for (Dataflow outer : allDataflows)
      if (!global->bypasses(stationaryOperand(outer)))
        pairs.push_back({inner, outer});
  }
  return pairs;
}

bool neurospector::isBetter(double cost, const Schedule &schedule,
                            double thanCost, const Schedule &thanSchedule) {
  if (cost != thanCost)
    return cost < thanCost;
  int64_t iterations = product(schedule.table[Row::Dram]).get();
  int64_t thanIterations = product(thanSchedule.table[Row::Dram]).get();
  if (iterations != thanIterations)
    return iterations < thanIterations;
  return schedule < thanSchedule;
}

/// The answer is a valid schedule and its cost recomputes.
static llvm::Error verifyResult(const SearchResult &result, const Layer &layer,
                                const Accelerator &accelerator,
                                const SearchOptions &options) {
  if (result.status == Status::Infeasible)
    return llvm::Error::success();
  if (llvm::Error error = verify(layer, accelerator, result.schedule))
    return error;
  llvm::Expected<Cost> cost =
      options.model->evaluate(layer, accelerator, result.schedule);
  if (!cost)
    return cost.takeError();
  if (cost->of(options.metric) != result.cost.of(options.metric))
    return llvm::createStringError("search: the cost of the schedule for '" +
                                   layer.name + "' does not recompute");
  return llvm::Error::success();
}

/// No table has the factors that the buffers require: they do not divide the
/// bounds. Without this look a search would visit every tile to find that out.
static bool areRequirementsUnmet(const Layer &layer,
                                 const Accelerator &accelerator) {
  for (Dim dim : allDims) {
    Count required = 1;
    auto require = [&](const Buffer &buffer, Row row) {
      int64_t factor = buffer.required[index(dim)];
      if (factor == 0)
        return true;
      required *= factor;
      return factor == 1 || !accelerator.isSkipped(row);
    };
    if (!require(accelerator.localBuffer, Row::LocalBuffer) ||
        (accelerator.globalBuffer &&
         !require(*accelerator.globalBuffer, Row::GlobalBuffer)) ||
        !require(accelerator.dram, Row::Dram))
      return true;
    if (required.overflowed() || layer.bound(dim) % required.get() != 0)
      return true;
  }
  return false;
}

llvm::Expected<SearchResult>
neurospector::search(Optimizer optimizer, const Layer &layer,
                     const Accelerator &accelerator,
                     const SearchOptions &options) {
  if (llvm::Error error = layer.verify())
    return error;
  if (llvm::Error error = accelerator.verify())
    return error;
  if (areRequirementsUnmet(layer, accelerator))
    return SearchResult();
  llvm::Expected<SearchResult> result =
      optimizer == Optimizer::BottomUp
          ? searchBottomUp(layer, accelerator, options)
      : optimizer == Optimizer::BruteForce
          ? searchBruteForce(layer, accelerator, options)
          : searchOptimal(layer, accelerator, options);
  if (!result)
    return result.takeError();
  if (result->status == Status::Infeasible && result->overflowed)
    return llvm::createStringError(
        "layer '" + layer.name +
        "': an access count of every schedule found exceeds 64 bits");
  if (llvm::Error error = verifyResult(*result, layer, accelerator, options))
    return error;
  return result;
}
