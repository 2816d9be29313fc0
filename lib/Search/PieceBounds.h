//===- PieceBounds.h - Lower bounds over pieces -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_SEARCH_PIECEBOUNDS_H
#define NEUROSPECTOR_LIB_SEARCH_PIECEBOUNDS_H

#include "Channel.h"
#include "PieceChain.h"

#include "llvm/ADT/DenseMap.h"

namespace neurospector {

/// No operand's tile stays while a memory's innermost loops run; at most one
/// does.
inline constexpr OperandMask noneOpen = 0;
/// Loops of G alone.
inline constexpr GroupMask onlyG = 1u << index(Group::G);

/// Lower bounds of one channel on everything inside a boundary between
/// memories (IP-5), with all units busy.
class PieceBounds {
public:
  /// Tables do not tell apart what costs \p limit or more.
  PieceBounds(const PieceFacts &facts, const Channel &channel, double limit);

  const Channel channel;

  /// What an element costs at one place: where it is sent from, passes by or is
  /// taken in.
  struct Charge {
    unsigned transfer;
    unsigned site; ///< memory
    bool isEntry;  ///< taken in
    bool isNear;   ///< no arrays lie between it and the last before the entry
    InOut energy;  ///< of each element
    InOut perUnit; ///< of each that one instance exchanges
    /// Of what comes to the MACs, an instance takes an element at each step.
    bool isEachStep;
    /// Time of whole accesses to the MACs, which may be fuller if units share
    /// less: only in tables and of what is chosen.
    bool isWhole;
    Reach most; ///< at most, whatever the units
    /// Energy of a first visit that the units inside are not spared, since its
    /// place pays for it as it hands back what was visited (\p pays).
    double notSpared = 0, pays = 0;
  };
  /// Those of the transfers into \p memory; the number of memories: the MACs.
  llvm::ArrayRef<Charge> charges(unsigned memory) const {
    return byEntry[memory];
  }
  Operand operandOf(const Charge &charge) const {
    return facts.cost.transfers[charge.transfer].op;
  }
  /// Of elements that \p moved to all units. The busiest instance exchanges at
  /// least \p busiest.
  double value(const Charge &charge, double moved, const Reach &reach,
               double busiest = 0) const;
  /// At most, \p known being the units of the outermost memories. What comes to
  /// the MACs is first visits by all units where `macs` says the rest.
  Reach reach(const Charge &charge, llvm::ArrayRef<UnitCounts> known) const {
    const Transfer &transfer = facts.cost.transfers[charge.transfer];
    Reach result = facts.reach(transfer, charge.site, charge.isNear, known);
    if (splitsMacs && transfer.to == facts.numMemories)
      result.first = charge.most.first;
    if (isFar(charge))
      result.sharing = 1;
    return result;
  }
  /// Part of `timeToMacs`: at a place inside all arrays but the last.
  bool isTimeToMacs(const Charge &charge) const {
    return charge.isNear && !charge.isEachStep &&
           facts.cost.transfers[charge.transfer].to == facts.numMemories;
  }
  /// Units of several arrays may share it: tables count each element once.
  bool isFar(const Charge &charge) const {
    return splitsMacs && !charge.isNear &&
           facts.cost.transfers[charge.transfer].to < facts.numMemories;
  }
  /// Its operand is one of those that stay.
  bool stays(const Charge &charge, OperandMask open) const {
    return open >> index(operandOf(charge)) & 1;
  }
  /// Calls \p use(charge) for what the tables charge further inside than
  /// \p levels, at the next boundary without the operands \p counted.
  template <typename Use>
  void forEachInside(unsigned levels, OperandMask counted, Use use) const {
    unsigned next = levels / 2 + 1;
    for (unsigned to = next; to <= facts.numMemories; ++to)
      for (const Charge &charge : charges(to))
        if (!charge.isWhole && (to != next || !stays(charge, counted)))
          use(charge);
  }

  /// What a charge further inside moves at least, \p levels being chosen, the
  /// busiest instance in \p steps of the MACs, zero if nothing is known, and
  /// what of that the tables count.
  struct Least {
    double moved, busiest, inTables;
  };
  Least least(const Charge &charge, const PieceChain &chain, unsigned levels,
              double steps) const;

