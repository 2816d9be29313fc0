// Real models (utils/export_models.py): all static multiply-accumulate ops are
// scheduled, all others have a remark, nothing but attributes changes, and the
// multiply-accumulates are as many as the loop bounds say.

// RUN: %python %utils/check_models.py --ns-opt=ns-opt %models/llama_block.mlir %models/llama_block_dynamic.mlir %models/mobilenet_v2.mlir %models/mobilenet_v3.mlir %models/quantized_mlp.mlir %models/resnet50.mlir %models/video.mlir %models/vit.mlir | FileCheck %s

// CHECK:      llama_block.mlir: scheduled 9 of 9, skipped 4: 4 no-mac-body, macs 7851737088
// CHECK-NEXT: llama_block_dynamic.mlir: scheduled 0 of 0, skipped 13: 9 dynamic-shape, 4 no-mac-body, macs 0
// CHECK-NEXT: mobilenet_v2.mlir: scheduled 53 of 53, skipped 1: 1 no-mac-body, macs 300774272
// CHECK-NEXT: mobilenet_v3.mlir: scheduled 54 of 54, skipped 10: 10 no-mac-body, macs 56504800
// CHECK-NEXT: quantized_mlp.mlir: scheduled 2 of 2, skipped 2: 2 no-mac-body, macs 3252224
// CHECK-NEXT: resnet50.mlir: scheduled 54 of 54, skipped 2: 2 no-mac-body, macs 4089184256
// CHECK-NEXT: video.mlir: scheduled 3 of 3, skipped 1: 1 no-mac-body, macs 376345600
// CHECK-NEXT: vit.mlir: scheduled 18 of 18, skipped 19: 19 no-mac-body, macs 233191680

// With 128 tokens assumed, the dynamic block costs what the static one does.
// RUN: ns-opt %models/llama_block_dynamic.mlir -o %t.mlir --neurospector-schedule="accelerator=eyeriss max-evaluations=1 assume-dynamic=128" --remarks-filter-analyse=neurospector 2>&1 | FileCheck %s --check-prefix=ASSUMED
// ASSUMED: Macs=7851737088, Scheduled=9, Skipped=4
