//===- SideTrafficTest.cpp - What rides with tiles, walked ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CM-17. Examples to count by hand; a simulator in the manner of
// LoopNestSimulator.h, which walks the loops and lists the elements that are
// needed until the next tile of the operand comes; and tensors that are
// indexed like the operand they ride with, which move as that does.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/SideTraffic.h"
#include "Conformance.h"
#include "NumCases.h"
#include "RandomLayer.h"
#include "neurospector/Model/CostModel.h"
#include "gtest/gtest.h"

#include <set>

using namespace neurospector;
using namespace neurospector::test;

static constexpr int numNests = numCases(10000);

namespace neurospector {
void PrintTo(const SideMoves &moves, std::ostream *os) {
  *os << moves.reads << " reads, " << moves.writes << " writes, "
      << moves.through << " through";
}
} // namespace neurospector

namespace {

using Moves = SideTensor::Moves;
using Element = std::vector<int64_t>;

std::vector<SideMoves> count(const Accelerator &machine,
                             const Schedule &schedule,
                             const std::vector<OpLoop> &loops,
                             const SideTensor &tensor) {
  auto moves = countSideMoves(machine, schedule.orders, loops, tensor);
  if (moves)
    return *moves;
  ADD_FAILURE() << llvm::toString(moves.takeError());
  return std::vector<SideMoves>(machine.levels.size());
}

//===----------------------------------------------------------------------===//
// The simulator
//===----------------------------------------------------------------------===//

class SideSimulator {
public:
  SideSimulator(const Accelerator &machine, const Schedule &schedule,
                const std::vector<OpLoop> &loops, const SideTensor &tensor)
      : machine(machine), loops(loops), tensor(tensor), at(loops.size()) {
    for (std::vector<int64_t> &steps : at)
      steps.resize(machine.levels.size());
    for (size_t level = 0; level < machine.levels.size(); ++level)
      for (Dim dim : schedule.orders[level])
        for (size_t loop = 0; loop < loops.size(); ++loop)
          if (loops[loop].dim == dim && steps(level, loop) > 1)
            (machine.levels[level].memory() ? walked : unrolled)
                .push_back({level, loop});
  }

  std::vector<SideMoves> run() {
    std::vector<SideMoves> result(machine.levels.size());
    size_t macs = machine.levels.size(), store = 0;
    while (store != macs) {
      size_t next = machine.nextStore(store, tensor.with);
      for (size_t level = store; level < next; ++level) {
        if (!machine.levels[level].memory())
          continue;
        Flow sent = flow(level, next, /*perUnit=*/false);
        if (level != store) {
          result[level].through = sent.in + sent.out;
          continue;
        }
        result[level].reads += sent.in;
        result[level].writes += sent.out;
      }
      if (next != macs) {
        Flow taken = flow(next, next, /*perUnit=*/true);
        result[next].writes += taken.in;
        result[next].reads += taken.out;
      }
      store = next;
    }
    return result;
  }

private:
  struct Step {
    size_t level, loop;
  };
  struct Flow {
    int64_t in = 0, out = 0;
  };
  /// Elements by the unit, or the sender's instance, that has to do with them.
  using Needed = std::map<std::vector<int64_t>, std::set<Element>>;

  int64_t steps(size_t level, size_t loop) const {
    const OpLoop &of = loops[loop];
    int64_t entering = level == 0 ? of.bound : of.tiles[level - 1], count = 0;
    for (int64_t done = 0; done < entering; done += of.tiles[level])
      ++count;
    return count;
  }

  bool indexes(size_t loop) const {
    for (const SideTensor::Axis &axis : tensor.axes)
      for (SideTensor::Term term : axis)
        if (term.loop == loop)
          return true;
    return false;
  }

  /// How many of the loops \p around a store are outside the place where
  /// elements move: in the innermost loop that brings another tile of the
  /// operand or, of those outside it, that needs other elements.
  size_t findPlace(const std::vector<Step> &around) const {
    size_t depth = around.size();
    while (depth > 0 &&
           !isRelevant(tensor.with, loops[around[depth - 1].loop].dim))
      --depth;
    while (tensor.isKept && depth > 0 && !indexes(around[depth - 1].loop))
      --depth;
    return depth;
  }

