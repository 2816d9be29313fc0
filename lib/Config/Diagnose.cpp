//===- Diagnose.cpp - Diagnostics of bounded size -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Diagnose.h"

using namespace neurospector;

static std::string shorten(llvm::StringRef text) {
  constexpr size_t longest = 400;
  if (text.size() <= longest)
    return text.str();
  return text.take_front(longest).str() + "...";
}

void neurospector::diagnose(DiagnosticHandler handler,
                            const llvm::SourceMgr &sources, const char *place,
                            llvm::SourceMgr::DiagKind kind,
                            const llvm::Twine &message) {
  auto location = llvm::SMLoc::getFromPointer(place);
  llvm::SMDiagnostic full =
      sources.GetMessage(location, kind, shorten(message.str()));
  handler({sources, location, full.getFilename(), full.getLineNo(),
           full.getColumnNo(), kind, full.getMessage(),
           shorten(full.getLineContents()), full.getRanges()});
}
