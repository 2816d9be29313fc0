//===- Accelerator.cpp - The machine a layer is scheduled on --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Accelerator.h"

#include <cmath>
#include <numeric>

using namespace neurospector;

llvm::StringRef neurospector::name(Row row) {
  static constexpr llvm::StringLiteral names[] = {
      "REG",           "MAC_ARRAY(X)",   "MAC_ARRAY(Y)",
      "LOCAL_BUFFER",  "PE_ARRAY(X)",    "PE_ARRAY(Y)",
      "GLOBAL_BUFFER", "MULTI_CHIPS(X)", "MULTI_CHIPS(Y)",
      "DRAM"};
  return names[index(row)];
}

llvm::StringRef neurospector::name(Dataflow dataflow) {
  static constexpr llvm::StringLiteral names[] = {"IS", "WS", "OS"};
  return names[static_cast<unsigned>(dataflow)];
}

/// The buffer holds exactly one element of each operand (shared: three).
static bool holdsOneElementEach(const Buffer &buffer, int64_t precisionBits) {
  if (buffer.sharing == Sharing::Shared)
    return buffer.capacityBits[0] / precisionBits == 3;
  if (buffer.sharing == Sharing::TwoPart)
    return false;
  for (int64_t bits : buffer.capacityBits)
    if (bits / precisionBits != 1)
      return false;
  return true;
}

/// A buffer of one element each is a register, as wide as what it holds.
Capacity Accelerator::capacity(const Buffer &buffer) const {
  PerOperand<int64_t> bits = {precisionBits, precisionBits, precisionBits};
  if (operandBits && !holdsOneElementEach(buffer, precisionBits))
    bits = *operandBits;
  Capacity result;
  int64_t unit = std::gcd(std::gcd(bits[0], bits[1]), bits[2]);
  for (unsigned i = 0; i < 3; ++i) {
    bool isSeparate = buffer.sharing == Sharing::Separate;
    result.room[i] = buffer.capacityBits[i] / (isSeparate ? bits[i] : unit);
    result.perElement[i] = isSeparate ? 1 : bits[i] / unit;
  }
  return result;
}

const SpatialArray &Accelerator::array(Row row) const {
  if (row == Row::MacX || row == Row::MacY)
    return macArray;
  return row == Row::PeX || row == Row::PeY ? peArray : chips;
}

static bool isAxisX(Row row) {
  return row == Row::MacX || row == Row::PeX || row == Row::ChipX;
}

int64_t Accelerator::axisSize(Row row) const {
  return isAxisX(row) ? array(row).sizeX : array(row).sizeY;
}

DimSet Accelerator::allowedDims(Row row) const {
  return isAxisX(row) ? array(row).allowedX : array(row).allowedY;
}

bool Accelerator::isSkipped(Row row) const {
  switch (row) {
  case Row::Reg:
    return true;
  case Row::Dram:
    return false;
  case Row::LocalBuffer:
    return holdsOneElementEach(localBuffer, precisionBits);
  case Row::GlobalBuffer:
    return !globalBuffer || holdsOneElementEach(*globalBuffer, precisionBits);
  default:
    return axisSize(row) == 1;
  }
}

namespace {
/// Collects the first violated invariant.
class Checker {
public:
  explicit Checker(llvm::StringRef accelerator) : accelerator(accelerator) {}

  void positive(const llvm::Twine &what, int64_t value) {
    if (value < 1)
      fail(what + " must be positive");
  }
  void notNegative(const llvm::Twine &what, double value) {
    if (!(value >= 0))
      fail(what + " must not be negative");
    else if (value > maxQuantity)
      fail(what + " must be at most 1e30");
  }
  void size(const llvm::Twine &what, Count value) {
    if (value.overflowed() || value.get() > maxSize)
      fail(what + " must be at most 2^52");
  }
  void array(llvm::StringRef what, const SpatialArray &array) {
    positive(what + " SIZE_X", array.sizeX);
    positive(what + " SIZE_Y", array.sizeY);
  }
  void buffer(llvm::StringRef what, const Buffer &buffer, bool keepsOperand) {
    positive(what + " BANDWIDTH", buffer.bandwidthBits);
    for (int64_t bits : buffer.capacityBits)
      size("the bits of " + what + " BUFFER_SIZE", bits);
    for (Operand op : allOperands) {
      notNegative(what + " UNIT_ACCESS_ENERGY", buffer.accessEnergy[index(op)]);
      notNegative(what + " UNIT_STATIC_POWER", buffer.staticPower[index(op)]);
      notNegative(what + " UNIT_CYCLE", buffer.cyclesPerAccess[index(op)]);
    }
    if (keepsOperand && buffer.bypasses(stationaryOperand(buffer.dataflow)))
      fail(what + " bypasses the " + name(stationaryOperand(buffer.dataflow)) +
           " that its dataflow " + name(buffer.dataflow) + " keeps");
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
  check.positive("PRECISION", precisionBits);
  for (Operand op : allOperands)
    check.positive("bits of the " + neurospector::name(op), bitsOf(op));
  if (!(frequencyMHz > 0))
    check.fail("FREQUENCY must be positive");
  else if (frequencyMHz < 1 / maxQuantity || frequencyMHz > maxQuantity)
    check.fail("FREQUENCY must be between 1e-30 and 1e30");
  check.notNegative("UNIT_MAC_ENERGY", macEnergy);
  check.notNegative("UNIT_MAC_STATIC", macStaticPower);
  check.array("MAC_ARRAY", macArray);
  check.array("PE_ARRAY", peArray);
  check.array("MULTI_CHIPS", chips);
  Count units = 1;
  for (const SpatialArray &array : {macArray, peArray, chips})
    units = units * array.sizeX * array.sizeY;
  check.size("the number of MAC units", units);
  check.buffer("LOCAL_BUFFER", localBuffer, true);
  if (globalBuffer)
    check.buffer("GLOBAL_BUFFER", *globalBuffer, true);
  check.buffer("DRAM", dram, false);
  return check.take();
}
