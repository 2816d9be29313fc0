// However long names are, columns stay columns.

// RUN: ns-opt %s --neurospector-schedule=accelerator=eyeriss --neurospector-count=report=%t -o /dev/null
// RUN: FileCheck %s --input-file=%t
// RUN: %python -c "lines = open(r'%t').read().splitlines(); at = lines[0].index('memory'); assert len({len(line) for line in lines}) == 1 and all(line[at - 1] == ' ' and line[at] != ' ' for line in lines), lines"

// CHECK:      function op memory operand tiles read written elements
// CHECK-NEXT: a_function_with_quite_a_name depthwise_conv_2d_nhwc_hwcm_q DRAM input
func.func @a_function_with_quite_a_name(%a: tensor<1x6x6x4xi8>, %b: tensor<3x3x4x2xi8>, %za: i32, %zb: i32,
                                        %c: tensor<1x4x4x4x2xi32>) -> tensor<1x4x4x4x2xi32> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwcm_q ins(%a, %b, %za, %zb : tensor<1x6x6x4xi8>, tensor<3x3x4x2xi8>, i32, i32)
      outs(%c : tensor<1x4x4x4x2xi32>) -> tensor<1x4x4x4x2xi32>
  return %0 : tensor<1x4x4x4x2xi32>
}
