//===- YamlFile.cpp - A YAML file as a tree -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "YamlFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/YAMLParser.h"

using namespace neurospector;
using llvm::Twine;
namespace yaml = llvm::yaml;

/// Values nested deeper than this, or more of them, are refused.
static constexpr unsigned maxDepth = 32;
static constexpr unsigned maxValues = 100000;

std::string YamlValue::describe() const {
  switch (kind) {
  case Kind::Nothing:
    return "nothing";
  case Kind::Word:
    return ("'" + place + "'").str();
  case Kind::List:
    return "a list";
  case Kind::Map:
    return "a map";
  }
  llvm_unreachable("unknown kind");
}

bool YamlValue::has(llvm::StringRef key) const {
  return llvm::any_of(keys,
                      [&](const YamlValue &name) { return name.text == key; });
}

YamlFile::YamlFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler)
    : ConfigFile(buffer, handler) {
  parsed = parse();
}

bool YamlFile::stop(Token where, const Twine &message) {
  error(where, message);
  return false;
}

void YamlFile::expected(const YamlValue &value, const Twine &expected) {
  error(value.place, "expected " + expected + ", found " + value.describe());
}

/// Where \p node begins, which must not be a null node. LLVM's reader has
/// passed the bracket of a flow collection when it takes the place.
static Token placeOf(const yaml::Node &node, Token text) {
  const char *begin = node.getSourceRange().Start.getPointer();
  Token before = text.take_front(begin - text.data()).rtrim();
  bool isFlow = llvm::isa<yaml::MappingNode, yaml::SequenceNode>(node) &&
                (before.ends_with("[") || before.ends_with("{"));
  return Token(isFlow ? before.end() - 1 : begin, 0);
}

/// LLVM's reader recurses for each of these that follow one another.
static constexpr unsigned maxRepeats = 1000;

/// The end of the first run of too many commas with nothing but space and
/// comments between them.
static std::optional<Token> findManyCommas(Token text) {
  unsigned commas = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',') {
      if (++commas > maxRepeats)
        return text.substr(i, 0);
    } else if (text[i] == '#') {
      i = std::min(text.find_first_of("\r\n", i), text.size());
    } else if (!llvm::isSpace(text[i])) {
      commas = 0;
    }
  }
  return std::nullopt;
}

/// What LLVM's reader says of the file, in our words.
static void reportSyntax(const llvm::SMDiagnostic &diagnostic, void *file) {
  std::string message = diagnostic.getMessage().rtrim(".!").str();
  for (size_t i = 0; i < message.size(); ++i)
    if (i == 0 || llvm::StringRef(message).substr(0, i).ends_with(", "))
      message[i] = llvm::toLower(message[i]);
    else if (message[i] == '.')
      message[i] = ',';
  static_cast<YamlFile *>(file)->error(
      Token(diagnostic.getLoc().getPointer(), 0), "invalid YAML: " + message);
}

bool YamlFile::parse() {
  // LLVM's reader finds a problem of an empty file before its beginning.
  if (text.trim().empty())
    return stop(begin(), "the file is empty");
  if (std::optional<Token> commas = findManyCommas(text))
    return stop(*commas, "too many commas in a row");
  if (text.count("...") > maxRepeats)
    return stop(begin(), "too many ends of documents");
  llvm::SourceMgr sources;
  sources.setDiagHandler(reportSyntax, this);
  yaml::Stream stream(llvm::MemoryBufferRef(text, ""), sources,
                      /*ShowColors=*/false);
  yaml::document_iterator document = stream.begin();
  if (document == stream.end())
    return stop(begin(), "the file is empty");
  if (!read(document->getRoot(), begin(), 0, tree))
    return false;
  if (++document != stream.end() && !stream.failed()) {
    yaml::Node *next = document->getRoot();
    if (!stream.failed())
      return stop(next && !llvm::isa<yaml::NullNode>(next)
                      ? placeOf(*next, text)
                      : text.take_back(0),
                  "expected one YAML document, found more");
  }
  if (stream.failed() && ok())
    return stop(begin(), "invalid YAML");
  return !stream.failed();
}

