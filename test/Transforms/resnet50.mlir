// A real network: all 53 convolutions and the classifier are scheduled, the
// result parses back, and neither threads nor runs change a byte.

// RUN: ns-opt %models/resnet50.mlir --neurospector-schedule="accelerator=eyeriss report=%t.txt" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: FileCheck %s --input-file=%t.txt --check-prefix=TABLE
// RUN: ns-opt %t.mlir -o %t.again && cmp %t.mlir %t.again
// RUN: ns-opt %models/resnet50.mlir --neurospector-schedule="accelerator=eyeriss" --mlir-disable-threading -o %t.single
// RUN: cmp %t.mlir %t.single

// CHECK-COUNT-53: linalg.conv_2d_nchw_fchw {{{.*}}neurospector.cost = #cost{{[0-9]*}}, neurospector.schedule = #schedule
// CHECK:          linalg.matmul {neurospector.cost = #cost{{[0-9]*}}, neurospector.schedule = #schedule
// CHECK-NOT:      linalg.{{conv|matmul}}

// TABLE:      {{^}} # op K,B,P,Q,C,R,S,G energy (uJ) cycles util % optimal
// TABLE-NEXT: 1 conv_2d_nchw_fchw 64,1,112,112,3,7,7,1
// TABLE:      53 conv_2d_nchw_fchw 2048,1,7,7,512,1,1,1
// TABLE-NEXT: 54 matmul 1000,1,1,1,2048,1,1,1
// TABLE-NEXT: total {{[0-9]+\.[0-9]+ [0-9]+ [0-9.]+ [0-9]+}}/54
// TABLE-NEXT: skipped 2 ops: 2 no-mac-body
// TABLE-NOT:  {{.}}
