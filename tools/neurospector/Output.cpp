//===- Output.cpp - Files that the command writes -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Output.h"
#include "Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
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

bool tool::checkWritableDirectory(llvm::StringRef path) {
  llvm::StringRef existing = path;
  while (!existing.empty() && !fs::exists(existing))
    existing = llvm::sys::path::parent_path(existing);
  if (existing.empty())
    existing = ".";
  if (fs::is_directory(existing) && fs::can_write(existing))
    return true;
  printError("cannot write to directory '" + existing + "'");
  return false;
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

static std::string clean(llvm::StringRef part) {
  constexpr size_t longest = 64;
  std::string result = part.take_front(longest).str();
  bool isStart = true;
  for (char &c : result) {
    isStart &= c == '.';
    if (isStart || !(llvm::isAlnum(c) || llvm::StringRef(".-_").contains(c)))
      c = '_';
  }
  return result;
}

std::string FileNames::make(llvm::ArrayRef<llvm::StringRef> parts) {
  std::string stem = llvm::join(llvm::map_range(parts, clean), "_");
  auto [entry, isNew] = given.try_emplace(stem, 1);
  unsigned &number = entry->second;
  std::string name = stem;
  while (!isNew) {
    name = stem + "_" + llvm::utostr(++number);
    isNew = given.try_emplace(name, 1).second;
  }
  return name;
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
