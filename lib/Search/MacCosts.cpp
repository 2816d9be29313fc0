//===- MacCosts.cpp - The least cost of feeding the MACs ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MacCosts.h"

#include <algorithm>
#include <functional>

using namespace neurospector;

MacCosts::MacCosts(const ChainCost &cost, const TileFacts &facts,
                   const Channel &channel)
    : cost(cost), facts(facts), lattice(cost.lattice), channel(channel),
      last(cost.numMemories - 1),
      reductions(lattice[lattice.whole()].groups[Group::CRS]),
      noFrames(cost.numMemories) {
  for (unsigned t : cost.transfersInto(cost.numMemories)) {
    const Transfer &transfer = cost.transfers[t];
    unsigned first = cost.nextArrays(transfer.from, last);
    if (first == last) {
      lastTransfers.push_back(t);
      const MemoryTime &weight = channel.perCycle[transfer.from];
      bool takesTime =
          cost.memory(transfer.from).bandwidth != Bandwidth::Unlimited &&
          (weight.busy > 0 || weight.serial > 0);
      if (takesTime && llvm::none_of(senders, [&](const Sender &sender) {
            return sender.memory == transfer.from;
          }))
        senders.push_back(senderOf(transfer.from));
      outputsAreLast |= transfer.op == Operand::Output;
    } else if (first + 1 != transfer.settled) {
      farTransfers.push_back(t);
    }
  }

  llvm::sort(senders, [](const Sender &a, const Sender &b) {
    return a.memory < b.memory;
  });
  const std::vector<Stage> &stages = cost.space.stages;
  if (!farTransfers.empty() && llvm::any_of(allDims, [&](Dim dim) {
        return groupOf(dim) == Group::CRS && dim != Dim::C &&
               cost.space.reduction.reduced().bound(dim) > 1;
      })) {
    DimSet dims = {Dim::K};
    for (unsigned i = 0; i < numPairs; ++i)
      dims.insert(windowOf(i));
    inputReuse = lattice.products(dims);
  }

  spreads.resize(cost.numMemories);
  reuseInside.resize(cost.numMemories + 1, {1, 1, 1});
  spreads[last] = {1};
  for (unsigned m = cost.numMemories; m-- > 0;) {
    PerOperand<double> most = {1, 1, 1};
    if (!farTransfers.empty())
      for (Tile tile : stages[m].arrays.all())
        for (Operand op : allOperands)
          most[index(op)] = std::max(most[index(op)], reuse(op, tile));
    for (unsigned i = 0; i < 3; ++i)
      reuseInside[m][i] = reuseInside[m + 1][i] * most[i];
    if (m == last || !outputsAreLast)
      continue;
    auto sortUnique = [](llvm::SmallVectorImpl<double> &values) {
      llvm::sort(values, std::greater());
      values.erase(llvm::unique(values), values.end());
    };
    llvm::SmallVector<double> own;
    for (Tile tile : stages[m].arrays.all())
      own.push_back(lattice[tile].groups[Group::CRS]);
    sortUnique(own);
    for (double outer : own)
      for (double inner : spreads[m + 1])
        spreads[m].push_back(outer * inner);
    sortUnique(spreads[m]);
  }
  findSavedPerSpread();
  if (!channel.countsIdle)
    return;
  // Inside all memories spreads are the widest.
  if (const Front &all = front(0, 1); !all.options.empty())
    leastOnAllUnits = all.options.front().perUnit / facts.maxUnits(0);
}

void MacCosts::findSavedPerSpread() {
  if (!outputsAreLast)
    return;
  double widest = spreads.front().front(), own = 1;
  for (Tile arrays : cost.space.stages[last].arrays.all())
    own = std::max(own, lattice[arrays].groups[Group::CRS]);
  if (widest * own > reductions)
    return;
  for (unsigned t : lastTransfers) {
    const Transfer &transfer = cost.transfers[t];
    if (transfer.op != Operand::Output)
      continue;
    double saved = timePerRead(transfer.from) / facts.maxUnits(0);
    for (const Transfer::Site &site : transfer.sites)
      saved += channel.perPj * site.energy.in;
    savedPerSpread += saved * lattice[lattice.whole()].volume[2];
  }
}

