// ViT-Tiny/16, two blocks, weights elided.
// Made by utils/export_models.py with torch 2.13.0+cpu, torch-mlir 20261001.
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
#map3 = affine_map<(d0, d1) -> (d0, d1)>
#map4 = affine_map<(d0, d1) -> (d1)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @vit(%arg0: tensor<1x3x224x224xf32>) -> tensor<1x1000xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.000000e+00 : f32
    %cst_3 = arith.constant 5.000000e-01 : f32
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<1000xf32>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<1000x192xf32>
    %cst_6 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_7 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_8 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_9 = arith.constant dense_resource<__elided__> : tensor<192x768xf32>
    %cst_10 = arith.constant dense_resource<__elided__> : tensor<768xf32>
    %cst_11 = arith.constant dense_resource<__elided__> : tensor<768x192xf32>
    %cst_12 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_13 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_14 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_15 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_16 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_17 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_18 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_19 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_20 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_21 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_22 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_23 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_24 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_25 = arith.constant dense_resource<__elided__> : tensor<192x768xf32>
    %cst_26 = arith.constant dense_resource<__elided__> : tensor<768xf32>
    %cst_27 = arith.constant dense_resource<__elided__> : tensor<768x192xf32>
    %cst_28 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_29 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_30 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_31 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_32 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_33 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_34 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_35 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_36 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_37 = arith.constant dense_resource<__elided__> : tensor<192x192xf32>
    %cst_38 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_39 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_40 = arith.constant 1.000000e-05 : f64
    %cst_41 = arith.constant dense_resource<__elided__> : tensor<1x197x192xf32>
    %cst_42 = arith.constant dense_resource<__elided__> : tensor<192x3x16x16xf32>
    %cst_43 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_44 = arith.constant dense_resource<__elided__> : tensor<1x1x192xf32>
    %cst_45 = arith.constant 1.920000e+02 : f64
    %cst_46 = arith.constant 1.920000e+02 : f32
    %cst_47 = arith.constant 1.250000e-01 : f32
    %cst_48 = arith.constant 1.41421354 : f32
    %0 = tensor.empty() : tensor<1x192x14x14xf32>
    %broadcasted = linalg.broadcast ins(%cst_43 : tensor<192xf32>) outs(%0 : tensor<1x192x14x14xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<16> : vector<2xi64>} ins(%arg0, %cst_42 : tensor<1x3x224x224xf32>, tensor<192x3x16x16xf32>) outs(%broadcasted : tensor<1x192x14x14xf32>) -> tensor<1x192x14x14xf32>
    %collapsed = tensor.collapse_shape %1 [[0], [1], [2, 3]] : tensor<1x192x14x14xf32> into tensor<1x192x196xf32>
    %2 = tensor.empty() : tensor<1x196x192xf32>
    %transposed = linalg.transpose ins(%collapsed : tensor<1x192x196xf32>) outs(%2 : tensor<1x196x192xf32>) permutation = [0, 2, 1] 
    %concat = tensor.concat dim(1) %cst_44, %transposed : (tensor<1x1x192xf32>, tensor<1x196x192xf32>) -> tensor<1x197x192xf32>
    %3 = tensor.empty() : tensor<1x197x192xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%concat, %cst_41 : tensor<1x197x192xf32>, tensor<1x197x192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %5 = tensor.empty() : tensor<1x197x192xf64>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4 : tensor<1x197x192xf32>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f32, %out: f64):
      %163 = arith.extf %in : f32 to f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %7 = tensor.empty() : tensor<1x197x1xf64>
    %8 = linalg.fill ins(%cst_0 : f64) outs(%7 : tensor<1x197x1xf64>) -> tensor<1x197x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%6 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%9 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6, %10 : tensor<1x197x192xf64>, tensor<1x197x1xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.subf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%11, %11 : tensor<1x197x192xf64>, tensor<1x197x192xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.mulf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %13 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%12 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%13 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %15 = tensor.empty() : tensor<1x197x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%14 : tensor<1x197x1xf64>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %163 = arith.truncf %in : f64 to f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %17 = linalg.fill ins(%cst : f32) outs(%15 : tensor<1x197x1xf32>) -> tensor<1x197x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%4 : tensor<1x197x192xf32>) outs(%17 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%18 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_46 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%16 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.truncf %cst_40 : f64 to f32
      %164 = arith.addf %in, %163 : f32
      linalg.yield %164 : f32
    } -> tensor<1x197x1xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%20 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.rsqrt %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %19 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%22, %21 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%23, %cst_39 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%24, %cst_38 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %collapsed_49 = tensor.collapse_shape %25 [[0, 1], [2]] : tensor<1x197x192xf32> into tensor<197x192xf32>
    %26 = tensor.empty() : tensor<192x192xf32>
    %transposed_50 = linalg.transpose ins(%cst_37 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %27 = tensor.empty() : tensor<197x192xf32>
    %28 = linalg.fill ins(%cst : f32) outs(%27 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %29 = linalg.matmul ins(%collapsed_49, %transposed_50 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %30 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%29, %cst_36 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded = tensor.expand_shape %30 [[0, 1], [2, 3]] output_shape [1, 197, 3, 64] : tensor<197x192xf32> into tensor<1x197x3x64xf32>
    %31 = tensor.empty() : tensor<1x3x197x64xf32>
    %transposed_51 = linalg.transpose ins(%expanded : tensor<1x197x3x64xf32>) outs(%31 : tensor<1x3x197x64xf32>) permutation = [0, 2, 1, 3] 
    %transposed_52 = linalg.transpose ins(%cst_35 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %32 = linalg.matmul ins(%collapsed_49, %transposed_52 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %33 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%32, %cst_34 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_53 = tensor.expand_shape %33 [[0, 1], [2, 3]] output_shape [1, 197, 3, 64] : tensor<197x192xf32> into tensor<1x197x3x64xf32>
    %transposed_54 = linalg.transpose ins(%cst_33 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %34 = linalg.matmul ins(%collapsed_49, %transposed_54 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %35 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%34, %cst_32 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_55 = tensor.expand_shape %35 [[0, 1], [2, 3]] output_shape [1, 197, 3, 64] : tensor<197x192xf32> into tensor<1x197x3x64xf32>
    %transposed_56 = linalg.transpose ins(%expanded_55 : tensor<1x197x3x64xf32>) outs(%31 : tensor<1x3x197x64xf32>) permutation = [0, 2, 1, 3] 
    %36 = tensor.empty() : tensor<1x3x64x197xf32>
    %transposed_57 = linalg.transpose ins(%expanded_53 : tensor<1x197x3x64xf32>) outs(%36 : tensor<1x3x64x197xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_58 = tensor.collapse_shape %transposed_51 [[0, 1], [2], [3]] : tensor<1x3x197x64xf32> into tensor<3x197x64xf32>
    %collapsed_59 = tensor.collapse_shape %transposed_57 [[0, 1], [2], [3]] : tensor<1x3x64x197xf32> into tensor<3x64x197xf32>
    %37 = tensor.empty() : tensor<3x197x197xf32>
    %38 = linalg.fill ins(%cst : f32) outs(%37 : tensor<3x197x197xf32>) -> tensor<3x197x197xf32>
    %39 = linalg.batch_matmul ins(%collapsed_58, %collapsed_59 : tensor<3x197x64xf32>, tensor<3x64x197xf32>) outs(%38 : tensor<3x197x197xf32>) -> tensor<3x197x197xf32>
    %expanded_60 = tensor.expand_shape %39 [[0, 1], [2], [3]] output_shape [1, 3, 197, 197] : tensor<3x197x197xf32> into tensor<1x3x197x197xf32>
    %40 = tensor.empty() : tensor<1x3x197x197xf32>
    %41 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_60 : tensor<1x3x197x197xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.mulf %in, %cst_47 : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %42 = tensor.empty() : tensor<1x3x197xi64>
    %43 = linalg.fill ins(%c0_i64 : i64) outs(%42 : tensor<1x3x197xi64>) -> tensor<1x3x197xi64>
    %44 = tensor.empty() : tensor<1x3x197xf32>
    %45 = linalg.fill ins(%cst_1 : f32) outs(%44 : tensor<1x3x197xf32>) -> tensor<1x3x197xf32>
    %46:2 = linalg.generic {indexing_maps = [#map5, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%41 : tensor<1x3x197x197xf32>) outs(%45, %43 : tensor<1x3x197xf32>, tensor<1x3x197xi64>) {
    ^bb0(%in: f32, %out: f32, %out_104: i64):
      %163 = linalg.index 3 : index
      %164 = arith.index_cast %163 : index to i64
      %165 = arith.maximumf %in, %out : f32
      %166 = arith.cmpf ogt, %in, %out : f32
      %167 = arith.select %166, %164, %out_104 : i64
      linalg.yield %165, %167 : f32, i64
    } -> (tensor<1x3x197xf32>, tensor<1x3x197xi64>)
    %expanded_61 = tensor.expand_shape %46#0 [[0], [1], [2, 3]] output_shape [1, 3, 197, 1] : tensor<1x3x197xf32> into tensor<1x3x197x1xf32>
    %47 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %expanded_61 : tensor<1x3x197x197xf32>, tensor<1x3x197x1xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %48 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47 : tensor<1x3x197x197xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.exp %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %49 = tensor.empty() : tensor<1x3x197x1xf32>
    %50 = linalg.fill ins(%cst : f32) outs(%49 : tensor<1x3x197x1xf32>) -> tensor<1x3x197x1xf32>
    %51 = linalg.generic {indexing_maps = [#map5, #map7], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%48 : tensor<1x3x197x197xf32>) outs(%50 : tensor<1x3x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x1xf32>
    %52 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48, %51 : tensor<1x3x197x197xf32>, tensor<1x3x197x1xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.divf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %collapsed_62 = tensor.collapse_shape %52 [[0, 1], [2], [3]] : tensor<1x3x197x197xf32> into tensor<3x197x197xf32>
    %collapsed_63 = tensor.collapse_shape %transposed_56 [[0, 1], [2], [3]] : tensor<1x3x197x64xf32> into tensor<3x197x64xf32>
    %53 = tensor.empty() : tensor<3x197x64xf32>
    %54 = linalg.fill ins(%cst : f32) outs(%53 : tensor<3x197x64xf32>) -> tensor<3x197x64xf32>
    %55 = linalg.batch_matmul ins(%collapsed_62, %collapsed_63 : tensor<3x197x197xf32>, tensor<3x197x64xf32>) outs(%54 : tensor<3x197x64xf32>) -> tensor<3x197x64xf32>
    %expanded_64 = tensor.expand_shape %55 [[0, 1], [2], [3]] output_shape [1, 3, 197, 64] : tensor<3x197x64xf32> into tensor<1x3x197x64xf32>
    %56 = tensor.empty() : tensor<1x197x3x64xf32>
    %transposed_65 = linalg.transpose ins(%expanded_64 : tensor<1x3x197x64xf32>) outs(%56 : tensor<1x197x3x64xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_66 = tensor.collapse_shape %transposed_65 [[0, 1], [2, 3]] : tensor<1x197x3x64xf32> into tensor<197x192xf32>
    %transposed_67 = linalg.transpose ins(%cst_31 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %57 = linalg.matmul ins(%collapsed_66, %transposed_67 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %58 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%57, %cst_30 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_68 = tensor.expand_shape %58 [[0, 1], [2]] output_shape [1, 197, 192] : tensor<197x192xf32> into tensor<1x197x192xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %expanded_68 : tensor<1x197x192xf32>, tensor<1x197x192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%59 : tensor<1x197x192xf32>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f32, %out: f64):
      %163 = arith.extf %in : f32 to f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %61 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%60 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %62 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%61 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %63 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%60, %62 : tensor<1x197x192xf64>, tensor<1x197x1xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.subf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %64 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%63, %63 : tensor<1x197x192xf64>, tensor<1x197x192xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.mulf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %65 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%64 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%65 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%66 : tensor<1x197x1xf64>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %163 = arith.truncf %in : f64 to f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%59 : tensor<1x197x192xf32>) outs(%17 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%68 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_46 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%67 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.truncf %cst_40 : f64 to f32
      %164 = arith.addf %in, %163 : f32
      linalg.yield %164 : f32
    } -> tensor<1x197x1xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%70 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.rsqrt %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%59, %69 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%72, %71 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%73, %cst_29 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%74, %cst_28 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %collapsed_69 = tensor.collapse_shape %75 [[0, 1], [2]] : tensor<1x197x192xf32> into tensor<197x192xf32>
    %76 = tensor.empty() : tensor<192x768xf32>
    %transposed_70 = linalg.transpose ins(%cst_27 : tensor<768x192xf32>) outs(%76 : tensor<192x768xf32>) permutation = [1, 0] 
    %77 = tensor.empty() : tensor<197x768xf32>
    %78 = linalg.fill ins(%cst : f32) outs(%77 : tensor<197x768xf32>) -> tensor<197x768xf32>
    %79 = linalg.matmul ins(%collapsed_69, %transposed_70 : tensor<197x192xf32>, tensor<192x768xf32>) outs(%78 : tensor<197x768xf32>) -> tensor<197x768xf32>
    %80 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%79, %cst_26 : tensor<197x768xf32>, tensor<768xf32>) outs(%77 : tensor<197x768xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x768xf32>
    %expanded_71 = tensor.expand_shape %80 [[0, 1], [2]] output_shape [1, 197, 768] : tensor<197x768xf32> into tensor<1x197x768xf32>
    %81 = tensor.empty() : tensor<1x197x768xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_71 : tensor<1x197x768xf32>) outs(%81 : tensor<1x197x768xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_48 : f32
      %164 = math.erf %163 : f32
      %165 = arith.addf %164, %cst_2 : f32
      %166 = arith.mulf %165, %cst_3 : f32
      %167 = arith.mulf %in, %166 : f32
      linalg.yield %167 : f32
    } -> tensor<1x197x768xf32>
    %collapsed_72 = tensor.collapse_shape %82 [[0, 1], [2]] : tensor<1x197x768xf32> into tensor<197x768xf32>
    %83 = tensor.empty() : tensor<768x192xf32>
    %transposed_73 = linalg.transpose ins(%cst_25 : tensor<192x768xf32>) outs(%83 : tensor<768x192xf32>) permutation = [1, 0] 
    %84 = linalg.matmul ins(%collapsed_72, %transposed_73 : tensor<197x768xf32>, tensor<768x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %85 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%84, %cst_24 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_74 = tensor.expand_shape %85 [[0, 1], [2]] output_shape [1, 197, 192] : tensor<197x192xf32> into tensor<1x197x192xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%59, %expanded_74 : tensor<1x197x192xf32>, tensor<1x197x192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%86 : tensor<1x197x192xf32>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f32, %out: f64):
      %163 = arith.extf %in : f32 to f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %88 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%87 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%88 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %90 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%87, %89 : tensor<1x197x192xf64>, tensor<1x197x1xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.subf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %91 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90, %90 : tensor<1x197x192xf64>, tensor<1x197x192xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.mulf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %92 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%91 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %93 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%92 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%93 : tensor<1x197x1xf64>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %163 = arith.truncf %in : f64 to f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%86 : tensor<1x197x192xf32>) outs(%17 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %96 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%95 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_46 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%94 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.truncf %cst_40 : f64 to f32
      %164 = arith.addf %in, %163 : f32
      linalg.yield %164 : f32
    } -> tensor<1x197x1xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%97 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.rsqrt %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%86, %96 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%99, %98 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%100, %cst_23 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%101, %cst_22 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %collapsed_75 = tensor.collapse_shape %102 [[0, 1], [2]] : tensor<1x197x192xf32> into tensor<197x192xf32>
    %transposed_76 = linalg.transpose ins(%cst_21 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %103 = linalg.matmul ins(%collapsed_75, %transposed_76 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %104 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%103, %cst_20 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_77 = tensor.expand_shape %104 [[0, 1], [2, 3]] output_shape [1, 197, 3, 64] : tensor<197x192xf32> into tensor<1x197x3x64xf32>
    %transposed_78 = linalg.transpose ins(%expanded_77 : tensor<1x197x3x64xf32>) outs(%31 : tensor<1x3x197x64xf32>) permutation = [0, 2, 1, 3] 
    %transposed_79 = linalg.transpose ins(%cst_19 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %105 = linalg.matmul ins(%collapsed_75, %transposed_79 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %106 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%105, %cst_18 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_80 = tensor.expand_shape %106 [[0, 1], [2, 3]] output_shape [1, 197, 3, 64] : tensor<197x192xf32> into tensor<1x197x3x64xf32>
    %transposed_81 = linalg.transpose ins(%cst_17 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %107 = linalg.matmul ins(%collapsed_75, %transposed_81 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %108 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%107, %cst_16 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_82 = tensor.expand_shape %108 [[0, 1], [2, 3]] output_shape [1, 197, 3, 64] : tensor<197x192xf32> into tensor<1x197x3x64xf32>
    %transposed_83 = linalg.transpose ins(%expanded_82 : tensor<1x197x3x64xf32>) outs(%31 : tensor<1x3x197x64xf32>) permutation = [0, 2, 1, 3] 
    %transposed_84 = linalg.transpose ins(%expanded_80 : tensor<1x197x3x64xf32>) outs(%36 : tensor<1x3x64x197xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_85 = tensor.collapse_shape %transposed_78 [[0, 1], [2], [3]] : tensor<1x3x197x64xf32> into tensor<3x197x64xf32>
    %collapsed_86 = tensor.collapse_shape %transposed_84 [[0, 1], [2], [3]] : tensor<1x3x64x197xf32> into tensor<3x64x197xf32>
    %109 = linalg.batch_matmul ins(%collapsed_85, %collapsed_86 : tensor<3x197x64xf32>, tensor<3x64x197xf32>) outs(%38 : tensor<3x197x197xf32>) -> tensor<3x197x197xf32>
    %expanded_87 = tensor.expand_shape %109 [[0, 1], [2], [3]] output_shape [1, 3, 197, 197] : tensor<3x197x197xf32> into tensor<1x3x197x197xf32>
    %110 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_87 : tensor<1x3x197x197xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.mulf %in, %cst_47 : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %111:2 = linalg.generic {indexing_maps = [#map5, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%110 : tensor<1x3x197x197xf32>) outs(%45, %43 : tensor<1x3x197xf32>, tensor<1x3x197xi64>) {
    ^bb0(%in: f32, %out: f32, %out_104: i64):
      %163 = linalg.index 3 : index
      %164 = arith.index_cast %163 : index to i64
      %165 = arith.maximumf %in, %out : f32
      %166 = arith.cmpf ogt, %in, %out : f32
      %167 = arith.select %166, %164, %out_104 : i64
      linalg.yield %165, %167 : f32, i64
    } -> (tensor<1x3x197xf32>, tensor<1x3x197xi64>)
    %expanded_88 = tensor.expand_shape %111#0 [[0], [1], [2, 3]] output_shape [1, 3, 197, 1] : tensor<1x3x197xf32> into tensor<1x3x197x1xf32>
    %112 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%110, %expanded_88 : tensor<1x3x197x197xf32>, tensor<1x3x197x1xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %113 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112 : tensor<1x3x197x197xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.exp %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %114 = linalg.generic {indexing_maps = [#map5, #map7], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%113 : tensor<1x3x197x197xf32>) outs(%50 : tensor<1x3x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x1xf32>
    %115 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%113, %114 : tensor<1x3x197x197xf32>, tensor<1x3x197x1xf32>) outs(%40 : tensor<1x3x197x197xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.divf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x3x197x197xf32>
    %collapsed_89 = tensor.collapse_shape %115 [[0, 1], [2], [3]] : tensor<1x3x197x197xf32> into tensor<3x197x197xf32>
    %collapsed_90 = tensor.collapse_shape %transposed_83 [[0, 1], [2], [3]] : tensor<1x3x197x64xf32> into tensor<3x197x64xf32>
    %116 = linalg.batch_matmul ins(%collapsed_89, %collapsed_90 : tensor<3x197x197xf32>, tensor<3x197x64xf32>) outs(%54 : tensor<3x197x64xf32>) -> tensor<3x197x64xf32>
    %expanded_91 = tensor.expand_shape %116 [[0, 1], [2], [3]] output_shape [1, 3, 197, 64] : tensor<3x197x64xf32> into tensor<1x3x197x64xf32>
    %transposed_92 = linalg.transpose ins(%expanded_91 : tensor<1x3x197x64xf32>) outs(%56 : tensor<1x197x3x64xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_93 = tensor.collapse_shape %transposed_92 [[0, 1], [2, 3]] : tensor<1x197x3x64xf32> into tensor<197x192xf32>
    %transposed_94 = linalg.transpose ins(%cst_15 : tensor<192x192xf32>) outs(%26 : tensor<192x192xf32>) permutation = [1, 0] 
    %117 = linalg.matmul ins(%collapsed_93, %transposed_94 : tensor<197x192xf32>, tensor<192x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %118 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%117, %cst_14 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_95 = tensor.expand_shape %118 [[0, 1], [2]] output_shape [1, 197, 192] : tensor<197x192xf32> into tensor<1x197x192xf32>
    %119 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%86, %expanded_95 : tensor<1x197x192xf32>, tensor<1x197x192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %120 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%119 : tensor<1x197x192xf32>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f32, %out: f64):
      %163 = arith.extf %in : f32 to f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %121 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%120 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %122 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%121 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %123 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%120, %122 : tensor<1x197x192xf64>, tensor<1x197x1xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.subf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %124 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%123, %123 : tensor<1x197x192xf64>, tensor<1x197x192xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.mulf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %125 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%124 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %126 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%125 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %127 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%126 : tensor<1x197x1xf64>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %163 = arith.truncf %in : f64 to f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%119 : tensor<1x197x192xf32>) outs(%17 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %129 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%128 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_46 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%127 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.truncf %cst_40 : f64 to f32
      %164 = arith.addf %in, %163 : f32
      linalg.yield %164 : f32
    } -> tensor<1x197x1xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%130 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.rsqrt %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%119, %129 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%132, %131 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%133, %cst_13 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%134, %cst_12 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %collapsed_96 = tensor.collapse_shape %135 [[0, 1], [2]] : tensor<1x197x192xf32> into tensor<197x192xf32>
    %transposed_97 = linalg.transpose ins(%cst_11 : tensor<768x192xf32>) outs(%76 : tensor<192x768xf32>) permutation = [1, 0] 
    %136 = linalg.matmul ins(%collapsed_96, %transposed_97 : tensor<197x192xf32>, tensor<192x768xf32>) outs(%78 : tensor<197x768xf32>) -> tensor<197x768xf32>
    %137 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%136, %cst_10 : tensor<197x768xf32>, tensor<768xf32>) outs(%77 : tensor<197x768xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x768xf32>
    %expanded_98 = tensor.expand_shape %137 [[0, 1], [2]] output_shape [1, 197, 768] : tensor<197x768xf32> into tensor<1x197x768xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_98 : tensor<1x197x768xf32>) outs(%81 : tensor<1x197x768xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_48 : f32
      %164 = math.erf %163 : f32
      %165 = arith.addf %164, %cst_2 : f32
      %166 = arith.mulf %165, %cst_3 : f32
      %167 = arith.mulf %in, %166 : f32
      linalg.yield %167 : f32
    } -> tensor<1x197x768xf32>
    %collapsed_99 = tensor.collapse_shape %138 [[0, 1], [2]] : tensor<1x197x768xf32> into tensor<197x768xf32>
    %transposed_100 = linalg.transpose ins(%cst_9 : tensor<192x768xf32>) outs(%83 : tensor<768x192xf32>) permutation = [1, 0] 
    %139 = linalg.matmul ins(%collapsed_99, %transposed_100 : tensor<197x768xf32>, tensor<768x192xf32>) outs(%28 : tensor<197x192xf32>) -> tensor<197x192xf32>
    %140 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%139, %cst_8 : tensor<197x192xf32>, tensor<192xf32>) outs(%27 : tensor<197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<197x192xf32>
    %expanded_101 = tensor.expand_shape %140 [[0, 1], [2]] output_shape [1, 197, 192] : tensor<197x192xf32> into tensor<1x197x192xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%119, %expanded_101 : tensor<1x197x192xf32>, tensor<1x197x192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%141 : tensor<1x197x192xf32>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f32, %out: f64):
      %163 = arith.extf %in : f32 to f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %143 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%142 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %144 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%143 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %145 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%142, %144 : tensor<1x197x192xf64>, tensor<1x197x1xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.subf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %146 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%145, %145 : tensor<1x197x192xf64>, tensor<1x197x192xf64>) outs(%5 : tensor<1x197x192xf64>) {
    ^bb0(%in: f64, %in_104: f64, %out: f64):
      %163 = arith.mulf %in, %in_104 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x192xf64>
    %147 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%146 : tensor<1x197x192xf64>) outs(%8 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.addf %in, %out : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %148 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%147 : tensor<1x197x1xf64>) outs(%7 : tensor<1x197x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %163 = arith.divf %in, %cst_45 : f64
      linalg.yield %163 : f64
    } -> tensor<1x197x1xf64>
    %149 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%148 : tensor<1x197x1xf64>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %163 = arith.truncf %in : f64 to f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %150 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction"]} ins(%141 : tensor<1x197x192xf32>) outs(%17 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.addf %in, %out : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%150 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.divf %in, %cst_46 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %152 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%149 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = arith.truncf %cst_40 : f64 to f32
      %164 = arith.addf %in, %163 : f32
      linalg.yield %164 : f32
    } -> tensor<1x197x1xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%152 : tensor<1x197x1xf32>) outs(%15 : tensor<1x197x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %163 = math.rsqrt %in : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x1xf32>
    %154 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%141, %151 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.subf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %155 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%154, %153 : tensor<1x197x192xf32>, tensor<1x197x1xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%155, %cst_7 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.mulf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%156, %cst_6 : tensor<1x197x192xf32>, tensor<192xf32>) outs(%3 : tensor<1x197x192xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x197x192xf32>
    %extracted_slice = tensor.extract_slice %157[0, 0, 0] [1, 1, 192] [1, 1, 1] : tensor<1x197x192xf32> to tensor<1x1x192xf32>
    %collapsed_102 = tensor.collapse_shape %extracted_slice [[0, 1], [2]] : tensor<1x1x192xf32> into tensor<1x192xf32>
    %158 = tensor.empty() : tensor<192x1000xf32>
    %transposed_103 = linalg.transpose ins(%cst_5 : tensor<1000x192xf32>) outs(%158 : tensor<192x1000xf32>) permutation = [1, 0] 
    %159 = tensor.empty() : tensor<1x1000xf32>
    %160 = linalg.fill ins(%cst : f32) outs(%159 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %161 = linalg.matmul ins(%collapsed_102, %transposed_103 : tensor<1x192xf32>, tensor<192x1000xf32>) outs(%160 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %162 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%161, %cst_4 : tensor<1x1000xf32>, tensor<1000xf32>) outs(%159 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %in_104: f32, %out: f32):
      %163 = arith.addf %in, %in_104 : f32
      linalg.yield %163 : f32
    } -> tensor<1x1000xf32>
    return %162 : tensor<1x1000xf32>
  }
}
