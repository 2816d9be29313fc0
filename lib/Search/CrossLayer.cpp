//===- CrossLayer.cpp - Schedules chosen for a chain of layers ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objective: the sum of the metric over the layers. Guarantee: the optimum over
// the candidates, so never more than layer by layer.
//
// A layer's cost depends on its own candidate, the one before (what it need not
// read) and the one after (what it need not write), so a state is a pair of
// neighbouring candidates. The two savings need not add up where times overlap:
// each pair of them is costed. The more stays, the less a layer costs.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/CrossLayer.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

#include <limits>

using namespace neurospector;

namespace {

/// The ways of an element through a memory.
enum class Way : uint8_t { Out, In };

/// What an element costs where it moves.
struct Price {
  double energy = 0, cycles = 0;

  /// Reading an element of \p op from \p memory, or writing it there.
  void add(const Accelerator &accelerator, const Memory &memory, Operand op,
           Way way, bool takesTime) {
    unsigned i = index(op);
    energy += (way == Way::Out ? memory.readEnergy : memory.writeEnergy)[i];
    if (!takesTime || memory.bandwidth == Bandwidth::Unlimited)
      return;
    int64_t width = way == Way::In && memory.bandwidth == Bandwidth::TwoPorts
                        ? memory.writeBits
                        : memory.readBits;
    cycles += static_cast<double>(accelerator.bitsOf(op)) /
              static_cast<double>(width) * memory.accessCycles[i];
  }
};

} // namespace

/// CM-9: what an element that stays saves, at most where times overlap: the
/// way of an input from the outermost memory to the one that keeps it, and that
/// of an output back.
static Price priceOfWay(const Accelerator &accelerator, size_t keeper) {
  Price price;
  const Memory &outermost = *accelerator.levels.front().memory();
  price.add(accelerator, outermost, Operand::Input, Way::Out, true);
  price.add(accelerator, outermost, Operand::Output, Way::In, true);
  for (const Level &level :
       llvm::ArrayRef(accelerator.levels).slice(1, keeper - 1))
    if (const Memory *passed = level.memory())
      price.energy += passed->passEnergy[index(Operand::Input)] +
                      passed->passEnergy[index(Operand::Output)];
  const Memory &memory = *accelerator.levels[keeper].memory();
  if (keepsInPlace(memory)) {
    bool takesTime = memory.bandwidth != Bandwidth::Inside;
    price.add(accelerator, memory, Operand::Input, Way::In, takesTime);
    price.add(accelerator, memory, Operand::Output, Way::Out, takesTime);
  }
  return price;
}

Worth neurospector::retentionWorth(const Accelerator &accelerator,
                                   Metric metric, const Cost &own) {
  std::optional<size_t> keeper = keepingMemory(accelerator);
  if (!keeper)
    return {};
  auto [energy, cycles] = priceOfWay(accelerator, *keeper);
  energy += own.staticEnergy() / own.totalCycles() * cycles;
  double each = worthOf(metric, own, energy, cycles);
  return {each, each};
}

llvm::Expected<std::vector<SearchResult>>
neurospector::searchChainCandidates(const Layer &layer,
                                    const Accelerator &accelerator,
                                    const SearchOptions &options) {
  llvm::Expected<SearchResult> own =
      search(Optimizer::Optimal, layer, accelerator, options);
  if (!own)
    return own.takeError();
  if (own->status == Status::Infeasible)
    return std::vector<SearchResult>{*own};
  return searchCandidates(
      layer, accelerator, options, *own,
      retentionWorth(accelerator, options.metric, own->cost), chainCandidates);
}

namespace {

/// A link between two layers: for each pair of candidates what stays on chip.
class LinkTable {
public:
  LinkTable(const ChainLayer &writer, const ChainLayer &reader, Corner corner)
      : readers(reader.candidates.size()) {
    std::vector<Placement> taken;
    for (const SearchResult &candidate : reader.candidates)
      taken.emplace_back(*reader.layer, *reader.accelerator,
                         candidate.schedule);
    for (const SearchResult &candidate : writer.candidates) {
      Placement written(*writer.layer, *writer.accelerator, candidate.schedule);
      for (const Placement &placement : taken)
        kept.push_back(handOver(written, placement, *reader.layer,
                                *writer.toNext, corner));
    }
  }

  const HandOver &at(size_t from, size_t to) const {
    return kept[from * readers + to];
  }

private:
  size_t readers;
  std::vector<HandOver> kept; ///< by candidate of writer, of reader
};

/// What a candidate costs, by what stays before and after it.
class CandidateCost {
public:
  CandidateCost(const ChainLayer &layer, const SearchResult &candidate,
                const SearchOptions &options)
      : layer(layer), candidate(candidate), options(options) {}

  llvm::Expected<double> of(const Retained &retained) {
    if (retained == Retained())
      return candidate.cost.of(options.metric);
    auto [entry, isNew] = known.try_emplace({retained.input, retained.output});
    if (isNew) {
      llvm::Expected<Cost> cost = options.model->evaluate(
          *layer.layer, *layer.accelerator, candidate.schedule, retained);
      if (!cost)
        return cost.takeError();
      entry->second = cost->of(options.metric);
    }
    return entry->second;
  }

private:
  const ChainLayer &layer;
  const SearchResult &candidate;
  const SearchOptions &options;
  llvm::DenseMap<std::pair<int64_t, int64_t>, double> known;
};

} // namespace

namespace {

/// Layers that are linked without a gap.
class Chain {
public:
  Chain(llvm::ArrayRef<ChainLayer> layers, const SearchOptions &options)
      : layers(layers), options(options) {}

