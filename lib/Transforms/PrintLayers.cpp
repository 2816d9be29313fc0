//===- PrintLayers.cpp - Show each op as a layer --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the analysis sees, without a search: for tests and for the curious.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "neurospector/Analysis/OpLayer.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_PRINTLAYERSPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// `layer K=8 B=2 ... stride 1,1 dilation 1,1 loops K[1] B[0] ... weight 1`,
/// and where there are any, ` side weight[2] broadcast input[0]`: operands that
/// ride with the weight, and loops along which the input is broadcast.
static void printLayer(linalg::LinalgOp op, const OpLayer &opLayer) {
  const ns::Layer &layer = opLayer.layer;
  InFlightDiagnostic remark = emitRemark(op.getLoc(), "layer");
  unsigned pairs = ns::listedPairs(layer.bounds);
  for (ns::Dim dim : ns::listDims(pairs))
    remark << " " << ns::name(dim) << "=" << layer.bound(dim);
  remark << " stride " << ns::listValues(ns::listStrides(layer, pairs))
         << " dilation " << ns::listValues(ns::listDilations(layer, pairs))
         << " loops";
  for (ns::Dim dim : ns::allDims)
    if (ArrayRef<unsigned> loops = opLayer.loops[ns::index(dim)];
        !loops.empty())
      remark << " " << ns::name(dim) << "[" << loops << "]";
  remark
      << " weight "
      << opLayer.operands[ns::index(ns::Operand::Weight)]->getOperandNumber();
  StringRef separator = " side ";
  for (ns::Operand main : ns::allOperands) {
    SmallVector<unsigned> sides;
    for (const SideOperand &side : opLayer.sideOperands)
      if (side.main == main)
        sides.push_back(side.operand->getOperandNumber());
    if (sides.empty())
      continue;
    remark << separator << ns::name(main) << "[" << sides << "]";
    separator = " ";
  }
  separator = " broadcast ";
  for (ns::Operand operand : ns::allOperands) {
    ArrayRef<unsigned> loops = opLayer.broadcastLoops[ns::index(operand)];
    if (loops.empty())
      continue;
    remark << separator << ns::name(operand) << "[" << loops << "]";
    separator = " ";
  }
}

namespace {
struct PrintLayersPass
    : public mlir::neurospector::impl::PrintLayersPassBase<PrintLayersPass> {
  using PrintLayersPassBase::PrintLayersPassBase;

  void runOnOperation() override {
    Weights weights;
    getOperation()->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
      if (!isCandidate(op))
        return;
      auto layer = getOpLayer(op, assumeDynamic, &weights);
      if (auto *unsupported = std::get_if<Unsupported>(&layer))
        emitRemark(op.getLoc(), "no layer: ") << unsupported->reason;
      else
        printLayer(op, std::get<OpLayer>(layer));
    });
    markAllAnalysesPreserved();
  }
};
} // namespace
