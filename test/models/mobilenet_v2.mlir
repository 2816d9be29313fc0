// MobileNetV2, weights elided.
// Made by utils/export_models.py with torch 2.13.0+cpu, torch-mlir 20261001.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> ()>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map3 = affine_map<(d0, d1) -> (d0, d1)>
#map4 = affine_map<(d0, d1) -> (d1)>
module {
  func.func @mobilenet_v2(%arg0: tensor<1x3x224x224xf32>) -> tensor<1x1000xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<6.000000e+00> : tensor<f32>
    %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_2 = arith.constant dense_resource<__elided__> : tensor<1000xf32>
    %cst_3 = arith.constant dense_resource<__elided__> : tensor<1000x1280xf32>
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<1280xf32>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<1280x320x1x1xf32>
    %cst_6 = arith.constant dense_resource<__elided__> : tensor<320xf32>
    %cst_7 = arith.constant dense_resource<__elided__> : tensor<320x960x1x1xf32>
    %cst_8 = arith.constant dense_resource<__elided__> : tensor<960xf32>
    %cst_9 = arith.constant dense_resource<__elided__> : tensor<960x1x3x3xf32>
    %cst_10 = arith.constant dense_resource<__elided__> : tensor<960xf32>
    %cst_11 = arith.constant dense_resource<__elided__> : tensor<960x160x1x1xf32>
    %cst_12 = arith.constant dense_resource<__elided__> : tensor<160xf32>
    %cst_13 = arith.constant dense_resource<__elided__> : tensor<160x960x1x1xf32>
    %cst_14 = arith.constant dense_resource<__elided__> : tensor<960xf32>
    %cst_15 = arith.constant dense_resource<__elided__> : tensor<960x1x3x3xf32>
    %cst_16 = arith.constant dense_resource<__elided__> : tensor<960xf32>
    %cst_17 = arith.constant dense_resource<__elided__> : tensor<960x160x1x1xf32>
    %cst_18 = arith.constant dense_resource<__elided__> : tensor<160xf32>
    %cst_19 = arith.constant dense_resource<__elided__> : tensor<160x960x1x1xf32>
    %cst_20 = arith.constant dense_resource<__elided__> : tensor<960xf32>
    %cst_21 = arith.constant dense_resource<__elided__> : tensor<960x1x3x3xf32>
    %cst_22 = arith.constant dense_resource<__elided__> : tensor<960xf32>
    %cst_23 = arith.constant dense_resource<__elided__> : tensor<960x160x1x1xf32>
    %cst_24 = arith.constant dense_resource<__elided__> : tensor<160xf32>
    %cst_25 = arith.constant dense_resource<__elided__> : tensor<160x576x1x1xf32>
    %cst_26 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_27 = arith.constant dense_resource<__elided__> : tensor<576x1x3x3xf32>
    %cst_28 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_29 = arith.constant dense_resource<__elided__> : tensor<576x96x1x1xf32>
    %cst_30 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_31 = arith.constant dense_resource<__elided__> : tensor<96x576x1x1xf32>
    %cst_32 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_33 = arith.constant dense_resource<__elided__> : tensor<576x1x3x3xf32>
    %cst_34 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_35 = arith.constant dense_resource<__elided__> : tensor<576x96x1x1xf32>
    %cst_36 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_37 = arith.constant dense_resource<__elided__> : tensor<96x576x1x1xf32>
    %cst_38 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_39 = arith.constant dense_resource<__elided__> : tensor<576x1x3x3xf32>
    %cst_40 = arith.constant dense_resource<__elided__> : tensor<576xf32>
    %cst_41 = arith.constant dense_resource<__elided__> : tensor<576x96x1x1xf32>
    %cst_42 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_43 = arith.constant dense_resource<__elided__> : tensor<96x384x1x1xf32>
    %cst_44 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_45 = arith.constant dense_resource<__elided__> : tensor<384x1x3x3xf32>
    %cst_46 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_47 = arith.constant dense_resource<__elided__> : tensor<384x64x1x1xf32>
    %cst_48 = arith.constant dense_resource<__elided__> : tensor<64xf32>
    %cst_49 = arith.constant dense_resource<__elided__> : tensor<64x384x1x1xf32>
    %cst_50 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_51 = arith.constant dense_resource<__elided__> : tensor<384x1x3x3xf32>
    %cst_52 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_53 = arith.constant dense_resource<__elided__> : tensor<384x64x1x1xf32>
    %cst_54 = arith.constant dense_resource<__elided__> : tensor<64xf32>
    %cst_55 = arith.constant dense_resource<__elided__> : tensor<64x384x1x1xf32>
    %cst_56 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_57 = arith.constant dense_resource<__elided__> : tensor<384x1x3x3xf32>
    %cst_58 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_59 = arith.constant dense_resource<__elided__> : tensor<384x64x1x1xf32>
    %cst_60 = arith.constant dense_resource<__elided__> : tensor<64xf32>
    %cst_61 = arith.constant dense_resource<__elided__> : tensor<64x384x1x1xf32>
    %cst_62 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_63 = arith.constant dense_resource<__elided__> : tensor<384x1x3x3xf32>
    %cst_64 = arith.constant dense_resource<__elided__> : tensor<384xf32>
    %cst_65 = arith.constant dense_resource<__elided__> : tensor<384x64x1x1xf32>
    %cst_66 = arith.constant dense_resource<__elided__> : tensor<64xf32>
    %cst_67 = arith.constant dense_resource<__elided__> : tensor<64x192x1x1xf32>
    %cst_68 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_69 = arith.constant dense_resource<__elided__> : tensor<192x1x3x3xf32>
    %cst_70 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_71 = arith.constant dense_resource<__elided__> : tensor<192x32x1x1xf32>
    %cst_72 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_73 = arith.constant dense_resource<__elided__> : tensor<32x192x1x1xf32>
    %cst_74 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_75 = arith.constant dense_resource<__elided__> : tensor<192x1x3x3xf32>
    %cst_76 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_77 = arith.constant dense_resource<__elided__> : tensor<192x32x1x1xf32>
    %cst_78 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_79 = arith.constant dense_resource<__elided__> : tensor<32x192x1x1xf32>
    %cst_80 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_81 = arith.constant dense_resource<__elided__> : tensor<192x1x3x3xf32>
    %cst_82 = arith.constant dense_resource<__elided__> : tensor<192xf32>
    %cst_83 = arith.constant dense_resource<__elided__> : tensor<192x32x1x1xf32>
    %cst_84 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_85 = arith.constant dense_resource<__elided__> : tensor<32x144x1x1xf32>
    %cst_86 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_87 = arith.constant dense_resource<__elided__> : tensor<144x1x3x3xf32>
    %cst_88 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_89 = arith.constant dense_resource<__elided__> : tensor<144x24x1x1xf32>
    %cst_90 = arith.constant dense_resource<__elided__> : tensor<24xf32>
    %cst_91 = arith.constant dense_resource<__elided__> : tensor<24x144x1x1xf32>
    %cst_92 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_93 = arith.constant dense_resource<__elided__> : tensor<144x1x3x3xf32>
    %cst_94 = arith.constant dense_resource<__elided__> : tensor<144xf32>
    %cst_95 = arith.constant dense_resource<__elided__> : tensor<144x24x1x1xf32>
    %cst_96 = arith.constant dense_resource<__elided__> : tensor<24xf32>
    %cst_97 = arith.constant dense_resource<__elided__> : tensor<24x96x1x1xf32>
    %cst_98 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_99 = arith.constant dense_resource<__elided__> : tensor<96x1x3x3xf32>
    %cst_100 = arith.constant dense_resource<__elided__> : tensor<96xf32>
    %cst_101 = arith.constant dense_resource<__elided__> : tensor<96x16x1x1xf32>
    %cst_102 = arith.constant dense_resource<__elided__> : tensor<16xf32>
    %cst_103 = arith.constant dense_resource<__elided__> : tensor<16x32x1x1xf32>
    %cst_104 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_105 = arith.constant dense_resource<__elided__> : tensor<32x1x3x3xf32>
    %cst_106 = arith.constant dense_resource<__elided__> : tensor<32x3x3x3xf32>
    %cst_107 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_108 = arith.constant 4.900000e+01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x224x224xf32> to tensor<1x3x226x226xf32>
    %0 = tensor.empty() : tensor<1x32x112x112xf32>
    %broadcasted = linalg.broadcast ins(%cst_107 : tensor<32xf32>) outs(%0 : tensor<1x32x112x112xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %cst_106 : tensor<1x3x226x226xf32>, tensor<32x3x3x3xf32>) outs(%broadcasted : tensor<1x32x112x112xf32>) -> tensor<1x32x112x112xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %cst_1 : tensor<1x32x112x112xf32>, tensor<f32>) outs(%0 : tensor<1x32x112x112xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x32x112x112xf32>
    %3 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %2 : tensor<f32>, tensor<1x32x112x112xf32>) outs(%0 : tensor<1x32x112x112xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x32x112x112xf32>
    %padded_109 = tensor.pad %3 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x32x112x112xf32> to tensor<1x32x114x114xf32>
    %broadcasted_110 = linalg.broadcast ins(%cst_104 : tensor<32xf32>) outs(%0 : tensor<1x32x112x112xf32>) dimensions = [0, 2, 3] 
    %collapsed = tensor.collapse_shape %cst_105 [[0, 1], [2], [3]] : tensor<32x1x3x3xf32> into tensor<32x3x3xf32>
    %4 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_109, %collapsed : tensor<1x32x114x114xf32>, tensor<32x3x3xf32>) outs(%broadcasted_110 : tensor<1x32x112x112xf32>) -> tensor<1x32x112x112xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %cst_1 : tensor<1x32x112x112xf32>, tensor<f32>) outs(%0 : tensor<1x32x112x112xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x32x112x112xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %5 : tensor<f32>, tensor<1x32x112x112xf32>) outs(%0 : tensor<1x32x112x112xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x32x112x112xf32>
    %7 = tensor.empty() : tensor<1x16x112x112xf32>
    %broadcasted_111 = linalg.broadcast ins(%cst_102 : tensor<16xf32>) outs(%7 : tensor<1x16x112x112xf32>) dimensions = [0, 2, 3] 
    %8 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%6, %cst_103 : tensor<1x32x112x112xf32>, tensor<16x32x1x1xf32>) outs(%broadcasted_111 : tensor<1x16x112x112xf32>) -> tensor<1x16x112x112xf32>
    %9 = tensor.empty() : tensor<1x96x112x112xf32>
    %broadcasted_112 = linalg.broadcast ins(%cst_100 : tensor<96xf32>) outs(%9 : tensor<1x96x112x112xf32>) dimensions = [0, 2, 3] 
    %10 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%8, %cst_101 : tensor<1x16x112x112xf32>, tensor<96x16x1x1xf32>) outs(%broadcasted_112 : tensor<1x96x112x112xf32>) -> tensor<1x96x112x112xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %cst_1 : tensor<1x96x112x112xf32>, tensor<f32>) outs(%9 : tensor<1x96x112x112xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x96x112x112xf32>
    %12 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %11 : tensor<f32>, tensor<1x96x112x112xf32>) outs(%9 : tensor<1x96x112x112xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x96x112x112xf32>
    %padded_113 = tensor.pad %12 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x96x112x112xf32> to tensor<1x96x114x114xf32>
    %13 = tensor.empty() : tensor<1x96x56x56xf32>
    %broadcasted_114 = linalg.broadcast ins(%cst_98 : tensor<96xf32>) outs(%13 : tensor<1x96x56x56xf32>) dimensions = [0, 2, 3] 
    %collapsed_115 = tensor.collapse_shape %cst_99 [[0, 1], [2], [3]] : tensor<96x1x3x3xf32> into tensor<96x3x3xf32>
    %14 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_113, %collapsed_115 : tensor<1x96x114x114xf32>, tensor<96x3x3xf32>) outs(%broadcasted_114 : tensor<1x96x56x56xf32>) -> tensor<1x96x56x56xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %cst_1 : tensor<1x96x56x56xf32>, tensor<f32>) outs(%13 : tensor<1x96x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x96x56x56xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %15 : tensor<f32>, tensor<1x96x56x56xf32>) outs(%13 : tensor<1x96x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x96x56x56xf32>
    %17 = tensor.empty() : tensor<1x24x56x56xf32>
    %broadcasted_116 = linalg.broadcast ins(%cst_96 : tensor<24xf32>) outs(%17 : tensor<1x24x56x56xf32>) dimensions = [0, 2, 3] 
    %18 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%16, %cst_97 : tensor<1x96x56x56xf32>, tensor<24x96x1x1xf32>) outs(%broadcasted_116 : tensor<1x24x56x56xf32>) -> tensor<1x24x56x56xf32>
    %19 = tensor.empty() : tensor<1x144x56x56xf32>
    %broadcasted_117 = linalg.broadcast ins(%cst_94 : tensor<144xf32>) outs(%19 : tensor<1x144x56x56xf32>) dimensions = [0, 2, 3] 
    %20 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%18, %cst_95 : tensor<1x24x56x56xf32>, tensor<144x24x1x1xf32>) outs(%broadcasted_117 : tensor<1x144x56x56xf32>) -> tensor<1x144x56x56xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %cst_1 : tensor<1x144x56x56xf32>, tensor<f32>) outs(%19 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x56x56xf32>
    %22 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %21 : tensor<f32>, tensor<1x144x56x56xf32>) outs(%19 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x56x56xf32>
    %padded_118 = tensor.pad %22 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x144x56x56xf32> to tensor<1x144x58x58xf32>
    %broadcasted_119 = linalg.broadcast ins(%cst_92 : tensor<144xf32>) outs(%19 : tensor<1x144x56x56xf32>) dimensions = [0, 2, 3] 
    %collapsed_120 = tensor.collapse_shape %cst_93 [[0, 1], [2], [3]] : tensor<144x1x3x3xf32> into tensor<144x3x3xf32>
    %23 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_118, %collapsed_120 : tensor<1x144x58x58xf32>, tensor<144x3x3xf32>) outs(%broadcasted_119 : tensor<1x144x56x56xf32>) -> tensor<1x144x56x56xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23, %cst_1 : tensor<1x144x56x56xf32>, tensor<f32>) outs(%19 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x56x56xf32>
    %25 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %24 : tensor<f32>, tensor<1x144x56x56xf32>) outs(%19 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x56x56xf32>
    %broadcasted_121 = linalg.broadcast ins(%cst_90 : tensor<24xf32>) outs(%17 : tensor<1x24x56x56xf32>) dimensions = [0, 2, 3] 
    %26 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%25, %cst_91 : tensor<1x144x56x56xf32>, tensor<24x144x1x1xf32>) outs(%broadcasted_121 : tensor<1x24x56x56xf32>) -> tensor<1x24x56x56xf32>
    %27 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %26 : tensor<1x24x56x56xf32>, tensor<1x24x56x56xf32>) outs(%17 : tensor<1x24x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x24x56x56xf32>
    %broadcasted_122 = linalg.broadcast ins(%cst_88 : tensor<144xf32>) outs(%19 : tensor<1x144x56x56xf32>) dimensions = [0, 2, 3] 
    %28 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%27, %cst_89 : tensor<1x24x56x56xf32>, tensor<144x24x1x1xf32>) outs(%broadcasted_122 : tensor<1x144x56x56xf32>) -> tensor<1x144x56x56xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%28, %cst_1 : tensor<1x144x56x56xf32>, tensor<f32>) outs(%19 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x56x56xf32>
    %30 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %29 : tensor<f32>, tensor<1x144x56x56xf32>) outs(%19 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x56x56xf32>
    %padded_123 = tensor.pad %30 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x144x56x56xf32> to tensor<1x144x58x58xf32>
    %31 = tensor.empty() : tensor<1x144x28x28xf32>
    %broadcasted_124 = linalg.broadcast ins(%cst_86 : tensor<144xf32>) outs(%31 : tensor<1x144x28x28xf32>) dimensions = [0, 2, 3] 
    %collapsed_125 = tensor.collapse_shape %cst_87 [[0, 1], [2], [3]] : tensor<144x1x3x3xf32> into tensor<144x3x3xf32>
    %32 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_123, %collapsed_125 : tensor<1x144x58x58xf32>, tensor<144x3x3xf32>) outs(%broadcasted_124 : tensor<1x144x28x28xf32>) -> tensor<1x144x28x28xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32, %cst_1 : tensor<1x144x28x28xf32>, tensor<f32>) outs(%31 : tensor<1x144x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x28x28xf32>
    %34 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %33 : tensor<f32>, tensor<1x144x28x28xf32>) outs(%31 : tensor<1x144x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x144x28x28xf32>
    %35 = tensor.empty() : tensor<1x32x28x28xf32>
    %broadcasted_126 = linalg.broadcast ins(%cst_84 : tensor<32xf32>) outs(%35 : tensor<1x32x28x28xf32>) dimensions = [0, 2, 3] 
    %36 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%34, %cst_85 : tensor<1x144x28x28xf32>, tensor<32x144x1x1xf32>) outs(%broadcasted_126 : tensor<1x32x28x28xf32>) -> tensor<1x32x28x28xf32>
    %37 = tensor.empty() : tensor<1x192x28x28xf32>
    %broadcasted_127 = linalg.broadcast ins(%cst_82 : tensor<192xf32>) outs(%37 : tensor<1x192x28x28xf32>) dimensions = [0, 2, 3] 
    %38 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%36, %cst_83 : tensor<1x32x28x28xf32>, tensor<192x32x1x1xf32>) outs(%broadcasted_127 : tensor<1x192x28x28xf32>) -> tensor<1x192x28x28xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %cst_1 : tensor<1x192x28x28xf32>, tensor<f32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %40 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %39 : tensor<f32>, tensor<1x192x28x28xf32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %padded_128 = tensor.pad %40 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x192x28x28xf32> to tensor<1x192x30x30xf32>
    %broadcasted_129 = linalg.broadcast ins(%cst_80 : tensor<192xf32>) outs(%37 : tensor<1x192x28x28xf32>) dimensions = [0, 2, 3] 
    %collapsed_130 = tensor.collapse_shape %cst_81 [[0, 1], [2], [3]] : tensor<192x1x3x3xf32> into tensor<192x3x3xf32>
    %41 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_128, %collapsed_130 : tensor<1x192x30x30xf32>, tensor<192x3x3xf32>) outs(%broadcasted_129 : tensor<1x192x28x28xf32>) -> tensor<1x192x28x28xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_1 : tensor<1x192x28x28xf32>, tensor<f32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %43 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %42 : tensor<f32>, tensor<1x192x28x28xf32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %broadcasted_131 = linalg.broadcast ins(%cst_78 : tensor<32xf32>) outs(%35 : tensor<1x32x28x28xf32>) dimensions = [0, 2, 3] 
    %44 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%43, %cst_79 : tensor<1x192x28x28xf32>, tensor<32x192x1x1xf32>) outs(%broadcasted_131 : tensor<1x32x28x28xf32>) -> tensor<1x32x28x28xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %44 : tensor<1x32x28x28xf32>, tensor<1x32x28x28xf32>) outs(%35 : tensor<1x32x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x32x28x28xf32>
    %broadcasted_132 = linalg.broadcast ins(%cst_76 : tensor<192xf32>) outs(%37 : tensor<1x192x28x28xf32>) dimensions = [0, 2, 3] 
    %46 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%45, %cst_77 : tensor<1x32x28x28xf32>, tensor<192x32x1x1xf32>) outs(%broadcasted_132 : tensor<1x192x28x28xf32>) -> tensor<1x192x28x28xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46, %cst_1 : tensor<1x192x28x28xf32>, tensor<f32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %48 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %47 : tensor<f32>, tensor<1x192x28x28xf32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %padded_133 = tensor.pad %48 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x192x28x28xf32> to tensor<1x192x30x30xf32>
    %broadcasted_134 = linalg.broadcast ins(%cst_74 : tensor<192xf32>) outs(%37 : tensor<1x192x28x28xf32>) dimensions = [0, 2, 3] 
    %collapsed_135 = tensor.collapse_shape %cst_75 [[0, 1], [2], [3]] : tensor<192x1x3x3xf32> into tensor<192x3x3xf32>
    %49 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_133, %collapsed_135 : tensor<1x192x30x30xf32>, tensor<192x3x3xf32>) outs(%broadcasted_134 : tensor<1x192x28x28xf32>) -> tensor<1x192x28x28xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49, %cst_1 : tensor<1x192x28x28xf32>, tensor<f32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %51 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %50 : tensor<f32>, tensor<1x192x28x28xf32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %broadcasted_136 = linalg.broadcast ins(%cst_72 : tensor<32xf32>) outs(%35 : tensor<1x32x28x28xf32>) dimensions = [0, 2, 3] 
    %52 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%51, %cst_73 : tensor<1x192x28x28xf32>, tensor<32x192x1x1xf32>) outs(%broadcasted_136 : tensor<1x32x28x28xf32>) -> tensor<1x32x28x28xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45, %52 : tensor<1x32x28x28xf32>, tensor<1x32x28x28xf32>) outs(%35 : tensor<1x32x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x32x28x28xf32>
    %broadcasted_137 = linalg.broadcast ins(%cst_70 : tensor<192xf32>) outs(%37 : tensor<1x192x28x28xf32>) dimensions = [0, 2, 3] 
    %54 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%53, %cst_71 : tensor<1x32x28x28xf32>, tensor<192x32x1x1xf32>) outs(%broadcasted_137 : tensor<1x192x28x28xf32>) -> tensor<1x192x28x28xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%54, %cst_1 : tensor<1x192x28x28xf32>, tensor<f32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %56 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %55 : tensor<f32>, tensor<1x192x28x28xf32>) outs(%37 : tensor<1x192x28x28xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x28x28xf32>
    %padded_138 = tensor.pad %56 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x192x28x28xf32> to tensor<1x192x30x30xf32>
    %57 = tensor.empty() : tensor<1x192x14x14xf32>
    %broadcasted_139 = linalg.broadcast ins(%cst_68 : tensor<192xf32>) outs(%57 : tensor<1x192x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_140 = tensor.collapse_shape %cst_69 [[0, 1], [2], [3]] : tensor<192x1x3x3xf32> into tensor<192x3x3xf32>
    %58 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_138, %collapsed_140 : tensor<1x192x30x30xf32>, tensor<192x3x3xf32>) outs(%broadcasted_139 : tensor<1x192x14x14xf32>) -> tensor<1x192x14x14xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58, %cst_1 : tensor<1x192x14x14xf32>, tensor<f32>) outs(%57 : tensor<1x192x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x14x14xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %59 : tensor<f32>, tensor<1x192x14x14xf32>) outs(%57 : tensor<1x192x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x192x14x14xf32>
    %61 = tensor.empty() : tensor<1x64x14x14xf32>
    %broadcasted_141 = linalg.broadcast ins(%cst_66 : tensor<64xf32>) outs(%61 : tensor<1x64x14x14xf32>) dimensions = [0, 2, 3] 
    %62 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%60, %cst_67 : tensor<1x192x14x14xf32>, tensor<64x192x1x1xf32>) outs(%broadcasted_141 : tensor<1x64x14x14xf32>) -> tensor<1x64x14x14xf32>
    %63 = tensor.empty() : tensor<1x384x14x14xf32>
    %broadcasted_142 = linalg.broadcast ins(%cst_64 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %64 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%62, %cst_65 : tensor<1x64x14x14xf32>, tensor<384x64x1x1xf32>) outs(%broadcasted_142 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %66 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %65 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %padded_143 = tensor.pad %66 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x384x14x14xf32> to tensor<1x384x16x16xf32>
    %broadcasted_144 = linalg.broadcast ins(%cst_62 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_145 = tensor.collapse_shape %cst_63 [[0, 1], [2], [3]] : tensor<384x1x3x3xf32> into tensor<384x3x3xf32>
    %67 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_143, %collapsed_145 : tensor<1x384x16x16xf32>, tensor<384x3x3xf32>) outs(%broadcasted_144 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %69 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %68 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %broadcasted_146 = linalg.broadcast ins(%cst_60 : tensor<64xf32>) outs(%61 : tensor<1x64x14x14xf32>) dimensions = [0, 2, 3] 
    %70 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%69, %cst_61 : tensor<1x384x14x14xf32>, tensor<64x384x1x1xf32>) outs(%broadcasted_146 : tensor<1x64x14x14xf32>) -> tensor<1x64x14x14xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62, %70 : tensor<1x64x14x14xf32>, tensor<1x64x14x14xf32>) outs(%61 : tensor<1x64x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x64x14x14xf32>
    %broadcasted_147 = linalg.broadcast ins(%cst_58 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %72 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%71, %cst_59 : tensor<1x64x14x14xf32>, tensor<384x64x1x1xf32>) outs(%broadcasted_147 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%72, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %74 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %73 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %padded_148 = tensor.pad %74 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x384x14x14xf32> to tensor<1x384x16x16xf32>
    %broadcasted_149 = linalg.broadcast ins(%cst_56 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_150 = tensor.collapse_shape %cst_57 [[0, 1], [2], [3]] : tensor<384x1x3x3xf32> into tensor<384x3x3xf32>
    %75 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_148, %collapsed_150 : tensor<1x384x16x16xf32>, tensor<384x3x3xf32>) outs(%broadcasted_149 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %76 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %broadcasted_151 = linalg.broadcast ins(%cst_54 : tensor<64xf32>) outs(%61 : tensor<1x64x14x14xf32>) dimensions = [0, 2, 3] 
    %78 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%77, %cst_55 : tensor<1x384x14x14xf32>, tensor<64x384x1x1xf32>) outs(%broadcasted_151 : tensor<1x64x14x14xf32>) -> tensor<1x64x14x14xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %78 : tensor<1x64x14x14xf32>, tensor<1x64x14x14xf32>) outs(%61 : tensor<1x64x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x64x14x14xf32>
    %broadcasted_152 = linalg.broadcast ins(%cst_52 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %80 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%79, %cst_53 : tensor<1x64x14x14xf32>, tensor<384x64x1x1xf32>) outs(%broadcasted_152 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%80, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %82 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %81 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %padded_153 = tensor.pad %82 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x384x14x14xf32> to tensor<1x384x16x16xf32>
    %broadcasted_154 = linalg.broadcast ins(%cst_50 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_155 = tensor.collapse_shape %cst_51 [[0, 1], [2], [3]] : tensor<384x1x3x3xf32> into tensor<384x3x3xf32>
    %83 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_153, %collapsed_155 : tensor<1x384x16x16xf32>, tensor<384x3x3xf32>) outs(%broadcasted_154 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %85 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %84 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %broadcasted_156 = linalg.broadcast ins(%cst_48 : tensor<64xf32>) outs(%61 : tensor<1x64x14x14xf32>) dimensions = [0, 2, 3] 
    %86 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%85, %cst_49 : tensor<1x384x14x14xf32>, tensor<64x384x1x1xf32>) outs(%broadcasted_156 : tensor<1x64x14x14xf32>) -> tensor<1x64x14x14xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79, %86 : tensor<1x64x14x14xf32>, tensor<1x64x14x14xf32>) outs(%61 : tensor<1x64x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x64x14x14xf32>
    %broadcasted_157 = linalg.broadcast ins(%cst_46 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %88 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%87, %cst_47 : tensor<1x64x14x14xf32>, tensor<384x64x1x1xf32>) outs(%broadcasted_157 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %90 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %89 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %padded_158 = tensor.pad %90 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x384x14x14xf32> to tensor<1x384x16x16xf32>
    %broadcasted_159 = linalg.broadcast ins(%cst_44 : tensor<384xf32>) outs(%63 : tensor<1x384x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_160 = tensor.collapse_shape %cst_45 [[0, 1], [2], [3]] : tensor<384x1x3x3xf32> into tensor<384x3x3xf32>
    %91 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_158, %collapsed_160 : tensor<1x384x16x16xf32>, tensor<384x3x3xf32>) outs(%broadcasted_159 : tensor<1x384x14x14xf32>) -> tensor<1x384x14x14xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91, %cst_1 : tensor<1x384x14x14xf32>, tensor<f32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %93 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %92 : tensor<f32>, tensor<1x384x14x14xf32>) outs(%63 : tensor<1x384x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x384x14x14xf32>
    %94 = tensor.empty() : tensor<1x96x14x14xf32>
    %broadcasted_161 = linalg.broadcast ins(%cst_42 : tensor<96xf32>) outs(%94 : tensor<1x96x14x14xf32>) dimensions = [0, 2, 3] 
    %95 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%93, %cst_43 : tensor<1x384x14x14xf32>, tensor<96x384x1x1xf32>) outs(%broadcasted_161 : tensor<1x96x14x14xf32>) -> tensor<1x96x14x14xf32>
    %96 = tensor.empty() : tensor<1x576x14x14xf32>
    %broadcasted_162 = linalg.broadcast ins(%cst_40 : tensor<576xf32>) outs(%96 : tensor<1x576x14x14xf32>) dimensions = [0, 2, 3] 
    %97 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%95, %cst_41 : tensor<1x96x14x14xf32>, tensor<576x96x1x1xf32>) outs(%broadcasted_162 : tensor<1x576x14x14xf32>) -> tensor<1x576x14x14xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97, %cst_1 : tensor<1x576x14x14xf32>, tensor<f32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %99 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %98 : tensor<f32>, tensor<1x576x14x14xf32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %padded_163 = tensor.pad %99 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x576x14x14xf32> to tensor<1x576x16x16xf32>
    %broadcasted_164 = linalg.broadcast ins(%cst_38 : tensor<576xf32>) outs(%96 : tensor<1x576x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_165 = tensor.collapse_shape %cst_39 [[0, 1], [2], [3]] : tensor<576x1x3x3xf32> into tensor<576x3x3xf32>
    %100 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_163, %collapsed_165 : tensor<1x576x16x16xf32>, tensor<576x3x3xf32>) outs(%broadcasted_164 : tensor<1x576x14x14xf32>) -> tensor<1x576x14x14xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%100, %cst_1 : tensor<1x576x14x14xf32>, tensor<f32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %102 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %101 : tensor<f32>, tensor<1x576x14x14xf32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %broadcasted_166 = linalg.broadcast ins(%cst_36 : tensor<96xf32>) outs(%94 : tensor<1x96x14x14xf32>) dimensions = [0, 2, 3] 
    %103 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%102, %cst_37 : tensor<1x576x14x14xf32>, tensor<96x576x1x1xf32>) outs(%broadcasted_166 : tensor<1x96x14x14xf32>) -> tensor<1x96x14x14xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95, %103 : tensor<1x96x14x14xf32>, tensor<1x96x14x14xf32>) outs(%94 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x96x14x14xf32>
    %broadcasted_167 = linalg.broadcast ins(%cst_34 : tensor<576xf32>) outs(%96 : tensor<1x576x14x14xf32>) dimensions = [0, 2, 3] 
    %105 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%104, %cst_35 : tensor<1x96x14x14xf32>, tensor<576x96x1x1xf32>) outs(%broadcasted_167 : tensor<1x576x14x14xf32>) -> tensor<1x576x14x14xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%105, %cst_1 : tensor<1x576x14x14xf32>, tensor<f32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %107 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %106 : tensor<f32>, tensor<1x576x14x14xf32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %padded_168 = tensor.pad %107 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x576x14x14xf32> to tensor<1x576x16x16xf32>
    %broadcasted_169 = linalg.broadcast ins(%cst_32 : tensor<576xf32>) outs(%96 : tensor<1x576x14x14xf32>) dimensions = [0, 2, 3] 
    %collapsed_170 = tensor.collapse_shape %cst_33 [[0, 1], [2], [3]] : tensor<576x1x3x3xf32> into tensor<576x3x3xf32>
    %108 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_168, %collapsed_170 : tensor<1x576x16x16xf32>, tensor<576x3x3xf32>) outs(%broadcasted_169 : tensor<1x576x14x14xf32>) -> tensor<1x576x14x14xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108, %cst_1 : tensor<1x576x14x14xf32>, tensor<f32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %110 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %109 : tensor<f32>, tensor<1x576x14x14xf32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %broadcasted_171 = linalg.broadcast ins(%cst_30 : tensor<96xf32>) outs(%94 : tensor<1x96x14x14xf32>) dimensions = [0, 2, 3] 
    %111 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%110, %cst_31 : tensor<1x576x14x14xf32>, tensor<96x576x1x1xf32>) outs(%broadcasted_171 : tensor<1x96x14x14xf32>) -> tensor<1x96x14x14xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104, %111 : tensor<1x96x14x14xf32>, tensor<1x96x14x14xf32>) outs(%94 : tensor<1x96x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x96x14x14xf32>
    %broadcasted_172 = linalg.broadcast ins(%cst_28 : tensor<576xf32>) outs(%96 : tensor<1x576x14x14xf32>) dimensions = [0, 2, 3] 
    %113 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%112, %cst_29 : tensor<1x96x14x14xf32>, tensor<576x96x1x1xf32>) outs(%broadcasted_172 : tensor<1x576x14x14xf32>) -> tensor<1x576x14x14xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%113, %cst_1 : tensor<1x576x14x14xf32>, tensor<f32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %115 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %114 : tensor<f32>, tensor<1x576x14x14xf32>) outs(%96 : tensor<1x576x14x14xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x14x14xf32>
    %padded_173 = tensor.pad %115 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x576x14x14xf32> to tensor<1x576x16x16xf32>
    %116 = tensor.empty() : tensor<1x576x7x7xf32>
    %broadcasted_174 = linalg.broadcast ins(%cst_26 : tensor<576xf32>) outs(%116 : tensor<1x576x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_175 = tensor.collapse_shape %cst_27 [[0, 1], [2], [3]] : tensor<576x1x3x3xf32> into tensor<576x3x3xf32>
    %117 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_173, %collapsed_175 : tensor<1x576x16x16xf32>, tensor<576x3x3xf32>) outs(%broadcasted_174 : tensor<1x576x7x7xf32>) -> tensor<1x576x7x7xf32>
    %118 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %cst_1 : tensor<1x576x7x7xf32>, tensor<f32>) outs(%116 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x7x7xf32>
    %119 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %118 : tensor<f32>, tensor<1x576x7x7xf32>) outs(%116 : tensor<1x576x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x576x7x7xf32>
    %120 = tensor.empty() : tensor<1x160x7x7xf32>
    %broadcasted_176 = linalg.broadcast ins(%cst_24 : tensor<160xf32>) outs(%120 : tensor<1x160x7x7xf32>) dimensions = [0, 2, 3] 
    %121 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%119, %cst_25 : tensor<1x576x7x7xf32>, tensor<160x576x1x1xf32>) outs(%broadcasted_176 : tensor<1x160x7x7xf32>) -> tensor<1x160x7x7xf32>
    %122 = tensor.empty() : tensor<1x960x7x7xf32>
    %broadcasted_177 = linalg.broadcast ins(%cst_22 : tensor<960xf32>) outs(%122 : tensor<1x960x7x7xf32>) dimensions = [0, 2, 3] 
    %123 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%121, %cst_23 : tensor<1x160x7x7xf32>, tensor<960x160x1x1xf32>) outs(%broadcasted_177 : tensor<1x960x7x7xf32>) -> tensor<1x960x7x7xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123, %cst_1 : tensor<1x960x7x7xf32>, tensor<f32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %125 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %124 : tensor<f32>, tensor<1x960x7x7xf32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %padded_178 = tensor.pad %125 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x960x7x7xf32> to tensor<1x960x9x9xf32>
    %broadcasted_179 = linalg.broadcast ins(%cst_20 : tensor<960xf32>) outs(%122 : tensor<1x960x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_180 = tensor.collapse_shape %cst_21 [[0, 1], [2], [3]] : tensor<960x1x3x3xf32> into tensor<960x3x3xf32>
    %126 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_178, %collapsed_180 : tensor<1x960x9x9xf32>, tensor<960x3x3xf32>) outs(%broadcasted_179 : tensor<1x960x7x7xf32>) -> tensor<1x960x7x7xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%126, %cst_1 : tensor<1x960x7x7xf32>, tensor<f32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %128 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %127 : tensor<f32>, tensor<1x960x7x7xf32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %broadcasted_181 = linalg.broadcast ins(%cst_18 : tensor<160xf32>) outs(%120 : tensor<1x160x7x7xf32>) dimensions = [0, 2, 3] 
    %129 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%128, %cst_19 : tensor<1x960x7x7xf32>, tensor<160x960x1x1xf32>) outs(%broadcasted_181 : tensor<1x160x7x7xf32>) -> tensor<1x160x7x7xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121, %129 : tensor<1x160x7x7xf32>, tensor<1x160x7x7xf32>) outs(%120 : tensor<1x160x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x160x7x7xf32>
    %broadcasted_182 = linalg.broadcast ins(%cst_16 : tensor<960xf32>) outs(%122 : tensor<1x960x7x7xf32>) dimensions = [0, 2, 3] 
    %131 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%130, %cst_17 : tensor<1x160x7x7xf32>, tensor<960x160x1x1xf32>) outs(%broadcasted_182 : tensor<1x960x7x7xf32>) -> tensor<1x960x7x7xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131, %cst_1 : tensor<1x960x7x7xf32>, tensor<f32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %133 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %132 : tensor<f32>, tensor<1x960x7x7xf32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %padded_183 = tensor.pad %133 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x960x7x7xf32> to tensor<1x960x9x9xf32>
    %broadcasted_184 = linalg.broadcast ins(%cst_14 : tensor<960xf32>) outs(%122 : tensor<1x960x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_185 = tensor.collapse_shape %cst_15 [[0, 1], [2], [3]] : tensor<960x1x3x3xf32> into tensor<960x3x3xf32>
    %134 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_183, %collapsed_185 : tensor<1x960x9x9xf32>, tensor<960x3x3xf32>) outs(%broadcasted_184 : tensor<1x960x7x7xf32>) -> tensor<1x960x7x7xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%134, %cst_1 : tensor<1x960x7x7xf32>, tensor<f32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %136 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %135 : tensor<f32>, tensor<1x960x7x7xf32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %broadcasted_186 = linalg.broadcast ins(%cst_12 : tensor<160xf32>) outs(%120 : tensor<1x160x7x7xf32>) dimensions = [0, 2, 3] 
    %137 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%136, %cst_13 : tensor<1x960x7x7xf32>, tensor<160x960x1x1xf32>) outs(%broadcasted_186 : tensor<1x160x7x7xf32>) -> tensor<1x160x7x7xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%130, %137 : tensor<1x160x7x7xf32>, tensor<1x160x7x7xf32>) outs(%120 : tensor<1x160x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x160x7x7xf32>
    %broadcasted_187 = linalg.broadcast ins(%cst_10 : tensor<960xf32>) outs(%122 : tensor<1x960x7x7xf32>) dimensions = [0, 2, 3] 
    %139 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%138, %cst_11 : tensor<1x160x7x7xf32>, tensor<960x160x1x1xf32>) outs(%broadcasted_187 : tensor<1x960x7x7xf32>) -> tensor<1x960x7x7xf32>
    %140 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%139, %cst_1 : tensor<1x960x7x7xf32>, tensor<f32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %141 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %140 : tensor<f32>, tensor<1x960x7x7xf32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %padded_188 = tensor.pad %141 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x960x7x7xf32> to tensor<1x960x9x9xf32>
    %broadcasted_189 = linalg.broadcast ins(%cst_8 : tensor<960xf32>) outs(%122 : tensor<1x960x7x7xf32>) dimensions = [0, 2, 3] 
    %collapsed_190 = tensor.collapse_shape %cst_9 [[0, 1], [2], [3]] : tensor<960x1x3x3xf32> into tensor<960x3x3xf32>
    %142 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_188, %collapsed_190 : tensor<1x960x9x9xf32>, tensor<960x3x3xf32>) outs(%broadcasted_189 : tensor<1x960x7x7xf32>) -> tensor<1x960x7x7xf32>
    %143 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%142, %cst_1 : tensor<1x960x7x7xf32>, tensor<f32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %144 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %143 : tensor<f32>, tensor<1x960x7x7xf32>) outs(%122 : tensor<1x960x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x960x7x7xf32>
    %145 = tensor.empty() : tensor<1x320x7x7xf32>
    %broadcasted_191 = linalg.broadcast ins(%cst_6 : tensor<320xf32>) outs(%145 : tensor<1x320x7x7xf32>) dimensions = [0, 2, 3] 
    %146 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%144, %cst_7 : tensor<1x960x7x7xf32>, tensor<320x960x1x1xf32>) outs(%broadcasted_191 : tensor<1x320x7x7xf32>) -> tensor<1x320x7x7xf32>
    %147 = tensor.empty() : tensor<1x1280x7x7xf32>
    %broadcasted_192 = linalg.broadcast ins(%cst_4 : tensor<1280xf32>) outs(%147 : tensor<1x1280x7x7xf32>) dimensions = [0, 2, 3] 
    %148 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%146, %cst_5 : tensor<1x320x7x7xf32>, tensor<1280x320x1x1xf32>) outs(%broadcasted_192 : tensor<1x1280x7x7xf32>) -> tensor<1x1280x7x7xf32>
    %149 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%148, %cst_1 : tensor<1x1280x7x7xf32>, tensor<f32>) outs(%147 : tensor<1x1280x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf ogt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x1280x7x7xf32>
    %150 = linalg.generic {indexing_maps = [#map1, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %149 : tensor<f32>, tensor<1x1280x7x7xf32>) outs(%147 : tensor<1x1280x7x7xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.cmpf olt, %in, %in_194 : f32
      %161 = arith.select %160, %in, %in_194 : f32
      linalg.yield %161 : f32
    } -> tensor<1x1280x7x7xf32>
    %151 = tensor.empty() : tensor<1x1280x1x1xf32>
    %152 = linalg.fill ins(%cst : f32) outs(%151 : tensor<1x1280x1x1xf32>) -> tensor<1x1280x1x1xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%150 : tensor<1x1280x7x7xf32>) outs(%152 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %160 = arith.addf %in, %out : f32
      linalg.yield %160 : f32
    } -> tensor<1x1280x1x1xf32>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%153 : tensor<1x1280x1x1xf32>) outs(%151 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %160 = arith.divf %in, %cst_108 : f32
      linalg.yield %160 : f32
    } -> tensor<1x1280x1x1xf32>
    %collapsed_193 = tensor.collapse_shape %154 [[0], [1, 2, 3]] : tensor<1x1280x1x1xf32> into tensor<1x1280xf32>
    %155 = tensor.empty() : tensor<1280x1000xf32>
    %transposed = linalg.transpose ins(%cst_3 : tensor<1000x1280xf32>) outs(%155 : tensor<1280x1000xf32>) permutation = [1, 0] 
    %156 = tensor.empty() : tensor<1x1000xf32>
    %157 = linalg.fill ins(%cst : f32) outs(%156 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %158 = linalg.matmul ins(%collapsed_193, %transposed : tensor<1x1280xf32>, tensor<1280x1000xf32>) outs(%157 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %159 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%158, %cst_2 : tensor<1x1000xf32>, tensor<1000xf32>) outs(%156 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %in_194: f32, %out: f32):
      %160 = arith.addf %in, %in_194 : f32
      linalg.yield %160 : f32
    } -> tensor<1x1000xf32>
    return %159 : tensor<1x1000xf32>
  }
}
