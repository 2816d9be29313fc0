// Every convolution of linalg, named and generalized, as the layer it is: the
// table lists K,B,P,Q,C,R,S,G of each op in IR order.

// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv report=%t.named" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.named
// RUN: ns-opt %s --linalg-generalize-named-ops --neurospector-schedule="accelerator=acc_2lv report=%t.generic" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.generic

// CHECK: K,B,P,Q,C,R,S,G

// CHECK-NEXT: {{[0-9]+ (conv_1d|generic)}} 1,1,16,1,1,3,1,1{{ }}
func.func @conv_1d(
    %a: tensor<18xf32>, %b: tensor<3xf32>,
    %c: tensor<16xf32>) -> tensor<16xf32> {
  %0 = linalg.conv_1d
      ins(%a, %b : tensor<18xf32>, tensor<3xf32>)
      outs(%c : tensor<16xf32>) -> tensor<16xf32>
  return %0 : tensor<16xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_1d_nwc_wcf|generic)}} 8,2,16,1,3,5,1,1{{ }}
func.func @conv_1d_nwc_wcf(
    %a: tensor<2x20x3xf32>, %b: tensor<5x3x8xf32>,
    %c: tensor<2x16x8xf32>) -> tensor<2x16x8xf32> {
  %0 = linalg.conv_1d_nwc_wcf
      ins(%a, %b : tensor<2x20x3xf32>, tensor<5x3x8xf32>)
      outs(%c : tensor<2x16x8xf32>) -> tensor<2x16x8xf32>
  return %0 : tensor<2x16x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_1d_ncw_fcw|generic)}} 8,2,16,1,3,5,1,1{{ }}
func.func @conv_1d_ncw_fcw(
    %a: tensor<2x3x20xf32>, %b: tensor<8x3x5xf32>,
    %c: tensor<2x8x16xf32>) -> tensor<2x8x16xf32> {
  %0 = linalg.conv_1d_ncw_fcw
      ins(%a, %b : tensor<2x3x20xf32>, tensor<8x3x5xf32>)
      outs(%c : tensor<2x8x16xf32>) -> tensor<2x8x16xf32>
  return %0 : tensor<2x8x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_1d_nwc_wc|generic)}} 1,2,16,1,1,5,1,6{{ }}
func.func @depthwise_conv_1d_nwc_wc(
    %a: tensor<2x20x6xf32>, %b: tensor<5x6xf32>,
    %c: tensor<2x16x6xf32>) -> tensor<2x16x6xf32> {
  %0 = linalg.depthwise_conv_1d_nwc_wc
      ins(%a, %b : tensor<2x20x6xf32>, tensor<5x6xf32>)
      outs(%c : tensor<2x16x6xf32>) -> tensor<2x16x6xf32>
  return %0 : tensor<2x16x6xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_1d_ncw_cw|generic)}} 1,2,16,1,1,5,1,6{{ }}
func.func @depthwise_conv_1d_ncw_cw(
    %a: tensor<2x6x20xf32>, %b: tensor<6x5xf32>,
    %c: tensor<2x6x16xf32>) -> tensor<2x6x16xf32> {
  %0 = linalg.depthwise_conv_1d_ncw_cw
      ins(%a, %b : tensor<2x6x20xf32>, tensor<6x5xf32>)
      outs(%c : tensor<2x6x16xf32>) -> tensor<2x6x16xf32>
  return %0 : tensor<2x6x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_1d_nwc_wcm|generic)}} 4,2,16,1,1,5,1,6{{ }}
func.func @depthwise_conv_1d_nwc_wcm(
    %a: tensor<2x20x6xf32>, %b: tensor<5x6x4xf32>,
    %c: tensor<2x16x6x4xf32>) -> tensor<2x16x6x4xf32> {
  %0 = linalg.depthwise_conv_1d_nwc_wcm
      ins(%a, %b : tensor<2x20x6xf32>, tensor<5x6x4xf32>)
      outs(%c : tensor<2x16x6x4xf32>) -> tensor<2x16x6x4xf32>
  return %0 : tensor<2x16x6x4xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d|generic)}} 1,1,16,16,1,3,5,1{{ }}
