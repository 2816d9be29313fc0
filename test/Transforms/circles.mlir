// In a graph region, such as a module's own, values may lead to themselves.

// RUN: ns-opt %s --neurospector-schedule="accelerator=tpu cross-layer=true" \
// RUN:   --remarks-filter=neurospector -o /dev/null 2>&1 | FileCheck %s

// CHECK: [[#@LINE+8]]:6: remark: [Passed] schedule
// CHECK: [[#@LINE+12]]:6: remark: [Passed] schedule
// CHECK: [[#@LINE+16]]:6: remark: [Missed] no-mac-body
// CHECK: Scheduled=2, Skipped=1
#reads = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>,
          affine_map<(m, n, k) -> (m, n)>]
%a = tensor.empty() : tensor<8x8xf32>
%c = tensor.empty() : tensor<8x8xf32>
%0 = linalg.matmul ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>)
                   outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>

%1 = tensor.cast %2 : tensor<8x8xf32> to tensor<8x8xf32>
%2 = tensor.cast %1 : tensor<8x8xf32> to tensor<8x8xf32>
%3 = linalg.matmul ins(%1, %a : tensor<8x8xf32>, tensor<8x8xf32>)
                   outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>

%narrow = arith.truncf %wide : f32 to f16
%wide = arith.extf %narrow : f16 to f32
%4 = linalg.generic {indexing_maps = #reads,
                     iterator_types = ["parallel", "parallel", "reduction"]}
    ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>)
    outs(%c : tensor<8x8xf32>) {
^bb0(%x: f32, %y: f32, %z: f32):
  %product = arith.mulf %wide, %y : f32
  %sum = arith.addf %z, %product : f32
  linalg.yield %sum : f32
} -> tensor<8x8xf32>
