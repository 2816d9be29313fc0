// Loops that no tiler made: what cannot be counted is not, in bounded time.

// RUN: ns-opt %s --split-input-file --neurospector-count -o /dev/null 2>&1 \
// RUN:   | FileCheck %s

// CHECK: warning: not counted: a loop around it does not count up from zero or more
func.func @stands_still(%a: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %r = scf.for %i = %c0 to %c8 step %c0 iter_args(%o = %c) -> tensor<8x8xf32> {
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>}
        ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.yield %0 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}

// -----

// CHECK: warning: not counted: its loops down to GLOBAL_BUFFER take more than 8388608 steps
func.func @endless(%a: tensor<8x8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %end = arith.constant 9223372036854775807 : index
  %r = scf.for %i = %c0 to %end step %c1 iter_args(%o = %c) -> tensor<8x8xf32> {
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>}
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
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>}
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
    %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>}
        ins(%as, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) -> tensor<8x8xf32>
    %far = affine.apply affine_map<(d0) -> (d0 * 9223372036854775807 * 2)>(%i)
    %bs = tensor.extract_slice %a[%far, 0] [8, 8] [1, 1] : tensor<64x8xf32> to tensor<8x8xf32>
    %1 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>}
        ins(%bs, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %2 = scf.execute_region -> tensor<8x8xf32> {
      scf.yield %1 : tensor<8x8xf32>
    ^never:
      %x = tensor.extract_slice %y[0, 0] [8, 8] [1, 1] : tensor<8x8xf32> to tensor<8x8xf32>
      %y = tensor.extract_slice %x[0, 0] [8, 8] [1, 1] : tensor<8x8xf32> to tensor<8x8xf32>
      %3 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>}
          ins(%x, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
      scf.yield %3 : tensor<8x8xf32>
    }
    scf.yield %2 : tensor<8x8xf32>
  } {neurospector.level = #neurospector.buffer<"DRAM">}
  return %r : tensor<8x8xf32>
}
