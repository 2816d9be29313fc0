//===- Layer.h - A DNN layer as a loop nest ---------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The vocabulary every other file uses: the dimensions of a layer, its three
// operands, which dimension indexes which operand, and the volume of a tile.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_LAYER_H
#define NEUROSPECTOR_MODEL_LAYER_H

#include "neurospector/Model/Count.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace neurospector {

/// Pairs of an image dimension and the window that slides along it: height,
/// width and depth. The only place to change for layers of more.
inline constexpr unsigned numPairs = 3;
/// The pairs in published files and tables, P with R and Q with S. They list
/// further pairs only for layers that have them.
inline constexpr unsigned numPublishedPairs = 2;

/// The dimensions of a layer of \p pairs pairs: K, B, C, G, and each pair's.
constexpr unsigned countDims(unsigned pairs) { return 4 + 2 * pairs; }
inline constexpr unsigned numPublishedDims = countDims(numPublishedPairs);
inline constexpr unsigned numDims = countDims(numPairs);

/// The loops of a layer, in the order in which every table lists them. Those of
/// the pairs beyond the published ones follow: D (image depth), T (window
/// depth), and so on.
enum class Dim : uint8_t { K, B, P, Q, C, R, S, G };
constexpr unsigned index(Dim dim) { return static_cast<unsigned>(dim); }

inline constexpr std::array<Dim, numDims> allDims = [] {
  std::array<Dim, numDims> dims = {};
  for (unsigned i = 0; i < numDims; ++i)
    dims[i] = Dim(i);
  return dims;
}();

/// P, Q, D, ...
constexpr Dim imageOf(unsigned pair) {
  return pair < numPublishedPairs ? Dim(index(Dim::P) + pair)
                                  : Dim(countDims(pair));
}
/// R, S, T, ...
constexpr Dim windowOf(unsigned pair) {
  return pair < numPublishedPairs ? Dim(index(Dim::R) + pair)
                                  : Dim(countDims(pair) + 1);
}

/// The tensors of a layer, in the order in which every table lists them.
enum class Operand : uint8_t { Input, Weight, Output };
inline constexpr std::array<Operand, 3> allOperands = {
    Operand::Input, Operand::Weight, Operand::Output};

/// Dimensions that are relevant to the same operands. K is irrelevant to the
/// input, BPQ (B and all images) to the weight, CRS (C and all windows) to the
/// output; G is relevant to all three.
enum class Group : uint8_t { K, BPQ, CRS, G };
inline constexpr unsigned numGroups = 4;

/// One factor per dimension: a bound, a tile, or a row of a table. Those that
/// are not given are one.
///
/// Example: Factors({64, 1, 56, 56, 64, 3, 3, 1}) are the bounds of a 3x3
/// convolution; D and T, which it does not have, are one.
struct Factors : std::array<int64_t, numDims> {
  constexpr Factors(std::initializer_list<int64_t> given = {}) : array() {
    fill(1);
    std::copy(given.begin(), given.end(), begin());
  }
  static constexpr Factors all(int64_t factor) {
    Factors result;
    result.fill(factor);
    return result;
  }

  bool operator==(const Factors &) const = default;
  auto operator<=>(const Factors &) const = default;
};
inline constexpr Factors unitFactors;

/// A value for the input, the weight and the output, in that order.
template <typename T> using PerOperand = std::array<T, 3>;

constexpr unsigned index(Operand op) { return static_cast<unsigned>(op); }
constexpr unsigned index(Group group) { return static_cast<unsigned>(group); }

inline constexpr std::array<Group, numDims> groupsOfDims = [] {
  std::array<Group, numDims> groups = {};
  groups[index(Dim::K)] = Group::K;
  groups[index(Dim::B)] = Group::BPQ;
  groups[index(Dim::C)] = Group::CRS;
  groups[index(Dim::G)] = Group::G;
  for (unsigned pair = 0; pair < numPairs; ++pair) {
    groups[index(imageOf(pair))] = Group::BPQ;
    groups[index(windowOf(pair))] = Group::CRS;
  }
  return groups;
}();
constexpr Group groupOf(Dim dim) { return groupsOfDims[index(dim)]; }

/// The group whose loops do not index \p op: iterating them reuses its tile.
constexpr Group irrelevantGroup(Operand op) {
  return op == Operand::Input    ? Group::K
         : op == Operand::Weight ? Group::BPQ
                                 : Group::CRS;
}

