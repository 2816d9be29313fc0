// The second step keeps the operands in their roles, though nothing in the
// function says any more that the first one is the weight, which bypasses
// GLOBAL_BUFFER.

// RUN: ns-opt %s --neurospector-tile=promote=true -o %t.one
// RUN: ns-opt %s --neurospector-tile="levels=DRAM promote=true" --neurospector-tile=promote=true -o %t.two
// RUN: cmp %t.one %t.two
// RUN: ns-opt %s --neurospector-tile="levels=GLOBAL_BUFFER promote=true" --neurospector-tile=promote=true -o %t.two
// RUN: cmp %t.one %t.two
// RUN: ns-opt %s --neurospector-tile="levels=LOCAL_BUFFER promote=true" --neurospector-tile=promote=true -o %t.two
// RUN: cmp %t.one %t.two
// RUN: FileCheck %s --input-file=%t.one

// CHECK:     memory_space = #neurospector.buffer<"GLOBAL_BUFFER">} : tensor<8x4xf32>
// CHECK-NOT: "GLOBAL_BUFFER">} : tensor<16x8xf32>
// CHECK:     #neurospector.nest<accelerator = "eyeriss", roles = <input = 1, weight = 0, output = 2>>
func.func @f(%a: tensor<16x8xf32>, %b: tensor<8x8xf32>,
             %c: tensor<16x8xf32>) -> tensor<16x8xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "eyeriss",
      roles = <input = 1, weight = 0, output = 2>,
      loops = [K, B, C], levels = [
        <temporal "DRAM" tile = [16, 4, 8] order = [0, 1, 2]>,
        <temporal "GLOBAL_BUFFER" tile = [8, 4, 2] order = [2, 0, 1]>,
        <spatial_y "PE_ARRAY" tile = [1, 4, 2]>,
        <temporal "LOCAL_BUFFER" tile = [1, 2, 1] order = [0, 1, 2]>,
        <spatial_x "MAC_ARRAY" tile = [1, 1, 1]>],
      optimal = false>}
      ins(%a, %b : tensor<16x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<16x8xf32>) -> tensor<16x8xf32>
  return %0 : tensor<16x8xf32>
}
