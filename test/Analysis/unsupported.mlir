// Each reason for which an op with a reduction is left alone.

// RUN: ns-opt %s -split-input-file -verify-diagnostics --remarks-filter-missed=neurospector --neurospector-schedule="accelerator=eyeriss" | FileCheck %s

// CHECK-NOT: neurospector.schedule

// expected-warning@below {{nothing was scheduled: skipped 1 op: 1 dynamic-shape; '--remarks-filter=neurospector' says why}}
module {
func.func @dynamic(%a: tensor<?x8xf32>, %b: tensor<8x8xf32>, %c: tensor<?x8xf32>) -> tensor<?x8xf32> {
  // expected-remark@below {{[Missed] dynamic-shape | Category:neurospector | Function=dynamic | Op=linalg.matmul, Reason="loop 0 has a dynamic size", Suggestion="make its shapes static, or give sizes with the attribute 'neurospector.assume' or the option 'assume-dynamic'"}}
  %0 = linalg.matmul ins(%a, %b : tensor<?x8xf32>, tensor<8x8xf32>) outs(%c : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}
}

// -----

// expected-warning@below {{nothing was scheduled}}
module {
func.func @empty(%a: tensor<0x8xf32>, %b: tensor<8x8xf32>, %c: tensor<0x8xf32>) -> tensor<0x8xf32> {
  // expected-remark@below {{[Missed] empty | Category:neurospector | Function=empty | Op=linalg.matmul, Reason="loop 0 never runs", Suggestion="remove the op"}}
  %0 = linalg.matmul ins(%a, %b : tensor<0x8xf32>, tensor<8x8xf32>) outs(%c : tensor<0x8xf32>) -> tensor<0x8xf32>
  return %0 : tensor<0x8xf32>
}
}

// -----

// expected-warning@below {{nothing was scheduled}}
module {
func.func @pooling(%a: tensor<1x8x8x4xf32>, %b: tensor<2x2xf32>, %c: tensor<1x7x7x4xf32>) -> tensor<1x7x7x4xf32> {
  // expected-remark@below {{[Missed] no-mac-body | Category:neurospector | Function=pooling | Op=linalg.pooling_nhwc_sum, Reason="its body is not a multiply-accumulate of two operands", Suggestion="only convolutions and contractions can be scheduled"}}
  %0 = linalg.pooling_nhwc_sum ins(%a, %b : tensor<1x8x8x4xf32>, tensor<2x2xf32>) outs(%c : tensor<1x7x7x4xf32>) -> tensor<1x7x7x4xf32>
  return %0 : tensor<1x7x7x4xf32>
}
}

// -----

// Time, depth, height and width.
#in = affine_map<(t, d, h, w, kt, kd, kh, kw) -> (t + kt, d + kd, h + kh, w + kw)>
#filter = affine_map<(t, d, h, w, kt, kd, kh, kw) -> (kt, kd, kh, kw)>
#out = affine_map<(t, d, h, w, kt, kd, kh, kw) -> (t, d, h, w)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @four(%a: tensor<8x8x8x8xf32>, %b: tensor<3x3x3x3xf32>, %c: tensor<6x6x6x6xf32>) -> tensor<6x6x6x6xf32> {
  // expected-remark@below {{[Missed] unsupported-indexing | Category:neurospector | Function=four | Op=linalg.generic, Reason="it convolves 4 dimensions; at most 3 are supported", Suggestion="rewrite it as a convolution or contraction of two operands"}}
  %0 = linalg.generic {indexing_maps = [#in, #filter, #out], iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction", "reduction", "reduction"]}
      ins(%a, %b : tensor<8x8x8x8xf32>, tensor<3x3x3x3xf32>) outs(%c : tensor<6x6x6x6xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<6x6x6x6xf32>
  return %0 : tensor<6x6x6x6xf32>
}
}

// -----

// The squares of one operand.
#in = affine_map<(i, j) -> (i, j)>
#out = affine_map<(i, j) -> (i)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @squares(%a: tensor<8x8xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{no-mac-body}}
  %0 = linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "reduction"]}
      ins(%a : tensor<8x8xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %z: f32):
    %1 = arith.mulf %x, %x : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
}

