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

void PartialMinima::begin(const PieceLattice &lattice, const TileTable &values,
                          const Cuts &cuts, Options options) {
  this->lattice = &lattice;
  this->options = std::move(options);
  byDepth.push_back(&values);
  inners.resize(lattice.axes().size());
  for (auto a = static_cast<unsigned>(lattice.axes().size()); a-- > 0;) {
    if (!this->options.varies(lattice.axes()[a]))
      continue;
    axes.push_back(a);
    for (llvm::ArrayRef<Cut> each : cuts[a]) {
      std::vector<Inner> &inner = inners[a].emplace_back();
      for (const Cut &cut : each)
        if (inner.empty() || inner.back().digit != cut.inner)
          inner.push_back({cut.inner, this->options.multiplies
                                          ? static_cast<double>(cut.steps)
                                          : 1});
    }
    TileTable &table = *tables.emplace_back(std::make_unique<TileTable>());
    table.begin(
        lattice, infinity,
        [this, depth = axes.size()](Tile first, double *to) {
          return lower(depth, first, to);
        },
        lattice.isClosed(axes));
    byDepth.push_back(&table);
  }
}

NEUROSPECTOR_WIDE_VECTORS
bool neurospector::leaveOutFrom(double *values, Tile size, double most) {
  for (Tile i = 0; i < size; ++i)
    values[i] = values[i] < most ? values[i] : infinity;
  return std::any_of(values, values + size,
                     [](double value) { return value != infinity; });
}

/// Along so many of the axes, the first ones, tiles are of different rows.
size_t PartialMinima::numAcross() const {
  return llvm::count_if(
      axes, [&](unsigned axis) { return axis >= lattice->rowAxes(); });
}

bool PartialMinima::lower(size_t depth, Tile first, double *values) const {
  if (!options.isNeeded(first))
    return false;
  if (unsigned axis = axes[depth - 1]; axis >= lattice->rowAxes()) {
    if (!lowerAcross(*byDepth[depth - 1], axis, first, values))
      return false;
  } else {
    // Who asks for the minima along all axes needs none along fewer.
    size_t from = depth == axes.size() ? numAcross() : depth - 1;
    const double *row = byDepth[from]->row(first);
    if (!row)
      return false;
    std::copy_n(row, lattice->rowSize(), values);
    for (; from < depth; ++from)
      lowerInside(axes[from], values);
  }
  return leaveOutFrom(values, lattice->rowSize(), options.most);
}

/// The least of \p to and \p from, which is \p steps times as much.
static inline void lowerTo(double *to, const double *from, Tile size,
                           double steps) {
  if (steps == 1)
    for (Tile i = 0; i < size; ++i)
      to[i] = std::min(to[i], from[i]);
  else
    for (Tile i = 0; i < size; ++i)
      to[i] = std::min(to[i], from[i] * steps);
}

NEUROSPECTOR_WIDE_VECTORS
static void lowerRow(double *to, const double *from, Tile size, double steps) {
  lowerTo(to, from, size, steps);
}

/// The same of each block of a row, at the same place in it.
NEUROSPECTOR_WIDE_VECTORS
static void lowerBlocks(double *to, const double *from, Tile stride, Tile block,
                        Tile rowSize, double steps) {
  if (stride == 1)
    for (Tile base = 0; base < rowSize; base += block)
      to[base] = std::min(to[base], from[base] * steps);
  else
    for (Tile base = 0; base < rowSize; base += block)
      lowerTo(to + base, from + base, stride, steps);
}

/// Tiles that differ along \p number are of different rows.
bool PartialMinima::lowerAcross(const TileTable &before, unsigned number,
                                Tile first, double *values) const {
  const PieceLattice::Axis &axis = lattice->axes()[number];
  unsigned digit = lattice->digit(first, axis);
  bool isAny = false;
  for (const auto &[inner, steps] : inners[number][digit]) {
    const double *row = before.row(first - (digit - inner) * axis.stride);
    if (!row)
      continue;
    if (!std::exchange(isAny, true))
      std::fill_n(values, lattice->rowSize(), infinity);
    lowerRow(values, row, lattice->rowSize(), steps);
  }
  return isAny;
}

/// They are of the same row.
void PartialMinima::lowerInside(unsigned number, double *values) const {
  const PieceLattice::Axis &axis = lattice->axes()[number];
  Tile stride = axis.stride, block = stride * axis.size(),
       size = lattice->rowSize();
  // The largest tiles first: what they may have inside is as it was.
  for (unsigned digit = axis.size(); digit-- > 0;) {
    llvm::ArrayRef<Inner> own = inners[number][digit];
    double *to = values + digit * stride;
    bool stays = !own.empty() && own.back().digit == digit;
    if (stays)
      own = own.drop_back();
    else
      for (Tile base = 0; base < size; base += block)
        std::fill_n(to + base, stride, infinity);
    for (const auto &[inner, steps] : own)
      lowerBlocks(to, values + inner * stride, stride, block, size, steps);
  }
}
