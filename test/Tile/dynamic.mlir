// An op that was scheduled for an assumed size is tiled for any: what is larger
// takes more steps of the outermost memory, and the last tile is what is left.

// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile --canonicalize --cse | FileCheck %s
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=MODEL
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=NEST
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-emit-transform | FileCheck %s --check-prefix=SCRIPT

// The nine products of a decoder block.
// RUN: ns-opt %models/llama_block_dynamic.mlir --neurospector-schedule="accelerator=simba assume-dynamic=128 max-evaluations=1" --neurospector-tile -o %t 2>&1 | count 0
// RUN: grep -c 'neurospector.nest =' %t | FileCheck %s --check-prefix=LLAMA
// LLAMA: {{^}}9{{$}}

// All 16 rows would be one step.
// CHECK:       #[[LEFT:.*]] = affine_map<(d0)[s0] -> (-d0 + s0, 16)>
// CHECK-LABEL: @f
// CHECK:       %[[ROWS:.*]] = tensor.dim %{{.*}}, %c0
// CHECK:       scf.for %[[I:.*]] = %c0 to %[[ROWS]] step %c16
// CHECK:         affine.min #[[LEFT]](%[[I]])[%[[ROWS]]]
// CHECK:         linalg.matmul {neurospector.nest = {{.*}}} ins({{.*}} : tensor<1x1xf32>, tensor<1x1xf32>)

// MODEL:       f matmul DRAM input 1 0 128
// NEST:        warning: not counted: a loop around it has no constant bounds
// SCRIPT:      tile_using_for %{{.*}} tile_sizes [16, 0, 0]
func.func @f(%a: tensor<?x8xf32>, %b: tensor<8x8xf32>, %c: tensor<?x8xf32>) -> tensor<?x8xf32> {
  %0 = linalg.matmul {neurospector.assume = 16 : i64}
      ins(%a, %b : tensor<?x8xf32>, tensor<8x8xf32>) outs(%c : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}
