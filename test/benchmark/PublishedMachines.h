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

namespace neurospector {

/// Names of the built-in machines that published searches and cost models know.
inline std::vector<llvm::StringRef> publishedMachines() {
  std::vector<llvm::StringRef> names;
  for (llvm::StringRef name : builtinAccelerators())
    if (PublishedShape::of(*loadAccelerator(name, [](const auto &) {})))
      names.push_back(name);
  return names;
}

} // namespace neurospector

#endif // NEUROSPECTOR_TEST_BENCHMARK_PUBLISHEDMACHINES_H
