//===- LoopNestSimulator.cpp - Walks a schedule and counts ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopNestSimulator.h"

#include <map>
#include <optional>
#include <set>

using namespace neurospector;
using namespace neurospector::test;

namespace {

// Dimensions, by the letters of the layer's formula.
enum { K, B, P, Q, C, R, S, G, D, T, NumDims };

// Operands.
enum { Input, Weight, Output };

/// From `begin` up to `end`; empty if they meet.
struct Interval {
  int64_t begin = 0, end = 0;

  bool empty() const { return begin >= end; }
};

/// The iterations that some part of the machine works on.
using Box = std::array<Interval, NumDims>;

/// Per level, the step or the unit along each dimension.
using Position = std::vector<std::array<int64_t, NumDims>>;

/// A loop of a memory, of more than one step.
struct Loop {
  size_t level;
  int dim;
};

/// One unit of all arrays outside a store.
struct Unit {
  Position at;         ///< in arrays; zero elsewhere
  size_t instance = 0; ///< of the memory that sends, which it belongs to
};

/// Elements that went inwards to each of several parts of the machine, and came
/// back out.
struct Flow {
  std::vector<int64_t> in, out;
  std::vector<std::vector<bool>> seen; ///< elements, per part

  void resize(size_t parts, size_t elements) {
    in.assign(parts, 0);
    out.assign(parts, 0);
    seen.assign(parts, std::vector<bool>(elements));
  }
  /// Outputs come out, and go in before unless nothing was there yet; the other
  /// operands go in.
  void count(size_t part, int64_t element, int operand) {
    out[part] += operand == Output;
    in[part] += operand != Output || seen[part][element];
    seen[part][element] = true;
  }
};

/// One operand on its way from a memory to the next store.
struct Transfer {
  int operand = Input;
  size_t sender = 0, receiver = 0; ///< levels; the MACs are behind the last
  bool passesBy = false;           ///< the sender, which is between two stores
  size_t depth = 0;                ///< loops around it
  /// Loop between whose steps a unit keeps what both tiles have.
  std::optional<Loop> slides = {};
  std::vector<Unit> units = {};
  size_t instances = 1; ///< of the sender

  Flow sent = {};  ///< per instance of the sender
  Flow taken = {}; ///< per unit
  int64_t largest = 0;
};

/// What the units of systolic arrays do while tiles of one operand stay in
/// them, each for a pass. A unit starts as many steps late as it is hops away
/// from the first one, and the next pass starts when all are done.
struct Passes {
  int operand = Input;
  std::vector<int64_t> distances = {}; ///< of each unit
  int64_t rows = 0; ///< that a tile hops through to its place
  int64_t clock = 0, steps = 0;

  void step() { ++steps; }
  void finish() {
    int64_t last = clock;
    for (int64_t distance : distances)
      if (steps > 0)
        last = std::max(last, clock + distance + steps);
    clock = last;
    steps = 0;
  }
  void change(bool isLoaded) {
    finish();
    for (int64_t row = 0; isLoaded && row < rows; ++row)
      ++clock;
  }
};

/// The tiles of one operand that enter the first instance of a level.
struct Tiles {
  int operand = Input;
  size_t level = 0;
  size_t depth = 0; ///< loops around the place where they change
  int64_t changes = 0;
  std::set<std::vector<int64_t>> different = {};
  std::optional<Passes> passes = {}; ///< if the tile stays in systolic arrays
};

int64_t sum(const std::vector<int64_t> &values) {
  int64_t result = 0;
  for (int64_t value : values)
    result += value;
  return result;
}

int64_t most(const std::vector<int64_t> &values) {
  return *std::max_element(values.begin(), values.end());
}

/// Whether \p dim indexes \p operand.
bool indexes(int dim, int operand) {
  switch (dim) {
  case G:
    return true;
  case K:
    return operand != Input;
  case C:
  case R:
  case S:
  case T:
    return operand != Output;
  default:
    return operand != Weight;
  }
}

class Simulator {
public:
  Simulator(const Layer &layer, const Accelerator &accelerator,
            const Schedule &schedule)
      : layer(layer), levels(accelerator.levels), schedule(schedule),
        time(levels.size()) {
    collectLoops();
    collectStreams();
    for (int operand : {Input, Weight, Output}) {
      // What the whole layer touches gives each element a number.
      wholes[operand] = elementsOf(boxAt(0, time), operand);
      int64_t elements = 1;
      for (Interval axis : wholes[operand])
        elements *= axis.end;
      lastMove[operand].assign(elements, 0);
      collectTransfers(operand);
    }
  }