func.func @conv_2d(
    %a: tensor<18x20xf32>, %b: tensor<3x5xf32>,
    %c: tensor<16x16xf32>) -> tensor<16x16xf32> {
  %0 = linalg.conv_2d
      ins(%a, %b : tensor<18x20xf32>, tensor<3x5xf32>)
      outs(%c : tensor<16x16xf32>) -> tensor<16x16xf32>
  return %0 : tensor<16x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nchw_fchw|generic)}} 8,2,12,16,3,3,5,1{{ }}
func.func @conv_2d_nchw_fchw(
    %a: tensor<2x3x14x20xf32>, %b: tensor<8x3x3x5xf32>,
    %c: tensor<2x8x12x16xf32>) -> tensor<2x8x12x16xf32> {
  %0 = linalg.conv_2d_nchw_fchw
      ins(%a, %b : tensor<2x3x14x20xf32>, tensor<8x3x3x5xf32>)
      outs(%c : tensor<2x8x12x16xf32>) -> tensor<2x8x12x16xf32>
  return %0 : tensor<2x8x12x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwc_hwcf|generic)}} 8,2,12,16,3,3,5,1{{ }}
func.func @conv_2d_nhwc_hwcf(
    %a: tensor<2x14x20x3xf32>, %b: tensor<3x5x3x8xf32>,
    %c: tensor<2x12x16x8xf32>) -> tensor<2x12x16x8xf32> {
  %0 = linalg.conv_2d_nhwc_hwcf
      ins(%a, %b : tensor<2x14x20x3xf32>, tensor<3x5x3x8xf32>)
      outs(%c : tensor<2x12x16x8xf32>) -> tensor<2x12x16x8xf32>
  return %0 : tensor<2x12x16x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwc_fhwc|generic)}} 8,2,12,16,3,3,5,1{{ }}
func.func @conv_2d_nhwc_fhwc(
    %a: tensor<2x14x20x3xf32>, %b: tensor<8x3x5x3xf32>,
    %c: tensor<2x12x16x8xf32>) -> tensor<2x12x16x8xf32> {
  %0 = linalg.conv_2d_nhwc_fhwc
      ins(%a, %b : tensor<2x14x20x3xf32>, tensor<8x3x5x3xf32>)
      outs(%c : tensor<2x12x16x8xf32>) -> tensor<2x12x16x8xf32>
  return %0 : tensor<2x12x16x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_ngchw_fgchw|generic)}} 8,2,12,16,3,3,5,6{{ }}
func.func @conv_2d_ngchw_fgchw(
    %a: tensor<2x6x3x14x20xf32>, %b: tensor<8x6x3x3x5xf32>,
    %c: tensor<2x6x8x12x16xf32>) -> tensor<2x6x8x12x16xf32> {
  %0 = linalg.conv_2d_ngchw_fgchw
      ins(%a, %b : tensor<2x6x3x14x20xf32>, tensor<8x6x3x3x5xf32>)
      outs(%c : tensor<2x6x8x12x16xf32>) -> tensor<2x6x8x12x16xf32>
  return %0 : tensor<2x6x8x12x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_ngchw_gfchw|generic)}} 8,2,12,16,3,3,5,6{{ }}
func.func @conv_2d_ngchw_gfchw(
    %a: tensor<2x6x3x14x20xf32>, %b: tensor<6x8x3x3x5xf32>,
    %c: tensor<2x6x8x12x16xf32>) -> tensor<2x6x8x12x16xf32> {
  %0 = linalg.conv_2d_ngchw_gfchw
      ins(%a, %b : tensor<2x6x3x14x20xf32>, tensor<6x8x3x3x5xf32>)
      outs(%c : tensor<2x6x8x12x16xf32>) -> tensor<2x6x8x12x16xf32>
  return %0 : tensor<2x6x8x12x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwgc_gfhwc|generic)}} 8,2,12,16,3,3,5,6{{ }}
