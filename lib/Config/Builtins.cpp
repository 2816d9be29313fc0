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