  /// What goes from level \p from to the store \p to; \p perUnit: as each unit
  /// takes it.
  Flow flow(size_t from, size_t to, bool perUnit) {
    std::vector<Step> around, units;
    for (Step step : walked)
      if (step.level < to)
        around.push_back(step);
    size_t depth =
        to == machine.levels.size() ? around.size() : findPlace(around);
    for (Step step : unrolled)
      if (step.level < to)
        units.push_back(step);
    Flow result;
    Needed seen;
    walk(around, 0, depth, [&] {
      Needed needed;
      walk(around, depth, around.size(), [&] {
        walk(units, 0, units.size(), [&] {
          std::vector<int64_t> part;
          for (Step step : units)
            if (perUnit || step.level < from)
              part.push_back(at[step.loop][step.level]);
          addElements(to, needed[part]);
        });
      });
      for (const auto &[part, elements] : needed)
        for (const Element &element : elements) {
          bool isNew = seen[part].insert(element).second;
          result.in +=
              tensor.moves == Moves::Both ? !isNew : tensor.moves != Moves::Out;
          result.out +=
              tensor.moves == Moves::Both || tensor.moves == Moves::Out;
        }
    });
    return result;
  }

  /// Runs \p steps from \p depth to \p end. Memories step as often as for the
  /// first unit, arrays as often as there are units.
  void walk(const std::vector<Step> &all, size_t depth, size_t end,
            llvm::function_ref<void()> body) {
    if (depth == end)
      return body();
    auto [level, loop] = all[depth];
    int64_t &position = at[loop][level], count = steps(level, loop);
    for (position = 0; position < count; ++position)
      if (machine.levels[level].array() || !isBehindTheEnd(loop, level))
        walk(all, depth + 1, end, body);
    position = 0;
  }

  /// The first unit has nothing to do in this step of \p level.
  bool isBehindTheEnd(size_t loop, size_t level) const {
    int64_t begin = 0, end = loops[loop].bound;
    for (size_t outer = 0; outer <= level; ++outer) {
      if (machine.levels[outer].memory())
        begin += at[loop][outer] * loops[loop].tiles[outer];
      if (begin >= end)
        return true;
      end = std::min(end, begin + loops[loop].tiles[outer]);
    }
    return false;
  }

  /// The box of elements that the iterations at hand touch.
  void addElements(size_t level, std::set<Element> &elements) const {
    std::vector<std::pair<int64_t, int64_t>> box(tensor.axes.size());
    std::vector<std::pair<int64_t, int64_t>> iterations;
    for (size_t loop = 0; loop < loops.size(); ++loop) {
      int64_t begin = 0, end = loops[loop].bound;
      for (size_t outer = 0; outer < level; ++outer) {
        begin += at[loop][outer] * loops[loop].tiles[outer];
        end = std::min(end, begin + loops[loop].tiles[outer]);
      }
      if (begin >= end)
        return;
      iterations.push_back({begin, end - 1});
    }
    for (size_t i = 0; i < box.size(); ++i)
      for (SideTensor::Term term : tensor.axes[i]) {
        box[i].first += iterations[term.loop].first * term.factor;
        box[i].second += iterations[term.loop].second * term.factor;
      }
    Element element;
    list(box, element, elements);
  }

  static void list(const std::vector<std::pair<int64_t, int64_t>> &box,
                   Element &element, std::set<Element> &elements) {
    if (element.size() == box.size()) {
      elements.insert(element);
      return;
    }
    auto [begin, last] = box[element.size()];
    for (int64_t i = begin; i <= last; ++i) {
      element.push_back(i);
      list(box, element, elements);
      element.pop_back();
    }
  }

