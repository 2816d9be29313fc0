//===- ConfigFile.cpp - A file whose problems have a place ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConfigFile.h"
#include "Diagnose.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>

using namespace neurospector;
using llvm::SourceMgr;
using llvm::Twine;

// The source manager shows lines of the buffer it is given; tokens point into
// that same memory.
ConfigFile::ConfigFile(llvm::MemoryBufferRef buffer, DiagnosticHandler handler)
    : handler(handler) {
  std::unique_ptr<llvm::MemoryBuffer> copy =
      llvm::MemoryBuffer::getMemBufferCopy(buffer.getBuffer(),
                                           buffer.getBufferIdentifier());
  text = copy->getBuffer();
  sources.AddNewSourceBuffer(std::move(copy), llvm::SMLoc());
  llvm::StringRef problem = findEncodingProblem(text);
  if (problem.empty())
    return;
  // All else that could be said follows from this.
  error(begin(), problem);
  isUnreadable = true;
  text = text.take_back(0);
}

void ConfigFile::report(Token where, SourceMgr::DiagKind kind, unsigned count,
                        const Twine &message) {
  if (isUnreadable)
    return;
  if (count <= maxDiagnostics)
    diagnose(handler, sources, where.data(), kind, message);
  else if (count == maxDiagnostics + 1)
    diagnose(handler, sources, where.data(), kind,
             kind == SourceMgr::DK_Error ? "too many errors"
                                         : "too many warnings");
}

void ConfigFile::error(Token where, const Twine &message) {
  report(where, SourceMgr::DK_Error, ++errors, message);
}

void ConfigFile::warning(Token where, const Twine &message) {
  report(where, SourceMgr::DK_Warning, ++warnings, message);
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

std::optional<int64_t> ConfigFile::integer(Token text, int64_t minimum) {
  int64_t value;
  if (text.getAsInteger(10, value)) {
    error(text, "expected an integer, found '" + text + "'");
    return std::nullopt;
  }
  if (value < minimum) {
    error(text, "expected at least " + Twine(minimum) + ", found " + text);
    return std::nullopt;
  }
  return value;
}

std::optional<double> ConfigFile::real(Token text) {
  // Many more digits than a double holds overflow the stack of APFloat.
  constexpr size_t longest = 64;
  if (text.size() > longest) {
    error(text, "expected a number of at most " + Twine(longest) +
                    " characters, found " + Twine(text.size()));
    return std::nullopt;
  }
  double value;
  if (text.empty() || text.getAsDouble(value) || !std::isfinite(value)) {
    error(text, "expected a number, found '" + text + "'");
    return std::nullopt;
  }
  if (value < 0) {
    error(text, "expected a number that is not negative, found " + text);
    return std::nullopt;
  }
  if (value > maxQuantity) {
    error(text, "expected at most 1e30, found " + text);
    return std::nullopt;
  }
  return value;
}

std::optional<double> ConfigFile::frequency(Token text) {
  std::optional<double> value = real(text);
  if (value == 0.0)
    error(text, "expected a positive frequency in MHz, found " + text);
  else if (value && *value < 1 / maxQuantity)
    error(text, "expected at least 1e-30, found " + text);
  return value;
}

template <typename T, size_t N>
static std::optional<T> findName(llvm::StringRef text,
                                 const std::array<T, N> &values) {
  for (T value : values)
    if (text.equals_insensitive(name(value)))
      return value;
  return std::nullopt;
}

std::optional<Dim> neurospector::findDimension(llvm::StringRef text) {
  return findName(text, allDims);
}

std::optional<Operand> neurospector::findOperand(llvm::StringRef text) {
  return findName(text, allOperands);
}

std::optional<Operand> neurospector::findDataflow(llvm::StringRef text) {
  for (Operand op : allOperands)
    if (text.equals_insensitive(dataflowName(op)))
      return op;
  return std::nullopt;
}

bool neurospector::isDimCount(size_t count) {
  return count >= numPublishedDims && count <= numDims && count % 2 == 0;
}

std::string neurospector::dimSyntax() {
  std::string result = listNames(numPublishedPairs), end;
  for (unsigned i = numPublishedPairs; i < numPairs; ++i) {
    result += ("[," + name(imageOf(i)) + "," + name(windowOf(i))).str();
    end += ']';
  }
  return result + end;
}

llvm::StringRef neurospector::meant(llvm::StringRef word,
                                    llvm::ArrayRef<llvm::StringRef> known) {
  constexpr size_t longest = 64; // a longer word is no misspelt one
  return word.size() > longest ? "" : closest(word, known);
}

std::string neurospector::suggest(llvm::StringRef word,
                                  llvm::ArrayRef<llvm::StringRef> known) {
  llvm::StringRef nearest = meant(word, known);
  return nearest.empty() ? ", expected one of " + llvm::join(known, ", ")
                         : (", did you mean '" + nearest + "'?").str();
}

//===----------------------------------------------------------------------===//
// What was read
//===----------------------------------------------------------------------===//

/// The machine may still be for narrower elements (`Accelerator::withBits`).
void ConfigFile::warnOfSmallRooms(Token where, const Memory &memory,
                                  const PerOperand<int64_t> &bits) {
  for (const Room &room : memory.rooms) {
    int64_t least = memory.leastBits(room, bits);
    if (room.bits >= least)
      continue;
    std::string operands;
    for (Operand op : allOperands)
      if (room.operands.contains(op))
        operands += (operands.empty() ? "" : ", ") + name(op).str();
    warning(where, "no tile fits into " + Twine(room.bits) +
                       " bits: the smallest of " + operands + " takes " +
                       Twine(least));
  }
}
