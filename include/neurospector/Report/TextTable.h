//===- TextTable.h - Aligned columns ----------------------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_TEXTTABLE_H
#define NEUROSPECTOR_REPORT_TEXTTABLE_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace neurospector {

/// Lines of cells, columns as wide as their widest cell, two spaces apart.
/// Columns are right-aligned unless the
/// constructor or `alignLeft` names them.
class TextTable {
public:
  explicit TextTable(std::initializer_list<unsigned> leftAligned)
      : leftAligned(leftAligned) {}

  void alignLeft(unsigned column) { leftAligned.push_back(column); }

  void add(std::vector<std::string> cells) {
    lines.push_back(std::move(cells));
  }

  void print(llvm::raw_ostream &os) const {
    std::vector<size_t> widths;
    for (const auto &cells : lines) {
      widths.resize(std::max(widths.size(), cells.size()));
      for (const auto &[width, cell] : llvm::zip(widths, cells))
        width = std::max(width, cell.size());
    }
    for (const auto &cells : lines) {
      std::string line;
      for (const auto &[i, cell] : llvm::enumerate(cells)) {
        std::string padding(widths[i] - cell.size(), ' ');
        line += i == 0 ? "" : "  ";
        line += llvm::is_contained(leftAligned, i) ? cell + padding
                                                   : padding + cell;
      }
      os << llvm::StringRef(line).rtrim() << "\n";
    }
  }

private:
  std::vector<unsigned> leftAligned;
  std::vector<std::vector<std::string>> lines;
};

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_TEXTTABLE_H
