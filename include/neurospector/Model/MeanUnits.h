//===- MeanUnits.h - Units that work on average -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_MODEL_MEANUNITS_H
#define NEUROSPECTOR_MODEL_MEANUNITS_H

#include "neurospector/Model/Schedule.h"

namespace neurospector {

/// For each level, outermost first, how many units of an array work on average
/// while its first unit does, under a valid schedule: fewer than its steps
/// where last pieces are smaller than the others; 1 for a memory. All
/// multiplied are the multiply-accumulates per step of the machine (CM-2,
/// without what fills and drains).
///
/// Example: K=7 with tiles 4 on DRAM, 2 on an array, 1 on a local buffer. The
/// array's units get 2 + 2, then 2 + 1: 7 / 4 = 1.75 units.
llvm::SmallVector<double, 10> meanUnits(const Layer &layer,
                                        const Accelerator &accelerator,
                                        const Schedule &schedule);

} // namespace neurospector

#endif // NEUROSPECTOR_MODEL_MEANUNITS_H
