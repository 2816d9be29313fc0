// Ops whose elements are not 16 bits wide, as eyeriss has them: one remark per
// combination of types. With `precision=from-ir`, each operand counts as wide as its type.

// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss" --remarks-filter-analyse=neurospector 2>&1 | FileCheck %s --check-prefixes=CHECK,FIXED --implicit-check-not="] precision"
// RUN: ns-opt %s -o %t.ir.mlir --neurospector-schedule="accelerator=eyeriss precision=from-ir" --remarks-filter-analyse=neurospector 2>&1 | FileCheck %s --check-prefixes=CHECK,IR --implicit-check-not="] precision"

// CHECK: :[[@LINE+26]]:8: remark: [Analysis] precision | Category:neurospector | Function=wide | AcceleratorBits=16, Input=f32, Op=linalg.matmul, Ops=2, Output=f32,
// FIXED-SAME: UsedBits="16, 16, 16", Weight=f32
// IR-SAME: UsedBits="32, 32, 32", Weight=f32
// CHECK: precision | Category:neurospector | Function=mixed | AcceleratorBits=16, Input=i8, Op=linalg.matmul, Ops=1, Output=i32,
// FIXED-SAME: UsedBits="16, 16, 16", Weight=i8
// IR-SAME: UsedBits="8, 8, 32", Weight=i8
// CHECK: precision | Category:neurospector | Function=complex | AcceleratorBits=16, Input=complex<f32>, Op=linalg.matmul, Ops=1, Output=complex<f32>,
// FIXED-SAME: UsedBits="16, 16, 16", Weight=complex<f32>
// IR-SAME: UsedBits="64, 64, 64", Weight=complex<f32>

// Equal loops of other widths are other layers.
// FIXED: DistinctLayers=1,
// IR:    DistinctLayers=4,

// RUN: not ns-opt %s --neurospector-schedule="accelerator=eyeriss precision=8" 2>&1 | FileCheck %s --check-prefix=OPTION
// OPTION: for the --precision option: unknown value '8'; expected accelerator or from-ir{{$}}

// Twice the bits take twice the cycles of a transfer.
// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss precision=from-ir" --remarks-filter-passed=neurospector 2> %t.remarks
// RUN: FileCheck %s --input-file=%t.remarks --check-prefix=COST
// COST: Function=wide | Cycles=[[WIDE:[0-9]+]],
// COST: Function=wide | Cycles=[[WIDE]],
// COST-NOT: Function=narrow | Cycles=[[WIDE]],


func.func @wide(%a: tensor<64x64xf32>, %b: tensor<64x64xf32>, %c: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<64x64xf32>, tensor<64x64xf32>) outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
  %1 = linalg.matmul ins(%0, %b : tensor<64x64xf32>, tensor<64x64xf32>) outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>
  return %1 : tensor<64x64xf32>
}

func.func @narrow(%a: tensor<64x64xbf16>, %b: tensor<64x64xbf16>, %c: tensor<64x64xbf16>) -> tensor<64x64xbf16> {
  %0 = linalg.matmul ins(%a, %b : tensor<64x64xbf16>, tensor<64x64xbf16>) outs(%c : tensor<64x64xbf16>) -> tensor<64x64xbf16>
  return %0 : tensor<64x64xbf16>
}

func.func @mixed(%a: tensor<64x64xi8>, %b: tensor<64x64xi8>, %c: tensor<64x64xi32>) -> tensor<64x64xi32> {
  %0 = linalg.matmul ins(%a, %b : tensor<64x64xi8>, tensor<64x64xi8>) outs(%c : tensor<64x64xi32>) -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

func.func @complex(%a: tensor<64x64xcomplex<f32>>, %b: tensor<64x64xcomplex<f32>>, %c: tensor<64x64xcomplex<f32>>) -> tensor<64x64xcomplex<f32>> {
  %0 = linalg.matmul ins(%a, %b : tensor<64x64xcomplex<f32>>, tensor<64x64xcomplex<f32>>) outs(%c : tensor<64x64xcomplex<f32>>) -> tensor<64x64xcomplex<f32>>
  return %0 : tensor<64x64xcomplex<f32>>
}