  /// What comes to the MACs, with all units busy.
  struct MacsCost {
    double all = 0;
    double time = 0;  ///< of that, where more of it comes to the busiest
    double onAll = 0; ///< `time` and what comes at each step
  };
  /// IP-10: what the tables further inside than \p levels leave out of that,
  /// and the steps of the MACs, where `countsMacsApart`.
  double macs(const PieceChain &chain, unsigned levels, double busiest);
  /// IP-6: time that the tables have, where more of it comes to the busiest.
  double timeToMacs(const PieceChain &chain, unsigned levels);
  /// Tables say of a tile only how much more it costs than another.
  bool countsMacsApart(unsigned levels) const {
    return splitsMacs && levels >= 2 * facts.firstArrays() + 2;
  }
  /// What an instance of the last memory exchanges with the MACs: elements of
  /// each operand, and of the output the first visits.
  struct AtMacs {
    PerOperand<double> each = {};
    double first = 0;
  };
  /// The time of that, if the memory takes none to be filled: the longest of
  /// its ports, exactly. Else the charges have a share of each port, and this
  /// is zero.
  double portTime(const AtMacs &at) const;
  /// The same where each step takes an element of each operand, in \p steps of
  /// the busiest instance; zero with arrays inside the last memory.
  double portTime(double steps, llvm::ArrayRef<UnitCounts> known) const;
  /// Of that the tables have what it takes with all units busy.
  double portTimeOnAll() const { return portTimeInTables; }

  /// \p memory takes in a tile: all that its loops and those inside add, the
  /// operand \p open staying as it is.
  const TileTable &entering(unsigned memory, OperandMask open);
  /// The arrays inside \p memory take a tile apart into these, or to the MACs.
  const PartialMinima &unrolled(unsigned memory, OperandMask open);
  /// The loops of \p memory hand on these tiles.
  const TileTable &handed(unsigned memory, OperandMask open);
  /// A closer look at one of them is one at all unrollings that may fit: where
  /// units of several memories decide what comes to the MACs, or of the only
  /// arrays; never of the last memory's. The units outside are those of the
  /// chain.
  bool looksAtUnrollings(unsigned memory) const {
    return splitsMacs
               ? memory + 1 < facts.numMemories && facts.maxUnits(memory) > 1
               : facts.onlyArrays() == memory;
  }
  /// Infinite if it is \p most or more.
  double handedExactly(const PieceChain &chain, unsigned memory,
                       OperandMask open, double most);
  /// Of one of them what its arrays do not decide.
  double sent(unsigned memory, OperandMask open, Tile tile) {
    return handed(memory, open)[tile] - unrolled(memory, open).least()[tile] -
           unitCost(memory, mattering(memory, open), tile);
  }
  /// What comes to the MACs with the units of the first \p memories, where
  /// `looksAtUnrollings` and units of several memories decide that.
  bool countsMacsOfUnits(unsigned memory) const {
    return splitsMacs && looksAtUnrollings(memory);
  }
  double macsOfUnits(const PieceChain &chain, unsigned memories) {
    return leastOfMacs(unitsAlong(chain, memories), memories);
  }
  /// What comes to the MACs at least as the arrays inside a memory are chosen
  /// axis by axis; of the only arrays, that above what the tables have of it.
  struct MacsByUnits {
    double all = 0;     ///< with all units busy
    double perIdle = 0; ///< for each time more units than there are at work
    double most = 1;    ///< that the memory has
    double working = 1; ///< the part of those outside that works
    double inTable = 0; ///< of the only arrays: what the tables have of it
    const BusyUnits *units = nullptr;
    /// Units that work along the first so many axes at most.
    llvm::SmallVector<double, numDims + 1> mostAlong;

    /// So many axes are left. Along the others \p used units are taken, of
    /// which so many are \p busy in the mean.
    double least(size_t left, double used, double busy) const {
      auto others =
          static_cast<double>(units->unitsLeft(static_cast<int64_t>(used)));
      busy = std::min(most, busy * std::min(mostAlong[left], others));
      return all + (most / (working * busy) - 1) * perIdle;
    }
  };
  /// Of the tile that \p memory hands on; where `looksAtUnrollings`.
  MacsByUnits macsByUnits(const PieceChain &chain, unsigned memory,
                          const PartialMinima &minima) const;
  /// The least of those over loops of \p groups.
  const PartialMinima &rows(unsigned memory, OperandMask open,
                            GroupMask groups);

