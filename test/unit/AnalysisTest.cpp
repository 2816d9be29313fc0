//===- AnalysisTest.cpp - Linalg ops as layers and back -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/OpLayer.h"
#include "neurospector/Config/Config.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

#include <random>

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {

/// A layer, for comparison: bounds, then strides and dilations of P and Q.
struct Shape {
  ns::Factors bounds;
  std::array<int64_t, 2> strides = {1, 1}, dilations = {1, 1};

  bool operator==(const Shape &) const = default;
};

std::ostream &operator<<(std::ostream &os, const Shape &shape) {
  for (int64_t bound : shape.bounds)
    os << bound << " ";
  return os << "strides " << shape.strides[0] << " " << shape.strides[1]
            << " dilations " << shape.dilations[0] << " " << shape.dilations[1];
}

class AnalysisTest : public ::testing::Test {
protected:
  AnalysisTest() {
    context.loadDialect<NeurospectorDialect, linalg::LinalgDialect,
                        arith::ArithDialect, func::FuncDialect,
                        tensor::TensorDialect>();
  }

  /// The layer of the only structured op of \p inputs and \p output: `linalg.`
  /// and \p op, its attributes included, and its \p body if it has one.
  OpLayer parse(StringRef op, ArrayRef<StringRef> inputs, StringRef output,
                StringRef body = "") {
    std::string arguments, names, types;
    for (auto [number, type] : llvm::enumerate(inputs)) {
      std::string separator = number == 0 ? "" : ", ";
      std::string name = "%i" + std::to_string(number);
      arguments += name + ": " + type.str() + ", ";
      names += separator + name;
      types += separator + type.str();
    }
    std::string text = "func.func @f(" + arguments + "%o: " + output.str() +
                       ") {\n  %0 = linalg." + op.str() + " ins(" + names +
                       " : " + types + ") outs(%o : " + output.str() + ") " +
                       body.str() + " -> " + output.str() + "\n  return\n}\n";
    module = parseSourceString<ModuleOp>(text, ParserConfig(&context));
    EXPECT_TRUE(module) << text;
    std::optional<OpLayer> result;
    if (module)
      module->walk([&](linalg::LinalgOp linalgOp) {
        auto layer = getOpLayer(linalgOp);
        if (auto *unsupported = std::get_if<Unsupported>(&layer))
          ADD_FAILURE() << unsupported->reason;
        else
          result = std::get<OpLayer>(layer);
      });
    EXPECT_TRUE(result.has_value());
    return result.value_or(OpLayer());
  }

  static Shape shapeOf(const OpLayer &op) {
    return {op.layer.bounds,
            {op.layer.pairs[0].stride, op.layer.pairs[1].stride},
            {op.layer.pairs[0].dilation, op.layer.pairs[1].dilation}};
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

/// Deals the prime factors of each bound out to random rows.
ns::SchedulingTable randomTable(const ns::Layer &layer, ArrayRef<ns::Row> rows,
                                std::mt19937 &random) {
  ns::SchedulingTable table;
  for (ns::Dim dim : ns::allDims) {
    int64_t rest = layer.bound(dim);
    for (int64_t prime = 2; rest > 1; ++prime)
      for (; rest % prime == 0; rest /= prime)
        table[rows[random() % rows.size()]][ns::index(dim)] *= prime;
  }
  return table;
}

std::string attention() {
  return "contract indexing_maps = ["
         "affine_map<(b, h, q, k, d) -> (b, h, q, d)>, "
         "affine_map<(b, h, q, k, d) -> (b, h, k, d)>, "
         "affine_map<(b, h, q, k, d) -> (b, h, q, k)>]";
}

TEST_F(AnalysisTest, StridesAndDilationsFollowTheAxesOfTheInput) {
  StringRef attributes = " {dilations = dense<[3, 2]> : tensor<2xi64>, "
                         "strides = dense<[2, 4]> : tensor<2xi64>}";
  Shape expected = {{8, 1, 8, 5, 4, 3, 3, 1}, {2, 4}, {3, 2}};
  EXPECT_EQ(shapeOf(parse("conv_2d_nhwc_hwcf" + attributes.str(),
                          {"tensor<1x21x21x4xf32>", "tensor<3x3x4x8xf32>"},
                          "tensor<1x8x5x8xf32>")),
            expected);
  EXPECT_EQ(shapeOf(parse("conv_2d_nchw_fchw" + attributes.str(),
                          {"tensor<1x4x21x21xf32>", "tensor<8x4x3x3xf32>"},
                          "tensor<1x8x8x5xf32>")),
            expected);
}

TEST_F(AnalysisTest, SpatialBoundsComeFromTheOutput) {
  // The windows end at row 229 of 230.
  Shape expected = {{64, 1, 112, 112, 3, 7, 7, 1}, {2, 2}, {1, 1}};
  EXPECT_EQ(shapeOf(parse("conv_2d_nchw_fchw {strides = dense<2> : "
                          "tensor<2xi64>}",
                          {"tensor<1x3x230x230xf32>", "tensor<64x3x7x7xf32>"},
                          "tensor<1x64x112x112xf32>")),
            expected);
}

TEST_F(AnalysisTest, OneDimensionUsesPAndR) {
  Shape expected = {{8, 2, 8, 1, 3, 5, 1, 1}, {2, 1}, {1, 1}};
  EXPECT_EQ(
      shapeOf(parse("conv_1d_ncw_fcw {strides = dense<2> : tensor<1xi64>}",
                    {"tensor<2x3x20xf32>", "tensor<8x3x5xf32>"},
                    "tensor<2x8x8xf32>")),
      expected);
}

TEST_F(AnalysisTest, EveryLoopIsInOneList) {
  OpLayer op =
      parse(attention(), {"tensor<2x12x128x64xf32>", "tensor<2x12x96x64xf32>"},
            "tensor<2x12x128x96xf32>");
  EXPECT_EQ(op.loopBounds, (SmallVector<int64_t>{2, 12, 128, 96, 64}));
  using Loops = SmallVector<unsigned, 2>;
  EXPECT_EQ(op.loops[ns::index(ns::Dim::G)], (Loops{0, 1}));
  EXPECT_EQ(op.loops[ns::index(ns::Dim::B)], (Loops{2}));
  EXPECT_EQ(op.loops[ns::index(ns::Dim::K)], (Loops{3}));
  EXPECT_EQ(op.loops[ns::index(ns::Dim::C)], (Loops{4}));
}

/// Splits and attributes of random tables multiply back to the op's loops.
void checkRoundTrip(MLIRContext &context, const OpLayer &op,
                    StringRef machineName) {
  std::optional<ns::Accelerator> machine =
      ns::loadAccelerator(machineName, [](const llvm::SMDiagnostic &) {});
  ASSERT_TRUE(machine.has_value());
  SmallVector<ns::Row> rows;
  for (ns::Row row : ns::allRows)
    if (row != ns::Row::Reg && !machine->isSkipped(row))
      rows.push_back(row);

  std::mt19937 random(42);
  size_t numLoops = op.loopBounds.size();
  for (unsigned round = 0; round < 500; ++round) {
    ns::Schedule schedule;
    schedule.table = randomTable(op.layer, rows, random);
    schedule.localBuffer = ns::allDataflows[random() % 3];
    schedule.globalBuffer = ns::allDataflows[random() % 3];

    // In a row, the loops of a dimension multiply to its factor.
    auto split = splitOverLoops(op, schedule.table);
    SmallVector<int64_t> product(numLoops, 1);
    for (ns::Row row : ns::allRows) {
      for (ns::Dim dim : ns::allDims) {
        int64_t factor = 1;
        for (unsigned loop : op.loops[ns::index(dim)])
          factor *= split[ns::index(row)][loop];
        ASSERT_EQ(factor, schedule.table[row][ns::index(dim)]);
      }
      for (size_t loop = 0; loop < numLoops; ++loop)
        product[loop] *= split[ns::index(row)][loop];
    }
    // For a loop, the rows multiply to its bound.
    ASSERT_EQ(product, op.loopBounds);

    // The attribute's steps are the rows' factors, outermost first.
    ScheduleAttr attribute =
        getScheduleAttr(&context, machineName, *machine, op, schedule, false);
    ASSERT_EQ(attribute.getLevels().size(), rows.size());
    SmallVector<int64_t> around = op.loopBounds;
    for (auto [level, row] :
         llvm::zip(attribute.getLevels(), llvm::reverse(rows))) {
      for (size_t loop = 0; loop < numLoops; ++loop)
        ASSERT_EQ(around[loop],
                  level.getTile()[loop] * split[ns::index(row)][loop]);
      around = llvm::to_vector(level.getTile());
      ASSERT_EQ(level.getKind() == LevelKind::Temporal, !ns::isSpatial(row));
      ASSERT_EQ(level.getOrder().size(), ns::isSpatial(row) ? 0 : numLoops);
    }
    ASSERT_EQ(around, SmallVector<int64_t>(numLoops, 1));
  }
}

/// Weights with a scale per group of k, and rows with a divisor each.
TEST_F(AnalysisTest, SideOperandsHaveTheirMain) {
  OpLayer op = parse(
      "generic {indexing_maps = [affine_map<(m, n, g, k) -> (m, g, k)>, "
      "affine_map<(m, n, g, k) -> (n, g, 0)>, "
      "affine_map<(m, n, g, k) -> (n, g, k)>, "
      "affine_map<(m, n, g, k) -> (m)>, affine_map<(m, n, g, k) -> (m, n)>], "
      "iterator_types = [\"parallel\", \"parallel\", \"reduction\", "
      "\"reduction\"]}",
      {"tensor<4x2x8xf32>", "tensor<6x2x1xf32>", "tensor<6x2x8xf32>",
       "tensor<4xf32>"},
      "tensor<4x6xf32>",
      "{\n^bb0(%x: f32, %s: f32, %w: f32, %d: f32, %z: f32):\n"
      "%1 = arith.mulf %w, %s : f32\n%2 = arith.divf %x, %d : f32\n"
      "%3 = arith.mulf %1, %2 : f32\n%4 = arith.addf %3, %z : f32\n"
      "linalg.yield %4 : f32\n}");
  EXPECT_EQ(op.layer.bounds, ns::Factors({6, 4, 1, 1, 16}));
  EXPECT_EQ(op.operands[ns::index(ns::Operand::Weight)]->getOperandNumber(),
            2u);
  ASSERT_EQ(op.sideOperands.size(), 2u);
  const SideOperand &scale = op.sideOperands[0], &divisor = op.sideOperands[1];
  EXPECT_EQ(scale.operand->getOperandNumber(), 1u);
  EXPECT_EQ(scale.main, ns::Operand::Weight);
  EXPECT_TRUE(scale.map.isFunctionOfDim(2));
  EXPECT_FALSE(scale.map.isFunctionOfDim(3));
  EXPECT_EQ(divisor.operand->getOperandNumber(), 3u);
  EXPECT_EQ(divisor.main, ns::Operand::Input);
  for (ArrayRef<unsigned> loops : op.broadcastLoops)
    EXPECT_TRUE(loops.empty());
}

TEST_F(AnalysisTest, AttentionMapsBackExactly) {
  OpLayer op =
      parse(attention(), {"tensor<6x12x128x64xf32>", "tensor<6x12x96x64xf32>"},
            "tensor<6x12x128x96xf32>");
  checkRoundTrip(context, op, "eyeriss");
  checkRoundTrip(context, op, "simba");
  checkRoundTrip(context, op, "acc_1lv");
}

TEST_F(AnalysisTest, GroupedConvolutionMapsBackExactly) {
  OpLayer op = parse("conv_2d_ngchw_gfchw",
                     {"tensor<2x6x3x14x20xf32>", "tensor<6x8x3x3x5xf32>"},
                     "tensor<2x6x8x12x16xf32>");
  checkRoundTrip(context, op, "eyeriss");
  checkRoundTrip(context, op, "simba");
}

TEST_F(AnalysisTest, PackedMatmulMapsBackExactly) {
  // Two loops each for the rows, the columns and the sum.
  OpLayer op =
      parse("mmt4d", {"tensor<6x12x8x4xf32>", "tensor<10x12x16x4xf32>"},
            "tensor<6x10x8x16xf32>");
  EXPECT_EQ(shapeOf(op), (Shape{{160, 48, 1, 1, 48, 1, 1, 1}}));
  checkRoundTrip(context, op, "simba");
}

TEST_F(AnalysisTest, OrderFollowsTheDataflowInForce) {
  OpLayer op =
      parse(attention(), {"tensor<2x12x128x64xf32>", "tensor<2x12x96x64xf32>"},
            "tensor<2x12x128x96xf32>");
  std::optional<ns::Accelerator> machine =
      ns::loadAccelerator("eyeriss", [](const llvm::SMDiagnostic &) {});
  ASSERT_TRUE(machine.has_value());
  ns::Schedule schedule;
  schedule.table[ns::Row::Dram] = op.layer.bounds;
  schedule.localBuffer = ns::Dataflow::InputStationary;
  schedule.globalBuffer = ns::Dataflow::OutputStationary;
  ScheduleAttr attribute =
      getScheduleAttr(&context, "eyeriss", *machine, op, schedule, true);
  // Loops are b, h (G), q (B), k (K), d (C). OS: G, K, BPQ, CRS.
  EXPECT_EQ(llvm::to_vector(attribute.getLevels().front().getOrder()),
            (SmallVector<int64_t>{0, 1, 3, 2, 4}));
  // IS: G, BPQ, CRS, K.
  EXPECT_EQ(attribute.getLevels()[1].getName(), "GLOBAL_BUFFER");
  EXPECT_EQ(llvm::to_vector(attribute.getLevels()[1].getOrder()),
            (SmallVector<int64_t>{0, 1, 2, 4, 3}));
}

} // namespace