  const Accelerator &machine;
  const std::vector<OpLoop> &loops;
  const SideTensor &tensor;
  std::vector<Step> walked, unrolled;   ///< outermost first
  std::vector<std::vector<int64_t>> at; ///< per loop and level
};

//===----------------------------------------------------------------------===//
// Random loops and tensors
//===----------------------------------------------------------------------===//

/// The loops of \p nest; some dimensions are two loops, the inner of which
/// takes from inner levels first.
std::vector<OpLoop> drawLoops(Chooser &chooser, const Nest &nest) {
  std::vector<OpLoop> loops;
  bool isPerfect = nest.schedule.isPerfect(nest.layer);
  for (Dim dim : allDims) {
    if (nest.layer.bound(dim) == 1)
      continue;
    OpLoop loop = {dim, nest.layer.bound(dim), {}};
    for (const Factors &tile : nest.schedule.tiles)
      loop.tiles.push_back(tile[index(dim)]);
    bool isSplit = isPerfect && chooser.flip();
    size_t cut = chooser.below(static_cast<unsigned>(loop.tiles.size()));
    if (!isSplit) {
      loops.push_back(loop);
      continue;
    }
    // What enters the level behind the cut is the inner loop.
    OpLoop inner = loop;
    inner.bound = loop.tiles[cut];
    loop.bound /= inner.bound;
    for (size_t level = 0; level < loop.tiles.size(); ++level) {
      loop.tiles[level] = level < cut ? loop.tiles[level] / inner.bound : 1;
      inner.tiles[level] = std::min(inner.tiles[level], inner.bound);
    }
    loops.push_back(loop);
    loops.push_back(inner);
  }
  return loops;
}

/// With \p sums, axes of several loops, all of them loops of the operand.
SideTensor drawTensor(Chooser &chooser, const std::vector<OpLoop> &loops,
                      bool sums) {
  SideTensor tensor{allOperands[chooser.below(3)],
                    chooser.pick({Moves::In, Moves::Out, Moves::Both}),
                    chooser.flip()};
  for (unsigned loop = 0; loop < loops.size(); ++loop) {
    bool isOf = isRelevant(tensor.with, loops[loop].dim);
    if (chooser.flip() || (!isOf && (sums || chooser.flip())))
      continue;
    bool isSum = sums && !tensor.axes.empty() && chooser.flip();
    if (!isSum)
      tensor.axes.emplace_back();
    tensor.axes.back().push_back({loop, sums ? chooser.pick({1, 1, 2, 3}) : 1});
  }
  return tensor;
}

std::string describe(const SideTensor &tensor,
                     const std::vector<OpLoop> &loops) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "with the " << name(tensor.with) << ", moves "
     << static_cast<int>(tensor.moves) << (tensor.isKept ? ", kept\n" : "\n");
  for (const OpLoop &loop : loops)
    os << name(loop.dim) << " " << loop.bound << " tiles "
       << listValues(loop.tiles) << "\n";
  for (const SideTensor::Axis &axis : tensor.axes) {
    os << "axis";
    for (SideTensor::Term term : axis)
      os << " " << term.loop << "*" << term.factor;
    os << "\n";
  }
  return text;
}

/// A machine and a nest on it that is quickly walked.
std::pair<Accelerator, Nest> draw(Chooser &chooser, bool isPerfect) {
  while (true) {
    Accelerator machine = randomMachine(chooser);
    Nest nest =
        randomNest(chooser, machine, isPerfect, chooser.pick({50, 200}));
    if (nest.schedule.isPerfect(nest.layer) == isPerfect)
      return {machine, nest};
  }
}

/// CM-17: every element that a tile needs, no more and no less.
TEST(SideTraffic, AgreesWithTheSimulator) {
  RandomChooser chooser(20261126);
  for (int i = 0; i < numNests && !HasFailure(); ++i) {
    auto [machine, nest] = draw(chooser, /*isPerfect=*/i % 3 != 0);
    std::vector<OpLoop> loops = drawLoops(chooser, nest);
    SideTensor tensor = drawTensor(chooser, loops, /*sums=*/false);
    std::vector<SideMoves> moves = count(machine, nest.schedule, loops, tensor);
    EXPECT_EQ(moves, SideSimulator(machine, nest.schedule, loops, tensor).run())
        << describe(machine, nest) << describe(tensor, loops);
    tensor.isKept = true;
    std::vector<SideMoves> kept = count(machine, nest.schedule, loops, tensor);
    for (auto [most, least] : llvm::zip_equal(moves, kept))
      EXPECT_LE(least.total().get(), most.total().get());
  }
}

/// More than one unit of some array works.
bool usesArrays(const Accelerator &machine, const std::vector<OpLoop> &loops) {
  for (size_t level = 0; level < machine.levels.size(); ++level)
    for (const OpLoop &loop : loops)
      if (machine.levels[level].array() &&
          loop.tiles[level] < (level == 0 ? loop.bound : loop.tiles[level - 1]))
        return true;
  return false;
}

/// CM-5, CM-6: sums of loops make boxes, of which units side by side may be
/// sent some elements more often than needed, as of inputs, but never less; and
/// where boxes of a result overlap, more may come back than was there before.
TEST(SideTraffic, SumsOfLoopsAreBoxes) {
  RandomChooser chooser(20261127);
  int64_t above = 0, all = 0;
  for (int i = 0; i < numNests / 4 && !HasFailure(); ++i) {
    auto [machine, nest] = draw(chooser, /*isPerfect=*/i % 3 != 0);
    std::vector<OpLoop> loops = drawLoops(chooser, nest);
    SideTensor tensor = drawTensor(chooser, loops, /*sums=*/true);
    std::vector<SideMoves> moves = count(machine, nest.schedule, loops, tensor);
    std::vector<SideMoves> truth =
        SideSimulator(machine, nest.schedule, loops, tensor).run();
    bool isExact = tensor.moves != Moves::Both && !usesArrays(machine, loops);
    for (auto [model, simulated] : llvm::zip_equal(moves, truth)) {
      if (isExact) {
        EXPECT_EQ(model, simulated);
      }
      EXPECT_GE(model.reads, simulated.reads);
      EXPECT_GE(model.writes, simulated.writes);
      EXPECT_GE(model.through, simulated.through);
      above += model != simulated;
      all += simulated != SideMoves();
    }
    if (HasFailure())
      ADD_FAILURE() << describe(machine, nest) << describe(tensor, loops);
  }
  testing::Test::RecordProperty("above", std::to_string(above));
  EXPECT_LE(above, all / 10) << above << " of " << all;
}

