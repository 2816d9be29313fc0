//===- NeurospectorPlugin.cpp - NeuroSpector in mlir-opt ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   mlir-opt-22 --load-dialect-plugin=NeurospectorPlugin.so
//     --load-pass-plugin=NeurospectorPlugin.so
//     --pass-pipeline='builtin.module(neurospector-schedule{...})'
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "mlir/Tools/Plugins/DialectPlugin.h"
#include "mlir/Tools/Plugins/PassPlugin.h"

extern "C" LLVM_ATTRIBUTE_WEAK mlir::DialectPluginLibraryInfo
mlirGetDialectPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "Neurospector", NEUROSPECTOR_VERSION,
          [](mlir::DialectRegistry *registry) {
            registry->insert<mlir::neurospector::NeurospectorDialect>();
          }};
}

extern "C" LLVM_ATTRIBUTE_WEAK mlir::PassPluginLibraryInfo
mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "Neurospector", NEUROSPECTOR_VERSION,
          [] { mlir::neurospector::registerNeurospectorPasses(); }};
}
