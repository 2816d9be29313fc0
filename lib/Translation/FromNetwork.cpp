//===- FromNetwork.cpp - A list of layers as linalg ops -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Translation/Network.h"

#include "neurospector/Analysis/OpLayer.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
/// Builds one function around one op on f32 tensors.
class LayerBuilder {
public:
  LayerBuilder(OpBuilder &builder, Location location, const ns::Layer &layer)
      : builder(builder), location(location), layer(layer),
        numAxes(listedPairs(layer.bounds)) {}

  void build();

private:
  int64_t at(ns::Dim dim) const { return layer.bound(dim); }
  RankedTensorType tensor(ArrayRef<int64_t> shape) const {
    return RankedTensorType::get(shape, builder.getF32Type());
  }
  bool isContraction() const;
  bool isGrouped() const { return at(ns::Dim::G) != 1; }
  /// Named ops with groups end at two axes.
  bool isGeneric() const { return numAxes > ns::numPublishedPairs; }
  ns::PerOperand<RankedTensorType> contractionTypes() const;
  ns::PerOperand<RankedTensorType> convolutionTypes() const;
  template <typename Op> Value create(ValueRange arguments);
  template <typename Op> Value createConvolution(ValueRange arguments);
  Value createGeneric(ValueRange arguments);
  Value createOp(ValueRange arguments);
  Value createLoop(ValueRange arguments);

  OpBuilder &builder;
  Location location;
  const ns::Layer &layer;
  unsigned numAxes;
};
} // namespace

/// No axis and no stride, which only a convolution has.
bool LayerBuilder::isContraction() const {
  for (auto [i, pair] : llvm::enumerate(layer.pairs))
    if (at(ns::imageOf(i)) != 1 || at(ns::windowOf(i)) != 1 || pair.stride != 1)
      return false;
  return true;
}

ns::PerOperand<RankedTensorType> LayerBuilder::contractionTypes() const {
  using enum ns::Dim;
  if (isGrouped())
    return {tensor({at(G), at(B), at(C)}), tensor({at(G), at(C), at(K)}),
            tensor({at(G), at(B), at(K)})};
  return {tensor({at(B), at(C)}), tensor({at(C), at(K)}),
          tensor({at(B), at(K)})};
}

/// `bgc...`, `gkc...`, `bgk...`, without g where there is one group.
ns::PerOperand<RankedTensorType> LayerBuilder::convolutionTypes() const {
  using enum ns::Dim;
  SmallVector<int64_t> input = {at(B)}, weight, output = {at(B)};
  if (isGrouped() || isGeneric())
    for (SmallVector<int64_t> *shape : {&input, &weight, &output})
      shape->push_back(at(G));
  input.push_back(at(C));
  weight.append({at(K), at(C)});
  output.push_back(at(K));
  for (unsigned axis = 0; axis < numAxes; ++axis) {
    unsigned pair = getPair(axis, numAxes);
    int64_t image = at(ns::imageOf(pair)), window = at(ns::windowOf(pair));
    input.push_back(layer.pairs[pair].extent(image, window));
    weight.push_back(window);
    output.push_back(image);
  }
  return {tensor(input), tensor(weight), tensor(output)};
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
                    builder.getI64TensorAttr(listStrides(layer, numAxes)),
                    builder.getI64TensorAttr(listDilations(layer, numAxes)))
      ->getResult(0);
}

Value LayerBuilder::createGeneric(ValueRange arguments) {
  // b, g, k, c, and an image and a window per axis.
  SmallVector<AffineExpr> loops(4 + 2 * numAxes);
  bindDimsList(builder.getContext(), MutableArrayRef(loops));
  AffineExpr b = loops[0], g = loops[1], k = loops[2], c = loops[3];
  SmallVector<AffineExpr> input = {b, g, c}, weight = {g, k, c},
                          output = {b, g, k};
  SmallVector<utils::IteratorType> kinds(loops.size(),
                                         utils::IteratorType::parallel);
  kinds[3] = utils::IteratorType::reduction;
  for (unsigned axis = 0; axis < numAxes; ++axis) {
    AffineExpr image = loops[4 + 2 * axis], window = loops[5 + 2 * axis];
    const ns::ImageWindow &pair = layer.pairs[getPair(axis, numAxes)];
    input.push_back(image * pair.stride + window * pair.dilation);
    weight.push_back(window);
    output.push_back(image);
    kinds[5 + 2 * axis] = utils::IteratorType::reduction;
  }
  SmallVector<AffineMap> maps = AffineMap::inferFromExprList(
      ArrayRef<ArrayRef<AffineExpr>>{input, weight, output},
      builder.getContext());
  return linalg::GenericOp::create(
             builder, location, arguments[2].getType(), arguments.take_front(2),
             arguments.drop_front(2), maps, kinds,
             [](OpBuilder &body, Location at, ValueRange values) {
               Value product =
                   arith::MulFOp::create(body, at, values[0], values[1]);
               Value sum = arith::AddFOp::create(body, at, values[2], product);
               linalg::YieldOp::create(body, at, sum);
             })
      ->getResult(0);
}

Value LayerBuilder::createOp(ValueRange arguments) {
  if (isContraction())
    return isGrouped() ? create<linalg::BatchMatmulOp>(arguments)
                       : create<linalg::MatmulOp>(arguments);
  if (isGeneric())
    return createGeneric(arguments);
  return isGrouped() ? createConvolution<linalg::Conv2DNgchwGfchwOp>(arguments)
                     : createConvolution<linalg::Conv2DNchwFchwOp>(arguments);
}

/// The op as often as the layer runs, each time on the output of the last.
Value LayerBuilder::createLoop(ValueRange arguments) {
  auto constant = [&](int64_t value) {
    return arith::ConstantIndexOp::create(builder, location, value);
  };
  Value zero = constant(0), runs = constant(layer.runs), one = constant(1);
  auto loop = scf::ForOp::create(builder, location, zero, runs, one,
                                 arguments.drop_front(2));
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  Value result =
      createOp({arguments[0], arguments[1], loop.getRegionIterArg(0)});
  scf::YieldOp::create(builder, location, result);
  return loop.getResult(0);
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
  Value result = layer.runs == 1 ? createOp(arguments) : createLoop(arguments);
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
