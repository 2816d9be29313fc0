// A tile is whole groups or part of one: else it would take the groups from its
// own beginning.

// RUN: ns-opt %s -o %t --neurospector-tile 2>&1 | FileCheck %s
// RUN: FileCheck %s --check-prefix=TILED --input-file=%t
// RUN: ns-opt %s -o %t.script --neurospector-emit-transform 2>&1 | FileCheck %s --check-prefix=SCRIPT

// CHECK: warning: not tiled: tile 3 of level 'DRAM' in loop 2 is no multiple and no part of the groups of 4 that index operand 2
// SCRIPT: warning: no script: tile 3 of level 'DRAM' in loop 2 is no multiple and no part of the groups of 4 that index operand 2

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#s = affine_map<(m, n, k) -> (k floordiv 4, n)>
#o = affine_map<(m, n, k) -> (m, n)>

// TILED-LABEL: @part
// TILED: scf.for
// TILED: affine.apply #{{.*}}(%{{.*}})
func.func @part(%x: tensor<8x12xf32>, %w: tensor<12x8xi8>, %s: tensor<3x8xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #s, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<8x12xf32>, tensor<12x8xi8>, tensor<3x8xf32>) outs(%o : tensor<8x8xf32>)
      attrs = {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 3>, loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [8, 8, 2] order = [0, 1, 2]>,
          <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>} {
  ^bb0(%a: f32, %b: i8, %c: f32, %d: f32):
    %1 = arith.sitofp %b : i8 to f32
    %2 = arith.mulf %1, %c : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %d, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// TILED-LABEL: @across
// TILED-NOT: scf.for
func.func @across(%x: tensor<8x12xf32>, %w: tensor<12x8xi8>, %s: tensor<3x8xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #s, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<8x12xf32>, tensor<12x8xi8>, tensor<3x8xf32>) outs(%o : tensor<8x8xf32>)
      attrs = {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 3>, loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [8, 8, 3] order = [0, 1, 2]>,
          <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>} {
  ^bb0(%a: f32, %b: i8, %c: f32, %d: f32):
    %1 = arith.sitofp %b : i8 to f32
    %2 = arith.mulf %1, %c : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %d, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
