//===- ChainCost.h - The cost model over tiles of a lattice -----*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The arithmetic of the cost model in doubles, memory by memory from the
// outside in: what a search knows of a schedule that it has chosen down to some
// memory. Searches rank with it; what they return is costed by
// CostModel::evaluate, and a test holds the two against each other.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_SEARCH_CHAINCOST_H
#define NEUROSPECTOR_SEARCH_CHAINCOST_H

#include "neurospector/Model/Fill.h"
#include "neurospector/Search/SearchSpace.h"

namespace neurospector {

/// Number of reads and writes, or what one of each costs: of what goes inwards
/// (all operands) and of what comes back (outputs).
struct InOut {
  double in = 0, out = 0;

  double operator*(const InOut &other) const {
    return in * other.in + out * other.out;
  }
  bool operator==(const InOut &) const = default;
};

/// How often \p op moves inwards and back.
inline InOut transfersOf(const Moves &moves, Operand op) {
  if (op == Operand::Output)
    return {moves.outputReads, moves.tiles[index(op)]};
  return {moves.tiles[index(op)], 0};
}

/// One operand's way from a memory that holds it to the next one inside, or to
/// the MACs. Memories are numbered as stages, outermost first.
struct Transfer {
  /// Where elements are counted and paid for.
  struct Site {
    unsigned memory;
    /// No units lie between it and the last memory before `to`: what it sends
    /// is the tile that this one hands inward.
    bool isNear;
    InOut energy; ///< pJ per element
  };

  Operand op;
  unsigned from, to; ///< `to` is the number of memories for the MACs
  llvm::SmallVector<Site, 2> sites; ///< `from`, then the memories passed by
  InOut entryEnergy;                ///< pJ per element, at `to`
  bool isSerial; ///< `to` is not double-buffered, or the MACs not pipelined
  /// Of a transfer to the MACs: the memory from which on no arrays are inside,
  /// so that all units which share it are known when a tile enters that; the
  /// number of memories if the last arrays matter.
  unsigned settled;
  bool slides; ///< of what comes in along an image, only what is new (CM-19)
  /// How much is sent depends on what each unit takes of it: boxes of units
  /// overlap.
  bool dependsOnTaken = false;
};

/// Cycles of a memory: all, and those that do not overlap with what is inside.
struct MemoryTime {
  double busy = 0, serial = 0;
};

/// The same by operand and port: of the only port or the one for reads (in), of
/// the one for writes (out).
struct PortTimes {
  PerOperand<InOut> busy = {}, serial = {};
};

/// Dynamic energy (pJ) and times of what is known of a schedule.
struct Known {
  double energy = 0;    ///< without what is sent to the MACs
  double toMacs = 0;    ///< of that, what is settled
  double macCycles = 0; ///< until all is known, what fills systolic arrays
  /// By memory: zero until all that it exchanges is known (`ChainCost::open`).
  llvm::SmallVector<MemoryTime, 6> times;

  /// t = max(t + serial, busy) from the MACs outwards.
  double cycles() const;
};

/// What is known of a schedule once a memory has handed a tile inward: as far
/// as it does not depend on what each unit of the arrays takes of that.
struct Sending {
  Known known; ///< in a `Frame`: down to what enters its memory
  /// Elements of that, for the busiest instance of the memory that each operand
  /// comes from.
  PerOperand<InOut> sent = {};
  /// pJ of each element that enters the next memory, as far as it is known.
  PerOperand<double> entryEnergy = {};
};

/// A schedule down to some memory.
struct Frame : Sending {
  Tile entering = 0; ///< the memory
  Tile handed = 0;   ///< by its loops, to the arrays inside it
  Operand order = Operand::Output;
  Tile units = 0; ///< product of the arrays outside, as a tile
  Moves moves;    ///< after its loops
  /// Elements of what enters it, for the busiest instance.
  PerOperand<InOut> taken = {};
  /// Elements sent by the busiest instance of transfers to the MACs that are
  /// settled here; whole accesses are full (`filled`).
  PerOperand<InOut> sentToMacs = {};
};

/// Everything about one (layer, machine, cost model) that does not change
/// during a search, and the cost of each boundary.
class ChainCost {
public:
  explicit ChainCost(const SearchSpace &space);

  const SearchSpace &space;
  const TileLattice &lattice;
  const Accelerator &machine;
  const unsigned numMemories;
  const double macs;             ///< multiply-accumulates of the layer
  const double macEnergy;        ///< pJ of all of them
  const double staticPjPerCycle; ///< of the whole machine
  std::vector<Transfer> transfers;

  /// Numbers of the transfers into \p memory (or `numMemories`: the MACs).
  llvm::ArrayRef<unsigned> transfersInto(unsigned memory) const {
    return into[memory];
  }
  const Memory &memory(unsigned number) const {
    return space.stages[number].memory;
  }

  /// The frame of the outermost memory.
  void start(Frame &frame) const;
  /// Costs what `frames.back()` hands inward.
  Sending send(llvm::ArrayRef<Frame> frames) const;
  /// Costs `frames.back()`, whose entering tile is chosen, after \p sending of
  /// the frame outside.
  void enter(llvm::MutableArrayRef<Frame> frames, const Sending &sending) const;
  void enter(llvm::MutableArrayRef<Frame> frames) const {
    enter(frames, send(frames.drop_back()));
  }
  /// A whole schedule: what the last memory hands to the arrays inside, too.
  Known finish(llvm::ArrayRef<Frame> frames) const;

