//===- Layer.cpp - A DNN layer as a loop nest -----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Layer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace neurospector;

llvm::StringRef neurospector::name(Dim dim) {
  static constexpr llvm::StringLiteral names[] = {
      "K", "B", "P", "Q", "C", "R", "S", "G", "D", "T", "E", "U", "F", "V"};
  static_assert(std::size(names) >= numDims, "name the further pairs");
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
  Count images = at(Dim::B), windows = at(Dim::C);
  Count input = images * windows * at(Dim::G);
  for (unsigned i = 0; i < numPairs; ++i) {
    Count image = at(imageOf(i)), window = at(windowOf(i));
    images *= image;
    windows *= window;
    input *= pairs[i].extent(image, window);
  }
  return {input, at(Dim::K) * windows * at(Dim::G),
          images * at(Dim::K) * at(Dim::G)};
}

bool Layer::slides() const {
  for (unsigned pair = 0; pair < numPairs; ++pair)
    if (bound(imageOf(pair)) != 1)
      return true;
  return false;
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
  for (unsigned i = 0; i < numPairs; ++i)
    if (pairs[i].stride < 1)
      return fail("stride of " + neurospector::name(imageOf(i)),
                  pairs[i].stride);
  for (unsigned i = 0; i < numPairs; ++i)
    if (pairs[i].dilation < 1)
      return fail("dilation of " + neurospector::name(imageOf(i)),
                  pairs[i].dilation);
  if (macs().overflowed())
    return llvm::createStringError(
        "layer '" + name +
        "': the number of multiply-accumulates exceeds 64 bits");
  PerOperand<Count> elements = tileVolume(bounds);
  for (Operand op : allOperands)
    if (elements[index(op)].overflowed())
      return llvm::createStringError(
          "layer '" + name + "': the number of elements of the " +
          neurospector::name(op) + " exceeds 64 bits");
  return llvm::Error::success();
}

unsigned neurospector::listedPairs(const Factors &factors, int64_t unused) {
  unsigned pairs = numPairs;
  for (; pairs > numPublishedPairs; --pairs)
    if (factors[index(imageOf(pairs - 1))] != unused ||
        factors[index(windowOf(pairs - 1))] != unused)
      break;
  return pairs;
}

PerPair neurospector::listStrides(const Layer &layer, unsigned pairs) {
  PerPair result;
  for (unsigned i = 0; i < pairs; ++i)
    result.push_back(layer.pairs[i].stride);
  return result;
}

PerPair neurospector::listDilations(const Layer &layer, unsigned pairs) {
  PerPair result;
  for (unsigned i = 0; i < pairs; ++i)
    result.push_back(layer.pairs[i].dilation);
  return result;
}

std::string neurospector::listNames(unsigned pairs) {
  return llvm::join(
      llvm::map_range(listDims(pairs), [](Dim dim) { return name(dim); }), ",");
}

std::string neurospector::listValues(llvm::ArrayRef<int64_t> values) {
  return llvm::join(
      llvm::map_range(values,
                      [](int64_t value) { return llvm::itostr(value); }),
      ",");
}
