//===- Config.h - Reading and writing configuration files -------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Machines, networks and schedules as files (docs/configuration.md):
//
//             `.cfg` of the published tool    for any machine or layer
//   machine   parseAccelerator                parseAcceleratorYaml
//   network   parseNetwork                    parseNetworkJsonl
//   schedule  parseSchedule                   parseScheduleRecords
//                                             (ScheduleRecord.h)
//
// A reader reports every problem of a file (of JSON Lines: the first), each
// with file, line, column and caret, and gives no value if one of them was an
// error.
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

/// One as `file:line:column: error: message`, and below it the line and a
/// caret, unless the line is too long to show, as a record of a data set is.
void writeDiagnostic(llvm::raw_ostream &os,
                     const llvm::SMDiagnostic &diagnostic);

//===----------------------------------------------------------------------===//
// Machines
//===----------------------------------------------------------------------===//

std::optional<Accelerator> parseAccelerator(llvm::MemoryBufferRef file,
                                            DiagnosticHandler handler);
std::optional<Accelerator> parseAcceleratorYaml(llvm::MemoryBufferRef file,
                                                DiagnosticHandler handler);

/// Writes any machine as YAML that reads back as the same value: the keys that
/// differ from their defaults.
void printAccelerator(llvm::raw_ostream &os, const Accelerator &accelerator);

//===----------------------------------------------------------------------===//
// Networks
//===----------------------------------------------------------------------===//

/// A network: layers in order of execution.
struct Network {
  std::string name;
  std::vector<Layer> layers;
};

std::optional<Network> parseNetwork(llvm::MemoryBufferRef file,
                                    DiagnosticHandler handler);
/// One layer per line, for strides and dilations per axis:
/// {"layer": "c1", "bounds": [64,1,56,56,3,7,7,1], "stride": [2,1],
///  "dilation": 1, "repeat": 3}
/// K and C are per group. `stride`, `dilation` and `repeat` are 1 if absent,
/// the first two one number for all pairs or a list (ScheduleRecord.h). The
/// network is named like the file.
std::optional<Network> parseNetworkJsonl(llvm::MemoryBufferRef file,
                                         DiagnosticHandler handler);

/// Without what `.cfg` cannot say: all strides are that of the first pair, all
/// dilations one, and each layer runs once.
void printNetwork(llvm::raw_ostream &os, const Network &network);
void printNetworkJsonl(llvm::raw_ostream &os, const Network &network);

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

/// A schedule as the published tool writes it: the steps of each level, which
/// it calls factors, and a dataflow for each of two buffers. Its machine has
/// the published shape (PublishedShape.h).
///
/// Example: on Eyeriss, K = 64 as LOCAL_BUFFER 4, PE_ARRAY(Y) 8, DRAM 2 are
/// tiles of 32 from DRAM and of 4 from the array.
struct NamedSchedule {
  std::string layer;
  llvm::SmallVector<Factors, 10> rows; ///< of each level, outermost first
  /// LOCAL_BUFFER's dataflow orders the loops of GLOBAL_BUFFER, GLOBAL_BUFFER's
  /// those of DRAM; without a GLOBAL_BUFFER, LOCAL_BUFFER's those of DRAM.
  Operand localBuffer = Operand::Output, globalBuffer = Operand::Output;

  /// All factors one, the dataflows of \p accelerator.
  explicit NamedSchedule(const Accelerator &accelerator);

  /// None if it cannot say all there is to say: the machine has another shape,
  /// a tile does not divide the one it is cut from, or an order is none of the
  /// dataflows.
  static std::optional<NamedSchedule> of(const Layer &layer,
                                         const Accelerator &accelerator,
                                         const Schedule &schedule);

  /// The same as tiles and orders. Fails if the factors of a dimension do not
  /// multiply to its bound.
  llvm::Expected<Schedule> on(const Layer &layer,
                              const Accelerator &accelerator) const;

  bool operator==(const NamedSchedule &) const = default;
};

/// \p accelerator gives the dataflows where the file names none, and says
/// which rows the file may leave out; it is an error if it has not the
/// published shape. An error that \p use returns is reported at the table.
std::optional<NamedSchedule>
parseSchedule(llvm::MemoryBufferRef file, const Accelerator &accelerator,
              DiagnosticHandler handler,
              llvm::function_ref<llvm::Error(NamedSchedule &)> use = nullptr);
void printSchedule(llvm::raw_ostream &os, const NamedSchedule &schedule,
                   const Accelerator &accelerator);

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// The file at \p path without a byte order mark, unless it holds more than
/// \p maxBytes: a device may have no end.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readFile(llvm::StringRef path, uint64_t maxBytes);
inline constexpr uint64_t maxConfigBytes = 16 << 20;

/// Names of the accelerators and networks that are compiled in, sorted.
llvm::ArrayRef<llvm::StringRef> builtinAccelerators();
llvm::ArrayRef<llvm::StringRef> builtinNetworks();

/// What the built-in accelerator \p name is, in a line: its file begins with
/// it.
llvm::StringRef acceleratorSummary(llvm::StringRef name);

/// The accelerator or network with the built-in name \p nameOrPath, else the
/// one in the file at that path: YAML if it ends in `.yaml` or `.yml`, JSON
/// Lines if it ends in `.jsonl`, all else is `.cfg`. A name that is neither is
/// an error without a location that lists the built-in names.
std::optional<Accelerator> loadAccelerator(llvm::StringRef nameOrPath,
                                           DiagnosticHandler handler);
std::optional<Network> loadNetwork(llvm::StringRef nameOrPath,
                                   DiagnosticHandler handler);

} // namespace neurospector

#endif // NEUROSPECTOR_CONFIG_CONFIG_H
