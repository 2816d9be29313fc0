//===- PieceFacts.cpp - What every bound knows of pieces ------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PieceFacts.h"
#include "Channel.h"
#include "Rounding.h"

#include <algorithm>
#include <cmath>

using namespace neurospector;

static double bound(const Layer &layer, Dim dim) {
  return static_cast<double>(layer.bound(dim));
}

PieceFacts::PieceFacts(const ChainCost &cost, const PieceLattice &lattice)
    : cost(cost), layer(cost.space.layer), lattice(lattice),
      numMemories(cost.numMemories), units(numMemories),
      arraysInside(numMemories), unrolled(numMemories) {
  for (unsigned m = 0; m < numMemories; ++m) {
    arraysInside[m] =
        neurospector::arraysInside(cost.machine, cost.space.stages[m].level);
    std::array<double, numGroups> bounds;
    bounds.fill(1);
    for (Dim dim : allDims)
      bounds[index(groupOf(dim))] *= bound(layer, dim);
    for (const Array &array : arraysInside[m]) {
      auto size = static_cast<double>(array.size);
      double all = 1;
      std::array<double, numGroups> of;
      of.fill(1);
      for (Dim dim : allDims)
        if (array.dims.contains(dim) && array.size > 1) {
          all *= bound(layer, dim);
          of[index(groupOf(dim))] *= bound(layer, dim);
          double &along = units[m].along[index(dim)];
          along = std::min(along * size, bound(layer, dim));
          unrolled[m].insert(dim);
        }
      units[m].all *= std::min(size, all);
      units[m].work = units[m].all;
      for (unsigned g = 0; g < numGroups; ++g)
        units[m].of[g] =
            std::min(units[m].of[g] * std::min(size, of[g]), bounds[g]);
    }
  }
  findMoves();
  findCuts();
  findFits();
  auto hasUnits = [](const UnitCounts &counts) { return counts.all > 1; };
  if (llvm::count_if(units, hasUnits) == 1 && maxUnits(numMemories - 1) == 1)
    only = llvm::find_if(units, hasUnits) - units.begin();
  busy.resize(numMemories);
}

const BusyUnits &PieceFacts::busyUnits(unsigned memory) const {
  if (!busy[memory])
    busy[memory] = std::make_unique<BusyUnits>(
        lattice, arraysInside[memory], unrollCuts[memory], memory == only);
  return *busy[memory];
}

double PieceFacts::maxUnitsOutside(unsigned memory) const {
  double result = 1;
  for (unsigned m = 0; m < memory; ++m)
    result *= maxUnits(m);
  return result;
}

unsigned PieceFacts::firstArrays() const {
  unsigned result = 0;
  while (result + 1 < numMemories && maxUnits(result) == 1)
    ++result;
  return result;
}

bool PieceFacts::splitsReduction() const {
  return !only && llvm::any_of(llvm::drop_end(units), [](const auto &counts) {
    return counts.of[index(Group::CRS)] > 1;
  });
}

double PieceFacts::mostReducing(unsigned memory) const {
  double result = 1;
  for (const Array &array : arrays(memory)) {
    double most = 1;
    for (Dim dim : allDims)
      if (groupOf(dim) == Group::CRS && array.dims.contains(dim))
        most *= bound(layer, dim);
    result *= std::min(static_cast<double>(array.size), most);
  }
  return result;
}

double PieceFacts::servedBy(Operand op, double units) const {
  if (op != Operand::Input || this->units.back().along[index(Dim::K)] > 1)
    return units;
  double channels = bound(layer, Dim::K);
  return channels / std::ceil(channels / units * (1 - rounding));
}

