//===- NetworkFuzzer.cpp - Network files ----------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "neurospector/Config/Config.h"

using namespace neurospector;
using namespace neurospector::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TimeLimit limit;
  Diagnostics diagnostics;
  std::optional<Network> network =
      parseNetwork({textOf(data, size), "fuzz.cfg"}, diagnostics);
  diagnostics.agreesThat(network.has_value());
  if (!network)
    return 0;
  for (const Layer &layer : network->layers)
    if (llvm::Error error = layer.verify())
      fail(llvm::toString(std::move(error)));
  checkPrinting(*network, parseNetwork, printNetwork);
  return 0;
}