  llvm::Expected<std::vector<ChainChoice>> choose();

private:
  /// The layers before one, seen from one of its candidates.
  struct Prior {
    double least = 0;   ///< their cost
    int64_t reused = 0; ///< elements that the candidate need not read
    uint32_t candidate = 0;
  };

  llvm::SmallVector<Prior> priors(size_t layer, size_t b) const;
  llvm::Error addLayer(size_t layer);
  llvm::SmallVector<size_t> traceBack() const;
  llvm::Expected<std::vector<ChainChoice>>
  account(llvm::ArrayRef<size_t> chosen) const;

  size_t candidates(size_t layer) const {
    return layers[layer].candidates.size();
  }

  llvm::ArrayRef<ChainLayer> layers;
  const SearchOptions &options;
  std::vector<LinkTable> links;
  /// For candidates (a, b) of the last layer and the next: the least cost of
  /// the layers so far.
  std::vector<double> least;
  /// For each layer and pair of candidates (b of it, c of the next): the best
  /// candidate of the layer before.
  std::vector<std::vector<uint32_t>> before;
};

} // namespace

/// Candidates of the layer before \p layer that may be the best ones before its
/// candidate \p b: no other leads to as little cost and leaves as much.
llvm::SmallVector<Chain::Prior> Chain::priors(size_t layer, size_t b) const {
  if (layer == 0)
    return {Prior()};
  llvm::SmallVector<Prior> all, front;
  for (size_t a = 0; a < candidates(layer - 1); ++a)
    all.push_back({least[a * candidates(layer) + b],
                   links[layer - 1].at(a, b).reused, static_cast<uint32_t>(a)});
  llvm::stable_sort(
      all, [](const Prior &x, const Prior &y) { return x.least < y.least; });
  for (const Prior &prior : all)
    if (front.empty() || prior.reused > front.back().reused)
      front.push_back(prior);
  return front;
}

/// Extends `least` by \p layer; the last one has a single successor, nothing.
llvm::Error Chain::addLayer(size_t layer) {
  bool isLast = layer + 1 == layers.size();
  size_t nexts = isLast ? 1 : candidates(layer + 1);
  std::vector<double> longer;
  std::vector<uint32_t> &from = before.emplace_back();
  for (size_t b = 0; b < candidates(layer); ++b) {
    llvm::SmallVector<Prior> front = priors(layer, b);
    CandidateCost cost(layers[layer], layers[layer].candidates[b], options);
    for (size_t c = 0; c < nexts; ++c) {
      int64_t unwritten = isLast ? 0 : links[layer].at(b, c).unwritten;
      double best = std::numeric_limits<double>::infinity();
      uint32_t bestPrior = 0;
      for (const Prior &prior : front) {
        llvm::Expected<double> own = cost.of({prior.reused, unwritten});
        if (!own)
          return own.takeError();
        double total = prior.least + *own;
        if (total < best) {
          best = total;
          bestPrior = prior.candidate;
        }
      }
      longer.push_back(best);
      from.push_back(bestPrior);
    }
  }
  least = std::move(longer);
  return llvm::Error::success();
}

llvm::SmallVector<size_t> Chain::traceBack() const {
  llvm::SmallVector<size_t> chosen(layers.size());
  size_t next = 0, nexts = 1;
  chosen.back() = std::min_element(least.begin(), least.end()) - least.begin();
  for (size_t i = layers.size(); i-- > 0;) {
    size_t prior = before[i][chosen[i] * nexts + next];
    if (i > 0)
      chosen[i - 1] = prior;
    next = chosen[i];
    nexts = candidates(i);
  }
  return chosen;
}

llvm::Expected<std::vector<ChainChoice>>
Chain::account(llvm::ArrayRef<size_t> chosen) const {
  std::vector<ChainChoice> choices(layers.size());
  for (size_t i = 0; i < layers.size(); ++i) {
    choices[i].candidate = chosen[i];
    if (i + 1 == layers.size())
      break;
    HandOver kept = links[i].at(chosen[i], chosen[i + 1]);
    choices[i].retained.output = kept.unwritten;
    choices[i + 1].retained.input = kept.reused;
  }
  for (auto [layer, choice] : llvm::zip_equal(layers, choices)) {
    llvm::Expected<Cost> cost = options.model->evaluate(
        *layer.layer, *layer.accelerator,
        layer.candidates[choice.candidate].schedule, choice.retained);
    if (!cost)
      return cost.takeError();
    choice.cost = *cost;
  }
  return choices;
}

llvm::Expected<std::vector<ChainChoice>> Chain::choose() {
  // A layer ends in the corner opposite to the one where it began.
  for (size_t i = 0; i + 1 < layers.size(); ++i)
    links.emplace_back(layers[i], layers[i + 1],
                       i % 2 == 0 ? Corner::Last : Corner::First);
  for (size_t layer = 0; layer < layers.size(); ++layer)
    if (llvm::Error error = addLayer(layer))
      return error;
  return account(traceBack());
}

llvm::Expected<std::vector<ChainChoice>>
neurospector::chooseAcrossLayers(llvm::ArrayRef<ChainLayer> chain,
                                 const SearchOptions &options) {
  std::vector<ChainChoice> choices;
  for (size_t begin = 0; begin < chain.size();) {
    size_t end = begin + 1;
    while (end < chain.size() && chain[end - 1].toNext)
      ++end;
    auto part = Chain(chain.slice(begin, end - begin), options).choose();
    if (!part)
      return part.takeError();
    llvm::append_range(choices, *part);
    begin = end;
  }
  return choices;
}
