//===- Energy.h - What a memory spends on moving ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_MODEL_ENERGY_H
#define NEUROSPECTOR_LIB_MODEL_ENERGY_H

#include "neurospector/Model/CostModel.h"

namespace neurospector {

/// CM-15: dynamic energy (pJ) of what all instances of \p memory move. If all
/// of them do the same, the terms are those of one instance, and the sum is
/// multiplied by the working units of the arrays outside, one group of
/// neighbouring arrays after the other: v1.5 adds up like that, so that totals
/// have its digits.
double dynamicEnergy(const MemoryCost &moved, const Memory &memory,
                     const Layer &layer, const Accelerator &accelerator,
                     const Schedule &schedule, size_t level);

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_MODEL_ENERGY_H
