// A machine of other levels: a scratchpad of inputs and weights, an accumulator
// of outputs, arrays of one axis, weights that stay in the units.

// RUN: sed 's|MACHINE|%S/Inputs/scratchpad.yaml|' %s > %t.mlir
// RUN: ns-opt %t.mlir --neurospector-tile | FileCheck %s --check-prefix=LOOPS --implicit-check-not="scf.for %"
// RUN: ns-opt %t.mlir --neurospector-tile=promote=true | FileCheck %s --check-prefix=PROMOTE --implicit-check-not=alloc_tensor
// RUN: ns-opt %t.mlir --neurospector-tile=levels=ROWS | FileCheck %s --check-prefix=PART
// RUN: ns-opt %t.mlir --neurospector-tile=promote=true -o %t.one
// RUN: ns-opt %t.mlir --neurospector-tile="levels=ACCUMULATOR promote=true" --neurospector-tile=promote=true -o %t.two
// RUN: cmp %t.one %t.two
// RUN: ns-opt %t.mlir --neurospector-count=report=%t.model -o /dev/null
// RUN: ns-opt %t.mlir --neurospector-tile --neurospector-count=report=%t.loops -o /dev/null
// RUN: cmp %t.model %t.loops
// RUN: FileCheck %s --input-file=%t.loops --check-prefix=COUNT
// RUN: ns-opt %t.mlir --neurospector-tile=levels=SCRATCHPAD --neurospector-count=report=%t.outer -o /dev/null
// RUN: FileCheck %s --input-file=%t.outer --check-prefix=OUTER

// LOOPS:       scf.for %{{.*}} = %{{c0.*}} to %{{c8.*}} step %{{c2.*}} iter_args
// LOOPS:         scf.for %{{.*}} = %{{c0.*}} to %{{c8.*}} step %{{c4.*}} iter_args
// LOOPS:           scf.for %{{.*}} = %{{c0.*}} to %{{c16.*}} step %{{c4.*}} iter_args
// LOOPS:             scf.for %{{.*}} = %{{c0.*}} to %{{c4.*}} step %{{c2.*}} iter_args
// LOOPS:               scf.for %{{.*}} = %{{c0.*}} to %{{c2.*}} step %{{c1.*}} iter_args
// LOOPS:                 scf.for %{{.*}} = %{{c0.*}} to %{{c2.*}} step %{{c1.*}} iter_args
// LOOPS:                   scf.forall ({{.*}}) in (4) shared_outs
// LOOPS:                     linalg.matmul {neurospector.nest
// LOOPS:                   } {mapping = [#neurospector.axis<spatial "COLUMNS">]}
// LOOPS:                 } {neurospector.level = #neurospector.axis<spatial "ROWS">}
// LOOPS:               } {neurospector.level = #neurospector.buffer<"ACCUMULATOR">}
// LOOPS:             } {neurospector.level = #neurospector.buffer<"SCRATCHPAD">}
// LOOPS-COUNT-3: } {neurospector.level = #neurospector.buffer<"DRAM">}

// Each memory gets what it holds.
// PROMOTE-COUNT-3: scf.for
// PROMOTE:         alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"SCRATCHPAD">} : tensor<2x4xf32>
// PROMOTE-NEXT:    alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"SCRATCHPAD">} : tensor<4x4xf32>
// PROMOTE:         scf.for
// PROMOTE:         alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"ACCUMULATOR">} : tensor<2x4xf32>
// PROMOTE:         scf.forall
// PROMOTE:         alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"WEIGHT_REGISTER">} : tensor<1x1xf32>

// PART:      levels = [
// PART-NEXT:   <spatial "COLUMNS" tile = [1, 1, 1]>,
// PART-NEXT:   <temporal "WEIGHT_REGISTER"

// The scratchpad takes in 4 x 2 x 4 tiles of the input, 2 x 4 each; outputs go
// past it, 2 x 4 each, from and to the accumulator. The four columns share an
// input, the two rows a sum.
// COUNT:      f matmul DRAM input 32 0 256
// COUNT-NEXT: f matmul DRAM weight 32 0 512
// COUNT-NEXT: f matmul DRAM output 0 8 64
// COUNT-NEXT: f matmul SCRATCHPAD input 64 0 256
// COUNT-NEXT: f matmul SCRATCHPAD weight 64 0 512
// COUNT-NEXT: f matmul SCRATCHPAD (output) 0 8 64
// COUNT-NEXT: f matmul ACCUMULATOR (input) 128 0 256
// COUNT-NEXT: f matmul ACCUMULATOR (weight) 64 0 512
// COUNT-NEXT: f matmul ACCUMULATOR output 112 128 960
// COUNT-NEXT: f matmul WEIGHT_REGISTER (input) 128 0 128
// COUNT-NEXT: f matmul WEIGHT_REGISTER weight 128 0 128
// COUNT-NEXT: f matmul WEIGHT_REGISTER (output) 112 128 240
// COUNT-NOT:  {{.}}

// OUTER:      memory
// OUTER-NEXT: f matmul DRAM input 32 0 256
// OUTER-NEXT: f matmul DRAM weight 32 0 512
// OUTER-NEXT: f matmul DRAM output 0 8 64
// OUTER-NEXT: f matmul SCRATCHPAD (output) 0 8 64
// OUTER-NOT:  {{.}}
func.func @f(%a: tensor<8x16xf32>, %b: tensor<16x8xf32>,
             %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "MACHINE",
      roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [2, 4, 4] order = [0, 1, 2]>,
        <temporal "SCRATCHPAD" tile = [2, 4, 2] order = [0, 1, 2]>,
        <temporal "ACCUMULATOR" tile = [1, 4, 2] order = [0, 1, 2]>,
        <spatial "ROWS" tile = [1, 4, 1]>,
        <spatial "COLUMNS" tile = [1, 1, 1]>,
        <temporal "WEIGHT_REGISTER" tile = [1, 1, 1] order = [0, 1, 2]>],
      optimal = false>}
      ins(%a, %b : tensor<8x16xf32>, tensor<16x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
