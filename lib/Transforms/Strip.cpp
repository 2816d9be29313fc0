//===- Strip.cpp - Remove schedules and their costs -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "PassSupport.h"

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
      dropLabels(op);
    });
  }
};
} // namespace
