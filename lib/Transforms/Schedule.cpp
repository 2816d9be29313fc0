//===- Schedule.cpp - Find the best schedule of each layer ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects the ops, hands their layers to a search, annotates. Distinct layers
// are searched in parallel; attributes and remarks follow in IR order from one
// thread, because MLIR's remark engine has no lock. Diagnostics are located but
// do not print the op: it may be a whole network.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "OperandRemarks.h"
#include "PassSupport.h"
#include "PrecisionRemarks.h"

#include "neurospector/Analysis/OpLink.h"
#include "neurospector/Config/Config.h"
#include "neurospector/Report/HtmlReport.h"
#include "neurospector/Report/LayerReport.h"
#include "neurospector/Report/NetworkReport.h"
#include "neurospector/Report/SideReport.h"
#include "neurospector/Search/CrossLayer.h"

#include "mlir/IR/Threading.h"
#include "llvm/Support/Path.h"

#include <map>

namespace mlir::neurospector {
#define GEN_PASS_DEF_SCHEDULEPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
/// A candidate, which of the distinct layers it is, and what was chosen for it.
struct Job {
  linalg::LinalgOp op;
  std::variant<OpLayer, Unsupported> layer;
  size_t problem = 0;
  /// The next candidate runs right after and reads what this one writes.
  std::optional<ns::Link> toNext = std::nullopt;
  ns::ChainChoice choice = {};
  /// What moves beside the layer under that choice.
  std::vector<ns::SideTraffic> sides = {};
};

/// A layer that some op is, and what the search said.
struct Problem {
  ns::Layer layer;
  /// With the widths of its elements, if not those of the accelerator.
  ns::Accelerator machine;
  /// The best schedule; behind it, across layers, others to choose from.
  std::vector<ns::SearchResult> candidates = {ns::SearchResult()};
  std::string error = {}; ///< empty if the search came to a result
  /// How far the published heuristic would have been, once a remark asks.
  std::string bottomUp = {};

  bool isSolved() const {
    return error.empty() && candidates[0].status != ns::Status::Infeasible;
  }
};

class SchedulePass
    : public mlir::neurospector::impl::SchedulePassBase<SchedulePass> {
public:
  using SchedulePassBase::SchedulePassBase;
  void runOnOperation() override;

private:
  FailureOr<std::string> getAcceleratorName();
  void writeReport(llvm::raw_ostream &os, const ns::Accelerator &machine,
                   ArrayRef<const Job *> scheduled);
  void writeReuse(llvm::raw_ostream &os, ArrayRef<const Job *> scheduled);
  void collect(const ns::Accelerator &machine);
  void findLinks();
  ns::SearchOptions getSearchOptions();
  void solve();
  LogicalResult chooseSchedules();
  void countSides(Job &job);
  void remarkCost(const Job &job, Problem &problem);
  void explainMiss(const Job &job, StringRef name);
  bool annotate(const Job &job, StringRef name);
  void remarkSummary(size_t scheduled, ns::Count macs);

  std::vector<Job> jobs;         ///< in IR order
  std::vector<Problem> problems; ///< distinct layers, by first occurrence
};
} // namespace

//===----------------------------------------------------------------------===//
// Before the search
//===----------------------------------------------------------------------===//

/// Calls \p visit with each module in \p root that names an accelerator.
static void walkNestedNames(Operation *root,
                            function_ref<void(ModuleOp, StringAttr)> visit) {
  root->walk([&](ModuleOp module) {
    auto name = module->getAttrOfType<StringAttr>(acceleratorAttrName);
    if (name && module != root)
      visit(module, name);
  });
}

/// One accelerator serves the whole run, so that a report has one heading:
/// nested modules that name another get a warning.
FailureOr<std::string> SchedulePass::getAcceleratorName() {
  if (!accelerator.empty())
    return accelerator.getValue();
  Operation *root = getOperation();
  if (auto name = root->getAttrOfType<StringAttr>(acceleratorAttrName)) {
    walkNestedNames(root, [&](ModuleOp module, StringAttr other) {
      if (other != name)
        emitWarning(module.getLoc(), "accelerator '")
            << other.getValue() << "' of a nested module is ignored; its ops "
            << "are scheduled for '" << name.getValue() << "'";
    });
    return name.str();
  }
  InFlightDiagnostic error = emitError(root->getLoc(), "no accelerator given");
  error.attachNote() << "set the pass option 'accelerator' or the module "
                        "attribute '"
                     << acceleratorAttrName << "' to a file or one of "
                     << llvm::join(ns::builtinAccelerators(), ", ");
  walkNestedNames(root, [&](ModuleOp module, StringAttr other) {
    error.attachNote(module.getLoc()) << "accelerator '" << other.getValue()
                                      << "' of a nested module is ignored";
  });
  return failure();
}

