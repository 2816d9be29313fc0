//===- OpLayer.h - A linalg op as a layer and back --------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one bridge between IR and model. Into the model: the loops of a linalg op
// are sorted into the dimensions of a layer by the operands they index.
// Back: a schedule of that layer becomes tiles and orders of the op's loops.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_OPLAYER_H
#define NEUROSPECTOR_ANALYSIS_OPLAYER_H

#include "neurospector/Analysis/Weights.h"
#include "neurospector/IR/Neurospector.h"
#include "neurospector/Model/CostModel.h"

#include <variant>

namespace mlir::neurospector {

/// A tensor that an op reads or writes beside its input, weight and output: a
/// scale, a zero point, a mask, a second result.
struct SideOperand {
  OpOperand *operand;
  /// What it rides with. Where a tile of that operand goes, the side elements
  /// that belong to it go too.
  ::neurospector::Operand main;
  /// From the op's loops to its indices: sums of loops times positive
  /// constants, or a loop's groups (`k floordiv 128`).
  AffineMap map;
};

/// A linalg op seen as a layer.
///
/// Example: `bhqd,bhkd->bhqk` of sizes 2, 12, 128, 64 and 128 indexes all three
/// operands with b and h, the input and the output with q, the weight and the
/// output with k, the input and the weight with d. Its loops are (b, h, q, k,
/// d), so `loops` has G = {0, 1}, B = {2}, K = {3} and C = {4}, and the layer
/// is G=24, B=128, K=128, C=64. If its body scales the weight by `bhk`, that
/// is a side operand of the weight.
///
/// Invariants: every loop of the op is in exactly one list; the bounds of a
/// list multiply to the layer's bound of that dimension; the images and windows
/// of pairs (P and R, and so on) have at most one loop each.
struct OpLayer {
  ::neurospector::Layer layer;
  /// Iterations of each loop of the op.
  SmallVector<int64_t> loopBounds;
  /// Loops whose iterations are assumed, because the op's types leave them
  /// open.
  SmallVector<unsigned, 2> assumedLoops;
  /// The op's operands in their roles.
  ::neurospector::PerOperand<OpOperand *> operands = {};
  /// The op's loops of each layer dimension, outermost first.
  std::array<SmallVector<unsigned, 2>, ::neurospector::numDims> loops;
  /// By operand number.
  SmallVector<SideOperand, 0> sideOperands;
  /// Loops that do not index the operand although their dimension does, as in a
  /// product with a vector in place of a matrix. The layer counts it as if it
  /// had an element of its own for each iteration of them.
  ::neurospector::PerOperand<SmallVector<unsigned, 1>> broadcastLoops;
};

/// The kind of `Unsupported` ops that multiply and accumulate nothing, such as
/// pooling; those of all other kinds do.
inline constexpr StringLiteral noMacKind = "no-mac-body";

/// Why an op with a reduction cannot be seen as a layer.
struct Unsupported {
  /// Kebab-case, for filters: `dynamic-shape`.
  StringLiteral kind;
  std::string reason;
  StringLiteral suggestion;
};

/// The pair of a layer that convolved axis \p axis of \p numAxes is. Height and
/// width are the last two axes; any before them, such as depth, are the further
/// pairs.
constexpr unsigned getPair(unsigned axis, unsigned numAxes) {
  return (axis + ::neurospector::numPublishedPairs) % numAxes;
}

/// \p op reduces along some loop. Others (fills, element-wise ops,
/// transpositions) have nothing to schedule here.
bool isCandidate(linalg::LinalgOp op);

/// An operand is indexed by groups of a loop, as scales are by `k floordiv 32`:
/// a tile of the loop must be some groups, or part of one.
bool hasLoopGroups(linalg::LinalgOp op);

/// Sees a candidate as a layer. Structural: the body must add the product of
/// two factors to an accumulator, each an element-wise function of inputs of
/// its own, and the maps of the main inputs of the factors must be those of a
/// convolution or contraction. The weight is the factor that slides over
/// nothing; where that is both, the one that is constant or a function argument
/// with `neurospector.weight`, and else the second. A loop that indexes none of
/// two operands is given to the one that a side operand of it indexes, or to
/// the smaller one. A loop of dynamic size runs as often as the attribute
/// `neurospector.assume` says, or else \p assumeDynamic times; if that is 0,
/// the op is not supported. \p weights remembers which values are weights from
/// op to op.
std::variant<OpLayer, Unsupported> getOpLayer(linalg::LinalgOp op,
                                              int64_t assumeDynamic = 0,
                                              Weights *weights = nullptr);

/// What `neurospector.assume` of \p op, or else of the function around it, says
/// about loop \p loop of dynamic size.
std::optional<int64_t> getAssumedBound(linalg::LinalgOp op, unsigned loop);

/// Bits of an element of the op's input, weight and output; none if a type,
/// such as one of another dialect, does not say.
std::optional<::neurospector::PerOperand<int64_t>>
getElementBits(const OpLayer &op);

/// The tiles of \p schedule in the op's loops: what each level hands inward of
/// each loop, outermost level first. Along a dimension of several loops, whose
/// tiles must divide each other, they multiply to the dimension's tile; inner
/// levels take from inner loops first.
std::vector<SmallVector<int64_t>>
splitOverLoops(const OpLayer &op, const ::neurospector::Schedule &schedule);

/// The schedule in the op's own loops. \p name is how the user named the
/// accelerator.
ScheduleAttr getScheduleAttr(MLIRContext *context, StringRef name,
                             const ::neurospector::Accelerator &accelerator,
                             const OpLayer &op,
                             const ::neurospector::Schedule &schedule,
                             bool optimal);

CostAttr getCostAttr(MLIRContext *context,
                     const ::neurospector::Accelerator &accelerator,
                     const ::neurospector::Cost &cost);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_OPLAYER_H
