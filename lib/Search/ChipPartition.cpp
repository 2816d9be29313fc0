//===- ChipPartition.cpp - Branches side by side on disjoint chips --------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the metric of all branches together (CP-3). Guarantee: the optimum
// over all splits into strips and the schedules found for each strip.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/ChipPartition.h"
#include "SharedInput.h"
#include "neurospector/Model/PublishedShape.h"
#include "neurospector/Search/Candidates.h"

#include "llvm/ADT/STLExtras.h"

#include <limits>

using namespace neurospector;

//===----------------------------------------------------------------------===//
// The chips
//===----------------------------------------------------------------------===//

ChipArrays neurospector::chipArrays(const Accelerator &accelerator) {
  ChipArrays arrays;
  if (auto published = PublishedShape::of(accelerator)) {
    for (std::optional<size_t> axis : {published->chipY, published->chipX})
      if (axis)
        arrays.push_back(*axis);
    return arrays;
  }
  for (size_t level = 1; level < accelerator.memoryInside(0); ++level)
    arrays.push_back(level);
  return arrays;
}

ChipGrid neurospector::chipGrid(const Accelerator &accelerator) {
  ChipGrid grid;
  ChipArrays arrays = chipArrays(accelerator);
  for (size_t array : arrays) {
    const Level &level = accelerator.levels[array];
    bool isX =
        array == arrays.back() && !llvm::StringRef(level.name).ends_with("(Y)");
    (isX ? grid.x : grid.y) *= level.array()->size;
  }
  return grid;
}

/// What arrives is worked on only when all of it is there.
static bool isSerial(const Accelerator &accelerator, Operand op) {
  size_t receiver = accelerator.nextStore(0, op);
  return receiver == accelerator.levels.size()
             ? !accelerator.pipelined
             : !accelerator.levels[receiver].memory()->doubleBuffered;
}

namespace {

/// Time of the outermost memory, by operand.
struct Transfers {
  PerOperand<double> reads = {}, writes = {}; ///< with one port all are `reads`

  template <typename Combine>
  Transfers with(const Transfers &other, Combine combine) const {
    Transfers result;
    for (unsigned i = 0; i < allOperands.size(); ++i) {
      result.reads[i] = combine(reads[i], other.reads[i]);
      result.writes[i] = combine(writes[i], other.writes[i]);
    }
    return result;
  }
};

/// A schedule of a branch on a strip, and its part of the joint cost.
struct Option {
  Option(const Layer &layer, const Accelerator &strip,
         const SearchResult &found);

  const SearchResult *found;
  Reading reading;
  int64_t input;       ///< elements read from the outermost memory
  double dynamic;      ///< pJ, without reading these
  double onChip;       ///< cycles inside the outermost memory
  Transfers transfers; ///< of weight and output
};

/// Parts of the joint cost that come together whatever is shared.
struct Least {
  double dynamic = 0, onChip = 0;
  Transfers transfers;

  static Least of(const Option &option) {
    return {option.dynamic, option.onChip, option.transfers};
  }
  Least beside(const Least &other) const {
    return {dynamic + other.dynamic, std::max(onChip, other.onChip),
            transfers.with(other.transfers, std::plus<double>())};
  }
  Least orLess(const Least &other) const {
    return {std::min(dynamic, other.dynamic), std::min(onChip, other.onChip),
            transfers.with(other.transfers,
                           [](double a, double b) { return std::min(a, b); })};
  }
};

/// A branch on all strips of one width.
struct Strip {
  Accelerator machine;
  std::vector<SearchResult> found;
  std::vector<Option> options;
  Least least = {}; ///< of the options
};

class PartitionSearch {
public:
  PartitionSearch(llvm::ArrayRef<Layer> branches,
                  const Accelerator &accelerator, const SearchOptions &options,
                  Optimizer optimizer)
      : branches(branches), accelerator(accelerator), options(options),
        optimizer(optimizer), arrays(chipArrays(accelerator)),
        outermost(*accelerator.levels.front().memory()) {
    size_t next = accelerator.nextStore(0, Operand::Input);
    keepsInput =
        next == accelerator.memoryInside(0) && next < accelerator.levels.size();
    for (Operand op : allOperands)
      if (isSerial(accelerator, op))
        serial.insert(op);
  }

