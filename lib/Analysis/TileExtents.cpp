//===- TileExtents.cpp - What units touch along an index ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TileExtents.h"

#include "neurospector/Model/Count.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {

/// The first and the last element that one unit touches.
using Interval = std::pair<int64_t, int64_t>;

class ExtentReader {
public:
  ExtentReader(const TiledNest &nest, ArrayRef<ns::Level> levels,
               const LinearIndex &index, size_t sender, size_t store)
      : nest(nest), levels(levels), index(index), sender(sender), store(store),
        step(nest.firstStep()) {}
  llvm::Expected<TileExtents> run();

private:
  bool isMemory(size_t loop) const {
    return levels[nest.loops[loop].level].memory() != nullptr;
  }
  bool isWalked(size_t loop) const {
    return isMemory(loop) ? nest.uneven[loop] : nest.loops[loop].level > sender;
  }
  llvm::Error checkSize();
  LogicalResult visit(size_t loop, size_t number);
  FailureOr<Interval> look();
  std::optional<int64_t> getFirst() const;

  const TiledNest &nest;
  ArrayRef<ns::Level> levels;
  const LinearIndex &index;
  const size_t sender, store;
  SmallVector<int64_t> step; ///< the loops' variables
  TileExtents result;
  std::vector<SmallVector<Interval, 1>> touched; ///< by number
};

} // namespace

llvm::Error mlir::neurospector::tooManySizes() {
  return llvm::createStringError("it has more than " + Twine(maxSteps) +
                                 " tiles that differ in size");
}

/// Steps are numbered, and units counted.
llvm::Error ExtentReader::checkSize() {
  ns::Count units = 1, steps = 1;
  for (auto [i, loop] : llvm::enumerate(nest.loops)) {
    if (!index.loops[i] || loop.level >= store || !isWalked(i))
      continue;
    if (isMemory(i))
      result.loops.push_back(i);
    (isMemory(i) ? steps : units) *= loop.trips;
  }
  if (units.overflowed() || units.get() > maxSteps)
    return llvm::createStringError("its arrays have more than " +
                                   Twine(maxSteps) + " units");
  steps *= units;
  if (steps.overflowed() || steps.get() > maxSteps)
    return tooManySizes();
  touched.resize(steps.get() / units.get());
  return llvm::Error::success();
}

/// Where the index begins; none if that exceeds 64 bits.
std::optional<int64_t> ExtentReader::getFirst() const {
  ns::Count first = index.first;
  for (auto [coefficient, variable] : llvm::zip(index.coefficients, step))
    first += ns::Count(coefficient) * variable;
  return first.overflowed() ? std::nullopt : std::optional(first.get());
}

/// What is touched while all loops inside the store run: from their first step
/// to their last.
FailureOr<Interval> ExtentReader::look() {
  auto inside = [&](size_t loop) {
    return index.loops[loop] && nest.loops[loop].level >= store;
  };
  for (auto [i, loop] : llvm::enumerate(nest.loops))
    if (inside(i))
      step[i] = loop.first;
  std::optional<int64_t> first = getFirst();
  for (auto [i, loop] : llvm::enumerate(nest.loops))
    if (inside(i)) {
      int64_t trips = nest.countTrips(i, step);
      if (trips < 1)
        return failure();
      step[i] = loop.first + (trips - 1) * loop.step;
    }
  std::optional<int64_t> last = getFirst();
  if (!first || !last)
    return failure();
  for (const LinearIndex::Span &span : index.spans) {
    std::optional<int64_t> size = nest.values.evaluate(span.size, step);
    if (!size || *size < 1)
      return failure();
    *last += span.factor * (*size - 1);
  }
  return Interval(*first, *last);
}

LogicalResult ExtentReader::visit(size_t loop, size_t number) {
  while (loop < nest.loops.size() &&
         (!index.loops[loop] || nest.loops[loop].level >= store))
    ++loop;
  if (loop == nest.loops.size()) {
    FailureOr<Interval> interval = look();
    if (failed(interval))
      return failure();
    touched[number].push_back(*interval);
    return success();
  }
  const NestLoop &walked = nest.loops[loop];
  int64_t trips = nest.countTrips(loop, step);
  // Pieces are largest where the loops around them begin.
  if (trips > walked.trips)
    return failure();
  if (isWalked(loop) && isMemory(loop))
    number *= walked.trips;
  if (!isWalked(loop))
    trips = std::min<int64_t>(trips, 1);
  for (int64_t trip = 0; trip < trips; ++trip) {
    step[loop] = walked.first + trip * walked.step;
    if (failed(visit(loop + 1, isMemory(loop) ? number + trip : number)))
      return failure();
  }
  return success();
}

/// Elements of a union.
static int64_t countUnion(MutableArrayRef<Interval> intervals) {
  llvm::sort(intervals);
  int64_t elements = 0, next = 0; // after the last that was counted
  for (auto [first, last] : intervals) {
    elements += std::max<int64_t>(last - std::max(first, next) + 1, 0);
    next = std::max(next, last + 1);
  }
  return elements;
}

llvm::Expected<TileExtents> ExtentReader::run() {
  if (llvm::Error error = checkSize())
    return error;
  if (failed(visit(0, 0)))
    return llvm::createStringError("its slices do not follow the loops");
  for (SmallVector<Interval, 1> &intervals : touched)
    result.elements.push_back(countUnion(intervals));
  return std::move(result);
}

llvm::Expected<TileExtents> mlir::neurospector::getTileExtents(
    const TiledNest &nest, ArrayRef<ns::Level> levels, const LinearIndex &index,
    size_t sender, size_t store) {
  return ExtentReader(nest, levels, index, sender, store).run();
}
