//===- RandomLayer.cpp - Random layers and schedules ----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomLayer.h"
#include "neurospector/Config/Config.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

using namespace neurospector;
using namespace neurospector::test;

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

/// Ways to split \p bound over the levels from \p level on.
static double countSplits(const Accelerator &machine, Dim dim, int64_t bound,
                          size_t level = 0) {
  if (level == machine.levels.size())
    return bound == 1;
  const Array *array = machine.levels[level].array();
  const Memory *memory = machine.levels[level].memory();
  double result = 0;
  for (int64_t steps = 1; steps <= bound; ++steps) {
    if (bound % steps != 0)
      continue;
    if (array && steps > 1 &&
        (steps > array->size || !array->dims.contains(dim)))
      break;
    int64_t required = memory ? memory->steps[index(dim)] : 0;
    if (required == 0 || required == steps)
      result += countSplits(machine, dim, bound / steps, level + 1);
  }
  return result;
}

static double countTilings(const Accelerator &machine, const Layer &layer) {
  double result = 1;
  for (Dim dim : allDims)
    result *= countSplits(machine, dim, layer.bound(dim));
  return result;
}

/// Two pairs alike, such as height and width, and little else.
static void makeAlike(Chooser &chooser, Layer &layer, unsigned a, unsigned b) {
  layer.bounds = unitFactors;
  int64_t image = chooser.pick({2, 3, 4}),
          window = image == 4 ? 1 : chooser.pick({2, 3});
  for (unsigned pair : {a, b}) {
    layer.bounds[index(imageOf(pair))] = image;
    layer.bounds[index(windowOf(pair))] = window;
  }
  layer.bounds[chooser.pick({0, 1, 4})] = chooser.pick({2, 3});
  layer.pairs[b] = layer.pairs[a];
}

/// The third pair in the place of two of the others' dimensions, or some pairs
/// alike.
static void addDepth(Chooser &chooser, Layer &layer) {
  layer.bounds[chooser.below(8)] = 1;
  layer.bounds[chooser.below(8)] = 1;
  layer.bounds[index(imageOf(2))] = chooser.pick({1, 2, 3});
  layer.bounds[index(windowOf(2))] = 2;
  layer.pairs[2] = {chooser.pick({1, 1, 2}), chooser.pick({1, 1, 2})};
  switch (chooser.below(5)) {
  case 0:
    return makeAlike(chooser, layer, 0, 2);
  case 1:
    return makeAlike(chooser, layer, 1, 2);
  case 2:
    layer.bounds = unitFactors;
    for (unsigned pair = 0; pair < 3; ++pair) {
      layer.bounds[index(imageOf(pair))] = 2;
      layer.pairs[pair] = {2, 1};
    }
    layer.bounds[chooser.pick({0, 1, 4})] = chooser.pick({2, 3});
  }
}

Layer test::randomLayer(Chooser &chooser, const Accelerator &machine,
                        unsigned pairs, double maxTilings) {
  Layer layer;
  layer.name = "random";
  for (int tries = 0; tries < 4; ++tries)
    layer.bounds[chooser.below(8)] = chooser.pick({2, 3, 4, 5, 6, 8, 9, 12});
  layer.pairs[0].stride = chooser.pick({1, 1, 2});
  layer.pairs[1].stride = chooser.pick({1, 1, 3});
  layer.pairs[0].dilation = chooser.pick({1, 1, 2});
  layer.pairs[1].dilation = chooser.pick({1, 1, 2});
  if (pairs == 3)
    addDepth(chooser, layer);
  else if (chooser.oneIn(4))
    makeAlike(chooser, layer, 0, 1);
  // Rooms, arrays and requirements decide how much there is to enumerate.
  for (unsigned dim = 0; dim < numDims; ++dim)
    if (countSplits(machine, Dim(dim), layer.bounds[dim]) == 0)
      layer.bounds[dim] = 2;
  while (countTilings(machine, layer) > maxTilings) {
    auto largest = std::max_element(layer.bounds.begin(), layer.bounds.end());
    *largest = *largest > 4 ? 4 : *largest - 1;
  }
  return layer;
}

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

namespace {

/// From the MACs outwards: what enters a level follows from the tile that it
/// hands in and its steps, and is what the level outside hands in.
class NestDrawer {
public:
  NestDrawer(Chooser &chooser, const Accelerator &machine, bool isPerfect,
             int64_t maxMacs)
      : chooser(chooser), machine(machine), isPerfect(isPerfect),
        maxMacs(maxMacs) {}

