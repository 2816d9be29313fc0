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

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace neurospector;
using namespace neurospector::tool;

static bool run(const Options &options) {
  if (options.printAccelerator) {
    options.printAccelerator(llvm::outs(), options.accelerator);
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

/// The tables of one layer take the place of those of the layer before: pages
/// that go back to the system in between are faulted in again, which takes up
/// to half of the time of a large layer. Each thread's heap grows in steps of
/// 8 MB, not table by table.
static void keepFreedMemory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 8 << 20);
#endif
}

int main(int argc, char **argv) {
  keepFreedMemory();
  llvm::InitLLVM init(argc, argv);
  // Else the first file opened takes the place of a closed standard output.
  if (llvm::sys::Process::FixupStandardFileDescriptors())
    return 1;
  std::optional<Options> options = readOptions(argc, argv);
  bool ok = options && run(*options);
  return flushOutput() && ok ? 0 : 1;
}
