// An op in loops keeps what is left of the schedule that they were made from.

// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile=levels=GLOBAL_BUFFER -o %t.tiled
// RUN: ns-opt %t.tiled --neurospector-schedule=accelerator=simba --remarks-filter=neurospector -o %t.again 2> %t.err
// RUN: cmp %t.tiled %t.again
// RUN: FileCheck %s --input-file=%t.err

// CHECK: remark: [Missed] already-tiled | Category:neurospector | Function=f | Op=linalg.matmul, Reason="its loops were made from a schedule", Suggestion="schedule it before it is tiled"
func.func @f(%a: tensor<64x64xf32>, %b: tensor<64x64xf32>,
             %c: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
      outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}
