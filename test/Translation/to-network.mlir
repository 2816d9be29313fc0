// A layer is named after its function if it is the only one there, else after
// its op. What a file cannot express is left out with a warning.

// RUN: ns-translate --mlir-to-neurospector-network %s -o %t 2> %t.err
// RUN: FileCheck %s --input-file=%t
// RUN: FileCheck %s --input-file=%t.err --check-prefix=WARNING
// RUN: ns-translate --neurospector-network-to-mlir %t | ns-translate --mlir-to-neurospector-network -o %t.again
// RUN: grep -v skipped %t | cmp - %t.again
// RUN: ns-translate --mlir-to-neurospector-network-jsonl %s | FileCheck %s --check-prefix=JSONL

// JSONL-COUNT-4: {"layer":"{{.*}}"
// JSONL:         {"layer":"conv_2d_nhwc_hwcf_1","bounds":[8,1,8,16,4,3,3,1],"stride":[2,1],"dilation":[3,2]}
// JSONL-NEXT:    {"layer":"conv_2d_nhwc_hwcf_2",
// JSONL-NEXT:    {"layer":"MATMUL_1_1","bounds":[64,16,1,1,32,1,1,1]}
// JSONL-NOT:     {{.}}

// CHECK:      [NETWORK]
// CHECK-NEXT: NAME=SMALL
// CHECK-EMPTY:
// CHECK-NEXT: [LAYERS]
// CHECK-NEXT: # name=
// CHECK-NEXT: first=64,16,1,1,32,1,1,1,1
// CHECK-NEXT: matmul_1=64,16,1,1,32,1,1,1,1
// CHECK-NEXT: depthwise_conv_2d_nhwc_hwc_1=6,2,12,16,6,3,5,6,1
// CHECK-NEXT: a_name=8,2,8,1,3,5,1,1,2
// CHECK-NEXT: MATMUL_1_1=64,16,1,1,32,1,1,1,1
// CHECK-EMPTY:
// CHECK-NEXT: # 5 layers, 3 distinct
// CHECK-NEXT: # 3 like first
// CHECK-NEXT: # skipped 2 ops: 2 no-cfg-layer
// CHECK-NOT:  {{.}}

// WARNING-COUNT-2: warning: left out: a .cfg network has one stride for all axes and no dilation
// WARNING:         note: '--mlir-to-neurospector-network-jsonl' writes all of it
// WARNING-NOT:     {{(warning|error)}}:

module @small {
func.func @first(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}

func.func @two(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>,
               %d: tensor<2x14x20x6xf32>, %e: tensor<3x5x6xf32>, %f: tensor<2x12x16x6xf32>) {
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  %1 = linalg.depthwise_conv_2d_nhwc_hwc ins(%d, %e : tensor<2x14x20x6xf32>, tensor<3x5x6xf32>) outs(%f : tensor<2x12x16x6xf32>) -> tensor<2x12x16x6xf32>
  return
}

// A stride along an axis that does not run does not matter.
func.func @"a name"(%a: tensor<2x3x20xf32>, %b: tensor<8x3x5xf32>, %c: tensor<2x8x8xf32>) -> tensor<2x8x8xf32> {
  %0 = linalg.conv_1d_ncw_fcw {strides = dense<2> : tensor<1xi64>} ins(%a, %b : tensor<2x3x20xf32>, tensor<8x3x5xf32>) outs(%c : tensor<2x8x8xf32>) -> tensor<2x8x8xf32>
  return %0 : tensor<2x8x8xf32>
}

func.func @inexpressible(%a: tensor<1x21x20x4xf32>, %b: tensor<3x3x4x8xf32>, %c: tensor<1x8x16x8xf32>, %d: tensor<1x8x17x8xf32>, %e: tensor<1x1x1x8xf32>) {
  %0 = linalg.conv_2d_nhwc_hwcf {dilations = dense<[3, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>} ins(%a, %b : tensor<1x21x20x4xf32>, tensor<3x3x4x8xf32>) outs(%c : tensor<1x8x16x8xf32>) -> tensor<1x8x16x8xf32>
  %1 = linalg.conv_2d_nhwc_hwcf {dilations = dense<2> : tensor<2xi64>} ins(%a, %b : tensor<1x21x20x4xf32>, tensor<3x3x4x8xf32>) outs(%c : tensor<1x8x16x8xf32>) -> tensor<1x8x16x8xf32>
  return
}

// Keys do not distinguish case, so a taken name gets a number.
func.func @MATMUL_1(%a: tensor<16x32xf32>, %b: tensor<32x64xf32>, %c: tensor<16x64xf32>) -> tensor<16x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<16x32xf32>, tensor<32x64xf32>) outs(%c : tensor<16x64xf32>) -> tensor<16x64xf32>
  return %0 : tensor<16x64xf32>
}
}
