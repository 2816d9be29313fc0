// Bodies that compute the same sum of products in other words, and near misses.

// RUN: ns-opt %s -o %t -split-input-file -verify-diagnostics --neurospector-print-layers

#a = affine_map<(i, k) -> (i, k)>
#b = affine_map<(i, k) -> (k)>
#c = affine_map<(i, k) -> (i)>

func.func @fma(%a: tensor<8x4xf32>, %b: tensor<4xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{layer K=1 B=8 P=1 Q=1 C=4 R=1 S=1 G=1 stride 1,1 dilation 1,1 loops B[0] C[1] weight 1}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xf32>, tensor<4xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = math.fma %y, %x, %z : f32
    linalg.yield %1 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// An fma that adds something else than the accumulator.
func.func @other_fma(%a: tensor<8x4xf32>, %b: tensor<4xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{no layer: its body is not a multiply-accumulate of two operands}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xf32>, tensor<4xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = math.fma %z, %x, %y : f32
    linalg.yield %1 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// Zero points as upstream's passes leave them: from outside, and as a constant.
func.func @zero_points(%a: tensor<8x4xi8>, %b: tensor<4xi8>, %zero: i32, %c: tensor<8xi32>) -> tensor<8xi32> {
  // expected-remark@below {{layer K=1 B=8 P=1 Q=1 C=4}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xi8>, tensor<4xi8>) outs(%c : tensor<8xi32>) {
  ^bb0(%x: i8, %y: i8, %z: i32):
    %three = arith.constant 3 : i32
    %1 = arith.extsi %x : i8 to i32
    %2 = arith.subi %1, %zero : i32
    %3 = arith.extsi %y : i8 to i32
    %4 = arith.addi %three, %3 : i32
    %5 = arith.muli %2, %4 : i32
    %6 = arith.addi %z, %5 : i32
    linalg.yield %6 : i32
  } -> tensor<8xi32>
  return %0 : tensor<8xi32>
}

// The number of a loop needs no transfer.
func.func @position(%a: tensor<8x4xi32>, %b: tensor<4xi32>, %c: tensor<8xi32>) -> tensor<8xi32> {
  // expected-remark@below {{layer K=1 B=8 P=1 Q=1 C=4}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xi32>, tensor<4xi32>) outs(%c : tensor<8xi32>) {
  ^bb0(%x: i32, %y: i32, %z: i32):
    %k = linalg.index 1 : index
    %1 = arith.index_cast %k : index to i32
    %2 = arith.subi %x, %1 : i32
    %3 = arith.muli %2, %y : i32
    %4 = arith.addi %z, %3 : i32
    linalg.yield %4 : i32
  } -> tensor<8xi32>
  return %0 : tensor<8xi32>
}

// Every partial sum is changed: splitting the reduction would be wrong.
func.func @absolute(%a: tensor<8x4xf32>, %b: tensor<4xf32>, %c: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{no layer: op 'math.absf' follows the sum}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xf32>, tensor<4xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %z, %1 : f32
    %3 = math.absf %2 : f32
    linalg.yield %3 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// What a body yields may come from outside.
func.func @outside(%a: tensor<8x4xf32>, %b: tensor<4xf32>, %v: f32, %c: tensor<8xf32>) -> tensor<8xf32> {
  %sum = arith.addf %v, %v : f32
  // expected-remark@below {{no layer: its body is not a multiply-accumulate of two operands}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xf32>, tensor<4xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    linalg.yield %sum : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// Of more than one bit, or and and are no sum and product.
func.func @wide_logic(%a: tensor<8x4xi32>, %b: tensor<4xi32>, %c: tensor<8xi32>) -> tensor<8xi32> {
  // expected-remark@below {{no layer: its body is not a multiply-accumulate of two operands}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xi32>, tensor<4xi32>) outs(%c : tensor<8xi32>) {
  ^bb0(%x: i32, %y: i32, %z: i32):
    %1 = arith.andi %x, %y : i32
    %2 = arith.ori %z, %1 : i32
    linalg.yield %2 : i32
  } -> tensor<8xi32>
  return %0 : tensor<8xi32>
}

func.func @bits(%a: tensor<8x4xi1>, %b: tensor<4xi1>, %c: tensor<8xi1>) -> tensor<8xi1> {
  // expected-remark@below {{layer K=1 B=8 P=1 Q=1 C=4}}
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : tensor<8x4xi1>, tensor<4xi1>) outs(%c : tensor<8xi1>) {
  ^bb0(%x: i1, %y: i1, %z: i1):
    %1 = arith.andi %x, %y : i1
    %2 = arith.ori %z, %1 : i1
    linalg.yield %2 : i1
  } -> tensor<8xi1>
  return %0 : tensor<8xi1>
}

