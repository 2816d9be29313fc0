//===- NetworkConfig.cpp - Network files ----------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;
using llvm::Twine;

/// Turns the file's totals of K and C into those of one group.
static void dividePerGroup(CfgFile &file, Token value, Layer &layer) {
  int64_t groups = layer.bound(Dim::G);
  for (Dim dim : {Dim::K, Dim::C}) {
    int64_t &bound = layer.bounds[index(dim)];
    if (bound % groups != 0)
      file.error(value, "total " + name(dim) + " = " + Twine(bound) +
                            " is not divisible by G = " + Twine(groups));
    bound /= groups;
  }
}

/// More values than the published ones are further axes; who has strides of
/// each axis in mind gives them where an image and its window belong.
static void warnOfHalfPairs(CfgFile &file, Token value, const Layer &layer) {
  for (unsigned i = numPublishedPairs; i < numPairs; ++i) {
    Dim image = imageOf(i), window = windowOf(i);
    if ((layer.bound(image) == 1) == (layer.bound(window) == 1))
      continue;
    bool hasImage = layer.bound(image) != 1;
    file.warning(value, name(hasImage ? image : window) + " = " +
                            Twine(layer.bound(hasImage ? image : window)) +
                            " without " + name(hasImage ? window : image) +
                            "; strides of each axis need a network of JSON "
                            "Lines");
  }
}

/// `name=K,B,P,Q,C,R,S,G[,D,T],stride`. A matrix product (all images 1) slides
/// nowhere, so published files give its stride as 0.
static std::optional<Layer> readLayer(CfgFile &file, const CfgEntry &entry) {
  llvm::SmallVector<Token, 9> items = file.splitList(entry.value);
  size_t dims = items.size() - 1;
  if (!isDimCount(dims)) {
    file.error(entry.value, "expected " + dimSyntax() + ",stride, found " +
                                Twine(items.size()) + " values");
    return std::nullopt;
  }
  Layer layer;
  layer.name = cleanText(entry.key);
  for (size_t i = 0; i < dims; ++i) {
    std::optional<int64_t> bound = file.integer(items[i], 1);
    if (!bound)
      return std::nullopt;
    layer.bounds[i] = *bound;
  }
  std::optional<int64_t> stride =
      file.integer(items.back(), layer.slides() ? 1 : 0);
  if (!stride)
    return std::nullopt;
  warnOfHalfPairs(file, entry.value, layer);
  for (unsigned i = 0, pairs = listedPairs(layer.bounds); i < pairs; ++i)
    layer.pairs[i].stride = std::max<int64_t>(*stride, 1);
  dividePerGroup(file, entry.value, layer);
  if (layer.macs().overflowed())
    file.error(entry.value,
               "the number of multiply-accumulates exceeds 64 bits");
  else if (file.ok())
    if (llvm::Error error = layer.verify())
      file.error(entry.value, llvm::toString(std::move(error)));
  return layer;
}

std::optional<Network> neurospector::parseNetwork(llvm::MemoryBufferRef buffer,
                                                  DiagnosticHandler handler) {
  CfgFile file(buffer, handler, "NETWORK");
  file.warnUnknownSections({"NETWORK", "LAYERS"});
  Network network;
  if (const CfgSection *section = file.find("NETWORK", true)) {
    SectionReader reader(file, *section);
    if (auto name = reader.get("NAME", true))
      network.name = cleanText(name->lower());
    reader.reportUnusedKeys();
  }
  if (const CfgSection *section = file.find("LAYERS", true)) {
    if (section->entries.empty())
      file.error(section->name, "section 'LAYERS' has no layers");
    for (const CfgEntry &entry : section->entries)
      if (auto layer = readLayer(file, entry))
        network.layers.push_back(std::move(*layer));
  }
  if (!file.ok())
    return std::nullopt;
  return network;
}

void neurospector::printNetwork(llvm::raw_ostream &os, const Network &network) {
  bool hasFurther = listedPairsOfAll(network.layers, [](const Layer &layer) {
                      return layer.bounds;
                    }) > numPublishedPairs;
  os << "[NETWORK]\nNAME=" << llvm::StringRef(network.name).upper()
     << "\n\n[LAYERS]\n# name="
     << (hasFurther ? dimSyntax() : listNames(numPublishedPairs))
     << ",stride (K and C in total)\n";
  for (const Layer &layer : network.layers) {
    Factors totals = layer.bounds;
    totals[index(Dim::K)] *= layer.bound(Dim::G);
    totals[index(Dim::C)] *= layer.bound(Dim::G);
    os << layer.name << '='
       << listValues(listFactors(totals, listedPairs(totals))) << ','
       << layer.pairs.front().stride << '\n';
  }
}