bool YamlFile::read(yaml::Node *node, Token place, unsigned depth,
                    YamlValue &value) {
  value.place = place.take_front(0);
  if (!node) // after an error
    return ok() ? stop(place, "invalid YAML") : false;
  if (++count > maxValues)
    return stop(place, "more than " + Twine(maxValues) + " values");
  if (depth > maxDepth)
    return stop(place, "values nested too deeply");
  if (llvm::isa<yaml::NullNode>(node))
    return true;
  value.place = placeOf(*node, text);
  if (llvm::isa<yaml::AliasNode>(node) || !node->getAnchor().empty())
    return stop(place, "anchors and aliases are not supported");
  if (!node->getRawTag().empty())
    return stop(place, "tags are not supported");
  if (llvm::isa<yaml::BlockScalarNode>(node))
    return stop(place, "blocks of text are not supported");

  if (auto *list = llvm::dyn_cast<yaml::SequenceNode>(node))
    return readList(*list, depth, value);
  if (auto *map = llvm::dyn_cast<yaml::MappingNode>(node))
    return readMap(*map, depth, value);
  const auto *word = llvm::cast<yaml::ScalarNode>(node);
  llvm::SmallString<32> storage;
  value.kind = YamlValue::Kind::Word;
  value.place = word->getRawValue();
  value.text = word->getValue(storage).str();
  if (!value.place.starts_with("'") && !value.place.starts_with("\"")) {
    // LLVM's reader lets the space before a comment be a part of the word.
    value.place = value.place.rtrim();
    value.text = llvm::StringRef(value.text).rtrim().str();
  } else if (value.place.size() == 1 ||
             value.place.back() != value.place.front()) {
    return stop(value.place, "invalid YAML: expected quote at end of scalar");
  }
  return true;
}

bool YamlFile::readList(yaml::SequenceNode &node, unsigned depth,
                        YamlValue &value) {
  value.kind = YamlValue::Kind::List;
  for (yaml::Node &item : node)
    if (!read(&item, value.place, depth + 1, value.values.emplace_back()))
      return false;
  return true;
}

bool YamlFile::readMap(yaml::MappingNode &node, unsigned depth,
                       YamlValue &value) {
  value.kind = YamlValue::Kind::Map;
  llvm::StringSet<> seen;
  for (yaml::KeyValueNode &entry : node) {
    YamlValue &key = value.keys.emplace_back();
    if (!read(entry.getKey(), value.place, depth + 1, key))
      return false;
    if (!key.isWord())
      return stop(key.place, "expected a word as key, found " + key.describe());
    if (!read(entry.getValue(), key.place, depth + 1,
              value.values.emplace_back()))
      return false;
    if (seen.insert(key.text).second)
      continue;
    error(key.place, "duplicate key '" + key.text + "'");
    value.keys.pop_back();
    value.values.pop_back();
  }
  return true;
}

const YamlValue *MapReader::get(llvm::StringRef key) {
  known.push_back(key);
  for (const auto &[i, name] : llvm::enumerate(map.keys))
    if (name.text == key) {
      used[i] = true;
      return &map.values[i];
    }
  return nullptr;
}

const YamlValue *MapReader::require(llvm::StringRef key) {
  const YamlValue *value = get(key);
  if (!value)
    missing.push_back(key);
  return value;
}

void MapReader::finish() {
  for (auto [key, wasUsed] : llvm::zip(map.keys, used)) {
    if (wasUsed)
      continue;
    file.error(key.place,
               "unknown key '" + key.text + "'" + suggest(key.text, known));
    // A misspelt key is not missing, too.
    llvm::erase(missing, meant(key.text, known));
  }
  for (llvm::StringRef key : missing)
    file.error(map.place, "missing key '" + key + "'");
}