  /// pJ that \p transfer costs at \p site, and where it is taken in, of a
  /// schedule that \p frames give at least down to there.
  double energyAt(const Transfer::Site &site, const Transfer &transfer,
                  llvm::ArrayRef<Frame> frames) const;
  double energyIn(const Transfer &transfer, llvm::ArrayRef<Frame> frames) const;

  /// Elements that the arrays between memory \p site and the last of \p frames,
  /// and \p arrays inside that, need of \p transfer together when each unit
  /// takes \p tile (CM-6: the least of four counts).
  double together(const Transfer &transfer, unsigned site,
                  llvm::ArrayRef<Frame> frames, Tile arrays, Tile tile) const;

  /// Cycles of a port of \p memory per element of \p op, of the one for writes
  /// if \p isWrite.
  double cyclesPerElement(unsigned memory, Operand op, bool isWrite) const;
  /// Whether elements that \p memory exchanges with the outside take time.
  bool timesOutside(unsigned memory) const;
  /// Accesses of the memory that \p elements take, rounded up; of the write
  /// port if \p isWrite.
  double accesses(unsigned memory, Operand op, double elements,
                  bool isWrite) const;
  /// What a step towards the MACs that carries \p elements takes time for: if
  /// the memory takes whole accesses, all that fits into those.
  double filled(unsigned memory, Operand op, double elements,
                bool isWrite) const;

  /// What is known of a memory whose time is not: elements exchanged by its
  /// busiest instance with the inside or the outside, as a frame has them.
  struct Pending {
    unsigned memory;
    Operand op;
    bool isInside;
    unsigned frame;
    PerOperand<InOut> Frame::*elements;
  };
  /// Those of a schedule down to the tile that enters \p memory.
  llvm::ArrayRef<Pending> open(unsigned memory) const {
    return pending[memory];
  }
  /// Times of the busiest instance of \p memory, of a whole schedule.
  PortTimes portTimes(unsigned memory, llvm::ArrayRef<Frame> frames) const;

  /// The transfer of \p op that begins at \p memory, which holds it.
  const Transfer &transferFrom(unsigned memory, Operand op) const {
    return transfers[from[memory][index(op)]];
  }

  /// CM-18: the systolic arrays inside each memory.
  std::vector<Fill> fills;
  /// The steps that they take if the loops so far have \p moves; zero if what
  /// they take is always the same.
  double fillSteps(unsigned memory, const Moves &moves) const;

  /// The number of the first memory in \p numbers 0 to \p end, exclusive, from
  /// \p memory on that has arrays inside; \p end if none has.
  unsigned nextArrays(unsigned memory, unsigned end) const;

private:
  /// Moves of a transfer that slides along an image: steps of the loop,
  /// elements of a box along the pair and of all boxes of a run together. One
  /// of each where none do.
  struct Slide {
    double steps = 1, box = 1, run = 1;
    /// Of a whole run, if one box has \p elements.
    double elements(double elements) const { return elements / box * run; }
  };
  Slide slideOf(const Transfer &transfer, llvm::ArrayRef<Frame> frames) const;
  InOut movesOf(const Transfer &transfer, llvm::ArrayRef<Frame> frames) const;
  /// Of each of the moves; a run that slides counts as one.
  double elementsAt(const Transfer::Site &site, const Transfer &transfer,
                    llvm::ArrayRef<Frame> frames) const;
  double elementsIn(const Transfer &transfer,
                    llvm::ArrayRef<Frame> frames) const;
  void addTransfers();
  void addTransfer(Operand op, unsigned from, unsigned to);
  void findPending();
  PerOperand<InOut> sentToMacs(llvm::ArrayRef<Frame> frames) const;
  void addSent(const Transfer &transfer, llvm::ArrayRef<Frame> frames,
               Sending &result) const;
  void addTimes(llvm::ArrayRef<Frame> frames, Sending &result) const;
  /// With what is \p sent to the memory inside the last of \p frames, or to the
  /// MACs.
  PortTimes portTimes(unsigned memory, llvm::ArrayRef<Frame> frames,
                      const PerOperand<InOut> &sent) const;
  MemoryTime timeOf(unsigned memory, const PortTimes &ports) const;
  double mergePair(unsigned pair, const Transfer &transfer, unsigned site,
                   llvm::ArrayRef<Frame> frames, Tile arrays, Tile tile) const;

  /// Numbers of the transfers into each memory, and of those to the MACs that
  /// are settled there.
  std::vector<llvm::SmallVector<unsigned, 3>> into, settledAt;
  std::vector<PerOperand<unsigned>> from; ///< by memory, if it holds
  /// The memory into which the last transfer from each memory leads.
  llvm::SmallVector<unsigned, 6> lastReceiver;
  std::vector<llvm::SmallVector<Pending, 6>> pending; ///< by memory
  /// Factors of the images and windows of each tile; empty if all boxes merge.
  std::vector<std::array<double, 2 * numPairs>> pairFactors;
};

} // namespace neurospector

#endif // NEUROSPECTOR_SEARCH_CHAINCOST_H
