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

std::optional<LoopGroups> mlir::neurospector::getLoopGroups(AffineExpr expr) {
  auto quotient = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!quotient || expr.getKind() != AffineExprKind::FloorDiv)
    return std::nullopt;
  auto loop = dyn_cast<AffineDimExpr>(quotient.getLHS());
  auto size = dyn_cast<AffineConstantExpr>(quotient.getRHS());
  if (!loop || !size || size.getValue() < 1)
    return std::nullopt;
  return LoopGroups{loop.getPosition(), size.getValue()};
}

bool mlir::neurospector::hasLoopGroups(linalg::LinalgOp op) {
  return llvm::any_of(op.getIndexingMapsArray(), [](AffineMap map) {
    return llvm::any_of(map.getResults(), [](AffineExpr expr) {
      return getLoopGroups(expr).has_value();
    });
  });
}

static Unsupported badIndexing(const Twine &reason, StringLiteral suggestion) {
  return {"unsupported-indexing", reason.str(), suggestion};
}

static constexpr StringLiteral rewriteSuggestion =
    "rewrite it as a convolution or contraction of two operands";

static std::string describeMapOf(OpOperand &operand) {
  return "the map of operand " + std::to_string(operand.getOperandNumber());
}

/// Writes the map's results of \p operand as sums into \p results, with
/// \p allowGroups those of groups as empty ones; says which one is none, as
/// `collectTerms` finds.
static std::optional<Unsupported> getTerms(OpOperand &operand,
                                           SmallVector<Terms> &results,
                                           bool allowGroups = false) {
  AffineMap map = cast<linalg::LinalgOp>(operand.getOwner())
                      .getMatchingIndexingMap(&operand);
  for (auto [number, expr] : llvm::enumerate(map.getResults())) {
    Terms &terms = results.emplace_back();
    if ((allowGroups && getLoopGroups(expr)) ||
        succeeded(collectTerms(expr, terms)))
      continue;
    std::string text;
    llvm::raw_string_ostream(text) << expr;
    return badIndexing("result " + Twine(number) + " of " +
                           describeMapOf(operand) + ", '" + text +
                           "', is not a sum of loops times positive constants",
                       "split loops or copy the operand so that it is one");
  }
  return std::nullopt;
}

/// A loop occurs twice in \p results, those of \p operand's map.
static std::optional<Unsupported> findDiagonal(OpOperand &operand,
                                               ArrayRef<Terms> results) {
  llvm::SmallBitVector seen;
  for (const Terms &terms : results)
    for (Term term : terms) {
      if (seen.size() <= term.loop)
        seen.resize(term.loop + 1);
      if (seen.test(term.loop))
        return badIndexing("loop " + Twine(term.loop) + " occurs twice in " +
                               describeMapOf(operand),
                           "copy the diagonal to a tensor of its own");
      seen.set(term.loop);
    }
  return std::nullopt;
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
  Classifier(linalg::LinalgOp op, int64_t assumeDynamic, Weights &weights)
      : op(op), assumeDynamic(assumeDynamic), weights(weights) {}

  std::variant<OpLayer, Unsupported> run();

private:
  std::optional<Unsupported> findOperands();
  std::optional<Unsupported> addSideOperands(const MultiplyAccumulate &found);
  std::optional<Unsupported> getBounds();
  ns::Dim chooseBroadcast(unsigned loop) const;
  std::optional<Unsupported> classifyLoops();
  std::optional<Unsupported> pairWindows();
  std::optional<Unsupported> setBounds();
  void findBroadcasts();

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
  Weights &weights;
  SmallVector<Terms> input, weight, output;
  std::array<llvm::SmallBitVector, 3> indexes; ///< loops of each of the three
  OpLayer result;
};
} // namespace

std::optional<Unsupported> Classifier::findOperands() {
  auto body = matchMultiplyAccumulate(op, weights);
  if (auto *unsupported = std::get_if<Unsupported>(&body))
    return *unsupported;
  auto &found = std::get<MultiplyAccumulate>(body);
  SmallVector<Terms> first, second;
  for (auto [operand, terms] :
       {std::pair(found.first, &first), std::pair(found.second, &second),
        std::pair(found.accumulator, &output)}) {
    if (auto unsupported = getTerms(*operand, *terms))
      return unsupported;
    if (auto unsupported = findDiagonal(*operand, *terms))
      return unsupported;
  }
  if (slides(output))
    return badIndexing("a window slides over the output, operand " +
                           Twine(found.accumulator->getOperandNumber()),
                       rewriteSuggestion);
  if (slides(first) && slides(second))
    return badIndexing("windows slide over two operands, " +
                           Twine(found.first->getOperandNumber()) + " and " +
                           Twine(found.second->getOperandNumber()),
                       rewriteSuggestion);
  bool weightFirst = slides(first) || slides(second)
                         ? slides(second)
                         : weights.contains(found.first->get()) &&
                               !weights.contains(found.second->get());
  if (weightFirst) {
    std::swap(first, second);
    std::swap(found.first, found.second);
  }
  input = std::move(first);
  weight = std::move(second);
  result.operands = {found.first, found.second, found.accumulator};
  return addSideOperands(found);
}

