//===- ImperfectSearch.cpp - Tiles that need not divide -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric, under the exact cost model. Guarantee: no schedule of
// the space (each tile a multiple of the one inside it, or the whole bound)
// costs less than the bound that is given; the optimum if the budget suffices.
//
// Branch and bound from the outermost memory inwards, as with perfect factors,
// over numbers of pieces instead of factors. docs/imperfect-search.md has the
// proof.
//
//===----------------------------------------------------------------------===//

#include "ImperfectSearch.h"
#include "Annealing.h"
#include "FewestSteps.h"
#include "PaddedLayers.h"
#include "Searches.h"

#include <cmath>

using namespace neurospector;

/// Tiles that a search holds in memory; of a layer with more, only a part is
/// searched.
static constexpr uint64_t maxPieceTiles = uint64_t(1) << 20;

/// Random changes before the search begins: for each tile of a small layer, and
/// at most. More pay where units of several memories make the search long, or
/// where a schedule may reach what the MACs take, which is a proof.
static constexpr uint64_t movesPerTile = 4, fewMoves = 3000, maxMoves = 10000;
/// Once so small a part of the budget brings no proof, the more the larger the
/// gap, up to one; sooner if the gap is large.
static constexpr uint64_t partBeforeMoves = 5, partIfLarge = 25;
static constexpr double largeGap = 0.01;
static constexpr double movesOnTheWay = 40000, movesIfUnproven = 300000,
                        gapOfMost = 0.02;

/// So often the search goes down to whole schedules, whatever a closer look
/// says.
static constexpr unsigned roundsPerDive = 4;

/// Candidates of the search with perfect factors before, unless told otherwise:
/// what it finds late is hardly ever better.
static constexpr uint64_t perfectBudget = 1000000;

/// Parts of schedules that are kept.
static constexpr size_t maxNodes = size_t(1) << 21;

/// Fewer are enough where the search brings no proof, as `provenBound` says.
static uint64_t budgetOf(const SearchSpace &space,
                         const PieceLattice &lattice) {
  if (space.options.maxEvaluations != 0)
    return space.options.maxEvaluations;
  bool proves = lattice.isComplete() && !space.machine.slides();
  return proves ? defaultBudget : defaultBudget / 10;
}

ImperfectSearch::ImperfectSearch(const SearchSpace &space, SearchResult best)
    : space(space), cost(space), lattice(space.layer, maxPieceTiles),
      facts(cost, lattice), last(cost.numMemories - 1),
      budget(budgetOf(space, lattice)), compulsory(leastOfMacs()),
      smallestStep(findSmallestStep()), chain(facts), splits(facts),
      mirrors(space, lattice), known(cost.numMemories + 1),
      best(std::move(best)) {
  if (this->best.status != Status::Infeasible)
    bestCost = this->best.cost.of(space.options.metric);
}

//===----------------------------------------------------------------------===//
// The tree
//===----------------------------------------------------------------------===//

/// A small budget ends the search once it has found a schedule.
bool ImperfectSearch::exhausted() const {
  uint64_t most = best.status == Status::Infeasible
                      ? std::max(budget, defaultBudget)
                      : budget;
  return space.options.isStopped() || best.evaluated >= most ||
         nodes.size() >= maxNodes;
}

/// With the units that the steps take so far.
bool ImperfectSearch::mayTake(const Choice &choice, size_t left, Tile tile,
                              double units) const {
  return units <= choice.most &&
         (!choice.macs ||
          !isWorse((choice.besideMacs + (*choice.minima)(left, tile) +
                    choice.macs->least(left, units)) *
                   leadFactor));
}

