//===- JsonLines.cpp - Files of one JSON object per line ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JsonLines.h"
#include "ConfigFile.h"
#include "Diagnose.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace neurospector;

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

bool JsonLines::isReadable() const {
  llvm::StringRef problem = findEncodingProblem(file.getBuffer());
  return problem.empty() || error(file.getBufferStart(), problem);
}

bool JsonLines::next() {
  while (!rest.empty()) {
    std::tie(line, rest) = rest.split('\n');
    ++number;
    if (!line.trim().empty())
      return true;
  }
  return false;
}

void JsonLines::report(const char *place, llvm::SourceMgr::DiagKind kind,
                       const llvm::Twine &message) const {
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBuffer(file, /*RequiresNull=*/false), {});
  diagnose(handler, sources, place, kind, message);
}

bool JsonLines::error(const char *place, const llvm::Twine &message) const {
  report(place, llvm::SourceMgr::DK_Error, message);
  return false;
}

bool JsonLines::error(llvm::Error problem) const {
  return error(line.data(), llvm::toString(std::move(problem)));
}

bool JsonLines::error(const JsonScanner &scanner) const {
  // JSON that goes on in the next line is what other tools print.
  bool goesOn =
      !rest.trim().empty() && (scanner.errorPlace >= line.rtrim().end() ||
                               line.ltrim().starts_with("["));
  return error(scanner.errorPlace, goesOn ? "expected one JSON object per line"
                                          : llvm::Twine(scanner.message));
}

void JsonLines::warnOfField(llvm::StringRef key,
                            llvm::ArrayRef<llvm::StringRef> known) {
  if (warned.size() < ConfigFile::maxDiagnostics && warned.insert(key).second)
    report(key.data(), llvm::SourceMgr::DK_Warning,
           "unknown field '" + key + "' ignored" + suggest(key, known));
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

bool LayerFields::once(llvm::StringRef key, Keys &keys) {
  if (llvm::any_of(keys, [&](llvm::StringRef other) {
        return other.equals_insensitive(key);
      }))
    return scanner.fail(key.data(), "duplicate field '" + key + "'");
  keys.push_back(key);
  return true;
}

bool LayerFields::atLeast(int64_t minimum, int64_t &result) {
  return scanner.integer(result) &&
         (result >= minimum ||
          scanner.fail("expected a positive number, found " +
                       llvm::Twine(result)));
}

bool LayerFields::factors(Factors &result) {
  unsigned count = 0;
  bool ok = scanner.array([&] {
    return count < numDims ? atLeast(1, result[count++])
                           : scanner.fail("expected " + dimSyntax() +
                                          ", found more values");
  });
  return ok && (isDimCount(count) ||
                scanner.fail("expected " + dimSyntax() + ", found " +
                             llvm::Twine(count) + " values"));
}

/// One number for all pairs, or a list of them.
bool LayerFields::perPair(int64_t minimum, int64_t ImageWindow::*member) {
  if (!scanner.atArray()) {
    int64_t value = 1;
    bool ok = atLeast(minimum, value);
    for (ImageWindow &pair : layer.pairs)
      pair.*member = value;
    return ok;
  }
  unsigned count = 0;
  auto expected = "expected " + std::to_string(numPublishedPairs) + " to " +
                  std::to_string(numPairs) + " values, found ";
  bool ok = scanner.array([&] {
    return count < numPairs ? atLeast(minimum, layer.pairs[count++].*member)
                            : scanner.fail(expected + "more");
  });
  return ok && (count >= numPublishedPairs ||
                scanner.fail(expected + llvm::Twine(count)));
}

/// A name: a string with any escapes.
bool LayerFields::text(std::string &result) {
  const char *begin = scanner.place();
  if (!scanner.skip())
    return false;
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(
      llvm::json::fixUTF8(llvm::StringRef(begin, scanner.place() - begin)));
  if (!value) {
    llvm::consumeError(value.takeError());
    return scanner.fail("string with an invalid escape or control character");
  }
  std::optional<llvm::StringRef> string = value->getAsString();
  if (!string)
    return scanner.fail("expected a string");
  result = cleanText(*string);
  return true;
}

bool LayerFields::read(llvm::StringRef key) {
  if (!once(key))
    return false;
  if (key == "bounds")
    return factors(layer.bounds);
  if (key == "stride")
    return perPair(0, &ImageWindow::stride);
  if (key == "dilation")
    return perPair(1, &ImageWindow::dilation);
  if (key == "repeat")
    return atLeast(1, layer.runs);
  return text(layer.name);
}

bool LayerFields::require(llvm::StringRef key) {
  return has(key) || scanner.fail("missing field '" + key + "'");
}

bool LayerFields::finish() {
  if (!require("bounds"))
    return false;
  // Published files give a matrix product, which slides nowhere, stride 0.
  if (!layer.slides())
    for (ImageWindow &pair : layer.pairs)
      pair.stride = std::max<int64_t>(pair.stride, 1);
  for (unsigned i = listedPairs(layer.bounds); i < numPairs; ++i)
    layer.pairs[i] = ImageWindow();
  return true;
}
