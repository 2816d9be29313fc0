// Element-wise ops that were fused into the reader stream as they did before,
// and the accumulator is handed over whichever result it is.
// RUN: ns-opt --neurospector-schedule="accelerator=tpu cross-layer=true" %s | FileCheck %s

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#k = affine_map<(m, n, k) -> (k)>
#o = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: @fused
// CHECK: linalg.generic {{.*}}neurospector.retained<input = 0, output = 1024>
// CHECK: linalg.generic {{.*}}neurospector.retained<input = 1024, output = 0>
func.func @fused(%x: tensor<32x32xf32>, %w: tensor<32x32xf32>, %b: tensor<32xf32>,
                 %o: tensor<32x32xf32>) -> (tensor<32x32xf32>, tensor<32x32xf32>) {
  %0:2 = linalg.generic {indexing_maps = [#x, #w, #o, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<32x32xf32>, tensor<32x32xf32>) outs(%o, %o : tensor<32x32xf32>, tensor<32x32xf32>) {
  ^bb0(%a: f32, %b0: f32, %c: f32, %d: f32):
    %1 = arith.addf %c, %a : f32
    %2 = arith.mulf %a, %b0 : f32
    %3 = arith.addf %d, %2 : f32
    linalg.yield %1, %3 : f32, f32
  } -> (tensor<32x32xf32>, tensor<32x32xf32>)
  %1 = linalg.generic {indexing_maps = [#x, #k, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%0#1, %b, %w : tensor<32x32xf32>, tensor<32xf32>, tensor<32x32xf32>) outs(%o : tensor<32x32xf32>) {
  ^bb0(%a: f32, %bias: f32, %b0: f32, %c: f32):
    %2 = arith.addf %a, %bias : f32
    %3 = math.exp %2 : f32
    %4 = arith.mulf %3, %b0 : f32
    %5 = arith.addf %c, %4 : f32
    linalg.yield %5 : f32
  } -> tensor<32x32xf32>
  return %0#0, %1 : tensor<32x32xf32>, tensor<32x32xf32>
}
