//===- ConfigTest.cpp - Configuration files -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Config/Config.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace neurospector;

namespace {

/// Diagnostics as `line:column: kind: message`, and what was parsed.
template <typename T> struct Parsed {
  std::optional<T> value;
  std::vector<std::string> diagnostics;
};

std::string format(const llvm::SMDiagnostic &diagnostic) {
  std::string kind =
      diagnostic.getKind() == llvm::SourceMgr::DK_Error ? "error" : "warning";
  return std::to_string(diagnostic.getLineNo()) + ":" +
         std::to_string(diagnostic.getColumnNo() + 1) + ": " + kind + ": " +
         diagnostic.getMessage().str();
}

Parsed<Accelerator> parseMachine(llvm::StringRef text) {
  Parsed<Accelerator> result;
  result.value = parseAccelerator(
      {text, "machine.cfg"}, [&](const llvm::SMDiagnostic &diagnostic) {
        result.diagnostics.push_back(format(diagnostic));
      });
  return result;
}

Parsed<Network> parseLayers(llvm::StringRef text) {
  Parsed<Network> result;
  result.value = parseNetwork(
      {text, "network.cfg"}, [&](const llvm::SMDiagnostic &diagnostic) {
        result.diagnostics.push_back(format(diagnostic));
      });
  return result;
}

/// A small valid machine with one line replaced.
std::string machineWith(llvm::StringRef line, llvm::StringRef replacement) {
  std::string text = R"([ACCELERATOR]
NAME=TINY
PRECISION=INT16
FREQUENCY=200
UNIT_MAC_ENERGY=2.2
[PE_ARRAY]
SIZE_X=4
[LOCAL_BUFFER]
DATAFLOW=WS
BUFFER_SIZE=24,448,48
UNIT_ACCESS_ENERGY=0.5
BANDWIDTH=16
[DRAM]
UNIT_ACCESS_ENERGY=128,128,128
BANDWIDTH=64
)";
  size_t at = text.find(line);
  EXPECT_NE(at, std::string::npos) << line.str();
  return text.replace(at, line.size(), replacement);
}

void expectError(llvm::StringRef line, llvm::StringRef replacement,
                 llvm::StringRef diagnostic) {
  Parsed<Accelerator> parsed = parseMachine(machineWith(line, replacement));
  EXPECT_FALSE(parsed.value.has_value());
  ASSERT_FALSE(parsed.diagnostics.empty()) << diagnostic.str();
  EXPECT_EQ(parsed.diagnostics.front(), diagnostic.str());
}

TEST(AcceleratorFile, ReadsUnits) {
  Parsed<Accelerator> parsed = parseMachine(machineWith("NAME", "name"));
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_TRUE(parsed.diagnostics.empty());
  const Accelerator &machine = *parsed.value;
  EXPECT_EQ(machine.name, "tiny");
  EXPECT_EQ(machine.capacity(machine.localBuffer).room[1], 224);
  EXPECT_EQ(machine.localBuffer.accessEnergy[2], 0.5);
  EXPECT_FALSE(machine.globalBuffer.has_value());
  EXPECT_TRUE(machine.isSkipped(Row::GlobalBuffer));
}

