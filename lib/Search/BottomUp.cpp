//===- BottomUp.cpp - The published heuristic -----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric of the whole schedule. Guarantee: a valid schedule, if
// the greedy walk finds one. Failure: infeasible, though a schedule may exist.
//
// All factors start in the DRAM row. For each pair of buffers from DRAM inwards
// the outer row's factors are split over the spatial rows between and the inner
// row; the cheapest split of this level and the one that leaves most choice to
// the next are both followed (design: section 6; Park et al., section 4).
//
//===----------------------------------------------------------------------===//

#include "Searches.h"
#include "neurospector/Search/SearchSpace.h"

#include <algorithm>
#include <limits>

using namespace neurospector;

namespace {

/// A split of one pair, and what ranks it.
struct Candidate {
  Chain chain = {0, 0, 0, 0, 0};
  double cost = std::numeric_limits<double>::infinity();
  double outerIterations = 0;
  double reusedIterations = 0;
  double choices = 0; ///< left to the inner row

  bool exists() const {
    return cost != std::numeric_limits<double>::infinity();
  }
  bool isCheaperThan(const Candidate &other) const {
    if (cost != other.cost)
      return cost < other.cost;
    if (outerIterations != other.outerIterations)
      return outerIterations < other.outerIterations;
    return reusedIterations > other.reusedIterations;
  }
  bool leavesMoreThan(const Candidate &other) const {
    return choices != other.choices ? choices > other.choices
                                    : cost < other.cost;
  }
};

/// The tiles of the spatial rows of the pair being split.
struct Unrolling {
  Tile mac = 0, pe = 0, chip = 0;
};

class BottomUpSearch {
public:
  BottomUpSearch(const SearchSpace &space, DataflowPair order,
                 SearchResult &best)
      : space(space), lattice(space.lattice), order(order), best(best) {
    for (Row row : {Row::Dram, Row::GlobalBuffer, Row::LocalBuffer})
      if (!space.accelerator.isSkipped(row))
        buffers.push_back(row);
    buffers.push_back(Row::Reg);
  }

  void run() { expand(0, Chain{0, 0, 0, 0, 0}); }

private:
  /// Chooses the splits between buffers[pair] and buffers[pair + 1].
  void expand(unsigned pair, const Chain &chain);
  void splitOver(llvm::ArrayRef<Row> arrays, Tile rest, Unrolling unrolling,
                 const Chain &chain);
  void consider(Tile innerTile, const Unrolling &unrolling, Chain chain);
  void rank(const Chain &chain);

  double levelCost(const Chain &chain) const;
  double choices(Tile row) const;
  bool isValid(const Chain &chain) const;

  const SearchSpace &space;
  const TileLattice &lattice;
  DataflowPair order;
  SearchResult &best;
  llvm::SmallVector<Row, 4> buffers; ///< temporal rows in use, outermost first

  // The pair being expanded.
  Row outer = Row::Dram, inner = Row::Reg;
  llvm::SmallVector<Row, 3> arrays; ///< X rows of the arrays between
  Tile outerHeld = 0;
  Candidate primary, supplementary;
};

} // namespace

void BottomUpSearch::expand(unsigned pair, const Chain &chain) {
  if (pair + 1 == buffers.size()) {
    if (isValid(chain))
      (void)space.offer(chain, order, best);
    return;
  }
  outer = buffers[pair];
  inner = buffers[pair + 1];
  arrays.clear();
  for (Row array : {Row::ChipX, Row::PeX, Row::MacX})
    if (array < outer && array > inner)
      arrays.push_back(array);
  outerHeld = outer == Row::Dram           ? lattice.whole()
              : outer == Row::GlobalBuffer ? chain.gb
                                           : chain.lb;
  primary = supplementary = Candidate();
  splitOver(arrays, outerHeld, Unrolling(), chain);

  llvm::SmallVector<Chain, 2> kept;
  if (primary.exists())
    kept.push_back(primary.chain);
  const Chain &other = supplementary.chain;
  if (supplementary.exists() &&
      std::tie(other.mac, other.lb, other.pe, other.gb, other.chip) !=
          std::tie(kept[0].mac, kept[0].lb, kept[0].pe, kept[0].gb,
                   kept[0].chip))
    kept.push_back(other);
  for (const Chain &next : kept)
    expand(pair + 1, next);
}

