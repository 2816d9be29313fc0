// One accelerator serves all modules: those that name another hear so.

// RUN: ns-opt %s -o %t 2>&1 --neurospector-schedule | FileCheck %s
// RUN: FileCheck %s --check-prefix=OUT --input-file=%t
// RUN: ns-opt %s -o %t 2>&1 --neurospector-schedule=accelerator=eyeriss | count 0
// RUN: sed 's/eyeriss/simba/' %s | ns-opt -o %t --neurospector-schedule 2>&1 | count 0
// RUN: sed 's/module attributes.*{$/module {/' %s | not ns-opt -o %t --neurospector-schedule 2>&1 | FileCheck %s --check-prefix=NONE

// CHECK: nested-accelerator.mlir:[[#@LINE+8]]:3: warning: accelerator 'simba' of a nested module is ignored; its ops are scheduled for 'eyeriss'
// NONE:  error: no accelerator given
// NONE:  note: set the pass option 'accelerator'
// NONE:  note: accelerator 'simba' of a nested module is ignored

// OUT: accelerator = "eyeriss"

module attributes {neurospector.accelerator = "eyeriss"} {
  module @inner attributes {neurospector.accelerator = "simba"} {
    func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
                 %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
      %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                         outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
      return %0 : tensor<4x8xf32>
    }
  }
}
