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

Relaxation::Relaxation(const SearchSpace &space, LocalSends &localSends,
                       const Channel &channel)
    : space(space), localSends(localSends), lattice(space.lattice),
      cost(space.cost), channel(channel),
      hasPe(space.accelerator.peArray.units() > 1),
      hasGb(!space.accelerator.isSkipped(Row::GlobalBuffer)),
      hasChips(space.accelerator.chips.units() > 1),
      maxPes(space.peTiles.maxUnits()), maxChips(space.chipTiles.maxUnits()) {
  outputSpreadChip = mostOf(lattice, space.chipTiles, Group::CRS);
  outputSpreadPe =
      mostOf(lattice, space.peTiles, Group::CRS) * outputSpreadChip;
  computeWeights();
  computeDensities();
  computeUnits();
  computeReachable();
  leastSend = infinity;
  for (Tile row : space.chipTiles.all())
    leastSend = std::min(leastSend, least(localSends.leastForChips(
                                              lattice[row].groups[Group::CRS]),
                                          maxPes * maxChips, /*steps=*/1));
}

/// what an element costs at each boundary. Of the three times of a
/// separate buffer each counts a third: the maximum is at least the mean.
void Relaxation::computeWeights() {
  const Accelerator &machine = space.accelerator;
  auto cycles = [&](const Buffer &buffer, unsigned operand) {
    return channel.perCycle * buffer.cyclesPerAccess[operand] *
           static_cast<double>(machine.bitsOf(allOperands[operand])) /
           static_cast<double>(buffer.bandwidthBits);
  };
  for (unsigned i = 0; i < 3; ++i) {
    fill[i] = channel.perPj * machine.localBuffer.accessEnergy[i];
    direct[i] = cost.direct[i] ? channel.perPj * machine.dram.accessEnergy[i] +
                                     cycles(machine.dram, i)
                               : 0;
    if (const std::optional<Buffer> &global = machine.globalBuffer) {
      double share = global->sharing == Sharing::Separate ? 1.0 / 3 : 1;
      send[i] = {channel.perPj * global->accessEnergy[i],
                 cost.direct[i] ? 0 : share * cycles(*global, i)};
    }
  }
}

/// the least input density of any divisor. It differs from the tile's own
/// only where a window is narrower than the stride or dilated.
void Relaxation::computeDensities() {
  const Layer &layer = space.reduction.reduced();
  if (llvm::all_of(layer.pairs, [](const ImageWindow &pair) {
        return pair == ImageWindow();
      }))
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

/// LOCAL_BUFFER sends and the MAC units' cycles, whatever the lb tile.
/// Each of the \p steps of the loops outside takes a cycle, however many units
/// there are.
double Relaxation::least(llvm::ArrayRef<EnergyCycles> sends, double units,
                         double steps) const {
  double result = infinity;
  for (const EnergyCycles &one : sends)
    result = std::min(result, channel.perPj * one.energy +
                                  channel.perCycle *
                                      std::max(one.cycles / units, steps));
  return result;
}

/// A tile spread over \p units buffers fits them: R-3, each part is at least
/// as dense as the densities say.
bool Relaxation::fitsSpread(const Buffer &buffer, const Capacity &capacity,
                            double units, Tile tile) const {
  double kept = 0, bypassed = 0;
  for (unsigned i = 0; i < 3; ++i) {
    double volume = spreadVolume(i, tile) * (1 - 1e-12);
    auto room = static_cast<double>(capacity.room[i]);
    if (buffer.sharing == Sharing::Separate && !buffer.bypass[i] &&
        volume > units * room)
      return false;
    (buffer.bypass[i] ? bypassed : kept) +=
        volume * static_cast<double>(capacity.perElement[i]);
  }
  if (buffer.sharing == Sharing::Separate)
    return true;
  auto room = static_cast<double>(capacity.room[0]);
  auto second = static_cast<double>(capacity.room[1]);
  return kept <= units * room &&
         (buffer.sharing != Sharing::TwoPart || bypassed <= units * second);
}

void Relaxation::computeReachable() {
  reachablePe.resize(lattice.size());
  reachableChip.resize(lattice.size());
  double mostIterations = 0;
  for (Tile tile = 0; tile < lattice.size(); ++tile)
    if (space.fitsLocal(tile))
      mostIterations = std::max(mostIterations, lattice[tile].iterations);
  const Buffer &local = space.accelerator.localBuffer;
  const std::optional<Buffer> &global = space.accelerator.globalBuffer;
  Capacity localRoom = space.accelerator.capacity(local), globalRoom;
  if (global)
    globalRoom = space.accelerator.capacity(*global);
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    // A pe tile has room in the gb tile that it divides, but not all that a
    // CONSTRAINT requires of that.
    reachablePe[tile] =
        cost.fitsGlobal(tile) &&
        (hasPe ? lattice[tile].iterations <= unitsPe[tile] * mostIterations &&
                     fitsSpread(local, localRoom, unitsPe[tile], tile)
               : space.fitsLocal(tile));
    reachableChip[tile] =
        hasChips ? !global || fitsSpread(*global, globalRoom, maxChips, tile)
                 : space.fitsGlobal(tile);
  }
}

