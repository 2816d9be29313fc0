//===- MultiplyAccumulate.cpp - What a linalg body computes ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the result of a body back to its accumulator and to the terms of the
// product that is added to it; then from terms to factors, by the inputs that
// they share; then the two factors that make the layer, with what rides along.
//
//===----------------------------------------------------------------------===//

#include "MultiplyAccumulate.h"

#include "Body.h"
#include "NearMiss.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/CastInterfaces.h"

#include <tuple>

using namespace mlir;
using namespace mlir::neurospector;

using Bits = llvm::SmallBitVector;

//===----------------------------------------------------------------------===//
// Terms of a product
//===----------------------------------------------------------------------===//

namespace {

/// A product as a tree: multiplications, divisions and masks, with terms as
/// leaves.
struct ProductTree {
  struct Node {
    int parent; ///< -1: the root
    Value term; ///< null: an inner node
    /// Of a term: that it does not divide or mask the product. Of an inner
    /// node: that it is a multiplication.
    bool multiplies;
    Value parts[2]; ///< of an inner node
  };
  SmallVector<Node> nodes;

  SmallVector<Value> getTerms() const {
    SmallVector<Value> terms;
    for (const Node &node : nodes)
      if (node.term)
        terms.push_back(node.term);
    return terms;
  }
};

/// A product of terms: those that share inputs.
struct Factor {
  Bits inputs;               ///< that some loop indexes
  Bits multiplied;           ///< of them, in terms that multiply
  SmallVector<int, 4> terms; ///< nodes of the tree
  OpOperand *main = nullptr; ///< the one that most loops index
};

/// Recognizes the body of one op.
class Matcher {
public:
  Matcher(linalg::LinalgOp op, Weights &weights)
      : op(op), weights(weights), body(op), bounds(getLoopBounds(op)) {}
  std::variant<MultiplyAccumulate, Unsupported> run();

private:
  using Match = std::variant<MultiplyAccumulate, Miss>;

  Match matchResult(OpOperand &init);
  std::optional<Miss> findProduct(OpOperand &init, ProductTree &tree);
  void addTerms(ProductTree &tree, Value value, int parent, bool isLogic);
  std::optional<Miss> findFactors(const ProductTree &tree, OpOperand &init);
  std::optional<Miss> findLayer(const ProductTree &tree);
  void chooseMain(Factor &factor);
  bool areMultiplied(const ProductTree &tree, const Factor &a,
                     const Factor &b) const;
  OpOperand *findNeighbour(const ProductTree &tree, int node) const;
  OpOperand *findRide(const ProductTree &tree, const Factor &factor,
                      OpOperand &init) const;
  MultiplyAccumulate addSides(const ProductTree &tree, OpOperand &init);

  OpOperand &operand(unsigned number) const { return op->getOpOperand(number); }
  /// Those that run more than once. Others are what is left of batches of one,
  /// and may be in one operand's map and not in another's for no reason.
  Bits getRunning(Bits loops) const {
    for (unsigned loop : loops.set_bits())
      if (bounds[loop] == 1)
        loops.reset(loop);
    return loops;
  }
  unsigned countRunning(const Bits &loops) const {
    return getRunning(loops).count();
  }

  linalg::LinalgOp op;
  Weights &weights;
  Body body;
  SmallVector<int64_t> bounds;
  SmallVector<Factor> factors;
  const Factor *first = nullptr, *second = nullptr; ///< those of the layer
};

} // namespace

static bool isZero(Value value) {
  return matchPattern(value, m_Zero()) || matchPattern(value, m_AnyZeroFloat());
}

/// `-x`, also as `0 - x`.
static bool isNegation(Operation *op) {
  return isa<arith::NegFOp, complex::NegOp>(op) ||
         (isDifference(op) && isZero(op->getOperand(0)));
}

/// A value and what divides it, or what says where it is not zero.
static std::pair<Value, Value> matchScaled(Operation *op) {
  if (isa<arith::DivFOp, complex::DivOp>(op))
    return {op->getOperand(0), op->getOperand(1)};
  auto select = dyn_cast<arith::SelectOp>(op);
  if (select && isZero(select.getFalseValue()))
    return {select.getTrueValue(), select.getCondition()};
  if (select && isZero(select.getTrueValue()))
    return {select.getFalseValue(), select.getCondition()};
  return {};
}

