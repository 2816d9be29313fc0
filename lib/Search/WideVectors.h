//===- WideVectors.h - Loops for what the machine has -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_WIDEVECTORS_H
#define NEUROSPECTOR_LIB_SEARCH_WIDEVECTORS_H

#include "llvm/Support/Compiler.h"

#include <cstdlib> // says which C library it is

/// A function with loops over rows is there twice, for vectors of 256 bits,
/// too, without fused operations: the results are the same. Only its own file
/// may call it. Sanitizers are not ready when the loader chooses one.
#if defined(__x86_64__) && defined(__GLIBC__) &&                               \
    !LLVM_ADDRESS_SANITIZER_BUILD && !LLVM_THREAD_SANITIZER_BUILD &&           \
    !LLVM_MEMORY_SANITIZER_BUILD && !LLVM_HWADDRESS_SANITIZER_BUILD
#define NEUROSPECTOR_WIDE_VECTORS                                              \
  __attribute__((target_clones("avx2", "default")))
#else
#define NEUROSPECTOR_WIDE_VECTORS
#endif

#endif // NEUROSPECTOR_LIB_SEARCH_WIDEVECTORS_H
