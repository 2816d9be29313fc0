//===- SearchSpace.cpp - One layer on one machine, prepared ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/SearchSpace.h"

using namespace neurospector;

llvm::SmallVector<Array, 2>
neurospector::arraysInside(const Accelerator &machine, size_t level) {
  llvm::SmallVector<Array, 2> arrays;
  for (size_t i = level + 1; i < machine.levels.size(); ++i) {
    const Array *array = machine.levels[i].array();
    if (!array)
      break;
    arrays.push_back(*array);
  }
  return arrays;
}

/// The room of a double-buffered memory counts half.
Rooms::Rooms(const Accelerator &machine, const Memory &memory) {
  for (const Room &room : memory.rooms) {
    Limit &limit = limits.emplace_back();
    limit.most = static_cast<double>(room.bits);
    for (Operand op : allOperands)
      limit.bits[index(op)] = room.operands.contains(op)
                                  ? static_cast<double>(machine.bitsOf(op)) *
                                        (memory.doubleBuffered ? 2 : 1)
                                  : 0;
  }
}

Stage::Stage(const TileLattice &lattice, const Accelerator &machine,
             size_t level)
    : level(level), memory(*machine.levels[level].memory()),
      rooms(machine, memory), takesLoops(machine.levels[level].takesLoops()),
      requiresSteps(!(memory.steps == Factors::all(0))),
      hasUnits(machine.instances(machine.memoryInside(level)) >
               machine.instances(level)),
      arrays(lattice, arraysInside(machine, level)) {}

/// Where no boxes overlap nothing slides (CM-19).
static Accelerator seenBy(const SearchOptions &options, const Layer &layer,
                          const Accelerator &accelerator) {
  Accelerator result = options.model->seenAs(accelerator);
  for (unsigned i = 0; i < numPairs; ++i) {
    int64_t box = layer.pairs[i].extent<int64_t>(1, layer.bound(windowOf(i)));
    if (layer.bound(imageOf(i)) > 1 && box > layer.pairs[i].stride)
      return result;
  }
  return result.withWholeTiles();
}

SearchSpace::SearchSpace(const Layer &layer, const Accelerator &accelerator,
                         const SearchOptions &options, Dims dims)
    : layer(layer), accelerator(accelerator), options(options),
      machine(seenBy(options, layer, accelerator)),
      reuse(options.model->reuse(accelerator)),
      reduction(dims == Dims::Merge ? LayerReduction(layer, machine)
                                    : LayerReduction(layer)),
      lattice(reduction.reduced(), maxTiles) {
  stages.reserve(machine.levels.size()); // tables are not copied
  for (size_t level = 0; level < machine.levels.size();
       level = machine.memoryInside(level))
    stages.emplace_back(lattice, machine, level);
  for (Stage &stage : stages) {
    findFits(stage, &stage == &stages.back());
    findOrders(stage);
  }
  if (dims == Dims::Keep)
    return;
  // A lattice that is not complete may lack mirror images, and tiles slide
  // along the inner one of two images.
  bool hasMirrors = lattice.isComplete() && !machine.slides();
  for (unsigned b = 1; b < numPairs && hasMirrors; ++b)
    for (unsigned a = 0; a < b; ++a)
      addMirror(a, b);
}

/// everything that \p narrow bounds, \p wide bounds too, and no higher.
static bool covers(const ReuseCase &wide, const ReuseCase &narrow) {
  return (wide.groups & narrow.groups) == narrow.groups &&
         wide.reused == narrow.reused && wide.through == narrow.through &&
         wide.partial == narrow.partial;
}

void SearchSpace::findOrders(Stage &stage) {
  OperandSet free = options.model->freeOrders(accelerator, stage.level);
  std::optional<Operand> given = stage.memory.stationary;
  bool isFixed = options.mode == DataflowMode::Fixed && given;
  for (Operand op : allOperands)
    if (isFixed ? op == *given : free.contains(op))
      stage.orders.push_back(op);
  if (!stage.takesLoops)
    return;
  for (Operand order : stage.orders)
    for (const ReuseCase &reuse : this->reuse->cases(order)) {
      if (llvm::any_of(stage.cases, [&](const RowCase &other) {
            return covers(other.reuse, reuse);
          }))
        continue;
      llvm::erase_if(stage.cases, [&](const RowCase &other) {
        return covers(reuse, other.reuse);
      });
      stage.cases.push_back({reuse, order});
    }
  // Tables of few groups are a start for those of more.
  llvm::stable_sort(stage.cases, [](const RowCase &a, const RowCase &b) {
    return llvm::popcount(a.reuse.groups) < llvm::popcount(b.reuse.groups);
  });
}

//===----------------------------------------------------------------------===//
// What fits
//===----------------------------------------------------------------------===//

