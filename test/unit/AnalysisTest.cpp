//===- AnalysisTest.cpp - Linalg ops as layers and back -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Analysis/LoopPieces.h"
#include "neurospector/Analysis/ScheduledOp.h"
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

/// Deals the prime factors of each bound out to random levels of \p machine
/// that take loops, and orders the loops of its memories at random.
ns::Schedule randomSchedule(const ns::Layer &layer,
                            const ns::Accelerator &machine,
                            std::mt19937 &random) {
  std::vector<ns::Factors> steps(machine.levels.size());
  SmallVector<size_t> open;
  for (size_t i = 0; i < steps.size(); ++i)
    if (machine.levels[i].takesLoops())
      open.push_back(i);
  for (ns::Dim dim : ns::allDims) {
    int64_t rest = layer.bound(dim);
    for (int64_t prime = 2; rest > 1; ++prime)
      for (; rest % prime == 0; rest /= prime)
        steps[open[random() % open.size()]][ns::index(dim)] *= prime;
  }
  ns::Schedule schedule;
  ns::Factors tile = layer.bounds;
  for (const ns::Factors &factors : steps) {
    for (ns::Dim dim : ns::allDims)
      tile[ns::index(dim)] /= factors[ns::index(dim)];
    schedule.tiles.push_back(tile);
    schedule.orders.push_back(ns::allDims);
    std::shuffle(schedule.orders.back().begin(), schedule.orders.back().end(),
                 random);
  }
  return schedule;
}