// -----

// A sum of one operand, scaled: no reduction walks two operands.
#a = affine_map<(i, j) -> (i, j)>
#b = affine_map<(i, j) -> (i)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @scaled_sum(%a: tensor<8x8xf32>, %b: tensor<8xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{[Missed] no-mac-body | Category:neurospector | Function=scaled_sum | Op=linalg.generic, Reason="it adds up a scaled operand: no reduction loop indexes two factors of its product"}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #b], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x8xf32>, tensor<8xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
}

// -----

// Scales of groups of k, but k is one loop.
#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#s = affine_map<(i, j, k) -> (j, k floordiv 4)>
#c = affine_map<(i, j, k) -> (i, j)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @groups(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %s: tensor<8x2xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark@below {{[Missed] unsupported-indexing | Category:neurospector | Function=groups | Op=linalg.generic, Reason="result 1 of the map of operand 2, 'd2 floordiv 4', is not a sum of loops times positive constants", Suggestion="split loops or copy the operand so that it is one"}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #s, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b, %s : tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x2xf32>) outs(%c : tensor<8x8xf32>) {
  ^bb0(%x: f32, %y: f32, %w: f32, %z: f32):
    %1 = arith.mulf %y, %w : f32
    %2 = arith.mulf %x, %1 : f32
    %3 = arith.addf %z, %2 : f32
    linalg.yield %3 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
}

// -----

// Read backwards.
#a = affine_map<(i, k) -> (i, -k + 7)>
#b = affine_map<(i, k) -> (k)>
#c = affine_map<(i, k) -> (i)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @backwards(%a: tensor<8x8xf32>, %b: tensor<8xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{Reason="result 1 of the map of operand 0, '-d1 + 7', is not a sum of loops times positive constants"}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x8xf32>, tensor<8xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
}

// -----

// A diagonal.
#a = affine_map<(i, k) -> (k, i, k)>
#b = affine_map<(i, k) -> (k)>
#c = affine_map<(i, k) -> (i)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @diagonal(%a: tensor<8x8x8xf32>, %b: tensor<8xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{Reason="loop 1 occurs twice in the map of operand 0", Suggestion="copy the diagonal to a tensor of its own"}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x8x8xf32>, tensor<8xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
}

// -----

// Two windows over one image loop.
#a = affine_map<(i, r, s) -> (i + r + s)>
#b = affine_map<(i, r, s) -> (r, s)>
#c = affine_map<(i, r, s) -> (i)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @windows(%a: tensor<12xf32>, %b: tensor<3x3xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{Reason="an index of the input, operand 0, is not the sum of an image loop and a window loop"}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%a, %b : tensor<12xf32>, tensor<3x3xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
}

// -----

// A window over both operands.
#a = affine_map<(i, r, s) -> (i + r, s)>
#b = affine_map<(i, r, s) -> (i + s, r)>
#c = affine_map<(i, r, s) -> (i)>
// expected-warning@below {{nothing was scheduled}}
module {
func.func @windows(%a: tensor<10x3xf32>, %b: tensor<10x3xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{Reason="windows slide over two operands, 0 and 1"}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%a, %b : tensor<10x3xf32>, tensor<10x3xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
}

// -----

// Element-wise ops are no candidates: no remark.
// expected-warning@below {{nothing was scheduled}}
module {
func.func @elementwise(%v: f32, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.fill ins(%v : f32) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  %1 = linalg.add ins(%0, %0 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %1 : tensor<8x8xf32>
}
}

// -----

// 2^66 multiply-accumulates.
// expected-warning@below {{nothing was scheduled}}
module {
func.func @huge(%a: memref<4194304x4194304xi8>, %b: memref<4194304x4194304xi8>, %c: memref<4194304x4194304xi8>) {
  // expected-remark@below {{[Missed] too-large | Category:neurospector | Function=huge | Op=linalg.matmul, Reason="its multiply-accumulates exceed 64 bits", Suggestion="split the op"}}
  linalg.matmul ins(%a, %b : memref<4194304x4194304xi8>, memref<4194304x4194304xi8>) outs(%c : memref<4194304x4194304xi8>)
  return
}
}