  /// What an operand costs at least at the boundary inside \p memory if it
  /// moves once for each visit of the tile that enters.
  const TileTable &reused(unsigned memory, unsigned operand);
  /// Per step of the machine.
  double perMacCycle() const { return channel.perMacCycle; }

private:
  void addCharges();
  void payForFirstVisits();
  void findPorts();
  double compulsory(unsigned memory, OperandMask open) const;
  void lowerByCase(double *values, Tile first, unsigned memory,
                   OperandMask open, const ReuseCase &reuse);
  bool fillEntering(double *values, Tile first, unsigned memory,
                    OperandMask open);
  bool fillInside(double *values, Tile first, unsigned memory,
                  OperandMask open);
  bool fillHanded(double *values, Tile first, unsigned memory,
                  OperandMask open);
  double toMacs(double steps, llvm::ArrayRef<UnitCounts> known,
                const UnitCounts &busy) const;
  llvm::SmallVector<UnitCounts, 6> unitsIfReduced(double reduction) const;
  /// So many times the least over all unrollings, but not below a number.
  struct UnitCost {
    BusyUnits::Least least;
    double factor = 1, constant = 0, floor = 0;

    double of(double least) const {
      return std::max(floor, factor * least + constant);
    }
  };
  const UnitCost &unitCost(unsigned memory, OperandMask open);
  double unitCost(unsigned memory, OperandMask open, Tile tile) {
    const UnitCost &cost = unitCost(memory, open);
    Tile i = tile % lattice.rowSize();
    return cost.of(cost.least.row(tile - i)[i]);
  }
  UnitCost timeOfIdleUnits(unsigned memory) const;
  UnitCost costOfOnlyUnits(OperandMask open) const;
  UnitCost costOfFirstUnits(OperandMask open) const;
  double entersUnits(double moved, OperandMask open,
                     llvm::ArrayRef<UnitCounts> known) const;
  /// What the arrays inside a memory do to a tile, axis by axis.
  struct Unrolling {
    unsigned memory;
    OperandMask open;
    const PartialMinima &minima;
    Tile handed;
    double least; ///< that any unrolling adds to `minima`
    MacsByUnits macs;
    AxisSteps outside; ///< units of the arrays outside, along each axis
    AxisSteps steps;
    llvm::SmallVector<UnitCounts, 6> known; ///< of all memories down to this
    UnitCounts busy;                        ///< of these, in the mean
    double best;                            ///< to be below
  };
  void unroll(Unrolling &unrolling, size_t left, Tile tile);
  double costOfUnrolling(const Unrolling &unrolling, Tile tile);
  double costOfMacs(const Unrolling &unrolling);
  void buildToMacs();
  double fullStep(Operand op, Tile tile) const;
  double accessedPerStep(const Transfer &transfer, Tile tile) const;
  /// A charge of what comes to the MACs: elements that move, and how many times
  /// as many are accessed.
  struct Part {
    const Charge *charge;
    double moved, more;
  };
  /// What comes to the MACs with a tile that the last memory hands on.
  struct HandedTile {
    Tile tile;
    MacsCost fixed;                     ///< but for outputs, ports and steps
    llvm::SmallVector<Part, 2> outputs; ///< depend on first visits
    AtMacs atMacs;                      ///< `first` of each first visit
    double mostFirst = 0;
    double steps = 0; ///< of the MACs
    // Where whole accesses tell by the steps how long that takes:
    llvm::SmallVector<unsigned, numDims> digits;
    PerOperand<double> perStep = {}; ///< elements accessed
    double others = 0;               ///< that steps do not tell
    double inTable = 0;
    double time = 0; ///< if all units along C, R and S reduce
  };
  bool countsSteps() const;
  HandedTile handedTile(Tile tile) const;
  void add(const Part &part, double reduction, MacsCost &result) const;
  double costOfSteps(const HandedTile &tile, double steps,
                     double reduced) const;
  double leastInSteps(const AxisSteps &units, unsigned memories);
  AxisSteps unitsAlong(const PieceChain &chain, unsigned memories) const;
  double firstVisits(double most, double reduction) const;
  MacsCost costOfMacs(const HandedTile &tile, double reduction) const;
  double mostReduction(const PieceChain &chain, unsigned memories) const;
  const MacsCost &leastOfMacs(double reduction) const;
  const MacsCost &leastOfMacs(const AxisSteps &units, unsigned memories,
                              double &idle) const;
  double leastOfMacs(const AxisSteps &units, unsigned memories);
  double stepsOfArrays() const;
  double leastOfMacsInside(unsigned memory) const {
    return countsMacsApart(2 * memory) ? reductions.back().least.all : 0;
  }
  void findReductions(size_t numTiles);
  static void lower(MacsCost &least, const MacsCost &cost);
  MacsCost leastOfRounded(double fewest, double most, double others) const;
  /// \p open, but for an operand that enters no memory further inside: whether
  /// it stays makes no difference then.
  OperandMask mattering(unsigned memory, OperandMask open) const {
    if (open == noneOpen || innermost[llvm::countr_zero(open)] <= memory)
      return noneOpen;
    return open;
  }
  /// `value` with all units busy, by what moves to them.
  struct Rate {
    unsigned operand;
    double share, least, first; ///< 1 / sharing, and as in `Reach`
    double in, out, visit;      ///< of an element, again, back, and first