func.func @conv_2d_nhwgc_gfhwc(
    %a: tensor<2x14x20x6x3xf32>, %b: tensor<6x8x3x5x3xf32>,
    %c: tensor<2x12x16x6x8xf32>) -> tensor<2x12x16x6x8xf32> {
  %0 = linalg.conv_2d_nhwgc_gfhwc
      ins(%a, %b : tensor<2x14x20x6x3xf32>, tensor<6x8x3x5x3xf32>)
      outs(%c : tensor<2x12x16x6x8xf32>) -> tensor<2x12x16x6x8xf32>
  return %0 : tensor<2x12x16x6x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_2d_nhwc_hwc|generic)}} 1,2,12,16,1,3,5,6{{ }}
func.func @depthwise_conv_2d_nhwc_hwc(
    %a: tensor<2x14x20x6xf32>, %b: tensor<3x5x6xf32>,
    %c: tensor<2x12x16x6xf32>) -> tensor<2x12x16x6xf32> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwc
      ins(%a, %b : tensor<2x14x20x6xf32>, tensor<3x5x6xf32>)
      outs(%c : tensor<2x12x16x6xf32>) -> tensor<2x12x16x6xf32>
  return %0 : tensor<2x12x16x6xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_2d_nchw_chw|generic)}} 1,2,12,16,1,3,5,6{{ }}
func.func @depthwise_conv_2d_nchw_chw(
    %a: tensor<2x6x14x20xf32>, %b: tensor<6x3x5xf32>,
    %c: tensor<2x6x12x16xf32>) -> tensor<2x6x12x16xf32> {
  %0 = linalg.depthwise_conv_2d_nchw_chw
      ins(%a, %b : tensor<2x6x14x20xf32>, tensor<6x3x5xf32>)
      outs(%c : tensor<2x6x12x16xf32>) -> tensor<2x6x12x16xf32>
  return %0 : tensor<2x6x12x16xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_2d_nhwc_h..|generic)}} 4,2,12,16,1,3,5,6{{ }}
func.func @depthwise_conv_2d_nhwc_hwcm(
    %a: tensor<2x14x20x6xf32>, %b: tensor<3x5x6x4xf32>,
    %c: tensor<2x12x16x6x4xf32>) -> tensor<2x12x16x6x4xf32> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwcm
      ins(%a, %b : tensor<2x14x20x6xf32>, tensor<3x5x6x4xf32>)
      outs(%c : tensor<2x12x16x6x4xf32>) -> tensor<2x12x16x6x4xf32>
  return %0 : tensor<2x12x16x6x4xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwc_hwcf_q|generic)}} 8,2,12,16,3,3,5,1{{ }}
func.func @conv_2d_nhwc_hwcf_q(
    %a: tensor<2x14x20x3xi8>, %b: tensor<3x5x3x8xi8>, %za: i32, %zb: i32,
    %c: tensor<2x12x16x8xi32>) -> tensor<2x12x16x8xi32> {
  %0 = linalg.conv_2d_nhwc_hwcf_q
      ins(%a, %b, %za, %zb : tensor<2x14x20x3xi8>, tensor<3x5x3x8xi8>, i32, i32)
      outs(%c : tensor<2x12x16x8xi32>) -> tensor<2x12x16x8xi32>
  return %0 : tensor<2x12x16x8xi32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwc_fhwc_q|generic)}} 8,2,12,16,3,3,5,1{{ }}
