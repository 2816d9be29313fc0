//===- Schedule.h - Loop tiling, order and placement ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a search decides: one tile per level, and one loop order per memory.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_SCHEDULE_H
#define NEUROSPECTOR_MODEL_SCHEDULE_H

#include "neurospector/Model/Accelerator.h"
#include "llvm/ADT/SmallVector.h"

namespace neurospector {

/// The loops of a memory, outermost first.
using LoopOrder = std::array<Dim, numDims>;

/// The order in which the loops irrelevant to \p stationary run innermost.
/// Input: G, BPQ, CRS, K; weight: G, K, CRS, BPQ; output: G, K, BPQ, CRS;
/// inside a group as in `Dim`. Of all orders these three are enough: only the
/// innermost group of a memory's loops decides what it reuses.
LoopOrder loopOrder(Operand stationary);

/// The order of groups that `loopOrder` spells out, outermost first.
constexpr std::array<Group, numGroups> groupOrder(Operand stationary) {
  constexpr std::array<std::array<Group, numGroups>, 3> orders = {
      {{Group::G, Group::BPQ, Group::CRS, Group::K},
       {Group::G, Group::K, Group::CRS, Group::BPQ},
       {Group::G, Group::K, Group::BPQ, Group::CRS}}};
  return orders[index(stationary)];
}

/// The operand whose `loopOrder` \p order is; none: it is another order.
std::optional<Operand> stationaryOperand(const LoopOrder &order);

/// For each level, outermost first, the tile that one of its steps hands
/// inward and, for a memory, the order of its loops. (Arrays have an entry in
/// `orders` that means nothing.)
///
/// The tile that enters a level is the one that the level outside hands in; the
/// layer's bounds enter the first; the last hands in single iterations. A tile
/// need not divide the one that it is cut from: the last piece is smaller, and
/// on an array the last unit gets less, or nothing.
///
/// Example: K=7 on DRAM, an array of 2 and a local buffer, tiles 4, 2, 1: DRAM
/// takes 2 steps of 4 and 3, the array gives 2 and 2, then 2 and 1.
struct Schedule {
  llvm::SmallVector<Factors, 10> tiles;
  llvm::SmallVector<LoopOrder, 10> orders;

  /// All loops in the outermost level; stationary operands of the machine
  /// (output where it leaves the order free).
  static Schedule outermost(const Accelerator &accelerator);

  /// The tile that enters \p level.
  const Factors &entering(size_t level, const Layer &layer) const {
    return level == 0 ? layer.bounds : tiles[level - 1];
  }
  /// Steps of \p level along \p dim: entering / handed in, rounded up.
  int64_t steps(size_t level, Dim dim, const Layer &layer) const {
    int64_t tile = tiles[level][index(dim)];
    return (entering(level, layer)[index(dim)] - 1) / tile + 1;
  }
  /// The same along all dimensions.
  Factors steps(size_t level, const Layer &layer) const;
  /// Every tile divides the one it is cut from.
  bool isPerfect(const Layer &layer) const;

  bool operator==(const Schedule &) const = default;
  /// From the innermost tile outwards, then the orders.
  bool operator<(const Schedule &other) const;
};

/// Why a schedule is not valid.
enum class Violation : uint8_t { Shape, Units, Dims, Steps, Room };

/// A schedule is not valid: what \p level cannot do.
class InvalidSchedule : public llvm::ErrorInfo<InvalidSchedule> {
public:
  InvalidSchedule(Violation reason, llvm::StringRef level,
                  const llvm::Twine &message)
      : reason(reason), level(level), message(message.str()) {}
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override;

  const Violation reason;
  const std::string level; ///< empty: all
  static char ID;

private:
  std::string message;
};

/// Success if \p schedule fits \p accelerator: as many tiles and orders as
/// levels, tiles between 1 and what they are cut from, single iterations at the
/// end, array sizes and dimensions, required steps, and room for every tile;
/// otherwise an `InvalidSchedule` that names the level and by how much.
llvm::Error verify(const Layer &layer, const Accelerator &accelerator,
                   const Schedule &schedule);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_SCHEDULE_H
