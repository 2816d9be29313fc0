//===- OpLayer.cpp - From a linalg op to a layer --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/OpLayer.h"

#include "IndexingTerms.h"
#include "MultiplyAccumulate.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

bool mlir::neurospector::isCandidate(linalg::LinalgOp op) {
  return op.getNumReductionLoops() != 0;
}

//===----------------------------------------------------------------------===//
// Indexing maps
//===----------------------------------------------------------------------===//

/// Appends the summands of \p expr; fails unless each is a loop times a
/// positive constant, or a constant.
static LogicalResult collectTerms(AffineExpr expr, Terms &terms) {
  if (isa<AffineConstantExpr>(expr))
    return success();
  if (auto loop = dyn_cast<AffineDimExpr>(expr)) {
    terms.push_back({loop.getPosition(), 1});
    return success();
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return failure();
  if (expr.getKind() == AffineExprKind::Add)
    return success(succeeded(collectTerms(binary.getLHS(), terms)) &&
                   succeeded(collectTerms(binary.getRHS(), terms)));
  auto loop = dyn_cast<AffineDimExpr>(binary.getLHS());
  auto factor = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (expr.getKind() != AffineExprKind::Mul || !loop || !factor ||
      factor.getValue() < 1)
    return failure();
  terms.push_back({loop.getPosition(), factor.getValue()});
  return success();
}

FailureOr<SmallVector<Terms>> mlir::neurospector::getTerms(AffineMap map) {
  SmallVector<Terms> results;
  llvm::SmallBitVector seen(map.getNumDims());
  for (AffineExpr expr : map.getResults()) {
    Terms &terms = results.emplace_back();
    if (failed(collectTerms(expr, terms)))
      return failure();
    for (Term term : terms) {
      if (seen[term.loop])
        return failure();
      seen.set(term.loop);
    }
  }
  return results;
}

/// Some result is more than a loop of its own.
static bool slides(ArrayRef<Terms> results) {
  return llvm::any_of(results, [](const Terms &terms) {
    return terms.size() > 1 || (terms.size() == 1 && terms[0].factor != 1);
  });
}

static llvm::SmallBitVector getLoops(ArrayRef<Terms> results,
                                     unsigned numLoops) {
  llvm::SmallBitVector loops(numLoops);
  for (const Terms &terms : results)
    for (Term term : terms)
      loops.set(term.loop);
  return loops;
}

//===----------------------------------------------------------------------===//
// Classification
//===----------------------------------------------------------------------===//

namespace {
/// Sorts the loops of one op into the dimensions of its layer.
class Classifier {
public:
  Classifier(linalg::LinalgOp op, int64_t assumeDynamic)
      : op(op), assumeDynamic(assumeDynamic) {}

  std::variant<OpLayer, Unsupported> run();

private:
  std::optional<Unsupported> findOperands();
  std::optional<Unsupported> getBounds();
  std::optional<Unsupported> classifyLoops();
  std::optional<Unsupported> pairWindows();
  std::optional<Unsupported> setBounds();

  /// \p loop runs once and indexes fewer than two operands: any dimension will
  /// do. Folding of unit dimensions leaves such loops.
  bool isIdle(unsigned loop) const {
    return result.loopBounds[loop] == 1 &&
           indexes[0][loop] + indexes[1][loop] + indexes[2][loop] < 2;
  }

  /// A convolved axis: an image loop, a window loop, or both.
  struct Axis {
    std::optional<Term> image, window;
  };

  /// Only one of the two loops of \p axis runs, and without gaps: nothing
  /// slides. Convolutions over space of videos have such axes.
  bool isStill(const Axis &axis) const {
    auto runs = [&](std::optional<Term> term) {
      return term && result.loopBounds[term->loop] != 1;
    };
    auto gapless = [](std::optional<Term> term) {
      return !term || term->factor == 1;
    };
    return (!runs(axis.window) && gapless(axis.image)) ||
           (!runs(axis.image) && gapless(axis.window));
  }

  linalg::LinalgOp op;
  int64_t assumeDynamic;
  SmallVector<Terms> input, weight, output;
  std::array<llvm::SmallBitVector, 3> indexes; ///< loops of each of the three
  OpLayer result;
};
} // namespace

static Unsupported badIndexing(const Twine &reason) {
  return {"unsupported-indexing", reason.str(),
          "rewrite it as a convolution or contraction of two operands"};
}

std::optional<Unsupported> Classifier::findOperands() {
  auto factors = matchMultiplyAccumulate(op);
  if (!factors)
    return Unsupported{"no-mac-body",
                       "its body is not a multiply-accumulate of two operands",
                       "only convolutions and contractions can be scheduled"};
  auto [first, second] = *factors;
  for (OpOperand *operand : op.getDpsInputOperands())
    if (operand != first && operand != second &&
        op.getMatchingIndexingMap(operand).getNumResults() != 0)
      return badIndexing("it reads a third tensor, operand " +
                         Twine(operand->getOperandNumber()));

  auto firstTerms = getTerms(op.getMatchingIndexingMap(first));
  auto secondTerms = getTerms(op.getMatchingIndexingMap(second));
  auto outputTerms =
      getTerms(op.getMatchingIndexingMap(op.getDpsInitOperand(0)));
  if (failed(firstTerms) || failed(secondTerms) || failed(outputTerms))
    return badIndexing("an indexing map is not made of sums of different "
                       "loops times positive constants");
  if (slides(*outputTerms) || (slides(*firstTerms) && slides(*secondTerms)))
    return badIndexing("a window slides over more than one operand");
  bool weightFirst =
      slides(*firstTerms) || slides(*secondTerms)
          ? slides(*secondTerms)
          : isWeightLike(first->get()) && !isWeightLike(second->get());
  input = std::move(weightFirst ? *secondTerms : *firstTerms);
  weight = std::move(weightFirst ? *firstTerms : *secondTerms);
  output = std::move(*outputTerms);
  result.operands = {weightFirst ? second : first, weightFirst ? first : second,
                     op.getDpsInitOperand(0)};
  return std::nullopt;
}

std::optional<Unsupported> Classifier::classifyLoops() {
  unsigned numLoops = op.getNumLoops();
  indexes = {getLoops(input, numLoops), getLoops(weight, numLoops),
             getLoops(output, numLoops)};
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  for (unsigned loop = 0; loop < numLoops; ++loop) {
    bool isParallel = iterators[loop] == utils::IteratorType::parallel;
    ns::Dim dim = isParallel ? ns::Dim::B : ns::Dim::C;
    if (!isIdle(loop)) {
      bool inInput = indexes[0][loop], inWeight = indexes[1][loop],
           inOutput = indexes[2][loop];
      if (inInput + inWeight + inOutput < 2)
        return badIndexing("loop " + Twine(loop) +
                           " indexes fewer than two operands");
      if (inOutput != isParallel)
        return badIndexing("loop " + Twine(loop) +
                           " is not parallel exactly if it indexes the output");
      dim = !inInput    ? ns::Dim::K
            : !inWeight ? ns::Dim::B
            : !inOutput ? ns::Dim::C
                        : ns::Dim::G;
    }
    result.loops[ns::index(dim)].push_back(loop);
  }
  return std::nullopt;
}

std::optional<Unsupported> Classifier::pairWindows() {
  SmallVector<Axis, ns::numPairs> axes;
  for (const Terms &terms : input) {
    if (!slides(terms))
      continue;
    Axis axis;
    for (Term term : terms) {
      if (isIdle(term.loop))
        continue;
      bool isImage = indexes[2][term.loop] && !indexes[1][term.loop];
      bool isWindow = indexes[1][term.loop] && !indexes[2][term.loop];
      std::optional<Term> &place = isImage ? axis.image : axis.window;
      if (isImage == isWindow || place)
        return badIndexing("an index of the input is not the sum of an image "
                           "loop and a window loop");
      place = term;
    }
    axes.push_back(axis);
  }
  // A still axis is batch or channels; where the published pairs suffice for
  // all axes it need not be.
  if (axes.size() > ns::numPublishedPairs)
    llvm::erase_if(axes, [&](const Axis &axis) { return isStill(axis); });
  if (axes.size() > ns::numPairs)
    return badIndexing("it convolves " + Twine(axes.size()) +
                       " dimensions; at most " + Twine(ns::numPairs) +
                       " are supported");

  auto place = [&](std::optional<Term> term, ns::Dim from, ns::Dim to,
                   int64_t &factor) {
    if (!term)
      return;
    llvm::erase(result.loops[ns::index(from)], term->loop);
    result.loops[ns::index(to)].push_back(term->loop);
    factor = term->factor;
  };
  for (auto [i, axis] : llvm::enumerate(axes)) {
    unsigned number = getPair(i, axes.size());
    ns::ImageWindow &pair = result.layer.pairs[number];
    place(axis.image, ns::Dim::B, ns::imageOf(number), pair.stride);
    place(axis.window, ns::Dim::C, ns::windowOf(number), pair.dilation);
  }
  return std::nullopt;
}

std::optional<int64_t> mlir::neurospector::getAssumedBound(linalg::LinalgOp op,
                                                           unsigned loop) {
  Attribute assumed = op->getAttr(assumeAttrName);
  if (auto sizes = dyn_cast_or_null<DenseI64ArrayAttr>(assumed))
    return sizes[loop];
  if (!assumed)
    if (auto function = op->getParentOfType<FunctionOpInterface>())
      assumed = function->getAttr(assumeAttrName);
  if (auto size = dyn_cast_or_null<IntegerAttr>(assumed))
    return size.getInt();
  return std::nullopt;
}

std::optional<Unsupported> Classifier::getBounds() {
  result.loopBounds = getLoopBounds(op);
  for (auto [loop, bound] : llvm::enumerate(result.loopBounds)) {
    if (ShapedType::isDynamic(bound)) {
      bound = getAssumedBound(op, loop).value_or(assumeDynamic);
      if (bound == 0)
        return Unsupported{
            "dynamic-shape",
            ("loop " + Twine(loop) + " has a dynamic size").str(),
            "make its shapes static, or give sizes with the attribute "
            "'neurospector.assume' or the option 'assume-dynamic'"};
      result.assumedLoops.push_back(loop);
    }
    if (bound == 0)
      return Unsupported{"empty", ("loop " + Twine(loop) + " never runs").str(),
                         "remove the op"};
  }
  return std::nullopt;
}

std::optional<Unsupported> Classifier::setBounds() {
  ns::Layer &layer = result.layer;
  layer.name = op->getName().stripDialect();
  ns::Count macs = 1;
  for (ns::Dim dim : ns::allDims) {
    ns::Count bound = 1;
    for (unsigned loop : result.loops[ns::index(dim)])
      bound *= result.loopBounds[loop];
    layer.bounds[ns::index(dim)] = bound.get();
    macs *= bound;
  }
  if (macs.overflowed())
    return Unsupported{"too-large", "its multiply-accumulates exceed 64 bits",
                       "split the op"};
  return std::nullopt;
}

std::variant<OpLayer, Unsupported> Classifier::run() {
  if (auto unsupported = findOperands())
    return *unsupported;
  if (auto unsupported = getBounds())
    return *unsupported;
  if (auto unsupported = classifyLoops())
    return *unsupported;
  if (auto unsupported = pairWindows())
    return *unsupported;
  if (auto unsupported = setBounds())
    return *unsupported;
  return std::move(result);
}

/// Bits of one element; none if \p type does not say.
static std::optional<int64_t> getBits(Type type) {
  if (auto complexType = dyn_cast<ComplexType>(type)) {
    auto part = getBits(complexType.getElementType());
    return part ? std::optional(2 * *part) : std::nullopt;
  }
  if (type.isIndex())
    return IndexType::kInternalStorageBitWidth;
  if (!type.isIntOrFloat())
    return std::nullopt;
  return type.getIntOrFloatBitWidth();
}

std::optional<ns::PerOperand<int64_t>>
mlir::neurospector::getElementBits(const OpLayer &op) {
  ns::PerOperand<int64_t> result;
  for (auto [bits, operand] : llvm::zip(result, op.operands)) {
    auto known = getBits(getElementTypeOrSelf(operand->get().getType()));
    if (!known)
      return std::nullopt;
    bits = *known;
  }
  return result;
}

std::variant<OpLayer, Unsupported>
mlir::neurospector::getOpLayer(linalg::LinalgOp op, int64_t assumeDynamic) {
  return Classifier(op, assumeDynamic).run();
}
