//===- UnitSplits.h - Groups that compete for units -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_UNITSPLITS_H
#define NEUROSPECTOR_LIB_SEARCH_UNITSPLITS_H

#include "PieceBounds.h"
#include "PieceChain.h"

namespace neurospector {

/// IP-7: the tables let as many units share each operand as there are. Here the
/// units along the three groups that share one compete for the same arrays.
class UnitSplits {
public:
  explicit UnitSplits(const PieceFacts &facts);

  /// What the arrays that \p levels leave open add at least to what the tables
  /// of \p bounds say of all inside, which takes the MACs \p steps or more. The
  /// operands \p counted are not in the tables of the next boundary.
  double least(const PieceChain &chain, unsigned levels, double steps,
               OperandMask counted, const PieceBounds &bounds) const;

private:
  /// Numbers of units of the arrays inside one memory, ascending: each the last
  /// of a range that begins above the one before it.
  struct Ranges {
    std::vector<double> last;
    /// How many times the steps that a group takes on so many units are those
    /// of units that are all busy, at least, by the operand that the group does
    /// not index.
    PerOperand<std::vector<double>> roundedUp;
  };
  /// What is added, by operand and range of the units that share it, and what
  /// all steps of the MACs cost.
  struct Added {
    PerOperand<llvm::SmallVector<double, 64>> bySharing;
    double byStep = 0, steps = 0;
  };

  Ranges rangesOf(unsigned memory) const;
  /// Adds what \p value() is above its least if of all units fewer share the
  /// operand \p op: \p counts are of these.
  void addBySharing(Added &added, unsigned memory, Operand op,
                    UnitCounts &counts,
                    llvm::function_ref<double()> value) const;
  double leastOf(const Added &added, unsigned memory) const;

  const PieceFacts &facts;
  std::vector<Ranges> ranges; ///< by memory
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_UNITSPLITS_H
