//===- ConfigFile.h - A file whose problems have a place --------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the readers of `.cfg` and YAML files share: located diagnostics, the
// words that both formats have (numbers, dimensions, operands), and checks of
// what was read.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_CONFIGFILE_H
#define NEUROSPECTOR_LIB_CONFIG_CONFIGFILE_H

#include "neurospector/Config/Config.h"

namespace neurospector {

/// A piece of the file, trimmed; its data pointer is its location.
using Token = llvm::StringRef;

/// A file and its diagnostics. Reports through the handler; `ok` turns false on
/// the first error. Of each kind only the first `maxDiagnostics` are shown.
class ConfigFile {
public:
  static constexpr unsigned maxDiagnostics = 20;
  static constexpr int64_t maxPrecision = 1024; ///< bits of an element

  ConfigFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler);

  bool ok() const { return errors == 0; }
  void error(Token where, const llvm::Twine &message);
  void warning(Token where, const llvm::Twine &message);
  Token begin() const { return text.take_front(0); }

  /// A number, or an error that quotes it and nullopt.
  std::optional<int64_t> integer(Token text, int64_t minimum);
  /// A quantity: at least 0, at most `maxQuantity`.
  std::optional<double> real(Token text);
  std::optional<double> frequency(Token text);

  /// Warns if \p memory has a room, read at \p where, in which no tile fits.
  void warnOfSmallRooms(Token where, const Memory &memory,
                        const PerOperand<int64_t> &bits);

protected:
  llvm::SourceMgr sources;
  /// The file, with a null character behind its end.
  Token text;

private:
  /// \p count is that of diagnostics of this kind, this one included.
  void report(Token where, llvm::SourceMgr::DiagKind kind, unsigned count,
              const llvm::Twine &message);

  DiagnosticHandler handler;
  bool isUnreadable = false; ///< and that was said
  unsigned errors = 0, warnings = 0;
};

/// The dimension or the operand called \p text, in any case.
std::optional<Dim> findDimension(llvm::StringRef text);
std::optional<Operand> findOperand(llvm::StringRef text);
/// The operand that is stationary in the dataflow `IS`, `WS` or `OS`.
std::optional<Operand> findDataflow(llvm::StringRef text);

/// A list of one value per dimension may have that many: those of the published
/// pairs, or of one or more further pairs too.
bool isDimCount(size_t count);

/// How diagnostics and headings describe such a list: `K,B,P,Q,C,R,S,G[,D,T]`.
std::string dimSyntax();

/// The one of \p known that \p word may be misspelt for; empty: none.
llvm::StringRef meant(llvm::StringRef word,
                      llvm::ArrayRef<llvm::StringRef> known);
/// `, did you mean 'energy'?` if one of \p known is nearly \p word, else
/// `, expected one of ...`.
std::string suggest(llvm::StringRef word,
                    llvm::ArrayRef<llvm::StringRef> known);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_CONFIGFILE_H
