// On several chips, too, the loops move what the cost model says: once with a
// weight that goes past the global buffers, once without.

// RUN: ns-opt %s --neurospector-schedule="accelerator=simba dataflow=flexible" -o %t.mlir
// RUN: ns-opt %t.mlir --neurospector-count=report=%t.model -o /dev/null
// RUN: ns-opt %t.mlir --neurospector-tile --neurospector-count=report=%t.loops -o /dev/null
// RUN: cmp %t.model %t.loops
// RUN: FileCheck %s --input-file=%t.loops
// RUN: ns-opt %s --neurospector-schedule=accelerator=tpuv3 -o %t.mlir
// RUN: ns-opt %t.mlir --neurospector-count=report=%t.model -o /dev/null
// RUN: ns-opt %t.mlir --neurospector-tile --neurospector-count=report=%t.loops -o /dev/null
// RUN: cmp %t.model %t.loops

// CHECK: f matmul DRAM weight {{[0-9]+}} 0 {{[1-9][0-9]+}}
// CHECK: f matmul GLOBAL_BUFFER (weight)
// CHECK: f matmul LOCAL_BUFFER output
func.func @f(%a: tensor<96x384xf32>, %b: tensor<384x256xf32>,
             %c: tensor<96x256xf32>) -> tensor<96x256xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<96x384xf32>, tensor<384x256xf32>)
                     outs(%c : tensor<96x256xf32>) -> tensor<96x256xf32>
  return %0 : tensor<96x256xf32>
}