  llvm::Expected<Partition> run();

private:
  llvm::Error runInTurn();
  double sharingWorth(const Cost &cost) const;
  llvm::Error fillStrip(const Layer &layer, Strip &strip) const;
  llvm::Error fillStrips(size_t array);
  void split(int64_t rest);
  void choose(const Least &known);
  JointCost cost(const Least &parts) const;
  JointCost cost(llvm::ArrayRef<const Option *> chosen,
                 llvm::SmallVectorImpl<int64_t> *shared = nullptr) const;
  void keep();

  llvm::ArrayRef<Layer> branches;
  const Accelerator &accelerator;
  const SearchOptions &options;
  Optimizer optimizer;
  ChipArrays arrays;
  const Memory &outermost;
  double staticPjPerCycle = 0;
  /// The chips take the input in as `Reading` says; what is inside them and
  /// reads past them repeats that as its own loops ask.
  bool keepsInput;
  OperandSet serial; ///< whose transfers do not overlap with work
  /// For each branch, the strips of width 1, 2, ... along the array at hand.
  std::vector<std::vector<Strip>> strips;
  // The combination being put together.
  llvm::SmallVector<const Strip *> widths;
  llvm::SmallVector<const Option *> chosen;
  uint64_t visited = 0; ///< combinations, whole and in part
  double bestCost = std::numeric_limits<double>::infinity();
  Partition best;
};

} // namespace

//===----------------------------------------------------------------------===//
// Joint cost
//===----------------------------------------------------------------------===//

/// Cycles that the outermost memory takes to send \p elements of the input.
static double sendingCycles(const Accelerator &accelerator, int64_t elements) {
  const Memory &outermost = *accelerator.levels.front().memory();
  if (outermost.bandwidth == Bandwidth::Unlimited)
    return 0;
  int64_t accesses = (Count(elements) * accelerator.bitsOf(Operand::Input))
                         .ceilDiv(outermost.readBits)
                         .get();
  return static_cast<double>(accesses) *
         outermost.accessCycles[index(Operand::Input)];
}

/// Cycles of everything inside the outermost memory.
static double cyclesInside(const Cost &cost) {
  auto cycles = static_cast<double>(cost.macCycles);
  for (const MemoryCost &memory : llvm::reverse(llvm::drop_begin(cost.levels)))
    cycles = std::max(cycles + memory.serial, memory.cycles);
  return cycles;
}

/// Cycles of the \p transfers of \p operands.
static double cyclesOf(const Memory &memory, const Transfers &transfers,
                       OperandSet operands) {
  auto port = [&](const PerOperand<double> &cycles) {
    double time = 0;
    for (Operand op : allOperands) {
      double own = operands.contains(op) ? cycles[index(op)] : 0;
      time = memory.separatePorts ? std::max(time, own) : time + own;
    }
    return time;
  };
  return memory.bandwidth == Bandwidth::TwoPorts
             ? std::max(port(transfers.reads), port(transfers.writes))
             : port(transfers.reads);
}

Option::Option(const Layer &layer, const Accelerator &strip,
               const SearchResult &found)
    : found(&found), reading(layer, strip, found.schedule) {
  const MemoryCost &outermost = found.cost.levels.front();
  input = outermost.reads[index(Operand::Input)];
  dynamic =
      found.cost.dynamicEnergy() -
      static_cast<double>(input) *
          strip.levels.front().memory()->readEnergy[index(Operand::Input)];
  onChip = cyclesInside(found.cost);
  transfers = {outermost.busy, outermost.busyWrite};
  transfers.reads[index(Operand::Input)] = 0;
}

/// CP-3: the slowest branch, then what they wait for outside, unless moving all
/// takes longer.
JointCost PartitionSearch::cost(const Least &parts) const {
  JointCost joint;
  double waited = cyclesOf(outermost, parts.transfers, serial);
  double busy = cyclesOf(outermost, parts.transfers, OperandSet::all());
  joint.cycles = std::max(parts.onChip + waited, busy);
  joint.energy = parts.dynamic + staticPjPerCycle * joint.cycles;
  return joint;
}

/// Elements of a transfer of \p depth that has \p rows.
static Count elements(Count depth, const PerPairRows &rows) {
  for (const AxisRows &axis : rows)
    depth *= axis.taken;
  return depth;
}

