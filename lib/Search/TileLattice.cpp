//===- TileLattice.cpp - All tiles of a layer as integers -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/TileLattice.h"
#include "neurospector/Search/PrimeFactors.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <limits>

using namespace neurospector;

static uint64_t countTiles(llvm::ArrayRef<TileLattice::Axis> axes) {
  uint64_t tiles = 1;
  for (const TileLattice::Axis &axis : axes)
    tiles = llvm::SaturatingMultiply<uint64_t>(tiles, axis.maxExponent + 1);
  return tiles;
}

/// Leaves out tiles: halves the longest axis, p^(2n) as (p^2)^n and p^(2n+1) as
/// (p^2)^(n-1) * (p^3)^1, or multiplies two axes of exponent one.
static void coarsen(llvm::SmallVectorImpl<TileLattice::Axis> &axes) {
  auto *longest = llvm::max_element(axes, [](const auto &a, const auto &b) {
    return a.maxExponent < b.maxExponent;
  });
  if (longest->maxExponent == 1) {
    auto *pair = std::adjacent_find(
        axes.begin(), axes.end(),
        [](const auto &a, const auto &b) { return a.dim == b.dim; });
    pair->base *= std::next(pair)->base;
    axes.erase(std::next(pair));
    return;
  }
  int64_t base = longest->base;
  uint32_t exponent = longest->maxExponent;
  longest->base *= base;
  longest->maxExponent = exponent / 2 - exponent % 2;
  if (longest->maxExponent == 0)
    *longest = {longest->dim, base * base * base, 1, 0};
  else if (exponent % 2)
    axes.insert(longest, {longest->dim, base * base * base, 1, 0});
}

namespace {
/// A pair whose image or window has more than one position, ready for doubles.
struct PairInUse {
  unsigned image, window;
  double stride, dilation;
};
} // namespace

static llvm::SmallVector<PairInUse, numPairs> pairsInUse(const Layer &layer) {
  llvm::SmallVector<PairInUse, numPairs> result;
  for (unsigned i = 0; i < numPairs; ++i)
    if (layer.bound(imageOf(i)) != 1 || layer.bound(windowOf(i)) != 1)
      result.push_back({index(imageOf(i)), index(windowOf(i)),
                        static_cast<double>(layer.pairs[i].stride),
                        static_cast<double>(layer.pairs[i].dilation)});
  return result;
}

/// Facts about one tile from its factors, as doubles. Visits only \p pairs:
/// most layers have few in use, and every tile comes here.
static inline TileLattice::Info describe(llvm::ArrayRef<PairInUse> pairs,
                                         const Factors &f) {
  auto at = [&](Dim dim) { return static_cast<double>(f[index(dim)]); };
  double bpq = at(Dim::B), crs = at(Dim::C);
  double input = bpq * crs * at(Dim::G);
  for (const PairInUse &pair : pairs) {
    auto image = static_cast<double>(f[pair.image]);
    auto window = static_cast<double>(f[pair.window]);
    bpq *= image;
    crs *= window;
    input *= (image - 1) * pair.stride + (window - 1) * pair.dilation + 1;
  }
  TileLattice::Info info;
  info.volume = {input, at(Dim::K) * crs * at(Dim::G),
                 at(Dim::K) * bpq * at(Dim::G)};
  info.groups.of = {at(Dim::K), bpq, crs, at(Dim::G)};
  info.iterations = at(Dim::K) * bpq * crs * at(Dim::G);
  return info;
}

TileLattice::TileLattice(const Layer &layer, uint64_t maxTiles) {
  for (Dim dim : allDims)
    for (auto [prime, exponent] : primeFactors(layer.bound(dim)))
      axisList.push_back({dim, prime, exponent, 0});
  for (; countTiles(axisList) > maxTiles; complete = false)
    coarsen(axisList);
  Tile stride = 1;
  for (Axis &axis : axisList) {
    groupsInUse |= static_cast<GroupMask>(1u << index(groupOf(axis.dim)));
    axis.stride = stride;
    stride *= axis.maxExponent + 1;
  }

  llvm::SmallVector<uint64_t, 16> units; ///< one exponent in packed form
  unsigned bit = 0;
  for (const Axis &axis : axisList) {
    units.push_back(uint64_t(1) << bit);
    bit += llvm::bit_width(axis.maxExponent);
    guards |= uint64_t(1) << bit++;
  }
  infos.reserve(stride);
  packed.reserve(stride);
  uint64_t code = 0;
  llvm::SmallVector<PairInUse, numPairs> pairs = pairsInUse(layer);
  llvm::SmallVector<uint32_t, 16> digits(axisList.size(), 0);
  // Exact: doubles would not divide back to what they were multiplied from.
  Factors factors = unitFactors;
  for (Tile tile = 0; tile < stride; ++tile) {
    infos.push_back(describe(pairs, factors));
    packed.push_back(code);
    for (auto [digit, axis, unit] : llvm::zip(digits, axisList, units)) {
      int64_t &factor = factors[index(axis.dim)];
      if (digit < axis.maxExponent) {
        ++digit;
        code += unit;
        factor *= axis.base;
        break;
      }
      for (; digit > 0; --digit) {
        code -= unit;
        factor /= axis.base;
      }
    }
  }
}

Factors TileLattice::factors(Tile tile) const {
  Factors result = unitFactors;
  for (const Axis &axis : axisList)
    for (uint32_t e = exponent(tile, axis); e > 0; --e)
      result[index(axis.dim)] *= axis.base;
  return result;
}

