// Which operand is the weight may be known to one function only. The schedule
// keeps it: inlined, the op is tiled and counted as it was scheduled.

// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --inline -o %t.inlined
// RUN: FileCheck %s --input-file=%t.inlined
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile=promote=true --inline --canonicalize --cse -o %t.before
// RUN: ns-opt %t.inlined --neurospector-tile=promote=true --canonicalize --cse -o %t.after
// RUN: cmp %t.before %t.after
// RUN: ns-opt %t.inlined --neurospector-count=report=%t.model -o /dev/null
// RUN: ns-opt %t.inlined --neurospector-tile --neurospector-count=report=%t.loops -o /dev/null
// RUN: cmp %t.model %t.loops

// CHECK: roles = <input = 1, weight = 0, output = 2>,
// CHECK: loops = [K, B, C], levels = [
// CHECK-LABEL: func @main
// CHECK:         linalg.matmul
func.func private @product(%w: tensor<64x32xf32> {neurospector.weight},
                           %x: tensor<32x16xf32>,
                           %o: tensor<64x16xf32>) -> tensor<64x16xf32> {
  %0 = linalg.matmul ins(%w, %x : tensor<64x32xf32>, tensor<32x16xf32>)
      outs(%o : tensor<64x16xf32>) -> tensor<64x16xf32>
  return %0 : tensor<64x16xf32>
}
func.func @main(%a: tensor<64x32xf32>, %b: tensor<32x16xf32>,
                %c: tensor<64x16xf32>) -> tensor<64x16xf32> {
  %0 = call @product(%a, %b, %c) : (tensor<64x32xf32>, tensor<32x16xf32>,
      tensor<64x16xf32>) -> tensor<64x16xf32>
  return %0 : tensor<64x16xf32>
}
