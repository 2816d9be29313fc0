// Only what needs the machine fails without it.

// RUN: ns-opt %s --neurospector-tile | FileCheck %s --check-prefix=TILED
// RUN: not ns-opt %s --neurospector-tile=promote=true 2>&1 | FileCheck %s --check-prefix=PROMOTE
// RUN: ns-opt %s --neurospector-tile --neurospector-count -o /dev/null 2>&1 | FileCheck %s --check-prefix=COUNT

// TILED:   scf.for
// PROMOTE: error: no built-in accelerator 'nope' and cannot read it as a file
// PROMOTE: error: cannot be tiled
// COUNT:   warning: not counted: no built-in accelerator 'nope' and cannot read it as a file
func.func @f(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>,
             %c: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<
        accelerator = "nope",
        roles = <input = 0, weight = 1, output = 2>,
        loops = [B, K, C], levels = [
          <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>],
        optimal = false>}
      ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}
