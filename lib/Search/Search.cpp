//===- Search.cpp - What every search takes and gives ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/Search.h"
#include "Searches.h"
#include "neurospector/Search/SearchSpace.h"
#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace neurospector;

llvm::StringRef neurospector::name(Optimizer optimizer) {
  static constexpr llvm::StringLiteral names[] = {"bottom-up", "brute-force",
                                                  "optimal"};
  return names[static_cast<unsigned>(optimizer)];
}

llvm::StringRef neurospector::name(DataflowMode mode) {
  return mode == DataflowMode::Fixed ? "fixed" : "flexible";
}

llvm::StringRef neurospector::name(FactorMode factors) {
  static constexpr llvm::StringLiteral names[] = {"perfect", "imperfect",
                                                  "auto"};
  return names[static_cast<unsigned>(factors)];
}

/// Rounded to 40 bits: sums of the same terms in another order are equal.
static double rounded(double value) {
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent);
  return std::ldexp(std::nearbyint(std::ldexp(mantissa, 40)), exponent - 40);
}

/// Levels and dimensions whose last piece is smaller than the others.
static unsigned countRemainders(const Layer &layer, const Schedule &schedule) {
  unsigned result = 0;
  for (size_t level = 0; level < schedule.tiles.size(); ++level)
    for (Dim dim : allDims)
      result += schedule.entering(level, layer)[index(dim)] %
                    schedule.tiles[level][index(dim)] !=
                0;
  return result;
}

bool neurospector::isBetter(const Layer &layer, Metric metric, const Cost &cost,
                            const Schedule &schedule, const Cost &thanCost,
                            const Schedule &thanSchedule) {
  for (Metric each : {metric, tieBreaker(metric)}) {
    double value = rounded(cost.of(each)), than = rounded(thanCost.of(each));
    if (value != than)
      return value < than;
  }
  if (unsigned remainders = countRemainders(layer, schedule),
      thanRemainders = countRemainders(layer, thanSchedule);
      remainders != thanRemainders)
    return remainders < thanRemainders;
  int64_t steps = product(schedule.steps(0, layer)).get();
  int64_t thanSteps = product(thanSchedule.steps(0, layer)).get();
  if (steps != thanSteps)
    return steps < thanSteps;
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

/// No schedule takes the steps that the memories require: they do not divide
/// the bounds. Without this look a search would visit every tile to find that
/// out.
static bool areRequirementsUnmet(const Layer &layer,
                                 const Accelerator &accelerator) {
  return llvm::any_of(allDims, [&](Dim dim) {
    Count required = accelerator.requiredSteps(dim);
    return required.overflowed() || layer.bound(dim) % required.get() != 0;
  });
}

/// Some memory has no room for the least tile that the levels outside leave to
/// it, each taking as many steps as it may. A search would visit all tiles that
/// enter the memories outside.
static bool isLeastTileTooLarge(const Layer &layer,
                                const Accelerator &accelerator) {
  PerOperand<double> elements;
  Factors tile = layer.bounds;
  for (const Level &level : accelerator.levels) {
    if (const Memory *memory = level.memory()) {
      PerOperand<Count> volume = layer.tileVolume(tile);
      for (Operand op : allOperands)
        elements[index(op)] = static_cast<double>(volume[index(op)].get());
      if (!Rooms(accelerator, *memory).hold(elements))
        return true;
    }
    for (Dim dim : allDims) {
      int64_t &size = tile[index(dim)], most = size;
      if (!level.choosesSteps(dim))
        most = level.memory() ? level.memory()->steps[index(dim)] : 1;
      else if (const Array *array = level.array())
        most = array->size;
      size = (size - 1) / most + 1;
    }
  }
  return false;
}

llvm::Error neurospector::checkOptions(Optimizer optimizer,
                                       const SearchOptions &options) {
  if (options.factors != FactorMode::Imperfect)
    return llvm::Error::success();
  if (options.model != &exactCostModel())
    return llvm::createStringError(
        "imperfect factors are for the exact cost model");
  if (optimizer == Optimizer::BottomUp)
    return llvm::createStringError(
        "the bottom-up search has perfect factors only; imperfect ones are for "
        "optimal and brute-force");
  return llvm::Error::success();
}

llvm::Error neurospector::foundNoSchedule(const Layer &layer) {
  return llvm::createStringError("no schedule found for '" + layer.name +
                                 "', but not all tiles were looked at");
}

SearchOptions neurospector::withFactors(Optimizer optimizer,
                                        SearchOptions options) {
  if (options.factors == FactorMode::Auto)
    options.factors =
        optimizer == Optimizer::Optimal && options.model == &exactCostModel()
            ? FactorMode::Imperfect
            : FactorMode::Perfect;
  return options;
}

llvm::Expected<SearchResult>
neurospector::search(Optimizer optimizer, const Layer &layer,
                     const Accelerator &accelerator,
                     const SearchOptions &given) {
  if (llvm::Error error = checkOptions(optimizer, given))
    return error;
  SearchOptions options = withFactors(optimizer, given);
  if (llvm::Error error = layer.verify())
    return error;
  if (llvm::Error error = accelerator.verify())
    return error;
  if (llvm::Error error = options.model->supports(accelerator))
    return error;
  bool isPerfect = options.factors == FactorMode::Perfect;
  if ((isPerfect && areRequirementsUnmet(layer, accelerator)) ||
      isLeastTileTooLarge(layer, accelerator))
    return SearchResult();
  llvm::Expected<SearchResult> result =
      optimizer == Optimizer::BottomUp
          ? searchBottomUp(layer, accelerator, options)
      : optimizer == Optimizer::BruteForce
          ? searchBruteForce(layer, accelerator, options)
      : isPerfect ? searchOptimal(layer, accelerator, options)
                  : searchImperfect(layer, accelerator, options);
  if (options.isStopped()) {
    llvm::consumeError(result.takeError());
    return llvm::createStringError("the search was stopped");
  }
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
