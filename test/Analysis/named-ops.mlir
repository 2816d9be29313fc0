// Every structured op that MLIR's TableGen files define, on tensors and on
// buffers. The expected layers come from the letters of the ops' layouts.

// RUN: %python %S/Inputs/named_ops.py --structured-ops %structured_ops > %t.named.mlir
// RUN: ns-opt %t.named.mlir -o %t.out -verify-diagnostics --neurospector-print-layers

// The generalized form and, where upstream has one, the category form are the
// same layers, down to the loops.
// RUN: ns-opt %t.named.mlir -o %t.out --neurospector-print-layers 2> %t.named
// RUN: ns-opt %t.named.mlir -o %t.out --linalg-generalize-named-ops --neurospector-print-layers 2> %t.generic
// RUN: cmp %t.named %t.generic
// RUN: ns-opt %t.named.mlir -o %t.out --linalg-morph-ops=named-to-category --neurospector-print-layers 2> %t.category
// RUN: cmp %t.named %t.category

// As generics with shuffled loops, swapped operands of the body, casts, an fma,
// and zero points as constants.
// RUN: %python %S/Inputs/named_ops.py --generic --structured-ops %structured_ops > %t.shuffled.mlir
// RUN: ns-opt %t.shuffled.mlir -o %t.out -verify-diagnostics --neurospector-print-layers

// All of them get valid schedules; what is skipped has no layer.
// RUN: ns-opt %t.named.mlir -o %t.scheduled --neurospector-schedule="accelerator=acc_2lv max-evaluations=1" --remarks-filter-analyse=neurospector 2>&1 | FileCheck %s
// CHECK: remark: [Analysis] summary | {{.*}}DistinctLayers=24, Macs={{[0-9]+}}, Scheduled=108, Skipped=17

// The schedules are in each op's own loops (the verifier compares them with its
// bounds), and nothing but attributes has changed.
// RUN: ns-opt %t.scheduled -o %t.verified && cmp %t.scheduled %t.verified
// RUN: ns-opt %t.scheduled --neurospector-strip -o %t.stripped
// RUN: ns-opt %t.named.mlir -o %t.printed
// RUN: cmp %t.stripped %t.printed

// The table in the manual is made from the same letters.
// RUN: grep '^| `[a-z0-9_]*` | [A-Za-z]*, ' %docs/ops.md > %t.manual
// RUN: %python %S/Inputs/named_ops.py --table %structured_ops > %t.table
// RUN: diff %t.manual %t.table

// An op that is not known fails.
// RUN: echo 'def NewOp : LinalgStructuredBase_Op<"new_op", []>;' > %t.td
// RUN: not %python %S/Inputs/named_ops.py --structured-ops %t.td 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: error: unknown op 'linalg.new_op'
