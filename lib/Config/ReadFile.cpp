//===- ReadFile.cpp - Files of bounded size -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

using namespace neurospector;

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
neurospector::readFile(llvm::StringRef path, uint64_t maxBytes) {
  llvm::Expected<llvm::sys::fs::file_t> file =
      llvm::sys::fs::openNativeFileForRead(path);
  if (!file)
    return llvm::errorToErrorCode(file.takeError());
  constexpr size_t chunk = 1 << 16;
  llvm::SmallVector<char, 0> text;
  std::error_code failure;
  while (!failure) {
    size_t size = text.size();
    text.resize_for_overwrite(size + chunk);
    llvm::Expected<size_t> got = llvm::sys::fs::readNativeFile(
        *file, {text.begin() + size, text.begin() + size + chunk});
    if (!got) {
      failure = llvm::errorToErrorCode(got.takeError());
      break;
    }
    text.truncate(size + *got);
    if (text.size() > maxBytes)
      failure = std::make_error_code(std::errc::file_too_large);
    if (*got == 0)
      break;
  }
  if (std::error_code error = llvm::sys::fs::closeFile(*file))
    failure = error;
  if (failure)
    return failure;
  // Editors of some systems begin UTF-8 with a byte order mark.
  constexpr llvm::StringLiteral mark = "\xEF\xBB\xBF";
  if (llvm::StringRef(text.data(), text.size()).starts_with(mark))
    text.erase(text.begin(), text.begin() + mark.size());
  return std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(text), path);
}
