// An axis of a 3-D convolution that nothing slides over is batch or channels.

// RUN: ns-opt %s -o %t -verify-diagnostics --neurospector-print-layers

// The window is one deep: depth is batch.
func.func @flat_window(%a: tensor<2x4x14x20x3xf32>, %b: tensor<1x3x5x3x8xf32>, %c: tensor<2x4x12x16x8xf32>) -> tensor<2x4x12x16x8xf32> {
  // expected-remark@below {{layer K=8 B=8 P=12 Q=16 C=3 R=3 S=5 G=1 stride 1,1 dilation 1,1 loops K[4] B[0, 1] P[2] Q[3] C[5, 8] R[6] S[7] weight 1}}
  %0 = linalg.conv_3d_ndhwc_dhwcf ins(%a, %b : tensor<2x4x14x20x3xf32>, tensor<1x3x5x3x8xf32>) outs(%c : tensor<2x4x12x16x8xf32>) -> tensor<2x4x12x16x8xf32>
  return %0 : tensor<2x4x12x16x8xf32>
}

// The image is one deep: the window's depth is channels.
func.func @flat_image(%a: tensor<2x4x14x20x3xf32>, %b: tensor<4x3x5x3x8xf32>, %c: tensor<2x1x12x16x8xf32>) -> tensor<2x1x12x16x8xf32> {
  // expected-remark@below {{layer K=8 B=2 P=12 Q=16 C=12 R=3 S=5 G=1 stride 1,1 dilation 1,1 loops K[4] B[0, 1] P[2] Q[3] C[5, 8] R[6] S[7] weight 1}}
  %0 = linalg.conv_3d_ndhwc_dhwcf ins(%a, %b : tensor<2x4x14x20x3xf32>, tensor<4x3x5x3x8xf32>) outs(%c : tensor<2x1x12x16x8xf32>) -> tensor<2x1x12x16x8xf32>
  return %0 : tensor<2x1x12x16x8xf32>
}

// A strided axis leaves gaps, which batch has not: it is the third pair.
func.func @gaps(%a: tensor<2x8x14x20x3xf32>, %b: tensor<1x3x5x3x8xf32>, %c: tensor<2x4x12x16x8xf32>) -> tensor<2x4x12x16x8xf32> {
  // expected-remark@below {{layer K=8 B=2 P=12 Q=16 C=3 R=3 S=5 G=1 D=4 T=1 stride 1,1,2 dilation 1,1,1 loops K[4] B[0] P[2] Q[3] C[8] R[6] S[7] D[1] T[5] weight 1}}
  %0 = linalg.conv_3d_ndhwc_dhwcf {strides = dense<[2, 1, 1]> : tensor<3xi64>} ins(%a, %b : tensor<2x8x14x20x3xf32>, tensor<1x3x5x3x8xf32>) outs(%c : tensor<2x4x12x16x8xf32>) -> tensor<2x4x12x16x8xf32>
  return %0 : tensor<2x4x12x16x8xf32>
}