/// The axes of the layer's own operands.
SideTensor ownTensor(const Layer &layer, const std::vector<OpLoop> &loops,
                     Operand op) {
  SideTensor tensor{op, op == Operand::Output ? Moves::Both : Moves::In};
  std::array<SideTensor::Axis, numPairs> pairs;
  for (unsigned loop = 0; loop < loops.size(); ++loop) {
    Dim dim = loops[loop].dim;
    if (!isRelevant(op, dim))
      continue;
    bool isPaired = false;
    for (unsigned pair = 0; pair < numPairs; ++pair)
      for (Dim part : {imageOf(pair), windowOf(pair)})
        if (op == Operand::Input && dim == part) {
          const ImageWindow &walk = layer.pairs[pair];
          pairs[pair].push_back(
              {loop, part == imageOf(pair) ? walk.stride : walk.dilation});
          isPaired = true;
        }
    if (!isPaired)
      tensor.axes.push_back({{loop, 1}});
  }
  llvm::append_range(tensor.axes, pairs);
  return tensor;
}

/// A tensor like an operand moves as the exact model says of that; one that
/// lacks some loop of an operand, no more.
TEST(SideTraffic, OfAnOperandLikeItsOwn) {
  RandomChooser chooser(20261128);
  for (int i = 0; i < numNests && !HasFailure(); ++i) {
    auto [machine, nest] = draw(chooser, /*isPerfect=*/i % 2 == 0);
    std::vector<OpLoop> loops;
    for (Dim dim : allDims)
      if (nest.layer.bound(dim) != 1) {
        loops.push_back({dim, nest.layer.bound(dim), {}});
        for (const Factors &tile : nest.schedule.tiles)
          loops.back().tiles.push_back(tile[index(dim)]);
      }
    auto cost = exactCostModel().evaluate(nest.layer, machine, nest.schedule);
    if (!cost) {
      llvm::consumeError(cost.takeError());
      continue;
    }
    double energy = 0, dynamic = 0;
    for (Operand op : allOperands) {
      SideTensor tensor = ownTensor(nest.layer, loops, op);
      auto traffic = count(machine, nest.schedule, loops, tensor);
      energy += sideEnergy(machine, op, traffic);
      for (auto [moves, memory] : llvm::zip(traffic, cost->levels))
        EXPECT_EQ(moves,
                  (SideMoves{memory.reads[index(op)], memory.writes[index(op)],
                             memory.through[index(op)]}))
            << name(op).str() << "\n"
            << test::describe(machine, nest);
      if (op == Operand::Output || tensor.axes.empty())
        continue;
      SideTensor::Axis &axis =
          tensor.axes[chooser.below(static_cast<unsigned>(tensor.axes.size()))];
      if (!axis.empty())
        axis.pop_back();
      tensor.isKept = true;
      auto lacking = count(machine, nest.schedule, loops, tensor);
      for (auto [moves, memory] : llvm::zip(lacking, cost->levels)) {
        EXPECT_LE(moves.reads, memory.reads[index(op)]);
        EXPECT_LE(moves.writes, memory.writes[index(op)]);
        EXPECT_LE(moves.through, memory.through[index(op)]);
      }
    }
    for (const MemoryCost &memory : cost->levels)
      dynamic += memory.energy;
    EXPECT_NEAR(energy, dynamic, 1e-9 * dynamic);
  }
}

//===----------------------------------------------------------------------===//
// Examples
//===----------------------------------------------------------------------===//

/// DRAM, a buffer and two units: 4 outputs, 2 groups of 8 channels. DRAM's
/// loops bring the weight of one output and one group at a time.
class GroupsOfChannels : public testing::Test {
protected:
  GroupsOfChannels() {
    machine.levels = {
        {"DRAM", Memory()}, {"BUFFER", Memory()}, {"UNITS", Array{2}}};
    for (size_t level : {0, 1}) {
      machine.levels[level].memory()->holds = OperandSet::all();
      machine.levels[level].memory()->readEnergy = {1, 10, 100};
      machine.levels[level].memory()->writeEnergy = {2, 20, 200};
    }
    schedule = Schedule::outermost(machine);
    schedule.orders[0] = loopOrder(Operand::Output);
  }

