// Bodies whose partial sums cannot be added up keep their reductions as loops:
// an accumulator that is cast, a fused multiply-add, a sum of complex numbers.

// RUN: ns-opt %s --neurospector-tile=spatial-reduction=partial | FileCheck %s --implicit-check-not=linalg.reduce --implicit-check-not=neurospector.schedule

#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>
#traits = {indexing_maps = [#a, #b, #c],
           iterator_types = ["parallel", "parallel", "reduction"]}
#schedule = #neurospector.schedule<
    accelerator = "eyeriss",
    roles = <input = 0, weight = 1, output = 2>,
    loops = [B, K, C], levels = [
      <temporal "DRAM" tile = [4, 8, 16] order = [0, 1, 2]>,
      <spatial_y "PE_ARRAY" tile = [4, 1, 2]>,
      <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>],
    optimal = false>

// CHECK-LABEL: func @cast_accumulator
// CHECK:         linalg.generic
// CHECK:         } {neurospector.level = #neurospector.axis<spatial_y "PE_ARRAY">}
func.func @cast_accumulator(%a: tensor<8x16xi32>, %b: tensor<16x8xi32>,
                            %c: tensor<8x8xi32>) -> tensor<8x8xi32> {
  %0 = linalg.generic #traits
      ins(%a, %b : tensor<8x16xi32>, tensor<16x8xi32>)
      outs(%c : tensor<8x8xi32>)
      attrs = {neurospector.schedule = #schedule} {
  ^bb0(%x: i32, %y: i32, %z: i32):
    %m = arith.muli %x, %y : i32
    %narrow = arith.trunci %z : i32 to i8
    %wide = arith.extsi %narrow : i8 to i32
    %s = arith.addi %m, %wide : i32
    linalg.yield %s : i32
  } -> tensor<8x8xi32>
  return %0 : tensor<8x8xi32>
}

// CHECK-LABEL: func @fma
// CHECK:         linalg.generic
// CHECK:         } {neurospector.level = #neurospector.axis<spatial_y "PE_ARRAY">}
func.func @fma(%a: tensor<8x16xf32>, %b: tensor<16x8xf32>,
               %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.generic #traits
      ins(%a, %b : tensor<8x16xf32>, tensor<16x8xf32>)
      outs(%c : tensor<8x8xf32>)
      attrs = {neurospector.schedule = #schedule} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %s = math.fma %x, %y, %z : f32
    linalg.yield %s : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// CHECK-LABEL: func @complex
// CHECK:         linalg.generic
// CHECK:         } {neurospector.level = #neurospector.axis<spatial_y "PE_ARRAY">}
func.func @complex(%a: tensor<8x16xcomplex<f32>>, %b: tensor<16x8xcomplex<f32>>,
                   %c: tensor<8x8xcomplex<f32>>) -> tensor<8x8xcomplex<f32>> {
  %0 = linalg.generic #traits
      ins(%a, %b : tensor<8x16xcomplex<f32>>, tensor<16x8xcomplex<f32>>)
      outs(%c : tensor<8x8xcomplex<f32>>)
      attrs = {neurospector.schedule = #schedule} {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %z: complex<f32>):
    %m = complex.mul %x, %y : complex<f32>
    %s = complex.add %m, %z : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<8x8xcomplex<f32>>
  return %0 : tensor<8x8xcomplex<f32>>
}
