//===- CountedTransfers.cpp - What a tiled nest moves ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tiles are counted by walking the loops of the memories. At each step that
// takes in a tile, one looks at what the units of the arrays touch.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Transfers.h"

#include "TileExtents.h"

#include <map>
#include <numeric>

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {

/// Tiles that move towards a store and, of an output, those of them that were
/// there before; and their elements.
struct Moves {
  ns::Count all, again, elements;
};

/// Runs loops of memories and takes in a tile of one operand at each step. Two
/// tiles of an input can be the same elements (image 0, window 1 and image 1,
/// window 0); they still are two transfers, as the loops ask for another tile.
class TileWalk {
public:
  /// \p loops, outermost first, take tiles of \p operand that are as large as
  /// \p extents says.
  TileWalk(const TiledNest &nest, ArrayRef<size_t> loops, unsigned operand,
           ArrayRef<TileExtents> extents)
      : nest(nest), loops(loops), extents(extents), trips(nest.loops.size(), 0),
        step(nest.firstStep()) {
    int64_t tiles = 1;
    for (size_t loop : loops)
      if (nest.indexes(operand, loop)) {
        indexing.push_back(loop);
        tiles *= nest.loops[loop].trips;
      }
    if (operand == ns::index(ns::Operand::Output))
      seen.resize(tiles);
  }
  Moves run() {
    visit(0);
    return result;
  }

private:
  void visit(size_t depth);
  void take();

  const TiledNest &nest;
  ArrayRef<size_t> loops;
  SmallVector<size_t> indexing; ///< those that index the operand
  ArrayRef<TileExtents> extents;
  SmallVector<int64_t> trips, step; ///< of all loops
  std::vector<bool> seen; ///< tiles of an output, by the trips that index it
  Moves result;
};

class TransferCounter {
public:
  TransferCounter(const TiledNest &nest, const ns::Accelerator &accelerator)
      : nest(nest), levels(accelerator.levels), accelerator(accelerator) {}

  /// What happens at the memories whose receivers are not inside level
  /// \p limit.
  llvm::Expected<Transfers> run(size_t limit);

private:
  llvm::Error checkSteps(size_t limit) const;
  llvm::Error count(size_t memory, ns::Operand operand, size_t limit);

  bool isMemory(const NestLoop &loop) const {
    return levels[loop.level].memory() != nullptr;
  }
  SmallVector<size_t> findMovingLoops(size_t store, unsigned operand) const;
  llvm::Expected<SmallVector<TileExtents>>
  getExtents(unsigned operand, size_t sender, size_t store) const;
  Moves walk(size_t store, unsigned operand, ArrayRef<TileExtents> extents);
  llvm::Expected<Moves> countSteps(unsigned operand,
                                   ArrayRef<TileExtents> extents) const;

  const TiledNest &nest;
  ArrayRef<ns::Level> levels;
  const ns::Accelerator &accelerator;
  /// Without elements, by store and operand.
  std::map<std::pair<size_t, unsigned>, Moves> walks;
  Transfers result;
};

} // namespace

void TileWalk::take() {
  ns::Count elements = 1;
  for (const TileExtents &along : extents)
    elements *= along.elements[along.numberOf(nest, trips)];
  result.all += 1;
  result.elements += elements;
  if (seen.empty())
    return;
  size_t tile = 0;
  for (size_t loop : indexing)
    tile = tile * nest.loops[loop].trips + trips[loop];
  if (seen[tile]) {
    result.again += 1;
    result.elements += elements;
  }
  seen[tile] = true;
}

void TileWalk::visit(size_t depth) {
  if (depth == loops.size())
    return take();
  size_t loop = loops[depth];
  int64_t end = nest.countTrips(loop, step);
  for (int64_t trip = 0; trip < end; ++trip) {
    trips[loop] = trip;
    step[loop] = nest.loops[loop].first + trip * nest.loops[loop].step;
    visit(depth + 1);
  }
}

/// The loops of the memories outside \p store, down to the innermost that
/// indexes the operand: each step of that one asks for another tile.
SmallVector<size_t> TransferCounter::findMovingLoops(size_t store,
                                                     unsigned operand) const {
  SmallVector<size_t> loops;
  size_t moving = 0;
  for (auto [i, loop] : llvm::enumerate(nest.loops)) {
    if (loop.level >= store || !isMemory(loop) || loop.trips == 1)
      continue;
    loops.push_back(i);
    if (nest.indexes(operand, i))
      moving = loops.size();
  }
  loops.truncate(moving);
  return loops;
}

