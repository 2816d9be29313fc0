//===- MachineDrawing.h - A machine as a picture ----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_REPORT_MACHINEDRAWING_H
#define NEUROSPECTOR_REPORT_MACHINEDRAWING_H

#include "neurospector/Model/Accelerator.h"
#include "llvm/Support/raw_ostream.h"

namespace neurospector {

/// One SVG image of the levels, outermost at the top. Each operand is a line
/// from the outermost memory to the MACs. A memory is a box over the lines of
/// the operands that it holds, which the others pass; an array is a frame
/// around all that each of its units has. Sizes and bandwidths stand beside
/// them. The same machine gives the same bytes.
void printSvg(llvm::raw_ostream &os, const Accelerator &accelerator);

} // namespace neurospector

#endif // NEUROSPECTOR_REPORT_MACHINEDRAWING_H
