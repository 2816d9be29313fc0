//===- Registration.cpp - What ns-translate can do ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Translation/Network.h"

#include "neurospector/Analysis/Unlowered.h"
#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/InitAllDialects.h"
#include "mlir/Tools/mlir-translate/Translation.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

static OwningOpRef<Operation *> readNetwork(llvm::SourceMgr &sources,
                                            MLIRContext *context) {
  const llvm::MemoryBuffer *file =
      sources.getMemoryBuffer(sources.getMainFileID());
  auto report = [&](const llvm::SMDiagnostic &diagnostic) {
    auto location = FileLineColLoc::get(
        context, diagnostic.getFilename(), diagnostic.getLineNo(),
        std::max(diagnostic.getColumnNo(), 0) + 1);
    if (diagnostic.getKind() == llvm::SourceMgr::DK_Error)
      emitError(location, diagnostic.getMessage());
    else
      emitWarning(location, diagnostic.getMessage());
  };
  bool isJsonl = file->getBufferIdentifier().ends_with(".jsonl");
  std::optional<ns::Network> network =
      isJsonl ? ns::parseNetworkJsonl(file->getMemBufferRef(), report)
              : ns::parseNetwork(file->getMemBufferRef(), report);
  if (!network)
    return nullptr;
  context->loadDialect<NeurospectorDialect, func::FuncDialect,
                       linalg::LinalgDialect, scf::SCFDialect>();
  StringRef path = file->getBufferIdentifier();
  return buildModule(*network, FileLineColLoc::get(context, path, 1, 1));
}

static LogicalResult writeNetwork(Operation *root, llvm::raw_ostream &os,
                                  NetworkFormat format) {
  ModuleLayers layers = getNetwork(root, format);
  SmallVector<UnloweredOps> unlowered = findUnlowered(root);
  if (layers.network.layers.empty()) {
    auto error = emitError(root->getLoc(), "has no layers");
    if (!layers.skipped.empty())
      error << ": skipped " << ns::listSkipped(layers.skipped, "op");
    for (const UnloweredOps &ops : unlowered)
      error.attachNote() << describe(ops);
    return error;
  }
  for (const UnloweredOps &ops : unlowered)
    emitWarning(root->getLoc(), "left out: ") << describe(ops);
  if (format == NetworkFormat::Jsonl)
    printNetworkJsonl(os, layers.network);
  else
    printCountedNetwork(os, layers);
  return success();
}

void mlir::neurospector::registerNetworkTranslations() {
  auto registerDialects = [](DialectRegistry &registry) {
    registerAllDialects(registry);
    registry.insert<NeurospectorDialect>();
  };
  TranslateFromMLIRRegistration toCfg(
      "mlir-to-neurospector-network",
      "list the layers of a module as a .cfg network file",
      [](Operation *root, llvm::raw_ostream &os) {
        return writeNetwork(root, os, NetworkFormat::Cfg);
      },
      registerDialects);
  TranslateFromMLIRRegistration toJsonl(
      jsonlTranslation, "list the layers of a module as JSON Lines",
      [](Operation *root, llvm::raw_ostream &os) {
        return writeNetwork(root, os, NetworkFormat::Jsonl);
      },
      registerDialects);
  TranslateToMLIRRegistration fromNetwork(
      "neurospector-network-to-mlir",
      "write the layers of a .cfg or .jsonl network as linalg ops", readNetwork,
      [](DialectRegistry &registry) {
        registry.insert<NeurospectorDialect, func::FuncDialect,
                        linalg::LinalgDialect, scf::SCFDialect>();
      });
}
