//===- PieceMirrors.h - Choices that are each other's image -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PIECEMIRRORS_H
#define NEUROSPECTOR_LIB_SEARCH_PIECEMIRRORS_H

#include "PieceFacts.h"

namespace neurospector {

/// two pairs of image and window that are alike may be exchanged in a
/// schedule, which costs the same then.
class PieceMirrors {
public:
  explicit PieceMirrors(const PieceLattice &lattice) : lattice(lattice) {}

  /// Those that are alike: none where memories slide, since they do so along
  /// the inner one of two images.
  static llvm::SmallVector<PieceLattice::Exchange, numPairs>
  exchanges(const SearchSpace &space);

  /// Mirrors by their bits.
  using Mask = uint8_t;
  Mask all() const {
    return static_cast<Mask>((1u << lattice.images().size()) - 1);
  }

  /// Of \p mirrors, which leave all that is chosen as it is, those that leave
  /// \p tile and the \p steps to it, too. None: some image of these comes
  /// before them, so they need no look.
  std::optional<Mask> keeping(Mask mirrors, Tile tile,
                              const AxisSteps &steps) const;

private:
  const PieceLattice &lattice;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PIECEMIRRORS_H
