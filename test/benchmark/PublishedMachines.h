//===- PublishedMachines.h - What the tables compare ------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_BENCHMARK_PUBLISHEDMACHINES_H
#define NEUROSPECTOR_TEST_BENCHMARK_PUBLISHEDMACHINES_H

#include "neurospector/Config/Config.h"
#include "neurospector/Model/PublishedShape.h"
#include "llvm/ADT/STLExtras.h"

namespace neurospector {

/// Names of the built-in machines that published searches and cost models know.
inline std::vector<llvm::StringRef> publishedMachines() {
  std::vector<llvm::StringRef> names;
  for (llvm::StringRef name : builtinAccelerators())
    if (PublishedShape::of(*loadAccelerator(name, [](const auto &) {})))
      names.push_back(name);
  return names;
}

/// The layers of all built-in networks, each shape once.
inline std::vector<Layer> distinctLayers() {
  std::vector<Layer> result;
  for (llvm::StringRef name : builtinNetworks()) {
    Network network = *loadNetwork(name, [](const auto &) {});
    for (Layer &layer : network.layers)
      if (llvm::none_of(result,
                        [&](const Layer &l) { return l.sameShape(layer); }))
        result.push_back(layer);
  }
  return result;
}

} // namespace neurospector

#endif // NEUROSPECTOR_TEST_BENCHMARK_PUBLISHEDMACHINES_H
