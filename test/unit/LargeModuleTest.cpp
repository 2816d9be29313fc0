//===- LargeModuleTest.cpp - Modules that mean harm -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Modules of many ops, deep nesting and long chains of values: bounded time.
//
//===----------------------------------------------------------------------===//

#include "NumCases.h"
#include "neurospector/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "gtest/gtest.h"

#include <ctime>

using namespace mlir;
using namespace mlir::neurospector;
using ::neurospector::test::numCases;

namespace {

class LargeModuleTest : public ::testing::Test {
protected:
  LargeModuleTest() {
    context.loadDialect<NeurospectorDialect, linalg::LinalgDialect,
                        arith::ArithDialect, func::FuncDialect, scf::SCFDialect,
                        tensor::TensorDialect, memref::MemRefDialect>();
  }

  static double now() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  }

  /// Schedules the ops of the module \p text and counts those that got one. The
  /// pass takes less than \p seconds of processor time.
  unsigned schedule(const std::string &text, double seconds,
                    bool crossLayer = false) {
    module = parseSourceString<ModuleOp>(text, ParserConfig(&context));
    EXPECT_TRUE(module);
    if (!module)
      return 0;
    double begin = now();
    PassManager manager(&context);
    manager.enableVerifier(false);
    SchedulePassOptions options;
    options.accelerator = "eyeriss";
    options.crossLayer = crossLayer;
    manager.addPass(createSchedulePass(options));
    EXPECT_TRUE(succeeded(manager.run(*module)));
    EXPECT_LT(now() - begin, seconds);
    unsigned scheduled = 0;
    module->walk([&](linalg::LinalgOp op) {
      scheduled += op->hasAttr(scheduleAttrName);
    });
    return scheduled;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

std::string matmul(unsigned m, unsigned n, unsigned k) {
  std::string left = "tensor<" + std::to_string(m) + "x" + std::to_string(k) +
                     "xf32>",
              right = "tensor<" + std::to_string(k) + "x" + std::to_string(n) +
                      "xf32>",
              result = "tensor<" + std::to_string(m) + "x" + std::to_string(n) +
                       "xf32>";
  return "(%a: " + left + ", %b: " + right + ", %c: " + result +
         ") {\n  linalg.matmul ins(%a, %b : " + left + ", " + right +
         ") outs(%c : " + result + ") -> " + result + "\n  return\n}\n";
}

TEST_F(LargeModuleTest, HundredThousandOps) {
  std::string text;
  constexpr unsigned count = numCases(100000);
  for (unsigned i = 0; i < count; ++i)
    text += "func.func @f" + std::to_string(i) +
            matmul(1 + i % 7, 1 + i % 11, 1 + i % 13);
  EXPECT_EQ(schedule(text, 60), count);
}

/// The layers are found again in less than quadratic time.
TEST_F(LargeModuleTest, TenThousandDistinctLayers) {
  std::string text;
  constexpr unsigned count = numCases(10000);
  for (unsigned i = 0; i < count; ++i)
    text += "func.func @f" + std::to_string(i) + matmul(2, 1 + i, 3);
  EXPECT_EQ(schedule(text, 120), count);
}

TEST_F(LargeModuleTest, NestedRegions) {
  constexpr unsigned depth = 500;
  std::string text = "func.func @f(%i: index, %a: tensor<4x8xf32>, "
                     "%b: tensor<8x6xf32>, %c: tensor<4x6xf32>) {\n";
  for (unsigned i = 0; i < depth; ++i)
    text += "scf.for %j" + std::to_string(i) + " = %i to %i step %i {\n";
  text += "%0 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x6xf32>) "
          "outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>\n";
  for (unsigned i = 0; i < depth; ++i)
    text += "}\n";
  EXPECT_EQ(schedule(text + "return\n}\n", 5), 1u);
}

/// Every value is used eight times over, fifteen levels deep: as a tree, 2^45
/// values lead to the operand.
TEST_F(LargeModuleTest, ValuesThatAreSharedManyTimes) {
  auto type = [](unsigned level) {
    return "tensor<" + std::to_string(int64_t(1) << (3 * level)) + "x1xf32>";
  };
  constexpr unsigned levels = 15;
  std::string rows = std::to_string(int64_t(1) << (3 * levels));
  std::string text = "func.func @f(%a: tensor<4x" + rows +
                     "xf32>, %c: tensor<4x1xf32>) {\n"
                     "%v0 = arith.constant dense<1.0> : tensor<1x1xf32>\n";
  for (unsigned level = 1; level <= levels; ++level) {
    std::string values, types;
    for (unsigned i = 0; i < 8; ++i) {
      values += (i ? ", %v" : "%v") + std::to_string(level - 1);
      types += (i ? ", " : "") + type(level - 1);
    }
    text += "%v" + std::to_string(level) + " = tensor.concat dim(0) " + values +
            " : (" + types + ") -> " + type(level) + "\n";
  }
  text += "%0 = linalg.matmul ins(%a, %v15 : tensor<4x" + rows + "xf32>, " +
          type(levels) + ") outs(%c : tensor<4x1xf32>) -> tensor<4x1xf32>\n" +
          "return\n}\n";
  EXPECT_EQ(schedule(text, 5), 1u);
}

/// Ways from one layer to the next: an op each, or 2^45 through sums of a value
/// and itself that do not even begin at the first layer.
TEST_F(LargeModuleTest, ValuesBetweenLayers) {
  std::string type = "tensor<8x8xf32>";
  auto op = [&](StringRef result, StringRef name, StringRef left,
                StringRef right) {
    return (result + " = linalg." + name + " ins(" + left + ", " + right +
            " : " + type + ", " + type + ") outs(%c : " + type + ") -> " +
            type + "\n")
        .str();
  };
  for (auto [begin, count] : {std::pair("%first", 50000u), {"%a", 45u}}) {
    std::string text = "func.func @f(%a: " + type + ", %c: " + type + ") {\n" +
                       op("%first", "matmul", "%a", "%a"),
                last = begin;
    for (unsigned i = 0; i < count; ++i) {
      std::string next = "%v" + std::to_string(i);
      text += op(next, "add", last, last);
      last = next;
    }
    text += op("%last", "matmul", last, "%a");
    EXPECT_EQ(schedule(text + "return\n}\n", 5, /*crossLayer=*/true), 2u);
  }
}

/// All ops share two buffers, which all of them could have written, and the
/// weight of a function that might be called anywhere.
TEST_F(LargeModuleTest, ProductsOverTwoBuffers) {
  constexpr unsigned count = numCases(10000);
  std::string type = "memref<8x8xf32>";
  std::string text = "func.func private @f(%w: " + type +
                     ") {\n%a = memref.alloc() : " + type +
                     "\n%b = memref.alloc() : " + type + "\n";
  for (unsigned i = 0; i < count; ++i)
    text += std::string("linalg.matmul ins(") + (i % 2 ? "%a" : "%b") +
            ", %w : " + type + ", " + type + ") outs(" + (i % 2 ? "%b" : "%a") +
            " : " + type + ")\n";
  text += "return\n}\nfunc.func @g(%w: " + type + ") {\ncall @f(%w) : (" +
          type + ") -> ()\nreturn\n}\n";
  EXPECT_EQ(schedule(text, 10), count);
}

/// A factor to the power of 2^60, and of a thousand terms.
TEST_F(LargeModuleTest, LongBodies) {
  std::string type = "tensor<8x8xf32>";
  for (bool isPower : {true, false}) {
    std::string text =
        "func.func @f(%a: " + type + ", %b: " + type + ", %c: " + type +
        ") {\n%0 = linalg.generic {indexing_maps = ["
        "affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, "
        "affine_map<(m, n, k) -> (m, n)>], iterator_types = [\"parallel\", "
        "\"parallel\", \"reduction\"]} ins(%a, %b : " +
        type + ", " + type + ") outs(%c : " + type +
        ") {\n^bb0(%x: f32, %y: f32, %z: f32):\n%v0 = arith.addf %x, %x : "
        "f32\n";
    unsigned count = isPower ? 60 : 1000;
    for (unsigned i = 0; i < count; ++i) {
      std::string last = "%v" + std::to_string(i);
      text += "%v" + std::to_string(i + 1) + " = arith.mulf " + last + ", " +
              (isPower ? last : "%x") + " : f32\n";
    }
    text += "%p = arith.mulf %v" + std::to_string(count) +
            ", %y : f32\n%s = arith.addf %z, %p : f32\n"
            "linalg.yield %s : f32\n} -> " +
            type + "\nreturn\n}\n";
    EXPECT_EQ(schedule(text, 5), 1u);
  }
}

} // namespace
