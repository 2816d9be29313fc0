//===- Layer.h - A DNN layer as an eight-deep loop nest ---------*- C++ -*-===//
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
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <array>
#include <cstdint>
#include <string>

namespace neurospector {

/// The loops of a layer, in the order in which every table lists them.
enum class Dim : uint8_t { K, B, P, Q, C, R, S, G };
inline constexpr unsigned numDims = 8;
inline constexpr std::array<Dim, numDims> allDims = {
    Dim::K, Dim::B, Dim::P, Dim::Q, Dim::C, Dim::R, Dim::S, Dim::G};

/// The tensors of a layer, in the order in which every table lists them.
enum class Operand : uint8_t { Input, Weight, Output };
inline constexpr std::array<Operand, 3> allOperands = {
    Operand::Input, Operand::Weight, Operand::Output};

/// Dimensions that are relevant to the same operands. K is irrelevant to the
/// input, BPQ to the weight, CRS to the output; G is relevant to all three.
enum class Group : uint8_t { K, BPQ, CRS, G };
inline constexpr unsigned numGroups = 4;

/// One positive factor per dimension: a bound, a tile, or a row of a table.
using Factors = std::array<int64_t, numDims>;
inline constexpr Factors unitFactors = {1, 1, 1, 1, 1, 1, 1, 1};

/// A value for the input, the weight and the output, in that order.
template <typename T> using PerOperand = std::array<T, 3>;

constexpr unsigned index(Dim dim) { return static_cast<unsigned>(dim); }
constexpr unsigned index(Operand op) { return static_cast<unsigned>(op); }
constexpr unsigned index(Group group) { return static_cast<unsigned>(group); }

constexpr Group groupOf(Dim dim) {
  switch (dim) {
  case Dim::K:
    return Group::K;
  case Dim::B:
  case Dim::P:
  case Dim::Q:
    return Group::BPQ;
  case Dim::C:
  case Dim::R:
  case Dim::S:
    return Group::CRS;
  case Dim::G:
    break;
  }
  return Group::G;
}

/// The group whose loops do not index \p op: iterating them reuses its tile.
constexpr Group irrelevantGroup(Operand op) {
  return op == Operand::Input    ? Group::K
         : op == Operand::Weight ? Group::BPQ
                                 : Group::CRS;
}

constexpr bool isRelevant(Operand op, Dim dim) {
  return groupOf(dim) != irrelevantGroup(op);
}

llvm::StringRef name(Dim dim);
llvm::StringRef name(Operand op);

/// The loop nest
///   O[b,g,k,p,q] += I[b,g,c, p*strideP+r*dilationP, q*strideQ+s*dilationQ]
///                   * W[g,k,c,r,s]
/// with K and C counted per group.
///
/// Example: the first 3x3 convolution of ResNet-50 is
///   {K=64, B=1, P=56, Q=56, C=64, R=3, S=3, G=1}, strides and dilations 1;
/// it reads 64*58*58 input elements, 64*64*9 weights and writes 64*56*56
/// outputs with 115,605,504 multiply-accumulates.
struct Layer {
  std::string name;
  Factors bounds = unitFactors;
  int64_t strideP = 1, strideQ = 1;
  int64_t dilationP = 1, dilationQ = 1;

  int64_t bound(Dim dim) const { return bounds[index(dim)]; }

  /// Multiply-accumulates of the layer: the product of its bounds.
  Count macs() const;

  /// Elements of each operand that a tile of \p tile iterations touches
  /// (design: section 5). The input counts the halo that a sliding window
  /// needs: B*C*G*((P-1)*strideP+(R-1)*dilationP+1)*(same of Q and S).
  PerOperand<Count> tileVolume(const Factors &tile) const;

  /// An error that names the first bound, stride or dilation below one, or
  /// says that the number of multiply-accumulates exceeds 64 bits.
  llvm::Error verify() const;

  /// Same nest, whatever the name.
  bool sameShape(const Layer &other) const {
    return bounds == other.bounds && strideP == other.strideP &&
           strideQ == other.strideQ && dilationP == other.dilationP &&
           dilationQ == other.dilationQ;
  }
};

/// Product of all factors.
Count product(const Factors &factors);

/// Product over the dimensions of \p group.
Count product(const Factors &factors, Group group);

/// Element-wise product.
Factors operator*(const Factors &lhs, const Factors &rhs);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_LAYER_H
