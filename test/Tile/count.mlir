// What crosses the boundaries, and why it sometimes cannot be said.

// RUN: ns-opt %s --neurospector-tile --neurospector-count -o /dev/null 2>&1 | FileCheck %s
// RUN: ns-opt %s --neurospector-tile=promote=true --neurospector-count=report=%t -o /dev/null
// RUN: FileCheck %s --input-file=%t
// RUN: ns-opt %s --neurospector-count -o /dev/null 2>&1 | FileCheck %s
// RUN: ns-opt %s --neurospector-tile=levels=DRAM --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=PART
// RUN: ns-opt %s --neurospector-tile=spatial-reduction=partial --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=PARTIAL
// RUN: not ns-opt %s --neurospector-count=report=%t/none -o /dev/null 2>&1 | FileCheck %s --check-prefix=REPORT
// RUN: not ns-opt %s --pass-pipeline='builtin.module(func.func(neurospector-count))' -o /dev/null 2>&1 | FileCheck %s --check-prefix=NESTED

// Input 4x16 twice; the weight, 2x8 per step, comes past the global buffer.
// CHECK:      function op memory operand tiles read written elements
// CHECK-NEXT: f matmul DRAM input 2 0 128
// CHECK-NEXT: f matmul DRAM weight 1 0 256
// CHECK-NEXT: f matmul DRAM output 0 2 64
// CHECK-NEXT: f matmul GLOBAL_BUFFER input 16 0 128
// CHECK-NEXT: f matmul GLOBAL_BUFFER (weight) 16 0 256
// CHECK-NEXT: f matmul GLOBAL_BUFFER output 0 2 64
// CHECK-NEXT: f matmul LOCAL_BUFFER input 16 0 16
// CHECK-NEXT: f matmul LOCAL_BUFFER weight 16 0 16
// CHECK-NEXT: f matmul LOCAL_BUFFER output 14 16 30
// CHECK-NOT:  {{.}}

// The loops of DRAM alone decide what GLOBAL_BUFFER takes in.
// PART:      function op memory operand tiles read written elements
// PART-NEXT: f matmul DRAM input 2 0 128
// PART-NEXT: f matmul DRAM output 0 2 64
// PART-NOT:  {{.}}
// PARTIAL: warning: not counted: the slices of operand 2 do not follow the loops
// NESTED:  error: 'neurospector-count' must run on the top-level op: the pipeline is 'builtin.module(neurospector-count)', without 'func.func(...)' around it
// REPORT:  error: cannot open output file '{{.*}}/none': Not a directory
func.func @f(%a: tensor<8x16xf32>, %b: tensor<16x8xf32>,
             %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "eyeriss",
      roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [4, 8, 16] order = [0, 1, 2]>,
        <temporal "GLOBAL_BUFFER" tile = [4, 8, 2] order = [2, 0, 1]>,
        <spatial_y "PE_ARRAY" tile = [4, 1, 2]>,
        <spatial_x "PE_ARRAY" tile = [1, 1, 1]>,
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>],
      optimal = false>}
      ins(%a, %b : tensor<8x16xf32>, tensor<16x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
