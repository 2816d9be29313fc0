//===- FromNetwork.cpp - A list of layers as linalg ops -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Translation/Network.h"

#include "neurospector/IR/Neurospector.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
/// Builds one function around one op on f32 tensors.
class LayerBuilder {
public:
  LayerBuilder(OpBuilder &builder, Location location, const ns::Layer &layer)
      : builder(builder), location(location), layer(layer) {}

  void build();

private:
  int64_t at(ns::Dim dim) const { return layer.bound(dim); }
  RankedTensorType tensor(ArrayRef<int64_t> shape) const {
    return RankedTensorType::get(shape, builder.getF32Type());
  }
  bool isContraction() const;
  bool isGrouped() const { return at(ns::Dim::G) != 1; }
  ns::PerOperand<RankedTensorType> contractionTypes() const;
  ns::PerOperand<RankedTensorType> convolutionTypes() const;
  template <typename Op> Value create(ValueRange arguments);
  template <typename Op> Value createConvolution(ValueRange arguments);

  OpBuilder &builder;
  Location location;
  const ns::Layer &layer;
};
} // namespace

/// No axis and no stride, which only a convolution has.
bool LayerBuilder::isContraction() const {
  return llvm::all_of(ArrayRef{ns::Dim::P, ns::Dim::Q, ns::Dim::R, ns::Dim::S},
                      [&](ns::Dim dim) { return at(dim) == 1; }) &&
         layer.strideP == 1;
}

ns::PerOperand<RankedTensorType> LayerBuilder::contractionTypes() const {
  using enum ns::Dim;
  if (isGrouped())
    return {tensor({at(G), at(B), at(C)}), tensor({at(G), at(C), at(K)}),
            tensor({at(G), at(B), at(K)})};
  return {tensor({at(B), at(C)}), tensor({at(C), at(K)}),
          tensor({at(B), at(K)})};
}

ns::PerOperand<RankedTensorType> LayerBuilder::convolutionTypes() const {
  using enum ns::Dim;
  int64_t height = (at(P) - 1) * layer.strideP + at(R);
  int64_t width = (at(Q) - 1) * layer.strideQ + at(S);
  if (isGrouped())
    return {tensor({at(B), at(G), at(C), height, width}),
            tensor({at(G), at(K), at(C), at(R), at(S)}),
            tensor({at(B), at(G), at(K), at(P), at(Q)})};
  return {tensor({at(B), at(C), height, width}),
          tensor({at(K), at(C), at(R), at(S)}),
          tensor({at(B), at(K), at(P), at(Q)})};
}

template <typename Op> Value LayerBuilder::create(ValueRange arguments) {
  return Op::create(builder, location, arguments[2].getType(),
                    arguments.take_front(2), arguments.drop_front(2))
      ->getResult(0);
}

template <typename Op>
Value LayerBuilder::createConvolution(ValueRange arguments) {
  return Op::create(builder, location, arguments[2].getType(),
                    arguments.take_front(2), arguments.drop_front(2),
                    builder.getI64TensorAttr({layer.strideP, layer.strideQ}),
                    builder.getI64TensorAttr({1, 1}))
      ->getResult(0);
}

void LayerBuilder::build() {
  auto types = isContraction() ? contractionTypes() : convolutionTypes();
  auto function = func::FuncOp::create(
      builder, location, layer.name,
      builder.getFunctionType({types[0], types[1], types[2]}, types[2]));
  function.setArgAttr(1, weightAttrName, builder.getUnitAttr());
  OpBuilder::InsertionGuard guard(builder);
  Block *block = function.addEntryBlock();
  builder.setInsertionPointToStart(block);
  ValueRange arguments = block->getArguments();
  Value result;
  if (isContraction())
    result = isGrouped() ? create<linalg::BatchMatmulOp>(arguments)
                         : create<linalg::MatmulOp>(arguments);
  else
    result = isGrouped()
                 ? createConvolution<linalg::Conv2DNgchwGfchwOp>(arguments)
                 : createConvolution<linalg::Conv2DNchwFchwOp>(arguments);
  func::ReturnOp::create(builder, location, result);
}

OwningOpRef<ModuleOp>
mlir::neurospector::buildModule(const ns::Network &network, Location location) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(location, network.name);
  OpBuilder builder = OpBuilder::atBlockEnd(module->getBody());
  for (const ns::Layer &layer : network.layers)
    LayerBuilder(builder, location, layer).build();
  return module;
}
