//===- ScheduledOp.cpp - An op as its schedule knows it -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/ScheduledOp.h"

#include "neurospector/Analysis/LoopPieces.h"

#include "IndexingTerms.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

static llvm::Error operandsChanged() {
  return llvm::createStringError(
      "its operands have changed since it was scheduled");
}

static llvm::Error loopsChanged() {
  return llvm::createStringError(
      "its loops have changed since it was scheduled");
}

llvm::Expected<ns::PerOperand<OpOperand *>>
mlir::neurospector::getOperands(linalg::LinalgOp op, RolesAttr roles) {
  int64_t inputs = op.getNumDpsInputs();
  if (roles.getInput() >= inputs || roles.getWeight() >= inputs ||
      roles.getOutput() < inputs || roles.getOutput() >= op->getNumOperands())
    return operandsChanged();
  return ns::PerOperand<OpOperand *>{&op->getOpOperand(roles.getInput()),
                                     &op->getOpOperand(roles.getWeight()),
                                     &op->getOpOperand(roles.getOutput())};
}

//===----------------------------------------------------------------------===//
// From the op and the kinds of its loops to a layer
//===----------------------------------------------------------------------===//

namespace {
/// Where a loop is in an indexing map: factor 0 says that it is not there.
struct Place {
  unsigned axis = 0;
  int64_t factor = 0;
};

class LayerReader {
public:
  LayerReader(linalg::LinalgOp op, ScheduleAttr schedule,
              bool takesAnySize = false)
      : op(op), iterators(op.getIteratorTypesArray()),
        kinds(schedule.getLoops()), roles(schedule.getRoles()),
        takesAnySize(takesAnySize) {}
  llvm::Expected<OpLayer> run();

private:
  LogicalResult readMaps();
  llvm::Error readBounds();
  bool hasKind(unsigned loop) const;
  bool areAxesPairs() const;
  bool arePairsInOrder() const;
  llvm::Error readLayer();

  linalg::LinalgOp op;
  SmallVector<utils::IteratorType> iterators;
  ArrayRef<LoopKind> kinds;
  RolesAttr roles;
  bool takesAnySize; ///< those that are not known are some that run twice
  /// Of each operand, what its axes are sums of, and where each loop is.
  ns::PerOperand<SmallVector<Terms>> axes;
  ns::PerOperand<SmallVector<Place>> places;
  OpLayer result;
};
} // namespace

static ns::Dim getDim(LoopKind kind) {
  return ns::Dim(llvm::to_underlying(kind));
}

LogicalResult LayerReader::readMaps() {
  for (unsigned operand = 0; operand < 3; ++operand) {
    auto terms = getTerms(op.getMatchingIndexingMap(result.operands[operand]));
    if (failed(terms))
      return failure();
    places[operand].resize(kinds.size());
    for (auto [axis, sum] : llvm::enumerate(*terms))
      for (Term term : sum)
        places[operand][term.loop] = {static_cast<unsigned>(axis), term.factor};
    axes[operand] = std::move(*terms);
  }
  return success();
}

llvm::Error LayerReader::readBounds() {
  result.loopBounds = getLoopBounds(op);
  for (auto [loop, bound] : llvm::enumerate(result.loopBounds)) {
    if (ShapedType::isDynamic(bound)) {
      auto assumed = takesAnySize ? int64_t(2) : getAssumedBound(op, loop);
      if (!assumed)
        return llvm::createStringError("loop " + Twine(loop) +
                                       " has a dynamic size");
      bound = *assumed;
      result.assumedLoops.push_back(loop);
    }
    if (bound == 0)
      return llvm::createStringError("loop " + Twine(loop) + " never runs");
  }
  return llvm::Error::success();
}

/// The loop indexes no operand that a loop of its kind does not (fewer, if one
/// is broadcast), and some operand unless it runs once.
bool LayerReader::hasKind(unsigned loop) const {
  ns::Dim dim = getDim(kinds[loop]);
  bool isParallel = iterators[loop] == utils::IteratorType::parallel;
  if (isParallel != ns::isRelevant(ns::Operand::Output, dim))
    return false;
  auto indexes = [&](ns::Operand operand) {
    return places[ns::index(operand)][loop].factor != 0;
  };
  if (llvm::none_of(ns::allOperands, indexes))
    return result.loopBounds[loop] == 1;
  if (result.loopBounds[loop] == 1 &&
      llvm::count_if(ns::allOperands, indexes) == 1)
    return true;
  return llvm::all_of(ns::allOperands, [&](ns::Operand operand) {
    return ns::isRelevant(operand, dim) || !indexes(operand);
  });
}

