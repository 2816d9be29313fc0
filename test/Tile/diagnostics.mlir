// What is not tiled stays as it is and says why. A schedule of another rank gets
// past the verifier only if it is off.

// RUN: rm -rf %t && mkdir %t
// RUN: ns-opt %s --mlir-very-unsafe-disable-verifier-on-parsing --verify-each=false --neurospector-tile --remarks-filter=neurospector -o %t/out 2> %t/err
// RUN: FileCheck %s --input-file=%t/err
// RUN: FileCheck %s --input-file=%t/out --check-prefix=OUT --implicit-check-not="scf.for %"
// RUN: not ns-opt %s --mlir-very-unsafe-disable-verifier-on-parsing --verify-each=false --pass-pipeline='builtin.module(func.func(neurospector-tile))' 2>&1 | FileCheck %s --check-prefix=NESTED
// RUN: ns-opt %s --mlir-very-unsafe-disable-verifier-on-parsing --verify-each=false --neurospector-tile=levels=GLOBAL_BUFFER -o %t/out 2>&1 | FileCheck %s --check-prefix=LEVEL
// RUN: not ns-opt %s --mlir-very-unsafe-disable-verifier-on-parsing --verify-each=false --neurospector-tile=spatial-reduction=partal 2>&1 | FileCheck %s --check-prefix=VALUE

// NESTED:     error: 'neurospector-tile' must run on the top-level op: the pipeline is 'builtin.module(neurospector-tile)', without 'func.func(...)' around it
// NESTED-NOT: error:
// VALUE:  for the --spatial-reduction option: unknown value 'partal'; expected loop or partial; did you mean 'partial'?
// LEVEL:  warning: not tiled: its schedule has no level 'GLOBAL_BUFFER', expected one of DRAM{{$}}

// OUT-COUNT-3: linalg.matmul
// OUT:         linalg.generic
// OUT:         linalg.matmul

// An explicit module: an implicit one is always verified.
module {

// CHECK: diagnostics.mlir:[[#@LINE+3]]:8: remark: [Missed] no-schedule | Category:neurospector | Function=unscheduled | Op=linalg.matmul, Reason="it has no schedule", Suggestion="run 'neurospector-schedule' first"
func.func @unscheduled(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>,
                       %c: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>)
                     outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// A size that is not known needs a memory outside all units.
// CHECK: warning: not tiled: loop 0 has a dynamic size, and its schedule has no memory outside array 'PE_ARRAY(X)'
func.func @dynamic(%a: tensor<?x4xf32>, %b: tensor<4x4xf32>,
                   %c: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, K, C], levels = [
          <spatial_x "PE_ARRAY" tile = [1, 1, 1]>],
        optimal = false>}
      ins(%a, %b : tensor<?x4xf32>, tensor<4x4xf32>)
      outs(%c : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// CHECK: warning: not tiled: it has 3 loops, but the tiles of its schedule have 2
func.func @stale_rank(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>,
                      %c: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, C], levels = [
          <temporal "DRAM" tile = [1, 1] order = [0, 1]>],
        optimal = false>}
      ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// CHECK: warning: not tiled: its operands have changed since it was scheduled
func.func @no_layer(%a: tensor<4xf32>, %c: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%a : tensor<4xf32>) outs(%c : tensor<4xf32>)
      attrs = {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [C], levels = [
          <temporal "DRAM" tile = [1] order = [0]>],
        optimal = false>} {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// CHECK: warning: not tiled: the layout of operand 0 is not strided
func.func @layout(%a: memref<4x4xf32, affine_map<(i, j) -> (i floordiv 2, j, i mod 2)>>,
                  %b: memref<4x4xf32>, %c: memref<4x4xf32>) {
  linalg.matmul {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>],
        optimal = false>}
      ins(%a, %b : memref<4x4xf32, affine_map<(i, j) -> (i floordiv 2, j, i mod 2)>>, memref<4x4xf32>)
      outs(%c : memref<4x4xf32>)
  return
}

}