void SchedulePass::collect(const ns::Accelerator &machine) {
  jobs.clear();
  problems.clear();
  std::map<ns::Factors, SmallVector<size_t, 1>> byBounds;
  Weights weights;
  getOperation()->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    if (!isCandidate(op))
      return;
    if (op->hasAttr(nestAttrName)) {
      jobs.push_back({op, Unsupported{"already-tiled",
                                      "its loops were made from a schedule",
                                      "schedule it before it is tiled"}});
      return;
    }
    Job job{op, getOpLayer(op, assumeDynamic, &weights)};
    if (auto *opLayer = std::get_if<OpLayer>(&job.layer)) {
      ns::PerOperand<int64_t> bits = machine.bits;
      if (precision == PrecisionKind::FromIr)
        bits = getElementBits(*opLayer).value_or(bits);
      SmallVector<size_t, 1> &alike = byBounds[opLayer->layer.bounds];
      auto known = llvm::find_if(alike, [&](size_t problem) {
        return problems[problem].machine.bits == bits &&
               problems[problem].layer.sameShape(opLayer->layer);
      });
      job.problem = known == alike.end() ? problems.size() : *known;
      if (known == alike.end()) {
        alike.push_back(problems.size());
        problems.push_back({opLayer->layer, bits == machine.bits
                                                ? machine
                                                : machine.withBits(bits)});
      }
    }
    jobs.push_back(std::move(job));
  });
}

/// Which jobs read what the job before them writes, in elements as wide.
void SchedulePass::findLinks() {
  for (size_t i = 1; i < jobs.size(); ++i) {
    Job &job = jobs[i - 1], &next = jobs[i];
    auto *writer = std::get_if<OpLayer>(&job.layer);
    auto *reader = std::get_if<OpLayer>(&next.layer);
    if (writer && reader &&
        problems[job.problem].machine.bitsOf(ns::Operand::Output) ==
            problems[next.problem].machine.bitsOf(ns::Operand::Input))
      job.toNext = getLink(*writer, *reader);
  }
}

/// What the published heuristic costs more than \p result, as in `+12.3%`.
static std::string compareBottomUp(const ns::Layer &layer,
                                   const ns::Accelerator &machine,
                                   const ns::SearchOptions &options,
                                   const ns::SearchResult &result) {
  llvm::Expected<ns::SearchResult> other =
      search(ns::Optimizer::BottomUp, layer, machine, options);
  if (!other) {
    llvm::consumeError(other.takeError());
    return "none";
  }
  if (other->status == ns::Status::Infeasible)
    return "none";
  double ratio =
      other->cost.of(options.metric) / result.cost.of(options.metric);
  return llvm::formatv("{0}{1:f1}%", ratio < 1 ? "" : "+", 100 * (ratio - 1));
}

ns::SearchOptions SchedulePass::getSearchOptions() {
  ns::SearchOptions options;
  options.model = costModel == CostModelKind::Exact ? &ns::exactCostModel()
                                                    : &ns::publishedCostModel();
  options.mode = dataflow;
  options.metric = metric;
  options.maxEvaluations = maxEvaluations;
  return options;
}

/// Only the optimal search gives more than one schedule to choose from.
void SchedulePass::solve() {
  ns::SearchOptions options = getSearchOptions();
  parallelForEach(&getContext(), problems, [&](Problem &problem) {
    if (crossLayer && optimizer == ns::Optimizer::Optimal) {
      auto found =
          searchChainCandidates(problem.layer, problem.machine, options);
      if (found)
        problem.candidates = std::move(*found);
      else
        problem.error = llvm::toString(found.takeError());
      return;
    }
    llvm::Expected<ns::SearchResult> result =
        search(optimizer, problem.layer, problem.machine, options);
    if (result)
      problem.candidates = {*result};
    else
      problem.error = llvm::toString(result.takeError());
  });
}

