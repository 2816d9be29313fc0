//===- OptimalTree.cpp - The branches of the optimal search ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OptimalSearch.h"

using namespace neurospector;

/// \p memory hands \p handed inward, with its loops ordered by \p order.
void OptimalSearch::choose(unsigned memory, Tile handed, Operand order) {
  Frame &frame = frames[memory];
  frame.handed = handed;
  frame.order = order;
  const GroupFactors &row = lattice[frame.entering - handed].groups;
  frame.moves = rule.advance(memory == 0 ? Moves() : frames[memory - 1].moves,
                             row, order);
  if (memory == 0)
    return;
  Frame &outer = frames[memory - 1];
  Moves corrected = outer.moves;
  bool corrects =
      rule.correct(memory - 1, lattice[outer.entering - outer.handed].groups,
                   row, corrected);
  if (!corrects && !depths[memory].isCorrected)
    return;
  std::swap(outer.moves, corrected);
  Moves moves = frame.moves;
  cost.enter(llvm::MutableArrayRef(frames).take_front(memory + 1));
  frame.handed = handed;
  frame.moves = moves;
  std::swap(outer.moves, corrected);
  depths[memory].isCorrected = corrects;
}

/// no count of \p a is above that of \p b, so no cost is.
static bool atMost(const Moves &a, const Moves &b) {
  return a.tiles[0] <= b.tiles[0] && a.tiles[1] <= b.tiles[1] &&
         a.tiles[2] <= b.tiles[2] && a.outputReads <= b.outputReads;
}

static bool isLater(const Branch &a, const Branch &b) { return b < a; }

/// A root is what the outermost memory hands inward, with the order of its
/// loops.
void OptimalSearch::collectRoots() {
  const Stage &outermost = space.stages.front();
  roots.clear();
  for (Tile handed = 0; handed < lattice.size(); ++handed)
    if (facts.isReachable(1, handed) &&
        space.satisfies(outermost, lattice.whole() - handed) &&
        space.isCanonical(handed, mirrors)) {
      frames.front().handed = handed;
      double bound = bounds.handedInAnyOrder(framesTo(0)) * (1 - rounding);
      if (bound < infinity)
        roots.push_back(ranked({bound, handed}));
    }
  for (Branch &root : roots)
    root.isAnyOrder = true;
  std::make_heap(roots.begin(), roots.end(), isLater);
}

void OptimalSearch::addRoot(const Branch &root) {
  roots.push_back(root);
  std::push_heap(roots.begin(), roots.end(), isLater);
}

/// The roots of all orders in place of the tiles that stand for them.
void OptimalSearch::addOrders() {
  const std::vector<Branch> tiles = std::move(roots);
  roots.clear();
  for (const Branch &root : tiles)
    addRoots(root.tile);
}

void OptimalSearch::addRoots(Tile handed) {
  llvm::SmallVector<Moves, 3> seen;
  for (Operand order : space.stages.front().orders) {
    choose(0, handed, order);
    const Moves &moves = frames.front().moves;
    if (llvm::any_of(seen, [&](const Moves &m) { return atMost(m, moves); }))
      continue;
    seen.push_back(moves);
    double bound = bounds.handedRoughly(framesTo(0));
    if (!isWorse(bound) && bound < infinity)
      addRoot(ranked({bound, handed, order}));
  }
}

void OptimalSearch::refine(Branch &root) {
  choose(0, root.tile, root.order);
  root.bound = root.rank = std::max(root.bound, boundRoot(bounds));
  root.channels = bounds.numChannels();
  compareTies(root, [&](MetricBounds &metric) { return boundRoot(metric); });
}

