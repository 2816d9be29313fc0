//===- HtmlReport.h - Schedules as a page to look at ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_HTMLREPORT_H
#define NEUROSPECTOR_REPORT_HTMLREPORT_H

#include "neurospector/Report/ScheduleReport.h"
#include "llvm/ADT/ArrayRef.h"

namespace neurospector {

/// One self-contained HTML file: totals, energy and cycles of each layer by
/// component, where each layer stands under the machine's roofs, and the loop
/// nest of each schedule with the tiles that the memories hold; what limits the
/// time, and how long each memory is busy, unless the times just add up on a
/// machine of the published shape. Loads nothing and runs no script. All layers
/// are of one accelerator; there may be none. The \p notes are about what is
/// not among them.
void printHtml(llvm::raw_ostream &os, llvm::StringRef title,
               llvm::ArrayRef<ScheduleReport> layers,
               llvm::ArrayRef<std::string> notes = {});

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_HTMLREPORT_H
