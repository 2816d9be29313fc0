//===- Runs.cpp - How often ops run ---------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Runs.h"

#include "mlir/Dialect/Affine/Analysis/LoopAnalysis.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

//===----------------------------------------------------------------------===//
// Loops and branches
//===----------------------------------------------------------------------===//

/// From \p lower by \p step as long as it is below \p upper.
static std::optional<ns::Count> countTrips(std::optional<int64_t> lower,
                                           std::optional<int64_t> upper,
                                           std::optional<int64_t> step) {
  if (!lower || !upper || !step || *step < 1)
    return std::nullopt;
  if (*lower >= *upper)
    return ns::Count(0);
  int64_t length;
  if (llvm::SubOverflow(*upper, *lower, length))
    return std::nullopt;
  return ns::Count((length - 1) / *step + 1);
}

static std::optional<ns::Count> countTrips(LoopLikeOpInterface loop) {
  ns::Count trips = 1;
  if (auto nest = dyn_cast<affine::AffineParallelOp>(*loop)) {
    auto ranges = nest.getConstantRanges();
    if (!ranges)
      return std::nullopt;
    for (auto [range, step] : llvm::zip_equal(*ranges, nest.getSteps()))
      trips *= *countTrips(0, range, step);
    return trips;
  }
  // Bounds may depend on outer loops and still be a constant apart.
  if (auto affineLoop = dyn_cast<affine::AffineForOp>(*loop)) {
    std::optional<uint64_t> count = affine::getConstantTripCount(affineLoop);
    return count && *count <= INT64_MAX ? std::optional<ns::Count>(*count)
                                        : std::nullopt;
  }
  auto lowers = loop.getLoopLowerBounds(), uppers = loop.getLoopUpperBounds(),
       steps = loop.getLoopSteps();
  if (!lowers || !uppers || !steps || lowers->empty())
    return std::nullopt;
  for (auto [lower, upper, step] : llvm::zip_equal(*lowers, *uppers, *steps)) {
    auto count =
        countTrips(getConstantIntValue(lower), getConstantIntValue(upper),
                   getConstantIntValue(step));
    if (!count)
      return std::nullopt;
    trips *= *count;
  }
  return trips;
}

/// \p region of a branch runs exactly once whenever its op does: there is no
/// way around it and none back.
static bool runsOnce(RegionBranchOpInterface branch, Region &region) {
  SmallVector<RegionSuccessor> entries;
  branch.getSuccessorRegions(RegionBranchPoint::parent(), entries);
  return entries.size() == 1 && entries[0].getSuccessor() == &region &&
         !branch.hasLoop();
}

/// \p block runs exactly once whenever its region does: from the first block
/// there is one way to it, and no other way anywhere.
static bool runsOnce(Block *block) {
  SmallPtrSet<Block *, 8> seen;
  while (!block->isEntryBlock()) {
    Block *before = block->getSinglePredecessor();
    if (!before || before->getNumSuccessors() != 1 ||
        !seen.insert(block).second)
      return false;
    block = before;
  }
  return true;
}

/// How often \p parent runs what is in \p block, one of its blocks; none: it is
/// not known.
static std::optional<ns::Count> countRuns(Operation *parent, Block *block) {
  if (!runsOnce(block))
    return std::nullopt;
  if (auto loop = dyn_cast<LoopLikeOpInterface>(parent))
    return countTrips(loop);
  auto branch = dyn_cast<RegionBranchOpInterface>(parent);
  if (branch && !runsOnce(branch, *block->getParent()))
    return std::nullopt;
  return ns::Count(1);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

static int64_t saturate(ns::Count count) {
  return count.overflowed() ? INT64_MAX : count.get();
}

Runs::Runs(Operation *root) : root(root) {}

RunCount Runs::of(Operation *op) {
  RunCount result;
  ns::Count runs = 1;
  for (; op != root && op->getParentOp(); op = op->getParentOp()) {
    if (auto function = dyn_cast<FunctionOpInterface>(op)) {
      RunCount calls = ofFunction(function);
      if (!result.unknown)
        result.unknown = calls.unknown;
      runs *= calls.runs;
      break;
    }
    Operation *parent = op->getParentOp();
    if (auto count = countRuns(parent, op->getBlock()))
      runs *= *count;
    else if (!result.unknown)
      result.unknown = parent;
  }
  result.runs = saturate(runs);
  return result;
}

RunCount Runs::ofFunction(FunctionOpInterface function) {
  if (!users)
    users.emplace(tables, root);
  auto [entry, isNew] = known.try_emplace(function, RunCount{1, function});
  if (!isNew)
    return entry->second;
  ArrayRef<Operation *> callers = users->getUsers(function);
  RunCount result;
  ns::Count runs = callers.empty() ? 1 : 0;
  for (Operation *caller : callers) {
    auto call = dyn_cast<CallOpInterface>(caller);
    if (!call || call.resolveCallableInTable(&tables) != function) {
      // Whoever takes its address may call it.
      result.unknown = caller;
      continue;
    }
    RunCount once = of(caller);
    if (once.unknown)
      result.unknown = once.unknown;
    runs += once.runs;
  }
  result.runs = std::max<int64_t>(saturate(runs), result.unknown ? 1 : 0);
  known[function] = result;
  return result;
}

std::string mlir::neurospector::explainUnknownRuns(Operation *unknown) {
  std::string name = ("'" + unknown->getName().getStringRef() + "'").str();
  if (isa<LoopLikeOpInterface>(unknown))
    return "the trip count of " + name + " is not known";
  return "how often " + name + " runs it is not known";
}
