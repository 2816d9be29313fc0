//===- PublishedShape.cpp - Machines that .cfg files describe -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/PublishedShape.h"

using namespace neurospector;

std::optional<PublishedShape>
PublishedShape::of(const Accelerator &accelerator) {
  const std::vector<Level> &levels = accelerator.levels;
  size_t next = 0;
  auto take = [&](llvm::StringRef name, bool isMemory) {
    if (next == levels.size() || levels[next].name != name ||
        (levels[next].memory() != nullptr) != isMemory)
      return std::optional<size_t>();
    return std::optional(next++);
  };
  auto memory = [&](llvm::StringRef name) { return take(name, true); };
  auto axis = [&](llvm::StringRef name) { return take(name, false); };

  PublishedShape shape;
  std::optional<size_t> dram = memory("DRAM");
  shape.chipY = axis("MULTI_CHIPS(Y)");
  shape.chipX = axis("MULTI_CHIPS(X)");
  shape.globalBuffer = memory("GLOBAL_BUFFER");
  shape.peY = axis("PE_ARRAY(Y)");
  shape.peX = axis("PE_ARRAY(X)");
  std::optional<size_t> localBuffer = memory("LOCAL_BUFFER");
  shape.macY = axis("MAC_ARRAY(Y)");
  shape.macX = axis("MAC_ARRAY(X)");
  if (!dram || !localBuffer || next != levels.size())
    return std::nullopt;
  shape.dram = *dram;
  shape.localBuffer = *localBuffer;
  return shape;
}
