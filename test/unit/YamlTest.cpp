//===- YamlTest.cpp - Machines as YAML ------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedFile.h"
#include "llvm/ADT/StringExtras.h"

#include <filesystem>

using namespace neurospector;
using namespace neurospector::test;

namespace {

//===----------------------------------------------------------------------===//
// What a machine says
//===----------------------------------------------------------------------===//

/// The example of the documentation, key by key.
TEST(Yaml, ReadsTheExample) {
  std::string path = NEUROSPECTOR_SOURCE_DIR "/test/Tools/Inputs/systolic.yaml";
  std::optional<Accelerator> read =
      loadAccelerator(path, [](const llvm::SMDiagnostic &diagnostic) {
        ADD_FAILURE() << format(diagnostic);
      });
  ASSERT_TRUE(read.has_value());

  Accelerator machine;
  machine.name = "systolic";
  machine.frequencyMHz = 1000;
  machine.bits = {8, 8, 32};
  machine.macEnergy = 0.25;
  machine.macStaticPower = 0.002;
  machine.pipelined = true;
  Memory dram;
  dram.readEnergy = dram.writeEnergy = {128, 128, 128};
  dram.bandwidth = Bandwidth::OnePort;
  dram.readBits = 128;
  dram.staticPower = 12;
  Memory scratchpad;
  scratchpad.holds = {Operand::Input, Operand::Weight};
  scratchpad.rooms = {{scratchpad.holds, 256 * 1024 * 8}};
  scratchpad.readEnergy = {2.5, 2.5, 2.5};
  scratchpad.writeEnergy = {3, 3, 3};
  scratchpad.bandwidth = Bandwidth::OnePort;
  scratchpad.readBits = 256;
  scratchpad.staticPower = 4;
  scratchpad.doubleBuffered = true;
  Memory accumulator;
  accumulator.holds = {Operand::Output};
  accumulator.rooms = {{accumulator.holds, 64 * 1024 * 8}};
  accumulator.readEnergy = {1.5, 1.5, 1.5};
  accumulator.writeEnergy = {2, 2, 2};
  accumulator.bandwidth = Bandwidth::TwoPorts;
  accumulator.readBits = accumulator.writeBits = 512;
  accumulator.staticPower = 1;
  accumulator.doubleBuffered = true;
  Memory weights;
  weights.holds = {Operand::Weight};
  weights.rooms = {{weights.holds, 16}};
  weights.readEnergy = weights.writeEnergy = {0.03, 0.03, 0.03};
  weights.doubleBuffered = true;
  machine.levels = {{"DRAM", dram},
                    {"SCRATCHPAD", scratchpad},
                    {"ACCUMULATOR", accumulator},
                    {"ROWS", Array{16, {Dim::C, Dim::R, Dim::S}}},
                    {"COLUMNS", Array{16, {Dim::K}}},
                    {"WEIGHT_REGISTER", weights}};
  EXPECT_EQ(*read, machine);

  // Printed it has the same lines, without the comments.
  std::string lines;
  std::unique_ptr<llvm::MemoryBuffer> file =
      cantFail(errorOrToExpected(llvm::MemoryBuffer::getFile(path)));
  for (llvm::StringRef line : llvm::split(file->getBuffer(), '\n'))
    if (!line.split('#').first.trim().empty())
      lines += line.split('#').first.rtrim().str() + "\n";
  EXPECT_EQ(printYaml(machine), lines);
}

/// What the example leaves out.
TEST(Yaml, ReadsFurtherKeys) {
  Parsed<Accelerator> parsed = parseYaml(R"(
name: "vector \u00e9"
frequency: 4.0e2
precision: 16
levels:
- memory: DRAM
  energy: {input: 50, weight: {read: 60, write: 70}}
  access_cycles: {weight: 2, output: 1.5}
- memory: L1
  capacity:
    - operands: [input, weight]
      size: 1.5 KiB
    - {operands: [output], size: 4096 bits}
  pass_energy: 0.5
  bandwidth: {inside: 64}
  ports: separate
  whole_accesses: TRUE
  double_buffered: false
  stationary: Weight
  steps: {G: 1, T: 3}
  sliding: true
- array: LANES
  size: {x: 8, y: 4}
  dims: {x: [p, Q]}
  fill: systolic
- array: 'PE'
  size: {x: 2}
  fill: none
)");
  EXPECT_EQ(parsed.diagnostics, Diagnostics());
  ASSERT_TRUE(parsed.value.has_value());
  const Accelerator &machine = *parsed.value;
  EXPECT_EQ(machine.name, "vector \u00e9");
  EXPECT_EQ(machine.frequencyMHz, 400);
  EXPECT_EQ(machine.bits, (PerOperand<int64_t>{16, 16, 16}));
  const Memory &dram = *machine.levels[0].memory();
  EXPECT_EQ(dram.readEnergy, (PerOperand<double>{50, 60, 0}));
  EXPECT_EQ(dram.writeEnergy, (PerOperand<double>{50, 70, 0}));
  EXPECT_EQ(dram.bandwidth, Bandwidth::Unlimited);
  EXPECT_EQ(dram.accessCycles, (PerOperand<double>{1, 2, 1.5}));
  const Memory &l1 = *machine.levels[1].memory();
  ASSERT_EQ(l1.rooms.size(), 2u);
  EXPECT_EQ(l1.rooms[0].bits, 3 * 512 * 8);
  EXPECT_EQ(l1.rooms[1], (Room{{Operand::Output}, 4096}));
  EXPECT_EQ(l1.passEnergy, (PerOperand<double>{0.5, 0.5, 0.5}));
  EXPECT_EQ(l1.bandwidth, Bandwidth::Inside);
  EXPECT_TRUE(l1.separatePorts && l1.wholeAccesses && !l1.doubleBuffered &&
              l1.sliding);
  EXPECT_EQ(l1.stationary, Operand::Weight);
  EXPECT_EQ(l1.steps, (Factors{0, 0, 0, 0, 0, 0, 0, 1, 0, 3}));
  EXPECT_EQ(machine.levels[2],
            (Level{"LANES(Y)", Array{4, DimSet::all(), true}}));
  EXPECT_EQ(machine.levels[3],
            (Level{"LANES(X)", Array{8, {Dim::P, Dim::Q}, true}}));
  EXPECT_EQ(machine.levels[4], (Level{"PE(X)", Array{2}}));
  expectRoundTrip(machine);
}

/// YAML includes JSON.
TEST(Yaml, ReadsJson) {
  Parsed<Accelerator> parsed =
      parseYaml(R"({"name": "j", "frequency": 1, "precision": 8,
      "levels": [{"memory": "DRAM", "bandwidth": {"read": 8, "write": 16},
                  "capacity": "4 KiB", "holds": ["input", "weight", "output"],
                  "steps": {"G": 1}, "double_buffered": true},
                 {"array": "LANES", "size": 4, "dims": ["K", "C"]}]})");
  EXPECT_EQ(parsed.diagnostics, Diagnostics());
  ASSERT_TRUE(parsed.value.has_value());
  const Memory &dram = *parsed.value->levels[0].memory();
  EXPECT_EQ(dram.writeBits, 16);
  EXPECT_EQ(dram.rooms[0].bits, 32768);
  EXPECT_EQ(dram.steps[index(Dim::G)], 1);
  EXPECT_EQ(parsed.value->levels[1].array()->dims, (DimSet{Dim::K, Dim::C}));
}

