//===- YamlErrorTest.cpp - What is wrong with a YAML machine --------------===//
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

TEST(Yaml, RejectsWrongMachines) {
  expectYamlError("[1, 2]\n", "1:1: error: expected a map with the keys of a "
                              "machine, found a list");
  expectYamlError("machine\n", "1:1: error: expected a map with the keys of a "
                               "machine, found 'machine'");
  expectYamlError("name: tiny\n", "", "1:1: error: missing key 'name'");
  expectYamlError("frequency: 200\n", "",
                  "1:1: error: missing key 'frequency'");
  expectYamlError("precision: 16\n", "", "1:1: error: missing key 'precision'");
  expectYamlError("frequency", "frequencey",
                  "2:1: error: unknown key 'frequencey', did you mean "
                  "'frequency'?");
  expectYamlError("name: tiny", "name: tiny\nlevel: 3",
                  "2:1: error: unknown key 'level', did you mean 'levels'?");
  expectYamlError("name: tiny", "name: tiny\ncolour: red",
                  "2:1: error: unknown key 'colour', expected one of name, "
                  "frequency, precision, compute, levels");
  expectYamlError("name: tiny", "name: tiny\nname: tony",
                  "2:1: error: duplicate key 'name'");
  expectYamlError("name: tiny", "name: []",
                  "1:7: error: expected a name, found a list");
  expectYamlError("name: tiny",
                  "name:", "1:1: error: expected a name, found nothing");
  expectYamlError("name: tiny", "{a: b}: tiny",
                  "1:1: error: expected a word as key, found a map");

  expectYamlError("200", "0",
                  "2:12: error: expected a positive frequency in MHz, found 0");
  expectYamlError("200", "fast",
                  "2:12: error: expected a number, found 'fast'");
  expectYamlError("200", "-1",
                  "2:12: error: expected a number that is not "
                  "negative, found -1");
  expectYamlError("200", "1e-31",
                  "2:12: error: expected at least 1e-30, found 1e-31");
  expectYamlError("200", "1e31",
                  "2:12: error: expected at most 1e30, found 1e31");
  expectYamlError("200", "nan", "2:12: error: expected a number, found 'nan'");
  expectYamlError("200", "[200]",
                  "2:12: error: expected a frequency in MHz, found a list");

  expectYamlError("16", "0", "3:12: error: expected at least 1, found 0");
  expectYamlError("16", "2000",
                  "3:12: error: expected at most 1024, found 2000");
  expectYamlError("16", "INT16",
                  "3:12: error: expected an integer, found 'INT16'");
  expectYamlError("16", "'16'",
                  "3:12: error: expected an integer, found ''16''");
  expectYamlError("16", "{input: 8, weight: 8}",
                  "3:12: error: missing key 'output'");
  expectYamlError(
      "16", "{input: 8, weight: 8, output: 8, sum: 3}",
      "3:45: error: unknown key 'sum', expected one of input, weight, "
      "output");

  expectYamlError("precision: 16", "precision: 16\ncompute: 3",
                  "4:10: error: expected a map with energy, static, pipelined, "
                  "found '3'");
  expectYamlError("precision: 16", "precision: 16\ncompute: {enrgy: 3}",
                  "4:11: error: unknown key 'enrgy', did you mean 'energy'?");
  expectYamlError("precision: 16", "precision: 16\ncompute: {pipelined: yes}",
                  "4:22: error: expected false or true, found 'yes'");
  expectYamlError(
      "precision: 16", "precision: 16\ncompute: {static: -1}",
      "4:19: error: expected a number that is not negative, found -1");
}

