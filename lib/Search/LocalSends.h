//===- LocalSends.h - Best mac tiles of a local buffer ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_LOCALSENDS_H
#define NEUROSPECTOR_LIB_SEARCH_LOCALSENDS_H

#include "neurospector/Search/SearchSpace.h"
#include "llvm/ADT/DenseMap.h"

namespace neurospector {

/// The mac tiles worth considering inside an lb tile.
///
/// What LOCAL_BUFFER sends depends on nothing outside but two numbers: how many
/// units work side by side (cycles are divided by it) and over how many of them
/// the reduction is spread (outputs are read back that much less). So for each
/// lb tile and spread the mac tiles that are not beaten in both energy and
/// cycles are found once; there are one to three.
class LocalSends {
public:
  explicit LocalSends(const SearchSpace &space);

  struct Option {
    Tile mac;
    EnergyCycles cost; ///< energy of all units; cycles as if on one
  };
  /// Options for \p lb when the reduction is spread over \p spread units; valid
  /// until the next call.
  llvm::ArrayRef<Option> options(Tile lb, double spread);

  /// What no mac tile beats, whatever lb tile holds it, when the reduction is
  /// spread over \p spread units. Empty if none can be. Valid until the next
  /// call.
  llvm::ArrayRef<EnergyCycles> leastFor(double spread) {
    return spread == lastFor.spread ? lastFor.front : lookUpFor(spread);
  }
  /// The same when \p chipSpread of them are chips, and the PEs as many as can
  /// be: fewer reads of outputs are never worse.
  llvm::ArrayRef<EnergyCycles> leastForChips(double chipSpread) {
    return chipSpread == lastForChips.spread ? lastForChips.front
                                             : lookUpForChips(chipSpread);
  }

private:
  /// A fitting mac tile: cost per operand when an output is moved once.
  struct MacTile {
    Tile tile;
    double reductions; ///< CRS of the tile
    double energy, outputEnergy;
    double steps;
    PerOperand<double> cycles; ///< per step
  };
  using Front = llvm::SmallVector<EnergyCycles, 4>;

  llvm::ArrayRef<EnergyCycles> lookUpFor(double spread);
  llvm::ArrayRef<EnergyCycles> lookUpForChips(double chipSpread);
  EnergyCycles evaluate(const MacTile &mac, double spread) const;
  void compute(Tile lb, double spread, llvm::SmallVectorImpl<Option> &result);
  bool canSpread(const MacTile &mac, double spread) const;

  const SearchSpace &space;
  bool isSeparate;
  double reductions; ///< CRS of the layer
  std::vector<MacTile> macTiles;
  llvm::SmallVector<double> peSpreads; ///< of the PE array, descending
  llvm::DenseMap<std::pair<Tile, uint64_t>, std::pair<uint32_t, uint32_t>>
      known; ///< (lb, spread) to a range of `pool`
  std::vector<Option> pool;
  llvm::DenseMap<uint64_t, Front> frontsFor, frontsForChips;
  /// Most calls repeat the spread of the one before.
  struct Last {
    double spread = 0;
    llvm::ArrayRef<EnergyCycles> front = {};
  } lastFor, lastForChips;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_LOCALSENDS_H