TEST(Yaml, IsReadByExtension) {
  std::vector<std::string> errors;
  auto handler = [&](const llvm::SMDiagnostic &diagnostic) {
    errors.push_back(diagnostic.getMessage().str());
  };
  std::filesystem::path folder =
      std::filesystem::path(::testing::TempDir()) / "neurospector-yaml";
  std::filesystem::create_directories(folder);
  for (const char *name : {"m.yaml", "m.YML", "m.cfg"}) {
    std::error_code failure;
    llvm::raw_fd_ostream file((folder / name).string(), failure);
    ASSERT_FALSE(failure);
    file << "\xEF\xBB\xBF" << tinyYaml;
    file.close();
    EXPECT_EQ(loadAccelerator((folder / name).string(), handler).has_value(),
              llvm::StringRef(name) != "m.cfg");
  }
  EXPECT_EQ(errors.front(),
            "expected a section line such as '[ACCELERATOR]' first");
}

//===----------------------------------------------------------------------===//
// What is no machine at all
//===----------------------------------------------------------------------===//

TEST(Yaml, RejectsWhatIsNotSupported) {
  expectYamlError("", "1:1: error: the file is empty");
  expectYamlError(" \n\n", "1:1: error: the file is empty");
  expectYamlError("precision: 16", "precision: &bits 16",
                  "3:1: error: anchors and aliases are not supported");
  expectYamlError("precision: 16", "precision: *bits",
                  "3:1: error: anchors and aliases are not supported");
  expectYamlError("precision: 16", "precision: !!int 16",
                  "3:1: error: tags are not supported");
  expectYamlError("name: tiny", "name: |\n  tiny",
                  "1:1: error: blocks of text are not supported");
  expectYamlError(tinyYaml.str() + "---\nname: other\n",
                  "15:1: error: expected one YAML document, found more");
  EXPECT_TRUE(parseYaml("%YAML 1.2\n---\n" + tinyYaml.str() + "...\n")
                  .value.has_value());
}

