//===- SearchSpace.cpp - One layer on one machine, prepared ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/SearchSpace.h"

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
      lattice(reduction.reduced()), macTiles(lattice, accelerator.macArray),
      peTiles(lattice, accelerator.peArray),
      chipTiles(lattice, accelerator.chips),
      cost(lattice, accelerator, *options.model) {}

llvm::Expected<std::unique_ptr<SearchSpace>>
SearchSpace::create(const Layer &layer, const Accelerator &accelerator,
                    const SearchOptions &options, Dims dims) {
  // Merging never adds tiles, so counting before it is on the safe side only
  // for the layer as given; count what will be built.
  LayerReduction reduction(
      layer, dims == Dims::Merge ? accelerator : tellingApart(accelerator));
  uint64_t tiles = TileLattice::countTiles(reduction.reduced());
  if (tiles > maxTiles)
    return llvm::createStringError(
        "layer '" + layer.name + "' has " + llvm::Twine(tiles) +
        " tiles, more than the " + llvm::Twine(maxTiles) +
        " that a search keeps in memory");
  return std::unique_ptr<SearchSpace>(
      new SearchSpace(layer, accelerator, options, dims));
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

llvm::Error SearchSpace::offer(const Chain &chain, DataflowPair order,
                               SearchResult &best) const {
  Schedule candidate = schedule(chain, order);
  llvm::Expected<Cost> evaluated =
      options.model->evaluate(layer, accelerator, candidate);
  if (!evaluated)
    return evaluated.takeError();
  if (best.status == Status::Infeasible ||
      isBetter(evaluated->of(options.metric), candidate,
               best.cost.of(options.metric), best.schedule)) {
    best.status = Status::Feasible;
    best.schedule = candidate;
    best.cost = *evaluated;
  }
  return llvm::Error::success();
}
