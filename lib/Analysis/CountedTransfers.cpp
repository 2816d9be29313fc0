//===- CountedTransfers.cpp - What a tiled nest moves ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tiles are counted by walking the loops of the memories. Every tile of an
// operand has as many elements as the first, so one look at what the units of
// the arrays touch then tells how many each transfer moves.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Transfers.h"

#include "TiledNest.h"

#include <map>

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {

/// The tiles of one operand that a store takes in one after the other. Two
/// tiles of an input can be the same elements (image 0, window 1 and image 1,
/// window 0); they still are two transfers, as the loops ask for another tile.
struct Held {
  std::vector<bool> seen; ///< by number; of an output only
  int64_t number = -1;    ///< of the tile that is here
  int64_t moves = 0, again = 0;

  void visit(int64_t next) {
    if (next == number)
      return;
    number = next;
    ++moves;
    if (seen.empty())
      return;
    again += seen[next];
    seen[next] = true;
  }
};

/// Runs loops and tells each operand which tile is next: its number counts the
/// steps of the loops that index it.
struct TileWalk {
  struct Loop {
    int64_t trips;
    std::array<int64_t, 3> strides; ///< in numbers; 0: does not index it
  };
  SmallVector<Loop> loops; ///< outermost first
  std::array<Held, 3> held;

  void run(size_t depth, std::array<int64_t, 3> numbers) {
    if (depth == loops.size()) {
      for (unsigned x = 0; x < 3; ++x)
        held[x].visit(numbers[x]);
      return;
    }
    for (int64_t trip = 0; trip < loops[depth].trips; ++trip) {
      run(depth + 1, numbers);
      for (unsigned x = 0; x < 3; ++x)
        numbers[x] += loops[depth].strides[x];
    }
  }
};

/// Tiles that move towards a store and, of an output, those of them that were
/// there before.
struct Moves {
  ns::Count all, again;
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
  const std::array<Held, 3> &walkTo(size_t store);
  Moves countMoves(size_t store, unsigned operand);
  llvm::Expected<ns::Count> countElements(unsigned operand, size_t sender,
                                          size_t store) const;

  const TiledNest &nest;
  ArrayRef<ns::Level> levels;
  const ns::Accelerator &accelerator;
  std::map<size_t, std::array<Held, 3>> walks; ///< by store
  Transfers result;
};

} // namespace

/// Steps and units that are walked within a second.
static constexpr int64_t maxSteps = 1 << 23;

/// Walks the loops of the memories outside \p store, which tell it when to take
/// in another tile.
const std::array<Held, 3> &TransferCounter::walkTo(size_t store) {
  auto [known, isNew] = walks.try_emplace(store);
  if (!isNew)
    return known->second;
  TileWalk walk;
  std::array<int64_t, 3> sizes = {1, 1, 1};
  for (size_t i = nest.loops.size(); i-- > 0;) {
    if (nest.loops[i].level >= store || !isMemory(nest.loops[i]))
      continue;
    TileWalk::Loop &loop = walk.loops.emplace_back();
    loop = {nest.loops[i].trips, {0, 0, 0}};
    for (unsigned x = 0; x < 3; ++x)
      if (nest.indexes(x, i)) {
        loop.strides[x] = sizes[x];
        sizes[x] *= loop.trips;
      }
  }
  std::reverse(walk.loops.begin(), walk.loops.end());
  walk.held[ns::index(ns::Operand::Output)].seen.resize(sizes[2]);
  walk.run(0, {0, 0, 0});
  return known->second = walk.held;
}

/// Those of the multiply-accumulate units, which hold nothing, are the steps of
/// the memories' loops, and an output is read unless the step is the first at
/// its position.
Moves TransferCounter::countMoves(size_t store, unsigned operand) {
  if (store < levels.size()) {
    const Held &held = walkTo(store)[operand];
    return {held.moves, held.again};
  }
  ns::Count steps = 1, positions = 1;
  for (auto [i, loop] : llvm::enumerate(nest.loops)) {
    if (!isMemory(loop))
      continue;
    steps *= loop.trips;
    positions *= nest.indexes(operand, i) ? loop.trips : 1;
  }
  if (operand != ns::index(ns::Operand::Output))
    return {steps, 0};
  return {steps, steps - positions};
}

/// Elements of the union of intervals that begin at \p firsts, in order, and
/// end \p extent later.
static ns::Count countUnion(ArrayRef<int64_t> firsts, int64_t extent) {
  ns::Count elements;
  int64_t next = 0; // after the last that was counted
  for (int64_t first : firsts) {
    int64_t from = std::max(first, next);
    next = first + extent + 1;
    elements += next - from;
  }
  return elements;
}

/// Elements that the units of the arrays between \p sender and \p store touch
/// together, while the memories outside stand at their first step and all
/// inside runs. Each array indexes one axis at most, so what the units touch is
/// a box of unions.
llvm::Expected<ns::Count> TransferCounter::countElements(unsigned operand,
                                                         size_t sender,
                                                         size_t store) const {
  ns::Count elements = 1;
  for (const LinearIndex &index : nest.operands[operand]) {
    std::vector<int64_t> firsts = {index.first};
    int64_t extent = index.extent;
    for (auto [i, loop] : llvm::enumerate(nest.loops)) {
      int64_t coefficient = index.coefficients[i];
      if (coefficient == 0)
        continue;
      int64_t start = coefficient * loop.first;
      if (loop.level >= store)
        extent += coefficient * (loop.trips - 1) * loop.step;
      for (int64_t &first : firsts)
        first += start;
      if (loop.level <= sender || loop.level >= store || isMemory(loop))
        continue;
      if (llvm::count_if(nest.operands[operand], [&](const LinearIndex &other) {
            return other.coefficients[i] != 0;
          }) > 1)
        return llvm::createStringError("a loop of '" + levels[loop.level].name +
                                       "' indexes two axes of one operand");
      if (loop.trips > maxSteps / static_cast<int64_t>(firsts.size()))
        return llvm::createStringError("its arrays have more than " +
                                       Twine(maxSteps) + " units");
      std::vector<int64_t> spread;
      for (int64_t first : firsts)
        for (int64_t trip = 0; trip < loop.trips; ++trip)
          spread.push_back(first + coefficient * trip * loop.step);
      firsts = std::move(spread);
    }
    llvm::sort(firsts);
    elements *= countUnion(firsts, extent);
  }
  return elements;
}

/// Elements move when the tile of the next store changes, be it that of the
/// next memory or of one further inside.
llvm::Error TransferCounter::count(size_t memory, ns::Operand operand,
                                   size_t limit) {
  size_t store = accelerator.nextStore(memory, operand);
  if (store > limit)
    return llvm::Error::success();
  unsigned x = ns::index(operand);
  Moves tiles = countMoves(accelerator.memoryInside(memory), x);
  Moves moves = countMoves(store, x);
  auto elements = countElements(x, memory, store);
  if (!elements)
    return elements.takeError();
  *elements *= moves.all + moves.again;
  if (elements->overflowed() || tiles.all.overflowed())
    return llvm::createStringError("a transfer exceeds 64 bits");
  bool isOutput = operand == ns::Operand::Output;
  result.push_back({levels[memory].name, operand,
                    !levels[memory].memory()->holds.contains(operand),
                    isOutput ? tiles.again.get() : tiles.all.get(),
                    isOutput ? tiles.all.get() : 0, elements->get()});
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
