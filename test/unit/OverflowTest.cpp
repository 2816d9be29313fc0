//===- OverflowTest.cpp - Searches near the end of 64 bits ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Search.h"
#include "gtest/gtest.h"

using namespace neurospector;

namespace {

/// A matrix product of 2^62 multiply-accumulates.
Layer product(int64_t kernels) {
  Layer layer;
  layer.name = "product";
  layer.bounds[index(Dim::K)] = kernels;
  layer.bounds[index(Dim::B)] = int64_t(1) << 21;
  layer.bounds[index(Dim::C)] = (int64_t(1) << 41) / kernels;
  return layer;
}

SearchResult schedule(llvm::StringRef machine, int64_t kernels) {
  SearchOptions options;
  options.maxEvaluations = 20000;
  llvm::Expected<SearchResult> result = search(
      Optimizer::Optimal, product(kernels),
      *loadAccelerator(machine, [](const llvm::SMDiagnostic &) { FAIL(); }),
      options);
  if (result)
    return *result;
  ADD_FAILURE() << llvm::toString(result.takeError());
  return SearchResult();
}

/// What a search meets first does not fit 64 bits, a cheaper schedule does.
TEST(Overflow, DiscardsSchedulesAndProvesTheRest) {
  SearchResult result = schedule("tpuv3", int64_t(1) << 18);
  EXPECT_GT(result.overflowed, 0u);
  EXPECT_EQ(result.status, Status::Optimal);
  EXPECT_EQ(result.lowerBound, result.cost.totalEnergy());
}

/// What does not fit would have been cheaper: the bound says so.
TEST(Overflow, ProvesNoMoreThanItKnows) {
  SearchResult result = schedule("acc_1lv", int64_t(1) << 20);
  EXPECT_GT(result.overflowed, 0u);
  EXPECT_EQ(result.status, Status::Feasible);
  EXPECT_LT(result.lowerBound, result.cost.totalEnergy());
}

/// Of a layer without a schedule that fits, all searches say the same.
TEST(Overflow, OfEverySchedule) {
  Layer layer;
  layer.name = "huge";
  layer.bounds[index(Dim::C)] = 9223372036854775783; // a prime
  Accelerator machine =
      *loadAccelerator("acc_1lv", [](const llvm::SMDiagnostic &) { FAIL(); });
  for (Optimizer optimizer :
       {Optimizer::BottomUp, Optimizer::BruteForce, Optimizer::Optimal}) {
    llvm::Expected<SearchResult> result =
        search(optimizer, layer, machine, SearchOptions());
    EXPECT_EQ(llvm::toString(result.takeError()),
              "layer 'huge': an access count of every schedule found exceeds "
              "64 bits");
  }
}

} // namespace