Reach PieceFacts::reach(const Transfer &transfer, unsigned site, bool isNear,
                        llvm::ArrayRef<UnitCounts> known) const {
  auto of = [&](unsigned m) -> const UnitCounts & {
    return m < known.size() ? known[m] : units[m];
  };
  Reach result;
  result.least = sent(index(transfer.op), lattice.whole());
  result.first = outputs();
  for (unsigned m = 0; m < site; ++m) {
    result.units *= of(m).work;
    result.first *= of(m).of[index(Group::CRS)];
  }
  if (isNear)
    return result;
  double all = 1, group = 1;
  std::array<double, numPairs> images, windows;
  images.fill(1);
  windows.fill(1);
  for (unsigned m = site; m + 1 < transfer.to; ++m) {
    all *= of(m).all;
    group *= of(m).of[index(irrelevantGroup(transfer.op))];
    for (unsigned pair = 0; pair < numPairs; ++pair) {
      images[pair] *= of(m).along[index(imageOf(pair))];
      windows[pair] *= of(m).along[index(windowOf(pair))];
    }
  }
  if (transfer.to == numMemories)
    group = servedBy(transfer.op, group);
  result.sharing = group;
  // IP-3: neighbours along an image or a window share their halo; an element
  // belongs to no more places than a window has. Of units that take a single
  // element each, no two along one of them take the same.
  for (unsigned pair = 0; pair < numPairs; ++pair) {
    if (transfer.op != Operand::Input || layer.bound(windowOf(pair)) == 1)
      continue;
    const UnitCounts &inside = units.back();
    bool isSingle = transfer.to == numMemories &&
                    inside.along[index(imageOf(pair))] == 1 &&
                    inside.along[index(windowOf(pair))] == 1;
    double both = isSingle ? std::min(images[pair], windows[pair])
                           : images[pair] * windows[pair];
    result.sharing *= std::min(
        {both, bound(layer, windowOf(pair)), bound(layer, imageOf(pair))});
  }
  result.sharing = std::min(result.sharing, all);
  return result;
}

double PieceFacts::boxes(unsigned pair, double images, double windows) const {
  const ImageWindow &walk = layer.pairs[pair];
  auto stride = static_cast<double>(walk.stride),
       dilation = static_cast<double>(walk.dilation);
  double image = bound(layer, imageOf(pair)),
         window = bound(layer, windowOf(pair));
  return stride * windows * (image - images) +
         dilation * images * (window - windows) + images * windows;
}

//===----------------------------------------------------------------------===//
// What moves
//===----------------------------------------------------------------------===//

void PieceFacts::findBoxes(unsigned pair) {
  Boxes &result = boxesOf[pair];
  Dim image = imageOf(pair), window = windowOf(pair);
  const int64_t one = 1;
  llvm::ArrayRef<int64_t> ps = one, rs = one;
  for (auto [a, axis] : llvm::enumerate(lattice.axes())) {
    if (axis.dim == image)
      result.image = a, ps = axis.pieces;
    if (axis.dim == window)
      result.window = a, rs = axis.pieces;
  }
  result.numWindows = rs.size();
  double allP = bound(layer, image), allR = bound(layer, window);
  for (int64_t numP : ps)
    for (int64_t numR : rs) {
      auto p = static_cast<double>(numP), r = static_cast<double>(numR);
      double exact = boxes(pair, p, r);
      result.moved.push_back(exact);
      // Bilinear: the least of a box lies at one of its corners.
      result.sent.push_back(
          std::min({exact, boxes(pair, p, allR), boxes(pair, allP, r),
                    boxes(pair, allP, allR)}));
    }
  lattice.forEachOfRow(0, [&](Tile, llvm::ArrayRef<unsigned> digits) {
    result.inRow.push_back(result.at(digits));
  });
  result.leastSent = result.sent;
  auto spread = [&](std::optional<unsigned> axis, size_t begin, size_t stride,
                    size_t count) {
    if (!axis || *axis >= lattice.rowAxes())
      return;
    double least = infinity;
    for (size_t i = 0; i < count; ++i)
      least = std::min(least, result.leastSent[begin + i * stride]);
    for (size_t i = 0; i < count; ++i)
      result.leastSent[begin + i * stride] = least;
  };
  for (size_t p = 0; p < ps.size(); ++p)
    spread(result.window, p * rs.size(), 1, rs.size());
  for (size_t r = 0; r < rs.size(); ++r)
    spread(result.image, r, rs.size(), ps.size());
}

