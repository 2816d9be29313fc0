//===- Options.cpp - What the command is asked to do ----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The options of NeuroSpector v1.5 under the same names, and ours.
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "CommandLine.h"
#include "Output.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/MachineDrawing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/WithColor.h"

using namespace neurospector;
using namespace neurospector::tool;

void tool::printError(const llvm::Twine &message) {
  // It may quote a name or a path of any length.
  llvm::WithColor::error(llvm::errs(), "neurospector")
      << shorten(cleanText(message.str()), /*longest=*/1000) << '\n';
}

void tool::printDiagnostic(const llvm::SMDiagnostic &diagnostic) {
  writeDiagnostic(llvm::errs(), diagnostic);
}

bool tool::fail(const llvm::Twine &message) {
  printError(message);
  return false;
}

static void printList(llvm::raw_ostream &os) {
  os << "accelerators:\n";
  for (llvm::StringRef name : builtinAccelerators())
    os << llvm::formatv("  {0,-14} {1}\n", name, acceleratorSummary(name));
  os << "networks: " << llvm::join(builtinNetworks(), " ") << '\n';
}

static void printVersion(llvm::raw_ostream &os) {
  os << "neurospector " NEUROSPECTOR_VERSION ", with LLVM " LLVM_VERSION_STRING
        "\n";
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static bool readThreads(const CommandLine &line, Options &options) {
  constexpr uint64_t maxThreads = 1024;
  uint64_t threads = 0;
  if (!line.read(OPT_thread, threads))
    return false;
  if (threads > maxThreads)
    return fail("--thread=" + llvm::Twine(threads) + " exceeds " +
                llvm::Twine(maxThreads) + " threads");
  if (threads == 0)
    threads = llvm::hardware_concurrency().compute_thread_count();
  options.threads = static_cast<unsigned>(threads);
  // The other searches share out layers.
  if (options.optimizer == Optimizer::BruteForce)
    options.search.threads = options.threads;
  return true;
}

/// What needs no file to be understood.
static bool readValues(const CommandLine &line, Options &options) {
  SearchOptions &search = options.search;
  options.schedulingTable = line.text(OPT_scheduling_table);
  options.outputDir = line.text(OPT_output_dir);
  options.report = line.text(OPT_report);
  return line.choose(OPT_run_type, {RunType::Optimizer, RunType::Analyzer},
                     options.runType) &&
         line.choose(OPT_metric, {Metric::Energy, Metric::Cycle, Metric::Edp},
                     search.metric) &&
         line.choose(
             OPT_optimizer,
             {Optimizer::Optimal, Optimizer::BottomUp, Optimizer::BruteForce},
             options.optimizer) &&
         line.choose(OPT_dataflow,
                     {DataflowMode::Fixed, DataflowMode::Flexible},
                     search.mode) &&
         line.choose(
             OPT_factors,
             {FactorMode::Auto, FactorMode::Perfect, FactorMode::Imperfect},
             search.factors) &&
         line.choose(OPT_cost_model, {&exactCostModel(), &publishedCostModel()},
                     search.model) &&
         line.choose(OPT_format, {Format::Text, Format::Json, Format::Csv},
                     options.format) &&
         line.choose(OPT_print_accelerator, {&printAccelerator, &printSvg},
                     options.printAccelerator) &&
         line.read(OPT_cross_layer_optimization, options.crossLayer) &&
         line.read(OPT_max_evaluations, search.maxEvaluations) &&
         readThreads(line, options);
}

//===----------------------------------------------------------------------===//
// Combinations
//===----------------------------------------------------------------------===//

/// The analyzer costs every schedule of its file as it stands.
static bool checkAnalyzer(const CommandLine &line) {
  if (!line.has(OPT_scheduling_table))
    return fail("no schedules: give --scheduling_table=FILE");
  for (OptionId option :
       {OPT_layer, OPT_max_evaluations, OPT_cross_layer_optimization,
        OPT_multi_chip_partitioning, OPT_output_dir})
    if (line.has(option))
      return fail(spell(option) + " is for --run_type=optimizer");
  return true;
}

static bool checkOptimizer(const CommandLine &line, const Options &options) {
  if (llvm::Error error = checkOptions(options.optimizer, options.search))
    return fail(llvm::toString(std::move(error)));
  if (options.search.factors == FactorMode::Imperfect &&
      (options.crossLayer || line.has(OPT_multi_chip_partitioning)))
    return fail("--factors=imperfect does not go with "
                "--cross_layer_optimization or --multi_chip_partitioning");
  bool isExact = options.search.model == &exactCostModel();
  bool isPartition = line.has(OPT_multi_chip_partitioning);
  if (isPartition && !isExact)
    return fail("--multi_chip_partitioning needs --cost_model=exact");
  if (isPartition && (options.crossLayer || line.has(OPT_layer) ||
                      line.text(OPT_network) == "all" ||
                      line.has(OPT_output_dir) || line.has(OPT_report)))
    return fail(
        "--multi_chip_partitioning schedules its layers of one network; "
        "it does not go with --cross_layer_optimization, --layer, "
        "--network=all, --output_dir or --report");
  if (options.crossLayer && !isExact)
    return fail("--cross_layer_optimization=true needs --cost_model=exact");
  if (!line.has(OPT_network))
    return fail("no network: give --network=NAME or a file (--list names the "
                "built-in ones)");
  if (line.has(OPT_scheduling_table))
    return fail("--scheduling_table is for --run_type=analyzer");
  return true;
}

/// Which options go together.
static bool checkCombination(const CommandLine &line, const Options &options) {
  if (!line.has(OPT_accelerator))
    return fail("no accelerator: give --accelerator=NAME or a file "
                "(--list names the built-in ones)");
  if (options.printAccelerator) {
    if (auto other = line.findOther({OPT_accelerator, OPT_print_accelerator}))
      return fail("--print_accelerator searches nothing; it does not go with " +
                  spell(*other));
    return true;
  }
  return options.runType == RunType::Analyzer ? checkAnalyzer(line)
                                              : checkOptimizer(line, options);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// The number of the layer that \p given numbers or names.
static std::optional<unsigned> findLayer(const Network &network,
                                         llvm::StringRef given) {
  unsigned number;
  if (!given.getAsInteger(0, number)) {
    if (number != 0 && number <= network.layers.size())
      return number;
    if (number == 0)
      fail("no layer 0: layers are numbered from 1");
    else
      fail("no layer " + given + " in network '" + network.name +
           "': it has layers 1 to " + llvm::Twine(network.layers.size()));
    return std::nullopt;
  }
  llvm::SmallVector<llvm::StringRef> names;
  llvm::SmallVector<unsigned> found;
  for (const auto &[i, layer] : llvm::enumerate(network.layers)) {
    names.push_back(layer.name);
    if (given.equals_insensitive(layer.name))
      found.push_back(static_cast<unsigned>(i + 1));
  }
  if (found.size() == 1)
    return found.front();
  if (found.empty())
    fail("no layer '" + given + "' in network '" + network.name +
         "': it has layers 1 to " + llvm::Twine(network.layers.size()) +
         didYouMean(given, names));
  else
    fail("layers " + llvm::Twine(found[0]) + " and " + llvm::Twine(found[1]) +
         " of network '" + network.name + "' are both named '" + given +
         "': give a number");
  return std::nullopt;
}

/// Sets the layer to look at, which is the same in all networks.
static bool readLayer(const CommandLine &line, const Network &network,
                      Options &options) {
  std::string given = line.text(OPT_layer);
  std::optional<unsigned> number = findLayer(network, given);
  if (!number)
    return false;
  if (options.layer != 0 && options.layer != *number)
    return fail(
        "layer '" + given + "' is number " + llvm::Twine(options.layer) +
        " in network '" + options.networks.back().name + "', but " +
        llvm::Twine(*number) + " in '" + network.name + "': give a number");
  options.layer = *number;
  return true;
}

/// The layers that are to run side by side, on chips.
static bool readPartition(const CommandLine &line, const Network &network,
                          Options &options) {
  for (const std::string &given : line.list(OPT_multi_chip_partitioning)) {
    std::optional<unsigned> number = findLayer(network, given);
    if (!number)
      return false;
    if (llvm::is_contained(options.sideBySide, *number))
      return fail("--multi_chip_partitioning names layer " +
                  llvm::Twine(*number) + " twice");
    options.sideBySide.push_back(*number);
  }
  return options.sideBySide.size() != 1 ||
         fail("--multi_chip_partitioning needs at least two layers");
}

static bool readNetworks(const CommandLine &line, Options &options) {
  std::string network = line.text(OPT_network);
  std::vector<llvm::StringRef> names = {network};
  if (network == "all")
    names.assign(builtinNetworks().begin(), builtinNetworks().end());
  for (llvm::StringRef name : names) {
    std::optional<Network> read = loadNetwork(name, printDiagnostic);
    if (!read || (line.has(OPT_layer) && !readLayer(line, *read, options)) ||
        !readPartition(line, *read, options))
      return false;
    options.networks.push_back(std::move(*read));
  }
  return true;
}

/// The report is a file of its own, and can be written.
static bool checkReport(const CommandLine &line, const Options &options) {
  if (options.report == "-")
    return fail("--report needs the name of a file: standard output takes the "
                "tables");
  for (OptionId input : {OPT_accelerator, OPT_network, OPT_scheduling_table})
    if (llvm::sys::fs::equivalent(line.text(input), options.report))
      return fail("--report would replace '" + line.text(input) +
                  "', which is read");
  return checkWritableFile(options.report);
}

static bool readFiles(const CommandLine &line, Options &options) {
  options.acceleratorFile = line.text(OPT_accelerator);
  std::optional<Accelerator> machine =
      loadAccelerator(options.acceleratorFile, printDiagnostic);
  if (!machine)
    return false;
  options.accelerator = std::move(*machine);
  return !line.has(OPT_network) || readNetworks(line, options);
}

std::optional<Options> tool::readOptions(int argc, char **argv) {
  std::optional<CommandLine> line = CommandLine::parse(
      llvm::ArrayRef(argv, static_cast<size_t>(argc)).drop_front(argc > 0));
  if (!line)
    return std::nullopt;
  for (auto [option, print] :
       {std::pair(OPT_help, &printHelp), std::pair(OPT_version, &printVersion),
        std::pair(OPT_list_builtins, &printList)})
    if (line->has(option)) {
      print(llvm::outs());
      exit(flushOutput() ? 0 : 1);
    }
  Options options;
  options.search.factors = FactorMode::Auto;
  if (!readValues(*line, options) || !checkCombination(*line, options) ||
      !readFiles(*line, options))
    return std::nullopt;
  bool isAlone = !options.crossLayer && options.sideBySide.empty();
  if (options.search.factors == FactorMode::Auto && !isAlone)
    options.search.factors = FactorMode::Perfect;
  options.search = withFactors(options.optimizer, options.search);
  if (!options.outputDir.empty() && !checkWritableDirectory(options.outputDir))
    return std::nullopt;
  if (!options.report.empty() && !checkReport(*line, options))
    return std::nullopt;
  return options;
}