/// output reads and writes, 2 n - distinct, when the reduction is spread
/// over at most \p spread units; never less than the writes alone.
double Relaxation::outputTraffic(double density, double spread) const {
  double writes = cost.macs * density;
  double distinct = lattice[lattice.whole()].volume[output] * spread;
  return std::max(writes, 2 * writes - distinct);
}

/// Filling LOCAL_BUFFERs with an operand that is not reused.
double Relaxation::localFill(unsigned operand, Tile lb) const {
  double own = lattice[lb].volume[operand] / lattice[lb].iterations;
  double traffic =
      operand == output ? outputTraffic(own, outputSpreadPe) : cost.macs * own;
  return traffic * fill[operand];
}

/// Sending an operand that is not reused to PE arrays, all chips busy. A direct
/// one also comes from DRAM: R-5, several chips that need the same elements
/// share one transfer, so only with one chip the tile is the pe tile's own.
double Relaxation::globalSend(unsigned operand, Tile pe) const {
  double own = lattice[pe].volume[operand] / lattice[pe].iterations;
  double weight = send[operand].on(maxChips) + (hasChips ? 0 : direct[operand]);
  double traffic = operand == output ? outputTraffic(own, outputSpreadChip)
                                     : cost.macs * own;
  return traffic * weight;
}

void Relaxation::buildLbTable(Table &table, unsigned reused) {
  table.assign(lattice.size(), infinity);
  for (Tile lb = 0; lb < lattice.size(); ++lb) {
    if (!space.fitsLocal(lb))
      continue;
    double value = 0;
    for (unsigned i = 0; i < 3; ++i)
      if (!(reused >> i & 1))
        value += localFill(i, lb);
    table[lb] = value;
  }
  if (hasPe)
    lattice.minOverDivisors(table);
}

void Relaxation::buildPeTable(Table &table, const Case &reuse) {
  const Table &inside = lbTable(reuse.reused);
  table.assign(lattice.size(), infinity);
  for (Tile pe = 0; pe < lattice.size(); ++pe) {
    if (!reachablePe[pe] || inside[pe] == infinity)
      continue;
    double value = inside[pe];
    for (unsigned i = 0; i < 3; ++i)
      if (!(reuse.reused >> i & 1))
        value += globalSend(i, pe);
    table[pe] = value;
  }
}

void Relaxation::buildGbTable(Table &table, const Case &reuse) {
  table = peTable(reuse);
  const std::optional<Buffer> &global = space.accelerator.globalBuffer;
  lattice.minOverRows(table, hasGb ? reuse.groups : 0,
                      global ? global->required : Factors::all(0));
}