void PieceFacts::fillInput(bool isSent, Tile first, double *values) const {
  Group group = irrelevantGroup(Operand::Input);
  double outside = fixedSizes[index(Operand::Input)];
  llvm::SmallVector<unsigned, numDims> digits = lattice.digits(first);
  for (auto [axis, digit] :
       llvm::drop_begin(llvm::zip(lattice.axes(), digits), lattice.rowAxes()))
    if (axis.group == group)
      outside *= static_cast<double>(axis.pieces[digit]);
  for (Tile i = 0; i < lattice.rowSize(); ++i)
    values[i] = outside * piecesInRow[index(group)][i];
  for (const Boxes &each : boxesOf) {
    if (!each.image && !each.window)
      continue;
    const double *boxes =
        (isSent ? each.sent : each.moved).data() + each.at(digits);
    for (Tile i = 0; i < lattice.rowSize(); ++i)
      values[i] *= boxes[each.inRow[i]];
  }
}

void PieceFacts::findMoves() {
  fixedSizes.fill(1);
  for (Dim dim : allDims)
    for (Operand op : allOperands)
      if (isRelevant(op, dim) && !(op == Operand::Input && isPaired(dim)))
        fixedSizes[index(op)] *= bound(layer, dim);
  for (const ImageWindow &pair : layer.pairs)
    merges |= pair != ImageWindow();
  for (unsigned pair = 0; pair < numPairs; ++pair)
    findBoxes(pair);
  lattice.forEachOfRow(0, [&](Tile, llvm::ArrayRef<unsigned> digits) {
    for (std::vector<double> &pieces : piecesInRow)
      pieces.push_back(1);
    for (unsigned a = 0; a < lattice.rowAxes(); ++a)
      piecesInRow[index(lattice.axes()[a].group)].back() *=
          static_cast<double>(lattice.axes()[a].pieces[digits[a]]);
  });
  leastSentOf.resize(lattice.numRows());
  auto begin = [&](TileTable &table, bool isSent) {
    table.begin(lattice, infinity, [=, this](Tile first, double *values) {
      fillInput(isSent, first, values);
      return true;
    });
  };
  begin(movedInput, false);
  begin(sentInput, true);
}

double PieceFacts::leastSent(unsigned operand, Tile first) const {
  double &result = leastSentOf[lattice.rowOf(first)][operand];
  if (result != 0)
    return result;
  auto op = Operand(operand);
  result = fixedSizes[operand];
  llvm::SmallVector<unsigned, numDims> digits = lattice.digits(first);
  for (auto [axis, digit] :
       llvm::drop_begin(llvm::zip(lattice.axes(), digits), lattice.rowAxes()))
    if (axis.group == irrelevantGroup(op))
      result *= static_cast<double>(axis.pieces[digit]);
  if (op == Operand::Input)
    for (const Boxes &each : boxesOf)
      result *= each.leastSent[each.at(digits)];
  return result;
}

/// The least tile along all other axes has the most room.
double PieceFacts::leastOutputs(unsigned memory) const {
  double result = infinity;
  llvm::SmallVector<unsigned, numDims> digits(lattice.axes().size(), 0);
  auto grow = [&](auto &grow, unsigned number, Tile tile) -> void {
    if (number == digits.size()) {
      if (fitting(digits) >> memory & 1)
        result = std::min(result, moved(index(Operand::Output), tile));
      return;
    }
    const PieceLattice::Axis &axis = lattice.axes()[number];
    unsigned &digit = digits[number];
    unsigned most = axis.group == Group::CRS ? axis.size() : 1;
    for (digit = 0; digit < most; ++digit)
      grow(grow, number + 1, tile + digit * axis.stride);
    digit = 0;
  };
  grow(grow, 0, lattice.unit());
  return result;
}

