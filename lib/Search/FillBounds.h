//===- FillBounds.h - The least that systolic arrays fill -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_FILLBOUNDS_H
#define NEUROSPECTOR_LIB_SEARCH_FILLBOUNDS_H

#include "TileFacts.h"
#include "neurospector/Search/ChainCost.h"

namespace neurospector {

/// lower bounds on the steps that filling and draining take (CM-18) in
/// arrays of which not all is known. What `Known` has of the arrays further
/// outside comes on top.
///
/// A tile that stays in the units changes no less often than what all of them
/// have room for fits into the tile that they share.
class FillBounds {
public:
  FillBounds(const ChainCost &cost, const TileFacts &facts);

  /// The last memory hands `handed` inward, after loops with known moves.
  double handed(llvm::ArrayRef<Frame> frames) const {
    return varies ? ofHanded(frames) : 0;
  }
  /// `entering` enters the last memory, whose loops are not known.
  double entering(llvm::ArrayRef<Frame> frames) const {
    return varies ? ofEntering(frames) : 0;
  }

private:
  double ofHanded(llvm::ArrayRef<Frame> frames) const;
  double ofEntering(llvm::ArrayRef<Frame> frames) const;
  double inside(unsigned memory, double units, const Moves &moves,
                Tile tile) const;
  double from(unsigned memory, double units, const Moves &moves,
              Tile tile) const;

  const ChainCost &cost;
  const TileFacts &facts;
  bool varies = false; ///< some array's steps depend on the schedule
  /// Elements that one memory inside the arrays has room for, by the memory
  /// outside them.
  std::vector<PerOperand<double>> most;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_FILLBOUNDS_H
