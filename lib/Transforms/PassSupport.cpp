//===- PassSupport.cpp - What several passes need -------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PassSupport.h"

#include "neurospector/Config/Config.h"
#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"

#include <mutex>

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

remark::RemarkOpts mlir::neurospector::remarkOn(Operation *op, StringRef name) {
  auto function = op->getParentOfType<FunctionOpInterface>();
  return remark::RemarkOpts::name(name)
      .category("neurospector")
      .function(function ? function.getName() : StringRef("<module>"));
}

LogicalResult TopLevelOnly::check(Operation *op, StringRef pass) {
  if (!op->getParentOp())
    return success();
  Operation *top = op;
  while (top->getParentOp())
    top = top->getParentOp();
  // At the top, because any of the ops may be the first to get here.
  if (!said->exchange(true))
    emitError(top->getLoc(), "'")
        << pass << "' must run on the top-level op: the pipeline is '"
        << top->getName() << "(" << pass << ")', without '" << op->getName()
        << "(...)' around it";
  return failure();
}

void mlir::neurospector::dropLabels(Operation *op) {
  if (op->hasAttr(nestAttrName))
    op->removeDiscardableAttr(assumeAttrName);
  for (StringRef name : {levelAttrName, nestAttrName})
    op->removeDiscardableAttr(name);
  auto alloc = dyn_cast<bufferization::AllocTensorOp>(op);
  if (alloc && isa_and_nonnull<BufferAttr>(alloc.getMemorySpaceAttr()))
    alloc.removeMemorySpaceAttr();
  auto forall = dyn_cast<scf::ForallOp>(op);
  if (forall && forall.getMapping() && !forall.getMapping()->empty() &&
      llvm::all_of(*forall.getMapping(), llvm::IsaPred<AxisAttr>))
    forall.removeMappingAttr();
}

/// Passes a diagnostic of a configuration file on, at its place in that file.
static void emitDiagnostic(Operation *op,
                           const llvm::SMDiagnostic &diagnostic) {
  Location location = op->getLoc();
  if (diagnostic.getLineNo() > 0)
    location = FileLineColLoc::get(op->getContext(), diagnostic.getFilename(),
                                   diagnostic.getLineNo(),
                                   std::max(diagnostic.getColumnNo(), 0) + 1);
  switch (diagnostic.getKind()) {
  case llvm::SourceMgr::DK_Error:
    emitError(location, diagnostic.getMessage());
    break;
  case llvm::SourceMgr::DK_Warning:
    emitWarning(location, diagnostic.getMessage());
    break;
  case llvm::SourceMgr::DK_Remark:
  case llvm::SourceMgr::DK_Note:
    emitRemark(location, diagnostic.getMessage());
    break;
  }
}

FailureOr<ns::Accelerator> mlir::neurospector::loadAccelerator(Operation *op,
                                                               StringRef name) {
  std::optional<ns::Accelerator> machine =
      ns::loadAccelerator(name, [&](const llvm::SMDiagnostic &diagnostic) {
        emitDiagnostic(op, diagnostic);
      });
  if (!machine)
    return failure();
  return std::move(*machine);
}

/// \p op is from further down in the file whose earlier part this process
/// reported to \p path last: a part of a split input.
static bool isLaterPart(Operation *op, StringRef path) {
  static std::mutex mutex;
  static llvm::StringMap<std::pair<std::string, unsigned>> reported;
  auto location = op->getLoc()->findInstanceOf<FileLineColLoc>();
  if (!location)
    return false;
  StringRef file = location.getFilename();
  std::lock_guard<std::mutex> lock(mutex);
  auto &[lastFile, lastLine] = reported[path];
  bool isLater = lastFile == file && lastLine < location.getLine();
  lastFile = file.str();
  lastLine = location.getLine();
  return isLater;
}

FailureOr<std::unique_ptr<llvm::ToolOutputFile>>
mlir::neurospector::openReport(Operation *op, StringRef path) {
  if (path.empty() || path == "-")
    return std::unique_ptr<llvm::ToolOutputFile>();
  bool isLater = isLaterPart(op, path);
  if (isLater && path.ends_with(".html"))
    emitWarning(op->getLoc(), "the page '")
        << path << "' shows only this part of the input; a report that ends in "
        << ".json, .csv or .txt has all parts";
  bool appends = isLater && !path.ends_with(".html");
  std::error_code error;
  auto file = std::make_unique<llvm::ToolOutputFile>(
      path, error, appends ? llvm::sys::fs::OF_Append : llvm::sys::fs::OF_None);
  if (error)
    return emitError(op->getLoc(), "cannot open output file '")
           << path << "': " << error.message();
  // What earlier parts wrote stays whatever becomes of this one.
  if (appends)
    file->keep();
  return file;
}

LogicalResult mlir::neurospector::keepReport(Operation *op,
                                             llvm::ToolOutputFile &file) {
  llvm::raw_fd_ostream &os = file.os();
  os.flush();
  if (!os.has_error()) {
    file.keep();
    return success();
  }
  emitError(op->getLoc(), "cannot write '")
      << file.outputFilename() << "': " << os.error().message();
  os.clear_error();
  return failure();
}