double PieceFacts::steps(Tile tile) const {
  double result = 1;
  for (const PieceLattice::Axis &axis : lattice.axes())
    result *= static_cast<double>(lattice.pieces(tile, axis));
  return result;
}

//===----------------------------------------------------------------------===//
// What fits
//===----------------------------------------------------------------------===//

/// The memories that have room for the least tile.
PieceFacts::Mask PieceFacts::fitting(llvm::ArrayRef<unsigned> digits) const {
  std::array<double, numDims> size;
  size.fill(1);
  for (auto [axis, digit] : llvm::zip(lattice.axes(), digits))
    size[index(axis.dim)] = static_cast<double>(axis.leastTile(digit));
  auto at = [&](Dim dim) { return size[index(dim)]; };
  double bpq = at(Dim::B), crs = at(Dim::C), box = bpq * crs * at(Dim::G);
  for (unsigned i = 0; i < numPairs; ++i) {
    double x = at(imageOf(i)), w = at(windowOf(i));
    auto s = static_cast<double>(layer.pairs[i].stride),
         d = static_cast<double>(layer.pairs[i].dilation);
    bpq *= x;
    crs *= w;
    box *= (x - 1) * s + (w - 1) * d + 1;
  }
  PerOperand<double> elements = {box, at(Dim::K) * crs * at(Dim::G),
                                 at(Dim::K) * bpq * at(Dim::G)};
  Mask result = 0;
  for (unsigned m = 0; m < numMemories; ++m)
    if (cost.space.stages[m].rooms.hold(elements))
      result |= Mask(1) << m;
  return result;
}

PieceFacts::Mask PieceFacts::leastFits(Tile first) const {
  Mask &result = leastFitsOf[lattice.rowOf(first)];
  if (result == ~Mask(0))
    result = fitting(lattice.digits(first));
  return result;
}

void PieceFacts::forEachFittingRow(unsigned memory,
                                   llvm::function_ref<void(Tile)> use) const {
  // Nothing fits that is larger along some axis than what does not.
  auto grow = [&](auto &grow, unsigned number, Tile first) -> bool {
    if (!fitsRow(memory, first))
      return false;
    if (number == lattice.axes().size()) {
      use(first);
      return true;
    }
    const PieceLattice::Axis &axis = lattice.axes()[number];
    for (unsigned digit = 0; digit < axis.size(); ++digit)
      if (!grow(grow, number + 1, first + digit * axis.stride))
        break;
    return true;
  };
  grow(grow, lattice.rowAxes(), lattice.unit());
}

/// Of the tiles that differ along the first axis only: none fits where a
/// smaller one does not, so that all between two that fit the same do.
void PieceFacts::fillFits(llvm::SmallVector<unsigned, numDims> digits,
                          Mask *values) const {
  auto find = [&](unsigned digit) {
    digits[0] = digit;
    return values[digit] = fitting(digits);
  };
  auto fill = [&](auto &fill, unsigned first, unsigned last) -> void {
    if (values[first] == values[last]) {
      std::fill(values + first + 1, values + last, values[first]);
    } else if (unsigned middle = (first + last) / 2; middle != first) {
      find(middle);
      fill(fill, first, middle);
      fill(fill, middle, last);
    }
  };
  unsigned last = lattice.axes()[0].size() - 1;
  find(0);
  find(last);
  fill(fill, 0, last);
}

