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
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::neurospector;

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

/// Follows casts of \p op's body up from \p value.
static Value skipCasts(linalg::LinalgOp op, Value value) {
  while (auto cast = value.getDefiningOp<CastOpInterface>()) {
    // Outside, values may go in circles: in graph regions and unreachable code.
    if (cast->getNumOperands() != 1 || cast->getBlock() != op.getBlock())
      break;
    value = cast->getOperand(0);
  }
  return value;
}

/// \p value is the same in every iteration of \p op: a constant, a value from
/// outside the body, or an element of a scalar input.
static bool isScalar(linalg::LinalgOp op, Value value) {
  value = skipCasts(op, value);
  if (matchPattern(value, m_Constant()))
    return true;
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || argument.getOwner() != op.getBlock())
    return !op->isAncestor(value.getParentBlock()->getParentOp());
  OpOperand *operand = op.getMatchingOpOperand(argument);
  return op.isDpsInput(operand) &&
         op.getMatchingIndexingMap(operand).getNumResults() == 0;
}

/// The input that \p value is an element of. Casts and scalars that are
/// subtracted or added (zero points) may lie between.
static OpOperand *findInput(linalg::LinalgOp op, Value value) {
  while (true) {
    value = skipCasts(op, value);
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      if (argument.getOwner() != op.getBlock())
        return nullptr;
      OpOperand *operand = op.getMatchingOpOperand(argument);
      return op.isDpsInput(operand) ? operand : nullptr;
    }
    Operation *shift = value.getDefiningOp();
    if (shift->getBlock() != op.getBlock() ||
        !isa<arith::SubIOp, arith::SubFOp, arith::AddIOp, arith::AddFOp>(shift))
      return nullptr;
    if (isScalar(op, shift->getOperand(1)))
      value = shift->getOperand(0);
    else if (isa<arith::AddIOp, arith::AddFOp>(shift) &&
             isScalar(op, shift->getOperand(0)))
      value = shift->getOperand(1);
    else
      return nullptr;
  }
}

static bool isProductOf(Operation *sum, Operation *product) {
  // Of wider integers, `or` and `and` are no sum and product.
  bool isLogic = sum->getResult(0).getType().isInteger(1);
  return (isa<arith::AddFOp>(sum) && isa<arith::MulFOp>(product)) ||
         (isa<arith::AddIOp>(sum) && isa<arith::MulIOp>(product)) ||
         (isLogic && isa<arith::OrIOp>(sum) && isa<arith::AndIOp>(product)) ||
         (isa<complex::AddOp>(sum) && isa<complex::MulOp>(product));
}

/// What a body adds to its accumulator: the factors of a product.
static std::optional<std::pair<Value, Value>> matchProduct(linalg::LinalgOp op,
                                                           Operation *sum) {
  Value accumulator = op.getRegionOutputArgs().front();
  if (isa<math::FmaOp>(sum)) {
    if (skipCasts(op, sum->getOperand(2)) != accumulator)
      return std::nullopt;
    return std::pair(sum->getOperand(0), sum->getOperand(1));
  }
  if (sum->getNumOperands() != 2)
    return std::nullopt;
  for (unsigned i : {0u, 1u}) {
    Operation *product = skipCasts(op, sum->getOperand(1 - i)).getDefiningOp();
    if (skipCasts(op, sum->getOperand(i)) == accumulator && product &&
        isProductOf(sum, product))
      return std::pair(product->getOperand(0), product->getOperand(1));
  }
  return std::nullopt;
}

std::optional<std::pair<OpOperand *, OpOperand *>>
mlir::neurospector::matchMultiplyAccumulate(linalg::LinalgOp op) {
  if (op.getNumDpsInits() != 1)
    return std::nullopt;
  Value result = op.getBlock()->getTerminator()->getOperand(0);
  Operation *sum = skipCasts(op, result).getDefiningOp();
  if (!sum || !op->isProperAncestor(sum))
    return std::nullopt;
  auto factors = matchProduct(op, sum);
  if (!factors)
    return std::nullopt;
  OpOperand *first = findInput(op, factors->first);
  OpOperand *second = findInput(op, factors->second);
  if (!first || !second || first == second)
    return std::nullopt;
  if (first->getOperandNumber() > second->getOperandNumber())
    std::swap(first, second);
  return std::pair(first, second);
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

/// \p op only writes into \p operand, or what it finds there is nothing, or one
/// scalar.
static bool isMereDestination(Operation *op, OpOperand &operand) {
  auto destination = dyn_cast<DestinationStyleOpInterface>(op);
  if (!destination || !destination.isDpsInit(&operand))
    return false;
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  return (linalgOp && !linalgOp.payloadUsesValueFromOperand(&operand)) ||
         isa_and_nonnull<tensor::EmptyOp, linalg::FillOp>(
             operand.get().getDefiningOp());
}

/// Weights are at most dequantized, transposed, cast and reshaped on their way,
/// so a bound on the depth costs nothing. The first value that is not ends the
/// whole search, so those in \p seen are weights, or will be found out.
static bool isWeightLike(Value value, unsigned depth, DenseSet<Value> &seen) {
  if (!seen.insert(value).second)
    return true;
  if (auto argument = dyn_cast<BlockArgument>(value))
    return isMarkedArgument(argument);
  Operation *op = value.getDefiningOp();
  if (matchPattern(op, m_Constant()) || isConstantGlobal(op))
    return true;
  if (depth == 0 || !isMemoryEffectFree(op))
    return false;
  // Scalars and what a destination holds are not data.
  SetVector<Value> sources;
  for (OpOperand &operand : op->getOpOperands())
    if (isa<ShapedType>(operand.get().getType()) &&
        !isMereDestination(op, operand))
      sources.insert(operand.get());
  if (sources.empty())
    return false;
  // Bodies may read what is no operand.
  SetVector<Value> captured;
  getUsedValuesDefinedAbove(op->getRegions(), captured);
  for (Value used : captured)
    if (isa<ShapedType>(used.getType()))
      sources.insert(used);
  return llvm::all_of(sources, [&](Value source) {
    return isWeightLike(source, depth - 1, seen);
  });
}

bool mlir::neurospector::isWeightLike(Value value) {
  DenseSet<Value> seen;
  return ::isWeightLike(value, /*depth=*/16, seen);
}
