//===- Fuzz.h - What every fuzzer needs -------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A fuzzer is one `LLVMFuzzerTestOneInput`. It must not crash, trip a
// sanitizer, leak, or take more than a second, and it aborts where a reader or
// a search contradicts itself. docs/reliability.md says how to run them.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_FUZZ_FUZZ_H
#define NEUROSPECTOR_TEST_FUZZ_FUZZ_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <initializer_list>

namespace neurospector::fuzz {

[[noreturn]] inline void fail(const llvm::Twine &what) {
  llvm::errs() << "fuzzer: " << what << '\n';
  std::abort();
}

inline void check(bool condition, const llvm::Twine &what) {
  if (!condition)
    fail(what);
}

/// Fails if its scope takes more than a second of processor time: other load on
/// the machine does not count, sanitizers do.
class TimeLimit {
public:
  TimeLimit() : begin(now()) {}
  ~TimeLimit() {
    double seconds = now() - begin;
    if (seconds > 1)
      fail("took " + llvm::Twine(static_cast<int>(seconds * 1000)) + " ms");
  }

private:
  static double now() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_nsec) * 1e-9;
  }

  double begin;
};

/// Formats every diagnostic, as a user would see it, and counts errors.
class Diagnostics {
public:
  void operator()(const llvm::SMDiagnostic &diagnostic) {
    llvm::raw_null_ostream stream;
    diagnostic.print("fuzzer", stream);
    errors += diagnostic.getKind() == llvm::SourceMgr::DK_Error;
  }
  /// A file is rejected if and only if there is an error.
  void agreesThat(bool accepted) const {
    check(accepted == (errors == 0),
          "a file is rejected without an error or accepted with one");
  }
  unsigned errors = 0;
};

/// What \p print writes of \p value must parse, and be printed the same again.
template <typename T, typename Parse, typename Print>
void checkPrinting(const T &value, Parse parse, Print print) {
  auto toText = [&](const T &printed) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    print(stream, printed);
    return text;
  };
  std::string text = toText(value);
  std::optional<T> again = parse({text, "again"}, Diagnostics());
  check(again.has_value(), "what was printed does not parse:\n" + text);
  check(toText(*again) == text, "printing is not stable:\n" + text);
}

/// The input as a source of choices; zeros once it is used up.
class Choices {
public:
  explicit Choices(llvm::ArrayRef<uint8_t> bytes) : bytes(bytes) {}

  bool empty() const { return bytes.empty(); }
  uint8_t byte() {
    if (bytes.empty())
      return 0;
    uint8_t value = bytes.front();
    bytes = bytes.drop_front();
    return value;
  }
  uint64_t word() {
    uint64_t value = 0;
    for (int i = 0; i < 8; ++i)
      value = value << 8 | byte();
    return value;
  }
  bool flip() { return byte() & 1; }
  unsigned below(unsigned count) { return byte() % count; }
  template <typename T> T pick(std::initializer_list<T> values) {
    return values.begin()[below(static_cast<unsigned>(values.size()))];
  }

private:
  llvm::ArrayRef<uint8_t> bytes;
};

inline llvm::StringRef textOf(const uint8_t *data, size_t size) {
  return {reinterpret_cast<const char *>(data), size};
}

} // namespace neurospector::fuzz

#endif // NEUROSPECTOR_TEST_FUZZ_FUZZ_H