void Relaxation::buildChipTable(Table &table, const Case &reuse) {
  table = gbTable(reuse);
  for (Tile gb = 0; gb < lattice.size(); ++gb)
    if (!space.fitsGlobal(gb))
      table[gb] = infinity;
  if (hasChips)
    lattice.minOverDivisors(table);
}

/// what operands cost at GLOBAL_BUFFER, LOCAL_BUFFER and, if direct, DRAM
/// when all that is known of the gb tile is that it divides \p tile and, with
/// its chips' copies, counts \p copies of it; R-5 for the direct ones that are
/// not reused, whose tile of all chips divides the chip tile.
Relaxation::Floors
Relaxation::floors(Tile tile, Tile chip, double chips, double spread,
                   double copies,
                   const AccessCounts<double> &dramCounts) const {
  Floors result;
  double perTile = cost.macs / lattice[tile].iterations;
  double perChipTile = cost.macs / lattice[chip].iterations;
  for (unsigned i = 0; i < 3; ++i) {
    double weight = send[i].on(chips) + fill[i];
    double volume = spreadVolume(i, tile);
    double count = dramCounts.of(Operand(i));
    double moved =
        i == output ? outputTraffic(volume / lattice[tile].iterations, spread)
                    : volume * perTile;
    result.reused[i] = moved * weight;
    result.through[i] = volume * copies * count * weight;
    if (i == 0)
      result.unphysicalInput = perTile * weight;
    if (!cost.direct[i])
      continue;
    double whole = spreadVolume(i, chip);
    double fromDram =
        (i == output ? outputTraffic(whole / lattice[chip].iterations, 1)
                     : whole * perChipTile) *
        direct[i];
    result.reused[i] += fromDram;
    result.through[i] += whole * count * direct[i];
    if (hasChips)
      result.plain[i] = fromDram;
  }
  return result;
}

Relaxation::Floors
Relaxation::gbFloors(Tile gb, Tile chip,
                     const AccessCounts<double> &dramCounts) {
  const TileLattice::Info &row = lattice[chip - gb];
  Floors result = floors(gb, chip, row.iterations, row.groups[Group::CRS],
                         row.iterations, dramCounts);
  result.others =
      least(localSends.leastForChips(row.groups[Group::CRS]),
            maxPes * row.iterations, cost.macs / lattice[chip].iterations);
  return result;
}

Relaxation::Floors
Relaxation::chipFloors(Tile chip,
                       const AccessCounts<double> &dramCounts) const {
  Floors result = floors(chip, chip, maxChips, outputSpreadChip, 1, dramCounts);
  result.others = leastSend;
  if (const std::optional<Buffer> &global = space.accelerator.globalBuffer)
    for (unsigned i = 0; i < 3; ++i)
      if (!cost.direct[i])
        result.others += channel.perPj * global->accessEnergy[i] *
                         spreadVolume(i, chip) * dramCounts.of(Operand(i));
  return result;
}

double Relaxation::insidePe(Tile pe, Tile gb, Tile chip,
                            const AccessCounts<double> &gbCounts,
                            double iterations) {
  const TileLattice::Info &row = lattice[chip - gb];
  unsigned reused = 0;
  double floor = 0;
  for (unsigned i = 0; i < 3; ++i) {
    double changes = i == 0   ? gbCounts.inputRead
                     : i == 1 ? gbCounts.weightRead
                              : gbCounts.outputWrite;
    if (changes == iterations)
      continue;
    reused |= 1u << i;
    floor += spreadVolume(i, pe) * gbCounts.of(Operand(i)) * row.iterations *
             fill[i];
  }
  return lbTable(reused)[pe] + floor +
         least(localSends.leastForChips(row.groups[Group::CRS]),
               unitsPe[pe] * row.iterations, iterations);
}

double Relaxation::insideLb(Tile peRow, Tile chipRow) {
  const TileLattice::Info &pes = lattice[peRow], &chips = lattice[chipRow];
  return least(
      localSends.leastFor(pes.groups[Group::CRS] * chips.groups[Group::CRS]),
      pes.iterations * chips.iterations, /*steps=*/1);
}
