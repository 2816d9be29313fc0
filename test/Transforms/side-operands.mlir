// What rides with the operands of a layer is counted beside its cost.

// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=-" 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss report=%t.json"
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// RUN: neurospector -r=analyzer -a=eyeriss -s=%t.json --format=csv 2>&1 | FileCheck %s --check-prefix=AGAIN --implicit-check-not=warning

// The scale of a group, 64 x 4 elements, comes from DRAM once, passes
// GLOBAL_BUFFER, which does not hold weights, and is taken in by each of 16 PEs
// that work on its group. The MACs read it with each weight.

// TABLE:      #  op       K,B,P,Q,C,R,S,G     energy (uJ)  cycles  util %  optimal
// TABLE-NEXT: 1  generic  64,1,1,1,128,1,1,1        1.314   17136    38.1      yes
// TABLE:      Side operands (elements; not in the cost)
// TABLE-EMPTY:
// TABLE-NEXT: #  operand  with    DRAM  GLOBAL_BUFFER  LOCAL_BUFFER  energy (uJ)    %
// TABLE-NEXT: 1  2        weight   256            256         12288        0.041  3.1
// TABLE-NEXT:    total             256            256         12288        0.041  3.1

// Reads, writes and what passes by.
// JSON:  "sides":{"2":{"with":"weight","energy":40872.96,"DRAM":[256,0,0],"GLOBAL_BUFFER":[0,0,256],"LOCAL_BUFFER":[8192,4096,0]}}
// AGAIN: eyeriss,,1,generic,64,1,1,1,128,

#x = affine_map<(m, n, g, k) -> (m, g, k)>
#w = affine_map<(m, n, g, k) -> (n, g, k)>
#s = affine_map<(m, n, g, k) -> (n, g)>
#o = affine_map<(m, n, g, k) -> (m, n)>

func.func @int4(%x: tensor<1x4x32xf16>, %w: tensor<64x4x32xi4>, %s: tensor<64x4xf16>, %o: tensor<1x64xf16>) -> tensor<1x64xf16> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #s, #o],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w, %s : tensor<1x4x32xf16>, tensor<64x4x32xi4>, tensor<64x4xf16>)
      outs(%o : tensor<1x64xf16>) {
  ^bb0(%a: f16, %b: i4, %c: f16, %d: f16):
    %1 = arith.uitofp %b : i4 to f16
    %2 = arith.mulf %1, %c : f16
    %3 = arith.mulf %a, %2 : f16
    %4 = arith.addf %3, %d : f16
    linalg.yield %4 : f16
  } -> tensor<1x64xf16>
  return %0 : tensor<1x64xf16>
}
