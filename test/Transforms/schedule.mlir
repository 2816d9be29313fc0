// What lands on an op: levels of the rows that the accelerator has, outermost
// first, and the cost. The search itself is tested elsewhere.

// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss optimizer=bottom-up" | FileCheck %s --check-prefixes=CHECK,EYERISS,HEURISTIC
// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss optimizer=optimal" | FileCheck %s --check-prefixes=CHECK,EYERISS,PROVEN
// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss optimizer=brute-force" | FileCheck %s --check-prefixes=CHECK,EYERISS,PROVEN
// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_1lv" | FileCheck %s --check-prefixes=CHECK,ONE_LEVEL
// RUN: ns-opt %s --neurospector-schedule="accelerator=simba" | FileCheck %s --check-prefixes=CHECK,SIMBA

// Options that change the result's cost only.
// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss dataflow=fixed metric=cycle cost-model=published" | FileCheck %s
// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss dataflow=flexible metric=edp cost-model=exact max-evaluations=1" | FileCheck %s
// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss metric=energy" | FileCheck %s

// CHECK:          #cost = #neurospector.cost<energy = {{[0-9.e+]+}}, cycles = {{[0-9.e+]+}}, utilization = {{[0-9.e-]+}},
// CHECK-NEXT:       mac = <dynamic = {{[0-9.e+]+}}, static = {{[0-9.e+]+}}, cycles = {{[0-9.e+]+}}>, memories = [
// CHECK-NEXT:       <"DRAM" dynamic = {{[0-9.e+]+}}, static = {{[0-9.e+]+}}, cycles = {{[0-9.e+]+}}>,
// EYERISS-NEXT:     <"GLOBAL_BUFFER" dynamic =
// SIMBA-NEXT:       <"GLOBAL_BUFFER" dynamic =
// CHECK:            <"LOCAL_BUFFER" dynamic = {{[0-9.e+]+}}, static = {{[0-9.e+]+}}, cycles = {{[0-9.e+]+}}>]>
// CHECK-NOT:      #cost1

// EYERISS:        #schedule = #neurospector.schedule<accelerator = "eyeriss",
// EYERISS-NEXT:     roles = <input = 0, weight = 1, output = 2>,
// EYERISS-NEXT:     loops = [B, K, C], levels = [
// EYERISS-NEXT:     <temporal "DRAM" tile = [{{[0-9]+, [0-9]+, [0-9]+}}] order = [{{[0-2], [0-2], [0-2]}}]>,
// EYERISS-NEXT:     <temporal "GLOBAL_BUFFER" tile = [{{.*}}] order = [{{.*}}]>,
// EYERISS-NEXT:     <spatial_y "PE_ARRAY" tile = [{{[0-9]+, [0-9]+, [0-9]+}}]>,
// EYERISS-NEXT:     <spatial_x "PE_ARRAY" tile = [{{[0-9]+, [0-9]+, [0-9]+}}]>,
// EYERISS-NEXT:     <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [{{.*}}]>]
// HEURISTIC-SAME:   , optimal = false>
// PROVEN-SAME:      , optimal = true>

// ONE_LEVEL:      levels = [
// ONE_LEVEL-NEXT:   <temporal "DRAM"
// ONE_LEVEL-NEXT:   <spatial_x "PE_ARRAY"
// ONE_LEVEL-NEXT:   <temporal "LOCAL_BUFFER" tile = [1, 1, 1]

// SIMBA:          levels = [
// SIMBA-NEXT:       <temporal "DRAM"
// SIMBA-NEXT:       <spatial_y "MULTI_CHIPS"
// SIMBA-NEXT:       <spatial_x "MULTI_CHIPS"
// SIMBA-NEXT:       <temporal "GLOBAL_BUFFER"
// SIMBA-NEXT:       <spatial_y "PE_ARRAY"
// SIMBA-NEXT:       <spatial_x "PE_ARRAY"
// SIMBA-NEXT:       <temporal "LOCAL_BUFFER"
// SIMBA-NEXT:       <spatial_{{[xy]}} "MAC_ARRAY"

// CHECK-NOT:      #schedule1
// CHECK-LABEL:  func @scheduled
// CHECK:          linalg.fill ins
// CHECK:          linalg.matmul {neurospector.cost = #cost, neurospector.schedule = #schedule} ins
func.func @scheduled(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
                     %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %0 = linalg.fill ins(%zero : f32) outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// An equal layer gets an equal schedule, and an old one is replaced.
// CHECK-LABEL:  func @equal
// CHECK:          linalg.matmul {neurospector.cost = #cost, neurospector.schedule = #schedule} ins
func.func @equal(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
                 %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
          accelerator = "other",
          roles = <input = 0, weight = 1, output = 2>,
          loops = [B, K, C], levels = [
            <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>],
          optimal = false>}
      ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
      outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
