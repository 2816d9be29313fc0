//===- MultiplyAccumulate.cpp - What a linalg body computes ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MultiplyAccumulate.h"

#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::neurospector;

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

/// Follows pure unary ops (casts) of a body up from \p value.
static Value skipCasts(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (op->getNumOperands() != 1 || op->getNumResults() != 1 ||
        op->getNumRegions() != 0 || !isPure(op))
      break;
    value = op->getOperand(0);
  }
  return value;
}

/// The input that \p value is an element of. Casts and subtractions of scalar
/// inputs may lie between.
static OpOperand *findInput(linalg::LinalgOp op, Value value) {
  while (true) {
    value = skipCasts(value);
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      if (argument.getOwner() != op.getBlock())
        return nullptr;
      OpOperand *operand = op.getMatchingOpOperand(argument);
      return op.isDpsInput(operand) ? operand : nullptr;
    }
    Operation *difference = value.getDefiningOp();
    if (!isa<arith::SubIOp, arith::SubFOp>(difference))
      return nullptr;
    OpOperand *zeroPoint = findInput(op, difference->getOperand(1));
    if (!zeroPoint || op.getMatchingIndexingMap(zeroPoint).getNumResults() != 0)
      return nullptr;
    value = difference->getOperand(0);
  }
}

static bool isProductOf(Operation *sum, Operation *product) {
  return (isa<arith::AddFOp>(sum) && isa<arith::MulFOp>(product)) ||
         (isa<arith::AddIOp>(sum) && isa<arith::MulIOp>(product)) ||
         (isa<arith::OrIOp>(sum) && isa<arith::AndIOp>(product)) ||
         (isa<complex::AddOp>(sum) && isa<complex::MulOp>(product));
}

std::optional<std::pair<OpOperand *, OpOperand *>>
mlir::neurospector::matchMultiplyAccumulate(linalg::LinalgOp op) {
  if (op.getNumDpsInits() != 1)
    return std::nullopt;
  BlockArgument accumulator = op.getRegionOutputArgs().front();
  Value result = op.getBlock()->getTerminator()->getOperand(0);
  Operation *sum = skipCasts(result).getDefiningOp();
  if (!sum || sum->getNumOperands() != 2)
    return std::nullopt;
  for (unsigned i : {0u, 1u}) {
    if (skipCasts(sum->getOperand(i)) != accumulator)
      continue;
    Operation *product = skipCasts(sum->getOperand(1 - i)).getDefiningOp();
    if (!product || !isProductOf(sum, product))
      continue;
    OpOperand *first = findInput(op, product->getOperand(0));
    OpOperand *second = findInput(op, product->getOperand(1));
    if (!first || !second || first == second)
      continue;
    if (first->getOperandNumber() > second->getOperandNumber())
      std::swap(first, second);
    return std::pair(first, second);
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

static bool isMarkedArgument(BlockArgument argument) {
  auto function =
      dyn_cast_or_null<FunctionOpInterface>(argument.getOwner()->getParentOp());
  return function && argument.getOwner()->isEntryBlock() &&
         function.getArgAttr(argument.getArgNumber(), weightAttrName);
}

static bool isConstantGlobal(Operation *op) {
  if (isa<ml_program::GlobalLoadConstOp>(op))
    return true;
  auto load = dyn_cast<memref::GetGlobalOp>(op);
  if (!load)
    return false;
  auto global = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
      op, load.getNameAttr());
  return global && global.getConstant();
}

/// Weights are at most dequantized, transposed, cast and reshaped on their way,
/// so a bound on the depth costs nothing and keeps this linear in practice.
static bool isWeightLike(Value value, unsigned depth) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return isMarkedArgument(argument);
  Operation *op = value.getDefiningOp();
  if (matchPattern(op, m_Constant()) || isConstantGlobal(op))
    return true;
  if (depth == 0 || !isMemoryEffectFree(op))
    return false;
  // What the destination of a linalg op holds is not data.
  auto destination = dyn_cast<DestinationStyleOpInterface>(op);
  bool any = false;
  for (OpOperand &operand : op->getOpOperands()) {
    if (!isa<ShapedType>(operand.get().getType()) ||
        (destination && destination.isDpsInit(&operand)))
      continue;
    if (!isWeightLike(operand.get(), depth - 1))
      return false;
    any = true;
  }
  return any;
}

bool mlir::neurospector::isWeightLike(Value value) {
  return ::isWeightLike(value, /*depth=*/16);
}
