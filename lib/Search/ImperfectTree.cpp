//===- ImperfectTree.cpp - How parts of schedules branch ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ImperfectSearch.h"

using namespace neurospector;

/// With the units that are taken so far, and those of them that work.
bool ImperfectSearch::mayTake(const Choice &choice, size_t left, Tile tile,
                              double product, double working) const {
  return !choice.macs ||
         !isWorse((choice.besideMacs + (*choice.minima)(left, tile) +
                   choice.macs->least(left, product, working)) *
                  leadFactor);
}

/// Axis by axis, the last first; `minima` say what the others may add.
void ImperfectSearch::choose(Choice &choice, size_t left, Tile tile,
                             double product, double working) {
  if (left == 0)
    return choice.use(tile, choice.steps);
  unsigned number = choice.minima->axes[left - 1];
  const PieceLattice::Axis &axis = lattice.axes()[number];
  unsigned digit = lattice.digit(tile, axis), before = axis.size();
  llvm::ArrayRef<double> workingOf;
  if (choice.macs)
    workingOf = choice.macs->units->working(number, digit);
  bool may = false;
  for (auto [i, cut] : llvm::enumerate((*choice.cuts)[number][digit])) {
    Tile inner = tile - (digit - cut.inner) * axis.stride;
    if (cut.inner != std::exchange(before, cut.inner))
      may = (*choice.minima)(left - 1, inner) < choice.mostOfMinima;
    double all = product * static_cast<double>(cut.steps),
           work = choice.macs ? working * workingOf[i] : 1;
    if (!may || all > choice.most ||
        !mayTake(choice, left - 1, inner, all, work))
      continue;
    choice.steps[number] = cut.steps;
    choose(choice, left - 1, inner, all, work);
  }
  choice.steps[number] = 1;
}

void ImperfectSearch::choose(Choice &choice, Tile tile) {
  choice.steps.fill(1);
  choice.mostOfMinima = worst() / leadFactor - choice.base;
  if (size_t axes = choice.minima->axes.size();
      (*choice.minima)(axes, tile) < choice.mostOfMinima)
    choose(choice, axes, tile, 1, 1);
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
  const PartialMinima &minima = lead->rows(memory, reuse.reused, reuse.groups);
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
    // If only one memory has arrays the minima say nearly all of a sum, and the
    // rest is for a closer look, to which it may never come.
    double bound = second = (base + minima(0, tile)) * leadFactor;
    if (!facts.onlyArrays() || space.options.metric == Metric::Edp)
      bound = boundHanded(memory, reuse.reused);
    add(bound, 2 * memory + 1, reuse.reused, row.order, tile, steps);
  };
  Choice choice = {&minima, &facts.loops(memory), use, infinity, base};
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
  double beside = boundOfChannel(*lead, 0, 2 * memory + 1, open, 0),
         base = beside + lead->handed(memory, open)[row.handed] -
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
  if (lead->looksAtUnrollings(memory)) {
    macs = lead->macsByUnits(chain, memory, minima);
    choice.macs = &macs;
    choice.besideMacs =
        looks ? baseOfUnits : beside + lead->sent(memory, open, row.handed);
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