/// CP-2 and CP-3. \p shared is told how many elements of each input come for
/// free.
JointCost PartitionSearch::cost(llvm::ArrayRef<const Option *> options,
                                llvm::SmallVectorImpl<int64_t> *shared) const {
  unsigned in = index(Operand::Input);
  Least parts;
  llvm::SmallVector<bool> sent(options.size(), false);
  for (size_t i = 0; i < options.size(); ++i) {
    const Option &option = *options[i];
    parts = parts.beside(Least::of(option));
    if (sent[i])
      continue;
    // One transfer for this branch and those in step with it, of all the rows
    // that any of them needs, if that is less than one each.
    int64_t total = option.input;
    PerPairRows rows = option.reading.rows;
    for (size_t j = i + 1; j < options.size(); ++j) {
      const Option &other = *options[j];
      if (sent[j] || !keepsInput || !option.reading.isInStepWith(other.reading))
        continue;
      PerPairRows both = rows;
      for (auto [axis, added] : llvm::zip_equal(both, other.reading.rows))
        axis = axis.with(added);
      Count joined = elements(option.reading.depth, both);
      Count apart = Count(total) + other.input;
      if (joined.overflowed() || apart.overflowed() ||
          joined.get() >= apart.get())
        continue;
      if (shared)
        (*shared)[j] = apart.get() - joined.get();
      sent[j] = true;
      rows = both;
      total = joined.get();
    }
    parts.dynamic += static_cast<double>(total) * outermost.readEnergy[in];
    parts.transfers.reads[in] += sendingCycles(accelerator, total);
  }
  return cost(parts);
}

//===----------------------------------------------------------------------===//
// The search
//===----------------------------------------------------------------------===//

llvm::Error PartitionSearch::runInTurn() {
  for (const Layer &layer : branches) {
    auto result = search(optimizer, layer, accelerator, options);
    if (!result)
      return result.takeError();
    if (result->status == Status::Infeasible)
      return llvm::createStringError("no schedule of layer '" + layer.name +
                                     "' is valid on accelerator '" +
                                     accelerator.name + "'");
    best.inTurn.energy += result->cost.totalEnergy();
    best.inTurn.cycles += result->cost.totalCycles();
    staticPjPerCycle = result->cost.staticEnergy() / result->cost.totalCycles();
  }
  return llvm::Error::success();
}

/// What an input element that another branch reads too is worth.
double PartitionSearch::sharingWorth(const Cost &cost) const {
  unsigned in = index(Operand::Input);
  double cycles = outermost.bandwidth == Bandwidth::Unlimited
                      ? 0
                      : static_cast<double>(accelerator.bits[in]) /
                            static_cast<double>(outermost.readBits) *
                            outermost.accessCycles[in];
  double energy = outermost.readEnergy[in] + staticPjPerCycle * cycles;
  return worthOf(options.metric, cost, energy, cycles);
}

/// The schedules of \p layer on \p strip, and what decides their joint cost.
llvm::Error PartitionSearch::fillStrip(const Layer &layer, Strip &strip) const {
  auto optimum = search(optimizer, layer, strip.machine, options);
  if (!optimum)
    return optimum.takeError();
  if (optimum->status == Status::Infeasible)
    return llvm::Error::success();
  strip.found = {*optimum};
  if (optimizer == Optimizer::Optimal) {
    auto found =
        searchCandidates(layer, strip.machine, options, *optimum,
                         {0, 0, sharingWorth(optimum->cost)}, branchCandidates);
    if (!found)
      return found.takeError();
    strip.found = std::move(*found);
  }
  for (const SearchResult &result : strip.found)
    strip.options.emplace_back(layer, strip.machine, result);
  strip.least = Least::of(strip.options.front());
  for (const Option &option : strip.options)
    strip.least = strip.least.orLess(Least::of(option));
  return llvm::Error::success();
}

