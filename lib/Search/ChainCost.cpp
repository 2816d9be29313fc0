//===- ChainCost.cpp - The cost model over tiles of a lattice -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/ChainCost.h"

#include <algorithm>

using namespace neurospector;

double Known::cycles() const {
  double total = macCycles;
  for (const MemoryTime &time : llvm::reverse(times))
    total = std::max(total + time.serial, time.busy);
  return total;
}

/// Static power of the whole machine, in pJ per cycle.
static double staticEnergyPerCycle(const Accelerator &machine) {
  double milliwatts =
      machine.macStaticPower * static_cast<double>(machine.macUnits());
  for (auto [level, entry] : llvm::enumerate(machine.levels))
    if (const Memory *memory = entry.memory())
      milliwatts +=
          memory->staticPower * static_cast<double>(machine.instances(level));
  return milliwatts * (1000.0 / machine.frequencyMHz);
}

ChainCost::ChainCost(const SearchSpace &space)
    : space(space), lattice(space.lattice), machine(space.machine),
      numMemories(static_cast<unsigned>(space.stages.size())),
      macs(lattice[lattice.whole()].iterations),
      macEnergy(macs * machine.macEnergy),
      staticPjPerCycle(staticEnergyPerCycle(machine)) {
  addTransfers();
  findPending();
  for (const Stage &stage : space.stages)
    fills.push_back(Fill::inside(machine, stage.level));
  // Boxes of units merge to one box, unless there are strides or dilations or
  // a memory between the units walks the image or the window.
  bool merges = llvm::all_of(transfers, [&](const Transfer &transfer) {
    return transfer.op != Operand::Input || transfer.sites.front().isNear;
  });
  for (const ImageWindow &pair : space.reduction.reduced().pairs)
    merges &= pair == ImageWindow();
  bool hasPairs = !merges && !space.reuse->countsBoxes();
  for (Transfer &transfer : transfers)
    transfer.dependsOnTaken =
        transfer.op == Operand::Input && (hasPairs || transfer.slides);
  if (!hasPairs)
    return;
  pairFactors.resize(lattice.size());
  for (unsigned i = 0; i < numPairs; ++i) {
    std::vector<double> images = lattice.products({imageOf(i)}),
                        windows = lattice.products({windowOf(i)});
    for (Tile tile = 0; tile < lattice.size(); ++tile) {
      pairFactors[tile][2 * i] = images[tile];
      pairFactors[tile][2 * i + 1] = windows[tile];
    }
  }
}

//===----------------------------------------------------------------------===//
// Transfers
//===----------------------------------------------------------------------===//

void ChainCost::addTransfers() {
  into.resize(numMemories + 1);
  settledAt.resize(numMemories);
  from.resize(numMemories);
  for (Operand op : allOperands) {
    unsigned last = 0;
    for (unsigned m = 1; m < numMemories; ++m)
      if (memory(m).holds.contains(op)) {
        addTransfer(op, last, m);
        last = m;
      }
    addTransfer(op, last, numMemories);
  }
}

unsigned ChainCost::nextArrays(unsigned first, unsigned end) const {
  while (first < end && space.stages[first].arrays.isTrivial())
    ++first;
  return first;
}

void ChainCost::addTransfer(Operand op, unsigned source, unsigned to) {
  unsigned i = index(op);
  Transfer transfer = {op, source, to, {}, {}, false, to, false};
  const Memory &sender = memory(source);
  for (unsigned site = source; site < to; ++site) {
    bool isNear = nextArrays(site, to - 1) == to - 1;
    double pass = memory(site).passEnergy[i];
    InOut energy = {pass, pass};
    if (site == source)
      energy = {sender.readEnergy[i], sender.writeEnergy[i]};
    transfer.sites.push_back({site, isNear, energy});
  }
  transfer.isSerial = !machine.pipelined;
  if (to < numMemories) {
    transfer.entryEnergy = {memory(to).writeEnergy[i],
                            memory(to).readEnergy[i]};
    transfer.isSerial = !memory(to).doubleBuffered;
    transfer.slides = op == Operand::Input && memory(to).sliding;
  }
  if (to == numMemories)
    while (transfer.settled > source &&
           space.stages[transfer.settled - 1].arrays.isTrivial())
      --transfer.settled;
  // Without any arrays nothing is shared.
  if (transfer.settled == source)
    transfer.settled = numMemories;
  auto number = static_cast<unsigned>(transfers.size());
  into[to].push_back(number);
  if (to == numMemories && transfer.settled < numMemories)
    settledAt[transfer.settled].push_back(number);
  from[source][i] = number;
  transfers.push_back(std::move(transfer));
}

