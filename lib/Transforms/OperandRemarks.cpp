//===- OperandRemarks.cpp - Operands that are no plain tensors ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperandRemarks.h"

#include "PassSupport.h"

#include "mlir/Dialect/SparseTensor/IR/SparseTensor.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// The op of \p layer, and a remark on it.
static remark::detail::InFlightRemark remarkOnOp(Operation *op,
                                                 StringRef name) {
  auto remark = remark::analysis(op->getLoc(), remarkOn(op, name));
  remark << remark::metric("Op", op->getName().getStringRef().str());
  return remark;
}

/// `operand 2 with the weight, operand 3 with the output`.
static std::string listSides(const OpLayer &layer) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(layer.sideOperands, os, [&](const SideOperand &side) {
    os << "operand " << side.operand->getOperandNumber() << " with the "
       << ns::name(side.main);
  });
  return text;
}

void mlir::neurospector::remarkOperands(const OpLayer &layer) {
  Operation *op = layer.operands.front()->getOwner();
  if (!layer.sideOperands.empty())
    remarkOnOp(op, "side-operands")
        << remark::metric("Operands", listSides(layer))
        << remark::reason("the cost is without their transfers");
  for (ns::Operand operand : ns::allOperands) {
    unsigned number = layer.operands[ns::index(operand)]->getOperandNumber();
    ArrayRef<unsigned> loops = layer.broadcastLoops[ns::index(operand)];
    if (!loops.empty())
      remarkOnOp(op, "broadcast")
          << remark::metric("Operand", number)
          << remark::reason("loop {0} does not index it, but the cost is that "
                            "of an element for each iteration",
                            llvm::join(llvm::map_range(loops,
                                                       [](unsigned loop) {
                                                         return std::to_string(
                                                             loop);
                                                       }),
                                       ", "));
  }
  for (OpOperand &operand : op->getOpOperands())
    if (sparse_tensor::getSparseTensorEncoding(operand.get().getType()))
      remarkOnOp(op, "sparse")
          << remark::metric("Operand", operand.getOperandNumber())
          << remark::reason("it is sparse, but the cost is that of a dense one")
          << remark::suggest("take the cost as an upper bound");
}
