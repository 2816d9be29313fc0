// A module with layers that are not linalg ops is told which pass is missing; one
// with nothing to schedule, that there is nothing.

// RUN: split-file %s %t
// RUN: ns-opt %t/tosa.mlir --allow-unregistered-dialect --neurospector-schedule="accelerator=eyeriss report=%t/txt" -o %t/out 2>&1 | FileCheck %s --check-prefix=TOSA
// RUN: FileCheck %s --check-prefix=TABLE --input-file=%t/txt
// RUN: ns-opt %t/tosa.mlir --allow-unregistered-dialect --neurospector-schedule="accelerator=eyeriss report=%t/page.html" -o %t/out 2>&1 | FileCheck %s --check-prefix=TOSA
// RUN: FileCheck %s --check-prefix=PAGE --input-file=%t/page.html
// RUN: ns-opt %t/vector.mlir --neurospector-schedule="accelerator=eyeriss" -o %t/out 2>&1 | FileCheck %s --check-prefix=VECTOR
// RUN: ns-opt %t/softmax.mlir --neurospector-schedule="accelerator=eyeriss" -o %t/out 2>&1 | FileCheck %s --check-prefix=NOTHING
// RUN: ns-opt %t/mixed.mlir --neurospector-schedule="accelerator=eyeriss report=-" --remarks-filter=neurospector -o %t/out 2>&1 | FileCheck %s --check-prefix=MIXED --implicit-check-not=warning:

// After that pass there is something.
// RUN: ns-opt %t/after.mlir --pass-pipeline="builtin.module(func.func(tosa-to-linalg-named),neurospector-schedule{accelerator=eyeriss})" 2>&1 | FileCheck %s --check-prefix=LOWERED
// LOWERED: linalg.batch_matmul {neurospector.cost

// TOSA:      warning: nothing was scheduled: no op is a convolution or contraction of linalg
// TOSA-NEXT: note: 2 tosa.matmul: run tosa-to-linalg-named first
// TOSA-NEXT: note: 1 stablehlo.dot: run stablehlo-legalize-to-linalg first
// TOSA-NOT:  {{.}}

// TABLE:      total 0.000
// TABLE-NEXT: not in linalg: 2 tosa.matmul: run tosa-to-linalg-named first
// TABLE-NEXT: not in linalg: 1 stablehlo.dot: run stablehlo-legalize-to-linalg first
// PAGE:       <p class="note">not in linalg: 2 tosa.matmul: run tosa-to-linalg-named first</p>

// VECTOR: note: 1 vector.contract: schedule before linalg becomes vectors

// NOTHING:     warning: nothing was scheduled: no op is a convolution or contraction of linalg
// NOTHING-NOT: note:

// MIXED: summary | {{.*}}Scheduled=1, Skipped=2, SkippedDynamicShape=1, SkippedNoMacBody=1, Unlowered="1 tosa.matmul: run tosa-to-linalg-named first"
// MIXED: total {{.*}} 1/1
// MIXED-NEXT: skipped 2 ops: 1 dynamic-shape, 1 no-mac-body
// MIXED-NEXT: not in linalg: 1 tosa.matmul: run tosa-to-linalg-named first

//--- tosa.mlir
func.func @f(%a: tensor<1x4x8xf32>, %b: tensor<1x8x6xf32>, %z: tensor<1xf32>) -> tensor<1x4x6xf32> {
  %0 = tosa.matmul %a, %b, %z, %z : (tensor<1x4x8xf32>, tensor<1x8x6xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x6xf32>
  %1 = "stablehlo.dot"(%a, %b) : (tensor<1x4x8xf32>, tensor<1x8x6xf32>) -> tensor<1x4x6xf32>
  %2 = tosa.matmul %a, %b, %z, %z : (tensor<1x4x8xf32>, tensor<1x8x6xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x6xf32>
  return %0 : tensor<1x4x6xf32>
}

//--- after.mlir
func.func @f(%a: tensor<1x4x8xf32>, %b: tensor<1x8x6xf32>) -> tensor<1x4x6xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.matmul %a, %b, %z, %z : (tensor<1x4x8xf32>, tensor<1x8x6xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x6xf32>
  return %0 : tensor<1x4x6xf32>
}

//--- vector.mlir
func.func @f(%a: vector<4x8xf32>, %b: vector<8x6xf32>, %c: vector<4x6xf32>) -> vector<4x6xf32> {
  %0 = vector.contract {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]} %a, %b, %c : vector<4x8xf32>, vector<8x6xf32> into vector<4x6xf32>
  return %0 : vector<4x6xf32>
}

//--- softmax.mlir
func.func @f(%a: tensor<4x8xf32>, %b: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.softmax dimension(1) ins(%a : tensor<4x8xf32>) outs(%b : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

//--- mixed.mlir
func.func @f(%a: tensor<4x8xf32>, %b: tensor<8x6xf32>, %c: tensor<4x6xf32>, %d: tensor<?x8xf32>, %e: tensor<?x6xf32>, %s: tensor<4xf32>,
             %f: tensor<1x4x8xf32>, %g: tensor<1x8x6xf32>, %z: tensor<1xf32>) {
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x6xf32>) outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = linalg.matmul ins(%d, %b : tensor<?x8xf32>, tensor<8x6xf32>) outs(%e : tensor<?x6xf32>) -> tensor<?x6xf32>
  %2 = linalg.reduce { arith.addf } ins(%c : tensor<4x6xf32>) outs(%s : tensor<4xf32>) dimensions = [1]
  %3 = tosa.matmul %f, %g, %z, %z : (tensor<1x4x8xf32>, tensor<1x8x6xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x6xf32>
  return
}
