// Scripts and ids that are there already.

// RUN: ns-opt %s -split-input-file --neurospector-emit-transform -verify-diagnostics | FileCheck %s

#schedule = #neurospector.schedule<
    accelerator = "eyeriss",
    roles = <input = 0, weight = 1, output = 2>,
    loops = [B, K, C], levels = [
      <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>

// CHECK-LABEL: func @ids
// CHECK-NEXT:    linalg.matmul {schedule_id = 8 : i64}
// CHECK-NEXT:    linalg.matmul {schedule_id = 7 : i64}
// CHECK-NEXT:    linalg.matmul {neurospector.schedule = #schedule, schedule_id = 9223372036854775807 : i64}
// CHECK:       transform.named_sequence @schedule_8
// CHECK-NOT:   @schedule_
// CHECK:       transform.named_sequence @__transform_main
// CHECK-NEXT:    transform.structured.match attributes {schedule_id = 8 : i64}
// CHECK-NEXT:    transform.include @schedule_8
// CHECK-NEXT:    transform.yield
func.func @ids(%a: tensor<4x4xf32>) {
  %0 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = linalg.matmul {schedule_id = 7 : i64}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  // expected-warning@+1 {{no script: it has a 'schedule_id' already}}
  %2 = linalg.matmul {neurospector.schedule = #schedule, schedule_id = 9223372036854775807 : i64}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}

// -----

// Nothing is scheduled: the script of before is all there is.
// CHECK-LABEL:   func @unscheduled
// CHECK-COUNT-1: module
// CHECK-NOT:     module
func.func @unscheduled(%a: tensor<4x4xf32>) {
  return
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op) {
    transform.yield
  }
}

// -----

#schedule = #neurospector.schedule<
    accelerator = "eyeriss",
    roles = <input = 0, weight = 1, output = 2>,
    loops = [B, K, C], levels = [
      <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>

func.func @scheduled(%a: tensor<4x4xf32>) {
  %0 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}
module attributes {transform.with_named_sequence} {
  // expected-error@+1 {{there is a '__transform_main' already}}
  transform.named_sequence @__transform_main(%root: !transform.any_op) {
    transform.yield
  }
}
