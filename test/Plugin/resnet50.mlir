// The same bytes from ns-opt and from a stock mlir-opt that loads the plugin.

// RUN: ns-opt %models/resnet50.mlir --neurospector-schedule="accelerator=eyeriss" -o %t.mlir
// RUN: mlir-opt --load-dialect-plugin=%plugin --load-pass-plugin=%plugin --pass-pipeline='builtin.module(neurospector-schedule{accelerator=eyeriss})' %models/resnet50.mlir -o %t.plugin
// RUN: cmp %t.mlir %t.plugin

// What ns-opt wrote, mlir-opt reads.
// RUN: mlir-opt --load-dialect-plugin=%plugin %t.mlir -o %t.again
// RUN: cmp %t.mlir %t.again

// RUN: mlir-opt --load-dialect-plugin=%plugin --load-pass-plugin=%plugin --pass-pipeline='builtin.module(neurospector-strip)' %t.mlir -o %t.stripped
// RUN: mlir-opt %models/resnet50.mlir -o %t.original
// RUN: cmp %t.stripped %t.original