/// Axis by axis, the last first; `minima` say what the others may add.
void ImperfectSearch::choose(Choice &choice, size_t left, Tile tile,
                             double product) {
  if (left == 0)
    return choice.use(tile, choice.steps);
  unsigned number = choice.minima->axes[left - 1];
  const PieceLattice::Axis &axis = lattice.axes()[number];
  unsigned digit = lattice.digit(tile, axis), before = axis.size();
  bool may = false;
  for (const Cut &cut : (*choice.cuts)[number][digit]) {
    Tile inner = tile - (digit - cut.inner) * axis.stride;
    if (cut.inner != std::exchange(before, cut.inner))
      may = (*choice.minima)(left - 1, inner) < choice.mostOfMinima;
    double units = product * static_cast<double>(cut.steps);
    if (!may || !mayTake(choice, left - 1, inner, units))
      continue;
    choice.steps[number] = cut.steps;
    choose(choice, left - 1, inner, units);
  }
  choice.steps[number] = 1;
}

void ImperfectSearch::choose(Choice &choice, Tile tile) {
  choice.steps.fill(1);
  choice.mostOfMinima = worst() / leadFactor - choice.base;
  if (size_t axes = choice.minima->axes.size();
      (*choice.minima)(axes, tile) < choice.mostOfMinima)
    choose(choice, axes, tile, 1);
}

std::optional<PieceMirrors::Mask>
ImperfectSearch::mirrorsOf(Tile tile, const AxisSteps &steps) const {
  return mirrors.keeping(nodes[expanded].mirrors, tile, steps);
}

/// Adds what the loops of \p memory may hand on in one case. Without reuse some
/// group has loops, with it that of the operand. \p base: of the channel that
/// leads, but for its tables.
void ImperfectSearch::addRows(unsigned memory, OperandMask open, double base,
                              const ReuseCase &reuse, Operand order) {
  if (reuse.through && reuse.reused != open)
    return;
  PieceRow &row = chain.rows[memory];
  GroupMask own = reuse.groups;
  if (reuse.reused) {
    unsigned operand = llvm::countr_zero(reuse.reused);
    own = GroupMask(1u << index(irrelevantGroup(Operand(operand))));
    if (!reuse.through)
      base += lead->reused(memory, operand)[row.entering];
  }
  auto use = [&](Tile tile, const AxisSteps &steps) {
    row.loops = steps;
    GroupMask used = chain.groups(memory);
    bool goesThrough = reuse.reused && reuse.reused == open && used == own;
    if (!(used & own) || goesThrough != (reuse.through != 0))
      return;
    row.handed = tile;
    row.order = order;
    if (!mirrorsOf(tile, steps) || !chain.hasRoom(2 * memory + 1))
      return;
    ++best.evaluated;
    add(boundHanded(memory, reuse.reused), 2 * memory + 1, reuse.reused,
        row.order, tile, steps);
  };
  Choice choice = {&lead->rows(memory, reuse.reused, reuse.groups),
                   &facts.loops(memory), use, infinity, base};
  choose(choice, row.entering);
}

void ImperfectSearch::expandEntering(unsigned memory, OperandMask open) {
  const Stage &stage = space.stages[memory];
  PieceRow &row = chain.rows[memory];
  if (space.satisfies(stage, space.lattice.unit())) {
    row.loops.fill(1);
    row.handed = row.entering;
    row.order = stage.orders.front();
    add(boundHanded(memory, open), 2 * memory + 1, open, row.order, row.handed,
        row.loops);
  }
  double base = boundOfChannel(*lead, 0, 2 * memory, noneOpen, 0);
  if (memory == last)
    return addRows(memory, open, base, {allGroups, 0, 0}, stage.orders.front());
  if (stage.takesLoops && space.layer.bound(Dim::G) > 1)
    addRows(memory, open, base, {onlyG, 0, 0}, stage.orders.front());
  for (const auto &[reuse, order] : stage.cases)
    addRows(memory, open, base, reuse, order);
}

