//===- Relaxation.cpp - Lower bounds from tables over tiles ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Relaxation.h"

#include <algorithm>
#include <limits>

using namespace neurospector;

static constexpr double infinity = std::numeric_limits<double>::infinity();
static constexpr unsigned output = index(Operand::Output);

/// The most of \p group that any unrolling over the array takes.
static double mostOf(const TileLattice &lattice, const SpatialTiles &tiles,
                     Group group) {
  double most = 1;
  for (Tile tile : tiles.all())
    most = std::max(most, lattice[tile].groups[group]);
  return most;
}

Relaxation::Relaxation(const SearchSpace &space, const Channel &channel)
    : space(space), lattice(space.lattice), cost(space.cost), channel(channel),
      hasMac(space.accelerator.macArray.units() > 1),
      hasLb(!space.accelerator.isSkipped(Row::LocalBuffer)),
      hasPe(space.accelerator.peArray.units() > 1),
      hasGb(!space.accelerator.isSkipped(Row::GlobalBuffer)),
      hasChips(space.accelerator.chips.units() > 1),
      maxPes(space.peTiles.maxUnits()), maxChips(space.chipTiles.maxUnits()) {
  outputSpreadChip = mostOf(lattice, space.chipTiles, Group::CRS);
  outputSpreadPe =
      mostOf(lattice, space.peTiles, Group::CRS) * outputSpreadChip;
  computeDensities();
  computeUnits();
  computeLocalSends();
  computeReachable();
}

/// the least input density of any divisor. It differs from the tile's own
/// only where a window is narrower than the stride or dilated.
void Relaxation::computeDensities() {
  const Layer &layer = space.reduction.reduced();
  bool monotone = layer.strideP == 1 && layer.strideQ == 1 &&
                  layer.dilationP == 1 && layer.dilationQ == 1;
  if (monotone)
    return;
  inputDensity.resize(lattice.size());
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    inputDensity[tile] = lattice[tile].volume[0] / lattice[tile].iterations;
  lattice.minOverDivisors(inputDensity);
}

void Relaxation::computeUnits() {
  unitsPe.assign(lattice.size(), 1);
  if (!hasPe)
    return;
  for (Tile tile : space.peTiles.all())
    unitsPe[tile] = lattice[tile].iterations;
  lattice.maxOverDivisors(unitsPe, DimSet::all());
}

/// LOCAL_BUFFER sends and the MAC units' cycles, for the best mac tile in
/// every lb tile, as if all PEs and chips were busy and outputs were read back
/// as little as the most unrolled reduction allows.
void Relaxation::computeLocalSends() {
  const Buffer &buffer = space.accelerator.localBuffer;
  localSend.assign(lattice.size(), infinity);
  localCycles.assign(lattice.size(), infinity);
  double reductions = lattice[lattice.whole()].groups[Group::CRS];
  for (Tile mac : space.macTiles.all()) {
    double spread = lattice[mac].groups[Group::CRS] * outputSpreadPe;
    double outputCount = 2 - 1 / std::max(1.0, reductions / spread);
    double steps = cost.macs / lattice[mac].iterations;
    double energy = 0, sum = 0, longest = 0;
    for (unsigned i = 0; i < 3; ++i) {
      double count = i == output ? outputCount : 1;
      energy += lattice[mac].volume[i] * count * buffer.accessEnergy[i];
      double cycles = cost.accesses(buffer, lattice[mac].volume[i]) * count *
                      buffer.cyclesPerAccess[i];
      sum += cycles;
      longest = std::max(longest, cycles);
    }
    localCycles[mac] =
        steps * (1 + (buffer.sharing == Sharing::Separate ? longest : sum));
    localSend[mac] = channel.perPj * energy * steps +
                     channel.perCycle * localCycles[mac] / (maxPes * maxChips);
  }
  if (hasLb) {
    lattice.minOverDivisors(localSend);
    lattice.minOverDivisors(localCycles);
  }
  leastCycles = *std::min_element(localCycles.begin(), localCycles.end());
}

