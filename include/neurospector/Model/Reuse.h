//===- Reuse.h - What the order of loops saves ------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a search must know of a cost model beside its costs: how often tiles
// move after some memories' loops, and in which ways one memory's loops can
// reuse them.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_REUSE_H
#define NEUROSPECTOR_MODEL_REUSE_H

#include "neurospector/Model/Layer.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>

namespace neurospector {

/// Products of a tile's or row's factors per group: all that decides reuse.
struct GroupFactors {
  std::array<double, numGroups> of = {1, 1, 1, 1};

  double operator[](Group group) const { return of[index(group)]; }
  double total() const { return of[0] * of[1] * of[2] * of[3]; }
  /// No loop of this row indexes \p op.
  bool isIrrelevantTo(Operand op) const {
    for (unsigned g = 0; g < numGroups; ++g)
      if (of[g] != 1 && Group(g) != irrelevantGroup(op))
        return false;
    return true;
  }
};

/// Steps of the memories so far, outermost first, and how often the tile inside
/// them has moved for each operand.
///
/// Example: after a memory with K=4 innermost inside P=8, an input tile has
/// moved 8 times in 32 steps.
struct Moves {
  double steps = 1;
  double reductions = 1;                ///< of the steps, those over C, R, S
  PerOperand<double> tiles = {1, 1, 1}; ///< reads; of the output writes
  double outputReads = 0;

  /// Reads and writes.
  double of(Operand op) const {
    return op == Operand::Output ? outputReads + tiles[2] : tiles[index(op)];
  }
  /// Some loops do not move the operand's tile.
  bool reuses(Operand op) const { return tiles[index(op)] < steps; }
};

/// A set of groups, as bits.
using GroupMask = uint8_t;
inline constexpr GroupMask allGroups = (1u << numGroups) - 1;
/// A set of operands, as bits.
using OperandMask = uint8_t;
inline constexpr OperandMask allOperandsMask = 7;

/// A way in which a memory's loops can reuse tiles. A search bounds each case
/// by itself, so a model tells it all there is to know about loop order.
struct ReuseCase {
  GroupMask groups;    ///< that may have loops
  OperandMask reused;  ///< that may move less than at every step
  OperandMask through; ///< of these, the ones that no loop indexes
  /// Of these, the ones of which a visit of the tile that enters the memory may
  /// move no more than one element; else it moves all of them.
  OperandMask partial = 0;

  bool operator==(const ReuseCase &) const = default;
  /// The same reuse, past loops of more groups.
  bool allowsMoreThan(const ReuseCase &other) const {
    return reused == other.reused && partial == other.partial &&
           groups != other.groups && (groups & other.groups) == other.groups;
  }
};

/// The rule by which a cost model grants reuse.
class ReuseRule {
public:
  virtual ~ReuseRule();

  /// Moves after one more memory, with the loops \p row ordered by
  /// \p stationary. Exact, or a lower bound of what the model counts; never
  /// less for more \p outside.
  virtual Moves advance(const Moves &outside, const GroupFactors &row,
                        Operand stationary) const = 0;

  /// Makes the moves after \p memory, whose loops are \p row, exact, given the
  /// loops \p inside of the next memory: no less than `advance` said. False if
  /// they are.
  virtual bool correct(unsigned memory, const GroupFactors &row,
                       const GroupFactors &inside, Moves &moves) const {
    return false;
  }

  /// Exact moves after each memory, outermost first, of a nest with the loops
  /// \p rows and their orders.
  llvm::SmallVector<Moves, 6> moves(llvm::ArrayRef<GroupFactors> rows,
                                    llvm::ArrayRef<Operand> orders) const;

  /// What units side by side need together is all of the box around it (and
  /// not, where strides leave gaps, less).
  virtual bool countsBoxes() const { return false; }

  /// Cases that cover every row of at least one loop ordered by \p stationary.
  /// In at least one case that allows the row:
  /// - an operand that is not reused moves at every step;
  /// - one that is reused moves at least all elements of the tile that enters
  ///   the memory, or one if `partial`, each time that the tile enters;
  /// - one that goes through moves as often as it did outside.
  /// If another order has the same case, or one with more groups, then on the
  /// rows of the narrower case its moves are the same.
  virtual llvm::ArrayRef<ReuseCase> cases(Operand stationary) const = 0;
};

/// What the loop nest does: a tile moves when, and only when, a loop that
/// indexes it advances.
std::unique_ptr<ReuseRule> exactReuse();

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_REUSE_H
