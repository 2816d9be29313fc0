//===- Accelerator.h - The machine a layer is scheduled on ------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The accelerator as a value: a column of rows, from the registers of a MAC
// unit out to DRAM, with sizes, energies and bandwidths. How it is written in
// a file is the business of Config.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_ACCELERATOR_H
#define NEUROSPECTOR_MODEL_ACCELERATOR_H

#include "neurospector/Model/Layer.h"

#include <optional>

namespace neurospector {

/// The rows of a scheduling table, innermost first.
enum class Row : uint8_t {
  Reg,
  MacX,
  MacY,
  LocalBuffer,
  PeX,
  PeY,
  GlobalBuffer,
  ChipX,
  ChipY,
  Dram
};
inline constexpr unsigned numRows = 10;
inline constexpr std::array<Row, numRows> allRows = {
    Row::Reg, Row::MacX,         Row::MacY,  Row::LocalBuffer, Row::PeX,
    Row::PeY, Row::GlobalBuffer, Row::ChipX, Row::ChipY,       Row::Dram};

constexpr unsigned index(Row row) { return static_cast<unsigned>(row); }

/// The name in schedule files and reports, as in `PE_ARRAY(X)`.
llvm::StringRef name(Row row);

/// The operand that a buffer keeps still while it iterates.
enum class Dataflow : uint8_t {
  InputStationary,
  WeightStationary,
  OutputStationary
};
inline constexpr std::array<Dataflow, 3> allDataflows = {
    Dataflow::InputStationary, Dataflow::WeightStationary,
    Dataflow::OutputStationary};

/// `IS`, `WS` or `OS`.
llvm::StringRef name(Dataflow dataflow);

constexpr Operand stationaryOperand(Dataflow dataflow) {
  return static_cast<Operand>(dataflow);
}

/// A set of dimensions.
class DimSet {
public:
  static constexpr DimSet all() { return DimSet((1u << numDims) - 1); }
  constexpr DimSet() = default;
  constexpr bool contains(Dim dim) const { return bits >> index(dim) & 1; }
  constexpr void insert(Dim dim) { bits |= 1u << index(dim); }
  constexpr bool operator==(const DimSet &) const = default;

private:
  explicit constexpr DimSet(unsigned bits) : bits(bits) {}
  unsigned bits = 0;
};

/// Units laid out in two axes, over which loops are unrolled.
struct SpatialArray {
  int64_t sizeX = 1, sizeY = 1;
  /// Dimensions that may be unrolled on each axis.
  DimSet allowedX = DimSet::all(), allowedY = DimSet::all();

  int64_t units() const { return sizeX * sizeY; }
};

/// How the operands share the room in a buffer.
enum class Sharing : uint8_t {
  Shared,   ///< one room for the operands that are not bypassed
  Separate, ///< one room per operand
  TwoPart   ///< one room for those not bypassed, one for the bypassed operand
};

/// A level of memory. DRAM is one, without a dataflow or a capacity.
struct Buffer {
  Dataflow dataflow = Dataflow::WeightStationary;
  Sharing sharing = Sharing::Shared;
  /// Bits: Shared uses [0]; TwoPart [0] for the operands that are not bypassed
  /// and [1] for the bypassed one; Separate one per operand.
  PerOperand<int64_t> capacityBits = {0, 0, 0};
  PerOperand<bool> bypass = {false, false, false};
  PerOperand<double> accessEnergy = {0, 0, 0}; ///< pJ per element
  PerOperand<double> staticPower = {0, 0, 0};  ///< mW
  PerOperand<double> cyclesPerAccess = {1, 1, 1};
  int64_t bandwidthBits = 0; ///< bits per access
  /// Factor that this row must have for each dimension; 0 leaves it free.
  Factors required = Factors::all(0);

  bool bypasses(Operand op) const { return bypass[index(op)]; }
  double totalStaticPower() const {
    return staticPower[0] + staticPower[1] + staticPower[2];
  }
};

/// The room in a buffer, in the largest unit that measures every element.
///
/// Example: with 8-bit inputs and weights and 32-bit outputs, a shared buffer
/// of 1 KB has room[0] = 1024 and perElement = {1, 1, 4}. In a separate buffer
/// each room is measured in its own elements.
struct Capacity {
  PerOperand<int64_t> room;
  PerOperand<int64_t> perElement = {1, 1, 1};
};

/// Sizes in MAC units or bits are at most 2^52, which doubles hold exactly, and
/// other quantities at most 1e30, so that no cost is infinite.
inline constexpr int64_t maxSize = int64_t(1) << 52;
inline constexpr double maxQuantity = 1e30;

/// A machine: DRAM, chips, a global buffer per chip, PEs with a local buffer
/// each, MAC units in each PE.
///
/// Example: Eyeriss has 14x12 PEs with separate local buffers of 12 inputs,
/// 224 weights and 24 outputs of 16 bits, a shared global buffer of 51,200
/// elements that weights bypass, and one chip.
///
/// Invariants (`verify`): sizes, precision, frequency and bandwidths are
/// positive; energies, powers and cycles not negative; no buffer bypasses the
/// operand that its dataflow keeps; sizes are at most `maxSize`, quantities
/// `maxQuantity` (the frequency at least 1 / `maxQuantity`).
struct Accelerator {
  std::string name;
  int64_t precisionBits = 16;
  /// Width of each operand's elements, where they are not all precisionBits.
  std::optional<PerOperand<int64_t>> operandBits = std::nullopt;
  double frequencyMHz = 200;
  double macEnergy = 0;      ///< pJ per multiply-accumulate
  double macStaticPower = 0; ///< mW per MAC unit
  SpatialArray macArray, peArray, chips;
  Buffer localBuffer;
  std::optional<Buffer> globalBuffer;
  Buffer dram;

  /// Bits of an element of operand \p op.
  int64_t bitsOf(Operand op) const {
    return operandBits ? (*operandBits)[index(op)] : precisionBits;
  }

  Capacity capacity(const Buffer &buffer) const;

  /// The row takes no loops: the accelerator lacks it, its axis has size one,
  /// or it is a buffer of exactly one element of each operand.
  bool isSkipped(Row row) const;

  /// The array that a spatial row is an axis of; the row must be spatial.
  const SpatialArray &array(Row row) const;

  /// Size and allowed dimensions of a spatial row.
  int64_t axisSize(Row row) const;
  DimSet allowedDims(Row row) const;

  /// Dataflow that orders the loops of the DRAM row in fixed mode.
  Dataflow dramOrder() const {
    return globalBuffer ? globalBuffer->dataflow : localBuffer.dataflow;
  }

  llvm::Error verify() const;
};

constexpr bool isSpatial(Row row) {
  return row == Row::MacX || row == Row::MacY || row == Row::PeX ||
         row == Row::PeY || row == Row::ChipX || row == Row::ChipY;
}

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_ACCELERATOR_H
