//===- ConfigTest.cpp - Configuration files -------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedFile.h"
#include "neurospector/Model/PublishedShape.h"

using namespace neurospector;
using namespace neurospector::test;

namespace {

Parsed<Accelerator> parseMachine(llvm::StringRef text) {
  return collect([&](DiagnosticHandler handler) {
    return parseAccelerator({text, "machine.cfg"}, handler);
  });
}

Parsed<Network> parseLayers(llvm::StringRef text) {
  return collect([&](DiagnosticHandler handler) {
    return parseNetwork({text, "network.cfg"}, handler);
  });
}

/// A small valid machine with one line replaced.
std::string machineWith(llvm::StringRef line, llvm::StringRef replacement) {
  return replaceIn(R"([ACCELERATOR]
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
)",
                   line, replacement);
}

void expectError(llvm::StringRef line, llvm::StringRef replacement,
                 llvm::StringRef diagnostic) {
  Parsed<Accelerator> parsed = parseMachine(machineWith(line, replacement));
  EXPECT_FALSE(parsed.value.has_value());
  ASSERT_FALSE(parsed.diagnostics.empty()) << diagnostic.str();
  EXPECT_EQ(parsed.diagnostics.front(), diagnostic.str());
}

const Memory &memoryOf(const Accelerator &machine, llvm::StringRef name) {
  for (const Level &level : machine.levels)
    if (level.name == name)
      return *level.memory();
  ADD_FAILURE() << "no level " << name.str();
  abort();
}

std::vector<std::string> levelNames(const Accelerator &machine) {
  std::vector<std::string> names;
  for (const Level &level : machine.levels)
    names.push_back(level.name);
  return names;
}

TEST(AcceleratorFile, ReadsUnits) {
  Parsed<Accelerator> parsed = parseMachine(machineWith("NAME", "name"));
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_TRUE(parsed.diagnostics.empty());
  const Accelerator &machine = *parsed.value;
  EXPECT_EQ(machine.name, "tiny");
  EXPECT_EQ(machine.bits, (PerOperand<int64_t>{16, 16, 16}));
  EXPECT_EQ(levelNames(machine),
            (std::vector<std::string>{"DRAM", "PE_ARRAY(X)", "LOCAL_BUFFER"}));
  const Memory &local = memoryOf(machine, "LOCAL_BUFFER");
  EXPECT_EQ(local.rooms[1], (Room{{Operand::Weight}, 448 * 8}));
  EXPECT_EQ(local.readEnergy[2], 0.5);
  EXPECT_EQ(local.writeEnergy, local.readEnergy);
  EXPECT_EQ(local.bandwidth, Bandwidth::Inside);
  EXPECT_EQ(local.readBits, 16);
  EXPECT_TRUE(local.wholeAccesses && local.separatePorts);
  EXPECT_EQ(local.stationary, std::nullopt);
  EXPECT_EQ(memoryOf(machine, "DRAM").stationary, Operand::Weight);
  EXPECT_TRUE(PublishedShape::of(machine).has_value());
}

/// What the published keys say, as levels.
TEST(AcceleratorFile, BecomesLevels) {
  Accelerator simba = *loadAccelerator("simba", fail);
  EXPECT_EQ(levelNames(simba),
            (std::vector<std::string>{
                "DRAM", "MULTI_CHIPS(Y)", "MULTI_CHIPS(X)", "GLOBAL_BUFFER",
                "PE_ARRAY(Y)", "PE_ARRAY(X)", "LOCAL_BUFFER", "MAC_ARRAY(Y)",
                "MAC_ARRAY(X)"}));
  EXPECT_EQ(simba.macUnits(), 36 * 16 * 64);
  EXPECT_EQ(memoryOf(simba, "DRAM").stationary, Operand::Output);
  EXPECT_EQ(memoryOf(simba, "DRAM").staticPower, 0.008 + 0.008 + 0.008);

  // One room for what does not bypass.
  Accelerator eyeriss = *loadAccelerator("eyeriss", fail);
  OperandSet kept = {Operand::Input, Operand::Output};
  const Memory &global = memoryOf(eyeriss, "GLOBAL_BUFFER");
  EXPECT_EQ(global.holds, kept);
  ASSERT_EQ(global.rooms.size(), 1u);
  EXPECT_EQ(global.rooms[0], (Room{kept, 102400 * 8}));
  EXPECT_EQ(global.readEnergy, (PerOperand<double>{5.27, 0, 5.27}));
  EXPECT_EQ(global.passEnergy, (PerOperand<double>{0, 1.42, 0}));
  EXPECT_EQ(global.stationary, Operand::Weight);
  EXPECT_FALSE(global.wholeAccesses || global.separatePorts);

  // Two rooms, and a bypass at LOCAL_BUFFER: held, but in no room.
  Accelerator flexflow = *loadAccelerator("flexflow", fail);
  EXPECT_EQ(memoryOf(flexflow, "GLOBAL_BUFFER").rooms[1],
            (Room{{Operand::Weight}, 32768 * 8}));
  const Memory &local = memoryOf(flexflow, "LOCAL_BUFFER");
  EXPECT_EQ(local.holds, OperandSet::all());
  EXPECT_EQ(local.rooms.size(), 2u);
  EXPECT_EQ(flexflow.levels[2].array()->dims, (DimSet{Dim::C, Dim::R, Dim::S}));

  // A buffer of one element of each operand takes no loops; one of none does.
  for (llvm::StringRef name : {"tpu", "tpuv3"})
    EXPECT_FALSE(loadAccelerator(name, fail)->levels.back().takesLoops())
        << name.str();
  EXPECT_TRUE(loadAccelerator("maeri", fail)->levels.back().takesLoops());
}

