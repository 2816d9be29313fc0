//===- ProgressBar.h - How much is done, on a terminal ----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TOOLS_NEUROSPECTOR_PROGRESSBAR_H
#define NEUROSPECTOR_TOOLS_NEUROSPECTOR_PROGRESSBAR_H

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <mutex>

namespace neurospector::tool {

/// A line on standard error that is redrawn as work is done, and wiped at the
/// end. Nothing is drawn in a pipe, or in the first second.
class ProgressBar {
public:
  explicit ProgressBar(std::string title) : title(std::move(title)) {}
  ~ProgressBar() {
    if (drawn)
      llvm::errs() << '\r' << std::string(title.size() + width + 10, ' ')
                   << '\r';
  }

  /// May be called from any thread; \p done of \p total units.
  void update(uint64_t done, uint64_t total) {
    std::lock_guard<std::mutex> lock(mutex);
    auto now = std::chrono::steady_clock::now();
    if (!visible || now - start < std::chrono::seconds(1) ||
        now - last < std::chrono::milliseconds(100))
      return;
    last = now;
    drawn = true;
    double share = static_cast<double>(done) / static_cast<double>(total);
    auto filled = static_cast<size_t>(share * width);
    llvm::errs() << llvm::formatv(
        "\r{0} [{1}{2}] {3,3:f0}%", title, std::string(filled, '#'),
        std::string(width - filled, '.'), 100 * share);
  }

private:
  static constexpr size_t width = 40;

  std::string title;
  std::mutex mutex; ///< guards what follows
  const bool visible = llvm::errs().is_displayed();
  std::chrono::steady_clock::time_point start =
                                            std::chrono::steady_clock::now(),
                                        last;
  bool drawn = false;
};

} // namespace neurospector::tool

#endif // NEUROSPECTOR_TOOLS_NEUROSPECTOR_PROGRESSBAR_H