int64_t TileLattice::factor(Tile tile, Dim dim) const {
  int64_t result = 1;
  for (const Axis &axis : axisList)
    if (axis.dim == dim)
      for (uint32_t e = exponent(tile, axis); e > 0; --e)
        result *= axis.base;
  return result;
}

double TileLattice::product(Tile tile, DimSet dims) const {
  double result = 1;
  for (const Axis &axis : axisList)
    if (dims.contains(axis.dim))
      for (uint32_t e = exponent(tile, axis); e > 0; --e)
        result *= static_cast<double>(axis.base);
  return result;
}

std::vector<double> TileLattice::products(DimSet dims) const {
  std::vector<double> result(size(), 1);
  for (const Axis &axis : axisList) {
    if (!dims.contains(axis.dim))
      continue;
    auto base = static_cast<double>(axis.base);
    Tile block = axis.stride * (axis.maxExponent + 1);
    for (Tile begin = 0; begin < size(); begin += block)
      for (Tile i = begin + axis.stride; i < begin + block; ++i)
        result[i] = result[i - axis.stride] * base;
  }
  return result;
}

void TileLattice::divisors(Tile tile, llvm::SmallVectorImpl<Tile> &result,
                           GroupMask groups) const {
  auto varies = [&](const Axis &axis) {
    return groups >> index(groupOf(axis.dim)) & 1;
  };
  Tile base = tile;
  for (const Axis &axis : axisList)
    if (varies(axis))
      base -= exponent(tile, axis) * axis.stride;
  result.assign(1, base);
  // Strides ascend, so appending the shifted copies keeps the list ascending.
  for (const Axis &axis : axisList) {
    if (!varies(axis))
      continue;
    size_t lower = result.size();
    for (uint32_t e = 1, top = exponent(tile, axis); e <= top; ++e)
      for (size_t i = 0; i < lower; ++i)
        result.push_back(result[i] + e * axis.stride);
  }
}

std::vector<TileLattice::Run> TileLattice::multiples(Tile tile) const {
  std::vector<Run> result = {{0, 1}};
  for (const Axis &axis : axisList) {
    uint32_t least = exponent(tile, axis), most = axis.maxExponent;
    if (result.size() == 1 && result.front().count == axis.stride) {
      // All tiles of the axes so far: what follows is side by side.
      result.front() = {least * axis.stride, (most - least + 1) * axis.stride};
      continue;
    }
    size_t runs = result.size();
    for (uint32_t e = least + 1; e <= most; ++e)
      for (size_t i = 0; i < runs; ++i)
        result.push_back({result[i].first + e * axis.stride, result[i].count});
    for (size_t i = 0; i < runs; ++i)
      result[i].first += least * axis.stride;
  }
  return result;
}

template <typename Select, typename Use>
void TileLattice::overDivisors(std::vector<double> &values, Select select,
                               Use combine) const {
  for (const Axis &axis : axisList) {
    if (!select(axis))
      continue;
    Tile stride = axis.stride, block = stride * (axis.maxExponent + 1);
    constexpr Tile fewSideBySide = 4;
    if (stride < fewSideBySide) {
      for (Tile base = 0; base < size(); base += block)
        for (Tile i = base + stride; i < base + block; ++i)
          values[i] = combine(values[i], values[i - stride]);
      continue;
    }
    // Step by step along the axis: what lies side by side is independent.
    for (Tile base = 0; base < size(); base += block)
      for (Tile step = base + stride; step < base + block; step += stride) {
        double *__restrict to = &values[step];
        const double *__restrict from = to - stride;
        for (Tile i = 0; i < stride; ++i)
          to[i] = combine(to[i], from[i]);
      }
  }
}

void TileLattice::minOverDivisors(std::vector<double> &values,
                                  GroupMask groups) const {
  minOverRows(values, groups, Factors::all(0));
}

void TileLattice::maxOverDivisors(std::vector<double> &values,
                                  DimSet dims) const {
  overDivisors(
      values, [&](const Axis &axis) { return dims.contains(axis.dim); },
      [](double a, double b) { return b > a ? b : a; });
}

/// The tile with \p factor along \p dim and one along all others.
std::optional<Tile> TileLattice::find(Dim dim, int64_t factor) const {
  // The axes of a dimension lie side by side.
  Tile begin = 1, end = 1;
  for (const Axis &axis : axisList)
    if (axis.dim == dim) {
      begin = end == 1 ? axis.stride : begin;
      end = axis.stride * (axis.maxExponent + 1);
    }
  for (Tile tile = 0; tile < end; tile += begin)
    if (this->factor(tile, dim) == factor)
      return tile;
  return std::nullopt;
}

void TileLattice::minOverRows(std::vector<double> &values, GroupMask groups,
                              const Factors &required) const {
  Tile row = 0;
  for (Dim dim : allDims) {
    if (required[index(dim)] == 0)
      continue;
    std::optional<Tile> part = find(dim, required[index(dim)]);
    if (!part || (*part != 0 && !(groups >> index(groupOf(dim)) & 1))) {
      llvm::fill(values, std::numeric_limits<double>::infinity());
      return;
    }
    row += *part;
  }
  overDivisors(
      values,
      [&](const Axis &axis) {
        return required[index(axis.dim)] == 0 &&
               groups >> index(groupOf(axis.dim)) & 1;
      },
      [](double a, double b) { return b < a ? b : a; });
  for (Tile tile = size(); row != 0 && tile-- > 0;)
    values[tile] = divides(row, tile) ? values[tile - row]
                                      : std::numeric_limits<double>::infinity();
}
