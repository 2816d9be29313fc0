//===- JsonLines.h - Files of one JSON object per line ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the two readers of JSON Lines share: schedule records and networks.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_JSONLINES_H
#define NEUROSPECTOR_LIB_CONFIG_JSONLINES_H

#include "JsonScanner.h"
#include "neurospector/Config/Config.h"
#include "llvm/ADT/StringSet.h"

namespace neurospector {

/// A cursor over the lines of a file, and their problems.
class JsonLines {
public:
  JsonLines(llvm::MemoryBufferRef file, DiagnosticHandler handler)
      : file(file), handler(handler), rest(file.getBuffer()) {}

  /// False, and reported, if the file cannot be read at all.
  bool isReadable() const;

  /// Goes on to the next line that is not blank, if there is one.
  bool next();
  llvm::StringRef line;
  unsigned number = 0; ///< of the line, from 1

  /// Reports and returns false.
  bool error(const char *place, const llvm::Twine &message) const;
  bool error(llvm::Error problem) const; ///< of the line
  /// Where a scanner of the line failed.
  bool error(const JsonScanner &scanner) const;

  /// Warns that a field of the line is not read; once for each name.
  void warnOfField(llvm::StringRef key, llvm::ArrayRef<llvm::StringRef> known);

private:
  void report(const char *place, llvm::SourceMgr::DiagKind kind,
              const llvm::Twine &message) const;

  llvm::MemoryBufferRef file;
  DiagnosticHandler handler;
  llvm::StringRef rest;
  llvm::StringSet<> warned;
};

/// The fields of one line that describe its layer:
/// {"layer": "fc", "bounds": [64,1,1,1,32,1,1,1], "stride": 1,
///  "dilation": [1,2], "repeat": 3}
class LayerFields {
public:
  static constexpr llvm::StringLiteral names[] = {"layer", "bounds", "stride",
                                                  "dilation", "repeat"};
  using Keys = llvm::SmallVector<llvm::StringRef, 16>;

  LayerFields(JsonScanner &scanner, Layer &layer)
      : scanner(scanner), layer(layer) {}

  /// Reads the value of \p key, one of `names`.
  bool read(llvm::StringRef key);
  /// Fills in what the fields that were read do not say.
  bool finish();
  /// There was a field \p key.
  bool has(llvm::StringRef key) const { return llvm::is_contained(seen, key); }
  /// Fails if there was none.
  bool require(llvm::StringRef key);

  /// Remembers \p key, which must be new. Names are not case-sensitive within a
  /// field, as in a `.cfg` file.
  bool once(llvm::StringRef key, Keys &keys);
  /// The same among the fields of the line.
  bool once(llvm::StringRef key) { return once(key, seen); }
  bool atLeast(int64_t minimum, int64_t &result);
  bool factors(Factors &result);

private:
  bool text(std::string &result);
  bool perPair(int64_t minimum, int64_t ImageWindow::*member);

  JsonScanner &scanner;
  Layer &layer;
  Keys seen; ///< of those that are not ignored
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_JSONLINES_H