void ImperfectSearch::expandHanded(unsigned memory, OperandMask open) {
  PieceRow &row = chain.rows[memory];
  if (memory == last)
    return unrollLast();
  const PartialMinima &minima = lead->unrolled(memory, open);
  double base = boundOfChannel(*lead, 0, 2 * memory + 1, open, 0) +
                lead->handed(memory, open)[row.handed] -
                minima.least()[row.handed];
  // With all that the units decide of what comes to the MACs.
  bool looks = lead->countsMacsOfUnits(memory);
  double baseOfUnits = looks ? baseOfLook(memory, open) : 0;
  PieceRow &next = chain.rows[memory + 1];
  auto use = [&](Tile tile, const AxisSteps &steps) {
    if (!facts.fits(memory + 1, tile) || !mirrorsOf(tile, steps))
      return;
    row.units = steps;
    next.entering = tile;
    if (looks && isWorse((baseOfUnits + minima(0, tile) +
                          lead->macsOfUnits(chain, memory + 1)) *
                         leadFactor))
      return;
    if (!facts.split(memory, row.handed, tile, steps, {}) ||
        !chain.hasRoom(2 * memory + 2))
      return;
    ++best.evaluated;
    addKnown(memory + 1);
    double bound = boundEntering(memory + 1, open);
    // Without arrays inside the last memory hardly anything is left to choose.
    if (memory + 1 == last && facts.maxUnits(last) == 1) {
      if (!isWorse(bound))
        loopLast();
      return;
    }
    add(bound, 2 * memory + 2, open, Operand::Output, tile, steps);
  };
  Choice choice = {&minima, &facts.unrollings(memory), use,
                   facts.maxUnits(memory), base};
  PieceBounds::MacsByUnits macs;
  if (looks) {
    macs = lead->macsByUnits(chain, memory, minima);
    choice.macs = &macs;
    choice.besideMacs = baseOfUnits;
  }
  choose(choice, row.handed);
}

/// Cuts \p tile down to single iterations, axis by axis.
void ImperfectSearch::cutToUnit(const Cuts &cuts, Tile tile, AxisSteps &steps,
                                double most, llvm::function_ref<void()> use,
                                unsigned number, double product) {
  if (number == lattice.axes().size())
    return use();
  for (const Cut &cut :
       cuts[number][lattice.digit(tile, lattice.axes()[number])]) {
    if (cut.inner != 0)
      break;
    double all = product * static_cast<double>(cut.steps);
    if (all > most)
      continue;
    steps[number] = cut.steps;
    cutToUnit(cuts, tile, steps, most, use, number + 1, all);
  }
}

/// No arrays are inside the last memory.
void ImperfectSearch::loopLast() {
  PieceRow &row = chain.rows[last];
  row.handed = lattice.unit();
  row.order = space.stages[last].orders.front();
  row.units.fill(1);
  cutToUnit(facts.loops(last), row.entering, row.loops, infinity, [&] {
    if (chain.hasRoom(2 * last + 1))
      complete();
  });
}

void ImperfectSearch::unrollLast() {
  PieceRow &row = chain.rows[last];
  cutToUnit(facts.unrollings(last), row.handed, row.units, facts.maxUnits(last),
            [&] { complete(); });
}

void ImperfectSearch::complete() {
  ++best.evaluated;
  if (isWorse(boundComplete()))
    return;
  std::optional<Schedule> candidate = chain.schedule();
  if (!candidate)
    return;
  if (llvm::Error error = verify(space.layer, space.accelerator, *candidate))
    return llvm::consumeError(std::move(error));
  if (space.offer(*candidate, best))
    bestCost = best.cost.of(space.options.metric);
}

//===----------------------------------------------------------------------===//
// Best first
//===----------------------------------------------------------------------===//

void ImperfectSearch::add(double bound, unsigned levels, OperandMask open,
                          Operand order, Tile tile, const AxisSteps &steps) {
  bound = std::max(bound, nodes[expanded].bound);
  if (!isWorse(bound))
    nodes.push_back({bound, second, expanded, static_cast<uint8_t>(levels),
                     false, *mirrorsOf(tile, steps), open, order, tile, steps});
}

