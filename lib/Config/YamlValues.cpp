//===- YamlValues.cpp - Values of a YAML machine --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "YamlValues.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>

using namespace neurospector;
using llvm::StringRef;

std::optional<std::string> YamlValueReader::name(const YamlValue &value) const {
  std::string text = cleanText(value.text);
  if (!text.empty())
    return text;
  file.expected(value, "a name");
  return std::nullopt;
}

std::optional<size_t>
YamlValueReader::word(const YamlValue &value,
                      llvm::ArrayRef<StringRef> words) const {
  const auto *found = llvm::find_if(words, [&](StringRef word) {
    return word.equals_insensitive(value.text);
  });
  if (value.isWord() && found != words.end())
    return found - words.begin();
  StringRef nearest = meant(value.text, words);
  file.error(
      value.place,
      "expected " + listWords(words, "or") + ", found " + value.describe() +
          (nearest.empty() ? "" : ", did you mean '" + nearest + "'?").str());
  return std::nullopt;
}

void YamlValueReader::boolean(const YamlValue &value, bool &result) const {
  if (std::optional<size_t> choice = word(value, {"false", "true"}))
    result = *choice == 1;
}

std::optional<Operand> YamlValueReader::operand(const YamlValue &value) const {
  if (std::optional<size_t> choice = word(value, {"input", "weight", "output"}))
    return allOperands[*choice];
  return std::nullopt;
}

std::optional<Dim> YamlValueReader::dimension(const YamlValue &value) const {
  std::optional<Dim> dim = findDimension(value.text);
  if (!dim)
    file.expected(value, "one of " + listNames(numPairs));
  return dim;
}

void YamlValueReader::integer(const YamlValue &value, int64_t maximum,
                              int64_t &result) const {
  if (!value.isWord())
    return file.expected(value, "a number");
  std::optional<int64_t> number = file.integer(value.place, 1);
  if (number && *number > maximum)
    file.error(value.place,
               "expected at most " +
                   (maximum == maxSize ? "2^52" : llvm::itostr(maximum)) +
                   ", found " + value.place);
  else if (number)
    result = *number;
}

void YamlValueReader::real(const YamlValue &value, double &result) const {
  if (!value.isWord())
    return file.expected(value, "a number");
  result = file.real(value.place).value_or(result);
}

void YamlValueReader::size(const YamlValue &value, int64_t &result) const {
  static constexpr std::pair<StringRef, int64_t> units[] = {
      {"bits", 1},
      {"B", 8},
      {"KiB", int64_t(8) << 10},
      {"MiB", int64_t(8) << 20},
      {"GiB", int64_t(8) << 30}};
  Token word = value.place.trim("\"'");
  Token unit = word.ltrim("0123456789.").trim();
  Token number = word.drop_back(unit.size()).rtrim();
  const auto *found = llvm::find_if(
      units, [&](const auto &known) { return known.first == unit; });
  if (!value.isWord() || number.empty() || found == std::end(units))
    return file.expected(value, "a size in B, KiB, MiB, GiB or bits");
  std::optional<double> amount = file.real(number);
  if (!amount)
    return;
  double bits = *amount * static_cast<double>(found->second);
  if (bits > static_cast<double>(maxSize))
    file.error(value.place, "size " + value.place + " exceeds 2^52 bits");
  else if (bits < 1 || bits != std::floor(bits))
    file.error(value.place, "expected a positive number of whole bits, found " +
                                value.place);
  else
    result = static_cast<int64_t>(bits);
}

/// A list of different items.
template <typename Set, typename Read>
void YamlValueReader::list(const YamlValue &value, StringRef what, Read read,
                           Set &result) const {
  if (!value.isList())
    return file.expected(value, "a list of " + what);
  result = Set();
  for (const YamlValue &item : value.values) {
    auto one = read(item);
    if (one && result.contains(*one))
      file.error(item.place, "duplicate '" + item.text + "'");
    else if (one)
      result.insert(*one);
  }
}

void YamlValueReader::set(const YamlValue &value, OperandSet &result) const {
  list(
      value, "operands", [&](const YamlValue &item) { return operand(item); },
      result);
}

void YamlValueReader::set(const YamlValue &value, DimSet &result) const {
  list(
      value, "dimensions",
      [&](const YamlValue &item) { return dimension(item); }, result);
}

void YamlValueReader::perOperand(const YamlValue &value,
                                 PerOperand<double> &result) const {
  auto read = [&](const YamlValue &each, double &number) {
    real(each, number);
  };
  perOperand(value, !value.isMap(), read, result);
}