/// What the time of an output that is read back costs at least: where the
/// longest of several ports counts, maybe nothing.
double MacCosts::timePerRead(unsigned memory) const {
  const auto *sender = llvm::find_if(
      senders, [&](const Sender &sender) { return sender.memory == memory; });
  if (sender == senders.end())
    return 0;
  const Memory &port = cost.memory(memory);
  bool isLongest = port.separatePorts || port.bandwidth == Bandwidth::TwoPorts;
  const Channel::Exchanged &each =
      channel.perElement[memory][index(Operand::Output)];
  double result = 0;
  if (!(sender->isAlone && isLongest))
    result += each.inside.in - each.serial.in;
  if (!(sender->isAloneSerial && (isLongest || cost.machine.pipelined)))
    result += each.serial.in;
  return result;
}

double MacCosts::lostSpread(unsigned memory, Tile unrolling) const {
  if (savedPerSpread == 0)
    return 0;
  double own = lattice[unrolling].groups[Group::CRS];
  return savedPerSpread *
         (spreads[memory].front() - own * spreads[memory + 1].front());
}

/// Iterations per element that units side by side can share, at most.
double MacCosts::reuse(Operand op, Tile arrays) const {
  if (op == Operand::Input && !inputReuse.empty())
    return inputReuse[arrays];
  return lattice[arrays].groups[irrelevantGroup(op)];
}

llvm::ArrayRef<MacCosts::Unrolling> MacCosts::lastUnrollings() {
  if (looked.empty())
    for (Tile arrays : cost.space.stages[last].arrays.all())
      looked.push_back(look(arrays));
  return looked;
}

MacCosts::Unrolling MacCosts::look(Tile arrays) const {
  Unrolling unrolling = {arrays, {}};
  for (unsigned t : lastTransfers) {
    const Transfer &transfer = cost.transfers[t];
    Use use = {t,
               cost.together(transfer, last, noFrames, arrays, lattice.unit()),
               {},
               {},
               {}};
    auto filled = [&](bool isWrite) {
      return cost.filled(transfer.from, transfer.op, use.elements, isWrite);
    };
    auto cycles = [&](bool isWrite) {
      return cost.cyclesPerElement(transfer.from, transfer.op, isWrite);
    };
    const Channel::Exchanged &share =
        channel.perElement[transfer.from][index(transfer.op)];
    InOut each = {filled(false), filled(true)};
    use.cycles = {each.in * cycles(false), each.out * cycles(true)};
    use.serial = {each.in * share.serial.in, each.out * share.serial.out};
    use.busy = {each.in * share.inside.in - use.serial.in,
                each.out * share.inside.out - use.serial.out};
    unrolling.uses.push_back(use);
  }
  return unrolling;
}

/// Of an output \p reads are read back at each step.
static InOut movesPerStep(const Transfer &transfer, double reads) {
  return transfer.op == Operand::Output ? InOut{reads, 1} : InOut{1, 0};
}

/// A memory whose ports exchange nothing, or nothing serial, but transfers to
/// the MACs.
MacCosts::Sender MacCosts::senderOf(unsigned memory) const {
  Sender result = {memory, !cost.timesOutside(memory), true};
  for (Operand op : allOperands) {
    if (!cost.memory(memory).holds.contains(op))
      continue;
    const Transfer &transfer = cost.transferFrom(memory, op);
    bool isToMacs = transfer.to == cost.numMemories;
    result.isAlone &= isToMacs;
    result.isAloneSerial &= isToMacs || !transfer.isSerial;
  }
  return result;
}

/// What the time of a memory costs at each step, for what the last arrays
/// share; of an output \p reads are read back. What is added elsewhere uses
/// some of the ports, so each counts its share.
double MacCosts::timePerStep(const Sender &sender, llvm::ArrayRef<Use> uses,
                             double reads) const {
  const Memory &port = cost.memory(sender.memory);
  bool twoPorts = port.bandwidth == Bandwidth::TwoPorts;
  double read = 0, write = 0, busy = 0, serial = 0;
  auto add = [&](double &sum, double cycles) {
    sum = port.separatePorts ? std::max(sum, cycles) : sum + cycles;
  };
  for (const Use &use : uses) {
    const Transfer &transfer = cost.transfers[use.transfer];
    if (transfer.from != sender.memory)
      continue;
    InOut moves = movesPerStep(transfer, reads);
    double reading = moves.in * use.cycles.in;
    double writing = moves.out * use.cycles.out;
    add(read, twoPorts ? reading : reading + writing);
    add(write, twoPorts ? writing : 0);
    busy += moves * use.busy;
    serial += moves * use.serial;
  }
  const MemoryTime &weight = channel.perCycle[sender.memory];
  double longest = std::max(read, write);
  if (sender.isAlone)
    busy = weight.busy * longest;
  if (sender.isAloneSerial)
    serial = cost.machine.pipelined ? 0 : weight.serial * longest;
  return busy + serial;
}