/// Takes out the root with the least bound, if it is worth it. Most need no
/// close look to see that they are not it.
std::optional<Branch> OptimalSearch::nextRoot() {
  while (!roots.empty() && !isWorse(roots.front().rank)) {
    std::pop_heap(roots.begin(), roots.end(), isLater);
    Branch root = roots.back();
    roots.pop_back();
    if (isWorse(root.bound))
      continue;
    if (root.isAnyOrder) {
      addRoots(root.tile);
    } else if (root.channels != bounds.numChannels()) {
      refine(root);
      if (!isWorse(root.bound) && root.bound < infinity)
        addRoot(root);
    } else {
      return root;
    }
  }
  return std::nullopt;
}

double OptimalSearch::boundRoot(MetricBounds &metric) {
  return metric.root(
      llvm::MutableArrayRef(frames).take_front(last == 1 ? 1 : 2));
}

void OptimalSearch::expandRoot(const Branch &root) {
  outerSteps = lattice[lattice.whole() - root.tile].iterations;
  choose(0, root.tile, root.order);
  if (prunes(root, [&](MetricBounds &metric) { return boundRoot(metric); }))
    return;
  depths.front().below = space.keeping(root.tile, mirrors);
  expandHanded(0);
}

/// Each unit of the arrays outside \p memory takes \p entering, which fits it,
/// of what the next memory out is \p sending. False if an image of it is
/// visited instead.
bool OptimalSearch::enter(unsigned memory, Tile entering,
                          const Sending &sending) {
  if (!space.isCanonical(entering, depths[memory - 1].below))
    return false;
  frames[memory].entering = entering;
  cost.enter(llvm::MutableArrayRef(frames).take_front(memory + 1), sending);
  depths[memory].isCorrected = false;
  return true;
}

/// Chooses the tile that each unit of the arrays inside \p memory takes.
void OptimalSearch::expandHanded(unsigned memory) {
  Tile handed = frames[memory].handed;
  unsigned next = memory + 1;
  const SpatialTiles &arrays = space.stages[memory].arrays;
  const TileSet &fits = space.stages[next].fits;
  const Sending sending = cost.send(framesTo(memory));
  if (next == last)
    return expandLast(sending);
  std::vector<Branch> &branches = depths[next].entering;
  branches.clear();
  for (Tile units : arrays.all()) {
    if (!lattice.divides(units, handed) || !fits[handed - units] ||
        !enter(next, handed - units, sending))
      continue;
    ++best.evaluated;
    Branch branch = {bounds.entering(framesTo(next)), handed - units};
    if (isWorse(branch.bound) || branch.bound == infinity)
      continue;
    compareTies(branch, [&](MetricBounds &metric) {
      return metric.entering(framesTo(next));
    });
    branches.push_back(branch);
  }
  llvm::sort(branches);
  for (const Branch &branch : llvm::ArrayRef(branches).take_front(width)) {
    if (isWorse(branch.bound))
      continue;
    enter(next, branch.tile, sending);
    if (prunes(branch, [&](MetricBounds &metric) {
          return metric.entering(framesTo(next));
        }))
      continue;
    depths[next].mirrors = space.keeping(branch.tile, depths[memory].below);
    expandEntering(next);
    if (exhausted())
      return;
  }
}

/// Chooses the tile that enters the last memory, which the one outside is
/// \p sending.
void OptimalSearch::expandLast(const Sending &sending) {
  const Frame &outer = frames[last - 1];
  const SpatialTiles &arrays = space.stages[last - 1].arrays;
  const TileSet &fits = space.stages[last].fits;
  const auto before = bounds.beforeLeaf(sending);
  auto visit = [&](Tile entering) {
    if (!space.isCanonical(entering, depths[last - 1].below))
      return;
    ++best.evaluated;
    if (isWorse(bounds.leafRoughly(before, entering,
                                   outer.units + (outer.handed - entering))))
      return;
    enter(last, entering, sending);
    complete();
  };
  if (lastTiles.size() < arrays.all().size()) {
    for (Tile tile : lastTiles)
      if (lattice.divides(tile, outer.handed) &&
          arrays.fits(outer.handed - tile) && !exhausted())
        visit(tile);
    return;
  }
  if (lattice.countDivisors(outer.handed) < arrays.all().size()) {
    lattice.divisors(outer.handed, depths[last].divisors);
    for (Tile units : depths[last].divisors)
      if (fits[outer.handed - units] && arrays.fits(units) && !exhausted())
        visit(outer.handed - units);
    return;
  }
  for (Tile units : arrays.all())
    if (lattice.divides(units, outer.handed) && fits[outer.handed - units] &&
        !exhausted())
      visit(outer.handed - units);
}

