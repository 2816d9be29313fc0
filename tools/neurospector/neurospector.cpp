//===- neurospector.cpp - The command -------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "llvm/Support/InitLLVM.h"

using namespace neurospector::tool;

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  std::optional<Options> options = readOptions(argc, argv);
  if (!options)
    return 1;
  bool ok = options->runType == RunType::Analyzer ? analyze(*options)
            : options->sideBySide.empty()         ? optimize(*options)
                                                  : partition(*options);
  if (ok && options->report)
    options->report->keep();
  return ok ? 0 : 1;
}