// Loops of batches of one (u, v) do not make the scale, which they index, more
// than the weight that it scales, nor a part of the output.
func.func @unit_loops(%x: tensor<1x16xf32>, %w: tensor<16x8xi4>, %z: tensor<1x1x8xi4>, %s: tensor<1x8xf32>, %o: tensor<1x8x1xf32>) -> tensor<1x8x1xf32> {
  // expected-remark-re@below {{layer K=8 B=1 P=1 Q=1 C=16 {{.*}} weight 1 side weight[2, 3]{{$}}}}
  %0 = linalg.generic {indexing_maps = [
        affine_map<(u, n, v, k) -> (u, k)>, affine_map<(u, n, v, k) -> (k, n)>,
        affine_map<(u, n, v, k) -> (v, u, n)>, affine_map<(u, n, v, k) -> (v, n)>,
        affine_map<(u, n, v, k) -> (u, n, v)>],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w, %z, %s : tensor<1x16xf32>, tensor<16x8xi4>, tensor<1x1x8xi4>, tensor<1x8xf32>)
      outs(%o : tensor<1x8x1xf32>) {
  ^bb0(%a: f32, %b: i4, %c: i4, %d: f32, %e: f32):
    %1 = arith.subi %b, %c : i4
    %2 = arith.sitofp %1 : i4 to f32
    %3 = arith.mulf %2, %a : f32
    %4 = arith.mulf %3, %d : f32
    %5 = arith.addf %4, %e : f32
    linalg.yield %5 : f32
  } -> tensor<1x8x1xf32>
  return %0 : tensor<1x8x1xf32>
}

// The only loop that two factors share runs once: k adds up what is scaled.
func.func @unit_reduction(%x: tensor<8x16x1xf32>, %s: tensor<8x1xf32>, %o: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@below {{no layer: it adds up a scaled operand}}
  %0 = linalg.generic {indexing_maps = [
        affine_map<(m, k, u) -> (m, k, u)>, affine_map<(m, k, u) -> (m, u)>, affine_map<(m, k, u) -> (m)>],
      iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x, %s : tensor<8x16x1xf32>, tensor<8x1xf32>) outs(%o : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32, %e: f32):
    %1 = arith.mulf %a, %b : f32
    %2 = arith.addf %e, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// Winograd transforms and softmax are no structured ops: nothing is said about
// them.
func.func @softmax(%a: tensor<2x8xf32>, %b: tensor<2x8xf32>) -> tensor<2x8xf32> {
  %0 = linalg.softmax dimension(1) ins(%a : tensor<2x8xf32>) outs(%b : tensor<2x8xf32>) -> tensor<2x8xf32>
  return %0 : tensor<2x8xf32>
}
func.func @winograd(%a: tensor<2x3x3x5xf32>, %b: tensor<6x6x5x2xf32>) -> tensor<6x6x5x2xf32> {
  %0 = linalg.winograd_filter_transform fmr(F_4_3) ins(%a : tensor<2x3x3x5xf32>) outs(%b : tensor<6x6x5x2xf32>) -> tensor<6x6x5x2xf32>
  return %0 : tensor<6x6x5x2xf32>
}