  Simulation run() {
    for (Passes &stream : streams)
      stream.change(/*isLoaded=*/stream.operand != Output);
    walk(0);
    accountForFills();
    result.levels.resize(levels.size());
    for (const Transfer &transfer : transfers)
      account(transfer);
    for (const Tiles &of : tiles) {
      SimulatedMemory &outside = result.levels[memoryOutside(of.level)];
      outside.tiles[of.operand] = of.changes;
      outside.differentTiles[of.operand] =
          static_cast<int64_t>(of.different.size());
    }
    return result;
  }

private:
  /// What enters \p level at \p position: every level outside cuts what enters
  /// it into tiles, and the last may be smaller or empty.
  Interval intervalAt(size_t level, int dim, const Position &position) const {
    Interval interval = {0, layer.bounds[dim]};
    for (size_t outer = 0; outer < level; ++outer) {
      int64_t tile = schedule.tiles[outer][dim];
      interval.begin += position[outer][dim] * tile;
      interval.end = std::min(interval.end, interval.begin + tile);
    }
    return interval;
  }
  Box boxAt(size_t level, const Position &position) const {
    Box box;
    for (int dim = 0; dim < NumDims; ++dim)
      box[dim] = intervalAt(level, dim, position);
    return box;
  }

  /// Steps or units of \p level along \p dim, at most.
  int64_t count(size_t level, int dim) const {
    int64_t entering =
        level == 0 ? layer.bounds[dim] : schedule.tiles[level - 1][dim];
    int64_t steps = 0;
    for (int64_t done = 0; done < entering; done += schedule.tiles[level][dim])
      ++steps;
    return steps;
  }

  void collectLoops() {
    for (size_t level = 0; level < levels.size(); ++level)
      if (levels[level].memory())
        for (Dim dim : schedule.orders[level])
          if (count(level, static_cast<int>(dim)) > 1)
            loops.push_back({level, static_cast<int>(dim)});
  }

  void collectTransfers(int operand) {
    auto isStore = [&](size_t level) {
      const Memory *memory = levels[level].memory();
      return memory && memory->holds.contains(Operand(operand));
    };
    for (size_t sender = 0; sender < levels.size(); ++sender) {
      if (!levels[sender].memory())
        continue;
      Transfer transfer = {operand, sender, sender + 1, !isStore(sender)};
      while (transfer.receiver < levels.size() && !isStore(transfer.receiver))
        ++transfer.receiver;
      transfer.depth = depthOf(operand, transfer.receiver);
      transfer.slides = slideOf(transfer);
      addUnits(transfer);
      transfers.push_back(transfer);
    }
    for (size_t level = 1; level <= levels.size(); ++level)
      if (level == levels.size() || levels[level].memory())
        tiles.push_back({operand, level, depthOf(operand, level)});
    for (Tiles &of : tiles)
      if (of.operand == operand && of.level < levels.size())
        addPasses(of);
  }

  /// Distances of the units of the systolic arrays right outside \p level.
  Passes passesInto(size_t level, int operand) const {
    Passes passes = {operand, {0}};
    for (size_t array = level; levels[array - 1].array(); --array) {
      if (!levels[array - 1].array()->isSystolic)
        continue;
      passes.rows = levels[array - 1].array()->size;
      std::vector<int64_t> more;
      for (int64_t distance : passes.distances)
        for (int64_t unit = 0; unit < passes.rows; ++unit)
          more.push_back(distance + unit);
      passes.distances = more;
    }
    return passes;
  }

  /// A tile that the memory of each unit holds, and only one of, stays.
  void addPasses(Tiles &of) const {
    const Memory &memory = *levels[of.level].memory();
    Passes passes = passesInto(of.level, of.operand);
    if (passes.rows > 0 && memory.holds.contains(Operand(of.operand)) &&
        !memory.doubleBuffered)
      of.passes = passes;
  }

  /// Where no tile of an operand stays, or the next one is there already, all
  /// that an array does is one stream.
  void collectStreams() {
    for (size_t level = 1; level <= levels.size(); ++level) {
      if (!levels[level - 1].array() ||
          (level < levels.size() && levels[level].array()))
        continue;
      const Memory *memory =
          level < levels.size() ? levels[level].memory() : nullptr;
      std::vector<int> operands;
      for (int operand : {Input, Weight, Output})
        if (memory && memory->holds.contains(Operand(operand)))
          operands.push_back(operand);
      if (!operands.empty() && !memory->doubleBuffered)
        continue;
      // An output, or nothing, needs no loading.
      bool loads = !operands.empty() && operands.back() != Output;
      streams.push_back(
          passesInto(level, loads ? operands.front() : int(Output)));
    }
  }