    bool isOutput() const { return operand == index(Operand::Output); }
    double ofOutput(double moved) const {
      double all = std::max(moved * share, least);
      return all * out + std::max(0.0, all - first) * in +
             std::min(all, first) * visit;
    }
    double ofOther(double moved) const {
      return std::max(moved * share, least) * in;
    }
    double operator()(double moved) const {
      return isOutput() ? ofOutput(moved) : ofOther(moved);
    }
  };
  Rate rateOf(const Charge &charge) const;
  /// What a row's tiles cost at least, by the least that they move.
  struct RowBound {
    double constant;
    llvm::SmallVector<Rate, 8> rates;
  };
  void add(const Charge &charge, bool isKnown, RowBound &bound) const;
  const RowBound &boundInside(unsigned memory, OperandMask open,
                              bool isEntering);
  const RowBound &boundAcross(unsigned memory, OperandMask open);
  bool mayBeBelow(const RowBound &bound, Tile first) const;
  void addValues(double *values, Tile first, const Charge &charge,
                 bool isSent) const;
  bool addClosed(double *values, Tile first, unsigned memory, OperandMask open,
                 bool isEntry, double others);
  double leastInside(unsigned memory, OperandMask open);
  bool mayBeHanded(unsigned memory, Tile first, OperandMask open);

  const PieceFacts &facts;
  const PieceLattice &lattice;
  const double limit;
  /// Units along C, R and S of several memories decide what comes to the MACs.
  const bool splitsMacs;
  std::vector<std::vector<Charge>> byEntry;
  /// By memory what comes to those down to it costs at least.
  llvm::SmallVector<double, 8> leastOutside;
  PerOperand<unsigned> innermost = {}; ///< memory that each is charged to enter
  double portWeight = 0; ///< of the last memory's time; zero: in the charges
  PerOperand<InOut> portCycles = {}; ///< of an element
  double portTimeInTables = 0;
  /// By memory and what is open.
  template <typename T>
  using Tables = std::vector<std::array<T, allOperandsMask + 1>>;
  Tables<TileTable> enteringTables, handedTables;
  Tables<TileTable> insideTables; ///< with what enters costs, for these:
  Tables<std::optional<double>> leastInsideOf;
  Tables<std::optional<RowBound>> handedBounds, acrossBounds, insideBounds;
  Tables<PartialMinima> unrolledTables;
  Tables<std::array<PartialMinima, allGroups + 1>> rowTables;
  std::vector<PerOperand<TileTable>> reusedTables; ///< by memory
  /// By memory and whether outputs stay.
  std::vector<std::array<std::optional<UnitCost>, 2>> unitCosts;
  struct Reduction {
    double begin, end; ///< such a number
    MacsCost least;    ///< of all tiles, of each of its terms
    MacsCost rounded;  ///< the same in whole steps along C, R and S
  };
  llvm::SmallVector<Reduction, 0> reductions;     ///< ascending
  std::vector<HandedTile> macTiles;               ///< ascending
  llvm::SmallVector<unsigned, numDims> macDigits; ///< the largest of these
  double leastToMacs = 0;                         ///< the least of these
  /// By number of memories whose units are known, and these.
  std::vector<llvm::DenseMap<AxisSteps, double, AxisStepsInfo>> leastBySteps;
  /// Time to the MACs by the tile that the last memory hands on, or that enters
  /// it.
  TileTable macTimes;
  PartialMinima enteringMacTimes;
  /// By memory, what stays and tile; by units outside.
  struct Exact {
    double least = infinity;
    double most = -infinity; ///< or more, where `least` is infinite
  };
  llvm::DenseMap<std::tuple<unsigned, OperandMask, Tile>,
                 llvm::DenseMap<AxisSteps, Exact, AxisStepsInfo>>
      exactTable;
};

} // namespace neurospector

#endif // NEUROSPECTOR_LIB_SEARCH_PIECEBOUNDS_H