/// Their maps must be such that a tile of the loops needs a box of them.
std::optional<Unsupported>
Classifier::addSideOperands(const MultiplyAccumulate &found) {
  for (const MultiplyAccumulate::Side &side : found.sides) {
    SmallVector<Terms> terms;
    if (auto unsupported = getTerms(*side.operand, terms, /*allowGroups=*/true))
      return unsupported;
    ns::Operand main = side.main == found.first    ? ns::Operand::Input
                       : side.main == found.second ? ns::Operand::Weight
                                                   : ns::Operand::Output;
    result.sideOperands.push_back(
        {side.operand, main, op.getMatchingIndexingMap(side.operand)});
  }
  return std::nullopt;
}

/// K or B for a loop that indexes the output alone.
ns::Dim Classifier::chooseBroadcast(unsigned loop) const {
  auto hasSide = [&](ns::Operand main) {
    return llvm::any_of(result.sideOperands, [&](const SideOperand &side) {
      return side.main == main && side.map.isFunctionOfDim(loop);
    });
  };
  // With the loops that it was given before.
  auto getSize = [&](ns::Operand operand, ns::Dim dim) {
    llvm::SmallBitVector loops = indexes[ns::index(operand)];
    for (unsigned given : result.loops[ns::index(dim)])
      loops.set(given);
    ns::Count size = 1;
    for (unsigned indexing : loops.set_bits())
      size *= result.loopBounds[indexing];
    return size.overflowed() ? INT64_MAX : size.get();
  };
  bool ofInput = hasSide(ns::Operand::Input),
       ofWeight = hasSide(ns::Operand::Weight);
  if (ofInput != ofWeight)
    return ofInput ? ns::Dim::B : ns::Dim::K;
  return getSize(ns::Operand::Input, ns::Dim::B) <=
                 getSize(ns::Operand::Weight, ns::Dim::K)
             ? ns::Dim::B
             : ns::Dim::K;
}

std::optional<Unsupported> Classifier::classifyLoops() {
  unsigned numLoops = op.getNumLoops();
  indexes = {getLoops(input, numLoops), getLoops(weight, numLoops),
             getLoops(output, numLoops)};
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  for (unsigned loop = 0; loop < numLoops; ++loop) {
    bool isParallel = iterators[loop] == utils::IteratorType::parallel;
    bool inInput = indexes[0][loop], inWeight = indexes[1][loop];
    ns::Dim dim = ns::Dim::C;
    if (isIdle(loop))
      dim = isParallel ? ns::Dim::B : ns::Dim::C;
    else if (indexes[2][loop] != isParallel)
      return badIndexing("loop " + Twine(loop) +
                             " is not parallel exactly if it indexes the "
                             "output",
                         rewriteSuggestion);
    else if (isParallel)
      dim = inInput && inWeight ? ns::Dim::G
            : inInput           ? ns::Dim::B
            : inWeight          ? ns::Dim::K
                                : chooseBroadcast(loop);
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
      bool isWindow = !indexes[2][term.loop];
      std::optional<Term> &place = isWindow ? axis.window : axis.image;
      if ((!isWindow && indexes[1][term.loop]) || place)
        return badIndexing(
            "an index of the input, operand " +
                Twine(result.operands[0]->getOperandNumber()) +
                ", is not the sum of an image loop and a window loop",
            rewriteSuggestion);
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
                           " are supported",
                       rewriteSuggestion);

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

/// Loops that run once are left out: they add nothing.
void Classifier::findBroadcasts() {
  for (ns::Dim dim : ns::allDims)
    for (unsigned loop : result.loops[ns::index(dim)])
      for (ns::Operand operand : ns::allOperands)
        if (ns::isRelevant(operand, dim) && result.loopBounds[loop] != 1 &&
            !indexes[ns::index(operand)][loop])
          result.broadcastLoops[ns::index(operand)].push_back(loop);
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
  findBroadcasts();
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
mlir::neurospector::getOpLayer(linalg::LinalgOp op, int64_t assumeDynamic,
                               Weights *weights) {
  Weights own;
  return Classifier(op, assumeDynamic, weights ? *weights : own).run();
}
