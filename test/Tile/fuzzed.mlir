// Inputs that once crashed the pass.

// A constant among the results of the output's map: there is no loop to expand
// for partial sums, so the reduction stays a loop.
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss \
// RUN:   --neurospector-tile=spatial-reduction=partial | FileCheck %s

// CHECK-LABEL: @constant_in_output
// CHECK: linalg.generic
#reduced = affine_map<(d0, d1) -> (d0)>
#both = affine_map<(d0, d1) -> (d0, d1)>
#output = affine_map<(d0, d1) -> (2, d1)>
func.func @constant_in_output(%input: tensor<12xi32>, %weight: tensor<12x5xi32>,
                              %out: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %0 = linalg.generic {indexing_maps = [#reduced, #both, #output],
                       iterator_types = ["reduction", "parallel"]}
      ins(%input, %weight : tensor<12xi32>, tensor<12x5xi32>)
      outs(%out : tensor<3x5xi32>) {
  ^bb0(%x: i32, %y: i32, %z: i32):
    %m = arith.muli %y, %x : i32
    %r = arith.addi %m, %z : i32
    linalg.yield %r : i32
  } -> tensor<3x5xi32>
  return %0 : tensor<3x5xi32>
}