TEST(Yaml, RejectsWrongLevels) {
  std::string head = "name: n\nfrequency: 1\nprecision: 8\n";
  expectYamlError(head, "1:1: error: missing key 'levels'");
  expectYamlError(head + "levels: []",
                  "4:9: error: expected a list of memories "
                  "and arrays, found a list");
  expectYamlError(head + "levels: {memory: DRAM}",
                  "4:9: error: expected a list of memories and arrays, found a "
                  "map");
  expectYamlError(
      head + "levels: [DRAM]",
      "4:10: error: expected a map with the key 'memory' or 'array', "
      "found 'DRAM'");
  expectYamlError("array: LANES", "arry: LANES",
                  "11:5: error: expected the key 'memory' or 'array', found "
                  "neither");
  expectYamlError(
      "array: LANES", "array: LANES\n    memory: LANES",
      "11:5: error: expected the key 'memory' or 'array', found both");
  expectYamlError("array: LANES", "array: ''",
                  "11:12: error: expected a name, found ''''");
  expectYamlError("array: LANES", "array: {}",
                  "11:12: error: expected a name, found a map");
  expectYamlError(
      "array: LANES", "array: '\"'",
      "11:12: error: expected a name without quotes, backslashes and "
      "tabs");
  expectYamlError("array: LANES", "array: Buffer",
                  "11:12: error: another level is named 'Buffer'");
  expectYamlError("size: 4",
                  "size: {y: 2, x: 2}\n  - array: LANES(Y)\n    size: 2",
                  "13:12: error: another level is named 'LANES(Y)'");
  expectYamlError(
      "DRAM", "DRAM\n    holds: [input]",
      "5:13: error: the first level must be a memory that holds all "
      "operands");
  expectYamlError(
      head + "levels:\n- array: LANES\n  size: 2",
      "5:10: error: the first level must be a memory that holds all "
      "operands");

  std::string many = head + "levels:\n";
  for (unsigned i = 0; i < maxLevels; ++i)
    many += "- memory: M" + std::to_string(i) + "\n";
  EXPECT_TRUE(parseYaml(many).value.has_value());
  expectYamlError(many + "- memory: LAST\n- memory: MORE\n",
                  "37:11: error: more than 32 levels");
  many += "- array: A\n  size: {y: 1, x: 1}\n";
  Parsed<Accelerator> parsed = parseYaml(many);
  EXPECT_EQ(parsed.diagnostics,
            Diagnostics{"37:10: error: more than 32 levels"});
}

