//===- PartialMinima.h - Minima axis by axis --------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PARTIALMINIMA_H
#define NEUROSPECTOR_LIB_SEARCH_PARTIALMINIMA_H

#include "BusyUnits.h"
#include "RowTable.h"

namespace neurospector {

/// Values of tiles; infinite where none is needed.
using TileTable = RowTable<double>;

/// Leaves out values of \p most or more. False if all are.
bool leaveOutFrom(double *values, Tile size, double most);

/// The least value over all tiles inside each that differ along some axes. For
/// each number n of these axes also the least of those that differ along the
/// first n only: a search that chooses one axis after the other, the last
/// first, looks at no tile in vain.
class PartialMinima {
public:
  /// Those that may differ, the last of the lattice first.
  llvm::SmallVector<unsigned, numDims> axes;

  struct Options {
    std::function<bool(const PieceLattice::Axis &)> varies;
    /// Of some tile of the row that begins with one, minima are needed.
    std::function<bool(Tile)> isNeeded;
    /// Values are multiplied by the steps of each cut.
    bool multiplies = false;
    /// What is larger is left out.
    double most = std::numeric_limits<double>::infinity();
  };
  /// Of \p values, over \p cuts.
  void begin(const PieceLattice &lattice, const TileTable &values,
             const Cuts &cuts, Options options);
  bool empty() const { return byDepth.empty(); }

  double operator()(size_t depth, Tile tile) const {
    return (*byDepth[depth])[tile];
  }
  /// Along all axes.
  const TileTable &least() const { return *byDepth.back(); }

private:
  size_t numAcross() const;
  bool lower(size_t depth, Tile first, double *values) const;
  bool lowerAcross(const TileTable &before, unsigned axis, Tile first,
                   double *values) const;
  void lowerInside(unsigned axis, double *values) const;
  /// A tile inside, with the fewest steps, or one if values are not multiplied.
  struct Inner {
    unsigned digit;
    double steps;
  };

  const PieceLattice *lattice = nullptr;
  /// By axis and digit, ascending.
  std::vector<std::vector<std::vector<Inner>>> inners;
  Options options;
  llvm::SmallVector<const TileTable *, 0> byDepth;
  std::vector<std::unique_ptr<TileTable>> tables; ///< but for the first
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PARTIALMINIMA_H
