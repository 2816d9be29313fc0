//===- NetworkFileTest.cpp - Networks as files ----------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedFile.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

Parsed<Network> parseLayers(llvm::StringRef text) {
  return collect([&](DiagnosticHandler handler) {
    return parseNetwork({text, "network.cfg"}, handler);
  });
}

TEST(NetworkFile, DividesPerGroup) {
  Parsed<Network> parsed =
      parseLayers("[NETWORK]\nNAME=N\n[LAYERS]\ndw=32,1,7,7,32,3,3,16,2\n");
  ASSERT_TRUE(parsed.value.has_value());
  const Layer &layer = parsed.value->layers.front();
  EXPECT_EQ(layer.bound(Dim::K), 2);
  EXPECT_EQ(layer.bound(Dim::C), 2);
  EXPECT_EQ(layer.pairs[1].stride, 2);
  EXPECT_EQ(layer.pairs[2], ImageWindow());
}

/// Files list the third pair where a layer has one, and only there.
TEST(NetworkFile, ListsFurtherPairsOnDemand) {
  std::string text = "[NETWORK]\nNAME=N\n\n[LAYERS]\n"
                     "# name=K,B,P,Q,C,R,S,G[,D,T],stride (K and C in total)\n"
                     "flat=8,1,7,7,4,3,3,1,2\ndeep=8,1,7,7,4,3,3,2,5,3,2\n";
  Parsed<Network> parsed = parseLayers(text);
  ASSERT_TRUE(parsed.value.has_value());
  const Layer &deep = parsed.value->layers[1];
  EXPECT_EQ(deep.bound(imageOf(2)), 5);
  EXPECT_EQ(deep.bound(windowOf(2)), 3);
  EXPECT_EQ(listStrides(deep, numPairs), (PerPair{2, 2, 2}));
  EXPECT_EQ(parsed.value->layers[0].pairs[2], ImageWindow());
  std::string printed;
  llvm::raw_string_ostream stream(printed);
  printNetwork(stream, *parsed.value);
  EXPECT_EQ(printed, text);
}

TEST(NetworkFile, RejectsBadInput) {
  auto expect = [](llvm::StringRef layer, llvm::StringRef diagnostic) {
    Parsed<Network> parsed =
        parseLayers(("[NETWORK]\nNAME=N\n[LAYERS]\nc=" + layer + "\n").str());
    EXPECT_FALSE(parsed.value.has_value());
    ASSERT_EQ(parsed.diagnostics.size(), 1u);
    EXPECT_EQ(parsed.diagnostics.front(), diagnostic.str());
  };
  expect("18,1,7,7,32,3,3,16,2",
         "4:3: error: total K = 18 is not divisible by G = 16");
  expect("16,1,7,7,32,3,3,16",
         "4:3: error: expected K,B,P,Q,C,R,S,G[,D,T],stride, found 8 values");
  expect("16,1,7,7,32,3,3,1,2,1",
         "4:3: error: expected K,B,P,Q,C,R,S,G[,D,T],stride, found 10 values");
  expect("16,1,7,7,32,3,3,1,2,1,3,4,1",
         "4:3: error: expected K,B,P,Q,C,R,S,G[,D,T],stride, found 13 values");
  expect("16,1,7,7,32,3,3,0,1", "4:19: error: expected at least 1, found 0");
  expect("16,1,7,7,32,3,3,1,0", "4:21: error: expected at least 1, found 0");
  expect("4000000000,4000000000,4000000000,7,32,3,3,1,1",
         "4:3: error: the number of multiply-accumulates exceeds 64 bits");
  // Found by a fuzzer: no search takes such a layer.
  expect("1,1,4294967296,2,1,1,1,1,4294967296",
         "4:3: error: layer 'c': the number of elements of the input exceeds "
         "64 bits");
}

TEST(NetworkFile, NeedsLayers) {
  Parsed<Network> parsed = parseLayers("[NETWORK]\nNAME=N\n[LAYERS]\n");
  EXPECT_FALSE(parsed.value.has_value());
  ASSERT_EQ(parsed.diagnostics.size(), 1u);
  EXPECT_EQ(parsed.diagnostics.front(),
            "3:2: error: section 'LAYERS' has no layers");
}

//===----------------------------------------------------------------------===//
// Networks as JSON Lines
//===----------------------------------------------------------------------===//

