// Diagnostics of a file that describes an accelerator come at their place in it,
// and once, however many ops there are; count says the first error.

// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: sed 's/^FREQUENCY/COLOUR=red\nFREQUENCY/' %configs/accelerators/eyeriss.cfg > warn.cfg
// RUN: sed 's/^PRECISION=.*/PRECISION=bad/' warn.cfg > bad.cfg
// RUN: sed 's/FILE/warn.cfg/' %s > warn.mlir
// RUN: sed 's/FILE/bad.cfg/' %s > bad.mlir
// RUN: ns-opt warn.mlir --neurospector-tile=promote=true -o out 2> err
// RUN: FileCheck %s --input-file=err --check-prefix=WARNING
// RUN: not ns-opt bad.mlir --neurospector-tile=promote=true -o out 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: ns-opt bad.mlir --neurospector-count -o out 2>&1 | FileCheck %s --check-prefix=COUNT

// WARNING:     warn.cfg:{{[0-9]+}}:1: warning: unknown key 'COLOUR' in section 'ACCELERATOR' ignored
// WARNING-NOT: {{(warning|error):}}
// ERROR:       bad.cfg:{{[0-9]+}}:{{[0-9]+}}: error: expected a precision such as INT16, found 'bad'
// ERROR:       bad.mlir:{{.*}}: error: cannot be tiled
// COUNT:       warning: not counted: expected a precision such as INT16, found 'bad'
#schedule = #neurospector.schedule<accelerator = "FILE",
    roles = <input = 0, weight = 1, output = 2>,
    loops = [B, K, C], levels = [
    <temporal "DRAM" tile = [1, 1, 1] order = [0, 1, 2]>], optimal = false>
func.func @f(%a: tensor<4x4xf32>, %c: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = linalg.matmul {neurospector.schedule = #schedule}
      ins(%0, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %1 : tensor<4x4xf32>
}
