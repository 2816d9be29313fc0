//===- NeurospectorDialect.td - The dialect ----------------*- tablegen -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_IR_NEUROSPECTORDIALECT_TD
#define NEUROSPECTOR_IR_NEUROSPECTORDIALECT_TD

include "mlir/IR/DialectBase.td"

def Neurospector_Dialect : Dialect {
  let name = "neurospector";
  let cppNamespace = "::mlir::neurospector";
  let summary = "Schedules of linalg ops on DNN accelerators";
  let description = [{
    Attributes only: what a scheduler decided about an op, for passes that apply
    it. The dialect verifies each of them wherever it appears:

    | attribute | on | meaning |
    | --- | --- | --- |
    | `neurospector.schedule` | a `linalg` structured op | tiling, order and placement of its loops |
    | `neurospector.cost` | a `linalg` structured op | what that schedule costs |
    | `neurospector.retained` | a `linalg` structured op | elements that stay on chip between ops |
    | `neurospector.level` | an `scf.for` | memory or array axis whose loop this is |
    | `neurospector.nest` | a `linalg` structured op | the loops around it were made from a schedule |
    | `neurospector.accelerator` | the top-level module | name or path of the accelerator, the default of the passes |
    | `neurospector.assume` | a `linalg` structured op or a function | iterations that loops of dynamic size are assumed to have |
    | `neurospector.weight` | a function argument | a unit attribute: the argument holds weights |

    `neurospector.assume` is a positive `i64`, for every loop of dynamic size of
    the op or in the function, or on an op an `array<i64>` with a positive size
    per loop; those of loops of static size are ignored. An op's attribute goes
    before its function's. On an op with a `neurospector.nest` it is the size of
    the largest tile, and never exceeded.

    ```mlir
    func.func @decode(%x: tensor<?x64xf32>, ...)
        attributes {neurospector.assume = 128 : i64} {
      %0 = linalg.matmul ins(...) outs(...) -> tensor<?x32xf32>
      %1 = linalg.matmul {neurospector.assume = array<i64: 16, 32, 64>} ...
    ```

    Any other `neurospector.*` attribute is an error. Passes that replace an op,
    such as `--linalg-generalize-named-ops`, drop its attributes: schedule after
    them.
  }];
  let useDefaultAttributePrinterParser = 1;
  let hasOperationAttrVerify = 1;
  let hasRegionArgAttrVerify = 1;
  let hasRegionResultAttrVerify = 1;
  let extraClassDeclaration = "void registerAttributes();";
}

#endif // NEUROSPECTOR_IR_NEUROSPECTORDIALECT_TD
