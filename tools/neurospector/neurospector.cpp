//===- neurospector.cpp - The command -------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Output.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Process.h"

using namespace neurospector;
using namespace neurospector::tool;

static bool run(const Options &options) {
  if (!options.printAccelerator.empty()) {
    printAccelerator(llvm::outs(), options.accelerator);
    return true;
  }
  const CostModel &model = *options.search.model;
  if (llvm::Error error = model.supports(options.accelerator)) {
    printError(llvm::toString(std::move(error)));
    return false;
  }
  if (options.runType == RunType::Analyzer)
    return analyze(options);
  return options.sideBySide.empty() ? optimize(options) : partition(options);
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  // Else the first file opened takes the place of a closed standard output.
  if (llvm::sys::Process::FixupStandardFileDescriptors())
    return 1;
  std::optional<Options> options = readOptions(argc, argv);
  bool ok = options && run(*options);
  return flushOutput() && ok ? 0 : 1;
}
