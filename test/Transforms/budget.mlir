// With `max-evaluations` the search settles for the best schedule so far and
// says how far it can be from the optimum.

// RUN: ns-opt %s --neurospector-schedule="accelerator=simba factors=perfect max-evaluations=100" --remarks-filter=neurospector -o %t.mlir 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: FileCheck %s --input-file=%t.mlir

// Enough is enough for a proof.
// RUN: ns-opt %s --neurospector-schedule="accelerator=simba factors=perfect max-evaluations=100000" | FileCheck %s --check-prefix=PROVEN

// REMARK: [Passed] schedule {{.*}} Optimal=false
// REMARK: [Missed] optimality | Category:neurospector | Function=matmul | Gap={{[0-9]+\.[0-9]+}}, GapUnit=%, Op=linalg.matmul, Reason="'max-evaluations' ran out", Suggestion="raise 'max-evaluations'"
// CHECK:  optimal = false
// PROVEN: optimal = true

func.func @matmul(%a: tensor<96x144xi8>, %b: tensor<144x80xi8>,
                  %c: tensor<96x80xi8>) -> tensor<96x80xi8> {
  %0 = linalg.matmul ins(%a, %b : tensor<96x144xi8>, tensor<144x80xi8>)
                     outs(%c : tensor<96x80xi8>) -> tensor<96x80xi8>
  return %0 : tensor<96x80xi8>
}