Parsed<Network> parseLines(llvm::StringRef text) {
  Parsed<Network> result;
  result.value =
      parseNetworkJsonl({text, "/some/where/net.jsonl"},
                        [&](const llvm::SMDiagnostic &diagnostic) {
                          result.diagnostics.push_back(format(diagnostic));
                        });
  return result;
}

TEST(NetworkLines, SayAllOfALayer) {
  llvm::StringRef text =
      R"({"layer":"c1","bounds":[8,1,7,6,4,3,3,2],"stride":[2,1],"repeat":3}
{"layer":"c\"2\"","bounds":[8,1,7,6,4,3,3,1,5,3],"stride":2,"dilation":[1,2,3]}
{"layer":"fc","bounds":[8,1,1,1,4,1,1,1]}
)";
  Parsed<Network> parsed = parseLines("\n" + text.str() + " \n\n");
  EXPECT_TRUE(parsed.diagnostics.empty());
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_EQ(parsed.value->name, "net");
  const std::vector<Layer> &layers = parsed.value->layers;
  ASSERT_EQ(layers.size(), 3u);
  EXPECT_EQ(layers[0].bound(Dim::K), 8); // per group
  EXPECT_EQ(listStrides(layers[0], numPairs), (PerPair{2, 1, 1}));
  EXPECT_EQ(layers[0].runs, 3);
  EXPECT_EQ(layers[1].name, "c\"2\"");
  EXPECT_EQ(listStrides(layers[1], numPairs), (PerPair{2, 2, 2}));
  EXPECT_EQ(listDilations(layers[1], numPairs), (PerPair{1, 2, 3}));
  EXPECT_EQ(layers[2].runs, 1);
  std::string printed;
  llvm::raw_string_ostream stream(printed);
  printNetworkJsonl(stream, *parsed.value);
  EXPECT_EQ(printed, text);
}

TEST(NetworkLines, RejectBadInput) {
  auto expect = [](llvm::StringRef text, llvm::StringRef diagnostic) {
    Parsed<Network> parsed = parseLines(text);
    EXPECT_FALSE(parsed.value.has_value());
    EXPECT_EQ(parsed.diagnostics, Diagnostics{diagnostic.str()});
  };
  std::string bounds = "\"bounds\":[8,1,1,1,4,1,1,1]";
  std::string layer = "{\"layer\":\"a\"," + bounds + "}\n";
  expect("", "1:1: error: no layer in the file");
  expect(layer + "\n" + layer, "3:1: error: a layer before is named 'a', too");
  expect(layer + "{" + bounds + "}", "2:29: error: missing field 'layer'");
  expect("{\"layer\":\"a\"}", "1:14: error: missing field 'bounds'");
  expect("{\"layer\":\"a\"," + bounds + ",\"repeat\":0}",
         "1:51: error: expected a positive number, found 0");
  expect("{\"layer\":\"a\"," + bounds + ",\"stride\":[1]}",
         "1:53: error: expected 2 to 3 values, found 1");
  expect("{\"layer\":\"a\",\"bounds\":[9223372036854775807,2,1,1,1,1,1,1]}",
         "1:1: error: layer 'a': the number of multiply-accumulates exceeds "
         "64 bits");
  // What other tools print.
  expect("{\n  \"layer\": \"a\"\n}\n",
         "1:2: error: expected one JSON object per line");
  expect("[{\"layer\": \"a\"},\n {}]\n",
         "1:1: error: expected one JSON object per line");
  expect("{\"layer\": \"a\",\n" + bounds + "}\n",
         "1:15: error: expected one JSON object per line");
}

/// A misspelt field is not passed over silently.
TEST(NetworkLines, WarnOfUnknownFields) {
  Parsed<Network> parsed =
      parseLines("{\"layer\":\"a\",\"bounds\":[8,1,3,1,4,1,1,1],"
                 "\"strides\":[2,1],\"colour\":{\"red\":1}}\n"
                 "{\"layer\":\"b\",\"bounds\":[8,1,1,1,4,1,1,1],"
                 "\"strides\":[2,1]}\n");
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_EQ(parsed.diagnostics,
            (Diagnostics{
                "1:42: warning: unknown field 'strides' ignored, did you mean "
                "'stride'?",
                "1:58: warning: unknown field 'colour' ignored, expected one "
                "of layer, bounds, stride, dilation, repeat"}));
}

} // namespace
