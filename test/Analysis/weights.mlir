// Which operand of a contraction is the weight: K counts its own loop, B the
// input's. All ops here multiply 16x32 by 32x64.

// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv report=%t" -o %t.mlir
// RUN: FileCheck %s --input-file=%t

// CHECK: K,B,P,Q,C,R,S,G

!lhs = tensor<16x32xf32>
!rhs = tensor<32x64xf32>
!out = tensor<16x64xf32>

// The second, if nothing else is known.
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @second(%a: !lhs, %b: !rhs, %c: !out) -> !out {
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func @marked(%a: !lhs {neurospector.weight}, %b: !rhs, %c: !out) -> !out {
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func @constant(%b: !rhs, %c: !out) -> !out {
  %a = arith.constant dense<1.0> : !lhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @both_constant(%c: !out) -> !out {
  %a = arith.constant dense<1.0> : !lhs
  %b = arith.constant dense<1.0> : !rhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// Transposed and dequantized on the way.
// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
func.func @through_ops(%b: !rhs, %c: !out) -> !out {
  %q = arith.constant dense<1> : tensor<32x16xi8>
  %scale = arith.constant dense<0.5> : tensor<16xf32>
  %e = tensor.empty() : tensor<16x32xi8>
  %t = linalg.transpose ins(%q : tensor<32x16xi8>)
      outs(%e : tensor<16x32xi8>) permutation = [1, 0]
  %f = tensor.empty() : !lhs
  %a = linalg.generic {indexing_maps = [#id, #row, #id],
                       iterator_types = ["parallel", "parallel"]}
      ins(%t, %scale : tensor<16x32xi8>, tensor<16xf32>) outs(%f : !lhs) {
  ^bb0(%x: i8, %s: f32, %y: f32):
    %1 = arith.sitofp %x : i8 to f32
    %2 = arith.mulf %1, %s : f32
    linalg.yield %2 : f32
  } -> !lhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
memref.global "private" constant @weights : memref<16x32xf32> = dense<1.0>
func.func @global(%b: memref<32x64xf32>, %c: memref<16x64xf32>) {
  %a = memref.get_global @weights : memref<16x32xf32>
  linalg.matmul ins(%a, %b : memref<16x32xf32>, memref<32x64xf32>)
                outs(%c : memref<16x64xf32>)
  return
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
memref.global "private" @state : memref<16x32xf32> = dense<1.0>
func.func @mutable_global(%b: memref<32x64xf32>, %c: memref<16x64xf32>) {
  %a = memref.get_global @state : memref<16x32xf32>
  linalg.matmul ins(%a, %b : memref<16x32xf32>, memref<32x64xf32>)
                outs(%c : memref<16x64xf32>)
  return
}

// A weight computed into a destination: what was there does not matter, or is
// one scalar.
// CHECK-NEXT: matmul 32,16,1,1,8,1,1,1{{ }}
// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func @product(%b: !rhs, %c: !out) -> !out {
  %zero = arith.constant 0.0 : f32
  %left = arith.constant dense<1.0> : tensor<16x8xf32>
  %right = arith.constant dense<2.0> : tensor<8x32xf32>
  %e = tensor.empty() : !lhs
  %f = linalg.fill ins(%zero : f32) outs(%e : !lhs) -> !lhs
  %a = linalg.matmul
      ins(%left, %right : tensor<16x8xf32>, tensor<8x32xf32>) outs(%f : !lhs)
      -> !lhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// What an op reads counts wherever it reads it: an accumulator, the tensor that
// a slice is inserted into, tensors that bodies capture.
// CHECK-NEXT: matmul 32,16,1,1,8,1,1,1{{ }}
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @accumulator(%x: !lhs, %b: !rhs, %c: !out) -> !out {
  %left = arith.constant dense<1.0> : tensor<16x8xf32>
  %right = arith.constant dense<2.0> : tensor<8x32xf32>
  %a = linalg.matmul
      ins(%left, %right : tensor<16x8xf32>, tensor<8x32xf32>) outs(%x : !lhs)
      -> !lhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @inserted(%x: !lhs, %b: !rhs, %c: !out) -> !out {
  %row = arith.constant dense<2.0> : tensor<1x32xf32>
  %a = tensor.insert_slice %row into %x[0, 0] [1, 32] [1, 1]
      : tensor<1x32xf32> into !lhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @gathered(%x: tensor<100x32xf32>, %b: !rhs, %c: !out) -> !out {
  %rows = arith.constant dense<3> : tensor<16x32xindex>
  %e = tensor.empty() : !lhs
  %a = linalg.generic {indexing_maps = [#id, #id],
                       iterator_types = ["parallel", "parallel"]}
      ins(%rows : tensor<16x32xindex>) outs(%e : !lhs) {
  ^bb0(%row: index, %y: f32):
    %column = linalg.index 1 : index
    %1 = tensor.extract %x[%row, %column] : tensor<100x32xf32>
    linalg.yield %1 : f32
  } -> !lhs
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @added_in_loop(%x: !lhs, %b: !rhs, %c: !out) -> !out {
  %first = arith.constant dense<0.0> : !lhs
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %a = scf.for %i = %c0 to %c8 step %c1 iter_args(%sum = %first) -> !lhs {
    %1 = arith.addf %sum, %x : !lhs
    scf.yield %1 : !lhs
  }
  %0 = linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out) -> !out
  return %0 : !out
}