TEST(AcceleratorFile, RejectsBadInput) {
  expectError("NAME=TINY\n", "",
              "1:2: error: section 'ACCELERATOR' has no key "
              "'NAME'");
  expectError("NAME=TINY", "NAME=", "2:1: error: key 'NAME' has no value");
  expectError("NAME=TINY", "NAME", "2:1: error: expected 'KEY=VALUE'");
  expectError("NAME=TINY", "=TINY", "2:1: error: expected a key before '='");
  expectError("PRECISION=INT16", "PRECISION=WORD",
              "3:11: error: expected a precision such as INT16, found 'WORD'");
  expectError("FREQUENCY=200", "FREQUENCY=fast",
              "4:11: error: expected a number, found 'fast'");
  expectError("FREQUENCY=200", "FREQUENCY=0",
              "4:11: error: expected a positive frequency in MHz, found 0");
  expectError("FREQUENCY=200", "FREQUENCY=1e-31",
              "4:11: error: expected at least 1e-30, found 1e-31");
  expectError("FREQUENCY=200", "FREQUENCY=1e31",
              "4:11: error: expected at most 1e30, found 1e31");
  expectError("UNIT_MAC_ENERGY=2.2", "UNIT_MAC_ENERGY=-2.2",
              "5:17: error: expected a number that is not negative, found "
              "-2.2");
  expectError("UNIT_MAC_ENERGY=2.2", "UNIT_MAC_ENERGY=nan",
              "5:17: error: expected a number, found 'nan'");
  expectError("SIZE_X=4", "SIZE_X=0",
              "7:8: error: expected at least 1, found 0");
  expectError("SIZE_X=4", "SIZE_X=4\nSIZE_X=5",
              "8:1: error: duplicate key 'SIZE_X'");
  expectError("SIZE_X=4", "SIZE_X=4\nCONSTRAINT_X=K,Z",
              "8:16: error: expected one of K,B,P,Q,C,R,S,G,D,T, found 'Z'");
  expectError("DATAFLOW=WS", "DATAFLOW=XS",
              "9:10: error: expected IS, WS or OS, found 'XS'");
  expectError("DATAFLOW=WS", "DATAFLOW=WS\nBYPASS=WEIGHT",
              "9:10: error: dataflow WS keeps the weight, which BYPASS "
              "excludes");
  expectError("DATAFLOW=WS", "DATAFLOW=WS\nBYPASS=BIAS",
              "10:8: error: expected INPUT, WEIGHT or OUTPUT, found 'BIAS'");
  expectError("[DRAM]",
              "[GLOBAL_BUFFER]\nDATAFLOW=OS\nBUFFER_SIZE=100,50\n"
              "UNIT_ACCESS_ENERGY=1\nBANDWIDTH=16\n[DRAM]",
              "15:13: error: two sizes need exactly one operand in BYPASS");
  expectError("24,448,48", "24,448",
              "10:13: error: expected one size in bytes (shared) or three "
              "(input, weight, output), found 2");
  expectError("24,448,48", "24,0,48",
              "10:16: error: expected at least 1, found 0");
  expectError("24,448,48", "24,9223372036854775807,48",
              "10:16: error: buffer size 9223372036854775807 exceeds 64 bits");
  expectError("24,448,48", "24,562949953421313,48",
              "10:16: error: buffer size 562949953421313 exceeds 2^52 bits");
  expectError("24,448,48", "24,,48",
              "10:13: error: empty item in the list '24,,48'");
  expectError("128,128,128", "128,1e31,128",
              "14:24: error: expected at most 1e30, found 1e31");
  expectError("128,128,128", "128,128",
              "14:20: error: expected one value or three (input, weight, "
              "output), found 2");
  expectError(
      "BANDWIDTH=64", "BANDWIDTH=64\nCONSTRAINT=1,2",
      "16:12: error: expected factors of K,B,P,Q,C,R,S,G[,D,T], found 2");
  expectError("[DRAM]", "[PE_ARRAY]",
              "13:2: error: duplicate section 'PE_ARRAY'");
  expectError("[DRAM]", "[DRAM",
              "13:1: error: expected ']' at the end of a section line");
  expectError("[ACCELERATOR]", "#",
              "2:1: error: expected a section line such as '[ACCELERATOR]' "
              "first");
}

/// Eight factors leave the further dimensions free, ten say them.
TEST(AcceleratorFile, ConstrainsFurtherPairs) {
  auto machineOf = [](llvm::StringRef line, llvm::StringRef replacement) {
    Parsed<Accelerator> parsed = parseMachine(machineWith(line, replacement));
    EXPECT_TRUE(parsed.value.has_value() && parsed.diagnostics.empty());
    std::string text;
    llvm::raw_string_ostream stream(text);
    printAccelerator(stream, *parsed.value);
    EXPECT_NE(llvm::StringRef(text).find(replacement), llvm::StringRef::npos)
        << text;
    return *parsed.value;
  };
  Accelerator eight =
      machineOf("BANDWIDTH=64", "BANDWIDTH=64\nCONSTRAINT=1,0,0,0,0,0,0,1");
  EXPECT_EQ(eight.dram.required[index(imageOf(2))], 0);
  Accelerator ten =
      machineOf("BANDWIDTH=64", "BANDWIDTH=64\nCONSTRAINT=1,0,0,0,0,0,0,1,0,3");
  EXPECT_EQ(ten.dram.required[index(windowOf(2))], 3);
  Accelerator array = machineOf("SIZE_X=4", "SIZE_X=4\nSIZE_Y=1\n"
                                            "CONSTRAINT_X=K,P,D");
  EXPECT_TRUE(array.peArray.allowedX.contains(imageOf(2)));
  EXPECT_FALSE(array.peArray.allowedX.contains(windowOf(2)));
}

