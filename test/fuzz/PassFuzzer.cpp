//===- PassFuzzer.cpp - The passes over any structured op -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input chooses a module (ModuleText.h) and the options. Scheduling must
// end well or say why not, what it attaches must verify, parse and strip away
// without a trace, and tiling or a script for it must leave valid IR, whose
// loops can be counted or not.
//
//===----------------------------------------------------------------------===//

#include "ModuleText.h"

#include "neurospector/Transforms/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/AllInterfaces.h"
#include "mlir/Dialect/Linalg/Transforms/TilingInterfaceImpl.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/IR/TensorTilingInterfaceImpl.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace mlir::neurospector;
using ::neurospector::fuzz::check;
using ::neurospector::fuzz::Choices;

/// Types and attributes live as long as their context, so each serves for a
/// while only.
static MLIRContext &context() {
  static std::unique_ptr<MLIRContext> current;
  static unsigned uses = 0;
  if (!current || ++uses % 2000 == 0) {
    DialectRegistry registry;
    linalg::registerAllDialectInterfaceImplementations(registry);
    linalg::registerTilingInterfaceExternalModels(registry);
    tensor::registerTilingInterfaceExternalModels(registry);
    registry
        .insert<NeurospectorDialect, linalg::LinalgDialect, arith::ArithDialect,
                func::FuncDialect, scf::SCFDialect, tensor::TensorDialect,
                memref::MemRefDialect, affine::AffineDialect,
                bufferization::BufferizationDialect>();
    current = std::make_unique<MLIRContext>(registry,
                                            MLIRContext::Threading::DISABLED);
    current->loadAllAvailableDialects();
  }
  return *current;
}

static std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream);
  return text;
}

static SchedulePassOptions drawOptions(Choices &choices) {
  SchedulePassOptions options;
  constexpr StringLiteral machines =
      NEUROSPECTOR_SOURCE_DIR "/test/conformance/machines/";
  options.accelerator = choices.pick(
      {"eyeriss", "simba", "tpu", "acc_1lv", "acc_2lv", "flexflow", "maeri",
       "tpuv3", "eyeriss-isca", "one_level.yaml", "systolic.yaml",
       "chiplets.yaml", "deep.yaml", "rigid.yaml", "vector.yaml"});
  if (StringRef(options.accelerator).ends_with(".yaml"))
    options.accelerator = machines.str() + options.accelerator;
  options.dataflow = choices.pick({::neurospector::DataflowMode::Fixed,
                                   ::neurospector::DataflowMode::Flexible});
  options.metric = choices.pick({::neurospector::Metric::Energy,
                                 ::neurospector::Metric::Cycle,
                                 ::neurospector::Metric::Edp});
  options.costModel =
      choices.pick({CostModelKind::Exact, CostModelKind::Published});
  options.precision =
      choices.pick({PrecisionKind::Accelerator, PrecisionKind::FromIr});
  options.maxEvaluations = choices.pick({1, 30, 300});
  options.crossLayer = choices.flip();
  options.assumeDynamic = choices.pick({0, 1, 4});
  return options;
}

static TilePassOptions drawTiling(Choices &choices) {
  TilePassOptions options;
  options.levels = choices.pick(
      {"", "DRAM", "MULTI_CHIPS", "GLOBAL_BUFFER", "PE_ARRAY", "LOCAL_BUFFER",
       "MAC_ARRAY(X)", "SCRATCHPAD", "ROWS", "CHIPS_X", "WEIGHTS", "L2"});
  options.spatialReduction =
      choices.pick({SpatialReduction::Loop, SpatialReduction::Partial});
  options.fuse = choices.flip();
  options.promote = choices.flip();
  options.pad = choices.flip();
  return options;
}

/// Allocators of libMLIR poison no memory, those in headers do.
extern "C" const char *__asan_default_options() {
  return "allow_user_poisoning=0";
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ::neurospector::fuzz::TimeLimit limit;
  Choices choices({data, size});
  SchedulePassOptions options = drawOptions(choices);
  TilePassOptions tiling = drawTiling(choices);
  std::string text = ::neurospector::fuzz::drawModule(choices);
  // To look at an input: FUZZER_PRINT=1 build-fuzz/bin/PassFuzzer FILE
  if (std::getenv("FUZZER_PRINT"))
    llvm::errs() << text;

  MLIRContext &here = context();
  unsigned errors = 0;
  std::string messages;
  ScopedDiagnosticHandler handler(&here, [&](Diagnostic &diagnostic) {
    messages += diagnostic.str() + "\n";
    errors += diagnostic.getSeverity() == DiagnosticSeverity::Error;
  });
  // The verifiers of upstream refuse some choices, such as maps that leave a
  // loop without a size.
  ParserConfig config(&here);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, config);
  if (!module)
    return 0;
  std::string before = print(*module);

  auto run = [&](std::unique_ptr<Pass> pass) {
    PassManager manager(&here);
    manager.addPass(std::move(pass));
    errors = 0;
    bool ok = succeeded(manager.run(*module));
    check(ok == (errors == 0), "a pass fails without an error or ends well "
                               "with one: " +
                                   messages + text);
    return ok;
  };
  if (!run(createSchedulePass(options)))
    return 0;
  std::string scheduled = print(*module);
  OwningOpRef<ModuleOp> again = parseSourceString<ModuleOp>(scheduled, config);
  check(again && print(*again) == scheduled,
        "printing and parsing change schedules: " + messages + scheduled);
  if (choices.flip()) {
    check(run(createStripPass()) && print(*module) == before,
          "stripping leaves something behind: " + scheduled);
    return 0;
  }
  if (choices.flip()) {
    (void)run(createEmitTransformPass());
    return 0;
  }
  if (run(createTilePass(tiling))) {
    CountPassOptions counting;
    counting.report = "/dev/null";
    (void)run(createCountPass(counting));
  }
  return 0;
}
