// Later parts of a split input add to the report of the first.

// RUN: echo old > %t.json
// RUN: ns-opt %s --split-input-file -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=%t.json"
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// RUN: ns-opt %s --split-input-file -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=%t.html" 2>&1 | FileCheck %s --check-prefix=HTML

// JSON-NOT: old
// JSON:     "function":"first"
// JSON:     "function":"second"
// HTML:     report-split.mlir:{{.*}}: warning: the page '{{.*}}.html' shows only this part of the input; a report that ends in .json, .csv or .txt has all parts

func.func @first(%a: tensor<4x6xf16>, %b: tensor<6x8xf16>, %c: tensor<4x8xf16>) -> tensor<4x8xf16> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf16>, tensor<6x8xf16>)
                     outs(%c : tensor<4x8xf16>) -> tensor<4x8xf16>
  return %0 : tensor<4x8xf16>
}

// -----

func.func @second(%a: tensor<4x6xf16>, %b: tensor<6x8xf16>, %c: tensor<4x8xf16>) -> tensor<4x8xf16> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf16>, tensor<6x8xf16>)
                     outs(%c : tensor<4x8xf16>) -> tensor<4x8xf16>
  return %0 : tensor<4x8xf16>
}
