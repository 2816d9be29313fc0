//===- Registration.cpp - What ns-translate can do ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Translation/Network.h"

#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
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
  std::optional<ns::Network> network =
      ns::parseNetwork(file->getMemBufferRef(), report);
  if (!network)
    return nullptr;
  context->loadDialect<NeurospectorDialect, func::FuncDialect,
                       linalg::LinalgDialect>();
  StringRef path = file->getBufferIdentifier();
  return buildModule(*network, FileLineColLoc::get(context, path, 1, 1));
}

void mlir::neurospector::registerNetworkTranslations() {
  TranslateFromMLIRRegistration toNetwork(
      "mlir-to-neurospector-network",
      "list the layers of a module as a network file",
      [](Operation *root, llvm::raw_ostream &output) {
        ns::Network network = getNetwork(root);
        if (network.layers.empty())
          return LogicalResult(emitError(root->getLoc(), "has no layers"));
        printCountedNetwork(output, network);
        return success();
      },
      [](DialectRegistry &registry) {
        registerAllDialects(registry);
        registry.insert<NeurospectorDialect>();
      });
  TranslateToMLIRRegistration fromNetwork(
      "neurospector-network-to-mlir",
      "write the layers of a network file as linalg ops", readNetwork,
      [](DialectRegistry &registry) {
        registry.insert<NeurospectorDialect, func::FuncDialect,
                        linalg::LinalgDialect>();
      });
}