/// Elements too wide for a buffer: a warning, because of narrower ones in the
/// IR (`precision=from-ir`).
TEST(AcceleratorFile, WarnsOfRoomsWithoutATile) {
  Parsed<Accelerator> parsed =
      parseMachine(machineWith("24,448,48", "24,1,48"));
  EXPECT_TRUE(parsed.value.has_value());
  EXPECT_EQ(parsed.diagnostics,
            Diagnostics{"10:13: warning: no tile fits into 8 "
                        "bits: the smallest of weight takes 16"});
  parsed = parseMachine(machineWith("24,448,48", "5"));
  EXPECT_EQ(parsed.diagnostics,
            std::vector<std::string>{
                "10:13: warning: no tile fits into 40 bits: the smallest of "
                "input, weight, output takes 48"});
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
    return *parsed.value;
  };
  Accelerator eight =
      machineOf("BANDWIDTH=64", "BANDWIDTH=64\nCONSTRAINT=1,0,0,0,0,0,0,1");
  EXPECT_EQ(memoryOf(eight, "DRAM").steps,
            (Factors{1, 0, 0, 0, 0, 0, 0, 1, 0, 0}));
  Accelerator ten =
      machineOf("BANDWIDTH=64", "BANDWIDTH=64\nCONSTRAINT=1,0,0,0,0,0,0,1,0,3");
  EXPECT_EQ(memoryOf(ten, "DRAM").steps,
            (Factors{1, 0, 0, 0, 0, 0, 0, 1, 0, 3}));
  Accelerator array = machineOf("SIZE_X=4", "SIZE_X=4\nSIZE_Y=1\n"
                                            "CONSTRAINT_X=K,P,D");
  EXPECT_EQ(array.levels[1].array()->dims,
            (DimSet{Dim::K, Dim::P, imageOf(2)}));
}

/// A register's own constraint stands.
TEST(AcceleratorFile, ConstrainsRegisters) {
  Parsed<Accelerator> parsed = parseMachine(
      machineWith("BUFFER_SIZE=24,448,48",
                  "BUFFER_SIZE=2,2,2\nCONSTRAINT=2,0,0,0,0,0,0,0"));
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_EQ(memoryOf(*parsed.value, "LOCAL_BUFFER").steps,
            (Factors{2, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
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
  for (llvm::StringRef name : builtinAccelerators()) {
    std::optional<Accelerator> machine = loadAccelerator(name, fail);
    ASSERT_TRUE(machine.has_value());
    std::string text;
    llvm::raw_string_ostream stream(text);
    printAccelerator(stream, *machine);
    std::optional<Accelerator> again =
        parseAcceleratorYaml({text, "again"}, fail);
    ASSERT_TRUE(again.has_value()) << text;
    EXPECT_EQ(*again, *machine) << text;
  }
  for (llvm::StringRef name : builtinNetworks()) {
    std::optional<Network> network = loadNetwork(name, fail);
    ASSERT_TRUE(network.has_value());
    std::string text, lines;
    llvm::raw_string_ostream stream(text), lineStream(lines);
    printNetwork(stream, *network);
    printNetworkJsonl(lineStream, *network);
    for (std::optional<Network> again :
         {parseNetwork({text, "again"}, fail),
          parseNetworkJsonl({lines, "again.jsonl"}, fail)}) {
      ASSERT_TRUE(again.has_value());
      ASSERT_EQ(again->layers.size(), network->layers.size());
      for (auto [a, b] : llvm::zip(network->layers, again->layers))
        EXPECT_TRUE(a.sameShape(b) && a.name == b.name && b.runs == 1)
            << a.name;
    }
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
            "(No such file or directory); built-in: acc_1lv, acc_2lv, "
            "cortex-a76, ethos-u55, eyeriss, eyeriss-chip, eyeriss-isca, "
            "flexflow, gemmini, maeri, nvdla-large, simba, simba-chip, tpu, "
            "tpu-v1, tpuv3");
  EXPECT_EQ(builtinNetworks().size(), 10u);
  EXPECT_EQ(acceleratorSummary("gemmini"),
            "Gemmini as generated by default: a weight-stationary 16x16 "
            "systolic array");
  for (llvm::StringRef name : builtinAccelerators()) {
    llvm::StringRef summary = acceleratorSummary(name);
    EXPECT_TRUE(!summary.empty() && summary.size() < 80) << summary.str();
    EXPECT_FALSE(summary.starts_with("#")) << summary.str();
  }
}

} // namespace
