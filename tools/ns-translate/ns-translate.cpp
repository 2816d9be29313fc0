//===- ns-translate.cpp - mlir-translate with NeuroSpector ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Translation/Network.h"

#include "mlir/Support/LogicalResult.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"

int main(int argc, char **argv) {
  mlir::neurospector::registerNetworkTranslations();
  return mlir::failed(mlir::mlirTranslateMain(
      argc, argv, "NeuroSpector: network files from and to MLIR\n"));
}
