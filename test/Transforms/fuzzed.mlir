// Inputs that once broke the pass under a sanitizer.
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss 2>&1 | FileCheck %s
// RUN: echo | ns-opt --neurospector-schedule="accelerator=eyeriss cross-layer=true" 2>&1 \
// RUN:   | FileCheck %s --check-prefix=NOTHING

// Not even an op.
// NOTHING: warning: nothing was scheduled

// A module without a single layer: the op never runs.
// CHECK: warning: nothing was scheduled
// CHECK-LABEL: @empty
// CHECK: linalg.matmul ins
func.func @empty(%a: memref<0x1xi1>, %b: memref<1x1xi1>, %c: memref<0x1xi1>) {
  linalg.matmul ins(%a, %b : memref<0x1xi1>, memref<1x1xi1>)
                outs(%c : memref<0x1xi1>)
  return
}
