//===- ArithmeticTest.cpp - Counts against arbitrary precision ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both cost models on layers with bounds up to 2^62 against a second reading of
// their definitions (docs/cost-model.md) in 512-bit integers: equal in every
// number, or an error exactly where a number leaves 64 bits.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Model/CostModel.h"
#include "llvm/ADT/APInt.h"
#include "gtest/gtest.h"

#include <random>

using namespace neurospector;

namespace {

/// A non-negative integer that never overflows here.
struct Big {
  llvm::APInt value;

  Big(int64_t number = 0) : value(512, number) {}
  Big(llvm::APInt value) : value(std::move(value)) {}
  Big operator*(const Big &other) const { return value * other.value; }
  Big operator+(const Big &other) const { return value + other.value; }
  Big operator-(const Big &other) const { return value - other.value; }
  Big operator/(const Big &other) const { return value.udiv(other.value); }
  bool operator==(const Big &other) const { return value == other.value; }
  bool operator==(int64_t other) const { return *this == Big(other); }
  bool fits() const { return value.getActiveBits() < 64; }
  double toDouble() const { return value.roundToDouble(); }
};

Big ceilDiv(const Big &a, const Big &b) { return (a + b - 1) / b; }

/// Every number that a `Cost` holds or is made from.
struct WideCost {
  std::array<std::array<Big, 3>, 6> volume; ///< LB, GB, DRAM: sent, held
  std::array<std::array<Big, 4>, 3> count;  ///< LB, GB, DRAM
  std::array<Big, 3> gbTraffic, dramTraffic;
  std::array<std::array<Big, 3>, 3> accesses; ///< LB, GB, DRAM
  bool fits = true;
};

/// The definitions, read again.
class WideModel {
public:
  WideModel(const Layer &layer, const Accelerator &machine,
            const Schedule &schedule, bool isExact)
      : layer(layer), machine(machine), schedule(schedule), isExact(isExact) {
    computeVolumes();
    computeCounts();
    computeTraffic();
  }

  WideCost cost;

private:
  Big factor(Row row, Dim dim) const { return schedule.table[row][index(dim)]; }
  Big of(Row row, Group group) const {
    Big result = 1;
    for (Dim dim : allDims)
      if (groupOf(dim) == group)
        result = result * factor(row, dim);
    return result;
  }
  Big bpq(Row row) const { return of(row, Group::BPQ); }
  Big crs(Row row) const { return of(row, Group::CRS); }
  Big all(Row row) const {
    return of(row, Group::K) * of(row, Group::G) * bpq(row) * crs(row);
  }
  /// Iterations of the row's loops that index \p op.
  Big relevant(Row row, Operand op) const {
    Big result = 1;
    for (Dim dim : allDims)
      if (isRelevant(op, dim))
        result = result * factor(row, dim);
    return result;
  }
  bool bypasses(Operand op) const {
    return machine.globalBuffer && machine.globalBuffer->bypasses(op);
  }

  std::array<Big, 3> volumeOf(std::initializer_list<Row> rows) const;
  void computeVolumes();
  void computeCounts();
  void countPublished(Row row, std::initializer_list<Row> outer,
                      std::optional<Dataflow> order, std::array<Big, 4> &count);
  void applyPublishedRules();
  void countExact(std::initializer_list<std::pair<Row, Dataflow>> rows,
                  std::array<Big, 4> &count);
  void computeTraffic();
  Big countOf(unsigned level, Operand op) const {
    const std::array<Big, 4> &count = cost.count[level];
    return op == Operand::Output ? count[2] + count[3] : count[index(op)];
  }
  void demand(const Big &number) { cost.fits &= number.fits(); }