MacCosts::Option MacCosts::evaluate(const Unrolling &unrolling,
                                    double spread) const {
  const TileLattice::Info &info = lattice[unrolling.arrays];
  double steps = cost.macs / info.iterations;
  double reads =
      std::max(0.0, 1 - info.groups[Group::CRS] * spread / reductions);
  Option option = {unrolling.arrays, 0, channel.perMacCycle * steps, 0};
  for (const Use &use : unrolling.uses) {
    const Transfer &transfer = cost.transfers[use.transfer];
    InOut moves = movesPerStep(transfer, reads);
    for (const Transfer::Site &site : transfer.sites)
      option.fixed +=
          channel.perPj * steps * use.elements * (moves * site.energy);
  }
  for (const Sender &sender : senders)
    option.perUnit += steps * timePerStep(sender, unrolling.uses, reads);
  return option;
}

/// Necessary for the unrolling to be part of a schedule with that spread.
/// True, too, for numbers that doubles may have rounded: a bound may be low.
bool MacCosts::canSpread(Tile arrays, double spread) const {
  constexpr double exactEnd = 0x1p53;
  double divisor = lattice[arrays].groups[Group::CRS] * spread;
  return reductions >= exactEnd ||
         (divisor <= reductions &&
          static_cast<uint64_t>(reductions) % static_cast<uint64_t>(divisor) ==
              0);
}

/// Options when \p spread units outside \p memory share a reduction, and inside
/// it as many as can: fewer reads of outputs are never worse.
const MacCosts::Front &MacCosts::front(unsigned memory, double spread) {
  if (recent.memory == memory && recent.spread == spread)
    return *recent.front;
  auto [entry, isNew] =
      fronts.try_emplace({memory, static_cast<uint64_t>(spread)});
  Front &front = entry->second;
  recent = {memory, spread, &front};
  if (!isNew)
    return front;
  for (const Unrolling &unrolling : lastUnrollings()) {
    double most = 1;
    if (outputsAreLast) {
      auto *inside = llvm::find_if(spreads[memory], [&](double s) {
        return canSpread(unrolling.arrays, s * spread);
      });
      if (inside == spreads[memory].end())
        continue;
      most = savedPerSpread > 0 ? spreads[memory].front() : *inside;
    }
    front.options.push_back(evaluate(unrolling, most * spread));
  }
  llvm::sort(front.options, [](const Option &a, const Option &b) {
    return std::tie(a.perUnit, a.fixed, a.arrays) <
           std::tie(b.perUnit, b.fixed, b.arrays);
  });
  double least = infinity;
  for (const Option &option : front.options)
    if (option.fixed < least) {
      front.unbeaten.push_back(option);
      least = option.fixed;
    }
  least = infinity;
  for (Option &option : llvm::reverse(front.options))
    option.leastFixed = least = std::min(least, option.fixed);
  return front;
}

bool MacCosts::isExact() const {
  if (!farTransfers.empty())
    return false;
  for (unsigned t : lastTransfers)
    for (Operand op : allOperands) {
      unsigned memory = cost.transfers[t].from;
      if (cost.memory(memory).holds.contains(op) &&
          cost.transferFrom(memory, op).to != cost.numMemories)
        return false;
    }
  return true;
}

llvm::ArrayRef<Tile> MacCosts::unrollings(Tile entering, double spread) {
  auto [entry, isNew] =
      known.try_emplace({entering, static_cast<uint64_t>(spread)});
  if (!isNew)
    return entry->second;
  const Stage &stage = cost.space.stages[last];
  // What is less before rounding up is no more after it only if it is less by
  // an access of each port; whole accesses are whole already.
  double margin = 0;
  for (unsigned t : lastTransfers) {
    const Transfer &transfer = cost.transfers[t];
    const Memory &port = cost.memory(transfer.from);
    if (port.bandwidth != Bandwidth::Unlimited && !port.wholeAccesses)
      margin += 2 * port.accessCycles[index(transfer.op)];
  }
  margin *= facts.maxUnits(0);
  llvm::SmallVector<std::pair<Tile, Option>, 4> best;
  for (const Unrolling &unrolling : lastUnrollings()) {
    Tile arrays = unrolling.arrays;
    if (!lattice.divides(arrays, entering) ||
        !cost.space.satisfies(stage, entering - arrays))
      continue;
    Option option = evaluate(unrolling, spread);
    auto beats = [&](const Option &a, const Option &b) {
      return a.fixed <= b.fixed && a.perUnit + margin <= b.perUnit;
    };
    if (llvm::any_of(best,
                     [&](const auto &o) { return beats(o.second, option); }))
      continue;
    llvm::erase_if(best,
                   [&](const auto &o) { return beats(option, o.second); });
    best.emplace_back(arrays, option);
  }
  for (const auto &[arrays, option] : best)
    entry->second.push_back(arrays);
  return entry->second;
}

