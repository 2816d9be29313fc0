// Weights on their way through buffers, calls and packs. All ops multiply 16x32
// by 32x64; the first operand is the weight where B is 64.

// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv report=%t" -o %t.mlir
// RUN: FileCheck %s --input-file=%t

// CHECK: K,B,P,Q,C,R,S,G

!lhs = memref<16x32xf32>
!rhs = memref<32x64xf32>
!out = memref<16x64xf32>
#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

memref.global "private" constant @weights : memref<16x32xf32> = dense<1.0>
memref.global "private" constant @transposed : memref<32x16xf32> = dense<1.0>
memref.global "private" constant @quantized : memref<16x32xi8> = dense<1>
memref.global "private" constant @scales : memref<16xf32> = dense<0.5>

// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func @transpose(%b: !rhs, %c: !out) {
  %w = memref.get_global @transposed : memref<32x16xf32>
  %a = memref.alloc() : !lhs
  linalg.transpose ins(%w : memref<32x16xf32>) outs(%a : !lhs) permutation = [1, 0]
  linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out)
  memref.dealloc %a : !lhs
  return
}

// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func @copy(%b: !rhs, %c: !out) {
  %w = memref.get_global @weights : !lhs
  %a = memref.alloca() : !lhs
  memref.copy %w, %a : !lhs to !lhs
  linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out)
  return
}

// Into halves of a larger buffer.
// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func @dequantize(%b: !rhs, %c: !out) {
  %q = memref.get_global @quantized : memref<16x32xi8>
  %s = memref.get_global @scales : memref<16xf32>
  %both = memref.alloc() : memref<2x16x32xf32>
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%both : memref<2x16x32xf32>)
  %half = memref.subview %both[1, 0, 0] [1, 16, 32] [1, 1, 1]
      : memref<2x16x32xf32> to memref<16x32xf32, strided<[32, 1], offset: 512>>
  linalg.generic {indexing_maps = [#id, #row, #id],
                  iterator_types = ["parallel", "parallel"]}
      ins(%q, %s : memref<16x32xi8>, memref<16xf32>)
      outs(%half : memref<16x32xf32, strided<[32, 1], offset: 512>>) {
  ^bb0(%x: i8, %scale: f32, %y: f32):
    %1 = arith.sitofp %x : i8 to f32
    %2 = arith.mulf %1, %scale : f32
    linalg.yield %2 : f32
  }
  linalg.matmul ins(%half, %b : memref<16x32xf32, strided<[32, 1], offset: 512>>, !rhs)
                outs(%c : !out)
  return
}

// Someone else writes into it, too.
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @mixed(%x: !lhs, %b: !rhs, %c: !out) {
  %w = memref.get_global @weights : !lhs
  %a = memref.alloc() : !lhs
  memref.copy %w, %a : !lhs to !lhs
  linalg.add ins(%a, %x : !lhs, !lhs) outs(%a : !lhs)
  linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out)
  return
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func private @unknown(!lhs)
func.func @written_elsewhere(%b: !rhs, %c: !out) {
  %w = memref.get_global @weights : !lhs
  %a = memref.alloc() : !lhs
  memref.copy %w, %a : !lhs to !lhs
  call @unknown(%a) : (!lhs) -> ()
  linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out)
  return
}

// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @stored(%v: f32, %b: !rhs, %c: !out) {
  %zero = arith.constant 0 : index
  %a = memref.alloc() : !lhs
  memref.store %v, %a[%zero, %zero] : !lhs
  linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out)
  return
}

// A buffer that holds one scalar is no weight.
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func @filled(%b: !rhs, %c: !out) {
  %zero = arith.constant 0.0 : f32
  %a = memref.alloc() : !lhs
  linalg.fill ins(%zero : f32) outs(%a : !lhs)
  linalg.matmul ins(%a, %b : !lhs, !rhs) outs(%c : !out)
  return
}

// Arguments of a private function are what its callers pass.
// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func private @layer(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func private @other_layer(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
func.func private @never_called(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}
func.func @main(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %w = arith.constant dense<1.0> : tensor<16x32xf32>
  %v = arith.constant dense<2.0> : tensor<16x32xf32>
  %0 = call @layer(%w, %b, %c) : (tensor<16x32xf32>, tensor<32x64xf32>, tensor<16x64xf32>) -> tensor<16x64xf32>
  %1 = call @layer(%v, %b, %0) : (tensor<16x32xf32>, tensor<32x64xf32>, tensor<16x64xf32>) -> tensor<16x64xf32>
  %2 = call @other_layer(%w, %b, %1) : (tensor<16x32xf32>, tensor<32x64xf32>, tensor<16x64xf32>) -> tensor<16x64xf32>
  %3 = call @other_layer(%a, %b, %2) : (tensor<16x32xf32>, tensor<32x64xf32>, tensor<16x64xf32>) -> tensor<16x64xf32>
  return %3 : tensor<16x64xf32>
}

// The result of a call is what the function returns.
// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
func.func private @widen(%q: tensor<16x32xi8>) -> tensor<16x32xf32> {
  %a = arith.sitofp %q : tensor<16x32xi8> to tensor<16x32xf32>
  return %a : tensor<16x32xf32>
}
func.func @call(%b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %q = arith.constant dense<1> : tensor<16x32xi8>
  %a = call @widen(%q) : (tensor<16x32xi8>) -> tensor<16x32xf32>
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}

// CHECK-NEXT: mmt4d 16,64,1,1,32,1,1,1{{ }}
func.func @packed(%b: tensor<8x8x8x4xf32>, %c: tensor<2x8x8x8xf32>) -> tensor<2x8x8x8xf32> {
  %w = arith.constant dense<1.0> : tensor<16x32xf32>
  %e = tensor.empty() : tensor<2x8x8x4xf32>
  %a = linalg.pack %w inner_dims_pos = [0, 1] inner_tiles = [8, 4] into %e
      : tensor<16x32xf32> -> tensor<2x8x8x4xf32>
  %0 = linalg.mmt4d ins(%a, %b : tensor<2x8x8x4xf32>, tensor<8x8x8x4xf32>)
                    outs(%c : tensor<2x8x8x8xf32>) -> tensor<2x8x8x8xf32>
  return %0 : tensor<2x8x8x8xf32>
}

// Values of programs, if they cannot change.
// CHECK-NEXT: matmul 16,64,1,1,32,1,1,1{{ }}
// CHECK-NEXT: matmul 64,16,1,1,32,1,1,1{{ }}
ml_program.global private @parameter(dense<1.0> : tensor<16x32xf32>) : tensor<16x32xf32>
ml_program.global private mutable @variable(dense<1.0> : tensor<16x32xf32>) : tensor<16x32xf32>
func.func @globals(%b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %w = ml_program.global_load @parameter : tensor<16x32xf32>
  %v = ml_program.global_load @variable : tensor<16x32xf32>
  %0 = linalg.matmul ins(%w, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  %1 = linalg.matmul ins(%v, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%0 : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %1 : tensor<16x64xf32>
}
