//===- NetworkFuzzer.cpp - Network files ----------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bytes that begin with a brace are JSON Lines, all others a `.cfg` file.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "neurospector/Config/Config.h"

using namespace neurospector;
using namespace neurospector::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TimeLimit limit;
  Diagnostics diagnostics;
  llvm::StringRef text = textOf(data, size);
  bool isJson = text.starts_with("{");
  std::optional<Network> network =
      isJson ? parseNetworkJsonl({text, "fuzz.jsonl"}, diagnostics)
             : parseNetwork({text, "fuzz.cfg"}, diagnostics);
  diagnostics.agreesThat(network.has_value());
  if (!network)
    return 0;
  for (const Layer &layer : network->layers)
    if (llvm::Error error = layer.verify())
      fail(llvm::toString(std::move(error)));
  checkPrinting(*network, parseNetworkJsonl, printNetworkJsonl);
  if (!isJson)
    checkPrinting(*network, parseNetwork, printNetwork);
  return 0;
}
