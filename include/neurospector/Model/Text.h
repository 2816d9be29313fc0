//===- Text.h - Names as they are read and shown ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names come from files that anyone may have written and go to terminals, pages
// and tables.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_TEXT_H
#define NEUROSPECTOR_MODEL_TEXT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace neurospector {

/// \p text in UTF-8 without control characters other than tabs, which a
/// terminal would obey: U+FFFD stands for each of them and for what is no
/// UTF-8.
std::string cleanText(llvm::StringRef text);

/// At most \p longest bytes: \p text, or its beginning up to the end of a
/// character and "..".
std::string shorten(llvm::StringRef text, size_t longest);

/// The one of \p known that \p word is most likely meant to be, in any case:
/// about one character in three may be wrong, or all after the third missing.
/// Empty if none is that close.
llvm::StringRef closest(llvm::StringRef word,
                        llvm::ArrayRef<llvm::StringRef> known);

/// `a`, `a or b`, `a, b or c`, with \p conjunction before the last; empty if
/// there are none.
std::string listWords(llvm::ArrayRef<llvm::StringRef> words,
                      llvm::StringRef conjunction);

/// `64 KiB`, `3 bits`: an amount of memory in the largest unit of which it is a
/// multiple.
std::string sizeText(int64_t bits);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_TEXT_H
