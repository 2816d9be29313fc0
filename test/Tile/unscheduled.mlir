// Passes that apply schedules say so where there is none. The script that does
// nothing is valid, and a schedule from a file says which file it looked for.

// RUN: ns-opt %s --neurospector-tile -o %t 2>&1 | FileCheck %s --check-prefix=TILE
// RUN: ns-opt %s --neurospector-emit-transform -o %t.script 2>&1 | FileCheck %s --check-prefix=SCRIPT
// RUN: FileCheck %s --input-file=%t.script
// RUN: mlir-opt %t.script --transform-interpreter -o %t
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile --neurospector-tile -o %t 2>&1 | count 0
// RUN: rm -rf %t.d && mkdir %t.d && cp %configs/accelerators/eyeriss.cfg %t.d/mine.cfg
// RUN: cd %t.d && ns-opt %s --neurospector-schedule=accelerator=mine.cfg -o scheduled.mlir
// RUN: mkdir %t.d/other && cd %t.d/other && not ns-opt ../scheduled.mlir --neurospector-tile=promote=true 2>&1 | FileCheck %s --check-prefix=PATH

// TILE:   unscheduled.mlir:0:0: warning: nothing was tiled: no op has a schedule; run 'neurospector-schedule' first
// SCRIPT: unscheduled.mlir:0:0: warning: the script does nothing: no op has a schedule; run 'neurospector-schedule' first
// PATH:   error: no built-in accelerator 'mine.cfg' and cannot read it as a file (No such file or directory); built-in: {{.*}}; tried '{{.*}}.d/other/mine.cfg'

// CHECK:      module attributes {transform.with_named_sequence} {
// CHECK-NEXT:   transform.named_sequence @__transform_main(
// CHECK-NEXT:     transform.yield

func.func @f(%a: tensor<4x8xf32>, %b: tensor<8x6xf32>, %c: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x6xf32>) outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}
