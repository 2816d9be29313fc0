// Loops of dynamic size run as often as is assumed; static sizes always win.

// RUN: ns-opt %s -o %t -verify-diagnostics --neurospector-print-layers="assume-dynamic=7"

// The tiles of the schedule never exceed a static bound, and the remark says
// what was assumed.
// RUN: ns-opt %s --neurospector-schedule="accelerator=acc_2lv assume-dynamic=7" --remarks-filter-passed=neurospector 2>%t.remarks | FileCheck %s
// RUN: FileCheck %s --input-file=%t.remarks --check-prefix=REMARK

// RUN: not ns-opt %s --neurospector-print-layers="assume-dynamic=-1" 2>&1 | FileCheck %s --check-prefix=NEGATIVE
// NEGATIVE: for the --assume-dynamic option: '-1' value invalid for uint argument!


// No tile of the one schedule with static loops only exceeds their bounds.
// CHECK: #schedule4 =
// CHECK: <temporal "DRAM" tile = [{{1|2|4|8|16}}, {{1|2|4|8}}, {{1|3}}]

// REMARK: Function=by_option | Assumed="loop 0 = 7", Cycles=
// REMARK: Function=by_function | Assumed="loop 0 = 16, loop 2 = 16", Cycles=
// REMARK: Function=by_op | Assumed="loop 0 = 32", Cycles=
// REMARK: Function=per_loop | Assumed="loop 0 = 5, loop 2 = 3", Cycles=
// REMARK: Function=static_bounds | Cycles=

func.func @by_option(%a: tensor<?x4xf32>, %b: tensor<4x8xf32>, %c: tensor<?x8xf32>) -> tensor<?x8xf32> {
  // expected-remark@below {{layer K=8 B=7 P=1 Q=1 C=4 R=1}}
  %0 = linalg.matmul ins(%a, %b : tensor<?x4xf32>, tensor<4x8xf32>) outs(%c : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}

func.func @by_function(%a: tensor<?x?xf32>, %b: tensor<?x8xf32>, %c: tensor<?x8xf32>) -> tensor<?x8xf32> attributes {neurospector.assume = 16 : i64} {
  // expected-remark@below {{layer K=8 B=16 P=1 Q=1 C=16 R=1}}
  %0 = linalg.matmul ins(%a, %b : tensor<?x?xf32>, tensor<?x8xf32>) outs(%c : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}

func.func @by_op(%a: tensor<?x4xf32>, %b: tensor<4x8xf32>, %c: tensor<?x8xf32>) -> tensor<?x8xf32> attributes {neurospector.assume = 16 : i64} {
  // expected-remark@below {{layer K=8 B=32 P=1 Q=1 C=4 R=1}}
  %0 = linalg.matmul {neurospector.assume = 32 : i64} ins(%a, %b : tensor<?x4xf32>, tensor<4x8xf32>) outs(%c : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}

func.func @per_loop(%a: tensor<?x?xf32>, %b: tensor<?x8xf32>, %c: tensor<?x8xf32>) -> tensor<?x8xf32> {
  // expected-remark@below {{layer K=8 B=5 P=1 Q=1 C=3 R=1}}
  %0 = linalg.matmul {neurospector.assume = array<i64: 5, 100, 3>} ins(%a, %b : tensor<?x?xf32>, tensor<?x8xf32>) outs(%c : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}

func.func @static_bounds(%a: tensor<16x3xf32>, %b: tensor<3x8xf32>, %c: tensor<16x8xf32>) -> tensor<16x8xf32> attributes {neurospector.assume = 1024 : i64} {
  // expected-remark@below {{layer K=8 B=16 P=1 Q=1 C=3 R=1}}
  %0 = linalg.matmul ins(%a, %b : tensor<16x3xf32>, tensor<3x8xf32>) outs(%c : tensor<16x8xf32>) -> tensor<16x8xf32>
  return %0 : tensor<16x8xf32>
}
