// An op in the body of another is tiled before it.

// RUN: ns-opt %s --neurospector-tile | FileCheck %s --implicit-check-not=neurospector.schedule

// CHECK-LABEL: func @f
// CHECK:         scf.for
// CHECK:           linalg.generic {{.*}} attrs = {neurospector.nest
// CHECK:             scf.for
// CHECK:               linalg.dot {neurospector.nest
#a = affine_map<(i, k) -> (i, k)>
#b = affine_map<(i, k) -> (k)>
#c = affine_map<(i, k) -> (i)>
func.func @f(%a: tensor<8x16xf32>, %b: tensor<16xf32>, %c: tensor<8xf32>,
             %v: memref<16xf32>, %sum: memref<f32>) -> tensor<8xf32> {
  %0 = linalg.generic {indexing_maps = [#a, #b, #c],
                       iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x16xf32>, tensor<16xf32>) outs(%c : tensor<8xf32>)
      attrs = {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, C], levels = [
          <temporal "DRAM" tile = [1, 1] order = [0, 1]>], optimal = false>} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    linalg.dot {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [C], levels = [
          <temporal "DRAM" tile = [1] order = [0]>], optimal = false>}
        ins(%v, %v : memref<16xf32>, memref<16xf32>) outs(%sum : memref<f32>)
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