TEST(Yaml, RejectsWrongMemories) {
  expectYamlError("energy: 128", "enrgy: 128",
                  "6:5: error: unknown key 'enrgy', did you mean 'energy'?");
  expectYamlError(
      "energy: 128", "color: 128",
      "6:5: error: unknown key 'color', expected one of memory, holds, "
      "double_buffered, capacity, energy, pass_energy, bandwidth, "
      "ports, whole_accesses, access_cycles, static, stationary, "
      "steps, sliding");
  expectYamlError("[input, weight]", "input",
                  "8:12: error: expected a list of operands, found 'input'");
  expectYamlError(
      "[input, weight]", "[input, weigth]",
      "8:20: error: expected input, weight or output, found 'weigth', "
      "did you mean 'weight'?");
  expectYamlError(
      "[input, weight]", "[input, bias]",
      "8:20: error: expected input, weight or output, found 'bias'");
  expectYamlError("[input, weight]", "[input, Input]",
                  "8:20: error: duplicate 'Input'");

  for (llvm::StringRef size : {"1", "1 KB", "1 kib", "KiB", "x KiB", "-1 KiB",
                               "1e3 KiB", "1 KiB KiB", "''"})
    expectYamlError(
        "1 KiB", size,
        ("9:15: error: expected a size in B, KiB, MiB, GiB or bits, "
         "found '" +
         size + "'")
            .str());
  expectYamlError("1 KiB", "1.2.3 KiB",
                  "9:15: error: expected a number, found '1.2.3'");
  for (llvm::StringRef size : {"0 B", "0.5 bits", "0.1 KiB"})
    expectYamlError("1 KiB", size,
                    ("9:15: error: expected a positive number of whole bits, "
                     "found " +
                     size)
                        .str());
  EXPECT_TRUE(
      parseYaml(replaceIn(tinyYaml, "1 KiB", "524288 GiB")).value.has_value());
  expectYamlError("1 KiB", "524289 GiB",
                  "9:15: error: size 524289 GiB exceeds 2^52 bits");
  expectYamlError(
      "1 KiB", "[]",
      "9:15: error: expected a size or a list of rooms, found a list");
  expectYamlError(
      "1 KiB", "[1 KiB]",
      "9:16: error: expected a room with operands and size, found '1 "
      "KiB'");
  expectYamlError("1 KiB", "[{operands: [input]}]",
                  "9:16: error: missing key 'size'");
  expectYamlError("1 KiB", "[{size: 1 KiB}]",
                  "9:16: error: missing key 'operands'");
  expectYamlError(
      "1 KiB", "[{operand: [input], size: 1 KiB, operands: []}]",
      "9:17: error: unknown key 'operand', did you mean 'operands'?");

  expectYamlError("128", "-1",
                  "6:13: error: expected a number that is not "
                  "negative, found -1");
  expectYamlError("128", "[1, 2, 3]",
                  "6:13: error: expected a number, found a list");
  expectYamlError(
      "128", "{read: 1, input: 2}",
      "6:23: error: unknown key 'input', expected one of read, write");
  expectYamlError("128", "{input: {inside: 2}}",
                  "6:22: error: unknown key 'inside', expected one of read, "
                  "write");
  expectYamlError("128", "{inputs: 1}",
                  "6:14: error: unknown key 'inputs', did you mean 'input'?");
  expectYamlError("128", "1e31",
                  "6:13: error: expected at most 1e30, found 1e31");
  expectYamlError("energy: 128", "pass_energy: {input: {read: 1}}",
                  "6:26: error: expected a number, found a map");

  expectYamlError("bandwidth: 64", "bandwidth: 0",
                  "10:16: error: expected at least 1, found 0");
  expectYamlError(
      "bandwidth: 64", "bandwidth: 4503599627370497",
      "10:16: error: expected at most 2^52, found 4503599627370497");
  expectYamlError("bandwidth: 64", "bandwidth: {read: 64}",
                  "10:16: error: missing key 'write'");
  expectYamlError("bandwidth: 64", "bandwidth: {inside: 64, write: 3}",
                  "10:29: error: unknown key 'write', expected one of inside");
  expectYamlError("bandwidth: 64", "bandwidth: {write: 64}",
                  "10:16: error: missing key 'read'");
  expectYamlError(
      "bandwidth: 64", "ports: seperate",
      "10:12: error: expected shared or separate, found 'seperate', "
      "did you mean 'separate'?");
  expectYamlError("bandwidth: 64", "double_buffered: 1",
                  "10:22: error: expected false or true, found '1'");
  expectYamlError(
      "bandwidth: 64", "stationary: [input]",
      "10:17: error: expected input, weight or output, found a list");
  expectYamlError("bandwidth: 64", "steps: 1",
                  "10:12: error: expected a map such as {G: 1}, found '1'");
  expectYamlError(
      "bandwidth: 64", "steps: {Z: 1}",
      "10:13: error: expected one of K,B,P,Q,C,R,S,G,D,T, found 'Z'");
  expectYamlError("bandwidth: 64", "steps: {G: 0}",
                  "10:16: error: expected at least 1, found 0");
  expectYamlError("bandwidth: 64", "steps: {G: 1, g: 2}",
                  "10:19: error: duplicate key 'g'");
  expectYamlError("energy: 128", "sliding: true",
                  "6:14: error: expected a memory that takes in inputs");
  expectYamlError("[input, weight]\n", "[weight]\n    sliding: true\n",
                  "9:14: error: expected a memory that takes in inputs");
}

