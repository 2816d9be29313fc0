// RUN: ns-opt %s --verify-roundtrip | FileCheck %s
// RUN: ns-opt %s --mlir-print-op-generic | ns-opt | FileCheck %s
// RUN: ns-opt %s --emit-bytecode | ns-opt | FileCheck %s

// Equal attributes share an alias, levels stand on a line each, and numbers
// take the shortest form that parses back.

// CHECK:      #cost = #neurospector.cost<energy = 1.0e+20, cycles = 250.0,
// CHECK-SAME:   utilization = 0.1,
// CHECK-NEXT:   mac = <dynamic = 1.0e+20, static = 0.0, cycles = 100.0>, memories = [
// CHECK-NEXT:   <"DRAM" dynamic = 0.0, static = 0.0, cycles = 250.0>,
// CHECK-NEXT:   <"GLOBAL_BUFFER" dynamic = 1.0e-07, static = 2.5, cycles = 0.0>,
// CHECK-NEXT:   <"LOCAL_BUFFER" dynamic = 0.0, static = 0.30000000000000004, cycles = 125.0>]>

// CHECK:      #schedule = #neurospector.schedule<accelerator = "eyeriss",
// CHECK-NEXT:   roles = <input = 0, weight = 1, output = 2>,
// CHECK-NEXT:   loops = [B, K, C], levels = [
// CHECK-NEXT:   <temporal "DRAM" tile = [32, 64, 64] order = [0, 1, 2]>,
// CHECK-NEXT:   <spatial_y "MULTI_CHIPS" tile = [16, 64, 64]>,
// CHECK-NEXT:   <spatial_x "MULTI_CHIPS" tile = [16, 32, 64]>,
// CHECK-NEXT:   <temporal "GLOBAL_BUFFER" tile = [16, 8, 4] order = [0, 2, 1]>,
// CHECK-NEXT:   <spatial_y "PE_ARRAY" tile = [16, 2, 4]>,
// CHECK-NEXT:   <spatial_x "PE_ARRAY" tile = [2, 2, 4]>,
// CHECK-NEXT:   <temporal "LOCAL_BUFFER" tile = [1, 2, 4] order = [0, 1, 2]>,
// CHECK-NEXT:   <spatial_y "MAC_ARRAY" tile = [1, 1, 4]>,
// CHECK-NEXT:   <spatial_x "MAC_ARRAY" tile = [1, 1, 1]>], optimal = true>

#cost = #neurospector.cost<energy = 100000000000000000000.0, cycles = 2.5e2,
  utilization = 0.1,
  mac = <dynamic = 1.e20, static = 0.0, cycles = 100.0>, memories = [
  <"DRAM" dynamic = 0.0, static = 0.0, cycles = 250.0>,
  <"GLOBAL_BUFFER" dynamic = 0.0000001, static = 2.5, cycles = 0.0>,
  <"LOCAL_BUFFER" dynamic = 0.0, static = 0.30000000000000004, cycles = 125.0>]>
#schedule = #neurospector.schedule<accelerator = "eyeriss",
  roles = <input = 0, weight = 1, output = 2>,
  loops = [B, K, C], levels = [
  <temporal "DRAM" tile = [32, 64, 64] order = [0, 1, 2]>,
  <spatial_y "MULTI_CHIPS" tile = [16, 64, 64]>,
  <spatial_x "MULTI_CHIPS" tile = [16, 32, 64]>,
  <temporal "GLOBAL_BUFFER" tile = [16, 8, 4] order = [0, 2, 1]>,
  <spatial_y "PE_ARRAY" tile = [16, 2, 4]>,
  <spatial_x "PE_ARRAY" tile = [2, 2, 4]>,
  <temporal "LOCAL_BUFFER" tile = [1, 2, 4] order = [0, 1, 2]>,
  <spatial_y "MAC_ARRAY" tile = [1, 1, 4]>,
  <spatial_x "MAC_ARRAY" tile = [1, 1, 1]>], optimal = true>

// CHECK-LABEL: module attributes {neurospector.accelerator = "eyeriss"}
module attributes {neurospector.accelerator = "eyeriss"} {

// CHECK-LABEL: func @attached
// CHECK-SAME:    {neurospector.weight}
// CHECK:         linalg.matmul {neurospector.cost = #cost, neurospector.schedule = #schedule}
func.func @attached(%a: tensor<64x64xf32>,
                    %b: tensor<64x64xf32> {neurospector.weight},
                    %c: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.matmul {neurospector.cost = #cost,
                      neurospector.schedule = #schedule}
      ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>)
      outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}

// A dynamic loop may have any tile.
// CHECK-LABEL: func @dynamic
// CHECK:         linalg.matmul {neurospector.schedule = #schedule}
func.func @dynamic(%a: tensor<?x64xf32>, %b: tensor<64x64xf32>,
                   %c: tensor<?x64xf32>) -> tensor<?x64xf32> {
  %0 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %b : tensor<?x64xf32>, tensor<64x64xf32>)
      outs(%c : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %0 : tensor<?x64xf32>
}

// Tiles need not divide each other, arrays may have one axis, and what is left
// of a schedule may begin anywhere.
// CHECK-LABEL: func private @alone
// CHECK-SAME:    level = #neurospector.level<spatial_x "PE_ARRAY" tile = [1, 2]>
// CHECK-SAME:    memory = #neurospector.memory_cost<"L2" dynamic = 1.5, static = 0.0, cycles = 2.0>
// CHECK-SAME:    roles = #neurospector.roles<input = 1, weight = 0, output = 4>
// CHECK-SAME:    rows = #neurospector.axis<spatial "ROWS">
// CHECK-SAME:    uneven = #schedule1
func.func private @alone() attributes {
  level = #neurospector.level<spatial_x "PE_ARRAY" tile = [1, 2]>,
  memory = #neurospector.memory_cost<"L2" dynamic = 1.5, static = 0.0, cycles = 2.0>,
  roles = #neurospector.roles<input = 1, weight = 0, output = 4>,
  rows = #neurospector.axis<spatial "ROWS">,
  uneven = #neurospector.schedule<accelerator = "x", roles = <input = 1, weight = 0, output = 4>,
    loops = [K, B, P, Q, C, R, S, G, D, T], levels = [
    <spatial "ROWS" tile = [7, 1, 1, 1, 1, 1, 1, 1, 1, 1]>,
    <temporal "SPAD" tile = [5, 1, 1, 1, 1, 1, 1, 1, 1, 1] order = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]>,
    <temporal "L0" tile = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]>], optimal = false>}
}
