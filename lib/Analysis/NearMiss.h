//===- NearMiss.h - Why a body is no multiply-accumulate --------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tells bodies that multiply and accumulate in a way that cannot be scheduled
// from those that do not, such as pooling and softmax, and names what is in the
// way. Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_NEARMISS_H
#define NEUROSPECTOR_LIB_ANALYSIS_NEARMISS_H

#include "Body.h"
#include "neurospector/Analysis/OpLayer.h"

namespace mlir::neurospector {

/// Why a result is not the sum of an accumulator and a product of two factors.
struct Miss {
  static constexpr StringLiteral notMac =
      "its body is not a multiply-accumulate of two operands";
  static constexpr StringLiteral onlyLayers =
      "only convolutions and contractions can be scheduled";

  std::string reason = notMac.str();
  StringLiteral suggestion = onlyLayers;
  /// It explains a product that is accumulated nevertheless; if there is none,
  /// it explains nothing.
  bool ofProduct = false;
};

/// The kind of bodies with a product that is accumulated; without: `noMacKind`.
inline constexpr StringLiteral unsupportedBodyKind = "unsupported-body";

/// A product of two inputs that a reduction walks together reaches a sum with
/// \p init, perhaps through further arithmetic. Sums of squares do not count,
/// nor what passes through a function, as in softmax.
bool accumulatesProduct(const Body &body, OpOperand &init);

/// \p result, what \p init becomes, is not the sum of it and something else.
Miss explainSum(const Body &body, OpOperand &init, Operation *result);
/// Two of \p terms, multiplied, are not two factors.
Miss explainTerms(const Body &body, ArrayRef<Value> terms);
/// \p op, in a factor, does more than compute elements from elements.
Miss explainForeign(Operation *op);
/// A factor of what is added to \p init depends on \p source, another init or
/// the same.
Miss explainRecurrence(OpOperand &source, OpOperand &init);
/// Both \p init and \p other are accumulators.
Miss explainSeveral(OpOperand &init, OpOperand &other);

/// \p miss of an op that accumulates a product if \p hasProduct.
Unsupported explain(const Miss &miss, bool hasProduct);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_NEARMISS_H
