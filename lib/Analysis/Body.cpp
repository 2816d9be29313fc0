//===- Body.cpp - What the values of a linalg body depend on --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Body.h"

#include "IndexingTerms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::neurospector;

/// Reads the same element in every iteration: a scalar from outside, as
/// upstream's inlining of scalar operands leaves it.
static bool readsScalar(Operation *op) {
  if (!isa<tensor::ExtractOp, memref::LoadOp>(op))
    return false;
  return llvm::all_of(op->getOperands(), [&](Value operand) {
    return operand.getParentBlock() != op->getBlock() ||
           matchPattern(operand, m_Constant());
  });
}

/// Computes elements from elements. Reads no tensors: what they hold elsewhere
/// would not be counted.
static bool isElementwise(Operation *op) {
  if (readsScalar(op))
    return true;
  return op->getNumRegions() == 0 && isMemoryEffectFree(op) &&
         llvm::none_of(op->getOperandTypes(),
                       llvm::IsaPred<TensorType, BaseMemRefType>);
}

Body::Body(linalg::LinalgOp op) : op(op) {
  unsigned numLoops = op.getNumLoops(), numOperands = op->getNumOperands();
  reductions.resize(numLoops);
  for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
    if (iterator == utils::IteratorType::reduction)
      reductions.set(loop);
  indexedInputs.resize(numOperands);
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    llvm::SmallBitVector &indexing = loops.emplace_back(numLoops);
    llvm::SmallBitVector &whole = wholeLoops.emplace_back(numLoops);
    for (unsigned loop = 0; loop < numLoops; ++loop) {
      indexing[loop] = map.isFunctionOfDim(loop);
      whole[loop] = llvm::any_of(map.getResults(), [&](AffineExpr expr) {
        return expr.isFunctionOfDim(loop) && !getLoopGroups(expr);
      });
    }
    if (op.isDpsInput(&operand) && indexing.any())
      indexedInputs.set(operand.getOperandNumber());
  }

  none.operands.resize(numOperands);
  Block *block = op.getBlock();
  for (BlockArgument argument : block->getArguments()) {
    Sources &own = sources[argument] = none;
    own.operands.set(op.getMatchingOpOperand(argument)->getOperandNumber());
  }
  for (Operation &inner : *block) {
    Sources all = none;
    inner.walk([&](Operation *nested) {
      for (Value operand : nested->getOperands()) {
        const Sources &one = getSources(operand);
        all.operands |= one.operands;
        if (!all.foreign)
          all.foreign = one.foreign;
      }
    });
    if (!isElementwise(&inner))
      all.foreign = &inner;
    for (Value result : inner.getResults())
      sources[result] = all;
  }
}

const Sources &Body::getSources(Value value) const {
  auto known = sources.find(value);
  return known == sources.end() ? none : known->second;
}

Operation *Body::getDefiningOp(Value value) const {
  Operation *defining = value.getDefiningOp();
  return defining && sources.contains(value) ? defining : nullptr;
}

Value Body::skipCasts(Value value) const {
  while (Operation *cast = getDefiningOp(value)) {
    if (!isa<CastOpInterface>(cast) || cast->getNumOperands() != 1)
      break;
    value = cast->getOperand(0);
  }
  return value;
}

llvm::SmallBitVector Body::getLoops(const llvm::SmallBitVector &numbers) const {
  llvm::SmallBitVector result(reductions.size());
  for (unsigned number : numbers.set_bits())
    result |= loops[number];
  return result;
}

llvm::SmallBitVector Body::getInputs(Value value) const {
  llvm::SmallBitVector inputs = getSources(value).operands;
  return inputs &= indexedInputs;
}

bool mlir::neurospector::isSum(Operation *op) {
  return isa<arith::AddFOp, arith::AddIOp, complex::AddOp>(op) ||
         (isa<arith::OrIOp>(op) && op->getResult(0).getType().isInteger(1));
}

bool mlir::neurospector::isDifference(Operation *op) {
  return isa<arith::SubFOp, arith::SubIOp, complex::SubOp>(op);
}

bool mlir::neurospector::isProduct(Operation *op) {
  return isa<arith::MulFOp, arith::MulIOp, complex::MulOp>(op);
}

bool mlir::neurospector::isLogicalProduct(Operation *op) {
  return isa<arith::AndIOp>(op) && op->getResult(0).getType().isInteger(1);
}