/// The pair whose image or window \p dim is.
static std::optional<unsigned> findPair(ns::Dim dim) {
  for (unsigned pair = 0; pair < ns::numPairs; ++pair)
    if (dim == ns::imageOf(pair) || dim == ns::windowOf(pair))
      return pair;
  return std::nullopt;
}

/// Loops that run and are more than an axis of their own are, in the input, an
/// image and its window, and elsewhere none.
bool LayerReader::areAxesPairs() const {
  for (unsigned operand = 0; operand < 3; ++operand)
    for (const Terms &axis : axes[operand]) {
      Terms running = llvm::to_vector<2>(llvm::make_filter_range(
          axis, [&](Term term) { return result.loopBounds[term.loop] != 1; }));
      if (running.empty() || (running.size() == 1 && running[0].factor == 1))
        continue;
      std::optional<unsigned> pair = findPair(getDim(kinds[running[0].loop]));
      if (operand != ns::index(ns::Operand::Input) || !pair ||
          llvm::any_of(running, [&](Term term) {
            return findPair(getDim(kinds[term.loop])) != pair;
          }))
        return false;
    }
  return true;
}

/// An image and its window share an axis of the input; those of further pairs
/// come first, then P's and Q's.
bool LayerReader::arePairsInOrder() const {
  std::optional<unsigned> last;
  for (unsigned i = 0; i < ns::numPairs; ++i) {
    unsigned pair = getPair(i, ns::numPairs);
    std::optional<unsigned> own;
    for (auto [kind, place] :
         llvm::zip(kinds, places[ns::index(ns::Operand::Input)])) {
      if (findPair(getDim(kind)) != pair)
        continue;
      if (own.value_or(place.axis) != place.axis)
        return false;
      own = place.axis;
    }
    if (own && last && *own <= *last)
      return false;
    if (own)
      last = own;
  }
  return true;
}

llvm::Error LayerReader::readLayer() {
  ns::Layer &layer = result.layer;
  layer.name = op->getName().stripDialect();
  ns::Factors &bounds = layer.bounds;
  ns::Count macs = 1;
  for (auto [loop, kind] : llvm::enumerate(kinds)) {
    ns::Dim dim = getDim(kind);
    result.loops[ns::index(dim)].push_back(loop);
    macs *= result.loopBounds[loop];
    int64_t factor = places[ns::index(ns::Operand::Input)][loop].factor;
    if (std::optional<unsigned> pair = findPair(dim); pair && factor != 0)
      (dim == ns::imageOf(*pair) ? layer.pairs[*pair].stride
                                 : layer.pairs[*pair].dilation) = factor;
  }
  if (macs.overflowed())
    return llvm::createStringError("its multiply-accumulates exceed 64 bits");
  for (auto [kind, bound] : llvm::zip(kinds, result.loopBounds))
    bounds[ns::index(getDim(kind))] *= bound;
  return llvm::Error::success();
}

llvm::Expected<OpLayer> LayerReader::run() {
  if (op.getNumLoops() != kinds.size())
    return llvm::createStringError(
        "it has " + Twine(op.getNumLoops()) +
        " loops, but the tiles of its schedule have " + Twine(kinds.size()));
  auto operands = getOperands(op, roles);
  if (!operands)
    return operands.takeError();
  result.operands = *operands;
  if (llvm::Error error = readBounds())
    return error;
  if (failed(readMaps()))
    return loopsChanged();
  for (unsigned loop = 0; loop < kinds.size(); ++loop)
    if (!hasKind(loop))
      return loopsChanged();
  if (!areAxesPairs() || !arePairsInOrder())
    return loopsChanged();
  if (llvm::Error error = readLayer())
    return error;
  return std::move(result);
}

llvm::Expected<OpLayer>
mlir::neurospector::getScheduledLayer(linalg::LinalgOp op,
                                      ScheduleAttr schedule) {
  return LayerReader(op, schedule).run();
}

