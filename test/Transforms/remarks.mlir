// One remark per op in IR order, and a summary. Skipped ops say why; ops
// without a reduction are not mentioned.

// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=eyeriss optimizer=optimal" --remarks-filter=neurospector 2>&1 | FileCheck %s --implicit-check-not=remark:
// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=eyeriss optimizer=optimal" --remarks-filter=neurospector --remark-format=yaml --remarks-output-file=%t.yaml
// RUN: FileCheck %s --check-prefix=YAML --input-file=%t.yaml

// What the published heuristic would have cost takes a search of its own, which
// an option asks for.
// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=eyeriss compare-bottom-up" --remarks-filter=neurospector 2>&1 | FileCheck %s --check-prefix=BOTTOM-UP
// BOTTOM-UP-COUNT-2: [Passed] schedule | {{.*}} | BottomUp=0.0, BottomUpUnit=%, Cycles=

// Silent unless asked.
// RUN: ns-opt %s -o %t --neurospector-schedule="accelerator=eyeriss" 2>&1 | count 0

// CHECK: :[[@LINE+31]]:8: remark: [Passed] schedule | Category:neurospector | Function=first | Cycles={{[0-9]+}}, Energy={{[0-9]+\.[0-9]+}}, EnergyUnit=uJ, Op=linalg.matmul, Optimal=true, Runs=1, Utilization={{[0-9.]+}}, UtilizationUnit=%
// CHECK: :[[@LINE+34]]:8: remark: [Missed] no-mac-body | Category:neurospector | Function=first | Op=linalg.reduce, Reason="its body is not a multiply-accumulate of two operands", Suggestion="only convolutions and contractions can be scheduled"
// CHECK: :[[@LINE+43]]:8: remark: [Passed] schedule | Category:neurospector | Function=second |
// CHECK: :[[@LINE+28]]:8: remark: [Analysis] precision | Category:neurospector | Function=first |
// CHECK: remark: [Analysis] summary | Category:neurospector | Function=<module> | DistinctLayers=1, Macs=384, Scheduled=2, Skipped=1, SkippedNoMacBody=1

// YAML:      --- !Passed
// YAML-NEXT: Pass: neurospector
// YAML-NEXT: Name: schedule
// YAML:      Function: first
// YAML:      - Op: linalg.matmul
// YAML-NEXT: - Energy: '{{[0-9]+\.[0-9]+}}'
// YAML-NEXT: - EnergyUnit: uJ
// YAML-NEXT: - Cycles: '{{[0-9]+}}'
// YAML-NEXT: - Utilization: '{{[0-9]+\.[0-9]}}'
// YAML-NEXT: - UtilizationUnit: '%'
// YAML:      --- !Missed
// YAML:      - Reason: its body is not a multiply-accumulate of two operands
// YAML:      --- !Passed
// YAML:      Function: second
// YAML:      --- !Analysis
// YAML:      Name: precision
// YAML:      - UsedBits: 16, 16, 16
// YAML:      --- !Analysis
// YAML:      Name: summary
// YAML:      - SkippedNoMacBody: '1'
// YAML:      - Scheduled: '2'
// YAML:      - Macs: '384'

func.func @first(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>, %c: tensor<4x8xf32>,
                 %d: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = linalg.exp ins(%0 : tensor<4x8xf32>) outs(%c : tensor<4x8xf32>)
      -> tensor<4x8xf32>
  %2 = linalg.reduce ins(%1 : tensor<4x8xf32>) outs(%d : tensor<4xf32>)
      dimensions = [1] (%x: f32, %y: f32) {
        %3 = arith.addf %x, %y : f32
        linalg.yield %3 : f32
      }
  return %2 : tensor<4xf32>
}

func.func @second(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
                  %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
