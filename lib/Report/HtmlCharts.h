//===- HtmlCharts.h - Pictures of an HTML report ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_REPORT_HTMLCHARTS_H
#define NEUROSPECTOR_LIB_REPORT_HTMLCHARTS_H

#include "Components.h"
#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace neurospector {

/// \p text with what HTML would take for markup replaced.
std::string escapeHtml(llvm::StringRef text);

/// Style rules for the classes `c0`, `c1`, ... of so many components.
void printColors(llvm::raw_ostream &os, size_t components);

/// One bar per layer, as long as its share of the largest, cut into the
/// components' parts. \p parts are the values of all components of one layer.
void printBars(
    llvm::raw_ostream &os, llvm::ArrayRef<ScheduleReport> layers,
    llvm::function_ref<std::vector<double>(const ScheduleReport &)> parts,
    llvm::function_ref<std::string(double)> format);

/// Multiply-accumulates per cycle over multiply-accumulates per element from
/// DRAM, both logarithmic, with the roofs of the MAC units and of DRAM: for
/// machines of the published shape without overlapping time.
void printRoofline(llvm::raw_ostream &os,
                   llvm::ArrayRef<ScheduleReport> layers);

/// Multiply-accumulates per cycle over multiply-accumulates per byte that the
/// layer's limit could move while it is busy, with the roofs of the MAC units
/// and of every memory whose bandwidth is limited.
void printMemoryRooflines(llvm::raw_ostream &os,
                          llvm::ArrayRef<ScheduleReport> layers);

/// Of a schedule whose tiles do not divide: how much is idle because of that,
/// and for each dimension with a remainder the pieces that each level cuts it
/// into, in their order, as bars that are as wide as the bound.
void printPieces(llvm::raw_ostream &os, const ScheduleReport &report);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_REPORT_HTMLCHARTS_H
