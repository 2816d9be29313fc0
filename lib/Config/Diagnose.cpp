//===- Diagnose.cpp - Diagnostics of bounded size -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Diagnose.h"
#include "neurospector/Model/Text.h"

using namespace neurospector;

/// As it may be shown: the text is from a file.
static std::string excerpt(llvm::StringRef text) {
  return cleanText(shorten(text, /*longest=*/400));
}

void neurospector::diagnose(DiagnosticHandler handler,
                            const llvm::SourceMgr &sources, const char *place,
                            llvm::SourceMgr::DiagKind kind,
                            const llvm::Twine &message) {
  auto location = llvm::SMLoc::getFromPointer(place);
  llvm::SMDiagnostic full =
      sources.GetMessage(location, kind, excerpt(message.str()));
  handler({sources, location, full.getFilename(), full.getLineNo(),
           full.getColumnNo(), kind, full.getMessage(),
           excerpt(full.getLineContents()), full.getRanges()});
}

void neurospector::writeDiagnostic(llvm::raw_ostream &os,
                                   const llvm::SMDiagnostic &diagnostic) {
  if (diagnostic.getLineContents().size() <= 100)
    return diagnostic.print(nullptr, os);
  os << diagnostic.getFilename() << ':' << diagnostic.getLineNo() << ':'
     << diagnostic.getColumnNo() + 1
     << (diagnostic.getKind() == llvm::SourceMgr::DK_Warning ? ": warning: "
                                                             : ": error: ")
     << diagnostic.getMessage() << '\n';
}
