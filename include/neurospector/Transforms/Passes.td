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

    With `cross-layer`, an op whose output the next one reads leaves it on chip,
    in the outermost memory inside DRAM that holds both, as far as that pays: schedules are chosen along each chain of
    ops, and `neurospector.retained` says how many elements need not be read or
    written. The cost of an op is then that in its place.

    The attributes are those of one run of the op. The report and the summary
    count all of them: trip counts of loops around it that are constant, times
    the calls of its function in the module. What is not known is said (`1?`).

    An op that cannot be scheduled is left without a schedule, also if it had
    one; a missed remark says why (`--remarks-filter=neurospector`), and of a
    layer that fits nowhere on the accelerator a warning what is in the way and
    what to change. With perfect factors another says where `factors=imperfect` is
    known to save 5% or more. An op in loops that `neurospector-tile` made stays as it is. The pass sees all ops at
    once, so it must run on the top-level op.

    Before:

    ```mlir
    %0 = linalg.matmul ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
                       outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
    ```

    After `--neurospector-schedule="accelerator=eyeriss"`:

    ```mlir
    #schedule = #neurospector.schedule<accelerator = "eyeriss",
      roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
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
      "Name of a built-in accelerator or path of a .yaml or .cfg file "
      "(default: the top-level module's attribute 'neurospector.accelerator')">,
    Option<"dataflow", "dataflow", "::neurospector::DataflowMode",
      /*default=*/"::neurospector::DataflowMode::Fixed",
      "Which loop orders a schedule may use (default: fixed)",
      [{::llvm::cl::values(
        clEnumValN(::neurospector::DataflowMode::Fixed, "fixed",
                   "the accelerator's, where it names a stationary operand"),
        clEnumValN(::neurospector::DataflowMode::Flexible, "flexible",
                   "any order of loops"))}]>,
    Option<"factors", "factors", "::neurospector::FactorMode",
      /*default=*/"::neurospector::FactorMode::Auto",
      "Which tiles a schedule may use (default: auto)",
      [{::llvm::cl::values(
        clEnumValN(::neurospector::FactorMode::Auto, "auto",
                   "imperfect with 'optimizer=optimal', 'cost-model=exact' and "
                   "no 'cross-layer', but for ops with an operand that is "
                   "indexed by groups of a loop; else perfect"),
        clEnumValN(::neurospector::FactorMode::Perfect, "perfect",
                   "each divides the one that it is cut from"),
        clEnumValN(::neurospector::FactorMode::Imperfect, "imperfect",
                   "each is a multiple of the one inside it, or the whole "
                   "bound"))}]>,
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
      "How wide the elements in memories and transfers are (default: "
      "accelerator)",
      [{::llvm::cl::values(
        clEnumValN(::mlir::neurospector::PrecisionKind::Accelerator,
                   "accelerator", "the accelerator's PRECISION"),
        clEnumValN(::mlir::neurospector::PrecisionKind::FromIr, "from-ir",
                   "the element type of each of the op's operands"))}]>,
    Option<"maxEvaluations", "max-evaluations", "uint64_t", /*default=*/"0",
      "Candidate schedules of a layer to look at before the search gives up on "
      "a proof (default: 0, that is 500000 with imperfect factors, and no limit "
      "with perfect ones)">,
    Option<"assumeDynamic", "assume-dynamic", "uint32_t", /*default=*/"0",
      "Iterations of each loop of dynamic size that no 'neurospector.assume' "
      "gives (default: 0, such ops are skipped)">,
    Option<"crossLayer", "cross-layer", "bool", /*default=*/"false",
      "Keep data on chip between ops of a block that feed each other, directly or "
      "through padding and element-wise ops, and choose their schedules together">,
    Option<"compareBottomUp", "compare-bottom-up", "bool", /*default=*/"false",
      "Search a second time as the published heuristic does, for the remark how "
      "much more that would cost (default: false)">,
    Option<"report", "report", "std::string", /*default=*/"",
      "File for the costs of each op and in total: a page (.html), JSON Lines "
      "(.json), CSV (.csv), or a table (any other, and '-' for standard error). "
      "The file is replaced; later parts of a split input add to it, but to a "
      "page (default: none)">
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

def CountPass : Pass<"neurospector-count"> {
  let summary = "Report what schedules and tiled nests move";
  let description = [{
    Prints what one instance of each memory exchanges with the inside: the tiles
    that its loops hand to the next memory, or to the multiply-accumulate units,
    and take back, and the elements that go to and come from the next memory that
    holds the operand. Units side by side take what they have in common together.
    An operand in parentheses passes by this memory. Of an op with a
    `neurospector.schedule`, that is what the exact cost model says; of an op in
    the loops that `neurospector-tile` made, what these loops do: the pass walks
    them and looks which elements each step touches. The two agree. If only outer
    levels are loops, it tells what they decide. Nothing in the IR changes.

    An op that cannot be counted gets a warning that says why. The pass writes
    one table, so it must run on the top-level op.

    A tile moves when a loop that indexes it advances, even where sliding
    windows make the next tile the same elements.

    For the example of `neurospector-tile`, where weights bypass GLOBAL_BUFFER:

    ```
    function  op      memory         operand   tiles read  written  elements
    f         matmul  DRAM           input              2        0       128
    f         matmul  DRAM           weight             1        0       256
    f         matmul  DRAM           output             0        2        64
    f         matmul  GLOBAL_BUFFER  input             16        0       128
    f         matmul  GLOBAL_BUFFER  (weight)          16        0       256
    f         matmul  GLOBAL_BUFFER  output             0        2        64
    f         matmul  LOCAL_BUFFER   input             16        0        16
    f         matmul  LOCAL_BUFFER   weight            16        0        16
    f         matmul  LOCAL_BUFFER   output            14       16        30
    ```
  }];
  let options = [
    Option<"report", "report", "std::string", /*default=*/"\"-\"",
      "File for the table, '-' for standard error (default: -)">
  ];
}

def EmitTransformPass
    : Pass<"neurospector-emit-transform", "::mlir::ModuleOp"> {
  let summary = "Write schedules as transform-dialect scripts";
  let description = [{
    Moves each `neurospector.schedule` into a `transform.named_sequence` that
    makes the loops `neurospector-tile` would make. The result has no attribute
    of this dialect, labels of loops made before included: any `mlir-opt` can run
    it with `--transform-interpreter`. An op and its sequence share a
    `schedule_id`, above those that are there; a nested module holds the
    sequences and the main one that finds the ops. A module that has a main
    sequence already is an error. If no op has a schedule, that is a warning, and
    the script does nothing.

    An op whose schedule does not fit any more, or that has a `schedule_id`
    already, is left alone with a warning.

    The loops are those of `neurospector-tile` without its options, and carry no
    labels or mappings.

    Before:

    ```mlir
    %0 = linalg.matmul {neurospector.schedule = #schedule} ...
    ```

    After:

    ```mlir
    %0 = linalg.matmul {schedule_id = 0 : i64} ...

    module attributes {transform.with_named_sequence} {
      transform.named_sequence @schedule_0(
          %arg0: !transform.any_op {transform.consumed}) {
        %tiled_linalg_op, %loops = transform.structured.tile_using_for %arg0
            tile_sizes [4, 0, 0] interchange = [0, 1, 2]
            : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
        ...
        transform.yield
      }
      transform.named_sequence @__transform_main(%arg0: !transform.any_op) {
        %0 = transform.structured.match attributes {schedule_id = 0 : i64}
            in %arg0 : (!transform.any_op) -> !transform.any_op
        transform.include @schedule_0 failures(propagate) (%0)
            : (!transform.any_op) -> ()
        transform.yield
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::transform::TransformDialect"];
}

def TilePass : Pass<"neurospector-tile"> {
  let summary = "Turn schedules into loops";
  let description = [{
    Replaces each op that has a `neurospector.schedule` by the loops that the
    schedule describes, level by level from the outermost inwards. A temporal
    level becomes a nest of `scf.for` in the level's order, each labelled with
    its memory. A spatial level becomes one `scf.forall` whose mapping names the
    array axis; a reduction unrolled over the axis becomes a labelled `scf.for`
    in it, or, with `spatial-reduction=partial`, an `scf.forall` of partial sums
    that are added up behind it (on tensors only). A loop that would run once is
    left out.

    The values stay the same: with `spatial-reduction=loop` each output adds up
    its products in the order of the loops, with `partial` per unit first.

    With `levels` the loops stop at a memory or array and the op inside them
    keeps the rest of its schedule, and, if its size varies, the largest one as
    `neurospector.assume`. The op always says what nest it is in
    (`neurospector.nest`).

    With `fuse` a `tensor.pad` that produces an operand moves into the outermost
    loops, so that DRAM is read unpadded, and a `linalg.fill` that produces the
    destination into the loops outside the first reduction. With `promote` the
    tile of each operand that a memory inside the outermost one holds is copied
    to a `bufferization.alloc_tensor` in that memory's space, a tile that may be
    smaller to a slice of it; `one-shot-bufferize` then needs
    `allow-return-allocs-from-loops`.

    Where a tile does not divide what it is cut from, the last one is smaller:
    loops inside it end early, and the last unit of an array gets less than the
    others, or nothing. Loops of dynamic size have such ends, whatever the sizes
    that were assumed; the schedule's first memory always has a loop over them.

    With `pad`, for hardware that only takes full tiles, what an array takes and
    what one of its units takes is padded to the full size with zeros
    (`tensor.pad`). Iterations added to a reduction add nothing: where zeros do
    not see to that, the op becomes a `linalg.generic` that skips them.

    If no op has a schedule, that is a warning. Left alone with a warning are an
    op that has changed since it was scheduled (its loops permuted, its maps or
    operands others) and one on a buffer whose layout is not strided.

    Before:

    ```mlir
    %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
          accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>,
          loops = [B, K, C], levels = [
            <temporal "DRAM" tile = [4, 8, 16] order = [0, 1, 2]>,
            <temporal "GLOBAL_BUFFER" tile = [4, 8, 2] order = [2, 0, 1]>,
            <spatial_y "PE_ARRAY" tile = [4, 1, 2]>,
            <spatial_x "PE_ARRAY" tile = [1, 1, 1]>,
            <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>],
          optimal = false>}
        ins(%a, %b : tensor<8x16xf32>, tensor<16x8xf32>)
        outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
    ```

    After `--neurospector-tile`, with the slices left out:

    ```mlir
    %0 = scf.for %i = %c0 to %c8 step %c4 iter_args(%c0 = %c) {
      %1 = scf.for %k = %c0 to %c16 step %c2 iter_args(%c1 = ...) {
        %2 = scf.forall (%j) = (0) to (8) step (1) shared_outs(%c2 = ...) {
          %3 = scf.forall (%ii) = (0) to (4) step (1) shared_outs(%c3 = ...) {
            %4 = scf.for %kk = %c0 to %c2 step %c1 iter_args(%c4 = ...) {
              %5 = linalg.matmul {neurospector.nest = #nest} ...
            } {neurospector.level = #neurospector.axis<spatial_x "PE_ARRAY">}
          } {mapping = [#neurospector.axis<spatial_x "PE_ARRAY">]}
        } {mapping = [#neurospector.axis<spatial_y "PE_ARRAY">]}
      } {neurospector.level = #neurospector.buffer<"GLOBAL_BUFFER">}
    } {neurospector.level = #neurospector.buffer<"DRAM">}
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect",
    "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::linalg::LinalgDialect",
    "::mlir::neurospector::NeurospectorDialect",
    "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect"
  ];
  let options = [
    Option<"levels", "levels", "std::string", /*default=*/"",
      "Innermost memory, array or axis, as in PE_ARRAY(Y), that becomes loops "
      "(default: all)">,
    Option<"spatialReduction", "spatial-reduction",
      "::mlir::neurospector::SpatialReduction",
      /*default=*/"::mlir::neurospector::SpatialReduction::Loop",
      "What becomes of a reduction unrolled over an array (default: loop)",
      [{::llvm::cl::values(
        clEnumValN(::mlir::neurospector::SpatialReduction::Loop, "loop",
                   "a labelled scf.for"),
        clEnumValN(::mlir::neurospector::SpatialReduction::Partial, "partial",
                   "partial sums of an scf.forall, added up behind it"))}]>,
    Option<"fuse", "fuse", "bool", /*default=*/"false",
      "Move producing tensor.pad and linalg.fill ops into the loops (default: "
      "false)">,
    Option<"promote", "promote", "bool", /*default=*/"false",
      "Copy tiles to tensors in the space of the memory that holds them (default: "
      "false)">,
    Option<"pad", "pad", "bool", /*default=*/"false",
      "Pad what an array or one of its units takes to the size of a full tile "
      "(default: false)">
  ];
}

def StripPass : Pass<"neurospector-strip"> {
  let summary = "Remove schedules and their costs";
  let description = [{
    Removes `neurospector.schedule`, `neurospector.cost` and
    `neurospector.retained` from all nested ops, and what `neurospector-tile` says
    of loops and tiles: `neurospector.nest` and the `neurospector.assume` beside
    it, `neurospector.level`, the array axes in mappings, and memories as memory spaces of `bufferization.alloc_tensor`. The module's
    `neurospector.accelerator` stays.

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
