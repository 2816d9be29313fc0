//===- Options.h - What the command is asked to do --------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TOOLS_NEUROSPECTOR_OPTIONS_H
#define NEUROSPECTOR_TOOLS_NEUROSPECTOR_OPTIONS_H

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"

namespace neurospector::tool {

enum class RunType { Optimizer, Analyzer };
enum class Format { Text, Json, Csv };

struct Options {
  RunType runType = RunType::Optimizer;
  Accelerator accelerator;
  std::string acceleratorFile; ///< its path, or the built-in name
  /// Prints the accelerator and that is all; null: go on.
  void (*printAccelerator)(llvm::raw_ostream &, const Accelerator &) = nullptr;
  std::vector<Network> networks; ///< of the optimizer, or of a `.cfg` schedule
  std::string schedulingTable;   ///< path
  Optimizer optimizer = Optimizer::Optimal;
  SearchOptions search;
  unsigned layer = 0; ///< number from 1; 0: all
  bool crossLayer = false;
  std::vector<unsigned> sideBySide; ///< layer numbers from 1; empty: none
  unsigned threads = 1;
  Format format = Format::Text;
  std::string outputDir; ///< empty: none
  std::string report;    ///< path of the HTML page; empty: none
};

/// Reads the command line and the files that it names. Whatever is wrong is
/// printed, and the result empty.
std::optional<Options> readOptions(int argc, char **argv);

/// Prints "neurospector: error: message".
void printError(const llvm::Twine &message);
/// Prints an error; false.
bool fail(const llvm::Twine &message);
/// Prints an error or a warning of a file at its place.
void printDiagnostic(const llvm::SMDiagnostic &diagnostic);

/// The two run types, and the optimizer for layers side by side; true on
/// success.
bool optimize(const Options &options);
bool partition(const Options &options);
bool analyze(const Options &options);

} // namespace neurospector::tool

#endif // NEUROSPECTOR_TOOLS_NEUROSPECTOR_OPTIONS_H
