// 3-D convolutions, named and generalized: depth is the third pair, D and T. The
// table lists the bounds of each op in IR order.

// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv report=%t.named" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.named
// RUN: ns-opt %s --linalg-generalize-named-ops --neurospector-schedule="accelerator=acc_2lv report=%t.generic" -o %t.generic.mlir
// RUN: FileCheck %s --input-file=%t.generic

// The schedule is in the op's loops (n, d, h, w, f, kd, kh, kw, c), and in a
// group of loops depth comes last: the DRAM row, which keeps outputs, runs f,
// then n, h, w, d, then c, kh, kw, kd.
// RUN: FileCheck %s --input-file=%t.mlir --check-prefix=LOOPS
// LOOPS:      #schedule1 =
// LOOPS:      loops = [B, D, P, Q, K, T, R, S, C], levels = [
// LOOPS-NEXT: <temporal "DRAM" tile = {{.*}} order = [4, 0, 2, 3, 1, 8, 6, 7, 5]>
// LOOPS:      conv_3d_ndhwc_dhwcf {{.*}}schedule = #schedule1

// CHECK: K,B,P,Q,C,R,S,G,D,T

// CHECK-NEXT: {{[0-9]+ (conv_3d|generic)}} 1,1,6,8,1,3,5,1,4,2{{ }}
func.func @conv_3d(
    %a: tensor<5x8x12xf32>, %b: tensor<2x3x5xf32>,
    %c: tensor<4x6x8xf32>) -> tensor<4x6x8xf32> {
  %0 = linalg.conv_3d
      ins(%a, %b : tensor<5x8x12xf32>, tensor<2x3x5xf32>)
      outs(%c : tensor<4x6x8xf32>) -> tensor<4x6x8xf32>
  return %0 : tensor<4x6x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_3d_ndhwc_dhwcf|conv_3d_ndhwc_dhwcf..|generic)}} 8,2,6,8,3,3,5,1,4,2{{ }}
func.func @conv_3d_ndhwc_dhwcf(
    %a: tensor<2x8x8x12x3xf32>, %b: tensor<2x3x5x3x8xf32>,
    %c: tensor<2x4x6x8x8xf32>) -> tensor<2x4x6x8x8xf32> {
  %0 = linalg.conv_3d_ndhwc_dhwcf {strides = dense<[2, 1, 1]> : tensor<3xi64>}
      ins(%a, %b : tensor<2x8x8x12x3xf32>, tensor<2x3x5x3x8xf32>)
      outs(%c : tensor<2x4x6x8x8xf32>) -> tensor<2x4x6x8x8xf32>
  return %0 : tensor<2x4x6x8x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (conv_3d_ndhwc_dhwcf_q|conv_3d_ndhwc_dhwcf_q..|generic)}} 8,2,6,8,3,3,5,1,4,2{{ }}
func.func @conv_3d_ndhwc_dhwcf_q(
    %a: tensor<2x5x8x12x3xi8>, %b: tensor<2x3x5x3x8xi8>,
    %c: tensor<2x4x6x8x8xi32>, %z: i32) -> tensor<2x4x6x8x8xi32> {
  %0 = linalg.conv_3d_ndhwc_dhwcf_q
      ins(%a, %b, %z, %z : tensor<2x5x8x12x3xi8>, tensor<2x3x5x3x8xi8>, i32, i32)
      outs(%c : tensor<2x4x6x8x8xi32>) -> tensor<2x4x6x8x8xi32>
  return %0 : tensor<2x4x6x8x8xi32>
}

// CHECK-NEXT: {{[0-9]+ (conv_3d_ncdhw_fcdhw|conv_3d_ncdhw_fcdhw..|generic)}} 8,2,6,8,3,3,5,1,4,2{{ }}
func.func @conv_3d_ncdhw_fcdhw(
    %a: tensor<2x3x5x8x12xf32>, %b: tensor<8x3x2x3x5xf32>,
    %c: tensor<2x8x4x6x8xf32>) -> tensor<2x8x4x6x8xf32> {
  %0 = linalg.conv_3d_ncdhw_fcdhw
      ins(%a, %b : tensor<2x3x5x8x12xf32>, tensor<8x3x2x3x5xf32>)
      outs(%c : tensor<2x8x4x6x8xf32>) -> tensor<2x8x4x6x8xf32>
  return %0 : tensor<2x8x4x6x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_3d_ndhwc_dhwc|depthwise_conv_3d_ndhwc_..|generic)}} 1,2,6,8,1,3,5,6,4,2{{ }}
func.func @depthwise_conv_3d_ndhwc_dhwc(
    %a: tensor<2x5x8x12x6xf32>, %b: tensor<2x3x5x6xf32>,
    %c: tensor<2x4x6x8x6xf32>) -> tensor<2x4x6x8x6xf32> {
  %0 = linalg.depthwise_conv_3d_ndhwc_dhwc
      ins(%a, %b : tensor<2x5x8x12x6xf32>, tensor<2x3x5x6xf32>)
      outs(%c : tensor<2x4x6x8x6xf32>) -> tensor<2x4x6x8x6xf32>
  return %0 : tensor<2x4x6x8x6xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_3d_ncdhw_cdhw|depthwise_conv_3d_ncdhw_..|generic)}} 1,2,6,8,1,3,5,6,4,2{{ }}
func.func @depthwise_conv_3d_ncdhw_cdhw(
    %a: tensor<2x6x5x8x12xf32>, %b: tensor<6x2x3x5xf32>,
    %c: tensor<2x6x4x6x8xf32>) -> tensor<2x6x4x6x8xf32> {
  %0 = linalg.depthwise_conv_3d_ncdhw_cdhw
      ins(%a, %b : tensor<2x6x5x8x12xf32>, tensor<6x2x3x5xf32>)
      outs(%c : tensor<2x6x4x6x8xf32>) -> tensor<2x6x4x6x8xf32>
  return %0 : tensor<2x6x4x6x8xf32>
}

// CHECK-NEXT: {{[0-9]+ (depthwise_conv_3d_ndhwc_dhwcm|depthwise_conv_3d_ndhwc_..|generic)}} 4,2,6,8,1,3,5,6,4,2{{ }}
func.func @depthwise_conv_3d_ndhwc_dhwcm(
    %a: tensor<2x5x8x12x6xf32>, %b: tensor<2x3x5x6x4xf32>,
    %c: tensor<2x4x6x8x6x4xf32>) -> tensor<2x4x6x8x6x4xf32> {
  %0 = linalg.depthwise_conv_3d_ndhwc_dhwcm
      ins(%a, %b : tensor<2x5x8x12x6xf32>, tensor<2x3x5x6x4xf32>)
      outs(%c : tensor<2x4x6x8x6x4xf32>) -> tensor<2x4x6x8x6x4xf32>
  return %0 : tensor<2x4x6x8x6x4xf32>
}

// A layer of two pairs in the same table.
// CHECK-NEXT: {{[0-9]+ (conv_2d_nhwc_hwcf|generic)}} 8,2,6,8,3,3,5,1,1,1{{ }}
func.func @conv_2d_nhwc_hwcf(
    %a: tensor<2x8x12x3xf32>, %b: tensor<3x5x3x8xf32>,
    %c: tensor<2x6x8x8xf32>) -> tensor<2x6x8x8xf32> {
  %0 = linalg.conv_2d_nhwc_hwcf
      ins(%a, %b : tensor<2x8x12x3xf32>, tensor<3x5x3x8xf32>)
      outs(%c : tensor<2x6x8x8xf32>) -> tensor<2x6x8x8xf32>
  return %0 : tensor<2x6x8x8xf32>
}
