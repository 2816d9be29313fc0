//===- CountedTransfers.cpp - What a tiled nest moves ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every index in a tiled nest is a sum of induction variables times constants,
// so the elements that the inner loops touch are a box whose ends follow from
// the first and the last value of each variable.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Transfers.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

#include <set>

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {

/// One labelled loop of the nest.
struct NestLoop {
  Value variable;
  int64_t first, step, trips;
  StringRef place; ///< buffer or array

  int64_t last() const { return first + (trips - 1) * step; }
};

/// first..last of one index.
using Interval = std::pair<int64_t, int64_t>;
using Box = std::vector<Interval>;

/// first + sum of coefficients[i] * loop i, and up to `extent` beyond it. None
/// of them is negative.
struct LinearIndex {
  int64_t first = 0, extent = 0;
  std::vector<int64_t> coefficients;
};

/// Where each loop stands; nothing: at any of its steps.
using Fixed = std::vector<std::optional<int64_t>>;
using Elements = ns::PerOperand<ns::Count>;

/// The tiles of one operand that cross a boundary one after the other. Two
/// tiles of an input can be the same elements (image 0, window 1 and image 1,
/// window 0); they still are two transfers, as the loops ask for another tile.
struct Held {
  std::vector<bool> seen; ///< by number; of an output only
  int64_t number = -1;    ///< of the tile that is here
  int64_t moves = 0, again = 0;

  void visit(int64_t next) {
    if (next == number)
      return;
    number = next;
    ++moves;
    if (seen.empty())
      return;
    again += seen[next];
    seen[next] = true;
  }
};

/// What is walked within a second.
constexpr int64_t maxSteps = 1 << 23;
/// Slices and sums that are followed for one operand. Tilers make a few per
/// loop; in graph regions and unreachable code, values may go in circles.
constexpr unsigned maxHops = 10000;

class NestCounter {
public:
  NestCounter(linalg::LinalgOp op, const ns::Accelerator &accelerator)
      : op(op), accelerator(accelerator) {}
  llvm::Expected<Transfers> run();

private:
  llvm::Error findLoops();
  LogicalResult addIndex(OpFoldResult value, int64_t factor, LinearIndex &sum);
  LogicalResult addExpr(AffineExpr expr, ValueRange operands, unsigned numDims,
                        int64_t factor, LinearIndex &sum);
  bool isOutside(Value value) const;
  LogicalResult addSlices(Value value, SmallVector<LinearIndex> &indices);
  FailureOr<SmallVector<LinearIndex>> getIndices(OpOperand &operand);
  llvm::Error checkReach(ArrayRef<LinearIndex> indices) const;

  /// The box that an operand touches while loops in \p fixed stand still.
  Box getBox(unsigned operand, const Fixed &fixed) const;
  Fixed first(ArrayRef<StringRef> places) const;
  bool indexes(unsigned operand, size_t loop) const {
    return llvm::any_of(operands[operand], [&](const LinearIndex &index) {
      return index.coefficients[loop] != 0;
    });
  }
  bool bypasses(unsigned operand) const;
  std::array<Held, 3> countTiles(ArrayRef<StringRef> places) const;
  void forEachChip(Fixed &fixed, size_t loop,
                   llvm::function_ref<void()> body) const;
  void countElements(const std::array<Held, 3> &dramTiles,
                     const std::array<Held, 3> &gbTiles, Elements &dram,
                     Elements &gb) const;
  llvm::Error countLocal(Transfers &result, Elements &local) const;

  linalg::LinalgOp op;
  const ns::Accelerator &accelerator;
  SmallVector<NestLoop> loops; ///< outermost first
  unsigned hopsLeft = 0;
  std::array<SmallVector<LinearIndex>, 3> operands;
};

} // namespace

static llvm::Error tooLarge() {
  return llvm::createStringError("a transfer exceeds 64 bits");
}

//===----------------------------------------------------------------------===//
// Reading the nest
//===----------------------------------------------------------------------===//

