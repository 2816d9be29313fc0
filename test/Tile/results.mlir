// An op with two results: both are sliced and put together in all loops.
// RUN: ns-opt %s --neurospector-schedule=accelerator=acc_2lv --neurospector-tile --split-input-file -verify-diagnostics | FileCheck %s
// RUN: ns-opt %s -o %t.script --neurospector-schedule=accelerator=acc_2lv --neurospector-emit-transform --split-input-file 2>&1 | FileCheck %s --check-prefix=REFUSED
// RUN: FileCheck %s --check-prefix=SCRIPT --input-file=%t.script

// REFUSED: warning: no script: parallel loop 0 does not index the result of operand 3
// SCRIPT-COUNT-1: transform.named_sequence @schedule_
// SCRIPT-NOT: transform.named_sequence @schedule_

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#o = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: @both
// CHECK: scf.f{{or|orall}} {{.*}} -> (tensor<8x8xi16>, tensor<8x8xi16>)
// CHECK: linalg.generic {{.*}} attrs = {neurospector.nest = {{.*}}} {
// CHECK: } -> (tensor<1x1xi16>, tensor<1x1xi16>)
func.func @both(%x: tensor<8x8xi16>, %w: tensor<8x8xi16>, %o: tensor<8x8xi16>, %a: tensor<8x8xi16>) -> (tensor<8x8xi16>, tensor<8x8xi16>) {
  %0:2 = linalg.generic {indexing_maps = [#x, #w, #o, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x8xi16>, tensor<8x8xi16>) outs(%a, %o : tensor<8x8xi16>, tensor<8x8xi16>) {
  ^bb0(%i: i16, %j: i16, %p: i16, %q: i16):
    %1 = arith.addi %p, %i : i16
    %2 = arith.muli %i, %j : i16
    %3 = arith.addi %q, %2 : i16
    linalg.yield %1, %3 : i16, i16
  } -> (tensor<8x8xi16>, tensor<8x8xi16>)
  return %0#0, %0#1 : tensor<8x8xi16>, tensor<8x8xi16>
}

// -----

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#o = affine_map<(m, n, k) -> (m, n)>
#a = affine_map<(m, n, k) -> (n)>

// CHECK-LABEL: @shared
// CHECK-NOT: scf
func.func @shared(%x: tensor<8x8xi16>, %w: tensor<8x8xi16>, %o: tensor<8x8xi16>, %a: tensor<8xi16>) -> (tensor<8x8xi16>, tensor<8xi16>) {
  // expected-warning@below {{not tiled: parallel loop 0 does not index the result of operand 3}}
  %0:2 = linalg.generic {indexing_maps = [#x, #w, #o, #a], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x8xi16>, tensor<8x8xi16>) outs(%o, %a : tensor<8x8xi16>, tensor<8xi16>) {
  ^bb0(%i: i16, %j: i16, %p: i16, %q: i16):
    %1 = arith.muli %i, %j : i16
    %2 = arith.addi %p, %1 : i16
    linalg.yield %2, %j : i16, i16
  } -> (tensor<8x8xi16>, tensor<8xi16>)
  return %0#0, %0#1 : tensor<8x8xi16>, tensor<8xi16>
}
