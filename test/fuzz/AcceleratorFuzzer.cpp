//===- AcceleratorFuzzer.cpp - Accelerator files of NeuroSpector ----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The `.cfg` reader on any bytes. What it accepts must survive printing as
// YAML, and a search on it must end in a valid schedule or say why not.
//
//===----------------------------------------------------------------------===//

#include "MachineFile.h"

using namespace neurospector;
using namespace neurospector::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TimeLimit limit;
  Diagnostics diagnostics;
  std::optional<Accelerator> machine =
      parseAccelerator({textOf(data, size), "fuzz.cfg"}, diagnostics);
  diagnostics.agreesThat(machine.has_value());
  if (!machine)
    return 0;
  checkYaml(*machine);
  searchOn(*machine);
  return 0;
}
