//===- Accelerator.h - The machine a layer is scheduled on ------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The accelerator as a value: a list of levels, outermost first. A level is a
// memory, where loops run in time, or an array, where loops are unrolled over
// units; inside the last one are the MACs. How it is written in a file is the
// business of Config.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_ACCELERATOR_H
#define NEUROSPECTOR_MODEL_ACCELERATOR_H

#include "neurospector/Model/Layer.h"

#include <optional>
#include <variant>
#include <vector>

namespace neurospector {

/// A set of dimensions.
class DimSet {
public:
  static constexpr DimSet all() { return DimSet((1u << numDims) - 1); }
  constexpr DimSet() = default;
  constexpr DimSet(std::initializer_list<Dim> dims) {
    for (Dim dim : dims)
      insert(dim);
  }
  constexpr bool contains(Dim dim) const { return bits >> index(dim) & 1; }
  constexpr void insert(Dim dim) { bits |= 1u << index(dim); }
  constexpr bool operator==(const DimSet &) const = default;

private:
  explicit constexpr DimSet(unsigned bits) : bits(bits) {}
  unsigned bits = 0;
};

/// A set of operands.
class OperandSet {
public:
  static constexpr OperandSet all() {
    return {Operand::Input, Operand::Weight, Operand::Output};
  }
  constexpr OperandSet() = default;
  constexpr OperandSet(std::initializer_list<Operand> operands) {
    for (Operand op : operands)
      insert(op);
  }
  constexpr bool contains(Operand op) const { return bits >> index(op) & 1; }
  constexpr void insert(Operand op) {
    bits = static_cast<uint8_t>(bits | 1u << index(op));
  }
  constexpr void erase(Operand op) {
    bits = static_cast<uint8_t>(bits & ~(1u << index(op)));
  }
  constexpr bool empty() const { return bits == 0; }
  constexpr bool operator==(const OperandSet &) const = default;

private:
  uint8_t bits = 0;
};

/// Room in a memory for the tiles of some operands together. The operands may
/// include one that passes by: its tile must fit all the same.
struct Room {
  OperandSet operands;
  int64_t bits = 0;

  bool operator==(const Room &) const = default;
};

/// What takes time at a memory. All widths are bits per `accessCycles`.
enum class Bandwidth : uint8_t {
  Unlimited, ///< nothing
  Inside,    ///< what is exchanged with the inside, over `readBits`
  OnePort,   ///< all that goes in or out on either side, over `readBits`
  TwoPorts   ///< the same, reads over `readBits` and writes over `writeBits`
};

/// A level of storage, whose loops run in time.
///
/// Example: an accumulator of 64 KiB for outputs, double-buffered, with a read
/// and a write port of 512 bits: holds = {output}, rooms = {{output}, 524288},
/// bandwidth = TwoPorts, readBits = writeBits = 512, doubleBuffered = true.
struct Memory {
  OperandSet holds = OperandSet::all(); ///< the others pass by
  llvm::SmallVector<Room, 3> rooms;     ///< an operand in none is not limited
  PerOperand<double> readEnergy = {0, 0, 0};  ///< pJ per element
  PerOperand<double> writeEnergy = {0, 0, 0}; ///< pJ per element
  PerOperand<double> passEnergy = {0, 0, 0};  ///< pJ per element passing by
  Bandwidth bandwidth = Bandwidth::Unlimited;
  int64_t readBits = 0, writeBits = 0;
  /// Each operand has a port of its own: the longest time counts, not the sum.
  bool separatePorts = false;
  /// Towards the MACs each step takes whole accesses (no row buffer).
  bool wholeAccesses = false;
  /// Holds two tiles of everything; filling it overlaps with the work inside.
  bool doubleBuffered = false;
  /// Of inputs along an image, takes in only what the last tile did not have.
  bool sliding = false;
  PerOperand<double> accessCycles = {1, 1, 1};
  double staticPower = 0; ///< mW per instance
  /// Operand whose reuse orders this memory's loops in fixed mode.
  std::optional<Operand> stationary;
  /// Steps that this memory must take along each dimension; 0: any.
  Factors steps = Factors::all(0);

