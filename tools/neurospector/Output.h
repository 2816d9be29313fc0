//===- Output.h - Files that the command writes -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whatever cannot be written is an error before the search as far as one can
// tell, and a file is opened only once all that goes into it is known: a run
// that fails leaves the files of the one before as they were.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TOOLS_NEUROSPECTOR_OUTPUT_H
#define NEUROSPECTOR_TOOLS_NEUROSPECTOR_OUTPUT_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"

namespace neurospector::tool {

/// Prints an error unless a file at \p path could be made or replaced.
bool checkWritableFile(llvm::StringRef path);

/// Makes or replaces the file at \p path; true on success, else the error is
/// printed.
bool writeFile(llvm::StringRef path,
               llvm::function_ref<void(llvm::raw_ostream &)> write);

/// Writes what standard output still holds; false, and an error is printed, if
/// some of the output was lost.
bool flushOutput();

} // namespace neurospector::tool

#endif // NEUROSPECTOR_TOOLS_NEUROSPECTOR_OUTPUT_H
