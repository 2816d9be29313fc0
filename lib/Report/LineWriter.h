//===- LineWriter.h - Lines of numbers for programs -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Numbers are written with the fewest digits that read back the same
// (std::to_chars): llvm::json prints 17 and is several times slower.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_REPORT_LINEWRITER_H
#define NEUROSPECTOR_LIB_REPORT_LINEWRITER_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"

#include <charconv>

namespace neurospector {

/// Appends the members of JSON objects, or anything else, to a text.
class LineWriter {
public:
  void field(llvm::StringRef key) {
    if (!std::exchange(isFirst, false))
      text += ',';
    string(key);
    text += ':';
  }
  /// Members are those of a new object until `endObject`.
  void beginObject() {
    text += '{';
    isFirst = true;
  }
  void endObject() {
    text += '}';
    isFirst = false;
  }
  template <typename T> void number(T value) {
    char digits[32];
    text.append(digits, std::to_chars(digits, digits + 32, value).ptr);
  }
  template <typename Range> void array(const Range &values) {
    char separator = '[';
    for (auto value : values) {
      text += separator;
      number(value);
      separator = ',';
    }
    text += ']';
  }
  void string(llvm::StringRef value) {
    if (llvm::all_of(value, isPlain)) {
      text += '"';
      text += value;
      text += '"';
      return;
    }
    llvm::raw_svector_ostream os(text);
    os << llvm::json::Value(llvm::json::fixUTF8(value));
  }
  void boolean(bool value) { text += value ? "true" : "false"; }
  void raw(llvm::StringRef piece) { text += piece; }

  template <typename T> void numberField(llvm::StringRef key, T value) {
    field(key);
    number(value);
  }
  template <typename Range>
  void arrayField(llvm::StringRef key, const Range &values) {
    field(key);
    array(values);
  }
  void stringField(llvm::StringRef key, llvm::StringRef value) {
    field(key);
    string(value);
  }

  llvm::SmallString<4096> text;

private:
  static bool isPlain(char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  }
  bool isFirst = true;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_REPORT_LINEWRITER_H
