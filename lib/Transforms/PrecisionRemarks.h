//===- PrecisionRemarks.h - Types against the accelerator -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Remarks on ops whose elements are not as wide as the accelerator's. Private
// to Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_PRECISIONREMARKS_H
#define NEUROSPECTOR_LIB_TRANSFORMS_PRECISIONREMARKS_H

#include "neurospector/Analysis/OpLayer.h"

#include "llvm/ADT/MapVector.h"

namespace mlir::neurospector {

/// Collects the element types of scheduled ops, and says of each combination
/// that differs from the accelerator where it first occurs and how often.
class PrecisionRemarks {
public:
  /// \p bits are the accelerator's.
  explicit PrecisionRemarks(const ::neurospector::PerOperand<int64_t> &bits)
      : bits(bits) {}

  /// \p machine is what \p op was scheduled on.
  void add(linalg::LinalgOp op, const OpLayer &layer,
           const ::neurospector::Accelerator &machine);
  void emit() const;

private:
  struct Occurrences {
    linalg::LinalgOp first;
    std::string usedBits = {}; ///< of input, weight and output
    unsigned count = 0;
  };
  using Types = std::tuple<Type, Type, Type>;

  ::neurospector::PerOperand<int64_t> bits;
  llvm::MapVector<Types, Occurrences> occurrences;
};

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_PRECISIONREMARKS_H
