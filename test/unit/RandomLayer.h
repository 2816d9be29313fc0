//===- RandomLayer.h - Random layers and schedules --------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Layers small enough to enumerate on a machine, and schedules small enough to
// walk.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TEST_UNIT_RANDOMLAYER_H
#define NEUROSPECTOR_TEST_UNIT_RANDOMLAYER_H

#include "RandomMachine.h"
#include "neurospector/Model/Schedule.h"

namespace neurospector::test {

/// A layer of some dimensions above one, at most four of them or, with
/// \p pairs = 3, six small ones; sometimes with pairs that are alike. It has
/// perfect tilings on \p machine, leaving rooms aside, up to \p maxTilings.
Layer randomLayer(Chooser &chooser, const Accelerator &machine, unsigned pairs,
                  double maxTilings);

/// A schedule and the layer that it is for.
struct Nest {
  Layer layer;
  Schedule schedule;
};

/// Tiles that respect the arrays of \p machine but not its rooms and required
/// steps, any orders, and a layer of up to \p maxMacs multiply-accumulates and
/// strides and dilations up to 3.
Nest randomNest(Chooser &chooser, const Accelerator &machine, bool isPerfect,
                int64_t maxMacs);

/// The machine as YAML and what else it takes to look at a case.
std::string describe(const Accelerator &machine, const Layer &layer);
std::string describe(const Accelerator &machine, const Nest &nest);

} // namespace neurospector::test

#endif // NEUROSPECTOR_TEST_UNIT_RANDOMLAYER_H
