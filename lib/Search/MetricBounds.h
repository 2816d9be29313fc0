//===- MetricBounds.h - Lower bounds of a metric -------------- -*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_METRICBOUNDS_H
#define NEUROSPECTOR_LIB_SEARCH_METRICBOUNDS_H

#include "FillBounds.h"
#include "Relaxation.h"

#include <memory>

namespace neurospector {

/// The metric from \p of(bounds, number) of each channel, those of energies
/// first: the longest of each kind. Of one kind alone, the first above \p limit
/// does.
template <typename Bounds, typename Of>
double combineChannels(Metric metric,
                       const std::vector<std::unique_ptr<Bounds>> &energies,
                       const std::vector<std::unique_ptr<Bounds>> &times,
                       double limit, Of of) {
  auto longest = [&](const std::vector<std::unique_ptr<Bounds>> &list,
                     size_t first, double limit) {
    double result = 0;
    for (size_t i = 0; i < list.size() && result <= limit; ++i)
      result = std::max(result, of(*list[i], first + i));
    return result;
  };
  switch (metric) {
  case Metric::Energy:
    return longest(energies, 0, limit);
  case Metric::Cycle:
    return longest(times, 0, limit);
  case Metric::Edp:
    break;
  }
  return longest(energies, 0, infinity) *
         longest(times, energies.size(), infinity);
}

/// \p metric of a whole schedule.
double valueOf(const ChainCost &cost, Metric metric, const Known &known);
/// Of the multiply-accumulates alone, in \p steps.
double valueOfMacs(const ChainCost &cost, Metric metric, double steps);

/// Lower bounds of a metric on all schedules through a branch, which frames
/// give from the outermost memory inwards.
///
/// A metric is the longest of several sums, each a channel: one for each
/// path by which times add up, and one of all paths in the shares of a guide.
class MetricBounds {
public:
  MetricBounds(const ChainCost &cost, const TileFacts &facts, Metric metric);

  /// There is more than one path, because some times overlap.
  bool overlaps() const { return paths.size() > 1; }
  /// All paths alike.
  TimeWeights mean() const;
  size_t numChannels() const { return energies.size() + times.size(); }
  /// Forgets all channels.
  void clear() {
    energies.clear();
    times.clear();
    added.clear();
  }
  /// The channel of \p weights counts, too.
  void follow(const TimeWeights &weights);
  /// Only dynamic energy counts, and time by \p weights at \p pjPerCycle.
  void follow(const TimeWeights &weights, double pjPerCycle);
  /// All paths count, or only \p some, beside what counts already.
  void addPaths() { addPaths(paths); }
  void addPaths(llvm::ArrayRef<unsigned> some);

  /// By which times add up (`pathsOfTime`).
  const llvm::SmallVector<unsigned, 6> paths;

  /// Bounds above this are of no interest, and may be any number above it.
  double limit = infinity;

  double value(const Known &known) const {
    return valueOf(cost, metric, known);
  }
  /// The last memory hands `handed` inward.
  double handed(llvm::ArrayRef<Frame> frames) {
    return handed(frames, limitOfParts());
  }
  /// A quick bound that is no higher.
  double handedRoughly(llvm::ArrayRef<Frame> frames) {
    return handed(frames, -infinity);
  }
  /// A quicker one that is no higher, whatever the loops and their order.
  double handedInAnyOrder(llvm::ArrayRef<Frame> frames);
  /// The same of the first of two frames, with a look at the second memory.
  double root(llvm::MutableArrayRef<Frame> frames);
  /// The last memory is the innermost, and `entering` enters it.
  double leaf(llvm::ArrayRef<Frame> frames);
  /// By channel, what is known before of all that may enter it.
  struct BeforeLeaf {
    double sum;
    PerOperand<double> perElement;
  };
  llvm::SmallVector<BeforeLeaf, 8> beforeLeaf(const Sending &sending) const;
  /// A quick bound of `leaf` if \p entering enters it, with \p outside the
  /// units.
  double leafRoughly(llvm::ArrayRef<BeforeLeaf> before, Tile entering,
                     Tile outside) const {
    double units = cost.lattice[outside].iterations;
    const PerOperand<double> &volume = cost.lattice[entering].volume;
    return combine([&](Relaxation &relaxation, size_t c) {
      const auto &[sum, each] = before[c];
      double elements =
          volume[0] * each[0] + volume[1] * each[1] + volume[2] * each[2];
      double known = sum + units * elements;
      return known > limitOfParts() ? known
                                    : known + relaxation.leastMacs(outside);
    });
  }

  /// What is known, by channel, of all schedules in which `entering` enters the
  /// last memory: all but what its loops and those inside add.
  struct Outside {
    unsigned memory;
    Tile entering;
    OperandMask open;
    llvm::SmallVector<double, 8> sums;
    /// With the floors of `chooseCase`, and what the tables say of the inside.
    llvm::SmallVector<double, 8> inCase;
    llvm::SmallVector<const double *, 8> insideOfCase;
    llvm::SmallVector<Relaxation::Floors, 8> floors;
  };
  void lookOutside(llvm::ArrayRef<Frame> frames, Outside &result);
  /// Whatever the loops.
  double entering(const Outside &outside);
  double entering(llvm::ArrayRef<Frame> frames) {
    lookOutside(frames, scratch);
    return entering(scratch);
  }
  /// Only loops of one case.
  double ofCase(const Outside &outside, const ReuseCase &reuse);
  void chooseCase(Outside &outside, const ReuseCase &reuse) const;
  struct Handed {
    Tile tile;
    double bound;
  };
  /// Those of \p tiles, with their bounds, that loops of the case chosen last
  /// may hand inward at no more than `limit`.
  void ofHanded(const Outside &outside, llvm::ArrayRef<Tile> tiles,
                std::vector<Handed> &result) const;
  /// Only loops of the case chosen last that hand \p handed inward.
  double ofHanded(const Outside &outside, Tile handed) const {
    return combine([&](Relaxation &, size_t c) {
      return outside.inCase[c] + outside.insideOfCase[c][handed];
    });
  }

private:
  void add(const TimeWeights &weights, bool countsIdle);
  void add(Channel channel, bool countsIdle);
  double handed(llvm::ArrayRef<Frame> frames, double limitOfParts);
  /// What one channel may come to before `limit` is exceeded.
  double limitOfParts() const {
    return metric == Metric::Edp ? infinity : limit;
  }
  template <typename Of> double combine(Of of) const {
    return combineChannels(metric, energies, times, limit, of);
  }

  const ChainCost &cost;
  const TileFacts &facts;
  const FillBounds fills;
  const Metric metric;
  /// Channels of energies, then of times.
  std::vector<std::unique_ptr<Relaxation>> energies, times;
  llvm::SmallVector<unsigned, 6> added; ///< paths among them
  Outside scratch;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_METRICBOUNDS_H