/// CM-6 for one pair of the input: arrays with a memory inside that walks the
/// pair count, the others together either count or merge.
double ChainCost::mergePair(unsigned pair, const Transfer &transfer,
                            unsigned site, llvm::ArrayRef<Frame> frames,
                            Tile arrays, Tile tile) const {
  auto image = [&](Tile t) { return pairFactors[t][2 * pair]; };
  auto window = [&](Tile t) { return pairFactors[t][2 * pair + 1]; };
  double allP = image(arrays), allR = window(arrays), apartP = 1, apartR = 1;
  bool walks = false;
  for (size_t m = frames.size() - 1; m > site; --m) {
    if (m < transfer.to) {
      Tile row = frames[m].entering - frames[m].handed;
      walks |= image(row) > 1 || window(row) > 1;
    }
    Tile group = frames[m - 1].handed - frames[m].entering;
    allP *= image(group);
    allR *= window(group);
    if (walks) {
      apartP *= image(group);
      apartR *= window(group);
    }
  }
  auto [stride, dilation] = space.reduction.reduced().pairs[pair];
  auto s = static_cast<double>(stride), d = static_cast<double>(dilation);
  double zP = allP * image(tile), zR = allR * window(tile);
  double least = std::numeric_limits<double>::infinity();
  for (double nP : {apartP, allP})
    for (double nR : {apartR, allR})
      least =
          std::min(least, s * nR * (zP - nP) + d * nP * (zR - nR) + nP * nR);
  return least;
}

double ChainCost::together(const Transfer &transfer, unsigned site,
                           llvm::ArrayRef<Frame> frames, Tile arrays,
                           Tile tile) const {
  Tile all = arrays;
  for (size_t m = frames.size() - 1; m > site; --m)
    all += frames[m - 1].handed - frames[m].entering;
  double volume = lattice[tile + all].volume[index(transfer.op)];
  if (transfer.op != Operand::Input || pairFactors.empty())
    return volume;
  const Layer &layer = space.reduction.reduced();
  for (unsigned i = 0; i < numPairs; ++i) {
    const auto &units = pairFactors[all];
    if (units[2 * i] == 1 && units[2 * i + 1] == 1)
      continue;
    const auto &box = pairFactors[tile + all];
    volume *= mergePair(i, transfer, site, frames, arrays, tile) /
              layer.pairs[i].extent(box[2 * i], box[2 * i + 1]);
  }
  return volume;
}

//===----------------------------------------------------------------------===//
// From the outside in
//===----------------------------------------------------------------------===//

void ChainCost::start(Frame &frame) const {
  frame.entering = lattice.whole();
  frame.units = lattice.unit();
  frame.known = Known();
  frame.known.times.resize(numMemories);
  for (const Fill &fill : fills)
    if (fill.staying.empty())
      frame.known.macCycles += static_cast<double>(fill.once);
}

double ChainCost::fillSteps(unsigned number, const Moves &moves) const {
  const Fill &fill = fills[number];
  if (fill.staying.empty())
    return 0;
  double least = std::numeric_limits<double>::infinity();
  for (Operand op : allOperands)
    if (fill.staying.contains(op))
      least = std::min(
          least, fill.steps(moves.tiles[index(op)], transfersOf(moves, op).in));
  return least;
}