TEST(Yaml, RejectsWrongArrays) {
  expectYamlError("    size: 4\n", "", "11:5: error: missing key 'size'");
  expectYamlError("size: 4", "size: 0",
                  "12:11: error: expected at least 1, found 0");
  expectYamlError(
      "size: 4", "size: 4503599627370497",
      "12:11: error: expected at most 2^52, found 4503599627370497");
  expectYamlError("size: 4", "size: 4 units",
                  "12:11: error: expected an integer, found '4 units'");
  expectYamlError("size: 4", "size: [4]",
                  "12:11: error: expected a number, found a list");
  expectYamlError("size: 4", "size: 4\n    capacity: 1 KiB",
                  "13:5: error: unknown key 'capacity', expected one of array, "
                  "size, dims, fill");
  expectYamlError("size: 4", "size: 4\n    fill: sistolic",
                  "13:11: error: expected none or systolic, found 'sistolic', "
                  "did you mean 'systolic'?");
  expectYamlError("size: 4", "size: 4\n    fill: {y: systolic}",
                  "13:11: error: expected none or systolic, found a map");
  expectYamlError("[K, C]", "K",
                  "13:11: error: expected a list of dimensions, "
                  "found 'K'");
  expectYamlError("[K, C]", "[K, Z]",
                  "13:15: error: expected one of "
                  "K,B,P,Q,C,R,S,G,D,T, found 'Z'");
  expectYamlError(
      "[K, C]", "[K, [C]]",
      "13:15: error: expected one of K,B,P,Q,C,R,S,G,D,T, found a list");
  expectYamlError("[K, C]", "[K, k]", "13:15: error: duplicate 'k'");
  expectYamlError("[K, C]", "{y: [K]}",
                  "13:11: error: expected a list of dimensions, found a map");
  expectYamlError("size: 4\n    dims: [K, C]", "size: {}",
                  "12:11: error: expected a size for y, x or both");
  expectYamlError("size: 4\n    dims: [K, C]", "size: {y: 4, z: 4}",
                  "12:18: error: unknown key 'z', expected one of y, x");
  expectYamlError("size: 4\n    dims: [K, C]",
                  "size: {y: 4}\n    dims: {x: [K]}",
                  "13:12: error: unknown key 'x', expected one of y");
  expectYamlError("size: 4",
                  "size: 4503599627370496\n  - array: MORE\n    size: 2",
                  "13:12: error: the number of MAC units exceeds 2^52");
}

/// All of them are reported, at most so many.
TEST(Yaml, ReportsEveryProblem) {
  Parsed<Accelerator> parsed =
      parseYaml("name: n\nfrequency: x\nlevels:\n- memory: DRAM\n  "
                "enrgy: 1\n- array: A\n");
  EXPECT_EQ(parsed.diagnostics,
            (Diagnostics{"2:12: error: expected a number, found 'x'",
                         "5:3: error: unknown key 'enrgy', did you mean "
                         "'energy'?",
                         "6:3: error: missing key 'size'",
                         "1:1: error: missing key 'precision'"}));
  std::string text = tinyYaml.str();
  for (unsigned i = 0; i < 100; ++i)
    text += "key" + std::to_string(i) + ": 1\n";
  parsed = parseYaml(text);
  ASSERT_EQ(parsed.diagnostics.size(), 21u);
  EXPECT_EQ(parsed.diagnostics.back(), "34:1: error: too many errors");
}

/// As in a `.cfg` file.
TEST(Yaml, WarnsOfRoomsWithoutATile) {
  Parsed<Accelerator> parsed = parseYaml(
      replaceIn(tinyYaml, "1 KiB", "[{operands: [weight], size: 3 B}]"));
  EXPECT_TRUE(parsed.value.has_value());
  EXPECT_EQ(parsed.diagnostics, Diagnostics());
  parsed = parseYaml(replaceIn(tinyYaml, "1 KiB",
                               "[{operands: [weight], size: 3 B}]\n"
                               "    double_buffered: true"));
  EXPECT_TRUE(parsed.value.has_value());
  EXPECT_EQ(parsed.diagnostics,
            Diagnostics{"9:15: warning: no tile fits into 24 bits: the "
                        "smallest of weight takes 32"});
}

} // namespace
