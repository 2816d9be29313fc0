//===- OperandRoles.cpp - Which operand is the weight ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/OperandRoles.h"

#include "MultiplyAccumulate.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// A loop that indexes the weight but not the input, or the other way round,
/// tells them apart. Without one the layer is a dot product per group, which
/// is what it is from either side.
static bool isWeightFirst(linalg::LinalgOp op, const OpLayer &layer,
                          OpOperand *first, OpOperand *second) {
  AffineMap map = op.getMatchingIndexingMap(first);
  for (unsigned loop : layer.loops[ns::index(ns::Dim::K)])
    return map.isFunctionOfDim(loop);
  for (ns::Dim dim : {ns::Dim::B, ns::Dim::P, ns::Dim::Q})
    for (unsigned loop : layer.loops[ns::index(dim)])
      return !map.isFunctionOfDim(loop);
  return isWeightLike(first->get()) && !isWeightLike(second->get());
}

OperandRoles mlir::neurospector::getOperandRoles(linalg::LinalgOp op,
                                                 const OpLayer &layer) {
  auto [first, second] = *matchMultiplyAccumulate(op);
  if (isWeightFirst(op, layer, first, second))
    std::swap(first, second);
  return {first->getOperandNumber(), second->getOperandNumber(),
          op.getDpsInitOperand(0)->getOperandNumber()};
}
