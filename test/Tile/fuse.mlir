// What moves into the loops, and what stays.

// RUN: ns-opt %s --neurospector-tile=fuse=true | FileCheck %s --implicit-check-not=neurospector.schedule

#schedule = #neurospector.schedule<
    accelerator = "eyeriss",
    roles = <input = 0, weight = 1, output = 2>,
    loops = [B, K, C], levels = [
      <temporal "DRAM" tile = [4, 8, 8] order = [0, 1, 2]>,
      <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>],
    optimal = false>

// Another user of the padding is tiled too, even if nothing uses it.
// CHECK-LABEL: func @unused_user
// CHECK:         scf.for
// CHECK:           tensor.pad
// CHECK:           linalg.matmul {neurospector.nest
// CHECK:         scf.for
// CHECK:           tensor.pad
// CHECK:           linalg.matmul {neurospector.nest
func.func @unused_user(%a: tensor<8x6xf32>, %b: tensor<8x8xf32>,
                       %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %a low[0, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<8x6xf32> to tensor<8x8xf32>
  %0 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%padded, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  %1 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%padded, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// Nothing produces a buffer.
// CHECK-LABEL: func @buffers
// CHECK:         scf.for
// CHECK:           linalg.matmul {neurospector.nest
func.func @buffers(%a: memref<8x8xf32>, %b: memref<8x8xf32>,
                   %c: memref<8x8xf32>) {
  linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %b : memref<8x8xf32>, memref<8x8xf32>) outs(%c : memref<8x8xf32>)
  return
}