bool SearchSpace::hasRoom(const Stage &stage, const Factors &tile) const {
  auto along = [&](Dim dim) { return static_cast<double>(tile[index(dim)]); };
  PerOperand<double> elements = {1, 1, 1};
  for (Operand op : allOperands)
    for (Dim dim : allDims)
      if (isRelevant(op, dim) && !(op == Operand::Input && isPaired(dim)))
        elements[index(op)] *= along(dim);
  for (unsigned i = 0; i < numPairs; ++i)
    elements[index(Operand::Input)] *=
        layer.pairs[i].extent(along(imageOf(i)), along(windowOf(i)));
  return stage.rooms.hold(elements);
}

bool SearchSpace::satisfies(const Stage &stage, Tile row) const {
  if (!stage.takesLoops)
    return row == lattice.unit();
  if (!stage.requiresSteps)
    return true;
  return llvm::all_of(allDims, [&](Dim dim) {
    int64_t required = stage.memory.steps[index(dim)];
    return required == 0 || lattice.factor(row, dim) == required;
  });
}

/// Some row that divides \p entering is what the memory requires.
bool SearchSpace::canSatisfy(const Stage &stage, Tile entering) const {
  if (!stage.requiresSteps)
    return true;
  return llvm::all_of(allDims, [&](Dim dim) {
    int64_t required = stage.memory.steps[index(dim)];
    return required == 0 || lattice.factor(entering, dim) % required == 0;
  });
}

/// What enters a last memory without loops goes to the arrays as it is.
void SearchSpace::findFits(Stage &stage, bool isLast) {
  bool unrolls = isLast && !stage.takesLoops;
  stage.hasRoom.resize(lattice.size());
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    stage.hasRoom[tile] = stage.rooms.hold(lattice[tile].volume);
  stage.fits = stage.hasRoom;
  if (!unrolls && !stage.requiresSteps)
    return;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (stage.fits[tile])
      stage.fits[tile] =
          canSatisfy(stage, tile) && (!unrolls || stage.arrays.fits(tile));
}

//===----------------------------------------------------------------------===//
// Mirror images
//===----------------------------------------------------------------------===//

static Dim exchange(Dim dim, Dim a, Dim b) {
  return dim == a ? b : dim == b ? a : dim;
}

bool SearchSpace::areAlike(unsigned a, unsigned b) const {
  const Layer &nest = reduction.reduced();
  return nest.bound(imageOf(a)) == nest.bound(imageOf(b)) &&
         nest.bound(windowOf(a)) == nest.bound(windowOf(b)) &&
         nest.bound(imageOf(a)) * nest.bound(windowOf(a)) > 1 &&
         nest.pairs[a] == nest.pairs[b] &&
         areInterchangeable(machine, imageOf(a), imageOf(b)) &&
         areInterchangeable(machine, windowOf(a), windowOf(b));
}

void SearchSpace::addMirror(unsigned a, unsigned b) {
  if (!areAlike(a, b))
    return;
  std::vector<Tile> &mirror = mirrors.emplace_back(1, lattice.unit());
  for (const TileLattice::Axis &axis : lattice.axes()) {
    Dim image = exchange(exchange(axis.dim, imageOf(a), imageOf(b)),
                         windowOf(a), windowOf(b));
    const TileLattice::Axis *same =
        llvm::find_if(lattice.axes(), [&](const TileLattice::Axis &other) {
          return other.dim == image && other.base == axis.base;
        });
    size_t lower = mirror.size();
    for (uint32_t e = 1; e <= axis.maxExponent; ++e)
      for (size_t i = 0; i < lower; ++i)
        mirror.push_back(mirror[i] + e * same->stride);
  }
}

//===----------------------------------------------------------------------===//
// From tiles to schedules
//===----------------------------------------------------------------------===//

/// Orders that do not matter are those of the accelerator.
Schedule SearchSpace::schedule(const Chain &chain) const {
  Schedule result = Schedule::outermost(accelerator);
  for (auto [m, stage] : llvm::enumerate(stages)) {
    bool isLast = m + 1 == stages.size();
    Tile left = chain.handed[m];
    Tile inside = isLast ? lattice.unit() : chain.entering[m + 1];
    result.tiles[stage.level] = lattice.factors(left);
    if (!isLast && stage.takesLoops)
      result.orders[stage.level] = loopOrder(chain.orders[m]);
    size_t level = stage.level;
    for (Tile part : stage.arrays.split(left - inside)) {
      left -= part;
      result.tiles[++level] = lattice.factors(left);
    }
  }
  reduction.expand(result.tiles);
  return result;
}

bool SearchSpace::offer(const Chain &chain, SearchResult &best) const {
  uint64_t overflowed = best.overflowed;
  offer(schedule(chain), best);
  return best.overflowed == overflowed;
}

bool SearchSpace::offer(const Schedule &candidate, SearchResult &best) const {
  llvm::Expected<Cost> evaluated =
      options.model->evaluate(layer, accelerator, candidate);
  if (!evaluated) {
    llvm::consumeError(evaluated.takeError());
    ++best.overflowed;
    return false;
  }
  if (best.status != Status::Infeasible &&
      !isBetter(layer, options.metric, *evaluated, candidate, best.cost,
                best.schedule))
    return false;
  best.status = Status::Feasible;
  best.schedule = candidate;
  best.cost = std::move(*evaluated);
  return true;
}
