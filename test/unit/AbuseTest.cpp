//===- AbuseTest.cpp - Input that means harm ------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Files and layers of absurd size: an exact error or an answer, in bounded
// time. Times are of the processor, and generous for sanitizers.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/ScheduleRecord.h"
#include "neurospector/Search/Search.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

#include <ctime>
#include <limits>

using namespace neurospector;

namespace {

/// What a reader says, as `line:column: message`.
struct Messages {
  void operator()(const llvm::SMDiagnostic &diagnostic) {
    list.push_back(std::to_string(diagnostic.getLineNo()) + ":" +
                   std::to_string(diagnostic.getColumnNo() + 1) + ": " +
                   diagnostic.getMessage().str());
    longest = std::max(longest, diagnostic.getLineContents().size());
  }
  std::vector<std::string> list;
  size_t longest = 0; ///< line shown
};

/// Processor time since the test began, in seconds.
class AbuseTest : public ::testing::Test {
protected:
  static double now() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  }
  void TearDown() override { EXPECT_LT(now() - begin, 20); }

  double begin = now();
};

Accelerator builtin(llvm::StringRef name) {
  return *loadAccelerator(name, [](const llvm::SMDiagnostic &) { FAIL(); });
}

constexpr size_t tenMegabytes = 10 << 20;

TEST_F(AbuseTest, FileOfTenMegabytesOfKeys) {
  std::string text = "[ACCELERATOR]\n";
  for (unsigned i = 0; text.size() < tenMegabytes; ++i)
    text += "key" + std::to_string(i) + "=1\n";
  Messages messages;
  EXPECT_FALSE(parseAccelerator({text, "keys.cfg"}, messages).has_value());
  EXPECT_EQ(messages.list.front(),
            "1:2: section 'ACCELERATOR' has no key 'NAME'");
  EXPECT_EQ(messages.list[4], "2:1: unknown key 'key0' in section "
                              "'ACCELERATOR' ignored");
  EXPECT_EQ(messages.list[24], "22:1: too many warnings");
  EXPECT_LT(messages.list.size(), 40u);
}

TEST_F(AbuseTest, FileOfTenMegabytesOfSections) {
  std::string text;
  for (unsigned i = 0; text.size() < tenMegabytes; ++i)
    text += "[S" + std::to_string(i) + "]\n";
  Messages messages;
  EXPECT_FALSE(parseNetwork({text, "sections.cfg"}, messages).has_value());
  EXPECT_LT(messages.list.size(), 40u);
}

TEST_F(AbuseTest, FileOfTenMegabytesOfLayers) {
  std::string text = "[NETWORK]\nNAME=N\n[LAYERS]\n";
  unsigned count = 0;
  for (; text.size() < tenMegabytes; ++count)
    text += "layer" + std::to_string(count) + "=64,1,56,56,64,3,3,1,1\n";
  Messages messages;
  auto network = parseNetwork({text, "layers.cfg"}, messages);
  ASSERT_TRUE(network.has_value());
  EXPECT_EQ(network->layers.size(), count);
  EXPECT_TRUE(messages.list.empty());
}

TEST_F(AbuseTest, LineOfTenMegabytes) {
  Messages messages;
  std::string commas(tenMegabytes, ',');
  EXPECT_FALSE(
      parseNetwork({"[NETWORK]\nNAME=N\n[LAYERS]\na=1" + commas + "\n", "n"},
                   messages)
          .has_value());
  EXPECT_EQ(messages.list.size(), 21u);
  EXPECT_EQ(messages.list.back(), "4:3: too many errors");
  EXPECT_LT(messages.list.front().size(), 500u);
  EXPECT_LT(messages.longest, 500u);

  Messages digits;
  EXPECT_FALSE(
      parseNetwork({"[NETWORK]\nNAME=N\n[LAYERS]\na=" +
                        std::string(tenMegabytes, '9') + ",1,1,1,1,1,1,1,1\n",
                    "n"},
                   digits)
          .has_value());
  ASSERT_EQ(digits.list.size(), 1u);
  EXPECT_TRUE(llvm::StringRef(digits.list[0])
                  .starts_with("4:3: expected an integer, found '99999"));
  EXPECT_LT(digits.list[0].size(), 500u);
}

