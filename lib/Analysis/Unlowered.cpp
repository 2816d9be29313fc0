//===- Unlowered.cpp - Layers that are not linalg ops yet -----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/Unlowered.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace mlir::neurospector;

/// What to do about ops called \p name; empty: they are no layers.
static StringRef getAdvice(StringRef name) {
  return llvm::StringSwitch<StringRef>(name)
      .Cases({"tosa.conv2d", "tosa.conv3d", "tosa.depthwise_conv2d",
              "tosa.matmul", "tosa.fully_connected"},
             "run tosa-to-linalg-named first")
      .Case("tosa.transpose_conv2d",
            "run tosa-optional-decompositions, then tosa-to-linalg-named first")
      .Cases({"stablehlo.convolution", "stablehlo.dot", "stablehlo.dot_general",
              "stablehlo.dynamic_conv"},
             "run stablehlo-legalize-to-linalg first")
      .Cases({"torch.aten.convolution", "torch.aten.conv1d",
              "torch.aten.conv2d", "torch.aten.conv3d", "torch.aten.mm",
              "torch.aten.bmm", "torch.aten.matmul", "torch.aten.linear",
              "torch.aten.addmm", "torch.aten.einsum"},
             "run torch-decompose-complex-ops, then convert-torch-to-linalg "
             "first")
      .Cases({"onnx.Conv", "onnx.Gemm", "onnx.MatMul"},
             "run convert-onnx-to-tosa, then tosa-to-linalg-named first")
      .Cases({"tfl.conv_2d", "tfl.depthwise_conv_2d", "tfl.fully_connected",
              "tfl.batch_matmul"},
             "run tosa-legalize-tfl, then tosa-to-linalg-named first")
      .Cases({"vector.contract", "vector.outerproduct", "vector.matmul"},
             "schedule before linalg becomes vectors")
      .Cases({"gpu.subgroup_mma_compute", "nvgpu.mma.sync", "amdgpu.mfma",
              "amdgpu.wmma", "amx.tile_mulf", "amx.tile_muli",
              "arm_sme.outerproduct"},
             "schedule before linalg becomes instructions")
      .Cases({"linalg.winograd_input_transform"},
             "schedule before convolutions become Winograd transforms")
      .Default("");
}

SmallVector<UnloweredOps> mlir::neurospector::findUnlowered(Operation *root) {
  llvm::MapVector<OperationName, size_t> counts;
  DenseMap<OperationName, StringRef> advice;
  root->walk([&](Operation *op) {
    auto [known, isNew] = advice.try_emplace(op->getName());
    if (isNew)
      known->second = getAdvice(op->getName().getStringRef());
    if (!known->second.empty())
      ++counts[op->getName()];
  });
  SmallVector<UnloweredOps> result;
  for (auto [name, count] : counts)
    result.push_back({name.getStringRef(), count, advice[name]});
  return result;
}

std::string mlir::neurospector::describe(const UnloweredOps &ops) {
  return llvm::utostr(ops.count) + " " + ops.name.str() + ": " +
         ops.advice.str();
}
