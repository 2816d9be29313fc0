//===- Channel.h - A weighted sum of energy and times --------- -*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_CHANNEL_H
#define NEUROSPECTOR_LIB_SEARCH_CHANNEL_H

#include "neurospector/Search/ChainCost.h"

#include <limits>

namespace neurospector {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// Weights of the times whose maximum is the time of a schedule: of the
/// MACs, of the busy and the serial time of each memory, and of the ports and
/// operands by which a memory's time is the longest of several. At most one of
/// all that is compared counts, or several in shares that add up to one: then
/// the weighted sum is at most the total time.
struct TimeWeights {
  double macs = 0;
  llvm::SmallVector<MemoryTime, 6> memories;
  std::vector<PortTimes> shares; ///< by memory

  /// Moves all weights towards those of \p other: by \p part of the way.
  void mix(const TimeWeights &other, double part);
  /// No weight differs by more than a thousandth.
  bool isCloseTo(const TimeWeights &other) const;
};

/// the paths by which times add up to what may be the longest: the
/// memories whose time may be, and the number of memories for the MACs. One, if
/// nothing overlaps.
llvm::SmallVector<unsigned, 6> pathsOfTime(const ChainCost &cost);

/// Of \p paths those that take at least `leastPart` of the longest time in a
/// schedule, the shortest first: the longest are in its guide.
llvm::SmallVector<unsigned, 6> pathsByTime(llvm::ArrayRef<unsigned> paths,
                                           const Known &known);

/// A path that takes less of the time of a good schedule is not what makes
/// another one worse.
inline constexpr double leastPart = 0.5;

/// What is serial outside memory \p limit and all its time, or, if it is the
/// number of memories, the MACs and all that is serial. Ports count alike.
TimeWeights weightsOfPath(const ChainCost &cost, unsigned limit);

/// How weights fall with times that are shorter.
struct Steepness {
  double value; ///< a time that is shorter by 1 / value counts 1 / e as much
  /// The last memory counts, too, if it takes just as long as the MACs.
  bool countsAlike;
};
/// Only times that are the longest, but for a thousandth or two, count; or a
/// tenth less counts a tenth as much.
inline constexpr Steepness steep = {1000, false}, gentle = {23, true};

/// The times that count in the whole schedule \p frames: steep weights.
TimeWeights weightsAround(const ChainCost &cost, llvm::ArrayRef<Frame> frames);
/// The same in the schedule that \p account is of, by any steepness.
TimeWeights weightsAround(const ChainCost &cost, const Cost &account,
                          Steepness steepness);

/// A weighted sum of dynamic energy and times. Energy is one channel for each
/// way in which time can add up, cycles another; EDP is bounded factor by
/// factor.
class Channel {
public:
  /// Dynamic energy at \p perPj and \p time at \p perCycle.
  Channel(const ChainCost &cost, const TimeWeights &time, double perPj,
          double perCycle);
  /// Energy, with static power in \p time.
  static Channel energyOf(const ChainCost &cost, const TimeWeights &time) {
    return Channel(cost, time, 1, cost.staticPjPerCycle);
  }
  static Channel timeOf(const ChainCost &cost, const TimeWeights &time) {
    return Channel(cost, time, 0, 1);
  }

  double constant, perPj, perMacCycle;
  bool countsTime;
  /// Tables count, beside each tile, what it costs that its unrolling leaves
  /// units idle (TileFacts::idle).
  bool countsIdle = false;
  /// bounds tell loops that keep open what is open from others.
  bool looksAhead = false;
  llvm::SmallVector<MemoryTime, 6> perCycle; ///< weights by memory
  /// Cost of an element that the busiest instance of a memory exchanges with
  /// the inside or the outside; of what goes inwards and what comes back.
  struct Exchanged {
    InOut inside, outside;
    InOut serial; ///< of `inside`
  };
  std::vector<PerOperand<Exchanged>> perElement; ///< by memory

  /// Of what is known of a schedule: energy, and times of which all is known.
  double of(const Known &known) const;
  /// And of what is known of other times, down to the tile that enters the last
  /// of \p frames.
  double of(const ChainCost &cost, llvm::ArrayRef<Frame> frames) const;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_CHANNEL_H
