//===- TiledNest.cpp - The loops around a tiled op ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TiledNest.h"

#include "neurospector/Analysis/ScheduledOp.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {

/// Slices and sums that are followed for one operand. Tilers make a few per
/// loop; in graph regions and unreachable code, values may go in circles.
constexpr unsigned maxHops = 10000;

class NestReader {
public:
  NestReader(linalg::LinalgOp op, const ns::Accelerator &accelerator)
      : op(op), accelerator(accelerator) {}
  llvm::Expected<TiledNest> run();

private:
  llvm::Expected<size_t> findLevel(Attribute label) const;
  llvm::Error addLoop(LoopLikeOpInterface loop, ArrayRef<Attribute> labels);
  llvm::Error findLoops();
  LogicalResult addIndex(OpFoldResult value, int64_t factor, LinearIndex &sum);
  LogicalResult addExpr(AffineExpr expr, ValueRange operands, unsigned numDims,
                        int64_t factor, LinearIndex &sum);
  bool isOutside(Value value) const;
  LogicalResult addSlices(Value value, SmallVector<LinearIndex> &indices);
  FailureOr<SmallVector<LinearIndex>> getIndices(OpOperand &operand);
  llvm::Error checkReach(ArrayRef<LinearIndex> indices) const;

  linalg::LinalgOp op;
  const ns::Accelerator &accelerator;
  unsigned hopsLeft = 0;
  TiledNest nest;
};

} // namespace

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

/// Labels of the variables of \p loop; empty if it is none of a nest.
static SmallVector<Attribute> getLabels(LoopLikeOpInterface loop) {
  if (auto forall = dyn_cast<scf::ForallOp>(loop.getOperation())) {
    std::optional<ArrayAttr> mapping = forall.getMapping();
    if (mapping && llvm::all_of(*mapping, llvm::IsaPred<AxisAttr>))
      return llvm::to_vector(*mapping);
    return {};
  }
  Attribute label = loop->getAttr(levelAttrName);
  if (isa_and_nonnull<AxisAttr, BufferAttr>(label))
    return {label};
  return {};
}

llvm::Expected<size_t> NestReader::findLevel(Attribute label) const {
  auto axis = dyn_cast<AxisAttr>(label);
  std::string name =
      axis ? axis.getLevelName() : cast<BufferAttr>(label).getName().str();
  for (auto [i, level] : llvm::enumerate(accelerator.levels))
    if (level.name == name && (level.array() != nullptr) == bool(axis))
      return i;
  return llvm::createStringError(
      "a loop around it is of " + Twine(axis ? "array" : "memory") + " '" +
      name + "', which accelerator '" + accelerator.name + "' does not have");
}

/// Adds the variables of \p loop, innermost first.
llvm::Error NestReader::addLoop(LoopLikeOpInterface loop,
                                ArrayRef<Attribute> labels) {
  auto variables = loop.getLoopInductionVars();
  auto lower = loop.getLoopLowerBounds(), upper = loop.getLoopUpperBounds(),
       steps = loop.getLoopSteps();
  for (size_t i = labels.size(); i-- > 0;) {
    std::optional<int64_t> first = getConstantIntValue((*lower)[i]),
                           end = getConstantIntValue((*upper)[i]),
                           step = getConstantIntValue((*steps)[i]);
    if (!first || !end || !step)
      return llvm::createStringError("a loop around it has no constant bounds");
    if (*first < 0 || *end <= *first || *step <= 0)
      return llvm::createStringError(
          "a loop around it does not count up from zero or more");
    llvm::Expected<size_t> level = findLevel(labels[i]);
    if (!level)
      return level.takeError();
    if (!nest.loops.empty() && nest.loops.back().level < *level)
      return llvm::createStringError(
          "a loop of '" + accelerator.levels[*level].name +
          "' is around one of '" +
          accelerator.levels[nest.loops.back().level].name + "'");
    int64_t trips = (*end - *first - 1) / *step + 1;
    nest.loops.push_back({(*variables)[i], *first, *step, trips, *level});
  }
  return llvm::Error::success();
}

/// Collects the labelled loops around the op, up to the first other one.
llvm::Error NestReader::findLoops() {
  for (Operation *parent = op->getParentOp();
       parent && !isa<linalg::LinalgOp>(parent);
       parent = parent->getParentOp()) {
    auto loop = dyn_cast<LoopLikeOpInterface>(parent);
    if (!loop)
      continue;
    SmallVector<Attribute> labels = getLabels(loop);
    if (labels.empty())
      break;
    if (llvm::Error error = addLoop(loop, labels))
      return error;
  }
  std::reverse(nest.loops.begin(), nest.loops.end());
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

/// sum + a * b, unless that leaves 64 bits or becomes negative.
static LogicalResult addProduct(int64_t &sum, int64_t a, int64_t b) {
  ns::Count result = ns::Count(sum) + ns::Count(a) * b;
  sum = result.get();
  return success(!result.overflowed() && sum >= 0);
}

LogicalResult NestReader::addExpr(AffineExpr expr, ValueRange values,
                                  unsigned numDims, int64_t factor,
                                  LinearIndex &sum) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return addProduct(sum.first, factor, constant.getValue());
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return addIndex(values[dim.getPosition()], factor, sum);
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return addIndex(values[numDims + symbol.getPosition()], factor, sum);
  auto binary = cast<AffineBinaryOpExpr>(expr);
  if (expr.getKind() == AffineExprKind::Add)
    return success(
        succeeded(addExpr(binary.getLHS(), values, numDims, factor, sum)) &&
        succeeded(addExpr(binary.getRHS(), values, numDims, factor, sum)));
  auto scale = dyn_cast<AffineConstantExpr>(binary.getRHS());
  int64_t scaled = 0;
  if (expr.getKind() != AffineExprKind::Mul || !scale ||
      failed(addProduct(scaled, factor, scale.getValue())))
    return failure();
  return addExpr(binary.getLHS(), values, numDims, scaled, sum);
}

