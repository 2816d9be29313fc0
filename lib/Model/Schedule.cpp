//===- Schedule.cpp - Loop tiling, order and placement --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Schedule.h"

#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

Factors SchedulingTable::tile(Row row) const {
  Factors result = unitFactors;
  for (unsigned i = 0; i <= index(row); ++i)
    result = result * rows[i];
  return result;
}

std::array<Dim, numDims> neurospector::loopOrder(Dataflow order) {
  std::array<Dim, numDims> result;
  auto *next = result.begin();
  for (Group group : groupOrder(order))
    for (Dim dim : allDims)
      if (groupOf(dim) == group)
        *next++ = dim;
  return result;
}

static llvm::Error fail(const llvm::Twine &message) {
  return llvm::createStringError("schedule: " + message);
}

static llvm::Error verifyColumns(const Layer &layer,
                                 const SchedulingTable &table) {
  for (Dim dim : allDims) {
    Count column = 1;
    for (Row row : allRows) {
      int64_t factor = table[row][index(dim)];
      if (factor < 1)
        return fail(llvm::Twine(name(row)) + " has factor " +
                    llvm::Twine(factor) + " for " + name(dim) +
                    ", expected a positive integer");
      column *= factor;
    }
    if (column.overflowed() || column.get() != layer.bound(dim))
      return fail("the factors of " + llvm::Twine(name(dim)) + " multiply to " +
                  (column.overflowed() ? llvm::Twine("more than 64 bits hold")
                                       : llvm::Twine(column.get())) +
                  ", expected its bound " + llvm::Twine(layer.bound(dim)));
  }
  return llvm::Error::success();
}

static llvm::Error verifySpatialRow(const Accelerator &accelerator, Row row,
                                    const Factors &factors) {
  for (Dim dim : allDims)
    if (factors[index(dim)] != 1 && !accelerator.allowedDims(row).contains(dim))
      return fail(llvm::Twine(name(row)) + " unrolls " + name(dim) +
                  ", which its constraint does not allow");
  Count units = product(factors);
  if (units.overflowed() || units.get() > accelerator.axisSize(row))
    return fail(llvm::Twine(name(row)) + " unrolls over " +
                (units.overflowed() ? llvm::Twine("more than 2^63")
                                    : llvm::Twine(units.get())) +
                " units, but has " + llvm::Twine(accelerator.axisSize(row)));
  return llvm::Error::success();
}

static llvm::Error verifyRequired(const Buffer &buffer, Row row,
                                  const Factors &factors) {
  for (Dim dim : allDims) {
    int64_t required = buffer.required[index(dim)];
    if (required != 0 && factors[index(dim)] != required)
      return fail(llvm::Twine(name(row)) + " has factor " +
                  llvm::Twine(factors[index(dim)]) + " for " + name(dim) +
                  ", but its constraint requires " + llvm::Twine(required));
  }
  return llvm::Error::success();
}

/// One part of a buffer against what has to fit in it.
static llvm::Error verifyRoom(Row row, llvm::StringRef what, Count needed,
                              int64_t room) {
  if (needed.overflowed())
    return fail(llvm::Twine(name(row)) + " holds a tile of more than 2^63 " +
                what + " elements");
  if (needed.get() <= room)
    return llvm::Error::success();
  return fail(llvm::Twine(name(row)) + " has room for " + llvm::Twine(room) +
              " " + what + " elements, but the tile has " +
              llvm::Twine(needed.get()) + ", " +
              llvm::Twine(needed.get() - room) + " too many");
}

static llvm::Error verifyCapacity(const Layer &layer,
                                  const Accelerator &accelerator,
                                  const Buffer &buffer, Row row,
                                  const Factors &tile) {
  PerOperand<Count> volume = layer.tileVolume(tile);
  Capacity capacity = accelerator.capacity(buffer);
  if (buffer.sharing == Sharing::Separate) {
    for (Operand op : allOperands)
      if (!buffer.bypasses(op))
        if (llvm::Error error = verifyRoom(row, name(op), volume[index(op)],
                                           capacity.room[index(op)]))
          return error;
    return llvm::Error::success();
  }
  Count kept = 0, bypassed = 0;
  for (Operand op : allOperands)
    (buffer.bypasses(op) ? bypassed : kept) +=
        volume[index(op)] * capacity.perElement[index(op)];
  std::string unit;
  if (capacity.perElement != PerOperand<int64_t>{1, 1, 1})
    unit = llvm::formatv(" {0}-bit", accelerator.bitsOf(Operand::Input) /
                                         capacity.perElement[0]);
  if (llvm::Error error =
          verifyRoom(row, "shared" + unit, kept, capacity.room[0]))
    return error;
  if (buffer.sharing == Sharing::TwoPart)
    return verifyRoom(row, "bypassed" + unit, bypassed, capacity.room[1]);
  return llvm::Error::success();
}

static llvm::Error verifyDataflow(const Buffer &buffer, Row row,
                                  Dataflow dataflow) {
  if (!buffer.bypasses(stationaryOperand(dataflow)))
    return llvm::Error::success();
  return fail(llvm::Twine(name(row)) + " is " + name(dataflow) +
              ", but bypasses the " + name(stationaryOperand(dataflow)));
}

llvm::Error neurospector::verify(const Layer &layer,
                                 const Accelerator &accelerator,
                                 const Schedule &schedule) {
  const SchedulingTable &table = schedule.table;
  if (llvm::Error error = verifyColumns(layer, table))
    return error;
  for (Row row : allRows) {
    if (accelerator.isSkipped(row)) {
      if (table[row] != unitFactors)
        return fail(llvm::Twine(name(row)) + " must have all factors one" +
                    (row == Row::Reg ? "" : ": the accelerator skips it"));
    } else if (isSpatial(row)) {
      if (llvm::Error error = verifySpatialRow(accelerator, row, table[row]))
        return error;
    }
  }

  struct Level {
    const Buffer &buffer;
    Row row;
    Dataflow dataflow;
  };
  llvm::SmallVector<Level, 2> levels = {
      {accelerator.localBuffer, Row::LocalBuffer, schedule.localBuffer}};
  if (accelerator.globalBuffer)
    levels.push_back(
        {*accelerator.globalBuffer, Row::GlobalBuffer, schedule.globalBuffer});
  for (const Level &level : levels) {
    if (llvm::Error error =
            verifyRequired(level.buffer, level.row, table[level.row]))
      return error;
    if (llvm::Error error =
            verifyDataflow(level.buffer, level.row, level.dataflow))
      return error;
    if (llvm::Error error = verifyCapacity(layer, accelerator, level.buffer,
                                           level.row, table.tile(level.row)))
      return error;
  }
  return verifyRequired(accelerator.dram, Row::Dram, table[Row::Dram]);
}
