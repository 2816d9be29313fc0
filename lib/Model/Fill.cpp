//===- Fill.cpp - Filling and draining systolic arrays --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Fill.h"

using namespace neurospector;

Fill Fill::inside(const Accelerator &accelerator, size_t level) {
  Fill result;
  for (++level; level < accelerator.levels.size(); ++level) {
    const Array *array = accelerator.levels[level].array();
    if (!array)
      break;
    if (!array->isSystolic)
      continue;
    result.skew += array->size - 1;
    if (result.rows == 0)
      result.rows = array->size;
  }
  result.once = result.skew;
  if (result.rows == 0 || level == accelerator.levels.size())
    return result;
  const Memory &units = *accelerator.levels[level].memory();
  if (!units.doubleBuffered)
    result.staying = units.holds;
  else if (!units.holds.empty() && !units.holds.contains(Operand::Output))
    result.once += result.rows;
  return result;
}
