//===- TileLattice.h - All tiles of a layer as integers ---------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Perfect factors only: this file is the one place that knows which factors a
// bound has. Searches see tiles as integers. (Tiles that need not divide:
// lib/Search/PieceLattice.h.)
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_TILELATTICE_H
#define NEUROSPECTOR_SEARCH_TILELATTICE_H

#include "neurospector/Model/Accelerator.h"
#include "neurospector/Model/Reuse.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace neurospector {

/// A tile, or a row of factors, of one layer.
///
/// Every tile is a vector of prime exponents, written as one mixed-radix
/// number. So the product of two tiles is the *sum* of their numbers and a
/// quotient the difference, and every table over tiles is a flat array.
///
/// Example: K=4, C=3 has axes (K, prime 2, exponents 0..2, stride 1) and
/// (C, prime 3, exponents 0..1, stride 3). K=2,C=3 is 1 + 3 = 4; times K=2 is
/// 5, the whole layer.
using Tile = uint32_t;

/// Whether each tile is in a set. Bytes, as searches ask all the time.
using TileSet = std::vector<uint8_t>;

class TileLattice {
public:
  /// A prime of a bound (a product of primes if the lattice is not complete):
  /// digit of a `Tile`.
  struct Axis {
    Dim dim;
    int64_t base;
    uint32_t maxExponent;
    Tile stride;
  };

  /// Facts about a tile that cost formulas need, as doubles: integers up to
  /// 2^53, above that with a relative error of 2^-53.
  struct Info {
    PerOperand<double> volume;
    GroupFactors groups;
    double iterations; ///< product of all factors
  };

  /// Holds all tiles of \p layer, or, if they are more than \p maxTiles (at
  /// most 2^32, at least 2^8), a part of them: those in which some primes come
  /// two or three at a time.
  TileLattice(const Layer &layer, uint64_t maxTiles);

  /// No tile was left out.
  bool isComplete() const { return complete; }

  Tile size() const { return static_cast<Tile>(infos.size()); }
  Tile unit() const { return 0; }
  Tile whole() const { return size() - 1; }
  llvm::ArrayRef<Axis> axes() const { return axisList; }
  /// Those along which tiles differ.
  GroupMask groups() const { return groupsInUse; }
  const Info &operator[](Tile tile) const { return infos[tile]; }

  uint32_t exponent(Tile tile, const Axis &axis) const {
    return tile / axis.stride % (axis.maxExponent + 1);
  }
  bool divides(Tile inner, Tile outer) const {
    return (((packed[outer] | guards) - packed[inner]) & guards) == guards;
  }
  Factors factors(Tile tile) const;
  int64_t factor(Tile tile, Dim dim) const;
  /// The product of the factors of the dimensions in \p dims.
  double product(Tile tile, DimSet dims) const;
  /// The same of every tile.
  std::vector<double> products(DimSet dims) const;

  /// All tiles that divide \p tile and differ from it only in groups for which
  /// \p groups has a bit, ascending.
  void divisors(Tile tile, llvm::SmallVectorImpl<Tile> &result,
                GroupMask groups = allGroups) const;

  /// How many tiles `divisors` finds.
  size_t countDivisors(Tile tile) const {
    size_t result = 1;
    for (const Axis &axis : axisList)
      result *= exponent(tile, axis) + 1;
    return result;
  }

  /// Tiles \p count of which follow each other, from \p first on.
  struct Run {
    Tile first, count;
  };
  /// All tiles that \p tile divides, ascending.
  std::vector<Run> multiples(Tile tile) const;

  /// Replaces each value by the least over all divisors of its tile that
  /// differ from it only in groups for which \p groups has a bit: the min-plus
  /// zeta transform. O(size * axes).
  void minOverDivisors(std::vector<double> &values,
                       GroupMask groups = allGroups) const;
  void maxOverDivisors(std::vector<double> &values, DimSet dims) const;
  /// `minOverDivisors` for those divisors only that leave exactly the factors
  /// of \p required, where they are not 0; infinity where there are none.
  void minOverRows(std::vector<double> &values, GroupMask groups,
                   const Factors &required) const;

private:
  std::optional<Tile> find(Dim dim, int64_t factor) const;
  template <typename Select, typename Use>
  void overDivisors(std::vector<double> &values, Select select,
                    Use combine) const;

  bool complete = true;
  llvm::SmallVector<Axis, 16> axisList;
  GroupMask groupsInUse = 0;
  std::vector<Info> infos;
  /// Exponents side by side with a spare bit above each, so that one
  /// subtraction compares all: a spare bit set in `guards` survives unless its
  /// exponent borrows from it. 2^32 tiles need at most 64 bits.
  std::vector<uint64_t> packed;
  uint64_t guards = 0;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_TILELATTICE_H