/// Every branch on every strip that leaves one to each other branch. A strip
/// without a valid schedule has no options.
llvm::Error PartitionSearch::fillStrips(size_t array) {
  int64_t widest = accelerator.levels[array].array()->size -
                   static_cast<int64_t>(branches.size()) + 1;
  strips.clear();
  for (const Layer &layer : branches) {
    std::vector<Strip> &own = strips.emplace_back();
    for (int64_t width = 1; width <= widest; ++width) {
      Strip &strip = own.emplace_back(Strip{accelerator, {}, {}});
      strip.machine.levels[array].array()->size = width;
      if (llvm::Error error = fillStrip(layer, strip))
        return error;
    }
  }
  return llvm::Error::success();
}

/// Gives a strip to one branch after the other; the last gets what remains.
void PartitionSearch::split(int64_t rest) {
  size_t branch = widths.size();
  if (branch == branches.size())
    return choose({});
  int64_t others = static_cast<int64_t>(branches.size() - branch) - 1;
  int64_t least = others == 0 ? rest : 1;
  for (int64_t width = least; width <= rest - others; ++width) {
    widths.push_back(&strips[branch][width - 1]);
    split(rest - width);
    widths.pop_back();
  }
}

/// Chooses a schedule for one branch after the other. What is chosen costs no
/// less once the rest is added, if the inputs of all come for free.
void PartitionSearch::choose(const Least &known) {
  size_t branch = chosen.size();
  Least whole = known;
  for (const Strip *strip : llvm::ArrayRef(widths).drop_front(branch))
    whole = whole.beside(strip->least);
  if (cost(whole).of(options.metric) >= bestCost || ++visited > maxCombinations)
    return;
  if (branch == branches.size()) {
    JointCost joint = cost(chosen);
    if (joint.of(options.metric) < bestCost)
      keep();
    return;
  }
  for (const Option &option : widths[branch]->options) {
    chosen.push_back(&option);
    choose(known.beside(Least::of(option)));
    chosen.pop_back();
  }
}

void PartitionSearch::keep() {
  llvm::SmallVector<int64_t> shared(branches.size(), 0);
  best.sideBySide = cost(chosen, &shared);
  bestCost = best.sideBySide.of(options.metric);
  best.branches.clear();
  for (auto [strip, option, free] : llvm::zip_equal(widths, chosen, shared))
    best.branches.push_back({chipGrid(strip->machine), *option->found, free});
}

llvm::Expected<Partition> PartitionSearch::run() {
  if (llvm::Error error = runInTurn())
    return error;
  for (size_t array : llvm::reverse(arrays)) {
    int64_t size = accelerator.levels[array].array()->size;
    if (size < static_cast<int64_t>(branches.size()))
      continue;
    if (llvm::Error error = fillStrips(array))
      return error;
    split(size);
  }
  ChipGrid chips = chipGrid(accelerator);
  if (visited > maxCombinations)
    return llvm::createStringError(
        llvm::Twine(branches.size()) + " layers side by side on " +
        llvm::Twine(chips.x) + " x " + llvm::Twine(chips.y) +
        " chips have more than " + llvm::Twine(maxCombinations) +
        " combinations of schedules; take fewer layers");
  if (best.branches.empty())
    return llvm::createStringError("no split of the chips of accelerator '" +
                                   accelerator.name +
                                   "' has a valid schedule for each of the " +
                                   llvm::Twine(branches.size()) + " layers");
  return best;
}

llvm::Expected<Partition> neurospector::partitionChips(
    llvm::ArrayRef<Layer> branches, const Accelerator &accelerator,
    const SearchOptions &options, Optimizer optimizer) {
  if (llvm::Error error = verifyBranches(branches))
    return error;
  ChipGrid chips = chipGrid(accelerator);
  int64_t most = 1;
  for (size_t array : chipArrays(accelerator))
    most = std::max(most, accelerator.levels[array].array()->size);
  auto fail = [&](const llvm::Twine &what) {
    return llvm::createStringError("accelerator '" + accelerator.name +
                                   "' has " + llvm::Twine(chips.x) + " x " +
                                   llvm::Twine(chips.y) + " chips" + what);
  };
  if (static_cast<int64_t>(branches.size()) > most)
    return fail(", too few for " + llvm::Twine(branches.size()) +
                " layers side by side");
  if (most > maxSplitChips)
    return fail("; layers run side by side on at most " +
                llvm::Twine(maxSplitChips) + " along an axis");
  return PartitionSearch(branches, accelerator, options, optimizer).run();
}
