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
// read) and the one after (what it need not write). Both savings are taken off
// energy and cycles, so a state is a pair of neighbouring candidates.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/CrossLayer.h"

#include "llvm/ADT/STLExtras.h"

#include <limits>

using namespace neurospector;

Worth neurospector::retentionWorth(const Accelerator &accelerator,
                                   Metric metric, const Cost &own) {
  const std::optional<Buffer> &global = accelerator.globalBuffer;
  if (!global || global->bypasses(Operand::Input) ||
      global->bypasses(Operand::Output))
    return {};
  double perCycle = 0;
  for (double energy : own.staticEnergy)
    perCycle += energy / own.totalCycles();
  double energy = 0, cycles = 0;
  for (Operand op : {Operand::Input, Operand::Output}) {
    unsigned i = index(op);
    double accesses = static_cast<double>(accelerator.bitsOf(op)) /
                      static_cast<double>(accelerator.dram.bandwidthBits);
    cycles += accesses * accelerator.dram.cyclesPerAccess[i];
    energy += accelerator.dram.accessEnergy[i];
    if (global->sharing != Sharing::Separate)
      energy += global->accessEnergy[i];
  }
  energy += perCycle * cycles;
  double each = metric == Metric::Energy ? energy
                : metric == Metric::Cycle
                    ? cycles
                    : energy * own.totalCycles() + cycles * own.totalEnergy();
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

struct Saving {
  double energy = 0, cycles = 0;
};

/// A link between two layers: for each pair of candidates what stays on chip.
class LinkTable {
public:
  LinkTable(const ChainLayer &writer, const ChainLayer &reader, Corner corner,
            const CostModel &model)
      : writer(writer), reader(reader), corner(corner), model(model) {
    for (const SearchResult &candidate : writer.candidates)
      written.emplace_back(*writer.layer, candidate.schedule);
    for (const SearchResult &candidate : reader.candidates)
      taken.emplace_back(*reader.layer, candidate.schedule);
  }

  llvm::Error fill();

  const Saving &read(size_t from, size_t to) const {
    return reads[from * reader.candidates.size() + to];
  }
  const Saving &write(size_t from, size_t to) const {
    return writes[from * reader.candidates.size() + to];
  }
  HandOver at(size_t from, size_t to) const {
    return handOver(written[from], taken[to], *reader.layer,
                    *reader.accelerator, *writer.toNext, corner);
  }

private:
  /// What \p candidate of \p layer saves if \p retained stays.
  llvm::Expected<Saving> save(const ChainLayer &layer,
                              const SearchResult &candidate,
                              const Retained &retained) const {
    if (retained == Retained())
      return Saving();
    llvm::Expected<Cost> cost = model.evaluate(*layer.layer, *layer.accelerator,
                                               candidate.schedule, retained);
    if (!cost)
      return cost.takeError();
    return Saving{candidate.cost.totalEnergy() - cost->totalEnergy(),
                  candidate.cost.totalCycles() - cost->totalCycles()};
  }

  const ChainLayer &writer, &reader;
  Corner corner;
  const CostModel &model;
  std::vector<Placement> written, taken; ///< of the candidates
  std::vector<Saving> reads, writes;     ///< by candidate of writer, of reader
};

} // namespace

llvm::Error LinkTable::fill() {
  for (size_t from = 0; from < writer.candidates.size(); ++from)
    for (size_t to = 0; to < reader.candidates.size(); ++to) {
      HandOver kept = at(from, to);
      auto read = save(reader, reader.candidates[to], {kept.reused, 0});
      if (!read)
        return read.takeError();
      auto write = save(writer, writer.candidates[from], {0, kept.unwritten});
      if (!write)
        return write.takeError();
      reads.push_back(*read);
      writes.push_back(*write);
    }
  return llvm::Error::success();
}

static double value(Metric metric, const Cost &cost, const Saving &in,
                    const Saving &out) {
  double energy = cost.totalEnergy() - in.energy - out.energy;
  double cycles = cost.totalCycles() - in.cycles - out.cycles;
  return metric == Metric::Energy  ? energy
         : metric == Metric::Cycle ? cycles
                                   : energy * cycles;
}

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
    double least = 0; ///< their cost
    Saving in = {};   ///< what the candidate need not read
    uint32_t candidate = 0;
  };

  llvm::Error fillTables();
  llvm::SmallVector<Prior> priors(size_t layer, size_t b) const;
  void addLayer(size_t layer);
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

llvm::Error Chain::fillTables() {
  for (size_t i = 0; i + 1 < layers.size(); ++i) {
    // A layer ends in the corner opposite to the one where it began.
    links.emplace_back(layers[i], layers[i + 1],
                       i % 2 == 0 ? Corner::Last : Corner::First,
                       *options.model);
    if (llvm::Error error = links.back().fill())
      return error;
  }
  return llvm::Error::success();
}

/// Candidates of the layer before \p layer that may be the best ones before its
/// candidate \p b: no other leads to as little cost and saves as much.
llvm::SmallVector<Chain::Prior> Chain::priors(size_t layer, size_t b) const {
  if (layer == 0)
    return {Prior()};
  llvm::SmallVector<Prior> all, front;
  for (size_t a = 0; a < candidates(layer - 1); ++a)
    all.push_back({least[a * candidates(layer) + b],
                   links[layer - 1].read(a, b), static_cast<uint32_t>(a)});
  llvm::stable_sort(
      all, [](const Prior &x, const Prior &y) { return x.least < y.least; });
  for (const Prior &prior : all)
    if (llvm::none_of(front, [&](const Prior &other) {
          return other.in.energy >= prior.in.energy &&
                 other.in.cycles >= prior.in.cycles;
        }))
      front.push_back(prior);
  return front;
}

/// Extends `least` by \p layer; the last one has a single successor, nothing.
void Chain::addLayer(size_t layer) {
  bool isLast = layer + 1 == layers.size();
  size_t nexts = isLast ? 1 : candidates(layer + 1);
  std::vector<double> longer;
  std::vector<uint32_t> &from = before.emplace_back();
  for (size_t b = 0; b < candidates(layer); ++b) {
    llvm::SmallVector<Prior> front = priors(layer, b);
    const Cost &cost = layers[layer].candidates[b].cost;
    for (size_t c = 0; c < nexts; ++c) {
      Saving out = isLast ? Saving() : links[layer].write(b, c);
      double best = std::numeric_limits<double>::infinity();
      uint32_t bestPrior = 0;
      for (const Prior &prior : front) {
        double total = prior.least + value(options.metric, cost, prior.in, out);
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
  if (llvm::Error error = fillTables())
    return error;
  for (size_t layer = 0; layer < layers.size(); ++layer)
    addLayer(layer);
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
