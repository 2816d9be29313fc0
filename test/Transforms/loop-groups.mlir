// A scale per group of k without a loop over the groups, as upstream's
// --lower-quant-ops and fusion leave sub-channel quantization.

// RUN: ns-opt %s -o %t -verify-diagnostics --neurospector-print-layers --neurospector-schedule=accelerator=eyeriss
// RUN: ns-opt %s -o %t --remarks-filter-analyse=neurospector --neurospector-schedule="accelerator=eyeriss factors=perfect" 2>&1 | FileCheck %s

// Tiles that divide mostly suit the groups: such ops have them by default.
// RUN: ns-opt %s -o %t --neurospector-schedule=accelerator=eyeriss --neurospector-tile 2>&1 | FileCheck %s --check-prefix=TILED
// TILED-NOT: {{groups of (32|64)}}
// TILED: not tiled: tile 3 of level 'PE_ARRAY' in loop 2 is no multiple and no part of the groups of 5
// TILED-NOT: {{groups of (32|64)}}

// CHECK: side-operands {{.*}} Function=groups | [[MOVES:Energy=.* Moved="DRAM 16, .*"]], Op=
// CHECK: side-operands {{.*}} Function=loop | [[MOVES]], Op=
// CHECK: side-operands {{.*}} Function=one | {{.*}} Moved="DRAM 512,
// CHECK: side-operands {{.*}} Function=uneven | Op=

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#o = affine_map<(m, n, k) -> (m, n)>

// Of one row of x the weight has no more loops than x and scale have together:
// it is the weight all the same.
func.func @groups(%x: tensor<1x64xf32>, %w: tensor<64x8xi8>, %s: tensor<2x8xf32>, %o: tensor<1x8xf32>) -> tensor<1x8xf32> {
  // expected-remark-re@+1 {{layer K=8 B=1 P=1 Q=1 C=64 {{.*}} weight 1 side weight[2]{{$}}}}
  %0 = linalg.generic {indexing_maps = [#x, #w, affine_map<(m, n, k) -> (k floordiv 32, n)>, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<1x64xf32>, tensor<64x8xi8>, tensor<2x8xf32>) outs(%o : tensor<1x8xf32>) {
  ^bb0(%a: f32, %b: i8, %c: f32, %d: f32):
    %1 = arith.sitofp %b : i8 to f32
    %2 = arith.mulf %1, %c : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %d, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<1x8xf32>
  return %0 : tensor<1x8xf32>
}

// The same with a loop over the groups moves as much.
func.func @loop(%x: tensor<1x2x32xf32>, %w: tensor<2x32x8xi8>, %s: tensor<2x8xf32>, %o: tensor<1x8xf32>) -> tensor<1x8xf32> {
  // expected-remark-re@+1 {{layer K=8 B=1 P=1 Q=1 C=64 {{.*}} weight 1 side weight[2]{{$}}}}
  %0 = linalg.generic {indexing_maps = [affine_map<(m, n, g, k) -> (m, g, k)>, affine_map<(m, n, g, k) -> (g, k, n)>, affine_map<(m, n, g, k) -> (g, n)>, affine_map<(m, n, g, k) -> (m, n)>], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w, %s : tensor<1x2x32xf32>, tensor<2x32x8xi8>, tensor<2x8xf32>) outs(%o : tensor<1x8xf32>) {
  ^bb0(%a: f32, %b: i8, %c: f32, %d: f32):
    %1 = arith.sitofp %b : i8 to f32
    %2 = arith.mulf %1, %c : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %d, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<1x8xf32>
  return %0 : tensor<1x8xf32>
}

// All of k is one group, and k itself is an index, too.
func.func @one(%x: tensor<8x64xf32>, %w: tensor<64x8xi8>, %s: tensor<1x8x64xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark@+1 {{layer K=8 B=8 P=1 Q=1 C=64}}
  %0 = linalg.generic {indexing_maps = [#x, #w, affine_map<(m, n, k) -> (k floordiv 64, n, k)>, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<8x64xf32>, tensor<64x8xi8>, tensor<1x8x64xf32>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: i8, %c: f32, %d: f32):
    %1 = arith.sitofp %b : i8 to f32
    %2 = arith.mulf %1, %c : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %d, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

func.func @uneven(%x: tensor<8x12xf32>, %w: tensor<12x8xi8>, %s: tensor<3x8xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark@+2 {{layer K=8 B=8 P=1 Q=1 C=12}}
  // expected-warning@+1 {{side operands not counted: loop 2, or a tile of it, is no multiple and no part of its groups of 5}}
  %0 = linalg.generic {indexing_maps = [#x, #w, affine_map<(m, n, k) -> (k floordiv 5, n)>, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<8x12xf32>, tensor<12x8xi8>, tensor<3x8xf32>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: i8, %c: f32, %d: f32):
    %1 = arith.sitofp %b : i8 to f32
    %2 = arith.mulf %1, %c : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %d, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