  /// Each array works in the way that takes least.
  void accountForFills() {
    for (Passes &stream : streams) {
      stream.finish();
      result.fill += stream.clock - result.cycles;
    }
    std::map<size_t, int64_t> least;
    for (Tiles &of : tiles)
      if (of.passes) {
        of.passes->finish();
        int64_t fill = of.passes->clock - result.cycles;
        auto [entry, isNew] = least.try_emplace(of.level, fill);
        entry->second = std::min(entry->second, fill);
      }
    for (auto [level, fill] : least)
      result.fill += fill;
  }

  size_t memoryOutside(size_t level) const {
    do
      --level;
    while (!levels[level].memory());
    return level;
  }

  /// A tile moves in the body of the innermost loop that indexes the operand;
  /// into the MACs, in that of the innermost loop.
  size_t depthOf(int operand, size_t receiver) const {
    if (receiver == levels.size())
      return loops.size();
    size_t depth = 0;
    for (size_t i = 0; i < loops.size() && loops[i].level < receiver; ++i)
      if (indexes(loops[i].dim, operand))
        depth = i + 1;
    return depth;
  }

  /// The loop that moves the input, if it runs along an image into a memory
  /// that slides and no array inside it shares the image or its window.
  std::optional<Loop> slideOf(const Transfer &transfer) const {
    if (transfer.operand != Input || transfer.receiver == levels.size() ||
        !levels[transfer.receiver].memory()->sliding || transfer.depth == 0)
      return std::nullopt;
    Loop loop = loops[transfer.depth - 1];
    constexpr int pairs[3][2] = {{P, R}, {Q, S}, {D, T}};
    for (auto [image, window] : pairs) {
      bool isShared = false;
      for (size_t level = loop.level; level < transfer.receiver; ++level)
        isShared |= levels[level].array() &&
                    (count(level, image) > 1 || count(level, window) > 1);
      if (loop.dim == image && !isShared)
        return loop;
    }
    return std::nullopt;
  }

  /// Lists the units so that those of one instance of the sender stand in a
  /// row.
  void addUnits(Transfer &transfer) const {
    std::vector<Unit> units = {{Position(levels.size())}};
    for (size_t level = 0; level < transfer.receiver; ++level) {
      if (!levels[level].array())
        continue;
      for (int dim = 0; dim < NumDims; ++dim) {
        int64_t copies = count(level, dim);
        bool isOutside = level < transfer.sender;
        std::vector<Unit> more;
        for (const Unit &unit : units)
          for (int64_t copy = 0; copy < copies; ++copy) {
            more.push_back(unit);
            more.back().at[level][dim] = copy;
            if (isOutside)
              more.back().instance = unit.instance * copies + copy;
          }
        units = std::move(more);
        if (isOutside)
          transfer.instances *= copies;
      }
    }
    size_t elements = lastMove[transfer.operand].size();
    transfer.sent.resize(transfer.instances, elements);
    transfer.taken.resize(units.size(), elements);
    transfer.units = std::move(units);
  }

  /// Runs the loops from number \p depth on. All units step together, as many
  /// times as the first one, whose tiles are the largest.
  void walk(size_t depth) {
    for (Transfer &transfer : transfers)
      if (transfer.depth == depth)
        move(transfer);
    for (Tiles &of : tiles)
      if (of.depth == depth)
        change(of);
    if (depth == loops.size()) {
      ++result.cycles;
      for (Passes &stream : streams)
        stream.step();
      for (Tiles &of : tiles)
        if (of.passes)
          of.passes->step();
      return;
    }
    auto [level, dim] = loops[depth];
    Interval all = intervalAt(level, dim, time);
    for (int64_t done = all.begin; done < all.end;
         done += schedule.tiles[level][dim]) {
      walk(depth + 1);
      ++time[level][dim];
    }
    time[level][dim] = 0;
  }

  /// The elements of \p operand that the iterations of \p box touch, along each
  /// axis of its tensor, with what lies between the taps of a window.
  std::vector<Interval> elementsOf(const Box &box, int operand) const {
    if (operand == Weight)
      return {box[G], box[K], box[C], box[R], box[S], box[T]};
    if (operand == Output)
      return {box[B], box[G], box[K], box[P], box[Q], box[D]};
    std::vector<Interval> axes = {box[B], box[G], box[C]};
    constexpr int pairs[3][2] = {{P, R}, {Q, S}, {D, T}};
    for (int pair = 0; pair < 3; ++pair) {
      Interval image = box[pairs[pair][0]], window = box[pairs[pair][1]];
      auto [stride, dilation] = layer.pairs[pair];
      axes.push_back(
          {image.begin * stride + window.begin * dilation,
           (image.end - 1) * stride + (window.end - 1) * dilation + 1});
    }
    return axes;
  }

