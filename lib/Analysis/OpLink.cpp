//===- OpLink.cpp - Which op reads what another one writes ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/OpLink.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
/// How a value came from the writer's result.
struct Path {
  SmallVector<ns::Count> padding; ///< before the first element of each axis
  bool onlyUse = true;
};
} // namespace

/// An op that passes each element of \p operand to the same place of its
/// result.
static bool isElementwiseOver(linalg::LinalgOp op, OpOperand &operand) {
  return op.getNumParallelLoops() == op.getNumLoops() &&
         op->getNumResults() == 1 && op.isDpsInput(&operand) &&
         op.getMatchingIndexingMap(&operand).isIdentity() &&
         op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity();
}

/// The operands of \p op that could hold its result, moved by padding at most.
static SmallVector<Value> getSources(Operation *op) {
  if (auto pad = dyn_cast<tensor::PadOp>(op))
    return ShapedType::isDynamicShape(pad.getStaticLow())
               ? SmallVector<Value>()
               : SmallVector<Value>{pad.getSource()};
  if (auto cast = dyn_cast<tensor::CastOp>(op))
    return {cast.getSource()};
  SmallVector<Value> sources;
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    for (OpOperand &operand : op->getOpOperands())
      if (isElementwiseOver(linalgOp, operand))
        sources.push_back(operand.get());
  return sources;
}

/// The way from \p source to \p value; first operands are preferred. Looks at
/// each op between the two once: none before \p source can lead to it, and in
/// a graph region, values may go in circles.
static std::optional<Path> tracePath(Value value, Value source) {
  Operation *writer = source.getDefiningOp();
  DenseMap<Value, Value> next; // one step nearer to `value`
  SmallVector<std::pair<Value, Value>> worklist = {{value, Value()}};
  while (!worklist.empty() && !next.contains(source)) {
    auto [from, to] = worklist.pop_back_val();
    Operation *op = from.getDefiningOp();
    if (!op || op->getBlock() != writer->getBlock() ||
        !next.try_emplace(from, to).second || !writer->isBeforeInBlock(op))
      continue;
    SmallVector<Value> sources = getSources(op);
    for (Value operand : llvm::reverse(sources))
      worklist.emplace_back(operand, from);
  }
  if (!next.contains(source))
    return std::nullopt;

  Path path;
  path.padding.resize(cast<RankedTensorType>(source.getType()).getRank());
  for (Value at = source; at; at = next.lookup(at)) {
    path.onlyUse &= at.hasOneUse();
    if (auto pad = at.getDefiningOp<tensor::PadOp>())
      for (auto [sum, low] : llvm::zip_equal(path.padding, pad.getStaticLow()))
        sum += low;
  }
  return path;
}

/// The axes of \p operand that the loops of \p dims index, in the order of the
/// dimensions and their loops.
static SmallVector<unsigned> getAxes(const OpLayer &layer, OpOperand &operand,
                                     ArrayRef<ns::Dim> dims) {
  auto op = cast<linalg::LinalgOp>(operand.getOwner());
  AffineMap map = op.getMatchingIndexingMap(&operand);
  SmallVector<unsigned> axes;
  for (ns::Dim dim : dims)
    for (unsigned loop : layer.loops[ns::index(dim)])
      for (auto [axis, expr] : llvm::enumerate(map.getResults()))
        if (expr.isFunctionOfDim(loop) && !llvm::is_contained(axes, axis))
          axes.push_back(axis);
  return axes;
}

std::optional<ns::Link> mlir::neurospector::getLink(const OpLayer &writer,
                                                    const OpLayer &reader) {
  using ns::Dim;
  OpOperand &output = *writer.operands[ns::index(ns::Operand::Output)];
  OpOperand &input = *reader.operands[ns::index(ns::Operand::Input)];
  Operation *from = output.getOwner(), *to = input.getOwner();
  if (from->getBlock() != to->getBlock() || from->getNumResults() == 0)
    return std::nullopt;
  OpResult result = cast<linalg::LinalgOp>(from).getTiedOpResult(&output);
  std::optional<Path> path = tracePath(input.get(), result);
  if (!path)
    return std::nullopt;

  struct Pair {
    SmallVector<Dim, 2> written, read;
  };
  SmallVector<Pair> pairs = {{{Dim::B}, {Dim::B}},
                             {{Dim::G, Dim::K}, {Dim::G, Dim::C}}};
  for (unsigned i = 0; i < ns::numPairs; ++i)
    pairs.push_back({{ns::imageOf(i)}, {ns::imageOf(i), ns::windowOf(i)}});
  ns::Link link;
  link.onlyReader = path->onlyUse;
  for (auto [i, pair] : llvm::enumerate(pairs)) {
    SmallVector<unsigned> axes = getAxes(writer, output, pair.written);
    if (axes != getAxes(reader, input, pair.read))
      return std::nullopt;
    ns::Count padding;
    for (unsigned axis : axes) {
      if (i < 2 && path->padding[axis].get() != 0)
        return std::nullopt;
      padding += path->padding[axis];
    }
    if (i < 2)
      continue;
    // Assumed sizes need not agree with it.
    if (padding.overflowed() || padding.get() < 0 ||
        padding.get() > reader.layer.pairs[i - 2].extent(
                            reader.layer.bound(ns::imageOf(i - 2)),
                            reader.layer.bound(ns::windowOf(i - 2))))
      return std::nullopt;
    link.padding[i - 2] = padding.get();
  }
  // Assumed sizes need not agree.
  const ns::Layer &a = writer.layer, &b = reader.layer;
  if (a.bound(Dim::B) != b.bound(Dim::B) ||
      a.bound(Dim::K) * a.bound(Dim::G) != b.bound(Dim::C) * b.bound(Dim::G))
    return std::nullopt;
  return link;
}
