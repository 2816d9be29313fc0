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
  SmallVector<int64_t> padding; ///< before the first element of each axis
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

/// Walks from \p value back to \p source.
static std::optional<Path> tracePath(Value value, Value source) {
  if (value == source)
    return Path{SmallVector<int64_t>(
                    cast<RankedTensorType>(source.getType()).getRank(), 0),
                source.hasOneUse()};
  Operation *op = value.getDefiningOp();
  if (!op || op->getBlock() != source.getParentBlock())
    return std::nullopt;
  std::optional<Path> path;
  if (auto pad = dyn_cast<tensor::PadOp>(op)) {
    path = tracePath(pad.getSource(), source);
    if (!path || ShapedType::isDynamicShape(pad.getStaticLow()))
      return std::nullopt;
    for (auto [sum, low] : llvm::zip_equal(path->padding, pad.getStaticLow()))
      sum += low;
  } else if (auto cast = dyn_cast<tensor::CastOp>(op)) {
    path = tracePath(cast.getSource(), source);
  } else if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op)) {
    for (OpOperand &operand : op->getOpOperands())
      if (!path && isElementwiseOver(linalgOp, operand))
        path = tracePath(operand.get(), source);
  }
  if (path)
    path->onlyUse &= value.hasOneUse();
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
  if (from->getBlock() != to->getBlock() || from->getNumResults() != 1)
    return std::nullopt;
  std::optional<Path> path = tracePath(input.get(), from->getResult(0));
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
    for (unsigned axis : axes) {
      if (i < 2 && path->padding[axis] != 0)
        return std::nullopt;
      if (i >= 2)
        link.padding[i - 2] += path->padding[axis];
    }
  }
  // Assumed sizes need not agree.
  const ns::Layer &a = writer.layer, &b = reader.layer;
  if (a.bound(Dim::B) != b.bound(Dim::B) ||
      a.bound(Dim::K) * a.bound(Dim::G) != b.bound(Dim::C) * b.bound(Dim::G))
    return std::nullopt;
  return link;
}
