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

#include "IndexingTerms.h"

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
  llvm::Error readEnds();
  FailureOr<unsigned> readValue(OpFoldResult value);
  FailureOr<unsigned> readSize(Value tensor, int64_t axis);
  FailureOr<unsigned> readLoopSize(unsigned loop);
  unsigned addConstant(int64_t value);
  LogicalResult addIndex(OpFoldResult value, int64_t factor, LinearIndex &sum);
  LogicalResult addExpr(AffineExpr expr, ValueRange operands, unsigned numDims,
                        int64_t factor, LinearIndex &sum);
  bool isOutside(Value value) const;
  LogicalResult addSlices(Value value, SmallVector<LinearIndex> &indices);
  FailureOr<SmallVector<LinearIndex>> getIndices(OpOperand &operand);
  void findLoopsOf(LinearIndex &index);
  void findUneven();
  llvm::Error checkReach(ArrayRef<LinearIndex> indices) const;

  linalg::LinalgOp op;
  const ns::Accelerator &accelerator;
  unsigned hopsLeft = 0;
  SmallVector<OpFoldResult> ends; ///< of the loops
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

static llvm::Error noConstantBounds() {
  return llvm::createStringError("a loop around it has no constant bounds");
}

static llvm::Error doesNotCountUp() {
  return llvm::createStringError(
      "a loop around it does not count up from zero or more");
}

/// Adds the variables of \p loop, innermost first.
llvm::Error NestReader::addLoop(LoopLikeOpInterface loop,
                                ArrayRef<Attribute> labels) {
  auto variables = loop.getLoopInductionVars();
  auto lower = loop.getLoopLowerBounds(), upper = loop.getLoopUpperBounds(),
       steps = loop.getLoopSteps();
  for (size_t i = labels.size(); i-- > 0;) {
    std::optional<int64_t> first = getConstantIntValue((*lower)[i]),
                           step = getConstantIntValue((*steps)[i]);
    if (!first || !step)
      return noConstantBounds();
    if (*first < 0 || *step <= 0)
      return doesNotCountUp();
    llvm::Expected<size_t> level = findLevel(labels[i]);
    if (!level)
      return level.takeError();
    if (!nest.loops.empty() && nest.loops.back().level < *level)
      return llvm::createStringError(
          "a loop of '" + accelerator.levels[*level].name +
          "' is around one of '" +
          accelerator.levels[nest.loops.back().level].name + "'");
    nest.loops.push_back({(*variables)[i], *first, *step, *level});
    ends.push_back((*upper)[i]);
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
  std::reverse(ends.begin(), ends.end());
  nest.values.setLoops(nest.loops.size());
  return readEnds();
}

/// Where each loop ends, and how often it runs at most. Pieces are largest at
/// the first step of the loops around them.
llvm::Error NestReader::readEnds() {
  SmallVector<int64_t> first = nest.firstStep();
  for (auto [i, loop] : llvm::enumerate(nest.loops)) {
    hopsLeft = maxHops;
    FailureOr<unsigned> end = readValue(ends[i]);
    if (failed(end))
      return noConstantBounds();
    loop.end = *end;
    loop.trips = nest.countTrips(i, first);
    if (loop.trips < 1)
      return doesNotCountUp();
  }
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

/// The tensor of the same elements that \p value, which is no slice, was made
/// from; null: there is none.
static Value getSource(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto loop =
        dyn_cast<LoopLikeOpInterface>(argument.getOwner()->getParentOp());
    OpOperand *init = loop ? loop.getTiedLoopInit(argument) : nullptr;
    return init ? init->get() : Value();
  }
  if (auto copy = value.getDefiningOp<bufferization::AllocTensorOp>())
    return copy.getCopy();
  if (auto copy =
          value.getDefiningOp<bufferization::MaterializeInDestinationOp>())
    return copy.getSource();
  if (auto cast = value.getDefiningOp<tensor::CastOp>())
    return cast.getSource();
  if (auto fill = value.getDefiningOp<linalg::FillOp>())
    return fill.getDpsInits().front();
  return Value();
}

unsigned NestReader::addConstant(int64_t value) {
  return nest.values.add(AffineMap::getConstantMap(value, op.getContext()), {});
}

/// Where loops end and how large slices are.
FailureOr<unsigned> NestReader::readValue(OpFoldResult value) {
  if (hopsLeft-- == 0)
    return failure();
  if (std::optional<int64_t> constant = getConstantIntValue(value))
    return addConstant(*constant);
  auto computed = cast<Value>(value);
  for (auto [i, loop] : llvm::enumerate(nest.loops))
    if (loop.variable == computed)
      return static_cast<unsigned>(i);
  if (auto dim = computed.getDefiningOp<tensor::DimOp>()) {
    std::optional<int64_t> axis = dim.getConstantIndex();
    return axis ? readSize(dim.getSource(), *axis) : FailureOr<unsigned>();
  }
  AffineMap map;
  if (auto apply = computed.getDefiningOp<affine::AffineApplyOp>())
    map = apply.getAffineMap();
  else if (auto min = computed.getDefiningOp<affine::AffineMinOp>())
    map = min.getAffineMap();
  else
    return failure();
  SmallVector<unsigned> operands;
  for (Value operand : computed.getDefiningOp()->getOperands()) {
    FailureOr<unsigned> number = readValue(operand);
    if (failed(number))
      return failure();
    operands.push_back(*number);
  }
  return nest.values.add(map, operands);
}

/// The size of axis \p axis of \p tensor, which a slice between it and the
/// tensor that enters the nest has.
FailureOr<unsigned> NestReader::readSize(Value tensor, int64_t axis) {
  while (hopsLeft-- != 0) {
    auto type = dyn_cast<RankedTensorType>(tensor.getType());
    if (!type || axis < 0 || axis >= type.getRank())
      return failure();
    if (!type.isDynamicDim(axis))
      return addConstant(type.getDimSize(axis));
    if (auto slice = tensor.getDefiningOp<tensor::ExtractSliceOp>()) {
      if (slice.getDroppedDims().any())
        return failure();
      return readValue(slice.getMixedSizes()[axis]);
    }
    tensor = getSource(tensor);
    if (!tensor)
      return failure();
  }
  return failure();
}

/// How often the op runs its own \p loop.
FailureOr<unsigned> NestReader::readLoopSize(unsigned loop) {
  int64_t bound = getLoopBounds(op)[loop];
  if (bound == 0)
    return failure();
  if (!ShapedType::isDynamic(bound))
    return addConstant(bound);
  AffineExpr alone = getAffineDimExpr(loop, op.getContext());
  for (OpOperand &operand : op->getOpOperands())
    for (auto [axis, expr] :
         llvm::enumerate(op.getMatchingIndexingMap(&operand).getResults()))
      if (expr == alone)
        return readSize(operand.get(), axis);
  return failure();
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
    if (auto slice = value.getDefiningOp<tensor::ExtractSliceOp>()) {
      if (!slice.hasUnitStride() || slice.getDroppedDims().any())
        return failure();
      for (auto [index, offset] : llvm::zip(indices, slice.getMixedOffsets()))
        if (failed(addIndex(offset, /*factor=*/1, index)))
          return failure();
      value = slice.getSource();
      continue;
    }
    value = getSource(value);
    if (!value)
      return failure();
  }
  return failure();
}

