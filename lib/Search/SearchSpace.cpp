//===- SearchSpace.cpp - One layer on one machine, prepared ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/SearchSpace.h"
#include "llvm/ADT/STLExtras.h"

using namespace neurospector;

/// The machine as the reduction sees it when dimensions are to be kept: one
/// whose constraints tell all of them apart.
static Accelerator tellingApart(const Accelerator &accelerator) {
  Accelerator result = accelerator;
  for (unsigned i = 0; i < numDims; ++i)
    result.dram.required[i] = 1;
  return result;
}

SearchSpace::SearchSpace(const Layer &layer, const Accelerator &accelerator,
                         const SearchOptions &options, Dims dims)
    : layer(layer), accelerator(accelerator), options(options),
      reduction(layer,
                dims == Dims::Merge ? accelerator : tellingApart(accelerator)),
      lattice(reduction.reduced(), maxTiles),
      macTiles(lattice, accelerator.macArray),
      peTiles(lattice, accelerator.peArray),
      chipTiles(lattice, accelerator.chips),
      cost(lattice, accelerator, *options.model) {
  // Without a LOCAL_BUFFER row the MAC array takes the whole tile.
  bool anyMac = !accelerator.isSkipped(Row::LocalBuffer);
  localTiles.resize(lattice.size());
  globalTiles.resize(lattice.size());
  for (Tile tile = 0; tile < lattice.size(); ++tile) {
    localTiles[tile] = cost.fitsLocal(tile) &&
                       cost.canSatisfy(accelerator.localBuffer, tile) &&
                       (anyMac || macTiles.fits(tile));
    globalTiles[tile] = cost.fitsGlobal(tile) &&
                        (!accelerator.globalBuffer ||
                         cost.canSatisfy(*accelerator.globalBuffer, tile));
  }
  if (dims == Dims::Keep)
    return;
  // A lattice that is not complete may lack mirror images.
  for (unsigned b = 1; b < numPairs && lattice.isComplete(); ++b)
    for (unsigned a = 0; a < b; ++a)
      addMirror(a, b);
}

static Dim exchange(Dim dim, Dim a, Dim b) {
  return dim == a ? b : dim == b ? a : dim;
}

void SearchSpace::addMirror(unsigned a, unsigned b) {
  const Layer &nest = reduction.reduced();
  bool areAlike = nest.bound(imageOf(a)) == nest.bound(imageOf(b)) &&
                  nest.bound(windowOf(a)) == nest.bound(windowOf(b)) &&
                  nest.bound(imageOf(a)) * nest.bound(windowOf(a)) > 1 &&
                  nest.pairs[a] == nest.pairs[b] &&
                  areInterchangeable(accelerator, imageOf(a), imageOf(b)) &&
                  areInterchangeable(accelerator, windowOf(a), windowOf(b));
  if (!areAlike)
    return;
  std::vector<Tile> &mirror = mirrors.emplace_back(1, lattice.unit());
  for (const TileLattice::Axis &axis : lattice.axes()) {
    Dim image = exchange(exchange(axis.dim, imageOf(a), imageOf(b)),
                         windowOf(a), windowOf(b));
    const TileLattice::Axis *same =
        llvm::find_if(lattice.axes(), [&](const TileLattice::Axis &other) {
          return other.dim == image && other.base == axis.base;
        });
    size_t lower = mirror.size();
    for (uint32_t e = 1; e <= axis.maxExponent; ++e)
      for (size_t i = 0; i < lower; ++i)
        mirror.push_back(mirror[i] + e * same->stride);
  }
}

Schedule SearchSpace::schedule(const Chain &chain, DataflowPair order) const {
  SchedulingTable table;
  auto unroll = [&](const SpatialTiles &array, Tile tile, Row x, Row y) {
    Tile onX = array.splitX(tile);
    table[x] = lattice.factors(onX);
    table[y] = lattice.factors(tile - onX);
  };
  unroll(macTiles, chain.mac, Row::MacX, Row::MacY);
  table[Row::LocalBuffer] = lattice.factors(chain.lb - chain.mac);
  unroll(peTiles, chain.pe - chain.lb, Row::PeX, Row::PeY);
  table[Row::GlobalBuffer] = lattice.factors(chain.gb - chain.pe);
  unroll(chipTiles, chain.chip - chain.gb, Row::ChipX, Row::ChipY);
  table[Row::Dram] = lattice.factors(lattice.whole() - chain.chip);
  return {reduction.expand(table), order.localBuffer, order.globalBuffer};
}

bool SearchSpace::offer(const Chain &chain, DataflowPair order,
                        SearchResult &best) const {
  Schedule candidate = schedule(chain, order);
  llvm::Expected<Cost> evaluated =
      options.model->evaluate(layer, accelerator, candidate);
  if (!evaluated) {
    llvm::consumeError(evaluated.takeError());
    ++best.overflowed;
    return false;
  }
  if (best.status == Status::Infeasible ||
      isBetter(evaluated->of(options.metric), candidate,
               best.cost.of(options.metric), best.schedule)) {
    best.status = Status::Feasible;
    best.schedule = candidate;
    best.cost = *evaluated;
  }
  return true;
}
