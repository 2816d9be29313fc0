// Loops that no tiler made: what cannot be counted is not, in bounded time.

// RUN: ns-opt %s --split-input-file --neurospector-count -o /dev/null 2>&1 \
// RUN:   | FileCheck %s

// CHECK: warning: not counted: a loop around it does not count up from zero or more
func.func @stands_still(%a: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %r = scf.for %i = %c0 to %c8 step %c0 iter_args(%o = %c) -> tensor<8x8xf32> {
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.yield %0 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}

// -----

// CHECK: warning: not counted: its loops outside 'LOCAL_BUFFER' take more than 8388608 steps
func.func @endless(%a: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %end = arith.constant 9223372036854775807 : index
  %r = scf.for %i = %c0 to %end step %c1 iter_args(%o = %c) -> tensor<8x8xf32> {
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.yield %0 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}

// -----

// CHECK: warning: not counted: a transfer exceeds 64 bits
func.func @far_apart(%a: tensor<?x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %c2 step %c1 iter_args(%o = %c) -> tensor<8x8xf32> {
    %at = affine.apply affine_map<(d0) -> (d0 * 9223372036854775807)>(%i)
    %as = tensor.extract_slice %a[%at, 0] [8, 8] [1, 1] : tensor<?x8xf32> to tensor<8x8xf32>
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%as, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.yield %0 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}

// -----

// Backwards, beyond 64 bits on the way, and in a circle that never runs.
// CHECK: warning: not counted: the slices of operand 0 do not follow the loops
// CHECK: warning: not counted: the slices of operand 0 do not follow the loops
// CHECK: warning: not counted: the slices of operand 0 do not follow the loops
func.func @astray(%a: tensor<64x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %c2 step %c1 iter_args(%o = %c) -> tensor<8x8xf32> {
    %back = affine.apply affine_map<(d0) -> (d0 * -8 + 8)>(%i)
    %as = tensor.extract_slice %a[%back, 0] [8, 8] [1, 1] : tensor<64x8xf32> to tensor<8x8xf32>
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%as, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    %far = affine.apply affine_map<(d0) -> (d0 * 9223372036854775807 * 2)>(%i)
    %bs = tensor.extract_slice %a[%far, 0] [8, 8] [1, 1] : tensor<64x8xf32> to tensor<8x8xf32>
    %1 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%bs, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %2 = scf.execute_region -> tensor<8x8xf32> {
      scf.yield %1 : tensor<8x8xf32>
    ^never:
      %x = tensor.extract_slice %y[0, 0] [8, 8] [1, 1] : tensor<8x8xf32> to tensor<8x8xf32>
      %y = tensor.extract_slice %x[0, 0] [8, 8] [1, 1] : tensor<8x8xf32> to tensor<8x8xf32>
      %3 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
          ins(%x, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
      scf.yield %3 : tensor<8x8xf32>
    }
    scf.yield %2 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}

// -----

// Another pass merged equal operands.
// CHECK: warning: not counted: its operands have changed since it was scheduled
func.func @merged(%a: tensor<4xf32>, %c: tensor<f32>) -> tensor<f32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]}
      ins(%a : tensor<4xf32>) outs(%c : tensor<f32>)
      attrs = {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>} {
  ^bb0(%x: f32, %z: f32):
    %m = arith.mulf %x, %x : f32
    %t = arith.addf %m, %z : f32
    linalg.yield %t : f32
  } -> tensor<f32>
  return %0 : tensor<f32>
}

// -----

// Loops of no level of the machine, and in no order of its levels.
// CHECK: warning: not counted: a loop around it is of memory 'CACHE', which accelerator 'eyeriss' does not have
// CHECK: warning: not counted: a loop of 'GLOBAL_BUFFER' is around one of 'DRAM'
func.func @foreign(%a: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> (tensor<8x8xf32>, tensor<8x8xf32>) {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %r = scf.for %i = %c0 to %c8 step %c4 iter_args(%o = %c) -> tensor<8x8xf32> {
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.yield %0 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"CACHE">}
  %s = scf.for %i = %c0 to %c8 step %c4 iter_args(%o = %c) -> tensor<8x8xf32> {
    %1 = scf.for %j = %c0 to %c8 step %c4 iter_args(%p = %o) -> tensor<8x8xf32> {
      %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
          ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%p : tensor<8x8xf32>) -> tensor<8x8xf32>
      scf.yield %0 : tensor<8x8xf32>
    } {neurospector.level = #neurospector.buffer<"DRAM">}
    scf.yield %1 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"GLOBAL_BUFFER">}
  return %r, %s : tensor<8x8xf32>, tensor<8x8xf32>
}

// -----

// Levels that the accelerator does not have, or has elsewhere; more units than
// it has; a level that is not loops yet.
// CHECK: warning: not counted: accelerator 'acc_1lv' has no memory 'GLOBAL_BUFFER'
// CHECK: warning: not counted: accelerator 'eyeriss' has 'GLOBAL_BUFFER' outside 'PE_ARRAY(X)'
// CHECK: warning: not counted: {{.*}}PE_ARRAY(X){{.*}}
// CHECK: warning: not counted: its outer levels were already turned into loops
// CHECK: warning: not counted: level 'MULTI_CHIPS(Y)' of its schedule is not loops yet
func.func @levels(%a: tensor<8x8xf32>, %b: tensor<32x8xf32>, %c: tensor<8x8xf32>, %d: tensor<32x8xf32>) {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<accelerator = "acc_1lv",
        roles = <input = 0, weight = 1, output = 2>, loops = [B, K, C], levels = [
        <temporal "GLOBAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>}
      ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  %1 = linalg.matmul {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>, loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>, <spatial_x "PE_ARRAY" tile = [1, 1, 1]>,
        <temporal "GLOBAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>}
      ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  %2 = linalg.matmul {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>, loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [32, 1, 1] order = [0, 1, 2]>, <spatial_x "PE_ARRAY" tile = [1, 1, 1]>], optimal = false>}
      ins(%b, %a : tensor<32x8xf32>, tensor<8x8xf32>) outs(%d : tensor<32x8xf32>) -> tensor<32x8xf32>
  %3 = linalg.matmul {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>, loops = [B, K, C], levels = [
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>}
      ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  %4 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "simba", roles = <input = 0, weight = 1, output = 2>>,
        neurospector.schedule = #neurospector.schedule<accelerator = "simba",
        roles = <input = 0, weight = 1, output = 2>, loops = [B, K, C], levels = [
        <spatial_y "MULTI_CHIPS" tile = [1, 1, 1]>], optimal = false>}
      ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

// Two loops of one dimension with another in between, and a tile of such a loop
// that does not divide.
#x = affine_map<(g, h, m, n, k) -> (g, h, m, k)>
#y = affine_map<(g, h, m, n, k) -> (g, h, k, n)>
#z = affine_map<(g, h, m, n, k) -> (g, h, m, n)>
// CHECK: warning: not counted: no order of dimensions runs the loops of level 'DRAM' like that
// CHECK: warning: not counted: tile 2 of level 'DRAM' does not divide 3 iterations of loop 0, which shares its dimension
func.func @shared(%a: tensor<3x2x4x4xf32>) {
  %0 = linalg.contract indexing_maps = [#x, #y, #z] {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>, loops = [G, G, B, K, C], levels = [
        <temporal "DRAM" tile = [1, 1, 1, 1, 1] order = [0, 2, 1, 3, 4]>], optimal = false>}
      ins(%a, %a : tensor<3x2x4x4xf32>, tensor<3x2x4x4xf32>) outs(%a : tensor<3x2x4x4xf32>) -> tensor<3x2x4x4xf32>
  %1 = linalg.contract indexing_maps = [#x, #y, #z] {neurospector.schedule = #neurospector.schedule<accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>, loops = [G, G, B, K, C], levels = [
        <temporal "DRAM" tile = [2, 1, 1, 1, 1] order = [0, 1, 2, 3, 4]>,
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1, 1, 1] order = [0, 1, 2, 3, 4]>], optimal = false>}
      ins(%a, %a : tensor<3x2x4x4xf32>, tensor<3x2x4x4xf32>) outs(%a : tensor<3x2x4x4xf32>) -> tensor<3x2x4x4xf32>
  return
}

// -----

// Sizes that are not known, none, and too large.
// CHECK: warning: not counted: loop 0 has a dynamic size
// CHECK: warning: not counted: loop 1 never runs
// CHECK: warning: not counted: its multiply-accumulates exceed 64 bits
#single = #neurospector.schedule<accelerator = "eyeriss",
  roles = <input = 0, weight = 1, output = 2>, loops = [B, K, C], levels = [
  <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>
func.func @sizes(%a: tensor<?x8xf32>, %b: tensor<8x0xf32>, %c: tensor<8x8xf32>, %d: tensor<?x8xf32>, %e: tensor<8x0xf32>,
                 %f: tensor<4294967296x4294967296xi1>) {
  %0 = linalg.matmul {neurospector.schedule = #single}
      ins(%a, %c : tensor<?x8xf32>, tensor<8x8xf32>) outs(%d : tensor<?x8xf32>) -> tensor<?x8xf32>
  %1 = linalg.matmul {neurospector.schedule = #single}
      ins(%c, %b : tensor<8x8xf32>, tensor<8x0xf32>) outs(%e : tensor<8x0xf32>) -> tensor<8x0xf32>
  %2 = linalg.matmul {neurospector.schedule = #single}
      ins(%f, %f : tensor<4294967296x4294967296xi1>, tensor<4294967296x4294967296xi1>)
      outs(%f : tensor<4294967296x4294967296xi1>) -> tensor<4294967296x4294967296xi1>
  return
}

// -----

// Units along a diagonal, and more of them than are looked at.
// CHECK: warning: not counted: a loop of 'PE_ARRAY(X)' indexes two axes of one operand
// CHECK: warning: not counted: its arrays have more than 8388608 units
func.func @units(%a: tensor<8x8xf32>, %b: tensor<9000000x1xf32>, %c: tensor<1x1xf32>) -> (tensor<8x8xf32>, tensor<9000000x1xf32>) {
  %0 = scf.forall (%i) in (8) shared_outs(%o = %a) -> tensor<8x8xf32> {
    %as = tensor.extract_slice %a[%i, %i] [1, 1] [1, 1] : tensor<8x8xf32> to tensor<1x1xf32>
    %os = tensor.extract_slice %o[%i, 0] [1, 1] [1, 1] : tensor<8x8xf32> to tensor<1x1xf32>
    %1 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%as, %c : tensor<1x1xf32>, tensor<1x1xf32>) outs(%os : tensor<1x1xf32>) -> tensor<1x1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %1 into %o[%i, 0] [1, 1] [1, 1] : tensor<1x1xf32> into tensor<8x8xf32>
    }
  } {mapping = [#neurospector.axis<spatial_x "PE_ARRAY">]}
  %2 = scf.forall (%i) in (9000000) shared_outs(%o = %b) -> tensor<9000000x1xf32> {
    %bs = tensor.extract_slice %b[%i, 0] [1, 1] [1, 1] : tensor<9000000x1xf32> to tensor<1x1xf32>
    %os = tensor.extract_slice %o[%i, 0] [1, 1] [1, 1] : tensor<9000000x1xf32> to tensor<1x1xf32>
    %1 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%bs, %c : tensor<1x1xf32>, tensor<1x1xf32>) outs(%os : tensor<1x1xf32>) -> tensor<1x1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %1 into %o[%i, 0] [1, 1] [1, 1] : tensor<1x1xf32> into tensor<9000000x1xf32>
    }
  } {mapping = [#neurospector.axis<spatial_x "PE_ARRAY">]}
  return %0, %2 : tensor<8x8xf32>, tensor<9000000x1xf32>
}

// -----

// CHECK: warning: not counted: a loop around it has no constant bounds
func.func @open(%n: index, %a: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%o = %a) -> tensor<8x8xf32> {
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
        ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.yield %0 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}

// -----

// A tile that ends early at one of too many steps to look at.
// CHECK: warning: not counted: it has more than 8388608 tiles that differ in size
func.func @many_sizes(%a: tensor<9000001x8xf32>, %b: tensor<8x8xf32>, %c: tensor<9000001x8xf32>) -> tensor<9000001x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %end = arith.constant 9000001 : index
  %r = scf.for %i = %c0 to %end step %c2 iter_args(%o = %c) -> tensor<9000001x8xf32> {
    %size = affine.min affine_map<(d0) -> (2, 9000001 - d0)>(%i)
    %s = scf.for %j = %c0 to %size step %c1 iter_args(%p = %o) -> tensor<9000001x8xf32> {
      %row = affine.apply affine_map<(d0, d1) -> (d0 + d1)>(%i, %j)
      %as = tensor.extract_slice %a[%row, 0] [1, 8] [1, 1] : tensor<9000001x8xf32> to tensor<1x8xf32>
      %ps = tensor.extract_slice %p[%row, 0] [1, 8] [1, 1] : tensor<9000001x8xf32> to tensor<1x8xf32>
      %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>}
          ins(%as, %b : tensor<1x8xf32>, tensor<8x8xf32>) outs(%ps : tensor<1x8xf32>) -> tensor<1x8xf32>
      %1 = tensor.insert_slice %0 into %p[%row, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<9000001x8xf32>
      scf.yield %1 : tensor<9000001x8xf32>
    } {neurospector.level = #neurospector.buffer<"LOCAL_BUFFER">}
    scf.yield %s : tensor<9000001x8xf32>
  } {neurospector.level = #neurospector.buffer<"GLOBAL_BUFFER">}
  return %r : tensor<9000001x8xf32>
}