/// Operands that come from a memory further outside than the last.
double MacCosts::farCosts(llvm::ArrayRef<Frame> frames) const {
  double result = 0;
  auto known = static_cast<unsigned>(frames.size() - 1);
  for (unsigned t : farTransfers) {
    const Transfer &transfer = cost.transfers[t];
    unsigned i = index(transfer.op);
    if (transfer.settled <= known)
      continue;
    for (const Transfer::Site &site : transfer.sites) {
      // Of the arrays inside the site, those outside the last frame are known.
      double shared = reuseInside[std::max(known, site.memory)][i];
      double units = 1, spread = 1;
      if (site.memory <= known) {
        const Frame &at = frames[site.memory];
        Tile between = frames[known].units - at.units;
        shared *= reuse(transfer.op, between);
        units = lattice[at.units].iterations;
        spread = lattice[at.units].groups[Group::CRS];
      } else {
        // All outside the site may be as wide as it can be.
        const Frame &at = frames[known];
        units = lattice[at.units].iterations;
        spread = lattice[at.units].groups[Group::CRS];
        for (unsigned m = known; m < site.memory; ++m) {
          units *= cost.space.stages[m].arrays.maxUnits();
          spread *= reuseInside[m][2] / reuseInside[m + 1][2];
        }
      }
      double moved = cost.macs / shared;
      InOut moves = {moved, 0};
      if (transfer.op == Operand::Output)
        moves = {std::max(0.0, moved - lattice[lattice.whole()].volume[2] *
                                           std::min(spread, reductions)),
                 moved};
      result += channel.perPj * (moves * site.energy);
      if (site.memory != transfer.from)
        continue;
      result += moves * channel.perElement[site.memory][i].inside / units;
    }
  }
  return result;
}

double MacCosts::floor(const Front &front, unsigned memory, double perOutside,
                       double perMost) const {
  double result = infinity;
  for (const Option &option : front.unbeaten)
    result = std::min(result, option.fixed +
                                  shared(option, memory, perOutside) * perMost);
  return result + onAllUnits();
}

double MacCosts::leastInside(Tile units) {
  if (insideKnown.empty())
    insideKnown.resize(lattice.size(), -1);
  double &least = insideKnown[units];
  if (least < 0) {
    const TileLattice::Info &outside = lattice[units];
    least =
        floor(front(last, spreadOf(outside)), last, 1 / outside.iterations, 1);
  }
  return least;
}

double MacCosts::least(llvm::ArrayRef<Frame> frames, Tile tile, bool isHanded,
                       double limit) {
  auto memory = static_cast<unsigned>(frames.size() - 1);
  double most = isHanded ? facts.unitsHanded(memory, tile)
                         : facts.unitsEntering(memory, tile);
  if (most == 0)
    return infinity;
  const TileLattice::Info &outside = lattice[frames.back().units];
  const Front &front = this->front(memory, spreadOf(outside));
  double perOutside = 1 / outside.iterations, perMost = 1 / most;
  double least = floor(front, memory, perOutside, perMost);
  if (least > limit || least == infinity)
    return least;
  // The orders of a root all ask the same.
  bool isRoot = memory == 0 && isHanded;
  if (isRoot && rootsKnown.empty())
    rootsKnown.resize(lattice.size(), -1);
  if (isRoot && rootsKnown[tile] >= 0)
    return rootsKnown[tile];
  double result = infinity;
  for (const Option &option : front.options) {
    if (!lattice.divides(option.arrays, tile))
      continue;
    double shared = this->shared(option, memory, perOutside);
    if (option.leastFixed + shared * perMost >= result)
      break;
    double units = 1;
    if (memory < last)
      units = std::min(most, facts.units(memory, tile - option.arrays));
    result = std::min(result, option.fixed + shared / units);
  }
  result += onAllUnits();
  if (!farTransfers.empty())
    result += farCosts(frames);
  if (isRoot)
    rootsKnown[tile] = result;
  return result;
}