/// A tile spread over \p units buffers fits them: R-3, each part is at least
/// as dense as the densities say.
bool Relaxation::fitsSpread(const Buffer &buffer, double units,
                            Tile tile) const {
  double kept = 0, bypassed = 0;
  for (unsigned i = 0; i < 3; ++i) {
    double volume = spreadVolume(i, tile) * (1 - 1e-12);
    auto room = static_cast<double>(space.accelerator.capacity(buffer, i));
    if (buffer.sharing == Sharing::Separate && !buffer.bypass[i] &&
        volume > units * room)
      return false;
    (buffer.bypass[i] ? bypassed : kept) += volume;
  }
  if (buffer.sharing == Sharing::Separate)
    return true;
  auto room = static_cast<double>(space.accelerator.capacity(buffer, 0));
  auto second = static_cast<double>(space.accelerator.capacity(buffer, 1));
  return kept <= units * room &&
         (buffer.sharing != Sharing::TwoPart || bypassed <= units * second);
}

void Relaxation::computeReachable() {
  fitsLb.resize(lattice.size());
  fitsGb.resize(lattice.size());
  reachablePe.resize(lattice.size());
  reachableChip.resize(lattice.size());
  double mostIterations = 0;
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    fitsLb[tile] = cost.fitsLocal(tile) && localSend[tile] != infinity;
    fitsGb[tile] = cost.fitsGlobal(tile);
    if (fitsLb[tile])
      mostIterations = std::max(mostIterations, lattice[tile].iterations);
  }
  const std::optional<Buffer> &global = space.accelerator.globalBuffer;
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    reachablePe[tile] =
        fitsGb[tile] &&
        (hasPe ? lattice[tile].iterations <= unitsPe[tile] * mostIterations &&
                     fitsSpread(space.accelerator.localBuffer, unitsPe[tile],
                                tile)
               : fitsLb[tile]);
    reachableChip[tile] = hasChips
                              ? !global || fitsSpread(*global, maxChips, tile)
                              : fitsGb[tile];
  }
}

/// output reads and writes, 2 n - distinct, when the reduction is spread
/// over at most \p spread units; never less than the writes alone.
double Relaxation::outputTraffic(double density, double spread) const {
  double writes = cost.macs * density;
  double distinct = lattice[lattice.whole()].volume[output] * spread;
  return std::max(writes, 2 * writes - distinct);
}

/// Energy of filling LOCAL_BUFFERs with an operand that is not reused.
double Relaxation::localFill(unsigned operand, Tile lb) const {
  double own = lattice[lb].volume[operand] / lattice[lb].iterations;
  double traffic =
      operand == output ? outputTraffic(own, outputSpreadPe) : cost.macs * own;
  return channel.perPj * traffic *
         space.accelerator.localBuffer.accessEnergy[operand];
}

/// Cost of an element that GLOBAL_BUFFERs send, with its cycles spread over
/// \p chips; of the three times of a separate buffer each counts a third (the
/// maximum is at least the mean).
double Relaxation::sendWeight(unsigned operand, double chips) const {
  if (!space.accelerator.globalBuffer)
    return 0;
  const Buffer &buffer = *space.accelerator.globalBuffer;
  double weight = channel.perPj * buffer.accessEnergy[operand];
  if (cost.direct[operand])
    return weight;
  double share = buffer.sharing == Sharing::Separate ? 1.0 / 3 : 1;
  return weight + channel.perCycle * share * buffer.cyclesPerAccess[operand] *
                      static_cast<double>(space.accelerator.precisionBits) /
                      static_cast<double>(buffer.bandwidthBits) / chips;
}

/// Cost of an element that DRAM sends to a direct operand's LOCAL_BUFFERs.
static double directWeight(const ChainCost &cost, const Channel &channel,
                           unsigned operand) {
  const Buffer &dram = cost.accelerator.dram;
  return channel.perPj * dram.accessEnergy[operand] +
         channel.perCycle * dram.cyclesPerAccess[operand] *
             static_cast<double>(cost.accelerator.precisionBits) /
             static_cast<double>(dram.bandwidthBits);
}

