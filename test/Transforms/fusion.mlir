// Real models are the same layers after what compilers do to them: upstream's
// fusion, before and after generalization, and bufferization.

// RUN: %python %utils/check_fusion.py --ns-opt=ns-opt --buffers %models/llama_block.mlir %models/llama_block_dynamic.mlir %models/mobilenet_v2.mlir %models/mobilenet_v3.mlir %models/quantized_mlp.mlir %models/resnet50.mlir %models/video.mlir %models/vit.mlir | FileCheck %s

// CHECK:      | model | as it is | fused | generalized, fused | on buffers |
// CHECK:      | llama_block | 9, 7,851,737,088 | 9, 7,851,737,088 | 9, 7,851,737,088 | 9, 7,851,737,088 |
// CHECK-NEXT: | llama_block_dynamic | 9, 7,851,737,088 | 9, 7,851,737,088 | 9, 7,851,737,088 | 9, 7,851,737,088 |
// CHECK-NEXT: | mobilenet_v2 | 53, 300,774,272 | 53, 300,774,272 | 53, 300,774,272 | 53, 300,774,272 |
// CHECK-NEXT: | mobilenet_v3 | 54, 56,504,800 | 54, 56,504,800 | 54, 56,504,800 | 54, 56,504,800 |
// CHECK-NEXT: | quantized_mlp | 2, 3,252,224 | 2, 3,252,224 | 2, 3,252,224 | 2, 3,252,224 |
// CHECK-NEXT: | resnet50 | 54, 4,089,184,256 | 54, 4,089,184,256 | 54, 4,089,184,256 | 54, 4,089,184,256 |
// CHECK-NEXT: | video | 3, 376,345,600 | 3, 376,345,600 | 3, 376,345,600 | 3, 376,345,600 |
// CHECK-NEXT: | vit | 18, 233,191,680 | 18, 233,191,680 | 18, 233,191,680 | 18, 233,191,680 |

// With the heads of the keys no longer copied, one key serves four heads.
// CHECK: llama_block, generalized, fused: gone 1 x (K=128 B=128 P=1 Q=1 C=64 R=1 S=1 G=32); new 1 x (K=128 B=512 P=1 Q=1 C=64 R=1 S=1 G=8)
// CHECK-NOT: {{.}}
