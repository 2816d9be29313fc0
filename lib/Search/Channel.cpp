//===- Channel.cpp - A weighted sum of energy and times -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Channel.h"

#include <algorithm>
#include <cmath>

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

void TimeWeights::mix(const TimeWeights &other, double part) {
  auto mix = [&](double &a, double b) { a += part * (b - a); };
  mix(macs, other.macs);
  for (size_t m = 0; m < memories.size(); ++m) {
    mix(memories[m].busy, other.memories[m].busy);
    mix(memories[m].serial, other.memories[m].serial);
    for (auto member : {&PortTimes::busy, &PortTimes::serial})
      for (unsigned i = 0; i < 3; ++i) {
        mix((shares[m].*member)[i].in, (other.shares[m].*member)[i].in);
        mix((shares[m].*member)[i].out, (other.shares[m].*member)[i].out);
      }
  }
}

bool TimeWeights::isCloseTo(const TimeWeights &other) const {
  auto areClose = [](const InOut &a, const InOut &b) {
    return std::abs(a.in - b.in) < 1e-3 && std::abs(a.out - b.out) < 1e-3;
  };
  bool result = std::abs(macs - other.macs) < 1e-3;
  for (auto [a, b] : llvm::zip(shares, other.shares))
    for (unsigned i = 0; i < 3; ++i)
      result &=
          areClose(a.busy[i], b.busy[i]) && areClose(a.serial[i], b.serial[i]);
  return result;
}

/// Shares of the ports and operands of \p memory by \p weight(times), the
/// longest of which the memory takes; scaled to \p total.
static void share(const ChainCost &cost, unsigned memory,
                  const PerOperand<InOut> &times, double total, bool serial,
                  llvm::function_ref<double(double, double)> weight,
                  PerOperand<InOut> &result) {
  const Memory &port = cost.memory(memory);
  bool twoPorts = port.bandwidth == Bandwidth::TwoPorts;
  auto counts = [&](Operand op) {
    return port.holds.contains(op) &&
           (!serial || cost.transferFrom(memory, op).isSerial);
  };
  InOut sum, longest;
  for (const InOut &time : times) {
    sum.in += time.in;
    sum.out += time.out;
    longest.in = std::max(longest.in, time.in);
    longest.out = std::max(longest.out, time.out);
  }
  InOut most = port.separatePorts ? longest : sum;
  double limit = std::max(most.in, most.out), all = 0;
  PerOperand<InOut> shares = {};
  for (Operand op : allOperands) {
    if (!counts(op))
      continue;
    const InOut &time = port.separatePorts ? times[index(op)] : sum;
    shares[index(op)] = {weight(time.in, limit),
                         twoPorts ? weight(time.out, limit) : 0};
    double each = shares[index(op)].in + shares[index(op)].out;
    all = port.separatePorts ? all + each : each;
  }
  for (unsigned i = 0; i < 3 && all > 0; ++i)
    result[i] = {total * shares[i].in / all, total * shares[i].out / all};
}

/// A path that another always exceeds is left out.
llvm::SmallVector<unsigned, 6>
neurospector::pathsOfTime(const ChainCost &cost) {
  llvm::SmallVector<unsigned, 6> result = {cost.numMemories};
  for (unsigned m = 0; m < cost.numMemories; ++m) {
    const Memory &memory = cost.memory(m);
    bool isSerial = !cost.timesOutside(m);
    for (Operand op : allOperands)
      if (memory.holds.contains(op))
        isSerial &= cost.transferFrom(m, op).isSerial;
    if (memory.bandwidth != Bandwidth::Unlimited && !isSerial)
      result.push_back(m);
  }
  return result;
}

TimeWeights neurospector::weightsOfPath(const ChainCost &cost, unsigned limit) {
  TimeWeights result;
  bool withMacs = limit == cost.numMemories;
  result.macs = withMacs ? 1 : 0;
  result.memories.resize(cost.numMemories);
  result.shares.resize(cost.numMemories);
  for (unsigned m = 0; m < limit; ++m)
    result.memories[m].serial = 1;
  if (!withMacs)
    result.memories[limit].busy = 1;
  auto alike = [](double, double) { return 1.0; };
  for (unsigned m = 0; m < cost.numMemories; ++m) {
    share(cost, m, {}, result.memories[m].busy, false, alike,
          result.shares[m].busy);
    share(cost, m, {}, result.memories[m].serial, true, alike,
          result.shares[m].serial);
  }
  return result;
}

llvm::SmallVector<unsigned, 6>
neurospector::pathsByTime(llvm::ArrayRef<unsigned> paths, const Known &known) {
  llvm::SmallVector<double, 8> times;
  double serial = 0;
  for (const MemoryTime &time : known.times) {
    times.push_back(serial + time.busy);
    serial += time.serial;
  }
  times.push_back(serial + known.macCycles);
  llvm::SmallVector<unsigned, 6> result(paths);
  double longest = *llvm::max_element(times);
  llvm::erase_if(
      result, [&](unsigned path) { return times[path] < leastPart * longest; });
  llvm::stable_sort(
      result, [&](unsigned a, unsigned b) { return times[a] < times[b]; });
  return result;
}

