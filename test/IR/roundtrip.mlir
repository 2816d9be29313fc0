// RUN: ns-opt %s --verify-roundtrip | FileCheck %s
// RUN: ns-opt %s --mlir-print-op-generic | ns-opt | FileCheck %s
// RUN: ns-opt %s --emit-bytecode | ns-opt | FileCheck %s

// Equal attributes share an alias, levels stand on a line each, and numbers
// take the shortest form that parses back.

// CHECK:      #cost = #neurospector.cost<energy = 1.0e+20, cycles = 250.0,
// CHECK-SAME:   utilization = 0.1,
// CHECK-SAME:   mac = <dynamic = 1.0e+20, static = 0.0>,
// CHECK-SAME:   local_buffer = <dynamic = 0.0, static = 0.30000000000000004>,
// CHECK-SAME:   global_buffer = <dynamic = 1.0e-07, static = 2.5>,
// CHECK-SAME:   dram = <dynamic = 0.0, static = 0.0>>

// CHECK:      #schedule = #neurospector.schedule<accelerator = "eyeriss", levels = [
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
  mac = <dynamic = 1.e20, static = 0.0>,
  local_buffer = <dynamic = 0.0, static = 0.30000000000000004>,
  global_buffer = <dynamic = 0.0000001, static = 2.5>,
  dram = <dynamic = 0.0, static = 0.0>>
#schedule = #neurospector.schedule<accelerator = "eyeriss", levels = [
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

// CHECK-LABEL: func private @alone
// CHECK-SAME:    level = #neurospector.level<spatial_x "PE_ARRAY" tile = [1, 2]>
// CHECK-SAME:    part = #neurospector.energy<dynamic = 1.5, static = 0.0>
func.func private @alone() attributes {
  level = #neurospector.level<spatial_x "PE_ARRAY" tile = [1, 2]>,
  part = #neurospector.energy<dynamic = 1.5, static = 0.0>}
}
