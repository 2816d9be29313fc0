//===- NetworkConfig.cpp - Network files ----------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CfgFile.h"
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

/// `name=K,B,P,Q,C,R,S,G,stride`. A matrix product (P = Q = 1) slides nowhere,
/// so published files give its stride as 0.
static std::optional<Layer> readLayer(CfgFile &file, const CfgEntry &entry) {
  llvm::SmallVector<Token, 9> items = file.splitList(entry.value);
  if (items.size() != numDims + 1) {
    file.error(entry.value, "expected 9 values (K,B,P,Q,C,R,S,G,stride), "
                            "found " +
                                Twine(items.size()));
    return std::nullopt;
  }
  Layer layer;
  layer.name = entry.key.str();
  for (unsigned i = 0; i < numDims; ++i) {
    std::optional<int64_t> bound = file.integer(items[i], 1);
    if (!bound)
      return std::nullopt;
    layer.bounds[i] = *bound;
  }
  bool slides = layer.bound(Dim::P) != 1 || layer.bound(Dim::Q) != 1;
  std::optional<int64_t> stride = file.integer(items.back(), slides ? 1 : 0);
  if (!stride)
    return std::nullopt;
  layer.strideP = layer.strideQ = std::max<int64_t>(*stride, 1);
  dividePerGroup(file, entry.value, layer);
  if (layer.macs().overflowed())
    file.error(entry.value,
               "the number of multiply-accumulates exceeds 64 bits");
  return layer;
}

std::optional<Network> neurospector::parseNetwork(llvm::MemoryBufferRef buffer,
                                                  DiagnosticHandler handler) {
  CfgFile file(buffer, handler);
  file.warnUnknownSections({"NETWORK", "LAYERS"});
  Network network;
  if (const CfgSection *section = file.find("NETWORK", true)) {
    SectionReader reader(file, *section);
    if (auto name = reader.get("NAME", true))
      network.name = name->lower();
    reader.warnUnusedKeys();
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
  os << "[NETWORK]\nNAME=" << llvm::StringRef(network.name).upper()
     << "\n\n[LAYERS]\n# name=K,B,P,Q,C,R,S,G,stride (K and C in total)\n";
  for (const Layer &layer : network.layers) {
    Factors totals = layer.bounds;
    totals[index(Dim::K)] *= layer.bound(Dim::G);
    totals[index(Dim::C)] *= layer.bound(Dim::G);
    os << layer.name << '=';
    llvm::interleave(totals, os, ",");
    os << ',' << layer.strideP << '\n';
  }
}