void PieceFacts::findFits() {
  leastFitsOf.assign(lattice.numRows(), ~Mask(0));
  fitsMemories.begin(lattice, 0, [this](Tile first, Mask *values) {
    Mask least = leastFits(first);
    if (least == 0)
      return false;
    std::fill_n(values, lattice.rowSize(), least);
    if (least != fitting(lattice.digits(first + lattice.rowSize() - 1)))
      for (Tile i = 0; i < lattice.rowSize(); i += lattice.axes()[0].size())
        fillFits(lattice.digits(first + i), values + i);
    return true;
  });
  roomInside = std::vector<RowTable<float>>(numMemories);
  fewestOf = std::vector<PartialMinimaOf<float>>(numMemories);
  for (unsigned m = 0; m + 1 < numMemories; ++m)
    if (unrolled[m] != DimSet())
      findFewest(m);
  llvm::SmallVector<unsigned, numDims> digits;
  findHandedToMacs(digits, lattice.unit(), 1);
  llvm::sort(toMacs);
}

static constexpr float noUnits = std::numeric_limits<float>::infinity();

void PieceFacts::findFewest(unsigned memory) {
  roomInside[memory].begin(lattice, noUnits,
                           [this, memory](Tile first, float *units) {
                             if (!fitsRow(memory + 1, first))
                               return false;
                             std::fill_n(units, lattice.rowSize(), 1);
                             leaveOutUnfit(memory + 1, first, units);
                             return true;
                           });
  // Exact up to 2^24 units, of more too many.
  auto most = static_cast<float>(maxUnits(memory) * (1 + 1e-6) + 1);
  fewestOf[memory].begin(
      lattice, roomInside[memory], unrollings(memory),
      {[this, memory](const PieceLattice::Axis &axis) {
         return unrolled[memory].contains(axis.dim);
       },
       [this, memory](Tile first) { return fitsRow(memory, first); },
       /*insideFirst=*/true, /*multiplies=*/true, most});
}

bool PieceFacts::leaveOutWithoutRoom(unsigned memory, Tile first,
                                     double *values) const {
  const float *units = fewestOf[memory].least().row(first);
  Tile size = lattice.rowSize();
  for (Tile i = 0; units && i < size; ++i)
    values[i] = units[i] != noUnits ? values[i] : infinity;
  return units && leaveOutFrom(values, size, infinity);
}

/// Those with these digits along the first axes, along which a tile has so
/// many iterations.
void PieceFacts::findHandedToMacs(llvm::SmallVectorImpl<unsigned> &digits,
                                  Tile tile, double iterations) {
  auto number = static_cast<unsigned>(digits.size());
  if (number == lattice.axes().size()) {
    if (fitsArrays(digits, 0, arraySizes(numMemories - 1)))
      toMacs.push_back(tile);
    return;
  }
  const PieceLattice::Axis &axis = lattice.axes()[number];
  for (unsigned digit = 0; digit < axis.size(); ++digit) {
    double all = iterations * static_cast<double>(axis.leastTile(digit));
    if (all > maxUnits(numMemories - 1))
      break;
    digits.push_back(digit);
    findHandedToMacs(digits, tile + digit * axis.stride, all);
    digits.pop_back();
  }
}

llvm::SmallVector<int64_t, 4> PieceFacts::arraySizes(unsigned memory) const {
  llvm::SmallVector<int64_t, 4> result;
  for (const Array &array : arraysInside[memory])
    result.push_back(array.size);
  return result;
}

bool ArraysCut::take(llvm::MutableArrayRef<int64_t> left) const {
  for (auto [rest, steps] : llvm::zip(left, of)) {
    if (steps > rest)
      return false;
    rest /= steps;
  }
  return true;
}

/// On the last arrays a unit takes a single iteration. \p left of each array
/// for \p axis and those after it.
bool PieceFacts::fitsArrays(llvm::ArrayRef<unsigned> digits, unsigned axis,
                            llvm::ArrayRef<int64_t> left) const {
  if (axis == digits.size())
    return true;
  for (const ArraysCut &cut :
       cutsByArrays(numMemories - 1, axis, digits[axis])) {
    if (cut.inner != 0)
      break;
    llvm::SmallVector<int64_t, 4> rest(left);
    if (cut.take(rest) && fitsArrays(digits, axis + 1, rest))
      return true;
  }
  return false;
}
