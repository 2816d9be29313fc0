//===- Diagnose.cpp - Diagnostics of bounded size -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Diagnose.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"

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

llvm::StringRef neurospector::findEncodingProblem(llvm::StringRef text) {
  constexpr llvm::StringLiteral marks[] = {"\xFF\xFE", "\xFE\xFF"};
  bool isMarked = llvm::any_of(
      marks, [&](llvm::StringRef mark) { return text.starts_with(mark); });
  // Without a mark, every other byte of what is ASCII is zero.
  bool isWide =
      text.size() >= 4 && ((text[0] == 0 && text[2] == 0 && text[1] != 0) ||
                           (text[1] == 0 && text[3] == 0 && text[0] != 0));
  if (isMarked || isWide)
    return "the file is in UTF-16, expected UTF-8";
  if (!text.contains('\n') && text.rtrim('\r').contains('\r'))
    return "lines end in a carriage return alone, expected a line feed";
  return "";
}