/// What the units between \p sender and \p store touch along each index of the
/// operand. Each array indexes one axis at most, so together they are a box.
llvm::Expected<SmallVector<TileExtents>>
TransferCounter::getExtents(unsigned operand, size_t sender,
                            size_t store) const {
  LoopSet seen(nest.loops.size());
  SmallVector<TileExtents> extents;
  for (const LinearIndex &index : nest.operands[operand]) {
    for (unsigned i : index.loops.set_bits()) {
      const NestLoop &loop = nest.loops[i];
      bool isApart = isMemory(loop) ? nest.uneven[i] : loop.level > sender;
      if (seen[i] && isApart && loop.level < store)
        return llvm::createStringError("a loop of '" + levels[loop.level].name +
                                       "' indexes two axes of one operand");
    }
    seen |= index.loops;
    auto along = getTileExtents(nest, levels, index, sender, store);
    if (!along)
      return along.takeError();
    extents.push_back(std::move(*along));
  }
  return extents;
}

/// Where all tiles are alike, one walk does for all senders.
Moves TransferCounter::walk(size_t store, unsigned operand,
                            ArrayRef<TileExtents> extents) {
  SmallVector<size_t> loops = findMovingLoops(store, operand);
  bool areAlike = llvm::all_of(
      extents, [](const TileExtents &along) { return along.loops.empty(); });
  if (!areAlike)
    return TileWalk(nest, loops, operand, extents).run();
  auto [known, isNew] = walks.try_emplace({store, operand});
  if (isNew)
    known->second = TileWalk(nest, loops, operand, {}).run();
  Moves moves = known->second;
  for (const TileExtents &along : extents)
    moves.elements *= along.elements.front();
  return moves;
}

/// The loops of \p loops whose ends follow from each other, with \p loop.
static LoopSet findDependents(const TiledNest &nest, const LoopSet &loops,
                              unsigned loop) {
  LoopSet found(loops.size()), before;
  found.set(loop);
  do {
    before = found;
    for (unsigned other : loops.set_bits()) {
      const LoopSet &around = nest.values.loopsOf(nest.loops[other].end);
      if (found[other])
        found |= around;
      else if (found.anyCommon(around))
        found.set(other);
      found &= loops;
    }
  } while (found != before);
  return found;
}

/// How often the body of the innermost of \p loops, from \p loop on, runs.
static int64_t countWalked(const TiledNest &nest, const LoopSet &loops,
                           int loop, SmallVector<int64_t> &step) {
  if (loop == -1)
    return 1;
  int64_t iterations = 0, trips = nest.countTrips(loop, step);
  for (int64_t trip = 0; trip < trips; ++trip) {
    step[loop] = nest.loops[loop].first + trip * nest.loops[loop].step;
    iterations += countWalked(nest, loops, loops.find_next(loop), step);
  }
  return iterations;
}

/// How often the body of \p loops runs. Those that do not depend on each other
/// multiply. None if that takes too long to find out.
static std::optional<ns::Count> countIterations(const TiledNest &nest,
                                                LoopSet loops) {
  ns::Count iterations = 1;
  while (loops.any()) {
    LoopSet together = findDependents(nest, loops, loops.find_first());
    loops.reset(together);
    ns::Count atMost = 1;
    for (unsigned loop : together.set_bits())
      atMost *= nest.loops[loop].trips;
    if (together.count() == 1) {
      iterations *= atMost;
      continue;
    }
    if (atMost.overflowed() || atMost.get() > maxSteps)
      return std::nullopt;
    SmallVector<int64_t> step = nest.firstStep();
    iterations *= countWalked(nest, together, together.find_first(), step);
  }
  return iterations;
}

