// All of ResNet-50 tiles in a stock mlir-opt that loads the plugin, and what
// comes out verifies there.

// RUN: mlir-opt --load-dialect-plugin=%plugin --load-pass-plugin=%plugin --pass-pipeline='builtin.module(neurospector-schedule{accelerator=eyeriss},neurospector-tile)' %models/resnet50.mlir -o %t.mlir
// RUN: mlir-opt --load-dialect-plugin=%plugin %t.mlir -o %t.again
// RUN: cmp %t.mlir %t.again
// RUN: grep -c "neurospector.nest =" %t.mlir | FileCheck %s
// CHECK: 54