//===----------------------------------------------------------------------===//
// From the attribute to a schedule
//===----------------------------------------------------------------------===//

/// The order of dimensions that runs the loops of \p level in its order, of an
/// array any; those that run once may be anywhere, so they come last. None: two
/// dimensions take turns.
static std::optional<ns::LoopOrder> findOrder(ArrayRef<LoopKind> kinds,
                                              LevelAttr level,
                                              ArrayRef<int64_t> entering) {
  SmallVector<ns::Dim, ns::numDims> dims;
  auto contains = [&](ns::Dim dim) { return llvm::is_contained(dims, dim); };
  for (int64_t loop : level.getOrder()) {
    ns::Dim dim = getDim(kinds[loop]);
    if (entering[loop] == level.getTile()[loop] ||
        (!dims.empty() && dims.back() == dim))
      continue;
    if (contains(dim))
      return std::nullopt;
    dims.push_back(dim);
  }
  for (ns::Dim dim : ns::allDims)
    if (!contains(dim))
      dims.push_back(dim);
  ns::LoopOrder order;
  llvm::copy(dims, order.begin());
  return order;
}

/// Along a dimension of several loops a tile is a product, so that one which
/// does not divide has no counterpart in the layer.
static llvm::Error checkMergedLoops(const OpLayer &op, LevelAttr level,
                                    ArrayRef<int64_t> entering) {
  for (ArrayRef<unsigned> loops : op.loops)
    if (loops.size() > 1)
      for (unsigned loop : loops)
        if (entering[loop] % level.getTile()[loop] != 0)
          return llvm::createStringError(
              "tile " + Twine(level.getTile()[loop]) + " of level '" +
              level.getName() + "' does not divide " + Twine(entering[loop]) +
              " iterations of loop " + Twine(loop) +
              ", which shares its dimension");
  return llvm::Error::success();
}

/// Of each level of \p accelerator, the one of \p attr; null: it is not listed.
static llvm::Expected<SmallVector<LevelAttr>>
matchLevels(ScheduleAttr attr, const ns::Accelerator &accelerator) {
  SmallVector<LevelAttr> matched(accelerator.levels.size());
  size_t from = 0;
  for (LevelAttr level : attr.getLevels()) {
    std::string name = level.getLevelName();
    bool isMemory = level.getKind() == LevelKind::Temporal;
    size_t found =
        llvm::find_if(accelerator.levels,
                      [&](const ns::Level &candidate) {
                        return candidate.name == name &&
                               isMemory == (candidate.memory() != nullptr);
                      }) -
        accelerator.levels.begin();
    if (found == matched.size())
      return llvm::createStringError(
          "accelerator '" + attr.getAccelerator() + "' has no " +
          (isMemory ? "memory" : "array") + " '" + name + "'");
    if (found < from)
      return llvm::createStringError("accelerator '" + attr.getAccelerator() +
                                     "' has '" + name + "' outside '" +
                                     accelerator.levels[from - 1].name + "'");
    matched[found] = level;
    from = found + 1;
  }
  for (size_t i = 0; i < matched.size() && !matched[i]; ++i)
    if (accelerator.levels[i].takesLoops())
      return llvm::createStringError(
          "its outer levels were already turned into loops");
  return matched;
}

/// Inner tiles are no larger than outer ones, so only the outermost needs a
/// look.
static llvm::Error checkBounds(ArrayRef<int64_t> bounds, LevelAttr outermost) {
  for (auto [loop, sizes] :
       llvm::enumerate(llvm::zip(bounds, outermost.getTile()))) {
    auto [bound, tile] = sizes;
    if (bound < tile)
      return llvm::createStringError(
          "it runs loop " + Twine(loop) + " " + Twine(bound) +
          " times, less than the tile " + Twine(tile) + " of level '" +
          outermost.getName() + "'");
  }
  return llvm::Error::success();
}