  /// Hands the number of each element to \p use.
  template <typename Use>
  void forEachElement(const std::vector<Interval> &axes, int operand, Use use,
                      size_t axis = 0, int64_t number = 0) const {
    if (axis == axes.size())
      return use(number);
    for (int64_t at = axes[axis].begin; at < axes[axis].end; ++at)
      forEachElement(axes, operand, use, axis + 1,
                     number * wholes[operand][axis].end + at);
  }

  /// Each unit takes all elements of its own tile; the sender sends each that
  /// some of its units need once to all of them.
  void move(Transfer &transfer) {
    int operand = transfer.operand;
    int64_t size = 0;
    for (size_t i = 0; i < transfer.units.size(); ++i) {
      const Unit &unit = transfer.units[i];
      if (i == 0 || unit.instance != transfer.units[i - 1].instance) {
        ++stamp;
        size = 0;
      }
      Position position = unit.at;
      for (size_t level = 0; level < transfer.receiver; ++level)
        if (levels[level].memory())
          position[level] = time[level];
      Box box = boxAt(transfer.receiver, position);
      if (std::any_of(box.begin(), box.end(),
                      [](Interval interval) { return interval.empty(); }))
        continue;
      std::vector<bool> had(lastMove[operand].size());
      if (transfer.slides &&
          position[transfer.slides->level][transfer.slides->dim] > 0) {
        --position[transfer.slides->level][transfer.slides->dim];
        forEachElement(elementsOf(boxAt(transfer.receiver, position), operand),
                       operand, [&](int64_t element) { had[element] = true; });
      }
      forEachElement(elementsOf(box, operand), operand, [&](int64_t element) {
        if (had[element])
          return;
        transfer.taken.count(i, element, operand);
        if (std::exchange(lastMove[operand][element], stamp) == stamp)
          return;
        transfer.sent.count(unit.instance, element, operand);
        ++size;
      });
      transfer.largest = std::max(transfer.largest, size);
    }
  }

  void change(Tiles &of) const {
    size_t before = of.different.size();
    ++of.changes;
    std::vector<int64_t> tile;
    for (int dim = 0; dim < NumDims; ++dim)
      if (indexes(dim, of.operand))
        tile.push_back(intervalAt(of.level, dim, time).begin);
    of.different.insert(tile);
    // An output that comes back is loaded, a new one is not.
    bool isNew = of.different.size() > before;
    if (of.passes)
      of.passes->change(of.operand != Output || !isNew);
  }

  void account(const Transfer &transfer) {
    int operand = transfer.operand;
    SimulatedMemory &sender = result.levels[transfer.sender];
    const Flow &sent = transfer.sent, &taken = transfer.taken;
    if (transfer.passesBy) {
      sender.through[operand] = sum(sent.in) + sum(sent.out);
      sender.busiestThrough[operand] = most(sent.in) + most(sent.out);
      return;
    }
    sender.largestMove[operand] = transfer.largest;
    sender.inside.read[operand] = sum(sent.in);
    sender.inside.written[operand] = sum(sent.out);
    sender.busiestInside.read[operand] = most(sent.in);
    sender.busiestInside.written[operand] = most(sent.out);
    if (transfer.receiver == levels.size())
      return;
    SimulatedMemory &receiver = result.levels[transfer.receiver];
    receiver.outside.written[operand] = sum(taken.in);
    receiver.outside.read[operand] = sum(taken.out);
    receiver.busiestOutside.written[operand] = most(taken.in);
    receiver.busiestOutside.read[operand] = most(taken.out);
  }

  const Layer &layer;
  const std::vector<Level> &levels;
  const Schedule &schedule;
  std::vector<Loop> loops; ///< outermost first
  std::vector<Transfer> transfers;
  std::vector<Tiles> tiles;
  std::vector<Passes> streams; ///< through systolic arrays
  PerOperand<std::vector<Interval>> wholes;
  Position time; ///< where the loops stand; zero for arrays
  int64_t stamp = 0;
  PerOperand<std::vector<int64_t>> lastMove; ///< of each element: its stamp
  Simulation result;
};

} // namespace

Simulation test::simulate(const Layer &layer, const Accelerator &accelerator,
                          const Schedule &schedule) {
  return Simulator(layer, accelerator, schedule).run();
}
