// An accelerator from a file: by option or by the module's attribute, relative
// to the working directory; and what is wrong with it, located in it.

// RUN: rm -rf %t && split-file %s %t && cd %t

// RUN: ns-opt module.mlir --neurospector-schedule | FileCheck %s
// RUN: ns-opt module.mlir --neurospector-schedule="accelerator=mine.cfg" | FileCheck %s
// CHECK: #neurospector.schedule<accelerator = "mine.cfg",
// CHECK: <temporal "DRAM"

// The option wins over the attribute.
// RUN: ns-opt module.mlir --neurospector-schedule="accelerator=tpu" | FileCheck %s --check-prefix=OPTION
// OPTION: #neurospector.schedule<accelerator = "tpu",

// The same machine in the other format, by the attribute, too.
// RUN: sed -e 's/mine.cfg/mine.yaml/' module.mlir > yaml.mlir
// RUN: ns-opt yaml.mlir --neurospector-schedule | FileCheck %s --check-prefix=YAML
// YAML:      #neurospector.schedule<accelerator = "mine.yaml",
// YAML:      <temporal "DRAM"
// YAML-NEXT: <spatial_y "PE_ARRAY"
// YAML-NEXT: <spatial_x "PE_ARRAY"
// YAML-NEXT: <temporal "LOCAL_BUFFER"

// RUN: sed -e 's/energy: 128/enrgy: 128/' mine.yaml > bad.yaml
// RUN: not ns-opt module.mlir -o out --neurospector-schedule="accelerator=bad.yaml" 2>&1 | FileCheck %s --check-prefix=BAD-YAML
// BAD-YAML:      bad.yaml:7:{{[0-9]+}}: error:
// BAD-YAML-NEXT: enrgy: 128

// RUN: sed -e 's/PRECISION=INT16/PRECISION/' mine.cfg > bad.cfg
// RUN: not ns-opt module.mlir -o out --neurospector-schedule="accelerator=bad.cfg" 2>&1 | FileCheck %s --check-prefix=BAD
// RUN: not test -e out
// BAD:      bad.cfg:3:{{[0-9]+}}: error:
// BAD-NEXT: PRECISION
// BAD-NEXT: ^

// RUN: sed -e 's/SIZE_X=4/SIZE_X=0/' mine.cfg > bad.cfg
// RUN: not ns-opt module.mlir -o out --neurospector-schedule="accelerator=bad.cfg" 2>&1 | FileCheck %s --check-prefix=ZERO
// RUN: not test -e out
// ZERO:      bad.cfg:17:{{[0-9]+}}: error:
// ZERO-NEXT: SIZE_X=0

// A warning does not stop it.
// RUN: sed -e 's/SIZE_Y=2/COLOUR=2/' mine.cfg > odd.cfg
// RUN: ns-opt module.mlir -o out --neurospector-schedule="accelerator=odd.cfg" 2>&1 | FileCheck %s --check-prefix=ODD
// RUN: test -e out
// ODD:      odd.cfg:18:{{[0-9]+}}: warning:
// ODD-NEXT: COLOUR=2

// One that may be meant for another key does.
// RUN: sed -e 's/SIZE_Y=2/SIZE_Z=2/' mine.cfg > bad.cfg
// RUN: rm out && not ns-opt module.mlir -o out --neurospector-schedule="accelerator=bad.cfg" 2>&1 | FileCheck %s --check-prefix=KEY
// RUN: not test -e out
// KEY:      bad.cfg:18:1: error: unknown key 'SIZE_Z' in section 'PE_ARRAY', did you mean 'SIZE_X'?
// KEY-NEXT: SIZE_Z=2

//--- module.mlir
module attributes {neurospector.accelerator = "mine.cfg"} {
func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>,
             %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
                     outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
}

//--- mine.cfg
[ACCELERATOR]
NAME=MINE
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

[PE_ARRAY]
SIZE_X=4
SIZE_Y=2

[DRAM]
UNIT_ACCESS_ENERGY=128
UNIT_STATIC_POWER=0.01
UNIT_CYCLE=8,8,8
BANDWIDTH=64

//--- mine.yaml
name: MINE
frequency: 200
precision: 16
compute: {energy: 2.2, static: 0.01}
levels:
  - memory: DRAM
    energy: 128
    bandwidth: {inside: 64}
    access_cycles: 8
    static: 0.01
    stationary: weight
  - array: PE_ARRAY
    size: {y: 2, x: 4}
  - memory: LOCAL_BUFFER
    capacity: 64 B
    energy: 0.5
    bandwidth: {inside: 16}
    whole_accesses: true
    static: 0.001
