//===- ModuleText.h - Modules of structured ops from bytes ------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Mutated text mostly tests MLIR's own parser, which is neither ours nor built
// with sanitizers here. So the input makes choices instead, and what comes out
// is IR that parses: ops of any loops, maps, sizes, types and bodies.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_FUZZ_MODULETEXT_H
#define NEUROSPECTOR_TEST_FUZZ_MODULETEXT_H

#include "Fuzz.h"

#include <string>

namespace neurospector::fuzz {

/// A module of one to three functions, each with one op of linalg or a chain
/// of convolutions.
std::string drawModule(Choices &choices);

} // namespace neurospector::fuzz

#endif // NEUROSPECTOR_TEST_FUZZ_MODULETEXT_H
