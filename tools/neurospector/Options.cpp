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
#include "Output.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/WithColor.h"

using namespace neurospector;
using namespace neurospector::tool;
namespace cl = llvm::cl;

static cl::OptionCategory category("Options");

static cl::opt<RunType>
    runType("run_type", cl::desc("-r: what to do (default: optimizer)"),
            cl::values(clEnumValN(RunType::Optimizer, "optimizer",
                                  "find schedules for a network"),
                       clEnumValN(RunType::Analyzer, "analyzer",
                                  "cost the schedules of a file")),
            cl::init(RunType::Optimizer), cl::cat(category));
static cl::alias runTypeShort("r", cl::aliasopt(runType), cl::cat(category));

static cl::opt<std::string>
    accelerator("accelerator", cl::value_desc("name or file"),
                cl::desc("-a: built in (--list) or a .cfg file"),
                cl::cat(category));
static cl::alias acceleratorShort("a", cl::aliasopt(accelerator),
                                  cl::cat(category));

static cl::opt<std::string> network(
    "network", cl::value_desc("name or file"),
    cl::desc("-n: built in (--list), a .cfg file, or 'all' built-in ones"),
    cl::cat(category));
static cl::alias networkShort("n", cl::aliasopt(network), cl::cat(category));

static cl::opt<std::string> schedulingTable(
    "scheduling_table", cl::value_desc("file"),
    cl::desc("-s: schedules to analyze, a .cfg file or JSON Lines"),
    cl::cat(category));
static cl::alias schedulingTableShort("s", cl::aliasopt(schedulingTable),
                                      cl::cat(category));

static cl::opt<DataflowMode> dataflow(
    "dataflow",
    cl::desc("-d: dataflows that a schedule may use (default: fixed)"),
    cl::values(clEnumValN(DataflowMode::Fixed, "fixed",
                          "those of the accelerator"),
               clEnumValN(DataflowMode::Flexible, "flexible",
                          "every combination that no bypass rules out")),
    cl::init(DataflowMode::Fixed), cl::cat(category));
static cl::alias dataflowShort("d", cl::aliasopt(dataflow), cl::cat(category));

static cl::opt<Optimizer> optimizer(
    "optimizer", cl::desc("-o: how to search (default: optimal)"),
    cl::values(clEnumValN(Optimizer::Optimal, "optimal", "the proven optimum"),
               clEnumValN(Optimizer::BottomUp, "bottom-up",
                          "the published heuristic"),
               clEnumValN(Optimizer::BruteForce, "brute-force",
                          "every schedule, for small layers")),
    cl::init(Optimizer::Optimal), cl::cat(category));
static cl::alias optimizerShort("o", cl::aliasopt(optimizer),
                                cl::cat(category));

static cl::opt<Metric>
    metric("metric", cl::desc("-m: what to minimize (default: energy)"),
           cl::values(clEnumValN(Metric::Energy, "energy", "energy (pJ)"),
                      clEnumValN(Metric::Cycle, "cycle", "cycles"),
                      clEnumValN(Metric::Edp, "edp", "energy times cycles")),
           cl::init(Metric::Energy), cl::cat(category));
static cl::alias metricShort("m", cl::aliasopt(metric), cl::cat(category));

static cl::opt<unsigned>
    layer("layer", cl::value_desc("N"),
          cl::desc("-l: only the N-th layer, from 1 (default: all)"),
          cl::init(0), cl::cat(category));
static cl::alias layerShort("l", cl::aliasopt(layer), cl::cat(category));

static cl::opt<unsigned> threads("thread", cl::value_desc("N"),
                                 cl::desc("-t: threads (default: all cores)"),
                                 cl::init(0), cl::cat(category));
static cl::alias threadsShort("t", cl::aliasopt(threads), cl::cat(category));

static cl::opt<uint64_t> maxEvaluations(
    "max_evaluations", cl::value_desc("N"),
    cl::desc("Candidate schedules of a layer to look at before the optimal\n"
             "search gives up on a proof (default: no limit)"),
    cl::init(0), cl::cat(category));

static cl::list<unsigned>
    partitioning("multi_chip_partitioning", cl::value_desc("N,N,..."),
                 cl::CommaSeparated,
                 cl::desc("Run these layers, which read the same tensor, side "
                          "by side\non disjoint chips"),
                 cl::cat(category));
