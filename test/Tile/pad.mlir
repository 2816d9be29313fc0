// With pad=true an array and its units take full tiles only: what is smaller is
// padded with zeros, and what that adds is cut off again.

// RUN: ns-opt %s --neurospector-tile="levels=DRAM pad=true" --canonicalize --cse -o %t 2> %t.err
// RUN: FileCheck %s --input-file=%t
// RUN: FileCheck %s --input-file=%t.err --check-prefix=ERR

// In the loops of the array all is static.
// RUN: ns-opt %s --neurospector-tile=pad=true --canonicalize --cse 2> /dev/null | FileCheck %s --check-prefix=ALL

#schedule = #neurospector.schedule<
  accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>,
  loops = [B, K, C], levels = [
    <temporal "DRAM" tile = [4, 6, 3] order = [0, 1, 2]>,
    <spatial_x "PE_ARRAY" tile = [4, 2, 3]>,
    <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>

// CHECK-LABEL: @product
// CHECK:       %[[SUMS:.*]] = tensor.extract_slice %{{.*}}[%[[I:[a-z0-9]+]], %[[J:[a-z0-9]+]]] [%[[M:[0-9]+]], %[[N:[0-9]+]]] [1, 1] : tensor<7x11xf32>
// CHECK:       tensor.pad {{.*}}
// CHECK:         tensor<?x?xf32> to tensor<4x3xf32>
// CHECK:       tensor.pad
// CHECK:         tensor<?x?xf32> to tensor<3x6xf32>
// CHECK:       tensor.pad %[[SUMS]]
// CHECK:         tensor<?x?xf32> to tensor<4x6xf32>
// CHECK:       %[[FULL:.*]] = linalg.matmul
// CHECK:       tensor.extract_slice %[[FULL]][0, 0] [%[[M]], %[[N]]] [1, 1]

// ALL-LABEL: @product
// ALL:       scf.forall (%{{.*}}) in (3)
// ALL:         scf.for %{{.*}} = %c0 to %c4 step %c1
func.func @product(%a: tensor<7x5xf32>, %b: tensor<5x11xf32>, %c: tensor<7x11xf32>) -> tensor<7x11xf32> {
  %0 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %b : tensor<7x5xf32>, tensor<5x11xf32>) outs(%c : tensor<7x11xf32>) -> tensor<7x11xf32>
  return %0 : tensor<7x11xf32>
}

// Zeros are not zero after a zero point has been taken off: the iterations that
// were added to the sum are skipped.
// CHECK-LABEL: @quantized
// CHECK:       %[[END:.*]] = affine.min #{{.*}}(%{{.*}})
// CHECK:       linalg.generic
// CHECK:       ^bb0(%{{.*}}: i8, %{{.*}}: i8, %{{.*}}: i32, %{{.*}}: i32, %[[SUM:.*]]: i32):
// CHECK:         %[[NEXT:.*]] = arith.addi %[[SUM]]
// CHECK:         %[[K:.*]] = linalg.index 2
// CHECK:         %[[IS_INSIDE:.*]] = arith.cmpi ult, %[[K]], %[[END]]
// CHECK:         arith.select %[[IS_INSIDE]], %[[NEXT]], %[[SUM]]
func.func @quantized(%a: tensor<4x5xi8>, %b: tensor<5x6xi8>, %c: tensor<4x6xi32>) -> tensor<4x6xi32> {
  %zero = arith.constant 3 : i32
  %0 = linalg.quantized_matmul {neurospector.schedule = #neurospector.schedule<
      accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 4>,
      loops = [B, K, C], levels = [
        <temporal "DRAM" tile = [4, 6, 3] order = [0, 1, 2]>,
        <spatial_x "PE_ARRAY" tile = [4, 2, 3]>,
        <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>}
      ins(%a, %b, %zero, %zero : tensor<4x5xi8>, tensor<5x6xi8>, i32, i32)
      outs(%c : tensor<4x6xi32>) -> tensor<4x6xi32>
  return %0 : tensor<4x6xi32>
}

// ERR: warning: not tiled: it is on buffers, which cannot be padded
func.func @buffers(%a: memref<7x5xf32>, %b: memref<5x11xf32>, %c: memref<7x11xf32>) {
  linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %b : memref<7x5xf32>, memref<5x11xf32>) outs(%c : memref<7x11xf32>)
  return
}

// ERR: warning: not tiled: op 'arith.divsi' of its body must not run on padding
func.func @divided(%a: tensor<7x5xi32>, %b: tensor<5x11xi32>, %s: tensor<11xi32>, %c: tensor<7x11xi32>) -> tensor<7x11xi32> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>,
                       affine_map<(m, n, k) -> (n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b, %s : tensor<7x5xi32>, tensor<5x11xi32>, tensor<11xi32>) outs(%c : tensor<7x11xi32>)
      attrs = {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 3>,
        loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [4, 6, 3] order = [0, 1, 2]>,
          <spatial_x "PE_ARRAY" tile = [4, 2, 3]>,
          <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>} {
  ^bb0(%x: i32, %w: i32, %d: i32, %sum: i32):
    %1 = arith.muli %x, %w : i32
    %2 = arith.divsi %1, %d : i32
    %3 = arith.addi %sum, %2 : i32
    linalg.yield %3 : i32
  } -> tensor<7x11xi32>
  return %0 : tensor<7x11xi32>
}

// Where all tiles are whole there is nothing to pad, on buffers neither.
// CHECK-LABEL: @whole
// CHECK-NOT:   tensor.pad
// CHECK:       linalg.matmul {neurospector.nest
func.func @whole(%a: memref<8x6xf32>, %b: memref<6x12xf32>, %c: memref<8x12xf32>) {
  linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %b : memref<8x6xf32>, memref<6x12xf32>) outs(%c : memref<8x12xf32>)
  return
}

// Two iterations of a group of four share a scale.
// CHECK-LABEL: @groups
// CHECK:       tensor.pad
// CHECK:         tensor<4x?xf32> to tensor<4x2xf32>
// CHECK:       tensor.pad
// CHECK:         tensor<?x?xf32> to tensor<1x4xf32>
func.func @groups(%x: tensor<4x11xf32>, %w: tensor<11x6xf32>, %s: tensor<3x6xf32>, %o: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>,
                       affine_map<(m, n, k) -> (k floordiv 4, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<4x11xf32>, tensor<11x6xf32>, tensor<3x6xf32>) outs(%o : tensor<4x6xf32>)
      attrs = {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 3>,
        loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [4, 4, 2] order = [0, 1, 2]>,
          <spatial_x "PE_ARRAY" tile = [1, 4, 2]>,
          <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>} {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    %1 = arith.mulf %b, %c : f32
    %2 = arith.mulf %a, %1 : f32
    %3 = arith.addf %d, %2 : f32
    linalg.yield %3 : f32
  } -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}
