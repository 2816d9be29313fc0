//===- CfgFile.cpp - Sections and keys of a .cfg file ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace neurospector;
using llvm::Twine;

CfgFile::CfgFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler,
                 llvm::StringRef first)
    : ConfigFile(buffer, handler) {
  parse(first);
}

/// Without a comment at its end.
static Token withoutComment(Token line) {
  for (size_t at = line.find('#'); at != Token::npos;
       at = line.find('#', at + 1))
    if (at == 0 || llvm::isSpace(line[at - 1]))
      return line.take_front(at).rtrim();
  return line;
}

void CfgFile::parse(llvm::StringRef first) {
  Token rest = text;
  while (!rest.empty()) {
    auto [head, tail] = rest.split('\n');
    rest = tail;
    Token line = withoutComment(head.trim());
    if (line.empty())
      continue;
    if (line.starts_with("["))
      parseSectionLine(line);
    else
      parseEntryLine(line, first);
  }
}

void CfgFile::parseSectionLine(Token line) {
  if (!line.ends_with("]")) {
    error(line, "expected ']' at the end of a section line");
    return;
  }
  Token name = line.drop_front().drop_back().trim();
  if (!sectionNames.insert(name.lower()).second)
    error(name, "duplicate section '" + name + "'");
  keys.clear();
  sections.push_back({name, {}});
}

void CfgFile::parseEntryLine(Token line, llvm::StringRef first) {
  if (sections.empty()) {
    error(line, "expected a section line such as '[" + first + "]' first");
    return;
  }
  size_t equal = line.find('=');
  if (equal == Token::npos) {
    error(line, "expected 'KEY=VALUE'");
    return;
  }
  CfgEntry entry = {line.take_front(equal).trim(),
                    line.drop_front(equal + 1).trim()};
  if (entry.key.empty()) {
    error(line, "expected a key before '='");
    return;
  }
  if (entry.value.empty()) {
    error(entry.key, "key '" + entry.key + "' has no value");
    return;
  }
  if (!keys.insert(entry.key.lower()).second) {
    error(entry.key, "duplicate key '" + entry.key + "'");
    return;
  }
  sections.back().entries.push_back(entry);
}

const CfgSection *CfgFile::find(llvm::StringRef name, bool required) {
  for (const CfgSection &section : sections)
    if (section.name.equals_insensitive(name))
      return &section;
  if (required)
    error(text.take_back(0), "missing section '[" + name + "]'");
  return nullptr;
}

void CfgFile::warnUnknownSections(llvm::ArrayRef<llvm::StringRef> known) {
  for (const CfgSection &section : sections)
    if (llvm::none_of(known, [&](llvm::StringRef name) {
          return section.name.equals_insensitive(name);
        }))
      warning(section.name, "unknown section '" + section.name +
                                "' ignored, expected one of " +
                                llvm::join(known, ", "));
}

llvm::SmallVector<Token, 9> CfgFile::splitList(Token value) {
  llvm::SmallVector<Token, 9> items;
  value.split(items, ',');
  for (Token &item : items) {
    item = item.trim();
    if (item.empty())
      error(value, "empty item in the list '" + value + "'");
  }
  return items;
}

std::optional<Dim> CfgFile::dimension(Token text) {
  std::optional<Dim> dim = findDimension(text);
  if (!dim)
    error(text,
          "expected one of " + listNames(numPairs) + ", found '" + text + "'");
  return dim;
}

std::optional<Operand> CfgFile::operand(Token text) {
  std::optional<Operand> op = findOperand(text);
  if (!op)
    error(text, "expected INPUT, WEIGHT or OUTPUT, found '" + text + "'");
  return op;
}

std::optional<Operand> CfgFile::dataflow(Token text) {
  std::optional<Operand> stationary = findDataflow(text);
  if (!stationary)
    error(text, "expected IS, WS or OS, found '" + text + "'");
  return stationary;
}

std::optional<Factors> CfgFile::factors(Token value, int64_t minimum) {
  llvm::SmallVector<Token, 9> items = splitList(value);
  if (!isDimCount(items.size())) {
    error(value, "expected factors of " + dimSyntax() + ", found " +
                     Twine(items.size()));
    return std::nullopt;
  }
  Factors result = Factors::all(minimum);
  for (auto [item, factor] : llvm::zip(items, result)) {
    std::optional<int64_t> parsed = integer(item, minimum);
    if (!parsed)
      return std::nullopt;
    factor = *parsed;
  }
  return result;
}

std::optional<Token> SectionReader::get(llvm::StringRef key, bool required) {
  known.push_back(key);
  for (auto [i, entry] : llvm::enumerate(section.entries))
    if (entry.key.equals_insensitive(key)) {
      used[i] = true;
      return entry.value;
    }
  if (required)
    file.error(section.name,
               "section '" + section.name + "' has no key '" + key + "'");
  return std::nullopt;
}

void SectionReader::integer(llvm::StringRef key, bool required, int64_t minimum,
                            int64_t &result) {
  if (auto value = get(key, required))
    result = file.integer(*value, minimum).value_or(result);
}

void SectionReader::real(llvm::StringRef key, bool required, double &result) {
  if (auto value = get(key, required))
    result = file.real(*value).value_or(result);
}

void SectionReader::perOperand(llvm::StringRef key, bool required,
                               PerOperand<double> &result) {
  std::optional<Token> value = get(key, required);
  if (!value)
    return;
  llvm::SmallVector<Token, 9> items = file.splitList(*value);
  if (items.size() != 1 && items.size() != 3) {
    file.error(*value, "expected one value or three (input, weight, output), "
                       "found " +
                           Twine(items.size()));
    return;
  }
  for (unsigned i = 0; i < 3; ++i) {
    std::optional<double> parsed =
        file.real(items.size() == 1 ? items[0] : items[i]);
    if (!parsed)
      return;
    result[i] = *parsed;
  }
}

void SectionReader::reportUnusedKeys() {
  for (auto [entry, wasUsed] : llvm::zip(section.entries, used)) {
    if (wasUsed)
      continue;
    std::string unknown =
        ("unknown key '" + entry.key + "' in section '" + section.name + "'")
            .str();
    if (llvm::StringRef word = meant(entry.key, known); !word.empty())
      file.error(entry.key, unknown + ", did you mean '" + word + "'?");
    else
      file.warning(entry.key, unknown + " ignored");
  }
}