/// Multiplies \p value out below node \p parent. Values that occur twice are
/// looked at once: more of them change no factor.
void Matcher::addTerms(ProductTree &tree, Value value, int parent,
                       bool isLogic) {
  struct Item {
    Value value;
    int parent;
    bool multiplies;
  };
  SmallVector<Item> worklist = {{value, parent, true}};
  DenseSet<Value> seen;
  auto add = [&](const Item &item) {
    tree.nodes.push_back({item.parent, item.value, item.multiplies, {}});
  };
  while (!worklist.empty()) {
    Item item = worklist.pop_back_val();
    item.value = body.skipCasts(item.value);
    if (!seen.insert(item.value).second)
      continue;
    Operation *op = body.getDefiningOp(item.value);
    if (!op) {
      add(item);
      continue;
    }
    auto split = [&](Value left, Value right, bool isProduct) {
      int node = tree.nodes.size();
      tree.nodes.push_back({item.parent, Value(), isProduct, {left, right}});
      worklist.push_back({right, node, isProduct && item.multiplies});
      worklist.push_back({left, node, item.multiplies});
    };
    auto [scaled, scale] = matchScaled(op);
    if (isLogic ? isLogicalProduct(op) : isProduct(op))
      split(op->getOperand(0), op->getOperand(1), true);
    else if (scaled && !isLogic &&
             !body.getInputs(scaled).anyCommon(body.getInputs(scale)))
      split(scaled, scale, false);
    else if (isNegation(op))
      worklist.push_back({op->getOperand(op->getNumOperands() - 1), item.parent,
                          item.multiplies});
    else
      add(item);
  }
}

/// The terms of what the body adds to \p init, perhaps not in all iterations.
std::optional<Miss> Matcher::findProduct(OpOperand &init, ProductTree &tree) {
  BlockArgument accumulator = op.getMatchingBlockArgument(&init);
  auto isAccumulator = [&](Value value) {
    return body.skipCasts(value) == accumulator;
  };
  Value yielded = body.skipCasts(op.getMatchingYieldValue(&init)->get());
  int parent = -1;
  auto select = dyn_cast_or_null<arith::SelectOp>(body.getDefiningOp(yielded));
  if (select && (isAccumulator(select.getTrueValue()) ||
                 isAccumulator(select.getFalseValue()))) {
    Value mask = select.getCondition();
    Value added = isAccumulator(select.getTrueValue()) ? select.getFalseValue()
                                                       : select.getTrueValue();
    tree.nodes.push_back({-1, Value(), false, {added, mask}});
    tree.nodes.push_back({0, mask, false, {}});
    parent = 0;
    yielded = body.skipCasts(added);
  }
  Operation *sum = body.getDefiningOp(yielded);
  if (!sum)
    return Miss();
  if (isa<math::FmaOp>(sum) && isAccumulator(sum->getOperand(2))) {
    Value left = sum->getOperand(0), right = sum->getOperand(1);
    int product = tree.nodes.size();
    tree.nodes.push_back({parent, Value(), true, {left, right}});
    addTerms(tree, left, product, /*isLogic=*/false);
    addTerms(tree, right, product, /*isLogic=*/false);
    return std::nullopt;
  }
  for (unsigned i : {0u, 1u})
    if ((isSum(sum) || (isDifference(sum) && i == 0)) &&
        isAccumulator(sum->getOperand(i))) {
      addTerms(tree, sum->getOperand(1 - i), parent, isa<arith::OrIOp>(sum));
      return std::nullopt;
    }
  return explainSum(body, init, sum);
}

//===----------------------------------------------------------------------===//
// From terms to factors
//===----------------------------------------------------------------------===//

/// Of those that as many loops index, what only groups of a loop index, or a
/// divisor, a mask or a constant, is rather the side operand.
void Matcher::chooseMain(Factor &factor) {
  using Score = std::tuple<unsigned, unsigned, bool, unsigned>;
  Score best;
  for (unsigned number : factor.inputs.set_bits()) {
    OpOperand &candidate = operand(number);
    const Bits &loops = body.getLoops(number);
    Score score(countRunning(loops), countRunning(body.getWholeLoops(number)),
                factor.multiplied[number], loops.count());
    if (!factor.main || score > best ||
        (score == best && weights.contains(factor.main->get()) &&
         !weights.contains(candidate.get()))) {
      factor.main = &candidate;
      best = score;
    }
  }
}