/// For each job that has a schedule: the best one, or the best for its chain.
LogicalResult SchedulePass::chooseSchedules() {
  std::vector<ns::ChainLayer> chain;
  std::vector<Job *> chained;
  for (Job &job : jobs) {
    auto *opLayer = std::get_if<OpLayer>(&job.layer);
    // An op that is no layer has no problem.
    if (!opLayer)
      continue;
    Problem &problem = problems[job.problem];
    if (!problem.isSolved())
      continue;
    if (!chained.empty() && chained.back() + 1 == &job)
      chain.back().toNext = chained.back()->toNext;
    chain.push_back({&opLayer->layer, &problem.machine, problem.candidates});
    chained.push_back(&job);
  }
  auto choices = chooseAcrossLayers(chain, getSearchOptions());
  if (!choices)
    return emitError(getOperation()->getLoc(),
                     llvm::toString(choices.takeError()));
  for (auto [job, choice] : llvm::zip_equal(chained, *choices)) {
    job->choice = choice;
    countSides(*job);
  }
  return success();
}

void SchedulePass::countSides(Job &job) {
  const Problem &problem = problems[job.problem];
  auto sides =
      countSideOperands(std::get<OpLayer>(job.layer), problem.machine,
                        problem.candidates[job.choice.candidate].schedule);
  if (sides)
    job.sides = std::move(*sides);
  else
    emitWarning(job.op.getLoc(), "side operands not counted: ")
        << llvm::toString(sides.takeError());
}

//===----------------------------------------------------------------------===//
// After the search
//===----------------------------------------------------------------------===//

static void remarkMiss(linalg::LinalgOp op, const Unsupported &why) {
  remark::missed(op.getLoc(), remarkOn(op, why.kind))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::reason("{0}", why.reason)
      << remark::suggest("{0}", why.suggestion);
}

/// `loop 0 = 16, loop 2 = 16`.
static std::string describeAssumed(const OpLayer &opLayer) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(opLayer.assumedLoops, os, [&](unsigned loop) {
    os << "loop " << loop << " = " << opLayer.loopBounds[loop];
  });
  return text;
}

void SchedulePass::remarkCost(const Job &job, Problem &problem) {
  linalg::LinalgOp op = job.op;
  const auto &opLayer = std::get<OpLayer>(job.layer);
  const ns::Cost &cost = job.choice.cost;
  const ns::SearchResult &found = problem.candidates[job.choice.candidate];
  auto remark = remark::passed(op.getLoc(), remarkOn(op, "schedule"));
  if (!opLayer.assumedLoops.empty())
    remark << remark::metric("Assumed", describeAssumed(opLayer));
  if (remark && optimizer == ns::Optimizer::Optimal) {
    if (problem.bottomUp.empty())
      problem.bottomUp =
          compareBottomUp(problem.layer, problem.machine, getSearchOptions(),
                          problem.candidates.front());
    remark << remark::metric("BottomUp", problem.bottomUp);
  }
  if (job.choice.retained != ns::Retained())
    remark << remark::metric("RetainedInput", job.choice.retained.input)
           << remark::metric("RetainedOutput", job.choice.retained.output);
  remark << remark::metric("Op", op->getName().getStringRef().str())
         << remark::metric(
                "Energy",
                llvm::formatv("{0:f3} uJ", cost.totalEnergy() * 1e-6).str())
         << remark::metric("Cycles",
                           llvm::formatv("{0:f0}", cost.totalCycles()).str())
         << remark::metric("Utilization",
                           llvm::formatv("{0:f1}%", 100 * cost.utilization(
                                                              problem.machine))
                               .str())
         << remark::metric("Optimal", found.status == ns::Status::Optimal);
}

/// The schedule is valid but not proven to be the cheapest.
static void remarkGap(linalg::LinalgOp op, const ns::SearchResult &result,
                      ns::Metric metric, uint64_t maxEvaluations) {
  double gap = 1 - result.lowerBound / result.cost.of(metric);
  bool isBudget = maxEvaluations != 0 && result.evaluated >= maxEvaluations;
  StringRef reason = "its bounds have too many divisors";
  StringRef suggestion = "pad a bound to fewer divisors";
  if (isBudget) {
    reason = "'max-evaluations' ran out";
    suggestion = "raise 'max-evaluations'";
  } else if (result.overflowed) {
    reason = "access counts of other schedules exceed 64 bits";
    suggestion = "split the op";
  }
  remark::missed(op.getLoc(), remarkOn(op, "optimality"))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::metric("Gap", llvm::formatv("{0:f2}%", 100 * gap).str())
      << remark::reason("{0}", reason) << remark::suggest("{0}", suggestion);
}