  Nest draw();

private:
  void drawDims();
  void drawSteps(const Level &level, double limit);
  void widen(unsigned dim, int64_t steps);
  LoopOrder drawOrder();

  Chooser &chooser;
  const Accelerator &machine;
  bool isPerfect;
  int64_t maxMacs;
  llvm::SmallVector<unsigned, numDims> dims; ///< that have loops
  Factors tile;                              ///< what enters the level at hand
};

} // namespace

/// Few of them make loops at many levels, and tiles that need not divide.
void NestDrawer::drawDims() {
  for (unsigned count = chooser.pick({2, 3, 3, 4, 4, 5, 10}); count > 0;
       --count) {
    unsigned dim = chooser.below(numDims);
    if (!llvm::is_contained(dims, dim))
      dims.push_back(dim);
  }
}

/// Takes \p steps steps of what is the tile so far; the last may be smaller.
void NestDrawer::widen(unsigned dim, int64_t steps) {
  tile[dim] *= steps;
  if (!isPerfect && steps > 1)
    tile[dim] -= chooser.below(static_cast<unsigned>(tile[dim] / steps));
}

/// A tile of up to \p limit iterations enters.
void NestDrawer::drawSteps(const Level &level, double limit) {
  unsigned density = chooser.below(4);
  int64_t units = level.array() ? level.array()->size : maxMacs;
  for (unsigned i = chooser.below(4), end = i + dims.size(); i < end; ++i) {
    unsigned dim = dims[i % dims.size()];
    int64_t steps = density == 0   ? 1
                    : density == 1 ? chooser.pick({1, 1, 1, 2, 3, 4})
                                   : chooser.pick({1, 2, 2, 3});
    if (steps > units ||
        static_cast<double>(product(tile).get() * steps) > limit ||
        (level.array() && !level.array()->dims.contains(Dim(dim))))
      continue;
    widen(dim, steps);
    units /= steps;
  }
}

LoopOrder NestDrawer::drawOrder() {
  if (chooser.oneIn(3))
    return loopOrder(allOperands[chooser.below(3)]);
  LoopOrder order = allDims;
  for (unsigned i = numDims; i > 1; --i)
    std::swap(order[i - 1], order[chooser.below(i)]);
  return order;
}

Nest NestDrawer::draw() {
  Nest nest;
  nest.schedule.tiles.resize(machine.levels.size());
  drawDims();
  for (size_t level = machine.levels.size(); level-- > 0;) {
    nest.schedule.tiles[level] = tile;
    // Something is left for the levels outside.
    double now = static_cast<double>(product(tile).get());
    drawSteps(machine.levels[level],
              now * std::pow(static_cast<double>(maxMacs) / now,
                             std::min(1.0, 2.0 / (level + 1))));
  }
  for (size_t level = 0; level < machine.levels.size(); ++level)
    nest.schedule.orders.push_back(drawOrder());
  nest.layer.name = "random";
  nest.layer.bounds = tile;
  for (ImageWindow &pair : nest.layer.pairs)
    pair = {chooser.pick({1, 1, 2, 3}), chooser.pick({1, 1, 2, 3})};
  return nest;
}

Nest test::randomNest(Chooser &chooser, const Accelerator &machine,
                      bool isPerfect, int64_t maxMacs) {
  return NestDrawer(chooser, machine, isPerfect, maxMacs).draw();
}

//===----------------------------------------------------------------------===//
// Printing
//===----------------------------------------------------------------------===//

std::string test::describe(const Accelerator &machine, const Layer &layer) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printAccelerator(os, machine);
  os << "bounds " << listValues(layer.bounds);
  for (const ImageWindow &pair : layer.pairs)
    os << " stride " << pair.stride << " dilation " << pair.dilation;
  return text;
}

std::string test::describe(const Accelerator &machine, const Nest &nest) {
  std::string text = describe(machine, nest.layer);
  for (auto [level, tile, order] :
       llvm::zip(machine.levels, nest.schedule.tiles, nest.schedule.orders)) {
    text += "\n" + level.name + " " + listValues(tile) + " ";
    for (Dim dim : order)
      text += name(dim);
  }
  return text + "\n";
}
