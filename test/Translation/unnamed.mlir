// What has no name gets one that the file can be read with.

// RUN: ns-translate --mlir-to-neurospector-network %s -o %t
// RUN: FileCheck %s --input-file=%t
// RUN: ns-translate --neurospector-network-to-mlir %t -o /dev/null

// CHECK: NAME=NETWORK
// CHECK: function=8,4,1,1,6,1,1,1,1
module @"" {
func.func @""(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>, %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>) outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
}