/// A number of very many digits, wherever one is read.
TEST_F(AbuseTest, NumbersOfManyDigits) {
  std::string digits(1 << 20, '1');
  Messages messages;
  EXPECT_FALSE(parseAccelerator({"[ACCELERATOR]\nNAME=A\nPRECISION=INT" +
                                     digits + "\nFREQUENCY=200." + digits +
                                     "\nUNIT_MAC_ENERGY=" + digits +
                                     "e-9\n[PE_ARRAY]\nSIZE_X=" + digits + "\n",
                                 "digits.cfg"},
                                messages)
                   .has_value());
  ASSERT_EQ(messages.list.size(), 6u);
  EXPECT_TRUE(llvm::StringRef(messages.list[0])
                  .starts_with("3:11: expected a precision such as INT16, "
                               "found 'INT1111"));
  EXPECT_EQ(messages.list[1], "4:11: expected a number of at most 64 "
                              "characters, found 1048580");
  EXPECT_EQ(messages.list[2], "5:17: expected a number of at most 64 "
                              "characters, found 1048579");
  EXPECT_TRUE(llvm::StringRef(messages.list[3])
                  .starts_with("7:8: expected an integer, found '1111"));

  for (llvm::StringRef field : {"\"other\":0.", "\"stride\":"}) {
    Messages json;
    EXPECT_FALSE(parseScheduleRecords(
        {("{" + field + digits + "}").str(), "digits.jsonl"},
        builtin("eyeriss"), json,
        [](ScheduleRecord &) { return llvm::Error::success(); }));
    ASSERT_EQ(json.list.size(), 1u);
    EXPECT_EQ(json.list[0], field.contains("stride")
                                ? "1:11: number exceeds 64 bits"
                                : "1:1048589: missing field 'bounds'");
  }
}

TEST_F(AbuseTest, FilesWithoutAnEnd) {
  auto expect = [](llvm::StringRef path, llvm::StringRef reason) {
    Messages messages;
    EXPECT_FALSE(loadAccelerator(path, messages).has_value());
    ASSERT_EQ(messages.list.size(), 1u);
    EXPECT_EQ(messages.list[0],
              ("-1:0: no built-in accelerator '" + path +
               "' and cannot read it as a file (" + reason +
               "); built-in: " + llvm::join(builtinAccelerators(), ", "))
                  .str());
  };
  expect("/dev/zero", "File too large");
  expect("/dev/zero.yaml", "No such file or directory");
  expect("/", "Is a directory");
  expect("", "No such file or directory");
  EXPECT_TRUE(llvm::sys::fs::exists("/dev/zero"));

  Messages empty;
  EXPECT_FALSE(loadAccelerator("/dev/null", empty).has_value());
  EXPECT_EQ(empty.list.front(), "1:1: missing section '[ACCELERATOR]'");
}

TEST_F(AbuseTest, FileOfTenMegabytesOfLines) {
  std::string text;
  unsigned count = 0;
  for (; text.size() < tenMegabytes; ++count)
    text += "{\"layer\":\"l" + std::to_string(count) +
            "\",\"bounds\":[64,1,56,56,64,3,3,1],\"field" +
            std::to_string(count) + "\":0}\n";
  Messages messages;
  auto network = parseNetworkJsonl({text, "layers.jsonl"}, messages);
  ASSERT_TRUE(network.has_value());
  EXPECT_EQ(network->layers.size(), count);
  EXPECT_EQ(messages.list.size(), 20u);
}

TEST_F(AbuseTest, DeepJson) {
  std::string deep(1 << 20, '[');
  Messages messages;
  bool ok = parseScheduleRecords({"{\"other\":" + deep + "}", "deep.jsonl"},
                                 builtin("eyeriss"), messages,
                                 [](ScheduleRecord &) -> llvm::Error {
                                   ADD_FAILURE();
                                   return llvm::Error::success();
                                 });
  EXPECT_FALSE(ok);
  ASSERT_EQ(messages.list.size(), 1u);
  EXPECT_EQ(messages.list[0], "1:75: values nested too deeply");
}

/// The largest bounds: every search of every machine ends.
TEST_F(AbuseTest, LargestBounds) {
  constexpr int64_t big = int64_t(1) << 31;
  unsigned answers = 0, errors = 0;
  for (llvm::StringRef name : builtinAccelerators())
    for (Factors bounds : {Factors{big, 1, 1, 1, 1, 1, 1, 1},
                           Factors{big - 1, 1, 1, 1, big - 1, 1, 1, 1},
                           Factors{1, 4294967291, 1, 1, 1, 1, 1, 1},
                           Factors{1, 1, big, 1, 1, big / 2, 1, 1},
                           Factors{9223372036854775783, 1, 1, 1, 1, 1, 1, 1},
                           Factors{big, 1, 1, 1, big, 1, 1, 1}}) {
      Layer layer;
      layer.name = "big";
      layer.bounds = bounds;
      SearchOptions options;
      options.maxEvaluations = 10000;
      llvm::Expected<SearchResult> result =
          search(Optimizer::Optimal, layer, builtin(name), options);
      if (result) {
        ++answers;
        // Some units take whole windows, and none can take this one.
        bool takesWindows =
            builtin(name).levels.front().memory()->steps[index(Dim::R)] == 1;
        EXPECT_EQ(result->status == Status::Infeasible,
                  takesWindows && bounds[index(Dim::R)] > 1)
            << name.str();
        continue;
      }
      ++errors;
      EXPECT_TRUE(llvm::StringRef(llvm::toString(result.takeError()))
                      .ends_with("exceeds 64 bits"))
          << name.str();
    }
  EXPECT_GT(answers, 20u);
  EXPECT_GT(errors, 5u);
}

