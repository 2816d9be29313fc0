// A schedule that does not fit the size its op is now assumed to have.

// RUN: ns-opt %s --neurospector-count -o /dev/null 2>&1 | FileCheck %s

// CHECK:      warning: not counted: it runs loop 0 2 times, less than the tile 64 of level 'DRAM'
// CHECK-NOT:  matmul DRAM
func.func @f(%a: tensor<?x64xf32>, %b: tensor<64x64xf32>,
             %c: tensor<?x64xf32>) -> tensor<?x64xf32> {
  %0 = linalg.matmul {neurospector.assume = 2 : i64,
      neurospector.schedule = #neurospector.schedule<
        accelerator = "eyeriss",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [64, 64, 64] order = [0, 1, 2]>,
          <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [1, 2, 0]>],
        optimal = false>}
      ins(%a, %b : tensor<?x64xf32>, tensor<64x64xf32>)
      outs(%c : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %0 : tensor<?x64xf32>
}
