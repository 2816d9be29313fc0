// Loops of others around a nest are none of its loops: what the nest moves is
// what the model says.

// RUN: ns-opt %s --neurospector-count=report=%t.model -o /dev/null
// RUN: ns-opt %s --neurospector-tile --neurospector-count=report=%t.loops -o /dev/null
// RUN: cmp %t.model %t.loops
// RUN: FileCheck %s --input-file=%t.loops

#schedule = #neurospector.schedule<
    accelerator = "eyeriss",
    roles = <input = 0, weight = 1, output = 2>,
    loops = [B, K, C], levels = [
      <temporal "DRAM" tile = [4, 8, 16] order = [1, 2, 0]>,
      <temporal "GLOBAL_BUFFER" tile = [4, 8, 2] order = [1, 2, 0]>,
      <spatial_y "PE_ARRAY" tile = [4, 1, 2]>,
      <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [1, 2, 0]>],
    optimal = false>
#rows = affine_map<(d0) -> (d0 * 8)>

// CHECK: unmapped matmul DRAM input 2 0 128
func.func @unmapped(%a: tensor<32x16xf32>, %b: tensor<16x8xf32>,
                    %c: tensor<32x8xf32>) -> tensor<32x8xf32> {
  %0 = scf.forall (%i) in (4) shared_outs(%out = %c) -> tensor<32x8xf32> {
    %row = affine.apply #rows(%i)
    %rows = tensor.extract_slice %a[%row, 0] [8, 16] [1, 1] : tensor<32x16xf32> to tensor<8x16xf32>
    %sums = tensor.extract_slice %out[%row, 0] [8, 8] [1, 1] : tensor<32x8xf32> to tensor<8x8xf32>
    %1 = linalg.matmul {neurospector.schedule = #schedule}
        ins(%rows, %b : tensor<8x16xf32>, tensor<16x8xf32>)
        outs(%sums : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %1 into %out[%row, 0] [8, 8] [1, 1] : tensor<8x8xf32> into tensor<32x8xf32>
    }
  }
  return %0 : tensor<32x8xf32>
}

// CHECK: mapped matmul DRAM input 2 0 128
func.func @mapped(%a: tensor<32x16xf32>, %b: tensor<16x8xf32>,
                  %c: tensor<32x8xf32>) -> tensor<32x8xf32> {
  %0 = scf.forall (%i) in (4) shared_outs(%out = %c) -> tensor<32x8xf32> {
    %row = affine.apply #rows(%i)
    %rows = tensor.extract_slice %a[%row, 0] [8, 16] [1, 1] : tensor<32x16xf32> to tensor<8x16xf32>
    %sums = tensor.extract_slice %out[%row, 0] [8, 8] [1, 1] : tensor<32x8xf32> to tensor<8x8xf32>
    %1 = linalg.matmul {neurospector.schedule = #schedule}
        ins(%rows, %b : tensor<8x16xf32>, tensor<16x8xf32>)
        outs(%sums : tensor<8x8xf32>) -> tensor<8x8xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %1 into %out[%row, 0] [8, 8] [1, 1] : tensor<8x8xf32> into tensor<32x8xf32>
    }
  } {mapping = [#gpu.block<x>]}
  return %0 : tensor<32x8xf32>
}
