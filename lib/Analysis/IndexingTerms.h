//===- IndexingTerms.h - Indexing maps as sums of loops ---------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Private to Analysis.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_ANALYSIS_INDEXINGTERMS_H
#define NEUROSPECTOR_LIB_ANALYSIS_INDEXINGTERMS_H

#include "mlir/IR/AffineMap.h"

namespace mlir::neurospector {

/// One summand of a map's result: loop * factor.
struct Term {
  unsigned loop;
  int64_t factor;
};
using Terms = SmallVector<Term, 2>;

/// The results of \p map as sums. Fails unless each summand is a loop times a
/// positive constant, or a constant, and no loop occurs twice.
FailureOr<SmallVector<Terms>> getTerms(AffineMap map);

/// A loop whose iterations share an index in groups of \p size, as in
/// `k floordiv 128`.
struct LoopGroups {
  unsigned loop;
  int64_t size;
};
std::optional<LoopGroups> getLoopGroups(AffineExpr expr);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_ANALYSIS_INDEXINGTERMS_H
