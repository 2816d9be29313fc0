//===- YamlFile.h - A YAML file as a tree -----------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The syntax of YAML machines without its meaning: maps, lists and words, each
// with its place. LLVM's reader parses as its nodes are walked, each once; here
// they are walked once, to a bounded depth and number, so that whoever reads
// the tree may take keys in any order.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_YAMLFILE_H
#define NEUROSPECTOR_LIB_CONFIG_YAMLFILE_H

#include "ConfigFile.h"

namespace llvm::yaml {
class Node;
class MappingNode;
class SequenceNode;
} // namespace llvm::yaml

namespace neurospector {

/// A word, a list of values, a map from words to values, or nothing.
struct YamlValue {
  enum class Kind : uint8_t { Nothing, Word, List, Map };

  Kind kind = Kind::Nothing;
  /// Of a word, as it is written; else where the value begins, empty.
  Token place;
  std::string text; ///< of a word, without quotes
  /// Of a map: its keys, and as many values.
  std::vector<YamlValue> keys, values;

  bool isWord() const { return kind == Kind::Word; }
  bool isList() const { return kind == Kind::List; }
  bool isMap() const { return kind == Kind::Map; }
  bool has(llvm::StringRef key) const; ///< a map with this key
  /// `a list`, `'16 KB'`: for diagnostics.
  std::string describe() const;
};

/// A parsed file: one document, without anchors, aliases and tags; the keys of
/// a map differ.
class YamlFile : public ConfigFile {
public:
  YamlFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler);

  /// Null if there was an error of syntax.
  const YamlValue *root() const { return parsed ? &tree : nullptr; }

  /// Reports that \p value is not \p expected.
  void expected(const YamlValue &value, const llvm::Twine &expected);

private:
  bool parse();
  /// Each reads \p node into \p value; false after an error that ends reading.
  bool read(llvm::yaml::Node *node, Token place, unsigned depth,
            YamlValue &value);
  bool readList(llvm::yaml::SequenceNode &node, unsigned depth,
                YamlValue &value);
  bool readMap(llvm::yaml::MappingNode &node, unsigned depth, YamlValue &value);
  bool stop(Token where, const llvm::Twine &message);

  YamlValue tree;
  unsigned count = 0; ///< of values
  bool parsed = false;
};

/// The keys of one map by name.
class MapReader {
public:
  MapReader(YamlFile &file, const YamlValue &map)
      : file(file), map(map), used(map.keys.size()) {}

  /// The value of \p key, or null.
  const YamlValue *get(llvm::StringRef key);
  /// The same; it is an error if it is missing.
  const YamlValue *require(llvm::StringRef key);
  /// To be called when all keys have been asked for: reports those that are
  /// missing, and those that nobody asked for.
  void finish();

private:
  YamlFile &file;
  const YamlValue &map;
  llvm::SmallVector<llvm::StringRef> known, missing;
  llvm::SmallVector<bool> used;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_YAMLFILE_H
