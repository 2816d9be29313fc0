//===- Output.cpp - Files that the command writes -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Output.h"
#include "Options.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace neurospector;
using namespace neurospector::tool;
namespace fs = llvm::sys::fs;

static bool cannotWrite(llvm::StringRef path, std::error_code error) {
  printError("cannot write '" + path + "': " + error.message());
  return false;
}

bool tool::checkWritableFile(llvm::StringRef path) {
  std::error_code error;
  if (fs::is_directory(path)) {
    error = std::make_error_code(std::errc::is_a_directory);
  } else if (fs::exists(path)) {
    error = fs::access(path, fs::AccessMode::Write);
  } else {
    llvm::StringRef parent = llvm::sys::path::parent_path(path);
    error = fs::access(parent.empty() ? "." : parent, fs::AccessMode::Write);
  }
  return !error || cannotWrite(path, error);
}

/// A stream with an error that nobody has cleared ends the program.
static std::error_code takeError(llvm::raw_fd_ostream &stream) {
  std::error_code error = stream.error();
  stream.clear_error();
  return error;
}

bool tool::writeFile(llvm::StringRef path,
                     llvm::function_ref<void(llvm::raw_ostream &)> write) {
  std::error_code error;
  llvm::raw_fd_ostream file(path, error);
  if (!error) {
    write(file);
    file.close();
    error = takeError(file);
  }
  return !error || cannotWrite(path, error);
}

bool tool::flushOutput() {
  llvm::outs().flush();
  std::error_code error = takeError(llvm::outs());
  bool ok = !error || cannotWrite("standard output", error);
  // Where errors go is no place to say that they cannot.
  llvm::errs().flush();
  takeError(llvm::errs());
  return ok;
}