TEST(AcceleratorFile, WarnsOfWhatItIgnores) {
  Parsed<Accelerator> parsed =
      parseMachine(machineWith("SIZE_X=4", "SIZE_X=4\nCOLOR=RED\n[FAN]"));
  ASSERT_TRUE(parsed.value.has_value());
  ASSERT_EQ(parsed.diagnostics.size(), 2u);
  EXPECT_TRUE(llvm::StringRef(parsed.diagnostics[0])
                  .starts_with("9:2: warning: unknown section 'FAN' ignored"));
  EXPECT_EQ(parsed.diagnostics[1],
            "8:1: warning: unknown key 'COLOR' in section 'PE_ARRAY' ignored");
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

/// What its user finds wrong with a schedule has a place.
TEST(ScheduleFile, LocatesErrorsOfItsUser) {
  Accelerator machine = *parseMachine(machineWith("TINY", "TINY")).value;
  std::vector<std::string> diagnostics;
  std::optional<NamedSchedule> schedule = parseSchedule(
      {"[LAYER]\nLAYER_NAME=c\n[SCHEDULING_TABLE]\n"
       "LOCAL_BUFFER=1,1,1,1,1,1,1,1\nPE_ARRAY(X)=1,1,1,1,1,1,1,1\n"
       "DRAM=1,1,1,1,1,1,1,1\n",
       "table.cfg"},
      machine,
      [&](const llvm::SMDiagnostic &diagnostic) {
        diagnostics.push_back(format(diagnostic));
      },
      [](NamedSchedule &schedule) {
        return llvm::createStringError("no use for '" + schedule.layer + "'");
      });
  EXPECT_FALSE(schedule.has_value());
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics.front(), "3:2: error: no use for 'c'");
}

/// Names are UTF-8 that a terminal does not obey, whatever the file has.
TEST(Configuration, CleansNames) {
  std::string bad = "a\xFF\x1B[31m\xC2\x9B\x7F\xC3\xA9";
  std::string clean = "a\uFFFD\uFFFD[31m\uFFFD\uFFFD\u00E9";
  EXPECT_EQ(parseMachine(machineWith("TINY", bad)).value->name, clean);
  Parsed<Network> network =
      parseLayers("[NETWORK]\nNAME=" + bad + "\n[LAYERS]\n" + bad +
                  "=1,1,1,1,1,1,1,1,1\n" + bad + "=x\n");
  EXPECT_FALSE(network.value.has_value());
  ASSERT_EQ(network.diagnostics.size(), 1u);
  EXPECT_EQ(network.diagnostics.front(),
            "5:1: error: duplicate key '" + clean + "'");
  network = parseLayers("[NETWORK]\nNAME=" + bad + "\n[LAYERS]\n" + bad +
                        "=1,1,1,1,1,1,1,1,1\n");
  EXPECT_EQ(network.value->name, clean);
  EXPECT_EQ(network.value->layers.front().name, clean);
}

/// What the writers print reads back as the same value.
TEST(Configuration, RoundTrips) {
  auto fail = [](const llvm::SMDiagnostic &diagnostic) {
    ADD_FAILURE() << format(diagnostic);
  };
  for (llvm::StringRef name : builtinAccelerators()) {
    std::optional<Accelerator> machine = loadAccelerator(name, fail);
    ASSERT_TRUE(machine.has_value());
    std::string once, twice;
    llvm::raw_string_ostream first(once), second(twice);
    printAccelerator(first, *machine);
    std::optional<Accelerator> again = parseAccelerator({once, "again"}, fail);
    ASSERT_TRUE(again.has_value()) << once;
    printAccelerator(second, *again);
    EXPECT_EQ(once, twice);
    EXPECT_EQ(machine->localBuffer.accessEnergy,
              again->localBuffer.accessEnergy);
    EXPECT_EQ(machine->localBuffer.capacityBits,
              again->localBuffer.capacityBits);
  }
  for (llvm::StringRef name : builtinNetworks()) {
    std::optional<Network> network = loadNetwork(name, fail);
    ASSERT_TRUE(network.has_value());
    std::string text;
    llvm::raw_string_ostream stream(text);
    printNetwork(stream, *network);
    std::optional<Network> again = parseNetwork({text, "again"}, fail);
    ASSERT_TRUE(again.has_value());
    ASSERT_EQ(again->layers.size(), network->layers.size());
    for (auto [a, b] : llvm::zip(network->layers, again->layers))
      EXPECT_TRUE(a.sameShape(b) && a.name == b.name) << a.name;
  }
}

TEST(Configuration, NamesWhatIsBuiltIn) {
  std::string message;
  std::optional<Accelerator> machine =
      loadAccelerator("nonesuch", [&](const llvm::SMDiagnostic &diagnostic) {
        message = diagnostic.getMessage().str();
      });
  EXPECT_FALSE(machine.has_value());
  EXPECT_EQ(message,
            "no built-in accelerator 'nonesuch' and cannot read it as a file "
            "(No such file or directory); built-in: acc_1lv, acc_2lv, eyeriss, "
            "eyeriss-isca, flexflow, maeri, simba, tpu, tpuv3");
  EXPECT_EQ(builtinNetworks().size(), 10u);
}

} // namespace
