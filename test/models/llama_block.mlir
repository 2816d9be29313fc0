// A decoder block of Llama-3.2-1B, 128 tokens, weights elided.
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
#map9 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map10 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map11 = affine_map<(d0, d1) -> (0, d1)>
#map12 = affine_map<(d0, d1) -> ()>
#map13 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map14 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @llama_block(%arg0: tensor<1x128x2048xf32>) -> tensor<1x128x2048xf32> {
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %c2_i64 = arith.constant 2 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_3 = arith.constant dense<0xFF800000> : tensor<128x128xf32>
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
    %0 = tensor.empty() : tensor<1x128x2048xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0 : tensor<1x128x2048xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.fpowi %in, %c2_i64 : f32, i64
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %2 = tensor.empty() : tensor<1x128x1xf32>
    %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<1x128x1xf32>) -> tensor<1x128x1xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%1 : tensor<1x128x2048xf32>) outs(%3 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.addf %in, %out : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x1xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4 : tensor<1x128x1xf32>) outs(%2 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.divf %in, %cst_14 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x1xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5 : tensor<1x128x1xf32>) outs(%2 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.truncf %cst_13 : f64 to f32
      %100 = arith.addf %in, %99 : f32
      linalg.yield %100 : f32
    } -> tensor<1x128x1xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6 : tensor<1x128x1xf32>) outs(%2 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.rsqrt %in : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x1xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %7 : tensor<1x128x2048xf32>, tensor<1x128x1xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%8, %cst_12 : tensor<1x128x2048xf32>, tensor<2048xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %10 = tensor.empty() : tensor<2048x2048xf32>
    %transposed = linalg.transpose ins(%cst_11 : tensor<2048x2048xf32>) outs(%10 : tensor<2048x2048xf32>) permutation = [1, 0] 
    %collapsed = tensor.collapse_shape %9 [[0, 1], [2]] : tensor<1x128x2048xf32> into tensor<128x2048xf32>
    %11 = tensor.empty() : tensor<128x2048xf32>
    %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<128x2048xf32>) -> tensor<128x2048xf32>
    %13 = linalg.matmul ins(%collapsed, %transposed : tensor<128x2048xf32>, tensor<2048x2048xf32>) outs(%12 : tensor<128x2048xf32>) -> tensor<128x2048xf32>
    %expanded = tensor.expand_shape %13 [[0, 1], [2, 3]] output_shape [1, 128, 32, 64] : tensor<128x2048xf32> into tensor<1x128x32x64xf32>
    %14 = tensor.empty() : tensor<1x32x128x64xf32>
    %transposed_18 = linalg.transpose ins(%expanded : tensor<1x128x32x64xf32>) outs(%14 : tensor<1x32x128x64xf32>) permutation = [0, 2, 1, 3] 
    %15 = tensor.empty() : tensor<128xi64>
    %16 = linalg.generic {indexing_maps = [#map3], iterator_types = ["parallel"]} outs(%15 : tensor<128xi64>) {
    ^bb0(%out: i64):
      %99 = linalg.index 0 : index
      %100 = arith.index_cast %99 : index to i64
      linalg.yield %100 : i64
    } -> tensor<128xi64>
    %expanded_19 = tensor.expand_shape %16 [[0, 1]] output_shape [128, 1] : tensor<128xi64> into tensor<128x1xi64>
    %17 = tensor.empty() : tensor<32xi64>
    %18 = linalg.generic {indexing_maps = [#map3], iterator_types = ["parallel"]} outs(%17 : tensor<32xi64>) {
    ^bb0(%out: i64):
      %99 = linalg.index 0 : index
      %100 = arith.index_cast %99 : index to i64
      linalg.yield %100 : i64
    } -> tensor<32xi64>
    %19 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%18 : tensor<32xi64>) outs(%17 : tensor<32xi64>) {
    ^bb0(%in: i64, %out: i64):
      %99 = arith.sitofp %in : i64 to f32
      %100 = arith.negf %99 : f32
      %101 = arith.fptosi %100 : f32 to i64
      linalg.yield %101 : i64
    } -> tensor<32xi64>
    %20 = tensor.empty() : tensor<32xf32>
    %21 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%19 : tensor<32xi64>) outs(%20 : tensor<32xf32>) {
    ^bb0(%in: i64, %out: f32):
      %99 = arith.sitofp %in : i64 to f32
      %100 = arith.divf %99, %cst_15 : f32
      linalg.yield %100 : f32
    } -> tensor<32xf32>
    %22 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%21 : tensor<32xf32>) outs(%20 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.powf %cst_16, %in : f32
      linalg.yield %99 : f32
    } -> tensor<32xf32>
    %23 = tensor.empty() : tensor<128x32xf32>
    %24 = linalg.generic {indexing_maps = [#map4, #map5, #map6], iterator_types = ["parallel", "parallel"]} ins(%expanded_19, %22 : tensor<128x1xi64>, tensor<32xf32>) outs(%23 : tensor<128x32xf32>) {
    ^bb0(%in: i64, %in_52: f32, %out: f32):
      %99 = arith.sitofp %in : i64 to f32
      %100 = arith.mulf %99, %in_52 : f32
      linalg.yield %100 : f32
    } -> tensor<128x32xf32>
    %25 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%24 : tensor<128x32xf32>) outs(%23 : tensor<128x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.cos %in : f32
      linalg.yield %99 : f32
    } -> tensor<128x32xf32>
    %26 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%24 : tensor<128x32xf32>) outs(%23 : tensor<128x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.sin %in : f32
      linalg.yield %99 : f32
    } -> tensor<128x32xf32>
    %extracted_slice = tensor.extract_slice %transposed_18[0, 0, 0, 0] [1, 32, 128, 32] [1, 1, 1, 1] : tensor<1x32x128x64xf32> to tensor<1x32x128x32xf32>
    %extracted_slice_20 = tensor.extract_slice %transposed_18[0, 0, 0, 32] [1, 32, 128, 32] [1, 1, 1, 1] : tensor<1x32x128x64xf32> to tensor<1x32x128x32xf32>
    %27 = tensor.empty() : tensor<1x32x128x32xf32>
    %28 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice, %25 : tensor<1x32x128x32xf32>, tensor<128x32xf32>) outs(%27 : tensor<1x32x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x32xf32>
    %29 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_20, %26 : tensor<1x32x128x32xf32>, tensor<128x32xf32>) outs(%27 : tensor<1x32x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x32xf32>
    %30 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%28, %29 : tensor<1x32x128x32xf32>, tensor<1x32x128x32xf32>) outs(%27 : tensor<1x32x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.subf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x32xf32>
    %31 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_20, %25 : tensor<1x32x128x32xf32>, tensor<128x32xf32>) outs(%27 : tensor<1x32x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x32xf32>
    %32 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice, %26 : tensor<1x32x128x32xf32>, tensor<128x32xf32>) outs(%27 : tensor<1x32x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x32xf32>
    %33 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %32 : tensor<1x32x128x32xf32>, tensor<1x32x128x32xf32>) outs(%27 : tensor<1x32x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.addf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x32xf32>
    %concat = tensor.concat dim(3) %30, %33 : (tensor<1x32x128x32xf32>, tensor<1x32x128x32xf32>) -> tensor<1x32x128x64xf32>
    %34 = tensor.empty() : tensor<2048x512xf32>
    %transposed_21 = linalg.transpose ins(%cst_10 : tensor<512x2048xf32>) outs(%34 : tensor<2048x512xf32>) permutation = [1, 0] 
    %35 = tensor.empty() : tensor<128x512xf32>
    %36 = linalg.fill ins(%cst : f32) outs(%35 : tensor<128x512xf32>) -> tensor<128x512xf32>
    %37 = linalg.matmul ins(%collapsed, %transposed_21 : tensor<128x2048xf32>, tensor<2048x512xf32>) outs(%36 : tensor<128x512xf32>) -> tensor<128x512xf32>
    %expanded_22 = tensor.expand_shape %37 [[0, 1], [2, 3]] output_shape [1, 128, 8, 64] : tensor<128x512xf32> into tensor<1x128x8x64xf32>
    %38 = tensor.empty() : tensor<1x8x128x64xf32>
    %transposed_23 = linalg.transpose ins(%expanded_22 : tensor<1x128x8x64xf32>) outs(%38 : tensor<1x8x128x64xf32>) permutation = [0, 2, 1, 3] 
    %extracted_slice_24 = tensor.extract_slice %transposed_23[0, 0, 0, 0] [1, 8, 128, 32] [1, 1, 1, 1] : tensor<1x8x128x64xf32> to tensor<1x8x128x32xf32>
    %extracted_slice_25 = tensor.extract_slice %transposed_23[0, 0, 0, 32] [1, 8, 128, 32] [1, 1, 1, 1] : tensor<1x8x128x64xf32> to tensor<1x8x128x32xf32>
    %39 = tensor.empty() : tensor<1x8x128x32xf32>
    %40 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_24, %25 : tensor<1x8x128x32xf32>, tensor<128x32xf32>) outs(%39 : tensor<1x8x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x8x128x32xf32>
    %41 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_25, %26 : tensor<1x8x128x32xf32>, tensor<128x32xf32>) outs(%39 : tensor<1x8x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x8x128x32xf32>
    %42 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40, %41 : tensor<1x8x128x32xf32>, tensor<1x8x128x32xf32>) outs(%39 : tensor<1x8x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.subf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x8x128x32xf32>
    %43 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_25, %25 : tensor<1x8x128x32xf32>, tensor<128x32xf32>) outs(%39 : tensor<1x8x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x8x128x32xf32>
    %44 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_24, %26 : tensor<1x8x128x32xf32>, tensor<128x32xf32>) outs(%39 : tensor<1x8x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x8x128x32xf32>
    %45 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43, %44 : tensor<1x8x128x32xf32>, tensor<1x8x128x32xf32>) outs(%39 : tensor<1x8x128x32xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.addf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x8x128x32xf32>
    %concat_26 = tensor.concat dim(3) %42, %45 : (tensor<1x8x128x32xf32>, tensor<1x8x128x32xf32>) -> tensor<1x8x128x64xf32>
    %transposed_27 = linalg.transpose ins(%cst_9 : tensor<512x2048xf32>) outs(%34 : tensor<2048x512xf32>) permutation = [1, 0] 
    %46 = linalg.matmul ins(%collapsed, %transposed_27 : tensor<128x2048xf32>, tensor<2048x512xf32>) outs(%36 : tensor<128x512xf32>) -> tensor<128x512xf32>
    %expanded_28 = tensor.expand_shape %46 [[0, 1], [2, 3]] output_shape [1, 128, 8, 64] : tensor<128x512xf32> into tensor<1x128x8x64xf32>
    %transposed_29 = linalg.transpose ins(%expanded_28 : tensor<1x128x8x64xf32>) outs(%38 : tensor<1x8x128x64xf32>) permutation = [0, 2, 1, 3] 
    %47 = tensor.empty() : tensor<1x8x4x128x64xf32>
    %48 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%concat_26 : tensor<1x8x128x64xf32>) outs(%47 : tensor<1x8x4x128x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<1x8x4x128x64xf32>
    %collapsed_30 = tensor.collapse_shape %48 [[0], [1, 2], [3], [4]] : tensor<1x8x4x128x64xf32> into tensor<1x32x128x64xf32>
    %49 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%transposed_29 : tensor<1x8x128x64xf32>) outs(%47 : tensor<1x8x4x128x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<1x8x4x128x64xf32>
    %50 = tensor.empty() : tensor<1x32x64x128xf32>
    %transposed_31 = linalg.transpose ins(%collapsed_30 : tensor<1x32x128x64xf32>) outs(%50 : tensor<1x32x64x128xf32>) permutation = [0, 1, 3, 2] 
    %collapsed_32 = tensor.collapse_shape %concat [[0, 1], [2], [3]] : tensor<1x32x128x64xf32> into tensor<32x128x64xf32>
    %collapsed_33 = tensor.collapse_shape %transposed_31 [[0, 1], [2], [3]] : tensor<1x32x64x128xf32> into tensor<32x64x128xf32>
    %51 = tensor.empty() : tensor<32x128x128xf32>
    %52 = linalg.fill ins(%cst : f32) outs(%51 : tensor<32x128x128xf32>) -> tensor<32x128x128xf32>
    %53 = linalg.batch_matmul ins(%collapsed_32, %collapsed_33 : tensor<32x128x64xf32>, tensor<32x64x128xf32>) outs(%52 : tensor<32x128x128xf32>) -> tensor<32x128x128xf32>
    %expanded_34 = tensor.expand_shape %53 [[0, 1], [2], [3]] output_shape [1, 32, 128, 128] : tensor<32x128x128xf32> into tensor<1x32x128x128xf32>
    %54 = tensor.empty() : tensor<1x32x128x128xf32>
    %55 = linalg.generic {indexing_maps = [#map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_34 : tensor<1x32x128x128xf32>) outs(%54 : tensor<1x32x128x128xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.mulf %in, %cst_17 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x128xf32>
    %expanded_35 = tensor.expand_shape %16 [[0, 1]] output_shape [1, 128] : tensor<128xi64> into tensor<1x128xi64>
    %56 = tensor.empty() : tensor<128x128xi64>
    %57 = linalg.generic {indexing_maps = [#map11, #map4, #map6], iterator_types = ["parallel", "parallel"]} ins(%expanded_35, %expanded_19 : tensor<1x128xi64>, tensor<128x1xi64>) outs(%56 : tensor<128x128xi64>) {
    ^bb0(%in: i64, %in_52: i64, %out: i64):
      %99 = arith.subi %in, %in_52 : i64
      linalg.yield %99 : i64
    } -> tensor<128x128xi64>
    %58 = tensor.empty() : tensor<128x128xi1>
    %59 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel"]} ins(%57 : tensor<128x128xi64>) outs(%58 : tensor<128x128xi1>) {
    ^bb0(%in: i64, %out: i1):
      %99 = arith.cmpi sge, %in, %c1_i64 : i64
      linalg.yield %99 : i1
    } -> tensor<128x128xi1>
    %60 = tensor.empty() : tensor<128x128xf32>
    %61 = linalg.generic {indexing_maps = [#map6, #map6, #map12, #map6], iterator_types = ["parallel", "parallel"]} ins(%59, %cst_3, %cst_2 : tensor<128x128xi1>, tensor<128x128xf32>, tensor<f32>) outs(%60 : tensor<128x128xf32>) {
    ^bb0(%in: i1, %in_52: f32, %in_53: f32, %out: f32):
      %99 = arith.select %in, %in_52, %in_53 : f32
      linalg.yield %99 : f32
    } -> tensor<128x128xf32>
    %62 = linalg.generic {indexing_maps = [#map7, #map8, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55, %61 : tensor<1x32x128x128xf32>, tensor<128x128xf32>) outs(%54 : tensor<1x32x128x128xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.addf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x128xf32>
    %63 = tensor.empty() : tensor<1x32x128xi64>
    %64 = linalg.fill ins(%c0_i64 : i64) outs(%63 : tensor<1x32x128xi64>) -> tensor<1x32x128xi64>
    %65 = tensor.empty() : tensor<1x32x128xf32>
    %66 = linalg.fill ins(%cst_0 : f32) outs(%65 : tensor<1x32x128xf32>) -> tensor<1x32x128xf32>
    %67:2 = linalg.generic {indexing_maps = [#map7, #map13, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%62 : tensor<1x32x128x128xf32>) outs(%66, %64 : tensor<1x32x128xf32>, tensor<1x32x128xi64>) {
    ^bb0(%in: f32, %out: f32, %out_52: i64):
      %99 = linalg.index 3 : index
      %100 = arith.index_cast %99 : index to i64
      %101 = arith.maximumf %in, %out : f32
      %102 = arith.cmpf ogt, %in, %out : f32
      %103 = arith.select %102, %100, %out_52 : i64
      linalg.yield %101, %103 : f32, i64
    } -> (tensor<1x32x128xf32>, tensor<1x32x128xi64>)
    %expanded_36 = tensor.expand_shape %67#0 [[0], [1], [2, 3]] output_shape [1, 32, 128, 1] : tensor<1x32x128xf32> into tensor<1x32x128x1xf32>
    %68 = linalg.generic {indexing_maps = [#map7, #map14, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62, %expanded_36 : tensor<1x32x128x128xf32>, tensor<1x32x128x1xf32>) outs(%54 : tensor<1x32x128x128xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.subf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x128xf32>
    %69 = linalg.generic {indexing_maps = [#map7, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68 : tensor<1x32x128x128xf32>) outs(%54 : tensor<1x32x128x128xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.exp %in : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x128xf32>
    %70 = tensor.empty() : tensor<1x32x128x1xf32>
    %71 = linalg.fill ins(%cst : f32) outs(%70 : tensor<1x32x128x1xf32>) -> tensor<1x32x128x1xf32>
    %72 = linalg.generic {indexing_maps = [#map7, #map14], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%69 : tensor<1x32x128x128xf32>) outs(%71 : tensor<1x32x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.addf %in, %out : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x1xf32>
    %73 = linalg.generic {indexing_maps = [#map7, #map14, #map7], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69, %72 : tensor<1x32x128x128xf32>, tensor<1x32x128x1xf32>) outs(%54 : tensor<1x32x128x128xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.divf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x32x128x128xf32>
    %collapsed_37 = tensor.collapse_shape %73 [[0, 1], [2], [3]] : tensor<1x32x128x128xf32> into tensor<32x128x128xf32>
    %collapsed_38 = tensor.collapse_shape %49 [[0, 1, 2], [3], [4]] : tensor<1x8x4x128x64xf32> into tensor<32x128x64xf32>
    %74 = tensor.empty() : tensor<32x128x64xf32>
    %75 = linalg.fill ins(%cst : f32) outs(%74 : tensor<32x128x64xf32>) -> tensor<32x128x64xf32>
    %76 = linalg.batch_matmul ins(%collapsed_37, %collapsed_38 : tensor<32x128x128xf32>, tensor<32x128x64xf32>) outs(%75 : tensor<32x128x64xf32>) -> tensor<32x128x64xf32>
    %expanded_39 = tensor.expand_shape %76 [[0, 1], [2], [3]] output_shape [1, 32, 128, 64] : tensor<32x128x64xf32> into tensor<1x32x128x64xf32>
    %77 = tensor.empty() : tensor<1x128x32x64xf32>
    %transposed_40 = linalg.transpose ins(%expanded_39 : tensor<1x32x128x64xf32>) outs(%77 : tensor<1x128x32x64xf32>) permutation = [0, 2, 1, 3] 
    %transposed_41 = linalg.transpose ins(%cst_8 : tensor<2048x2048xf32>) outs(%10 : tensor<2048x2048xf32>) permutation = [1, 0] 
    %collapsed_42 = tensor.collapse_shape %transposed_40 [[0, 1], [2, 3]] : tensor<1x128x32x64xf32> into tensor<128x2048xf32>
    %78 = linalg.matmul ins(%collapsed_42, %transposed_41 : tensor<128x2048xf32>, tensor<2048x2048xf32>) outs(%12 : tensor<128x2048xf32>) -> tensor<128x2048xf32>
    %expanded_43 = tensor.expand_shape %78 [[0, 1], [2]] output_shape [1, 128, 2048] : tensor<128x2048xf32> into tensor<1x128x2048xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %expanded_43 : tensor<1x128x2048xf32>, tensor<1x128x2048xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.addf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%79 : tensor<1x128x2048xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.fpowi %in, %c2_i64 : f32, i64
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%80 : tensor<1x128x2048xf32>) outs(%3 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.addf %in, %out : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x1xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%81 : tensor<1x128x1xf32>) outs(%2 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.divf %in, %cst_14 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x1xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%82 : tensor<1x128x1xf32>) outs(%2 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.truncf %cst_13 : f64 to f32
      %100 = arith.addf %in, %99 : f32
      linalg.yield %100 : f32
    } -> tensor<1x128x1xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%83 : tensor<1x128x1xf32>) outs(%2 : tensor<1x128x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = math.rsqrt %in : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x1xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%79, %84 : tensor<1x128x2048xf32>, tensor<1x128x1xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%85, %cst_7 : tensor<1x128x2048xf32>, tensor<2048xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    %87 = tensor.empty() : tensor<2048x8192xf32>
    %transposed_44 = linalg.transpose ins(%cst_6 : tensor<8192x2048xf32>) outs(%87 : tensor<2048x8192xf32>) permutation = [1, 0] 
    %collapsed_45 = tensor.collapse_shape %86 [[0, 1], [2]] : tensor<1x128x2048xf32> into tensor<128x2048xf32>
    %88 = tensor.empty() : tensor<128x8192xf32>
    %89 = linalg.fill ins(%cst : f32) outs(%88 : tensor<128x8192xf32>) -> tensor<128x8192xf32>
    %90 = linalg.matmul ins(%collapsed_45, %transposed_44 : tensor<128x2048xf32>, tensor<2048x8192xf32>) outs(%89 : tensor<128x8192xf32>) -> tensor<128x8192xf32>
    %expanded_46 = tensor.expand_shape %90 [[0, 1], [2]] output_shape [1, 128, 8192] : tensor<128x8192xf32> into tensor<1x128x8192xf32>
    %91 = tensor.empty() : tensor<1x128x8192xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_46 : tensor<1x128x8192xf32>) outs(%91 : tensor<1x128x8192xf32>) {
    ^bb0(%in: f32, %out: f32):
      %99 = arith.negf %in : f32
      %100 = math.exp %99 : f32
      %101 = arith.addf %100, %cst_1 : f32
      %102 = arith.divf %cst_1, %101 : f32
      linalg.yield %102 : f32
    } -> tensor<1x128x8192xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_46, %92 : tensor<1x128x8192xf32>, tensor<1x128x8192xf32>) outs(%91 : tensor<1x128x8192xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x8192xf32>
    %transposed_47 = linalg.transpose ins(%cst_5 : tensor<8192x2048xf32>) outs(%87 : tensor<2048x8192xf32>) permutation = [1, 0] 
    %94 = linalg.matmul ins(%collapsed_45, %transposed_47 : tensor<128x2048xf32>, tensor<2048x8192xf32>) outs(%89 : tensor<128x8192xf32>) -> tensor<128x8192xf32>
    %expanded_48 = tensor.expand_shape %94 [[0, 1], [2]] output_shape [1, 128, 8192] : tensor<128x8192xf32> into tensor<1x128x8192xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%93, %expanded_48 : tensor<1x128x8192xf32>, tensor<1x128x8192xf32>) outs(%91 : tensor<1x128x8192xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.mulf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x8192xf32>
    %96 = tensor.empty() : tensor<8192x2048xf32>
    %transposed_49 = linalg.transpose ins(%cst_4 : tensor<2048x8192xf32>) outs(%96 : tensor<8192x2048xf32>) permutation = [1, 0] 
    %collapsed_50 = tensor.collapse_shape %95 [[0, 1], [2]] : tensor<1x128x8192xf32> into tensor<128x8192xf32>
    %97 = linalg.matmul ins(%collapsed_50, %transposed_49 : tensor<128x8192xf32>, tensor<8192x2048xf32>) outs(%12 : tensor<128x2048xf32>) -> tensor<128x2048xf32>
    %expanded_51 = tensor.expand_shape %97 [[0, 1], [2]] output_shape [1, 128, 2048] : tensor<128x2048xf32> into tensor<1x128x2048xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%79, %expanded_51 : tensor<1x128x2048xf32>, tensor<1x128x2048xf32>) outs(%0 : tensor<1x128x2048xf32>) {
    ^bb0(%in: f32, %in_52: f32, %out: f32):
      %99 = arith.addf %in, %in_52 : f32
      linalg.yield %99 : f32
    } -> tensor<1x128x2048xf32>
    return %98 : tensor<1x128x2048xf32>
  }
}
