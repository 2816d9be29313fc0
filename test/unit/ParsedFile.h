//===- ParsedFile.h - What a reader makes of a text -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_PARSEDFILE_H
#define NEUROSPECTOR_TEST_UNIT_PARSEDFILE_H

#include "neurospector/Config/Config.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace neurospector::test {

/// Each as `line:column: kind: message`.
using Diagnostics = std::vector<std::string>;

inline std::string format(const llvm::SMDiagnostic &diagnostic) {
  std::string kind =
      diagnostic.getKind() == llvm::SourceMgr::DK_Error ? "error" : "warning";
  return std::to_string(diagnostic.getLineNo()) + ":" +
         std::to_string(diagnostic.getColumnNo() + 1) + ": " + kind + ": " +
         diagnostic.getMessage().str();
}

/// A handler for what must be without problems.
inline void fail(const llvm::SMDiagnostic &diagnostic) {
  ADD_FAILURE() << format(diagnostic);
}

template <typename T> struct Parsed {
  std::optional<T> value;
  Diagnostics diagnostics;
};

/// Runs a reader that takes a handler of diagnostics.
template <typename Read> auto collect(Read read) {
  Parsed<typename decltype(read(fail))::value_type> result;
  result.value = read([&](const llvm::SMDiagnostic &diagnostic) {
    result.diagnostics.push_back(format(diagnostic));
  });
  return result;
}

/// What \p print writes.
template <typename Print> std::string printed(Print print) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  print(stream);
  return text;
}

/// \p text with \p line replaced.
inline std::string replaceIn(llvm::StringRef text, llvm::StringRef line,
                             llvm::StringRef replacement) {
  size_t at = text.find(line);
  EXPECT_NE(at, llvm::StringRef::npos) << line.str();
  return text.str().replace(at, line.size(), replacement);
}

//===----------------------------------------------------------------------===//
// Machines as YAML
//===----------------------------------------------------------------------===//

/// A small valid machine.
inline constexpr llvm::StringLiteral tinyYaml = R"(name: tiny
frequency: 200
precision: 16
levels:
  - memory: DRAM
    energy: 128
  - memory: BUFFER
    holds: [input, weight]
    capacity: 1 KiB
    bandwidth: 64
  - array: LANES
    size: 4
    dims: [K, C]
)";

inline Parsed<Accelerator> parseYaml(llvm::StringRef text) {
  return collect([&](DiagnosticHandler handler) {
    return parseAcceleratorYaml({text, "machine.yaml"}, handler);
  });
}

/// \p diagnostic is the only one.
inline void expectYamlError(const std::string &text,
                            llvm::StringRef diagnostic) {
  Parsed<Accelerator> parsed = parseYaml(text);
  EXPECT_FALSE(parsed.value.has_value()) << text;
  EXPECT_EQ(parsed.diagnostics, Diagnostics{diagnostic.str()}) << text;
}

/// The same for the small machine with a line replaced.
inline void expectYamlError(llvm::StringRef line, llvm::StringRef replacement,
                            llvm::StringRef diagnostic) {
  expectYamlError(replaceIn(tinyYaml, line, replacement), diagnostic);
}

/// What `printAccelerator` writes, without the comment in the first line.
inline std::string printYaml(const Accelerator &machine) {
  std::string text =
      printed([&](llvm::raw_ostream &os) { printAccelerator(os, machine); });
  return llvm::StringRef(text).split('\n').second.str();
}

inline void expectRoundTrip(const Accelerator &machine) {
  std::string text = printYaml(machine);
  Parsed<Accelerator> parsed = parseYaml(text);
  EXPECT_EQ(parsed.diagnostics, Diagnostics()) << text;
  ASSERT_TRUE(parsed.value.has_value()) << text;
  EXPECT_EQ(*parsed.value, machine) << text << "\n" << printYaml(*parsed.value);
}

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_PARSEDFILE_H
