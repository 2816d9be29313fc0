//===- TileExtents.h - What units touch along an index ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_TILEEXTENTS_H
#define NEUROSPECTOR_LIB_ANALYSIS_TILEEXTENTS_H

#include "TiledNest.h"

namespace mlir::neurospector {

/// Steps and units that are walked within a second.
inline constexpr int64_t maxSteps = 1 << 23;

/// A nest takes longer to walk.
llvm::Error tooManySizes();

/// Elements along one index of an operand that units touch together, at each
/// step of the memories' loops outside a store. Only uneven loops make a
/// difference: at the other ones' steps the same happens elsewhere.
///
/// Example: 7 rows go to two units, 4 and 3, by a memory that hands on 2 at a
/// time. Of its two steps the first touches 2 + 2 rows, the second 2 + 1.
struct TileExtents {
  SmallVector<size_t> loops; ///< uneven ones of memories, outermost first
  std::vector<int64_t>
      elements; ///< by number, of which the last loop's is last

  /// The number of the step at which the loops have run \p trips times.
  size_t numberOf(const TiledNest &nest, ArrayRef<int64_t> trips) const {
    size_t number = 0;
    for (size_t loop : loops)
      number = number * nest.loops[loop].trips + trips[loop];
    return number;
  }
};

/// Looks at the units of the arrays between \p sender and \p store, at the
/// first of those outside \p sender, and at what all inside the store touches.
/// Errors: too many units or steps, or slices that do not follow the loops.
llvm::Expected<TileExtents>
getTileExtents(const TiledNest &nest, ArrayRef<::neurospector::Level> levels,
               const LinearIndex &index, size_t sender, size_t store);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_TILEEXTENTS_H