static TimeWeights
weightsAround(const ChainCost &cost, const Known &known, Steepness steepness,
              llvm::function_ref<PortTimes(unsigned)> portTimes) {
  auto nearness = [=](double time, double longest) {
    return longest > 0 ? std::exp(steepness.value * (time / longest - 1)) : 1;
  };
  TimeWeights result;
  result.memories.resize(cost.numMemories);
  result.shares.resize(cost.numMemories);
  // Times inside each memory and with its serial time, from the MACs outwards.
  llvm::SmallVector<double, 8> inside(cost.numMemories + 1, known.macCycles);
  for (unsigned m = cost.numMemories; m-- > 0;)
    inside[m] =
        std::max(inside[m + 1] + known.times[m].serial, known.times[m].busy);
  llvm::SmallVector<unsigned, 6> paths = pathsOfTime(cost);
  double left = 1;
  for (unsigned m = 0; m < cost.numMemories; ++m) {
    double busy = llvm::is_contained(paths, m)
                      ? nearness(known.times[m].busy, inside[m])
                      : 0;
    double other = nearness(inside[m + 1] + known.times[m].serial, inside[m]);
    // What takes just as long as the MACs does so by its nature.
    if (!steepness.countsAlike && m + 1 == cost.numMemories &&
        std::min(busy, other) > 1 - 1e-9)
      busy = 0;
    result.memories[m] = {left * busy / (busy + other),
                          left * other / (busy + other)};
    left = result.memories[m].serial;
    PortTimes ports = portTimes(m);
    share(cost, m, ports.busy, result.memories[m].busy, false, nearness,
          result.shares[m].busy);
    share(cost, m, ports.serial, result.memories[m].serial, true, nearness,
          result.shares[m].serial);
  }
  result.macs = left;
  return result;
}

TimeWeights neurospector::weightsAround(const ChainCost &cost,
                                        llvm::ArrayRef<Frame> frames) {
  return ::weightsAround(
      cost, cost.finish(frames), steep,
      [&](unsigned memory) { return cost.portTimes(memory, frames); });
}

TimeWeights neurospector::weightsAround(const ChainCost &cost,
                                        const Cost &account,
                                        Steepness steepness) {
  Known known;
  known.macCycles = static_cast<double>(account.macCycles);
  auto of = [&](unsigned memory) -> const MemoryCost & {
    return account.levels[cost.space.stages[memory].level];
  };
  for (unsigned m = 0; m < cost.numMemories; ++m)
    known.times.push_back({of(m).cycles, of(m).serial});
  return ::weightsAround(cost, known, steepness, [&](unsigned memory) {
    PortTimes ports;
    for (Operand op : allOperands) {
      unsigned i = index(op);
      ports.busy[i] = {of(memory).busy[i], of(memory).busyWrite[i]};
      if (cost.memory(memory).holds.contains(op) &&
          cost.transferFrom(memory, op).isSerial)
        ports.serial[i] = ports.busy[i];
    }
    return ports;
  });
}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

Channel::Channel(const ChainCost &cost, const TimeWeights &time, double perPj,
                 double unit)
    : constant(perPj * cost.macEnergy), perPj(perPj),
      perMacCycle(unit * time.macs), countsTime(unit > 0),
      perCycle(time.memories), perElement(cost.numMemories) {
  for (unsigned m = 0; m < cost.numMemories; ++m) {
    perCycle[m].busy *= unit;
    perCycle[m].serial *= unit;
    bool twoPorts = cost.memory(m).bandwidth == Bandwidth::TwoPorts;
    for (Operand op : allOperands) {
      unsigned i = index(op);
      if (!cost.memory(m).holds.contains(op))
        continue;
      double read = unit * cost.cyclesPerElement(m, op, false);
      double write = unit * cost.cyclesPerElement(m, op, true);
      auto onPorts = [&](const InOut &share, bool isRead) {
        return isRead || !twoPorts ? read * share.in : write * share.out;
      };
      Exchanged &each = perElement[m][i];
      const InOut &busy = time.shares[m].busy[i];
      if (cost.timesOutside(m))
        each.outside = {onPorts(busy, false), onPorts(busy, true)};
      const InOut &serial = time.shares[m].serial[i];
      each.serial = {onPorts(serial, true), onPorts(serial, false)};
      each.inside = {onPorts(busy, true) + each.serial.in,
                     onPorts(busy, false) + each.serial.out};
    }
  }
}

double Channel::of(const Known &known) const {
  double result = constant + perPj * (known.energy + known.toMacs) +
                  perMacCycle * known.macCycles;
  if (!countsTime)
    return result;
  for (auto [weight, time] : llvm::zip(perCycle, known.times))
    result += weight.busy * time.busy + weight.serial * time.serial;
  return result;
}

double Channel::of(const ChainCost &cost, llvm::ArrayRef<Frame> frames) const {
  double result = of(frames.back().known);
  if (!countsTime)
    return result;
  for (const ChainCost::Pending &e :
       cost.open(static_cast<unsigned>(frames.size() - 1))) {
    const Exchanged &each = perElement[e.memory][index(e.op)];
    result += (frames[e.frame].*e.elements)[index(e.op)] *
              (e.isInside ? each.inside : each.outside);
  }
  return result;
}
