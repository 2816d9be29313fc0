//===- NeurospectorDialect.cpp - The neurospector dialect -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The dialect itself and the checks of its attributes against what they are
// attached to.
//
//===----------------------------------------------------------------------===//

#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace mlir::neurospector;

#include "neurospector/IR/NeurospectorDialect.cpp.inc"

void NeurospectorDialect::initialize() { registerAttributes(); }

SmallVector<int64_t> mlir::neurospector::getLoopBounds(linalg::LinalgOp op) {
  SmallVector<int64_t> bounds(op.getNumLoops(), ShapedType::kDynamic);
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [expr, size] :
         llvm::zip(map.getResults(), op.getShape(&operand))) {
      auto loop = dyn_cast<AffineDimExpr>(expr);
      if (loop && ShapedType::isDynamic(bounds[loop.getPosition()]))
        bounds[loop.getPosition()] = size;
    }
  }
  return bounds;
}

//===----------------------------------------------------------------------===//
// Attributes of operations
//===----------------------------------------------------------------------===//

/// The op that \p attribute is attached to, after checking that its maps fit
/// its loops: attributes are verified before their op is.
static FailureOr<linalg::LinalgOp> getStructuredOp(Operation *op,
                                                   NamedAttribute attribute) {
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (!linalgOp)
    return op->emitOpError("attribute '")
           << attribute.getName().getValue()
           << "' belongs on a 'linalg' structured op";
  if (failed(op->getName().verifyInvariants(op)) ||
      failed(linalg::detail::verifyStructuredOpInterface(op)))
    return failure();
  return linalgOp;
}

/// Only ranks: a pass that knows nothing of schedules may make sizes static or
/// smaller, and must not make the IR invalid by it. Passes that apply schedules
/// check that the tiles still divide.
static LogicalResult verifySchedule(linalg::LinalgOp op,
                                    ScheduleAttr schedule) {
  size_t rank = schedule.getLevels().front().getTile().size();
  if (rank != op.getNumLoops())
    return op->emitOpError("has ")
           << op.getNumLoops() << " loops, but the tiles of its schedule have "
           << rank;
  return success();
}

/// A positive i64 on a function or a structured op, or on the latter a positive
/// size per loop. A loop's size may become static later, so none is compared.
static LogicalResult verifyAssume(Operation *op, NamedAttribute attribute) {
  StringRef name = attribute.getName();
  auto integer = dyn_cast<IntegerAttr>(attribute.getValue());
  if (integer && integer.getType().isSignlessInteger(64) &&
      integer.getInt() > 0) {
    if (isa<FunctionOpInterface, linalg::LinalgOp>(op))
      return success();
    return op->emitOpError("attribute '")
           << name << "' belongs on a 'linalg' structured op or a function";
  }
  auto sizes = dyn_cast<DenseI64ArrayAttr>(attribute.getValue());
  if (!sizes ||
      llvm::any_of(sizes.asArrayRef(), [](int64_t size) { return size < 1; }))
    return op->emitOpError("attribute '")
           << name << "' must be a positive 'i64' or an 'array<i64>' of "
           << "positive sizes, got " << attribute.getValue();
  FailureOr<linalg::LinalgOp> linalgOp = getStructuredOp(op, attribute);
  if (failed(linalgOp))
    return failure();
  if (sizes.size() != linalgOp->getNumLoops())
    return op->emitOpError("has ")
           << linalgOp->getNumLoops() << " loops, but '" << name << "' has "
           << sizes.size() << " sizes";
  return success();
}

static LogicalResult verifyNest(linalg::LinalgOp op, NestAttr nest) {
  for (int64_t operand : {nest.getInput(), nest.getWeight()})
    if (operand >= op.getNumDpsInputs())
      return op->emitOpError("has ")
             << op.getNumDpsInputs() << " inputs, but its nest names operand "
             << operand;
  return success();
}

LogicalResult
NeurospectorDialect::verifyOperationAttribute(Operation *op,
                                              NamedAttribute attribute) {
  StringRef name = attribute.getName();
  auto wrongKind = [&](StringRef expected) {
    return op->emitOpError("attribute '") << name << "' must be " << expected
                                          << ", got " << attribute.getValue();
  };

  if (name == scheduleAttrName) {
    auto schedule = dyn_cast<ScheduleAttr>(attribute.getValue());
    if (!schedule)
      return wrongKind("a '#neurospector.schedule'");
    FailureOr<linalg::LinalgOp> linalgOp = getStructuredOp(op, attribute);
    return failed(linalgOp) ? failure() : verifySchedule(*linalgOp, schedule);
  }
  if (name == costAttrName) {
    if (!isa<CostAttr>(attribute.getValue()))
      return wrongKind("a '#neurospector.cost'");
    return getStructuredOp(op, attribute);
  }
  if (name == retainedAttrName) {
    if (!isa<RetainedAttr>(attribute.getValue()))
      return wrongKind("a '#neurospector.retained'");
    return getStructuredOp(op, attribute);
  }
  if (name == assumeAttrName)
    return verifyAssume(op, attribute);
  if (name == levelAttrName) {
    if (!isa<AxisAttr, BufferAttr>(attribute.getValue()))
      return wrongKind("a '#neurospector.axis' or '#neurospector.buffer'");
    if (!isa<scf::ForOp>(op))
      return op->emitOpError("attribute '") << name << "' belongs on an "
                                            << "'scf.for'";
    return success();
  }
  if (name == nestAttrName) {
    auto nest = dyn_cast<NestAttr>(attribute.getValue());
    if (!nest)
      return wrongKind("a '#neurospector.nest'");
    FailureOr<linalg::LinalgOp> linalgOp = getStructuredOp(op, attribute);
    if (failed(linalgOp))
      return failure();
    return verifyNest(*linalgOp, nest);
  }
  if (name == acceleratorAttrName) {
    auto accelerator = dyn_cast<StringAttr>(attribute.getValue());
    if (!accelerator || accelerator.empty())
      return wrongKind("the name or path of an accelerator");
    if (!isa<ModuleOp>(op))
      return op->emitOpError("attribute '") << name << "' belongs on a module";
    return success();
  }
  return op->emitOpError("has an unknown attribute '") << name << "'";
}

LogicalResult NeurospectorDialect::verifyRegionArgAttribute(
    Operation *op, unsigned regionIndex, unsigned argIndex,
    NamedAttribute attribute) {
  StringRef name = attribute.getName();
  if (name != weightAttrName)
    return op->emitOpError("argument ")
           << argIndex << " has an unknown attribute '" << name << "'";
  if (!isa<UnitAttr>(attribute.getValue()))
    return op->emitOpError("argument ")
           << argIndex << " attribute '" << name
           << "' must be a unit attribute, got " << attribute.getValue();
  return success();
}

LogicalResult NeurospectorDialect::verifyRegionResultAttribute(
    Operation *op, unsigned regionIndex, unsigned resultIndex,
    NamedAttribute attribute) {
  return op->emitOpError("result ")
         << resultIndex << " has an unknown attribute '"
         << attribute.getName().getValue() << "'";
}
