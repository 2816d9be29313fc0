// Loops with constant trip counts and calls multiply: what a module costs is what
// its ops cost times how often they run. What is not known is said.

// RUN: ns-opt %s -o %t.out --neurospector-schedule="accelerator=eyeriss report=-" 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: ns-opt %s -o %t.out --neurospector-schedule="accelerator=eyeriss" --remarks-filter=neurospector 2>&1 \
// RUN:   | FileCheck %s --check-prefix=REMARK --implicit-check-not=warning:
// RUN: ns-opt %s -o %t.out --neurospector-schedule="accelerator=eyeriss report=%t.json" 2> %t.err
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// RUN: ns-translate --mlir-to-neurospector-network-jsonl %s 2> %t.err | FileCheck %s --check-prefix=NETWORK
// RUN: FileCheck %s --check-prefix=UNKNOWN --input-file=%t.err
// RUN: ns-translate --mlir-to-neurospector-network %s 2>&1 | FileCheck %s --check-prefix=CFG

// The attribute is that of one run, so all of them have the same.
// RUN: grep -c "neurospector.cost = #cost," %t.out | FileCheck %s --check-prefix=ATTRIBUTE
// ATTRIBUTE: {{^}}15

// TABLE:      # op K,B,P,Q,C,R,S,G runs energy (uJ) cycles util % optimal at
// TABLE-NEXT: 1 matmul 8,4,1,1,16,1,1,1 101 {{.*}} yes cell:
// TABLE-NEXT: 2 matmul 8,4,1,1,16,1,1,1 100 {{.*}} yes decoder:
// TABLE-NEXT: 3 matmul 8,4,1,1,16,1,1,1 12 {{.*}} yes loops:
// TABLE-NEXT: 4 matmul 8,4,1,1,16,1,1,1 4 {{.*}} yes loops:
// TABLE-NEXT: 5 matmul 8,4,1,1,16,1,1,1 4 {{.*}} yes loops:
// TABLE-NEXT: 6 matmul 8,4,1,1,16,1,1,1 21 {{.*}} yes loops:
// TABLE-NEXT: 7 matmul 8,4,1,1,16,1,1,1 1 {{.*}} yes loops:
// TABLE-NEXT: 8 matmul 8,4,1,1,16,1,1,1 5 {{.*}} yes loops:
// TABLE-NEXT: 9 matmul 8,4,1,1,16,1,1,1 3? {{.*}} yes unknown:
// TABLE-NEXT: 10 matmul 8,4,1,1,16,1,1,1 1? {{.*}} yes unknown:
// TABLE-NEXT: 11 matmul 8,4,1,1,16,1,1,1 1? {{.*}} yes unknown:
// TABLE-NEXT: 12 matmul 8,4,1,1,16,1,1,1 1? {{.*}} yes unknown:
// TABLE-NEXT: 13 matmul 8,4,1,1,16,1,1,1 1? {{.*}} yes circle:
// TABLE-NEXT: 14 matmul 8,4,1,1,16,1,1,1 1? {{.*}} yes somewhere:
// TABLE-NEXT: 15 matmul 8,4,1,1,16,1,1,1 1? {{.*}} yes blocks:
// TABLE-NEXT: total {{.*}} 15/15
// TABLE-NEXT: ? how often it runs is not known, counted as it stands
// TABLE-NEXT: skipped 1 op: 1 empty

// JSON:      {"record":1,{{.*}}"function":"cell",{{.*}},"repeat":101,
// JSON-NEXT: {"record":2,{{.*}}"function":"decoder",{{.*}},"repeat":100,
// JSON:      {"record":7,
// JSON-NOT:  "repeat
// JSON:      {"record":8,{{.*}},"repeat":5,
// JSON:      {"record":9,{{.*}},"repeat_unknown":"the trip count of 'scf.for' is not known",{{.*}},"repeat":3,
// JSON:      {"record":15,{{.*}},"repeat_unknown":"how often 'func.func' runs it is not known"

// 257 runs of 512 multiply-accumulates.
// REMARK: Function=cell | {{.*}}, Runs=101,
// REMARK: Function=loops | {{.*}}Reason="a loop or function around it never runs", Suggestion="remove the op"
// REMARK: Function=unknown | {{.*}}, Runs=3, RunsUnknown="the trip count of 'scf.for' is not known"
// REMARK: summary | {{.*}}Macs=131584, Scheduled=15, Skipped=1, SkippedEmpty=1

