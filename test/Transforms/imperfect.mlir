// Tiles that need not divide: 197 tokens and 509 channels are primes, so that
// with perfect factors nearly all units of an array are idle and the product
// takes 78,841,385 cycles. With 68 tokens for each of three rows of chips:
// RUN: ns-opt %s --neurospector-schedule="accelerator=simba metric=cycle \
// RUN:   factors=imperfect" | FileCheck %s
// RUN: not ns-opt %s --neurospector-schedule="accelerator=simba \
// RUN:   factors=imperfect optimizer=bottom-up" 2>&1 \
// RUN:   | FileCheck %s --check-prefix=BOTTOM-UP
// RUN: not ns-opt %s --neurospector-schedule="accelerator=simba \
// RUN:   factors=imperfect cost-model=published" 2>&1 \
// RUN:   | FileCheck %s --check-prefix=PUBLISHED
// RUN: not ns-opt %s --neurospector-schedule="accelerator=simba \
// RUN:   factors=imperfect cross-layer=true" 2>&1 \
// RUN:   | FileCheck %s --check-prefix=CROSS

// CHECK: #cost = {{.*}} cycles = 29
// CHECK: <spatial_y "MULTI_CHIPS" tile = [68,
// BOTTOM-UP: error: the bottom-up search has perfect factors only; imperfect ones are for optimal and brute-force
// PUBLISHED: error: imperfect factors are for the exact cost model
// CROSS: error: 'cross-layer' needs 'factors=perfect'
func.func @prime(%a: tensor<197x251xi8>, %b: tensor<251x509xi8>,
                 %c: tensor<197x509xi32>) -> tensor<197x509xi32> {
  %0 = linalg.matmul ins(%a, %b : tensor<197x251xi8>, tensor<251x509xi8>)
                     outs(%c : tensor<197x509xi32>) -> tensor<197x509xi32>
  return %0 : tensor<197x509xi32>
}
