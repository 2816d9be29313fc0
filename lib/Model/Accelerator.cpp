//===- Accelerator.cpp - The machine a layer is scheduled on --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Accelerator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace neurospector;

llvm::StringRef neurospector::dataflowName(Operand stationary) {
  static constexpr llvm::StringLiteral names[] = {"IS", "WS", "OS"};
  return names[index(stationary)];
}

//===----------------------------------------------------------------------===//
// Walking the levels
//===----------------------------------------------------------------------===//

int64_t Accelerator::instances(size_t level) const {
  int64_t result = 1;
  for (size_t i = 0; i < level; ++i)
    if (const Array *array = levels[i].array())
      result *= array->size;
  return result;
}

size_t Accelerator::memoryOutside(size_t level) const {
  while (level-- > 0)
    if (levels[level].memory())
      return level;
  return levels.size();
}

size_t Accelerator::memoryInside(size_t level) const {
  do
    ++level;
  while (level < levels.size() && !levels[level].memory());
  return level;
}

size_t Accelerator::nextStore(size_t level, Operand op) const {
  do
    level = memoryInside(level);
  while (level < levels.size() && !levels[level].memory()->holds.contains(op));
  return level;
}

bool Accelerator::slides() const {
  return llvm::any_of(levels, [](const Level &level) {
    return level.memory() && level.memory()->sliding;
  });
}

Accelerator Accelerator::withWholeTiles() const {
  Accelerator result = *this;
  for (Level &level : result.levels)
    if (Memory *memory = level.memory())
      memory->sliding = false;
  return result;
}

Count Accelerator::requiredSteps(Dim dim) const {
  Count required = 1;
  for (const Level &level : levels)
    if (const Memory *memory = level.memory())
      required *= std::max<int64_t>(memory->steps[index(dim)], 1);
  return required;
}

//===----------------------------------------------------------------------===//
// Widths
//===----------------------------------------------------------------------===//

/// Bits of one element of each of \p operands.
static int64_t bitsOfOneEach(const OperandSet &operands,
                             const PerOperand<int64_t> &bits) {
  int64_t sum = 0;
  for (Operand op : allOperands)
    if (operands.contains(op))
      sum += bits[index(op)];
  return sum;
}

int64_t Memory::leastBits(const Room &room,
                          const PerOperand<int64_t> &bits) const {
  return bitsOfOneEach(room.operands, bits) * (doubleBuffered ? 2 : 1);
}

Accelerator Accelerator::withBits(const PerOperand<int64_t> &widths) const {
  Accelerator result = *this;
  result.bits = widths;
  for (Level &level : result.levels) {
    if (level.takesLoops())
      continue;
    for (Room &room : level.memory()->rooms) {
      int64_t one = bitsOfOneEach(room.operands, bits);
      if (one <= room.bits && room.bits < 2 * one)
        room.bits = bitsOfOneEach(room.operands, widths);
    }
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Invariants
//===----------------------------------------------------------------------===//

namespace {
/// Collects the first violated invariant.
class Checker {
public:
  explicit Checker(llvm::StringRef accelerator) : accelerator(accelerator) {}

  void size(const llvm::Twine &what, int64_t value) {
    if (value < 1)
      fail(what + " must be positive");
    atMostMaxSize(what, value);
  }
  void atMostMaxSize(const llvm::Twine &what, Count value) {
    if (value.overflowed() || value.get() > maxSize)
      fail(what + " must be at most 2^52");
  }
  void quantity(const llvm::Twine &what, double value) {
    if (!(value >= 0))
      fail(what + " must not be negative");
    else if (value > maxQuantity)
      fail(what + " must be at most 1e30");
  }
  void memory(llvm::StringRef level, const Memory &memory) {
    for (const Room &room : memory.rooms) {
      if (room.bits < 0)
        fail(level + " capacity must not be negative");
      atMostMaxSize("the bits of " + level + " capacity", room.bits);
    }
    for (Operand op : allOperands) {
      quantity(level + " energy", memory.readEnergy[index(op)]);
      quantity(level + " energy", memory.writeEnergy[index(op)]);
      quantity(level + " pass energy", memory.passEnergy[index(op)]);
      quantity(level + " access cycles", memory.accessCycles[index(op)]);
    }
    if (memory.bandwidth != Bandwidth::Unlimited)
      size(level + " bandwidth", memory.readBits);
    if (memory.bandwidth == Bandwidth::TwoPorts)
      size(level + " bandwidth", memory.writeBits);
    quantity(level + " static power", memory.staticPower);
    for (int64_t steps : memory.steps)
      if (steps < 0)
        fail(level + " steps must not be negative");
  }
  void fail(const llvm::Twine &what) {
    if (message.empty())
      message = ("accelerator '" + accelerator + "': " + what).str();
  }
  llvm::Error take() {
    return message.empty() ? llvm::Error::success()
                           : llvm::createStringError(message);
  }

private:
  llvm::StringRef accelerator;
  std::string message;
};
} // namespace

llvm::Error Accelerator::verify() const {
  Checker check(name);
  for (Operand op : allOperands)
    check.size("bits of the " + neurospector::name(op), bitsOf(op));
  if (!(frequencyMHz > 0))
    check.fail("frequency must be positive");
  else if (frequencyMHz < 1 / maxQuantity || frequencyMHz > maxQuantity)
    check.fail("frequency must be between 1e-30 and 1e30");
  check.quantity("MAC energy", macEnergy);
  check.quantity("MAC static power", macStaticPower);

  if (levels.empty() || !levels.front().memory() ||
      levels.front().memory()->holds != OperandSet::all())
    check.fail("the first level must be a memory that holds all operands");
  if (levels.size() > maxLevels)
    check.fail("has " + llvm::Twine(levels.size()) + " levels, expected at " +
               "most " + llvm::Twine(maxLevels));
  llvm::StringSet<> names;
  Count units = 1;
  for (const Level &level : levels) {
    if (level.name.empty())
      check.fail("a level has no name");
    if (!names.insert(level.name).second)
      check.fail("two levels are named '" + level.name + "'");
    if (const Array *array = level.array()) {
      check.size(level.name + " size", array->size);
      units *= array->size;
    } else {
      check.memory(level.name, *level.memory());
    }
  }
  check.atMostMaxSize("the number of MAC units", units);
  return check.take();
}
