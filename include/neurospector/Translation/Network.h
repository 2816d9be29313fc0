//===- Network.h - Network files from and to MLIR ---------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A module as the list of its layers, in the format of the published tool or as
// JSON Lines, and such a list as linalg ops.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TRANSLATION_NETWORK_H
#define NEUROSPECTOR_TRANSLATION_NETWORK_H

#include "neurospector/Config/Config.h"
#include "neurospector/Report/LayerReport.h"

#include "mlir/IR/BuiltinOps.h"

namespace mlir::neurospector {

/// What a network is written as: the published tool's format, or JSON Lines,
/// which has room for strides and dilations of each axis.
enum class NetworkFormat : uint8_t { Cfg, Jsonl };

/// The translation from MLIR to JSON Lines; that to `.cfg` has no suffix.
inline constexpr llvm::StringLiteral jsonlTranslation =
    "mlir-to-neurospector-network-jsonl";

/// What a module has for a network file, and what it has not.
struct ModuleLayers {
  ::neurospector::Network network;
  ::neurospector::SkippedKinds skipped; ///< ops with a reduction
};

/// The layers of all ops in \p root that can be scheduled, in IR order. A layer
/// is named after its function if it is the only one there, else after its op,
/// numbered; it runs as often as constant trip counts and calls say. An op that
/// multiplies and accumulates but is no layer is left out with a warning, and
/// so is one that \p format cannot express (in a `.cfg` file a dilation, or
/// unequal strides).
ModuleLayers getNetwork(Operation *root, NetworkFormat format);

/// Prints the network as a `.cfg` file, and as comments how many of its layers
/// are equal and what was skipped.
void printCountedNetwork(llvm::raw_ostream &os, const ModuleLayers &layers);

/// A module named after \p network with a function for each layer, in order:
/// \p location is that of the file. A layer that runs several times is in a
/// loop. `getNetwork` of it is \p network again.
///
/// Example: `fc=1000,1,1,1,2048,1,1,1,1` is a function `fc` with a
/// `linalg.matmul` of 1x2048 by 2048x1000 elements.
OwningOpRef<ModuleOp> buildModule(const ::neurospector::Network &network,
                                  Location location);

/// Makes `--mlir-to-neurospector-network`, the same with `-jsonl`, and
/// `--neurospector-network-to-mlir` known to a translation tool.
void registerNetworkTranslations();

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_TRANSLATION_NETWORK_H