func.func @conv_2d_nhwc_fhwc_q(
    %a: tensor<2x14x20x3xi8>, %b: tensor<8x3x5x3xi8>, %za: i32, %zb: i32,
    %c: tensor<2x12x16x8xi32>) -> tensor<2x12x16x8xi32> {
  %0 = linalg.conv_2d_nhwc_fhwc_q
      ins(%a, %b, %za, %zb : tensor<2x14x20x3xi8>, tensor<8x3x5x3xi8>, i32, i32)
      outs(%c : tensor<2x12x16x8xi32>) -> tensor<2x12x16x8xi32>
  return %0 : tensor<2x12x16x8xi32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nchw_fchw_q|generic)}} 8,2,12,16,3,3,5,1{{ }}
func.func @conv_2d_nchw_fchw_q(
    %a: tensor<2x3x14x20xi8>, %b: tensor<8x3x3x5xi8>, %za: i32, %zb: i32,
    %c: tensor<2x8x12x16xi32>) -> tensor<2x8x12x16xi32> {
  %0 = linalg.conv_2d_nchw_fchw_q
      ins(%a, %b, %za, %zb : tensor<2x3x14x20xi8>, tensor<8x3x3x5xi8>, i32, i32)
      outs(%c : tensor<2x8x12x16xi32>) -> tensor<2x8x12x16xi32>
  return %0 : tensor<2x8x12x16xi32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_2d_nhwc_h..|generic)}} 1,2,12,16,1,3,5,6{{ }}
func.func @depthwise_conv_2d_nhwc_hwc_q(
    %a: tensor<2x14x20x6xi8>, %b: tensor<3x5x6xi8>, %za: i32, %zb: i32,
    %c: tensor<2x12x16x6xi32>) -> tensor<2x12x16x6xi32> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwc_q
      ins(%a, %b, %za, %zb : tensor<2x14x20x6xi8>, tensor<3x5x6xi8>, i32, i32)
      outs(%c : tensor<2x12x16x6xi32>) -> tensor<2x12x16x6xi32>
  return %0 : tensor<2x12x16x6xi32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_2d_nhwc_h..|generic)}} 4,2,12,16,1,3,5,6{{ }}
func.func @depthwise_conv_2d_nhwc_hwcm_q(
    %a: tensor<2x14x20x6xi8>, %b: tensor<3x5x6x4xi8>, %za: i32, %zb: i32,
    %c: tensor<2x12x16x6x4xi32>) -> tensor<2x12x16x6x4xi32> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwcm_q
      ins(%a, %b, %za, %zb : tensor<2x14x20x6xi8>, tensor<3x5x6x4xi8>, i32, i32)
      outs(%c : tensor<2x12x16x6x4xi32>) -> tensor<2x12x16x6x4xi32>
  return %0 : tensor<2x12x16x6x4xi32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nchw_fchw|generic)}} 64,1,112,112,3,7,7,1{{ }}
func.func @conv_2d_nchw_fchw_strided(
    %a: tensor<1x3x230x230xf32>, %b: tensor<64x3x7x7xf32>,
    %c: tensor<1x64x112x112xf32>) -> tensor<1x64x112x112xf32> {
  %0 = linalg.conv_2d_nchw_fchw
      {strides = dense<2> : tensor<2xi64>}
      ins(%a, %b : tensor<1x3x230x230xf32>, tensor<64x3x7x7xf32>)
      outs(%c : tensor<1x64x112x112xf32>) -> tensor<1x64x112x112xf32>
  return %0 : tensor<1x64x112x112xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwc_hwcf|generic)}} 8,1,8,16,4,3,3,1{{ }}
func.func @conv_2d_nhwc_hwcf_dilated(
    %a: tensor<1x21x20x4xf32>, %b: tensor<3x3x4x8xf32>,
    %c: tensor<1x8x16x8xf32>) -> tensor<1x8x16x8xf32> {
  %0 = linalg.conv_2d_nhwc_hwcf
      {dilations = dense<[3, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%a, %b : tensor<1x21x20x4xf32>, tensor<3x3x4x8xf32>)
      outs(%c : tensor<1x8x16x8xf32>) -> tensor<1x8x16x8xf32>
  return %0 : tensor<1x8x16x8xf32>
}