ns::Accelerator load(StringRef name) {
  std::optional<ns::Accelerator> machine =
      ns::loadAccelerator(name, [](const llvm::SMDiagnostic &diagnostic) {
        ADD_FAILURE() << diagnostic.getMessage().str();
      });
  return machine.value_or(ns::Accelerator());
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

/// The same up to the places of loops that run once.
bool runsAlike(const ns::Layer &layer, const ns::Accelerator &machine,
               const ns::Schedule &a, const ns::Schedule &b) {
  if (a.tiles != b.tiles)
    return false;
  for (size_t i = 0; i < a.tiles.size(); ++i) {
    if (!machine.levels[i].memory())
      continue;
    auto running = [&](const ns::Schedule &schedule) {
      SmallVector<ns::Dim> dims;
      for (ns::Dim dim : schedule.orders[i])
        if (schedule.steps(i, dim, layer) != 1)
          dims.push_back(dim);
      return dims;
    };
    if (running(a) != running(b))
      return false;
  }
  return true;
}

/// Tiles and attributes of random schedules multiply back to those of the
/// layer, and the attribute tells the schedule.
void checkRoundTrip(MLIRContext &context, const OpLayer &op,
                    StringRef machineName) {
  ns::Accelerator machine = load(machineName);
  std::mt19937 random(42);
  size_t numLoops = op.loopBounds.size();
  auto linalgOp = cast<linalg::LinalgOp>(op.operands[0]->getOwner());
  for (unsigned round = 0; round < 500; ++round) {
    ns::Schedule schedule = randomSchedule(op.layer, machine, random);
    // In a level, the loops of a dimension multiply to its tile; a loop's tile
    // divides that of the level around it.
    auto split = splitOverLoops(op, schedule);
    SmallVector<int64_t> around = op.loopBounds;
    for (auto [loops, tile] : llvm::zip_equal(split, schedule.tiles)) {
      for (ns::Dim dim : ns::allDims) {
        int64_t product = 1;
        for (unsigned loop : op.loops[ns::index(dim)])
          product *= loops[loop];
        ASSERT_EQ(product, tile[ns::index(dim)]);
      }
      for (size_t loop = 0; loop < numLoops; ++loop)
        ASSERT_EQ(around[loop] % loops[loop], 0);
      around = loops;
    }
    ASSERT_EQ(around, SmallVector<int64_t>(numLoops, 1));

    // The attribute lists the levels that take loops.
    ScheduleAttr attribute =
        getScheduleAttr(&context, machineName, machine, op, schedule, false);
    size_t next = 0;
    for (auto [level, loops] : llvm::zip_equal(machine.levels, split)) {
      if (!level.takesLoops())
        continue;
      LevelAttr listed = attribute.getLevels()[next++];
      ASSERT_EQ(listed.getLevelName(), level.name);
      ASSERT_EQ(listed.getTile(), ArrayRef(loops));
      ASSERT_EQ(listed.getKind() == LevelKind::Temporal,
                level.memory() != nullptr);
      ASSERT_EQ(listed.getOrder().size(), level.memory() ? numLoops : 0);
    }
    ASSERT_EQ(next, attribute.getLevels().size());

    // And back.
    llvm::Expected<OpLayer> read = getScheduledLayer(linalgOp, attribute);
    ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError());
    ASSERT_TRUE(read->layer.sameShape(op.layer));
    ASSERT_EQ(read->loops, op.loops);
    ASSERT_EQ(read->operands, op.operands);
    auto same = readSchedule(*read, attribute, machine);
    ASSERT_TRUE(bool(same)) << llvm::toString(same.takeError());
    ASSERT_TRUE(runsAlike(op.layer, machine, schedule, *same));
    ASSERT_EQ(findMisfit(linalgOp, attribute), "");
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

TEST_F(AnalysisTest, ConvolutionsMapBackExactly) {
  OpLayer op = parse("conv_2d_nhwc_hwcf {dilations = dense<[3, 2]> : "
                     "tensor<2xi64>, strides = dense<[2, 4]> : tensor<2xi64>}",
                     {"tensor<1x21x21x4xf32>", "tensor<3x3x4x8xf32>"},
                     "tensor<1x8x5x8xf32>");
  checkRoundTrip(context, op, "eyeriss");
  std::string machines = NEUROSPECTOR_SOURCE_DIR "/test/conformance/machines/";
  for (StringRef machine : {"systolic", "chiplets", "deep", "rigid", "vector"})
    checkRoundTrip(context, op, (machines + machine + ".yaml").str());
  op = parse("conv_3d_ncdhw_fcdhw",
             {"tensor<2x4x6x14x20xf32>", "tensor<8x4x3x3x5xf32>"},
             "tensor<2x8x4x12x16xf32>");
  checkRoundTrip(context, op, machines + "deep.yaml");
}

TEST_F(AnalysisTest, AttributeFollowsTheOrder) {
  OpLayer op =
      parse(attention(), {"tensor<2x12x128x64xf32>", "tensor<2x12x96x64xf32>"},
            "tensor<2x12x128x96xf32>");
  ns::Accelerator machine = load("eyeriss");
  ns::Schedule schedule = ns::Schedule::outermost(machine);
  schedule.orders[0] = loopOrder(ns::Operand::Output);
  schedule.orders[1] = loopOrder(ns::Operand::Input);
  ScheduleAttr attribute =
      getScheduleAttr(&context, "eyeriss", machine, op, schedule, true);
  // Loops are b, h (G), q (B), k (K), d (C). OS: G, K, BPQ, CRS.
  EXPECT_EQ(llvm::to_vector(attribute.getLevels().front().getOrder()),
            (SmallVector<int64_t>{0, 1, 3, 2, 4}));
  // IS: G, BPQ, CRS, K.
  EXPECT_EQ(attribute.getLevels()[1].getName(), "GLOBAL_BUFFER");
  EXPECT_EQ(llvm::to_vector(attribute.getLevels()[1].getOrder()),
            (SmallVector<int64_t>{0, 1, 2, 4, 3}));
  using enum LoopKind;
  EXPECT_EQ(llvm::to_vector(attribute.getLoops()),
            (SmallVector<LoopKind>{G, G, B, K, C}));
  EXPECT_EQ(attribute.getRoles(), RolesAttr::get(&context, 0, 1, 2));
}

/// One loop takes any tile; the search may come to imperfect ones.
TEST_F(AnalysisTest, UnevenTilesOfOneLoop) {
  OpLayer op = parse("matmul", {"tensor<7x5xf32>", "tensor<5x3xf32>"},
                     "tensor<7x3xf32>");
  ns::Accelerator machine = load("acc_1lv");
  ns::Schedule schedule = ns::Schedule::outermost(machine);
  schedule.tiles[0][ns::index(ns::Dim::B)] = 4;
  schedule.tiles[1][ns::index(ns::Dim::B)] = 3;
  ScheduleAttr attribute =
      getScheduleAttr(&context, "acc_1lv", machine, op, schedule, true);
  EXPECT_EQ(llvm::to_vector(attribute.getLevels()[0].getTile()),
            (SmallVector<int64_t>{4, 1, 1}));
  EXPECT_EQ(llvm::to_vector(attribute.getLevels()[1].getTile()),
            (SmallVector<int64_t>{3, 1, 1}));
  auto same = readSchedule(op, attribute, machine);
  ASSERT_TRUE(bool(same)) << llvm::toString(same.takeError());
  EXPECT_EQ(same->tiles, schedule.tiles);
}

//===----------------------------------------------------------------------===//
// Pieces of loops
//===----------------------------------------------------------------------===//

/// What a cut says: loop, tile, and how many whole tiles there are.
using Cut = std::tuple<unsigned, int64_t, std::optional<int64_t>>;

std::vector<Cut> cut(LoopPieces &pieces, MLIRContext &context,
                     ArrayRef<int64_t> tile) {
  std::vector<Cut> cuts;
  for (const LoopCut &made : pieces.cut(LevelAttr::get(
           &context, LevelKind::SpatialX, "ARRAY", tile, /*order=*/{})))
    cuts.emplace_back(made.loop, made.tile, made.count);
  return cuts;
}

/// Once a piece may be smaller than a tile, so may be all that is cut from it,
/// down to single iterations.
TEST_F(AnalysisTest, UnevenPiecesStayUneven) {
  OpLayer layer = parse("matmul", {"tensor<7x6xf32>", "tensor<6x8xf32>"},
                        "tensor<7x8xf32>");
  LoopPieces pieces(cast<linalg::LinalgOp>(layer.operands[0]->getOwner()));
  EXPECT_EQ(cut(pieces, context, {4, 4, 6}),
            (std::vector<Cut>{{0, 4, std::nullopt}, {1, 4, 2}}));
  EXPECT_FALSE(pieces.isWhole(0));
  EXPECT_TRUE(pieces.isWhole(1));
  EXPECT_EQ(cut(pieces, context, {2, 4, 4}),
            (std::vector<Cut>{{0, 2, std::nullopt}, {2, 4, std::nullopt}}));
  EXPECT_EQ(pieces.sizes(), ArrayRef<int64_t>({2, 4, 4}));
  EXPECT_EQ(cut(pieces, context, {1, 1, 1}),
            (std::vector<Cut>{
                {0, 1, std::nullopt}, {1, 1, 4}, {2, 1, std::nullopt}}));
  EXPECT_TRUE(pieces.areWhole());
}

/// What was assumed of a loop of dynamic size says nothing of its pieces, what
/// tiling left of it does.
TEST_F(AnalysisTest, PiecesOfDynamicLoops) {
  OpLayer layer =
      parse("matmul {neurospector.assume = 16 : i64}",
            {"tensor<?x6xf32>", "tensor<6x8xf32>"}, "tensor<?x8xf32>");
  auto op = cast<linalg::LinalgOp>(layer.operands[0]->getOwner());
  LoopPieces pieces(op);
  EXPECT_EQ(cut(pieces, context, {16, 8, 6}),
            (std::vector<Cut>{{0, 16, std::nullopt}}));
  EXPECT_EQ(cut(pieces, context, {16, 8, 6}), std::vector<Cut>());

  op->setDiscardableAttr(assumeAttrName,
                         DenseI64ArrayAttr::get(&context, {4, 8, 6}));
  op->setDiscardableAttr(
      nestAttrName,
      NestAttr::get(&context, "eyeriss", RolesAttr::get(&context, 0, 1, 2)));
  LoopPieces left(op);
  EXPECT_EQ(cut(left, context, {16, 8, 6}), std::vector<Cut>());
  EXPECT_EQ(cut(left, context, {2, 8, 6}),
            (std::vector<Cut>{{0, 2, std::nullopt}}));
}

} // namespace
