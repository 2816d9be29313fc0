//===- CfgFile.h - Sections and keys of a .cfg file -------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The syntax that the three `.cfg` formats share, without their meaning:
// section lines, key lines, lists, and comments from a `#` at the beginning of
// a line or after a blank.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_CFGFILE_H
#define NEUROSPECTOR_LIB_CONFIG_CFGFILE_H

#include "ConfigFile.h"
#include "llvm/ADT/StringSet.h"

namespace neurospector {

struct CfgEntry {
  Token key, value;
};

struct CfgSection {
  Token name;
  std::vector<CfgEntry> entries;
};

/// A parsed file.
class CfgFile : public ConfigFile {
public:
  /// \p first is the section that such a file begins with.
  CfgFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler,
          llvm::StringRef first);

  /// The section called \p name, or null; with \p required, an error at the
  /// end of the file if it is missing.
  const CfgSection *find(llvm::StringRef name, bool required);
  /// Warns about every section that is not in \p known.
  void warnUnknownSections(llvm::ArrayRef<llvm::StringRef> known);

  /// Values of a list `a,b,c`; an empty item is an error.
  llvm::SmallVector<Token, 9> splitList(Token value);
  /// A value, or an error that quotes it and nullopt.
  std::optional<Dim> dimension(Token text);
  std::optional<Operand> operand(Token text);
  /// `IS`, `WS` or `OS` as the operand that is stationary.
  std::optional<Operand> dataflow(Token text);
  /// A list as `dimSyntax` says, each factor at least \p minimum, which is what
  /// those are that are not listed.
  std::optional<Factors> factors(Token value, int64_t minimum);

private:
  void parse(llvm::StringRef first);
  void parseSectionLine(Token line);
  void parseEntryLine(Token line, llvm::StringRef first);

  std::vector<CfgSection> sections;
  /// Lower-case names of all sections, and of the keys of the last one.
  llvm::StringSet<> sectionNames, keys;
};

/// The keys of one section by name. A key nobody asked for is a warning, or an
/// error if it is nearly one that somebody asked for: a value that is left out
/// may make another machine.
class SectionReader {
public:
  SectionReader(CfgFile &file, const CfgSection &section)
      : file(file), section(section), used(section.entries.size()) {}

  /// The value of \p key, or nullopt; with \p required, an error if missing.
  std::optional<Token> get(llvm::StringRef key, bool required);
  void integer(llvm::StringRef key, bool required, int64_t minimum,
               int64_t &result);
  void real(llvm::StringRef key, bool required, double &result);
  /// One value for all operands, or three.
  void perOperand(llvm::StringRef key, bool required,
                  PerOperand<double> &result);
  /// Accepts \p key, whatever its value.
  void ignore(llvm::StringRef key) { (void)get(key, /*required=*/false); }
  void reportUnusedKeys();

private:
  CfgFile &file;
  const CfgSection &section;
  llvm::SmallVector<bool> used;
  llvm::SmallVector<llvm::StringRef> known; ///< what was asked for
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_CFGFILE_H