llvm::Expected<ns::Schedule>
mlir::neurospector::readSchedule(const OpLayer &op, ScheduleAttr attr,
                                 const ns::Accelerator &accelerator) {
  auto levels = matchLevels(attr, accelerator);
  if (!levels)
    return levels.takeError();
  if (llvm::Error error = checkBounds(op.loopBounds, attr.getLevels().front()))
    return error;
  ns::Schedule schedule;
  SmallVector<int64_t> entering = op.loopBounds;
  ns::Factors tile = op.layer.bounds;
  for (LevelAttr level : *levels) {
    ns::LoopOrder order = ns::allDims;
    if (level) {
      if (llvm::Error error = checkMergedLoops(op, level, entering))
        return error;
      auto found = findOrder(attr.getLoops(), level, entering);
      if (!found)
        return llvm::createStringError(
            "no order of dimensions runs the loops of level '" +
            level.getName() + "' like that");
      order = *found;
      entering.assign(level.getTile().begin(), level.getTile().end());
      tile = ns::unitFactors;
      for (auto [kind, size] : llvm::zip(attr.getLoops(), entering))
        tile[ns::index(getDim(kind))] *= size;
    }
    schedule.tiles.push_back(tile);
    schedule.orders.push_back(order);
  }
  return schedule;
}

/// A tile in the middle of a loop's groups would take them from its own
/// beginning. Inside one group there is nothing to take.
static std::string findCutGroups(linalg::LinalgOp op, ScheduleAttr schedule,
                                 const LoopPieces &uncut) {
  for (OpOperand &operand : op->getOpOperands())
    for (AffineExpr expr : op.getMatchingIndexingMap(&operand).getResults()) {
      std::optional<LoopGroups> groups = getLoopGroups(expr);
      LoopPieces pieces = uncut;
      for (LevelAttr level : schedule.getLevels()) {
        if (!groups)
          break;
        int64_t tile = level.getTile()[groups->loop];
        if (llvm::none_of(pieces.cut(level), [&](const LoopCut &cut) {
              return cut.loop == groups->loop;
            }))
          continue;
        if (groups->size % tile == 0)
          break;
        if (tile % groups->size != 0)
          return ("tile " + Twine(tile) + " of level '" + level.getName() +
                  "' in loop " + Twine(groups->loop) +
                  " is no multiple and no part of the groups of " +
                  Twine(groups->size) + " that index operand " +
                  Twine(operand.getOperandNumber()))
              .str();
      }
    }
  return "";
}

/// A tile of an operand is a subview, which only a strided layout has. Units
/// side by side must not write to the same elements, as they would of a further
/// result that lacks a parallel loop.
static std::string findUntileable(linalg::LinalgOp op,
                                  ArrayRef<int64_t> bounds) {
  for (OpOperand &init : op.getDpsInitsMutable())
    for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
      if (iterator == utils::IteratorType::parallel && bounds[loop] != 1 &&
          !op.getMatchingIndexingMap(&init).isFunctionOfDim(loop))
        return ("parallel loop " + Twine(loop) +
                " does not index the result of operand " +
                Twine(init.getOperandNumber()))
            .str();
  for (OpOperand &operand : op->getOpOperands())
    if (auto type = dyn_cast<MemRefType>(operand.get().getType());
        type && !type.isStrided())
      return ("the layout of operand " + Twine(operand.getOperandNumber()) +
              " is not strided")
          .str();
  return "";
}

/// Only a memory outside all arrays can take more iterations than a schedule
/// was made for.
static std::string findUnbounded(ScheduleAttr schedule,
                                 const LoopPieces &pieces) {
  LevelAttr outermost = schedule.getLevels().front();
  if (outermost.getKind() == LevelKind::Temporal)
    return "";
  const int64_t *open = llvm::find_if(pieces.sizes(), ShapedType::isDynamic);
  if (open == pieces.sizes().end())
    return "";
  return ("loop " + Twine(open - pieces.sizes().begin()) +
          " has a dynamic size, and its schedule has no memory outside array "
          "'" +
          outermost.getLevelName() + "'")
      .str();
}

std::string mlir::neurospector::findMisfit(linalg::LinalgOp op,
                                           ScheduleAttr schedule) {
  llvm::Expected<OpLayer> layer =
      LayerReader(op, schedule, /*takesAnySize=*/true).run();
  if (!layer)
    return llvm::toString(layer.takeError());
  LoopPieces pieces(op);
  std::string obstacle = findUnbounded(schedule, pieces);
  if (obstacle.empty())
    obstacle = findCutGroups(op, schedule, pieces);
  return obstacle.empty() ? findUntileable(op, getLoopBounds(op)) : obstacle;
}
