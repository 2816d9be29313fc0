//===- Diagnose.h - Diagnostics of bounded size -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_CONFIG_DIAGNOSE_H
#define NEUROSPECTOR_LIB_CONFIG_DIAGNOSE_H

#include "neurospector/Config/Config.h"

namespace neurospector {

/// Reports \p message at \p place, which is in a buffer of \p sources. Cuts the
/// message and the line that it shows short: a file may be one line of
/// megabytes.
void diagnose(DiagnosticHandler handler, const llvm::SourceMgr &sources,
              const char *place, llvm::SourceMgr::DiagKind kind,
              const llvm::Twine &message);

/// What keeps \p text from being read at all: it is in UTF-16, or its lines end
/// as those of old systems did; empty: nothing.
llvm::StringRef findEncodingProblem(llvm::StringRef text);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_CONFIG_DIAGNOSE_H