LogicalResult NestReader::addIndex(OpFoldResult value, int64_t factor,
                                   LinearIndex &sum) {
  if (hopsLeft-- == 0)
    return failure();
  if (std::optional<int64_t> constant = getConstantIntValue(value))
    return addProduct(sum.first, factor, *constant);
  auto variable = cast<Value>(value);
  for (auto [i, loop] : llvm::enumerate(nest.loops))
    if (loop.variable == variable)
      return addProduct(sum.coefficients[i], factor, 1);
  auto apply = variable.getDefiningOp<affine::AffineApplyOp>();
  if (!apply)
    return failure();
  return addExpr(apply.getAffineMap().getResult(0), apply.getOperands(),
                 apply.getAffineMap().getNumDims(), factor, sum);
}

/// \p value enters the nest instead of being computed in it.
bool NestReader::isOutside(Value value) const {
  if (nest.loops.empty())
    return true;
  Value outermost = nest.loops.front().variable;
  return !outermost.getParentRegion()->isAncestor(value.getParentRegion());
}

/// Adds the offsets of all slices between \p value and the tensor that enters
/// the nest.
LogicalResult NestReader::addSlices(Value value,
                                    SmallVector<LinearIndex> &indices) {
  while (hopsLeft-- != 0) {
    if (isOutside(value))
      return success();
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      auto loop =
          dyn_cast<LoopLikeOpInterface>(argument.getOwner()->getParentOp());
      OpOperand *init = loop ? loop.getTiedLoopInit(argument) : nullptr;
      if (!init)
        return failure();
      value = init->get();
    } else if (auto slice = value.getDefiningOp<tensor::ExtractSliceOp>()) {
      if (!slice.hasUnitStride() || slice.getDroppedDims().any())
        return failure();
      for (auto [index, offset] : llvm::zip(indices, slice.getMixedOffsets()))
        if (failed(addIndex(offset, /*factor=*/1, index)))
          return failure();
      value = slice.getSource();
    } else if (auto copy = value.getDefiningOp<bufferization::AllocTensorOp>();
               copy && copy.getCopy()) {
      value = copy.getCopy();
    } else if (auto fill = value.getDefiningOp<linalg::FillOp>()) {
      value = fill.getDpsInits().front();
    } else {
      return failure();
    }
  }
  return failure();
}

/// What \p operand touches, index by index, in its tensor outside the nest.
FailureOr<SmallVector<LinearIndex>> NestReader::getIndices(OpOperand &operand) {
  SmallVector<AffineExpr> firsts, lasts;
  for (int64_t bound : getLoopBounds(op)) {
    if (bound < 1) // dynamic, or empty
      return failure();
    firsts.push_back(getAffineConstantExpr(0, op.getContext()));
    lasts.push_back(getAffineConstantExpr(bound - 1, op.getContext()));
  }
  SmallVector<LinearIndex> indices;
  for (AffineExpr expr : op.getMatchingIndexingMap(&operand).getResults()) {
    auto first = dyn_cast<AffineConstantExpr>(expr.replaceDims(firsts));
    auto last = dyn_cast<AffineConstantExpr>(expr.replaceDims(lasts));
    if (!first || !last || first.getValue() < 0 ||
        last.getValue() < first.getValue())
      return failure();
    indices.push_back({first.getValue(), last.getValue() - first.getValue(),
                       std::vector<int64_t>(nest.loops.size(), 0)});
  }
  hopsLeft = maxHops;
  if (failed(addSlices(operand.get(), indices)))
    return failure();
  return indices;
}

/// The whole box that an operand touches, the largest of all, can be counted.
llvm::Error NestReader::checkReach(ArrayRef<LinearIndex> indices) const {
  ns::Count touched = 1;
  for (const LinearIndex &index : indices) {
    ns::Count last = ns::Count(index.first) + index.extent;
    for (auto [loop, coefficient] : llvm::zip(nest.loops, index.coefficients))
      last += ns::Count(coefficient) * loop.last();
    touched *= last + 1;
  }
  if (touched.overflowed())
    return llvm::createStringError("a transfer exceeds 64 bits");
  return llvm::Error::success();
}

llvm::Expected<TiledNest> NestReader::run() {
  if (llvm::Error error = findLoops())
    return error;
  auto roles =
      getOperands(op, op->getAttrOfType<NestAttr>(nestAttrName).getRoles());
  if (!roles)
    return roles.takeError();
  for (auto [indices, operand] : llvm::zip(nest.operands, *roles)) {
    auto found = getIndices(*operand);
    if (failed(found))
      return llvm::createStringError("the slices of operand " +
                                     Twine(operand->getOperandNumber()) +
                                     " do not follow the loops");
    if (llvm::Error error = checkReach(*found))
      return error;
    indices = *found;
  }
  return std::move(nest);
}

llvm::Expected<TiledNest>
mlir::neurospector::readNest(linalg::LinalgOp op,
                             const ns::Accelerator &accelerator) {
  return NestReader(op, accelerator).run();
}