  // k, group, channel of a group.
  const std::vector<OpLoop> loops = {
      {Dim::K, 4, {1, 1, 1}}, {Dim::C, 2, {1, 1, 1}}, {Dim::C, 8, {8, 2, 1}}};
  Accelerator machine;
  Schedule schedule;
};

/// 4 * 2 tiles bring a scale each; each of their 4 steps takes it from the
/// buffer for both units.
TEST_F(GroupsOfChannels, ScalePerGroup) {
  SideTensor scale{Operand::Weight, Moves::In, false, {{{0, 1}}, {{1, 1}}}};
  std::vector<SideMoves> moves = count(machine, schedule, loops, scale);
  EXPECT_EQ(moves[0], (SideMoves{8, 0, 0}));
  EXPECT_EQ(moves[1], (SideMoves{8 * 4, 8, 0}));
  EXPECT_EQ(sideEnergy(machine, Operand::Weight, moves),
            8 * 10 + 8 * 4 * 10 + 8 * 20);
}

/// It comes again with each group, unless it is kept.
TEST_F(GroupsOfChannels, ScalePerOutput) {
  SideTensor scale{Operand::Weight, Moves::In, false, {{{0, 1}}}};
  EXPECT_EQ(count(machine, schedule, loops, scale)[0], (SideMoves{8, 0, 0}));
  scale.isKept = true;
  EXPECT_EQ(count(machine, schedule, loops, scale)[0], (SideMoves{4, 0, 0}));
  EXPECT_EQ(count(machine, schedule, loops, scale)[1],
            (SideMoves{8 * 4, 4, 0}));
  SideTensor mask{Operand::Output, Moves::In, false, {{{0, 1}}}};
  EXPECT_EQ(count(machine, schedule, loops, mask)[0], (SideMoves{4, 0, 0}));
}

/// One element for the whole tensor.
TEST_F(GroupsOfChannels, ZeroPointOfATensor) {
  SideTensor zero{Operand::Weight, Moves::In, false, {}};
  EXPECT_EQ(count(machine, schedule, loops, zero)[0], (SideMoves{8, 0, 0}));
  SideTensor ofInput{Operand::Input, Moves::In, false, {}};
  schedule.orders[0] = loopOrder(Operand::Input);
  EXPECT_EQ(count(machine, schedule, loops, ofInput)[0], (SideMoves{2, 0, 0}));
}

/// A second result leaves with the output, and comes back if it is added to.
TEST_F(GroupsOfChannels, SecondResult) {
  schedule.orders[0] = loopOrder(Operand::Input);
  SideTensor result{Operand::Output, Moves::Out, false, {{{0, 1}}}};
  EXPECT_EQ(count(machine, schedule, loops, result)[0], (SideMoves{0, 8, 0}));
  result.moves = Moves::Both;
  EXPECT_EQ(count(machine, schedule, loops, result)[0], (SideMoves{4, 8, 0}));
}

/// A weight that k does not index, after all, is not brought again for it.
TEST_F(GroupsOfChannels, BroadcastOperand) {
  schedule.orders[0] = loopOrder(Operand::Input);
  SideTensor weight{Operand::Weight, Moves::In, true, {{{1, 1}}, {{2, 1}}}};
  EXPECT_EQ(count(machine, schedule, loops, weight)[0], (SideMoves{16, 0, 0}));
  schedule.orders[0] = loopOrder(Operand::Output);
  EXPECT_EQ(count(machine, schedule, loops, weight)[0], (SideMoves{64, 0, 0}));
}

TEST(SideTraffic, TellsOverflow) {
  Accelerator machine = accelerator("eyeriss");
  Schedule schedule = Schedule::outermost(machine);
  std::vector<OpLoop> loops = {{Dim::K, int64_t(1) << 62, {}}, {Dim::C, 2, {}}};
  for (OpLoop &loop : loops)
    loop.tiles.assign(machine.levels.size(), 1);
  SideTensor tensor{Operand::Weight, Moves::In, false, {{{0, 4}, {1, 1}}}};
  EXPECT_EQ(
      llvm::toString(
          countSideMoves(machine, schedule.orders, loops, tensor).takeError()),
      "its transfers exceed 64 bits");
}

} // namespace
