//===- Layer.cpp - A DNN layer as an eight-deep loop nest -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Layer.h"

using namespace neurospector;

llvm::StringRef neurospector::name(Dim dim) {
  static constexpr llvm::StringLiteral names[] = {"K", "B", "P", "Q",
                                                  "C", "R", "S", "G"};
  return names[index(dim)];
}

llvm::StringRef neurospector::name(Operand op) {
  static constexpr llvm::StringLiteral names[] = {"input", "weight", "output"};
  return names[index(op)];
}

Count neurospector::product(const Factors &factors) {
  Count result = 1;
  for (int64_t factor : factors)
    result *= factor;
  return result;
}

Count neurospector::product(const Factors &factors, Group group) {
  Count result = 1;
  for (Dim dim : allDims)
    if (groupOf(dim) == group)
      result *= factors[index(dim)];
  return result;
}

Factors neurospector::operator*(const Factors &lhs, const Factors &rhs) {
  Factors result;
  for (unsigned i = 0; i < numDims; ++i)
    result[i] = lhs[i] * rhs[i];
  return result;
}

Count Layer::macs() const { return product(bounds); }

PerOperand<Count> Layer::tileVolume(const Factors &tile) const {
  auto at = [&](Dim dim) { return Count(tile[index(dim)]); };
  Count height = (at(Dim::P) - 1) * strideP + (at(Dim::R) - 1) * dilationP + 1;
  Count width = (at(Dim::Q) - 1) * strideQ + (at(Dim::S) - 1) * dilationQ + 1;
  return {at(Dim::B) * at(Dim::C) * at(Dim::G) * height * width,
          at(Dim::K) * at(Dim::C) * at(Dim::R) * at(Dim::S) * at(Dim::G),
          at(Dim::B) * at(Dim::K) * at(Dim::P) * at(Dim::Q) * at(Dim::G)};
}

llvm::Error Layer::verify() const {
  auto fail = [&](const llvm::Twine &what, int64_t value) {
    return llvm::createStringError("layer '" + name + "': " + what + " is " +
                                   llvm::Twine(value) +
                                   ", expected a positive integer");
  };
  for (Dim dim : allDims)
    if (bound(dim) < 1)
      return fail("bound of " + neurospector::name(dim), bound(dim));
  if (strideP < 1)
    return fail("stride of P", strideP);
  if (strideQ < 1)
    return fail("stride of Q", strideQ);
  if (dilationP < 1)
    return fail("dilation of P", dilationP);
  if (dilationQ < 1)
    return fail("dilation of Q", dilationQ);
  if (macs().overflowed())
    return llvm::createStringError(
        "layer '" + name +
        "': the number of multiply-accumulates exceeds 64 bits");
  return llvm::Error::success();
}
