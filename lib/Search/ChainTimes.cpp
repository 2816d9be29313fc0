//===- ChainTimes.cpp - Times of memories over tiles of a lattice ---------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/ChainCost.h"

#include <algorithm>
#include <cmath>

using namespace neurospector;

double ChainCost::accesses(unsigned number, Operand op, double elements,
                           bool isWrite) const {
  const Memory &port = memory(number);
  bool second = isWrite && port.bandwidth == Bandwidth::TwoPorts;
  double bits = elements * static_cast<double>(machine.bitsOf(op));
  double quotient =
      bits / static_cast<double>(second ? port.writeBits : port.readBits);
  // Above 2^53 bits may have been rounded up, past an integer.
  return std::ceil(bits < 0x1p53 ? quotient : quotient * (1 - 0x1p-50));
}

double ChainCost::filled(unsigned number, Operand op, double elements,
                         bool isWrite) const {
  const Memory &port = memory(number);
  if (!port.wholeAccesses || port.bandwidth == Bandwidth::Unlimited)
    return elements;
  bool second = isWrite && port.bandwidth == Bandwidth::TwoPorts;
  return accesses(number, op, elements, isWrite) *
         static_cast<double>(second ? port.writeBits : port.readBits) /
         static_cast<double>(machine.bitsOf(op));
}

double ChainCost::cyclesPerElement(unsigned number, Operand op,
                                   bool isWrite) const {
  const Memory &port = memory(number);
  if (port.bandwidth == Bandwidth::Unlimited)
    return 0;
  bool second = isWrite && port.bandwidth == Bandwidth::TwoPorts;
  return port.accessCycles[index(op)] *
         static_cast<double>(machine.bitsOf(op)) /
         static_cast<double>(second ? port.writeBits : port.readBits);
}

bool ChainCost::timesOutside(unsigned number) const {
  return number != 0 && memory(number).bandwidth != Bandwidth::Inside;
}

void ChainCost::findPending() {
  lastReceiver.resize(numMemories);
  pending.resize(numMemories);
  for (const Transfer &transfer : transfers)
    lastReceiver[transfer.from] =
        std::max(lastReceiver[transfer.from], transfer.to);
  for (unsigned known = 1; known < numMemories; ++known)
    for (const Transfer &transfer : transfers) {
      unsigned m = transfer.from;
      if (m > known || lastReceiver[m] <= known ||
          memory(m).bandwidth == Bandwidth::Unlimited)
        continue;
      if (transfer.to <= known)
        pending[known].push_back(
            {m, transfer.op, true, transfer.to, &Frame::sent});
      else if (transfer.to == numMemories && transfer.settled <= known)
        pending[known].push_back(
            {m, transfer.op, true, transfer.settled, &Frame::sentToMacs});
      if (timesOutside(m))
        pending[known].push_back({m, transfer.op, false, m, &Frame::taken});
    }
}

PortTimes ChainCost::portTimes(unsigned number, llvm::ArrayRef<Frame> frames,
                               const PerOperand<InOut> &sent) const {
  const Memory &port = memory(number);
  bool twoPorts = port.bandwidth == Bandwidth::TwoPorts;
  PortTimes result;
  for (Operand op : allOperands) {
    if (!port.holds.contains(op))
      continue;
    unsigned i = index(op);
    const Transfer &transfer = transferFrom(number, op);
    bool isToMacs = transfer.to == numMemories;
    InOut inside =
        transfer.to == frames.size() ? sent[i] : frames[transfer.to].sent[i];
    InOut outside = {0, 0};
    if (timesOutside(number))
      outside = frames[number].taken[i];
    // Whole accesses are counted already.
    bool whole = isToMacs && port.wholeAccesses;
    auto time = [&](double in, double out, bool isWrite) {
      double count = whole ? in + accesses(number, op, out, isWrite)
                           : accesses(number, op, in + out, isWrite);
      return port.accessCycles[i] * count;
    };
    auto ports = [&](const InOut &outside) {
      if (twoPorts)
        return InOut{time(inside.in, outside.out, false),
                     time(inside.out, outside.in, true)};
      return InOut{
          time(inside.in + inside.out, outside.in + outside.out, false), 0};
    };
    result.busy[i] = ports(outside);
    if (transfer.isSerial)
      result.serial[i] = ports({0, 0});
  }
  return result;
}

/// The longer of two ports, on which the operands' times add up unless each has
/// a port of its own.
MemoryTime ChainCost::timeOf(unsigned number, const PortTimes &ports) const {
  bool separate = memory(number).separatePorts;
  auto longest = [&](const PerOperand<InOut> &times) {
    InOut all;
    for (const InOut &time : times) {
      all.in = separate ? std::max(all.in, time.in) : all.in + time.in;
      all.out = separate ? std::max(all.out, time.out) : all.out + time.out;
    }
    return std::max(all.in, all.out);
  };
  return {longest(ports.busy), longest(ports.serial)};
}

/// Of the memories whose last receiver is inside the last of \p frames.
void ChainCost::addTimes(llvm::ArrayRef<Frame> frames, Sending &result) const {
  for (unsigned m = 0; m < frames.size(); ++m)
    if (lastReceiver[m] == frames.size() &&
        memory(m).bandwidth != Bandwidth::Unlimited)
      result.known.times[m] = timeOf(m, portTimes(m, frames, result.sent));
}
