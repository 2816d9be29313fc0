// What rides with the operands of a layer is counted beside its cost.

// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss factors=perfect report=-" 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss factors=perfect report=%t.json"
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// RUN: neurospector -r=analyzer -a=eyeriss -s=%t.json --format=csv 2>&1 | FileCheck %s --check-prefix=AGAIN --implicit-check-not=warning

// The scales of the groups are 64 x 8 elements. GLOBAL_BUFFER does not hold
// weights, so that they go from DRAM to the PEs. There are 8 groups in the loops
// of DRAM and 8 tiles of each in those of GLOBAL_BUFFER. Each brings the scales
// of its 64 rows, 64 x 8 x 8, which 16 PEs take in; to keep them for a group
// would save all but an eighth. The MACs read a scale with each weight.

// TABLE:      1  generic  64,1,1,1,1024,1,1,1       10.448  136576    38.1      yes
// TABLE:      Side operands (elements; not in the cost)
// TABLE-EMPTY:
// TABLE-NEXT: #  operand  with    DRAM  GLOBAL_BUFFER  LOCAL_BUFFER  energy (uJ)    %  kept (uJ)    %
// TABLE-NEXT: 1  2        weight  4096           4096        131072        0.613  5.9      0.113  1.1
// TABLE-NEXT:    total           4096           4096        131072        0.613  5.9      0.113  1.1

// Reads, writes and what passes by.
// JSON:       "sides":{"2":{"with":"weight",
// JSON-SAME:    "moved":{"energy":612679.67{{[0-9]*}},"DRAM":[4096,0,0],"GLOBAL_BUFFER":[0,0,4096],"LOCAL_BUFFER":[65536,65536,0]},
// JSON-SAME:    "kept":{"energy":112711.68,"DRAM":[512,0,0],"GLOBAL_BUFFER":[0,0,512],"LOCAL_BUFFER":[65536,8192,0]}}}
// AGAIN: eyeriss,,1,generic,64,1,1,1,1024,

// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss factors=perfect report=%t.csv"
// RUN: FileCheck %s --check-prefix=CSV --input-file=%t.csv
// CSV: ,dram_cycles,side_pj,side_kept_pj,optimal,
// CSV: ,612679.67{{[0-9]*}},112711.68,true,

// RUN: ns-opt %s -o %t.mlir --neurospector-schedule="accelerator=eyeriss factors=perfect report=%t.html"
// RUN: FileCheck %s --check-prefix=HTML --input-file=%t.html
// HTML:      <th>operand</th><th>with</th><th>elements</th><th>DRAM</th><th>GLOBAL_BUFFER</th><th>LOCAL_BUFFER</th><th>energy</th>
// HTML-NEXT: <tr><td>2</td><td>weight</td><td>moved</td><td>4,096</td><td>4,096</td><td>131,072</td><td>0.613 uJ</td></tr>
// HTML-NEXT: <tr><td>2</td><td>weight</td><td>kept</td><td>512</td><td>512</td><td>73,728</td><td>0.113 uJ</td></tr>

#x = affine_map<(m, n, g, k) -> (m, g, k)>
#w = affine_map<(m, n, g, k) -> (n, g, k)>
#s = affine_map<(m, n, g, k) -> (n, g)>
#o = affine_map<(m, n, g, k) -> (m, n)>

func.func @int4(%x: tensor<1x8x128xf16>, %w: tensor<64x8x128xi4>, %s: tensor<64x8xf16>, %o: tensor<1x64xf16>) -> tensor<1x64xf16> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #s, #o],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w, %s : tensor<1x8x128xf16>, tensor<64x8x128xi4>, tensor<64x8xf16>)
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