static StringRef getPlace(Attribute label) {
  if (auto axis = dyn_cast_or_null<AxisAttr>(label))
    return axis.getName();
  if (auto buffer = dyn_cast_or_null<BufferAttr>(label))
    return buffer.getName();
  return "";
}

/// Labels of the variables of \p loop; empty if it is none of a nest.
static SmallVector<StringRef> getPlaces(LoopLikeOpInterface loop) {
  SmallVector<StringRef> places;
  if (auto forall = dyn_cast<scf::ForallOp>(loop.getOperation())) {
    std::optional<ArrayAttr> mapping = forall.getMapping();
    if (mapping && llvm::all_of(*mapping, llvm::IsaPred<AxisAttr>))
      for (Attribute axis : *mapping)
        places.push_back(getPlace(axis));
  } else if (StringRef place = getPlace(loop->getAttr(levelAttrName));
             !place.empty()) {
    places.push_back(place);
  }
  return places;
}

/// Collects the labelled loops around the op, up to the first other one.
llvm::Error NestCounter::findLoops() {
  ns::Count walked = 1;
  for (auto loop = op->getParentOfType<LoopLikeOpInterface>(); loop;
       loop = loop->getParentOfType<LoopLikeOpInterface>()) {
    SmallVector<StringRef> places = getPlaces(loop);
    if (places.empty())
      break;
    auto variables = loop.getLoopInductionVars();
    auto lower = loop.getLoopLowerBounds(), upper = loop.getLoopUpperBounds(),
         steps = loop.getLoopSteps();
    for (size_t i = places.size(); i-- > 0;) {
      std::optional<int64_t> first = getConstantIntValue((*lower)[i]),
                             end = getConstantIntValue((*upper)[i]),
                             step = getConstantIntValue((*steps)[i]);
      if (!first || !end || !step)
        return llvm::createStringError(
            "a loop around it has no constant bounds");
      if (*first < 0 || *end <= *first || *step <= 0)
        return llvm::createStringError(
            "a loop around it does not count up from zero or more");
      int64_t trips = (*end - *first - 1) / *step + 1;
      loops.push_back({(*variables)[i], *first, *step, trips, places[i]});
      if (getDepth(places[i]) <= getDepth("GLOBAL_BUFFER"))
        walked *= trips;
    }
  }
  std::reverse(loops.begin(), loops.end());
  if (walked.overflowed() || walked.get() > maxSteps)
    return llvm::createStringError(
        "its loops down to GLOBAL_BUFFER take more than " + Twine(maxSteps) +
        " steps");
  return llvm::Error::success();
}

/// sum + a * b, unless that leaves 64 bits or becomes negative.
static LogicalResult addProduct(int64_t &sum, int64_t a, int64_t b) {
  ns::Count result = ns::Count(sum) + ns::Count(a) * b;
  sum = result.get();
  return success(!result.overflowed() && sum >= 0);
}

LogicalResult NestCounter::addExpr(AffineExpr expr, ValueRange values,
                                   unsigned numDims, int64_t factor,
                                   LinearIndex &sum) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return addProduct(sum.first, factor, constant.getValue());
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return addIndex(values[dim.getPosition()], factor, sum);
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return addIndex(values[numDims + symbol.getPosition()], factor, sum);
  auto binary = cast<AffineBinaryOpExpr>(expr);
  if (expr.getKind() == AffineExprKind::Add)
    return success(
        succeeded(addExpr(binary.getLHS(), values, numDims, factor, sum)) &&
        succeeded(addExpr(binary.getRHS(), values, numDims, factor, sum)));
  auto scale = dyn_cast<AffineConstantExpr>(binary.getRHS());
  int64_t scaled = 0;
  if (expr.getKind() != AffineExprKind::Mul || !scale ||
      failed(addProduct(scaled, factor, scale.getValue())))
    return failure();
  return addExpr(binary.getLHS(), values, numDims, scaled, sum);
}