/// An image or a window.
constexpr bool isPaired(Dim dim) {
  return dim != Dim::K && dim != Dim::B && dim != Dim::C && dim != Dim::G;
}

constexpr bool isRelevant(Operand op, Dim dim) {
  return groupOf(dim) != irrelevantGroup(op);
}

llvm::StringRef name(Dim dim);
llvm::StringRef name(Operand op);

/// How an image is walked, and how the window along it is spread.
struct ImageWindow {
  int64_t stride = 1, dilation = 1;

  /// Image positions that a tile of \p image outputs and \p window taps reads.
  template <typename T> T extent(T image, T window) const {
    return (image - 1) * static_cast<T>(stride) +
           (window - 1) * static_cast<T>(dilation) + 1;
  }
  bool operator==(const ImageWindow &) const = default;
  auto operator<=>(const ImageWindow &) const = default;
};

/// The loop nest
///   O[b,g,k,p,q,...] += I[b,g,c, p*strideP+r*dilationP, q*strideQ+s*dilationQ,
///                         ...] * W[g,k,c,r,s,...]
/// with K and C counted per group.
///
/// Example: the first 3x3 convolution of ResNet-50 is
///   {K=64, B=1, P=56, Q=56, C=64, R=3, S=3, G=1}, strides and dilations 1;
/// it reads 64*58*58 input elements, 64*64*9 weights and writes 64*56*56
/// outputs with 115,605,504 multiply-accumulates.
struct Layer {
  std::string name;
  Factors bounds;
  std::array<ImageWindow, numPairs> pairs;
  /// How often its network runs it. Costs are those of one run.
  int64_t runs = 1;

  int64_t bound(Dim dim) const { return bounds[index(dim)]; }

  /// Multiply-accumulates of the layer: the product of its bounds.
  Count macs() const;

  /// Elements of each operand that a tile of \p tile iterations touches. The
  /// input counts the halo that a sliding window needs (a box, CM-5): B*C*G
  /// times (image-1)*stride+(window-1)*dilation+1 of each pair.
  PerOperand<Count> tileVolume(const Factors &tile) const;

  /// Some image has more than one position, so that strides matter.
  bool slides() const;

  /// An error that names the first bound, stride or dilation below one, or
  /// says that the number of multiply-accumulates, or of elements of an
  /// operand, exceeds 64 bits.
  llvm::Error verify() const;

  /// Same nest, whatever the name.
  bool sameShape(const Layer &other) const {
    return bounds == other.bounds && pairs == other.pairs;
  }
};

/// Product of all factors.
Count product(const Factors &factors);

/// Product over the dimensions of \p group.
Count product(const Factors &factors, Group group);

/// Element-wise product.
Factors operator*(const Factors &lhs, const Factors &rhs);

//===----------------------------------------------------------------------===//
// What files and tables list
//===----------------------------------------------------------------------===//

/// The pairs to list for \p factors: the published ones, and further ones up to
/// the last with a factor other than \p unused.
unsigned listedPairs(const Factors &factors, int64_t unused = 1);

/// The pairs that a table of all \p items lists; \p factorsOf gives the factors
/// of one.
template <typename Items, typename FactorsOf>
unsigned listedPairsOfAll(const Items &items, FactorsOf factorsOf) {
  unsigned pairs = numPublishedPairs;
  for (const auto &item : items)
    pairs = std::max(pairs, listedPairs(factorsOf(item)));
  return pairs;
}

/// The dimensions, factors, strides and dilations of the first \p pairs pairs.
inline llvm::ArrayRef<Dim> listDims(unsigned pairs) {
  return llvm::ArrayRef(allDims).take_front(countDims(pairs));
}
inline llvm::ArrayRef<int64_t> listFactors(const Factors &factors,
                                           unsigned pairs) {
  return llvm::ArrayRef<int64_t>(factors).take_front(countDims(pairs));
}
using PerPair = llvm::SmallVector<int64_t, numPairs>;
PerPair listStrides(const Layer &layer, unsigned pairs);
PerPair listDilations(const Layer &layer, unsigned pairs);

/// `K,B,P,Q,C,R,S,G` for the published pairs.
std::string listNames(unsigned pairs);
/// `64,1,56,56,64,3,3,1`.
std::string listValues(llvm::ArrayRef<int64_t> values);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_LAYER_H
