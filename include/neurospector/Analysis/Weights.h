//===- Weights.h - Which operands are weights -------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Recognition of constant operands on tensors and buffers.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_WEIGHTS_H
#define NEUROSPECTOR_ANALYSIS_WEIGHTS_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/Interfaces/CallInterfaces.h"

namespace mlir::neurospector {

/// Tells weights from other values, and remembers them and who calls whom: good
/// for as long as the IR does not change.
///
/// Example: of `%a = linalg.transpose ins(%constant)` on tensors, or of
/// `linalg.transpose ins(%constant) outs(%a)` into an allocated `%a`, `%a` is a
/// weight.
class Weights {
public:
  /// \p value does not depend on the input of the network: it is computed from
  /// constants, constant globals and function arguments with
  /// `neurospector.weight`. An argument of a private function is what its
  /// callers pass, the result of a call what the function returns, and a buffer
  /// holds what is written into it.
  bool contains(Value value);

private:
  friend class WeightTrace;
  using CallsByName = DenseMap<StringAttr, SmallVector<CallOpInterface, 1>>;

  /// The calls inside \p symbolTable of functions named \p name.
  ArrayRef<CallOpInterface> getCalls(Operation *symbolTable, StringAttr name);

  DenseMap<Value, bool> known;
  DenseMap<Operation *, CallsByName> calls; ///< by symbol table
};

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_WEIGHTS_H
