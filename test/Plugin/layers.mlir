// The same layers, schedules and remarks in a stock mlir-opt with the plugin.

// RUN: %python %S/../Analysis/Inputs/named_ops.py --structured-ops %structured_ops > %t.mlir
// RUN: ns-opt %t.mlir -o %t.opt --pass-pipeline='builtin.module(neurospector-print-layers,neurospector-schedule{accelerator=acc_2lv max-evaluations=1})' --remarks-filter=neurospector 2> %t.opt.err
// RUN: mlir-opt --load-dialect-plugin=%plugin --load-pass-plugin=%plugin %t.mlir -o %t.plugin --pass-pipeline='builtin.module(neurospector-print-layers,neurospector-schedule{accelerator=acc_2lv max-evaluations=1})' --remarks-filter=neurospector 2> %t.plugin.err
// RUN: cmp %t.opt %t.plugin
// RUN: cmp %t.opt.err %t.plugin.err
