// A stock mlir-opt makes of the script what neurospector-tile makes.

// RUN: ns-opt %models/resnet50.mlir --neurospector-schedule=accelerator=eyeriss -o %t.scheduled
// RUN: ns-opt %t.scheduled --neurospector-tile --neurospector-strip --canonicalize --cse -o %t.tiled
// RUN: grep -c scf.forall %t.tiled
// RUN: ns-opt %t.scheduled --neurospector-emit-transform -o %t.script
// RUN: not grep 'n[e]urospector' %t.script
// RUN: mlir-opt %t.script --transform-interpreter --canonicalize --cse -o %t.applied
// RUN: sed -e '/with_named_sequence/,/^  }$/d' -e 's/ {schedule_id = [0-9]* : i64}//' %t.applied > %t.plain
// RUN: sed -e 's/{schedule_id = [0-9]* : i64, /{/' -e 's/, schedule_id = [0-9]* : i64//' %t.plain | cmp - %t.tiled

// Nor does it mind loops that are there already.
// RUN: ns-opt %t.scheduled --neurospector-tile=levels=PE_ARRAY --neurospector-emit-transform -o %t.script
// RUN: not grep 'n[e]urospector' %t.script
// RUN: mlir-opt %t.script --transform-interpreter --canonicalize --cse -o %t.applied
// RUN: sed -e '/with_named_sequence/,/^  }$/d' -e 's/ {schedule_id = [0-9]* : i64}//' %t.applied > %t.plain
// RUN: sed -e 's/{schedule_id = [0-9]* : i64, /{/' -e 's/, schedule_id = [0-9]* : i64//' %t.plain | cmp - %t.tiled

// What cannot be tiled has no script.
// RUN: ns-opt %s --neurospector-emit-transform 2>&1 | FileCheck %s
// CHECK: warning: no script: loop 0 has a dynamic size, and its schedule has no memory outside array 'PE_ARRAY(X)'
// CHECK: linalg.matmul {neurospector.schedule = #schedule}
// CHECK-NOT: module
func.func @dynamic(%a: tensor<?x4xf32>, %b: tensor<4x4xf32>,
                   %c: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, K, C], levels = [
          <spatial_x "PE_ARRAY" tile = [1, 1, 1]>],
        optimal = false>}
      ins(%a, %b : tensor<?x4xf32>, tensor<4x4xf32>)
      outs(%c : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
