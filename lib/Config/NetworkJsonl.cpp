//===- NetworkJsonl.cpp - Networks as JSON Lines --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JsonLines.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;

std::optional<Network>
neurospector::parseNetworkJsonl(llvm::MemoryBufferRef file,
                                DiagnosticHandler handler) {
  static const std::vector<llvm::StringRef> known(
      std::begin(LayerFields::names), std::end(LayerFields::names));
  Network network;
  network.name = cleanText(llvm::sys::path::stem(file.getBufferIdentifier()));
  JsonLines lines(file, handler);
  if (!lines.isReadable())
    return std::nullopt;
  llvm::StringSet<> names;
  while (lines.next()) {
    JsonScanner scanner(lines.line);
    Layer layer;
    LayerFields fields(scanner, layer);
    bool ok = scanner.object([&](llvm::StringRef key) {
      if (llvm::is_contained(LayerFields::names, key))
        return fields.read(key);
      lines.warnOfField(key, known);
      return scanner.skip();
    }) && scanner.end() &&
              fields.require("layer") && fields.finish();
    if (!ok) {
      lines.error(scanner);
      return std::nullopt;
    }
    if (llvm::Error error = layer.verify()) {
      lines.error(std::move(error));
      return std::nullopt;
    }
    if (!names.insert(layer.name).second) {
      lines.error(lines.line.data(),
                  "a layer before is named '" + layer.name + "', too");
      return std::nullopt;
    }
    network.layers.push_back(std::move(layer));
  }
  if (network.layers.empty()) {
    lines.error(file.getBufferStart(), "no layer in the file");
    return std::nullopt;
  }
  return network;
}

/// One number if all pairs agree, nothing if it is one.
static void printPerPair(llvm::raw_ostream &os, llvm::StringRef key,
                         const PerPair &values) {
  if (llvm::all_of(values, [](int64_t value) { return value == 1; }))
    return;
  os << ",\"" << key << "\":";
  if (llvm::all_equal(values))
    os << values.front();
  else
    os << '[' << listValues(values) << ']';
}

void neurospector::printNetworkJsonl(llvm::raw_ostream &os,
                                     const Network &network) {
  for (const Layer &layer : network.layers) {
    unsigned pairs = listedPairs(layer.bounds);
    os << "{\"layer\":" << llvm::json::Value(llvm::json::fixUTF8(layer.name))
       << ",\"bounds\":[" << listValues(listFactors(layer.bounds, pairs))
       << ']';
    printPerPair(os, "stride", listStrides(layer, pairs));
    printPerPair(os, "dilation", listDilations(layer, pairs));
    if (layer.runs != 1)
      os << ",\"repeat\":" << layer.runs;
    os << "}\n";
  }
}
