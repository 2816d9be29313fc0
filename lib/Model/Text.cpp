//===- Text.cpp - Names as they are read and shown ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace neurospector;

std::string neurospector::cleanText(llvm::StringRef text) {
  std::string valid = llvm::json::fixUTF8(text), result;
  constexpr llvm::StringLiteral replacement = "\xEF\xBF\xBD";
  for (size_t i = 0; i < valid.size(); ++i) {
    auto next = static_cast<unsigned char>(valid[i + 1]); // 0 at the end
    if (valid[i] == '\xC2' && next < 0xA0) {              // U+0080 to U+009F
      result += replacement;
      ++i;
    } else if ((static_cast<unsigned char>(valid[i]) < 0x20 &&
                valid[i] != '\t') ||
               valid[i] == '\x7F') {
      result += replacement;
    } else {
      result += valid[i];
    }
  }
  return result;
}

std::string neurospector::shorten(llvm::StringRef text, size_t longest) {
  constexpr llvm::StringLiteral mark = "..";
  if (text.size() <= longest)
    return text.str();
  size_t end = longest - mark.size();
  while (end > 0 && (text[end] & 0xC0) == 0x80)
    --end;
  return (text.take_front(end) + mark).str();
}

llvm::StringRef neurospector::closest(llvm::StringRef word,
                                      llvm::ArrayRef<llvm::StringRef> known) {
  constexpr size_t shortest = 3;
  auto least = static_cast<unsigned>(word.size() + 2) / 3 + 1;
  llvm::StringRef result;
  for (llvm::StringRef candidate : known) {
    unsigned distance = word.edit_distance_insensitive(
        candidate, /*AllowReplacements=*/true, /*MaxEditDistance=*/least);
    if (distance < least && distance < candidate.size()) {
      least = distance;
      result = candidate;
    }
  }
  for (llvm::StringRef candidate : known)
    if (result.empty() && word.size() >= shortest &&
        candidate.starts_with_insensitive(word))
      result = candidate;
  return result;
}

std::string neurospector::listWords(llvm::ArrayRef<llvm::StringRef> words,
                                    llvm::StringRef conjunction) {
  if (words.size() < 2)
    return llvm::join(words, "");
  return (llvm::join(words.drop_back(), ", ") + " " + conjunction + " " +
          words.back())
      .str();
}

std::string neurospector::sizeText(int64_t bits) {
  if (bits % 8 != 0)
    return llvm::itostr(bits) + " bits";
  int64_t amount = bits / 8;
  llvm::StringRef unit = "B";
  for (llvm::StringRef larger : {"KiB", "MiB", "GiB"}) {
    if (amount == 0 || amount % 1024 != 0)
      break;
    amount /= 1024;
    unit = larger;
  }
  return llvm::itostr(amount) + " " + unit.str();
}
