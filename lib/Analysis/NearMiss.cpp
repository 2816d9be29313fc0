//===- NearMiss.cpp - Why a body is no multiply-accumulate ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NearMiss.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::neurospector;

using Bits = llvm::SmallBitVector;

//===----------------------------------------------------------------------===//
// Products that are accumulated
//===----------------------------------------------------------------------===//

namespace {

/// Follows products through the arithmetic of a body: for each value, the
/// inputs of the products that it is a sum or a multiple of.
class CarriedProducts {
public:
  explicit CarriedProducts(const Body &body);

  bool has(Value value) const { return carried.contains(value); }

private:
  /// A product of \p left and \p right is one of two operands: each has one of
  /// its own, and a reduction walks these together.
  bool isProductOfTwo(Value left, Value right) const;
  void add(Value value, const Bits &inputs);
  void addProduct(Value result, Value left, Value right);

  const Body &body;
  DenseMap<Value, Bits> carried;
};

} // namespace

bool CarriedProducts::isProductOfTwo(Value left, Value right) const {
  Bits a = body.getInputs(left), b = body.getInputs(right), both = a;
  both &= b;
  a.reset(both);
  b.reset(both);
  Bits walked = body.getLoops(a);
  walked &= body.getLoops(b);
  return walked.anyCommon(body.getReductions());
}

void CarriedProducts::add(Value value, const Bits &inputs) {
  auto [known, isNew] = carried.try_emplace(value, inputs);
  if (!isNew)
    known->second |= inputs;
}

/// Multiplied by something else, a product is still one; by its own operands,
/// it is a square.
void CarriedProducts::addProduct(Value result, Value left, Value right) {
  if (isProductOfTwo(left, right)) {
    Bits inputs = body.getInputs(left);
    add(result, inputs |= body.getInputs(right));
  }
  for (auto [product, factor] : {std::pair(left, right), {right, left}}) {
    auto known = carried.find(product);
    if (known != carried.end() &&
        !known->second.anyCommon(body.getInputs(factor)))
      add(result, Bits(known->second));
  }
}

/// Adds, scales, rounds or clamps.
static bool isArithmetic(Operation *op) {
  return isSum(op) || isDifference(op) ||
         isa<CastOpInterface, arith::NegFOp, arith::DivFOp, arith::DivSIOp,
             arith::DivUIOp, arith::ShLIOp, arith::ShRSIOp, arith::ShRUIOp,
             arith::MaximumFOp, arith::MaxNumFOp, arith::MaxSIOp,
             arith::MaxUIOp, arith::MinimumFOp, arith::MinNumFOp,
             arith::MinSIOp, arith::MinUIOp, arith::SelectOp, complex::NegOp,
             complex::DivOp>(op);
}

CarriedProducts::CarriedProducts(const Body &body) : body(body) {
  linalg::LinalgOp op = body.getOp();
  for (Operation &inner : *op.getBlock()) {
    if (inner.getNumResults() != 1)
      continue;
    Value result = inner.getResult(0);
    if (isProduct(&inner) || isLogicalProduct(&inner) ||
        isa<math::FmaOp>(inner))
      addProduct(result, inner.getOperand(0), inner.getOperand(1));
    if (isArithmetic(&inner) || isa<math::FmaOp>(inner))
      for (Value operand : inner.getOperands().take_back(
               isa<math::FmaOp>(inner) ? 1 : inner.getNumOperands()))
        if (auto known = carried.find(operand); known != carried.end())
          add(result, Bits(known->second));
  }
}