/// Chooses what \p memory hands inward. Case by case, because a case that is
/// too costly by itself takes all its tiles with it. Like roots, rows get a
/// close look only when they are next in line.
void OptimalSearch::expandEntering(unsigned memory) {
  Depth &depth = depths[memory];
  depth.handed.clear();
  ++depth.expansion;
  const Stage &stage = space.stages[memory];
  Tile entering = frames[memory].entering;
  bounds.lookOutside(framesTo(memory), depth.outside);
  if (comparesTies())
    other().lookOutside(framesTo(memory), depth.outsideOfTies);
  addRow(memory, {0, entering, stage.orders.front(), true});
  for (const auto &[reuse, order] : stage.cases) {
    double ofCase = bounds.ofCase(depth.outside, reuse);
    if (isWorse(ofCase) ||
        (comparesTies() && isTie(ofCase) &&
         isWorseTie(ties->ofCase(depth.outsideOfTies, reuse))))
      continue;
    bounds.chooseCase(depth.outside, reuse);
    if (comparesTies())
      ties->chooseCase(depth.outsideOfTies, reuse);
    lattice.divisors(entering, depth.divisors, reuse.groups);
    bounds.ofHanded(depth.outside, depth.divisors, depth.bounded);
    looked += depth.bounded.size();
    for (auto [handed, bound] : depth.bounded) {
      if (bound == infinity || !space.satisfies(stage, entering - handed))
        continue;
      Branch row = {bound * (1 - rounding), handed, order, true};
      if (comparesTies()) {
        setTieBound(row, ties->ofHanded(depth.outsideOfTies, handed));
        if (isTie(row.bound) && isWorseTie(row.tieBound))
          continue;
      }
      addRow(memory, row);
    }
  }
  std::make_heap(depth.handed.begin(), depth.handed.end(), isLater);
  for (size_t visited = 0; visited < width && !depth.handed.empty();) {
    std::pop_heap(depth.handed.begin(), depth.handed.end(), isLater);
    Branch branch = depth.handed.back();
    depth.handed.pop_back();
    if (isWorse(branch.rank))
      return;
    if (isWorse(branch.bound))
      continue;
    if (branch.isCoarse) {
      if (refineRow(memory, branch)) {
        depth.handed.push_back(branch);
        std::push_heap(depth.handed.begin(), depth.handed.end(), isLater);
      }
      continue;
    }
    ++visited;
    choose(memory, branch.tile, branch.order);
    if (prunes(branch, [&](MetricBounds &metric) {
          return metric.handed(framesTo(memory));
        }))
      continue;
    depth.below = space.keeping(branch.tile, depth.mirrors);
    expandHanded(memory);
    if (exhausted())
      return;
  }
}

static uint16_t orderBit(const Branch &row) {
  return static_cast<uint16_t>(1u << index(row.order));
}

void OptimalSearch::addRow(unsigned memory, const Branch &row) {
  Depth &depth = depths[memory];
  Depth::Visit &visit = depth.visits[row.tile];
  if (visit.expansion != depth.expansion)
    visit = {depth.expansion, 0, 0};
  visit.orders |= orderBit(row);
  depth.handed.push_back(row);
}

/// The first order of those that the row was added with which is as good.
Operand OptimalSearch::firstOrder(unsigned memory, const Branch &row) {
  const Frame &frame = frames[memory];
  for (Operand other : space.stages[memory].orders)
    if (depths[memory].visits[row.tile].orders >> index(other) & 1 &&
        (other == row.order ||
         atMost(rule.advance(frames[memory - 1].moves,
                             lattice[frame.entering - row.tile].groups, other),
                frame.moves)))
      return other;
  llvm_unreachable("the row's own");
}

