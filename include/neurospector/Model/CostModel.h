//===- CostModel.h - Energy and cycles of a schedule ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a schedule costs. The two models share tiles, volumes, energies and
// cycles; they differ in how often a tile crosses a boundary, which is the one
// virtual function here. Labels CM-n refer to docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_COSTMODEL_H
#define NEUROSPECTOR_MODEL_COSTMODEL_H

#include "neurospector/Model/Schedule.h"
#include "llvm/ADT/ArrayRef.h"

namespace neurospector {

/// The parts of the machine that energy and cycles are reported for.
enum class Component : uint8_t { Mac, LocalBuffer, GlobalBuffer, Dram };
inline constexpr unsigned numComponents = 4;
llvm::StringRef name(Component component);
constexpr unsigned index(Component component) {
  return static_cast<unsigned>(component);
}

/// What a search minimizes. EDP is energy times cycles (pJ x cycles).
enum class Metric : uint8_t { Energy, Cycle, Edp };
llvm::StringRef name(Metric metric);

/// How often each operand's tile crosses a boundary, in tiles.
template <typename T> struct AccessCounts {
  T inputRead = 0, weightRead = 0, outputRead = 0, outputWrite = 0;

  T of(Operand op) const {
    return op == Operand::Input    ? inputRead
           : op == Operand::Weight ? weightRead
                                   : outputRead + outputWrite;
  }
};

/// Products of a row's factors per group: all that decides reuse.
template <typename T> struct GroupFactors {
  std::array<T, numGroups> of = {1, 1, 1, 1};

  T operator[](Group group) const { return of[index(group)]; }
  T total() const { return of[0] * of[1] * of[2] * of[3]; }
  /// No loop of this row indexes \p op.
  bool isIrrelevantTo(Operand op) const {
    for (unsigned g = 0; g < numGroups; ++g)
      if (of[g] != 1 && Group(g) != irrelevantGroup(op))
        return false;
    return true;
  }
};

/// Everything that decides the counts at the GLOBAL_BUFFER and DRAM
/// boundaries: the loops of the two rows, their orders, and who skips GB.
template <typename T> struct ReuseQuery {
  GroupFactors<T> globalBuffer, dram;
  Dataflow globalBufferOrder; ///< LOCAL_BUFFER's dataflow
  Dataflow dramOrder;         ///< GLOBAL_BUFFER's dataflow
  PerOperand<bool> bypass;    ///< operands that bypass GLOBAL_BUFFER
};

template <typename T> struct BoundaryCounts {
  AccessCounts<T> globalBuffer, dram;
};

/// Elements at the DRAM boundary that need not cross it, because they stay in
/// the GLOBAL_BUFFERs between two layers (docs/network-wise.md).
struct Retained {
  int64_t input = 0;  ///< left there by the layer before
  int64_t output = 0; ///< left there for the layer after, and for no other

  bool operator==(const Retained &) const = default;
};

/// The full account of one schedule. Volumes and traffic in elements, counts in
/// tiles, energies in pJ, cycles of the accelerator's clock.
struct Cost {
  PerOperand<int64_t> lbSent, lbHeld, gbSent, gbHeld, dramSent, dramHeld;
  AccessCounts<int64_t> lbCount, gbCount, dramCount;
  /// Elements between DRAM and the chips, and between one chip's GB and its
  /// PE array; the output counts reads and writes.
  PerOperand<int64_t> dramTraffic, gbTraffic;
  int64_t activeMacs, activePes, activeChips;
  std::array<double, numComponents> dynamicEnergy, staticEnergy, cycles;

  double totalEnergy() const;
  double totalCycles() const;
  double of(Metric metric) const;
  /// Share of the machine's MAC units that the schedule uses, at most 1.
  double utilization(const Accelerator &accelerator) const;
};

/// A count of a schedule leaves 64 bits: nothing exact can be said of its cost.
class CountOverflow : public llvm::ErrorInfo<CountOverflow> {
public:
  explicit CountOverflow(llvm::StringRef layer) : layer(layer) {}
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override;

  static char ID;

private:
  std::string layer;
};

/// Energy and cycles of a (layer, accelerator, schedule).
class CostModel {
public:
  virtual ~CostModel();

  virtual llvm::StringRef name() const = 0;

  /// CM-4: counts at the two boundaries. Each is a product of a subset of the
  /// rows' factors, so an integer result cannot overflow if the layer's
  /// multiply-accumulates fit. Also instantiated over doubles for searches,
  /// which rely on this: if of two orders of the DRAM row one has no higher
  /// count at DRAM, it has none at GLOBAL_BUFFER either.
  virtual BoundaryCounts<int64_t>
  counts(const ReuseQuery<int64_t> &query) const = 0;
  virtual BoundaryCounts<double>
  counts(const ReuseQuery<double> &query) const = 0;

  /// An operand that bypasses GLOBAL_BUFFER travels from DRAM to the local
  /// buffers (else it is charged as if GLOBAL_BUFFER kept it).
  virtual bool bypassSkipsGlobalBuffer() const = 0;

  /// A way in which the GLOBAL_BUFFER row can reuse tiles. A search bounds each
  /// case by itself, so a model tells it all there is to know about loop order.
  struct ReuseCase {
    uint8_t groups;  ///< bits of the groups that may have loops in the row
    uint8_t reused;  ///< bits of the operands whose count may be below n
    uint8_t through; ///< of those, the ones that no loop of the row indexes
    /// The input may be reused beyond what the row's tile holds.
    bool unphysicalInput = false;
  };

  /// Cases that cover every row ordered by \p order. With n the iterations of
  /// the GLOBAL_BUFFER and DRAM rows, in at least one case that allows the row:
  /// - the GLOBAL_BUFFER count of an operand that is not reused is n;
  /// - one that is reused moves at least (elements of the tile that
  ///   GLOBAL_BUFFER holds) / (iterations of that tile) per multiply-
  ///   accumulate, or just 1 / (iterations) if it is an unphysical input;
  /// - the count of one that goes through is that of DRAM.
  /// If another order has the same case, or one with more groups, then on the
  /// rows of the narrower case its counts are the same.
  virtual llvm::ArrayRef<ReuseCase> reuseCases(Dataflow order) const = 0;

  /// Evaluates \p schedule, which must be valid (`verify`). Fails with a
  /// `CountOverflow` if a count leaves 64 bits. \p retained, at most the
  /// traffic (else it fails), is left out of DRAM's traffic, and of what fills
  /// and drains a GLOBAL_BUFFER whose operands share their room (else it is
  /// copied from one to the other).
  llvm::Expected<Cost> evaluate(const Layer &layer,
                                const Accelerator &accelerator,
                                const Schedule &schedule,
                                const Retained &retained = {}) const;
};

/// Counts what the loop nest does (the default).
const CostModel &exactCostModel();

/// Reproduces NeuroSpector v1.5 (Park et al., IEEE TPDS 34(8), 2023), apart
/// from the departures listed in docs/cost-model.md.
const CostModel &publishedCostModel();

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_COSTMODEL_H