LogicalResult NestCounter::addIndex(OpFoldResult value, int64_t factor,
                                    LinearIndex &sum) {
  if (hopsLeft-- == 0)
    return failure();
  if (std::optional<int64_t> constant = getConstantIntValue(value))
    return addProduct(sum.first, factor, *constant);
  auto variable = cast<Value>(value);
  for (auto [i, loop] : llvm::enumerate(loops))
    if (loop.variable == variable)
      return addProduct(sum.coefficients[i], factor, 1);
  auto apply = variable.getDefiningOp<affine::AffineApplyOp>();
  if (!apply)
    return failure();
  return addExpr(apply.getAffineMap().getResult(0), apply.getOperands(),
                 apply.getAffineMap().getNumDims(), factor, sum);
}

/// \p value enters the nest instead of being computed in it.
bool NestCounter::isOutside(Value value) const {
  if (loops.empty())
    return true;
  Value outermost = loops.front().variable;
  return !outermost.getParentRegion()->isAncestor(value.getParentRegion());
}

/// Adds the offsets of all slices between \p value and the tensor that enters
/// the nest.
LogicalResult NestCounter::addSlices(Value value,
                                     SmallVector<LinearIndex> &indices) {
  while (hopsLeft-- != 0) {
    if (isOutside(value))
      return success();
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      auto loop =
          dyn_cast<LoopLikeOpInterface>(argument.getOwner()->getParentOp());
      OpOperand *init = loop ? loop.getTiedLoopInit(argument) : nullptr;
      if (!init)
        return failure();
      value = init->get();
    } else if (auto slice = value.getDefiningOp<tensor::ExtractSliceOp>()) {
      if (!slice.hasUnitStride() || slice.getDroppedDims().any())
        return failure();
      for (auto [index, offset] : llvm::zip(indices, slice.getMixedOffsets()))
        if (failed(addIndex(offset, /*factor=*/1, index)))
          return failure();
      value = slice.getSource();
    } else if (auto copy = value.getDefiningOp<bufferization::AllocTensorOp>();
               copy && copy.getCopy()) {
      value = copy.getCopy();
    } else if (auto fill = value.getDefiningOp<linalg::FillOp>()) {
      value = fill.getDpsInits().front();
    } else {
      return failure();
    }
  }
  return failure();
}

/// What \p operand touches, index by index, in its tensor outside the nest.
FailureOr<SmallVector<LinearIndex>>
NestCounter::getIndices(OpOperand &operand) {
  SmallVector<AffineExpr> firsts, lasts;
  for (int64_t bound : getLoopBounds(op)) {
    if (bound < 1) // dynamic, or empty
      return failure();
    firsts.push_back(getAffineConstantExpr(0, op.getContext()));
    lasts.push_back(getAffineConstantExpr(bound - 1, op.getContext()));
  }
  SmallVector<LinearIndex> indices;
  for (AffineExpr expr : op.getMatchingIndexingMap(&operand).getResults()) {
    auto first = dyn_cast<AffineConstantExpr>(expr.replaceDims(firsts));
    auto last = dyn_cast<AffineConstantExpr>(expr.replaceDims(lasts));
    if (!first || !last || first.getValue() < 0 ||
        last.getValue() < first.getValue())
      return failure();
    indices.push_back({first.getValue(), last.getValue() - first.getValue(),
                       std::vector<int64_t>(loops.size(), 0)});
  }
  hopsLeft = maxHops;
  if (failed(addSlices(operand.get(), indices)))
    return failure();
  return indices;
}