/// Bounds a row closely. False if it is not worth a visit, or was looked at
/// before.
bool OptimalSearch::refineRow(unsigned memory, Branch &row) {
  Depth &depth = depths[memory];
  Depth::Visit &visit = depth.visits[row.tile];
  if (visit.refined & orderBit(row) ||
      !space.satisfies(space.stages[memory],
                       frames[memory].entering - row.tile) ||
      !space.isCanonical(row.tile, depth.mirrors))
    return false;
  choose(memory, row.tile, row.order);
  if (Operand order = firstOrder(memory, row); order != row.order) {
    visit.refined |= orderBit(row);
    row.order = order;
    if (visit.refined & orderBit(row))
      return false;
    choose(memory, row.tile, row.order);
  }
  visit.refined |= orderBit(row);
  ++best.evaluated;
  row.bound = row.rank = bounds.handed(framesTo(memory));
  row.isCoarse = false;
  compareTies(row, [&](MetricBounds &metric) {
    return metric.handed(framesTo(memory));
  });
  return !isWorse(row.bound) && row.bound < infinity;
}

//===----------------------------------------------------------------------===//
// Leaves
//===----------------------------------------------------------------------===//

/// Chooses the unrolling of the last arrays.
void OptimalSearch::complete() {
  if (gaveUp())
    return;
  Frame &frame = frames[last];
  llvm::ArrayRef<Frame> known(frames);
  Branch leaf = {bounds.leaf(known), frame.entering};
  auto again = [&](MetricBounds &metric) { return metric.leaf(known); };
  if (isTie(leaf.bound))
    compareTies(leaf, again);
  if (prunes(leaf, again))
    return;
  const Stage &stage = space.stages[last];
  frame.order = stage.orders.front();
  bool looksAtAll = last == 0 || !leaves;
  llvm::ArrayRef<Tile> unrollings =
      looksAtAll ? stage.arrays.all()
                 : leaves->unrollings(frame.entering,
                                      lattice[frame.units].groups[Group::CRS]);
  for (Tile units : unrollings) {
    if (looksAtAll && (!lattice.divides(units, frame.entering) ||
                       !space.satisfies(stage, frame.entering - units)))
      continue;
    frame.handed = units;
    if (last == 0)
      outerSteps = lattice[frame.entering - units].iterations;
    consider(cost.finish(known));
  }
}

/// A whole schedule: the model itself has the last word.
void OptimalSearch::consider(const Known &known) {
  double value = bounds.value(known);
  if (isWorse(value))
    return;
  double otherValue = valueOf(cost, tieBreaker(space.options.metric), known);
  if (value > bestCost * (1 - rounding) &&
      (otherValue > bestOther * (1 + rounding) ||
       (otherValue > bestOther * (1 - rounding) &&
        outerSteps > bestOuterSteps)))
    return;
  Chain chain;
  for (const Frame &frame : frames) {
    chain.entering.push_back(frame.entering);
    chain.handed.push_back(frame.handed);
    chain.orders.push_back(frame.order);
  }
  if (!space.offer(chain, best)) {
    leastDiscarded = std::min(leastDiscarded, value);
    return;
  }
  if (comparesTies() && (value < bestCost * (1 - rounding) ||
                         otherValue < bestOther * (1 - rounding)))
    tiesFollowed = 0;
  bestCost = best.cost.of(space.options.metric);
  setLimit();
  bestOther = best.cost.of(tieBreaker(space.options.metric));
  bestOuterSteps =
      static_cast<double>(product(best.schedule.steps(0, space.layer)).get());
  if (width != ~size_t(0))
    paths = pathsByTime(bounds.paths, known);
  if (width == 1)
    guide = weightsAround(cost, frames);
}