bool mlir::neurospector::accumulatesProduct(const Body &body, OpOperand &init) {
  CarriedProducts products(body);
  unsigned number = init.getOperandNumber();
  auto isAccumulated = [&](Value product, Value other) {
    return products.has(product) && body.dependsOn(other, number);
  };
  linalg::LinalgOp op = body.getOp();
  SmallVector<Value> worklist = {op.getMatchingYieldValue(&init)->get()};
  DenseSet<Operation *> seen;
  while (!worklist.empty()) {
    Operation *inner = body.getDefiningOp(worklist.pop_back_val());
    if (!inner || !seen.insert(inner).second)
      continue;
    if ((isSum(inner) || isDifference(inner)) &&
        (isAccumulated(inner->getOperand(0), inner->getOperand(1)) ||
         isAccumulated(inner->getOperand(1), inner->getOperand(0))))
      return true;
    if (isa<math::FmaOp>(inner) &&
        isAccumulated(inner->getResult(0), inner->getOperand(2)))
      return true;
    llvm::append_range(worklist, inner->getOperands());
  }
  return false;
}

//===----------------------------------------------------------------------===//
// What is in the way
//===----------------------------------------------------------------------===//

static std::string quote(Operation *op) {
  return ("op '" + op->getName().getStringRef() + "'").str();
}

static unsigned getResultNumber(OpOperand &init) {
  auto op = cast<linalg::LinalgOp>(init.getOwner());
  return init.getOperandNumber() - op.getNumDpsInputs();
}

Miss mlir::neurospector::explainSum(const Body &body, OpOperand &init,
                                    Operation *result) {
  unsigned number = init.getOperandNumber();
  bool adds = isSum(result) || isDifference(result) || isa<math::FmaOp>(result);
  if (!adds)
    return {quote(result) + " follows the sum",
            "move it to an op of its own, after this one", true};
  for (Value operand : result->getOperands()) {
    if (!body.dependsOn(operand, number))
      continue;
    Operation *between = body.getDefiningOp(body.skipCasts(operand));
    if (!between)
      return {"it subtracts the accumulator from the product",
              "subtract the product from the accumulator", true};
    if (isSum(between) || isDifference(between) || isa<math::FmaOp>(between))
      return {"it adds more than one value to the accumulator",
              "split it into one op per sum", true};
    return {"the accumulator passes through " + quote(between) +
                " before the sum",
            "move that to an op of its own, before or after this one", true};
  }
  return {};
}

Miss mlir::neurospector::explainTerms(const Body &body, ArrayRef<Value> terms) {
  CarriedProducts products(body);
  for (Value term : terms)
    if (products.has(term))
      return {quote(body.getDefiningOp(term)) +
                  " comes between the product and the sum",
              "move it to an op of its own, before or after this one", true};
  linalg::LinalgOp op = body.getOp();
  Bits seen(op->getNumOperands());
  for (Value term : terms) {
    Bits inputs = body.getInputs(term), common = inputs;
    if ((common &= seen).any())
      return {"operand " + std::to_string(common.find_first()) +
                  " is in both factors of the product",
              "compute one of the factors in an op of its own, before this one",
              true};
    seen |= inputs;
  }
  return {};
}

Miss mlir::neurospector::explainForeign(Operation *op) {
  return {quote(op) + " in a factor is not element-wise",
          "move it to an op of its own, before this one", true};
}

Miss mlir::neurospector::explainRecurrence(OpOperand &source, OpOperand &init) {
  return {
      &source == &init
          ? std::string("a factor of the product depends on the accumulator")
          : "a factor of the product depends on the accumulator of result " +
                std::to_string(getResultNumber(source)),
      "split it into one op per sum", true};
}

Miss mlir::neurospector::explainSeveral(OpOperand &init, OpOperand &other) {
  return {"results " + std::to_string(getResultNumber(init)) + " and " +
              std::to_string(getResultNumber(other)) +
              " are both sums of products",
          "split it into one op per product", true};
}

Unsupported mlir::neurospector::explain(const Miss &miss, bool hasProduct) {
  if (!miss.ofProduct)
    return {noMacKind, miss.reason, miss.suggestion};
  if (!hasProduct)
    return explain(Miss(), hasProduct);
  return {unsupportedBodyKind, miss.reason, miss.suggestion};
}
