// A report that cannot be written is an error of the pass, not the end of the
// process.

// RUN: not ns-opt %s -o /dev/null --neurospector-schedule="accelerator=eyeriss report=/dev/full" 2>&1 | FileCheck %s
// RUN: not ns-opt %s -o /dev/null --neurospector-schedule=accelerator=eyeriss --neurospector-count=report=/dev/full 2>&1 | FileCheck %s

// CHECK:     full-disk.mlir:{{.*}}: error: cannot write '/dev/full': No space left on device
// CHECK-NOT: {{error|ERROR}}

func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
             %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
