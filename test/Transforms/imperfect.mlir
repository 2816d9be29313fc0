// Tiles that need not divide: 197 tokens and 509 channels are primes, so that
// with perfect factors nearly all units of an array are idle and the product
// takes 78,841,385 cycles. With a number of tokens for each row of chips that
// does not divide 197:
// RUN: ns-opt %s --neurospector-schedule="accelerator=simba metric=cycle" \
// RUN:   | FileCheck %s
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
// CHECK: <spatial_y "MULTI_CHIPS" tile = [{{[2-9]|[1-9][0-9]+}},

// With perfect factors a remark, a table and a JSON field say what the others
// save at least.
// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=simba metric=cycle \
// RUN:   factors=perfect report=%t.txt" --remarks-filter=neurospector 2>&1 \
// RUN:   | FileCheck %s --check-prefix=SAVES
// RUN: FileCheck %s --check-prefix=TABLE --input-file=%t.txt
// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=simba factors=perfect report=%t.json"
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// SAVES: :[[@LINE+16]]:8: remark: [Missed] factors | Category:neurospector | Function=prime | Op=linalg.matmul, Reason="tiles that need not divide save at least 99.{{[0-9]}}% of the cycles", Suggestion="use 'factors=imperfect'"
// TABLE: total
// TABLE-NEXT: factors=imperfect saves at least 99.{{[0-9]}}% of the cycles of #1
// JSON: "imperfect_saves":0.9

// It says nothing where they are refused.
// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=simba cross-layer" \
// RUN:   --remarks-filter=neurospector 2>&1 \
// RUN:   | FileCheck %s --check-prefix=REFUSED --implicit-check-not=factors
// REFUSED: [Passed] schedule

// BOTTOM-UP: error: the bottom-up search has perfect factors only; imperfect ones are for optimal and brute-force
// PUBLISHED: error: imperfect factors are for the exact cost model
// CROSS: error: 'cross-layer' needs 'factors=perfect'
func.func @prime(%a: tensor<197x251xi8>, %b: tensor<251x509xi8>,
                 %c: tensor<197x509xi32>) -> tensor<197x509xi32> {
  %0 = linalg.matmul ins(%a, %b : tensor<197x251xi8>, tensor<251x509xi8>)
                     outs(%c : tensor<197x509xi32>) -> tensor<197x509xi32>
  return %0 : tensor<197x509xi32>
}
