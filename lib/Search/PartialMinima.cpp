//===- PartialMinima.cpp - Minima axis by axis ----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PartialMinima.h"
#include "Channel.h"
#include "WideVectors.h"

#include <algorithm>

using namespace neurospector;

template <typename T>
static constexpr T infinityOf = std::numeric_limits<T>::infinity();

template <typename T>
void PartialMinimaOf<T>::begin(const PieceLattice &lattice,
                               const RowTable<T> &values, const Cuts &cuts,
                               Options options) {
  this->lattice = &lattice;
  this->options = std::move(options);
  byDepth.push_back(&values);
  inners.resize(lattice.axes().size());
  auto addAxes = [&](unsigned begin, unsigned end) {
    for (unsigned axis = end; axis-- > begin;)
      if (this->options.varies(lattice.axes()[axis]))
        addAxis(axis, cuts);
  };
  auto addInside = [&] {
    firstInside = axes.size();
    addAxes(0, lattice.rowAxes());
    endInside = axes.size();
  };
  if (this->options.insideFirst)
    addInside();
  addAxes(lattice.rowAxes(), static_cast<unsigned>(lattice.axes().size()));
  if (!this->options.insideFirst)
    addInside();
}

template <typename T>
void PartialMinimaOf<T>::addAxis(unsigned axis, const Cuts &cuts) {
  axes.push_back(axis);
  for (llvm::ArrayRef<Cut> each : cuts[axis]) {
    std::vector<Inner> &inner = inners[axis].emplace_back();
    for (const Cut &cut : each)
      if (inner.empty() || inner.back().digit != cut.inner)
        inner.push_back(
            {cut.inner, options.multiplies ? static_cast<T>(cut.steps) : 1});
  }
  RowTable<T> &table = *tables.emplace_back(std::make_unique<RowTable<T>>());
  table.begin(
      *lattice, infinityOf<T>,
      [this, depth = axes.size()](Tile first, T *to) {
        return lower(depth, first, to);
      },
      lattice->isClosed(axes));
  byDepth.push_back(&table);
}

/// The mask is as wide as the values.
template <typename T, typename Mask>
static inline bool leaveOut(T *values, Tile size, T most) {
  Mask isAny = 0;
  for (Tile i = 0; i < size; ++i) {
    bool isLess = values[i] < most;
    values[i] = isLess ? values[i] : infinityOf<T>;
    isAny |= isLess;
  }
  return isAny != 0;
}

NEUROSPECTOR_WIDE_VECTORS
static bool leaveOut(double *values, Tile size, double most) {
  return leaveOut<double, uint64_t>(values, size, most);
}

NEUROSPECTOR_WIDE_VECTORS
static bool leaveOut(float *values, Tile size, float most) {
  return leaveOut<float, uint32_t>(values, size, most);
}

bool neurospector::leaveOutFrom(double *values, Tile size, double most) {
  return leaveOut(values, size, most);
}

template <typename T>
bool PartialMinimaOf<T>::lower(size_t depth, Tile first, T *values) const {
  if (!options.isNeeded(first))
    return false;
  if (unsigned axis = axes[depth - 1]; axis >= lattice->rowAxes()) {
    if (!lowerAcross(*byDepth[depth - 1], axis, first, values))
      return false;
  } else {
    // Who asks for the minima along all of these needs none along fewer.
    size_t from = depth == endInside ? firstInside : depth - 1;
    const T *row = byDepth[from]->row(first);
    if (!row)
      return false;
    std::copy_n(row, lattice->rowSize(), values);
    for (; from < depth; ++from)
      lowerInside(axes[from], values);
  }
  return leaveOut(values, lattice->rowSize(), options.most);
}

/// The least of \p to and \p from, which is \p steps times as much.
template <typename T>
static inline void lowerTo(T *to, const T *from, Tile size, T steps) {
  if (steps == 1)
    for (Tile i = 0; i < size; ++i)
      to[i] = std::min(to[i], from[i]);
  else
    for (Tile i = 0; i < size; ++i)
      to[i] = std::min(to[i], from[i] * steps);
}

/// The same of each block of a row, at the same place in it; of a whole row, if
/// that is one block.
template <typename T>
static inline void lowerEach(T *to, const T *from, Tile stride, Tile block,
                             Tile rowSize, T steps) {
  if (stride == 1)
    for (Tile base = 0; base < rowSize; base += block)
      to[base] = std::min(to[base], from[base] * steps);
  else
    for (Tile base = 0; base < rowSize; base += block)
      lowerTo(to + base, from + base, stride, steps);
}

NEUROSPECTOR_WIDE_VECTORS
static void lowerBlocks(double *to, const double *from, Tile stride, Tile block,
                        Tile rowSize, double steps) {
  lowerEach(to, from, stride, block, rowSize, steps);
}

NEUROSPECTOR_WIDE_VECTORS
static void lowerBlocks(float *to, const float *from, Tile stride, Tile block,
                        Tile rowSize, float steps) {
  lowerEach(to, from, stride, block, rowSize, steps);
}

/// Tiles that differ along \p number are of different rows.
template <typename T>
bool PartialMinimaOf<T>::lowerAcross(const RowTable<T> &before, unsigned number,
                                     Tile first, T *values) const {
  const PieceLattice::Axis &axis = lattice->axes()[number];
  unsigned digit = lattice->digit(first, axis);
  Tile size = lattice->rowSize();
  bool isAny = false;
  for (const auto &[inner, steps] : inners[number][digit]) {
    const T *row = before.row(first - (digit - inner) * axis.stride);
    if (!row)
      continue;
    if (!std::exchange(isAny, true))
      std::fill_n(values, size, infinityOf<T>);
    lowerBlocks(values, row, size, size, size, steps);
  }
  return isAny;
}

/// They are of the same row.
template <typename T>
void PartialMinimaOf<T>::lowerInside(unsigned number, T *values) const {
  const PieceLattice::Axis &axis = lattice->axes()[number];
  Tile stride = axis.stride, block = stride * axis.size(),
       size = lattice->rowSize();
  // The largest tiles first: what they may have inside is as it was.
  for (unsigned digit = axis.size(); digit-- > 0;) {
    llvm::ArrayRef<Inner> own = inners[number][digit];
    T *to = values + digit * stride;
    bool stays = !own.empty() && own.back().digit == digit;
    if (stays)
      own = own.drop_back();
    else
      for (Tile base = 0; base < size; base += block)
        std::fill_n(to + base, stride, infinityOf<T>);
    for (const auto &[inner, steps] : own)
      lowerBlocks(to, values + inner * stride, stride, block, size, steps);
  }
}

template class neurospector::PartialMinimaOf<double>;
template class neurospector::PartialMinimaOf<float>;