static cl::opt<bool>
    crossLayer("cross_layer_optimization", cl::value_desc("true|false"),
               cl::desc("Keep data on chip between layers that feed each "
                        "other\n(with the optimal search, layers choose "
                        "together)"),
               cl::init(false), cl::cat(category));

enum class Model { Exact, Published };
static cl::opt<Model> costModel(
    "cost_model", cl::desc("How transfers are counted (default: exact)"),
    cl::values(clEnumValN(Model::Exact, "exact", "as the loop nest does them"),
               clEnumValN(Model::Published, "published",
                          "as NeuroSpector v1.5 does")),
    cl::init(Model::Exact), cl::cat(category));

static cl::opt<Format> format(
    "format", cl::desc("Of the output (default: text)"),
    cl::values(clEnumValN(Format::Text, "text", "tables for people"),
               clEnumValN(Format::Json, "json",
                          "one JSON object a line; the analyzer reads it"),
               clEnumValN(Format::Csv, "csv", "comma-separated values")),
    cl::init(Format::Text), cl::cat(category));

static cl::opt<std::string>
    outputDir("output_dir", cl::value_desc("directory"),
              cl::desc("Write each schedule found to a .cfg file there"),
              cl::cat(category));

static cl::opt<std::string>
    report("report", cl::value_desc("FILE.html"),
           cl::desc("Write a page with charts and loop nests"),
           cl::cat(category));

static cl::opt<bool> list("list",
                          cl::desc("List built-in accelerators and networks"),
                          cl::cat(category));

static constexpr char overview[] =
    "Schedules DNN layers on accelerators, and costs schedules.\n\n"
    "  The proven optimum for every layer of ResNet-50 on Eyeriss:\n"
    "    neurospector --accelerator=eyeriss --network=resnet50\n"
    "  The published search and cost model on your own files, layer 3 only:\n"
    "    neurospector -r=optimizer -a=my.cfg -n=net.cfg -o=bottom-up "
    "--cost_model=published -l=3\n"
    "  Fastest schedules under any dataflow, as JSON Lines, costed again:\n"
    "    neurospector -a=simba -n=resnet50 -d=flexible -m=cycle --format=json "
    "> s.jsonl\n"
    "    neurospector -r=analyzer -a=simba -s=s.jsonl\n\n"
    "  The exit code is 0 only on success.\n";

void tool::printError(const llvm::Twine &message) {
  // It may quote a name or a path of any length.
  llvm::WithColor::error(llvm::errs(), "neurospector")
      << shorten(message.str(), /*longest=*/1000) << '\n';
}

void tool::printDiagnostic(const llvm::SMDiagnostic &diagnostic) {
  // A record of a data set is too long a line to show.
  if (diagnostic.getLineContents().size() <= 100)
    return diagnostic.print(nullptr, llvm::errs());
  llvm::errs() << diagnostic.getFilename() << ':' << diagnostic.getLineNo()
               << ':' << diagnostic.getColumnNo() + 1
               << (diagnostic.getKind() == llvm::SourceMgr::DK_Warning
                       ? ": warning: "
                       : ": error: ")
               << diagnostic.getMessage() << '\n';
}

static bool fail(const llvm::Twine &message) {
  printError(message);
  return false;
}

static void printList() {
  llvm::outs() << "accelerators:";
  for (llvm::StringRef name : builtinAccelerators())
    llvm::outs() << ' ' << name;
  llvm::outs() << "\nnetworks:";
  for (llvm::StringRef name : builtinNetworks())
    llvm::outs() << ' ' << name;
  llvm::outs() << '\n';
}

static bool readNetworks(Options &options) {
  std::vector<llvm::StringRef> names = {network};
  if (network == "all")
    names.assign(builtinNetworks().begin(), builtinNetworks().end());
  for (llvm::StringRef name : names) {
    std::optional<Network> read = loadNetwork(name, printDiagnostic);
    if (!read)
      return false;
    if (layer > read->layers.size())
      return fail("no layer " + llvm::Twine(layer) + " in network '" +
                  read->name + "': it has layers 1 to " +
                  llvm::Twine(read->layers.size()));
    options.networks.push_back(std::move(*read));
  }
  return true;
}