/// Terms with an input in common are one factor.
std::optional<Miss> Matcher::findFactors(const ProductTree &tree,
                                         OpOperand &init) {
  for (auto [number, node] : llvm::enumerate(tree.nodes)) {
    if (!node.term)
      continue;
    const Sources &sources = body.getSources(node.term);
    if (sources.foreign)
      return explainForeign(sources.foreign);
    for (OpOperand &other : op.getDpsInitsMutable())
      if (sources.operands.test(other.getOperandNumber()))
        return explainRecurrence(other, init);
    Factor factor;
    factor.inputs = body.getInputs(node.term);
    factor.multiplied =
        node.multiplies ? factor.inputs : Bits(factor.inputs.size());
    factor.terms.push_back(number);
    if (factor.inputs.none())
      continue;
    for (Factor &other : factors)
      if (other.inputs.anyCommon(factor.inputs)) {
        factor.inputs |= other.inputs;
        factor.multiplied |= other.multiplied;
        factor.terms.append(other.terms);
      }
    llvm::erase_if(factors, [&](const Factor &other) {
      return other.inputs.anyCommon(factor.inputs);
    });
    factors.push_back(std::move(factor));
  }
  for (Factor &factor : factors)
    chooseMain(factor);
  return std::nullopt;
}

/// Some multiplication has \p a on one side and \p b on the other; none has
/// both on both sides, as the squares in a sum of squares do.
bool Matcher::areMultiplied(const ProductTree &tree, const Factor &a,
                            const Factor &b) const {
  auto has = [&](const Factor &factor, Value value) {
    return body.dependsOn(value, factor.main->getOperandNumber());
  };
  bool areMultiplied = false;
  for (const ProductTree::Node &node : tree.nodes) {
    if (node.term || !node.multiplies)
      continue;
    auto [left, right] = node.parts;
    bool isDirect = has(a, left) && has(b, right),
         isReverse = has(b, left) && has(a, right);
    if (isDirect && isReverse)
      return false;
    areMultiplied |= isDirect || isReverse;
  }
  return areMultiplied;
}

