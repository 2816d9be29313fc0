//===- YamlValues.h - Values of a YAML machine ------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_YAMLVALUES_H
#define NEUROSPECTOR_LIB_CONFIG_YAMLVALUES_H

#include "YamlFile.h"
#include "llvm/ADT/STLExtras.h"

namespace neurospector {

/// Reads values of one kind each. What cannot be read is reported, and leaves
/// `result` as it was.
class YamlValueReader {
public:
  explicit YamlValueReader(YamlFile &file) : file(file) {}

  std::optional<std::string> name(const YamlValue &value) const;
  void boolean(const YamlValue &value, bool &result) const;
  /// From 1 to \p maximum.
  void integer(const YamlValue &value, int64_t maximum, int64_t &result) const;
  /// A quantity.
  void real(const YamlValue &value, double &result) const;
  /// Bits, as in `256 KiB`.
  void size(const YamlValue &value, int64_t &result) const;
  std::optional<Operand> operand(const YamlValue &value) const;
  std::optional<Dim> dimension(const YamlValue &value) const;
  /// One of \p words, by its position.
  std::optional<size_t> word(const YamlValue &value,
                             llvm::ArrayRef<llvm::StringRef> words) const;

  void set(const YamlValue &value, OperandSet &result) const;
  void set(const YamlValue &value, DimSet &result) const;

  /// One value for all operands, or a map with some of them; each is read by
  /// \p read(value, result).
  template <typename T, typename Read>
  void perOperand(const YamlValue &value, bool isOfAll, Read read,
                  PerOperand<T> &result) const;
  void perOperand(const YamlValue &value, PerOperand<double> &result) const;

private:
  template <typename Set, typename Read>
  void list(const YamlValue &value, llvm::StringRef what, Read read,
            Set &result) const;

  YamlFile &file;
};

template <typename T, typename Read>
void YamlValueReader::perOperand(const YamlValue &value, bool isOfAll,
                                 Read read, PerOperand<T> &result) const {
  if (isOfAll) {
    read(value, result.front());
    result.fill(result.front());
    return;
  }
  MapReader map(file, value);
  for (Operand op : allOperands)
    if (const YamlValue *each = map.get(neurospector::name(op)))
      read(*each, result[index(op)]);
  map.finish();
}

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_YAMLVALUES_H
