// A decoder block of Llama-3.2-1B, any number of tokens, weights elided.
// Made by utils/export_models.py with torch 2.13.0+cpu, torch-mlir 20261001.
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0, d1) -> (d0, 0)>
#map5 = affine_map<(d0, d1) -> (d1)>
#map6 = affine_map<(d0, d1) -> (d0, d1)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map9 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map10 = affine_map<(d0, d1) -> ()>
#map11 = affine_map<(d0, d1) -> (0, d1)>
#map12 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map13 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @llama_block_dynamic(%arg0: tensor<1x?x2048xf32>) -> tensor<1x?x2048xf32> {
    %true = arith.constant true
    %c32_i64 = arith.constant 32 : i64
    %c0_i64 = arith.constant 0 : i64
    %c2_i64 = arith.constant 2 : i64
    %c1_i64 = arith.constant 1 : i64
    %c1 = arith.constant 1 : index
    %c0 = arith.constant 0 : index
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_3 = arith.constant dense<0xFF800000> : tensor<f32>
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<2048x8192xf32>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<8192x2048xf32>
    %cst_6 = arith.constant dense_resource<__elided__> : tensor<8192x2048xf32>
    %cst_7 = arith.constant dense_resource<__elided__> : tensor<2048xf32>
    %cst_8 = arith.constant dense_resource<__elided__> : tensor<2048x2048xf32>
    %cst_9 = arith.constant dense_resource<__elided__> : tensor<512x2048xf32>
    %cst_10 = arith.constant dense_resource<__elided__> : tensor<512x2048xf32>
    %cst_11 = arith.constant dense_resource<__elided__> : tensor<2048x2048xf32>
    %cst_12 = arith.constant dense_resource<__elided__> : tensor<2048xf32>
    %cst_13 = arith.constant 1.000000e-05 : f64
    %cst_14 = arith.constant 2.048000e+03 : f32
    %cst_15 = arith.constant 3.200000e+01 : f32
    %cst_16 = arith.constant 1.000000e+04 : f32
    %cst_17 = arith.constant 1.250000e-01 : f32
    %c2 = arith.constant 2 : index
    %dim = tensor.dim %arg0, %c1 : tensor<1x?x2048xf32>
    %0 = arith.index_cast %dim : index to i64
    %1 = tensor.empty(%dim) : tensor<1x?x2048xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0 : tensor<1x?x2048xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.fpowi %in, %c2_i64 : f32, i64
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %3 = tensor.empty(%dim) : tensor<1x?x1xf32>
    %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%2 : tensor<1x?x2048xf32>) outs(%4 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.addf %in, %out : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x1xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5 : tensor<1x?x1xf32>) outs(%3 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.divf %in, %cst_14 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x1xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6 : tensor<1x?x1xf32>) outs(%3 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_13 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<1x?x1xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%7 : tensor<1x?x1xf32>) outs(%3 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.rsqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x1xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %8 : tensor<1x?x2048xf32>, tensor<1x?x1xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%9, %cst_12 : tensor<1x?x2048xf32>, tensor<2048xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %11 = tensor.empty() : tensor<2048x2048xf32>
    %transposed = linalg.transpose ins(%cst_11 : tensor<2048x2048xf32>) outs(%11 : tensor<2048x2048xf32>) permutation = [1, 0] 
    %collapsed = tensor.collapse_shape %10 [[0, 1], [2]] : tensor<1x?x2048xf32> into tensor<?x2048xf32>
    %12 = tensor.empty(%dim) : tensor<?x2048xf32>
    %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<?x2048xf32>) -> tensor<?x2048xf32>
    %14 = linalg.matmul ins(%collapsed, %transposed : tensor<?x2048xf32>, tensor<2048x2048xf32>) outs(%13 : tensor<?x2048xf32>) -> tensor<?x2048xf32>
    %expanded = tensor.expand_shape %14 [[0, 1], [2, 3]] output_shape [1, %dim, 32, 64] : tensor<?x2048xf32> into tensor<1x?x32x64xf32>
    %15 = tensor.empty(%dim) : tensor<1x32x?x64xf32>
    %transposed_18 = linalg.transpose ins(%expanded : tensor<1x?x32x64xf32>) outs(%15 : tensor<1x32x?x64xf32>) permutation = [0, 2, 1, 3] 
    %16 = tensor.empty(%dim) : tensor<?xi64>
    %17 = linalg.generic {indexing_maps = [#map3], iterator_types = ["parallel"]} outs(%16 : tensor<?xi64>) {
    ^bb0(%out: i64):
      %128 = linalg.index 0 : index
      %129 = arith.index_cast %128 : index to i64
      linalg.yield %129 : i64
    } -> tensor<?xi64>
    %expanded_19 = tensor.expand_shape %17 [[0, 1]] output_shape [%dim, 1] : tensor<?xi64> into tensor<?x1xi64>
    %18 = tensor.empty() : tensor<32xi64>
    %19 = linalg.generic {indexing_maps = [#map3], iterator_types = ["parallel"]} outs(%18 : tensor<32xi64>) {
    ^bb0(%out: i64):
      %128 = linalg.index 0 : index
      %129 = arith.index_cast %128 : index to i64
      linalg.yield %129 : i64
    } -> tensor<32xi64>
    %20 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%19 : tensor<32xi64>) outs(%18 : tensor<32xi64>) {
    ^bb0(%in: i64, %out: i64):
      %128 = arith.sitofp %in : i64 to f32
      %129 = arith.negf %128 : f32
      %130 = arith.fptosi %129 : f32 to i64
      linalg.yield %130 : i64
    } -> tensor<32xi64>
    %21 = tensor.empty() : tensor<32xf32>
    %22 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%20 : tensor<32xi64>) outs(%21 : tensor<32xf32>) {
    ^bb0(%in: i64, %out: f32):
      %128 = arith.sitofp %in : i64 to f32
      %129 = arith.divf %128, %cst_15 : f32
      linalg.yield %129 : f32
    } -> tensor<32xf32>
    %23 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%22 : tensor<32xf32>) outs(%21 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.powf %cst_16, %in : f32
      linalg.yield %128 : f32
    } -> tensor<32xf32>
    %24 = tensor.empty(%dim) : tensor<?x32xf32>
    %25 = linalg.generic {indexing_maps = [#map4, #map5, #map6], iterator_types = ["parallel", "parallel"]} ins(%expanded_19, %23 : tensor<?x1xi64>, tensor<32xf32>) outs(%24 : tensor<?x32xf32>) {
    ^bb0(%in: i64, %in_56: f32, %out: f32):
      %128 = arith.sitofp %in : i64 to f32
      %129 = arith.mulf %128, %in_56 : f32
      linalg.yield %129 : f32
    } -> tensor<?x32xf32>
    %26 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%25 : tensor<?x32xf32>) outs(%24 : tensor<?x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.cos %in : f32
      linalg.yield %128 : f32
    } -> tensor<?x32xf32>
    %27 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%25 : tensor<?x32xf32>) outs(%24 : tensor<?x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.sin %in : f32
      linalg.yield %128 : f32
    } -> tensor<?x32xf32>
    %extracted_slice = tensor.extract_slice %transposed_18[0, 0, 0, 0] [1, 32, %dim, 32] [1, 1, 1, 1] : tensor<1x32x?x64xf32> to tensor<1x32x?x32xf32>
    %extracted_slice_20 = tensor.extract_slice %transposed_18[0, 0, 0, 32] [1, 32, %dim, 32] [1, 1, 1, 1] : tensor<1x32x?x64xf32> to tensor<1x32x?x32xf32>
    %28 = tensor.empty(%dim) : tensor<1x32x?x32xf32>
    %29 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice, %26 : tensor<1x32x?x32xf32>, tensor<?x32xf32>) outs(%28 : tensor<1x32x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x32xf32>
    %30 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_20, %27 : tensor<1x32x?x32xf32>, tensor<?x32xf32>) outs(%28 : tensor<1x32x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x32xf32>
    %31 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%29, %30 : tensor<1x32x?x32xf32>, tensor<1x32x?x32xf32>) outs(%28 : tensor<1x32x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.subf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x32xf32>
    %32 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_20, %26 : tensor<1x32x?x32xf32>, tensor<?x32xf32>) outs(%28 : tensor<1x32x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x32xf32>
    %33 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice, %27 : tensor<1x32x?x32xf32>, tensor<?x32xf32>) outs(%28 : tensor<1x32x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x32xf32>
    %34 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32, %33 : tensor<1x32x?x32xf32>, tensor<1x32x?x32xf32>) outs(%28 : tensor<1x32x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.addf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x32xf32>
    %concat = tensor.concat dim(3) %31, %34 : (tensor<1x32x?x32xf32>, tensor<1x32x?x32xf32>) -> tensor<1x32x?x64xf32>
    %35 = tensor.empty() : tensor<2048x512xf32>
    %transposed_21 = linalg.transpose ins(%cst_10 : tensor<512x2048xf32>) outs(%35 : tensor<2048x512xf32>) permutation = [1, 0] 
    %36 = tensor.empty(%dim) : tensor<?x512xf32>
    %37 = linalg.fill ins(%cst : f32) outs(%36 : tensor<?x512xf32>) -> tensor<?x512xf32>
    %38 = linalg.matmul ins(%collapsed, %transposed_21 : tensor<?x2048xf32>, tensor<2048x512xf32>) outs(%37 : tensor<?x512xf32>) -> tensor<?x512xf32>
    %expanded_22 = tensor.expand_shape %38 [[0, 1], [2, 3]] output_shape [1, %dim, 8, 64] : tensor<?x512xf32> into tensor<1x?x8x64xf32>
    %39 = tensor.empty(%dim) : tensor<1x8x?x64xf32>
    %transposed_23 = linalg.transpose ins(%expanded_22 : tensor<1x?x8x64xf32>) outs(%39 : tensor<1x8x?x64xf32>) permutation = [0, 2, 1, 3] 
    %extracted_slice_24 = tensor.extract_slice %transposed_23[0, 0, 0, 0] [1, 8, %dim, 32] [1, 1, 1, 1] : tensor<1x8x?x64xf32> to tensor<1x8x?x32xf32>
    %extracted_slice_25 = tensor.extract_slice %transposed_23[0, 0, 0, 32] [1, 8, %dim, 32] [1, 1, 1, 1] : tensor<1x8x?x64xf32> to tensor<1x8x?x32xf32>
    %40 = tensor.empty(%dim) : tensor<1x8x?x32xf32>
    %41 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_24, %26 : tensor<1x8x?x32xf32>, tensor<?x32xf32>) outs(%40 : tensor<1x8x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x?x32xf32>
    %42 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_25, %27 : tensor<1x8x?x32xf32>, tensor<?x32xf32>) outs(%40 : tensor<1x8x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x?x32xf32>
    %43 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %42 : tensor<1x8x?x32xf32>, tensor<1x8x?x32xf32>) outs(%40 : tensor<1x8x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.subf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x?x32xf32>
    %44 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_25, %26 : tensor<1x8x?x32xf32>, tensor<?x32xf32>) outs(%40 : tensor<1x8x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x?x32xf32>
    %45 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_24, %27 : tensor<1x8x?x32xf32>, tensor<?x32xf32>) outs(%40 : tensor<1x8x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x?x32xf32>
    %46 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44, %45 : tensor<1x8x?x32xf32>, tensor<1x8x?x32xf32>) outs(%40 : tensor<1x8x?x32xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.addf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x8x?x32xf32>
    %concat_26 = tensor.concat dim(3) %43, %46 : (tensor<1x8x?x32xf32>, tensor<1x8x?x32xf32>) -> tensor<1x8x?x64xf32>
    %transposed_27 = linalg.transpose ins(%cst_9 : tensor<512x2048xf32>) outs(%35 : tensor<2048x512xf32>) permutation = [1, 0] 
    %47 = linalg.matmul ins(%collapsed, %transposed_27 : tensor<?x2048xf32>, tensor<2048x512xf32>) outs(%37 : tensor<?x512xf32>) -> tensor<?x512xf32>
    %expanded_28 = tensor.expand_shape %47 [[0, 1], [2, 3]] output_shape [1, %dim, 8, 64] : tensor<?x512xf32> into tensor<1x?x8x64xf32>
    %transposed_29 = linalg.transpose ins(%expanded_28 : tensor<1x?x8x64xf32>) outs(%39 : tensor<1x8x?x64xf32>) permutation = [0, 2, 1, 3] 
    %dim_30 = tensor.dim %43, %c2 : tensor<1x8x?x32xf32>
    %expanded_31 = tensor.expand_shape %concat_26 [[0], [1], [2, 3], [4]] output_shape [1, 8, 1, %dim_30, 64] : tensor<1x8x?x64xf32> into tensor<1x8x1x?x64xf32>
    %48 = arith.cmpi sge, %0, %c0_i64 : i64
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    %49 = tensor.empty(%dim) : tensor<1x8x4x?x64xf32>
    %50 = linalg.generic {indexing_maps = [#map9], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} outs(%49 : tensor<1x8x4x?x64xf32>) {
    ^bb0(%out: f32):
      %128 = linalg.index 1 : index
      %129 = linalg.index 3 : index
      %130 = linalg.index 4 : index
      %131 = arith.cmpi eq, %dim_30, %c1 : index
      %132 = arith.select %131, %c0, %129 : index
      %extracted = tensor.extract %expanded_31[%c0, %128, %c0, %132, %130] : tensor<1x8x1x?x64xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x8x4x?x64xf32>
    %collapsed_32 = tensor.collapse_shape %50 [[0], [1, 2], [3], [4]] : tensor<1x8x4x?x64xf32> into tensor<1x32x?x64xf32>
    %expanded_33 = tensor.expand_shape %transposed_29 [[0], [1], [2, 3], [4]] output_shape [1, 8, 1, %dim, 64] : tensor<1x8x?x64xf32> into tensor<1x8x1x?x64xf32>
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    %51 = linalg.generic {indexing_maps = [#map9], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} outs(%49 : tensor<1x8x4x?x64xf32>) {
    ^bb0(%out: f32):
      %128 = linalg.index 1 : index
      %129 = linalg.index 3 : index
      %130 = linalg.index 4 : index
      %131 = arith.cmpi eq, %dim, %c1 : index
      %132 = arith.select %131, %c0, %129 : index
      %extracted = tensor.extract %expanded_33[%c0, %128, %c0, %132, %130] : tensor<1x8x1x?x64xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x8x4x?x64xf32>
    %collapsed_34 = tensor.collapse_shape %51 [[0], [1, 2], [3], [4]] : tensor<1x8x4x?x64xf32> into tensor<1x32x?x64xf32>
    %52 = tensor.empty(%dim) : tensor<1x32x64x?xf32>
    %transposed_35 = linalg.transpose ins(%collapsed_32 : tensor<1x32x?x64xf32>) outs(%52 : tensor<1x32x64x?xf32>) permutation = [0, 1, 3, 2] 
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    %53 = tensor.empty(%dim) : tensor<1x32x?x64xf32>
    %54 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%53 : tensor<1x32x?x64xf32>) {
    ^bb0(%out: f32):
      %128 = linalg.index 1 : index
      %129 = linalg.index 2 : index
      %130 = linalg.index 3 : index
      %dim_56 = tensor.dim %31, %c2 : tensor<1x32x?x32xf32>
      %131 = arith.cmpi eq, %dim_56, %c1 : index
      %132 = arith.select %131, %c0, %129 : index
      %extracted = tensor.extract %concat[%c0, %128, %132, %130] : tensor<1x32x?x64xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x32x?x64xf32>
    %collapsed_36 = tensor.collapse_shape %54 [[0, 1], [2], [3]] : tensor<1x32x?x64xf32> into tensor<32x?x64xf32>
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    %55 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%52 : tensor<1x32x64x?xf32>) {
    ^bb0(%out: f32):
      %128 = linalg.index 1 : index
      %129 = linalg.index 2 : index
      %130 = linalg.index 3 : index
      %131 = arith.cmpi eq, %dim, %c1 : index
      %132 = arith.select %131, %c0, %130 : index
      %extracted = tensor.extract %transposed_35[%c0, %128, %129, %132] : tensor<1x32x64x?xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x32x64x?xf32>
    %collapsed_37 = tensor.collapse_shape %55 [[0, 1], [2], [3]] : tensor<1x32x64x?xf32> into tensor<32x64x?xf32>
    %56 = tensor.empty(%dim, %dim) : tensor<32x?x?xf32>
    %57 = linalg.fill ins(%cst : f32) outs(%56 : tensor<32x?x?xf32>) -> tensor<32x?x?xf32>
    %58 = linalg.batch_matmul ins(%collapsed_36, %collapsed_37 : tensor<32x?x64xf32>, tensor<32x64x?xf32>) outs(%57 : tensor<32x?x?xf32>) -> tensor<32x?x?xf32>
    %59 = arith.muli %0, %c32_i64 : i64
    %60 = arith.cmpi slt, %0, %c0_i64 : i64
    %61 = arith.select %60, %c32_i64, %59 : i64
    %62 = arith.extui %60 : i1 to i64
    %63 = arith.muli %61, %0 : i64
    %64 = arith.addi %62, %c1_i64 : i64
    %65 = arith.select %60, %c32_i64, %63 : i64
    %66 = arith.select %60, %64, %62 : i64
    %67 = arith.cmpi sle, %66, %c1_i64 : i64
    cf.assert %67, "must have at most one inferred (negative) dimension"
    %68 = arith.muli %59, %0 : i64
    %69 = arith.divsi %68, %65 : i64
    %70 = arith.select %60, %69, %0 : i64
    %from_elements = tensor.from_elements %c1_i64, %c32_i64, %70, %70 : tensor<4xi64>
    %reshape = tensor.reshape %58(%from_elements) : (tensor<32x?x?xf32>, tensor<4xi64>) -> tensor<1x32x?x?xf32>
    %71 = arith.index_cast %70 : i64 to index
    %72 = tensor.empty(%71, %71) : tensor<1x32x?x?xf32>
    %73 = linalg.generic {indexing_maps = [#map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%reshape : tensor<1x32x?x?xf32>) outs(%72 : tensor<1x32x?x?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.mulf %in, %cst_17 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x?xf32>
    %74 = arith.cmpi sge, %0, %c0_i64 : i64
    cf.assert %74, "negative values not allowed in new dimensions"
    cf.assert %74, "negative values not allowed in new dimensions"
    %75 = tensor.empty(%dim, %dim) : tensor<?x?xf32>
    %76 = linalg.generic {indexing_maps = [#map10, #map6], iterator_types = ["parallel", "parallel"]} ins(%cst_3 : tensor<f32>) outs(%75 : tensor<?x?xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<?x?xf32>
    %expanded_38 = tensor.expand_shape %17 [[0, 1]] output_shape [1, %dim] : tensor<?xi64> into tensor<1x?xi64>
    %77 = tensor.empty(%dim, %dim) : tensor<?x?xi64>
    %78 = linalg.generic {indexing_maps = [#map11, #map4, #map6], iterator_types = ["parallel", "parallel"]} ins(%expanded_38, %expanded_19 : tensor<1x?xi64>, tensor<?x1xi64>) outs(%77 : tensor<?x?xi64>) {
    ^bb0(%in: i64, %in_56: i64, %out: i64):
      %128 = arith.subi %in, %in_56 : i64
      linalg.yield %128 : i64
    } -> tensor<?x?xi64>
    %79 = tensor.empty(%dim, %dim) : tensor<?x?xi1>
    %80 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%78 : tensor<?x?xi64>) outs(%79 : tensor<?x?xi1>) {
    ^bb0(%in: i64, %out: i1):
      %128 = arith.cmpi sge, %in, %c1_i64 : i64
      linalg.yield %128 : i1
    } -> tensor<?x?xi1>
    cf.assert %true, "mismatched size for broadcast"
    cf.assert %true, "mismatched size for broadcast"
    %81 = tensor.empty(%dim, %dim) : tensor<?x?xf32>
    %82 = linalg.generic {indexing_maps = [#map6, #map6, #map10, #map6], iterator_types = ["parallel", "parallel"]} ins(%80, %76, %cst_2 : tensor<?x?xi1>, tensor<?x?xf32>, tensor<f32>) outs(%81 : tensor<?x?xf32>) {
    ^bb0(%in: i1, %in_56: f32, %in_57: f32, %out: f32):
      %128 = arith.select %in, %in_56, %in_57 : f32
      linalg.yield %128 : f32
    } -> tensor<?x?xf32>
    %83 = arith.cmpi eq, %71, %dim : index
    cf.assert %83, "mismatched size for broadcast"
    cf.assert %83, "mismatched size for broadcast"
    %84 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73, %82 : tensor<1x32x?x?xf32>, tensor<?x?xf32>) outs(%72 : tensor<1x32x?x?xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.addf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x?xf32>
    %85 = tensor.empty(%71) : tensor<1x32x?xi64>
    %86 = linalg.fill ins(%c0_i64 : i64) outs(%85 : tensor<1x32x?xi64>) -> tensor<1x32x?xi64>
    %87 = tensor.empty(%71) : tensor<1x32x?xf32>
    %88 = linalg.fill ins(%cst_0 : f32) outs(%87 : tensor<1x32x?xf32>) -> tensor<1x32x?xf32>
    %89:2 = linalg.generic {indexing_maps = [#map7, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%84 : tensor<1x32x?x?xf32>) outs(%88, %86 : tensor<1x32x?xf32>, tensor<1x32x?xi64>) {
    ^bb0(%in: f32, %out: f32, %out_56: i64):
      %128 = linalg.index 3 : index
      %129 = arith.index_cast %128 : index to i64
      %130 = arith.maximumf %in, %out : f32
      %131 = arith.cmpf ogt, %in, %out : f32
      %132 = arith.select %131, %129, %out_56 : i64
      linalg.yield %130, %132 : f32, i64
    } -> (tensor<1x32x?xf32>, tensor<1x32x?xi64>)
    %expanded_39 = tensor.expand_shape %89#0 [[0], [1], [2, 3]] output_shape [1, 32, %71, 1] : tensor<1x32x?xf32> into tensor<1x32x?x1xf32>
    %90 = linalg.generic {indexing_maps = [#map7, #map13, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%84, %expanded_39 : tensor<1x32x?x?xf32>, tensor<1x32x?x1xf32>) outs(%72 : tensor<1x32x?x?xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.subf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x?xf32>
    %91 = linalg.generic {indexing_maps = [#map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%90 : tensor<1x32x?x?xf32>) outs(%72 : tensor<1x32x?x?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.exp %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x?xf32>
    %92 = tensor.empty(%71) : tensor<1x32x?x1xf32>
    %93 = linalg.fill ins(%cst : f32) outs(%92 : tensor<1x32x?x1xf32>) -> tensor<1x32x?x1xf32>
    %94 = linalg.generic {indexing_maps = [#map7, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%91 : tensor<1x32x?x?xf32>) outs(%93 : tensor<1x32x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.addf %in, %out : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x1xf32>
    %95 = linalg.generic {indexing_maps = [#map7, #map13, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91, %94 : tensor<1x32x?x?xf32>, tensor<1x32x?x1xf32>) outs(%72 : tensor<1x32x?x?xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.divf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x32x?x?xf32>
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    %96 = tensor.empty(%dim, %dim) : tensor<1x32x?x?xf32>
    %97 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%96 : tensor<1x32x?x?xf32>) {
    ^bb0(%out: f32):
      %128 = linalg.index 1 : index
      %129 = linalg.index 2 : index
      %130 = linalg.index 3 : index
      %131 = arith.cmpi eq, %71, %c1 : index
      %132 = arith.select %131, %c0, %129 : index
      %133 = arith.select %131, %c0, %130 : index
      %extracted = tensor.extract %95[%c0, %128, %132, %133] : tensor<1x32x?x?xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x32x?x?xf32>
    cf.assert %67, "must have at most one inferred (negative) dimension"
    %from_elements_40 = tensor.from_elements %c32_i64, %70, %70 : tensor<3xi64>
    %reshape_41 = tensor.reshape %97(%from_elements_40) : (tensor<1x32x?x?xf32>, tensor<3xi64>) -> tensor<32x?x?xf32>
    cf.assert %48, "unimplemented: dynamic negative broadcast sizes"
    %98 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%53 : tensor<1x32x?x64xf32>) {
    ^bb0(%out: f32):
      %128 = linalg.index 1 : index
      %129 = linalg.index 2 : index
      %130 = linalg.index 3 : index
      %131 = arith.cmpi eq, %dim, %c1 : index
      %132 = arith.select %131, %c0, %129 : index
      %extracted = tensor.extract %collapsed_34[%c0, %128, %132, %130] : tensor<1x32x?x64xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x32x?x64xf32>
    %collapsed_42 = tensor.collapse_shape %98 [[0, 1], [2], [3]] : tensor<1x32x?x64xf32> into tensor<32x?x64xf32>
    %99 = arith.cmpi eq, %70, %0 : i64
    cf.assert %99, "mismatching contracting dimension"
    %100 = tensor.empty(%71) : tensor<32x?x64xf32>
    %101 = linalg.fill ins(%cst : f32) outs(%100 : tensor<32x?x64xf32>) -> tensor<32x?x64xf32>
    %102 = linalg.batch_matmul ins(%reshape_41, %collapsed_42 : tensor<32x?x?xf32>, tensor<32x?x64xf32>) outs(%101 : tensor<32x?x64xf32>) -> tensor<32x?x64xf32>
    %expanded_43 = tensor.expand_shape %102 [[0, 1], [2], [3]] output_shape [1, 32, %71, 64] : tensor<32x?x64xf32> into tensor<1x32x?x64xf32>
    %103 = tensor.empty(%71) : tensor<1x?x32x64xf32>
    %transposed_44 = linalg.transpose ins(%expanded_43 : tensor<1x32x?x64xf32>) outs(%103 : tensor<1x?x32x64xf32>) permutation = [0, 2, 1, 3] 
    %transposed_45 = linalg.transpose ins(%cst_8 : tensor<2048x2048xf32>) outs(%11 : tensor<2048x2048xf32>) permutation = [1, 0] 
    %collapsed_46 = tensor.collapse_shape %transposed_44 [[0, 1], [2, 3]] : tensor<1x?x32x64xf32> into tensor<?x2048xf32>
    %104 = tensor.empty(%71) : tensor<?x2048xf32>
    %105 = linalg.fill ins(%cst : f32) outs(%104 : tensor<?x2048xf32>) -> tensor<?x2048xf32>
    %106 = linalg.matmul ins(%collapsed_46, %transposed_45 : tensor<?x2048xf32>, tensor<2048x2048xf32>) outs(%105 : tensor<?x2048xf32>) -> tensor<?x2048xf32>
    %expanded_47 = tensor.expand_shape %106 [[0, 1], [2]] output_shape [1, %71, 2048] : tensor<?x2048xf32> into tensor<1x?x2048xf32>
    %107 = arith.cmpi eq, %dim, %71 : index
    cf.assert %107, "mismatched size for broadcast"
    %108 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %expanded_47 : tensor<1x?x2048xf32>, tensor<1x?x2048xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.addf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%108 : tensor<1x?x2048xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.fpowi %in, %c2_i64 : f32, i64
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %110 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%109 : tensor<1x?x2048xf32>) outs(%4 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.addf %in, %out : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x1xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%110 : tensor<1x?x1xf32>) outs(%3 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.divf %in, %cst_14 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x1xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%111 : tensor<1x?x1xf32>) outs(%3 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.truncf %cst_13 : f64 to f32
      %129 = arith.addf %in, %128 : f32
      linalg.yield %129 : f32
    } -> tensor<1x?x1xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%112 : tensor<1x?x1xf32>) outs(%3 : tensor<1x?x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = math.rsqrt %in : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x1xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%108, %113 : tensor<1x?x2048xf32>, tensor<1x?x1xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%114, %cst_7 : tensor<1x?x2048xf32>, tensor<2048xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    %116 = tensor.empty() : tensor<2048x8192xf32>
    %transposed_48 = linalg.transpose ins(%cst_6 : tensor<8192x2048xf32>) outs(%116 : tensor<2048x8192xf32>) permutation = [1, 0] 
    %collapsed_49 = tensor.collapse_shape %115 [[0, 1], [2]] : tensor<1x?x2048xf32> into tensor<?x2048xf32>
    %117 = tensor.empty(%dim) : tensor<?x8192xf32>
    %118 = linalg.fill ins(%cst : f32) outs(%117 : tensor<?x8192xf32>) -> tensor<?x8192xf32>
    %119 = linalg.matmul ins(%collapsed_49, %transposed_48 : tensor<?x2048xf32>, tensor<2048x8192xf32>) outs(%118 : tensor<?x8192xf32>) -> tensor<?x8192xf32>
    %expanded_50 = tensor.expand_shape %119 [[0, 1], [2]] output_shape [1, %dim, 8192] : tensor<?x8192xf32> into tensor<1x?x8192xf32>
    %120 = tensor.empty(%dim) : tensor<1x?x8192xf32>
    %121 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_50 : tensor<1x?x8192xf32>) outs(%120 : tensor<1x?x8192xf32>) {
    ^bb0(%in: f32, %out: f32):
      %128 = arith.negf %in : f32
      %129 = math.exp %128 : f32
      %130 = arith.addf %129, %cst_1 : f32
      %131 = arith.divf %cst_1, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<1x?x8192xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_50, %121 : tensor<1x?x8192xf32>, tensor<1x?x8192xf32>) outs(%120 : tensor<1x?x8192xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x8192xf32>
    %transposed_51 = linalg.transpose ins(%cst_5 : tensor<8192x2048xf32>) outs(%116 : tensor<2048x8192xf32>) permutation = [1, 0] 
    %123 = linalg.matmul ins(%collapsed_49, %transposed_51 : tensor<?x2048xf32>, tensor<2048x8192xf32>) outs(%118 : tensor<?x8192xf32>) -> tensor<?x8192xf32>
    %expanded_52 = tensor.expand_shape %123 [[0, 1], [2]] output_shape [1, %dim, 8192] : tensor<?x8192xf32> into tensor<1x?x8192xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122, %expanded_52 : tensor<1x?x8192xf32>, tensor<1x?x8192xf32>) outs(%120 : tensor<1x?x8192xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.mulf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x8192xf32>
    %125 = tensor.empty() : tensor<8192x2048xf32>
    %transposed_53 = linalg.transpose ins(%cst_4 : tensor<2048x8192xf32>) outs(%125 : tensor<8192x2048xf32>) permutation = [1, 0] 
    %collapsed_54 = tensor.collapse_shape %124 [[0, 1], [2]] : tensor<1x?x8192xf32> into tensor<?x8192xf32>
    %126 = linalg.matmul ins(%collapsed_54, %transposed_53 : tensor<?x8192xf32>, tensor<8192x2048xf32>) outs(%13 : tensor<?x2048xf32>) -> tensor<?x2048xf32>
    %expanded_55 = tensor.expand_shape %126 [[0, 1], [2]] output_shape [1, %dim, 2048] : tensor<?x2048xf32> into tensor<1x?x2048xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%108, %expanded_55 : tensor<1x?x2048xf32>, tensor<1x?x2048xf32>) outs(%1 : tensor<1x?x2048xf32>) {
    ^bb0(%in: f32, %in_56: f32, %out: f32):
      %128 = arith.addf %in, %in_56 : f32
      linalg.yield %128 : f32
    } -> tensor<1x?x2048xf32>
    return %127 : tensor<1x?x2048xf32>
  }
}