  const Layer &layer;
  const Accelerator &machine;
  const Schedule &schedule;
  bool isExact;
};

std::array<Big, 3> WideModel::volumeOf(std::initializer_list<Row> rows) const {
  std::array<Big, numDims> tile;
  tile.fill(1);
  for (Row row : rows)
    for (Dim dim : allDims)
      tile[index(dim)] = tile[index(dim)] * factor(row, dim);
  auto at = [&](Dim dim) { return tile[index(dim)]; };
  Big input = at(Dim::B) * at(Dim::C) * at(Dim::G),
      weight = at(Dim::K) * at(Dim::C) * at(Dim::G),
      output = at(Dim::B) * at(Dim::K) * at(Dim::G);
  for (unsigned pair = 0; pair < numPairs; ++pair) {
    Big image = at(imageOf(pair)), window = at(windowOf(pair));
    input = input * ((image - 1) * Big(layer.pairs[pair].stride) +
                     (window - 1) * Big(layer.pairs[pair].dilation) + 1);
    weight = weight * window;
    output = output * image;
  }
  return {input, weight, output};
}

void WideModel::computeVolumes() {
  using enum Row;
  cost.volume = {
      volumeOf({MacX, MacY}),
      volumeOf({MacX, MacY, LocalBuffer}),
      volumeOf({MacX, MacY, LocalBuffer, PeX, PeY}),
      volumeOf({MacX, MacY, LocalBuffer, PeX, PeY, GlobalBuffer}),
      volumeOf({MacX, MacY, LocalBuffer, PeX, PeY, GlobalBuffer, ChipX, ChipY}),
      volumeOf({MacX, MacY, LocalBuffer, PeX, PeY, GlobalBuffer, ChipX, ChipY,
                Dram})};
  for (const auto &level : cost.volume)
    for (const Big &volume : level)
      demand(volume);
}

void WideModel::countPublished(Row row, std::initializer_list<Row> outer,
                               std::optional<Dataflow> order,
                               std::array<Big, 4> &count) {
  Big n = all(row), reductions = crs(row), outerReductions = 1;
  for (Row other : outer) {
    n = n * all(other);
    reductions = reductions * crs(other);
    outerReductions = outerReductions * crs(other);
  }
  count = {n, n, n - n / reductions, n};
  if (order == Dataflow::InputStationary) {
    Big k = factor(row, Dim::K), larger = bpq(row);
    if (crs(row).value.ugt(larger.value))
      larger = crs(row);
    count[0] = n / (k == 1 ? larger : k);
  }
  if (order == Dataflow::WeightStationary)
    count[1] = n / bpq(row);
  if (order == Dataflow::OutputStationary) {
    count[2] = n / reductions * (outerReductions - 1);
    count[3] = n / crs(row);
  }
}

void WideModel::applyPublishedRules() {
  std::array<Big, 4> &gb = cost.count[1], &dram = cost.count[2];
  std::array<Big, 4> whole = {1, 1, 0, 1};
  for (Operand op : allOperands) {
    bool once = relevant(Row::Dram, op) == 1;
    bool kept = relevant(Row::GlobalBuffer, op) == 1;
    std::initializer_list<unsigned> fields[] = {{0}, {1}, {2, 3}};
    for (unsigned field : fields[index(op)]) {
      if (once)
        dram[field] = whole[field];
      if (kept)
        gb[field] = dram[field];
    }
    if (!bypasses(op) || !once || kept)
      continue;
    if (op == Operand::Output) {
      dram[2] = crs(Row::Dram) - 1;
      dram[3] = dram[3] * crs(Row::Dram);
      continue;
    }
    Big reuse = bpq(Row::Dram);
    if (op == Operand::Input) {
      Big larger =
          crs(Row::Dram).value.ugt(reuse.value) ? crs(Row::Dram) : reuse;
      Big k = factor(Row::Dram, Dim::K);
      reuse = k == 1 ? larger : k;
    }
    dram[index(op)] = dram[index(op)] * reuse;
  }
}

void WideModel::countExact(std::initializer_list<std::pair<Row, Dataflow>> rows,
                           std::array<Big, 4> &count) {
  for (Operand op : allOperands) {
    Big iterations = 1, changes = 1, distinct = 1;
    for (auto [row, order] : rows)
      for (Dim dim : loopOrder(order)) {
        if (factor(row, dim) == 1)
          continue;
        iterations = iterations * factor(row, dim);
        if (!isRelevant(op, dim))
          continue;
        changes = iterations;
        distinct = distinct * factor(row, dim);
      }
    if (op == Operand::Output) {
      count[2] = changes - distinct;
      count[3] = changes;
    } else {
      count[index(op)] = changes;
    }
  }
}

void WideModel::computeCounts() {
  using enum Row;
  Dataflow gbOrder = schedule.localBuffer;
  Dataflow dramOrder =
      machine.globalBuffer ? schedule.globalBuffer : schedule.localBuffer;
  countPublished(LocalBuffer, {GlobalBuffer, Dram}, std::nullopt,
                 cost.count[0]);
  if (isExact) {
    countExact({{Dram, dramOrder}, {GlobalBuffer, gbOrder}}, cost.count[1]);
    countExact({{Dram, dramOrder}}, cost.count[2]);
    return;
  }
  countPublished(GlobalBuffer, {Dram}, gbOrder, cost.count[1]);
  countPublished(Dram, {}, dramOrder, cost.count[2]);
  applyPublishedRules();
}

void WideModel::computeTraffic() {
  using enum Row;
  std::array<Big, 3> direct =
      volumeOf({MacX, MacY, LocalBuffer, PeX, PeY, ChipX, ChipY});
  for (Operand op : allOperands) {
    unsigned i = index(op);
    bool skips = isExact && bypasses(op);
    cost.gbTraffic[i] = cost.volume[2][i] * countOf(1, op);
    cost.dramTraffic[i] =
        skips ? direct[i] * countOf(1, op) : cost.volume[4][i] * countOf(2, op);
    auto accesses = [&](const Buffer &buffer, const Big &elements) {
      Big bits = elements * Big(machine.bitsOf(op));
      demand(bits);
      return ceilDiv(bits, buffer.bandwidthBits);
    };
    cost.accesses[0][i] =
        accesses(machine.localBuffer, cost.volume[0][i]) * countOf(0, op);
    if (machine.globalBuffer && !skips)
      cost.accesses[1][i] = accesses(*machine.globalBuffer, cost.gbTraffic[i]);
    cost.accesses[2][i] = accesses(machine.dram, cost.dramTraffic[i]);
    demand(cost.accesses[0][i]);
    demand(direct[i]);
    // Energy counts what LOCAL_BUFFER and GLOBAL_BUFFER send and take in.
    demand(cost.volume[0][i] * countOf(0, op) +
           cost.volume[1][i] * countOf(1, op));
    demand(cost.gbTraffic[i]);
    if (machine.globalBuffer && !skips)
      demand(cost.volume[3][i] * countOf(2, op) + cost.gbTraffic[i]);
  }
}

/// A layer and a table that multiplies to it, sizes of all magnitudes.
class RandomNest {
public:
  explicit RandomNest(unsigned seed) : engine(seed) {
    while (!draw()) {
    }
  }