/// Sending an operand that is not reused to PE arrays, all chips busy.
double Relaxation::globalSend(unsigned operand, Tile pe) const {
  double own = lattice[pe].volume[operand] / lattice[pe].iterations;
  double traffic = operand == output ? outputTraffic(own, outputSpreadChip)
                                     : cost.macs * own;
  return traffic * sendWeight(operand, maxChips);
}

/// DRAM's share of a direct operand that is not reused. Several chips that
/// need the same elements share one transfer, so what counts is the tile of all
/// chips, pe x chip row, which divides the chip tile: its density is at least
/// the chip tile's. With one chip it is the pe tile's own.
double Relaxation::directFloor(unsigned operand, double density) const {
  double traffic =
      operand == output ? outputTraffic(density, 1) : cost.macs * density;
  return traffic * directWeight(cost, channel, operand);
}

const Relaxation::Table &Relaxation::lbTable(unsigned reused) {
  Table &table = lbTables[reused];
  if (!table.empty())
    return table;
  table.assign(lattice.size(), infinity);
  for (Tile lb = 0; lb < lattice.size(); ++lb) {
    if (!fitsLb[lb])
      continue;
    double value = localSend[lb];
    for (unsigned i = 0; i < 3; ++i)
      if (!(reused >> i & 1))
        value += localFill(i, lb);
    table[lb] = value;
  }
  if (hasPe)
    lattice.minOverDivisors(table);
  return table;
}

const Relaxation::Table &Relaxation::peTable(unsigned reused) {
  Table &table = peTables[reused];
  if (!table.empty())
    return table;
  const Table &inside = lbTable(reused);
  table.assign(lattice.size(), infinity);
  for (Tile pe = 0; pe < lattice.size(); ++pe) {
    if (!reachablePe[pe] || inside[pe] == infinity)
      continue;
    double value = inside[pe] + channel.perCycle * leastCycles / maxChips *
                                    (1 / unitsPe[pe] - 1 / maxPes);
    for (unsigned i = 0; i < 3; ++i) {
      if (reused >> i & 1)
        continue;
      value += globalSend(i, pe);
      if (cost.direct[i] && !hasChips)
        value += directFloor(i, lattice[pe].volume[i] / lattice[pe].iterations);
    }
    table[pe] = value;
  }
  return table;
}

const Relaxation::Table &Relaxation::gbTable(unsigned reused, unsigned groups) {
  if (!hasGb)
    groups = 0;
  Table &table = gbTables[reused][groups];
  if (table.empty()) {
    table = peTable(reused);
    lattice.minOverDivisors(table, groups);
  }
  return table;
}

const Relaxation::Table &Relaxation::chipTable(unsigned reused,
                                               unsigned groups) {
  if (!hasGb)
    groups = 0;
  Table &table = chipTables[reused][groups];
  if (table.empty()) {
    table = gbTable(reused, groups);
    for (Tile gb = 0; gb < lattice.size(); ++gb)
      if (!fitsGb[gb])
        table[gb] = infinity;
    if (hasChips)
      lattice.minOverDivisors(table);
  }
  return table;
}

/// what an operand that the GLOBAL_BUFFER row reuses costs at least, at
/// GLOBAL_BUFFER, LOCAL_BUFFER and, if it is direct, DRAM.
double Relaxation::reusedFloor(const Case &reuse, unsigned operand, Tile gb,
                               Tile chip,
                               const AccessCounts<double> &dramCounts) const {
  double chips = lattice[chip - gb].iterations;
  double traffic, fromDram;
  if (reuse.through >> operand & 1) {
    double count = dramCounts.of(Operand(operand));
    traffic = spreadVolume(operand, gb) * chips * count;
    fromDram = spreadVolume(operand, chip) * count;
  } else if (operand == 0 && reuse.unphysicalInput) {
    traffic = cost.macs / lattice[gb].iterations;
    fromDram = 0;
  } else if (operand == output) {
    traffic = outputTraffic(density(operand, gb),
                            lattice[chip - gb].groups[Group::CRS]);
    fromDram = outputTraffic(density(operand, chip), 1);
  } else {
    traffic = cost.macs * density(operand, gb);
    fromDram = cost.macs * density(operand, chip);
  }
  double weight =
      sendWeight(operand, chips) +
      channel.perPj * space.accelerator.localBuffer.accessEnergy[operand];
  double result = traffic * weight;
  if (cost.direct[operand])
    result += fromDram * directWeight(cost, channel, operand);
  return result;
}

