//===- PrecisionRemarks.cpp - Types against the accelerator ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrecisionRemarks.h"

#include "PassSupport.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// `8, 8, 32`, or `16` if all are the same.
static std::string describe(const ns::PerOperand<int64_t> &bits) {
  if (llvm::all_equal(bits))
    return std::to_string(bits[0]);
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(bits, os);
  return text;
}

static bool isAsWide(Type type, int64_t bits) {
  return type.isIntOrFloat() && type.getIntOrFloatBitWidth() == bits;
}

void PrecisionRemarks::add(linalg::LinalgOp op, const OpLayer &layer,
                           const ns::Accelerator &machine) {
  auto type = [&](unsigned operand) {
    return getElementTypeOrSelf(layer.operands[operand]->get().getType());
  };
  Types types(type(0), type(1), type(2));
  if (isAsWide(type(0), bits[0]) && isAsWide(type(1), bits[1]) &&
      isAsWide(type(2), bits[2]))
    return;
  Occurrences &seen = occurrences[types];
  if (seen.count++ != 0)
    return;
  seen.first = op;
  llvm::raw_string_ostream os(seen.usedBits);
  llvm::interleaveComma(machine.bits, os);
}

void PrecisionRemarks::emit() const {
  for (const auto &[types, seen] : occurrences) {
    auto [input, weight, output] = types;
    Operation *op = seen.first;
    remark::analysis(op->getLoc(), remarkOn(op, "precision"))
        << remark::metric("Op", op->getName().getStringRef().str())
        << remark::metric("Input", input) << remark::metric("Weight", weight)
        << remark::metric("Output", output)
        << remark::metric("AcceleratorBits", describe(bits))
        << remark::metric("UsedBits", seen.usedBits)
        << remark::metric("Ops", seen.count);
  }
}