// NETWORK:      {"layer":"cell","bounds":[8,4,1,1,16,1,1,1],"repeat":101}
// NETWORK-NEXT: {"layer":"decoder","bounds":[8,4,1,1,16,1,1,1],"repeat":100}
// NETWORK-NEXT: {"layer":"matmul_1","bounds":[8,4,1,1,16,1,1,1],"repeat":12}
// UNKNOWN: warning: left out: a loop or function around it never runs
// UNKNOWN: warning: the trip count of 'scf.for' is not known; counted as if it were one
// UNKNOWN: warning: how often 'scf.if' runs it is not known; counted as if it were one
// UNKNOWN: warning: the trip count of 'scf.while' is not known; counted as if it were one
// CFG: warning: runs 101 times; a .cfg network lists it once
// CFG: note: '--mlir-to-neurospector-network-jsonl' writes all of it

!a = tensor<4x16xf16>
!b = tensor<16x8xf16>
!c = tensor<4x8xf16>

// Called in a loop and behind it.
func.func private @cell(%a: !a, %b: !b, %c: !c) -> !c {
  %0 = linalg.matmul ins(%a, %b : !a, !b) outs(%c : !c) -> !c
  return %0 : !c
}

func.func @decoder(%a: !a, %b: !b, %c: !c) -> !c {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c100 = arith.constant 100 : index
  %0 = scf.for %i = %c0 to %c100 step %c1 iter_args(%x = %c) -> (!c) {
    %2 = linalg.matmul ins(%a, %b : !a, !b) outs(%x : !c) -> !c
    %3 = func.call @cell(%a, %b, %2) : (!a, !b, !c) -> !c
    scf.yield %3 : !c
  }
  %1 = func.call @cell(%a, %b, %0) : (!a, !b, !c) -> !c
  return %1 : !c
}

func.func @loops(%a: memref<4x16xf16>, %b: memref<16x8xf16>, %c: memref<4x8xf16>) {
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %c10 = arith.constant 10 : index
  // 4 of a step of 3, the last of them short; in each, 3.
  scf.for %i = %c0 to %c10 step %c3 {
    scf.forall (%j) in (3) {
      linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
    }
  }
  scf.parallel (%i, %j) = (%c0, %c0) to (%c3, %c10) step (%c3, %c3) {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
  }
  affine.parallel (%i, %j) = (0, 2) to (7, 8) step (1, 2) {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
  }
  scf.execute_region {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
    scf.yield
  }
  // A tile of a loop: the bounds differ by a constant.
  affine.for %i = 0 to 1 {
    affine.for %j = affine_map<(d) -> (d)>(%i) to affine_map<(d) -> (d + 5)>(%i) {
      linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
    }
  }
  scf.for %i = %c3 to %c0 step %c3 {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
  }
  return
}

func.func @unknown(%a: memref<4x16xf16>, %b: memref<16x8xf16>, %c: memref<4x8xf16>, %n: index, %flag: i1) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %c3 step %c1 {
      linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
    }
  }
  scf.if %flag {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
  }
  scf.while : () -> () {
    scf.condition(%flag)
  } do {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
    scf.yield
  }
  affine.for %i = 0 to %n {
    linalg.matmul ins(%a, %b : memref<4x16xf16>, memref<16x8xf16>) outs(%c : memref<4x8xf16>)
  }
  return
}

func.func @circle(%a: !a, %b: !b, %c: !c) -> !c {
  %0 = linalg.matmul ins(%a, %b : !a, !b) outs(%c : !c) -> !c
  %1 = func.call @circle(%a, %b, %0) : (!a, !b, !c) -> !c
  return %1 : !c
}

// Whoever has its address may call it.
func.func @somewhere(%a: !a, %b: !b, %c: !c) -> !c {
  %0 = linalg.matmul ins(%a, %b : !a, !b) outs(%c : !c) -> !c
  return %0 : !c
}
func.func @address() -> ((!a, !b, !c) -> !c) {
  %0 = func.constant @somewhere : (!a, !b, !c) -> !c
  return %0 : (!a, !b, !c) -> !c
}

func.func @blocks(%a: !a, %b: !b, %c: !c, %flag: i1) -> !c {
  cf.br ^loop(%c : !c)
^loop(%x: !c):
  %0 = linalg.matmul ins(%a, %b : !a, !b) outs(%x : !c) -> !c
  cf.cond_br %flag, ^loop(%0 : !c), ^end
^end:
  return %0 : !c
}
