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
#include "neurospector/Search/Candidates.h"

#include "llvm/ADT/STLExtras.h"

#include <limits>

using namespace neurospector;

namespace {

/// Image rows along P, columns along Q, and so on.
using PerPairRows = std::array<int64_t, numPairs>;

/// The order in which a schedule reads its input from DRAM.
struct Reading {
  Reading(const Layer &layer, const SearchResult &found);

  /// CP-2: both read the same part of the tensor at the same time, but for the
  /// rows and columns that a larger window adds.
  bool isInStepWith(const Reading &other) const;

  int64_t count;                   ///< of tiles
  llvm::SmallVector<Dim, 8> loops; ///< over tiles, outermost first
  Factors trips, tile;             ///< of the loops; tile of all chips
  PerPairRows stride, rows;        ///< of the image; of a tile
};

/// A schedule of a branch on a strip, and its part of the joint cost.
struct Option {
  Option(const Layer &layer, const Accelerator &strip,
         const SearchResult &found);

  const SearchResult *found;
  Reading reading;
  double dynamic;   ///< pJ, without reading the input from DRAM
  double onChip;    ///< cycles of MACs and buffers
  double otherDram; ///< cycles of DRAM for weight and output
};

/// Parts of the joint cost that come together whatever is shared.
struct Least {
  double dynamic = 0, onChip = 0, otherDram = 0;

