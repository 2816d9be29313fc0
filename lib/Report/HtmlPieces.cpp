//===- HtmlPieces.cpp - Where last pieces are smaller ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HtmlCharts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>

using namespace neurospector;

namespace {

/// Pieces of one extent, side by side.
struct PieceRun {
  int64_t number, extent;
};
using PieceRuns = std::vector<PieceRun>;

/// A level that cuts a dimension, and all pieces that it hands inward.
struct CutLevel {
  llvm::StringRef name;
  int64_t tile;
  PieceRuns pieces;

  bool hasRemainder() const {
    return llvm::any_of(
        pieces, [&](const PieceRun &run) { return run.extent != tile; });
  }
};

} // namespace

/// Runs that a line shows; further inside they are too many to tell apart.
static constexpr size_t maxRuns = 256;

static void append(PieceRuns &runs, PieceRun next) {
  if (!runs.empty() && runs.back().extent == next.extent)
    runs.back().number += next.number;
  else
    runs.push_back(next);
}

/// Each piece of \p runs cut into tiles of \p tile; empty if they are too many.
static PieceRuns cut(const PieceRuns &runs, int64_t tile) {
  PieceRuns result;
  for (const auto &[number, extent] : runs) {
    int64_t whole = extent / tile, rest = extent % tile;
    if (rest == 0) {
      append(result, {number * whole, tile});
      continue;
    }
    for (int64_t i = 0; i < (whole == 0 ? 1 : number); ++i) {
      if (whole != 0)
        append(result, {whole, tile});
      append(result, {whole == 0 ? number : 1, rest});
      if (result.size() > maxRuns)
        return {};
    }
  }
  return result;
}

/// The levels that cut \p dim, down to the last that leaves a remainder.
static std::vector<CutLevel> cutLevels(const ScheduleReport &report, Dim dim) {
  std::vector<CutLevel> result;
  PieceRuns pieces = {{1, report.layer.bound(dim)}};
  size_t shown = 0;
  for (const auto &[i, level] : llvm::enumerate(report.accelerator.levels)) {
    if (report.schedule.steps(i, dim, report.layer) == 1)
      continue;
    int64_t tile = report.schedule.tiles[i][index(dim)];
    pieces = cut(pieces, tile);
    if (pieces.empty())
      break;
    result.push_back({level.name, tile, pieces});
    if (result.back().hasRemainder())
      shown = result.size();
  }
  result.resize(shown);
  return result;
}

/// `3 x 2 + 1 x 1`, the largest first.
static std::string describe(const PieceRuns &pieces) {
  std::map<int64_t, int64_t, std::greater<>> numbers;
  for (const auto &[number, extent] : pieces)
    numbers[extent] += number;
  std::string text;
  for (const auto &[extent, number] : numbers)
    text += llvm::formatv("{0}{1} x {2}", text.empty() ? "" : " + ", number,
                          extent);
  return text;
}

/// As wide as its share of the bound, with a gap behind each piece unless they
/// are too narrow for that.
static void printRun(llvm::raw_ostream &os, const PieceRun &run, bool isLast,
                     int64_t bound) {
  constexpr int64_t maxGaps = 64;
  auto number = static_cast<double>(run.number);
  llvm::StringRef color = isLast ? "#e45756" : "#4c78a8";
  os << llvm::formatv("<i style=\"width:{0:f3}%;",
                      100 * number * static_cast<double>(run.extent) /
                          static_cast<double>(bound));
  if (run.number > maxGaps)
    os << "background:" << color;
  else
    os << llvm::formatv("background:linear-gradient(90deg,{0} calc(100% - 1px),"
                        "#fff 0) 0 0/{1:f4}% 100%",
                        color, 100 / number);
  os << llvm::formatv("\" title=\"{0} x {1}\"></i>", run.number, run.extent);
}

void neurospector::printPieces(llvm::raw_ostream &os,
                               const ScheduleReport &report) {
  os << "<p>Idle: " << escapeHtml(idleText(report))
     << ". Smaller pieces are red.</p><div class=\"bars\">\n";
  for (Dim dim : allDims)
    for (const CutLevel &level : cutLevels(report, dim)) {
      os << llvm::formatv("<span class=\"name\">{0}: {1}</span><span "
                          "class=\"bar\">",
                          name(dim), escapeHtml(level.name));
      for (const PieceRun &run : level.pieces)
        printRun(os, run, run.extent != level.tile, report.layer.bound(dim));
      os << llvm::formatv("</span><span class=\"value\">{0}</span>\n",
                          describe(level.pieces));
    }
  os << "</div>\n";
}
