//===- Runs.h - How often ops run -------------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The steps of an LSTM or a decoder are a loop around ops, or calls of a
// function: what a network costs is what its ops cost times how often they run.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_ANALYSIS_RUNS_H
#define NEUROSPECTOR_ANALYSIS_RUNS_H

#include "neurospector/Model/Count.h"

#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::neurospector {

/// How often an op runs.
struct RunCount {
  /// Of what is known, the product; over 64 bits, the largest number.
  int64_t runs = 1;
  /// What decides the rest: a loop of unknown trip count, a branch, a function
  /// that something else may call; null: nothing does.
  Operation *unknown = nullptr;
};

/// Trip counts and calls in a module that runs once.
///
/// Example: a matmul in `scf.for %i = 0 to 100` in a function that is called
/// twice runs 200 times. A function that nobody calls runs once.
///
/// Refers to the module, which must not change.
class Runs {
public:
  explicit Runs(Operation *root);

  RunCount of(Operation *op);

private:
  RunCount ofFunction(FunctionOpInterface function);

  Operation *root;
  SymbolTableCollection tables;
  std::optional<SymbolUserMap> users; ///< once a function is asked for
  /// Those that are being counted are unknown: they call themselves.
  DenseMap<Operation *, RunCount> known;
};

/// `the trip count of 'scf.while' is not known`, for example.
std::string explainUnknownRuns(Operation *unknown);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_ANALYSIS_RUNS_H
