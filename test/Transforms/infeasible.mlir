// Constraints that the layer cannot meet: the op stays as it is.

// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: ns-opt f.mlir --neurospector-schedule="accelerator=narrow.cfg factors=perfect" --remarks-filter=neurospector -o out 2> err
// RUN: FileCheck %s --input-file=err
// RUN: ns-opt f.mlir -o before
// RUN: cmp out before

// Nor does it keep the schedule of another accelerator.
// RUN: ns-opt f.mlir --neurospector-schedule=accelerator=eyeriss --neurospector-schedule="accelerator=narrow.cfg factors=perfect" -o out 2> err
// RUN: cmp out before

// Where the heuristic finds nothing there may be something.
// RUN: ns-translate --neurospector-network-to-mlir layer.cfg -o layer.mlir
// RUN: ns-opt layer.mlir --neurospector-schedule="accelerator=%S/../Tools/Inputs/narrow.cfg optimizer=bottom-up" \
// RUN:   --remarks-filter=neurospector -o /dev/null 2>&1 | FileCheck %s --check-prefix=HEURISTIC
// RUN: ns-opt layer.mlir --neurospector-schedule="accelerator=%S/../Tools/Inputs/narrow.cfg factors=perfect" | FileCheck %s --check-prefix=OPTIMAL
// HEURISTIC: [Missed] infeasible {{.*}}Reason="the bottom-up search found no valid schedule", Suggestion="use 'optimizer=optimal', which looks at all"
// OPTIMAL: neurospector.schedule =

// CHECK: f.mlir:3:8: warning: not scheduled: K=8 is no multiple of 5, the steps that LOCAL_BUFFER must take; change CONSTRAINT of LOCAL_BUFFER in 'narrow.cfg', or pad K
// CHECK: remark: [Missed] infeasible | Category:neurospector | Function=f | Op=linalg.matmul, Reason="K=8 is no multiple of 5, the steps that LOCAL_BUFFER must take", Suggestion="change CONSTRAINT of LOCAL_BUFFER in 'narrow.cfg', or pad K"
// CHECK: remark: [Analysis] summary | Category:neurospector | Function=<module> | DistinctLayers=1, Macs=0, Scheduled=0, Skipped=1, SkippedInfeasible=1
// CHECK: f.mlir:0:0: warning: nothing was scheduled: skipped 1 op: 1 infeasible; '--remarks-filter=neurospector' says why

//--- f.mlir
func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
             %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

//--- layer.cfg
[NETWORK]
NAME=N
[LAYERS]
l=2,1,4,5,1,1,1,1,3

//--- narrow.cfg
[ACCELERATOR]
NAME=NARROW
PRECISION=INT16
FREQUENCY=200
UNIT_MAC_ENERGY=2.2
UNIT_MAC_STATIC=0.01

[LOCAL_BUFFER]
DATAFLOW=WS
BUFFER_SIZE=64
UNIT_ACCESS_ENERGY=0.5
UNIT_STATIC_POWER=0.001
UNIT_CYCLE=1,1,1
BANDWIDTH=16
CONSTRAINT=5,0,0,0,0,0,0,0

[DRAM]
UNIT_ACCESS_ENERGY=128
UNIT_STATIC_POWER=0.01
UNIT_CYCLE=8,8,8
BANDWIDTH=64
