//===- ScheduleRows.h - Rows of a published table ---------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the two readers of published tables share: `.cfg` schedules and records
// with `rows`.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_SCHEDULEROWS_H
#define NEUROSPECTOR_LIB_CONFIG_SCHEDULEROWS_H

#include "neurospector/Config/Config.h"
#include "neurospector/Model/PublishedShape.h"

namespace neurospector {

/// All rows that a published table can have, innermost first.
inline constexpr llvm::StringLiteral publishedRows[] = {
    "REG",           "MAC_ARRAY(X)",   "MAC_ARRAY(Y)",
    "LOCAL_BUFFER",  "PE_ARRAY(X)",    "PE_ARRAY(Y)",
    "GLOBAL_BUFFER", "MULTI_CHIPS(X)", "MULTI_CHIPS(Y)",
    "DRAM"};

/// The level called \p name, in any case.
std::optional<size_t> findLevel(const Accelerator &accelerator,
                                llvm::StringRef name);

/// The level whose loops the row called \p name lists; none if \p accelerator
/// has no such level, or one that takes no loops.
std::optional<size_t> findRow(const Accelerator &accelerator,
                              llvm::StringRef name);

/// Why the row called \p name, of no level, may not have other factors.
std::string skippedRow(llvm::StringRef name);

/// Turns \p table into the tiles and orders of \p result, which has as many
/// as the machine has levels. Fails if the factors of a dimension do not
/// multiply to its bound.
llvm::Error fillSchedule(const NamedSchedule &table, const Layer &layer,
                         const PublishedShape &shape, Schedule &result);

/// Why a table is not for \p accelerator.
inline std::string notPublished(const Accelerator &accelerator) {
  return "a table of rows is for machines of the published shape, which '" +
         accelerator.name +
         "' has not: give its schedules as JSON Lines with 'tiles'";
}

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_SCHEDULEROWS_H
