// With 'cross-layer', what an op leaves in the global buffers the next one need
// not read, nor this one write if no other reads it.
// RUN: ns-opt --neurospector-schedule="accelerator=tpu cross-layer=true" \
// RUN:   --split-input-file %s | FileCheck %s
// RUN: ns-opt --neurospector-schedule="accelerator=tpu cross-layer=true report=-" \
// RUN:   --split-input-file %s 2>&1 >/dev/null | FileCheck %s --check-prefix=TABLE
// RUN: ns-opt --neurospector-schedule="accelerator=tpu cross-layer=true" \
// RUN:   --neurospector-strip --split-input-file %s | FileCheck %s --check-prefix=STRIP
// RUN: ns-opt --neurospector-schedule="accelerator=tpu cross-layer=true" \
// RUN:   --split-input-file --remarks-filter=neurospector %s 2>&1 >/dev/null \
// RUN:   | FileCheck %s --check-prefix=REMARK
// STRIP-NOT: neurospector.retained

// Padding and element-wise ops stream: all of 16 x 14 x 14 stays.
// TABLE:      written by read by elements not read not written
// TABLE-NEXT: conv_2d_nchw_fchw conv_2d_nchw_fchw 3136 3136 3136
// TABLE:      layer by layer
// REMARK: RetainedInput=0, RetainedOutput=3136
// REMARK: RetainedInput=3136, RetainedOutput=0

// CHECK-LABEL: @padded
// CHECK: conv_2d_nchw_fchw {{.*}}neurospector.retained = #neurospector.retained<input = 0, output = 3136>
// CHECK: conv_2d_nchw_fchw {{.*}}neurospector.retained = #neurospector.retained<input = 3136, output = 0>
func.func @padded(%x: tensor<1x8x16x16xf32>, %w0: tensor<16x8x3x3xf32>,
                  %w1: tensor<4x16x3x3xf32>, %o0: tensor<1x16x14x14xf32>,
                  %o1: tensor<1x4x14x14xf32>) -> tensor<1x4x14x14xf32> {
  %0 = linalg.conv_2d_nchw_fchw ins(%x, %w0 : tensor<1x8x16x16xf32>, tensor<16x8x3x3xf32>)
      outs(%o0 : tensor<1x16x14x14xf32>) -> tensor<1x16x14x14xf32>
  %1 = linalg.exp ins(%0 : tensor<1x16x14x14xf32>) outs(%o0 : tensor<1x16x14x14xf32>)
      -> tensor<1x16x14x14xf32>
  %c = arith.constant 0.0 : f32
  %2 = tensor.pad %1 low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%a: index, %b: index, %d: index, %e: index):
    tensor.yield %c : f32
  } : tensor<1x16x14x14xf32> to tensor<1x16x16x16xf32>
  %3 = linalg.conv_2d_nchw_fchw ins(%2, %w1 : tensor<1x16x16x16xf32>, tensor<4x16x3x3xf32>)
      outs(%o1 : tensor<1x4x14x14xf32>) -> tensor<1x4x14x14xf32>
  return %3 : tensor<1x4x14x14xf32>
}

// -----

// A second reader: the tensor has to reach DRAM.
// CHECK-LABEL: @residual
// CHECK: linalg.matmul
// CHECK-NOT: neurospector.retained
// CHECK: linalg.matmul {{.*}}neurospector.retained<input = 1024, output = 0>
func.func @residual(%x: tensor<32x32xf32>, %w: tensor<32x32xf32>,
                    %o: tensor<32x32xf32>) -> tensor<32x32xf32> {
  %0 = linalg.matmul ins(%x, %w : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  %1 = linalg.matmul ins(%0, %w : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  %2 = linalg.add ins(%0, %1 : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  return %2 : tensor<32x32xf32>
}

// -----

// No link: another op runs between, axes change places, or the weight is read.
// CHECK-LABEL: @apart
// CHECK-NOT: neurospector.retained
func.func @apart(%x: tensor<32x32xf32>, %w: tensor<32x32xf32>,
                 %o: tensor<32x32xf32>)
    -> (tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>) {
  %0 = linalg.matmul ins(%x, %w : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  %1 = linalg.matmul ins(%x, %w : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  %2 = linalg.matmul ins(%0, %w : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  %t = linalg.transpose ins(%2 : tensor<32x32xf32>) outs(%o : tensor<32x32xf32>)
      permutation = [1, 0]
  %3 = linalg.matmul ins(%t, %w : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  %4 = linalg.matmul ins(%x, %3 : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%o : tensor<32x32xf32>) -> tensor<32x32xf32>
  return %1, %3, %4 : tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>
}
