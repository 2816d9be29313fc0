//===- Builtins.cpp - Configurations that are compiled in -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The files of configs/ as data, so that `eyeriss` works anywhere.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace neurospector;

namespace {
struct Builtin {
  llvm::StringLiteral name, text;
};
} // namespace

static constexpr Builtin accelerators[] = {
#include "BuiltinAccelerators.inc"
};
static constexpr Builtin networks[] = {
#include "BuiltinNetworks.inc"
};

static std::vector<llvm::StringRef> namesOf(llvm::ArrayRef<Builtin> builtins) {
  std::vector<llvm::StringRef> names;
  for (const Builtin &builtin : builtins)
    names.push_back(builtin.name);
  llvm::sort(names);
  return names;
}

llvm::ArrayRef<llvm::StringRef> neurospector::builtinAccelerators() {
  static const std::vector<llvm::StringRef> names = namesOf(accelerators);
  return names;
}

llvm::ArrayRef<llvm::StringRef> neurospector::builtinNetworks() {
  static const std::vector<llvm::StringRef> names = namesOf(networks);
  return names;
}

/// Finds \p nameOrPath among \p builtins or in the file system and parses it.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
neurospector::readFile(llvm::StringRef path, uint64_t maxBytes) {
  llvm::Expected<llvm::sys::fs::file_t> file =
      llvm::sys::fs::openNativeFileForRead(path);
  if (!file)
    return llvm::errorToErrorCode(file.takeError());
  constexpr size_t chunk = 1 << 16;
  llvm::SmallString<0> text;
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
  return llvm::MemoryBuffer::getMemBufferCopy(text, path);
}

template <typename T>
static std::optional<T>
load(llvm::StringRef kind, llvm::StringRef nameOrPath,
     llvm::ArrayRef<Builtin> builtins, DiagnosticHandler handler,
     std::optional<T> (*parse)(llvm::MemoryBufferRef, DiagnosticHandler)) {
  for (const Builtin &builtin : builtins)
    if (builtin.name.equals_insensitive(nameOrPath))
      return parse({builtin.text, builtin.name}, handler);
  auto file = readFile(nameOrPath, maxConfigBytes);
  if (file)
    return parse(**file, handler);
  handler(llvm::SMDiagnostic(
      nameOrPath, llvm::SourceMgr::DK_Error,
      ("no built-in " + kind + " '" + nameOrPath +
       "' and cannot read it as a file (" + file.getError().message() +
       "); built-in: " + llvm::join(namesOf(builtins), ", "))
          .str()));
  return std::nullopt;
}

std::optional<Accelerator>
neurospector::loadAccelerator(llvm::StringRef nameOrPath,
                              DiagnosticHandler handler) {
  return load<Accelerator>("accelerator", nameOrPath, accelerators, handler,
                           parseAccelerator);
}

std::optional<Network> neurospector::loadNetwork(llvm::StringRef nameOrPath,
                                                 DiagnosticHandler handler) {
  return load<Network>("network", nameOrPath, networks, handler, parseNetwork);
}
