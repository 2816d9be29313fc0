//===- NestValues.cpp - Numbers that follow from loops --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TiledNest.h"

using namespace mlir;
using namespace mlir::neurospector;

unsigned NestValues::add(AffineMap map, ArrayRef<unsigned> operands) {
  LoopSet loops(numLoops);
  for (unsigned operand : operands)
    if (operand < numLoops)
      loops.set(operand);
    else
      loops |= loopsOf(operand);
  minima.push_back({map, SmallVector<unsigned, 4>(operands), std::move(loops)});
  return numLoops + minima.size() - 1;
}

static std::optional<int64_t> evaluateExpr(AffineExpr expr, unsigned numDims,
                                           ArrayRef<int64_t> operands) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return constant.getValue();
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return operands[dim.getPosition()];
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return operands[numDims + symbol.getPosition()];
  auto binary = cast<AffineBinaryOpExpr>(expr);
  auto lhs = evaluateExpr(binary.getLHS(), numDims, operands),
       rhs = evaluateExpr(binary.getRHS(), numDims, operands);
  int64_t result;
  if (!lhs || !rhs)
    return std::nullopt;
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    if (llvm::AddOverflow(*lhs, *rhs, result))
      return std::nullopt;
    return result;
  case AffineExprKind::Mul:
    if (llvm::MulOverflow(*lhs, *rhs, result))
      return std::nullopt;
    return result;
  case AffineExprKind::CeilDiv:
    if (*rhs < 1)
      return std::nullopt;
    return llvm::divideCeilSigned(*lhs, *rhs);
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> NestValues::evaluate(unsigned value,
                                            ArrayRef<int64_t> variables) const {
  if (value < numLoops)
    return variables[value];
  const Minimum &minimum = minima[value - numLoops];
  SmallVector<int64_t, 4> operands;
  for (unsigned operand : minimum.operands) {
    std::optional<int64_t> number = evaluate(operand, variables);
    if (!number)
      return std::nullopt;
    operands.push_back(*number);
  }
  std::optional<int64_t> least;
  for (AffineExpr expr : minimum.map.getResults()) {
    auto result = evaluateExpr(expr, minimum.map.getNumDims(), operands);
    if (!result)
      return std::nullopt;
    least = std::min(least.value_or(*result), *result);
  }
  return least;
}

int64_t TiledNest::countTrips(size_t loop, ArrayRef<int64_t> variables) const {
  const NestLoop &counted = loops[loop];
  std::optional<int64_t> end = values.evaluate(counted.end, variables);
  if (!end || *end <= counted.first)
    return 0;
  return (*end - counted.first - 1) / counted.step + 1;
}

SmallVector<int64_t> TiledNest::firstStep() const {
  return llvm::map_to_vector(loops,
                             [](const NestLoop &loop) { return loop.first; });
}
