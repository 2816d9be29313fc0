// Random ops, valid and not: none may crash the passes (`not` fails on a crash),
// and what is scheduled verifies.

// RUN: %python %S/Inputs/random_generics.py 7 600 > %t.mlir
// RUN: not ns-opt %t.mlir -split-input-file -o %t.out --neurospector-print-layers 2> %t.layers
// RUN: FileCheck %s --input-file=%t.layers --check-prefix=LAYERS
// RUN: not ns-opt %t.mlir -split-input-file -o %t.out --neurospector-schedule="accelerator=acc_2lv max-evaluations=1 assume-dynamic=6" --remarks-filter=neurospector 2> %t.remarks
// RUN: FileCheck %s --input-file=%t.remarks

// LAYERS-DAG: remark: no layer: its body is not
// LAYERS-DAG: remark: layer K=
// CHECK-DAG:  [Missed] unsupported-indexing
// CHECK-DAG:  [Missed] no-mac-body
// CHECK-DAG:  [Passed] schedule
