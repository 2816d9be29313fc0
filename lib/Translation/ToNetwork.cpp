//===- ToNetwork.cpp - A module as a list of layers -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Translation/Network.h"

#include "neurospector/Analysis/OpLayer.h"
#include "neurospector/Analysis/Runs.h"

#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// The one stride that a file has room for. A pair of one image position has no
/// stride and one of one window position no dilation that matters.
static std::optional<int64_t> getFileStride(const ns::Layer &layer) {
  std::optional<int64_t> stride;
  for (auto [i, pair] : llvm::enumerate(layer.pairs)) {
    if (layer.bound(ns::windowOf(i)) != 1 && pair.dilation != 1)
      return std::nullopt;
    if (layer.bound(ns::imageOf(i)) == 1)
      continue;
    if (stride.value_or(pair.stride) != pair.stride)
      return std::nullopt;
    stride = pair.stride;
  }
  return stride.value_or(1);
}

/// \p name in characters that no file takes for something else; \p unnamed if
/// it has none.
static std::string sanitize(StringRef name, StringRef unnamed) {
  std::string result = (name.empty() ? unnamed : name).str();
  for (char &c : result)
    if (!llvm::isAlnum(c) && c != '_' && c != '-' && c != '.')
      c = '_';
  return result;
}

namespace {
/// Names the layers; keys of a file do not distinguish case.
class Namer {
public:
  explicit Namer(Operation *root) {
    root->walk([&](linalg::LinalgOp op) {
      if (isCandidate(op))
        ++candidates[getFunction(op)];
    });
  }

  std::string getName(linalg::LinalgOp op) {
    FunctionOpInterface function = getFunction(op);
    std::string base = function && candidates[function] == 1
                           ? sanitize(function.getName(), "function")
                           : op->getName().stripDialect().str();
    std::string name = base;
    bool number = !function || candidates[function] != 1;
    while (number || !used.insert(StringRef(name).lower()).second) {
      name = base + "_" + std::to_string(++numbers[base]);
      number = false;
    }
    return name;
  }

private:
  static FunctionOpInterface getFunction(Operation *op) {
    return op->getParentOfType<FunctionOpInterface>();
  }

  llvm::DenseMap<Operation *, unsigned> candidates;
  llvm::StringMap<unsigned> numbers;
  llvm::StringSet<> used;
};
} // namespace

/// \p layer as a `.cfg` file says it; none if it cannot.
static std::optional<ns::Layer> fitCfg(ns::Layer layer) {
  std::optional<int64_t> stride = getFileStride(layer);
  if (!stride)
    return std::nullopt;
  layer.pairs = {};
  for (unsigned i = 0, pairs = listedPairs(layer.bounds); i < pairs; ++i)
    layer.pairs[i].stride = *stride;
  return layer;
}

/// Whoever writes the other format loses nothing.
static void noteJsonl(InFlightDiagnostic &warning) {
  warning.attachNote() << "'--" << jsonlTranslation << "' writes all of it";
}

static void warnOfMiss(linalg::LinalgOp op, const Unsupported &why) {
  auto warning = emitWarning(op.getLoc(), "left out: ") << why.reason;
  warning.attachNote() << why.suggestion;
}

/// Sets the runs of \p layer, and says what of them is lost.
static void setRuns(linalg::LinalgOp op, const RunCount &count,
                    NetworkFormat format, ns::Layer &layer) {
  layer.runs = count.runs;
  if (count.unknown)
    emitWarning(op.getLoc(), explainUnknownRuns(count.unknown))
        << "; counted as if it were one";
  if (format == NetworkFormat::Cfg && count.runs != 1) {
    auto warning = emitWarning(op.getLoc(), "runs ")
                   << count.runs << " times; a .cfg network lists it once";
    noteJsonl(warning);
  }
}

ModuleLayers mlir::neurospector::getNetwork(Operation *root,
                                            NetworkFormat format) {
  ModuleLayers result;
  ns::Network &network = result.network;
  auto module = dyn_cast<ModuleOp>(root);
  network.name =
      sanitize(module ? module.getName().value_or("") : "", "network");
  Namer namer(root);
  Weights weights;
  Runs runs(root);
  root->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    if (!isCandidate(op))
      return;
    auto found = getOpLayer(op, /*assumeDynamic=*/0, &weights);
    RunCount count = runs.of(op);
    if (count.runs == 0)
      found = Unsupported{"empty", "a loop or function around it never runs",
                          "remove the op"};
    if (auto *unsupported = std::get_if<Unsupported>(&found)) {
      ++result.skipped[unsupported->kind.str()];
      if (unsupported->kind != noMacKind)
        warnOfMiss(op, *unsupported);
      return;
    }
    std::optional<ns::Layer> layer = std::get<OpLayer>(found).layer;
    if (format == NetworkFormat::Cfg)
      layer = fitCfg(*layer);
    if (!layer) {
      ++result.skipped["no-cfg-layer"];
      auto warning =
          emitWarning(op.getLoc(), "left out: a .cfg network has one "
                                   "stride for all axes and no "
                                   "dilation");
      noteJsonl(warning);
      return;
    }
    layer->name = namer.getName(op);
    setRuns(op, count, format, *layer);
    network.layers.push_back(std::move(*layer));
  });
  return result;
}

void mlir::neurospector::printCountedNetwork(llvm::raw_ostream &os,
                                             const ModuleLayers &layers) {
  const ns::Network &network = layers.network;
  printNetwork(os, network);
  std::vector<std::pair<const ns::Layer *, unsigned>> distinct;
  for (const ns::Layer &layer : network.layers) {
    auto known = llvm::find_if(distinct, [&](const auto &other) {
      return other.first->sameShape(layer);
    });
    if (known == distinct.end())
      distinct.push_back({&layer, 1});
    else
      ++known->second;
  }
  os << "\n# " << network.layers.size() << " layers, " << distinct.size()
     << " distinct\n";
  for (const auto &[layer, count] : distinct)
    if (count > 1)
      os << "# " << count << " like " << layer->name << "\n";
  if (!layers.skipped.empty())
    os << "# skipped " << ns::listSkipped(layers.skipped, "op") << "\n";
}
