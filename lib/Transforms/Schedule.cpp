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
#include "ScheduleRemarks.h"
#include "ScheduleReports.h"

#include "neurospector/Config/Config.h"
#include "neurospector/Search/Infeasible.h"

#include "mlir/IR/Threading.h"

#include <cmath>
#include <map>

namespace mlir::neurospector {
#define GEN_PASS_DEF_SCHEDULEPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
class SchedulePass
    : public mlir::neurospector::impl::SchedulePassBase<SchedulePass> {
public:
  using SchedulePassBase::SchedulePassBase;
  void runOnOperation() override;

private:
  FailureOr<std::string> getAcceleratorName();
  void collect(const ns::Accelerator &machine);
  void findLinks();
  ns::SearchOptions getSearchOptions();
  ns::SearchOptions getSearchOptions(const Problem &problem);
  void solve(StringRef name);
  void solve(Problem &problem, StringRef name);
  void findSavings();
  llvm::Expected<std::vector<ns::SearchResult>>
  search(const Problem &problem, const ns::SearchOptions &options);
  Skip explain(const Problem &problem, StringRef name);
  LogicalResult chooseSchedules();
  void countSides(Job &job);
  std::optional<Skip> getSkip(const Job &job) const;
  void warnOfSkips();
  void annotate(const Scheduled &scheduled, StringRef name);
  void annotateAll(const ns::Accelerator &machine, StringRef name,
                   Summary &summary);
  void warnOfUnknownRuns();
  LogicalResult writeReport(const ns::Accelerator &machine,
                            const Summary &summary, llvm::ToolOutputFile *file);

  TopLevelOnly topLevelOnly;
  std::vector<Job> jobs;            ///< in IR order
  std::vector<Problem> problems;    ///< distinct layers, by first occurrence
  std::vector<Scheduled> scheduled; ///< of the jobs, those with a schedule
  bool hasSavings = false;
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
  scheduled.clear();
  hasSavings = false;
  Runs runs(getOperation());
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
    Job job{op, getOpLayer(op, assumeDynamic, &weights), runs.of(op)};
    if (job.runs.runs == 0)
      job.layer = Unsupported{
          "empty", "a loop or function around it never runs", "remove the op"};
    if (auto *opLayer = std::get_if<OpLayer>(&job.layer)) {
      opLayer->layer.runs = job.runs.runs;
      ns::PerOperand<int64_t> bits = machine.bits;
      if (precision == PrecisionKind::FromIr)
        bits = getElementBits(*opLayer).value_or(bits);
      bool tilesDivide = factors == ns::FactorMode::Auto && hasLoopGroups(op);
      SmallVector<size_t, 1> &alike = byBounds[opLayer->layer.bounds];
      auto known = llvm::find_if(alike, [&](size_t problem) {
        return problems[problem].machine.bits == bits &&
               problems[problem].tilesDivide == tilesDivide &&
               problems[problem].layer.sameShape(opLayer->layer);
      });
      job.problem = known == alike.end() ? problems.size() : *known;
      if (known == alike.end()) {
        alike.push_back(problems.size());
        problems.push_back(
            {opLayer->layer,
             bits == machine.bits ? machine : machine.withBits(bits),
             tilesDivide});
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

/// What the published heuristic costs more than the best schedule, as 0.123.
static std::optional<double> compareBottomUp(const Problem &problem,
                                             ns::SearchOptions options) {
  options.factors = ns::FactorMode::Perfect;
  llvm::Expected<ns::SearchResult> other =
      search(ns::Optimizer::BottomUp, problem.layer, problem.machine, options);
  if (!other) {
    llvm::consumeError(other.takeError());
    return std::nullopt;
  }
  if (other->status == ns::Status::Infeasible)
    return std::nullopt;
  return other->cost.of(options.metric) /
             problem.candidates.front().cost.of(options.metric) -
         1;
}

ns::SearchOptions SchedulePass::getSearchOptions() {
  ns::SearchOptions options;
  options.model = costModel == CostModelKind::Exact ? &ns::exactCostModel()
                                                    : &ns::publishedCostModel();
  options.mode = dataflow;
  options.factors = factors;
  if (crossLayer && factors == ns::FactorMode::Auto)
    options.factors = ns::FactorMode::Perfect;
  options.metric = metric;
  options.maxEvaluations = maxEvaluations;
  return ns::withFactors(optimizer, options);
}

ns::SearchOptions SchedulePass::getSearchOptions(const Problem &problem) {
  ns::SearchOptions options = getSearchOptions();
  if (problem.tilesDivide)
    options.factors = ns::FactorMode::Perfect;
  return options;
}

/// Only the optimal search gives more than one schedule to choose from.
llvm::Expected<std::vector<ns::SearchResult>>
SchedulePass::search(const Problem &problem, const ns::SearchOptions &options) {
  if (crossLayer && optimizer == ns::Optimizer::Optimal)
    return searchChainCandidates(problem.layer, problem.machine, options);
  auto result = ns::search(optimizer, problem.layer, problem.machine, options);
  if (!result)
    return result.takeError();
  return std::vector<ns::SearchResult>{*result};
}

/// Why there is no schedule on the accelerator called \p name.
Skip SchedulePass::explain(const Problem &problem, StringRef name) {
  if (optimizer == ns::Optimizer::BottomUp &&
      isFeasible(problem.layer, problem.machine))
    return {"infeasible", "the bottom-up search found no valid schedule",
            "use 'optimizer=optimal', which looks at all"};
  ns::Infeasibility why =
      explainInfeasible(problem.layer, problem.machine, name);
  return {"infeasible", why.reason, why.suggestion};
}

/// About as many tiles as a search has to choose from.
static double countTiles(const ns::Layer &layer) {
  double result = 1;
  for (ns::Dim dim : ns::allDims) {
    auto bound = static_cast<double>(layer.bound(dim));
    result *= std::min(bound, 2 * std::sqrt(bound));
  }
  return result;
}

void SchedulePass::solve(StringRef name) {
  // The longest first, so that no thread still has one when others are done.
  std::vector<Problem *> byTiles;
  for (Problem &problem : problems)
    byTiles.push_back(&problem);
  llvm::stable_sort(byTiles, [](const Problem *a, const Problem *b) {
    return countTiles(a->layer) > countTiles(b->layer);
  });
  parallelForEach(&getContext(), byTiles,
                  [&](Problem *problem) { solve(*problem, name); });
}

void SchedulePass::solve(Problem &problem, StringRef name) {
  ns::SearchOptions options = getSearchOptions(problem);
  auto found = search(problem, options);
  if (!found) {
    problem.skip = {"search-failed", llvm::toString(found.takeError()),
                    "try another optimizer"};
    return;
  }
  problem.candidates = std::move(*found);
  if (problem.candidates.front().status == ns::Status::Infeasible)
    problem.skip = explain(problem, name);
  else if (compareBottomUp)
    problem.bottomUp = ::compareBottomUp(problem, options);
}

/// What imperfect factors save: takes a search of its own, so only where
/// somebody reads it.
void SchedulePass::findSavings() {
  if (crossLayer || std::exchange(hasSavings, true))
    return;
  ns::SearchOptions options = getSearchOptions();
  parallelForEach(&getContext(), problems, [&](Problem &problem) {
    if (!problem.skip)
      problem.imperfectSaves =
          imperfectSaves(optimizer, problem.layer, problem.machine, options,
                         problem.candidates.front());
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
    if (problem.skip)
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

std::optional<Skip> SchedulePass::getSkip(const Job &job) const {
  if (auto *unsupported = std::get_if<Unsupported>(&job.layer))
    return Skip{unsupported->kind.str(), unsupported->reason,
                unsupported->suggestion.str()};
  return problems[job.problem].skip;
}

/// A layer that a search could not schedule: one warning, at its first op.
void SchedulePass::warnOfSkips() {
  llvm::SmallBitVector seen(problems.size());
  for (const Job &job : jobs) {
    if (!std::holds_alternative<OpLayer>(job.layer) || seen[job.problem])
      continue;
    seen.set(job.problem);
    const std::optional<Skip> &skip = problems[job.problem].skip;
    linalg::LinalgOp op = job.op;
    if (skip)
      emitWarning(op.getLoc(), "not scheduled: ")
          << skip->reason << "; " << skip->suggestion;
  }
}

/// Attaches what was found.
void SchedulePass::annotate(const Scheduled &scheduled, StringRef name) {
  const auto &[job, problem] = scheduled;
  linalg::LinalgOp op = job->op;
  MLIRContext *context = &getContext();
  bool optimal = scheduled.result().status == ns::Status::Optimal;
  op->setDiscardableAttr(scheduleAttrName,
                         getScheduleAttr(context, name, problem->machine,
                                         scheduled.layer(),
                                         scheduled.result().schedule, optimal));
  op->setDiscardableAttr(
      costAttrName, getCostAttr(context, problem->machine, job->choice.cost));
  const ns::Retained &retained = job->choice.retained;
  if (retained != ns::Retained())
    op->setDiscardableAttr(
        retainedAttrName,
        RetainedAttr::get(context, retained.input, retained.output));
  else
    op->removeDiscardableAttr(retainedAttrName);
}

/// Each op has a schedule and remarks on it, or a remark why not and not even
/// the schedule of before. What is left of one that became loops is not ours.
void SchedulePass::annotateAll(const ns::Accelerator &machine, StringRef name,
                               Summary &summary) {
  PrecisionRemarks precisions(machine.bits);
  for (const Job &job : jobs) {
    linalg::LinalgOp op = job.op;
    if (std::optional<Skip> skip = getSkip(job)) {
      remarkSkip(op, *skip);
      ++summary.skipped[skip->kind];
      if (!op->hasAttr(nestAttrName))
        dropSchedule(op);
      continue;
    }
    const Problem &problem = problems[job.problem];
    const Scheduled &added = scheduled.emplace_back(&job, &problem);
    annotate(added, name);
    if (remarkCost(added))
      findSavings();
    remarkOperands(added.layer(), problem.machine, added.result().schedule,
                   job.sides);
    const ns::SearchResult &best = problem.candidates.front();
    if (optimizer == ns::Optimizer::Optimal &&
        best.status != ns::Status::Optimal)
      remarkGap(op, best, getSearchOptions(problem));
    if (problem.imperfectSaves)
      remarkSaving(op, *problem.imperfectSaves, metric);
    precisions.add(op, added.layer(), problem.machine);
    const ns::Layer &layer = added.layer().layer;
    summary.macs += layer.macs() * layer.runs;
  }
  precisions.emit();
  summary.scheduled = scheduled.size();
}

/// Totals are about to be printed that may be far off.
void SchedulePass::warnOfUnknownRuns() {
  llvm::SmallPtrSet<Operation *, 4> seen;
  for (const Scheduled &op : scheduled)
    if (Operation *unknown = op.job->runs.unknown)
      if (seen.insert(unknown).second)
        emitWarning(unknown->getLoc(), explainUnknownRuns(unknown))
            << "; the report counts what it runs as if it ran once";
}

LogicalResult SchedulePass::writeReport(const ns::Accelerator &machine,
                                        const Summary &summary,
                                        llvm::ToolOutputFile *file) {
  if (report.empty())
    return success();
  warnOfUnknownRuns();
  ScheduleReports reports = {machine,    *getSearchOptions().model,
                             metric,     scheduled,
                             crossLayer, summary.notes()};
  if (!file) {
    reports.write(llvm::errs(), report);
    return success();
  }
  reports.write(file->os(), report);
  return keepReport(getOperation(), *file);
}

void SchedulePass::runOnOperation() {
  Operation *root = getOperation();
  if (failed(topLevelOnly.check(root, getArgument())))
    return signalPassFailure();
  if (crossLayer && costModel != CostModelKind::Exact) {
    emitError(root->getLoc(), "'cross-layer' needs 'cost-model=exact'");
    return signalPassFailure();
  }
  if (crossLayer && factors == ns::FactorMode::Imperfect) {
    emitError(root->getLoc(), "'cross-layer' needs 'factors=perfect'");
    return signalPassFailure();
  }
  if (llvm::Error error = ns::checkOptions(optimizer, getSearchOptions())) {
    emitError(root->getLoc(), llvm::toString(std::move(error)));
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
  solve(*name);
  if (!report.empty())
    findSavings();
  if (failed(chooseSchedules()))
    return signalPassFailure();

  Summary summary;
  summary.unlowered = findUnlowered(root);
  summary.distinctLayers = problems.size();
  warnOfSkips();
  annotateAll(*machine, *name, summary);
  remarkSummary(root, summary);
  if (failed(writeReport(*machine, summary, reportFile->get())))
    return signalPassFailure();
}
