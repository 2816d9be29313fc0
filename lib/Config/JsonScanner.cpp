//===- JsonScanner.cpp - JSON read in one pass ----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JsonScanner.h"

#include <charconv>

using namespace neurospector;

/// Values nested deeper than this are refused rather than followed.
static constexpr unsigned maxDepth = 64;

bool JsonScanner::fail(const char *place, const llvm::Twine &what) {
  if (!errorPlace) {
    errorPlace = place;
    message = what.str();
  }
  return false;
}

bool JsonScanner::expect(char c) {
  skipSpace();
  if (!rest.empty() && rest.front() == c) {
    rest = rest.drop_front();
    return true;
  }
  return fail("expected '" + llvm::Twine(c) + "'");
}

bool JsonScanner::atArray() {
  skipSpace();
  return rest.starts_with("[");
}

bool JsonScanner::end() {
  skipSpace();
  return rest.empty() || fail("expected the end of the line");
}

bool JsonScanner::object(llvm::function_ref<bool(llvm::StringRef)> field) {
  if (!expect('{'))
    return false;
  skipSpace();
  if (rest.consume_front("}"))
    return true;
  do {
    llvm::StringRef key;
    if (!string(key) || !expect(':') || !field(key))
      return false;
    skipSpace();
  } while (rest.consume_front(","));
  return expect('}');
}

bool JsonScanner::array(llvm::function_ref<bool()> item) {
  if (!expect('['))
    return false;
  skipSpace();
  if (rest.consume_front("]"))
    return true;
  do {
    if (!item())
      return false;
    skipSpace();
  } while (rest.consume_front(","));
  return expect(']');
}

bool JsonScanner::integer(int64_t &result) {
  skipSpace();
  auto [end, error] = std::from_chars(rest.begin(), rest.end(), result);
  if (error == std::errc::result_out_of_range)
    return fail("number exceeds 64 bits");
  bool isFraction =
      end != rest.end() && (*end == '.' || *end == 'e' || *end == 'E');
  if (error != std::errc() || isFraction)
    return fail("expected an integer");
  rest = rest.drop_front(end - rest.begin());
  return true;
}

bool JsonScanner::string(llvm::StringRef &result) {
  skipSpace();
  if (!rest.starts_with("\""))
    return fail("expected a string");
  size_t close = rest.find_first_of("\"\\", 1);
  if (close == llvm::StringRef::npos)
    return fail("string without an end");
  if (rest[close] == '\\')
    return fail("names with escapes are not supported");
  result = rest.slice(1, close);
  rest = rest.drop_front(close + 1);
  return true;
}

bool JsonScanner::skipString() {
  size_t i = 1;
  while (i < rest.size() && rest[i] != '"')
    i += rest[i] == '\\' ? 2 : 1;
  if (i >= rest.size())
    return fail("string without an end");
  rest = rest.drop_front(i + 1);
  return true;
}

/// A number, true, false or null.
bool JsonScanner::skipWord() {
  double number;
  auto [end, error] = std::from_chars(rest.begin(), rest.end(), number);
  // What no double holds is a number nevertheless.
  if (error == std::errc() || error == std::errc::result_out_of_range) {
    rest = rest.drop_front(end - rest.begin());
    return true;
  }
  return rest.consume_front("true") || rest.consume_front("false") ||
         rest.consume_front("null") || fail("expected a value");
}

bool JsonScanner::skip(unsigned depth) {
  if (depth > maxDepth)
    return fail("values nested too deeply");
  skipSpace();
  if (rest.starts_with("\""))
    return skipString();
  if (rest.starts_with("["))
    return array([&] { return skip(depth + 1); });
  if (!rest.starts_with("{"))
    return skipWord();
  return object([&](llvm::StringRef) { return skip(depth + 1); });
}
