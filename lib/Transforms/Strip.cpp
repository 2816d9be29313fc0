//===- Strip.cpp - Remove schedules and their costs -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_STRIPPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;

namespace {
struct StripPass : public mlir::neurospector::impl::StripPassBase<StripPass> {
  void runOnOperation() override {
    getOperation()->walk([](Operation *op) {
      dropSchedule(op);
      for (StringRef name : {levelAttrName, nestAttrName})
        op->removeDiscardableAttr(name);
      auto alloc = dyn_cast<bufferization::AllocTensorOp>(op);
      if (alloc && isa_and_nonnull<BufferAttr>(alloc.getMemorySpaceAttr()))
        alloc.removeMemorySpaceAttr();
      auto forall = dyn_cast<scf::ForallOp>(op);
      if (forall && forall.getMapping() &&
          llvm::all_of(*forall.getMapping(), llvm::IsaPred<AxisAttr>))
        forall.removeMappingAttr();
    });
  }
};
} // namespace
