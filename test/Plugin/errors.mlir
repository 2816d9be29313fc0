// Errors of the pass are errors of mlir-opt.

// RUN: rm -f %t
// RUN: not mlir-opt %s -o %t --load-dialect-plugin=%plugin --load-pass-plugin=%plugin --pass-pipeline='builtin.module(neurospector-schedule{accelerator=nope})' 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not mlir-opt %s -o %t --load-dialect-plugin=%plugin --load-pass-plugin=%plugin --pass-pipeline='builtin.module(neurospector-schedule{accelerator=eyeriss metric=speed})' 2>&1 | FileCheck %s --check-prefix=METRIC
// RUN: not test -e %t

// NAME:   error: no built-in accelerator 'nope'
// METRIC: for the --metric option: unknown value 'speed'; expected energy, cycle or edp{{$}}

module {
}
