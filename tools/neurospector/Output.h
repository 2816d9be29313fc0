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

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"

namespace neurospector::tool {

/// Prints an error unless a file at \p path could be made or replaced.
bool checkWritableFile(llvm::StringRef path);

/// Prints an error unless the directory \p path is or could be made, and files
/// in it.
bool checkWritableDirectory(llvm::StringRef path);

/// Makes or replaces the file at \p path; true on success, else the error is
/// printed.
bool writeFile(llvm::StringRef path,
               llvm::function_ref<void(llvm::raw_ostream &)> write);

/// File names of one directory from names of any text.
class FileNames {
public:
  /// The \p parts joined by '_', each of at most 64 bytes: '_' stands for
  /// whatever is not a letter, a digit or one of `.-_`, and for dots that a
  /// part begins with. A name that was given before gets a number.
  std::string make(llvm::ArrayRef<llvm::StringRef> parts);

private:
  llvm::StringMap<unsigned> given; ///< and the last number that each got
};

/// Writes what standard output still holds; false, and an error is printed, if
/// some of the output was lost.
bool flushOutput();

} // namespace neurospector::tool

#endif // NEUROSPECTOR_TOOLS_NEUROSPECTOR_OUTPUT_H