/// Unrolls part of \p rest over each array in turn, outermost first.
void BottomUpSearch::splitOver(llvm::ArrayRef<Row> arrays, Tile rest,
                               Unrolling unrolling, const Chain &chain) {
  if (arrays.empty()) {
    if (inner == Row::Reg)
      return consider(lattice.unit(), unrolling, chain);
    llvm::SmallVector<Tile> tiles;
    lattice.divisors(rest, tiles);
    for (Tile tile : tiles)
      consider(tile, unrolling, chain);
    return;
  }
  auto [tiles, row] = arrays.front() == Row::ChipX
                          ? std::pair(&space.chipTiles, &unrolling.chip)
                      : arrays.front() == Row::PeX
                          ? std::pair(&space.peTiles, &unrolling.pe)
                          : std::pair(&space.macTiles, &unrolling.mac);
  for (Tile tile : tiles->all()) {
    if (!lattice.divides(tile, rest))
      continue;
    *row = tile;
    splitOver(arrays.drop_front(), rest - tile, unrolling, chain);
  }
}

/// Completes the chain when \p innerTile goes to the inner row and every row
/// inside that is still empty; rows that are skipped between keep no loops.
void BottomUpSearch::consider(Tile innerTile, const Unrolling &unrolling,
                              Chain chain) {
  ++best.evaluated;
  chain.mac = inner == Row::Reg ? unrolling.mac : lattice.unit();
  if (outer > Row::LocalBuffer) {
    chain.lb = inner == Row::LocalBuffer ? innerTile : chain.mac;
    chain.pe = chain.lb + unrolling.pe;
  }
  if (outer == Row::Dram) {
    chain.gb = inner == Row::GlobalBuffer ? innerTile : chain.pe;
    chain.chip = chain.gb + unrolling.chip;
  }
  if (isValid(chain))
    rank(chain);
}

bool BottomUpSearch::isValid(const Chain &chain) const {
  const ChainCost &cost = space.cost;
  const Accelerator &accelerator = space.accelerator;
  if (!cost.fitsLocal(chain.lb) || !cost.fitsGlobal(chain.gb))
    return false;
  // A constraint on a row binds once the row is final: when it is the outer
  // one.
  if (outer == Row::Dram &&
      !cost.satisfies(accelerator.dram, lattice.whole() - chain.chip))
    return false;
  if (accelerator.globalBuffer && inner < Row::GlobalBuffer &&
      !cost.satisfies(*accelerator.globalBuffer, chain.gb - chain.pe))
    return false;
  return inner != Row::Reg ||
         cost.satisfies(accelerator.localBuffer, chain.lb - chain.mac);
}