/// The layers that are to run side by side, on chips.
static bool checkPartitioning(const Options &options) {
  if (options.sideBySide.size() < 2)
    return fail("--multi_chip_partitioning needs at least two layers");
  const Network &only = options.networks.front();
  for (auto [i, number] : llvm::enumerate(options.sideBySide)) {
    if (number == 0 || number > only.layers.size())
      return fail("no layer " + llvm::Twine(number) + " in network '" +
                  only.name + "': it has layers 1 to " +
                  llvm::Twine(only.layers.size()));
    if (llvm::is_contained(llvm::ArrayRef(options.sideBySide).take_front(i),
                           number))
      return fail("--multi_chip_partitioning names layer " +
                  llvm::Twine(number) + " twice");
  }
  return true;
}

static bool checkValues() {
  constexpr unsigned maxThreads = 1024;
  if (threads > maxThreads)
    return fail("--thread=" + llvm::Twine(threads) + " exceeds " +
                llvm::Twine(maxThreads) + " threads");
  if (layer.getNumOccurrences() != 0 && layer == 0)
    return fail("no layer 0: layers are numbered from 1");
  for (const cl::opt<std::string> *path : {&outputDir, &report})
    if (path->getNumOccurrences() != 0 && path->empty())
      return fail("--" + path->ArgStr + " has no value");
  return true;
}

/// The analyzer costs every schedule of its file as it stands.
static bool checkAnalyzer() {
  if (schedulingTable.empty())
    return fail("no schedules: give --scheduling_table=FILE");
  for (const cl::Option *option : std::initializer_list<const cl::Option *>{
           &layer, &maxEvaluations, &crossLayer, std::addressof(partitioning),
           &outputDir})
    if (option->getNumOccurrences() != 0)
      return fail("--" + option->ArgStr + " is for --run_type=optimizer");
  return true;
}

/// Which options go together.
static bool checkCombination() {
  if (accelerator.empty())
    return fail("no accelerator: give --accelerator=NAME or a file "
                "(--list names the built-in ones)");
  if (runType == RunType::Analyzer)
    return checkAnalyzer();
  if (!partitioning.empty() && costModel == Model::Published)
    return fail("--multi_chip_partitioning needs --cost_model=exact");
  if (!partitioning.empty() && (crossLayer || layer != 0 || network == "all" ||
                                !outputDir.empty() || !report.empty()))
    return fail(
        "--multi_chip_partitioning schedules its layers of one network; "
        "it does not go with --cross_layer_optimization, --layer, "
        "--network=all, --output_dir or --report");
  if (crossLayer && costModel == Model::Published)
    return fail("--cross_layer_optimization=true needs --cost_model=exact");
  if (network.empty())
    return fail("no network: give --network=NAME or a file (--list names the "
                "built-in ones)");
  if (!schedulingTable.empty())
    return fail("--scheduling_table is for --run_type=analyzer");
  return true;
}

/// The report is a file of its own, and can be written.
static bool checkReport() {
  if (report == "-")
    return fail("--report needs the name of a file: standard output takes the "
                "tables");
  for (const std::string &input :
       {accelerator.getValue(), network.getValue(), schedulingTable.getValue()})
    if (llvm::sys::fs::equivalent(input, report))
      return fail("--report would replace '" + input + "', which is read");
  return checkWritableFile(report);
}

std::optional<Options> tool::readOptions(int argc, char **argv) {
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, overview);
  if (list) {
    printList();
    exit(flushOutput() ? 0 : 1);
  }
  if (!checkValues() || !checkCombination())
    return std::nullopt;
  Options options;
  options.runType = runType;
  std::optional<Accelerator> machine =
      loadAccelerator(accelerator, printDiagnostic);
  if (!machine)
    return std::nullopt;
  options.accelerator = std::move(*machine);
  if (!network.empty() && !readNetworks(options))
    return std::nullopt;
  options.schedulingTable = schedulingTable;
  options.optimizer = optimizer;
  options.search.model =
      costModel == Model::Published ? &publishedCostModel() : &exactCostModel();
  options.search.mode = dataflow;
  options.search.metric = metric;
  options.search.maxEvaluations = maxEvaluations;
  options.layer = layer;
  options.crossLayer = crossLayer;
  options.sideBySide.assign(partitioning.begin(), partitioning.end());
  if (!options.sideBySide.empty() && !checkPartitioning(options))
    return std::nullopt;
  options.threads = threads != 0
                        ? threads
                        : llvm::hardware_concurrency().compute_thread_count();
  options.format = format;
  options.outputDir = outputDir;
  if (!outputDir.empty() && !checkWritableDirectory(outputDir))
    return std::nullopt;
  options.report = report;
  if (!report.empty() && !checkReport())
    return std::nullopt;
  return options;
}