/// Makes the last choice of a node.
void ImperfectSearch::apply(const Node &node) {
  unsigned memory = node.levels / 2;
  if (node.levels % 2) {
    PieceRow &row = chain.rows[memory];
    row.handed = node.tile;
    row.loops = node.steps;
    row.order = node.order;
    return;
  }
  chain.rows[memory].entering = node.tile;
  if (memory == 0)
    return;
  chain.rows[memory - 1].units = node.steps;
  addKnown(memory);
}

void ImperfectSearch::restore(const Node &node) {
  if (node.levels > 0)
    restore(nodes[node.parent]);
  apply(node);
}

/// The choices of a node are made. Its best branch is the last node then; false
/// if there is none.
bool ImperfectSearch::expand(uint32_t number) {
  size_t first = nodes.size();
  Node node = nodes[number];
  expanded = number;
  if (node.levels % 2)
    expandHanded(node.levels / 2, node.open);
  else
    expandEntering(node.levels / 2, node.open);
  llvm::sort(nodes.begin() + static_cast<ptrdiff_t>(first), nodes.end(),
             [](const Node &a, const Node &b) {
               return std::tie(a.bound, a.second, a.tile, a.order, a.steps) >
                      std::tie(b.bound, b.second, b.tile, b.order, b.steps);
             });
  return nodes.size() > first;
}

/// A closer look at a node whose choices are made (IP-7). True if its bound
/// rises.
bool ImperfectSearch::refine(uint32_t number) {
  Node &node = nodes[number];
  node.refined = true;
  refining = true;
  double bound = node.levels % 2 ? boundHanded(node.levels / 2, node.open)
                                 : boundEntering(node.levels / 2, node.open);
  refining = false;
  bool rises = bound > node.bound * (1 + 1e-9);
  node.bound = std::max(node.bound, bound);
  return rises;
}

