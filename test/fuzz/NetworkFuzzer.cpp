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

static std::string print(const Network &network) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  printNetwork(stream, network);
  return text;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TimeLimit limit;
  Diagnostics diagnostics;
  std::optional<Network> network =
      parseNetwork({textOf(data, size), "fuzz.cfg"}, diagnostics);
  check(network.has_value() == (diagnostics.errors == 0),
        "a file is rejected without an error or accepted with one");
  if (!network)
    return 0;
  for (const Layer &layer : network->layers)
    if (llvm::Error error = layer.verify())
      fail(llvm::toString(std::move(error)));
  std::string text = print(*network);
  std::optional<Network> again = parseNetwork({text, "again.cfg"}, diagnostics);
  check(again.has_value(), "what was printed does not parse:\n" + text);
  check(print(*again) == text, "printing is not stable:\n" + text);
  return 0;
}
