//===- BusyUnits.h - Units that a tile keeps busy ---------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_BUSYUNITS_H
#define NEUROSPECTOR_LIB_SEARCH_BUSYUNITS_H

#include "PieceLattice.h"
#include "neurospector/Model/Accelerator.h"

#include <functional>

namespace neurospector {

/// A way from the tile that a level takes in to the one that it hands on, along
/// one axis.
struct Cut {
  unsigned inner; ///< digit of what is handed on
  int64_t steps;  ///< of all arrays together
  auto operator<=>(const Cut &) const = default;
};

/// Ways to cut, by axis and digit of what is cut, ascending.
template <typename Cut>
using CutsOf = std::vector<std::vector<std::vector<Cut>>>;
using Cuts = CutsOf<Cut>;

/// IP-6: how few steps the arrays inside one memory take for the tiles that are
/// handed to them.
class BusyUnits {
public:
  /// \p countsElements: a unit that has less to do than the first is idle for
  /// the rest; else each unit is busy that has anything to do.
  BusyUnits(const PieceLattice &lattice, llvm::ArrayRef<Array> arrays,
            const Cuts &cuts, bool countsElements);

  /// What depends on the steps, a part of those of a single unit.
  struct Line {
    double perStep, constant;
  };
  /// Of tiles the least over all unrollings that may fit the arrays.
  class Least {
  public:
    /// Of the tiles of a row, by their number in it.
    struct Row {
      const Least *least;
      size_t reduction, other; ///< numbers of the first tile
      double operator[](Tile i) const;
    };
    /// The one that begins with \p first.
    Row row(Tile first) const;

  private:
    friend BusyUnits;
    friend Row;
    /// A number of units along C, R and S, by what these leave for others.
    struct Choice {
      double steps, constant;
      size_t left;
    };
    /// What a tile's digits make of a number in a list.
    struct Number {
      llvm::SmallVector<size_t, numDims> strides; ///< by axis
      std::vector<size_t> inRow; ///< what the axes inside a row add
      size_t at(llvm::ArrayRef<unsigned> digits) const;
    };
    using Choices = llvm::SmallVector<Choice, 8>;
    const Choices &choicesOf(size_t reduction) const;

    const BusyUnits *units = nullptr;
    std::function<Line(int64_t, int64_t, double)> of;
    mutable std::vector<Choices> choices; ///< none yet: empty
    Number reduction, other; ///< in `choices` and in `others` of all units
  };
  /// \p of(m, n, b): with m to n units along C, R and S of which b are busy in
  /// the mean; it falls with b.
  Least least(std::function<Line(int64_t, int64_t, double)> of) const;

  /// The fewest steps along an axis, as a part of all, if a digit is cut.
  double stepsAlong(unsigned axis, unsigned digit, const Cut &cut) const;
  /// Of each cut of a digit, as many units as work in the mean at most.
  llvm::ArrayRef<double> working(unsigned axis, unsigned digit) const {
    return workingOf[axis][digit];
  }
  /// Of all arrays at most, for other axes, once \p used units are taken along
  /// some.
  int64_t unitsLeft(int64_t used) const { return together.leave(used); }

private:
  /// Arrays that compete for axes, as one.
  struct Competing {
    int64_t units = 1;
    llvm::SmallVector<unsigned, numDims> axes;
    std::vector<int64_t> left; ///< `leave`; empty: as if of a single array

    /// For other axes at most, if \p used are along some.
    int64_t leave(int64_t used) const {
      return left.empty()
                 ? units / used
                 : std::max<int64_t>(1, left[static_cast<size_t>(used)]);
    }
    /// If \p fewest to \p most are.
    int64_t leave(int64_t fewest, int64_t most) const;
  };
  /// Units along some axes, \p units to \p most, and the fewest steps that they
  /// take.
  struct Along {
    int64_t units, most;
    double steps;
  };
  using Choices = llvm::SmallVector<Along, 8>;

  void findWorking(llvm::ArrayRef<Array> arrays);
  llvm::SmallVector<Competing, 4> compete(llvm::ArrayRef<Array> arrays) const;
  Choices alongAxis(unsigned axis, unsigned digit) const;
  Choices join(const Choices &before, const Choices &own) const;
  void addReduction(unsigned axis);
  std::vector<double> fewest(llvm::ArrayRef<unsigned> axes,
                             llvm::ArrayRef<int64_t> numbers,
                             const Competing &group) const;
  bool isReduction(unsigned axis) const {
    return lattice.axes()[axis].group == Group::CRS;
  }

  const PieceLattice &lattice;
  const Cuts &cuts;
  const bool countsElements;
  std::vector<std::vector<std::vector<double>>> workingOf; ///< as the cuts
  Competing together;        ///< all arrays, whatever their axes
  Competing reducing;        ///< that may be unrolled along C, R, S
  std::vector<int64_t> left; ///< of these, for other axes; ascending
  /// Along C, R and S, and, for each number of units that are left, along all
  /// other axes. By the digits of the axes, the first the fastest.
  llvm::SmallVector<unsigned, numDims> reductionAxes, otherAxes;
  std::vector<Choices> reductions;
  std::vector<double> others;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_BUSYUNITS_H