/// The two factors that a reduction walks together and that say most of the
/// loops: of `gate[m, k] * up[m, k] * w[k, n]`, the first and the last.
std::optional<Miss> Matcher::findLayer(const ProductTree &tree) {
  if (factors.size() < 2)
    return explainTerms(body, tree.getTerms());
  llvm::sort(factors, [](const Factor &a, const Factor &b) {
    return a.main->getOperandNumber() < b.main->getOperandNumber();
  });
  // Loops that run once decide between what is alike.
  std::tuple<unsigned, unsigned, unsigned, unsigned, unsigned, unsigned> best;
  for (size_t j = 1; j < factors.size(); ++j)
    for (size_t i = 0; i < j; ++i) {
      unsigned left = factors[i].main->getOperandNumber(),
               right = factors[j].main->getOperandNumber();
      const Bits &a = body.getLoops(left), &b = body.getLoops(right);
      Bits reduced = a, either = a;
      reduced &= b;
      reduced &= body.getReductions();
      either |= b;
      unsigned multiply =
          factors[i].multiplied[left] + factors[j].multiplied[right];
      Bits whole = reduced;
      whole &= body.getWholeLoops(left);
      whole &= body.getWholeLoops(right);
      std::tuple score(countRunning(reduced), countRunning(whole),
                       countRunning(either), multiply,
                       countRunning(a) + countRunning(b), reduced.count());
      if ((first && score <= best) ||
          !areMultiplied(tree, factors[i], factors[j]))
        continue;
      best = score;
      first = &factors[i];
      second = &factors[j];
    }
  if (!first)
    return Miss();
  // Folding of unit dimensions may have left no index of a reduction.
  bool reduces = llvm::any_of(body.getReductions().set_bits(),
                              [&](unsigned loop) { return bounds[loop] != 1; });
  if (std::get<0>(best) == 0 && reduces)
    return Miss{"it adds up a scaled operand: no reduction loop indexes two "
                "factors of its product",
                Miss::onlyLayers};
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// What rides along
//===----------------------------------------------------------------------===//

/// The main operand of the layer that \p node is multiplied with first; the
/// second if that is both.
OpOperand *Matcher::findNeighbour(const ProductTree &tree, int node) const {
  for (node = tree.nodes[node].parent; node >= 0;
       node = tree.nodes[node].parent) {
    auto hasMain = [&](const Factor *factor) {
      unsigned number = factor->main->getOperandNumber();
      return body.dependsOn(tree.nodes[node].parts[0], number) ||
             body.dependsOn(tree.nodes[node].parts[1], number);
    };
    if (hasMain(second))
      return second->main;
    if (hasMain(first))
      return first->main;
  }
  return second->main;
}

/// What a further factor rides with: the operand whose loops include its loops.
OpOperand *Matcher::findRide(const ProductTree &tree, const Factor &factor,
                             OpOperand &init) const {
  Bits own = getRunning(body.getLoops(factor.inputs));
  auto includes = [&](OpOperand *main) {
    Bits outside = own;
    return outside.reset(body.getLoops(main->getOperandNumber())).none();
  };
  bool inFirst = includes(first->main), inSecond = includes(second->main);
  if (inFirst != inSecond)
    return inFirst ? first->main : second->main;
  if (!inFirst && includes(&init))
    return &init;
  return findNeighbour(tree, factor.terms.front());
}

/// Every other tensor that is used. What no term reads is for other results.
MultiplyAccumulate Matcher::addSides(const ProductTree &tree, OpOperand &init) {
  SmallVector<OpOperand *> rides(op->getNumOperands(), nullptr);
  for (const Factor &factor : factors) {
    bool isLayer = &factor == first || &factor == second;
    OpOperand *ride = isLayer ? factor.main : findRide(tree, factor, init);
    for (int term : factor.terms)
      for (unsigned number :
           body.getSources(tree.nodes[term].term).operands.set_bits())
        rides[number] = ride;
  }
  // Terms of what no loop indexes.
  for (auto [number, node] : llvm::enumerate(tree.nodes))
    if (node.term)
      for (unsigned source : body.getSources(node.term).operands.set_bits())
        if (!rides[source])
          rides[source] = findNeighbour(tree, number);

  MultiplyAccumulate result = {first->main, second->main, &init, {}};
  for (OpOperand &side : op->getOpOperands()) {
    bool isMain = &side == result.first || &side == result.second ||
                  &side == result.accumulator;
    bool isUsed = op.isDpsInit(&side) || op.payloadUsesValueFromOperand(&side);
    if (isMain || !isUsed || !isa<ShapedType>(side.get().getType()))
      continue;
    OpOperand *ride = rides[side.getOperandNumber()];
    result.sides.push_back({&side, ride ? ride : &init});
  }
  return result;
}

//===----------------------------------------------------------------------===//
// The op
//===----------------------------------------------------------------------===//

Matcher::Match Matcher::matchResult(OpOperand &init) {
  factors.clear();
  first = second = nullptr;
  ProductTree tree;
  if (auto miss = findProduct(init, tree))
    return *miss;
  if (auto miss = findFactors(tree, init))
    return *miss;
  if (auto miss = findLayer(tree))
    return *miss;
  return addSides(tree, init);
}

std::variant<MultiplyAccumulate, Unsupported> Matcher::run() {
  std::optional<MultiplyAccumulate> found;
  std::optional<Unsupported> unsupported;
  for (OpOperand &init : op.getDpsInitsMutable()) {
    Match match = matchResult(init);
    if (auto *miss = std::get_if<Miss>(&match)) {
      // What has a product in it says more than what has none.
      bool hasProduct = accumulatesProduct(body, init);
      if (!unsupported || (hasProduct && unsupported->kind == noMacKind))
        unsupported = explain(*miss, hasProduct);
      continue;
    }
    if (found)
      return explain(explainSeveral(*found->accumulator, init), true);
    found = std::get<MultiplyAccumulate>(std::move(match));
  }
  if (found)
    return std::move(*found);
  return unsupported ? *unsupported : explain(Miss(), false);
}

std::variant<MultiplyAccumulate, Unsupported>
mlir::neurospector::matchMultiplyAccumulate(linalg::LinalgOp op,
                                            Weights &weights) {
  return Matcher(op, weights).run();
}