  static Least of(const Option &option) {
    return {option.dynamic, option.onChip, option.otherDram};
  }
  Least beside(const Least &other) const {
    return {dynamic + other.dynamic, std::max(onChip, other.onChip),
            otherDram + other.otherDram};
  }
  Least orLess(const Least &other) const {
    return {std::min(dynamic, other.dynamic), std::min(onChip, other.onChip),
            std::min(otherDram, other.otherDram)};
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
        optimizer(optimizer),
        buffersInput(!options.model->bypassSkipsGlobalBuffer() ||
                     !accelerator.globalBuffer ||
                     !accelerator.globalBuffer->bypasses(Operand::Input)) {}

  llvm::Expected<Partition> run();

private:
  llvm::Error runInTurn();
  double sharingWorth(const Cost &cost) const;
  llvm::Error fillStrip(const Layer &layer, Strip &strip) const;
  llvm::Error fillStrips(bool alongX);
  void split(bool alongX, int64_t rest);
  void choose(const Least &known);
  JointCost cost(llvm::ArrayRef<const Option *> chosen,
                 llvm::SmallVectorImpl<int64_t> *shared = nullptr) const;
  void keep();

  llvm::ArrayRef<Layer> branches;
  const Accelerator &accelerator;
  const SearchOptions &options;
  Optimizer optimizer;
  double staticPjPerCycle = 0;
  /// GLOBAL_BUFFER takes the input in as `Reading` says; PEs that read past it
  /// repeat that as their own loops ask.
  bool buffersInput;
  /// For each branch, the strips of width 1, 2, ... along the axis at hand.
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
// The shared input
//===----------------------------------------------------------------------===//

static int64_t area(const PerPairRows &rows) {
  int64_t result = 1;
  for (int64_t count : rows)
    result *= count;
  return result;
}

static PerPairRows inputRows(const Layer &layer, const Factors &tile) {
  PerPairRows rows;
  for (unsigned i = 0; i < numPairs; ++i)
    rows[i] = layer.pairs[i].extent(tile[index(imageOf(i))],
                                    tile[index(windowOf(i))]);
  return rows;
}

llvm::Error neurospector::verifyBranches(llvm::ArrayRef<Layer> branches) {
  const Layer &first = branches.front();
  for (const Layer &other : branches.drop_front()) {
    auto differ = [&](llvm::StringRef what, int64_t a, int64_t b) {
      return llvm::createStringError(
          "layers '" + first.name + "' and '" + other.name +
          "' do not read the same tensor: " + what + " " + llvm::Twine(a) +
          " and " + llvm::Twine(b));
    };
    if (first.bound(Dim::B) != other.bound(Dim::B))
      return differ("batch", first.bound(Dim::B), other.bound(Dim::B));
    int64_t channels = first.bound(Dim::C) * first.bound(Dim::G);
    int64_t otherChannels = other.bound(Dim::C) * other.bound(Dim::G);
    if (channels != otherChannels)
      return differ("input channels", channels, otherChannels);
    auto rows = inputRows(first, first.bounds),
         otherRows = inputRows(other, other.bounds);
    for (unsigned i = 0; i < numPairs; ++i) {
      auto reach = [i](const Layer &layer) {
        auto [stride, dilation] = layer.pairs[i];
        Count result = Count(layer.bound(windowOf(i))) * dilation + stride;
        return result.overflowed() ? std::numeric_limits<int64_t>::max()
                                   : result.get();
      };
      int64_t slack = std::max(reach(first), reach(other)) - 2;
      if (std::abs(rows[i] - otherRows[i]) > slack)
        return differ(("image rows along " + name(imageOf(i))).str(), rows[i],
                      otherRows[i]);
    }
  }
  return llvm::Error::success();
}

Reading::Reading(const Layer &layer, const SearchResult &found)
    : count(found.cost.dramCount.inputRead),
      trips(found.schedule.table[Row::Dram]),
      tile(found.schedule.table.tile(Row::ChipY)),
      rows(inputRows(layer, tile)) {
  for (unsigned i = 0; i < numPairs; ++i)
    stride[i] = layer.pairs[i].stride;
  for (Dim dim : loopOrder(found.schedule.globalBuffer))
    if (dim != Dim::K && trips[index(dim)] != 1)
      loops.push_back(dim);
}

bool Reading::isInStepWith(const Reading &other) const {
  if (count != other.count || loops != other.loops ||
      tile[index(Dim::B)] != other.tile[index(Dim::B)] ||
      tile[index(Dim::C)] * tile[index(Dim::G)] !=
          other.tile[index(Dim::C)] * other.tile[index(Dim::G)])
    return false;
  for (Dim dim : loops) {
    unsigned d = index(dim);
    if (trips[d] != other.trips[d])
      return false;
    if ((dim == Dim::C || dim == Dim::G) && tile[d] != other.tile[d])
      return false;
    for (unsigned i = 0; i < numPairs; ++i)
      if (dim == windowOf(i) ||
          (dim == imageOf(i) &&
           tile[d] * stride[i] != other.tile[d] * other.stride[i]))
        return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Joint cost
//===----------------------------------------------------------------------===//

static double transferCycles(const Accelerator &accelerator, Operand op,
                             int64_t elements) {
  int64_t accesses = (Count(elements) * accelerator.bitsOf(op))
                         .ceilDiv(accelerator.dram.bandwidthBits)
                         .get();
  return static_cast<double>(accesses) *
         accelerator.dram.cyclesPerAccess[index(op)];
}

Option::Option(const Layer &layer, const Accelerator &strip,
               const SearchResult &found)
    : found(&found), reading(layer, found) {
  const Cost &cost = found.cost;
  int64_t input = cost.dramTraffic[index(Operand::Input)];
  dynamic = -static_cast<double>(input) *
            strip.dram.accessEnergy[index(Operand::Input)];
  for (double energy : cost.dynamicEnergy)
    dynamic += energy;
  onChip = cost.totalCycles() - cost.cycles[index(Component::Dram)];
  otherDram = cost.cycles[index(Component::Dram)] -
              transferCycles(strip, Operand::Input, input);
}

/// CP-3. \\p shared is told how many elements of each input come for free.
JointCost PartitionSearch::cost(llvm::ArrayRef<const Option *> options,
                                llvm::SmallVectorImpl<int64_t> *shared) const {
  JointCost joint;
  double onChip = 0;
  llvm::SmallVector<bool> sent(options.size(), false);
  for (size_t i = 0; i < options.size(); ++i) {
    const Option &option = *options[i];
    joint.energy += option.dynamic;
    joint.cycles += option.otherDram;
    onChip = std::max(onChip, option.onChip);
    if (sent[i])
      continue;
    // One transfer for this branch and those in step with it, of all the rows
    // that any of them needs, if that is less than one each.
    int64_t own = option.found->cost.dramTraffic[index(Operand::Input)];
    int64_t total = own;
    PerPairRows rows = option.reading.rows;
    for (size_t j = i + 1; j < options.size(); ++j) {
      const Option &other = *options[j];
      if (sent[j] || !buffersInput ||
          !option.reading.isInStepWith(other.reading))
        continue;
      PerPairRows both;
      for (unsigned p = 0; p < numPairs; ++p)
        both[p] = std::max(rows[p], other.reading.rows[p]);
      Count joined = Count(own / area(option.reading.rows)) * area(both);
      Count apart =
          Count(total) + other.found->cost.dramTraffic[index(Operand::Input)];
      if (joined.overflowed() || apart.overflowed() ||
          joined.get() >= apart.get())
        continue;
      if (shared)
        (*shared)[j] = apart.get() - joined.get();
      sent[j] = true;
      rows = both;
      total = joined.get();
    }
    joint.energy += static_cast<double>(total) *
                    accelerator.dram.accessEnergy[index(Operand::Input)];
    joint.cycles += transferCycles(accelerator, Operand::Input, total);
  }
  joint.cycles += onChip;
  joint.energy += staticPjPerCycle * joint.cycles;
  return joint;
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
    double leakage = 0;
    for (double energy : result->cost.staticEnergy)
      leakage += energy;
    staticPjPerCycle = leakage / result->cost.totalCycles();
  }
  return llvm::Error::success();
}

/// What an input element that another branch reads too is worth.
double PartitionSearch::sharingWorth(const Cost &cost) const {
  double cycles = static_cast<double>(accelerator.bitsOf(Operand::Input)) /
                  static_cast<double>(accelerator.dram.bandwidthBits) *
                  accelerator.dram.cyclesPerAccess[index(Operand::Input)];
  double energy = accelerator.dram.accessEnergy[index(Operand::Input)] +
                  staticPjPerCycle * cycles;
  return options.metric == Metric::Energy ? energy
         : options.metric == Metric::Cycle
             ? cycles
             : energy * cost.totalCycles() + cycles * cost.totalEnergy();
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
llvm::Error PartitionSearch::fillStrips(bool alongX) {
  int64_t size = alongX ? accelerator.chips.sizeX : accelerator.chips.sizeY;
  int64_t widest = size - static_cast<int64_t>(branches.size()) + 1;
  strips.clear();
  for (const Layer &layer : branches) {
    std::vector<Strip> &own = strips.emplace_back();
    for (int64_t width = 1; width <= widest; ++width) {
      Strip &strip = own.emplace_back(Strip{accelerator, {}, {}});
      (alongX ? strip.machine.chips.sizeX : strip.machine.chips.sizeY) = width;
      if (llvm::Error error = fillStrip(layer, strip))
        return error;
    }
  }
  return llvm::Error::success();
}

/// Gives a strip to one branch after the other; the last gets what remains.
void PartitionSearch::split(bool alongX, int64_t rest) {
  size_t branch = widths.size();
  if (branch == branches.size())
    return choose({});
  int64_t others = static_cast<int64_t>(branches.size() - branch) - 1;
  int64_t least = others == 0 ? rest : 1;
  for (int64_t width = least; width <= rest - others; ++width) {
    widths.push_back(&strips[branch][width - 1]);
    split(alongX, rest - width);
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
  JointCost bound;
  bound.cycles = whole.onChip + whole.otherDram;
  bound.energy = whole.dynamic + staticPjPerCycle * bound.cycles;
  if (bound.of(options.metric) >= bestCost || ++visited > maxCombinations)
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
    best.branches.push_back({strip->machine.chips, *option->found, free});
}

llvm::Expected<Partition> PartitionSearch::run() {
  if (llvm::Error error = runInTurn())
    return error;
  for (bool alongX : {true, false}) {
    int64_t size = alongX ? accelerator.chips.sizeX : accelerator.chips.sizeY;
    if (size < static_cast<int64_t>(branches.size()))
      continue;
    if (llvm::Error error = fillStrips(alongX))
      return error;
    split(alongX, size);
  }
  if (visited > maxCombinations)
    return llvm::createStringError(
        llvm::Twine(branches.size()) + " layers side by side on " +
        llvm::Twine(accelerator.chips.sizeX) + " x " +
        llvm::Twine(accelerator.chips.sizeY) + " chips have more than " +
        llvm::Twine(maxCombinations) +
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
  int64_t most = std::max(accelerator.chips.sizeX, accelerator.chips.sizeY);
  if (static_cast<int64_t>(branches.size()) > most)
    return llvm::createStringError(
        "accelerator '" + accelerator.name + "' has " +
        llvm::Twine(accelerator.chips.sizeX) + " x " +
        llvm::Twine(accelerator.chips.sizeY) + " chips, too few for " +
        llvm::Twine(branches.size()) + " layers side by side");
  if (most > maxSplitChips)
    return llvm::createStringError(
        "accelerator '" + accelerator.name + "' has " +
        llvm::Twine(accelerator.chips.sizeX) + " x " +
        llvm::Twine(accelerator.chips.sizeY) +
        " chips; layers run side by side on at most " +
        llvm::Twine(maxSplitChips) + " along an axis");
  return PartitionSearch(branches, accelerator, options, optimizer).run();
}