/// \p macs are the multiply-accumulates of the scheduled ops.
void SchedulePass::remarkSummary(size_t scheduled, ns::Count macs) {
  Operation *root = getOperation();
  remark::analysis(root->getLoc(), remarkOn(root, "summary"))
      << remark::metric("Scheduled", scheduled)
      << remark::metric("Skipped", jobs.size() - scheduled)
      << remark::metric("DistinctLayers", problems.size())
      << remark::metric("Macs", macs.overflowed()
                                    ? "over " + std::to_string(INT64_MAX)
                                    : std::to_string(macs.get()));
  if (scheduled == 0)
    emitWarning(root->getLoc(), "nothing was scheduled; "
                                "'--remarks-filter=neurospector' says why");
}

/// Why \p job has no schedule, as a remark and, if the search failed, a
/// warning.
void SchedulePass::explainMiss(const Job &job, StringRef name) {
  if (auto *unsupported = std::get_if<Unsupported>(&job.layer))
    return remarkMiss(job.op, *unsupported);
  const Problem &problem = problems[job.problem];
  if (problem.error.empty() && optimizer == ns::Optimizer::BottomUp)
    return remarkMiss(job.op, {"infeasible",
                               "the bottom-up search found no valid schedule",
                               "use 'optimizer=optimal', which looks at all"});
  if (problem.error.empty())
    return remarkMiss(
        job.op, {"infeasible",
                 "no schedule is valid on accelerator '" + name.str() + "'",
                 "relax its constraints or enlarge its buffers"});
  linalg::LinalgOp op = job.op;
  emitWarning(op.getLoc(), "not scheduled: ") << problem.error;
  remarkMiss(op, {"search-failed", problem.error, "try another optimizer"});
}

/// Attaches what was found, with a remark; false if there is no schedule, not
/// even one of before. What is left of one that became loops is not ours.
bool SchedulePass::annotate(const Job &job, StringRef name) {
  linalg::LinalgOp op = job.op;
  if (!std::holds_alternative<OpLayer>(job.layer) ||
      !problems[job.problem].isSolved()) {
    explainMiss(job, name);
    if (!op->hasAttr(nestAttrName))
      dropSchedule(op);
    return false;
  }

  Problem &problem = problems[job.problem];
  const ns::SearchResult &found = problem.candidates[job.choice.candidate];
  bool optimal = found.status == ns::Status::Optimal;
  MLIRContext *context = &getContext();
  op->setDiscardableAttr(scheduleAttrName,
                         getScheduleAttr(context, name, problem.machine,
                                         std::get<OpLayer>(job.layer),
                                         found.schedule, optimal));
  op->setDiscardableAttr(
      costAttrName, getCostAttr(context, problem.machine, job.choice.cost));
  const ns::Retained &retained = job.choice.retained;
  if (retained != ns::Retained())
    op->setDiscardableAttr(
        retainedAttrName,
        RetainedAttr::get(context, retained.input, retained.output));
  else
    op->removeDiscardableAttr(retainedAttrName);
  remarkCost(job, problem);
  remarkOperands(std::get<OpLayer>(job.layer), problem.machine, found.schedule,
                 job.sides);
  const ns::SearchResult &best = problem.candidates.front();
  if (optimizer == ns::Optimizer::Optimal && best.status != ns::Status::Optimal)
    remarkGap(op, best, metric, maxEvaluations);
  return true;
}

/// What stays between the ops that were scheduled.
void SchedulePass::writeReuse(llvm::raw_ostream &os,
                              ArrayRef<const Job *> scheduled) {
  std::vector<ns::ReuseReport> layers;
  for (const Job *job : scheduled) {
    bool readsPrevious = job != jobs.data() && (job - 1)->toNext;
    layers.push_back({std::get<OpLayer>(job->layer).layer, readsPrevious,
                      job->choice.retained,
                      problems[job->problem].candidates.front().cost,
                      job->choice.cost});
  }
  os << "\nKept on chip between ops (elements)\n\n";
  printReuse(os, layers);
}