/// CM-19: the innermost loop that moves the tile decides.
ChainCost::Slide ChainCost::slideOf(const Transfer &transfer,
                                    llvm::ArrayRef<Frame> frames) const {
  unsigned m = transfer.to;
  Tile row = lattice.unit(), units = lattice.unit();
  do {
    --m;
    units += frames[m].handed - frames[m + 1].entering;
    row = frames[m].entering - frames[m].handed;
  } while (m > 0 && lattice[row].groups.isIrrelevantTo(Operand::Input));
  const auto order = groupOrder(frames[m].order);
  for (Group group : llvm::reverse(order)) {
    if (group == irrelevantGroup(Operand::Input) ||
        lattice[row].groups[group] == 1)
      continue;
    if (group != Group::BPQ)
      return {};
    break;
  }
  // Of images the last one runs innermost.
  for (unsigned i = numPairs; i-- > 0;) {
    auto steps = static_cast<double>(lattice.factor(row, imageOf(i)));
    if (steps == 1)
      continue;
    if (lattice.factor(units, imageOf(i)) != 1 ||
        lattice.factor(units, windowOf(i)) != 1)
      return {};
    const ImageWindow &walk = space.reduction.reduced().pairs[i];
    Tile entering = frames[transfer.to].entering;
    int64_t image = lattice.factor(entering, imageOf(i)),
            window = lattice.factor(entering, windowOf(i));
    auto box = static_cast<double>(walk.extent(image, window));
    auto common =
        static_cast<double>(walk.extent<int64_t>(1, window) - walk.stride);
    return {steps, box, steps * box - (steps - 1) * std::max(0.0, common)};
  }
  return {};
}

/// Into the MACs every step moves; arrays inside the last frame do not matter.
InOut ChainCost::movesOf(const Transfer &transfer,
                         llvm::ArrayRef<Frame> frames) const {
  if (transfer.to < numMemories) {
    InOut moves = transfersOf(frames[transfer.to - 1].moves, transfer.op);
    if (transfer.slides)
      moves.in /= slideOf(transfer, frames).steps;
    return moves;
  }
  Tile units = frames.back().units;
  if (frames.size() == numMemories)
    units += frames.back().handed;
  const TileLattice::Info &temporal = lattice[lattice.whole() - units];
  if (transfer.op == Operand::Output)
    return {temporal.iterations -
                temporal.iterations / temporal.groups[Group::CRS],
            temporal.iterations};
  return {temporal.iterations, 0};
}

double ChainCost::elementsAt(const Transfer::Site &site,
                             const Transfer &transfer,
                             llvm::ArrayRef<Frame> frames) const {
  if (transfer.to == numMemories)
    return together(transfer, site.memory, frames,
                    frames.size() == numMemories ? frames.back().handed
                                                 : lattice.unit(),
                    lattice.unit());
  llvm::ArrayRef<Frame> outside = frames.take_front(transfer.to + 1);
  bool isTaken = outside.size() > transfer.to;
  double elements =
      together(transfer, site.memory, outside, lattice.unit(),
               isTaken ? outside.back().entering : outside.back().handed);
  return transfer.slides ? slideOf(transfer, frames).elements(elements)
                         : elements;
}

double ChainCost::elementsIn(const Transfer &transfer,
                             llvm::ArrayRef<Frame> frames) const {
  double elements =
      lattice[frames[transfer.to].entering].volume[index(transfer.op)];
  return transfer.slides ? slideOf(transfer, frames).elements(elements)
                         : elements;
}

double ChainCost::energyAt(const Transfer::Site &site, const Transfer &transfer,
                           llvm::ArrayRef<Frame> frames) const {
  // Inside the last frame there are no more arrays if the transfer is settled.
  size_t at = std::min<size_t>(site.memory, frames.size() - 1);
  return lattice[frames[at].units].iterations *
         elementsAt(site, transfer, frames) *
         (movesOf(transfer, frames) * site.energy);
}

double ChainCost::energyIn(const Transfer &transfer,
                           llvm::ArrayRef<Frame> frames) const {
  if (transfer.to == numMemories)
    return 0;
  const Frame &frame = frames[transfer.to];
  return lattice[frame.units].iterations * elementsIn(transfer, frames) *
         (movesOf(transfer, frames) * transfer.entryEnergy);
}

/// What \p transfer costs at its sites.
void ChainCost::addSent(const Transfer &transfer, llvm::ArrayRef<Frame> frames,
                        Sending &result) const {
  InOut moves = movesOf(transfer, frames);
  for (const Transfer::Site &site : transfer.sites) {
    double elements = elementsAt(site, transfer, frames);
    result.known.energy += lattice[frames[site.memory].units].iterations *
                           elements * (moves * site.energy);
    if (site.memory == transfer.from)
      result.sent[index(transfer.op)] = {moves.in * elements,
                                         moves.out * elements};
  }
}

