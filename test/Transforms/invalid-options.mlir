// Every wrong option is an error before anything is searched or written.

// RUN: rm -rf %t && mkdir %t
// RUN: not ns-opt %s -o %t/out --neurospector-schedule 2>&1 | FileCheck %s --check-prefix=NONE
// NONE:      invalid-options.mlir:{{.*}}: error: no accelerator given
// NONE-NEXT: note: set the pass option 'accelerator' or the module attribute 'neurospector.accelerator' to a file or one of acc_1lv, acc_2lv, {{.*}}tpuv3
// NONE-NOT:  {{.}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=nope" 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN:     invalid-options.mlir:{{.*}}: error: no built-in accelerator 'nope' and cannot read it as a file (No such file or directory); built-in: acc_1lv, acc_2lv, {{.*}}tpuv3
// UNKNOWN-NOT: {{.}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss metric=speed" 2>&1 | FileCheck %s --check-prefix=METRIC
// METRIC: for the --metric option: unknown value 'speed'; expected energy, cycle or edp{{$}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss dataflow=ws" 2>&1 | FileCheck %s --check-prefix=DATAFLOW
// DATAFLOW: for the --dataflow option: unknown value 'ws'; expected fixed or flexible{{$}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss optimizer=best" 2>&1 | FileCheck %s --check-prefix=OPTIMIZER
// OPTIMIZER: for the --optimizer option: unknown value 'best'; expected bottom-up, brute-force or optimal{{$}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss cost-model=true" 2>&1 | FileCheck %s --check-prefix=MODEL
// MODEL: for the --cost-model option: unknown value 'true'; expected exact or published{{$}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss max-evaluations=-1" 2>&1 | FileCheck %s --check-prefix=EVALUATIONS
// EVALUATIONS: for the --max-evaluations option: '-1' value invalid for ulong argument!

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss colour=red" 2>&1 | FileCheck %s --check-prefix=OPTION
// OPTION: no such option colour

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss report=%t/none/table" 2>&1 | FileCheck %s --check-prefix=REPORT
// REPORT:     invalid-options.mlir:{{.*}}: error: cannot open output file '{{.*}}/none/table': No such file or directory
// REPORT-NOT: {{.}}

// RUN: not ns-opt %s -o %t/out --neurospector-schedule="accelerator=eyeriss cross-layer=true cost-model=published" 2>&1 | FileCheck %s --check-prefix=CROSS
// CROSS:     invalid-options.mlir:{{.*}}: error: 'cross-layer' needs 'cost-model=exact'
// CROSS-NOT: {{.}}

// RUN: not ns-opt %s -o %t/out --pass-pipeline='builtin.module(func.func(neurospector-schedule{accelerator=eyeriss}))' 2>&1 | FileCheck %s --check-prefix=NESTED
// Said once, however many functions there are.
// NESTED:     invalid-options.mlir:0:0: error: 'neurospector-schedule' must run on the top-level op: the pipeline is 'builtin.module(neurospector-schedule)', without 'func.func(...)' around it
// NESTED-NOT: {{.}}

// RUN: ls %t | count 0

func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
             %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
func.func @g() {
  return
}
func.func @h() {
  return
}
