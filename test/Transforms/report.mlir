// The costs of all ops, in the format that the extension says.

// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=%t.html"
// RUN: FileCheck %s --check-prefix=HTML --input-file=%t.html
// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=%t.json"
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// RUN: neurospector -r=analyzer -a=eyeriss -s=%t.json --format=csv | FileCheck %s --check-prefix=AGAIN
// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=%t.csv"
// RUN: FileCheck %s --check-prefix=CSV --input-file=%t.csv
// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=-" 2>&1 | FileCheck %s --check-prefix=TABLE

// HTML:  <title>Schedules on eyeriss</title>
// HTML:  1. matmul <small>{{.*}} cycles, in @f at {{.*}}report.mlir:[[@LINE+9]]:8</small>
// JSON:  {"record":1,"accelerator":"eyeriss","layer":"matmul","function":"f","location":"{{.*}}report.mlir:[[@LINE+8]]:8","bounds":[8,4,1,1,6,1,1,1],{{.*}}"optimal":true,"lower_bound":
// AGAIN: eyeriss,,1,matmul,8,4,1,1,6,1,1,1,exact,
// CSV:   accelerator,network,number,layer,function,location,K,
// CSV:   eyeriss,,1,matmul,f,{{.*}}report.mlir:[[@LINE+5]]:8,8,4,1,1,6,1,1,1,exact,
// TABLE: # op K,B,P,Q,C,R,S,G energy (uJ) cycles util % optimal at{{$}}
// TABLE: 1 matmul 8,4,1,1,6,1,1,1 {{.*}} yes f:[[@LINE+3]]

func.func @f(%a: tensor<4x6xf16>, %b: tensor<6x8xf16>, %c: tensor<4x8xf16>) -> tensor<4x8xf16> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf16>, tensor<6x8xf16>)
                     outs(%c : tensor<4x8xf16>) -> tensor<4x8xf16>
  return %0 : tensor<4x8xf16>
}
