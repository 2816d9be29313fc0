// What the cost of a layer does not say of the op.

// RUN: ns-opt %s -o %t -verify-diagnostics --remarks-filter-analyse=neurospector --neurospector-schedule=accelerator=acc_2lv

#x = affine_map<(m, n, k) -> (m, k)>
#w = affine_map<(m, n, k) -> (k, n)>
#m = affine_map<(m, n, k) -> (m)>
#n = affine_map<(m, n, k) -> (n)>
#k = affine_map<(m, n, k) -> (k)>
#o = affine_map<(m, n, k) -> (m, n)>
#csr = #sparse_tensor.encoding<{map = (i, j) -> (i : dense, j : compressed)}>

// expected-remark@below {{summary}}
module {
func.func @sides(%x: tensor<8x16xi16>, %w: tensor<16x8xi16>, %s: tensor<8xi16>, %t: tensor<8xi16>, %o: tensor<8x8xi16>) -> tensor<8x8xi16> {
  // expected-remark@below {{[Analysis] side-operands | Category:neurospector | Function=sides | Energy="0.003 uJ", Kept="DRAM 16, GLOBAL_BUFFER 24, LOCAL_BUFFER 2304", KeptEnergy="0.003 uJ", Moved="DRAM 16, GLOBAL_BUFFER 24, LOCAL_BUFFER 2304", Op=linalg.generic, Operands="operand 2 with the weight, operand 3 with the input", Reason="the schedule and its cost are without them"}}
  %0 = linalg.generic {indexing_maps = [#x, #w, #n, #m, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s, %t : tensor<8x16xi16>, tensor<16x8xi16>, tensor<8xi16>, tensor<8xi16>) outs(%o : tensor<8x8xi16>) {
  ^bb0(%a: i16, %b: i16, %c: i16, %d: i16, %e: i16):
    %1 = arith.muli %b, %c : i16
    %2 = arith.subi %a, %d : i16
    %3 = arith.muli %1, %2 : i16
    %4 = arith.addi %e, %3 : i16
    linalg.yield %4 : i16
  } -> tensor<8x8xi16>
  return %0 : tensor<8x8xi16>
}

func.func @broadcast(%x: tensor<16xi16>, %w: tensor<16x8xi16>, %o: tensor<8x8xi16>) -> tensor<8x8xi16> {
  // expected-remark@below {{[Analysis] broadcast | Category:neurospector | Function=broadcast | Moved="DRAM 16 of 128, GLOBAL_BUFFER 32 of 256, LOCAL_BUFFER 1040 of 1152", Op=linalg.matmul, Operand=0, Reason="loop 0 does not index it, but the cost is that of an element for each iteration"}}
  %0 = linalg.matmul indexing_maps = [#k, #w, #o] ins(%x, %w : tensor<16xi16>, tensor<16x8xi16>) outs(%o : tensor<8x8xi16>) -> tensor<8x8xi16>
  return %0 : tensor<8x8xi16>
}

func.func @sparse(%x: tensor<8x16xi16>, %w: tensor<16x8xi16, #csr>, %o: tensor<8x8xi16>) -> tensor<8x8xi16> {
  // expected-remark@below {{[Analysis] sparse | Category:neurospector | Function=sparse | Op=linalg.matmul, Operand=1, Reason="it is sparse, but the cost is that of a dense one", Suggestion="take the cost as an upper bound"}}
  %0 = linalg.matmul ins(%x, %w : tensor<8x16xi16>, tensor<16x8xi16, #csr>) outs(%o : tensor<8x8xi16>) -> tensor<8x8xi16>
  return %0 : tensor<8x8xi16>
}

// 7 times 2^61 is more than 64 bits hold.
func.func @huge(%x: tensor<8x8xi16>, %w: tensor<8x8xi16>, %s: tensor<?xi16>, %o: tensor<8x8xi16>) -> tensor<8x8xi16> {
  // expected-warning@+2 {{side operands not counted: its transfers exceed 64 bits}}
  // expected-remark@+1 {{[Analysis] side-operands | Category:neurospector | Function=huge | Op=linalg.generic, Operands="operand 2 with the weight", Reason="the schedule and its cost are without them"}}
  %0 = linalg.generic {indexing_maps = [#x, #w, affine_map<(m, n, k) -> (n * 2305843009213693952)>, #o], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w, %s : tensor<8x8xi16>, tensor<8x8xi16>, tensor<?xi16>) outs(%o : tensor<8x8xi16>) {
  ^bb0(%a: i16, %b: i16, %c: i16, %e: i16):
    %1 = arith.muli %b, %c : i16
    %2 = arith.muli %a, %1 : i16
    %3 = arith.addi %e, %2 : i16
    linalg.yield %3 : i16
  } -> tensor<8x8xi16>
  return %0 : tensor<8x8xi16>
}
}
