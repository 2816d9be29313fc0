// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss" --neurospector-strip | FileCheck %s
// RUN: ns-opt %s -o %t.before
// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss" --neurospector-strip -o %t.after
// RUN: cmp %t.before %t.after

// CHECK-NOT:   #neurospector
// CHECK-LABEL: module attributes {neurospector.accelerator = "tpu"}
// CHECK:         linalg.matmul {keep = 1 : i64} ins
module attributes {neurospector.accelerator = "tpu"} {
func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
             %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul {keep = 1}
      ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
      outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// A mapping of nobody is not ours.
// CHECK-LABEL: func @empty_mapping
// CHECK:         } {mapping = []}
func.func @empty_mapping() {
  scf.forall (%i) in (4) {
  } {mapping = []}
  return
}
}
