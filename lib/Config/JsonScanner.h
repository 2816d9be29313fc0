//===- JsonScanner.h - JSON read in one pass --------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For files of very many small records, of which most fields are passed over:
// no tree is built and nothing is allocated.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_JSONSCANNER_H
#define NEUROSPECTOR_LIB_CONFIG_JSONSCANNER_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include <cstdint>
#include <string>

namespace neurospector {

/// A cursor over one JSON text. Every function reads one value and returns
/// false on the first error, which `message` and `errorPlace` then describe.
class JsonScanner {
public:
  explicit JsonScanner(llvm::StringRef text) : rest(text) {}

  /// Calls \p field with each key; it must read the value.
  bool object(llvm::function_ref<bool(llvm::StringRef key)> field);
  /// Calls \p item where each value begins; it must read it.
  bool array(llvm::function_ref<bool()> item);
  bool integer(int64_t &result);
  /// A string without escapes.
  bool string(llvm::StringRef &result);
  /// Any value.
  bool skip() { return skip(0); }
  /// The text is used up.
  bool end();

  /// The next value is an array.
  bool atArray();
  /// An error here, or at \p place.
  bool fail(const llvm::Twine &what) { return fail(place(), what); }
  bool fail(const char *place, const llvm::Twine &what);

  const char *place() const { return rest.data(); }
  std::string message;
  const char *errorPlace = nullptr;

private:
  bool expect(char c);
  bool skip(unsigned depth);
  bool skipString();
  bool skipWord();
  void skipSpace() {
    rest = rest.drop_while(
        [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  }

  llvm::StringRef rest;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_JSONSCANNER_H
