//===- HtmlCharts.h - Pictures of an HTML report ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_REPORT_HTMLCHARTS_H
#define NEUROSPECTOR_LIB_REPORT_HTMLCHARTS_H

#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace neurospector {

/// \p text with what HTML would take for markup replaced.
std::string escapeHtml(llvm::StringRef text);

/// Total energy and cycles of one component.
double energyOf(const Cost &cost, unsigned component);

/// One bar per layer, as long as its share of the largest, cut into the
/// components' parts. \p part is a layer's value of one component.
void printBars(llvm::raw_ostream &os, llvm::ArrayRef<ScheduleReport> layers,
               llvm::function_ref<double(const Cost &, unsigned)> part,
               llvm::function_ref<std::string(double)> format);

/// Multiply-accumulates per cycle over multiply-accumulates per element from
/// DRAM, both logarithmic, with the roofs of the MAC units and of DRAM.
void printRoofline(llvm::raw_ostream &os,
                   llvm::ArrayRef<ScheduleReport> layers);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_REPORT_HTMLCHARTS_H
