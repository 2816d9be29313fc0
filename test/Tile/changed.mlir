// A schedule knows what its op was. Where other passes changed the op meanwhile,
// so that it cannot be applied, those that apply it say so and leave it alone.

// RUN: ns-opt %s --neurospector-tile 2>&1 | FileCheck %s --check-prefix=TILE --implicit-check-not=scf.for
// RUN: ns-opt %s --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=COUNT
// RUN: ns-opt %s --neurospector-emit-transform -o /dev/null 2>&1 | FileCheck %s --check-prefix=SCRIPT

// TILE-COUNT-6:   warning: not tiled: its loops have changed since it was scheduled
// COUNT-COUNT-6:  warning: not counted: its loops have changed since it was scheduled
// SCRIPT-COUNT-6: warning: no script: its loops have changed since it was scheduled

#lhs = affine_map<(m, n, k) -> (m, k)>
#rhs = affine_map<(m, n, k) -> (k, n)>
#out = affine_map<(m, n, k) -> (m, n)>
#product = #neurospector.schedule<accelerator = "eyeriss",
  roles = <input = 0, weight = 1, output = 2>,
  loops = [B, K, C], levels = [
  <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>

// The loops over rows and columns changed places.
func.func @interchanged(%a: tensor<4x4xf32>) {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(n, m, k) -> (m, k)>,
                       affine_map<(n, m, k) -> (k, n)>,
                       affine_map<(n, m, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>) outs(%a : tensor<4x4xf32>)
      attrs = {neurospector.schedule = #product} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %s = arith.addf %z, %m : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return
}

// The reduction comes first now.
func.func @reduction_first(%a: tensor<4x4xf32>) {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(k, n, m) -> (m, k)>,
                       affine_map<(k, n, m) -> (k, n)>,
                       affine_map<(k, n, m) -> (m, n)>],
      iterator_types = ["reduction", "parallel", "parallel"]}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>) outs(%a : tensor<4x4xf32>)
      attrs = {neurospector.schedule = #product} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %s = arith.addf %z, %m : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return
}

// Now it slides.
func.func @convolved(%a: tensor<7x4xf32>, %b: tensor<4x4xf32>) {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(p, k, r) -> (p + r, 0)>,
                       affine_map<(p, k, r) -> (r, k)>,
                       affine_map<(p, k, r) -> (p, k)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : tensor<7x4xf32>, tensor<4x4xf32>) outs(%b : tensor<4x4xf32>)
      attrs = {neurospector.schedule = #product} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %s = arith.addf %z, %m : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return
}

// Rows and columns of an image, and only the window's.
#windows = #neurospector.schedule<accelerator = "eyeriss",
  roles = <input = 0, weight = 1, output = 2>,
  loops = [P, Q, R, S], levels = [
  <temporal "DRAM" tile = [1, 1, 1, 1] order = [0, 1, 2, 3]>], optimal = false>
func.func @transposed(%a: tensor<6x6xf32>, %b: tensor<3x3xf32>, %c: tensor<4x4xf32>) {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(q, p, s, r) -> (p + r, q + s)>,
                       affine_map<(q, p, s, r) -> (r, s)>,
                       affine_map<(q, p, s, r) -> (p, q)>],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%a, %b : tensor<6x6xf32>, tensor<3x3xf32>) outs(%c : tensor<4x4xf32>)
      attrs = {neurospector.schedule = #windows} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %t = arith.addf %z, %m : f32
    linalg.yield %t : f32
  } -> tensor<4x4xf32>
  %1 = linalg.generic {
      indexing_maps = [affine_map<(p, q, s, r) -> (p + r, q + s)>,
                       affine_map<(p, q, s, r) -> (r, s)>,
                       affine_map<(p, q, s, r) -> (p, q)>],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%a, %b : tensor<6x6xf32>, tensor<3x3xf32>) outs(%c : tensor<4x4xf32>)
      attrs = {neurospector.schedule = #windows} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %t = arith.addf %z, %m : f32
    linalg.yield %t : f32
  } -> tensor<4x4xf32>
  return
}

// An index that no sum of loops is.
func.func @mod(%a: tensor<4x4xf32>) {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(m, n, k) -> (m, k mod 2)>, #rhs, #out],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>) outs(%a : tensor<4x4xf32>)
      attrs = {neurospector.schedule = #product} {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %s = arith.addf %z, %m : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return
}
