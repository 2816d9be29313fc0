//===- CfgFile.h - Sections and keys of a .cfg file -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The syntax that the three formats share, without their meaning: section
// lines, key lines, comments, lists of numbers, and located diagnostics.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_CFGFILE_H
#define NEUROSPECTOR_LIB_CONFIG_CFGFILE_H

#include "neurospector/Config/Config.h"
#include "llvm/ADT/StringSet.h"

namespace neurospector {

/// A piece of the file, trimmed; its data pointer is its location.
using Token = llvm::StringRef;

/// A list of one value per dimension may have that many: those of the published
/// pairs, or of one or more further pairs too.
bool isDimCount(size_t count);

/// How diagnostics and headings describe such a list: `K,B,P,Q,C,R,S,G[,D,T]`.
std::string dimSyntax();

struct CfgEntry {
  Token key, value;
};

struct CfgSection {
  Token name;
  std::vector<CfgEntry> entries;
};

/// A parsed file. Reports through the handler; `ok` turns false on the first
/// error. Of each kind of diagnostic only the first `maxDiagnostics` are shown.
class CfgFile {
public:
  static constexpr unsigned maxDiagnostics = 20;

  CfgFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler);

  bool ok() const { return errors == 0; }
  void error(Token where, const llvm::Twine &message);
  void warning(Token where, const llvm::Twine &message);

  /// The section called \p name, or null; with \p required, an error at the
  /// end of the file if it is missing.
  const CfgSection *find(llvm::StringRef name, bool required);
  /// Warns about every section that is not in \p known.
  void warnUnknownSections(llvm::ArrayRef<llvm::StringRef> known);

  /// Values of a list `a,b,c`; an empty item is an error.
  llvm::SmallVector<Token, 9> splitList(Token value);
  /// A number, or an error that quotes it and nullopt.
  std::optional<int64_t> integer(Token text, int64_t minimum);
  std::optional<double> real(Token text, double minimum);
  std::optional<Dim> dimension(Token text);
  std::optional<Operand> operand(Token text);
  std::optional<Dataflow> dataflow(Token text);
  /// A list as `dimSyntax` says, each factor at least \p minimum, which is what
  /// those are that are not listed.
  std::optional<Factors> factors(Token value, int64_t minimum);

private:
  void parse();
  void parseSectionLine(Token line);
  void parseEntryLine(Token line);
  /// \p count is that of diagnostics of this kind, this one included.
  void report(Token where, llvm::SourceMgr::DiagKind kind, unsigned count,
              const llvm::Twine &message);

  llvm::SourceMgr sources;
  Token text;
  DiagnosticHandler handler;
  std::vector<CfgSection> sections;
  /// Lower-case names of all sections, and of the keys of the last one.
  llvm::StringSet<> sectionNames, keys;
  unsigned errors = 0, warnings = 0;
};

/// The keys of one section by name. A key nobody asked for is a warning.
class SectionReader {
public:
  SectionReader(CfgFile &file, const CfgSection &section)
      : file(file), section(section), used(section.entries.size()) {}

  /// The value of \p key, or nullopt; with \p required, an error if missing.
  std::optional<Token> get(llvm::StringRef key, bool required);
  void integer(llvm::StringRef key, bool required, int64_t minimum,
               int64_t &result);
  void real(llvm::StringRef key, bool required, double minimum, double &result);
  /// One value for all operands, or three.
  void perOperand(llvm::StringRef key, bool required,
                  PerOperand<double> &result);
  /// Accepts \p key, whatever its value.
  void ignore(llvm::StringRef key) { (void)get(key, /*required=*/false); }
  void warnUnusedKeys();

private:
  CfgFile &file;
  const CfgSection &section;
  llvm::SmallVector<bool> used;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_CFGFILE_H
