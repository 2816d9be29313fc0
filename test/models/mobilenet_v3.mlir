// MobileNetV3-Small, weights elided.
// Made by utils/export_models.py with torch 2.13.0+cpu, torch-mlir 20261001.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
#map3 = affine_map<(d0, d1) -> (d1)>
module {
  func.func @mobilenet_v3(%arg0: tensor<1x3x224x224xf32>) -> tensor<1x1000xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense_resource<__elided__> : tensor<1000xf32>
    %cst_1 = arith.constant dense_resource<__elided__> : tensor<1000x1024xf32>
    %cst_2 = arith.constant dense_resource<__elided__> : tensor<1024xf32>
    %cst_3 = arith.constant dense_resource<__elided__> : tensor<1024x576xf32>
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<576x96x1x1xf32>
    %cst_6 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_7 = arith.constant dense_resource<__elided__> : tensor<96x576x1x1xf32>
    %cst_8 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_9 = arith.constant dense_resource<__elided__> : tensor<576x144x1x1xf32>
    %cst_10 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_11 = arith.constant dense_resource<__elided__> : tensor<144x576x1x1xf32>
    %cst_12 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_13 = arith.constant dense_resource<__elided__> : tensor<576x1x5x5xf32>
    %cst_14 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_15 = arith.constant dense_resource<__elided__> : tensor<576x96x1x1xf32>
    %cst_16 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_17 = arith.constant dense_resource<__elided__> : tensor<96x576x1x1xf32>
    %cst_18 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_19 = arith.constant dense_resource<__elided__> : tensor<576x144x1x1xf32>
    %cst_20 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_21 = arith.constant dense_resource<__elided__> : tensor<144x576x1x1xf32>
    %cst_22 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_23 = arith.constant dense_resource<__elided__> : tensor<576x1x5x5xf32>
    %cst_24 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_25 = arith.constant dense_resource<__elided__> : tensor<576x96x1x1xf32>
    %cst_26 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_27 = arith.constant dense_resource<__elided__> : tensor<96x288x1x1xf32>
    %cst_28 = arith.constant dense_resource<__elided__> : tensor<288xf32>
    %cst_29 = arith.constant dense_resource<__elided__> : tensor<288x72x1x1xf32>
    %cst_30 = arith.constant dense_resource<__elided__> : tensor<72xf32>
    %cst_31 = arith.constant dense_resource<__elided__> : tensor<72x288x1x1xf32>
    %cst_32 = arith.constant dense_resource<__elided__> : tensor<288xf32>
    %cst_33 = arith.constant dense_resource<__elided__> : tensor<288x1x5x5xf32>
    %cst_34 = arith.constant dense_resource<__elided__> : tensor<288xf32>
    %cst_35 = arith.constant dense_resource<__elided__> : tensor<288x48x1x1xf32>
    %cst_36 = arith.constant dense_resource<__elided__> : tensor<48xf32>
    %cst_37 = arith.constant dense_resource<__elided__> : tensor<48x144x1x1xf32>
    %cst_38 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_39 = arith.constant dense_resource<__elided__> : tensor<144x36x1x1xf32>
    %cst_40 = arith.constant dense_resource<__elided__> : tensor<36xf32>
    %cst_41 = arith.constant dense_resource<__elided__> : tensor<36x144x1x1xf32>
    %cst_42 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_43 = arith.constant dense_resource<__elided__> : tensor<144x1x5x5xf32>
    %cst_44 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_45 = arith.constant dense_resource<__elided__> : tensor<144x48x1x1xf32>
    %cst_46 = arith.constant dense_resource<__elided__> : tensor<48xf32>
    %cst_47 = arith.constant dense_resource<__elided__> : tensor<48x120x1x1xf32>
    %cst_48 = arith.constant dense_resource<__elided__> : tensor<120xf32>
    %cst_49 = arith.constant dense_resource<__elided__> : tensor<120x30x1x1xf32>
    %cst_50 = arith.constant dense_resource<__elided__> : tensor<30xf32>
    %cst_51 = arith.constant dense_resource<__elided__> : tensor<30x120x1x1xf32>
    %cst_52 = arith.constant dense_resource<__elided__> : tensor<120xf32>
    %cst_53 = arith.constant dense_resource<__elided__> : tensor<120x1x5x5xf32>
    %cst_54 = arith.constant dense_resource<__elided__> : tensor<120xf32>
    %cst_55 = arith.constant dense_resource<__elided__> : tensor<120x40x1x1xf32>
    %cst_56 = arith.constant dense_resource<__elided__> : tensor<40xf32>
    %cst_57 = arith.constant dense_resource<__elided__> : tensor<40x240x1x1xf32>
    %cst_58 = arith.constant dense_resource<__elided__> : tensor<240xf32>
    %cst_59 = arith.constant dense_resource<__elided__> : tensor<240x60x1x1xf32>
    %cst_60 = arith.constant dense_resource<__elided__> : tensor<60xf32>
    %cst_61 = arith.constant dense_resource<__elided__> : tensor<60x240x1x1xf32>
    %cst_62 = arith.constant dense_resource<__elided__> : tensor<240xf32>
    %cst_63 = arith.constant dense_resource<__elided__> : tensor<240x1x5x5xf32>
    %cst_64 = arith.constant dense_resource<__elided__> : tensor<240xf32>
    %cst_65 = arith.constant dense_resource<__elided__> : tensor<240x40x1x1xf32>
    %cst_66 = arith.constant dense_resource<__elided__> : tensor<40xf32>
    %cst_67 = arith.constant dense_resource<__elided__> : tensor<40x240x1x1xf32>
    %cst_68 = arith.constant dense_resource<__elided__> : tensor<240xf32>
    %cst_69 = arith.constant dense_resource<__elided__> : tensor<240x60x1x1xf32>
    %cst_70 = arith.constant dense_resource<__elided__> : tensor<60xf32>
    %cst_71 = arith.constant dense_resource<__elided__> : tensor<60x240x1x1xf32>
    %cst_72 = arith.constant dense_resource<__elided__> : tensor<240xf32>
    %cst_73 = arith.constant dense_resource<__elided__> : tensor<240x1x5x5xf32>
    %cst_74 = arith.constant dense_resource<__elided__> : tensor<240xf32>
    %cst_75 = arith.constant dense_resource<__elided__> : tensor<240x40x1x1xf32>
    %cst_76 = arith.constant dense_resource<__elided__> : tensor<40xf32>
    %cst_77 = arith.constant dense_resource<__elided__> : tensor<40x96x1x1xf32>
    %cst_78 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_79 = arith.constant dense_resource<__elided__> : tensor<96x24x1x1xf32>
    %cst_80 = arith.constant dense_resource<__elided__> : tensor<24xf32>
    %cst_81 = arith.constant dense_resource<__elided__> : tensor<24x96x1x1xf32>
    %cst_82 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_83 = arith.constant dense_resource<__elided__> : tensor<96x1x5x5xf32>
    %cst_84 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_85 = arith.constant dense_resource<__elided__> : tensor<96x24x1x1xf32>
    %cst_86 = arith.constant dense_resource<__elided__> : tensor<24xf32>
    %cst_87 = arith.constant dense_resource<__elided__> : tensor<24x88x1x1xf32>
    %cst_88 = arith.constant dense_resource<__elided__> : tensor<88xf32>
    %cst_89 = arith.constant dense_resource<__elided__> : tensor<88x1x3x3xf32>
    %cst_90 = arith.constant dense_resource<__elided__> : tensor<88xf32>
    %cst_91 = arith.constant dense_resource<__elided__> : tensor<88x24x1x1xf32>
    %cst_92 = arith.constant dense_resource<__elided__> : tensor<24xf32>
    %cst_93 = arith.constant dense_resource<__elided__> : tensor<24x72x1x1xf32>
    %cst_94 = arith.constant dense_resource<__elided__> : tensor<72xf32>
    %cst_95 = arith.constant dense_resource<__elided__> : tensor<72x1x3x3xf32>
    %cst_96 = arith.constant dense_resource<__elided__> : tensor<72xf32>
    %cst_97 = arith.constant dense_resource<__elided__> : tensor<72x16x1x1xf32>
    %cst_98 = arith.constant dense_resource<__elided__> : tensor<16xf32>
    %cst_99 = arith.constant dense_resource<__elided__> : tensor<16x16x1x1xf32>
    %cst_100 = arith.constant dense_resource<__elided__> : tensor<16xf32>
    %cst_101 = arith.constant dense_resource<__elided__> : tensor<16x4x1x1xf32>
    %cst_102 = arith.constant dense_resource<__elided__> : tensor<4xf32>
    %cst_103 = arith.constant dense_resource<__elided__> : tensor<4x16x1x1xf32>
    %cst_104 = arith.constant dense_resource<__elided__> : tensor<16xf32>
    %cst_105 = arith.constant dense_resource<__elided__> : tensor<16x1x3x3xf32>
    %cst_106 = arith.constant dense_resource<__elided__> : tensor<16x3x3x3xf32>
    %cst_107 = arith.constant dense_resource<__elided__> : tensor<16xf32>
    %cst_108 = arith.constant 3.000000e+00 : f32
    %cst_109 = arith.constant 6.000000e+00 : f32
    %cst_110 = arith.constant 3.136000e+03 : f32
    %cst_111 = arith.constant 1.960000e+02 : f32
    %cst_112 = arith.constant 4.900000e+01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x224x224xf32> to tensor<1x3x226x226xf32>
    %0 = tensor.empty() : tensor<1x16x112x112xf32>
    %broadcasted = linalg.broadcast ins(%cst_107 : tensor<16xf32>) outs(%0 : tensor<1x16x112x112xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %cst_106 : tensor<1x3x226x226xf32>, tensor<16x3x3x3xf32>) outs(%broadcasted : tensor<1x16x112x112xf32>) -> tensor<1x16x112x112xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x16x112x112xf32>) outs(%0 : tensor<1x16x112x112xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x112x112xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<1x16x112x112xf32>) outs(%0 : tensor<1x16x112x112xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x16x112x112xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3 : tensor<1x16x112x112xf32>) outs(%0 : tensor<1x16x112x112xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x16x112x112xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %4 : tensor<1x16x112x112xf32>, tensor<1x16x112x112xf32>) outs(%0 : tensor<1x16x112x112xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x112x112xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5 : tensor<1x16x112x112xf32>) outs(%0 : tensor<1x16x112x112xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x112x112xf32>
    %padded_113 = tensor.pad %6 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x16x112x112xf32> to tensor<1x16x114x114xf32>
    %7 = tensor.empty() : tensor<1x16x56x56xf32>
    %broadcasted_114 = linalg.broadcast ins(%cst_104 : tensor<16xf32>) outs(%7 : tensor<1x16x56x56xf32>) dimensions = [0, 2, 3] 
    %collapsed = tensor.collapse_shape %cst_105 [[0, 1], [2], [3]] : tensor<16x1x3x3xf32> into tensor<16x3x3xf32>
    %8 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_113, %collapsed : tensor<1x16x114x114xf32>, tensor<16x3x3xf32>) outs(%broadcasted_114 : tensor<1x16x56x56xf32>) -> tensor<1x16x56x56xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8 : tensor<1x16x56x56xf32>) outs(%7 : tensor<1x16x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x16x56x56xf32>
    %10 = tensor.empty() : tensor<1x16x1x1xf32>
    %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<1x16x1x1xf32>) -> tensor<1x16x1x1xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%9 : tensor<1x16x56x56xf32>) outs(%11 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x1x1xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x16x1x1xf32>) outs(%10 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_110 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x1x1xf32>
    %14 = tensor.empty() : tensor<1x4x1x1xf32>
    %broadcasted_115 = linalg.broadcast ins(%cst_102 : tensor<4xf32>) outs(%14 : tensor<1x4x1x1xf32>) dimensions = [0, 2, 3] 
    %15 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%13, %cst_103 : tensor<1x16x1x1xf32>, tensor<4x16x1x1xf32>) outs(%broadcasted_115 : tensor<1x4x1x1xf32>) -> tensor<1x4x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%15 : tensor<1x4x1x1xf32>) outs(%14 : tensor<1x4x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x4x1x1xf32>
    %broadcasted_116 = linalg.broadcast ins(%cst_100 : tensor<16xf32>) outs(%10 : tensor<1x16x1x1xf32>) dimensions = [0, 2, 3] 
    %17 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%16, %cst_101 : tensor<1x4x1x1xf32>, tensor<16x4x1x1xf32>) outs(%broadcasted_116 : tensor<1x16x1x1xf32>) -> tensor<1x16x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%17 : tensor<1x16x1x1xf32>) outs(%10 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x16x1x1xf32>) outs(%10 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x16x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%19 : tensor<1x16x1x1xf32>) outs(%10 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x16x1x1xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20 : tensor<1x16x1x1xf32>) outs(%10 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x1x1xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %21 : tensor<1x16x56x56xf32>, tensor<1x16x1x1xf32>) outs(%7 : tensor<1x16x56x56xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x16x56x56xf32>
    %broadcasted_117 = linalg.broadcast ins(%cst_98 : tensor<16xf32>) outs(%7 : tensor<1x16x56x56xf32>) dimensions = [0, 2, 3] 
    %23 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%22, %cst_99 : tensor<1x16x56x56xf32>, tensor<16x16x1x1xf32>) outs(%broadcasted_117 : tensor<1x16x56x56xf32>) -> tensor<1x16x56x56xf32>
    %24 = tensor.empty() : tensor<1x72x56x56xf32>
    %broadcasted_118 = linalg.broadcast ins(%cst_96 : tensor<72xf32>) outs(%24 : tensor<1x72x56x56xf32>) dimensions = [0, 2, 3] 
    %25 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%23, %cst_97 : tensor<1x16x56x56xf32>, tensor<72x16x1x1xf32>) outs(%broadcasted_118 : tensor<1x72x56x56xf32>) -> tensor<1x72x56x56xf32>
    %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25 : tensor<1x72x56x56xf32>) outs(%24 : tensor<1x72x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x72x56x56xf32>
    %padded_119 = tensor.pad %26 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x72x56x56xf32> to tensor<1x72x58x58xf32>
    %27 = tensor.empty() : tensor<1x72x28x28xf32>
    %broadcasted_120 = linalg.broadcast ins(%cst_94 : tensor<72xf32>) outs(%27 : tensor<1x72x28x28xf32>) dimensions = [0, 2, 3] 
    %collapsed_121 = tensor.collapse_shape %cst_95 [[0, 1], [2], [3]] : tensor<72x1x3x3xf32> into tensor<72x3x3xf32>
    %28 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_119, %collapsed_121 : tensor<1x72x58x58xf32>, tensor<72x3x3xf32>) outs(%broadcasted_120 : tensor<1x72x28x28xf32>) -> tensor<1x72x28x28xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%28 : tensor<1x72x28x28xf32>) outs(%27 : tensor<1x72x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x72x28x28xf32>
    %30 = tensor.empty() : tensor<1x24x28x28xf32>
    %broadcasted_122 = linalg.broadcast ins(%cst_92 : tensor<24xf32>) outs(%30 : tensor<1x24x28x28xf32>) dimensions = [0, 2, 3] 
    %31 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%29, %cst_93 : tensor<1x72x28x28xf32>, tensor<24x72x1x1xf32>) outs(%broadcasted_122 : tensor<1x24x28x28xf32>) -> tensor<1x24x28x28xf32>
    %32 = tensor.empty() : tensor<1x88x28x28xf32>
    %broadcasted_123 = linalg.broadcast ins(%cst_90 : tensor<88xf32>) outs(%32 : tensor<1x88x28x28xf32>) dimensions = [0, 2, 3] 
    %33 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%31, %cst_91 : tensor<1x24x28x28xf32>, tensor<88x24x1x1xf32>) outs(%broadcasted_123 : tensor<1x88x28x28xf32>) -> tensor<1x88x28x28xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33 : tensor<1x88x28x28xf32>) outs(%32 : tensor<1x88x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x88x28x28xf32>
    %padded_124 = tensor.pad %34 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x88x28x28xf32> to tensor<1x88x30x30xf32>
    %broadcasted_125 = linalg.broadcast ins(%cst_88 : tensor<88xf32>) outs(%32 : tensor<1x88x28x28xf32>) dimensions = [0, 2, 3] 
    %collapsed_126 = tensor.collapse_shape %cst_89 [[0, 1], [2], [3]] : tensor<88x1x3x3xf32> into tensor<88x3x3xf32>
    %35 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_124, %collapsed_126 : tensor<1x88x30x30xf32>, tensor<88x3x3xf32>) outs(%broadcasted_125 : tensor<1x88x28x28xf32>) -> tensor<1x88x28x28xf32>
    %36 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35 : tensor<1x88x28x28xf32>) outs(%32 : tensor<1x88x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x88x28x28xf32>
    %broadcasted_127 = linalg.broadcast ins(%cst_86 : tensor<24xf32>) outs(%30 : tensor<1x24x28x28xf32>) dimensions = [0, 2, 3] 
    %37 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%36, %cst_87 : tensor<1x88x28x28xf32>, tensor<24x88x1x1xf32>) outs(%broadcasted_127 : tensor<1x24x28x28xf32>) -> tensor<1x24x28x28xf32>
    %38 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %37 : tensor<1x24x28x28xf32>, tensor<1x24x28x28xf32>) outs(%30 : tensor<1x24x28x28xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x24x28x28xf32>
    %39 = tensor.empty() : tensor<1x96x28x28xf32>
    %broadcasted_128 = linalg.broadcast ins(%cst_84 : tensor<96xf32>) outs(%39 : tensor<1x96x28x28xf32>) dimensions = [0, 2, 3] 
    %40 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%38, %cst_85 : tensor<1x24x28x28xf32>, tensor<96x24x1x1xf32>) outs(%broadcasted_128 : tensor<1x96x28x28xf32>) -> tensor<1x96x28x28xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40 : tensor<1x96x28x28xf32>) outs(%39 : tensor<1x96x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x28x28xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<1x96x28x28xf32>) outs(%39 : tensor<1x96x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x96x28x28xf32>
    %43 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42 : tensor<1x96x28x28xf32>) outs(%39 : tensor<1x96x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x96x28x28xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40, %43 : tensor<1x96x28x28xf32>, tensor<1x96x28x28xf32>) outs(%39 : tensor<1x96x28x28xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x28x28xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x96x28x28xf32>) outs(%39 : tensor<1x96x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x28x28xf32>
    %padded_129 = tensor.pad %45 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x96x28x28xf32> to tensor<1x96x32x32xf32>
    %46 = tensor.empty() : tensor<1x96x14x14xf32>
    %broadcasted_130 = linalg.broadcast ins(%cst_82 : tensor<96xf32>) outs(%46 : tensor<1x96x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_131 = tensor.collapse_shape %cst_83 [[0, 1], [2], [3]] : tensor<96x1x5x5xf32> into tensor<96x5x5xf32>
    %47 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_129, %collapsed_131 : tensor<1x96x32x32xf32>, tensor<96x5x5xf32>) outs(%broadcasted_130 : tensor<1x96x14x14xf32>) -> tensor<1x96x14x14xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47 : tensor<1x96x14x14xf32>) outs(%46 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x14x14xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48 : tensor<1x96x14x14xf32>) outs(%46 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x96x14x14xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49 : tensor<1x96x14x14xf32>) outs(%46 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x96x14x14xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47, %50 : tensor<1x96x14x14xf32>, tensor<1x96x14x14xf32>) outs(%46 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x14x14xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51 : tensor<1x96x14x14xf32>) outs(%46 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x14x14xf32>
    %53 = tensor.empty() : tensor<1x96x1x1xf32>
    %54 = linalg.fill ins(%cst : f32) outs(%53 : tensor<1x96x1x1xf32>) -> tensor<1x96x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%52 : tensor<1x96x14x14xf32>) outs(%54 : tensor<1x96x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x1x1xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55 : tensor<1x96x1x1xf32>) outs(%53 : tensor<1x96x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_111 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x1x1xf32>
    %57 = tensor.empty() : tensor<1x24x1x1xf32>
    %broadcasted_132 = linalg.broadcast ins(%cst_80 : tensor<24xf32>) outs(%57 : tensor<1x24x1x1xf32>) dimensions = [0, 2, 3] 
    %58 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%56, %cst_81 : tensor<1x96x1x1xf32>, tensor<24x96x1x1xf32>) outs(%broadcasted_132 : tensor<1x24x1x1xf32>) -> tensor<1x24x1x1xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58 : tensor<1x24x1x1xf32>) outs(%57 : tensor<1x24x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x24x1x1xf32>
    %broadcasted_133 = linalg.broadcast ins(%cst_78 : tensor<96xf32>) outs(%53 : tensor<1x96x1x1xf32>) dimensions = [0, 2, 3] 
    %60 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%59, %cst_79 : tensor<1x24x1x1xf32>, tensor<96x24x1x1xf32>) outs(%broadcasted_133 : tensor<1x96x1x1xf32>) -> tensor<1x96x1x1xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60 : tensor<1x96x1x1xf32>) outs(%53 : tensor<1x96x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61 : tensor<1x96x1x1xf32>) outs(%53 : tensor<1x96x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x96x1x1xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62 : tensor<1x96x1x1xf32>) outs(%53 : tensor<1x96x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x96x1x1xf32>
    %64 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%63 : tensor<1x96x1x1xf32>) outs(%53 : tensor<1x96x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x1x1xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52, %64 : tensor<1x96x14x14xf32>, tensor<1x96x1x1xf32>) outs(%46 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x14x14xf32>
    %66 = tensor.empty() : tensor<1x40x14x14xf32>
    %broadcasted_134 = linalg.broadcast ins(%cst_76 : tensor<40xf32>) outs(%66 : tensor<1x40x14x14xf32>) dimensions = [0, 2, 3] 
    %67 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%65, %cst_77 : tensor<1x96x14x14xf32>, tensor<40x96x1x1xf32>) outs(%broadcasted_134 : tensor<1x40x14x14xf32>) -> tensor<1x40x14x14xf32>
    %68 = tensor.empty() : tensor<1x240x14x14xf32>
    %broadcasted_135 = linalg.broadcast ins(%cst_74 : tensor<240xf32>) outs(%68 : tensor<1x240x14x14xf32>) dimensions = [0, 2, 3] 
    %69 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%67, %cst_75 : tensor<1x40x14x14xf32>, tensor<240x40x1x1xf32>) outs(%broadcasted_135 : tensor<1x240x14x14xf32>) -> tensor<1x240x14x14xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%70 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69, %72 : tensor<1x240x14x14xf32>, tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %padded_136 = tensor.pad %74 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x240x14x14xf32> to tensor<1x240x18x18xf32>
    %broadcasted_137 = linalg.broadcast ins(%cst_72 : tensor<240xf32>) outs(%68 : tensor<1x240x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_138 = tensor.collapse_shape %cst_73 [[0, 1], [2], [3]] : tensor<240x1x5x5xf32> into tensor<240x5x5xf32>
    %75 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_136, %collapsed_138 : tensor<1x240x18x18xf32>, tensor<240x5x5xf32>) outs(%broadcasted_137 : tensor<1x240x14x14xf32>) -> tensor<1x240x14x14xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%77 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75, %78 : tensor<1x240x14x14xf32>, tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %81 = tensor.empty() : tensor<1x240x1x1xf32>
    %82 = linalg.fill ins(%cst : f32) outs(%81 : tensor<1x240x1x1xf32>) -> tensor<1x240x1x1xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%80 : tensor<1x240x14x14xf32>) outs(%82 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_111 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %85 = tensor.empty() : tensor<1x60x1x1xf32>
    %broadcasted_139 = linalg.broadcast ins(%cst_70 : tensor<60xf32>) outs(%85 : tensor<1x60x1x1xf32>) dimensions = [0, 2, 3] 
    %86 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%84, %cst_71 : tensor<1x240x1x1xf32>, tensor<60x240x1x1xf32>) outs(%broadcasted_139 : tensor<1x60x1x1xf32>) -> tensor<1x60x1x1xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%86 : tensor<1x60x1x1xf32>) outs(%85 : tensor<1x60x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x60x1x1xf32>
    %broadcasted_140 = linalg.broadcast ins(%cst_68 : tensor<240xf32>) outs(%81 : tensor<1x240x1x1xf32>) dimensions = [0, 2, 3] 
    %88 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%87, %cst_69 : tensor<1x60x1x1xf32>, tensor<240x60x1x1xf32>) outs(%broadcasted_140 : tensor<1x240x1x1xf32>) -> tensor<1x240x1x1xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %90 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%89 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x1x1xf32>
    %91 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%90 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x1x1xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%80, %92 : tensor<1x240x14x14xf32>, tensor<1x240x1x1xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %broadcasted_141 = linalg.broadcast ins(%cst_66 : tensor<40xf32>) outs(%66 : tensor<1x40x14x14xf32>) dimensions = [0, 2, 3] 
    %94 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%93, %cst_67 : tensor<1x240x14x14xf32>, tensor<40x240x1x1xf32>) outs(%broadcasted_141 : tensor<1x40x14x14xf32>) -> tensor<1x40x14x14xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67, %94 : tensor<1x40x14x14xf32>, tensor<1x40x14x14xf32>) outs(%66 : tensor<1x40x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x40x14x14xf32>
    %broadcasted_142 = linalg.broadcast ins(%cst_64 : tensor<240xf32>) outs(%68 : tensor<1x240x14x14xf32>) dimensions = [0, 2, 3] 
    %96 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%95, %cst_65 : tensor<1x40x14x14xf32>, tensor<240x40x1x1xf32>) outs(%broadcasted_142 : tensor<1x240x14x14xf32>) -> tensor<1x240x14x14xf32>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%96 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%98 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%96, %99 : tensor<1x240x14x14xf32>, tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%100 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %padded_143 = tensor.pad %101 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x240x14x14xf32> to tensor<1x240x18x18xf32>
    %broadcasted_144 = linalg.broadcast ins(%cst_62 : tensor<240xf32>) outs(%68 : tensor<1x240x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_145 = tensor.collapse_shape %cst_63 [[0, 1], [2], [3]] : tensor<240x1x5x5xf32> into tensor<240x5x5xf32>
    %102 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_143, %collapsed_145 : tensor<1x240x18x18xf32>, tensor<240x5x5xf32>) outs(%broadcasted_144 : tensor<1x240x14x14xf32>) -> tensor<1x240x14x14xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%103 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x14x14xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102, %105 : tensor<1x240x14x14xf32>, tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %107 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%106 : tensor<1x240x14x14xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%107 : tensor<1x240x14x14xf32>) outs(%82 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_111 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %broadcasted_146 = linalg.broadcast ins(%cst_60 : tensor<60xf32>) outs(%85 : tensor<1x60x1x1xf32>) dimensions = [0, 2, 3] 
    %110 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%109, %cst_61 : tensor<1x240x1x1xf32>, tensor<60x240x1x1xf32>) outs(%broadcasted_146 : tensor<1x60x1x1xf32>) -> tensor<1x60x1x1xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%110 : tensor<1x60x1x1xf32>) outs(%85 : tensor<1x60x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x60x1x1xf32>
    %broadcasted_147 = linalg.broadcast ins(%cst_58 : tensor<240xf32>) outs(%81 : tensor<1x240x1x1xf32>) dimensions = [0, 2, 3] 
    %112 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%111, %cst_59 : tensor<1x60x1x1xf32>, tensor<240x60x1x1xf32>) outs(%broadcasted_147 : tensor<1x240x1x1xf32>) -> tensor<1x240x1x1xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%113 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x1x1xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x240x1x1xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115 : tensor<1x240x1x1xf32>) outs(%81 : tensor<1x240x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x1x1xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%107, %116 : tensor<1x240x14x14xf32>, tensor<1x240x1x1xf32>) outs(%68 : tensor<1x240x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x240x14x14xf32>
    %broadcasted_148 = linalg.broadcast ins(%cst_56 : tensor<40xf32>) outs(%66 : tensor<1x40x14x14xf32>) dimensions = [0, 2, 3] 
    %118 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%117, %cst_57 : tensor<1x240x14x14xf32>, tensor<40x240x1x1xf32>) outs(%broadcasted_148 : tensor<1x40x14x14xf32>) -> tensor<1x40x14x14xf32>
    %119 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95, %118 : tensor<1x40x14x14xf32>, tensor<1x40x14x14xf32>) outs(%66 : tensor<1x40x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x40x14x14xf32>
    %120 = tensor.empty() : tensor<1x120x14x14xf32>
    %broadcasted_149 = linalg.broadcast ins(%cst_54 : tensor<120xf32>) outs(%120 : tensor<1x120x14x14xf32>) dimensions = [0, 2, 3] 
    %121 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%119, %cst_55 : tensor<1x40x14x14xf32>, tensor<120x40x1x1xf32>) outs(%broadcasted_149 : tensor<1x120x14x14xf32>) -> tensor<1x120x14x14xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %123 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%122 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x120x14x14xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x120x14x14xf32>
    %125 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121, %124 : tensor<1x120x14x14xf32>, tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %126 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%125 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %padded_150 = tensor.pad %126 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x120x14x14xf32> to tensor<1x120x18x18xf32>
    %broadcasted_151 = linalg.broadcast ins(%cst_52 : tensor<120xf32>) outs(%120 : tensor<1x120x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_152 = tensor.collapse_shape %cst_53 [[0, 1], [2], [3]] : tensor<120x1x5x5xf32> into tensor<120x5x5xf32>
    %127 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_150, %collapsed_152 : tensor<1x120x18x18xf32>, tensor<120x5x5xf32>) outs(%broadcasted_151 : tensor<1x120x14x14xf32>) -> tensor<1x120x14x14xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %129 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%128 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x120x14x14xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x120x14x14xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127, %130 : tensor<1x120x14x14xf32>, tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131 : tensor<1x120x14x14xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %133 = tensor.empty() : tensor<1x120x1x1xf32>
    %134 = linalg.fill ins(%cst : f32) outs(%133 : tensor<1x120x1x1xf32>) -> tensor<1x120x1x1xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%132 : tensor<1x120x14x14xf32>) outs(%134 : tensor<1x120x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x1x1xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%135 : tensor<1x120x1x1xf32>) outs(%133 : tensor<1x120x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_111 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x1x1xf32>
    %137 = tensor.empty() : tensor<1x30x1x1xf32>
    %broadcasted_153 = linalg.broadcast ins(%cst_50 : tensor<30xf32>) outs(%137 : tensor<1x30x1x1xf32>) dimensions = [0, 2, 3] 
    %138 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%136, %cst_51 : tensor<1x120x1x1xf32>, tensor<30x120x1x1xf32>) outs(%broadcasted_153 : tensor<1x30x1x1xf32>) -> tensor<1x30x1x1xf32>
    %139 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%138 : tensor<1x30x1x1xf32>) outs(%137 : tensor<1x30x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x30x1x1xf32>
    %broadcasted_154 = linalg.broadcast ins(%cst_48 : tensor<120xf32>) outs(%133 : tensor<1x120x1x1xf32>) dimensions = [0, 2, 3] 
    %140 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%139, %cst_49 : tensor<1x30x1x1xf32>, tensor<120x30x1x1xf32>) outs(%broadcasted_154 : tensor<1x120x1x1xf32>) -> tensor<1x120x1x1xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%140 : tensor<1x120x1x1xf32>) outs(%133 : tensor<1x120x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x1x1xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%141 : tensor<1x120x1x1xf32>) outs(%133 : tensor<1x120x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x120x1x1xf32>
    %143 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%142 : tensor<1x120x1x1xf32>) outs(%133 : tensor<1x120x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x120x1x1xf32>
    %144 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%143 : tensor<1x120x1x1xf32>) outs(%133 : tensor<1x120x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x1x1xf32>
    %145 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%132, %144 : tensor<1x120x14x14xf32>, tensor<1x120x1x1xf32>) outs(%120 : tensor<1x120x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x120x14x14xf32>
    %146 = tensor.empty() : tensor<1x48x14x14xf32>
    %broadcasted_155 = linalg.broadcast ins(%cst_46 : tensor<48xf32>) outs(%146 : tensor<1x48x14x14xf32>) dimensions = [0, 2, 3] 
    %147 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%145, %cst_47 : tensor<1x120x14x14xf32>, tensor<48x120x1x1xf32>) outs(%broadcasted_155 : tensor<1x48x14x14xf32>) -> tensor<1x48x14x14xf32>
    %148 = tensor.empty() : tensor<1x144x14x14xf32>
    %broadcasted_156 = linalg.broadcast ins(%cst_44 : tensor<144xf32>) outs(%148 : tensor<1x144x14x14xf32>) dimensions = [0, 2, 3] 
    %149 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%147, %cst_45 : tensor<1x48x14x14xf32>, tensor<144x48x1x1xf32>) outs(%broadcasted_156 : tensor<1x144x14x14xf32>) -> tensor<1x144x14x14xf32>
    %150 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%149 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%150 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x14x14xf32>
    %152 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%151 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x14x14xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%149, %152 : tensor<1x144x14x14xf32>, tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%153 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %padded_157 = tensor.pad %154 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x144x14x14xf32> to tensor<1x144x18x18xf32>
    %broadcasted_158 = linalg.broadcast ins(%cst_42 : tensor<144xf32>) outs(%148 : tensor<1x144x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_159 = tensor.collapse_shape %cst_43 [[0, 1], [2], [3]] : tensor<144x1x5x5xf32> into tensor<144x5x5xf32>
    %155 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_157, %collapsed_159 : tensor<1x144x18x18xf32>, tensor<144x5x5xf32>) outs(%broadcasted_158 : tensor<1x144x14x14xf32>) -> tensor<1x144x14x14xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%155 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%156 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x14x14xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%157 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x14x14xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%155, %158 : tensor<1x144x14x14xf32>, tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%159 : tensor<1x144x14x14xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %161 = tensor.empty() : tensor<1x144x1x1xf32>
    %162 = linalg.fill ins(%cst : f32) outs(%161 : tensor<1x144x1x1xf32>) -> tensor<1x144x1x1xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%160 : tensor<1x144x14x14xf32>) outs(%162 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x1x1xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%163 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_111 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x1x1xf32>
    %165 = tensor.empty() : tensor<1x36x1x1xf32>
    %broadcasted_160 = linalg.broadcast ins(%cst_40 : tensor<36xf32>) outs(%165 : tensor<1x36x1x1xf32>) dimensions = [0, 2, 3] 
    %166 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%164, %cst_41 : tensor<1x144x1x1xf32>, tensor<36x144x1x1xf32>) outs(%broadcasted_160 : tensor<1x36x1x1xf32>) -> tensor<1x36x1x1xf32>
    %167 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%166 : tensor<1x36x1x1xf32>) outs(%165 : tensor<1x36x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x36x1x1xf32>
    %broadcasted_161 = linalg.broadcast ins(%cst_38 : tensor<144xf32>) outs(%161 : tensor<1x144x1x1xf32>) dimensions = [0, 2, 3] 
    %168 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%167, %cst_39 : tensor<1x36x1x1xf32>, tensor<144x36x1x1xf32>) outs(%broadcasted_161 : tensor<1x144x1x1xf32>) -> tensor<1x144x1x1xf32>
    %169 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%168 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x1x1xf32>
    %170 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%169 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x1x1xf32>
    %171 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%170 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x1x1xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%171 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x1x1xf32>
    %173 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%160, %172 : tensor<1x144x14x14xf32>, tensor<1x144x1x1xf32>) outs(%148 : tensor<1x144x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x144x14x14xf32>
    %broadcasted_162 = linalg.broadcast ins(%cst_36 : tensor<48xf32>) outs(%146 : tensor<1x48x14x14xf32>) dimensions = [0, 2, 3] 
    %174 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%173, %cst_37 : tensor<1x144x14x14xf32>, tensor<48x144x1x1xf32>) outs(%broadcasted_162 : tensor<1x48x14x14xf32>) -> tensor<1x48x14x14xf32>
    %175 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%147, %174 : tensor<1x48x14x14xf32>, tensor<1x48x14x14xf32>) outs(%146 : tensor<1x48x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x48x14x14xf32>
    %176 = tensor.empty() : tensor<1x288x14x14xf32>
    %broadcasted_163 = linalg.broadcast ins(%cst_34 : tensor<288xf32>) outs(%176 : tensor<1x288x14x14xf32>) dimensions = [0, 2, 3] 
    %177 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%175, %cst_35 : tensor<1x48x14x14xf32>, tensor<288x48x1x1xf32>) outs(%broadcasted_163 : tensor<1x288x14x14xf32>) -> tensor<1x288x14x14xf32>
    %178 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%177 : tensor<1x288x14x14xf32>) outs(%176 : tensor<1x288x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x14x14xf32>
    %179 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%178 : tensor<1x288x14x14xf32>) outs(%176 : tensor<1x288x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x288x14x14xf32>
    %180 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%179 : tensor<1x288x14x14xf32>) outs(%176 : tensor<1x288x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x288x14x14xf32>
    %181 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%177, %180 : tensor<1x288x14x14xf32>, tensor<1x288x14x14xf32>) outs(%176 : tensor<1x288x14x14xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x14x14xf32>
    %182 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%181 : tensor<1x288x14x14xf32>) outs(%176 : tensor<1x288x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x14x14xf32>
    %padded_164 = tensor.pad %182 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x288x14x14xf32> to tensor<1x288x18x18xf32>
    %183 = tensor.empty() : tensor<1x288x7x7xf32>
    %broadcasted_165 = linalg.broadcast ins(%cst_32 : tensor<288xf32>) outs(%183 : tensor<1x288x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_166 = tensor.collapse_shape %cst_33 [[0, 1], [2], [3]] : tensor<288x1x5x5xf32> into tensor<288x5x5xf32>
    %184 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_164, %collapsed_166 : tensor<1x288x18x18xf32>, tensor<288x5x5xf32>) outs(%broadcasted_165 : tensor<1x288x7x7xf32>) -> tensor<1x288x7x7xf32>
    %185 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%184 : tensor<1x288x7x7xf32>) outs(%183 : tensor<1x288x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x7x7xf32>
    %186 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%185 : tensor<1x288x7x7xf32>) outs(%183 : tensor<1x288x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x288x7x7xf32>
    %187 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%186 : tensor<1x288x7x7xf32>) outs(%183 : tensor<1x288x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x288x7x7xf32>
    %188 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%184, %187 : tensor<1x288x7x7xf32>, tensor<1x288x7x7xf32>) outs(%183 : tensor<1x288x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x7x7xf32>
    %189 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%188 : tensor<1x288x7x7xf32>) outs(%183 : tensor<1x288x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x7x7xf32>
    %190 = tensor.empty() : tensor<1x288x1x1xf32>
    %191 = linalg.fill ins(%cst : f32) outs(%190 : tensor<1x288x1x1xf32>) -> tensor<1x288x1x1xf32>
    %192 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%189 : tensor<1x288x7x7xf32>) outs(%191 : tensor<1x288x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x1x1xf32>
    %193 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%192 : tensor<1x288x1x1xf32>) outs(%190 : tensor<1x288x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_112 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x1x1xf32>
    %194 = tensor.empty() : tensor<1x72x1x1xf32>
    %broadcasted_167 = linalg.broadcast ins(%cst_30 : tensor<72xf32>) outs(%194 : tensor<1x72x1x1xf32>) dimensions = [0, 2, 3] 
    %195 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%193, %cst_31 : tensor<1x288x1x1xf32>, tensor<72x288x1x1xf32>) outs(%broadcasted_167 : tensor<1x72x1x1xf32>) -> tensor<1x72x1x1xf32>
    %196 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%195 : tensor<1x72x1x1xf32>) outs(%194 : tensor<1x72x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x72x1x1xf32>
    %broadcasted_168 = linalg.broadcast ins(%cst_28 : tensor<288xf32>) outs(%190 : tensor<1x288x1x1xf32>) dimensions = [0, 2, 3] 
    %197 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%196, %cst_29 : tensor<1x72x1x1xf32>, tensor<288x72x1x1xf32>) outs(%broadcasted_168 : tensor<1x288x1x1xf32>) -> tensor<1x288x1x1xf32>
    %198 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%197 : tensor<1x288x1x1xf32>) outs(%190 : tensor<1x288x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x1x1xf32>
    %199 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%198 : tensor<1x288x1x1xf32>) outs(%190 : tensor<1x288x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x288x1x1xf32>
    %200 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%199 : tensor<1x288x1x1xf32>) outs(%190 : tensor<1x288x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x288x1x1xf32>
    %201 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%200 : tensor<1x288x1x1xf32>) outs(%190 : tensor<1x288x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x1x1xf32>
    %202 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%189, %201 : tensor<1x288x7x7xf32>, tensor<1x288x1x1xf32>) outs(%183 : tensor<1x288x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x288x7x7xf32>
    %203 = tensor.empty() : tensor<1x96x7x7xf32>
    %broadcasted_169 = linalg.broadcast ins(%cst_26 : tensor<96xf32>) outs(%203 : tensor<1x96x7x7xf32>) dimensions = [0, 2, 3] 
    %204 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%202, %cst_27 : tensor<1x288x7x7xf32>, tensor<96x288x1x1xf32>) outs(%broadcasted_169 : tensor<1x96x7x7xf32>) -> tensor<1x96x7x7xf32>
    %205 = tensor.empty() : tensor<1x576x7x7xf32>
    %broadcasted_170 = linalg.broadcast ins(%cst_24 : tensor<576xf32>) outs(%205 : tensor<1x576x7x7xf32>) dimensions = [0, 2, 3] 
    %206 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%204, %cst_25 : tensor<1x96x7x7xf32>, tensor<576x96x1x1xf32>) outs(%broadcasted_170 : tensor<1x576x7x7xf32>) -> tensor<1x576x7x7xf32>
    %207 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%206 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %208 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%207 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %209 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%208 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %210 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%206, %209 : tensor<1x576x7x7xf32>, tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %211 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%210 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %padded_171 = tensor.pad %211 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x576x7x7xf32> to tensor<1x576x11x11xf32>
    %broadcasted_172 = linalg.broadcast ins(%cst_22 : tensor<576xf32>) outs(%205 : tensor<1x576x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_173 = tensor.collapse_shape %cst_23 [[0, 1], [2], [3]] : tensor<576x1x5x5xf32> into tensor<576x5x5xf32>
    %212 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_171, %collapsed_173 : tensor<1x576x11x11xf32>, tensor<576x5x5xf32>) outs(%broadcasted_172 : tensor<1x576x7x7xf32>) -> tensor<1x576x7x7xf32>
    %213 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%212 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %214 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%213 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %215 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%214 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %216 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%212, %215 : tensor<1x576x7x7xf32>, tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %217 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%216 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %218 = tensor.empty() : tensor<1x576x1x1xf32>
    %219 = linalg.fill ins(%cst : f32) outs(%218 : tensor<1x576x1x1xf32>) -> tensor<1x576x1x1xf32>
    %220 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%217 : tensor<1x576x7x7xf32>) outs(%219 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %221 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%220 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_112 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %broadcasted_174 = linalg.broadcast ins(%cst_20 : tensor<144xf32>) outs(%161 : tensor<1x144x1x1xf32>) dimensions = [0, 2, 3] 
    %222 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%221, %cst_21 : tensor<1x576x1x1xf32>, tensor<144x576x1x1xf32>) outs(%broadcasted_174 : tensor<1x144x1x1xf32>) -> tensor<1x144x1x1xf32>
    %223 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%222 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x1x1xf32>
    %broadcasted_175 = linalg.broadcast ins(%cst_18 : tensor<576xf32>) outs(%218 : tensor<1x576x1x1xf32>) dimensions = [0, 2, 3] 
    %224 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%223, %cst_19 : tensor<1x144x1x1xf32>, tensor<576x144x1x1xf32>) outs(%broadcasted_175 : tensor<1x576x1x1xf32>) -> tensor<1x576x1x1xf32>
    %225 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%224 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %226 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%225 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x1x1xf32>
    %227 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%226 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x1x1xf32>
    %228 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%227 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %229 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%217, %228 : tensor<1x576x7x7xf32>, tensor<1x576x1x1xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %broadcasted_176 = linalg.broadcast ins(%cst_16 : tensor<96xf32>) outs(%203 : tensor<1x96x7x7xf32>) dimensions = [0, 2, 3] 
    %230 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%229, %cst_17 : tensor<1x576x7x7xf32>, tensor<96x576x1x1xf32>) outs(%broadcasted_176 : tensor<1x96x7x7xf32>) -> tensor<1x96x7x7xf32>
    %231 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%204, %230 : tensor<1x96x7x7xf32>, tensor<1x96x7x7xf32>) outs(%203 : tensor<1x96x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x7x7xf32>
    %broadcasted_177 = linalg.broadcast ins(%cst_14 : tensor<576xf32>) outs(%205 : tensor<1x576x7x7xf32>) dimensions = [0, 2, 3] 
    %232 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%231, %cst_15 : tensor<1x96x7x7xf32>, tensor<576x96x1x1xf32>) outs(%broadcasted_177 : tensor<1x576x7x7xf32>) -> tensor<1x576x7x7xf32>
    %233 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%232 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %234 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%233 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %235 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%234 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %236 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%232, %235 : tensor<1x576x7x7xf32>, tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %237 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%236 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %padded_178 = tensor.pad %237 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x576x7x7xf32> to tensor<1x576x11x11xf32>
    %broadcasted_179 = linalg.broadcast ins(%cst_12 : tensor<576xf32>) outs(%205 : tensor<1x576x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_180 = tensor.collapse_shape %cst_13 [[0, 1], [2], [3]] : tensor<576x1x5x5xf32> into tensor<576x5x5xf32>
    %238 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_178, %collapsed_180 : tensor<1x576x11x11xf32>, tensor<576x5x5xf32>) outs(%broadcasted_179 : tensor<1x576x7x7xf32>) -> tensor<1x576x7x7xf32>
    %239 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%238 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %240 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%239 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %241 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%240 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %242 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%238, %241 : tensor<1x576x7x7xf32>, tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %243 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%242 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %244 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%243 : tensor<1x576x7x7xf32>) outs(%219 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %245 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%244 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_112 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %broadcasted_181 = linalg.broadcast ins(%cst_10 : tensor<144xf32>) outs(%161 : tensor<1x144x1x1xf32>) dimensions = [0, 2, 3] 
    %246 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%245, %cst_11 : tensor<1x576x1x1xf32>, tensor<144x576x1x1xf32>) outs(%broadcasted_181 : tensor<1x144x1x1xf32>) -> tensor<1x144x1x1xf32>
    %247 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%246 : tensor<1x144x1x1xf32>) outs(%161 : tensor<1x144x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst : f32
      %280 = arith.select %279, %in, %cst : f32
      linalg.yield %280 : f32
    } -> tensor<1x144x1x1xf32>
    %broadcasted_182 = linalg.broadcast ins(%cst_8 : tensor<576xf32>) outs(%218 : tensor<1x576x1x1xf32>) dimensions = [0, 2, 3] 
    %248 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%247, %cst_9 : tensor<1x144x1x1xf32>, tensor<576x144x1x1xf32>) outs(%broadcasted_182 : tensor<1x576x1x1xf32>) -> tensor<1x576x1x1xf32>
    %249 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%248 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %250 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%249 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x1x1xf32>
    %251 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%250 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x1x1xf32>
    %252 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%251 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %253 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%243, %252 : tensor<1x576x7x7xf32>, tensor<1x576x1x1xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %broadcasted_183 = linalg.broadcast ins(%cst_6 : tensor<96xf32>) outs(%203 : tensor<1x96x7x7xf32>) dimensions = [0, 2, 3] 
    %254 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%253, %cst_7 : tensor<1x576x7x7xf32>, tensor<96x576x1x1xf32>) outs(%broadcasted_183 : tensor<1x96x7x7xf32>) -> tensor<1x96x7x7xf32>
    %255 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%231, %254 : tensor<1x96x7x7xf32>, tensor<1x96x7x7xf32>) outs(%203 : tensor<1x96x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x96x7x7xf32>
    %broadcasted_184 = linalg.broadcast ins(%cst_4 : tensor<576xf32>) outs(%205 : tensor<1x576x7x7xf32>) dimensions = [0, 2, 3] 
    %256 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%255, %cst_5 : tensor<1x96x7x7xf32>, tensor<576x96x1x1xf32>) outs(%broadcasted_184 : tensor<1x576x7x7xf32>) -> tensor<1x576x7x7xf32>
    %257 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%256 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %258 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%257 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %259 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%258 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x576x7x7xf32>
    %260 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%256, %259 : tensor<1x576x7x7xf32>, tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %261 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%260 : tensor<1x576x7x7xf32>) outs(%205 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x7x7xf32>
    %262 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%261 : tensor<1x576x7x7xf32>) outs(%219 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %out : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %263 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%262 : tensor<1x576x1x1xf32>) outs(%218 : tensor<1x576x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_112 : f32
      linalg.yield %279 : f32
    } -> tensor<1x576x1x1xf32>
    %collapsed_185 = tensor.collapse_shape %263 [[0], [1, 2, 3]] : tensor<1x576x1x1xf32> into tensor<1x576xf32>
    %264 = tensor.empty() : tensor<576x1024xf32>
    %transposed = linalg.transpose ins(%cst_3 : tensor<1024x576xf32>) outs(%264 : tensor<576x1024xf32>) permutation = [1, 0] 
    %265 = tensor.empty() : tensor<1x1024xf32>
    %266 = linalg.fill ins(%cst : f32) outs(%265 : tensor<1x1024xf32>) -> tensor<1x1024xf32>
    %267 = linalg.matmul ins(%collapsed_185, %transposed : tensor<1x576xf32>, tensor<576x1024xf32>) outs(%266 : tensor<1x1024xf32>) -> tensor<1x1024xf32>
    %268 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types = ["parallel", "parallel"]} ins(%267, %cst_2 : tensor<1x1024xf32>, tensor<1024xf32>) outs(%265 : tensor<1x1024xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x1024xf32>
    %269 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%268 : tensor<1x1024xf32>) outs(%265 : tensor<1x1024xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.addf %in, %cst_108 : f32
      linalg.yield %279 : f32
    } -> tensor<1x1024xf32>
    %270 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%269 : tensor<1x1024xf32>) outs(%265 : tensor<1x1024xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ult, %in, %cst : f32
      %280 = arith.select %279, %cst, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x1024xf32>
    %271 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%270 : tensor<1x1024xf32>) outs(%265 : tensor<1x1024xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.cmpf ugt, %in, %cst_109 : f32
      %280 = arith.select %279, %cst_109, %in : f32
      linalg.yield %280 : f32
    } -> tensor<1x1024xf32>
    %272 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%268, %271 : tensor<1x1024xf32>, tensor<1x1024xf32>) outs(%265 : tensor<1x1024xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.mulf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x1024xf32>
    %273 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%272 : tensor<1x1024xf32>) outs(%265 : tensor<1x1024xf32>) {
    ^bb0(%in: f32, %out: f32):
      %279 = arith.divf %in, %cst_109 : f32
      linalg.yield %279 : f32
    } -> tensor<1x1024xf32>
    %274 = tensor.empty() : tensor<1024x1000xf32>
    %transposed_186 = linalg.transpose ins(%cst_1 : tensor<1000x1024xf32>) outs(%274 : tensor<1024x1000xf32>) permutation = [1, 0] 
    %275 = tensor.empty() : tensor<1x1000xf32>
    %276 = linalg.fill ins(%cst : f32) outs(%275 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %277 = linalg.matmul ins(%273, %transposed_186 : tensor<1x1024xf32>, tensor<1024x1000xf32>) outs(%276 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %278 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types = ["parallel", "parallel"]} ins(%277, %cst_0 : tensor<1x1000xf32>, tensor<1000xf32>) outs(%275 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %in_187: f32, %out: f32):
      %279 = arith.addf %in, %in_187 : f32
      linalg.yield %279 : f32
    } -> tensor<1x1000xf32>
    return %278 : tensor<1x1000xf32>
  }
}
