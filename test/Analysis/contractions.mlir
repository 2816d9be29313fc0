// Contractions of linalg, named and generalized, as the layers they are: the
// table lists K,B,P,Q,C,R,S,G of each op in IR order.

// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv report=%t.named" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.named
// RUN: ns-opt %s --linalg-generalize-named-ops --neurospector-schedule="accelerator=acc_2lv report=%t.generic" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.generic

// CHECK: K,B,P,Q,C,R,S,G

// CHECK-NEXT: {{[0-9]+ (matmul|generic)}} 64,16,1,1,32,1,1,1{{ }}
func.func @matmul(
    %a: tensor<16x32xf32>, %b: tensor<32x64xf32>,
    %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul
      ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>)
      outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}

// CHECK-NEXT: {{[0-9]+ (matmul|generic)}} 64,16,1,1,32,1,1,1{{ }}
func.func @matmul_transposed_a(
    %a: tensor<32x16xf32>, %b: tensor<32x64xf32>,
    %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul
      indexing_maps = [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>]
      ins(%a, %b : tensor<32x16xf32>, tensor<32x64xf32>)
      outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}

// CHECK-NEXT: {{[0-9]+ (matmul|generic)}} 64,16,1,1,32,1,1,1{{ }}
func.func @matmul_transposed_b(
    %a: tensor<16x32xf32>, %b: tensor<64x32xf32>,
    %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul
      indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]
      ins(%a, %b : tensor<16x32xf32>, tensor<64x32xf32>)
      outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}

// CHECK-NEXT: {{[0-9]+ (quantized_matmul|generic)}} 64,16,1,1,32,1,1,1{{ }}
func.func @quantized_matmul(
    %a: tensor<16x32xi8>, %b: tensor<32x64xi8>, %za: i32, %zb: i32,
    %c: tensor<16x64xi32>) -> tensor<16x64xi32> {
  %0 = linalg.quantized_matmul
      ins(%a, %b, %za, %zb : tensor<16x32xi8>, tensor<32x64xi8>, i32, i32)
      outs(%c : tensor<16x64xi32>) -> tensor<16x64xi32>
  return %0 : tensor<16x64xi32>
}

// CHECK-NEXT: {{[0-9]+ (batch_matmul|generic)}} 64,16,1,1,32,1,1,6{{ }}
func.func @batch_matmul(
    %a: tensor<6x16x32xf32>, %b: tensor<6x32x64xf32>,
    %c: tensor<6x16x64xf32>) -> tensor<6x16x64xf32> {
  %0 = linalg.batch_matmul
      ins(%a, %b : tensor<6x16x32xf32>, tensor<6x32x64xf32>)
      outs(%c : tensor<6x16x64xf32>) -> tensor<6x16x64xf32>
  return %0 : tensor<6x16x64xf32>
}

// CHECK-NEXT: {{[0-9]+ (batch_matmul|generic)}} 64,96,1,1,32,1,1,1{{ }}
func.func @batch_matmul_broadcast_b(
    %a: tensor<6x16x32xf32>, %b: tensor<32x64xf32>,
    %c: tensor<6x16x64xf32>) -> tensor<6x16x64xf32> {
  %0 = linalg.batch_matmul
      indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (k, n)>, affine_map<(b, m, n, k) -> (b, m, n)>]
      ins(%a, %b : tensor<6x16x32xf32>, tensor<32x64xf32>)
      outs(%c : tensor<6x16x64xf32>) -> tensor<6x16x64xf32>
  return %0 : tensor<6x16x64xf32>
}

// CHECK-NEXT: {{[0-9]+ (batch_reduce_matmul|generic)}} 64,16,1,1,192,1,1,1{{ }}
func.func @batch_reduce_matmul(
    %a: tensor<6x16x32xf32>, %b: tensor<6x32x64xf32>,
    %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.batch_reduce_matmul
      ins(%a, %b : tensor<6x16x32xf32>, tensor<6x32x64xf32>)
      outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}

// CHECK-NEXT: {{[0-9]+ (matvec|generic)}} 1,16,1,1,32,1,1,1{{ }}
func.func @matvec(
    %a: tensor<16x32xf32>, %b: tensor<32xf32>,
    %c: tensor<16xf32>) -> tensor<16xf32> {
  %0 = linalg.matvec
      ins(%a, %b : tensor<16x32xf32>, tensor<32xf32>)
      outs(%c : tensor<16xf32>) -> tensor<16xf32>
  return %0 : tensor<16xf32>
}

