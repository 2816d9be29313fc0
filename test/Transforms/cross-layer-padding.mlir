// Padding that no window of the assumed sizes sees is no way from op to op.

// RUN: ns-opt %s --neurospector-schedule="accelerator=tpu cross-layer=true assume-dynamic=16" \
// RUN:   | FileCheck %s
// RUN: sed 's/9223372036854775807/1/' %s \
// RUN:   | ns-opt --neurospector-schedule="accelerator=tpu cross-layer=true assume-dynamic=16" \
// RUN:   | FileCheck %s --check-prefix=NEAR
// NEAR: neurospector.retained
// CHECK-LABEL: @far
// CHECK-NOT: neurospector.retained
func.func @far(%x: tensor<1x8x?x16xf32>, %w0: tensor<16x8x3x3xf32>,
               %w1: tensor<4x16x3x3xf32>, %o0: tensor<1x16x?x14xf32>,
               %o1: tensor<1x4x?x14xf32>) -> tensor<1x4x?x14xf32> {
  %0 = linalg.conv_2d_nchw_fchw ins(%x, %w0 : tensor<1x8x?x16xf32>, tensor<16x8x3x3xf32>)
      outs(%o0 : tensor<1x16x?x14xf32>) -> tensor<1x16x?x14xf32>
  %c = arith.constant 0.0 : f32
  %1 = tensor.pad %0 low[0, 0, 9223372036854775807, 1] high[0, 0, 1, 1] {
  ^bb0(%a: index, %b: index, %d: index, %e: index):
    tensor.yield %c : f32
  } : tensor<1x16x?x14xf32> to tensor<1x16x?x16xf32>
  %2 = linalg.conv_2d_nchw_fchw ins(%1, %w1 : tensor<1x16x?x16xf32>, tensor<4x16x3x3xf32>)
      outs(%o1 : tensor<1x4x?x14xf32>) -> tensor<1x4x?x14xf32>
  return %2 : tensor<1x4x?x14xf32>
}
