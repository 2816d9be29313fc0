// A search that fails by itself leaves its op alone and says why.

// RUN: ns-opt %s --neurospector-schedule="accelerator=simba optimizer=brute-force" \
// RUN:   --remarks-filter=neurospector 2>&1 | FileCheck %s

// CHECK: :12:8: warning: not scheduled: layer 'matmul': C = 963761198400 has too many divisors for a brute-force search
// CHECK: remark: [Missed] search-failed {{.*}}Suggestion="try another optimizer"
// CHECK: warning: nothing was scheduled
// CHECK: linalg.matmul ins
func.func @f(%a: tensor<1x963761198400xf32>, %b: tensor<963761198400x1xf32>,
             %c: tensor<1x1xf32>) -> tensor<1x1xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<1x963761198400xf32>, tensor<963761198400x1xf32>)
                     outs(%c : tensor<1x1xf32>) -> tensor<1x1xf32>
  return %0 : tensor<1x1xf32>
}
