// Passes that know nothing of schedules may change the sizes that one was made
// for. Its tiles still are tiles of the op; only the model was asked about
// another one.

// RUN: ns-opt %s --neurospector-schedule="accelerator=eyeriss factors=perfect assume-dynamic=128" --canonicalize -o %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: ns-opt %t.mlir --neurospector-tile 2>&1 | FileCheck %s --check-prefix=TILE
// RUN: ns-opt %t.mlir --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=COUNT
// RUN: ns-opt %t.mlir --neurospector-emit-transform 2>&1 | FileCheck %s --check-prefix=SCRIPT

// CHECK:      <temporal "DRAM" tile = [128, 64, 64]
// CHECK-NEXT: <temporal "GLOBAL_BUFFER" tile = [1, 64, 64]
// CHECK:      linalg.matmul {neurospector.cost = {{.*}}, neurospector.schedule = {{.*}}} ins({{.*}}tensor<97x64xf32>
// TILE-NOT:   warning
// TILE:       scf.for %{{.*}} = %{{.*}} to %c97
// COUNT:      warning: not counted: it runs loop 0 97 times, less than the tile 128 of level 'DRAM'
// SCRIPT-NOT: warning
// SCRIPT:     tile_using_for %{{.*}} tile_sizes [1, 0, 0]
func.func @f(%a: tensor<97x64xf32>, %b: tensor<64x64xf32>,
             %c: tensor<97x64xf32>) -> tensor<97x64xf32> {
  %dynamicA = tensor.cast %a : tensor<97x64xf32> to tensor<?x64xf32>
  %dynamicC = tensor.cast %c : tensor<97x64xf32> to tensor<?x64xf32>
  %0 = linalg.matmul ins(%dynamicA, %b : tensor<?x64xf32>, tensor<64x64xf32>)
      outs(%dynamicC : tensor<?x64xf32>) -> tensor<?x64xf32>
  %1 = tensor.cast %0 : tensor<?x64xf32> to tensor<97x64xf32>
  return %1 : tensor<97x64xf32>
}
