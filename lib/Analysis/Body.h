//===- Body.h - What the values of a linalg body depend on ------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The body of one op, asked by what looks for multiply-accumulates in it.
// Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_BODY_H
#define NEUROSPECTOR_LIB_ANALYSIS_BODY_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/ADT/SmallBitVector.h"

namespace mlir::neurospector {

/// What a value of a body is computed from.
struct Sources {
  llvm::SmallBitVector operands; ///< of the op, by number
  /// An op on the way that does more than compute elements from elements.
  Operation *foreign = nullptr;
};

/// The body of a structured op. Values from outside it are the same in every
/// iteration, as constants are.
class Body {
public:
  explicit Body(linalg::LinalgOp op);

  linalg::LinalgOp getOp() const { return op; }
  const Sources &getSources(Value value) const;

  /// The op of the body that computes \p value; null if none does.
  Operation *getDefiningOp(Value value) const;
  /// Follows casts of the body up from \p value.
  Value skipCasts(Value value) const;

  /// Loops that index operand \p number, or some operand of \p numbers.
  const llvm::SmallBitVector &getLoops(unsigned number) const {
    return loops[number];
  }
  llvm::SmallBitVector getLoops(const llvm::SmallBitVector &numbers) const;
  /// Of those, the ones that index it by more than their groups.
  const llvm::SmallBitVector &getWholeLoops(unsigned number) const {
    return wholeLoops[number];
  }
  const llvm::SmallBitVector &getReductions() const { return reductions; }

  /// The inputs that \p value is computed from and that some loop indexes.
  llvm::SmallBitVector getInputs(Value value) const;
  /// \p value is computed from operand \p number.
  bool dependsOn(Value value, unsigned number) const {
    return getSources(value).operands.test(number);
  }

private:
  linalg::LinalgOp op;
  SmallVector<llvm::SmallBitVector> loops, wholeLoops; ///< by operand
  llvm::SmallBitVector reductions, indexedInputs;
  Sources none;
  DenseMap<Value, Sources> sources;
};

/// `addf` and its like; `ori` of single bits.
bool isSum(Operation *op);
/// `subf` and its like.
bool isDifference(Operation *op);
/// `mulf` and its like.
bool isProduct(Operation *op);
/// `andi` of single bits, the product to the sum `ori`.
bool isLogicalProduct(Operation *op);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_BODY_H
