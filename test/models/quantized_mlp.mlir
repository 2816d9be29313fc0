// 8-bit perceptron, weights elided.
// Made by utils/export_models.py with torch 2.13.0+cpu, torch-mlir 20261001.
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
#map3 = affine_map<(d0, d1) -> (d1)>
module {
  func.func @quantized_mlp(%arg0: tensor<16x784xf32>) -> tensor<16x10xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0xFF800000 : f32
    %cst_0 = arith.constant 0.000000e+00 : f32
    %cst_1 = arith.constant dense_resource<__elided__> : tensor<10xf32>
    %cst_2 = arith.constant dense_resource<__elided__> : tensor<256xf32>
    %cst_3 = arith.constant 1.270000e+02 : f32
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<10x256xi8>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<256x784xi8>
    %0 = tensor.empty() : tensor<16x784xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<16x784xf32>) outs(%0 : tensor<16x784xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = math.absf %in : f32
      linalg.yield %48 : f32
    } -> tensor<16x784xf32>
    %2 = tensor.empty() : tensor<16xi64>
    %3 = linalg.fill ins(%c0_i64 : i64) outs(%2 : tensor<16xi64>) -> tensor<16xi64>
    %4 = tensor.empty() : tensor<16xf32>
    %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<16xf32>) -> tensor<16xf32>
    %6:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types = ["parallel", "reduction"]} ins(%1 : tensor<16x784xf32>) outs(%5, %3 : tensor<16xf32>, tensor<16xi64>) {
    ^bb0(%in: f32, %out: f32, %out_8: i64):
      %48 = linalg.index 1 : index
      %49 = arith.index_cast %48 : index to i64
      %50 = arith.maximumf %in, %out : f32
      %51 = arith.cmpf ogt, %in, %out : f32
      %52 = arith.select %51, %49, %out_8 : i64
      linalg.yield %50, %52 : f32, i64
    } -> (tensor<16xf32>, tensor<16xi64>)
    %expanded = tensor.expand_shape %6#0 [[0, 1]] output_shape [16, 1] : tensor<16xf32> into tensor<16x1xf32>
    %7 = tensor.empty() : tensor<16x1xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%expanded : tensor<16x1xf32>) outs(%7 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = arith.divf %in, %cst_3 : f32
      linalg.yield %48 : f32
    } -> tensor<16x1xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%arg0, %8 : tensor<16x784xf32>, tensor<16x1xf32>) outs(%0 : tensor<16x784xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %48 = arith.divf %in, %in_8 : f32
      linalg.yield %48 : f32
    } -> tensor<16x784xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%9 : tensor<16x784xf32>) outs(%0 : tensor<16x784xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = math.roundeven %in : f32
      linalg.yield %48 : f32
    } -> tensor<16x784xf32>
    %11 = tensor.empty() : tensor<16x784xi8>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%10 : tensor<16x784xf32>) outs(%11 : tensor<16x784xi8>) {
    ^bb0(%in: f32, %out: i8):
      %48 = arith.fptosi %in : f32 to i8
      linalg.yield %48 : i8
    } -> tensor<16x784xi8>
    %13 = tensor.empty() : tensor<16x784xi32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%12 : tensor<16x784xi8>) outs(%13 : tensor<16x784xi32>) {
    ^bb0(%in: i8, %out: i32):
      %48 = arith.extsi %in : i8 to i32
      linalg.yield %48 : i32
    } -> tensor<16x784xi32>
    %15 = tensor.empty() : tensor<784x256xi8>
    %transposed = linalg.transpose ins(%cst_5 : tensor<256x784xi8>) outs(%15 : tensor<784x256xi8>) permutation = [1, 0] 
    %16 = tensor.empty() : tensor<784x256xi32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%transposed : tensor<784x256xi8>) outs(%16 : tensor<784x256xi32>) {
    ^bb0(%in: i8, %out: i32):
      %48 = arith.extsi %in : i8 to i32
      linalg.yield %48 : i32
    } -> tensor<784x256xi32>
    %18 = tensor.empty() : tensor<16x256xi64>
    %19 = linalg.fill ins(%c0_i64 : i64) outs(%18 : tensor<16x256xi64>) -> tensor<16x256xi64>
    %20 = linalg.matmul ins(%14, %17 : tensor<16x784xi32>, tensor<784x256xi32>) outs(%19 : tensor<16x256xi64>) -> tensor<16x256xi64>
    %21 = tensor.empty() : tensor<16x256xi32>
    %22 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%20 : tensor<16x256xi64>) outs(%21 : tensor<16x256xi32>) {
    ^bb0(%in: i64, %out: i32):
      %48 = arith.trunci %in : i64 to i32
      linalg.yield %48 : i32
    } -> tensor<16x256xi32>
    %23 = tensor.empty() : tensor<16x256xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%22 : tensor<16x256xi32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: i32, %out: f32):
      %48 = arith.sitofp %in : i32 to f32
      linalg.yield %48 : f32
    } -> tensor<16x256xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%24, %8 : tensor<16x256xf32>, tensor<16x1xf32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %48 = arith.mulf %in, %in_8 : f32
      linalg.yield %48 : f32
    } -> tensor<16x256xf32>
    %26 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel"]} ins(%25, %cst_2 : tensor<16x256xf32>, tensor<256xf32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %48 = arith.mulf %in, %in_8 : f32
      linalg.yield %48 : f32
    } -> tensor<16x256xf32>
    %27 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%26 : tensor<16x256xf32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = arith.cmpf ugt, %in, %cst_0 : f32
      %49 = arith.select %48, %in, %cst_0 : f32
      linalg.yield %49 : f32
    } -> tensor<16x256xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%27 : tensor<16x256xf32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = math.absf %in : f32
      linalg.yield %48 : f32
    } -> tensor<16x256xf32>
    %29:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types = ["parallel", "reduction"]} ins(%28 : tensor<16x256xf32>) outs(%5, %3 : tensor<16xf32>, tensor<16xi64>) {
    ^bb0(%in: f32, %out: f32, %out_8: i64):
      %48 = linalg.index 1 : index
      %49 = arith.index_cast %48 : index to i64
      %50 = arith.maximumf %in, %out : f32
      %51 = arith.cmpf ogt, %in, %out : f32
      %52 = arith.select %51, %49, %out_8 : i64
      linalg.yield %50, %52 : f32, i64
    } -> (tensor<16xf32>, tensor<16xi64>)
    %expanded_6 = tensor.expand_shape %29#0 [[0, 1]] output_shape [16, 1] : tensor<16xf32> into tensor<16x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%expanded_6 : tensor<16x1xf32>) outs(%7 : tensor<16x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = arith.divf %in, %cst_3 : f32
      linalg.yield %48 : f32
    } -> tensor<16x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%27, %30 : tensor<16x256xf32>, tensor<16x1xf32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %48 = arith.divf %in, %in_8 : f32
      linalg.yield %48 : f32
    } -> tensor<16x256xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%31 : tensor<16x256xf32>) outs(%23 : tensor<16x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %48 = math.roundeven %in : f32
      linalg.yield %48 : f32
    } -> tensor<16x256xf32>
    %33 = tensor.empty() : tensor<16x256xi8>
    %34 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%32 : tensor<16x256xf32>) outs(%33 : tensor<16x256xi8>) {
    ^bb0(%in: f32, %out: i8):
      %48 = arith.fptosi %in : f32 to i8
      linalg.yield %48 : i8
    } -> tensor<16x256xi8>
    %35 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%34 : tensor<16x256xi8>) outs(%21 : tensor<16x256xi32>) {
    ^bb0(%in: i8, %out: i32):
      %48 = arith.extsi %in : i8 to i32
      linalg.yield %48 : i32
    } -> tensor<16x256xi32>
    %36 = tensor.empty() : tensor<256x10xi8>
    %transposed_7 = linalg.transpose ins(%cst_4 : tensor<10x256xi8>) outs(%36 : tensor<256x10xi8>) permutation = [1, 0] 
    %37 = tensor.empty() : tensor<256x10xi32>
    %38 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%transposed_7 : tensor<256x10xi8>) outs(%37 : tensor<256x10xi32>) {
    ^bb0(%in: i8, %out: i32):
      %48 = arith.extsi %in : i8 to i32
      linalg.yield %48 : i32
    } -> tensor<256x10xi32>
    %39 = tensor.empty() : tensor<16x10xi64>
    %40 = linalg.fill ins(%c0_i64 : i64) outs(%39 : tensor<16x10xi64>) -> tensor<16x10xi64>
    %41 = linalg.matmul ins(%35, %38 : tensor<16x256xi32>, tensor<256x10xi32>) outs(%40 : tensor<16x10xi64>) -> tensor<16x10xi64>
    %42 = tensor.empty() : tensor<16x10xi32>
    %43 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%41 : tensor<16x10xi64>) outs(%42 : tensor<16x10xi32>) {
    ^bb0(%in: i64, %out: i32):
      %48 = arith.trunci %in : i64 to i32
      linalg.yield %48 : i32
    } -> tensor<16x10xi32>
    %44 = tensor.empty() : tensor<16x10xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%43 : tensor<16x10xi32>) outs(%44 : tensor<16x10xf32>) {
    ^bb0(%in: i32, %out: f32):
      %48 = arith.sitofp %in : i32 to f32
      linalg.yield %48 : f32
    } -> tensor<16x10xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%45, %30 : tensor<16x10xf32>, tensor<16x1xf32>) outs(%44 : tensor<16x10xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %48 = arith.mulf %in, %in_8 : f32
      linalg.yield %48 : f32
    } -> tensor<16x10xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel"]} ins(%46, %cst_1 : tensor<16x10xf32>, tensor<10xf32>) outs(%44 : tensor<16x10xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %48 = arith.mulf %in, %in_8 : f32
      linalg.yield %48 : f32
    } -> tensor<16x10xf32>
    return %47 : tensor<16x10xf32>
  }
}
