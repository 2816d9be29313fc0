//===- Weights.cpp - Which operands are weights ---------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Weights.h"

#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::neurospector;

namespace mlir::neurospector {
/// Goes from a value to all that it is computed from. The first that is no
/// weight ends the whole search, so values that were seen are weights, or will
/// be found out.
class WeightTrace {
public:
  explicit WeightTrace(Weights &weights) : weights(weights) {}
  bool run(Value value);

private:
  /// A value on the way, and the one that is computed from it.
  struct Step {
    Value value;
    unsigned depth;
    int next; ///< by number; -1: the first
  };

  bool visit(Value value);
  bool visitArgument(BlockArgument argument);
  bool visitCall(CallOpInterface call, unsigned result);
  bool visitBuffer(Value buffer);
  bool visitSources(Operation *op);
  void rememberFailure();
  void push(Value value) {
    worklist.push_back(
        {value, steps.back().depth + 1, static_cast<int>(steps.size()) - 1});
  }

  /// Weights are at most dequantized, transposed, cast and reshaped on their
  /// way, so a bound on the steps costs nothing.
  static constexpr unsigned maxDepth = 16;

  Weights &weights;
  SmallVector<Step> worklist, steps; ///< to be taken, and taken
  DenseSet<Value> seen;
};
} // namespace mlir::neurospector

static bool isConstant(Operation *op) {
  if (matchPattern(op, m_Constant()) || isa<ml_program::GlobalLoadConstOp>(op))
    return true;
  if (auto load = dyn_cast<ml_program::GlobalLoadOp>(op)) {
    auto global = SymbolTable::lookupNearestSymbolFrom<ml_program::GlobalOp>(
        op, load.getGlobalAttr());
    return global && !global.getIsMutable();
  }
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

/// All data that \p op reads: scalars and what a destination holds are none;
/// bodies may read what is no operand.
bool WeightTrace::visitSources(Operation *op) {
  SetVector<Value> sources;
  for (OpOperand &operand : op->getOpOperands())
    if (isa<ShapedType>(operand.get().getType()) &&
        !isMereDestination(op, operand))
      sources.insert(operand.get());
  if (sources.empty())
    return false;
  SetVector<Value> captured;
  getUsedValuesDefinedAbove(op->getRegions(), captured);
  for (Value used : captured)
    if (isa<ShapedType>(used.getType()))
      sources.insert(used);
  llvm::for_each(sources, [&](Value source) { push(source); });
  return true;
}

/// Arguments of a private function are what is passed wherever it is called.
bool WeightTrace::visitArgument(BlockArgument argument) {
  auto function =
      dyn_cast_or_null<FunctionOpInterface>(argument.getOwner()->getParentOp());
  if (!function || !argument.getOwner()->isEntryBlock())
    return false;
  unsigned number = argument.getArgNumber();
  if (function.getArgAttr(number, weightAttrName))
    return true;
  if (!function.isPrivate() || !function->getParentOp())
    return false;
  ArrayRef<CallOpInterface> calls =
      weights.getCalls(function->getParentOp(), function.getNameAttr());
  for (CallOpInterface call : calls) {
    if (number >= call.getArgOperands().size())
      return false;
    push(call.getArgOperands()[number]);
  }
  return !calls.empty();
}

/// The result of a call is what the function returns.
bool WeightTrace::visitCall(CallOpInterface call, unsigned result) {
  auto function = dyn_cast_or_null<FunctionOpInterface>(call.resolveCallable());
  if (!function || function.isExternal())
    return false;
  for (Block &block : function.getFunctionBody()) {
    Operation *end = block.getTerminator();
    if (!end->hasTrait<OpTrait::ReturnLike>())
      continue;
    if (result >= end->getNumOperands())
      return false;
    push(end->getOperand(result));
  }
  return true;
}

/// Whether \p op could write into \p buffer in a way that is not followed.
static bool mayWrite(Operation *op, Value buffer) {
  auto effects = dyn_cast<MemoryEffectOpInterface>(op);
  if (!effects)
    return !op->hasTrait<OpTrait::ReturnLike>();
  return effects.getEffectOnValue<MemoryEffects::Write>(buffer).has_value();
}

/// A buffer that is allocated holds what ops write into it, also through views.
bool WeightTrace::visitBuffer(Value buffer) {
  bool isWritten = false;
  SmallVector<Value> views = {buffer};
  while (!views.empty()) {
    Value view = views.pop_back_val();
    for (OpOperand &use : view.getUses()) {
      Operation *user = use.getOwner();
      auto destination = dyn_cast<DestinationStyleOpInterface>(user);
      if (destination && destination.isDpsInit(&use)) {
        seen.insert(view);
        isWritten |= visitSources(user);
      } else if (auto copy = dyn_cast<memref::CopyOp>(user)) {
        if (copy.getTarget() != view)
          continue;
        push(copy.getSource());
        isWritten = true;
      } else if (isMemoryEffectFree(user)) {
        for (Value result : user->getResults())
          if (isa<BaseMemRefType>(result.getType()))
            views.push_back(result);
      } else if (mayWrite(user, view)) {
        return false;
      }
    }
  }
  return isWritten;
}

bool WeightTrace::visit(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return visitArgument(argument);
  Operation *op = value.getDefiningOp();
  if (isConstant(op))
    return true;
  if (steps.back().depth == maxDepth)
    return false;
  if (auto call = dyn_cast<CallOpInterface>(op))
    return visitCall(call, cast<OpResult>(value).getResultNumber());
  if (isa<memref::AllocOp, memref::AllocaOp>(op))
    return visitBuffer(value);
  if (!isMemoryEffectFree(op) &&
      !isa<bufferization::ToTensorOp, bufferization::AllocTensorOp>(op))
    return false;
  return visitSources(op);
}

/// What is computed from the last value, which is no weight, is none either. If
/// the way was too long, that is true of the first only.
void WeightTrace::rememberFailure() {
  if (steps.back().depth == maxDepth) {
    weights.known[steps.front().value] = false;
    return;
  }
  for (int i = steps.size() - 1; i >= 0; i = steps[i].next)
    weights.known[steps[i].value] = false;
}

bool WeightTrace::run(Value value) {
  worklist.push_back({value, 0, -1});
  while (!worklist.empty()) {
    Step step = worklist.pop_back_val();
    if (!seen.insert(step.value).second)
      continue;
    steps.push_back(step);
    auto known = weights.known.find(step.value);
    if (known == weights.known.end() ? visit(step.value) : known->second)
      continue;
    rememberFailure();
    return false;
  }
  for (const Step &step : steps)
    weights.known[step.value] = true;
  return true;
}

ArrayRef<CallOpInterface> Weights::getCalls(Operation *symbolTable,
                                            StringAttr name) {
  auto [entry, isNew] = calls.try_emplace(symbolTable);
  CallsByName &byName = entry->second;
  if (isNew)
    symbolTable->walk([&](CallOpInterface call) {
      if (auto callee = dyn_cast<SymbolRefAttr>(call.getCallableForCallee()))
        byName[callee.getLeafReference()].push_back(call);
    });
  auto found = byName.find(name);
  return found == byName.end() ? ArrayRef<CallOpInterface>() : found->second;
}

bool Weights::contains(Value value) { return WeightTrace(*this).run(value); }
