//===- Passes.td - The passes ------------------------------*- tablegen -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TRANSFORMS_PASSES_TD
#define NEUROSPECTOR_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def SchedulePass : Pass<"neurospector-schedule"> {
  let summary = "Find the best schedule of each convolution and contraction";
  let description = [{
    Sees every `linalg` op whose body is a multiply-accumulate as a layer, at
    any nesting; searches for the tiling, loop order and spatial placement that
    costs least on the accelerator; and attaches it as `neurospector.schedule`
    with its cost as `neurospector.cost`. Equal layers are solved once, distinct
    ones in parallel. Nothing else changes.

    An op that cannot be scheduled is left alone; a missed remark says why
    (`--remarks-filter=neurospector`). The pass sees all ops at once, so it must
    run on the top-level op.

    Before:

    ```mlir
    %0 = linalg.matmul ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
                       outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
    ```

    After `--neurospector-schedule="accelerator=eyeriss"`:

    ```mlir
    #schedule = #neurospector.schedule<accelerator = "eyeriss", levels = [
      <temporal "DRAM" tile = [64, 64, 64] order = [1, 2, 0]>,
      <temporal "GLOBAL_BUFFER" tile = [...] order = [...]>,
      <spatial_y "PE_ARRAY" tile = [...]>,
      <spatial_x "PE_ARRAY" tile = [...]>,
      <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [...]>],
      optimal = false>

    %0 = linalg.matmul
        {neurospector.cost = #cost, neurospector.schedule = #schedule}
        ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
        outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
    ```
  }];
  let dependentDialects = ["::mlir::neurospector::NeurospectorDialect"];
  let options = [
    Option<"accelerator", "accelerator", "std::string", /*default=*/"",
      "Name of a built-in accelerator or path of a file that describes one "
      "(default: the module's attribute 'neurospector.accelerator')">,
    Option<"dataflow", "dataflow", "::neurospector::DataflowMode",
      /*default=*/"::neurospector::DataflowMode::Fixed",
      "Which dataflows a schedule may use (default: fixed)",
      [{::llvm::cl::values(
        clEnumValN(::neurospector::DataflowMode::Fixed, "fixed",
                   "those of the accelerator"),
        clEnumValN(::neurospector::DataflowMode::Flexible, "flexible",
                   "every combination that no bypass rules out"))}]>,
    Option<"metric", "metric", "::neurospector::Metric",
      /*default=*/"::neurospector::Metric::Energy",
      "What to minimize (default: energy)",
      [{::llvm::cl::values(
        clEnumValN(::neurospector::Metric::Energy, "energy", "energy, in pJ"),
        clEnumValN(::neurospector::Metric::Cycle, "cycle", "cycles"),
        clEnumValN(::neurospector::Metric::Edp, "edp",
                   "energy times cycles"))}]>,
    Option<"optimizer", "optimizer", "::neurospector::Optimizer",
      /*default=*/"::neurospector::Optimizer::Optimal",
      "How to search (default: optimal)",
      [{::llvm::cl::values(
        clEnumValN(::neurospector::Optimizer::BottomUp, "bottom-up",
                   "the published heuristic, level by level"),
        clEnumValN(::neurospector::Optimizer::BruteForce, "brute-force",
                   "every schedule, for small layers"),
        clEnumValN(::neurospector::Optimizer::Optimal, "optimal",
                   "the exact optimum, proven"))}]>,
    Option<"costModel", "cost-model", "::mlir::neurospector::CostModelKind",
      /*default=*/"::mlir::neurospector::CostModelKind::Exact",
      "How transfers are counted (default: exact)",
      [{::llvm::cl::values(
        clEnumValN(::mlir::neurospector::CostModelKind::Exact, "exact",
                   "as the loop nest does them"),
        clEnumValN(::mlir::neurospector::CostModelKind::Published, "published",
                   "as NeuroSpector v1.5 does"))}]>,
    Option<"precision", "precision", "::mlir::neurospector::PrecisionKind",
      /*default=*/"::mlir::neurospector::PrecisionKind::Accelerator",
      "How wide the elements in buffers and transfers are (default: "
      "accelerator)",
      [{::llvm::cl::values(
        clEnumValN(::mlir::neurospector::PrecisionKind::Accelerator,
                   "accelerator", "the accelerator's PRECISION"),
        clEnumValN(::mlir::neurospector::PrecisionKind::FromIr, "from-ir",
                   "the element type of each of the op's operands"))}]>,
    Option<"maxEvaluations", "max-evaluations", "uint64_t", /*default=*/"0",
      "Candidate schedules of a layer to look at before the search gives up on "
      "a proof (default: 0, no limit)">,
    Option<"assumeDynamic", "assume-dynamic", "uint32_t", /*default=*/"0",
      "Iterations of each loop of dynamic size that no 'neurospector.assume' "
      "gives (default: 0, such ops are skipped)">,
    Option<"report", "report", "std::string", /*default=*/"",
      "File for a table of the costs of each op and in total, '-' for standard "
      "error (default: none)">
  ];
}

def PrintLayersPass : Pass<"neurospector-print-layers"> {
  let summary = "Show which layer each convolution and contraction is";
  let description = [{
    Emits a remark on each `linalg` op with a reduction: the bounds of its layer,
    strides and dilations of P and Q, which of the op's loops each dimension is,
    outermost first, and which operand is the weight; or why it is no layer.
    Changes nothing.

    ```
    remark: layer K=64 B=16 P=1 Q=1 C=32 R=1 S=1 G=1 stride 1,1 dilation 1,1 loops K[1] B[0] C[2] weight 1
    ```
  }];
  let options = [
    Option<"assumeDynamic", "assume-dynamic", "uint32_t", /*default=*/"0",
      "Iterations of each loop of dynamic size that no 'neurospector.assume' "
      "gives (default: 0, such ops are skipped)">
  ];
}

def StripPass : Pass<"neurospector-strip"> {
  let summary = "Remove schedules and their costs";
  let description = [{
    Removes `neurospector.schedule` and `neurospector.cost` from all nested ops.
    The module's `neurospector.accelerator` stays.

    Before:

    ```mlir
    %0 = linalg.matmul
        {neurospector.cost = #cost, neurospector.schedule = #schedule}
        ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
        outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
    ```

    After `--neurospector-strip`:

    ```mlir
    %0 = linalg.matmul ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
                       outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
    ```
  }];
}

#endif // NEUROSPECTOR_TRANSFORMS_PASSES_TD
