// docs/tiling.md walks through this file: a convolution of PyTorch as linalg, its
// schedule, its loops, its run.

// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile=fuse=true -o %t.tiled
// RUN: FileCheck %s --input-file=%t.tiled
// RUN: ns-opt %s --neurospector-strip --canonicalize --one-shot-bufferize=bufferize-function-boundaries --convert-linalg-to-loops --scf-forall-to-for --expand-strided-metadata --lower-affine --convert-scf-to-cf --convert-cf-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts | mlir-runner -e main -entry-point-result=void -shared-libs=%llvm/lib/libmlir_runner_utils.so,%llvm/lib/libmlir_c_runner_utils.so | sed s,base@[^r]*,, > %t.expected
// RUN: ns-opt %t.tiled --neurospector-strip --canonicalize --one-shot-bufferize=bufferize-function-boundaries --convert-linalg-to-loops --scf-forall-to-for --expand-strided-metadata --lower-affine --convert-scf-to-cf --convert-cf-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts | mlir-runner -e main -entry-point-result=void -shared-libs=%llvm/lib/libmlir_runner_utils.so,%llvm/lib/libmlir_c_runner_utils.so | sed s,base@[^r]*,, > %t.output
// RUN: cmp %t.expected %t.output

// With copies of tiles the loops return buffers, which bufferization must be told
// to allow.
// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-tile="fuse=true promote=true" -o %t.promoted
// RUN: not ns-opt %t.promoted --neurospector-strip --canonicalize --one-shot-bufferize=bufferize-function-boundaries -o %t.buffers 2>&1 | FileCheck %s --check-prefix=LOOPS
// RUN: ns-opt %t.promoted --neurospector-strip --canonicalize --one-shot-bufferize="bufferize-function-boundaries allow-return-allocs-from-loops" --convert-linalg-to-loops --scf-forall-to-for --expand-strided-metadata --lower-affine --convert-scf-to-cf --convert-cf-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts | mlir-runner -e main -entry-point-result=void -shared-libs=%llvm/lib/libmlir_runner_utils.so,%llvm/lib/libmlir_c_runner_utils.so | sed s,base@[^r]*,, > %t.output
// RUN: cmp %t.expected %t.output
// LOOPS: error: Yield operand #0 is not equivalent to the corresponding iter bbArg
// RUN: FileCheck %s --input-file=%t.output --check-prefix=VALUES

// The image is padded and the result filled inside the loops.
// CHECK-LABEL: func @conv
// CHECK-NOT:     linalg.fill
// CHECK-NOT:     tensor.pad
// CHECK:         scf.for
// CHECK:           tensor.pad
// CHECK:           linalg.fill
// CHECK:           scf.forall
// CHECK:             linalg.conv_2d_nchw_fchw {neurospector.nest
// CHECK:           } {mapping = [#neurospector.axis<spatial_

// VALUES: sizes = [1, 2, 4, 4]
func.func @conv(%image: tensor<1x3x4x4xf32>, %filter: tensor<2x3x3x3xf32>)
    -> tensor<1x2x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %image low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%n: index, %c: index, %h: index, %w: index):
    tensor.yield %zero : f32
  } : tensor<1x3x4x4xf32> to tensor<1x3x6x6xf32>
  %empty = tensor.empty() : tensor<1x2x4x4xf32>
  %filled = linalg.fill ins(%zero : f32)
      outs(%empty : tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  %result = linalg.conv_2d_nchw_fchw
      ins(%padded, %filter : tensor<1x3x6x6xf32>, tensor<2x3x3x3xf32>)
      outs(%filled : tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  return %result : tensor<1x2x4x4xf32>
}

func.func private @printMemrefF32(tensor<*xf32>)
func.func @main() {
  %image = tensor.generate {
  ^bb0(%n: index, %c: index, %h: index, %w: index):
    %0 = arith.addi %c, %h : index
    %1 = arith.muli %0, %w : index
    %2 = arith.index_cast %1 : index to i32
    %3 = arith.sitofp %2 : i32 to f32
    tensor.yield %3 : f32
  } : tensor<1x3x4x4xf32>
  %filter = tensor.generate {
  ^bb0(%f: index, %c: index, %r: index, %s: index):
    %0 = arith.addi %f, %r : index
    %1 = arith.addi %0, %s : index
    %2 = arith.index_cast %1 : index to i32
    %3 = arith.sitofp %2 : i32 to f32
    tensor.yield %3 : f32
  } : tensor<2x3x3x3xf32>
  %0 = call @conv(%image, %filter)
      : (tensor<1x3x4x4xf32>, tensor<2x3x3x3xf32>) -> tensor<1x2x4x4xf32>
  %1 = tensor.cast %0 : tensor<1x2x4x4xf32> to tensor<*xf32>
  call @printMemrefF32(%1) : (tensor<*xf32>) -> ()
  return
}
