//===- Help.cpp - What --help prints --------------------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names and texts are those of Options.td; sections and their order are here.
//
//===----------------------------------------------------------------------===//

#include "CommandLine.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace neurospector;
using namespace neurospector::tool;

namespace {
struct Section {
  const char *title;
  std::initializer_list<OptionId> options;
};
} // namespace

static constexpr char overview[] =
    "Schedules DNN layers on accelerators, and costs schedules.\n\n"
    "  neurospector --accelerator=NAME --network=NAME [options]\n"
    "  neurospector --run_type=analyzer --accelerator=NAME "
    "--scheduling_table=FILE [options]\n\n"
    "--name=value may also be written --name value, -name=value or "
    "-name value.\n";

static const Section sections[] = {
    {"Input", {OPT_accelerator, OPT_network, OPT_layer, OPT_run_type}},
    {"Search",
     {OPT_metric, OPT_optimizer, OPT_dataflow, OPT_factors, OPT_cost_model,
      OPT_max_evaluations, OPT_thread, OPT_cross_layer_optimization,
      OPT_multi_chip_partitioning}},
    {"Output",
     {OPT_format, OPT_output_dir, OPT_report, OPT_print_accelerator,
      OPT_list_builtins, OPT_help, OPT_version}},
    {"Analyzer", {OPT_scheduling_table}},
};

static constexpr char examples[] =
    "Examples\n"
    "  The proven optimum for every layer of ResNet-50 on Eyeriss:\n"
    "    neurospector --accelerator=eyeriss --network=resnet50\n"
    "  The published search and cost model on your own files, layer 3 only:\n"
    "    neurospector -a=my.cfg -n=net.cfg -o=bottom-up "
    "--cost_model=published -l=3\n"
    "  Fastest schedules with any loop orders, as JSON Lines, costed again:\n"
    "    neurospector -a=simba -n=resnet50 -d=flexible -m=cycle --format=json "
    "> s.jsonl\n"
    "    neurospector -r=analyzer -a=simba -s=s.jsonl\n"
    "  A machine of your own, from a built-in one:\n"
    "    neurospector -a=eyeriss --print_accelerator=yaml > my.yaml\n"
    "    neurospector -a=my.yaml -n=resnet50\n\n"
    "The exit code is 0 only on success.\n";

/// "-a, --accelerator=NAME|FILE".
static std::string names(OptionId option) {
  const llvm::opt::OptTable &table = optionTable();
  std::string result = "    ";
  for (unsigned id = 1; id <= table.getNumOptions(); ++id) {
    llvm::StringRef name = table.getOptionName(id).rtrim('=');
    llvm::opt::Option alias = table.getOption(id).getAlias();
    if (name.size() == 1 && alias.isValid() && alias.getID() == option)
      result = ("-" + name + ", ").str();
  }
  result += table.getOptionPrefixedName(option);
  if (const char *value = table.getOptionMetaVar(option))
    result += value;
  return result;
}

/// Names, and beside them the text, broken between words.
static void printOption(llvm::raw_ostream &os, OptionId option) {
  constexpr size_t column = 34, width = 100;
  std::string line = "  " + names(option);
  auto flush = [&] {
    os << llvm::StringRef(line).rtrim() << '\n';
    line.assign(column, ' ');
  };
  if (line.size() >= column)
    flush();
  line.resize(column, ' ');
  llvm::StringRef text = optionTable().getOptionHelpText(option);
  for (llvm::StringRef paragraph : llvm::split(text, '\n')) {
    for (llvm::StringRef word : llvm::split(paragraph, ' ')) {
      if (line.size() + word.size() > width)
        flush();
      line += word;
      line += ' ';
    }
    flush();
  }
}

void tool::printHelp(llvm::raw_ostream &os) {
  os << overview << '\n';
  for (const Section &section : sections) {
    os << section.title << '\n';
    for (OptionId option : section.options)
      printOption(os, option);
    os << '\n';
  }
  os << examples;
}
