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
#include "llvm/Support/Path.h"

using namespace neurospector;

namespace {
struct Builtin {
  llvm::StringLiteral name, extension, text;
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

llvm::StringRef neurospector::acceleratorSummary(llvm::StringRef name) {
  const Builtin *found =
      llvm::find_if(accelerators, [&](const Builtin &builtin) {
        return builtin.name.equals_insensitive(name);
      });
  assert(found != std::end(accelerators) && "not built in");
  llvm::StringRef line = found->text.split('\n').first;
  line.consume_front("# ");
  line.consume_back(".");
  return line;
}

/// Finds \p nameOrPath among \p builtins or in the file system and parses it,
/// by its extension.
template <typename Parse>
static auto load(llvm::StringRef kind, llvm::StringRef nameOrPath,
                 llvm::ArrayRef<Builtin> builtins, DiagnosticHandler handler,
                 Parse parse)
    -> decltype(parse(llvm::StringRef(), llvm::MemoryBufferRef())) {
  for (const Builtin &builtin : builtins)
    if (builtin.name.equals_insensitive(nameOrPath))
      return parse(builtin.extension, {builtin.text, builtin.name});
  auto file = readFile(nameOrPath, maxConfigBytes);
  if (file)
    return parse(llvm::sys::path::extension(nameOrPath), **file);
  // A relative path may have been written down in another folder.
  llvm::SmallString<128> tried(nameOrPath);
  std::string where;
  if (llvm::sys::path::has_extension(nameOrPath) &&
      llvm::sys::path::is_relative(nameOrPath) &&
      !llvm::sys::fs::make_absolute(tried))
    where = ("; tried '" + tried + "'").str();
  handler(llvm::SMDiagnostic(
      nameOrPath, llvm::SourceMgr::DK_Error,
      ("no built-in " + kind + " '" + nameOrPath +
       "' and cannot read it as a file (" + file.getError().message() +
       "); built-in: " + llvm::join(namesOf(builtins), ", ") + where)
          .str()));
  return std::nullopt;
}

std::optional<Accelerator>
neurospector::loadAccelerator(llvm::StringRef nameOrPath,
                              DiagnosticHandler handler) {
  return load("accelerator", nameOrPath, accelerators, handler,
              [&](llvm::StringRef extension, llvm::MemoryBufferRef file) {
                bool isYaml = extension.equals_insensitive(".yaml") ||
                              extension.equals_insensitive(".yml");
                return isYaml ? parseAcceleratorYaml(file, handler)
                              : parseAccelerator(file, handler);
              });
}

std::optional<Network> neurospector::loadNetwork(llvm::StringRef nameOrPath,
                                                 DiagnosticHandler handler) {
  return load("network", nameOrPath, networks, handler,
              [&](llvm::StringRef extension, llvm::MemoryBufferRef file) {
                return extension.equals_insensitive(".jsonl")
                           ? parseNetworkJsonl(file, handler)
                           : parseNetwork(file, handler);
              });
}