/// Cost of the boundaries from the outer buffer down to the inner one.
double BottomUpSearch::levelCost(const Chain &chain) const {
  const ChainCost &cost = space.cost;
  const Accelerator &machine = space.accelerator;
  BoundaryCounts<double> counts =
      cost.counts(chain.pe, chain.gb, chain.chip, order);
  Tile peRow = chain.pe - chain.lb, chipRow = chain.chip - chain.gb;
  EnergyCycles kept = cost.dram(chain.chip, counts.dram);
  EnergyCycles direct =
      cost.directDram(chain.pe, chain.gb, chain.chip, counts.globalBuffer);
  EnergyCycles sent =
      cost.gbSend(chain.pe, chain.gb, chain.chip, counts.globalBuffer);
  EnergyCycles local = cost.lbSend(chain.mac, peRow, chipRow);
  double macCycles = cost.macCycles(chain.mac, peRow, chipRow);
  double milliseconds = 1000.0 / machine.frequencyMHz *
                        (kept.cycles + sent.cycles + local.cycles);
  auto chips = static_cast<double>(machine.chips.units());
  double pes = chips * static_cast<double>(machine.peArray.units());
  double macs = pes * static_cast<double>(machine.macArray.units());

  EnergyCycles result = {machine.macStaticPower * macs * milliseconds,
                         macCycles};
  bool dramLevel = outer == Row::Dram;
  bool gbLevel = outer >= Row::GlobalBuffer && inner < Row::GlobalBuffer;
  bool lbLevel =
      inner == Row::Reg || (gbLevel && machine.macArray.units() == 1);
  if (dramLevel) {
    result.energy += kept.energy + direct.energy +
                     cost.gbFill(chain.gb, chain.chip, counts.dram) +
                     machine.dram.totalStaticPower() * milliseconds;
    result.cycles += kept.cycles + direct.cycles;
  }
  if (gbLevel) {
    result.energy += sent.energy - direct.energy +
                     cost.lbFill(chain.lb, chain.pe, chain.gb, chain.chip,
                                 counts.globalBuffer);
    result.cycles += sent.cycles - direct.cycles;
    if (machine.globalBuffer)
      result.energy +=
          machine.globalBuffer->totalStaticPower() * chips * milliseconds;
  }
  if (lbLevel)
    result.energy += local.energy + machine.localBuffer.totalStaticPower() *
                                        pes * milliseconds;
  if (gbLevel || inner == Row::Reg)
    result.cycles += local.cycles - macCycles;
  return space.options.metric == Metric::Energy ? result.energy
         : space.options.metric == Metric::Cycle
             ? result.cycles
             : result.energy * result.cycles;
}

/// How much \p row leaves to split: the product over its dimensions of one plus
/// the number of prime factors, where v1.5 does not count the largest unless it
/// is there twice.
double BottomUpSearch::choices(Tile row) const {
  std::array<uint32_t, numDims> count = {}, ofLargest = {};
  std::array<int64_t, numDims> largest = {};
  for (const TileLattice::Axis &axis : lattice.axes()) {
    unsigned dim = index(axis.dim);
    uint32_t exponent = lattice.exponent(row, axis);
    count[dim] += exponent;
    if (exponent > 0 && axis.base > largest[dim]) {
      largest[dim] = axis.base;
      ofLargest[dim] = exponent;
    }
  }
  double result = 1;
  for (unsigned dim = 0; dim < numDims; ++dim)
    result *= count[dim] + (ofLargest[dim] == 1 ? 0 : 1);
  return result;
}

void BottomUpSearch::rank(const Chain &chain) {
  Candidate candidate;
  candidate.chain = chain;
  candidate.cost = levelCost(chain);
  Tile outerRow = outer == Row::Dram           ? lattice.whole() - chain.chip
                  : outer == Row::GlobalBuffer ? chain.gb - chain.pe
                                               : chain.lb - chain.mac;
  Tile innerRow = inner == Row::GlobalBuffer  ? chain.gb
                  : inner == Row::LocalBuffer ? chain.lb
                                              : lattice.unit();
  candidate.outerIterations = lattice[outerRow].iterations;
  Dataflow inForce =
      outer == Row::Dram ? order.globalBuffer : order.localBuffer;
  candidate.reusedIterations =
      lattice[outerRow].groups[irrelevantGroup(stationaryOperand(inForce))];
  candidate.choices = choices(innerRow);
  if (candidate.isCheaperThan(primary))
    primary = candidate;
  if (candidate.leavesMoreThan(supplementary))
    supplementary = candidate;
}

llvm::Expected<SearchResult>
neurospector::searchBottomUp(const Layer &layer, const Accelerator &accelerator,
                             const SearchOptions &options) {
  SearchSpace space(layer, accelerator, options, SearchSpace::Dims::Keep);
  SearchResult best;
  for (DataflowPair order : dataflowPairs(accelerator, options.mode))
    BottomUpSearch(space, order, best).run();
  return best;
}