/// What the table of the ops is without.
static void writeSides(llvm::raw_ostream &os, const ns::Accelerator &machine,
                       ArrayRef<const Job *> scheduled) {
  std::vector<ns::SideReport> layers;
  for (auto [i, job] : llvm::enumerate(scheduled))
    if (!job->sides.empty())
      layers.push_back({static_cast<unsigned>(i + 1),
                        std::get<OpLayer>(job->layer).layer, job->choice.cost,
                        job->sides});
  if (layers.empty())
    return;
  os << "\nSide operands (elements; not in the cost)\n\n";
  printSides(os, machine, layers);
}

/// In the format that the file's extension says.
void SchedulePass::writeReport(llvm::raw_ostream &os,
                               const ns::Accelerator &machine,
                               ArrayRef<const Job *> scheduled) {
  const ns::CostModel &model = *getSearchOptions().model;
  std::vector<ns::LayerReport> lines;
  std::vector<ns::SearchAccount> accounts(scheduled.size());
  std::vector<ns::ScheduleReport> layers;
  for (auto [i, job] : llvm::enumerate(scheduled)) {
    const ns::SearchResult &result =
        problems[job->problem].candidates[job->choice.candidate];
    const ns::Layer &layer = std::get<OpLayer>(job->layer).layer;
    bool optimal = result.status == ns::Status::Optimal;
    accounts[i] = {optimal, result.lowerBound, result.evaluated};
    lines.push_back({layer, job->choice.cost, optimal});
    layers.push_back({layer,
                      machine,
                      result.schedule,
                      job->choice.cost,
                      model,
                      static_cast<unsigned>(i + 1),
                      {},
                      &accounts[i],
                      job->choice.retained,
                      nullptr,
                      job->sides});
  }
  StringRef extension = llvm::sys::path::extension(report);
  if (extension == ".html")
    return printHtml(os, "Schedules on " + machine.name, layers);
  if (extension != ".json" && extension != ".csv") {
    printTable(os, machine, lines);
    writeSides(os, machine, scheduled);
    if (crossLayer)
      writeReuse(os, scheduled);
    return;
  }
  if (extension == ".json") {
    for (const ns::ScheduleReport &layer : layers)
      printJsonLine(os, layer);
    return;
  }
  ns::CsvColumns columns = ns::CsvColumns::of(layers);
  ns::printCsvHeader(os, machine, columns);
  for (const ns::ScheduleReport &layer : layers)
    printCsvLine(os, layer, columns);
}

void SchedulePass::runOnOperation() {
  Operation *root = getOperation();
  if (failed(checkTopLevel(root, getArgument())))
    return signalPassFailure();
  if (crossLayer && costModel != CostModelKind::Exact) {
    emitError(root->getLoc(), "'cross-layer' needs 'cost-model=exact'");
    return signalPassFailure();
  }
  FailureOr<std::string> name = getAcceleratorName();
  if (failed(name))
    return signalPassFailure();
  FailureOr<ns::Accelerator> machine = loadAccelerator(root, *name);
  if (failed(machine))
    return signalPassFailure();
  auto reportFile = openReport(root, report);
  if (failed(reportFile))
    return signalPassFailure();

  collect(*machine);
  if (crossLayer)
    findLinks();
  solve();
  if (failed(chooseSchedules()))
    return signalPassFailure();

  ns::Count macs;
  PrecisionRemarks precisions(machine->bits);
  std::vector<const Job *> scheduled;
  for (const Job &job : jobs) {
    if (!annotate(job, *name))
      continue;
    const OpLayer &opLayer = std::get<OpLayer>(job.layer);
    precisions.add(job.op, opLayer, problems[job.problem].machine);
    macs += opLayer.layer.macs();
    scheduled.push_back(&job);
  }
  precisions.emit();
  remarkSummary(scheduled.size(), macs);
  if (report == "-")
    writeReport(llvm::errs(), *machine, scheduled);
  if (*reportFile) {
    writeReport((*reportFile)->os(), *machine, scheduled);
    if (failed(keepReport(root, **reportFile)))
      return signalPassFailure();
  }
}
