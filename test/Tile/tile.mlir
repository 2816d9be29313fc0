// The loops of each level, outermost first, and where they stop.

// RUN: ns-opt %s --neurospector-tile | FileCheck %s --check-prefixes=CHECK,ALL --implicit-check-not="scf.for %" --implicit-check-not=neurospector.schedule
// RUN: ns-opt %s --neurospector-tile=levels=GLOBAL_BUFFER | FileCheck %s --check-prefixes=CHECK,PART --implicit-check-not="scf.for %"
// RUN: ns-opt %s --neurospector-tile="levels=PE_ARRAY(Y)" | FileCheck %s --check-prefix=AXIS
// RUN: ns-opt %s --neurospector-tile=levels=PE_ARRAY | FileCheck %s --check-prefix=ARRAY
// RUN: ns-opt %s --neurospector-tile=spatial-reduction=partial | FileCheck %s --check-prefixes=CHECK,PARTIAL
// RUN: ns-opt %s --neurospector-tile=promote=true | FileCheck %s --check-prefix=PROMOTE
// RUN: ns-opt %s --neurospector-tile=promote=true --one-shot-bufferize=bufferize-function-boundaries | FileCheck %s --check-prefix=MEMREF

// In two steps it is the same.
// RUN: ns-opt %s --neurospector-tile -o %t.one
// RUN: ns-opt %s --neurospector-tile=levels=GLOBAL_BUFFER --neurospector-tile -o %t.two
// RUN: cmp %t.one %t.two

// A level is named with or without its axis.
// AXIS:       loops = [B, K, C], levels = [
// AXIS-NEXT:    <spatial_x "PE_ARRAY" tile = [1, 1, 1]>,
// ARRAY:      loops = [B, K, C], levels = [
// ARRAY-NEXT:   <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>

// What is left after part of the loops begins with PE_ARRAY.
// PART:      #schedule = #neurospector.schedule<accelerator = "eyeriss",
// PART-NEXT:   roles = <input = 0, weight = 1, output = 2>,
// PART-NEXT:   loops = [B, K, C], levels = [
// PART-NEXT:   <spatial_y "PE_ARRAY" tile = [4, 1, 2]>,
// PART-NEXT:   <spatial_x "PE_ARRAY" tile = [1, 1, 1]>,
// PART-NEXT:   <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>

// CHECK-LABEL: func @f
// CHECK:         scf.for %[[I:.*]] = %{{c0.*}} to %{{c8.*}} step %{{c4.*}} iter_args
// CHECK:           tensor.extract_slice %arg0[%[[I]], 0] [4, 16] [1, 1]
// CHECK:           scf.for %{{.*}} = %{{c0.*}} to %{{c16.*}} step %{{c2.*}} iter_args
// ALL:               scf.forall (%{{.*}}) in (8) shared_outs
// ALL:                 scf.forall (%{{.*}}) in (4) shared_outs
// ALL:                   scf.for %{{.*}} = %{{c0.*}} to %{{c2.*}} step %{{c1.*}} iter_args
// ALL:                     linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>} ins({{.*}} : tensor<1x1xf32>, tensor<1x1xf32>)
// ALL:                   } {neurospector.level = #neurospector.axis<spatial_x "PE_ARRAY">}
// ALL:                 } {mapping = [#neurospector.axis<spatial_x "PE_ARRAY">]}
// ALL:               } {mapping = [#neurospector.axis<spatial_y "PE_ARRAY">]}
// PART:              linalg.matmul {neurospector.nest = {{.*}}, neurospector.schedule = #schedule} ins({{.*}} : tensor<4x2xf32>, tensor<2x8xf32>)
// PARTIAL:           scf.forall (%{{.*}}) in (4) shared_outs
// PARTIAL:             scf.forall (%{{.*}}) in (2) shared_outs({{.*}}tensor<1x1x2xf32>
// PARTIAL:             } {mapping = [#neurospector.axis<spatial_x "PE_ARRAY">]}
// PARTIAL:             linalg.reduce ins({{.*}} : tensor<1x1x2xf32>)
// CHECK:           } {neurospector.level = #neurospector.buffer<"GLOBAL_BUFFER">}
// CHECK:         } {neurospector.level = #neurospector.buffer<"DRAM">}

// The weight, of 16x8, bypasses the global buffer.
// PROMOTE:       scf.for
// PROMOTE:         alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"GLOBAL_BUFFER">} : tensor<4x16xf32>
// PROMOTE-NEXT:    alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"GLOBAL_BUFFER">} : tensor<4x8xf32>
// PROMOTE-NOT:     alloc_tensor
// PROMOTE:         scf.for
// PROMOTE-COUNT-3: alloc_tensor() copy({{.*}}) {memory_space = #neurospector.buffer<"LOCAL_BUFFER">} : tensor<1x1xf32>
// PROMOTE-NOT:     alloc_tensor
// MEMREF: memref.alloc() {{.*}} : memref<4x16xf32, #neurospector.buffer<"GLOBAL_BUFFER">>
// MEMREF: memref.alloc() {{.*}} : memref<1x1xf32, #neurospector.buffer<"LOCAL_BUFFER">>
func.func @f(%a: tensor<8x16xf32>, %b: tensor<16x8xf32>,
             %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "eyeriss",
      roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [4, 8, 16] order = [0, 1, 2]>,
        <temporal "GLOBAL_BUFFER" tile = [4, 8, 2] order = [2, 0, 1]>,
        <spatial_y "PE_ARRAY" tile = [4, 1, 2]>,
        <spatial_x "PE_ARRAY" tile = [1, 1, 1]>,
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>],
      optimal = false>}
      ins(%a, %b : tensor<8x16xf32>, tensor<16x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// A buffer operand, and several loops on one axis.
// CHECK-LABEL: func @buffers
// ALL:           scf.forall (%{{.*}}, %{{.*}}) in (2, 4) {
// ALL:             scf.for
// ALL:               linalg.matmul {{.*}} ins({{.*}} : memref<1x1xf32, {{.*}}>, memref<1x1xf32, {{.*}}>)
// ALL:           } {mapping = [#neurospector.axis<spatial_x "MULTI_CHIPS">, #neurospector.axis<spatial_x "MULTI_CHIPS">]}
func.func @buffers(%a: memref<2x4xf32>, %b: memref<4x4xf32>,
                   %c: memref<2x4xf32>) {
  linalg.matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "simba",
      roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [2, 4, 4] order = [0, 1, 2]>,
        <spatial_x "MULTI_CHIPS" tile = [1, 1, 4]>,
        <spatial_x "MAC_ARRAY" tile = [1, 1, 1]>],
      optimal = false>}
      ins(%a, %b : memref<2x4xf32>, memref<4x4xf32>) outs(%c : memref<2x4xf32>)
  return
}
