//===- YamlPrintTest.cpp - Machines written as YAML -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedFile.h"
#include "RandomMachine.h"
#include "llvm/Support/FormatVariadic.h"

#include <filesystem>

using namespace neurospector;
using namespace neurospector::test;

namespace {

TEST(Yaml, WritesOnlyWhatIsNeeded) {
  EXPECT_EQ(printYaml(*parseYaml(tinyYaml).value), tinyYaml.str());
  Accelerator eyeriss =
      *loadAccelerator("eyeriss", [](const llvm::SMDiagnostic &) {});
  EXPECT_EQ(printYaml(eyeriss), R"(name: eyeriss
frequency: 200
precision: 16
compute: {energy: 2.2, static: 0.0132}
levels:
  - memory: DRAM
    energy: 128
    bandwidth: {inside: 64}
    access_cycles: 8
    static: 0.024
    stationary: output
  - memory: GLOBAL_BUFFER
    holds: [input, output]
    capacity: 100 KiB
    energy: {input: 5.27, output: 5.27}
    pass_energy: {weight: 1.42}
    bandwidth: {inside: 64}
    static: 0.012481
    stationary: weight
  - array: PE_ARRAY
    size: {y: 12, x: 14}
  - memory: LOCAL_BUFFER
    capacity: [{operands: [input], size: 24 B}, {operands: [weight], size: 448 B}, {operands: [output], size: 48 B}]
    energy: {input: 0.19, weight: 0.63, output: 0.25}
    bandwidth: {inside: 16}
    ports: separate
    whole_accesses: true
    static: 3.46e-05
)");
}

/// Names that other readers would take for something else.
TEST(Yaml, QuotesNames) {
  Accelerator machine = *parseYaml(tinyYaml).value;
  for (std::string name : {"y", "null", "-", "1", "a b", "#", "", "a: b",
                           "\u00e9\t\uFEFF", "'", "\"\\", "{", "*a"}) {
    machine.name = name;
    expectRoundTrip(machine);
  }
  machine.levels[1].name = "100%, (Y) {x: 'y'} #";
  machine.levels[2].name = "(Y)";
  expectRoundTrip(machine);
}

/// The machines of the conformance data, where they are.
TEST(Yaml, RoundTripsConformanceMachines) {
  std::filesystem::path folder =
      NEUROSPECTOR_SOURCE_DIR "/../shared/conformance/machines";
  std::error_code missing;
  for (const auto &entry :
       std::filesystem::directory_iterator(folder, missing)) {
    std::optional<Accelerator> machine = loadAccelerator(
        entry.path().string(), [](const llvm::SMDiagnostic &diagnostic) {
          ADD_FAILURE() << format(diagnostic);
        });
    ASSERT_TRUE(machine.has_value()) << entry.path();
    expectRoundTrip(*machine);
  }
}

/// Anything that a machine can be, whether of use or not.
class ArbitraryMachine {
public:
  explicit ArbitraryMachine(unsigned seed) : random(seed) {}

  Accelerator make() {
    Accelerator machine;
    machine.name = "random";
    for (int64_t &bits : machine.bits)
      bits = upTo(2) ? 16 : 1 + upTo(1023);
    machine.frequencyMHz = quantity() + 1e-3;
    machine.macEnergy = quantity();
    machine.macStaticPower = quantity();
    machine.pipelined = upTo(1);
    machine.levels.push_back({"DRAM", memory(/*isFirst=*/true)});
    machine.levels.back().memory()->holds = OperandSet::all();
    for (unsigned i = 0, count = upTo(9); i < count; ++i) {
      std::string name = llvm::formatv("L{0}", i).str();
      if (upTo(1)) {
        machine.levels.push_back({name, memory()});
        continue;
      }
      int64_t axes = upTo(3);
      if (axes & 1)
        machine.levels.push_back({name + "(Y)", array()});
      if (axes & 2)
        machine.levels.push_back({name + "(X)", array()});
      if (axes == 0)
        machine.levels.push_back({name, array()});
    }
    return machine;
  }

private:
  int64_t upTo(int64_t last) {
    return std::uniform_int_distribution<int64_t>(0, last)(random);
  }
  double quantity() {
    switch (upTo(3)) {
    case 0:
      return 0;
    case 1:
      return static_cast<double>(upTo(1000));
    case 2:
      return static_cast<double>(upTo(1000)) / 64;
    default:
      return std::exp(std::uniform_real_distribution(-60.0, 60.0)(random));
    }
  }
  PerOperand<double> quantities(double unused) {
    PerOperand<double> result;
    double common = quantity();
    int64_t kind = upTo(2);
    for (double &value : result)
      value = kind == 0 ? unused : kind == 1 ? common : quantity();
    return result;
  }
  template <typename Set, typename All> Set subset(const All &all) {
    if (upTo(2) == 0)
      return Set::all();
    Set result;
    for (auto value : all)
      if (upTo(1))
        result.insert(value);
    return result;
  }
  Array array() {
    return {1 + upTo(20), subset<DimSet>(allDims), upTo(1) == 1};
  }

  Memory memory(bool isFirst = false) {
    Memory memory;
    memory.holds = subset<OperandSet>(allOperands);
    for (int64_t i = 0, count = upTo(3); i < count; ++i)
      memory.rooms.push_back(
          {upTo(1) ? memory.holds : subset<OperandSet>(allOperands),
           (int64_t(1) << (13 + upTo(35))) + upTo(2)});
    memory.readEnergy = quantities(0);
    memory.writeEnergy = upTo(1) ? memory.readEnergy : quantities(0);
    memory.passEnergy = quantities(0);
    memory.bandwidth = Bandwidth(upTo(3));
    if (memory.bandwidth != Bandwidth::Unlimited)
      memory.readBits = 1 + upTo(maxSize - 1);
    if (memory.bandwidth == Bandwidth::TwoPorts)
      memory.writeBits = 1 + upTo(512);
    memory.separatePorts = upTo(1);
    memory.wholeAccesses = upTo(1);
    memory.doubleBuffered = upTo(1);
    memory.accessCycles = quantities(1);
    memory.staticPower = quantity();
    if (upTo(1))
      memory.stationary = allOperands[upTo(2)];
    for (int64_t &steps : memory.steps)
      steps = upTo(3) == 0 ? upTo(9) : 0;
    memory.sliding =
        !isFirst && memory.holds.contains(Operand::Input) && upTo(1);
    return memory;
  }

  std::mt19937_64 random;
};

TEST(Yaml, RoundTripsArbitraryMachines) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    expectRoundTrip(ArbitraryMachine(seed).make());
    if (HasFailure())
      FAIL() << "seed " << seed;
  }
}

/// The machines of the other property tests; some have no room for a tile.
TEST(Yaml, RoundTripsRandomMachines) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    test::RandomChooser chooser(seed);
    for (const Accelerator &machine : {test::randomMachine(chooser),
                                       test::randomPublishedMachine(chooser)}) {
      std::string text = printYaml(machine);
      ASSERT_EQ(parseYaml(text).value, machine) << text;
    }
  }
}

} // namespace