TEST(Yaml, RejectsBadSyntax) {
  expectYamlError("[K, C]", "[K, C",
                  "13:16: error: invalid YAML: could not find closing ]");
  expectYamlError("    size: 4", "   size: 4",
                  "12:8: error: invalid YAML: unexpected token, expected Block "
                  "Entry or Block End");
  expectYamlError(
      "name: tiny", "name: \"tiny",
      "13:17: error: invalid YAML: expected quote at end of scalar");
  expectYamlError(
      "name: tiny", "name: 'tiny",
      "13:17: error: invalid YAML: expected quote at end of scalar");
  expectYamlError("name: tiny", "name: \xFF",
                  "1:7: error: invalid YAML: got empty plain scalar");
  expectYamlError("name: tiny", "name: @",
                  "1:7: error: invalid YAML: unrecognized character while "
                  "tokenizing");
}

/// No text crashes the reader, or keeps it busy.
TEST(Yaml, SurvivesAbuse) {
  constexpr size_t size = 1 << 20;
  auto repeat = [](llvm::StringRef piece) {
    std::string text;
    while (text.size() < size)
      text += piece;
    return text;
  };
  auto firstOf = [](const std::string &text) {
    Parsed<Accelerator> parsed = parseYaml(text);
    EXPECT_FALSE(parsed.value.has_value());
    EXPECT_LE(parsed.diagnostics.size(), 25u);
    return parsed.diagnostics.empty() ? "" : parsed.diagnostics.front();
  };
  std::string deep = "error: values nested too deeply";
  EXPECT_EQ(firstOf(repeat("[")), "1:33: " + deep);
  EXPECT_EQ(firstOf(repeat("{a: ")), "1:129: " + deep);
  EXPECT_EQ(firstOf(repeat("- ")), "1:65: " + deep);
  EXPECT_EQ(firstOf("[" + repeat(",")),
            "1:1002: error: too many commas in a row");
  EXPECT_EQ(firstOf("[" + repeat(", # ]\n")),
            "1001:1: error: too many commas in a row");
  EXPECT_EQ(firstOf("a: 1\n" + repeat("...\n")),
            "1:1: error: too many ends of documents");
  EXPECT_EQ(firstOf("[" + repeat("1,")), "1:1: error: more than 100000 values");
  for (llvm::StringRef piece :
       {"]",     "{",    "}",        ":",   "? ",  "a: ", "a: 1\n",
        "'",     "\"\n", "\\",       "&a ", "*a ", "!a ", "%TAG ! a\n",
        "---\n", "#\n",  "|\n ",     "> ",  "\r",  "\t",  "\xFF",
        "@",     "-\n",  "\xF0\x9F", "{a",  "[a: "})
    EXPECT_NE(firstOf(repeat(piece)), "") << piece.str();
  EXPECT_NE(firstOf(std::string(size, '\0')), "");

  // Every beginning of a machine, and every machine without one character.
  for (size_t i = 0; i < tinyYaml.size(); ++i) {
    parseYaml(tinyYaml.take_front(i));
    parseYaml((tinyYaml.take_front(i) + tinyYaml.drop_front(i + 1)).str());
  }
}

} // namespace
