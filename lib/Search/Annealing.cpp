//===- Annealing.cpp - A good schedule, without a proof -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Annealing.h"

#include <cmath>
#include <random>

using namespace neurospector;

namespace {

class Annealing {
public:
  Annealing(const SearchSpace &space, SearchResult &best, uint64_t seed);

  /// Changes of \p hottest, and less and less, may be for the worse.
  void run(double hottest, uint64_t moves);

private:
  /// Levels whose steps along a dimension are to be chosen.
  struct Walk {
    Dim dim;
    llvm::SmallVector<unsigned, 10> levels;
    /// Those that must take several steps.
    llvm::SmallVector<unsigned, 2> required = {};
  };

  /// 0 to \p limit, exclusive.
  uint64_t draw(uint64_t limit) { return random() % limit; }
  bool changeSteps();
  bool changeOrder();
  bool fitsArrays() const;
  bool fitsRooms() const;

  const SearchSpace &space;
  const Layer &layer;
  const Accelerator &machine;
  SearchResult &best;
  std::mt19937_64 random; ///< from a fixed seed: results repeat
  std::vector<Walk> walks;
  llvm::SmallVector<const Stage *, 6> ordered; ///< with a choice of orders
  std::vector<Factors> steps;                  ///< of each level
  Schedule schedule;                           ///< the one that is looked at
  std::vector<Factors> stepsBefore;
  Schedule before;
};

} // namespace

Annealing::Annealing(const SearchSpace &space, SearchResult &best,
                     uint64_t seed)
    : space(space), layer(space.layer), machine(space.accelerator), best(best),
      random(seed), schedule(best.schedule) {
  for (size_t level = 0; level < machine.levels.size(); ++level)
    steps.push_back(schedule.steps(level, layer));
  for (Dim dim : allDims) {
    Walk walk = {dim, {}};
    for (unsigned level = 0; level < machine.levels.size(); ++level)
      if (machine.levels[level].choosesSteps(dim))
        walk.levels.push_back(level);
      else if (steps[level][index(dim)] > 1)
        walk.required.push_back(level);
    if (layer.bound(dim) > 1 && walk.levels.size() > 1)
      walks.push_back(std::move(walk));
  }
  for (const Stage &stage : llvm::drop_end(space.stages))
    if (stage.takesLoops && stage.orders.size() > 1)
      ordered.push_back(&stage);
}

bool Annealing::fitsArrays() const {
  for (auto [level, each] : llvm::zip(machine.levels, steps))
    if (const Array *array = level.array()) {
      int64_t units = 1;
      for (int64_t along : each)
        if ((units *= along) > array->size)
          return false;
    }
  return true;
}

bool Annealing::fitsRooms() const {
  return llvm::all_of(llvm::drop_begin(space.stages), [&](const Stage &stage) {
    return space.hasRoom(stage, schedule.entering(stage.level, layer));
  });
}

/// One level takes other steps along a dimension, another as many as are then
/// needed. False if that changes nothing or cannot be.
bool Annealing::changeSteps() {
  const Walk &walk = walks[draw(walks.size())];
  unsigned d = index(walk.dim);
  unsigned changed = walk.levels[draw(walk.levels.size())],
           other = walk.levels[draw(walk.levels.size())];
  if (changed == other)
    return false;
  int64_t bound = layer.bounds[d], rest = 1;
  for (unsigned level = 0; level < steps.size(); ++level)
    if (level != changed && level != other)
      rest *= steps[level][d];
  int64_t most = (bound - 1) / rest + 1, before = steps[changed][d];
  // As often a small number as a small number of pieces for the other.
  int64_t wanted = 1 + static_cast<int64_t>(draw(static_cast<uint64_t>(
                           draw(2) ? most : std::min<int64_t>(most, 16))));
  if (draw(3) == 0)
    wanted = (most - 1) / wanted + 1;
  steps[changed][d] = wanted;
  steps[other][d] = (bound - 1) / (rest * wanted) + 1;
  int64_t tile = 1;
  for (size_t level = steps.size(); level-- > 0;) {
    schedule.tiles[level][d] = tile;
    tile = std::min(tile * steps[level][d], bound);
  }
  // Where the bound ends tiles inside, others may take fewer steps.
  for (unsigned level : walk.required)
    if (schedule.steps(level, walk.dim, layer) != steps[level][d])
      return false;
  // What is more than needed is no step.
  for (unsigned level : {changed, other})
    steps[level][d] = schedule.steps(level, walk.dim, layer);
  return steps[changed][d] != before && fitsArrays();
}

bool Annealing::changeOrder() {
  const Stage &stage = *ordered[draw(ordered.size())];
  LoopOrder order = loopOrder(stage.orders[draw(stage.orders.size())]);
  bool differs = order != schedule.orders[stage.level];
  schedule.orders[stage.level] = order;
  return differs;
}

/// What is to fall; of schedules with nearly the same metric, the other one.
static double level(const Cost &cost, Metric metric) {
  return std::log(cost.of(metric)) +
         0.02 * std::log(cost.of(tieBreaker(metric)));
}

void Annealing::run(double hottest, uint64_t moves) {
  if (walks.empty())
    return;
  Metric metric = space.options.metric;
  double current = level(best.cost, metric);
  constexpr double coldest = 1e-4;
  double heat = hottest,
         cooling = std::pow(coldest / hottest, 1 / static_cast<double>(moves));
  for (uint64_t move = 0; move < moves && !space.options.isStopped();
       ++move, heat *= cooling) {
    before = schedule;
    stepsBefore = steps;
    bool changes =
        !ordered.empty() && draw(8) == 0 ? changeOrder() : changeSteps();
    // What one dimension gives up another may use.
    while (changes && draw(2) == 0)
      changes = changeSteps();
    auto goBack = [&] {
      std::swap(schedule, before);
      std::swap(steps, stepsBefore);
    };
    if (!changes || !fitsRooms()) {
      goBack();
      continue;
    }
    ++best.evaluated;
    llvm::Expected<Cost> cost =
        space.options.model->evaluate(layer, machine, schedule);
    if (!cost) {
      llvm::consumeError(cost.takeError());
      goBack();
      continue;
    }
    double next = level(*cost, metric);
    auto chance = static_cast<double>(random() >> 11) * 0x1p-53;
    if (next > current && chance >= std::exp((current - next) / heat)) {
      goBack();
      continue;
    }
    current = next;
    if (isBetter(layer, metric, *cost, schedule, best.cost, best.schedule)) {
      best.schedule = schedule;
      best.cost = std::move(*cost);
    }
  }
}

void neurospector::anneal(const SearchSpace &space, SearchResult &best,
                          uint64_t moves, unsigned rounds) {
  // Numbers that differ from run to run, also of different lengths.
  for (unsigned round = 0; round < rounds; ++round)
    for (double hottest : {0.3, 0.1, 0.03})
      Annealing(space, best, best.evaluated + 1)
          .run(hottest, moves / (3 * rounds));
}
