//===- Config.h - Reading and writing configuration files -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The three `.cfg` formats (design: section 4) as values. A reader reports
// every problem of a file, each with file, line, column and caret, and gives
// no value if one of them was an error.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_CONFIG_CONFIG_H
#define NEUROSPECTOR_CONFIG_CONFIG_H

#include "neurospector/Model/Schedule.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

namespace neurospector {

/// Receives each error and warning of a file, in order.
using DiagnosticHandler = llvm::function_ref<void(const llvm::SMDiagnostic &)>;

/// A network: layers in order of execution.
struct Network {
  std::string name;
  std::vector<Layer> layers;
};

/// A schedule and the name of the layer it belongs to.
struct NamedSchedule {
  std::string layer;
  Schedule schedule;
};

std::optional<Accelerator> parseAccelerator(llvm::MemoryBufferRef file,
                                            DiagnosticHandler handler);
std::optional<Network> parseNetwork(llvm::MemoryBufferRef file,
                                    DiagnosticHandler handler);
/// \p accelerator gives the dataflows where the file names none, and says
/// which rows the file may leave out. An error that \p use returns is reported
/// at the table.
std::optional<NamedSchedule>
parseSchedule(llvm::MemoryBufferRef file, const Accelerator &accelerator,
              DiagnosticHandler handler,
              llvm::function_ref<llvm::Error(NamedSchedule &)> use = nullptr);

void printAccelerator(llvm::raw_ostream &os, const Accelerator &accelerator);
void printNetwork(llvm::raw_ostream &os, const Network &network);
void printSchedule(llvm::raw_ostream &os, const NamedSchedule &schedule,
                   const Accelerator &accelerator);

/// The file at \p path without a byte order mark, unless it holds more than
/// \p maxBytes: a device may have no end.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readFile(llvm::StringRef path, uint64_t maxBytes);
inline constexpr uint64_t maxConfigBytes = 16 << 20;

/// Names of the accelerators and networks that are compiled in, sorted.
llvm::ArrayRef<llvm::StringRef> builtinAccelerators();
llvm::ArrayRef<llvm::StringRef> builtinNetworks();

/// The accelerator or network with the built-in name \p nameOrPath, else the
/// one in the file at that path. A name that is neither is an error without a
/// location that lists the built-in names.
std::optional<Accelerator> loadAccelerator(llvm::StringRef nameOrPath,
                                           DiagnosticHandler handler);
std::optional<Network> loadNetwork(llvm::StringRef nameOrPath,
                                   DiagnosticHandler handler);

} // namespace neurospector

#endif // NEUROSPECTOR_CONFIG_CONFIG_H