/// The node with the least bound first, and from there on each time its best
/// branch, down to whole schedules.
void ImperfectSearch::explore() {
  auto later = [&](uint32_t number) {
    if (isWorse(nodes[number].bound))
      return;
    queue.emplace_back(nodes[number].bound, nodes[number].second, number);
    std::push_heap(queue.begin(), queue.end(), std::greater());
  };
  later(0);
  for (unsigned round = 1; !queue.empty(); ++round) {
    std::pop_heap(queue.begin(), queue.end(), std::greater());
    uint32_t number = std::get<uint32_t>(queue.back());
    queue.pop_back();
    if (isWorse(nodes[number].bound))
      break;
    bool isLarge = nodes[number].bound < bestCost * (1 - largeGap);
    if (!isImproved &&
        best.evaluated >= budget / (isLarge ? partIfLarge : partBeforeMoves)) {
      improve(nodes[number].bound);
      if (isWorse(nodes[number].bound))
        break;
    }
    if (exhausted()) {
      proven = nodes[number].bound;
      break;
    }
    restore(nodes[number]);
    if (!nodes[number].refined && refine(number)) {
      later(number);
      continue;
    }
    for (size_t first = nodes.size(); expand(number); first = nodes.size()) {
      number = static_cast<uint32_t>(nodes.size() - 1);
      for (size_t other = first; other < number; ++other)
        later(static_cast<uint32_t>(other));
      apply(nodes[number]);
      // Arrays have many unrollings: no look at each without need, but now and
      // then for a good schedule.
      if (looksAtUnrollings(nodes[number].levels) && refine(number) &&
          (round % roundsPerDive != 0 || isWorse(nodes[number].bound))) {
        later(number);
        break;
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// The whole search
//===----------------------------------------------------------------------===//

/// Nothing but the multiply-accumulates, in the fewest steps.
double ImperfectSearch::leastOfMacs() const {
  llvm::SmallVector<Array, 6> arrays;
  for (unsigned memory = 0; memory < cost.numMemories; ++memory)
    llvm::append_range(arrays, facts.arrays(memory));
  return valueOfMacs(cost, space.options.metric,
                     fewestSteps(space.layer, arrays));
}

/// IP-9: a memory takes whole cycles, if each of its accesses does.
double ImperfectSearch::findSmallestStep() const {
  bool isWhole = space.options.metric == Metric::Cycle;
  for (const Stage &stage : space.stages)
    for (double cycles : stage.memory.accessCycles)
      isWhole &= cycles == std::floor(cycles);
  return isWhole ? 1 : 0;
}

/// Of a search that has proven that nothing is below `proven` among the tiles
/// it knows.
double ImperfectSearch::provenBound(double least) const {
  double result = proven;
  if (!lattice.isComplete())
    result = compulsory;
  else if (space.machine.slides())
    // Larger tiles with as many pieces may pay where memories slide.
    result = std::min(result, least);
  if (smallestStep > 0)
    result = std::ceil(result * (1 - rounding));
  return std::min(std::max(result, compulsory), bestCost);
}

double ImperfectSearch::prepare() {
  addChannels();
  chain.rows.front().entering = lattice.whole();
  return chooseLead();
}

void ImperfectSearch::change(uint64_t moves, unsigned rounds) {
  uint64_t evaluated = best.evaluated;
  anneal(space, best, moves, rounds);
  best.evaluated = evaluated;
  bestCost = best.cost.of(space.options.metric);
}

/// Nothing is proven to be below \p bound, which takes long to rise.
void ImperfectSearch::improve(double bound) {
  if (best.status == Status::Infeasible)
    return;
  bool isFirst = !std::exchange(isImproved, true);
  if (isFirst)
    offerMultiples(space, best);
  bestCost = best.cost.of(space.options.metric);
  double gap =
      std::clamp(1 - std::max(bound, compulsory) / bestCost, 0.0, gapOfMost);
  double moves = isFirst ? movesOnTheWay : movesIfUnproven;
  change(static_cast<uint64_t>(moves * gap / gapOfMost), 3);
}

SearchResult ImperfectSearch::run() {
  if (!facts.fits(0, lattice.whole()))
    return best;
  if (best.status != Status::Infeasible && !isWorse(compulsory)) {
    bool pays = facts.splitsReduction() || compulsory > bestCost / 2;
    change(std::min(lattice.size() * movesPerTile, pays ? maxMoves : fewMoves),
           2);
  }
  best.evaluated = 0;
  double least = compulsory;
  if (!isWorse(compulsory)) {
    least = prepare();
    nodes.push_back({least,
                     least,
                     0,
                     0,
                     true,
                     mirrors.all(),
                     noneOpen,
                     Operand::Output,
                     lattice.whole(),
                     {}});
    explore();
  }
  if (best.status == Status::Infeasible)
    return best;
  if (double bound = provenBound(least); bound < bestCost)
    improve(bound);
  best.lowerBound = provenBound(least);
  best.status =
      best.lowerBound == bestCost ? Status::Optimal : Status::Feasible;
  return best;
}

llvm::Expected<SearchResult>
neurospector::searchImperfect(const Layer &layer,
                              const Accelerator &accelerator,
                              const SearchOptions &options) {
  SearchOptions forPerfect = options;
  if (options.maxEvaluations == 0)
    forPerfect.maxEvaluations = perfectBudget;
  llvm::Expected<SearchResult> perfect =
      searchOptimal(layer, accelerator, forPerfect);
  SearchResult best;
  if (perfect)
    best = std::move(*perfect);
  else
    llvm::consumeError(perfect.takeError());
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  offerLeastPadded(space, best);
  ImperfectSearch search(space, std::move(best));
  SearchResult result = search.run();
  if (search.foundNothing())
    return foundNoSchedule(layer);
  return result;
}
