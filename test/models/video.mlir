// 3-D convolutions, weights elided.
// Made by utils/export_models.py with torch 2.13.0+cpu, torch-mlir 20261001.
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
#map3 = affine_map<(d0, d1) -> (d1)>
module {
  func.func @video(%arg0: tensor<1x3x8x56x56xf32>) -> tensor<1x400xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense_resource<__elided__> : tensor<400xf32>
    %cst_1 = arith.constant dense_resource<__elided__> : tensor<400x64xf32>
    %cst_2 = arith.constant dense_resource<__elided__> : tensor<64xf32>
    %cst_3 = arith.constant dense_resource<__elided__> : tensor<64x32x3x3x3xf32>
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<32x3x1x7x7xf32>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_6 = arith.constant 6.272000e+03 : f32
    %padded = tensor.pad %arg0 low[0, 0, 0, 3, 3] high[0, 0, 0, 3, 3] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index, %arg5: index):
      tensor.yield %cst : f32
    } : tensor<1x3x8x56x56xf32> to tensor<1x3x8x62x62xf32>
    %0 = tensor.empty() : tensor<1x32x8x28x28xf32>
    %broadcasted = linalg.broadcast ins(%cst_5 : tensor<32xf32>) outs(%0 : tensor<1x32x8x28x28xf32>) dimensions = [0, 2, 3, 4] 
    %1 = linalg.conv_3d_ncdhw_fcdhw {dilations = dense<1> : vector<3xi64>, strides = dense<[1, 2, 2]> : vector<3xi64>} ins(%padded, %cst_4 : tensor<1x3x8x62x62xf32>, tensor<32x3x1x7x7xf32>) outs(%broadcasted : tensor<1x32x8x28x28xf32>) -> tensor<1x32x8x28x28xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x32x8x28x28xf32>) outs(%0 : tensor<1x32x8x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %15 = arith.cmpf ugt, %in, %cst : f32
      %16 = arith.select %15, %in, %cst : f32
      linalg.yield %16 : f32
    } -> tensor<1x32x8x28x28xf32>
    %padded_7 = tensor.pad %2 low[0, 0, 1, 1, 1] high[0, 0, 1, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index, %arg5: index):
      tensor.yield %cst : f32
    } : tensor<1x32x8x28x28xf32> to tensor<1x32x10x30x30xf32>
    %3 = tensor.empty() : tensor<1x64x8x28x28xf32>
    %broadcasted_8 = linalg.broadcast ins(%cst_2 : tensor<64xf32>) outs(%3 : tensor<1x64x8x28x28xf32>) dimensions = [0, 2, 3, 4] 
    %4 = linalg.conv_3d_ncdhw_fcdhw {dilations = dense<1> : vector<3xi64>, strides = dense<1> : vector<3xi64>} ins(%padded_7, %cst_3 : tensor<1x32x10x30x30xf32>, tensor<64x32x3x3x3xf32>) outs(%broadcasted_8 : tensor<1x64x8x28x28xf32>) -> tensor<1x64x8x28x28xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%4 : tensor<1x64x8x28x28xf32>) outs(%3 : tensor<1x64x8x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %15 = arith.cmpf ugt, %in, %cst : f32
      %16 = arith.select %15, %in, %cst : f32
      linalg.yield %16 : f32
    } -> tensor<1x64x8x28x28xf32>
    %6 = tensor.empty() : tensor<1x64xf32>
    %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<1x64xf32>) -> tensor<1x64xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction", "reduction"]} ins(%5 : tensor<1x64x8x28x28xf32>) outs(%7 : tensor<1x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %15 = arith.addf %in, %out : f32
      linalg.yield %15 : f32
    } -> tensor<1x64xf32>
    %9 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%8 : tensor<1x64xf32>) outs(%6 : tensor<1x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %15 = arith.divf %in, %cst_6 : f32
      linalg.yield %15 : f32
    } -> tensor<1x64xf32>
    %10 = tensor.empty() : tensor<64x400xf32>
    %transposed = linalg.transpose ins(%cst_1 : tensor<400x64xf32>) outs(%10 : tensor<64x400xf32>) permutation = [1, 0] 
    %11 = tensor.empty() : tensor<1x400xf32>
    %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<1x400xf32>) -> tensor<1x400xf32>
    %13 = linalg.matmul ins(%9, %transposed : tensor<1x64xf32>, tensor<64x400xf32>) outs(%12 : tensor<1x400xf32>) -> tensor<1x400xf32>
    %14 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types = ["parallel", "parallel"]} ins(%13, %cst_0 : tensor<1x400xf32>, tensor<400xf32>) outs(%11 : tensor<1x400xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %15 = arith.addf %in, %in_9 : f32
      linalg.yield %15 : f32
    } -> tensor<1x400xf32>
    return %14 : tensor<1x400xf32>
  }
}
