//===- Schedule.cpp - Loop tiling, order and placement --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Schedule.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <numeric>

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Orders
//===----------------------------------------------------------------------===//

LoopOrder neurospector::loopOrder(Operand stationary) {
  LoopOrder result;
  auto *next = result.begin();
  for (Group group : groupOrder(stationary))
    for (Dim dim : allDims)
      if (groupOf(dim) == group)
        *next++ = dim;
  return result;
}

std::optional<Operand> neurospector::stationaryOperand(const LoopOrder &order) {
  static const PerOperand<LoopOrder> orders = {loopOrder(Operand::Input),
                                               loopOrder(Operand::Weight),
                                               loopOrder(Operand::Output)};
  for (Operand op : allOperands)
    if (order == orders[index(op)])
      return op;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

Schedule Schedule::outermost(const Accelerator &accelerator) {
  Schedule result;
  result.tiles.assign(accelerator.levels.size(), unitFactors);
  for (const Level &level : accelerator.levels) {
    const Memory *memory = level.memory();
    std::optional<Operand> stationary;
    if (memory)
      stationary = memory->stationary;
    result.orders.push_back(loopOrder(stationary.value_or(Operand::Output)));
  }
  return result;
}

Factors Schedule::steps(size_t level, const Layer &layer) const {
  Factors result;
  for (Dim dim : allDims)
    result[index(dim)] = steps(level, dim, layer);
  return result;
}

bool Schedule::isPerfect(const Layer &layer) const {
  for (size_t level = 0; level < tiles.size(); ++level)
    for (unsigned d = 0; d < numDims; ++d)
      if (entering(level, layer)[d] % tiles[level][d] != 0)
        return false;
  return true;
}

/// The three orders that keep an operand come first.
static bool isBefore(const LoopOrder &a, const LoopOrder &b) {
  auto rank = [](const LoopOrder &order) {
    std::optional<Operand> stationary = stationaryOperand(order);
    return stationary ? index(*stationary) : allOperands.size();
  };
  return std::pair(rank(a), a) < std::pair(rank(b), b);
}

bool Schedule::operator<(const Schedule &other) const {
  if (tiles != other.tiles)
    return std::lexicographical_compare(
        tiles.rbegin(), tiles.rend(), other.tiles.rbegin(), other.tiles.rend());
  return std::lexicographical_compare(orders.rbegin(), orders.rend(),
                                      other.orders.rbegin(),
                                      other.orders.rend(), isBefore);
}

//===----------------------------------------------------------------------===//
// Validity
//===----------------------------------------------------------------------===//

char InvalidSchedule::ID = 0;

void InvalidSchedule::log(llvm::raw_ostream &os) const {
  os << "schedule: " << message;
}

std::error_code InvalidSchedule::convertToErrorCode() const {
  return std::make_error_code(std::errc::invalid_argument);
}

namespace {

/// Checks a schedule level by level, outermost first.
class Verifier {
public:
  Verifier(const Layer &layer, const Accelerator &accelerator,
           const Schedule &schedule)
      : layer(layer), accelerator(accelerator), schedule(schedule) {}

  llvm::Error run();

private:
  llvm::Error verifyTile(size_t level) const;
  llvm::Error verifyOrder(size_t level) const;
  llvm::Error verifyArray(size_t level, const Array &array) const;
  llvm::Error verifySteps(size_t level, const Memory &memory) const;
  llvm::Error verifyRoom(size_t level, const Memory &memory,
                         const Room &room) const;

  const std::string &nameOf(size_t level) const {
    return accelerator.levels[level].name;
  }
  llvm::Error fail(Violation reason, size_t level,
                   const llvm::Twine &message) const {
    return llvm::make_error<InvalidSchedule>(reason, nameOf(level),
                                             nameOf(level) + message);
  }

  const Layer &layer;
  const Accelerator &accelerator;
  const Schedule &schedule;
};

} // namespace

llvm::Error Verifier::verifyTile(size_t level) const {
  bool isLast = level + 1 == accelerator.levels.size();
  for (Dim dim : allDims) {
    int64_t tile = schedule.tiles[level][index(dim)];
    int64_t largest = isLast ? 1 : schedule.entering(level, layer)[index(dim)];
    if (tile >= 1 && tile <= largest)
      continue;
    std::string expected =
        largest == 1 ? "1" : "1 to " + std::to_string(largest);
    return fail(Violation::Shape, level,
                " hands inward a tile of " + llvm::Twine(tile) + " for " +
                    name(dim) + ", expected " + expected);
  }
  return llvm::Error::success();
}

llvm::Error Verifier::verifyOrder(size_t level) const {
  DimSet seen;
  for (Dim dim : schedule.orders[level]) {
    if (seen.contains(dim))
      return fail(Violation::Shape, level,
                  " has two loops over " + llvm::Twine(name(dim)) +
                      " in its order");
    seen.insert(dim);
  }
  return llvm::Error::success();
}

llvm::Error Verifier::verifyArray(size_t level, const Array &array) const {
  Factors steps = schedule.steps(level, layer);
  for (Dim dim : allDims)
    if (steps[index(dim)] != 1 && !array.dims.contains(dim))
      return fail(Violation::Dims, level,
                  " unrolls " + llvm::Twine(name(dim)) +
                      ", which its constraint does not allow");
  Count units = product(steps);
  if (!units.overflowed() && units.get() <= array.size)
    return llvm::Error::success();
  std::string used =
      units.overflowed() ? "more than 2^63" : std::to_string(units.get());
  return fail(Violation::Units, level,
              " unrolls over " + used + " units, but has " +
                  llvm::Twine(array.size));
}

llvm::Error Verifier::verifySteps(size_t level, const Memory &memory) const {
  Factors steps = schedule.steps(level, layer);
  if (!accelerator.levels[level].takesLoops() && steps != unitFactors)
    return fail(Violation::Steps, level,
                " must have all factors one: the accelerator skips it");
  for (Dim dim : allDims) {
    int64_t required = memory.steps[index(dim)];
    if (required != 0 && steps[index(dim)] != required)
      return fail(Violation::Steps, level,
                  " has factor " + llvm::Twine(steps[index(dim)]) + " for " +
                      name(dim) + ", but its constraint requires " +
                      llvm::Twine(required));
  }
  return llvm::Error::success();
}

/// What a message calls the elements in \p room: `output`, `shared`, `shared
/// 8-bit` (the unit that measures elements of several widths), `bypassed`.
static std::string describe(const Room &room, const Memory &memory,
                            bool areSeveral, int64_t unitBits,
                            bool hasSeveralWidths) {
  bool keepsNone = true;
  std::string what;
  for (Operand op : allOperands)
    if (room.operands.contains(op)) {
      keepsNone &= !memory.holds.contains(op);
      what = name(op).str();
    }
  if (areSeveral)
    what = "shared";
  if (keepsNone)
    what = "bypassed";
  if (hasSeveralWidths)
    what += llvm::formatv(" {0}-bit", unitBits).str();
  return what;
}

llvm::Error Verifier::verifyRoom(size_t level, const Memory &memory,
                                 const Room &room) const {
  // Elements of several widths are measured in the largest unit of all.
  int64_t unit = 0;
  unsigned operands = 0;
  bool hasSeveralWidths = false;
  for (Operand op : allOperands)
    if (room.operands.contains(op)) {
      hasSeveralWidths |= operands++ > 0 && accelerator.bitsOf(op) != unit;
      unit = std::gcd(unit, accelerator.bitsOf(op));
    }
  if (operands == 0)
    return llvm::Error::success();

  PerOperand<Count> volume = layer.tileVolume(schedule.entering(level, layer));
  Count needed = 0;
  for (Operand op : allOperands)
    if (room.operands.contains(op))
      needed += volume[index(op)] * (accelerator.bitsOf(op) / unit);
  int64_t has = room.bits / unit;
  if (memory.doubleBuffered)
    has /= 2;
  if (!needed.overflowed() && needed.get() <= has)
    return llvm::Error::success();

  std::string what =
      describe(room, memory, operands > 1, unit, hasSeveralWidths);
  if (needed.overflowed())
    return fail(Violation::Room, level,
                " holds a tile of more than 2^63 " + what + " elements");
  return fail(Violation::Room, level,
              llvm::Twine(" has room for ") +
                  (memory.doubleBuffered ? "two tiles of " : "") +
                  llvm::Twine(has) + " " + what +
                  " elements, but the tile has " + llvm::Twine(needed.get()) +
                  ", " + llvm::Twine(needed.get() - has) + " too many");
}

llvm::Error Verifier::run() {
  size_t numLevels = accelerator.levels.size();
  if (schedule.tiles.size() != numLevels || schedule.orders.size() != numLevels)
    return llvm::make_error<InvalidSchedule>(
        Violation::Shape, "",
        "has " + llvm::Twine(schedule.tiles.size()) + " tiles and " +
            llvm::Twine(schedule.orders.size()) + " orders, expected " +
            llvm::Twine(numLevels) + " of each");
  for (size_t level = 0; level < numLevels; ++level)
    if (llvm::Error error = verifyTile(level))
      return error;
  for (size_t level = 0; level < numLevels; ++level) {
    if (const Array *array = accelerator.levels[level].array()) {
      if (llvm::Error error = verifyArray(level, *array))
        return error;
      continue;
    }
    const Memory &memory = *accelerator.levels[level].memory();
    if (llvm::Error error = verifyOrder(level))
      return error;
    if (llvm::Error error = verifySteps(level, memory))
      return error;
    for (const Room &room : memory.rooms)
      if (llvm::Error error = verifyRoom(level, memory, room))
        return error;
  }
  return llvm::Error::success();
}

llvm::Error neurospector::verify(const Layer &layer,
                                 const Accelerator &accelerator,
                                 const Schedule &schedule) {
  return Verifier(layer, accelerator, schedule).run();
}
