// The forms of bodies that the manual lists are the layers that it says, and
// what is none has a reason.

// RUN: %python %utils/forms.py > %t.mlir
// RUN: ns-opt %t.mlir -o %t.out -verify-diagnostics --neurospector-print-layers

// So are random factors, scales and masks.
// RUN: %python %utils/random_forms.py 1 300 > %t.random.mlir
// RUN: ns-opt %t.random.mlir -o %t.out -verify-diagnostics --neurospector-print-layers

// RUN: grep '^| [^|`]* | `[a-z]*\[.* = ' %docs/ops.md > %t.manual
// RUN: %python %utils/forms.py --table > %t.table
// RUN: diff %t.manual %t.table

// RUN: grep '^| `[a-z]*\[.* = \|^| `[a-z]*\[.* += ' %docs/ops.md > %t.manual
// RUN: %python %utils/forms.py --table --misses > %t.table
// RUN: diff %t.manual %t.table

// The example there is the layer that it says.
// RUN: sed -n '/^```mlir/,/^```/p' %docs/ops.md | grep -v '^```' > %t.example.mlir
// RUN: ns-opt %t.example.mlir -o %t.out --neurospector-print-layers 2>&1 | grep -o 'remark: layer.*' > %t.remark
// RUN: grep '^remark: layer' %docs/ops.md | diff %t.remark -

// RUN: %python %utils/forms.py --misses > %t.misses.mlir
// RUN: ns-opt %t.misses.mlir -o %t.out -verify-diagnostics --remarks-filter-missed=neurospector --neurospector-schedule=accelerator=eyeriss

// What bodies read elsewhere would not be counted.
// RUN: ns-opt %s -o %t.out -verify-diagnostics --neurospector-print-layers

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#o = affine_map<(m, n, k) -> (m, n)>
func.func @table(%x: tensor<8x8xf32>, %w: tensor<8x8xi8>, %table: tensor<256xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark@below {{no layer: op 'tensor.extract' in a factor is not element-wise}}
  %0 = linalg.generic {indexing_maps = [#x, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x8xf32>, tensor<8x8xi8>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: i8, %c: f32):
    %1 = arith.index_castui %b : i8 to index
    %2 = tensor.extract %table[%1] : tensor<256xf32>
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %c, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// One element, always the same, is a scalar, as upstream's
// --linalg-inline-scalar-operands leaves it.
func.func @scalars(%x: tensor<8x8xf32>, %w: tensor<8x8xi8>, %scale: tensor<f32>, %zero: tensor<4xi8>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark-re@below {{layer K=8 B=8 P=1 Q=1 C=8 {{.*}} weight 1{{$}}}}
  %0 = linalg.generic {indexing_maps = [#x, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x8xf32>, tensor<8x8xi8>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: i8, %c: f32):
    %two = arith.constant 2 : index
    %1 = tensor.extract %zero[%two] : tensor<4xi8>
    %2 = arith.subi %b, %1 : i8
    %3 = arith.sitofp %2 : i8 to f32
    %4 = tensor.extract %scale[] : tensor<f32>
    %5 = arith.mulf %3, %4 : f32
    %6 = arith.mulf %a, %5 : f32
    %7 = arith.addf %c, %6 : f32
    linalg.yield %7 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
func.func @scalar_buffer(%x: memref<8x8xf32>, %w: memref<8x8xf32>, %scale: memref<f32>, %o: memref<8x8xf32>) {
  // expected-remark-re@below {{layer K=8 B=8 P=1 Q=1 C=8 {{.*}} weight 1{{$}}}}
  linalg.generic {indexing_maps = [#x, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<8x8xf32>, memref<8x8xf32>) outs(%o : memref<8x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %1 = memref.load %scale[] : memref<f32>
    %2 = arith.mulf %b, %1 : f32
    %3 = arith.mulf %a, %2 : f32
    %4 = arith.addf %c, %3 : f32
    linalg.yield %4 : f32
  }
  return
}
// Not that of a loop's number.
func.func @looked_up(%x: tensor<8x8xf32>, %w: tensor<8x8xf32>, %scale: tensor<8xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark@below {{no layer: op 'tensor.extract' in a factor is not element-wise}}
  %0 = linalg.generic {indexing_maps = [#x, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %1 = linalg.index 2 : index
    %2 = tensor.extract %scale[%1] : tensor<8xf32>
    %3 = arith.mulf %b, %2 : f32
    %4 = arith.mulf %a, %3 : f32
    %5 = arith.addf %c, %4 : f32
    linalg.yield %5 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
func.func @branch(%x: tensor<8x8xf32>, %w: tensor<8x8xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark@below {{no layer: op 'scf.if' in a factor is not element-wise}}
  %0 = linalg.generic {indexing_maps = [#x, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %zero = arith.constant 0.0 : f32
    %1 = arith.cmpf ogt, %a, %zero : f32
    %2 = scf.if %1 -> f32 {
      scf.yield %a : f32
    } else {
      scf.yield %zero : f32
    }
    %3 = arith.mulf %2, %b : f32
    %4 = arith.addf %c, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// An operand that the body does not use moves nothing.
func.func @unused(%x: tensor<8x8xf32>, %w: tensor<8x8xf32>, %u: tensor<8x8xf32>, %o: tensor<8x8xf32>) -> tensor<8x8xf32> {
  // expected-remark-re@below {{layer K=8 B=8 P=1 Q=1 C=8 {{.*}} weight 1{{$}}}}
  %0 = linalg.generic {indexing_maps = [#x, #w, #w, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %u : tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>) outs(%o : tensor<8x8xf32>) {
  ^bb0(%a: f32, %b: f32, %unused: f32, %c: f32):
    %1 = arith.mulf %a, %b : f32
    %2 = arith.addf %c, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}

// A loop of the output alone goes with the factor that has a side operand of it,
// else with the smaller operand.
func.func @broadcast_with_side(%x: tensor<2x8xf32>, %w: tensor<8xf32>, %s: tensor<4xf32>, %o: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark-re@below {{layer K=1 B=4 P=1 Q=1 C=16 {{.*}} weight 1 side input[2] broadcast input[0] weight[1]{{$}}}}
  %0 = linalg.generic {indexing_maps = [affine_map<(m, g, k) -> (g, k)>, affine_map<(m, g, k) -> (k)>, affine_map<(m, g, k) -> (m)>, affine_map<(m, g, k) -> (m)>], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x, %w, %s : tensor<2x8xf32>, tensor<8xf32>, tensor<4xf32>) outs(%o : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    %1 = arith.subf %a, %c : f32
    %2 = arith.mulf %1, %b : f32
    %3 = arith.addf %d, %2 : f32
    linalg.yield %3 : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @broadcast_of_the_smaller(%x: tensor<2x8xf32>, %w: tensor<8xf32>, %o: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark-re@below {{layer K=4 B=1 P=1 Q=1 C=16 {{.*}} weight 1 broadcast weight[0, 1]{{$}}}}
  %0 = linalg.generic {indexing_maps = [affine_map<(m, g, k) -> (g, k)>, affine_map<(m, g, k) -> (k)>, affine_map<(m, g, k) -> (m)>], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x, %w : tensor<2x8xf32>, tensor<8xf32>) outs(%o : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32, %d: f32):
    %2 = arith.mulf %a, %b : f32
    %3 = arith.addf %d, %2 : f32
    linalg.yield %3 : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