Sending ChainCost::send(llvm::ArrayRef<Frame> frames) const {
  size_t inner = frames.size();
  const Frame &frame = frames.back();
  Sending result = {frame.known, {}, {}};
  if (!fills[inner - 1].staying.empty())
    result.known.macCycles +=
        fillSteps(static_cast<unsigned>(inner - 1), frame.moves);
  bool isComplete = true;
  for (unsigned t : into[inner]) {
    const Transfer &transfer = transfers[t];
    if (transfer.dependsOnTaken) {
      isComplete = false;
      continue;
    }
    addSent(transfer, frames, result);
    result.entryEnergy[index(transfer.op)] =
        transfersOf(frame.moves, transfer.op) * transfer.entryEnergy;
  }
  if (isComplete)
    addTimes(frames, result);
  return result;
}

void ChainCost::enter(llvm::MutableArrayRef<Frame> frames,
                      const Sending &sending) const {
  auto number = static_cast<unsigned>(frames.size() - 1);
  Frame &frame = frames.back();
  const Frame &outer = frames[number - 1];
  frame.units = outer.units + (outer.handed - frame.entering);
  static_cast<Sending &>(frame) = sending;
  double units = lattice[frame.units].iterations;
  const PerOperand<double> &volume = lattice[frame.entering].volume;
  bool wasComplete = true;
  for (unsigned t : into[number]) {
    const Transfer &transfer = transfers[t];
    unsigned i = index(transfer.op);
    InOut moves = transfersOf(outer.moves, transfer.op);
    double taken = volume[i], each = sending.entryEnergy[i];
    if (transfer.dependsOnTaken) {
      wasComplete = false;
      addSent(transfer, frames, frame);
      moves = movesOf(transfer, frames);
      taken = elementsIn(transfer, frames);
      each = moves * transfer.entryEnergy;
    }
    frame.known.energy += units * taken * each;
    frame.taken[i] = {moves.in * taken, moves.out * taken};
  }
  if (!wasComplete)
    addTimes(frames.drop_back(), frame);
  // No loops inside yet; they could only keep apart what merges here.
  frame.handed = number + 1 == numMemories ? lattice.unit() : frame.entering;
  for (unsigned t : settledAt[number]) {
    const Transfer &transfer = transfers[t];
    for (const Transfer::Site &site : transfer.sites)
      frame.known.toMacs += energyAt(site, transfer, frames);
    InOut moves = movesOf(transfer, frames);
    double sent = elementsAt(transfer.sites.front(), transfer, frames);
    frame.sentToMacs[index(transfer.op)] = {
        moves.in * filled(transfer.from, transfer.op, sent, false),
        moves.out * filled(transfer.from, transfer.op, sent, true)};
  }
}

/// What the busiest instance of a memory sends to the MACs: elements, or whole
/// accesses.
PerOperand<InOut> ChainCost::sentToMacs(llvm::ArrayRef<Frame> frames) const {
  PerOperand<InOut> result;
  for (unsigned t : into[numMemories]) {
    const Transfer &transfer = transfers[t];
    InOut moves = movesOf(transfer, frames);
    double sent = elementsAt(transfer.sites.front(), transfer, frames);
    InOut each = {sent, sent};
    const Memory &sender = memory(transfer.from);
    if (sender.wholeAccesses && sender.bandwidth != Bandwidth::Unlimited)
      each = {accesses(transfer.from, transfer.op, sent, false),
              accesses(transfer.from, transfer.op, sent, true)};
    result[index(transfer.op)] = {moves.in * each.in, moves.out * each.out};
  }
  return result;
}

PortTimes ChainCost::portTimes(unsigned number,
                               llvm::ArrayRef<Frame> frames) const {
  return portTimes(number, frames, sentToMacs(frames));
}

Known ChainCost::finish(llvm::ArrayRef<Frame> frames) const {
  Known known = frames.back().known;
  known.macCycles +=
      lattice[lattice.whole() - frames.back().units - frames.back().handed]
          .iterations;
  known.toMacs = 0;
  for (unsigned t : into[numMemories])
    for (const Transfer::Site &site : transfers[t].sites)
      known.toMacs += energyAt(site, transfers[t], frames);
  PerOperand<InOut> toMacs = sentToMacs(frames);
  for (unsigned m = 0; m < numMemories; ++m)
    if (lastReceiver[m] == numMemories &&
        memory(m).bandwidth != Bandwidth::Unlimited)
      known.times[m] = timeOf(m, portTimes(m, frames, toMacs));
  return known;
}
