//===- CostModel.h - Energy and cycles of a schedule ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a schedule costs. Labels CM-n refer to docs/cost-model.md.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_COSTMODEL_H
#define NEUROSPECTOR_MODEL_COSTMODEL_H

#include "neurospector/Model/Reuse.h"
#include "neurospector/Model/Schedule.h"
#include "llvm/ADT/ArrayRef.h"

namespace neurospector {

/// What a search minimizes. EDP is energy times cycles (pJ x cycles).
enum class Metric : uint8_t { Energy, Cycle, Edp };
llvm::StringRef name(Metric metric);
/// \p metric of what takes \p energy (pJ) and \p cycles.
double metricOf(Metric metric, double energy, double cycles);

/// How often each operand's tile goes from a memory towards the inside, and
/// comes back, in tiles.
struct AccessCounts {
  int64_t inputRead = 0, weightRead = 0, outputRead = 0, outputWrite = 0;

  bool operator==(const AccessCounts &) const = default;
};

/// Elements at the outermost memory that need not move, because they stay in
/// the memory inside it between two layers (docs/network-wise.md).
struct Retained {
  int64_t input = 0;  ///< left there by the layer before
  int64_t output = 0; ///< left there for the layer after, and for no other

  bool operator==(const Retained &) const = default;
};

/// What a memory does. Elements are of all its instances together unless said
/// otherwise.
struct MemoryCost {
  PerOperand<int64_t> reads = {}, writes = {}; ///< on both sides
  PerOperand<int64_t> through = {};            ///< that pass by
  /// How often each operand's tile that enters the next memory inside (of the
  /// last one: the MACs) changes, be it kept there and here or not.
  AccessCounts tiles;
  /// Elements that the busiest instance exchanges with the next stores inside,
  /// or that pass by it.
  PerOperand<int64_t> inside = {};
  /// Cycles of the busiest instance; with two ports `busy` is the read port.
  PerOperand<double> busy = {}, busyWrite = {};
  double cycles = 0; ///< all of `busy` and `busyWrite` together
  double serial = 0; ///< of these, what does not overlap with the work inside
  double energy = 0, staticEnergy = 0; ///< pJ

  double totalEnergy() const { return energy + staticEnergy; }
};

/// The full account of one schedule. Energies in pJ, cycles of the
/// accelerator's clock.
struct Cost {
  int64_t macs = 0;       ///< multiply-accumulates
  int64_t macCycles = 0;  ///< steps of the MAC units
  int64_t fillCycles = 0; ///< of these, in which systolic arrays fill and drain
  double macEnergy = 0, macStaticEnergy = 0;
  std::vector<MemoryCost> levels; ///< one per level; of an array nothing
  double cycles = 0;              ///< with what overlaps

  double dynamicEnergy() const;
  double staticEnergy() const;
  double totalEnergy() const { return dynamicEnergy() + staticEnergy(); }
  double totalCycles() const { return cycles; }
  double of(Metric metric) const {
    return metricOf(metric, totalEnergy(), totalCycles());
  }
  /// Share of the machine's MAC units that the schedule uses, at most 1.
  double utilization(const Accelerator &accelerator) const;
  /// The memory whose time is the total, after what is serial outside it; none:
  /// the MACs with what is serial.
  std::optional<size_t> limit(const Accelerator &accelerator) const;
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

  /// An error if the model says nothing about machines like \p accelerator.
  virtual llvm::Error supports(const Accelerator &accelerator) const;

  /// Evaluates \p schedule, which must be valid (`verify`). Fails with a
  /// `CountOverflow` if a count leaves 64 bits. \p retained, at most what moves
  /// (else it fails), is left out of the outermost memory's traffic, and of
  /// what goes into and out of the memory that keeps it, if that has one room
  /// for both (else it is copied from one to the other).
  virtual llvm::Expected<Cost>
  evaluate(const Layer &layer, const Accelerator &accelerator,
           const Schedule &schedule, const Retained &retained = {}) const = 0;

  /// For searches: how the model grants reuse on \p accelerator.
  virtual std::unique_ptr<ReuseRule>
  reuse(const Accelerator &accelerator) const {
    return exactReuse();
  }
  /// For searches: the machine on which costs by `reuse` are those of the
  /// model, or bound them from below.
  virtual Accelerator seenAs(const Accelerator &accelerator) const {
    return accelerator;
  }
  /// For searches: the operands whose reuse may order the loops of \p memory
  /// where the order is free.
  virtual OperandSet freeOrders(const Accelerator &accelerator,
                                size_t memory) const {
    return OperandSet::all();
  }
};

/// Counts what the loop nest does (the default).
const CostModel &exactCostModel();

/// Reproduces NeuroSpector v1.5 (Park et al., IEEE TPDS 34(8), 2023), apart
/// from the departures listed in docs/cost-model.md. Knows machines of its
/// shape (PublishedShape.h) and perfect factors only.
const CostModel &publishedCostModel();

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_COSTMODEL_H