  /// Bits of the smallest tile of what \p room, one of its own, is for: one
  /// element of each operand, of \p bits each.
  int64_t leastBits(const Room &room, const PerOperand<int64_t> &bits) const;

  bool operator==(const Memory &) const = default;
};

/// Units side by side, over which loops are unrolled.
struct Array {
  int64_t size = 1;
  DimSet dims = DimSet::all(); ///< that may be unrolled
  /// Operands enter at the edge and hop from unit to unit, one in each step, so
  /// that the array fills and drains in each pass (Fill.h).
  bool isSystolic = false;

  bool operator==(const Array &) const = default;
};

/// A memory or an array.
struct Level {
  std::string name; ///< an axis of an array ends in `(Y)` or `(X)`
  std::variant<Memory, Array> kind;

  const Memory *memory() const { return std::get_if<Memory>(&kind); }
  Memory *memory() { return std::get_if<Memory>(&kind); }
  const Array *array() const { return std::get_if<Array>(&kind); }
  Array *array() { return std::get_if<Array>(&kind); }
  /// False for a memory all of whose steps must be one, such as a register.
  bool takesLoops() const {
    return !memory() || memory()->steps != Factors::all(1);
  }
  /// The steps along \p dim are a schedule's choice: not what a memory
  /// requires, nor the one that an array takes along what it may not unroll.
  bool choosesSteps(Dim dim) const {
    if (const Memory *memory = this->memory())
      return memory->steps[index(dim)] == 0;
    return array()->size > 1 && array()->dims.contains(dim);
  }
  bool operator==(const Level &) const = default;
};

/// Sizes in MAC units or bits are at most 2^52, which doubles hold exactly, and
/// other quantities at most 1e30, so that no cost is infinite.
inline constexpr int64_t maxSize = int64_t(1) << 52;
inline constexpr double maxQuantity = 1e30;
/// Levels of a machine: sets of them are 32-bit words.
inline constexpr unsigned maxLevels = 32;

/// A machine.
///
/// Example: DRAM; SCRATCHPAD for inputs and weights; ACCUMULATOR for outputs;
/// arrays ROWS and COLUMNS of 16 units; WEIGHT_REGISTER for weights. An input
/// goes from DRAM to SCRATCHPAD to the 256 MACs, an output from the MACs to
/// ACCUMULATOR to DRAM.
///
/// Invariants (`verify`): the first level is a memory that holds everything;
/// names differ; sizes, widths and the frequency are positive; energies, powers
/// and cycles not negative; sizes are at most `maxSize`, quantities
/// `maxQuantity` (the frequency at least 1 / `maxQuantity`).
struct Accelerator {
  std::string name;
  PerOperand<int64_t> bits = {16, 16, 16}; ///< of an element
  double frequencyMHz = 200;
  double macEnergy = 0;      ///< pJ per multiply-accumulate
  double macStaticPower = 0; ///< mW per MAC unit
  /// The MACs take in the next operands while they work on the last ones.
  bool pipelined = false;
  std::vector<Level> levels; ///< outermost first

  int64_t bitsOf(Operand op) const { return bits[index(op)]; }
  /// Copies of \p level: the product of the arrays outside it.
  int64_t instances(size_t level) const;
  int64_t macUnits() const { return instances(levels.size()); }
  /// The next memory outside or inside \p level; none: `levels.size()`.
  size_t memoryOutside(size_t level) const;
  size_t memoryInside(size_t level) const;
  /// The outermost memory inside \p level that holds \p op; the MACs:
  /// `levels.size()`.
  size_t nextStore(size_t level, Operand op) const;

  /// Some memory slides.
  bool slides() const;
  /// The same machine where none does.
  Accelerator withWholeTiles() const;

  /// Steps along \p dim that the memories must take together.
  Count requiredSteps(Dim dim) const;

  /// The same machine for elements of \p widths bits. A register, which has
  /// room for one element of its operands and takes no loops, widens with them.
  Accelerator withBits(const PerOperand<int64_t> &widths) const;

  llvm::Error verify() const;

  bool operator==(const Accelerator &) const = default;
};

/// `IS`, `WS` or `OS`: what published files call a dataflow.
llvm::StringRef dataflowName(Operand stationary);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_ACCELERATOR_H
