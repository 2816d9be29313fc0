// Tiles need not divide what they are cut from: loops end where the op ends, and
// the last tile is smaller.

// RUN: ns-opt %s --neurospector-tile --canonicalize --cse | FileCheck %s
// RUN: ns-opt %s --neurospector-tile="levels=GLOBAL_BUFFER promote=true" --canonicalize --cse | FileCheck %s --check-prefix=PROMOTE

// In two steps the second knows what the first left.
// RUN: ns-opt %s --neurospector-tile=promote=true -o %t.one
// RUN: ns-opt %s --neurospector-tile="levels=GLOBAL_BUFFER promote=true" --neurospector-tile=promote=true -o %t.two
// RUN: cmp %t.one %t.two
// RUN: ns-opt %s --neurospector-tile="levels=PE_ARRAY promote=true" --neurospector-tile=promote=true -o %t.two
// RUN: cmp %t.one %t.two

// A stock mlir-opt makes the same loops of the script, also of what is left.
// RUN: ns-opt %s --neurospector-tile --neurospector-strip --canonicalize --cse -o %t.tiled
// RUN: ns-opt %s --neurospector-emit-transform -o %t.script
// RUN: FileCheck %s --input-file=%t.script --check-prefix=SCRIPT
// RUN: mlir-opt %t.script --transform-interpreter --canonicalize --cse | sed -e '/with_named_sequence/,/^  }$/d' -e 's/ {schedule_id = [0-9]* : i64}//' | cmp - %t.tiled
// RUN: ns-opt %s --neurospector-tile=levels=GLOBAL_BUFFER --neurospector-emit-transform -o %t.script
// RUN: mlir-opt %t.script --transform-interpreter --canonicalize --cse | sed -e '/with_named_sequence/,/^  }$/d' -e 's/ {schedule_id = [0-9]* : i64}//' | cmp - %t.tiled

// Nothing of it is left over.
// RUN: ns-opt %s --neurospector-tile="levels=GLOBAL_BUFFER promote=true" --neurospector-strip | not grep 'n[e]urospector'

// Of 6 columns PEs take 2 each, and of the last 5 the last PE takes one.
// CHECK-DAG:   #[[ROWS:.*]] = affine_map<(d0) -> (-d0 + 7, 4)>
// CHECK-DAG:   #[[COLUMNS:.*]] = affine_map<(d0) -> (-d0 + 11, 6)>
// CHECK-DAG:   #[[HALVES:.*]] = affine_map<()[s0] -> (s0 ceildiv 2)>
// CHECK-LABEL: @product
// CHECK:       scf.for %[[I:.*]] = %c0 to %c7 step %c4
// CHECK:         scf.for %[[J:.*]] = %c0 to %c11 step %c6
// CHECK-DAG:       %[[M:.*]] = affine.min #[[ROWS]](%[[I]])
// CHECK-DAG:       %[[N:.*]] = affine.min #[[COLUMNS]](%[[J]])
// CHECK:           tensor.extract_slice %{{.*}}[%[[I]], 0] [%[[M]], 5] [1, 1]
// CHECK:           scf.for %{{.*}} = %c0 to %c5 step %c4
// CHECK:             %[[UNITS:.*]] = affine.apply #[[HALVES]]()[%[[N]]]
// CHECK:             scf.forall (%{{.*}}) in (%[[UNITS]])
// CHECK:               scf.for %{{.*}} = %c0 to %[[M]] step %c1
// CHECK:                 linalg.matmul {{.*}}ins(%{{.*}} : tensor<1x1xf32>, tensor<1x1xf32>)

// The room is that of a full tile; what is there is a slice of it.
// PROMOTE:     %[[ROOM:.*]] = bufferization.alloc_tensor() {memory_space = #neurospector.buffer<"GLOBAL_BUFFER">} : tensor<4x5xf32>
// PROMOTE:     %[[SLICE:.*]] = tensor.extract_slice %[[ROOM]][0, 0] [%[[M:.*]], 5] [1, 1] : tensor<4x5xf32> to tensor<?x5xf32>
// PROMOTE:     bufferization.materialize_in_destination %{{.*}} in %[[SLICE]]
// PROMOTE:     linalg.matmul {neurospector.assume = array<i64: 4, 6, 4>

// SCRIPT:      tile_using_forall {{.*}} tile_sizes [0, 2, 0]
func.func @product(%a: tensor<7x5xf32>, %b: tensor<5x11xf32>, %c: tensor<7x11xf32>) -> tensor<7x11xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [4, 6, 5] order = [0, 1, 2]>,
        <temporal "GLOBAL_BUFFER" tile = [4, 6, 4] order = [0, 1, 2]>,
        <spatial_y "PE_ARRAY" tile = [4, 2, 4]>,
        <spatial_x "PE_ARRAY" tile = [4, 2, 1]>,
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>}
      ins(%a, %b : tensor<7x5xf32>, tensor<5x11xf32>) outs(%c : tensor<7x11xf32>) -> tensor<7x11xf32>
  return %0 : tensor<7x11xf32>
}

// The loops move what the model says. Of 7 outputs, 3 + 3 + 1, with a window of
// 3 the inputs are 5 + 5 + 3.
// RUN: ns-opt %s --neurospector-count=report=%t.model -o /dev/null
// RUN: ns-opt %s --neurospector-tile=promote=true --neurospector-count=report=%t.loops -o /dev/null
// RUN: cmp %t.model %t.loops
// RUN: FileCheck %s --input-file=%t.loops --check-prefix=COUNT

// COUNT: product matmul DRAM input 2 0 35
// COUNT: product matmul GLOBAL_BUFFER (weight) 8 0 110
// COUNT: window conv_1d_nwc_wcf DRAM input 3 0 52
// COUNT: window conv_1d_nwc_wcf DRAM output 0 3 35
func.func @window(%a: tensor<1x9x4xf32>, %b: tensor<3x4x5xf32>, %c: tensor<1x7x5xf32>) -> tensor<1x7x5xf32> {
  %0 = linalg.conv_1d_nwc_wcf {neurospector.schedule = #neurospector.schedule<
      accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>,
      loops = [B, Q, K, S, C], levels = [
        <temporal "DRAM" tile = [1, 3, 5, 3, 4] order = [0, 1, 2, 3, 4]>,
        <temporal "GLOBAL_BUFFER" tile = [1, 3, 2, 3, 4] order = [2, 0, 1, 3, 4]>,
        <spatial_x "PE_ARRAY" tile = [1, 2, 2, 3, 1]>,
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1, 1, 1] order = [0, 1, 2, 3, 4]>], optimal = false>}
      ins(%a, %b : tensor<1x9x4xf32>, tensor<3x4x5xf32>) outs(%c : tensor<1x7x5xf32>) -> tensor<1x7x5xf32>
  return %0 : tensor<1x7x5xf32>
}
