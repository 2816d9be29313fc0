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
  // expected-remark@below {{[Analysis] side-operands | Category:neurospector | Function=sides | Op=linalg.generic, Operands="operand 2 with the weight, operand 3 with the input", Reason="the cost is without their transfers"}}
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
  // expected-remark@below {{[Analysis] broadcast | Category:neurospector | Function=broadcast | Op=linalg.matmul, Operand=0, Reason="loop 0 does not index it, but the cost is that of an element for each iteration"}}
  %0 = linalg.matmul indexing_maps = [#k, #w, #o] ins(%x, %w : tensor<16xi16>, tensor<16x8xi16>) outs(%o : tensor<8x8xi16>) -> tensor<8x8xi16>
  return %0 : tensor<8x8xi16>
}

func.func @sparse(%x: tensor<8x16xi16>, %w: tensor<16x8xi16, #csr>, %o: tensor<8x8xi16>) -> tensor<8x8xi16> {
  // expected-remark@below {{[Analysis] sparse | Category:neurospector | Function=sparse | Op=linalg.matmul, Operand=1, Reason="it is sparse, but the cost is that of a dense one", Suggestion="take the cost as an upper bound"}}
  %0 = linalg.matmul ins(%x, %w : tensor<8x16xi16>, tensor<16x8xi16, #csr>) outs(%o : tensor<8x8xi16>) -> tensor<8x8xi16>
  return %0 : tensor<8x8xi16>
}
}
