//===- SharedInput.h - When branches read the same elements -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a schedule reads of its input when, so that one transfer can serve
// several branches (CP-2).
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_SHAREDINPUT_H
#define NEUROSPECTOR_LIB_SEARCH_SHAREDINPUT_H

#include "neurospector/Model/Schedule.h"

namespace neurospector {

/// What one transfer to all chips takes of an image axis.
struct AxisRows {
  int64_t span = 0; ///< all rows that the windows span
  /// Those that some chip takes, if chips far apart leave gaps (CM-6).
  int64_t taken = 0;
  /// All that decides where the gaps are; several branches leave none.
  std::array<int64_t, 6> shape = {};

  /// \p image and \p window are the tile of all chips, \p images and \p windows
  /// the pieces that it is cut into.
  static AxisRows of(const ImageWindow &pair, int64_t image, int64_t window,
                     int64_t images, int64_t windows);

  /// Rows for this branch and \p other.
  AxisRows with(const AxisRows &other) const {
    int64_t all = std::max(span, other.span);
    return other == *this ? *this : AxisRows{all, all};
  }
  bool operator==(const AxisRows &) const = default;
};
using PerPairRows = std::array<AxisRows, numPairs>;

/// The order in which a schedule reads its input from the outermost memory.
struct Reading {
  Reading(const Layer &layer, const Accelerator &strip,
          const Schedule &schedule);

  /// CP-2: both read the same part of the tensor at the same time, but for the
  /// rows and columns that a larger window adds.
  bool isInStepWith(const Reading &other) const;

  bool isPerfect; ///< all tiles are alike
  /// Over tiles, outermost first: those that reuse the last one left out.
  llvm::SmallVector<Dim, 8> loops;
  Factors trips, tile; ///< of the loops; tile of all chips
  /// Elements of all transfers, of one row along each pair.
  Count depth = 1;
  PerPairRows rows;
  std::array<int64_t, numPairs> stride; ///< of the image
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_SHAREDINPUT_H