  Layer layer;
  Schedule schedule;

private:
  uint64_t below(uint64_t count) { return engine() % count; }

  /// False if the layer is too large for `Layer::verify`.
  bool draw() {
    layer.name = "random";
    schedule = Schedule();
    for (uint64_t i = below(10); i > 0; --i) {
      int64_t &factor =
          schedule.table[Row(1 + below(numRows - 1))][below(numDims)];
      constexpr int64_t sizes[] = {
          2, 3, 7, 56, 1000, 65537, 2147483647, 2147483648, 4294967291};
      factor = sizes[below(std::size(sizes))];
    }
    for (Dim dim : allDims) {
      Count bound = 1;
      for (Row row : allRows)
        bound *= schedule.table[row][index(dim)];
      if (bound.overflowed())
        return false;
      layer.bounds[index(dim)] = bound.get();
    }
    if (layer.macs().overflowed())
      return false;
    auto step = [&] { return below(4) ? 1 + below(3) : int64_t(1) << 31; };
    for (ImageWindow &pair : layer.pairs) {
      pair.stride = step();
      pair.dilation = step();
    }
    schedule.localBuffer = allDataflows[below(3)];
    schedule.globalBuffer = allDataflows[below(3)];
    return true;
  }

  std::mt19937_64 engine;
};

void expectEqual(const std::array<Big, 3> &wide,
                 const PerOperand<int64_t> &narrow) {
  for (unsigned i = 0; i < 3; ++i)
    EXPECT_EQ(wide[i], Big(narrow[i]));
}

void expectEqual(const std::array<Big, 4> &wide,
                 const AccessCounts<int64_t> &narrow) {
  EXPECT_EQ(wide[0], Big(narrow.inputRead));
  EXPECT_EQ(wide[1], Big(narrow.weightRead));
  EXPECT_EQ(wide[2], Big(narrow.outputRead));
  EXPECT_EQ(wide[3], Big(narrow.outputWrite));
}

/// Cycles of a buffer from exact accesses, combined as CM-7 says.
void expectCycles(const std::array<Big, 3> &accesses, const Buffer &buffer,
                  bool isDram, double cycles) {
  double sum = 0, longest = 0;
  for (unsigned i = 0; i < 3; ++i) {
    double own = accesses[i].toDouble() * buffer.cyclesPerAccess[i];
    sum += own;
    longest = std::max(longest, own);
  }
  bool isParallel = !isDram && buffer.sharing == Sharing::Separate;
  double expected = isParallel ? longest : sum;
  EXPECT_NEAR(cycles, expected, 1e-12 * expected);
}

void expectEqual(const WideCost &wide, const Cost &cost,
                 const Accelerator &machine) {
  expectEqual(wide.volume[0], cost.lbSent);
  expectEqual(wide.volume[1], cost.lbHeld);
  expectEqual(wide.volume[2], cost.gbSent);
  expectEqual(wide.volume[3], cost.gbHeld);
  expectEqual(wide.volume[4], cost.dramSent);
  expectEqual(wide.volume[5], cost.dramHeld);
  expectEqual(wide.count[0], cost.lbCount);
  expectEqual(wide.count[1], cost.gbCount);
  expectEqual(wide.count[2], cost.dramCount);
  expectEqual(wide.gbTraffic, cost.gbTraffic);
  expectEqual(wide.dramTraffic, cost.dramTraffic);
  expectCycles(wide.accesses[0], machine.localBuffer, false,
               cost.cycles[index(Component::LocalBuffer)]);
  if (machine.globalBuffer)
    expectCycles(wide.accesses[1], *machine.globalBuffer, false,
                 cost.cycles[index(Component::GlobalBuffer)]);
  expectCycles(wide.accesses[2], machine.dram, true,
               cost.cycles[index(Component::Dram)]);
}

TEST(Arithmetic, EqualsArbitraryPrecisionOrSaysThatItCannot) {
  unsigned exact = 0, huge = 0, overflowed = 0;
  llvm::ArrayRef<llvm::StringRef> machines = builtinAccelerators();
  for (unsigned seed = 0; seed < 20000; ++seed) {
    RandomNest nest(seed);
    Accelerator machine =
        *loadAccelerator(machines[seed % machines.size()],
                         [](const llvm::SMDiagnostic &) { FAIL(); });
    if (seed % 5 == 0)
      machine.operandBits = {8, 4, 32};
    if (!machine.globalBuffer)
      nest.schedule.table[Row::GlobalBuffer] = unitFactors;
    for (Dim dim : allDims) {
      Factors whole = nest.schedule.table.tile(Row::Dram);
      nest.layer.bounds[index(dim)] = whole[index(dim)];
    }
    for (const CostModel *model : {&exactCostModel(), &publishedCostModel()}) {
      SCOPED_TRACE(model->name().str() + " seed " + std::to_string(seed));
      WideCost wide = WideModel(nest.layer, machine, nest.schedule,
                                model == &exactCostModel())
                          .cost;
      llvm::Expected<Cost> cost =
          model->evaluate(nest.layer, machine, nest.schedule);
      ASSERT_EQ(bool(cost), wide.fits);
      if (!cost) {
        ++overflowed;
        EXPECT_TRUE(cost.errorIsA<CountOverflow>());
        llvm::consumeError(cost.takeError());
        continue;
      }
      ++exact;
      huge += nest.layer.macs().get() > int64_t(1) << 53;
      expectEqual(wide, *cost, machine);
      if (HasFailure())
        return;
    }
  }
  // All three happen, and often.
  EXPECT_GE(exact, 5000u);
  EXPECT_GE(huge, 500u);
  EXPECT_GE(overflowed, 5000u);
}

/// Bounds up to 2^31, one after the other: a cost or one clear error.
TEST(Arithmetic, VerifyRefusesWhatNoScheduleCanCount) {
  Layer layer;
  layer.name = "huge";
  layer.bounds[index(Dim::P)] = int64_t(1) << 31;
  layer.bounds[index(Dim::Q)] = int64_t(1) << 31;
  EXPECT_FALSE(bool(layer.verify()));
  layer.pairs[0].stride = layer.pairs[1].stride = 2;
  EXPECT_EQ(
      llvm::toString(layer.verify()),
      "layer 'huge': the number of elements of the input exceeds 64 bits");
}

} // namespace
