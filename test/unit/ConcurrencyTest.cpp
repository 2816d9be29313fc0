//===- ConcurrencyTest.cpp - Threads and order change nothing -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The pass on every exported model, with 1, 2 and 8 threads, with its ops in
// random order, and many at once in one process. Run it with the preset tsan,
// too.
//
//===----------------------------------------------------------------------===//

#include "NumCases.h"
#include "neurospector/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/InitAllDialects.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/ThreadPool.h"
#include "gtest/gtest.h"

#include <random>
#include <thread>

using namespace mlir;
using namespace mlir::neurospector;
using ::neurospector::test::numCases;

namespace {

constexpr StringLiteral numberAttrName = "test.number";

/// A context of \p threads threads.
class World {
public:
  explicit World(unsigned threads)
      : pool(llvm::hardware_concurrency(threads)),
        context(makeRegistry(), MLIRContext::Threading::DISABLED) {
    context.allowUnregisteredDialects();
    context.loadAllAvailableDialects();
    if (threads > 1)
      context.setThreadPool(pool);
  }

  llvm::DefaultThreadPool pool;
  MLIRContext context;

private:
  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    registerAllDialects(registry);
    registry.insert<NeurospectorDialect>();
    return registry;
  }
};

std::vector<std::string> models() {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator
           file(NEUROSPECTOR_SOURCE_DIR "/test/models", error),
       end;
       file != end && !error; file.increment(error))
    if (StringRef(file->path()).ends_with(".mlir"))
      paths.push_back(file->path());
  llvm::sort(paths);
  return paths;
}

OwningOpRef<ModuleOp> parse(StringRef path, World &world) {
  auto module = parseSourceFile<ModuleOp>(path, &world.context);
  EXPECT_TRUE(module) << path.str();
  return module;
}

void schedule(ModuleOp module, StringRef accelerator = "simba") {
  PassManager manager(module.getContext());
  SchedulePassOptions options;
  options.accelerator = accelerator.str();
  options.dataflow = ::neurospector::DataflowMode::Flexible;
  options.assumeDynamic = 6;
  manager.addPass(createSchedulePass(options));
  EXPECT_TRUE(succeeded(manager.run(module)));
}

std::string print(Operation *op) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  op->print(stream);
  return text;
}

/// A function for each structured op of \p module, whose operands are its
/// arguments, in the order that \p seed draws; 0 keeps them in order.
OwningOpRef<ModuleOp> takeApart(ModuleOp module, unsigned seed) {
  std::vector<linalg::LinalgOp> ops;
  module.walk([&](linalg::LinalgOp op) {
    // What its body takes from outside would be left behind.
    bool isClosed = true;
    op->walk([&](Operation *inner) {
      for (Value value : inner->getOperands())
        isClosed &= inner == op ||
                    op->isAncestor(value.getParentBlock()->getParentOp());
    });
    if (isClosed)
      ops.push_back(op);
  });
  std::vector<size_t> order(ops.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 engine(seed);
  if (seed != 0)
    std::shuffle(order.begin(), order.end(), engine);

  OpBuilder builder(module.getContext());
  Location loc = module.getLoc();
  OwningOpRef<ModuleOp> result = ModuleOp::create(loc);
  for (size_t number : order) {
    linalg::LinalgOp op = ops[number];
    builder.setInsertionPointToEnd(result->getBody());
    auto function = func::FuncOp::create(
        builder, loc, "op" + std::to_string(number),
        builder.getFunctionType(op->getOperandTypes(), op->getResultTypes()));
    Block *body = function.addEntryBlock();
    builder.setInsertionPointToEnd(body);
    Operation *clone = builder.clone(*op);
    clone->setOperands(body->getArguments());
    clone->setAttr(numberAttrName, builder.getI64IntegerAttr(number));
    func::ReturnOp::create(builder, loc, clone->getResults());
  }
  return result;
}

/// The attributes of each op, by its number.
std::map<int64_t, std::string> attributes(ModuleOp module) {
  std::map<int64_t, std::string> result;
  module.walk([&](linalg::LinalgOp op) {
    std::string text;
    llvm::raw_string_ostream(text)
        << op->getDiscardableAttrDictionary() << print(op);
    result[op->getAttrOfType<IntegerAttr>(numberAttrName).getInt()] = text;
  });
  return result;
}

TEST(Determinism, ThreadsChangeNothing) {
  std::vector<std::string> paths = models();
  ASSERT_GE(paths.size(), 8u);
  for (const std::string &path : paths) {
    std::string first;
    for (unsigned threads : {1, 2, 8}) {
      World world(threads);
      OwningOpRef<ModuleOp> module = parse(path, world);
      schedule(*module);
      std::string text = print(*module);
      if (first.empty())
        first = text;
      EXPECT_EQ(text, first) << path << " with " << threads << " threads";
    }
    EXPECT_NE(first.find("neurospector.schedule"), std::string::npos) << path;
  }
}

TEST(Determinism, OrderOfOpsChangesNothing) {
  for (const std::string &path : models()) {
    World world(2);
    OwningOpRef<ModuleOp> module = parse(path, world);
    OwningOpRef<ModuleOp> inOrder = takeApart(*module, 0);
    schedule(*inOrder);
    std::map<int64_t, std::string> expected = attributes(*inOrder);
    EXPECT_FALSE(expected.empty());
    for (unsigned seed = 1; seed <= numCases(3); ++seed) {
      OwningOpRef<ModuleOp> shuffled = takeApart(*module, seed);
      schedule(*shuffled);
      EXPECT_EQ(attributes(*shuffled), expected) << path << " seed " << seed;
    }
  }
}

/// Many functions, several contexts with threads of their own, several passes
/// at once on different machines.
TEST(Concurrency, ManyPassesInOneProcess) {
  std::string path = NEUROSPECTOR_SOURCE_DIR "/test/models/mobilenet_v3.mlir";
  constexpr StringLiteral machines[] = {"eyeriss", "simba", "tpu"};
  auto run = [&](StringRef machine, unsigned threads) {
    World world(threads);
    OwningOpRef<ModuleOp> module = parse(path, world);
    OwningOpRef<ModuleOp> functions = takeApart(*module, 7);
    schedule(*functions, machine);
    return print(*functions);
  };
  std::vector<std::string> expected;
  for (StringRef machine : machines)
    expected.push_back(run(machine, 1));

  std::vector<std::string> results(9);
  std::vector<std::thread> users;
  for (size_t i = 0; i < results.size(); ++i)
    users.emplace_back(
        [&, i] { results[i] = run(machines[i % 3], 1 + i % 4); });
  for (std::thread &user : users)
    user.join();
  for (size_t i = 0; i < results.size(); ++i)
    EXPECT_EQ(results[i], expected[i % 3]) << "user " << i;
}

} // namespace