TEST_F(AbuseTest, BruteForceRefusesWhatDoesNotFitInMemory) {
  Layer layer;
  layer.name = "rich";
  layer.bounds[index(Dim::C)] = 963761198400; // 6,720 divisors
  llvm::Expected<SearchResult> result =
      search(Optimizer::BruteForce, layer, builtin("simba"), SearchOptions());
  EXPECT_EQ(llvm::toString(result.takeError()),
            "layer 'rich': C = 963761198400 has too many divisors for a "
            "brute-force search");
}

TEST_F(AbuseTest, BruteForceRefusesTooManyTiles) {
  SearchOptions options;
  options.factors = FactorMode::Imperfect;
  for (int64_t bound : {int64_t(50257), (int64_t(1) << 45) - 55}) {
    Layer layer;
    layer.name = "long";
    layer.bounds[index(Dim::K)] = bound;
    llvm::Expected<SearchResult> result =
        search(Optimizer::BruteForce, layer, builtin("simba"), options);
    EXPECT_EQ(llvm::toString(result.takeError()),
              "layer 'long': K = " + std::to_string(bound) +
                  " has too many tiles for a brute-force search");
  }
}

/// Only some of the tiles of a bound that has very many are looked at.
TEST_F(AbuseTest, ImperfectFactorsOfLargeBounds) {
  SearchOptions options;
  options.factors = FactorMode::Imperfect;
  for (int64_t bound : {int64_t(1) << 20, int64_t(1000000007),
                        (int64_t(1) << 45) - 55, int64_t(1) << 52}) {
    Layer layer;
    layer.name = "long";
    layer.bounds[index(Dim::K)] = bound;
    layer.bounds[index(Dim::C)] = 3;
    llvm::Expected<SearchResult> result =
        search(Optimizer::Optimal, layer, builtin("eyeriss"), options);
    ASSERT_TRUE(bool(result)) << llvm::toString(result.takeError());
    ASSERT_NE(result->status, Status::Infeasible) << bound;
    EXPECT_GT(result->lowerBound, 0) << bound;
    EXPECT_LE(result->lowerBound, result->cost.totalEnergy()) << bound;
  }
}

/// More threads than there is work are not asked for.
TEST_F(AbuseTest, BruteForceOnManyThreads) {
  Layer layer;
  layer.name = "small";
  layer.bounds = {4, 1, 1, 1, 2, 1, 1, 1};
  SearchOptions options;
  options.threads = std::numeric_limits<unsigned>::max();
  llvm::Expected<SearchResult> result =
      search(Optimizer::BruteForce, layer, builtin("eyeriss"), options);
  ASSERT_TRUE(bool(result));
  EXPECT_EQ(result->status, Status::Optimal);
}

/// A requirement that no bound can meet is found without a search.
TEST_F(AbuseTest, UnmetRequirements) {
  Accelerator machine = builtin("eyeriss");
  machine.levels.back().memory()->steps[index(Dim::G)] = 2;
  Layer layer;
  layer.name = "large";
  layer.bounds = {1, 6, 458759, 4294967296, 36, 6, 1, 1};
  layer.pairs[0].stride = layer.pairs[1].stride = 2;
  llvm::Expected<SearchResult> result =
      search(Optimizer::Optimal, layer, machine, SearchOptions());
  ASSERT_TRUE(bool(result));
  EXPECT_EQ(result->status, Status::Infeasible);
  EXPECT_EQ(result->evaluated, 0u);

  // Nor is one that no buffer has room for.
  machine = builtin("eyeriss");
  machine.levels.back().memory()->steps[index(Dim::C)] = 1 << 20;
  layer.bounds = {1, 6, 458759, 1, 1 << 22, 6, 6, 1};
  result = search(Optimizer::Optimal, layer, machine, SearchOptions());
  ASSERT_TRUE(bool(result));
  EXPECT_EQ(result->status, Status::Infeasible);
  EXPECT_EQ(result->evaluated, 0u);
}

} // namespace