double Relaxation::gbFloor(const Case &reuse, Tile gb, Tile chip,
                           const AccessCounts<double> &dramCounts) const {
  double value = 0;
  for (unsigned i = 0; i < 3; ++i)
    if (reuse.reused >> i & 1)
      value += reusedFloor(reuse, i, gb, chip, dramCounts);
    else if (cost.direct[i] && hasChips)
      value += directFloor(i, density(i, chip));
  if (!hasChips)
    return value;
  // the tables assume that all chips are busy; these are not.
  double chips = lattice[chip - gb].iterations;
  return value +
         channel.perCycle * leastCycles / maxPes * (1 / chips - 1 / maxChips);
}

double Relaxation::insideChip(Tile chip, Dataflow gbOrder,
                              const AccessCounts<double> &dramCounts) {
  if (!reachableChip[chip])
    return infinity;
  double least = infinity;
  for (const Case &reuse : cost.model.reuseCases(gbOrder)) {
    double value = chipTable(reuse.reused, reuse.groups)[chip];
    for (unsigned i = 0; i < 3 && value < least; ++i) {
      if (!(reuse.reused >> i & 1)) {
        if (cost.direct[i] && hasChips)
          value += directFloor(i, density(i, chip));
        continue;
      }
      double traffic, count = dramCounts.of(Operand(i));
      double fromDram = cost.macs * density(i, chip);
      if (reuse.through >> i & 1)
        traffic = fromDram = spreadVolume(i, chip) * count;
      else if (i == 0 && reuse.unphysicalInput)
        traffic = cost.macs / lattice[chip].iterations;
      else if (i == output) {
        traffic = outputTraffic(density(i, chip), outputSpreadChip);
        fromDram = outputTraffic(density(i, chip), 1);
      } else
        traffic = fromDram;
      value += traffic *
               (sendWeight(i, maxChips) +
                channel.perPj * space.accelerator.localBuffer.accessEnergy[i]);
      if (cost.direct[i])
        value += fromDram * directWeight(cost, channel, i);
    }
    least = std::min(least, value);
  }
  if (const std::optional<Buffer> &global = space.accelerator.globalBuffer)
    for (unsigned i = 0; i < 3; ++i)
      if (!cost.direct[i])
        least += channel.perPj * global->accessEnergy[i] *
                 spreadVolume(i, chip) * dramCounts.of(Operand(i));
  return least;
}

double Relaxation::insidePe(Tile pe, Tile gb, Tile chip,
                            const AccessCounts<double> &gbCounts,
                            double iterations) {
  double chips = lattice[chip - gb].iterations;
  unsigned reused = 0;
  double floor = 0;
  for (unsigned i = 0; i < 3; ++i) {
    double changes = i == 0   ? gbCounts.inputRead
                     : i == 1 ? gbCounts.weightRead
                              : gbCounts.outputWrite;
    if (changes == iterations)
      continue;
    reused |= 1u << i;
    floor += spreadVolume(i, pe) * gbCounts.of(Operand(i)) * chips *
             channel.perPj * space.accelerator.localBuffer.accessEnergy[i];
  }
  return lbTable(reused)[pe] + floor +
         channel.perCycle * leastCycles *
             (1 / (unitsPe[pe] * chips) - 1 / (maxPes * maxChips));
}

double Relaxation::insideLb(Tile lb, Tile peRow, Tile chipRow) const {
  double units = lattice[peRow].iterations * lattice[chipRow].iterations;
  return localSend[lb] + channel.perCycle * localCycles[lb] *
                             (1 / units - 1 / (maxPes * maxChips));
}
