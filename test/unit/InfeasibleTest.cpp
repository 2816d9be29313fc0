//===- InfeasibleTest.cpp - Tests of what is in the way -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Explanations of the optimal search, checked by enumeration.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/Infeasible.h"
#include "SmallMachine.h"
#include "gtest/gtest.h"

#include <random>

using namespace neurospector;
using namespace neurospector::test;

/// By enumeration.
static bool hasSchedule(const Layer &layer, const Accelerator &machine) {
  llvm::Expected<SearchResult> result =
      search(Optimizer::BruteForce, layer, machine, SearchOptions());
  if (!result) {
    ADD_FAILURE() << llvm::toString(result.takeError());
    return true;
  }
  return result->status != Status::Infeasible;
}

/// Tight rooms and arrays; memories that must take few steps.
static Accelerator tightMachine(std::mt19937 &random) {
  auto oneIn = [&](unsigned count) { return random() % count == 0; };
  Accelerator machine = smallMachine(
      2 + random() % 12, oneIn(2) ? Sharing::Shared : Sharing::Separate,
      /*chips=*/1 + random() % 2);
  for (Level &level : machine.levels)
    if (Memory *memory = level.memory()) {
      for (Dim dim : allDims)
        if (oneIn(3))
          memory->steps[index(dim)] = 1;
    } else if (oneIn(2)) {
      level.array()->dims = {Dim::K, Dim::C};
    }
  return machine;
}

/// \p machine without all limits but \p kept.
static Accelerator withOnly(Accelerator machine, llvm::ArrayRef<Limit> kept) {
  auto isKept = [&](const Limit &limit) {
    return llvm::any_of(kept, [&](const Limit &other) {
      return other.level == limit.level && other.room == limit.room &&
             (other.kind == limit.kind || other.kind == Limit::Kind::Dims);
    });
  };
  for (size_t level = 0; level < machine.levels.size(); ++level) {
    std::vector<Limit> limits = {{Limit::Kind::Size, level}};
    if (const Memory *memory = machine.levels[level].memory()) {
      limits = {{Limit::Kind::Steps, level}};
      for (size_t room = 0; room < memory->rooms.size(); ++room)
        limits.push_back({Limit::Kind::Capacity, level, room});
    }
    for (const Limit &limit : limits)
      if (!isKept(limit))
        drop(machine, limit);
  }
  return machine;
}

TEST(Infeasible, NamesLimitsThatCannotBeMetTogether) {
  std::mt19937 random(1);
  unsigned explained = 0, several = 0;
  for (unsigned i = 0; i < 400; ++i) {
    Accelerator machine = tightMachine(random);
    Layer layer;
    layer.name = "layer";
    for (Dim dim : {Dim::K, Dim::P, Dim::C})
      layer.bounds[index(dim)] = 1 << random() % 4;
    if (hasSchedule(layer, machine))
      continue;
    std::vector<Limit> conflict = findConflict(layer, machine);
    ASSERT_FALSE(conflict.empty()) << i;
    ++explained;
    several += conflict.size() > 1;
    // Together they are in the way, and no one of them could be left out.
    Accelerator only = withOnly(machine, conflict);
    EXPECT_FALSE(hasSchedule(layer, only)) << i;
    for (const Limit &limit : conflict) {
      Accelerator without = only;
      drop(without, limit);
      EXPECT_TRUE(hasSchedule(layer, without)) << i;
    }
  }
  EXPECT_GT(explained, 20u);
  EXPECT_GT(several, 10u);
}

/// Two tiles of a double-buffered memory must fit.
TEST(Infeasible, CountsBothBuffers) {
  Accelerator machine = smallMachine(8, Sharing::Shared, 1);
  Memory &local = *machine.levels.back().memory();
  local.doubleBuffered = true;
  local.rooms = {{{Operand::Input, Operand::Weight}, 31}};
  Layer layer;
  layer.name = "layer";
  Infeasibility why = explainInfeasible(layer, machine, "m.yaml");
  EXPECT_EQ(why.reason, "LOCAL_BUFFER has 31 bits for input and weight, but "
                        "one element takes 32");
  EXPECT_EQ(why.suggestion, "enlarge capacity of LOCAL_BUFFER in 'm.yaml'");
  EXPECT_EQ(explainInfeasible(layer, machine, "").suggestion,
            "enlarge capacity of LOCAL_BUFFER");
}
