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
template <typename T> class PartialMinimaOf {
public:
  /// Those that may differ, the last of the lattice first, those inside a row
  /// after or before all others.
  llvm::SmallVector<unsigned, numDims> axes;

  struct Options {
    std::function<bool(const PieceLattice::Axis &)> varies;
    /// Of some tile of the row that begins with one, minima are needed.
    std::function<bool(Tile)> isNeeded;
    /// First of the axes are those inside a row: of few rows there are values.
    bool insideFirst = false;
    /// Values are multiplied by the steps of each cut.
    bool multiplies = false;
    /// What is larger is left out.
    T most = std::numeric_limits<T>::infinity();
  };
  /// Of \p values, over \p cuts.
  void begin(const PieceLattice &lattice, const RowTable<T> &values,
             const Cuts &cuts, Options options);
  bool empty() const { return byDepth.empty(); }

  T operator()(size_t depth, Tile tile) const {
    return (*byDepth[depth])[tile];
  }
  /// Along all axes.
  const RowTable<T> &least() const { return *byDepth.back(); }

private:
  void addAxis(unsigned axis, const Cuts &cuts);
  bool lower(size_t depth, Tile first, T *values) const;
  bool lowerAcross(const RowTable<T> &before, unsigned axis, Tile first,
                   T *values) const;
  void lowerInside(unsigned axis, T *values) const;
  /// A tile inside, with the fewest steps, or one if values are not multiplied.
  struct Inner {
    unsigned digit;
    T steps;
  };

  const PieceLattice *lattice = nullptr;
  /// By axis and digit, ascending.
  std::vector<std::vector<std::vector<Inner>>> inners;
  Options options;
  size_t firstInside = 0, endInside = 0; ///< in `axes`
  llvm::SmallVector<const RowTable<T> *, 0> byDepth;
  std::vector<std::unique_ptr<RowTable<T>>> tables; ///< but for the first
};

using PartialMinima = PartialMinimaOf<double>;
extern template class PartialMinimaOf<double>;
extern template class PartialMinimaOf<float>;

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PARTIALMINIMA_H
