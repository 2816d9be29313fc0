// Forms that only linalg.generic has. The table lists K,B,P,Q,C,R,S,G.

// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv report=%t" -o %t.mlir
// RUN: FileCheck %s --input-file=%t

// CHECK: K,B,P,Q,C,R,S,G

// The filter comes first: roles follow from what slides.
// CHECK-NEXT: generic 8,1,12,16,3,3,5,1{{ }}
#filter = affine_map<(f, y, x, c, r, s) -> (f, c, r, s)>
#image = affine_map<(f, y, x, c, r, s) -> (c, y * 2 + r, x + s * 3)>
#result = affine_map<(f, y, x, c, r, s) -> (f, y, x)>
func.func @swapped_convolution(%w: tensor<8x3x3x5xf32>, %i: tensor<3x25x28xf32>,
                               %o: tensor<8x12x16xf32>) -> tensor<8x12x16xf32> {
  %0 = linalg.generic {
      indexing_maps = [#filter, #image, #result],
      iterator_types = ["parallel", "parallel", "parallel", "reduction",
                        "reduction", "reduction"]}
      ins(%w, %i : tensor<8x3x3x5xf32>, tensor<3x25x28xf32>)
      outs(%o : tensor<8x12x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %1 = arith.mulf %b, %a : f32
    %2 = arith.addf %1, %c : f32
    linalg.yield %2 : f32
  } -> tensor<8x12x16xf32>
  return %0 : tensor<8x12x16xf32>
}

// A strided 1x1 convolution after its window loops were folded.
// CHECK-NEXT: generic 8,1,6,7,3,1,1,1{{ }}
#gap = affine_map<(f, y, x, c) -> (c, y * 2, x * 2)>
#pointwise = affine_map<(f, y, x, c) -> (f, c)>
#plane = affine_map<(f, y, x, c) -> (f, y, x)>
func.func @folded_window(%i: tensor<3x12x14xf32>, %w: tensor<8x3xf32>,
                         %o: tensor<8x6x7xf32>) -> tensor<8x6x7xf32> {
  %0 = linalg.generic {
      indexing_maps = [#gap, #pointwise, #plane],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%i, %w : tensor<3x12x14xf32>, tensor<8x3xf32>)
      outs(%o : tensor<8x6x7xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %1 = arith.mulf %a, %b : f32
    %2 = arith.addf %c, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8x6x7xf32>
  return %0 : tensor<8x6x7xf32>
}

// Casts and per-tensor zero points in the body; loops of one iteration that
// index one operand only.
// CHECK-NEXT: generic 8,4,1,1,16,1,1,1{{ }}
#lhs = affine_map<(m, n, k, u, v) -> (u, m, k)>
#rhs = affine_map<(m, n, k, u, v) -> (n, k)>
#scalar = affine_map<(m, n, k, u, v) -> ()>
#sum = affine_map<(m, n, k, u, v) -> (m, v, n)>
func.func @quantized(%i: tensor<1x4x16xi8>, %w: tensor<8x16xi8>, %z: i32,
                     %o: tensor<4x1x8xi32>) -> tensor<4x1x8xi32> {
  %0 = linalg.generic {
      indexing_maps = [#lhs, #rhs, #scalar, #sum],
      iterator_types = ["parallel", "parallel", "reduction", "reduction",
                        "parallel"]}
      ins(%i, %w, %z : tensor<1x4x16xi8>, tensor<8x16xi8>, i32)
      outs(%o : tensor<4x1x8xi32>) {
  ^bb0(%a: i8, %b: i8, %zero: i32, %c: i32):
    %1 = arith.extsi %a : i8 to i32
    %2 = arith.subi %1, %zero : i32
    %3 = arith.extsi %b : i8 to i32
    %4 = arith.muli %2, %3 : i32
    %5 = arith.addi %c, %4 : i32
    linalg.yield %5 : i32
  } -> tensor<4x1x8xi32>
  return %0 : tensor<4x1x8xi32>
}

// On buffers, inside other ops.
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @nested(%a: memref<16x32xf32>, %b: memref<32x64xf32>,
                  %c: memref<16x64xf32>, %n: index) {
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  scf.for %i = %zero to %n step %one {
    linalg.matmul ins(%a, %b : memref<16x32xf32>, memref<32x64xf32>)
                  outs(%c : memref<16x64xf32>)
  }
  return
}

// The bound of a loop comes from any operand that knows it.
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @partly_dynamic(%a: tensor<?x?xf32>, %b: tensor<32x64xf32>,
                          %c: tensor<16x?xf32>) -> tensor<16x?xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<?x?xf32>, tensor<32x64xf32>)
                     outs(%c : tensor<16x?xf32>) -> tensor<16x?xf32>
  return %0 : tensor<16x?xf32>
}