/// Those of the multiply-accumulate units, which hold nothing, are the steps of
/// the memories' loops, and an output is read unless the step is the first at
/// its position.
llvm::Expected<Moves>
TransferCounter::countSteps(unsigned operand,
                            ArrayRef<TileExtents> extents) const {
  LoopSet indexing(nest.loops.size()), others(nest.loops.size());
  for (const LinearIndex &index : nest.operands[operand])
    indexing |= index.loops;
  ns::Count elements = 1;
  for (auto [i, loop] : llvm::enumerate(nest.loops)) {
    if (!isMemory(loop)) {
      indexing.reset(i);
      continue;
    }
    if (indexing[i] && !nest.uneven[i])
      elements *= loop.trips;
    if (!indexing[i])
      others.set(i);
  }
  for (const TileExtents &along : extents)
    elements *= std::accumulate(along.elements.begin(), along.elements.end(),
                                ns::Count(0), std::plus<ns::Count>());
  auto positions = countIterations(nest, indexing),
       visits = countIterations(nest, others);
  if (!positions || !visits)
    return tooManySizes();
  ns::Count all = *positions * *visits;
  if (operand != ns::index(ns::Operand::Output))
    return Moves{all, 0, elements * *visits};
  return Moves{all, all - *positions, elements * (*visits + *visits - 1)};
}

/// Elements move when the tile of the next store changes, be it that of the
/// next memory or of one further inside.
llvm::Error TransferCounter::count(size_t memory, ns::Operand operand,
                                   size_t limit) {
  size_t store = accelerator.nextStore(memory, operand);
  if (store > limit)
    return llvm::Error::success();
  unsigned x = ns::index(operand);
  auto move = [&](size_t into,
                  ArrayRef<TileExtents> extents) -> llvm::Expected<Moves> {
    return into < levels.size() ? walk(into, x, extents)
                                : countSteps(x, extents);
  };
  auto extents = getExtents(x, memory, store);
  if (!extents)
    return extents.takeError();
  auto moves = move(store, *extents);
  if (!moves)
    return moves.takeError();
  auto tiles = move(accelerator.memoryInside(memory), {});
  if (!tiles)
    return tiles.takeError();
  if (moves->elements.overflowed() || tiles->all.overflowed())
    return llvm::createStringError("a transfer exceeds 64 bits");
  bool isOutput = operand == ns::Operand::Output;
  result.push_back({levels[memory].name, operand,
                    !levels[memory].memory()->holds.contains(operand),
                    isOutput ? tiles->again.get() : tiles->all.get(),
                    isOutput ? tiles->all.get() : 0, moves->elements.get()});
  return llvm::Error::success();
}

/// Down to the innermost memory, whose own loops are not walked.
llvm::Error TransferCounter::checkSteps(size_t limit) const {
  size_t innermost = levels.size();
  while (!levels[--innermost].memory())
    ;
  ns::Count walked = 1;
  for (const NestLoop &loop : nest.loops)
    if (loop.level < innermost && isMemory(loop))
      walked *= loop.trips;
  if (walked.overflowed() || walked.get() > maxSteps)
    return llvm::createStringError(
        "its loops outside '" + levels[innermost].name + "' take more than " +
        Twine(maxSteps) + " steps");
  return llvm::Error::success();
}

llvm::Expected<Transfers> TransferCounter::run(size_t limit) {
  if (llvm::Error error = checkSteps(limit))
    return error;
  for (size_t level = 0; level < levels.size(); ++level)
    if (levels[level].memory())
      for (ns::Operand operand : ns::allOperands)
        if (llvm::Error error = count(level, operand, limit))
          return error;
  return std::move(result);
}

/// The first level of \p accelerator that is not loops around the op yet; all
/// are: the number of levels.
static llvm::Expected<size_t> findLimit(linalg::LinalgOp op,
                                        const ns::Accelerator &accelerator) {
  auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleAttrName);
  if (!schedule)
    return accelerator.levels.size();
  LevelAttr left = schedule.getLevels().front();
  std::string name = left.getLevelName();
  for (auto [i, level] : llvm::enumerate(accelerator.levels))
    if (level.name == name)
      return i;
  return llvm::createStringError("accelerator '" + accelerator.name +
                                 "' has no level '" + name + "'");
}

llvm::Expected<Transfers>
mlir::neurospector::countTransfers(linalg::LinalgOp op,
                                   const ns::Accelerator &accelerator) {
  llvm::Expected<TiledNest> nest = readNest(op, accelerator);
  if (!nest)
    return nest.takeError();
  llvm::Expected<size_t> limit = findLimit(op, accelerator);
  if (!limit)
    return limit.takeError();
  auto transfers = TransferCounter(*nest, accelerator).run(*limit);
  if (transfers && transfers->empty())
    return llvm::createStringError("level '" + accelerator.levels[*limit].name +
                                   "' of its schedule is not loops yet");
  return transfers;
}