/// What \p operand touches, index by index, in its tensor outside the nest.
FailureOr<SmallVector<LinearIndex>> NestReader::getIndices(OpOperand &operand) {
  hopsLeft = maxHops;
  AffineMap map = op.getMatchingIndexingMap(&operand);
  FailureOr<SmallVector<Terms>> sums = getTerms(map);
  if (failed(sums))
    return failure();
  SmallVector<int64_t> origin(map.getNumDims(), 0);
  SmallVector<LinearIndex> indices;
  for (auto [terms, first] : llvm::zip_equal(*sums, map.compose(origin))) {
    LinearIndex &index = indices.emplace_back();
    index.first = first;
    index.coefficients.assign(nest.loops.size(), 0);
    for (Term term : terms) {
      FailureOr<unsigned> size = readLoopSize(term.loop);
      if (failed(size))
        return failure();
      index.spans.push_back({term.factor, *size});
    }
  }
  if (failed(addSlices(operand.get(), indices)))
    return failure();
  for (LinearIndex &index : indices)
    findLoopsOf(index);
  return indices;
}

void NestReader::findLoopsOf(LinearIndex &index) {
  index.loops.resize(nest.loops.size());
  for (auto [i, coefficient] : llvm::enumerate(index.coefficients))
    if (coefficient != 0)
      index.loops.set(i);
  for (const LinearIndex::Span &span : index.spans)
    index.loops |= nest.values.loopsOf(span.size);
  for (size_t i = nest.loops.size(); i-- > 0;)
    if (index.loops[i])
      index.loops |= nest.values.loopsOf(nest.loops[i].end);
}

void NestReader::findUneven() {
  nest.uneven.resize(nest.loops.size());
  for (auto [i, loop] : llvm::enumerate(nest.loops)) {
    const LoopSet &around = nest.values.loopsOf(loop.end);
    nest.uneven |= around;
    if (around.any())
      nest.uneven.set(i);
  }
  for (ArrayRef<LinearIndex> indices : nest.operands)
    for (const LinearIndex &index : indices)
      for (const LinearIndex::Span &span : index.spans)
        nest.uneven |= nest.values.loopsOf(span.size);
}

/// The whole box that an operand touches, the largest of all, can be counted.
llvm::Error NestReader::checkReach(ArrayRef<LinearIndex> indices) const {
  SmallVector<int64_t> step = nest.firstStep();
  ns::Count touched = 1;
  for (const LinearIndex &index : indices) {
    ns::Count last = ns::Count(index.first);
    for (const LinearIndex::Span &span : index.spans) {
      std::optional<int64_t> size = nest.values.evaluate(span.size, step);
      last += size ? ns::Count(*size - 1) * span.factor
                   : ns::Count(std::numeric_limits<int64_t>::max()) * 2;
    }
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
  findUneven();
  return std::move(nest);
}

llvm::Expected<TiledNest>
mlir::neurospector::readNest(linalg::LinalgOp op,
                             const ns::Accelerator &accelerator) {
  return NestReader(op, accelerator).run();
}