// CHECK-NEXT: {{[0-9]+ (vecmat|generic)}} 64,1,1,1,32,1,1,1{{ }}
func.func @vecmat(
    %a: tensor<32xf32>, %b: tensor<32x64xf32>,
    %c: tensor<64xf32>) -> tensor<64xf32> {
  %0 = linalg.vecmat
      ins(%a, %b : tensor<32xf32>, tensor<32x64xf32>)
      outs(%c : tensor<64xf32>) -> tensor<64xf32>
  return %0 : tensor<64xf32>
}

// CHECK-NEXT: {{[0-9]+ (batch_matvec|generic)}} 1,16,1,1,32,1,1,6{{ }}
func.func @batch_matvec(
    %a: tensor<6x16x32xf32>, %b: tensor<6x32xf32>,
    %c: tensor<6x16xf32>) -> tensor<6x16xf32> {
  %0 = linalg.batch_matvec
      ins(%a, %b : tensor<6x16x32xf32>, tensor<6x32xf32>)
      outs(%c : tensor<6x16xf32>) -> tensor<6x16xf32>
  return %0 : tensor<6x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (dot|generic)}} 1,1,1,1,32,1,1,1{{ }}
func.func @dot(
    %a: tensor<32xf32>, %b: tensor<32xf32>,
    %c: tensor<f32>) -> tensor<f32> {
  %0 = linalg.dot
      ins(%a, %b : tensor<32xf32>, tensor<32xf32>)
      outs(%c : tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// CHECK-NEXT: {{[0-9]+ (mmt4d|generic)}} 80,16,1,1,12,1,1,1{{ }}
func.func @mmt4d(
    %a: tensor<2x3x8x4xf32>, %b: tensor<5x3x16x4xf32>,
    %c: tensor<2x5x8x16xf32>) -> tensor<2x5x8x16xf32> {
  %0 = linalg.mmt4d
      ins(%a, %b : tensor<2x3x8x4xf32>, tensor<5x3x16x4xf32>)
      outs(%c : tensor<2x5x8x16xf32>) -> tensor<2x5x8x16xf32>
  return %0 : tensor<2x5x8x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (batch_mmt4d|generic)}} 80,16,1,1,12,1,1,6{{ }}
func.func @batch_mmt4d(
    %a: tensor<6x2x3x8x4xf32>, %b: tensor<6x5x3x16x4xf32>,
    %c: tensor<6x2x5x8x16xf32>) -> tensor<6x2x5x8x16xf32> {
  %0 = linalg.batch_mmt4d
      ins(%a, %b : tensor<6x2x3x8x4xf32>, tensor<6x5x3x16x4xf32>)
      outs(%c : tensor<6x2x5x8x16xf32>) -> tensor<6x2x5x8x16xf32>
  return %0 : tensor<6x2x5x8x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (contract|generic)}} 96,128,1,1,64,1,1,24{{ }}
func.func @contract_attention_scores(
    %a: tensor<2x12x128x64xf32>, %b: tensor<2x12x96x64xf32>,
    %c: tensor<2x12x128x96xf32>) -> tensor<2x12x128x96xf32> {
  %0 = linalg.contract
      indexing_maps = [affine_map<(b, h, q, k, d) -> (b, h, q, d)>, affine_map<(b, h, q, k, d) -> (b, h, k, d)>, affine_map<(b, h, q, k, d) -> (b, h, q, k)>]
      ins(%a, %b : tensor<2x12x128x64xf32>, tensor<2x12x96x64xf32>)
      outs(%c : tensor<2x12x128x96xf32>) -> tensor<2x12x128x96xf32>
  return %0 : tensor<2x12x128x96xf32>
}

// CHECK-NEXT: {{[0-9]+ (matmul|generic)}} 64,16,1,1,32,1,1,1{{ }}
func.func @matmul_mixed_types(
    %a: tensor<16x32xbf16>, %b: tensor<32x64xi8>,
    %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul
      ins(%a, %b : tensor<16x32xbf16>, tensor<32x64xi8>)
      outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}
