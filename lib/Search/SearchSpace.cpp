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
    localTiles[tile] = cost.fitsLocal(tile) && (anyMac || macTiles.fits(tile));
    globalTiles[tile] = cost.fitsGlobal(tile);
  }
  if (dims == Dims::Merge)
    computeMirror();
}

static Dim mirrorImage(Dim dim) {
  switch (dim) {
  case Dim::P:
    return Dim::Q;
  case Dim::Q:
    return Dim::P;
  case Dim::R:
    return Dim::S;
  case Dim::S:
    return Dim::R;
  default:
    return dim;
  }
}

void SearchSpace::computeMirror() {
  const Layer &nest = reduction.reduced();
  bool isSymmetric = nest.bound(Dim::P) == nest.bound(Dim::Q) &&
                     nest.bound(Dim::R) == nest.bound(Dim::S) &&
                     nest.bound(Dim::P) * nest.bound(Dim::R) > 1 &&
                     nest.strideP == nest.strideQ &&
                     nest.dilationP == nest.dilationQ &&
                     areInterchangeable(accelerator, Dim::P, Dim::Q) &&
                     areInterchangeable(accelerator, Dim::R, Dim::S);
  // A lattice that is not complete may lack mirror images.
  if (!isSymmetric || !lattice.isComplete())
    return;
  mirror.assign(1, lattice.unit());
  for (const TileLattice::Axis &axis : lattice.axes()) {
    const TileLattice::Axis *image =
        llvm::find_if(lattice.axes(), [&](const TileLattice::Axis &other) {
          return other.dim == mirrorImage(axis.dim) && other.base == axis.base;
        });
    size_t lower = mirror.size();
    for (uint32_t e = 1; e <= axis.maxExponent; ++e)
      for (size_t i = 0; i < lower; ++i)
        mirror.push_back(mirror[i] + e * image->stride);
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