/// The whole box that an operand touches, the largest of all, can be counted.
llvm::Error NestCounter::checkReach(ArrayRef<LinearIndex> indices) const {
  ns::Count touched = 1;
  for (const LinearIndex &index : indices) {
    ns::Count last = ns::Count(index.first) + index.extent;
    for (auto [loop, coefficient] : llvm::zip(loops, index.coefficients))
      last += ns::Count(coefficient) * loop.last();
    touched *= last + 1;
  }
  if (touched.overflowed())
    return tooLarge();
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Walking it
//===----------------------------------------------------------------------===//

Box NestCounter::getBox(unsigned operand, const Fixed &fixed) const {
  Box box;
  for (const LinearIndex &index : operands[operand]) {
    Interval interval = {index.first, index.first + index.extent};
    for (auto [i, loop] : llvm::enumerate(loops)) {
      interval.first += index.coefficients[i] * fixed[i].value_or(loop.first);
      interval.second += index.coefficients[i] * fixed[i].value_or(loop.last());
    }
    box.push_back(interval);
  }
  return box;
}

/// At most those that `checkReach` counted.
static ns::Count elements(const Box &box) {
  ns::Count result = 1;
  for (auto [first, last] : box)
    result *= last - first + 1;
  return result;
}

/// The loops in \p places at their first step, the others at any.
Fixed NestCounter::first(ArrayRef<StringRef> places) const {
  Fixed fixed;
  for (const NestLoop &loop : loops)
    fixed.push_back(llvm::is_contained(places, loop.place)
                        ? std::optional(loop.first)
                        : std::nullopt);
  return fixed;
}

bool NestCounter::bypasses(unsigned operand) const {
  return accelerator.globalBuffer && accelerator.globalBuffer->bypass[operand];
}

/// Runs \p body for each chip, \p fixed being where its loops stand then.
void NestCounter::forEachChip(Fixed &fixed, size_t loop,
                              llvm::function_ref<void()> body) const {
  if (loop == loops.size())
    return body();
  if (loops[loop].place != "MULTI_CHIPS")
    return forEachChip(fixed, loop + 1, body);
  for (int64_t trip = 0; trip < loops[loop].trips; ++trip) {
    fixed[loop] = loops[loop].first + trip * loops[loop].step;
    forEachChip(fixed, loop + 1, body);
  }
}

namespace {

/// Runs the loops of a boundary and tells each operand which tile is next: its
/// number counts the steps of the loops that index it.
struct TileWalk {
  struct Loop {
    int64_t trips;
    std::array<int64_t, 3> strides; ///< in numbers; 0: does not index it
  };
  SmallVector<Loop> loops; ///< outermost first
  std::array<Held, 3> held;

  void run(size_t depth, std::array<int64_t, 3> numbers) {
    if (depth == loops.size()) {
      for (unsigned x = 0; x < 3; ++x)
        held[x].visit(numbers[x]);
      return;
    }
    for (int64_t trip = 0; trip < loops[depth].trips; ++trip) {
      run(depth + 1, numbers);
      for (unsigned x = 0; x < 3; ++x)
        numbers[x] += loops[depth].strides[x];
    }
  }
};

} // namespace

/// Walks the loops in \p places.
std::array<Held, 3> NestCounter::countTiles(ArrayRef<StringRef> places) const {
  TileWalk walk;
  std::array<int64_t, 3> sizes = {1, 1, 1};
  for (size_t i = loops.size(); i-- > 0;) {
    if (!llvm::is_contained(places, loops[i].place))
      continue;
    TileWalk::Loop &loop = walk.loops.emplace_back();
    loop = {loops[i].trips, {0, 0, 0}};
    for (unsigned x = 0; x < 3; ++x)
      if (indexes(x, i)) {
        loop.strides[x] = sizes[x];
        sizes[x] *= loop.trips;
      }
  }
  std::reverse(walk.loops.begin(), walk.loops.end());
  walk.held[2].seen.resize(sizes[2]);
  walk.run(0, {0, 0, 0});
  return walk.held;
}

/// Tiles times their size, which is the same wherever the loops stand; outputs
/// that were here before are read, too. GLOBAL_BUFFERs take in the tiles of all
/// chips. What they send is counted for the first chip, except for what comes
/// from DRAM directly: there each distinct tile of any chip counts.
void NestCounter::countElements(const std::array<Held, 3> &dramTiles,
                                const std::array<Held, 3> &gbTiles,
                                Elements &dram, Elements &gb) const {
  auto moves = [](const Held &tiles, unsigned operand) {
    return tiles.moves + (operand == 2 ? tiles.again : 0);
  };
  Fixed one = first({"DRAM", "GLOBAL_BUFFER", "MULTI_CHIPS"});
  for (unsigned x = 0; x < 3; ++x) {
    ns::Count sent = elements(getBox(x, one)) * moves(gbTiles[x], x);
    gb[x] = sent;
    if (!bypasses(x)) {
      dram[x] = elements(getBox(x, first({"DRAM"}))) * moves(dramTiles[x], x);
      continue;
    }
    std::set<Box> boxes;
    forEachChip(one, 0, [&] { boxes.insert(getBox(x, one)); });
    dram[x] = sent * static_cast<int64_t>(boxes.size());
  }
}

/// One PE's LOCAL_BUFFER: each step of the loops in time sends the tiles of its
/// MAC units. The steps are those of all temporal loops, and an output is read
/// unless the step is the first at its position.
llvm::Error NestCounter::countLocal(Transfers &result, Elements &local) const {
  Fixed fixed;
  ns::Count steps = 1, outputs = 1;
  for (auto [i, loop] : llvm::enumerate(loops)) {
    fixed.push_back(loop.place == "MAC_ARRAY" ? std::nullopt
                                              : std::optional(loop.first));
    if (loop.place.ends_with("_ARRAY") || loop.place == "MULTI_CHIPS")
      continue;
    steps *= loop.trips;
    outputs *= indexes(2, i) ? loop.trips : 1;
  }
  if (steps.overflowed())
    return tooLarge();
  result.lbTiles = {steps.get(), steps.get(), (steps - outputs).get(),
                    steps.get()};
  for (ns::Operand operand : ns::allOperands)
    local[ns::index(operand)] = elements(getBox(ns::index(operand), fixed)) *
                                result.lbTiles.of(operand);
  return llvm::Error::success();
}

llvm::Expected<Transfers> NestCounter::run() {
  if (llvm::Error error = findLoops())
    return error;
  auto nest = op->getAttrOfType<NestAttr>(nestAttrName);
  int64_t numbers[] = {nest.getInput(), nest.getWeight(),
                       op.getDpsInitOperand(0)->getOperandNumber()};
  for (auto [operand, number] : llvm::zip(operands, numbers)) {
    auto indices = getIndices(op->getOpOperand(number));
    if (failed(indices))
      return llvm::createStringError("the slices of operand " + Twine(number) +
                                     " do not follow the loops");
    if (llvm::Error error = checkReach(*indices))
      return error;
    operand = *indices;
  }

  Transfers result;
  auto dramTiles = countTiles({"DRAM"}),
       gbTiles = countTiles({"DRAM", "GLOBAL_BUFFER"});
  result.dramTiles = {dramTiles[0].moves, dramTiles[1].moves,
                      dramTiles[2].again, dramTiles[2].moves};
  result.gbTiles = {gbTiles[0].moves, gbTiles[1].moves, gbTiles[2].again,
                    gbTiles[2].moves};
  Elements dram, gb, local;
  countElements(dramTiles, gbTiles, dram, gb);
  if (llvm::Error error = countLocal(result, local))
    return error;
  for (unsigned x = 0; x < 3; ++x) {
    if (dram[x].overflowed() || gb[x].overflowed() || local[x].overflowed())
      return tooLarge();
    result.dramElements[x] = dram[x].get();
    result.gbElements[x] = gb[x].get();
    result.lbElements[x] = local[x].get();
  }
  return result;
}

llvm::Expected<Transfers>
mlir::neurospector::countTransfers(linalg::LinalgOp op,
                                   const ns::Accelerator &accelerator) {
  return NestCounter(op, accelerator).run();
}
